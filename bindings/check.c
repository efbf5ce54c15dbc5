#include "check.h"

#include <ktool/suggest.h>
#include <stdlib.h>

kt_slice kt_lua_check_slice(lua_State *L, int arg)
{
    kt_slice text;
    luaL_checktype(L, arg, LUA_TSTRING);
    text.data = lua_tolstring(L, arg, &text.len);
    return text;
}

const char *kt_lua_push_hint(lua_State *L, const char *name,
                             const char *const *names, size_t count)
{
    const char *near = kt_suggest(name, names, count);
    if (near == NULL)
        return lua_pushliteral(L, "");
    return lua_pushfstring(L, "; did you mean '%s'?", near);
}

const char *kt_lua_typename(lua_State *L, int index)
{
    int type = luaL_getmetafield(L, index, "__name");
    if (type == LUA_TNIL)
        return luaL_typename(L, index);
    const char *name = type == LUA_TSTRING ? lua_tostring(L, -1) : NULL;
    lua_pop(L, 1); /* the metatable keeps it */
    return name != NULL ? name : luaL_typename(L, index);
}

static int by_code_point(const void *a, const void *b)
{
    return kt_slice_compare(*(const kt_slice *)a, *(const kt_slice *)b);
}

/* Push an array of the string keys of the table, which keeps their bytes. */
static kt_slice *push_keys(lua_State *L, int index, size_t *count)
{
    size_t n = 0;
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1))
        n += lua_type(L, -2) == LUA_TSTRING;
    kt_slice *keys = lua_newuserdatauv(L, (n + 1) * sizeof *keys, 0);
    *count = 0;
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            continue;
        kt_slice *key = &keys[(*count)++];
        key->data = lua_tolstring(L, -2, &key->len);
    }
    qsort(keys, n, sizeof *keys, by_code_point);
    return keys;
}

size_t kt_lua_push_sorted_keys(lua_State *L, int index)
{
    size_t count;
    index = lua_absindex(L, index);
    const kt_slice *keys = push_keys(L, index, &count);
    lua_createtable(L, count < 1000 ? (int)count : 1000, 0);
    for (size_t i = 0; i < count; i++) {
        lua_pushlstring(L, keys[i].data, keys[i].len);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_remove(L, -2);
    return count;
}

int kt_lua_unknown(lua_State *L, const char *what, const char *name, int known)
{
    size_t count;
    const kt_slice *keys = push_keys(L, lua_absindex(L, known), &count);
    const char **names = lua_newuserdatauv(L, (count + 1) * sizeof *names, 0);
    for (size_t i = 0; i < count; i++)
        names[i] = keys[i].data;
    return luaL_error(L, "%s '%s'%s", what, name,
                      kt_lua_push_hint(L, name, names, count));
}

static int strict_index(lua_State *L)
{
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    lua_rawget(L, lua_upvalueindex(1));
    if (lua_isboolean(L, -1) && !lua_toboolean(L, -1))
        lua_pushnil(L);
    else if (lua_isnil(L, -1) && lua_type(L, 2) == LUA_TSTRING)
        return kt_lua_unknown(L, lua_tostring(L, lua_upvalueindex(2)),
                              lua_tostring(L, 2), lua_upvalueindex(1));
    return 1;
}

void kt_lua_push_strict_index(lua_State *L)
{
    lua_pushcclosure(L, strict_index, 2);
}

void kt_lua_make_strict(lua_State *L, const char *what)
{
    lua_createtable(L, 0, 1);
    lua_pushvalue(L, -2);
    lua_pushstring(L, what);
    kt_lua_push_strict_index(L);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
}

static size_t count_names(const char *const *names)
{
    size_t count = 0;
    while (names[count] != NULL)
        count++;
    return count;
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(name, *names) == 0)
            return true;
    return false;
}

static void refuse_key(lua_State *L, int arg, const char *key,
                       const char *const *keys)
{
    const char *hint = kt_lua_push_hint(L, key, keys, count_names(keys));
    luaL_argerror(L, arg, lua_pushfstring(L, "unknown key '%s'%s", key, hint));
}

void kt_lua_check_table(lua_State *L, int index, int arg,
                        const char *const *keys)
{
    index = lua_absindex(L, index);
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1))
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_argerror(L, arg,
                          lua_pushfstring(L, "unknown key %s",
                                          luaL_tolstring(L, -2, NULL)));
    size_t count;
    const kt_slice *given = push_keys(L, index, &count);
    for (size_t i = 0; i < count; i++)
        if (!is_among(given[i].data, keys))
            refuse_key(L, arg, given[i].data, keys);
    lua_pop(L, 1);
}

bool kt_lua_check_keys(lua_State *L, int arg, const char *const *keys)
{
    if (lua_isnoneornil(L, arg))
        return false;
    luaL_checktype(L, arg, LUA_TTABLE);
    kt_lua_check_table(L, arg, arg, keys);
    return true;
}

int kt_lua_option_error(lua_State *L, int arg, const char *key,
                        const char *expected)
{
    return luaL_argerror(L, arg,
                         lua_pushfstring(L, "%s: %s expected, got %s", key,
                                         expected, kt_lua_typename(L, -1)));
}

bool kt_lua_option_boolean(lua_State *L, int arg, const char *key, bool *out)
{
    bool given = lua_getfield(L, arg, key) != LUA_TNIL;
    if (given && !lua_isboolean(L, -1))
        kt_lua_option_error(L, arg, key, "boolean");
    if (given)
        *out = lua_toboolean(L, -1);
    lua_pop(L, 1);
    return given;
}

bool kt_lua_option_integer(lua_State *L, int arg, const char *key,
                           lua_Integer least, lua_Integer most,
                           lua_Integer *out)
{
    bool given = lua_getfield(L, arg, key) != LUA_TNIL;
    if (given) {
        int whole;
        *out = lua_tointegerx(L, -1, &whole);
        if (!whole)
            kt_lua_option_error(L, arg, key, "integer");
        if (*out < least || *out > most)
            luaL_argerror(L, arg,
                          lua_pushfstring(L, "%s: %I is %s than %I", key, *out,
                                          *out < least ? "less" : "more",
                                          *out < least ? least : most));
    }
    lua_pop(L, 1);
    return given;
}

bool kt_lua_option_string(lua_State *L, int arg, const char *key,
                          const char **out)
{
    bool given = lua_getfield(L, arg, key) != LUA_TNIL;
    if (given && lua_type(L, -1) != LUA_TSTRING)
        kt_lua_option_error(L, arg, key, "string");
    if (given)
        *out = lua_tostring(L, -1);
    lua_pop(L, 1);
    return given;
}
