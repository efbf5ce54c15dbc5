/* The class counter: a table of numbers in which what is absent reads as 0. */

#include "check.h"
#include "class.h"
#include "failure.h"

#include <ktool/writer.h>

#include <inttypes.h>

enum {
    BYTES_PER_KEY = 48 /* about what core keeps for one */
};

typedef struct counter {
    kt_counter *counter;
} counter;

kt_counter **kt_lua_push_counter(lua_State *L)
{
    counter *self = kt_lua_object(L, KT_COUNTER, sizeof *self, 0);
    return &self->counter;
}

void kt_lua_account_counter(lua_State *L, const kt_counter *filled)
{
    kt_lua_account(L, kt_counter_count(filled) * BYTES_PER_KEY);
}

static kt_counter *unwrap(lua_State *L, const counter *self, int index)
{
    if (self->counter == NULL)
        kt_lua_closed(L, index);
    return self->counter;
}

kt_counter *kt_lua_to_counter(lua_State *L, int index)
{
    const counter *self = luaL_testudata(L, index, KT_COUNTER);
    return self == NULL ? NULL : unwrap(L, self, index);
}

static kt_counter *check_self(lua_State *L)
{
    return unwrap(L, luaL_checkudata(L, 1, KT_COUNTER), 1);
}

kt_number kt_lua_to_number(lua_State *L, int index)
{
    return lua_isinteger(L, index) ? kt_integer(lua_tointeger(L, index))
                                   : kt_real(lua_tonumber(L, index));
}

void kt_lua_push_number(lua_State *L, kt_number number)
{
    if (number.is_float)
        lua_pushnumber(L, number.as.real);
    else
        lua_pushinteger(L, number.as.integer);
}

/* The key at index, borrowed from there: a string, or the text of a number,
 * where 1.0 is 1 as in Lua's tables. */
static kt_slice check_key(lua_State *L, int index)
{
    kt_slice key;
    int whole;
    if (lua_type(L, index) == LUA_TNUMBER) {
        lua_Integer integer = lua_tointegerx(L, index, &whole);
        lua_Number number = lua_tonumber(L, index);
        if (number != number)
            luaL_error(L, "NaN cannot be counted");
        if (whole) {
            lua_pushinteger(L, integer);
            lua_replace(L, index);
        }
    } else if (lua_type(L, index) != LUA_TSTRING) {
        luaL_error(L, "a %s value cannot be counted, only strings and numbers",
                   kt_lua_typename(L, index));
    }
    key.data = lua_tolstring(L, index, &key.len);
    return key;
}

static kt_number check_value(lua_State *L, kt_slice key, int index)
{
    if (lua_type(L, index) != LUA_TNUMBER)
        luaL_error(L, "the count of '%s' must be a number, not %s", key.data,
                   kt_lua_typename(L, index));
    return kt_lua_to_number(L, index);
}

static int counter_index(lua_State *L)
{
    kt_error err;
    kt_number value;
    kt_counter *self = check_self(L);
    if (kt_counter_get(self, check_key(L, 2), &value, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    kt_lua_push_number(L, value);
    return 1;
}

static int counter_newindex(lua_State *L)
{
    kt_error err;
    kt_counter *self = check_self(L);
    kt_slice key = check_key(L, 2);
    kt_number value = check_value(L, key, 3);
    if (kt_counter_set(self, key, value, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    return 0;
}

/* Raise if the number at key and its text are both keys of table 1, since
 * only one of them could be counted. */
static void check_not_twice(lua_State *L, int key)
{
    if (lua_type(L, key) == LUA_TSTRING)
        return;
    lua_pushvalue(L, key);
    const char *text = lua_tostring(L, -1);
    lua_pushvalue(L, -1);
    if (lua_rawget(L, 1) != LUA_TNIL)
        luaL_error(L, "%s and '%s' are one word", text, text);
    lua_pop(L, 2);
}

static void add_all(lua_State *L, kt_counter *into)
{
    kt_error err;
    for (lua_pushnil(L); lua_next(L, 1) != 0; lua_pop(L, 1)) {
        int key = lua_gettop(L) - 1;
        lua_pushvalue(L, key); /* since lua_next needs it unchanged */
        kt_slice text = check_key(L, key + 2);
        check_not_twice(L, key);
        kt_number value = check_value(L, text, key + 1);
        if (kt_counter_append(into, text, value, &err) != KT_OK)
            kt_lua_failure(L, &err);
        lua_pop(L, 1);
    }
}

/* ktool.counter([table]) */
int kt_lua_counter_new(lua_State *L)
{
    kt_error err;
    lua_settop(L, 1);
    if (!lua_isnil(L, 1))
        luaL_checktype(L, 1, LUA_TTABLE);
    kt_counter **counted = kt_lua_push_counter(L);
    if (kt_counter_new(counted, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    if (lua_istable(L, 1))
        add_all(L, *counted);
    return 1;
}

static int counter_pairs(lua_State *L)
{
    check_self(L);
    lua_settop(L, 1);
    return kt_lua_top(L);
}

static int counter_len(lua_State *L)
{
    lua_pushinteger(L, (lua_Integer)kt_counter_count(check_self(L)));
    return 1;
}

static int counter_tostring(lua_State *L)
{
    char total[KT_NUMBER_SIZE];
    kt_number sum;
    const kt_counter *self = check_self(L);
    size_t count = kt_counter_count(self);
    if (kt_counter_total(self, &sum, NULL) != KT_OK)
        strcpy(total, "too many");
    else if (sum.is_float)
        kt_number_format(sum.as.real, total);
    else
        snprintf(total, sizeof total, "%" PRId64, sum.as.integer);
    lua_pushfstring(L, "counter of %I word%s, %s in all", (lua_Integer)count,
                    kt_plural((uint64_t)count), total);
    return 1;
}

static int counter_close(lua_State *L)
{
    counter *self = luaL_checkudata(L, 1, KT_COUNTER);
    kt_counter_free(self->counter);
    self->counter = NULL;
    return 0;
}

void kt_lua_counter_class(lua_State *L)
{
    static const luaL_Reg events[] = {
        {"__gc", counter_close},
        {"__index", counter_index},
        {"__len", counter_len},
        {"__newindex", counter_newindex},
        {"__pairs", counter_pairs},
        {"__tostring", counter_tostring},
        {NULL, NULL},
    };
    kt_lua_class(L, KT_COUNTER, NULL, events);
}
