#include "analyse/words.h"

#include "base/list.h"
#include "base/parallel.h"
#include "base/table.h"

#include <stdlib.h>

kt_class kt_class_from_name(kt_slice name)
{
    kt_class class = 0;
    while (class < KT_CLASS_TOTAL &&
           !kt_slice_equal(name, kt_slice_of(kt_class_name(class))))
        class ++;
    return class;
}

kt_label kt_label_from_name(kt_slice name)
{
    kt_label label = 0;
    while (label < KT_LABEL_TOTAL &&
           !kt_slice_equal(name, kt_slice_of(kt_label_name(label))))
        label++;
    return label;
}

/* What a user got wrong is said now, not when words are counted. */
static kt_status read_options(kt_words *words, kt_error *err)
{
    kt_words_options *options = &words->options;
    if (options->cased && options->stem != NULL)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "stems have no case: cased and stem exclude each other");
    if (options->form != 0 && options->stem != NULL)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "stems are of words as they are written: stem excludes "
                       "diacritics = false and compatibility = true");
    kt_status status = kt_stoplist_new(
        options->stop, options->form | KT_FORM_FOLD, &words->stop, err);
    options->stop = NULL; /* the caller's */
    if (status == KT_OK && options->stem != NULL)
        status = kt_stemmer_new(options->stem, &words->stemmer, err);
    return status;
}

kt_status kt_words_new(kt_corpus *corpus, const kt_words_options *options,
                       kt_words **out, kt_error *err)
{
    *out = NULL;
    kt_words *words = calloc(1, sizeof *words);
    if (words == NULL)
        return KT_FAIL_NOMEM(err);
    words->corpus = kt_corpus_share(corpus);
    words->options = *options;
    kt_status status = read_options(words, err);
    if (status != KT_OK) {
        kt_words_free(words);
        return status;
    }
    *out = words;
    return KT_OK;
}

const kt_stoplist *kt_words_stop(const kt_words *words)
{
    return words->stop;
}

bool kt_words_lack_dictionary(const kt_words *words)
{
    return words->stemmer != NULL &&
           kt_stemmer_lacks_dictionary(words->stemmer);
}

void kt_words_free(kt_words *words)
{
    if (words == NULL)
        return;
    kt_term_map_free(&words->map);
    kt_stemmer_free(words->stemmer);
    kt_corpus_close(words->corpus);
    kt_stoplist_free(words->stop);
    free(words);
}

kt_status kt_words_map(kt_words *words, kt_error *err)
{
    if (words->map.key_of != NULL)
        return KT_OK;
    return kt_term_map_make(words->corpus->store, &words->options, words->stop,
                            words->stemmer, &words->map, err);
}

/* The articles of a narrowed corpus as ranges of a segment. */
static kt_status article_ranges(const kt_corpus *corpus, int64_t position,
                                uint32_t tokens, kt_ranges *out, kt_error *err)
{
    int64_t end = position + tokens;
    out->count = 0;
    for (size_t i = kt_place_at(corpus->places, corpus->count, position);
         i < corpus->count && corpus->places[i].position < end; i++) {
        const kt_place *place = &corpus->places[i];
        int64_t from = place->position - position;
        int64_t to = from + place->tokens;
        if (!kt_list_grow(&out->list, out->count, sizeof *out->list))
            return KT_FAIL_NOMEM(err);
        out->list[out->count++] = (kt_range){
            from < 0 ? 0 : (uint32_t)from, to > tokens ? tokens : (uint32_t)to};
    }
    return KT_OK;
}

kt_status kt_words_ranges(const kt_words *words, const kt_feed *feed, size_t n,
                          const kt_segment *segment, kt_ranges *spare,
                          kt_ranges *out, kt_error *err)
{
    bool narrowed = words->corpus->narrowed;
    kt_ranges articles = {0};
    kt_status status = kt_ranges_of_parts(segment, &words->options,
                                          narrowed ? spare : out, err);
    if (status == KT_ERR_CORRUPT)
        status = kt_feed_damaged(feed, n, err);
    if (status != KT_OK || !narrowed)
        return status;
    status = article_ranges(words->corpus, feed->places[n].position,
                            segment->tokens, &articles, err);
    if (status == KT_OK)
        status = kt_ranges_common(spare, &articles, out, err);
    kt_ranges_free(&articles);
    return status;
}

/* Counting every word. Each worker has a count for each key. */
typedef struct count_run {
    kt_words *words;
    kt_feed feed;
    uint64_t **counts;
} count_run;

