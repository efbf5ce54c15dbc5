#include "article/json_text.h"

#include "text/utf8.h"

/* The value of the four hexadecimal digits at @p at; -1 if they are not
 * there. */
static int32_t hex4(kt_slice text, size_t at)
{
    static const char digits[] = "0123456789abcdef";
    int32_t value = 0;
    if (text.len < 4 || at > text.len - 4)
        return -1;
    for (size_t i = at; i < at + 4; i++) {
        char c = text.data[i];
        const char *digit = memchr(digits, c >= 'A' ? c | 0x20 : c, 16);
        if (digit == NULL)
            return -1;
        value = value * 16 + (int32_t)(digit - digits);
    }
    return value;
}

/* Append the character of the escape at `at`, behind "\u". Returns where it
 * ends; a surrogate pair is two. */
static size_t add_code(kt_slice text, size_t at, kt_buffer *out)
{
    uint8_t bytes[4];
    int32_t code = hex4(text, at);
    at += 4;
    if (code >= 0xD800 && code < 0xDC00) {
        int32_t low = hex4(text, at + 2);
        bool pair = low >= 0xDC00 && low < 0xE000;
        code = pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)
                    : KT_REPLACEMENT;
        at += pair ? 6 : 0;
    }
    if (code < 0 || (code >= 0xDC00 && code < 0xE000))
        code = KT_REPLACEMENT;
    kt_buffer_add(out, bytes, kt_utf8_encode((uint32_t)code, bytes));
    return at < text.len ? at : text.len;
}

static char control_of(char letter)
{
    static const char letters[] = "bfnrt", controls[] = "\b\f\n\r\t";
    const char *p = memchr(letters, letter, sizeof letters - 1);
    return p == NULL ? letter : controls[p - letters];
}

void kt_json_text(kt_slice json, kt_buffer *out)
{
    if (json.len < 2 || json.data[0] != '"') {
        kt_buffer_add_slice(out, json);
        return;
    }
    kt_slice text = kt_slice_sub(json, 1, json.len - 1);
    size_t at = 0;
    while (at < text.len) {
        const char *escape = memchr(text.data + at, '\\', text.len - at);
        size_t end = escape == NULL ? text.len : (size_t)(escape - text.data);
        kt_buffer_add_slice(out, kt_slice_sub(text, at, end));
        at = end + 1;
        if (at >= text.len)
            return;
        if (text.data[at] == 'u')
            at = add_code(text, at + 1, out);
        else
            kt_buffer_add_char(out, control_of(text.data[at++]));
    }
}
