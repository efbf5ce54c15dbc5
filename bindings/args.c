/* ktool.args(): what was given for each name that the header declares. */

#include "check.h"

static void push_value(lua_State *L, const kt_script_value *value)
{
    if (value->param->repeated) {
        lua_createtable(L, (int)value->list_count, 0);
        for (size_t i = 0; i < value->list_count; i++) {
            lua_pushstring(L, value->list[i]);
            lua_rawseti(L, -2, (lua_Integer)i + 1);
        }
        return;
    }
    if (value->text == NULL && value->param->kind != KT_SCRIPT_FLAG) {
        lua_pushnil(L);
        return;
    }
    switch (value->param->type) {
    case KT_SCRIPT_INTEGER:
        lua_pushinteger(L, value->integer);
        break;
    case KT_SCRIPT_NUMBER:
        lua_pushnumber(L, value->number);
        break;
    case KT_SCRIPT_BOOLEAN:
        lua_pushboolean(L, value->boolean);
        break;
    default:
        lua_pushstring(L, value->text);
    }
}

static void set_values(lua_State *L, const kt_script_args *args, int table,
                       int known)
{
    for (size_t i = 0; i < args->count; i++) {
        const char *name = args->values[i].param->name;
        push_value(L, &args->values[i]);
        lua_setfield(L, table, name);
        lua_pushboolean(L, 0);
        lua_setfield(L, known, name);
    }
}

/* A script that declares nothing gets its arguments by position. */
static void set_words(lua_State *L, const kt_script_args *args, int table)
{
    for (size_t i = 0; i < args->word_count; i++) {
        lua_pushstring(L, args->words[i]);
        lua_rawseti(L, table, (lua_Integer)i + 1);
    }
}

int kt_lua_args(lua_State *L)
{
    const kt_script_args *args = kt_lua_host(L)->args;
    lua_settop(L, 0);
    lua_newtable(L);
    if (args == NULL)
        return 1;
    if (!kt_lua_host(L)->header->declares) {
        set_words(L, args, 1);
        return 1;
    }
    lua_createtable(L, 0, 1);
    lua_newtable(L);
    set_values(L, args, 1, 3);
    lua_pushliteral(L, "the header declares no");
    kt_lua_push_strict_index(L);
    lua_setfield(L, 2, "__index");
    lua_setmetatable(L, 1);
    return 1;
}
