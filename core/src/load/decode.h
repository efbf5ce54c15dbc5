/**
 * @file
 * Valid text out of bytes that may not be.
 */
#ifndef KT_LOAD_DECODE_H
#define KT_LOAD_DECODE_H

#include "base/arena.h"
#include <ktool/status.h>

/**
 * @param bytes     Borrowed, and what @p text points to if it is valid UTF-8.
 * @param text      Receives @p bytes with U+FFFD for what is ill-formed, in
 *                  @p arena if that is anything.
 * @param replaced  How many bytes were replaced; added to.
 * @retval KT_ERR_NOMEM
 */
kt_status kt_decode_utf8(kt_slice bytes, kt_arena *arena, kt_slice *text,
                         size_t *replaced, kt_error *err);

/**
 * As kt_decode_utf8(), for the escapes of @p line, some JSON: \\ufffd for
 * half a surrogate pair, which names no character.
 */
kt_status kt_decode_escapes(kt_slice line, kt_arena *arena, kt_slice *text,
                            size_t *replaced, kt_error *err);

#endif
