/**
 * @file
 * The start of a text as a number, so that sorting seldom looks at the text.
 */
#ifndef KT_BASE_PREFIX_H
#define KT_BASE_PREFIX_H

#include <ktool/slice.h>
#include <stdint.h>

/** The first eight bytes, zero-padded: if it orders two texts, then as their
 * bytes do. */
static inline uint64_t kt_prefix(kt_slice text)
{
    uint8_t bytes[8] = {0};
    uint64_t prefix = 0;
    memcpy(bytes, text.data, text.len < 8 ? text.len : 8);
    for (int i = 0; i < 8; i++)
        prefix = prefix << 8 | bytes[i];
    return prefix;
}

#endif
