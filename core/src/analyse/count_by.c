#include "analyse/grouping.h"
#include "analyse/words.h"
#include "base/parallel.h"

#include <stdlib.h>

/* Counts by key of one group, in a hash table that grows. */
typedef struct key_count {
    uint32_t key; /* plus one; 0 if free */
    uint64_t count;
} key_count;

typedef struct key_counts {
    key_count *slots;
    uint32_t capacity, count; /* capacity is a power of two, or 0 */
} key_counts;

static key_count *slot_of(const key_counts *c, uint32_t key)
{
    uint32_t i = key * 0x9E3779B1u & (c->capacity - 1);
    while (c->slots[i].key != 0 && c->slots[i].key != key + 1)
        i = (i + 1) & (c->capacity - 1);
    return &c->slots[i];
}

static bool grow(key_counts *c)
{
    key_counts larger = {.capacity = c->capacity == 0 ? 64 : c->capacity * 2,
                         .count = c->count};
    larger.slots = calloc(larger.capacity, sizeof *larger.slots);
    if (larger.slots == NULL)
        return false;
    for (uint32_t i = 0; i < c->capacity; i++) {
        if (c->slots[i].key != 0)
            *slot_of(&larger, c->slots[i].key - 1) = c->slots[i];
    }
    free(c->slots);
    *c = larger;
    return true;
}

static bool add_count(key_counts *c, uint32_t key, uint64_t count)
{
    if (c->count >= c->capacity / 4 * 3 && !grow(c))
        return false;
    key_count *slot = slot_of(c, key);
    c->count += slot->key == 0;
    slot->key = key + 1;
    slot->count += count;
    return true;
}

typedef struct group_run {
    kt_words *words;
    const kt_grouping *grouping;
    kt_feed feed;
    key_counts **counts; /* for each worker, for each group */
} group_run;

/* What a worker needs for one segment after another. */
typedef struct tally {
    kt_buffer bytes;
    kt_ranges spare, ranges;
    uint32_t ids[KT_SEGMENT_TOKENS];
    uint32_t counts[KT_SEGMENT_TOKENS]; /* by index into ids; all 0 */
    uint16_t seen[KT_SEGMENT_TOKENS];   /* the indexes that are not 0 */
    uint32_t seen_count;
} tally;

static void count_range(tally *t, const kt_segment *segment, uint32_t start,
                        uint32_t end)
{
    for (uint32_t i = start; i < end; i++) {
        uint16_t token = kt_segment_token(segment, i);
        if (t->counts[token]++ == 0)
            t->seen[t->seen_count++] = token;
    }
}

/* Move what was seen to the counts of a group. */
static bool credit(tally *t, const kt_segment *segment, const kt_term_map *map,
                   key_counts *group)
{
    bool complete = true;
    for (uint32_t i = 0; i < t->seen_count; i++) {
        uint16_t token = t->seen[i];
        uint32_t id = token < segment->terms ? t->ids[token] : 0;
        uint32_t key = id < map->ids ? map->key_of[id] : KT_NO_KEY;
        if (complete && key != KT_NO_KEY)
            complete = add_count(group, key, t->counts[token]);
        t->counts[token] = 0;
    }
    t->seen_count = 0;
    return complete;
}

static bool count_articles(const group_run *run, tally *t,
                           const kt_segment *segment, int64_t position,
                           key_counts *groups)
{
    const kt_corpus *corpus = run->words->corpus;
    size_t a = kt_place_at(corpus->places, corpus->count, position);
    for (size_t r = 0; r < t->ranges.count; r++) {
        uint32_t start = t->ranges.list[r].start;
        uint32_t end = t->ranges.list[r].end;
        while (start < end && a < corpus->count) {
            int64_t stop = corpus->places[a].position +
                           corpus->places[a].tokens - position;
            uint32_t to = stop < end ? (uint32_t)stop : end;
            if (stop > start) {
                count_range(t, segment, start, to);
                if (!credit(t, segment, &run->words->map,
                            &groups[run->grouping->group_of[a]]))
                    return false;
                start = to;
            }
            if (stop <= end)
                a++;
        }
    }
    return true;
}

