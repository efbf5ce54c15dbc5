/* Modules: text only, never out of the working directory. */

#include "class.h"
#include "failure.h"

#include <lualib.h>

static void release_script(void *script)
{
    kt_script_free(script);
}

/* The file as a function on top of the stack, or an error message. */
static int load_file(lua_State *L, const char *path)
{
    kt_error err;
    kt_script *script;
    kt_box *box = kt_lua_box(L, release_script);
    const char *chunk = lua_pushfstring(L, "@%s", path);
    kt_status status = kt_script_read(path, &script, &err);
    if (status == KT_ERR_INTERRUPTED || status == KT_ERR_NOMEM)
        return kt_lua_failure(L, &err);
    if (status != KT_OK) {
        lua_pushstring(L, err.message);
        return LUA_ERRFILE;
    }
    box->owned = script;
    int loaded = luaL_loadbufferx(L, script->source.data, script->source.len,
                                  chunk, "t");
    kt_lua_box_empty(box);
    return loaded;
}

/* A searcher as in package.searchers; upvalue 1 is the table `package`. */
static int search(lua_State *L)
{
    const char *name = luaL_checkstring(L, 1);
    lua_getfield(L, lua_upvalueindex(1), "searchpath");
    lua_pushvalue(L, 1);
    lua_getfield(L, lua_upvalueindex(1), "path");
    lua_call(L, 2, 2);
    if (lua_isnil(L, -2))
        return 1; /* where it was looked for */
    const char *path = lua_tostring(L, -2);
    if (load_file(L, path) != LUA_OK)
        return luaL_error(L, "error loading module '%s' from file '%s':\n\t%s",
                          name, path, lua_tostring(L, -1));
    lua_pushstring(L, path);
    return 2;
}

static kt_status add_folder(void *ctx, const char *folder)
{
    kt_buffer *path = ctx;
    kt_buffer_add_format(path, "%s%s/?.lua", path->len == 0 ? "" : ";", folder);
    return KT_OK;
}

/* The folder of the script at path comes first; NULL or a name that is no
 * path has none. */
static void add_own_folder(lua_State *L, const char *path, kt_buffer *folders)
{
    const char *slash = path == NULL ? NULL : strrchr(path, '/');
    size_t len = path == NULL ? 0 : strlen(path);
    if (slash != NULL)
        add_folder(folders, lua_pushlstring(L, path, (size_t)(slash - path)));
    else if (len > 4 && strcmp(path + len - 4, ".lua") == 0)
        add_folder(folders, ".");
}

void kt_lua_set_path(lua_State *L, const char *script)
{
    kt_error err;
    int top = lua_gettop(L);
    kt_buffer *folders = kt_lua_buffer(L);
    add_own_folder(L, script, folders);
    kt_status status = kt_script_folder_each(add_folder, folders, &err);
    if (status == KT_OK)
        status = kt_buffer_status(folders, &err);
    if (status != KT_OK)
        kt_lua_failure(L, &err);
    lua_getglobal(L, LUA_LOADLIBNAME);
    lua_pushlstring(L, folders->data, folders->len);
    lua_setfield(L, -2, "path");
    lua_settop(L, top);
}

void kt_lua_open_require(lua_State *L)
{
    lua_getglobal(L, LUA_LOADLIBNAME);
    lua_getfield(L, -1, "searchers");
    lua_createtable(L, 2, 0);
    lua_rawgeti(L, -2, 1); /* package.preload */
    lua_rawseti(L, -2, 1);
    lua_pushvalue(L, -3);
    lua_pushcclosure(L, search, 1);
    lua_rawseti(L, -2, 2);
    lua_setfield(L, -3, "searchers");
    lua_pushliteral(L, "");
    lua_setfield(L, -3, "cpath");
    lua_pop(L, 2);
    kt_lua_set_path(L, NULL);
}
