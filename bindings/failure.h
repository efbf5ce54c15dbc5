/**
 * @file
 * What core could not do, as a Lua error.
 */
#ifndef KT_LUA_FAILURE_H
#define KT_LUA_FAILURE_H

#include "host.h"

/**
 * Raise @p err: wrong use as a message with the caller's line, Ctrl-C as an
 * error that cannot be caught, want of memory as Lua has it, and a corpus
 * that cannot be used as an object.
 */
int kt_lua_failure(lua_State *L, const kt_error *err);

/** The same where every other trouble ends the work: an object with code,
 * message and the @p exit status that it stands for. */
int kt_lua_failure_object(lua_State *L, const kt_error *err, int exit);

/** Whether the value at @p index is such an object. */
bool kt_lua_is_failure(lua_State *L, int index);

void kt_lua_failure_class(lua_State *L);

#endif
