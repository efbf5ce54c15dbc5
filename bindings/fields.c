#include "fields.h"

/* What stands after a backslash and what it means, in pairs. */
static const char escapes[] = "b\bf\fn\nr\rt\t";

static unsigned hex4(const char *digits)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        char c = digits[i];
        unsigned digit =
            c <= '9' ? (unsigned)(c - '0') : (unsigned)(c | 0x20) - 'a' + 10;
        value = value << 4 | digit;
    }
    return value;
}

static void add_utf8(luaL_Buffer *out, unsigned c)
{
    if (c < 0x80) {
        luaL_addchar(out, (char)c);
        return;
    }
    if (c < 0x800) {
        luaL_addchar(out, (char)(0xC0 | c >> 6));
    } else if (c < 0x10000) {
        luaL_addchar(out, (char)(0xE0 | c >> 12));
        luaL_addchar(out, (char)(0x80 | (c >> 6 & 0x3F)));
    } else {
        luaL_addchar(out, (char)(0xF0 | c >> 18));
        luaL_addchar(out, (char)(0x80 | (c >> 12 & 0x3F)));
        luaL_addchar(out, (char)(0x80 | (c >> 6 & 0x3F)));
    }
    luaL_addchar(out, (char)(0x80 | (c & 0x3F)));
}

/* Add what stands after "\u" and return how long it is; half a pair becomes
 * U+FFFD, as in the texts. */
static size_t add_unicode(luaL_Buffer *out, kt_slice rest)
{
    unsigned c = hex4(rest.data);
    if (c < 0xD800 || c > 0xDFFF) {
        add_utf8(out, c);
        return 4;
    }
    if (c < 0xDC00 && rest.len >= 10 && memcmp(rest.data + 4, "\\u", 2) == 0) {
        unsigned low = hex4(rest.data + 6);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            add_utf8(out, 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00));
            return 10;
        }
    }
    add_utf8(out, 0xFFFD);
    return 4;
}

/* Push the string whose inside, valid JSON, is given. */
static void push_string(lua_State *L, kt_slice inside)
{
    luaL_Buffer out;
    luaL_buffinit(L, &out);
    while (inside.len > 0) {
        const char *slash = memchr(inside.data, '\\', inside.len);
        size_t plain =
            slash == NULL ? inside.len : (size_t)(slash - inside.data);
        luaL_addlstring(&out, inside.data, plain);
        if (slash == NULL || plain + 2 > inside.len)
            break;
        const char *escape = strchr(escapes, slash[1]);
        inside = kt_slice_sub(inside, plain + 2, inside.len);
        if (slash[1] == 'u' && inside.len >= 4)
            inside =
                kt_slice_sub(inside, add_unicode(&out, inside), inside.len);
        else
            luaL_addchar(&out, escape == NULL ? slash[1] : escape[1]);
    }
    luaL_pushresult(&out);
}

void kt_lua_push_json(lua_State *L, kt_slice value)
{
    const char *text = lua_pushlstring(L, value.data, value.len);
    if (value.len >= 2 && text[0] == '"')
        push_string(L, kt_slice_sub(value, 1, value.len - 1));
    else if (strcmp(text, "null") == 0)
        lua_pushnil(L);
    else if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
        lua_pushboolean(L, text[0] == 't');
    else if (text[0] == '[' || text[0] == '{' ||
             lua_stringtonumber(L, text) == 0)
        lua_pushvalue(L, -1);
    lua_remove(L, -2);
}
