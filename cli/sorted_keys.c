#include "sorted_keys.h"

#include <ktool/counter.h>
#include <lauxlib.h>
#include <stdlib.h>

typedef struct sort_key {
    int type;  /* of Lua */
    int place; /* in the list before sorting */
    kt_number number;
    kt_slice text; /* of a string; of the rest the name of the type */
} sort_key;

static int rank(int type)
{
    return type == LUA_TNUMBER ? 0 : type == LUA_TSTRING ? 1 : 2;
}

static int compare(const void *left, const void *right)
{
    const sort_key *a = left, *b = right;
    int order = rank(a->type) - rank(b->type);
    if (order == 0 && a->type == LUA_TNUMBER)
        order = kt_number_compare(a->number, b->number);
    else if (order == 0)
        order = kt_slice_compare(a->text, b->text);
    return order != 0 ? order : a->place - b->place;
}

static sort_key read_key(lua_State *L, int index, int place)
{
    sort_key key = {.type = lua_type(L, index), .place = place};
    if (lua_isinteger(L, index))
        key.number = kt_integer(lua_tointeger(L, index));
    else if (key.type == LUA_TNUMBER)
        key.number = kt_real(lua_tonumber(L, index));
    else if (key.type == LUA_TSTRING)
        key.text.data = lua_tolstring(L, index, &key.text.len);
    else if (key.type == LUA_TBOOLEAN)
        key.text =
            lua_toboolean(L, index) ? KT_SLICE("true") : KT_SLICE("false");
    else
        key.text = kt_slice_of(luaL_typename(L, index));
    return key;
}

static bool in_sequence(lua_State *L, int index, lua_Integer length)
{
    if (!lua_isinteger(L, index))
        return false;
    lua_Integer key = lua_tointeger(L, index);
    return key >= 1 && key <= length;
}

/* Push the keys as they come. */
static size_t push_keys(lua_State *L, int table, lua_Integer length)
{
    lua_Integer count = 0;
    lua_newtable(L);
    lua_pushnil(L);
    while (lua_next(L, table) != 0) {
        lua_pop(L, 1);
        if (in_sequence(L, -1, length))
            continue;
        lua_pushvalue(L, -1);
        lua_rawseti(L, -3, ++count);
    }
    return (size_t)count;
}

size_t push_sorted_keys(lua_State *L, int index, lua_Integer length)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, 8, NULL);
    size_t count = push_keys(L, index, length);
    /* Strings stay alive in the first list; Lua owns the array. */
    sort_key *keys = lua_newuserdatauv(L, (count + 1) * sizeof *keys, 0);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -2, (lua_Integer)i + 1);
        keys[i] = read_key(L, -1, (int)i + 1);
        lua_pop(L, 1);
    }
    qsort(keys, count, sizeof *keys, compare);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -3, keys[i].place);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_replace(L, -3);
    lua_pop(L, 1);
    return count;
}
