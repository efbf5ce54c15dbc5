#include "inspect.h"

#include "print_counter.h"
#include "sorted_keys.h"

#include <ktool/script.h>
#include <ktool/text.h>
#include <lauxlib.h>

enum {
    DEEPEST = 3,   /* tables in tables */
    MOST = 40,     /* items of a table */
    LONGEST = 200, /* bytes of a string in a table */
    WIDTH = 76,    /* a table that is wider stands on several lines */
    INDENT = 2,
    FLAT = -1 /* as an indent: on one line, however wide */
};

typedef struct inspector {
    lua_State *L;
    kt_buffer *out;
} inspector;

static void add_value(inspector *in, int index, int depth, int indent);

static void add_quoted_char(kt_buffer *out, kt_slice one)
{
    switch (one.data[0]) {
    case '"':
    case '\\':
        kt_buffer_add_char(out, '\\');
        kt_buffer_add_char(out, one.data[0]);
        break;
    case '\n':
        kt_buffer_add_string(out, "\\n");
        break;
    case '\t':
        kt_buffer_add_string(out, "\\t");
        break;
    default:
        kt_script_printable(one, out);
    }
}

static void add_string(kt_buffer *out, kt_slice text)
{
    kt_slice shown = text;
    if (text.len > LONGEST) {
        shown.len = LONGEST;
        /* Not in the middle of a character. */
        while (shown.len > 0 &&
               ((unsigned char)text.data[shown.len] & 0xC0) == 0x80)
            shown.len--;
    }
    kt_buffer_add_char(out, '"');
    for (size_t at = 0; at < shown.len;) {
        size_t len = 1;
        while (at + len < shown.len &&
               ((unsigned char)shown.data[at + len] & 0xC0) == 0x80)
            len++;
        add_quoted_char(out, kt_slice_sub(shown, at, at + len));
        at += len;
    }
    kt_buffer_add_string(out, shown.len < text.len ? "\"..." : "\"");
}

static void add_function(inspector *in, int index)
{
    lua_Debug info;
    lua_pushvalue(in->L, index);
    lua_getinfo(in->L, ">S", &info);
    if (info.linedefined > 0)
        kt_buffer_add_format(in->out, "function %s:%d", info.short_src,
                             info.linedefined);
    else
        kt_buffer_add_string(in->out, "function (built in)");
}

/* What has a say itself, or at least a name. */
static void add_named(inspector *in, int index)
{
    size_t len;
    if (luaL_getmetafield(in->L, index, "__tostring") != LUA_TNIL) {
        const char *text = luaL_tolstring(in->L, index, &len);
        kt_buffer_add(in->out, text, len);
        lua_pop(in->L, 2);
    } else if (luaL_getmetafield(in->L, index, "__name") == LUA_TSTRING) {
        kt_buffer_add_string(in->out, lua_tostring(in->L, -1));
        lua_pop(in->L, 1);
    } else {
        kt_buffer_add_string(in->out, luaL_typename(in->L, index));
    }
}

static bool is_identifier(kt_slice text)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ_";
    if (text.len == 0 ||
        memchr(letters, text.data[0], sizeof letters - 1) == NULL)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (memchr(letters, text.data[i], sizeof letters - 1) == NULL &&
            (text.data[i] < '0' || text.data[i] > '9'))
            return false;
    return true;
}

static void add_key(inspector *in, int index)
{
    kt_slice name = {0};
    if (lua_type(in->L, index) == LUA_TSTRING)
        name.data = lua_tolstring(in->L, index, &name.len);
    if (is_identifier(name)) {
        kt_buffer_add_slice(in->out, name);
    } else {
        kt_buffer_add_char(in->out, '[');
        add_value(in, index, DEEPEST, FLAT);
        kt_buffer_add_char(in->out, ']');
    }
    kt_buffer_add_string(in->out, " = ");
}

/* What stands before an item, or before the closing brace. */
static void add_break(inspector *in, bool first, int indent)
{
    if (!first)
        kt_buffer_add_char(in->out, ',');
    if (indent == FLAT) {
        kt_buffer_add_string(in->out, first ? "" : " ");
        return;
    }
    kt_buffer_add_format(in->out, "\n%*s", indent, "");
}

/* The items of a table, keys on top of the stack as push_sorted_keys() left
 * them. */
static void add_items(inspector *in, int index, size_t keys, int depth,
                      int indent)
{
    lua_State *L = in->L;
    lua_Integer length = (lua_Integer)lua_rawlen(L, index);
    size_t total = (size_t)length + keys;
    int list = lua_gettop(L);
    for (size_t i = 0; i < total && i < MOST; i++) {
        add_break(in, i == 0, indent);
        if (i < (size_t)length) {
            lua_rawgeti(L, index, (lua_Integer)i + 1);
        } else {
            lua_rawgeti(L, list, (lua_Integer)i + 1 - length);
            add_key(in, lua_gettop(L));
            lua_rawget(L, index);
        }
        add_value(in, lua_gettop(L), depth + 1, indent);
        lua_settop(L, list);
    }
    if (total > MOST) {
        add_break(in, false, indent);
        kt_buffer_add_format(in->out, "... %zu more", total - MOST);
    }
}

static void add_table(inspector *in, int index, int depth, int indent)
{
    lua_State *L = in->L;
    kt_buffer *out = in->out;
    size_t start = out->len;
    luaL_checkstack(L, 8, NULL);
    size_t keys = push_sorted_keys(L, index, (lua_Integer)lua_rawlen(L, index));
    if (keys + lua_rawlen(L, index) == 0) {
        kt_buffer_add_string(out, "{}");
    } else if (depth >= DEEPEST) {
        kt_buffer_add_string(out, "{...}");
    } else {
        kt_buffer_add_char(out, '{');
        add_items(in, index, keys, depth, FLAT);
        kt_buffer_add_char(out, '}');
        size_t width = out->len - start;
        if (indent != FLAT && width + (size_t)indent > WIDTH) {
            out->len = start;
            kt_buffer_add_char(out, '{');
            add_items(in, index, keys, depth, indent + INDENT);
            kt_buffer_add_format(out, "\n%*s}", indent, "");
        }
    }
    lua_pop(L, 1);
}

static void add_value(inspector *in, int index, int depth, int indent)
{
    lua_State *L = in->L;
    kt_slice text;
    switch (lua_type(L, index)) {
    case LUA_TNIL:
    case LUA_TBOOLEAN:
    case LUA_TNUMBER:
        text.data = luaL_tolstring(L, index, &text.len);
        kt_buffer_add_slice(in->out, text);
        lua_pop(L, 1);
        break;
    case LUA_TSTRING:
        text.data = lua_tolstring(L, index, &text.len);
        add_string(in->out, text);
        break;
    case LUA_TFUNCTION:
        add_function(in, index);
        break;
    case LUA_TTABLE:
        if (luaL_getmetafield(L, index, "__tostring") == LUA_TNIL) {
            add_table(in, index, depth, indent);
            break;
        }
        lua_pop(L, 1);
        add_named(in, index);
        break;
    default:
        if (is_counter(L, index))
            inspect_counter(L, index, in->out);
        else
            add_named(in, index);
    }
}

void inspect(lua_State *L, int index, kt_buffer *out)
{
    inspector in = {.L = L, .out = out};
    add_value(&in, lua_absindex(L, index), 0, 0);
}
