/* Lua values as text for people to read. */
#ifndef KTOOL_CLI_INSPECT_H
#define KTOOL_CLI_INSPECT_H

#include <ktool/buffer.h>
#include <lua.h>

/**
 * Append the value at @p index as Lua would write it: strings quoted, keys
 * sorted, bounded in depth and length, with "..." where something is left
 * out. May raise, since it calls __tostring and allocates; @p out is then
 * still the caller's.
 */
void inspect(lua_State *L, int index, kt_buffer *out);

#endif
