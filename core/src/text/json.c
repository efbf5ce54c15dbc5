#include "text/utf8.h"

#include <ktool/text.h>

static void add_escape(uint32_t point, kt_buffer *out)
{
    switch (point) {
    case '\t':
        kt_buffer_add_string(out, "\\t");
        break;
    case '\n':
        kt_buffer_add_string(out, "\\n");
        break;
    case '\r':
        kt_buffer_add_string(out, "\\r");
        break;
    case '"':
    case '\\':
        kt_buffer_add_char(out, '\\');
        kt_buffer_add_char(out, (char)point);
        break;
    default:
        kt_buffer_add_format(out, "\\u%04x", (unsigned)point);
    }
}

void kt_text_json(kt_slice text, kt_buffer *out)
{
    const uint8_t *p = (const uint8_t *)text.data, *done = p;
    const uint8_t *end = text.len == 0 ? p : p + text.len;
    kt_buffer_add_char(out, '"');
    while (p < end) {
        if (*p >= ' ' && *p < 0x80 && *p != '"' && *p != '\\') {
            p++;
            continue;
        }
        kt_code code = kt_utf8_decode(p, end);
        if (code.point >= 0x80 && code.well_formed) {
            p += code.len;
            continue;
        }
        kt_buffer_add(out, done, (size_t)(p - done));
        add_escape(code.point, out);
        p += code.len;
        done = p;
    }
    kt_buffer_add(out, done, (size_t)(p - done));
    kt_buffer_add_char(out, '"');
}
