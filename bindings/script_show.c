#include "script_show.h"

#include <ktool/script.h>
#include <ktool/text.h>
#include <stdio.h>

/* Whether the character of three bytes is a line separator, or changes the
 * direction of all that follows. */
static bool turns(const unsigned char *c)
{
    return c[0] == 0xE2 && ((c[1] == 0x80 && c[2] >= 0xA8 && c[2] <= 0xAE) ||
                            (c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9));
}

/* The length of the character that text, not empty, begins with, and whether
 * it may stand on a terminal as it is. */
static size_t first_character(kt_slice text, bool *plain)
{
    const unsigned char *bytes = (const unsigned char *)text.data;
    unsigned char first = bytes[0];
    *plain = first >= 0x20 && first < 0x7F;
    if (first < 0xC2)
        return 1;
    size_t len = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (len > text.len ||
        kt_text_valid_prefix(kt_slice_sub(text, 0, len)) != len)
        return 1;
    /* U+0080 to U+009F are control characters too. */
    *plain = first == 0xC2 ? bytes[1] >= 0xA0 : !turns(bytes);
    return len;
}

void kt_script_printable(kt_slice text, kt_buffer *out)
{
    while (text.len > 0) {
        bool plain;
        size_t len = first_character(text, &plain);
        if (plain)
            kt_buffer_add(out, text.data, len);
        for (size_t i = 0; i < len && !plain; i++)
            kt_buffer_add_format(out, "\\x%02x", (unsigned char)text.data[i]);
        text = kt_slice_sub(text, len, text.len);
    }
}

kt_shown kt_show_slice(kt_slice text)
{
    enum {
        LONGEST = 3 * sizeof "\\xNN" /* a mark of three bytes */
    };
    kt_shown shown;
    size_t at = 0;
    while (text.len > 0 && at + LONGEST + sizeof "..." <= sizeof shown.text) {
        bool plain;
        size_t len = first_character(text, &plain);
        for (size_t i = 0; i < len; i++)
            at += (size_t)snprintf(shown.text + at, sizeof shown.text - at,
                                   plain ? "%c" : "\\x%02x",
                                   (unsigned char)text.data[i]);
        text = kt_slice_sub(text, len, text.len);
    }
    snprintf(shown.text + at, sizeof shown.text - at, "%s",
             text.len > 0 ? "..." : "");
    return shown;
}

kt_shown kt_show(const char *text)
{
    return kt_show_slice(kt_slice_of(text));
}
