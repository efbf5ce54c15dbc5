#include "break_test.h"

#include <ktool/text.h>

typedef struct width_case {
    const char *name;
    const char *text;
    size_t expected; /* columns or bytes */
} width_case;

static const width_case widths[] = {
    {"nothing", "", 0},
    {"ASCII", "kata", 4},
    {"an accent made of one code point", "caf\u00e9", 4},
    {"a combining mark takes no room", "cafe\u0301", 4},
    {"a mark with nothing before it", "\u0301", 0},
    {"Han", "\u65b0\u805e", 4},
    {"full width", "\uff21", 2},
    {"Hangul from its parts", "\u1112\u1161\u11ab", 2},
    {"Thai vowel beside its consonant", "\u0e01\u0e33", 2},
    {"emoji", "\U0001f600", 2},
    {"family of four",
     "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d"
     "\U0001f466",
     2},
    {"skin tone", "\U0001f44d\U0001f3fd", 2},
    {"skin tone on a narrow base", "\u261d\U0001f3fb", 2},
    {"heart as text", "\u2764", 1},
    {"heart as emoji", "\u2764\ufe0f", 2},
    {"keycap", "1\ufe0f\u20e3", 2},
    {"keycap of a mark", "#\ufe0f\u20e3", 2},
    {"emoji style of a letter means nothing", "a\ufe0f", 1},
    {"flag", "\U0001f1ee\U0001f1e9", 2},
    {"two flags", "\U0001f1ee\U0001f1e9\U0001f1f2\U0001f1fe", 4},
    {"rainbow flag", "\U0001f3f3\ufe0f\u200d\U0001f308", 2},
    {"controls", "\t\n\r\x1b\x07\x7f\xc2\x85", 0},
    {"a letter before CR LF", "a\r\n", 1},
    {"zero width space", "a\u200bb", 2},
    {"ill-formed bytes count as U+FFFD", "a\xff\xe2\x82z", 4},
    {"an encoded surrogate", "\xed\xa0\x80", 3},
};

static void every_text_has_its_width(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        size_t width = kt_text_width(kt_slice_of(widths[i].text));
        if (width != widths[i].expected)
            fail_msg("%s: %zu columns, not %zu", widths[i].name, width,
                     widths[i].expected);
    }
}

static const width_case firsts[] = {
    {"a letter", "ab", 1},
    {"a letter with its mark", "e\u0301b", 3},
    {"CR LF", "\r\nx", 2},
    {"family", "\U0001f468\u200d\U0001f469x", 11},
    {"one of two flags", "\U0001f1ee\U0001f1e9\U0001f1f2\U0001f1fe", 8},
    {"ill-formed sequence", "\xe2\x82x", 2},
    {"nothing", "", 0},
};

static void a_grapheme_ends_where_the_next_begins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof firsts / sizeof firsts[0]; i++) {
        size_t len = kt_text_grapheme(kt_slice_of(firsts[i].text), NULL);
        if (len != firsts[i].expected)
            fail_msg("%s: %zu bytes, not %zu", firsts[i].name, len,
                     firsts[i].expected);
    }
}

static size_t boundary_after_grapheme(kt_slice text, size_t at)
{
    return at + kt_text_grapheme(kt_slice_sub(text, at, text.len), NULL);
}

static void every_grapheme_break_of_unicode_holds(void **state)
{
    (void)state;
    check_break_file("/usr/share/unicode/auxiliary/GraphemeBreakTest.txt", 602,
                     boundary_after_grapheme);
}

static const width_case counts[] = {
    {"nothing", "", 0},
    {"letters", "kata", 4},
    {"a letter with two marks", "a\u0302\u0323b", 2},
    {"CR LF", "a\r\nb", 3},
    {"a family, a flag, a keycap",
     "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1ee\U0001f1e9"
     "1\ufe0f\u20e3",
     3},
    {"Hangul from its parts", "\u1112\u1161\u11ab\u1100\u1173\u11af", 2},
    {"Thai and Devanagari", "\u0e01\u0e33\u0939\u093f", 2},
    {"each maximal part of what is ill-formed", "a\xff\xe2\x82z", 4},
};

static void graphemes_are_counted_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
        size_t count = kt_text_graphemes(kt_slice_of(counts[i].text));
        if (count != counts[i].expected)
            fail_msg("%s: %zu, not %zu", counts[i].name, count,
                     counts[i].expected);
    }
    assert_int_equal(kt_text_graphemes((kt_slice){"a\0b", 3}), 3);
    assert_int_equal(kt_text_graphemes((kt_slice){NULL, 0}), 0);
}

static void nul_is_a_control(void **state)
{
    (void)state;
    assert_int_equal(kt_text_width((kt_slice){"a\0b", 3}), 2);
    assert_int_equal(kt_text_width((kt_slice){NULL, 0}), 0);
}

static void any_two_bytes_are_measured(void **state)
{
    (void)state;
    for (unsigned pair = 0; pair < 65536; pair++) {
        char bytes[2] = {(char)(pair >> 8), (char)pair};
        kt_slice text = {bytes, 2};
        size_t len = kt_text_grapheme(text, NULL);
        assert_in_range(len, 1, 2);
        assert_in_range(kt_text_width(text), 0, 4);
    }
}

static void a_megabyte_of_marks_is_one_grapheme(void **state)
{
    (void)state;
    size_t len = 1 << 20;
    char *text = malloc(len);
    assert_non_null(text);
    for (size_t i = 0; i < len; i += 2)
        memcpy(text + i, "\u0301", 2);
    size_t width;
    assert_int_equal(kt_text_grapheme((kt_slice){text, len}, &width), len);
    assert_int_equal(width, 0);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_text_has_its_width),
        cmocka_unit_test(a_grapheme_ends_where_the_next_begins),
        cmocka_unit_test(every_grapheme_break_of_unicode_holds),
        cmocka_unit_test(graphemes_are_counted_as_in_the_table),
        cmocka_unit_test(nul_is_a_control),
        cmocka_unit_test(any_two_bytes_are_measured),
        cmocka_unit_test(a_megabyte_of_marks_is_one_grapheme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