static kt_status count_segment(group_run *run, size_t n, tally *t,
                               key_counts *groups, kt_error *err)
{
    kt_segment segment;
    int64_t position = run->feed.places[n].position;
    kt_status status =
        kt_feed_read(&run->feed, n, true, &t->bytes, &segment, err);
    if (status == KT_OK)
        status = kt_words_ranges(run->words, &run->feed, n, &segment, &t->spare,
                                 &t->ranges, err);
    if (status != KT_OK)
        return status;
    kt_segment_ids(&segment, t->ids);
    return count_articles(run, t, &segment, position, groups)
               ? KT_OK
               : KT_FAIL_NOMEM(err);
}

static kt_status count_segments(void *ctx, unsigned worker, kt_error *err)
{
    group_run *run = ctx;
    tally *t = calloc(1, sizeof *t);
    key_counts *groups = calloc(run->grouping->count + 1, sizeof *groups);
    run->counts[worker] = groups;
    kt_status status = t == NULL || groups == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    while (status == KT_OK) {
        size_t n = kt_feed_take(&run->feed);
        if (n == run->feed.count)
            break;
        status = count_segment(run, n, t, groups, err);
    }
    if (t != NULL) {
        kt_buffer_free(&t->bytes);
        kt_ranges_free(&t->spare);
        kt_ranges_free(&t->ranges);
        free(t);
    }
    return status;
}

/* Bring the workers' counts of one group together in the first's. */
static bool merge(group_run *run, unsigned workers, uint32_t group)
{
    key_counts *sum = &run->counts[0][group];
    for (unsigned w = 1; w < workers; w++) {
        if (run->counts[w] == NULL)
            continue;
        const key_counts *part = &run->counts[w][group];
        for (uint32_t i = 0; i < part->capacity; i++) {
            if (part->slots[i].key != 0 &&
                !add_count(sum, part->slots[i].key - 1, part->slots[i].count))
                return false;
        }
    }
    return true;
}

static kt_status make_counter(group_run *run, unsigned workers, uint32_t group,
                              kt_counter **out, kt_error *err)
{
    if (!merge(run, workers, group))
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_counter_new(out, err);
    const key_counts *sum = &run->counts[0][group];
    for (uint32_t i = 0; status == KT_OK && i < sum->capacity; i++) {
        const key_count *slot = &sum->slots[i];
        if (slot->key != 0)
            status =
                kt_counter_append(*out, run->words->map.keys[slot->key - 1],
                                  kt_integer((int64_t)slot->count), err);
    }
    return status;
}

static kt_status make_counters(group_run *run, unsigned workers,
                               kt_counter **counters, kt_error *err)
{
    kt_status status = KT_OK;
    uint32_t count = run->grouping->count;
    memset(counters, 0, count * sizeof *counters);
    for (uint32_t g = 0; status == KT_OK && g < count; g++)
        status = make_counter(run, workers, g, &counters[g], err);
    for (uint32_t g = 0; status != KT_OK && g < count; g++) {
        kt_counter_free(counters[g]);
        counters[g] = NULL;
    }
    return status;
}

static void free_counts(group_run *run, unsigned workers)
{
    for (unsigned w = 0; run->counts != NULL && w < workers; w++) {
        for (uint32_t g = 0; run->counts[w] != NULL && g < run->grouping->count;
             g++)
            free(run->counts[w][g].slots);
        free(run->counts[w]);
    }
    free(run->counts);
}

kt_status kt_words_count_by(kt_words *words, const kt_grouping *grouping,
                            kt_counter **counters, kt_error *err)
{
    group_run run = {.words = words, .grouping = grouping};
    kt_status status = kt_words_map(words, err);
    if (status == KT_OK)
        status = kt_corpus_places(words->corpus, err);
    if (status == KT_OK && words->corpus->count != grouping->article_count)
        status =
            KT_FAIL(err, KT_ERR_USAGE,
                    "a grouping of %zu article%s for a corpus of %zu",
                    grouping->article_count, kt_plural(grouping->article_count),
                    words->corpus->count);
    if (status == KT_OK)
        status = kt_feed_open(words->corpus, &run.feed, err);
    if (status != KT_OK)
        return status;
    unsigned workers = kt_feed_workers(&run.feed, words->corpus->store->jobs);
    run.counts = calloc(workers, sizeof *run.counts);
    status = run.counts == NULL
                 ? KT_FAIL_NOMEM(err)
                 : kt_parallel(workers, count_segments, &run, err);
    if (status == KT_OK)
        status = make_counters(&run, workers, counters, err);
    free_counts(&run, workers);
    kt_feed_close(&run.feed);
    return status;
}
