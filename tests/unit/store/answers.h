/* All that a corpus answers, as text, so that two can be compared. */
#ifndef KT_TEST_ANSWERS_H
#define KT_TEST_ANSWERS_H

#include "query.h"

#include <ktool/counter.h>
#include <ktool/words.h>

static inline void add_counts(kt_counter *counter, kt_buffer *out)
{
    kt_error err;
    kt_count *top;
    size_t count;
    assert_ok(kt_counter_top(counter, SIZE_MAX, &top, &count, &err), &err);
    for (size_t i = 0; i < count; i++)
        kt_buffer_add_format(out, " %.*s=%lld", (int)top[i].key.len,
                             top[i].key.data,
                             (long long)top[i].value.as.integer);
    kt_buffer_add_char(out, '\n');
    free(top);
}

static inline void add_group_counts(kt_words *words, kt_corpus *corpus,
                                    kt_buffer *out)
{
    kt_error err;
    kt_grouping *grouping;
    assert_ok(kt_grouping_by(corpus, KT_SLICE("source"), &grouping, &err),
              &err);
    size_t count = kt_grouping_count(grouping);
    kt_counter **counters = calloc(count + 1, sizeof *counters);
    assert_non_null(counters);
    assert_ok(kt_words_count_by(words, grouping, counters, &err), &err);
    for (size_t g = 0; g < count; g++) {
        kt_slice name = kt_grouping_name(grouping, g);
        kt_buffer_add_format(out, "%.*s:", (int)name.len, name.data);
        add_counts(counters[g], out);
        kt_counter_free(counters[g]);
    }
    free(counters);
    kt_grouping_free(grouping);
}

static inline void add_hits(kt_words *words, const char *pattern,
                            kt_buffer *out)
{
    kt_error err;
    kt_hit hit;
    kt_status status;
    kt_concordance *c;
    assert_ok(kt_concordance_new(words, kt_slice_of(pattern), 3, &c, &err),
              &err);
    while ((status = kt_concordance_next(c, &hit, &err)) == KT_OK)
        kt_buffer_add_format(out, "%.*s[%.*s]%.*s %zu\n", (int)hit.left.len,
                             hit.left.data, (int)hit.hit.len, hit.hit.data,
                             (int)hit.right.len, hit.right.data, hit.start);
    assert_int_equal(status, KT_ERR_NOT_FOUND);
    kt_concordance_free(c);
}

static inline void add_info(kt_corpus *corpus, kt_buffer *out)
{
    kt_error err;
    kt_corpus_info info;
    assert_ok(kt_corpus_info_get(corpus, &info, &err), &err);
    kt_buffer_add_format(
        out,
        "%zu articles, %llu tokens, %zu terms, %llu bytes, %zu dated, "
        "%zu sources, %s to %s\n",
        info.articles, (unsigned long long)info.tokens, info.terms,
        (unsigned long long)info.bytes, info.dated, info.sources,
        info.first_date, info.last_date);
}

static inline kt_status add_spans(void *ctx, kt_label label, const char *rule,
                                  size_t count)
{
    kt_buffer_add_format(ctx, "%s %s %zu\n", kt_label_name(label), rule, count);
    return KT_OK;
}

static inline void add_titles(kt_corpus *corpus, kt_buffer *out)
{
    kt_error err;
    const int64_t *ids;
    size_t count;
    assert_ok(kt_corpus_ids(corpus, &ids, &count, &err), &err);
    for (size_t i = 0; i < count; i++) {
        kt_article *a;
        assert_ok(kt_corpus_article(corpus, ids[i], true, &a, &err), &err);
        kt_buffer_add_format(out, "%.*s %.*s %zu\n", (int)a->title.len,
                             a->title.data, (int)a->url.len, a->url.data,
                             a->raw.len);
        kt_article_free(a);
    }
}

/* What @p corpus answers, which the caller frees. */
static inline char *answers_of(kt_corpus *corpus)
{
    kt_error err;
    kt_words *words;
    kt_counter *counter;
    kt_buffer out = {0};
    kt_words_options options = KT_WORDS_DEFAULT;
    options.classes = (1u << KT_CLASS_TOTAL) - 1;
    assert_ok(kt_words_new(corpus, &options, &words, &err), &err);
    add_info(corpus, &out);
    add_titles(corpus, &out);
    assert_ok(kt_corpus_marks_each(corpus, add_spans, &out, &err), &err);
    assert_ok(kt_words_count(words, &counter, &err), &err);
    add_counts(counter, &out);
    add_group_counts(words, corpus, &out);
    add_hits(words, "satu", &out);
    add_hits(words, "dua tiga", &out);
    kt_buffer_add_char(&out, '\0');
    assert_false(out.failed);
    kt_counter_free(counter);
    kt_words_free(words);
    return out.data;
}

static inline void assert_answers(kt_corpus *corpus, const char *expected)
{
    char *found = answers_of(corpus);
    if (strcmp(found, expected) != 0)
        fail_msg("found\n%.4000s\nnot\n%.4000s", found, expected);
    free(found);
}

static inline void assert_store_answers(const char *path, unsigned jobs,
                                        const char *expected)
{
    kt_corpus *corpus = open_corpus(path, jobs);
    assert_answers(corpus, expected);
    kt_corpus_close(corpus);
}

#endif
