#include "../test.h"

#include <ktool/suggest.h>

static const char *const words[] = {"run",     "repl",   "eval", "import",
                                    "scripts", "search", "top",  "tokens"};

enum {
    WORDS = sizeof words / sizeof *words
};

typedef struct suggest_case {
    const char *name, *given, *expected;
} suggest_case;

static const suggest_case cases[] = {
    {"an exchange of neighbours is one edit", "rnu", "run"},
    {"in the middle too", "tpo", "top"},
    {"a missing letter", "serch", "search"},
    {"a letter too many", "importt", "import"},
    {"another letter", "evil", "eval"},
    {"two edits in a long word", "skript", "scripts"},
    {"three are too many", "skribt", NULL},
    {"two edits in a short word are too many", "rxy", NULL},
    {"a beginning", "scr", "scripts"},
    {"one letter can be a beginning", "i", "import"},
    {"the word itself", "repl", "repl"},
    {"the nearest wins over a beginning", "to", "top"},
    {"nothing is near", "keywords", NULL},
    {"the empty name is near to nothing", "", NULL},
};

static void suggestions_are_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *near = kt_suggest(cases[i].given, words, WORDS);
        const char *expected = cases[i].expected;
        if ((near == NULL) != (expected == NULL) ||
            (near != NULL && strcmp(near, expected) != 0))
            fail_msg("%s: %s", cases[i].name, near == NULL ? "none" : near);
    }
}

static void several_come_best_first_and_no_more_than_asked(void **state)
{
    (void)state;
    static const char *const names[] = {"words-by-day", "wordz", "words2",
                                        "words", "far"};
    const char *near[5];
    assert_int_equal(kt_suggest_near("words", names, 5, near, 5), 4);
    assert_string_equal(near[0], "words");
    assert_string_equal(near[1], "wordz");
    assert_string_equal(near[2], "words2");
    assert_string_equal(near[3], "words-by-day");
    assert_int_equal(kt_suggest_near("words", names, 5, near, 2), 2);
    assert_int_equal(kt_suggest_near("words", names, 0, near, 2), 0);
}

static void a_very_long_name_is_near_to_nothing(void **state)
{
    (void)state;
    char longest[65], longer[66];
    memset(longest, 'a', sizeof longest);
    memset(longer, 'a', sizeof longer);
    longest[64] = longer[65] = '\0';
    const char *const names[] = {longest};
    const char *const long_names[] = {longer};
    assert_ptr_equal(kt_suggest(longest, names, 1), longest);
    assert_null(kt_suggest(longer, names, 1));
    assert_null(kt_suggest(longest, long_names, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(suggestions_are_as_in_the_table),
        cmocka_unit_test(several_come_best_first_and_no_more_than_asked),
        cmocka_unit_test(a_very_long_name_is_near_to_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
