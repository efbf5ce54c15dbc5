/* Lua as it is typed: an expression, or statements, or the beginning of
 * either. */
#ifndef KTOOL_CLI_CHUNK_H
#define KTOOL_CLI_CHUNK_H

#include <ktool/buffer.h>
#include <lua.h>

typedef enum chunk_state {
    CHUNK_READY,      /**< a function is on top of the stack */
    CHUNK_INCOMPLETE, /**< a message is; more text may make it whole */
    CHUNK_WRONG       /**< a message is */
} chunk_state;

/** Flags of chunk_load(). */
enum {
    CHUNK_KEEPS_LOCALS = 1 /**< see keep_locals() */
};

/**
 * Compile @p code: as an expression, whose values the function returns, or
 * else as statements. "=EXPR" is an expression too.
 *
 * @param name  what messages call it, as luaL_loadbufferx() takes it
 */
chunk_state chunk_load(lua_State *L, kt_slice code, const char *name,
                       unsigned flags);

/**
 * Copy @p code to @p out with the locals of its outermost block made global,
 * so that the next chunk has them: "local x <const>, y = 1" becomes "x, y =
 * 1" and "local x" becomes "x = nil". <close> is dropped too, since the block
 * is over as soon as the chunk has run. Lines stay where they are.
 *
 * @return false if there is no such local, or a list of names that is not
 *         Lua; @p out is then of no use
 */
bool keep_locals(kt_slice code, kt_buffer *out);

#endif
