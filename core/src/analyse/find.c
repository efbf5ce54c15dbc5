#include "analyse/find.h"

#include "article/stream.h"
#include "base/list.h"
#include "base/parallel.h"

#include <stdlib.h>

enum {
    FEW = 4,       /* terms for which comparing beats a table look-up */
    LOOK_UPS = 64, /* terms for which looking up beats decoding all ids */
    BLOCK = 64,    /* tokens between two looks at what was found */
    AT_ONCE = 6    /* hits of a block that are written down at once */
};

/* Bit of a term that a phrase runs on over. */
#define PASSED (1u << KT_PATTERN_WORDS)

typedef struct find_run {
    kt_words *words;
    const kt_pattern *pattern;
    uint32_t *terms; /* by term id, bit n: matches word n; PASSED */
    uint32_t ids;
    uint32_t *first; /* the ids that match the first word, ascending */
    size_t first_count;
    kt_feed feed;
    kt_found *found; /* by number of segment */
} find_run;

/* What a worker needs for one segment after another. */
typedef struct finder {
    kt_buffer bytes, next_bytes;
    kt_ranges spare, ranges;
    uint32_t ids[KT_SEGMENT_TOKENS];
    uint32_t bits[KT_SEGMENT_TOKENS]; /* find_run.terms by index into ids */
    bool has_bits;                    /* whether they are this segment's */
    uint16_t few[FEW];                /* indexes that match the first word */
    size_t few_count;                 /* FEW + 1 if there are more */
    uint16_t hits[KT_SEGMENT_TOKENS +
                  AT_ONCE]; /* tokens where the pattern may begin */
    size_t hit_count;
} finder;

static void add_few(finder *f, uint32_t index)
{
    if (f->few_count < FEW)
        f->few[f->few_count] = (uint16_t)index;
    if (f->few_count <= FEW)
        f->few_count++;
}

static void spread_bits(const find_run *run, const kt_segment *segment,
                        finder *f)
{
    if (f->has_bits)
        return;
    kt_segment_ids(segment, f->ids);
    for (uint32_t i = 0; i < segment->terms; i++)
        f->bits[i] = f->ids[i] < run->ids ? run->terms[f->ids[i]] : 0;
    f->has_bits = true;
}

/* Find which indexes of a segment match the first word. Few terms are looked
 * up one by one, which spares decoding all ids. */
static void find_first(const find_run *run, const kt_segment *segment,
                       finder *f)
{
    f->few_count = 0;
    f->has_bits = false;
    if (run->first_count <= LOOK_UPS) {
        for (size_t i = 0; i < run->first_count; i++) {
            int32_t index = kt_segment_find(segment, run->first[i]);
            if (index >= 0)
                add_few(f, (uint32_t)index);
        }
    } else {
        spread_bits(run, segment, f);
        for (uint32_t i = 0; i < segment->terms; i++) {
            if (f->bits[i] & 1)
                add_few(f, i);
        }
    }
}

/* Whether the words from w on follow where the segment after number n
 * begins. */
static kt_status follows_beyond(find_run *run, finder *f, size_t n, size_t w,
                                bool *follows, kt_error *err)
{
    kt_segment next;
    *follows = false;
    if (n + 1 >= run->feed.count)
        return KT_OK;
    kt_status status =
        kt_feed_read(&run->feed, n + 1, true, &f->next_bytes, &next, err);
    if (status != KT_OK)
        return status;
    kt_segment_ids(&next, f->ids);
    for (uint32_t i = 0; i < next.tokens && w < run->pattern->count; i++) {
        uint16_t token = kt_segment_token(&next, i);
        bool known = token < next.terms && f->ids[token] < run->ids;
        uint32_t bits = known ? run->terms[f->ids[token]] : 0;
        if (bits & PASSED)
            continue;
        if (!(bits >> w++ & 1))
            return KT_OK;
    }
    *follows = w == run->pattern->count;
    return KT_OK;
}

/* Whether the words after the first follow at token i. A phrase seldom runs
 * on into the next segment, which is then read for it. */
static kt_status rest_follows(find_run *run, finder *f, size_t n,
                              const kt_segment *segment, uint32_t i,
                              bool *follows, kt_error *err)
{
    size_t w = 1;
    *follows = false;
    spread_bits(run, segment, f);
    for (i++; i < segment->tokens && w < run->pattern->count; i++) {
        uint32_t bits = f->bits[kt_segment_token(segment, i)];
        if (bits & PASSED)
            continue;
        if (!(bits >> w++ & 1))
            return KT_OK;
    }
    *follows = w == run->pattern->count;
    return *follows ? KT_OK : follows_beyond(run, f, n, w, follows, err);
}

