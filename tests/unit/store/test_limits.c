#include "query.h"

#include <ktool/words.h>

static kt_number count_all(kt_corpus *corpus)
{
    kt_error err;
    kt_words *words;
    kt_counter *counter;
    kt_number total;
    assert_ok(kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, &err), &err);
    assert_ok(kt_words_count(words, &counter, &err), &err);
    assert_ok(kt_counter_total(counter, &total, &err), &err);
    kt_counter_free(counter);
    kt_words_free(words);
    return total;
}

static void an_article_may_have_10000_fields(void **state)
{
    (void)state;
    enum {
        FIELDS = 10000
    };
    kt_error err;
    kt_article *article;
    FILE *file = fopen("a.jsonl", "wb");
    assert_non_null(file);
    fputs("{\"text\":\"satu\"", file);
    for (int i = FIELDS; i > 0; i--)
        fprintf(file, ",\"f%05d\":%d", i, i);
    fputs("}\n", file);
    assert_int_equal(fclose(file), 0);
    import_file("s.db", "a.jsonl", 1);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_corpus_article(corpus, 1, true, &article, &err), &err);
    assert_int_equal(article->field_count, FIELDS);
    for (size_t i = 0; i < FIELDS; i++) {
        char name[16], value[16];
        snprintf(name, sizeof name, "f%05zu", i + 1);
        snprintf(value, sizeof value, "%zu", i + 1);
        assert_slice(article->fields[i].name, name);
        assert_slice(article->fields[i].value, value);
        assert_slice(kt_article_origin(article, kt_slice_of(name)).from,
                     "field");
    }
    kt_article_free(article);
    kt_corpus_close(corpus);
}

static void an_article_may_have_50_megabytes(void **state)
{
    (void)state;
    enum {
        LINES = 500000,
        WORDS = 20
    };
    kt_error err;
    struct stat info;
    kt_article *article;
    FILE *file = fopen("a.txt", "wb");
    assert_non_null(file);
    fputs("Judul\n\n", file);
    for (int i = 0; i < LINES; i++) {
        fprintf(file, "kata%d", i);
        for (int w = 1; w < WORDS; w++)
            fputs(" kata", file);
        putc('\n', file);
    }
    assert_int_equal(fclose(file), 0);
    assert_int_equal(stat("a.txt", &info), 0);
    assert_true(info.st_size > 50000000);
    import_file("s.db", "a.txt", 1);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_int_equal(count_all(corpus).as.integer, LINES * WORDS + 1);
    assert_ok(kt_corpus_article(corpus, 1, true, &article, &err), &err);
    assert_int_equal(article->raw.len, info.st_size);
    kt_article_free(article);
    kt_corpus_close(corpus);
}

/* And none of them twice. */
static void a_store_may_have_many_small_articles(void **state)
{
    (void)state;
    enum {
        ARTICLES = 100000
    };
    static const char *const path = "a.jsonl";
    const kt_load_options options = {.jobs = 2};
    kt_error err;
    kt_load_summary summary;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int i = 0; i < ARTICLES; i++)
        fprintf(file, "{\"text\":\"kata %d\",\"url\":\"u%d\"}\n", i, i);
    assert_int_equal(fclose(file), 0);
    assert_ok(kt_import("s.db", &path, 1, &options, &summary, &err), &err);
    assert_int_equal(summary.articles, ARTICLES);
    assert_ok(kt_import("s.db", &path, 1, &options, &summary, &err), &err);
    assert_int_equal(summary.articles, 0);
    assert_int_equal(summary.skipped, ARTICLES);
    kt_corpus *corpus = open_corpus("s.db", 2);
    assert_int_equal(count_all(corpus).as.integer, ARTICLES);
    kt_corpus_close(corpus);
    assert_query("s.db", "SELECT count(*), max(id) FROM article",
                 "100000|100000\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(an_article_may_have_10000_fields),
        IN_SCRATCH(an_article_may_have_50_megabytes),
        IN_SCRATCH(a_store_may_have_many_small_articles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
