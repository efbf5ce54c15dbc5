/* corpus:query(), SQL over the store. */

#include "check.h"
#include "class.h"
#include "failure.h"

#include <ktool/query.h>

/* The argument at @p index as SQL takes it; borrowed from it. */
static kt_value to_value(lua_State *L, int index)
{
    kt_value value = {.kind = KT_VALUE_NULL};
    switch (lua_type(L, index)) {
    case LUA_TNIL:
        break;
    case LUA_TBOOLEAN:
        value.kind = KT_VALUE_INTEGER;
        value.integer = lua_toboolean(L, index);
        break;
    case LUA_TNUMBER:
        value.kind =
            lua_isinteger(L, index) ? KT_VALUE_INTEGER : KT_VALUE_FLOAT;
        value.integer = lua_tointeger(L, index);
        value.number = lua_tonumber(L, index);
        break;
    case LUA_TSTRING:
        value.kind = KT_VALUE_TEXT;
        value.bytes.data = lua_tolstring(L, index, &value.bytes.len);
        break;
    default:
        luaL_argerror(L, index,
                      lua_pushfstring(L,
                                      "nil, boolean, number or string "
                                      "expected, got %s",
                                      kt_lua_typename(L, index)));
    }
    return value;
}

/* Push an array of the arguments from @p first on, which keep the bytes. */
static const kt_value *push_values(lua_State *L, int first, size_t count)
{
    kt_value *values = lua_newuserdatauv(L, (count + 1) * sizeof *values, 0);
    for (size_t i = 0; i < count; i++)
        values[i] = to_value(L, first + (int)i);
    return values;
}

/* Push a list of the names of columns, which are the keys of a row, so that
 * two may not be the same. */
static void push_names(lua_State *L, const kt_query *query)
{
    kt_error err;
    size_t count = kt_query_columns(query);
    lua_createtable(L, (int)count, 0);
    lua_newtable(L);
    for (size_t i = 0; i < count; i++) {
        const char *name = kt_query_name(query, i);
        if (name == NULL) {
            (void)KT_FAIL_NOMEM(&err);
            kt_lua_failure(L, &err);
        }
        lua_pushstring(L, name);
        lua_pushvalue(L, -1);
        lua_rawseti(L, -4, (lua_Integer)i + 1);
        lua_pushvalue(L, -1);
        if (lua_rawget(L, -3) != LUA_TNIL)
            luaL_error(L, "SQL: two columns are called '%s'; name one by AS",
                       lua_tostring(L, -2));
        lua_pop(L, 1);
        lua_pushboolean(L, 1);
        lua_rawset(L, -3);
    }
    lua_pop(L, 1);
}

static void push_value(lua_State *L, const kt_value *value)
{
    switch (value->kind) {
    case KT_VALUE_INTEGER:
        lua_pushinteger(L, value->integer);
        break;
    case KT_VALUE_FLOAT:
        lua_pushnumber(L, value->number);
        break;
    case KT_VALUE_TEXT:
    case KT_VALUE_BLOB:
        lua_pushlstring(L, value->bytes.data, value->bytes.len);
        break;
    case KT_VALUE_NULL:
        lua_pushnil(L);
        break;
    }
}

static int next_row(lua_State *L)
{
    kt_error err;
    const kt_value *row;
    kt_box *box = lua_touserdata(L, lua_upvalueindex(1));
    if (box->owned == NULL)
        return 0;
    kt_status status = kt_query_next(box->owned, &row, &err);
    if (status != KT_OK)
        kt_lua_box_empty(box);
    if (status == KT_ERR_NOT_FOUND)
        return 0;
    if (status != KT_OK)
        return kt_lua_failure(L, &err);
    size_t count = kt_query_columns(box->owned);
    lua_getiuservalue(L, lua_upvalueindex(1), 1);
    lua_createtable(L, 0, (int)count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -2, (lua_Integer)i + 1);
        push_value(L, &row[i]);
        lua_rawset(L, -3);
    }
    return 1;
}

static void release_query(void *query)
{
    kt_query_free(query);
}

/* corpus:query(sql, ...) */
int kt_lua_corpus_query(lua_State *L)
{
    kt_error err;
    kt_query *query;
    kt_lua_self(L, KT_CORPUS);
    kt_slice sql = kt_lua_check_slice(L, 2);
    size_t count = (size_t)lua_gettop(L) - 2;
    const kt_value *values = push_values(L, 3, count);
    kt_box *box = kt_lua_box(L, release_query);
    if (kt_query_new(kt_lua_to_corpus(L, 1), sql, values, count, &query,
                     &err) != KT_OK)
        return kt_lua_failure(L, &err);
    box->owned = query;
    push_names(L, query);
    lua_setiuservalue(L, -2, 1);
    return kt_lua_iterate(L, next_row);
}
