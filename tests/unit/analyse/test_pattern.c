#include "../scratch.h"

#include "analyse/pattern.h"

#include <ktool/text.h>

enum {
    FOLD = KT_FORM_FOLD,
    CASED = 0
};

/* What a pattern is read as: its words with | between them, globs in < >. */
static const struct {
    const char *name, *text;
    unsigned form;
    const char *expected;
} readings[] = {
    {"a word is folded", "Presiden", FOLD, "presiden"},
    {"a cased word is not", "Presiden", CASED, "Presiden"},
    {"a cased word is in NFC", "Cafe\xCC\x81", CASED, "Caf\xC3\xA9"},
    {"words of a phrase", "dua  tiga\tempat\n", FOLD, "dua|tiga|empat"},
    {"a word divides as text does", "anak-anak,", FOLD, "anak-anak|,"},
    {"what holds together in text does here", "1.000,5 don't", FOLD,
     "1.000,5|don't"},
    {"a glob", "Ber*AN", FOLD, "<ber*an>"},
    {"a question mark makes a glob", "kat?", FOLD, "<kat?>"},
    {"a glob does not divide", "anak-*", FOLD, "<anak-*>"},
    {"a glob among words", "para * itu", FOLD, "para|<*>|itu"},
    {"a glob is folded in full",
     "STRA\xC3\x9F"
     "E*",
     FOLD, "<strasse*>"},
    {"a no-break space divides words",
     "a\xC2\xA0"
     "b",
     FOLD, "a|b"},
    {"diacritics off", "CAF\xC3\xA9*", FOLD | KT_FORM_STRIP, "<cafe*>"},
    {"diacritics off, cased", "Caf\xC3\xA9", CASED | KT_FORM_STRIP, "Cafe"},
    {"width off", "\xEF\xBC\xA1", FOLD | KT_FORM_COMPATIBILITY, "a"},
    {"a wide question mark is no wildcard", "\xEF\xBC\x9F",
     FOLD | KT_FORM_COMPATIBILITY, "?"},
};

static void describe(const kt_pattern *pattern, kt_buffer *out)
{
    for (size_t i = 0; i < pattern->count; i++) {
        kt_buffer_add_string(out, i == 0 ? "" : "|");
        kt_buffer_add_string(out, pattern->words[i].is_glob ? "<" : "");
        kt_buffer_add_slice(out, pattern->words[i].text);
        kt_buffer_add_string(out, pattern->words[i].is_glob ? ">" : "");
    }
    kt_buffer_add_char(out, '\0');
}

static void patterns_are_read_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(readings); i++) {
        kt_error err;
        kt_pattern pattern;
        kt_buffer found = {0};
        assert_ok(kt_pattern_read(kt_slice_of(readings[i].text), KT_RULES_NEWS,
                                  readings[i].form, &pattern, &err),
                  &err);
        describe(&pattern, &found);
        if (strcmp(found.data, readings[i].expected) != 0)
            fail_msg("%s: read as %s, not %s", readings[i].name, found.data,
                     readings[i].expected);
        kt_buffer_free(&found);
        kt_pattern_free(&pattern);
    }
}

static const struct {
    const char *name, *text;
    kt_status status;
} refused[] = {
    {"nothing", "", KT_ERR_USAGE},
    {"white space", " \t\r\n", KT_ERR_USAGE},
    {"a no-break space", "\xC2\xA0", KT_ERR_USAGE},
    {"bytes that are not UTF-8", "kata \xFF", KT_ERR_USAGE},
    {"64 words",
     "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a "
     "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a",
     KT_ERR_LIMIT},
};

static void what_is_no_pattern_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(refused); i++) {
        kt_error err;
        kt_pattern pattern;
        kt_status status = kt_pattern_read(kt_slice_of(refused[i].text),
                                           KT_RULES_NEWS, FOLD, &pattern, &err);
        if (status != refused[i].status)
            fail_msg("%s: %s, not %s", refused[i].name, kt_status_code(status),
                     kt_status_code(refused[i].status));
        assert_int_equal(pattern.count, 0);
    }
}

static void a_pattern_may_have_63_words(void **state)
{
    (void)state;
    kt_error err;
    kt_pattern pattern;
    assert_ok(kt_pattern_read(
                  KT_SLICE("a a a a a a a a a a a a a a a a a a a a a a a a a "
                           "a a a a a a a a a a a a a a a a a a a a a a a a a "
                           "a a a a a a a a a a a a z"),
                  KT_RULES_NEWS, FOLD, &pattern, &err),
              &err);
    assert_int_equal(pattern.count, KT_PATTERN_WORDS);
    assert_true(kt_pattern_matches(&pattern, 62, KT_SLICE("z")));
    kt_pattern_free(&pattern);
}

static const struct {
    const char *pattern, *word;
    bool matches;
} matchings[] = {
    {"kata", "kata", true},
    {"kata", "katak", false},
    {"kata", "kat", false},
    {"*", "kata", true},
    {"*", "x", true},
    {"ka*", "ka", true},
    {"ka*", "kata", true},
    {"ka*", "aka", false},
    {"*ta", "kata", true},
    {"*ta", "tata", true},
    {"*ta", "tak", false},
    {"*a*a*", "kata", true},
    {"*a*a*a*", "kata", false},
    {"k*t*", "kakat", true},
    {"*ab", "aab", true},
    {"*aab", "aaab", true},
    {"*a?b", "aaxab", false},
    {"*a?b", "aabaxb", true},
    {"****", "kata", true},
    {"?", "k", true},
    {"?", "ka", false},
    {"?", "\xC3\xA9", true},
    {"??", "\xC3\xA9", false},
    {"?", "\xF0\x9F\x98\x80", true},
    {"*?", "\xF0\x9F\x98\x80", true},
    {"?*?", "\xC3\xA9", false},
    {"?*?", "\xC3\xA9x", true},
    {"*\xA9", "\xC3\xA9", false},
    {"caf?", "caf\xC3\xA9", true},
    {"*\xC3\xA9?", "caf\xC3\xA9s", true},
    {"k?ta", "kta", false},
    {"a*", "", false},
    {"*x", "", false},
};

static void globs_match_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(matchings); i++) {
        kt_slice text = kt_slice_of(matchings[i].pattern);
        kt_pattern_word word = {text, strpbrk(text.data, "*?") != NULL};
        const kt_pattern pattern = {.words = &word, .count = 1};
        bool matches =
            kt_pattern_matches(&pattern, 0, kt_slice_of(matchings[i].word));
        if (matches != matchings[i].matches)
            fail_msg("'%s' and '%s': %d", matchings[i].pattern,
                     matchings[i].word, matches);
    }
}

/* With a star tried again at every place this would take for ever. */
static void many_stars_do_not_take_long(void **state)
{
    (void)state;
    char glob[201], word[2001];
    for (size_t i = 0; i < 200; i++)
        glob[i] = i % 2 == 0 ? '*' : 'a';
    glob[200] = '\0';
    memset(word, 'a', 2000);
    word[1999] = 'b';
    word[2000] = '\0';
    kt_pattern_word item = {kt_slice_of(glob), true};
    const kt_pattern pattern = {.words = &item, .count = 1};
    assert_false(kt_pattern_matches(&pattern, 0, kt_slice_of(word)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_are_read_as_in_the_table),
        cmocka_unit_test(what_is_no_pattern_is_refused),
        cmocka_unit_test(a_pattern_may_have_63_words),
        cmocka_unit_test(globs_match_as_in_the_table),
        cmocka_unit_test(many_stars_do_not_take_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
