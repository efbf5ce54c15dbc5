/* Where ktool differs from Lua's own libraries. */

#include "check.h"
#include "class.h"
#include "host.h"
#include "interrupt.h"

#include <lualib.h>

#include <stdlib.h>

/* Which argument of load and loadfile the mode is. */
enum {
    LOAD_MODE = 3,
    LOADFILE_MODE = 2
};

/* Strings and integers, most of what is printed, need no string made. */
static bool print_value(lua_State *L, int index)
{
    char digits[24];
    size_t len;
    const char *text = digits;
    if (lua_isinteger(L, index)) {
        len = (size_t)snprintf(digits, sizeof digits, LUA_INTEGER_FMT,
                               lua_tointeger(L, index));
    } else if (lua_type(L, index) == LUA_TSTRING) {
        text = lua_tolstring(L, index, &len);
    } else {
        text = luaL_tolstring(L, index, &len);
    }
    return fwrite_unlocked(text, 1, len, stdout) == len;
}

/* Lua's own flushes every line, which makes it twelve times slower. */
static int print(lua_State *L)
{
    int count = lua_gettop(L);
    bool written = true;
    for (int i = 1; i <= count; i++) {
        if (i > 1)
            written &= putchar_unlocked('\t') != EOF;
        written &= print_value(L, i);
        lua_settop(L, count);
    }
    written &= putchar_unlocked('\n') != EOF;
    if (!written)
        kt_lua_lose_output(NULL);
    return 0;
}

/* load or loadfile, upvalue 1, for text only. Upvalue 2 is which argument
 * the mode is; one after it changes what nil means, so is not made up. */
static int load_text(lua_State *L)
{
    int mode = (int)lua_tointeger(L, lua_upvalueindex(2));
    bool paused = kt_corpora_paused();
    if (mode == LOAD_MODE && !lua_isstring(L, 1))
        luaL_checktype(L, 1, LUA_TFUNCTION);
    if (strchr(luaL_optstring(L, mode, "t"), 't') == NULL) {
        lua_pushnil(L);
        lua_pushliteral(L, "compiled chunks are not loaded");
        return 2;
    }
    if (lua_gettop(L) < mode)
        lua_settop(L, mode);
    lua_pushliteral(L, "t");
    lua_replace(L, mode);
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    /* An error of the function that gives the text was caught. */
    if (paused)
        kt_corpora_pause();
    if (kt_lua_was_interrupted() && lua_isnil(L, 1))
        return kt_lua_raise_interrupt(L);
    return lua_gettop(L);
}

static int finish_dofile(lua_State *L, int status, lua_KContext context)
{
    (void)status;
    (void)context;
    return lua_gettop(L) - 1;
}

static int do_file(lua_State *L)
{
    const char *path = luaL_optstring(L, 1, NULL);
    lua_settop(L, 1);
    if (luaL_loadfilex(L, path, "t") != LUA_OK)
        return lua_error(L);
    lua_callk(L, 0, LUA_MULTRET, 0, finish_dofile);
    return finish_dofile(L, LUA_OK, 0);
}

/* Closes the state, so that what is open is finished and written. */
static int os_exit(lua_State *L)
{
    lua_Integer status = KT_EXIT_OK;
    if (lua_isboolean(L, 1))
        status = lua_toboolean(L, 1) ? KT_EXIT_OK : KT_EXIT_SCRIPT;
    else
        status = luaL_optinteger(L, 1, KT_EXIT_OK);
    if (status < 0 || status > 255) {
        const char *message = lua_pushfstring(
            L, "os.exit: %I is no exit status, 255 is used", status);
        lua_warning(L, message, 0);
        status = 255;
    }
    kt_lua_guard_end(L);
    lua_close(L);
    exit(kt_lua_finish_output((int)status));
}

static void warn(void *ctx, const char *piece, int more)
{
    kt_host *host = ctx;
    if (!host->in_warning && !more && piece[0] == '@') {
        if (strcmp(piece, "@on") == 0 || strcmp(piece, "@off") == 0)
            host->warns = piece[2] == 'n';
        return;
    }
    if (host->warns)
        fprintf(stderr, "%s%s%s",
                host->in_warning ? "" : "ktool: warning: ", piece,
                more ? "" : "\n");
    host->in_warning = more;
}

/* Of the table of globals, which is upvalue 1. */
static int global_index(lua_State *L)
{
    const char *name =
        lua_type(L, 2) == LUA_TSTRING ? lua_tostring(L, 2) : NULL;
    if (name == NULL)
        return 0;
    if (strcmp(name, "corpus") != 0 || !kt_lua_host(L)->offers_corpus)
        return kt_lua_unknown(L, "undefined global", name, lua_upvalueindex(1));
    kt_lua_push_call(L, kt_lua_corpus_open, 0);
    lua_call(L, 0, 1);
    lua_pushvalue(L, 2);
    lua_pushvalue(L, -2);
    lua_rawset(L, lua_upvalueindex(1));
    return 1;
}

static void make_globals_strict(lua_State *L)
{
    lua_pushglobaltable(L);
    lua_newtable(L);
    lua_pushvalue(L, -2);
    lua_pushcclosure(L, global_index, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

static void replace_load(lua_State *L, const char *name, int mode)
{
    lua_getglobal(L, name);
    lua_pushinteger(L, mode);
    lua_pushcclosure(L, load_text, 2);
    lua_setglobal(L, name);
}

void kt_lua_offer_corpus(lua_State *L)
{
    kt_lua_host(L)->offers_corpus = true;
}

void kt_lua_open_standard(lua_State *L)
{
    lua_pushcfunction(L, print);
    lua_setglobal(L, "print");
    lua_pushcfunction(L, do_file);
    lua_setglobal(L, "dofile");
    replace_load(L, "load", LOAD_MODE);
    replace_load(L, "loadfile", LOADFILE_MODE);
    lua_getglobal(L, LUA_OSLIBNAME);
    lua_pushcfunction(L, os_exit);
    lua_setfield(L, -2, "exit");
    lua_pop(L, 1);
    kt_lua_host(L)->warns = true;
    lua_setwarnf(L, warn, kt_lua_host(L));
    make_globals_strict(L);
}
