#include "../store/query.h"

static const char *const articles =
    "{\"title\":\"Satu\",\"text\":\"dua, tiga\",\"date\":\"2024-05-02\","
    "\"source\":\"Tempo\"}\n"
    "{\"title\":\"Satu\",\"date\":\"2023-01-01T10:00\",\"source\":\"Antara\"}\n"
    "{\"text\":\"dua 2.5\",\"source\":\"Tempo\"}\n";

static kt_corpus_info info_of(kt_corpus *corpus)
{
    kt_error err;
    kt_corpus_info info;
    assert_ok(kt_corpus_info_get(corpus, &info, &err), &err);
    return info;
}

/* Before all others, since it is read once in a process. */
static void a_fingerprint_needs_the_folder_that_is_named(void **state)
{
    (void)state;
    const char *fingerprint;
    kt_error err;
    setenv("KTOOL_DATA", "none", 1);
    assert_int_equal(kt_fingerprint(&fingerprint, &err), KT_ERR_USAGE);
    assert_string_equal(err.message, "$KTOOL_DATA is no folder: none");
    unsetenv("KTOOL_DATA");
    assert_ok(kt_fingerprint(&fingerprint, &err), &err);
}

static void a_store_is_counted(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    const char *fingerprint;
    kt_error err;
    kt_corpus_info info = info_of(corpus);
    assert_string_equal(info.path, "s.db");
    assert_int_equal(info.articles, 3);
    assert_int_equal(info.tokens, 7);
    assert_int_equal(info.terms, 5);
    assert_int_equal(info.bytes, 4 + 1 + 9 + 4 + 7);
    assert_int_equal(info.dated, 2);
    assert_int_equal(info.sources, 2);
    assert_string_equal(info.first_date, "2023-01-01T10:00");
    assert_string_equal(info.last_date, "2024-05-02");
    assert_ok(kt_fingerprint(&fingerprint, &err), &err);
    assert_string_equal(info.fingerprint, fingerprint);
    kt_corpus_close(corpus);
}

static void a_narrowed_corpus_counts_its_own(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_corpus *tempo = narrow(corpus, "source", "tempo");
    kt_corpus_info info = info_of(tempo);
    assert_int_equal(info.articles, 2);
    assert_int_equal(info.tokens, 6);
    assert_int_equal(info.terms, 5);
    assert_int_equal(info.bytes, 4 + 1 + 9 + 7);
    assert_int_equal(info.dated, 1);
    assert_int_equal(info.sources, 1);
    assert_string_equal(info.first_date, "2024-05-02");
    assert_string_equal(info.last_date, "2024-05-02");
    kt_corpus *none = narrow(corpus, "source", "nobody");
    info = info_of(none);
    assert_int_equal(info.articles, 0);
    assert_int_equal(info.tokens, 0);
    assert_int_equal(info.bytes, 0);
    assert_string_equal(info.first_date, "");
    assert_int_equal(info_of(corpus).articles, 3);
    kt_corpus_close(none);
    kt_corpus_close(tempo);
    kt_corpus_close(corpus);
}

static void a_private_store_has_no_path(void **state)
{
    (void)state;
    write_text("a.txt", "Judul\nIsi\n");
    kt_corpus *corpus = open_corpus("a.txt", 1);
    kt_corpus_info info = info_of(corpus);
    assert_null(info.path);
    assert_int_equal(info.articles, 1);
    assert_int_equal(info.tokens, 2);
    kt_corpus_close(corpus);
}

static kt_status add_mark(void *ctx, kt_label label, const char *rule,
                          size_t count)
{
    kt_buffer_add_format(ctx, "%s %s %zu|", kt_label_name(label), rule, count);
    return KT_OK;
}

static void assert_marks(kt_corpus *corpus, const char *expected)
{
    kt_error err;
    kt_buffer found = {0};
    kt_buffer_add_string(&found, ">");
    assert_ok(kt_corpus_marks_each(corpus, add_mark, &found, &err), &err);
    kt_buffer_add_char(&found, '\0');
    assert_string_equal(found.data + 1, expected);
    kt_buffer_free(&found);
}

static kt_status refuse_mark(void *ctx, kt_label label, const char *rule,
                             size_t count)
{
    (void)label;
    (void)rule;
    (void)count;
    *(int *)ctx += 1;
    return KT_ERR_CALLBACK;
}

static void spans_are_counted_by_label_and_rule(void **state)
{
    (void)state;
    import_lines("s.db", "{\"text\":\"z\\nb\\nc\\nd\\n'e'\",\"source\":\"x\"}\n"
                         "{\"text\":\"z\\nb\",\"source\":\"y\"}\n");
    execute("s.db", "DELETE FROM span WHERE label = 16;"
                    "UPDATE span SET label = 7, rule = 'baca' WHERE start > 3;"
                    "UPDATE span SET label = 7, rule = 'aaa' WHERE start = 2;"
                    "INSERT INTO span VALUES (1, 0, 1, 16, NULL)");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_marks(corpus, "body place 2|related-link baca 3|related-link aaa 2|"
                         "quote quotation-marks 1|");
    kt_corpus *narrow_one = narrow(corpus, "source", "y");
    assert_marks(narrow_one, "body place 1|related-link aaa 1|");
    kt_corpus *none = narrow(corpus, "source", "z");
    assert_marks(none, "");
    assert_marks(corpus, "body place 2|related-link baca 3|related-link aaa 2|"
                         "quote quotation-marks 1|");

    kt_error err;
    int calls = 0;
    assert_int_equal(kt_corpus_marks_each(corpus, refuse_mark, &calls, &err),
                     KT_ERR_CALLBACK);
    assert_int_equal(calls, 1);
    kt_corpus_close(none);
    kt_corpus_close(narrow_one);
    kt_corpus_close(corpus);
}

static void a_label_that_nobody_has_is_damage(void **state)
{
    (void)state;
    kt_error err;
    int calls = 0;
    import_lines("s.db", "{\"text\":\"a\"}\n");
    execute("s.db", "UPDATE span SET label = 99");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_int_equal(kt_corpus_marks_each(corpus, refuse_mark, &calls, &err),
                     KT_ERR_CORRUPT);
    assert_int_equal(calls, 0);
    kt_corpus_close(corpus);
}

static void the_fingerprint_names_what_answers_depend_on(void **state)
{
    (void)state;
    const char *fingerprint, *again;
    kt_error err;
    assert_ok(kt_fingerprint(&fingerprint, &err), &err);
    assert_non_null(strstr(fingerprint, "tokens="));
    assert_non_null(strstr(fingerprint, "unicode=15.0.0"));
    assert_non_null(strstr(fingerprint, " pcre2=10."));
    assert_ok(kt_fingerprint(&again, &err), &err);
    assert_ptr_equal(fingerprint, again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_fingerprint_needs_the_folder_that_is_named),
        IN_SCRATCH(a_store_is_counted),
        IN_SCRATCH(a_narrowed_corpus_counts_its_own),
        IN_SCRATCH(a_private_store_has_no_path),
        IN_SCRATCH(spans_are_counted_by_label_and_rule),
        IN_SCRATCH(a_label_that_nobody_has_is_damage),
        cmocka_unit_test(the_fingerprint_names_what_answers_depend_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
