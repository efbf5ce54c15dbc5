/**
 * @file
 * Ctrl-C, SIGTERM or a closed terminal while Lua runs.
 *
 * The signal handler arms a hook on the coroutine that runs, which raises an
 * error. Wherever a script could catch it, it is raised again, until it
 * comes out of kt_lua_guard().
 */
#ifndef KT_LUA_INTERRUPT_H
#define KT_LUA_INTERRUPT_H

#include "host.h"

/** lua_pcall() which these end; @p handler is a message handler or NULL. */
int kt_lua_guard(lua_State *L, int arguments, int results,
                 lua_CFunction handler);

/** Put back the handlers of these, from inside of kt_lua_guard(). */
void kt_lua_guard_end(lua_State *L);

/** Raise the error that cannot be caught. */
int kt_lua_raise_interrupt(lua_State *L);

/** Whether it was raised in this kt_lua_guard(), or in the last one. */
bool kt_lua_was_interrupted(void);

/** Whether the value at @p index is that error. */
bool kt_lua_is_interrupt(lua_State *L, int index);

/** Push where it was raised first, a traceback. */
void kt_lua_push_interrupt_trace(lua_State *L);

#endif
