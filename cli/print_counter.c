#include "print_counter.h"

#include "terminal_text.h"

#include <lauxlib.h>

/* Of the table ktool, whatever became of the global. */
static void push_function(lua_State *L, const char *name)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, LUA_LOADED_TABLE);
    lua_getfield(L, -1, "ktool");
    lua_getfield(L, -1, name);
    lua_replace(L, -3);
    lua_pop(L, 1);
}

bool is_counter(lua_State *L, int index)
{
    if (luaL_getmetafield(L, index, "__name") == LUA_TNIL)
        return false;
    const char *name = lua_tostring(L, -1);
    bool is = lua_type(L, index) == LUA_TUSERDATA && name != NULL &&
              strcmp(name, "counter") == 0;
    lua_pop(L, 1);
    return is;
}

void inspect_counter(lua_State *L, int index, kt_buffer *out)
{
    index = lua_absindex(L, index);
    luaL_checkstack(L, 8, NULL);
    lua_Integer words = luaL_len(L, index);
    kt_buffer_add_string(out, "counter of ");
    add_grouped(out, words);
    kt_buffer_add_format(out, " word%s, ", kt_plural((uint64_t)words));
    push_function(L, "total");
    lua_pushvalue(L, index);
    lua_call(L, 1, 1);
    if (lua_isinteger(L, -1))
        add_grouped(out, lua_tointeger(L, -1));
    else
        kt_buffer_add_string(out, luaL_tolstring(L, -1, NULL));
    lua_settop(L, -2);
    kt_buffer_add_string(out, " in all");
}

/* Push the iterator that ktool.top() makes, three values for a for. */
static void push_top(lua_State *L, int index, size_t most)
{
    push_function(L, "top");
    lua_pushvalue(L, index);
    lua_pushinteger(L, (lua_Integer)most);
    lua_call(L, 2, 3);
}

void print_counter(lua_State *L, int index, printer *p)
{
    int before = lua_gettop(L);
    index = lua_absindex(L, index);
    luaL_checkstack(L, 16, NULL);
    size_t total = (size_t)luaL_len(L, index);
    size_t shown = total < p->most ? total : p->most;
    lua_pushliteral(L, "word");
    lua_pushliteral(L, "count");
    printer_begin(L, p, 2);
    push_top(L, index, shown);
    int state = lua_gettop(L);
    for (size_t i = 0; i < shown && p->status == KT_OK; i++) {
        lua_pushvalue(L, state - 2);
        lua_pushvalue(L, state - 1);
        lua_pushvalue(L, state);
        lua_call(L, 2, 2);
        lua_pushvalue(L, -2);
        lua_replace(L, state);
        printer_row(L, p, 2);
    }
    printer_end(p, total - shown);
    lua_settop(L, before);
}
