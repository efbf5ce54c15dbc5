#include "report/escape.h"

#include <stdio.h>

const char *kt_escape_tsv(kt_code code, kt_slice rest,
                          char escape[KT_ESCAPE_SIZE])
{
    (void)rest;
    (void)escape;
    switch (code.point) {
    case '\t':
        return "\\t";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\\':
        return "\\\\";
    default:
        return NULL;
    }
}

const char *kt_escape_quotes(kt_code code, kt_slice rest,
                             char escape[KT_ESCAPE_SIZE])
{
    (void)rest;
    (void)escape;
    return code.point == '"' ? "\"\"" : NULL;
}

/* At most three bytes, the longest ill-formed sequence. */
static const char *escape_bytes(kt_slice bytes, char escape[KT_ESCAPE_SIZE])
{
    for (size_t i = 0; i < bytes.len; i++)
        snprintf(escape + 4 * i, KT_ESCAPE_SIZE - 4 * i, "\\x%02x",
                 (unsigned char)bytes.data[i]);
    return escape;
}

/* C1 controls, line and paragraph separators, and what changes the direction
 * of all that follows. */
static bool disturbs(uint32_t point)
{
    return (point >= 0x80 && point <= 0x9F) ||
           (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

const char *kt_escape_visible(kt_code code, kt_slice rest,
                              char escape[KT_ESCAPE_SIZE])
{
    bool control = code.point < ' ' || code.point == 0x7F;
    if (!code.well_formed)
        return escape_bytes(kt_slice_sub(rest, 0, code.len), escape);
    if (!control && !disturbs(code.point))
        return NULL;
    const char *short_form = kt_escape_tsv(code, rest, escape);
    if (short_form != NULL)
        return short_form;
    snprintf(escape, KT_ESCAPE_SIZE, control ? "\\x%02x" : "\\u%04x",
             (unsigned)code.point);
    return escape;
}

const char *kt_escape_md(kt_code code, kt_slice rest,
                         char escape[KT_ESCAPE_SIZE])
{
    switch (code.point) {
    case '\r': /* of CR LF, the LF is the line end */
        return rest.len > 1 && rest.data[1] == '\n' ? "" : "<br>";
    case '\n':
        return "<br>";
    case '\\':
    case '|':
    case '<':
    case '*':
    case '`':
    case '[':
        snprintf(escape, KT_ESCAPE_SIZE, "\\%c", (char)code.point);
        return escape;
    default:
        return kt_escape_visible(code, rest, escape);
    }
}

/* What no format escapes, and most of any text. */
static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || c == ' ' || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

void kt_escape_add(kt_buffer *out, kt_slice text, kt_escape_fn *escape)
{
    char space[KT_ESCAPE_SIZE];
    const uint8_t *start = (const uint8_t *)text.data;
    size_t at = 0, done = 0;
    while (at < text.len) {
        if (is_plain(text.data[at])) {
            at++;
            continue;
        }
        kt_code code = kt_utf8_decode(start + at, start + text.len);
        kt_slice rest = kt_slice_sub(text, at, text.len);
        const char *written = escape(code, rest, space);
        if (written != NULL) {
            kt_buffer_add_slice(out, kt_slice_sub(text, done, at));
            kt_buffer_add_string(out, written);
            done = at + code.len;
        }
        at += code.len;
    }
    kt_buffer_add_slice(out, kt_slice_sub(text, done, at));
}
