/**
 * @file
 * Decoding UTF-8 that may be ill-formed.
 */
#ifndef KT_TEXT_UTF8_H
#define KT_TEXT_UTF8_H

#include <ktool/slice.h>
#include <stdint.h>

enum {
    KT_REPLACEMENT = 0xFFFD
};

/** A code point and the bytes it takes. */
typedef struct kt_code {
    uint32_t point; /**< U+FFFD for ill-formed bytes */
    uint32_t len;   /**< of an ill-formed sequence: its maximal part */
    bool well_formed;
} kt_code;

/** Decode at @p p, which must be before @p end and not an ASCII byte. */
kt_code kt_utf8_decode_long(const uint8_t *p, const uint8_t *end);

/** Decode at @p p, which must be before @p end. */
static inline kt_code kt_utf8_decode(const uint8_t *p, const uint8_t *end)
{
    if (*p < 0x80)
        return (kt_code){*p, 1, true};
    if (end - p >= 2 && *p >= 0xC2 && *p <= 0xDF && (p[1] & 0xC0) == 0x80)
        return (kt_code){(uint32_t)(*p & 0x1F) << 6 | (p[1] & 0x3F), 2, true};
    return kt_utf8_decode_long(p, end);
}

/** Write @p point as UTF-8 into @p out and return the length, 1 to 4. */
size_t kt_utf8_encode(uint32_t point, uint8_t out[4]);

#endif
