#include "naive.h"

#include "store/corpus.h"

enum {
    IMPORTS = 26 /* segments, enough for three threads */
};

/* Zero stands for what KT_WORDS_DEFAULT has. */
static const struct {
    const char *name;
    kt_words_options options;
} cases[] = {
    {"by default", {0}},
    {"cased", {.cased = true}},
    {"every class", {.classes = (1u << KT_CLASS_TOTAL) - 1}},
    {"numbers", {.classes = 1u << KT_CLASS_NUMBER}},
    {"marks and symbols",
     {.classes = 1u << KT_CLASS_PUNCT | 1u << KT_CLASS_SYMBOL, .cased = true}},
    {"titles", {.parts = 1u << KT_LABEL_TITLE}},
    {"bodies", {.parts = 1u << KT_LABEL_BODY}},
    {"cased titles", {.parts = 1u << KT_LABEL_TITLE, .cased = true}},
    {"speech", {.parts = 1u << KT_LABEL_QUOTE}},
    {"all but speech", {.without = 1u << KT_LABEL_QUOTE}},
    {"the newsroom's bodies",
     {.parts = 1u << KT_LABEL_BODY, .without = 1u << KT_LABEL_QUOTE}},
    {"titles, and speech in bodies",
     {.parts = 1u << KT_LABEL_TITLE | 1u << KT_LABEL_QUOTE}},
    {"speech in bodies",
     {.parts = 1u << KT_LABEL_QUOTE, .without = 1u << KT_LABEL_TITLE}},
    {"every part", {.parts = (1u << KT_LABEL_TOTAL) - 1}},
    {"nothing", {.without = 1u << KT_LABEL_TITLE | 1u << KT_LABEL_BODY}},
    {"of two letters", {.min = 2}},
    {"of four letters", {.min = 4}},
    {"longer than any", {.min = 1000}},
    {"without stop words", {.stop = "uji"}},
    {"cased, without stop words", {.stop = "uji", .cased = true}},
    {"without diacritics", {.form = KT_FORM_STRIP}},
    {"without differences of width",
     {.form = KT_FORM_COMPATIBILITY,
      .classes = (1u << KT_CLASS_TOTAL) - 1,
      .min = 2}},
    {"without either, cased, without stop words",
     {.form = KT_FORM_STRIP | KT_FORM_COMPATIBILITY,
      .cased = true,
      .stop = "uji"}},
    {"without diacritics or stop words",
     {.form = KT_FORM_STRIP, .stop = "uji", .min = 3}},
    {"everything at once",
     {.stop = "uji",
      .cased = true,
      .min = 3,
      .parts = 1u << KT_LABEL_BODY,
      .classes = 1u << KT_CLASS_WORD | 1u << KT_CLASS_NUMBER}},
};

static const struct {
    const char *key, *value;
} narrowings[] = {
    {"source", "S3"}, {"id", "5"},        {"since", "2024-07"},
    {"id", "9999"},   {"before", "2020"},
};

static kt_words_options options_of(size_t i)
{
    kt_words_options options = cases[i].options;
    if (options.classes == 0)
        options.classes = KT_WORDS_DEFAULT.classes;
    if (options.parts == 0)
        options.parts = KT_WORDS_DEFAULT.parts;
    return options;
}

static kt_counter *count(kt_corpus *corpus, const kt_words_options *options)
{
    kt_error err;
    kt_words *words;
    kt_counter *counter;
    assert_ok(kt_words_new(corpus, options, &words, &err), &err);
    assert_ok(kt_words_count(words, &counter, &err), &err);
    kt_words_free(words);
    return counter;
}

static void check_corpus(kt_corpus *corpus)
{
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_words_options options = options_of(i);
        kt_counter *found = count(corpus, &options);
        kt_counter *expected = naive_count(corpus, &options, NULL);
        assert_same_counts(cases[i].name, found, expected);
        kt_counter_free(found);
        kt_counter_free(expected);
    }
}

static void counts_are_those_of_a_plain_walk(void **state)
{
    (void)state;
    static const unsigned jobs[] = {1, 3};
    use_stop_list();
    make_random_store("s.db", IMPORTS);
    for (size_t j = 0; j < LENGTH(jobs); j++) {
        kt_corpus *corpus = open_corpus("s.db", jobs[j]);
        check_corpus(corpus);
        for (size_t n = 0; n < LENGTH(narrowings); n++) {
            kt_corpus *narrowed =
                narrow(corpus, narrowings[n].key, narrowings[n].value);
            check_corpus(narrowed);
            kt_corpus_close(narrowed);
        }
        kt_corpus_close(corpus);
    }
}

static void the_random_store_has_several_runs_and_segments(void **state)
{
    (void)state;
    kt_error err;
    make_random_store("s.db", IMPORTS);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_store_terms(corpus->store, &err), &err);
    assert_true(corpus->store->run_count > 1);
    kt_corpus_close(corpus);
}

