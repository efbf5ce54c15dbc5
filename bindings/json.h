/**
 * @file
 * Lua values as JSON text, and back.
 */
#ifndef KT_LUA_JSON_H
#define KT_LUA_JSON_H

#include "host.h"

/**
 * Append the value at @p index as JSON text: a string, number, boolean, list or
 * table with names as keys, nested up to 100 deep. A table with nothing in it
 * is a list. Anything else raises.
 */
void kt_lua_add_json(lua_State *L, int index, kt_buffer *out);

/** Push what @p json, which is valid, says: lists and objects as tables, null
 * as nil. */
void kt_lua_push_json_value(lua_State *L, kt_slice json);

#endif
