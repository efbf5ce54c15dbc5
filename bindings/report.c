/* An uncaught error in words. */

#include "failure.h"
#include "interrupt.h"

#include <unistd.h>

enum {
    SHOWN_BYTES = 4096, /* of a message, on a terminal */
    LEVELS = 8          /* where the function that a message names is */
};

/* Places in the registry, by address: the traceback of the error and, if it
 * came while another was on its way up, the first one. */
static char trace_key, first_key;

void kt_lua_trace_forget(lua_State *L)
{
    lua_pushboolean(L, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &trace_key);
    lua_pushboolean(L, 0);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &first_key);
}

/* Replace the start of the message on top by path if it is short_src, which
 * is what Lua made of it. */
static void lengthen(lua_State *L, const char *path, const char *short_src)
{
    size_t len = strlen(short_src);
    const char *message = lua_tostring(L, -1);
    if (strncmp(message, short_src, len) != 0 || message[len] != ':')
        return;
    lua_pushstring(L, path);
    lua_pushstring(L, message + len);
    lua_concat(L, 2);
    lua_replace(L, -2);
}

void kt_lua_restore_path(lua_State *L, const char *chunk)
{
    lua_Debug info;
    if (luaL_loadbufferx(L, "", 0, chunk, "t") != LUA_OK)
        return;
    lua_getinfo(L, ">S", &info);
    lengthen(L, chunk + 1, info.short_src);
}

/* The same for the chunk that raised the message on top. */
static void restore_raiser(lua_State *L)
{
    lua_Debug info;
    for (int level = 0; level < LEVELS && lua_getstack(L, level, &info);
         level++) {
        lua_getinfo(L, "S", &info);
        if (info.source[0] == '@' && info.srclen >= LUA_IDSIZE)
            lengthen(L, info.source + 1, info.short_src);
    }
}

int kt_lua_trace(lua_State *L)
{
    lua_settop(L, 1);
    if (kt_lua_is_interrupt(L, 1))
        return 1;
    if (lua_type(L, 1) == LUA_TSTRING)
        restore_raiser(L);
    luaL_traceback(L, L, NULL, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &trace_key);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &first_key);
    if (!lua_toboolean(L, -1)) {
        lua_pushvalue(L, 1);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &first_key);
    }
    lua_settop(L, 1);
    return 1;
}

static int protected_tostring(lua_State *L)
{
    luaL_tolstring(L, 1, NULL);
    return 1;
}

/* A table with a message, as other libraries raise it, or any value. */
static void push_object(lua_State *L, int index)
{
    if (lua_istable(L, index)) {
        lua_pushliteral(L, "message");
        if (lua_rawget(L, index) == LUA_TSTRING)
            return;
        lua_pushliteral(L, "code");
        lua_rawget(L, index);
        if (lua_isstring(L, -1)) {
            lua_pushfstring(L, "(error object is a table value, code %s)",
                            lua_tostring(L, -1));
            return;
        }
    }
    lua_pushfstring(L, "(error object is a %s value)", luaL_typename(L, index));
}

/* Push the error at index in words; its own may fail. */
static void push_words(lua_State *L, int index)
{
    if (lua_isstring(L, index)) {
        lua_pushvalue(L, index);
        lua_tostring(L, -1);
    } else if (luaL_getmetafield(L, index, "__tostring") != LUA_TNIL) {
        lua_pushcfunction(L, protected_tostring);
        lua_pushvalue(L, index);
        if (lua_pcall(L, 1, 1, 0) != LUA_OK)
            push_object(L, index);
    } else {
        push_object(L, index);
    }
}

/* Return the error in words, its traceback and, in words or as nil, the one
 * that it came after. */
static int describe(lua_State *L)
{
    push_words(L, 1);
    if (kt_lua_is_failure(L, 1))
        lua_pushnil(L); /* the message says all there is to know */
    else
        lua_rawgetp(L, LUA_REGISTRYINDEX, &trace_key);
    int first = lua_gettop(L) + 1;
    lua_rawgetp(L, LUA_REGISTRYINDEX, &first_key);
    if (!lua_toboolean(L, first) || lua_rawequal(L, first, 1))
        lua_pushnil(L);
    else
        push_words(L, first);
    lua_replace(L, first);
    lua_settop(L, first);
    return 3;
}

/* Escape all but line ends and tabs, which tracebacks have. */
static void add_visible(kt_buffer *out, kt_slice text)
{
    while (text.len > 0) {
        size_t len = 0;
        while (len < text.len && text.data[len] != '\n' &&
               text.data[len] != '\t')
            len++;
        kt_script_printable(kt_slice_sub(text, 0, len), out);
        if (len < text.len)
            kt_buffer_add_char(out, text.data[len++]);
        text = kt_slice_sub(text, len, text.len);
    }
}

/* A terminal gets neither control characters nor a megabyte. */
static void add_text(kt_buffer *out, kt_slice text)
{
    if (!isatty(STDERR_FILENO)) {
        kt_buffer_add_slice(out, text);
    } else if (text.len <= SHOWN_BYTES) {
        add_visible(out, text);
    } else {
        add_visible(out, kt_slice_sub(text, 0, SHOWN_BYTES));
        kt_buffer_add_format(out, "... (%zu bytes in all)", text.len);
    }
}

/* Print the text at index, if there is one, as a line. */
static void print_line(lua_State *L, const char *start, int index)
{
    kt_buffer line = {0};
    kt_slice text;
    if (lua_type(L, index) != LUA_TSTRING)
        return;
    text.data = lua_tolstring(L, index, &text.len);
    kt_buffer_add_string(&line, start);
    add_text(&line, text);
    kt_buffer_add_char(&line, '\n');
    fwrite(line.data, 1, line.len, stderr);
    kt_buffer_free(&line);
}

static int exit_status(lua_State *L, int index)
{
    int status = KT_EXIT_SCRIPT;
    if (kt_lua_is_failure(L, index)) {
        lua_pushliteral(L, "exit");
        lua_rawget(L, lua_absindex(L, index - 1));
        lua_Integer exit = lua_tointeger(L, -1);
        if (exit > 0 && exit <= 255)
            status = (int)exit;
        lua_pop(L, 1);
    }
    return status;
}

static int report_interrupt(lua_State *L)
{
    lua_pop(L, 1);
    fputs("ktool: interrupted\n", stderr);
    kt_lua_push_interrupt_trace(L);
    print_line(L, "", -1);
    lua_pop(L, 1);
    return KT_EXIT_INTERRUPTED;
}

int kt_lua_report(lua_State *L)
{
    fflush(stdout); /* what came before stands before the message */
    if (kt_lua_is_interrupt(L, -1))
        return report_interrupt(L);
    int status = exit_status(L, -1);
    lua_pushcfunction(L, describe);
    lua_insert(L, -2);
    if (kt_lua_guard(L, 1, 3, NULL) != LUA_OK) {
        fputs("ktool: an error that cannot be shown\n", stderr);
        lua_pop(L, 1);
    } else {
        print_line(L, "ktool: ", -3);
        print_line(L, "", -2);
        print_line(L, "ktool: that came after another error: ", -1);
        lua_pop(L, 3);
    }
    return kt_lua_was_interrupted() ? KT_EXIT_INTERRUPTED : status;
}
