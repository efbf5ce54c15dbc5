/* ktool.text.tokens and ktool.text.quantities. */

#include "check.h"
#include "class.h"
#include "failure.h"

#include <ktool/quantity.h>

#define UNITS "ktool.units"

static void release_units(void *units)
{
    kt_units_free(units);
}

static void release_tokenizer(void *tokenizer)
{
    kt_tokenizer_free(tokenizer);
}

/* The words beside numbers, kept for the next call. */
static const kt_units *keep_units(lua_State *L)
{
    kt_error err;
    kt_units *units;
    lua_getfield(L, LUA_REGISTRYINDEX, UNITS);
    kt_box *box = lua_touserdata(L, -1);
    if (box == NULL) {
        box = kt_lua_box(L, release_units);
        if (kt_units_new(&units, &err) != KT_OK)
            kt_lua_failure(L, &err);
        box->owned = units;
        lua_setfield(L, LUA_REGISTRYINDEX, UNITS);
    }
    return box->owned;
}

/* A walk over argument 1, whose tokenizer is in a box on top. */
static kt_quantities begin_walk(lua_State *L, kt_rules rules)
{
    kt_error err;
    kt_tokenizer *tokenizer;
    kt_slice text = kt_lua_check_slice(L, 1);
    const kt_units *units = keep_units(L);
    kt_box *box = kt_lua_box(L, release_tokenizer);
    if (kt_tokenizer_new(rules, &tokenizer, &err) != KT_OK)
        kt_lua_failure(L, &err);
    box->owned = tokenizer;
    return (kt_quantities){.units = units,
                           .scanner = {.text = text, .tokenizer = tokenizer}};
}

/* Raises if there was no memory; otherwise the list on top is the result. */
static int end_walk(lua_State *L, const kt_quantities *walk)
{
    kt_error err;
    if (kt_tokenizer_status(walk->scanner.tokenizer, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    return 1;
}

/* Push a piece of the text as {text, start, finish}. */
static void push_piece(lua_State *L, kt_slice text, size_t start, size_t end)
{
    lua_createtable(L, 0, 6);
    lua_pushlstring(L, text.data + start, end - start);
    lua_setfield(L, -2, "text");
    lua_pushinteger(L, (lua_Integer)start + 1);
    lua_setfield(L, -2, "start");
    lua_pushinteger(L, (lua_Integer)end);
    lua_setfield(L, -2, "finish");
}

/* Set value and unit of the table on top. */
static void set_quantity(lua_State *L, const kt_quantity *quantity)
{
    const int64_t exact = INT64_C(1) << 53; /* for what reads it as a double */
    if (quantity->decimals == 0 && quantity->digits <= exact &&
        quantity->digits >= -exact)
        lua_pushinteger(L, quantity->digits);
    else
        lua_pushnumber(L, kt_quantity_value(quantity));
    lua_setfield(L, -2, "value");
    lua_pushstring(L, quantity->unit);
    lua_setfield(L, -2, "unit");
}

static kt_rules check_rules(lua_State *L, int arg)
{
    static const char *const keys[] = {"rules", NULL};
    kt_error err;
    kt_rules rules = KT_RULES_NEWS;
    const char *text;
    if (kt_lua_check_keys(L, arg, keys) &&
        kt_lua_option_string(L, arg, "rules", &text) &&
        kt_rules_read(text, &rules, &err) != KT_OK)
        kt_lua_failure(L, &err);
    return rules;
}

int kt_lua_text_tokens(lua_State *L)
{
    kt_token token;
    kt_quantity quantity;
    kt_quantities walk = begin_walk(L, check_rules(L, 2));
    kt_slice text = walk.scanner.text;
    lua_newtable(L);
    for (lua_Integer n = 1; kt_quantities_next(&walk, &token, &quantity); n++) {
        push_piece(L, text, token.start, token.end);
        lua_pushstring(L, kt_class_name(token.class));
        lua_setfield(L, -2, "class");
        if (quantity.start < quantity.end)
            set_quantity(L, &quantity);
        lua_rawseti(L, -2, n);
    }
    return end_walk(L, &walk);
}

int kt_lua_text_quantities(lua_State *L)
{
    kt_token token;
    kt_quantity quantity;
    kt_quantities walk = begin_walk(L, KT_RULES_NEWS);
    kt_slice text = walk.scanner.text;
    lua_Integer n = 0;
    lua_newtable(L);
    while (kt_quantities_next(&walk, &token, &quantity)) {
        if (quantity.start == quantity.end)
            continue;
        push_piece(L, text, quantity.start, quantity.end);
        set_quantity(L, &quantity);
        lua_rawseti(L, -2, ++n);
    }
    return end_walk(L, &walk);
}
