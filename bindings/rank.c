/* ktool.top and ktool.total, for counters and for plain tables of numbers. */

#include "check.h"
#include "class.h"
#include "failure.h"

#include <stdlib.h>

/* A plain table is ranked as a counter whose keys are these, so that integers
 * come before other numbers, these before strings, each in their order. */
typedef enum key_kind {
    KEY_INTEGER = 'i',
    KEY_REAL = 'r',
    KEY_STRING = 's'
} key_kind;

enum {
    NUMBER_KEY = 1 + sizeof(uint64_t)
};

/* Eight bytes that compare as the number does. */
static void put_ordered(char *out, uint64_t bits)
{
    for (int i = 0; i < 8; i++)
        out[i] = (char)(bits >> (56 - 8 * i));
}

static uint64_t get_ordered(const char *in)
{
    uint64_t bits = 0;
    for (int i = 0; i < 8; i++)
        bits = bits << 8 | (unsigned char)in[i];
    return bits;
}

static const uint64_t sign = (uint64_t)1 << 63;

static void push_number_key(lua_State *L, int index)
{
    char key[NUMBER_KEY];
    lua_Number real = lua_tonumber(L, index);
    uint64_t bits;
    if (lua_isinteger(L, index)) {
        key[0] = KEY_INTEGER;
        bits = (uint64_t)lua_tointeger(L, index) ^ sign;
    } else {
        key[0] = KEY_REAL;
        memcpy(&bits, &real, sizeof bits);
        bits = bits & sign ? ~bits : bits ^ sign;
    }
    put_ordered(key + 1, bits);
    lua_pushlstring(L, key, sizeof key);
}

/* Push the ranked form of the key at index. */
static void push_ranked_key(lua_State *L, int index)
{
    if (lua_type(L, index) == LUA_TNUMBER) {
        push_number_key(L, index);
    } else if (lua_type(L, index) == LUA_TSTRING) {
        lua_pushliteral(L, "s");
        lua_pushvalue(L, index);
        lua_concat(L, 2);
    } else {
        luaL_argerror(L, 1,
                      lua_pushfstring(L,
                                      "a key is a %s, not a string or number",
                                      kt_lua_typename(L, index)));
    }
}

/* Push what a ranked key was made from. */
static void push_original_key(lua_State *L, kt_slice key)
{
    if (key.data[0] == KEY_STRING) {
        lua_pushlstring(L, key.data + 1, key.len - 1);
        return;
    }
    uint64_t bits = get_ordered(key.data + 1);
    if (key.data[0] == KEY_INTEGER) {
        lua_pushinteger(L, (lua_Integer)(bits ^ sign));
        return;
    }
    lua_Number real;
    bits = bits & sign ? bits ^ sign : ~bits;
    memcpy(&real, &bits, sizeof real);
    lua_pushnumber(L, real);
}

static void append_entry(lua_State *L, kt_counter *into, int key)
{
    kt_error err;
    kt_slice ranked;
    push_ranked_key(L, key);
    if (lua_type(L, key + 1) != LUA_TNUMBER)
        luaL_argerror(L, 1,
                      lua_pushfstring(L,
                                      "the value of '%s' is a %s, not a "
                                      "number",
                                      luaL_tolstring(L, key, NULL),
                                      kt_lua_typename(L, key + 1)));
    ranked.data = lua_tolstring(L, -1, &ranked.len);
    if (kt_counter_append(into, ranked, kt_lua_to_number(L, key + 1), &err) !=
        KT_OK)
        kt_lua_failure(L, &err);
    lua_pop(L, 1);
}

/* The counter in argument 1, or a new one, pushed, of the plain table there,
 * with ranked keys. */
static kt_counter *check_counts(lua_State *L, bool *plain)
{
    kt_error err;
    kt_counter *given = kt_lua_to_counter(L, 1);
    *plain = given == NULL;
    if (given != NULL)
        return given;
    luaL_argexpected(L, lua_istable(L, 1), 1, "counter or table");
    kt_counter **made = kt_lua_push_counter(L);
    if (kt_counter_new(made, &err) != KT_OK)
        kt_lua_failure(L, &err);
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1))
        append_entry(L, *made, lua_gettop(L) - 1);
    return *made;
}

/* ktool.total(counts) */
int kt_lua_total(lua_State *L)
{
    kt_error err;
    bool plain;
    kt_number total;
    lua_settop(L, 1);
    const kt_counter *counts = check_counts(L, &plain);
    if (kt_counter_total(counts, &total, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    kt_lua_push_number(L, total);
    return 1;
}

typedef struct ranking {
    kt_count *entries;
    size_t count, next;
    bool plain;
} ranking;

static void release_ranking(void *owned)
{
    ranking *r = owned;
    free(r->entries);
    free(r);
}

static int next_rank(lua_State *L)
{
    kt_box *box = lua_touserdata(L, lua_upvalueindex(1));
    ranking *r = box->owned;
    if (r == NULL || r->next == r->count)
        return 0;
    const kt_count *entry = &r->entries[r->next++];
    if (r->plain)
        push_original_key(L, entry->key);
    else
        lua_pushlstring(L, entry->key.data, entry->key.len);
    kt_lua_push_number(L, entry->value);
    return 2;
}

/* ktool.top(counts [, n]): a snapshot, so it may be changed meanwhile. */
int kt_lua_top(lua_State *L)
{
    kt_error err;
    bool plain;
    lua_settop(L, 2);
    lua_Integer limit = luaL_optinteger(L, 2, LUA_MAXINTEGER);
    luaL_argcheck(L, limit >= 0, 2, "0 or more expected");
    const kt_counter *counts = check_counts(L, &plain);
    lua_settop(L, 3);
    kt_box *box = kt_lua_box(L, release_ranking);
    /* Keys stay where they are as long as the counter does. */
    lua_pushvalue(L, plain ? 3 : 1);
    lua_setiuservalue(L, -2, 1);
    ranking *r = calloc(1, sizeof *r);
    box->owned = r;
    if (r == NULL)
        return luaL_error(L, "not enough memory");
    r->plain = plain;
    if (kt_counter_top(counts, (size_t)limit, &r->entries, &r->count, &err) !=
        KT_OK)
        return kt_lua_failure(L, &err);
    lua_pushcclosure(L, next_rank, 1);
    return 1;
}
