#include "json.h"

#include "check.h"
#include "fields.h"

#include <ktool/text.h>
#include <ktool/writer.h>
#include <math.h>

enum {
    DEEPEST = 100
};

static void add_value(lua_State *L, int index, int depth, kt_buffer *out);

static void add_number(lua_State *L, int index, kt_buffer *out)
{
    char text[KT_NUMBER_SIZE];
    double value = lua_tonumber(L, index);
    if (lua_isinteger(L, index)) {
        kt_buffer_add_format(out, "%lld", (long long)lua_tointeger(L, index));
        return;
    }
    if (!isfinite(value))
        luaL_error(L, "%s is no number in JSON", isnan(value) ? "nan" : "inf");
    kt_buffer_add(out, text, kt_number_format(value, text));
}

static void add_string(lua_State *L, int index, kt_buffer *out)
{
    kt_slice text;
    text.data = lua_tolstring(L, index, &text.len);
    kt_text_json(text, out);
}

/* Whether all keys of a table are 1 to the number of them. */
static bool is_list(lua_State *L, int index)
{
    lua_Unsigned count = 0, length = lua_rawlen(L, index);
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1))
        count++;
    return count == length;
}

static void add_list(lua_State *L, int index, int depth, kt_buffer *out)
{
    lua_Integer length = (lua_Integer)lua_rawlen(L, index);
    kt_buffer_add_char(out, '[');
    for (lua_Integer i = 1; i <= length; i++) {
        kt_buffer_add_string(out, i == 1 ? "" : ",");
        lua_rawgeti(L, index, i);
        add_value(L, lua_gettop(L), depth, out);
        lua_pop(L, 1);
    }
    kt_buffer_add_char(out, ']');
}

static void check_names(lua_State *L, int index)
{
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1))
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_error(L, "a table is a list, or its keys are strings");
}

/* In the order of the keys, so that the same table is the same text. */
static void add_object(lua_State *L, int index, int depth, kt_buffer *out)
{
    check_names(L, index);
    size_t count = kt_lua_push_sorted_keys(L, index);
    int keys = lua_gettop(L);
    kt_buffer_add_char(out, '{');
    for (size_t i = 1; i <= count; i++) {
        kt_buffer_add_string(out, i == 1 ? "" : ",");
        lua_rawgeti(L, keys, (lua_Integer)i);
        add_string(L, lua_gettop(L), out);
        kt_buffer_add_char(out, ':');
        lua_rawget(L, index);
        add_value(L, lua_gettop(L), depth, out);
        lua_pop(L, 1);
    }
    kt_buffer_add_char(out, '}');
    lua_pop(L, 1);
}

static void add_table(lua_State *L, int index, int depth, kt_buffer *out)
{
    if (depth == DEEPEST)
        luaL_error(L, "a table more than %d deep", DEEPEST);
    luaL_checkstack(L, 8, "nested tables");
    if (is_list(L, index))
        add_list(L, index, depth + 1, out);
    else
        add_object(L, index, depth + 1, out);
}

static void add_value(lua_State *L, int index, int depth, kt_buffer *out)
{
    switch (lua_type(L, index)) {
    case LUA_TSTRING:
        add_string(L, index, out);
        break;
    case LUA_TNUMBER:
        add_number(L, index, out);
        break;
    case LUA_TBOOLEAN:
        kt_buffer_add_string(out, lua_toboolean(L, index) ? "true" : "false");
        break;
    case LUA_TTABLE:
        add_table(L, index, depth, out);
        break;
    default:
        luaL_error(L, "string, number, boolean or table expected, got %s",
                   kt_lua_typename(L, index));
    }
}

void kt_lua_add_json(lua_State *L, int index, kt_buffer *out)
{
    add_value(L, lua_absindex(L, index), 0, out);
}

/* A walk over JSON text that is known to be valid. */
typedef struct reader {
    const char *p, *end;
} reader;

static void push_next(lua_State *L, reader *r, int depth);

static void skip_space(reader *r)
{
    while (r->p < r->end && strchr(" \t\r\n,:", *r->p) != NULL)
        r->p++;
}

/* Whether what ends a list or object comes next, which is passed over. */
static bool ends(reader *r, char closing)
{
    skip_space(r);
    if (r->p < r->end && *r->p != closing)
        return false;
    r->p += r->p < r->end;
    return true;
}

static void push_scalar(lua_State *L, reader *r)
{
    const char *start = r->p;
    if (*r->p == '"') {
        for (r->p++; r->p < r->end && *r->p != '"'; r->p++)
            r->p += *r->p == '\\' && r->p + 1 < r->end;
        r->p += r->p < r->end;
    } else {
        while (r->p < r->end && strchr(" \t\r\n,]}", *r->p) == NULL)
            r->p++;
    }
    kt_lua_push_json(L, (kt_slice){start, (size_t)(r->p - start)});
}

static void push_table(lua_State *L, reader *r, int depth)
{
    bool is_object = *r->p++ == '{';
    if (depth == DEEPEST)
        luaL_error(L, "JSON more than %d deep", DEEPEST);
    luaL_checkstack(L, 4, "nested JSON");
    lua_newtable(L);
    for (lua_Integer i = 1; !ends(r, is_object ? '}' : ']'); i++) {
        if (is_object)
            push_scalar(L, r);
        else
            lua_pushinteger(L, i);
        push_next(L, r, depth + 1);
        lua_rawset(L, -3);
    }
}

static void push_next(lua_State *L, reader *r, int depth)
{
    skip_space(r);
    if (r->p == r->end)
        lua_pushnil(L);
    else if (*r->p == '{' || *r->p == '[')
        push_table(L, r, depth);
    else
        push_scalar(L, r);
}

void kt_lua_push_json_value(lua_State *L, kt_slice json)
{
    reader r = {json.data, json.data + json.len};
    push_next(L, &r, 0);
}