static void check_groups(kt_corpus *corpus, const kt_words_options *options)
{
    kt_error err;
    kt_words *words;
    kt_grouping *grouping;
    kt_counter *counters[16];
    assert_ok(kt_words_new(corpus, options, &words, &err), &err);
    assert_ok(kt_grouping_by(corpus, KT_SLICE("source"), &grouping, &err),
              &err);
    size_t groups = kt_grouping_count(grouping);
    assert_true(groups <= LENGTH(counters));
    assert_ok(kt_words_count_by(words, grouping, counters, &err), &err);
    for (size_t g = 0; g < groups; g++) {
        char name[16];
        kt_slice slice = kt_grouping_name(grouping, g);
        snprintf(name, sizeof name, "%.*s", (int)slice.len, slice.data);
        kt_counter *expected = naive_count(corpus, options, name);
        assert_same_counts(name, counters[g], expected);
        kt_counter_free(expected);
        kt_counter_free(counters[g]);
    }
    kt_grouping_free(grouping);
    kt_words_free(words);
}

static void counts_by_group_are_those_of_a_plain_walk(void **state)
{
    (void)state;
    static const unsigned jobs[] = {1, 3};
    use_stop_list();
    make_random_store("s.db", IMPORTS);
    for (size_t j = 0; j < LENGTH(jobs); j++) {
        kt_corpus *corpus = open_corpus("s.db", jobs[j]);
        kt_corpus *late = narrow(corpus, "since", "2024-07");
        for (size_t i = 0; i < LENGTH(cases); i++) {
            kt_words_options options = options_of(i);
            check_groups(corpus, &options);
            check_groups(late, &options);
        }
        kt_corpus_close(late);
        kt_corpus_close(corpus);
    }
}

/* Articles of more than one segment, of just one, and of just less, in one
 * chunk: tokens of markers and text together are near 65,536. */
static void write_long_articles(const char *path)
{
    static const unsigned lengths[] = {3,     65525, 65530,  65531, 65532,
                                       65533, 65536, 140000, 7};
    uint32_t seed = 7;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (size_t i = 0; i < LENGTH(lengths); i++) {
        fprintf(file, "{\"source\":\"s%zu\",\"title\":\"T t\",\"text\":\"", i);
        for (unsigned w = 0; w < lengths[i]; w++)
            fprintf(file, "%c ", 'a' + next_random(&seed, 20));
        fputs("\"}\n", file);
    }
    assert_int_equal(fclose(file), 0);
}

static void articles_longer_than_a_segment_count_whole(void **state)
{
    (void)state;
    static const size_t chosen[] = {0, 1, 5, 6};
    use_stop_list();
    write_long_articles("long.jsonl");
    import_file("s.db", "long.jsonl", 2);
    kt_corpus *corpus = open_corpus("s.db", 2);
    for (size_t i = 0; i < LENGTH(chosen); i++) {
        kt_words_options options = options_of(chosen[i]);
        kt_counter *found = count(corpus, &options);
        kt_counter *expected = naive_count(corpus, &options, NULL);
        assert_same_counts(cases[chosen[i]].name, found, expected);
        kt_counter_free(found);
        kt_counter_free(expected);
        check_groups(corpus, &options);
    }
    for (int s = 0; s < 9; s++) {
        char source[16];
        kt_words_options options = KT_WORDS_DEFAULT;
        snprintf(source, sizeof source, "s%d", s);
        kt_corpus *one = narrow(corpus, "source", source);
        kt_counter *found = count(one, &options);
        kt_counter *expected = naive_count(one, &options, NULL);
        assert_same_counts(source, found, expected);
        kt_counter_free(found);
        kt_counter_free(expected);
        kt_corpus_close(one);
    }
    kt_corpus_close(corpus);
}

/* An article of more than one segment in which a quote goes on from one to
 * the next. */
static void a_quote_may_run_on_into_the_next_segment(void **state)
{
    (void)state;
    kt_error err;
    use_stop_list();
    FILE *file = fopen("long.jsonl", "wb");
    assert_non_null(file);
    fputs("{\"title\":\"T\",\"text\":\"a b \\\"", file);
    for (unsigned w = 0; w < (SANITIZED ? 70000 : 140000); w++)
        fprintf(file, "%c ", 'c' + (int)(w % 7));
    fputs("end.\\\" y z\\nz\"}\n{\"text\":\"y\"}\n", file);
    assert_int_equal(fclose(file), 0);
    import_file("s.db", "long.jsonl", 1);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_article *article;
    assert_ok(kt_corpus_article(corpus, 1, true, &article, &err), &err);
    assert_int_equal(article->quote_count, 1);
    kt_article_free(article);
    check_corpus(corpus);
    kt_corpus_close(corpus);
}

static uint64_t total(kt_corpus *corpus, unsigned parts, unsigned without)
{
    kt_error err;
    kt_number sum;
    kt_words_options options = KT_WORDS_DEFAULT;
    options.parts = parts;
    options.without = without;
    kt_counter *counter = count(corpus, &options);
    assert_ok(kt_counter_total(counter, &sum, &err), &err);
    kt_counter_free(counter);
    return (uint64_t)sum.as.integer;
}

