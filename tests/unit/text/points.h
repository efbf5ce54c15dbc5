/* Code points as the files of the Unicode Character Database write them. */
#ifndef KT_POINTS_H
#define KT_POINTS_H

#include "../test.h"

#include "text/utf8.h"

#include <ktool/buffer.h>

/* Append what hexadecimal numbers between spaces stand for, up to what is
 * no number. */
static inline void add_points(const char *fields, kt_buffer *out)
{
    char *after;
    for (;;) {
        uint8_t utf8[4];
        unsigned long point = strtoul(fields, &after, 16);
        if (after == fields)
            return;
        kt_buffer_add(out, utf8, kt_utf8_encode((uint32_t)point, utf8));
        fields = after;
    }
}

#endif
