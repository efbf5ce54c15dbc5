/* The keys of a table in an order that does not change. */
#ifndef KTOOL_CLI_SORTED_KEYS_H
#define KTOOL_CLI_SORTED_KEYS_H

#include <lua.h>

/**
 * Push a list of the keys of the table at @p index that are not in its
 * sequence of @p length items: numbers first, then strings by their bytes,
 * then the rest. May raise for want of memory.
 *
 * @return how many they are
 */
size_t push_sorted_keys(lua_State *L, int index, lua_Integer length);

#endif