/* What a worker needs for one segment after another. */
typedef struct tally {
    kt_buffer bytes;
    kt_ranges spare, ranges;
    uint32_t counts[KT_SEGMENT_TOKENS]; /* by index into the ids; all 0 */
    uint32_t ids[KT_SEGMENT_TOKENS];
} tally;

static void free_tally(tally *t)
{
    if (t == NULL)
        return;
    kt_buffer_free(&t->bytes);
    kt_ranges_free(&t->spare);
    kt_ranges_free(&t->ranges);
    free(t);
}

/* Four tokens a round, whose going round costs as much as a token. */
static void count_range(const kt_segment *segment, kt_range range,
                        uint32_t *counts)
{
    uint32_t i = range.start;
    for (; range.end - i >= 4; i += 4) {
        uint64_t four = kt_load64(segment->token_data + 2 * (size_t)i);
        counts[four & UINT16_MAX]++;
        counts[four >> 16 & UINT16_MAX]++;
        counts[four >> 32 & UINT16_MAX]++;
        counts[four >> 48]++;
    }
    for (; i < range.end; i++)
        counts[kt_segment_token(segment, i)]++;
}

static kt_status count_segment(count_run *run, size_t n, tally *t,
                               uint64_t *counts, kt_error *err)
{
    const kt_term_map *map = &run->words->map;
    kt_segment segment;
    kt_status status =
        kt_feed_read(&run->feed, n, true, &t->bytes, &segment, err);
    if (status == KT_OK)
        status = kt_words_ranges(run->words, &run->feed, n, &segment, &t->spare,
                                 &t->ranges, err);
    if (status != KT_OK)
        return status;
    uint64_t expected = 0, counted = 0;
    for (size_t r = 0; r < t->ranges.count; r++) {
        kt_range range = t->ranges.list[r];
        expected += range.end - range.start;
        count_range(&segment, range, t->counts);
    }
    kt_segment_ids(&segment, t->ids);
    for (uint32_t i = 0; i < segment.terms; i++) {
        uint32_t id = t->ids[i];
        uint32_t key = id < map->ids ? map->key_of[id] : KT_NO_KEY;
        if (key != KT_NO_KEY)
            counts[key] += t->counts[i];
        counted += t->counts[i];
        t->counts[i] = 0;
    }
    return counted == expected ? KT_OK : kt_feed_damaged(&run->feed, n, err);
}

static kt_status count_segments(void *ctx, unsigned worker, kt_error *err)
{
    count_run *run = ctx;
    tally *t = calloc(1, sizeof *t);
    uint64_t *counts =
        calloc((size_t)run->words->map.key_count + 1, sizeof *counts);
    run->counts[worker] = counts;
    kt_status status = t == NULL || counts == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    while (status == KT_OK) {
        size_t n = kt_feed_take(&run->feed);
        if (n == run->feed.count)
            break;
        status = count_segment(run, n, t, counts, err);
    }
    free_tally(t);
    return status;
}

static kt_status fill_counter(const count_run *run, unsigned workers,
                              kt_counter *counter, kt_error *err)
{
    const kt_term_map *map = &run->words->map;
    kt_status status = KT_OK;
    for (uint32_t key = 0; status == KT_OK && key < map->key_count; key++) {
        uint64_t sum = 0;
        for (unsigned w = 0; w < workers; w++)
            sum += run->counts[w] == NULL ? 0 : run->counts[w][key];
        if (sum > 0)
            status = kt_counter_append(counter, map->keys[key],
                                       kt_integer((int64_t)sum), err);
    }
    return status;
}

kt_status kt_words_count(kt_words *words, kt_counter **out, kt_error *err)
{
    count_run run = {.words = words};
    unsigned workers = 0;
    *out = NULL;
    kt_status status = kt_words_map(words, err);
    if (status == KT_OK && words->corpus->narrowed)
        status = kt_corpus_places(words->corpus, err);
    if (status == KT_OK)
        status = kt_feed_open(words->corpus, &run.feed, err);
    if (status != KT_OK)
        return status;
    workers = kt_feed_workers(&run.feed, words->corpus->store->jobs);
    run.counts = calloc(workers, sizeof *run.counts);
    status = run.counts == NULL
                 ? KT_FAIL_NOMEM(err)
                 : kt_parallel(workers, count_segments, &run, err);
    if (status == KT_OK)
        status = kt_counter_new(out, err);
    if (status == KT_OK)
        status = fill_counter(&run, workers, *out, err);
    if (status != KT_OK) {
        kt_counter_free(*out);
        *out = NULL;
    }
    for (unsigned w = 0; run.counts != NULL && w < workers; w++)
        free(run.counts[w]);
    free(run.counts);
    kt_feed_close(&run.feed);
    return status;
}
