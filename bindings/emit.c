/* ktool.emit: all rows at once. */

#include "check.h"
#include "class.h"
#include "output.h"

#include <limits.h>

enum {
    ROWS = 1,
    COLUMNS = 2,
    NAMES = 3
};

/* How many rows there are; raises if one is missing, which # may not see. */
static size_t count_rows(lua_State *L)
{
    size_t count = lua_rawlen(L, ROWS), keys = 0;
    for (lua_pushnil(L); lua_next(L, ROWS) != 0; lua_pop(L, 1)) {
        lua_Integer place = lua_tointeger(L, -2);
        if (!lua_isinteger(L, -2) || place < 1)
            luaL_argerror(L, ROWS,
                          lua_pushfstring(L, "a list of rows has no key '%s'",
                                          luaL_tolstring(L, -2, NULL)));
        if (!lua_istable(L, -1))
            luaL_argerror(L, ROWS,
                          lua_pushfstring(L, "row %I is a %s, not a table",
                                          place, kt_lua_typename(L, -1)));
        keys++;
    }
    if (keys != count)
        luaL_argerror(L, ROWS, "a row is missing: the list has a hole");
    return count;
}

/* Append the names in the list on top, which is popped, to COLUMNS, but for
 * those in the set below it. */
static void add_new_names(lua_State *L, int set, size_t count)
{
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, set) == LUA_TNIL) {
            lua_pushvalue(L, -2);
            lua_pushboolean(L, 1);
            lua_rawset(L, set);
            lua_pushvalue(L, -2);
            lua_rawseti(L, COLUMNS, (lua_Integer)lua_rawlen(L, COLUMNS) + 1);
        }
        lua_pop(L, 2);
    }
    lua_pop(L, 1);
}

/* Make COLUMNS of the keys of the first row, sorted, then the new ones of
 * the second, and so on. */
static void gather_columns(lua_State *L, lua_Integer rows)
{
    luaL_argcheck(L, rows > 0, COLUMNS, "no rows, so columns are needed");
    lua_newtable(L);
    lua_replace(L, COLUMNS);
    lua_newtable(L);
    int set = lua_gettop(L);
    for (lua_Integer i = 1; i <= rows; i++) {
        lua_rawgeti(L, ROWS, i);
        luaL_argcheck(L, lua_rawlen(L, -1) == 0, COLUMNS,
                      "rows are lists, so columns are needed");
        add_new_names(L, set, kt_lua_push_sorted_keys(L, -1));
        lua_pop(L, 1);
    }
    lua_pop(L, 1);
}

/* Whether the row on top is a list, that is, has any position. */
static bool is_list(lua_State *L)
{
    for (lua_pushnil(L); lua_next(L, -2) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING) {
            lua_pop(L, 2);
            return true;
        }
    }
    return false;
}

/* Raise if the list on top, row number place, has anything that no column
 * shows, but for the n of table.pack. */
static void check_list(lua_State *L, lua_Integer place, size_t columns)
{
    int row = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, row) != 0; lua_pop(L, 1)) {
        lua_Integer position = 0;
        if (lua_isinteger(L, -2))
            position = lua_tointeger(L, -2);
        else if (lua_type(L, -2) == LUA_TSTRING &&
                 strcmp(lua_tostring(L, -2), "n") == 0)
            continue;
        if (position < 1 || (lua_Unsigned)position > columns)
            luaL_argerror(
                L, ROWS,
                lua_pushfstring(L,
                                "row %I has a cell '%s', but there are %I "
                                "columns",
                                place, luaL_tolstring(L, -2, NULL),
                                (lua_Integer)columns));
    }
}

/* Push the cell of the row on top for a column. */
static void push_cell(lua_State *L, bool list, lua_Integer column)
{
    int row = lua_gettop(L);
    if (list) {
        lua_rawgeti(L, row, column);
    } else {
        lua_rawgeti(L, NAMES, column);
        lua_rawget(L, row);
    }
}

static void check_row(lua_State *L, lua_Integer place, size_t columns)
{
    kt_cell cell;
    bool list = is_list(L);
    if (list)
        check_list(L, place, columns);
    for (lua_Integer i = 1; i <= (lua_Integer)columns; i++) {
        push_cell(L, list, i);
        if (!kt_lua_to_cell(L, -1, &cell)) {
            lua_rawgeti(L, NAMES, i);
            luaL_argerror(L, ROWS,
                          lua_pushfstring(L,
                                          "row %I: a %s cannot be a cell "
                                          "(column '%s')",
                                          place, kt_lua_typename(L, -2),
                                          lua_tostring(L, -1)));
        }
        lua_pop(L, 1);
    }
}

static void write_row(lua_State *L, kt_lua_writer *out)
{
    bool list = is_list(L);
    for (size_t i = 0; i < out->count; i++) {
        push_cell(L, list, (lua_Integer)i + 1);
        kt_lua_to_cell(L, -1, &out->cells[i]);
        lua_pop(L, 1); /* the row keeps what the cell borrows */
    }
    kt_lua_write_row(L, out, out->count);
}

/* ktool.emit(rows [, columns]): all rows, or none if one of them is wrong. */
int kt_lua_emit(lua_State *L)
{
    size_t columns;
    lua_settop(L, 2);
    luaL_checktype(L, ROWS, LUA_TTABLE);
    lua_Integer rows = (lua_Integer)count_rows(L);
    if (lua_isnil(L, COLUMNS))
        gather_columns(L, rows);
    kt_lua_push_columns(L, COLUMNS, &columns);
    lua_settop(L, NAMES);
    for (lua_Integer i = 1; i <= rows; i++) {
        lua_rawgeti(L, ROWS, i);
        check_row(L, i, columns);
        lua_pop(L, 1);
    }
    kt_lua_writer *out = kt_lua_push_writer(L, COLUMNS);
    for (lua_Integer i = 1; i <= rows; i++) {
        lua_rawgeti(L, ROWS, i);
        write_row(L, out);
        lua_pop(L, 1);
    }
    kt_lua_finish_writer(L, out);
    return 0;
}
