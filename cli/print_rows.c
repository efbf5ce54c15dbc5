#include "print_rows.h"

#include "sorted_keys.h"

#include <lauxlib.h>

typedef enum row_kind {
    ROW_NONE,
    ROW_LIST,
    ROW_NAMED
} row_kind;

static bool is_plain_table(lua_State *L, int index)
{
    if (!lua_istable(L, index))
        return false;
    bool has_metatable = lua_getmetatable(L, index) != 0;
    if (has_metatable)
        lua_pop(L, 1);
    return !has_metatable;
}

/* What the table at index is, as far as the pair on top shows. */
static row_kind kind_of_pair(lua_State *L)
{
    int key = lua_type(L, -2), value = lua_type(L, -1);
    if (value != LUA_TBOOLEAN && value != LUA_TNUMBER && value != LUA_TSTRING)
        return ROW_NONE;
    return key == LUA_TSTRING     ? ROW_NAMED
           : lua_isinteger(L, -2) ? ROW_LIST
                                  : ROW_NONE;
}

static row_kind kind_of_row(lua_State *L, int index)
{
    row_kind kind = ROW_NONE;
    lua_Integer items = 0;
    if (!is_plain_table(L, index))
        return ROW_NONE;
    lua_pushnil(L);
    while (lua_next(L, index) != 0) {
        row_kind found = kind_of_pair(L);
        lua_pop(L, 1);
        if (found == ROW_NONE || (items > 0 && found != kind)) {
            lua_pop(L, 1);
            return ROW_NONE;
        }
        kind = found;
        items++;
    }
    bool whole = kind != ROW_LIST || (lua_Integer)lua_rawlen(L, index) == items;
    return whole && items <= PRINTER_COLUMNS ? kind : ROW_NONE;
}

static bool has_only_items(lua_State *L, int index)
{
    lua_Unsigned items = 0;
    lua_pushnil(L);
    while (lua_next(L, index) != 0) {
        lua_pop(L, 1);
        items++;
    }
    return items == lua_rawlen(L, index);
}

static row_kind kind_of_rows(lua_State *L, int index)
{
    row_kind kind = ROW_NONE;
    if (!is_plain_table(L, index) || !has_only_items(L, index))
        return ROW_NONE;
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, index, i);
        row_kind found = kind_of_row(L, lua_gettop(L));
        lua_pop(L, 1);
        if (found == ROW_NONE || (i > 1 && found != kind))
            return ROW_NONE;
        kind = found;
    }
    return kind;
}

/* Push a list of the keys that any row has. */
static size_t push_columns(lua_State *L, int index)
{
    lua_newtable(L);
    int seen = lua_gettop(L);
    lua_Integer count = (lua_Integer)lua_rawlen(L, index);
    for (lua_Integer i = 1; i <= count; i++) {
        lua_rawgeti(L, index, i);
        lua_pushnil(L);
        while (lua_next(L, -2) != 0) {
            lua_pushvalue(L, -2);
            lua_insert(L, -2);
            lua_rawset(L, seen);
        }
        lua_pop(L, 1);
    }
    size_t columns = push_sorted_keys(L, seen, 0);
    lua_remove(L, seen);
    return columns;
}

bool is_rows(lua_State *L, int index)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, 16, NULL);
    if (kind_of_rows(L, index) == ROW_NONE)
        return false;
    size_t columns = push_columns(L, index);
    lua_pop(L, 1);
    return columns <= PRINTER_COLUMNS;
}

void print_rows(lua_State *L, int index, printer *p)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, PRINTER_COLUMNS + 16, NULL);
    int columns = (int)push_columns(L, index);
    int names = lua_gettop(L);
    for (int c = 1; c <= columns; c++) {
        lua_rawgeti(L, names, c);
        luaL_tolstring(L, -1, NULL);
        lua_remove(L, -2);
    }
    printer_begin(L, p, columns);

    size_t total = (size_t)lua_rawlen(L, index);
    size_t shown = total < p->most ? total : p->most;
    for (size_t i = 1; i <= shown && p->status == KT_OK; i++) {
        lua_rawgeti(L, index, (lua_Integer)i);
        int row = lua_gettop(L);
        for (int c = 1; c <= columns; c++) {
            lua_rawgeti(L, names, c);
            lua_rawget(L, row);
        }
        printer_row(L, p, columns);
        lua_settop(L, names);
    }
    printer_end(p, total - shown);
    lua_settop(L, names - 1);
}
