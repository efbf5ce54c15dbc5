#include "class.h"

#include "check.h"

#include <assert.h>
#include <limits.h>

#define BOX "iterator"
#define BUFFER "buffer"

static int refuse_fields(lua_State *L)
{
    const char *field = luaL_tolstring(L, 2, NULL);
    luaL_getmetafield(L, 1, "__name");
    return luaL_error(L, "%s.%s is read-only", lua_tostring(L, -1), field);
}

int kt_lua_closed(lua_State *L, int index)
{
    luaL_getmetafield(L, index, "__name");
    return luaL_error(L, "%s is closed", lua_tostring(L, -1));
}

/* The upvalue of call(); those before it are for what it calls. */
enum {
    CALLED = 4
};

/* Others may write stores while Lua does anything but this. */
static int call(lua_State *L)
{
    bool paused = kt_corpora_paused();
    kt_corpora_continue();
    int results = lua_tocfunction(L, lua_upvalueindex(CALLED))(L);
    if (paused)
        kt_corpora_pause();
    return results;
}

void kt_lua_push_call(lua_State *L, lua_CFunction function, int upvalues)
{
    assert(upvalues < CALLED);
    for (; upvalues < CALLED - 1; upvalues++)
        lua_pushnil(L);
    lua_pushcfunction(L, function);
    lua_pushcclosure(L, call, CALLED);
}

/* Add functions to the table on top. */
static void set_calls(lua_State *L, const luaL_Reg *functions)
{
    for (; functions->name != NULL; functions++) {
        kt_lua_push_call(L, functions->func, 0);
        lua_setfield(L, -2, functions->name);
    }
}

void kt_lua_methods(lua_State *L, const luaL_Reg *methods)
{
    for (; methods->name != NULL; methods++) {
        lua_pushstring(L, methods->name);
        kt_lua_push_call(L, methods->func, 1);
        lua_setfield(L, -2, methods->name);
    }
}

void kt_lua_class(lua_State *L, const char *name, const luaL_Reg *methods,
                  const luaL_Reg *events)
{
    luaL_newmetatable(L, name);
    lua_pushstring(L, name);
    lua_setfield(L, -2, "__metatable");
    lua_pushcfunction(L, refuse_fields);
    lua_setfield(L, -2, "__newindex");
    if (methods != NULL) {
        lua_newtable(L);
        kt_lua_methods(L, methods);
        lua_pushfstring(L, "%s has no method", name);
        kt_lua_push_strict_index(L);
        lua_setfield(L, -2, "__index");
    }
    set_calls(L, events);
    lua_pop(L, 1);
}

void *kt_lua_object(lua_State *L, const char *name, size_t size, int values)
{
    void *object = lua_newuserdatauv(L, size, values);
    memset(object, 0, size);
    luaL_setmetatable(L, name);
    return object;
}

void *kt_lua_self(lua_State *L, const char *class)
{
    void *self = luaL_testudata(L, 1, class);
    if (self == NULL) {
        const char *method = lua_tostring(L, lua_upvalueindex(1));
        luaL_error(L, "'%s' is a method of %s: use %s:%s(), with a colon",
                   method, class, class, method);
    }
    return self;
}

kt_box *kt_lua_box(lua_State *L, void (*release)(void *owned))
{
    kt_box *box = kt_lua_object(L, BOX, sizeof *box, 1);
    box->release = release;
    return box;
}

void kt_lua_box_empty(kt_box *box)
{
    void *owned = box->owned;
    box->owned = NULL;
    if (owned != NULL)
        box->release(owned);
}

static int box_close(lua_State *L)
{
    kt_lua_box_empty(luaL_checkudata(L, 1, BOX));
    return 0;
}

kt_buffer *kt_lua_buffer(lua_State *L)
{
    return kt_lua_object(L, BUFFER, sizeof(kt_buffer), 0);
}

static int buffer_close(lua_State *L)
{
    kt_buffer_free(luaL_checkudata(L, 1, BUFFER));
    return 0;
}

int kt_lua_iterate(lua_State *L, lua_CFunction next)
{
    lua_pushvalue(L, -1);
    kt_lua_push_call(L, next, 1);
    lua_insert(L, -2);
    lua_pushnil(L);
    lua_pushnil(L);
    lua_rotate(L, -3, 2);
    return 4;
}

void kt_lua_account(lua_State *L, size_t bytes)
{
    size_t kilobytes = bytes / 1024;
    if (kilobytes > 0)
        lua_gc(L, LUA_GCSTEP, kilobytes > INT_MAX ? INT_MAX : (int)kilobytes);
}

static const luaL_Reg box_events[] = {
    {"__close", box_close},
    {"__gc", box_close},
    {NULL, NULL},
};

static const luaL_Reg buffer_events[] = {
    {"__gc", buffer_close},
    {NULL, NULL},
};

void kt_lua_open_classes(lua_State *L)
{
    kt_lua_class(L, BOX, NULL, box_events);
    kt_lua_class(L, BUFFER, NULL, buffer_events);
    kt_lua_corpus_class(L);
    kt_lua_words_class(L);
    kt_lua_article_class(L);
    kt_lua_counter_class(L);
    kt_lua_writer_class(L);
}
