#include "base/base64.h"

#include <stdint.h>

static const char digits[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void kt_base64_add(kt_slice bytes, kt_buffer *out)
{
    const uint8_t *p = (const uint8_t *)bytes.data;
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t group = (uint32_t)p[i] << 16 |
                         (left > 1 ? (uint32_t)p[i + 1] << 8 : 0) |
                         (left > 2 ? p[i + 2] : 0);
        char four[4] = {digits[group >> 18], digits[group >> 12 & 63],
                        left > 1 ? digits[group >> 6 & 63] : '=',
                        left > 2 ? digits[group & 63] : '='};
        kt_buffer_add(out, four, sizeof four);
    }
}

/* The value of a digit, 64 for what is none. */
static uint32_t value_of(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (uint32_t)(c - 'A');
    if (c >= 'a' && c <= 'z')
        return (uint32_t)(c - 'a') + 26;
    if (c >= '0' && c <= '9')
        return (uint32_t)(c - '0') + 52;
    return c == '+' ? 62 : c == '/' ? 63 : 64;
}

bool kt_base64_read(kt_slice text, char *out, size_t *len)
{
    size_t marks = 0;
    *len = 0;
    if (text.len % 4 != 0)
        return false;
    while (marks < 2 && marks < text.len &&
           text.data[text.len - 1 - marks] == '=')
        marks++;
    for (size_t i = 0; i < text.len; i += 4) {
        bool last = i + 4 == text.len;
        size_t count = last ? 4 - marks : 4;
        uint32_t group = 0;
        for (size_t k = 0; k < 4; k++) {
            uint32_t value = k < count ? value_of(text.data[i + k]) : 0;
            if (value == 64)
                return false;
            group = group << 6 | value;
        }
        /* Bits that stand for nothing are 0. */
        if ((group & ((1u << 8 * (4 - count)) - 1)) != 0)
            return false;
        for (size_t k = 0; k + 1 < count; k++)
            out[(*len)++] = (char)(group >> (16 - 8 * k) & 0xFF);
    }
    return true;
}
