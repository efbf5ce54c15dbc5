#include "analyse/lengths.h"

#include "analyse/words.h"
#include "article/stream.h"
#include "base/parallel.h"

#include <stdlib.h>

typedef struct length_run {
    const kt_corpus *corpus;
    uint8_t *is_word; /* by term id */
    uint32_t ids;
    kt_feed feed;
    uint32_t *lengths; /* by number of article */
} length_run;

/* What a worker needs for one segment after another. */
typedef struct measure {
    kt_buffer bytes;
    kt_ranges ranges;
    uint32_t ids[KT_SEGMENT_TOKENS];
    uint8_t is_word[KT_SEGMENT_TOKENS]; /* by index into the ids */
} measure;

static void free_measure(measure *m)
{
    if (m == NULL)
        return;
    kt_buffer_free(&m->bytes);
    kt_ranges_free(&m->ranges);
    free(m);
}

static bool note_words(length_run *run, const kt_store *store)
{
    run->ids = KT_FIRST_TERM;
    for (size_t i = 0; i < store->run_count; i++)
        run->ids = store->runs[i].first + store->runs[i].count;
    run->is_word = calloc(run->ids, sizeof *run->is_word);
    if (run->is_word == NULL)
        return false;
    for (size_t i = 0; i < store->run_count; i++) {
        const kt_term_run *terms = &store->runs[i];
        for (uint32_t t = 0; t < terms->count; t++)
            run->is_word[terms->first + t] = terms->class[t] == KT_CLASS_WORD;
    }
    return true;
}

static uint32_t count_words(const kt_segment *segment, const measure *m,
                            uint32_t from, uint32_t to)
{
    uint32_t words = 0;
    for (uint32_t i = from; i < to; i++)
        words += m->is_word[kt_segment_token(segment, i)];
    return words;
}

/* Add the words of a range to the articles that it runs through. */
static void add_range(length_run *run, const measure *m,
                      const kt_segment *segment, int64_t position,
                      kt_range range)
{
    const kt_corpus *corpus = run->corpus;
    int64_t start = position + range.start, end = position + range.end;
    for (size_t a = kt_place_at(corpus->places, corpus->count, start);
         a < corpus->count && corpus->places[a].position < end; a++) {
        const kt_place *place = &corpus->places[a];
        int64_t from = place->position > start ? place->position : start;
        int64_t to = place->position + place->tokens;
        to = to < end ? to : end;
        uint32_t words = count_words(segment, m, (uint32_t)(from - position),
                                     (uint32_t)(to - position));
        /* The article may stand in a segment of another thread, too. */
        __atomic_fetch_add(&run->lengths[a], words, __ATOMIC_RELAXED);
    }
}

static kt_status measure_segment(length_run *run, size_t n, measure *m,
                                 kt_error *err)
{
    kt_segment segment;
    kt_status status =
        kt_feed_read(&run->feed, n, true, &m->bytes, &segment, err);
    if (status == KT_OK)
        status =
            kt_ranges_of_parts(&segment, &KT_WORDS_DEFAULT, &m->ranges, err);
    if (status != KT_OK)
        return status;
    kt_segment_ids(&segment, m->ids);
    memset(m->is_word, 0, sizeof m->is_word); /* for a damaged segment, too */
    for (uint32_t i = 0; i < segment.terms; i++)
        m->is_word[i] = m->ids[i] < run->ids && run->is_word[m->ids[i]];
    for (size_t r = 0; r < m->ranges.count; r++)
        add_range(run, m, &segment, run->feed.places[n].position,
                  m->ranges.list[r]);
    return KT_OK;
}

static kt_status measure_segments(void *ctx, unsigned worker, kt_error *err)
{
    length_run *run = ctx;
    measure *m = calloc(1, sizeof *m);
    kt_status status = m == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    (void)worker;
    while (status == KT_OK) {
        size_t n = kt_feed_take(&run->feed);
        if (n == run->feed.count)
            break;
        if (kt_corpus_reaches(run->corpus, &run->feed.places[n]))
            status = measure_segment(run, n, m, err);
    }
    free_measure(m);
    return status;
}

static kt_status measure_all(length_run *run, kt_store *store, kt_error *err)
{
    if (!note_words(run, store))
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_feed_open(store, &run->feed, err);
    if (status != KT_OK)
        return status;
    status = kt_parallel(kt_feed_workers(&run->feed, store->jobs),
                         measure_segments, run, err);
    kt_feed_close(&run->feed);
    return status;
}

kt_status kt_corpus_lengths(kt_corpus *corpus, const uint32_t **out,
                            kt_error *err)
{
    length_run run = {.corpus = corpus};
    kt_status status = kt_corpus_places(corpus, err);
    if (status == KT_OK && corpus->lengths == NULL) {
        status = kt_store_terms(corpus->store, err);
        if (status == KT_OK) {
            run.lengths = calloc(corpus->count + 1, sizeof *run.lengths);
            status = run.lengths == NULL
                         ? KT_FAIL_NOMEM(err)
                         : measure_all(&run, corpus->store, err);
        }
        free(run.is_word);
        if (status == KT_OK)
            corpus->lengths = run.lengths;
        else
            free(run.lengths);
    }
    *out = corpus->lengths;
    return status;
}
