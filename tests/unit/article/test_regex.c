#include "../test.h"

#include "article/regex.h"
#include "base/parallel.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum {
    TRIES = 1000, /* more than a pattern is interpreted */
    PAIRS = 2
};

/* A run of letters on which a pattern tries every way to divide it. */
#define LETTERS "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const struct {
    const char *name, *pattern, *subject;
    size_t start, end; /* of the match; 0 and 0: none */
} cases[] = {
    {"a match", "b+(c)", "abbc", 1, 4},
    {"no match", "b+(c)", "abbd", 0, 0},
    {"nothing to match", "b", "", 0, 0},
    {"a group that takes no part", "(x)?b", "ab", 1, 2},
    {"more groups than are asked for", "(a)(b)(c)", "abc", 0, 3},
    {"letters in either case", "(?i)É", "aé", 1, 3},
    {"a match that takes long", "(?:\\w+?)+!", LETTERS "!", 0, 41},
    {"a match that takes too long", "(?:\\w+)+[!?]", LETTERS, 0, 0},
    {"without machine code", "(*NO_JIT)b+", "abb", 1, 3},
    {"too long without machine code", "(*NO_JIT)(?:\\w+)+[!?]", LETTERS, 0, 0},
};

typedef struct trial {
    kt_regex *regex;
    kt_regex_limits limits;
    size_t row;
} trial;

/* Match as often as makes one way of matching another. */
static kt_status match_often(void *ctx, unsigned worker, kt_error *err)
{
    trial *t = ctx;
    kt_status status = KT_OK;
    kt_slice subject = kt_slice_of(cases[t->row].subject);
    pcre2_match_data *match = pcre2_match_data_create(PAIRS, NULL);
    const PCRE2_SIZE *pair = pcre2_get_ovector_pointer(match);
    (void)worker;
    for (size_t i = 0; status == KT_OK && i < TRIES; i++) {
        int found = kt_regex_match(t->regex, subject, 0, 0, match, &t->limits);
        size_t start = found < 0 ? 0 : pair[0], end = found < 0 ? 0 : pair[1];
        if (start != cases[t->row].start || end != cases[t->row].end)
            status = KT_FAIL(err, KT_ERR_FORMAT, "%s, try %zu: %zu to %zu",
                             cases[t->row].name, i, start, end);
    }
    pcre2_match_data_free(match);
    return status;
}

/* However often it is tried, and by however many threads. */
static void every_try_finds_the_same(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_error err;
        trial t = {.row = i};
        t.regex = kt_regex_new(kt_slice_of(cases[i].pattern), 0, true);
        assert_non_null(t.regex);
        assert_true(kt_regex_limits_open(&t.limits));
        assert_ok(kt_parallel(3, match_often, &t, &err), &err);
        kt_regex_limits_close(&t.limits);
        kt_regex_free(t.regex);
    }
}

/* A pattern that is tried once is not worth compiling, unless that takes
 * long; but one that may not be interpreted is. */
static void machine_code_is_made_late(void **state)
{
    static const struct {
        size_t row, tries;
        bool is_tested, made;
    } rows[] = {{0, 1, true, false},
                {0, TRIES, true, true},
                {7, 1, true, true},
                {0, 0, false, false},
                {0, 1, false, true}};
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_regex_limits limits;
        kt_slice subject = kt_slice_of(cases[rows[i].row].subject);
        kt_regex *regex = kt_regex_new(kt_slice_of(cases[rows[i].row].pattern),
                                       0, rows[i].is_tested);
        pcre2_match_data *match = pcre2_match_data_create(PAIRS, NULL);
        assert_true(kt_regex_limits_open(&limits));
        for (size_t k = 0; k < rows[i].tries; k++)
            kt_regex_match(regex, subject, 0, 0, match, &limits);
        assert_int_equal(atomic_load(&regex->machine) != NULL, rows[i].made);
        pcre2_match_data_free(match);
        kt_regex_limits_close(&limits);
        kt_regex_free(regex);
    }
}

/* PCRE2 does not find this in both ways, or did not once. */
static void a_pattern_without_tests_is_matched_in_one_way(void **state)
{
    kt_regex_limits limits;
    int first = 0;
    (void)state;
    kt_regex *regex = kt_regex_new(KT_SLICE("(?>\\w+?)a$"), 0, false);
    pcre2_match_data *match = pcre2_match_data_create(PAIRS, NULL);
    assert_true(kt_regex_limits_open(&limits));
    for (int i = 0; i < TRIES; i++) {
        int found =
            kt_regex_match(regex, KT_SLICE("cbaaa"), 0, 0, match, &limits);
        first = i == 0 ? found : first;
        assert_int_equal(found, first);
    }
    pcre2_match_data_free(match);
    kt_regex_limits_close(&limits);
    kt_regex_free(regex);
}

static void a_wrong_pattern_is_described(void **state)
{
    char problem[160];
    (void)state;
    kt_error err;
    kt_regex *regex = kt_regex_new(KT_SLICE("a("), 0, false);
    assert_ok(kt_regex_check(regex, problem, &err), &err);
    assert_string_equal(problem,
                        "missing closing parenthesis (byte 2 of the pattern)");
    kt_regex_free(regex);
}

/* What happens to @p pattern when it is first tried, if it was tested. */
static int try_once(const char *pattern, bool *compiled)
{
    kt_regex_limits limits;
    kt_regex *regex = kt_regex_new(kt_slice_of(pattern), 0, true);
    pcre2_match_data *match = pcre2_match_data_create(PAIRS, NULL);
    assert_true(kt_regex_limits_open(&limits));
    assert_null(atomic_load(&regex->code));
    int found = kt_regex_match(regex, KT_SLICE("ba"), 0, 0, match, &limits);
    *compiled = atomic_load(&regex->code) != NULL;
    pcre2_match_data_free(match);
    kt_regex_limits_close(&limits);
    kt_regex_free(regex);
    return found;
}

static void a_tested_pattern_waits_for_its_first_try(void **state)
{
    bool compiled;
    (void)state;
    assert_int_equal(try_once("a", &compiled), 1);
    assert_true(compiled);
    assert_int_equal(try_once("", &compiled), 1);
    assert_true(compiled);
    assert_int_equal(try_once("a(", &compiled), PCRE2_ERROR_NULL);
    assert_false(compiled);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_try_finds_the_same),
        cmocka_unit_test(machine_code_is_made_late),
        cmocka_unit_test(a_pattern_without_tests_is_matched_in_one_way),
        cmocka_unit_test(a_wrong_pattern_is_described),
        cmocka_unit_test(a_tested_pattern_waits_for_its_first_try),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