/* As many tokens as the vector registers of every 64-bit machine hold. */
typedef uint16_t lanes __attribute__((vector_size(16)));

enum {
    LANES = sizeof(lanes) / sizeof(uint16_t)
};

static lanes compare(const uint8_t *tokens, const uint16_t *few, size_t count)
{
    lanes block, equal = {0};
    memcpy(&block, tokens, sizeof block);
    for (size_t c = 0; c < count; c++)
        equal |= (lanes)(block == few[c]);
    return equal;
}

/* A bit for each lane that is set. */
static uint64_t lane_bits(lanes equal)
{
    typedef uint8_t bytes __attribute__((vector_size(LANES)));
    bytes narrow = __builtin_convertvector(equal, bytes);
    uint64_t word;
    memcpy(&word, &narrow, sizeof word);
    /* Byte n keeps its bit n only; the product gathers them at the top. */
    return (word & 0x8040201008040201u) * 0x0101010101010101u >> 56;
}

/* Append the tokens of a block that are one of few. */
static size_t scan_block(const kt_segment *segment, const finder *f, uint32_t i,
                         uint16_t *hits, size_t count)
{
    const uint8_t *tokens = segment->token_data + 2 * (size_t)i;
    lanes equal[BLOCK / LANES], sums = {0};
    for (size_t v = 0; v < BLOCK / LANES; v++) {
        equal[v] = compare(tokens + v * sizeof(lanes), f->few, f->few_count);
        sums -= equal[v]; /* a lane that is set is -1 */
    }
    uint64_t words[sizeof sums / sizeof(uint64_t)], found = 0;
    memcpy(words, &sums, sizeof words);
    size_t total = (words[0] + words[1]) * 0x0001000100010001u >> 48;
    if (total == 0)
        return count;
    for (size_t v = 0; v < BLOCK / LANES; v++)
        found |= lane_bits(equal[v]) << v * LANES;
    /* The first few without asking whether they are there, which no branch
     * predictor could tell; what is written too much is overwritten. */
    const uint64_t stop = (uint64_t)1 << 63;
    for (size_t n = 0; n < AT_ONCE; n++) {
        hits[count + n] =
            (uint16_t)(i + (uint32_t)__builtin_ctzll(found | stop));
        found &= found - 1;
    }
    for (size_t n = AT_ONCE; n < total; n++) {
        hits[count + n] = (uint16_t)(i + (uint32_t)__builtin_ctzll(found));
        found &= found - 1;
    }
    return count + total;
}

static bool is_first(const finder *f, uint16_t token)
{
    if (f->few_count > FEW)
        return f->bits[token] & 1;
    for (size_t i = 0; i < f->few_count; i++) {
        if (f->few[i] == token)
            return true;
    }
    return false;
}

/* Append the tokens of a range that match the first word. */
static void scan_range(finder *f, const kt_segment *segment, kt_range range)
{
    uint32_t i = range.start;
    if (f->few_count <= FEW) {
        for (; i + BLOCK <= range.end; i += BLOCK)
            f->hit_count = scan_block(segment, f, i, f->hits, f->hit_count);
    }
    for (; i < range.end; i++) {
        if (is_first(f, kt_segment_token(segment, i)))
            f->hits[f->hit_count++] = (uint16_t)i;
    }
}

/* Keep of the hits those after which the rest of the pattern follows. */
static kt_status keep_phrases(find_run *run, finder *f, size_t n,
                              const kt_segment *segment, kt_error *err)
{
    size_t kept = 0;
    for (size_t i = 0; i < f->hit_count; i++) {
        bool follows;
        kt_status status =
            rest_follows(run, f, n, segment, f->hits[i], &follows, err);
        if (status != KT_OK)
            return status;
        f->hits[kept] = f->hits[i];
        kept += follows;
    }
    f->hit_count = kept;
    return KT_OK;
}

static kt_status keep_hits(find_run *run, const finder *f, size_t n,
                           kt_error *err)
{
    kt_found *found = &run->found[n];
    size_t size = f->hit_count * sizeof *found->list;
    if (size == 0)
        return KT_OK;
    found->list = malloc(size);
    if (found->list == NULL)
        return KT_FAIL_NOMEM(err);
    memcpy(found->list, f->hits, size);
    found->position = run->feed.places[n].position;
    found->count = f->hit_count;
    return KT_OK;
}

