/**
 * @file
 * A field of an article as a Lua value.
 */
#ifndef KT_LUA_FIELDS_H
#define KT_LUA_FIELDS_H

#include "host.h"

/** Push the JSON text @p value: a string, number, boolean or null (nil) as
 * Lua has it, anything nested as it stands. */
void kt_lua_push_json(lua_State *L, kt_slice value);

#endif
