#include "analyse/words.h"
#include "article/stream.h"
#include "base/parallel.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Of every class, in every part. */
static kt_status all_words(kt_corpus *corpus, kt_words **out, kt_error *err)
{
    kt_words_options all = KT_WORDS_DEFAULT;
    all.classes = (1u << KT_CLASS_TOTAL) - 1;
    all.parts = (1u << KT_LABEL_TOTAL) - 1;
    return kt_words_new(corpus, &all, out, err);
}

static kt_status count_tokens(kt_words *words, uint64_t *out, kt_error *err)
{
    kt_counter *counter = NULL;
    kt_number total = {0};
    kt_status status = kt_words_count(words, &counter, err);
    if (status == KT_OK)
        status = kt_counter_total(counter, &total, err);
    *out = (uint64_t)total.as.integer;
    kt_counter_free(counter);
    return status;
}

/* Which terms the articles of a corpus have. */
typedef struct marking {
    const kt_words *words;
    kt_feed feed;
    atomic_bool *seen; /* by id */
    uint32_t ids;
} marking;

/* What a worker needs for one segment after another. */
typedef struct worker {
    kt_buffer bytes;
    kt_ranges spare, ranges;
    uint32_t ids[KT_SEGMENT_TOKENS];
} worker;

static kt_status mark_segment(marking *m, size_t n, worker *w, kt_error *err)
{
    kt_segment segment;
    kt_status status =
        kt_feed_read(&m->feed, n, true, &w->bytes, &segment, err);
    if (status == KT_OK)
        status = kt_words_ranges(m->words, &m->feed, n, &segment, &w->spare,
                                 &w->ranges, err);
    if (status != KT_OK)
        return status;
    kt_segment_ids(&segment, w->ids);
    for (size_t r = 0; r < w->ranges.count; r++) {
        kt_range range = w->ranges.list[r];
        for (uint32_t i = range.start; i < range.end; i++) {
            uint16_t token = kt_segment_token(&segment, i);
            if (token < segment.terms && w->ids[token] < m->ids)
                atomic_store_explicit(&m->seen[w->ids[token]], true,
                                      memory_order_relaxed);
        }
    }
    return KT_OK;
}

static kt_status mark_segments(void *ctx, unsigned number, kt_error *err)
{
    marking *m = ctx;
    worker *w = calloc(1, sizeof *w);
    kt_status status = w == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    (void)number;
    while (status == KT_OK) {
        size_t n = kt_feed_take(&m->feed);
        if (n == m->feed.count)
            break;
        status = mark_segment(m, n, w, err);
    }
    if (w != NULL) {
        kt_buffer_free(&w->bytes);
        kt_ranges_free(&w->spare);
        kt_ranges_free(&w->ranges);
        free(w);
    }
    return status;
}

/* The terms of a store that has tokens of no article, or of older revisions:
 * only those of the others count. */
static kt_status count_used(const kt_words *words, size_t *out, kt_error *err)
{
    const kt_store *store = words->corpus->store;
    marking m = {.words = words, .ids = words->map.ids};
    kt_status status = kt_feed_open(words->corpus, &m.feed, err);
    if (status != KT_OK)
        return status;
    m.seen = calloc(m.ids, sizeof *m.seen);
    status = m.seen == NULL ? KT_FAIL_NOMEM(err)
                            : kt_parallel(kt_feed_workers(&m.feed, store->jobs),
                                          mark_segments, &m, err);
    for (uint32_t id = KT_FIRST_TERM; status == KT_OK && id < m.ids; id++)
        *out += m.seen[id];
    free(m.seen);
    kt_feed_close(&m.feed);
    return status;
}

static kt_status count_terms(kt_words *words, size_t *out, kt_error *err)
{
    const kt_corpus *corpus = words->corpus;
    kt_status status = kt_store_terms(corpus->store, err);
    if (status == KT_OK && corpus->is_base && corpus->narrowed)
        return count_used(words, out, err);
    for (size_t i = 0; status == KT_OK && i < corpus->store->run_count; i++)
        *out += corpus->store->runs[i].count;
    return status;
}

kt_status kt_corpus_info_get(kt_corpus *corpus, kt_corpus_info *info,
                             kt_error *err)
{
    kt_words *words = NULL;
    kt_status status = kt_corpus_totals(corpus, info, err);
    if (status == KT_OK)
        status = all_words(corpus, &words, err);
    if (status == KT_OK)
        status = count_tokens(words, &info->tokens, err);
    if (status == KT_OK)
        status = count_terms(words, &info->terms, err);
    kt_words_free(words);
    return status;
}
