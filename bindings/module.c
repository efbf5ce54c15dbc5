/* A new state, and the table `ktool`. */

#include "check.h"
#include "class.h"
#include "failure.h"

#include <lualib.h>

#include <float.h>
#include <math.h>
#include <stdlib.h>

enum {
    API = 0,
    MOST_DIGITS = 15
};

#define HOST "host"

void kt_lua_host_clear(kt_host *host)
{
    kt_script_args_free(host->args);
    kt_script_header_free(host->header);
    host->args = NULL;
    host->header = NULL;
}

static int host_close(lua_State *L)
{
    kt_lua_host_clear(luaL_checkudata(L, 1, HOST));
    return 0;
}

/* ktool.round(x [, digits]): ties, which are rare in binary, go to even. */
static int round_number(lua_State *L)
{
    char text[DBL_MAX_10_EXP + MOST_DIGITS + 8];
    lua_Integer digits = luaL_optinteger(L, 2, 0);
    luaL_argcheck(L, digits >= 0 && digits <= MOST_DIGITS, 2,
                  "digits from 0 to 15 expected");
    double x = luaL_checknumber(L, 1);
    if (lua_isinteger(L, 1)) {
        lua_settop(L, 1);
        return 1;
    }
    luaL_argcheck(L, isfinite(x), 1, isnan(x) ? "not a number" : "infinite");
    snprintf(text, sizeof text, "%.*f", (int)digits, x);
    double rounded = strtod(text, NULL) + 0.0; /* which makes -0.0 0.0 */
    lua_Integer whole;
    if (digits == 0 && lua_numbertointeger(rounded, &whole))
        lua_pushinteger(L, whole);
    else
        lua_pushnumber(L, rounded);
    return 1;
}

static const luaL_Reg functions[] = {
    {"args", kt_lua_args},
    {"counter", kt_lua_counter_new},
    {"emit", kt_lua_emit},
    {"fail", kt_lua_fail},
    {"round", round_number},
    {"top", kt_lua_top},
    {"total", kt_lua_total},
    {"writer", kt_lua_writer_new},
    {NULL, NULL},
};

static void open_module(lua_State *L)
{
    luaL_newlib(L, functions);
    kt_lua_push_call(L, kt_lua_corpus_open, 0);
    lua_setfield(L, -2, "open");
    lua_pushliteral(L, KTOOL_VERSION);
    lua_setfield(L, -2, "version");
    lua_pushinteger(L, API);
    lua_setfield(L, -2, "api");
    kt_lua_push_text(L);
    lua_setfield(L, -2, "text");
    kt_lua_push_date(L);
    lua_setfield(L, -2, "date");
    lua_pushboolean(L, 0); /* until one runs */
    lua_setfield(L, -2, "script");

    kt_lua_make_strict(L, "ktool has no function");

    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_pushvalue(L, -2);
    lua_setfield(L, -2, "ktool");
    lua_pop(L, 1);
    lua_setglobal(L, "ktool");
}

static kt_host *new_host(lua_State *L)
{
    static const luaL_Reg events[] = {
        {"__gc", host_close},
        {NULL, NULL},
    };
    kt_lua_class(L, HOST, NULL, events);
    kt_host *host = kt_lua_object(L, HOST, sizeof *host, 0);
    lua_setfield(L, LUA_REGISTRYINDEX, "ktool.host");
    *(kt_host **)lua_getextraspace(L) = host;
    return host;
}

static int open_all(lua_State *L)
{
    luaL_openlibs(L);
    new_host(L)->settings = lua_touserdata(L, 1);
    kt_lua_failure_class(L);
    kt_lua_trace_forget(L);
    kt_lua_open_classes(L);
    open_module(L);
    kt_lua_open_interrupt(L);
    kt_lua_open_require(L);
    kt_lua_open_standard(L);
    return 0;
}

lua_State *kt_lua_new(const kt_lua_settings *settings)
{
    lua_State *L = luaL_newstate();
    if (L == NULL)
        return NULL;
    lua_pushcfunction(L, open_all);
    lua_pushlightuserdata(L, (void *)(uintptr_t)settings);
    if (lua_pcall(L, 1, 0, 0) == LUA_OK)
        return L;
    lua_close(L);
    return NULL;
}
