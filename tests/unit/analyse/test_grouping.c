#include "../scratch.h"

#include "analyse/grouping.h"

static const char *const articles =
    "{\"text\":\"a\",\"date\":\"2024-12-29\",\"source\":\"Tempo\",\"x\":1}\n"
    "{\"text\":\"b\",\"date\":\"2024-12-30\",\"source\":\"Antara\",\"x\":\"1\"}"
    "\n"
    "{\"text\":\"c\",\"date\":\"2021-01-03T23:59:00+07:00\",\"x\":1.5}\n"
    "{\"text\":\"d\",\"date\":\"2021-01-04\",\"source\":\"Tempo\",\"x\":[1,2]}"
    "\n"
    "{\"text\":\"e\",\"date\":\"2021\",\"source\":\"\",\"x\":\"\"}\n"
    "{\"text\":\"f\",\"date\":\"2021-02\",\"source\":\"antara\",\"x\":null}\n"
    "{\"text\":\"g\",\"source\":\"Tempo\",\"x\":\"\\u00e9\"}\n";

/* "name name ...: group group ...\n", groups in the order of articles. */
static void describe(kt_grouping *grouping, kt_buffer *out)
{
    for (size_t g = 0; g < kt_grouping_count(grouping); g++) {
        kt_buffer_add_slice(out, kt_grouping_name(grouping, g));
        kt_buffer_add_string(out,
                             g + 1 < kt_grouping_count(grouping) ? " " : ": ");
    }
    for (size_t i = 0; i < grouping->article_count; i++)
        kt_buffer_add_format(out, "%u", grouping->group_of[i]);
    kt_buffer_add_char(out, '\0');
}

static const struct {
    const char *field, *expected;
} groupings[] = {
    {"source", "(none) Antara Tempo antara: 2102032"},
    {"day", "(none) 2021-01-03 2021-01-04 2024-12-29 2024-12-30: 3412000"},
    {"week", "(none) 2020-W53 2021-W01 2024-W52 2025-W01: 3412000"},
    {"month", "(none) 2021-01 2021-02 2024-12: 3311020"},
    {"year", "(none) 2021 2024: 2211110"},
    {"x", "(none) 1 1.5 [1,2] \xC3\xA9: 1123004"},
    {"path", "lines.jsonl: 0000000"},
    {"id", "1 2 3 4 5 6 7: 0123456"},
    {"title", "(none): 0000000"},
    {"author", "(none): 0000000"},
};

static void articles_are_grouped_as_in_the_table(void **state)
{
    (void)state;
    kt_error err;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    for (size_t i = 0; i < LENGTH(groupings); i++) {
        kt_grouping *grouping;
        kt_buffer found = {0};
        assert_ok(kt_grouping_by(corpus, kt_slice_of(groupings[i].field),
                                 &grouping, &err),
                  &err);
        describe(grouping, &found);
        if (strcmp(found.data, groupings[i].expected) != 0)
            fail_msg("%s: found %s, not %s", groupings[i].field, found.data,
                     groupings[i].expected);
        kt_buffer_free(&found);
        kt_grouping_free(grouping);
    }
    kt_corpus_close(corpus);
}

static void only_the_articles_of_the_corpus_are_grouped(void **state)
{
    (void)state;
    kt_error err;
    kt_grouping *grouping;
    kt_buffer found = {0};
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_corpus *tempo = narrow(corpus, "source", "tempo");
    assert_ok(kt_grouping_by(tempo, KT_SLICE("x"), &grouping, &err), &err);
    describe(grouping, &found);
    assert_string_equal(found.data, "1 [1,2] \xC3\xA9: 012");
    kt_buffer_free(&found);
    kt_grouping_free(grouping);
    kt_corpus *none = narrow(corpus, "source", "nobody");
    assert_ok(kt_grouping_by(none, KT_SLICE("week"), &grouping, &err), &err);
    assert_int_equal(kt_grouping_count(grouping), 0);
    kt_grouping_free(grouping);
    kt_corpus_close(none);
    kt_corpus_close(tempo);
    kt_corpus_close(corpus);
}

static void a_field_that_no_article_has_is_refused(void **state)
{
    (void)state;
    static const char *const fields[] = {"y", "X", "", "decade", "x'--"};
    kt_error err;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    for (size_t i = 0; i < LENGTH(fields); i++) {
        kt_grouping *grouping;
        assert_int_equal(
            kt_grouping_by(corpus, kt_slice_of(fields[i]), &grouping, &err),
            KT_ERR_USAGE);
        assert_null(grouping);
        assert_non_null(strstr(err.message, fields[i]));
        assert_non_null(strstr(err.message, "month"));
    }
    kt_corpus_close(corpus);
}

