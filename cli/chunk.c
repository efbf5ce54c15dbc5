#include "chunk.h"

#include <lauxlib.h>

#define BLANKS " \t\r\n\f\v"

static int load(lua_State *L, const char *before, kt_slice code,
                const char *name)
{
    kt_buffer text = {0};
    kt_buffer_add_string(&text, before);
    kt_buffer_add_slice(&text, code);
    int status = LUA_ERRMEM;
    if (text.failed)
        lua_pushliteral(L, "not enough memory");
    else
        status = luaL_loadbufferx(L, text.data == NULL ? "" : text.data,
                                  text.len, name, "t");
    kt_buffer_free(&text);
    return status;
}

static int load_statements(lua_State *L, kt_slice code, const char *name,
                           unsigned flags)
{
    kt_buffer kept = {0};
    int status = LUA_ERRSYNTAX;
    bool changed =
        (flags & CHUNK_KEEPS_LOCALS) != 0 && keep_locals(code, &kept);
    if (changed && !kept.failed) {
        status = load(L, "", kt_buffer_slice(&kept), name);
        if (status != LUA_OK)
            lua_pop(L, 1);
    }
    kt_buffer_free(&kept);
    /* What is wrong is said in the words that were typed. */
    return status == LUA_OK ? status : load(L, "", code, name);
}

static bool ends_too_early(const char *message)
{
    static const char mark[] = "near <eof>";
    size_t len = strlen(message);
    return len >= sizeof mark - 1 &&
           strcmp(message + len - (sizeof mark - 1), mark) == 0;
}

/* Whether a message about code read as statements complains that it is none,
 * so that the one about the expression has more to say. */
static bool is_no_statement(const char *message, kt_slice code)
{
    const char *near = strstr(message, " near '");
    if (strstr(message, ": syntax error near") != NULL)
        return true;
    if (near == NULL || strstr(message, ": unexpected symbol") == NULL)
        return false;
    near += strlen(" near '");
    size_t len = strcspn(near, "'");
    return code.len >= len && memcmp(code.data, near, len) == 0;
}

/* Drop one of the two messages on top. */
static void choose_message(lua_State *L, kt_slice code)
{
    const char *expression = lua_tostring(L, -2);
    bool better = is_no_statement(lua_tostring(L, -1), code) &&
                  strstr(expression, ": <eof> expected") == NULL;
    lua_remove(L, better ? -1 : -2);
}

static kt_slice trim(kt_slice code)
{
    while (code.len > 0 && strchr(BLANKS, code.data[0]) != NULL)
        code = kt_slice_sub(code, 1, code.len);
    while (code.len > 0 && strchr(BLANKS, code.data[code.len - 1]) != NULL)
        code.len--;
    return code;
}

/* Code that begins with "=". */
static chunk_state load_expression(lua_State *L, kt_slice code,
                                   const char *name)
{
    kt_buffer text = {0};
    size_t equal = strspn(code.data, BLANKS);
    kt_buffer_add_slice(&text, kt_slice_sub(code, 0, equal));
    kt_buffer_add_slice(&text, kt_slice_sub(code, equal + 1, code.len));
    int status = load(L, "return ", kt_buffer_slice(&text), name);
    kt_buffer_free(&text);
    if (status == LUA_OK)
        return CHUNK_READY;
    return ends_too_early(lua_tostring(L, -1)) ? CHUNK_INCOMPLETE : CHUNK_WRONG;
}

chunk_state chunk_load(lua_State *L, kt_slice code, const char *name,
                       unsigned flags)
{
    kt_slice words = trim(code);
    /* Both a whole statement and the beginning of one. */
    if (kt_slice_equal(words, KT_SLICE("return"))) {
        lua_pushliteral(L, "return needs a value");
        return CHUNK_INCOMPLETE;
    }
    if (words.len > 0 && words.data[0] == '=')
        return load_expression(L, code, name);
    if (load(L, "return ", code, name) == LUA_OK)
        return CHUNK_READY;
    if (load_statements(L, code, name, flags) == LUA_OK) {
        lua_remove(L, -2);
        return CHUNK_READY;
    }
    bool early = ends_too_early(lua_tostring(L, -1)) ||
                 ends_too_early(lua_tostring(L, -2));
    choose_message(L, words);
    return early ? CHUNK_INCOMPLETE : CHUNK_WRONG;
}
