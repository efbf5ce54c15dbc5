/**
 * @file
 * Arguments, options and names: what is wrong is said with what was probably
 * meant.
 */
#ifndef KT_LUA_CHECK_H
#define KT_LUA_CHECK_H

#include "host.h"

/** Argument @p arg, which must be a string; borrowed from it. */
kt_slice kt_lua_check_slice(lua_State *L, int arg);

/**
 * Whether argument @p arg is a table of options, all of which must be among
 * @p keys (ended by NULL); false if it is nil.
 */
bool kt_lua_check_keys(lua_State *L, int arg, const char *const *keys);

/** The same for the table at @p index, which is part of argument @p arg. */
void kt_lua_check_table(lua_State *L, int index, int arg,
                        const char *const *keys);

/* Options in the table at `arg`, once its keys are checked. A nil one leaves
 * *out alone and gives false. */
bool kt_lua_option_boolean(lua_State *L, int arg, const char *key, bool *out);
bool kt_lua_option_integer(lua_State *L, int arg, const char *key,
                           lua_Integer least, lua_Integer most,
                           lua_Integer *out);
bool kt_lua_option_string(lua_State *L, int arg, const char *key,
                          const char **out);

/** Raise that the option @p key of argument @p arg should be @p expected but
 * is what is on top. */
int kt_lua_option_error(lua_State *L, int arg, const char *key,
                        const char *expected);

/** The class of the value at @p index, or its type, for messages. */
const char *kt_lua_typename(lua_State *L, int index);

/** "; did you mean 'since'?" or "", pushed. @p count names. */
const char *kt_lua_push_hint(lua_State *L, const char *name,
                             const char *const *names, size_t count);

/** Push a list of the string keys of the table at @p index, in the order of
 * code points. */
size_t kt_lua_push_sorted_keys(lua_State *L, int index);

/** Raise "WHAT 'NAME'" with the nearest string key of the table at
 * @p known. */
int kt_lua_unknown(lua_State *L, const char *what, const char *name, int known);

/**
 * Pop a message and the table of what is known below it, and push a function
 * for __index that reads from the table and raises the message for what is
 * not there. What is false there reads as nil.
 */
void kt_lua_push_strict_index(lua_State *L);

/** Let the table on top raise "WHAT 'NAME'" for what is not in it. */
void kt_lua_make_strict(lua_State *L, const char *what);

#endif