/* As date -d prints with +%G-W%V. */
static const struct {
    const char *date, *week;
} weeks[] = {
    {"2024-12-29", "2024-W52"}, {"2024-12-30", "2025-W01"},
    {"2024-12-31", "2025-W01"}, {"2025-01-05", "2025-W01"},
    {"2025-01-06", "2025-W02"}, {"2021-01-03", "2020-W53"},
    {"2021-01-04", "2021-W01"}, {"2020-12-31", "2020-W53"},
    {"2015-12-31", "2015-W53"}, {"2016-01-03", "2015-W53"},
    {"2016-01-04", "2016-W01"}, {"2000-01-01", "1999-W52"},
    {"2000-02-29", "2000-W09"}, {"2000-03-01", "2000-W09"},
    {"1900-02-28", "1900-W09"}, {"1900-03-01", "1900-W09"},
    {"2023-01-01", "2022-W52"}, {"2024-01-01", "2024-W01"},
    {"2024-02-29", "2024-W09"}, {"1970-01-01", "1970-W01"},
    {"2026-12-31", "2026-W53"}, {"2027-01-01", "2026-W53"},
    {"9999-12-31", "9999-W52"}, {"0001-01-01", "0001-W01"},
};

static void weeks_are_those_of_iso_8601(void **state)
{
    (void)state;
    kt_error err;
    kt_grouping *grouping;
    kt_buffer lines = {0};
    for (size_t i = 0; i < LENGTH(weeks); i++)
        kt_buffer_add_format(&lines, "{\"text\":\"a\",\"date\":\"%s\"}\n",
                             weeks[i].date);
    kt_buffer_add_char(&lines, '\0');
    import_lines("s.db", lines.data);
    kt_buffer_free(&lines);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_grouping_by(corpus, KT_SLICE("week"), &grouping, &err), &err);
    for (size_t i = 0; i < LENGTH(weeks); i++) {
        kt_slice week = kt_grouping_name(grouping, grouping->group_of[i]);
        if (!kt_slice_equal(week, kt_slice_of(weeks[i].week)))
            fail_msg("%s: %.*s, not %s", weeks[i].date, (int)week.len,
                     week.data, weeks[i].week);
    }
    kt_grouping_free(grouping);
    kt_corpus_close(corpus);
}

static void names_of_ones_own_are_grouped_and_sorted(void **state)
{
    (void)state;
    static const char *const names[] = {"b",
                                        "a",
                                        "",
                                        "a name longer than fits into an entry",
                                        "b",
                                        "\xC3\xA9",
                                        "a name longer than fits into an entry",
                                        "B"};
    kt_error err;
    kt_slice slices[LENGTH(names)];
    kt_grouping *grouping;
    kt_buffer found = {0};
    for (size_t i = 0; i < LENGTH(names); i++)
        slices[i] = kt_slice_of(names[i]);
    assert_ok(kt_grouping_of(slices, LENGTH(names), &grouping, &err), &err);
    describe(grouping, &found);
    assert_string_equal(found.data,
                        "(none) B a a name longer than fits into an entry b "
                        "\xC3\xA9: 42034531");
    kt_buffer_free(&found);
    kt_grouping_free(grouping);
}

static void nothing_makes_no_group(void **state)
{
    (void)state;
    kt_error err;
    kt_grouping *grouping;
    assert_ok(kt_grouping_of(NULL, 0, &grouping, &err), &err);
    assert_int_equal(kt_grouping_count(grouping), 0);
    kt_grouping_free(grouping);
    kt_grouping_free(NULL);
}

static void many_groups_are_sorted(void **state)
{
    (void)state;
    enum {
        GROUPS = 3000
    };
    kt_error err;
    kt_grouping *grouping;
    static char texts[GROUPS][32];
    static kt_slice names[GROUPS];
    for (unsigned i = 0; i < GROUPS; i++) {
        snprintf(texts[i], sizeof texts[i], "group number %u",
                 (i * 7919u) % GROUPS);
        names[i] = kt_slice_of(texts[i]);
    }
    assert_ok(kt_grouping_of(names, GROUPS, &grouping, &err), &err);
    assert_int_equal(kt_grouping_count(grouping), GROUPS);
    for (size_t g = 1; g < GROUPS; g++)
        assert_true(kt_slice_compare(kt_grouping_name(grouping, g - 1),
                                     kt_grouping_name(grouping, g)) < 0);
    for (size_t i = 0; i < GROUPS; i++)
        assert_slice(kt_grouping_name(grouping, grouping->group_of[i]),
                     texts[i]);
    kt_grouping_free(grouping);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(articles_are_grouped_as_in_the_table),
        IN_SCRATCH(only_the_articles_of_the_corpus_are_grouped),
        IN_SCRATCH(a_field_that_no_article_has_is_refused),
        IN_SCRATCH(weeks_are_those_of_iso_8601),
        cmocka_unit_test(names_of_ones_own_are_grouped_and_sorted),
        cmocka_unit_test(nothing_makes_no_group),
        cmocka_unit_test(many_groups_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
