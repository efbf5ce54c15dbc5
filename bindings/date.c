/* The table ktool.date: dates in texts. */

#include "check.h"
#include "failure.h"

#include <ktool/date.h>

/* The options in the table at argument 2. */
static kt_date_rules check_rules(lua_State *L)
{
    static const char *const keys[] = {"lang", "order", "reference", "zone",
                                       NULL};
    kt_error err;
    kt_date_rules rules = {0};
    const char *lang = NULL, *order = NULL, *reference = NULL, *zone = NULL;
    if (!kt_lua_check_keys(L, 2, keys))
        return rules;
    kt_lua_option_string(L, 2, "lang", &lang);
    kt_lua_option_string(L, 2, "order", &order);
    kt_lua_option_string(L, 2, "reference", &reference);
    kt_lua_option_string(L, 2, "zone", &zone);
    if (kt_date_rules_read(lang, order, reference, zone, &rules, &err) != KT_OK)
        kt_lua_failure(L, &err);
    return rules;
}

/* What is not there is no field of the table on top. */
static void set_text(lua_State *L, const char *key, const char *text)
{
    if (*text == '\0')
        return;
    lua_pushstring(L, text);
    lua_setfield(L, -2, key);
}

static void set_flag(lua_State *L, const char *key, bool flag)
{
    if (!flag)
        return;
    lua_pushboolean(L, 1);
    lua_setfield(L, -2, key);
}

static void push_date(lua_State *L, const kt_date *date)
{
    lua_createtable(L, 0, 6);
    set_text(L, "iso", date->iso);
    set_text(L, "last", date->last);
    set_text(L, "zone", date->zone);
    set_text(L, "precision", kt_date_precision_name(date->moment.precision));
    set_flag(L, "ambiguous", date->ambiguous);
    set_flag(L, "zone_assumed", date->zone_assumed);
    set_flag(L, "weekday_mismatch", date->weekday_mismatch);
    set_flag(L, "relative", date->relative);
    lua_pushinteger(L, (lua_Integer)date->start + 1);
    lua_setfield(L, -2, "start");
    lua_pushinteger(L, (lua_Integer)date->end);
    lua_setfield(L, -2, "finish");
}

/* ktool.date.parse(text [, options]): a date or nil */
static int date_parse(lua_State *L)
{
    kt_date date;
    kt_slice text = kt_lua_check_slice(L, 1);
    kt_date_rules rules = check_rules(L);
    if (kt_date_parse(&rules, text, &date))
        push_date(L, &date);
    else
        lua_pushnil(L);
    return 1;
}

/* ktool.date.find(text [, options [, init]]): a date or nil */
static int date_find(lua_State *L)
{
    kt_date date;
    kt_slice text = kt_lua_check_slice(L, 1);
    kt_date_rules rules = check_rules(L);
    lua_Integer init = luaL_optinteger(L, 3, 1);
    luaL_argcheck(L, init >= 1, 3, "a place in the text expected, from 1");
    if ((lua_Unsigned)init <= text.len &&
        kt_date_find(&rules, text, (size_t)init - 1, &date))
        push_date(L, &date);
    else
        lua_pushnil(L);
    return 1;
}

void kt_lua_push_date(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"find", date_find},
        {"parse", date_parse},
        {NULL, NULL},
    };
    luaL_newlib(L, functions);
    kt_lua_make_strict(L, "ktool.date has no function");
}
