#include "naive.h"

static const kt_words_options choices[] = {
    {.classes = 1, .parts = 3},
    {.classes = 15, .parts = 3},
    {.classes = 15, .parts = 1, .cased = true},
    {.classes = 1, .parts = 2, .min = 4},
    {.classes = 1, .parts = 3, .stop = "uji"},
    {.classes = 1, .parts = 3, .stop = "uji", .cased = true, .min = 2},
    {.classes = 15, .parts = 3, .form = KT_FORM_STRIP, .stop = "uji"},
    {.classes = 15, .parts = 3, .form = KT_FORM_COMPATIBILITY, .cased = true},
    {.classes = 1u << KT_CLASS_PUNCT, .parts = 3},
    {.classes = 1, .parts = 1u << KT_LABEL_QUOTE},
    {.classes = 15, .parts = 3, .without = 1u << KT_LABEL_QUOTE},
    {.classes = 15, .parts = 1u << KT_LABEL_QUOTE, .without = 2},
    {.classes = 0, .parts = 3},
    {.classes = 15, .parts = 0},
};

static void check_walk(const kt_article *article,
                       const kt_words_options *options)
{
    kt_error err;
    kt_walk *walk;
    kt_token token;
    kt_slice word;
    assert_ok(kt_walk_new(article, options, &walk, &err), &err);
    naive_tokens tokens = naive_tokens_of(article);
    for (size_t t = 0; t < tokens.count; t++) {
        kt_buffer form;
        if (!naive_counts(article, tokens.list[t], options, &form))
            continue;
        assert_int_equal(kt_walk_next(walk, &token, &word, &err), KT_OK);
        assert_int_equal(token.start, tokens.list[t].start);
        assert_int_equal(token.end, tokens.list[t].end);
        assert_int_equal(token.class, tokens.list[t].class);
        assert_true(kt_slice_equal(word, kt_buffer_slice(&form)));
        kt_buffer_free(&form);
    }
    assert_int_equal(kt_walk_next(walk, &token, &word, &err), KT_ERR_NOT_FOUND);
    assert_int_equal(kt_walk_next(walk, &token, &word, &err), KT_ERR_NOT_FOUND);
    free(tokens.list);
    kt_walk_free(walk);
}

static void a_walk_gives_the_tokens_that_count(void **state)
{
    (void)state;
    kt_error err;
    const int64_t *ids;
    size_t count;
    use_stop_list();
    make_random_store("s.db", 5);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_corpus_ids(corpus, &ids, &count, &err), &err);
    for (size_t i = 0; i < count; i++) {
        kt_article *article;
        assert_ok(kt_corpus_article(corpus, ids[i], true, &article, &err),
                  &err);
        for (size_t c = 0; c < LENGTH(choices); c++)
            check_walk(article, &choices[c]);
        kt_article_free(article);
    }
    kt_corpus_close(corpus);
}

static void an_article_without_text_has_no_tokens(void **state)
{
    (void)state;
    kt_error err;
    kt_walk *walk;
    kt_token token;
    kt_slice word;
    const kt_article article = {0};
    assert_ok(kt_walk_new(&article, &KT_WORDS_DEFAULT, &walk, &err), &err);
    assert_int_equal(kt_walk_next(walk, &token, &word, &err), KT_ERR_NOT_FOUND);
    kt_walk_free(walk);
    kt_walk_free(NULL);
}

static void a_walk_with_an_unknown_stop_list_is_refused(void **state)
{
    (void)state;
    kt_error err;
    kt_walk *walk;
    const kt_article article = {0};
    kt_words_options options = KT_WORDS_DEFAULT;
    options.stop = "entah";
    assert_int_equal(kt_walk_new(&article, &options, &walk, &err),
                     KT_ERR_NOT_FOUND);
    assert_null(walk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_walk_gives_the_tokens_that_count),
        cmocka_unit_test(an_article_without_text_has_no_tokens),
        cmocka_unit_test(a_walk_with_an_unknown_stop_list_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
