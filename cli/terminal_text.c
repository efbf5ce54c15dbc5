#include "terminal_text.h"

#include <inttypes.h>
#include <ktool/script.h>
#include <stdio.h>
#include <unistd.h>

static size_t plain_span(kt_slice text)
{
    size_t len = 0;
    while (len < text.len && text.data[len] != '\n' && text.data[len] != '\t')
        len++;
    return len;
}

static void put_escaped(kt_slice text)
{
    kt_buffer line = {0};
    while (text.len > 0) {
        size_t len = plain_span(text);
        kt_buffer_clear(&line);
        kt_script_printable(kt_slice_sub(text, 0, len), &line);
        if (len < text.len)
            kt_buffer_add_char(&line, text.data[len++]);
        fwrite(line.data, 1, line.len, stdout);
        text = kt_slice_sub(text, len, text.len);
    }
    kt_buffer_free(&line);
}

void put_text(kt_slice text)
{
    if (isatty(STDOUT_FILENO))
        put_escaped(text);
    else if (text.len > 0)
        fwrite(text.data, 1, text.len, stdout);
}

void add_grouped(kt_buffer *out, int64_t value)
{
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%" PRId64, value);
    for (int i = 0; i < len; i++) {
        bool after_digit = i > 0 && digits[i - 1] != '-';
        if (after_digit && (len - i) % 3 == 0)
            kt_buffer_add_char(out, ',');
        kt_buffer_add_char(out, digits[i]);
    }
}
