/**
 * @file
 * Bytes as text: base64 of RFC 4648 with "=" at the end.
 */
#ifndef KT_BASE_BASE64_H
#define KT_BASE_BASE64_H

#include <ktool/buffer.h>

/** Append @p bytes as base64. */
void kt_base64_add(kt_slice bytes, kt_buffer *out);

/** Bytes that @p len characters of base64 stand for at most. */
static inline size_t kt_base64_room(size_t len)
{
    return len / 4 * 3;
}

/**
 * Write what @p text stands for to @p out, which has the room.
 * @return false if it is not what kt_base64_add() writes
 */
bool kt_base64_read(kt_slice text, char *out, size_t *len);

#endif
