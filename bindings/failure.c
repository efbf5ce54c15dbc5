#include "failure.h"

#include "interrupt.h"

#define FAILURE "failure"

static void raise_object(lua_State *L, const char *code, const char *message,
                         int exit)
{
    lua_createtable(L, 0, 3);
    lua_pushstring(L, code);
    lua_setfield(L, -2, "code");
    lua_pushstring(L, message);
    lua_setfield(L, -2, "message");
    lua_pushinteger(L, exit);
    lua_setfield(L, -2, "exit");
    luaL_setmetatable(L, FAILURE);
    lua_error(L);
}

bool kt_lua_is_failure(lua_State *L, int index)
{
    if (!lua_istable(L, index) || !lua_getmetatable(L, index))
        return false;
    luaL_getmetatable(L, FAILURE);
    bool same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same;
}

static int failure_tostring(lua_State *L)
{
    lua_settop(L, 1);
    lua_getfield(L, 1, "message");
    luaL_tolstring(L, -1, NULL);
    return 1;
}

int kt_lua_failure_object(lua_State *L, const kt_error *err, int exit)
{
    /* A call that Ctrl-C cut short may have failed in any way. */
    if (err->status == KT_ERR_INTERRUPTED || kt_interrupted())
        return kt_lua_raise_interrupt(L);
    if (err->status == KT_ERR_NOMEM) {
        lua_pushliteral(L, "not enough memory");
        return lua_error(L);
    }
    raise_object(L, kt_status_code(err->status), err->message, exit);
    return 0;
}

int kt_lua_failure(lua_State *L, const kt_error *err)
{
    switch (err->status) {
    case KT_ERR_USAGE:
    case KT_ERR_NOT_FOUND:
    case KT_ERR_LIMIT:
    case KT_ERR_READ_ONLY:
        return luaL_error(L, "%s", err->message);
    default:
        return kt_lua_failure_object(L, err, KT_EXIT_CORPUS);
    }
}

int kt_lua_fail(lua_State *L)
{
    raise_object(L, "failed", luaL_checkstring(L, 1), KT_EXIT_SCRIPT);
    return 0;
}

void kt_lua_failure_class(lua_State *L)
{
    static const luaL_Reg events[] = {
        {"__tostring", failure_tostring},
        {NULL, NULL},
    };
    luaL_newmetatable(L, FAILURE);
    luaL_setfuncs(L, events, 0);
    lua_pushliteral(L, FAILURE);
    lua_setfield(L, -2, "__metatable");
    lua_pop(L, 1);
}
