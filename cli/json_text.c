#include "json_text.h"

void add_json_string(kt_buffer *out, kt_slice text)
{
    kt_buffer_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        if (c < 0x20)
            kt_buffer_add_format(out, "\\u%04x", c);
        else if (c == '"' || c == '\\')
            kt_buffer_add_format(out, "\\%c", c);
        else
            kt_buffer_add_char(out, (char)c);
    }
    kt_buffer_add_char(out, '"');
}
