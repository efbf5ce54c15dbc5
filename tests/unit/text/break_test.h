/* Unicode's own tests of boundaries: WordBreakTest.txt and its like. */
#ifndef KT_BREAK_TEST_H
#define KT_BREAK_TEST_H

#include "../test.h"

#include <ktool/buffer.h>

/* The next boundary, given one. */
typedef size_t boundary_after(kt_slice text, size_t at);

static inline void add_code(kt_buffer *text, unsigned long code)
{
    char utf8[4];
    size_t len = 0;
    if (code < 0x80) {
        utf8[len++] = (char)code;
    } else if (code < 0x800) {
        utf8[len++] = (char)(0xC0 | code >> 6);
    } else if (code < 0x10000) {
        utf8[len++] = (char)(0xE0 | code >> 12);
        utf8[len++] = (char)(0x80 | (code >> 6 & 0x3F));
    } else {
        utf8[len++] = (char)(0xF0 | code >> 18);
        utf8[len++] = (char)(0x80 | (code >> 12 & 0x3F));
        utf8[len++] = (char)(0x80 | (code >> 6 & 0x3F));
    }
    if (code >= 0x80)
        utf8[len++] = (char)(0x80 | (code & 0x3F));
    kt_buffer_add(text, utf8, len);
}

/* A line of a test: code points with ÷ or × between them. */
static inline void check_break_line(const char *line, size_t number,
                                    boundary_after *next)
{
    kt_buffer text = {0};
    size_t expected[128], count = 0, at = 0;
    while (*line != '\0' && *line != '#') {
        if (strncmp(line, "\xC3\xB7", 2) == 0) {
            expected[count++] = text.len;
            line += 2;
        } else if (strncmp(line, "\xC3\x97", 2) == 0) {
            line += 2;
        } else if (*line == ' ' || *line == '\t') {
            line++;
        } else {
            char *after;
            add_code(&text, strtoul(line, &after, 16));
            line = after;
        }
    }
    for (size_t i = 1; i < count; i++) {
        at = next(kt_buffer_slice(&text), at);
        if (at != expected[i])
            fail_msg("line %zu: boundary %zu is %zu, not %zu", number, i, at,
                     expected[i]);
    }
    assert_int_equal(at, text.len);
    kt_buffer_free(&text);
}

/* Check every line of a file of the database; skip where it is not. */
static inline void check_break_file(const char *path, size_t least,
                                    boundary_after *next)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    char line[4096];
    size_t number = 0, checked = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        number++;
        if (line[0] == '#')
            continue;
        check_break_line(line, number, next);
        checked++;
    }
    fclose(file);
    assert_true(checked >= least);
}

#endif
