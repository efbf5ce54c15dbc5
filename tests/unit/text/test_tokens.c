#include "break_test.h"

#include <ktool/buffer.h>
#include <ktool/tokens.h>

/* Tokens of text as "class:token|...", the class by its first letter. */
static void describe(kt_slice text, kt_buffer *out)
{
    kt_scanner scanner = {.text = text};
    kt_token token;
    while (kt_scanner_next(&scanner, &token)) {
        if (out->len > 0)
            kt_buffer_add_char(out, '|');
        kt_buffer_add_char(out, kt_class_name(token.class)[0]);
        kt_buffer_add_char(out, ':');
        kt_buffer_add_slice(out, kt_slice_sub(text, token.start, token.end));
    }
    kt_buffer_add_char(out, '\0');
}

typedef struct token_case {
    const char *name, *text, *expected;
} token_case;

static const token_case cases[] = {
    {"nothing gives nothing", "", ""},
    {"white space is no token", " \t\r\n\v\f\xC2\xA0\xE3\x80\x80", ""},
    {"words and marks", "Ini, itu.", "w:Ini|p:,|w:itu|p:."},
    {"a full stop between letters joins", "D.C. a.b", "w:D.C|p:.|w:a.b"},
    {"an apostrophe between letters joins", "don't 'x'", "w:don't|p:'|w:x|p:'"},
    {"a comma between letters does not join", "a,b", "w:a|p:,|w:b"},
    {"point and comma join digits", "1.000,5 3;4 a1", "n:1.000,5|n:3;4|w:a1"},
    {"a colon joins letters but not digits", "a:b 1:2", "w:a:b|n:1|p::|n:2"},
    {"a mark between letter and digit does not join", "a.1 1.a",
     "w:a|p:.|n:1|n:1|p:.|w:a"},
    {"an underscore joins", "a_1 _ __x", "w:a_1|p:_|w:__x"},
    {"an underscore takes no mark", "a_.b", "w:a_|p:.|w:b"},
    {"signs of money are symbols", "$5 <b>", "s:$|n:5|s:<|w:b|s:>"},
    {"letters beyond ASCII", "caf\xC3\xA9 na\xC3\xAFve",
     "w:caf\xC3\xA9|w:na\xC3\xAFve"},
    {"combining marks stay with their letter", "cafe\xCC\x81s",
     "w:cafe\xCC\x81s"},
    {"a mark joins across a combining one", "a\xCC\x81.b", "w:a\xCC\x81.b"},
    {"a curly apostrophe joins", "don\xE2\x80\x99t", "w:don\xE2\x80\x99t"},
    {"a soft hyphen is passed over", "ma\xC2\xADna", "w:ma\xC2\xADna"},
    {"quotes stand alone", "\xE2\x80\x9Cya\xE2\x80\x9D",
     "p:\xE2\x80\x9C|w:ya|p:\xE2\x80\x9D"},
    {"Han characters are words of their own", "\xE4\xB8\xAD\xE5\x9B\xBD",
     "w:\xE4\xB8\xAD|w:\xE5\x9B\xBD"},
    {"Katakana holds together", "\xE3\x82\xAB\xE3\x83\x8A",
     "w:\xE3\x82\xAB\xE3\x83\x8A"},
    {"digits of other scripts", "\xD9\xA1\xD9\xA2", "n:\xD9\xA1\xD9\xA2"},
    {"a flag is one symbol", "\xF0\x9F\x87\xAE\xF0\x9F\x87\xA9",
     "s:\xF0\x9F\x87\xAE\xF0\x9F\x87\xA9"},
    {"a joined emoji is one symbol",
     "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7",
     "s:\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"},
    {"a byte that is not UTF-8 is a symbol",
     "a\xFF"
     "b",
     "w:a|s:\xFF|w:b"},
    {"a cut sequence is one symbol", "a\xE2\x80 b", "w:a|s:\xE2\x80|w:b"},
    {"an overlong form is two symbols", "\xC0\xAF", "s:\xC0|s:\xAF"},
    {"a surrogate is three symbols", "\xED\xA0\x80", "s:\xED|s:\xA0|s:\x80"},
    {"a space does not take the mark after it", " \xCC\x81", "s:\xCC\x81"},
    {"half a number is a number", "1\xC2\xBD", "n:1|n:\xC2\xBD"},
};

static void tokens_are_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kt_buffer found = {0};
        describe(kt_slice_of(cases[i].text), &found);
        if (strcmp(found.data, cases[i].expected) != 0)
            fail_msg("%s: expected %s, found %s", cases[i].name,
                     cases[i].expected, found.data);
        kt_buffer_free(&found);
    }
}

static void every_case_of_unicode_holds(void **state)
{
    (void)state;
    check_break_file("/usr/share/unicode/auxiliary/WordBreakTest.txt", 1823,
                     kt_word_boundary);
}

/* Any bytes at all: tokens are in order, inside the text, not empty, and
 * what lies between them is white space. */
static void tokens_cover_all_that_is_not_space(void **state)
{
    (void)state;
    static const char *const parts[] = {"a",        "B",
                                        "1",        ".",
                                        ",",        "'",
                                        ":",        "_",
                                        " ",        "\n",
                                        "\"",       "\xFF",
                                        "\x80",     "\xC3\xA9",
                                        "\xCC\x81", "\xE2\x80\x8D",
                                        "\xD7\x90", "\xF0\x9F\x87\xAE"};
    uint32_t seed = 12345;
    for (int round = 0; round < 20000; round++) {
        char text[64] = "";
        for (size_t i = 0; i < 14; i++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, parts[(seed >> 16) % (sizeof parts / sizeof *parts)]);
        }
        kt_scanner scanner = {.text = kt_slice_of(text)};
        kt_token token;
        size_t at = 0;
        while (kt_scanner_next(&scanner, &token)) {
            assert_true(token.start >= at && token.end > token.start);
            for (; at < token.start; at++)
                assert_non_null(strchr(" \n", text[at]));
            at = token.end;
        }
        assert_true(at <= strlen(text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_as_in_the_table),
        cmocka_unit_test(every_case_of_unicode_holds),
        cmocka_unit_test(tokens_cover_all_that_is_not_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
