#include "naive.h"

#include <ktool/stem.h>

/* Forms of one word with and without capitals, names, what is no word. */
static const char *const inflected[] = {"menulis",
                                        "Menulis",
                                        "tulisan",
                                        "Tulisannya",
                                        "ditulis",
                                        "MENULIS",
                                        "Jakarta",
                                        "jakarta",
                                        "Xenomnya",
                                        "Xenom",
                                        "Dubainya",
                                        "dubainya",
                                        "penyelidik",
                                        "selidiki",
                                        "Penyelidikan",
                                        "buku-buku",
                                        "bukuku",
                                        "2024",
                                        "1960-an",
                                        "caf\xC3\xA9",
                                        "Caf\xC3\xA9"
                                        "nya",
                                        "dirubah",
                                        "Dirubah",
                                        "di",
                                        "Berlakunya",
                                        "laku",
                                        "running",
                                        "Runs",
                                        "run"};

static void import_random(const char *path, uint32_t *seed)
{
    kt_buffer lines = {0};
    kt_buffer_add_string(&lines, "{\"text\":\"");
    for (unsigned n = 1 + next_random(seed, 9); n > 0; n--) {
        kt_buffer_add_string(&lines,
                             inflected[next_random(seed, LENGTH(inflected))]);
        kt_buffer_add_string(&lines, n == 1 ? "\"}\n" : " ");
    }
    kt_buffer_add_char(&lines, '\0');
    import_lines(path, lines.data);
    kt_buffer_free(&lines);
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

/* Whether the folded form of @p word is among the surfaces. */
static bool is_lower(kt_counter *surfaces, kt_slice folded)
{
    kt_error err;
    kt_number n;
    assert_ok(kt_counter_get(surfaces, folded, &n, &err), &err);
    return n.as.integer > 0;
}

/* Every surface by itself, without a store's help. */
static kt_counter *expect_counts(kt_corpus *corpus,
                                 const kt_words_options *options)
{
    kt_error err;
    kt_stemmer *stemmer;
    kt_counter *expected;
    kt_count *list;
    size_t len;
    kt_words_options cased = *options;
    cased.stem = NULL;
    cased.cased = true;
    kt_counter *surfaces = count(corpus, &cased);
    assert_ok(kt_stemmer_new(options->stem, &stemmer, &err), &err);
    assert_ok(kt_counter_new(&expected, &err), &err);
    assert_ok(kt_counter_top(surfaces, SIZE_MAX, &list, &len, &err), &err);
    for (size_t i = 0; i < len; i++) {
        kt_buffer folded = {0}, stem = {0};
        kt_number n;
        kt_text_fold(list[i].key, &folded);
        kt_slice word = kt_buffer_slice(&folded);
        if (is_lower(surfaces, word) || kt_stemmer_knows(stemmer, word)) {
            kt_stemmer_stem(stemmer, word, &stem);
            word = kt_buffer_slice(&stem);
        }
        assert_ok(kt_counter_get(expected, word, &n, &err), &err);
        n.as.integer += list[i].value.as.integer;
        assert_ok(kt_counter_set(expected, word, n, &err), &err);
        kt_buffer_free(&folded);
        kt_buffer_free(&stem);
    }
    free(list);
    kt_counter_free(surfaces);
    kt_stemmer_free(stemmer);
    return expected;
}

static void use_dictionary(void)
{
    unsetenv("KTOOL_HUNSPELL");
}

static void use_rules(void)
{
    setenv("KTOOL_HUNSPELL", "/none", 1);
}

/* What happens to a store before it is asked. */
static const struct {
    const char *name;
    unsigned imports;
    void (*use)(void);
} steps[] = {
    {"the first question", 12, use_dictionary},
    {"the second", 0, use_dictionary},
    {"after an append", 1, use_dictionary},
    {"with another dictionary", 0, use_rules},
    {"after several appends", 9, use_rules},
    {"with the first dictionary again", 1, use_dictionary},
};

static const struct {
    const char *language;
    unsigned classes;
} questions[] = {
    {"id", 1u << KT_CLASS_WORD},
    {"en", 1u << KT_CLASS_WORD},
    {"id", 1u << KT_CLASS_NUMBER},
    {"id", (1u << KT_CLASS_TOTAL) - 1},
};

static void ask(const char *name, unsigned jobs)
{
    kt_corpus *corpus = open_corpus("s.db", jobs);
    for (size_t i = 0; i < LENGTH(questions); i++) {
        kt_words_options options = KT_WORDS_DEFAULT;
        options.stem = questions[i].language;
        options.classes = questions[i].classes;
        kt_counter *found = count(corpus, &options);
        kt_counter *expected = expect_counts(corpus, &options);
        assert_same_counts(name, found, expected);
        kt_counter_free(found);
        kt_counter_free(expected);
    }
    kt_corpus_close(corpus);
}

static void stems_count_as_if_each_word_were_stemmed_anew(void **state)
{
    (void)state;
    for (unsigned jobs = 1; jobs <= 2; jobs++) {
        uint32_t seed = 5;
        for (size_t i = 0; i < LENGTH(steps); i++) {
            steps[i].use();
            for (unsigned n = 0; n < steps[i].imports; n++)
                import_random("s.db", &seed);
            ask(steps[i].name, jobs);
        }
        assert_int_equal(remove("s.db"), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(stems_count_as_if_each_word_were_stemmed_anew),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
