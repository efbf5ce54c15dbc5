#include "text/utf8.h"

#include <ktool/text.h>
#include <string.h>

/* By first byte: how many bytes follow, and the range of the second one.
 * From table 3-7 of the Unicode standard. */
static uint32_t bytes_after(uint8_t first, uint8_t *low, uint8_t *high)
{
    *low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    *high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    if (first >= 0xC2 && first <= 0xDF)
        return 1;
    if (first >= 0xE0 && first <= 0xEF)
        return 2;
    if (first >= 0xF0 && first <= 0xF4)
        return 3;
    return 0;
}

kt_code kt_utf8_decode_long(const uint8_t *p, const uint8_t *end)
{
    uint8_t low, high;
    uint32_t wanted = bytes_after(*p, &low, &high);
    uint32_t point = wanted == 1 ? *p & 0x1F : wanted == 2 ? *p & 0x0F : *p & 7;
    uint32_t len = 1;
    while (len <= wanted && p + len < end && p[len] >= low && p[len] <= high) {
        point = point << 6 | (p[len] & 0x3F);
        low = 0x80;
        high = 0xBF;
        len++;
    }
    if (wanted == 0 || len <= wanted)
        return (kt_code){KT_REPLACEMENT, len, false};
    return (kt_code){point, len, true};
}

size_t kt_utf8_encode(uint32_t point, uint8_t out[4])
{
    if (point < 0x80) {
        out[0] = (uint8_t)point;
        return 1;
    }
    if (point < 0x800) {
        out[0] = (uint8_t)(0xC0 | point >> 6);
        out[1] = (uint8_t)(0x80 | (point & 0x3F));
        return 2;
    }
    if (point < 0x10000) {
        out[0] = (uint8_t)(0xE0 | point >> 12);
        out[1] = (uint8_t)(0x80 | (point >> 6 & 0x3F));
        out[2] = (uint8_t)(0x80 | (point & 0x3F));
        return 3;
    }
    out[0] = (uint8_t)(0xF0 | point >> 18);
    out[1] = (uint8_t)(0x80 | (point >> 12 & 0x3F));
    out[2] = (uint8_t)(0x80 | (point >> 6 & 0x3F));
    out[3] = (uint8_t)(0x80 | (point & 0x3F));
    return 4;
}

/* The first byte at or after p that is not ASCII, or end. */
static const uint8_t *skip_ascii(const uint8_t *p, const uint8_t *end)
{
    const uint64_t high_bits = 0x8080808080808080u;
    while (end - p >= 8) {
        uint64_t eight;
        memcpy(&eight, p, 8);
        if ((eight & high_bits) != 0)
            break;
        p += 8;
    }
    while (p < end && *p < 0x80)
        p++;
    return p;
}

size_t kt_text_valid_prefix(kt_slice text)
{
    if (text.len == 0)
        return 0; /* data may be NULL, from which there is no offset */
    const uint8_t *start = (const uint8_t *)text.data;
    const uint8_t *end = start + text.len;
    const uint8_t *p = start;
    while ((p = skip_ascii(p, end)) < end) {
        kt_code code = kt_utf8_decode(p, end);
        if (!code.well_formed)
            break;
        p += code.len;
    }
    return (size_t)(p - start);
}

size_t kt_text_repair(kt_slice text, kt_buffer *out)
{
    size_t replaced = 0;
    while (text.len > 0) {
        size_t valid = kt_text_valid_prefix(text);
        kt_buffer_add(out, text.data, valid);
        text = kt_slice_sub(text, valid, text.len);
        if (text.len == 0)
            break;
        const uint8_t *p = (const uint8_t *)text.data;
        kt_code bad = kt_utf8_decode(p, p + text.len);
        kt_buffer_add_string(out, "\xEF\xBF\xBD");
        replaced += bad.len;
        text = kt_slice_sub(text, bad.len, text.len);
    }
    return replaced;
}