static kt_status find_in_segment(find_run *run, size_t n, finder *f,
                                 kt_error *err)
{
    kt_segment segment;
    kt_status status =
        kt_feed_read(&run->feed, n, false, &f->bytes, &segment, err);
    if (status != KT_OK)
        return status;
    find_first(run, &segment, f);
    if (f->few_count == 0)
        return KT_OK;
    status = kt_feed_read(&run->feed, n, true, &f->bytes, &segment, err);
    if (status == KT_OK)
        status = kt_words_ranges(run->words, &run->feed, n, &segment, &f->spare,
                                 &f->ranges, err);
    if (status == KT_OK && f->few_count > FEW)
        spread_bits(run, &segment, f);
    f->hit_count = 0;
    for (size_t r = 0; status == KT_OK && r < f->ranges.count; r++)
        scan_range(f, &segment, f->ranges.list[r]);
    if (status == KT_OK && run->pattern->count > 1)
        status = keep_phrases(run, f, n, &segment, err);
    return status == KT_OK ? keep_hits(run, f, n, err) : status;
}

static kt_status find_in_segments(void *ctx, unsigned worker, kt_error *err)
{
    find_run *run = ctx;
    finder *f = calloc(1, sizeof *f);
    kt_status status = f == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    (void)worker;
    while (status == KT_OK) {
        size_t n = kt_feed_take(&run->feed);
        if (n == run->feed.count)
            break;
        status = find_in_segment(run, n, f, err);
    }
    if (f != NULL) {
        kt_buffer_free(&f->bytes);
        kt_buffer_free(&f->next_bytes);
        kt_ranges_free(&f->spare);
        kt_ranges_free(&f->ranges);
        free(f);
    }
    return status;
}

/* Marks of quotes do not part a phrase, unless they part what counts. */
static void pass_quotes(find_run *run)
{
    if (kt_parts_split_quotes(&run->words->options))
        return;
    run->terms[KT_MARK_QUOTE] = PASSED;
    run->terms[KT_MARK_QUOTE_END] = PASSED;
}

static kt_status list_first(find_run *run, kt_error *err)
{
    for (uint32_t id = 0; id < run->ids; id++) {
        if (!(run->terms[id] & 1))
            continue;
        if (!kt_list_grow(&run->first, run->first_count, sizeof *run->first))
            return KT_FAIL_NOMEM(err);
        run->first[run->first_count++] = id;
    }
    return KT_OK;
}

static kt_status search(find_run *run, kt_places *out, kt_error *err)
{
    kt_store *store = run->words->corpus->store;
    kt_status status =
        kt_pattern_terms(run->pattern, store, &run->terms, &run->ids, err);
    if (status == KT_OK) {
        pass_quotes(run);
        status = list_first(run, err);
    }
    if (status != KT_OK || run->first_count == 0)
        return status;
    out->segments = calloc(run->feed.count + 1, sizeof *out->segments);
    if (out->segments == NULL)
        return KT_FAIL_NOMEM(err);
    out->segment_count = run->feed.count;
    run->found = out->segments;
    status = kt_parallel(kt_feed_workers(&run->feed, store->jobs),
                         find_in_segments, run, err);
    for (size_t n = 0; n < out->segment_count; n++)
        out->count += out->segments[n].count;
    return status;
}

kt_status kt_find(kt_words *words, const kt_pattern *pattern, kt_places *out,
                  kt_error *err)
{
    find_run run = {.words = words, .pattern = pattern};
    *out = (kt_places){0};
    kt_status status = kt_store_terms(words->corpus->store, err);
    if (status == KT_OK && words->corpus->narrowed)
        status = kt_corpus_places(words->corpus, err);
    if (status == KT_OK)
        status = kt_feed_open(words->corpus, &run.feed, err);
    if (status != KT_OK)
        return status;
    status = search(&run, out, err);
    if (status != KT_OK)
        kt_places_free(out);
    free(run.terms);
    free(run.first);
    kt_feed_close(&run.feed);
    return status;
}

void kt_places_free(kt_places *places)
{
    for (size_t n = 0; n < places->segment_count; n++)
        free(places->segments[n].list);
    free(places->segments);
    *places = (kt_places){0};
}
