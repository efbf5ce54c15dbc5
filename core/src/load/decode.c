#include "load/decode.h"

#include <ktool/text.h>

enum {
    ESCAPE = 6 /**< the length of "\uXXXX" */
};

kt_status kt_decode_utf8(kt_slice bytes, kt_arena *arena, kt_slice *text,
                         size_t *replaced, kt_error *err)
{
    *text = bytes;
    if (kt_text_valid_prefix(bytes) == bytes.len)
        return KT_OK;
    kt_buffer valid = {0};
    *replaced += kt_text_repair(bytes, &valid);
    *text = kt_arena_copy(arena, kt_buffer_slice(&valid));
    bool copied = !valid.failed && text->len == valid.len;
    kt_buffer_free(&valid);
    return copied ? KT_OK : KT_FAIL_NOMEM(err);
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 'a' - 'A';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/** The code unit of the escape "\uXXXX" at @p i, or -1 if none is there. */
static int code_unit(kt_slice line, size_t i)
{
    if (line.len - i < ESCAPE || line.data[i] != '\\' ||
        line.data[i + 1] != 'u')
        return -1;
    int unit = 0;
    for (size_t k = i + 2; k < i + ESCAPE; k++) {
        int digit = hex_digit(line.data[k]);
        if (digit < 0)
            return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

static bool is_high(int unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(int unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

/** Where the first half pair from @p i on is escaped, or line.len. */
static size_t find_half_pair(kt_slice line, size_t i)
{
    while (i < line.len) {
        const char *p = memchr(line.data + i, '\\', line.len - i);
        if (p == NULL)
            break;
        i = (size_t)(p - line.data);
        int unit = code_unit(line, i);
        if (is_low(unit))
            return i;
        if (!is_high(unit))
            i += 2; /* past an escaped backslash, too */
        else if (!is_low(code_unit(line, i + ESCAPE)))
            return i;
        else
            i += ESCAPE + ESCAPE;
    }
    return line.len;
}

kt_status kt_decode_escapes(kt_slice line, kt_arena *arena, kt_slice *text,
                            size_t *replaced, kt_error *err)
{
    *text = line;
    size_t at = find_half_pair(line, 0);
    if (at == line.len)
        return KT_OK;
    char *copy = kt_arena_alloc(arena, line.len);
    if (copy == NULL)
        return KT_FAIL_NOMEM(err);
    memcpy(copy, line.data, line.len);
    for (; at < line.len; at = find_half_pair(line, at + ESCAPE)) {
        memcpy(copy + at, "\\ufffd", ESCAPE);
        *replaced += ESCAPE;
    }
    *text = (kt_slice){copy, line.len};
    return KT_OK;
}