static void speech_and_the_rest_are_the_whole(void **state)
{
    (void)state;
    enum {
        TITLE = 1u << KT_LABEL_TITLE,
        BODY = 1u << KT_LABEL_BODY,
        QUOTE = 1u << KT_LABEL_QUOTE
    };
    make_random_store("s.db", IMPORTS);
    kt_corpus *corpus = open_corpus("s.db", 1);
    uint64_t speech = total(corpus, QUOTE, 0);
    assert_true(speech > 100);
    assert_true(total(corpus, QUOTE, BODY) > 0);
    assert_int_equal(speech + total(corpus, BODY, QUOTE) +
                         total(corpus, TITLE, QUOTE),
                     total(corpus, TITLE | BODY, 0));
    kt_corpus_close(corpus);
}

static void words_outlive_their_corpus(void **state)
{
    (void)state;
    kt_error err;
    kt_words *words;
    kt_counter *counter;
    kt_number n;
    char stop[] = "none";
    kt_words_options options = KT_WORDS_DEFAULT;
    options.stop = stop;
    import_lines("s.db", "{\"text\":\"satu dua satu\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_words_new(corpus, &options, &words, &err), &err);
    memset(stop, 'x', sizeof stop - 1);
    kt_corpus_close(corpus);
    assert_ok(kt_words_count(words, &counter, &err), &err);
    assert_ok(kt_counter_get(counter, KT_SLICE("satu"), &n, &err), &err);
    assert_int_equal(n.as.integer, 2);
    kt_counter_free(counter);
    assert_ok(kt_words_count(words, &counter, &err), &err);
    assert_int_equal(kt_counter_count(counter), 2);
    kt_counter_free(counter);
    kt_words_free(words);
}

static void a_stop_list_that_is_not_there_is_named(void **state)
{
    (void)state;
    kt_error err;
    kt_words *words;
    kt_words_options options = KT_WORDS_DEFAULT;
    use_stop_list();
    options.stop = "uji+entah";
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_int_equal(kt_words_new(corpus, &options, &words, &err),
                     KT_ERR_NOT_FOUND);
    assert_null(words);
    assert_non_null(strstr(err.message, "'entah'"));
    assert_non_null(strstr(err.message, " uji"));
    kt_corpus_close(corpus);
}

static void a_grouping_of_another_corpus_is_refused(void **state)
{
    (void)state;
    kt_error err;
    kt_words *words;
    kt_grouping *grouping;
    kt_counter *counters[2];
    kt_words_options options = KT_WORDS_DEFAULT;
    static const kt_slice names[] = {{"a", 1}, {"b", 1}};
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_words_new(corpus, &options, &words, &err), &err);
    assert_ok(kt_grouping_of(names, 2, &grouping, &err), &err);
    assert_int_equal(kt_words_count_by(words, grouping, counters, &err),
                     KT_ERR_USAGE);
    kt_grouping_free(grouping);
    kt_words_free(words);
    kt_corpus_close(corpus);
}

static void an_interrupt_ends_counting(void **state)
{
    (void)state;
    kt_error err;
    kt_words *words;
    kt_counter *counter;
    kt_words_options options = KT_WORDS_DEFAULT;
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_words_new(corpus, &options, &words, &err), &err);
    kt_interrupt();
    assert_int_equal(kt_words_count(words, &counter, &err), KT_ERR_INTERRUPTED);
    assert_null(counter);
    kt_interrupt_clear();
    assert_ok(kt_words_count(words, &counter, &err), &err);
    kt_counter_free(counter);
    kt_words_free(words);
    kt_corpus_close(corpus);
}

static void names_of_classes_and_parts_are_found(void **state)
{
    (void)state;
    for (kt_class c = 0; c < KT_CLASS_TOTAL; c++)
        assert_int_equal(kt_class_from_name(kt_slice_of(kt_class_name(c))), c);
    for (kt_label l = 0; l < KT_LABEL_TOTAL; l++)
        assert_int_equal(kt_label_from_name(kt_slice_of(kt_label_name(l))), l);
    assert_int_equal(kt_class_from_name(KT_SLICE("wor")), KT_CLASS_TOTAL);
    assert_int_equal(kt_class_from_name(KT_SLICE("")), KT_CLASS_TOTAL);
    assert_int_equal(kt_label_from_name(KT_SLICE("Title")), KT_LABEL_TOTAL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(counts_are_those_of_a_plain_walk),
        IN_SCRATCH(the_random_store_has_several_runs_and_segments),
        IN_SCRATCH(counts_by_group_are_those_of_a_plain_walk),
        IN_SCRATCH(articles_longer_than_a_segment_count_whole),
        IN_SCRATCH(a_quote_may_run_on_into_the_next_segment),
        IN_SCRATCH(speech_and_the_rest_are_the_whole),
        IN_SCRATCH(words_outlive_their_corpus),
        IN_SCRATCH(a_stop_list_that_is_not_there_is_named),
        IN_SCRATCH(a_grouping_of_another_corpus_is_refused),
        IN_SCRATCH(an_interrupt_ends_counting),
        cmocka_unit_test(names_of_classes_and_parts_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
