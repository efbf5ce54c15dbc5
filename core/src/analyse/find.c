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
#define PASSED ((uint64_t)1 << KT_PATTERN_WORDS)

typedef struct find_run {
    kt_words *words;
    const kt_pattern *pattern;
    bool is_single;  /* one phrase, anywhere */
    bool has_titles; /* phrases that are looked for in titles only */
    uint64_t firsts; /* bit n: a phrase begins with word n */
    uint8_t phrase_of[KT_PATTERN_WORDS]; /* that begins with word n */
    uint64_t *terms; /* by term id, bit n: matches word n; PASSED */
    uint32_t ids;
    uint32_t *first; /* the ids that match a first word, ascending */
    size_t first_count;
    kt_feed *feed;
    kt_find_visit *visit;
    void *ctx;
} find_run;

/* What a worker needs for one segment after another. */
typedef struct finder {
    kt_buffer bytes, next_bytes;
    kt_ranges spare, ranges, titles;
    uint32_t ids[KT_SEGMENT_TOKENS];
    uint64_t bits[KT_SEGMENT_TOKENS]; /* find_run.terms by index into ids */
    bool has_bits;                    /* whether they are this segment's */
    uint16_t few[FEW];                /* indexes that match a first word */
    size_t few_count;                 /* FEW + 1 if there are more */
    uint16_t
        hits[KT_SEGMENT_TOKENS + AT_ONCE]; /* tokens where a phrase may begin */
    uint64_t phrases[KT_SEGMENT_TOKENS];   /* that begin there */
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

/* Find which indexes of a segment match a first word. Few terms are looked
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
            if (f->bits[i] & run->firsts)
                add_few(f, i);
        }
    }
}

/* Whether the words of a phrase from w on follow where the segment after
 * number n begins. */
static kt_status follows_beyond(find_run *run, finder *f, size_t n,
                                kt_phrase phrase, size_t w, bool *follows,
                                kt_error *err)
{
    kt_segment next;
    *follows = false;
    if (n + 1 >= run->feed->count)
        return KT_OK;
    kt_status status =
        kt_feed_read(run->feed, n + 1, true, &f->next_bytes, &next, err);
    if (status != KT_OK)
        return status;
    kt_segment_ids(&next, f->ids);
    for (uint32_t i = 0; i < next.tokens && w < phrase.count; i++) {
        uint16_t token = kt_segment_token(&next, i);
        bool known = token < next.terms && f->ids[token] < run->ids;
        uint64_t bits = known ? run->terms[f->ids[token]] : 0;
        if (bits & PASSED)
            continue;
        if (!(bits >> (phrase.first + w++) & 1))
            return KT_OK;
    }
    *follows = w == phrase.count;
    return KT_OK;
}

/* How many words of a phrase stand from token i on, where its first does.
 * @param ended  set where the segment ended before the phrase did */
static inline size_t words_at(const finder *f, const kt_segment *segment,
                              kt_phrase phrase, uint32_t i, bool *ended)
{
    size_t w = 1;
    for (i++; w < phrase.count; i++) {
        *ended = i == segment->tokens;
        if (*ended)
            break;
        uint64_t bits = f->bits[kt_segment_token(segment, i)];
        if (bits & PASSED)
            continue;
        if (!(bits >> (phrase.first + w) & 1))
            break;
        w++;
    }
    return w;
}

/* As many tokens as the vector registers of every 64-bit machine hold. */
typedef uint16_t lanes __attribute__((vector_size(16)));

enum {
    LANES = sizeof(lanes) / sizeof(uint16_t),
    VECTORS = BLOCK / LANES
};

_Static_assert(VECTORS == LANES && LANES == 8, "a block is a square of bits");

/* Set the lanes of a block that are one of few. */
static inline void compare(const uint8_t *tokens, const lanes *few,
                           size_t count, lanes equal[VECTORS])
{
    for (size_t c = 0; c < count; c++) {
        for (size_t v = 0; v < VECTORS; v++) {
            lanes vector;
            memcpy(&vector, tokens + v * sizeof vector, sizeof vector);
            equal[v] |= (lanes)(vector == few[c]);
        }
    }
}

static size_t count_set(const lanes equal[VECTORS])
{
    lanes sums = {0};
    for (size_t v = 0; v < VECTORS; v++)
        sums -= equal[v]; /* a lane that is set is -1 */
    uint64_t words[sizeof sums / sizeof(uint64_t)];
    memcpy(words, &sums, sizeof words);
    return (words[0] + words[1]) * 0x0001000100010001u >> 48;
}

/* Swap the rows and columns of 8 times 8 bits. */
static uint64_t transpose(uint64_t square)
{
    uint64_t swap = (square ^ square >> 7) & 0x00AA00AA00AA00AAu;
    square ^= swap ^ swap << 7;
    swap = (square ^ square >> 14) & 0x0000CCCC0000CCCCu;
    square ^= swap ^ swap << 14;
    swap = (square ^ square >> 28) & 0x00000000F0F0F0F0u;
    return square ^ swap ^ swap << 28;
}

/* A bit for each lane that is set, in order. */
static uint64_t bits_set(const lanes equal[VECTORS])
{
    typedef uint8_t bytes __attribute__((vector_size(LANES)));
    lanes columns = {0}; /* bit v of a lane: that of vector v is set */
    for (size_t v = 0; v < VECTORS; v++)
        columns |= equal[v] & (uint16_t)(1u << v);
    bytes narrow = __builtin_convertvector(columns, bytes);
    uint64_t square;
    memcpy(&square, &narrow, sizeof square);
    return transpose(square);
}

/* Append the tokens of a block that are one of few. */
static inline size_t scan_block(const kt_segment *segment, const lanes *few,
                                size_t few_count, uint32_t i, uint16_t *hits,
                                size_t count)
{
    lanes equal[VECTORS] = {0};
    compare(segment->token_data + 2 * (size_t)i, few, few_count, equal);
    size_t total = count_set(equal);
    if (total == 0)
        return count;
    uint64_t found = bits_set(equal);
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

static bool is_first(const finder *f, uint64_t firsts, uint16_t token)
{
    if (f->few_count > FEW)
        return (f->bits[token] & firsts) != 0;
    for (size_t i = 0; i < f->few_count; i++) {
        if (f->few[i] == token)
            return true;
    }
    return false;
}

/* Append the tokens of a range that match a first word. */
static void scan_range(finder *f, uint64_t firsts, const kt_segment *segment,
                       kt_range range)
{
    uint32_t i = range.start;
    if (f->few_count <= FEW) {
        lanes few[FEW];
        for (size_t c = 0; c < f->few_count; c++)
            few[c] = (lanes){0} + f->few[c];
        size_t count = f->hit_count;
        for (; i + BLOCK <= range.end; i += BLOCK)
            count = scan_block(segment, few, f->few_count, i, f->hits, count);
        f->hit_count = count;
    }
    for (; i < range.end; i++) {
        if (is_first(f, firsts, kt_segment_token(segment, i)))
            f->hits[f->hit_count++] = (uint16_t)i;
    }
}

/* Whether a phrase stands at token i, which its first word matches. It seldom
 * runs on into the next segment, which is then read for it. */
static inline kt_status stands_at(find_run *run, finder *f, size_t n,
                                  const kt_segment *segment, kt_phrase phrase,
                                  uint32_t i, bool *stands, kt_error *err)
{
    bool ended = false;
    size_t w = words_at(f, segment, phrase, i, &ended);
    *stands = w == phrase.count;
    return ended ? follows_beyond(run, f, n, phrase, w, stands, err) : KT_OK;
}

/* Keep of the hits those where the only phrase stands. */
static kt_status keep_phrase(find_run *run, finder *f, size_t n,
                             const kt_segment *segment, kt_error *err)
{
    kt_phrase phrase = run->pattern->phrases[0];
    size_t kept = 0;
    for (size_t i = 0; i < f->hit_count; i++) {
        bool stands;
        kt_status status =
            stands_at(run, f, n, segment, phrase, f->hits[i], &stands, err);
        if (status != KT_OK)
            return status;
        f->hits[kept] = f->hits[i];
        kept += stands;
    }
    f->hit_count = kept;
    return KT_OK;
}

/* The phrases that stand at token i. */
static kt_status phrases_at(find_run *run, finder *f, size_t n,
                            const kt_segment *segment, uint32_t i,
                            bool in_title, uint64_t *out, kt_error *err)
{
    uint64_t bits = f->bits[kt_segment_token(segment, i)] & run->firsts;
    kt_status status = KT_OK;
    *out = 0;
    for (; status == KT_OK && bits != 0; bits &= bits - 1) {
        uint8_t number = run->phrase_of[__builtin_ctzll(bits)];
        kt_phrase phrase = run->pattern->phrases[number];
        bool stands = false;
        if (in_title || !phrase.in_title)
            status = stands_at(run, f, n, segment, phrase, i, &stands, err);
        *out |= (uint64_t)stands << number;
    }
    return status;
}

/* Keep of the hits those where any phrase stands, and which do. */
static kt_status keep_phrases(find_run *run, finder *f, size_t n,
                              const kt_segment *segment, kt_error *err)
{
    size_t kept = 0, title = 0;
    for (size_t i = 0; i < f->hit_count; i++) {
        while (title < f->titles.count &&
               f->titles.list[title].end <= f->hits[i])
            title++;
        bool in_title = title < f->titles.count &&
                        f->titles.list[title].start <= f->hits[i];
        uint64_t phrases;
        kt_status status =
            phrases_at(run, f, n, segment, f->hits[i], in_title, &phrases, err);
        if (status != KT_OK)
            return status;
        f->hits[kept] = f->hits[i];
        f->phrases[kept] = phrases;
        kept += phrases != 0;
    }
    f->hit_count = kept;
    return KT_OK;
}

/* Keep of the hits those where more than a first word stands. */
static kt_status keep_found(find_run *run, finder *f, size_t n,
                            const kt_segment *segment, kt_error *err)
{
    if (run->is_single && run->pattern->count == 1)
        return KT_OK;
    if (f->hit_count > 0)
        spread_bits(run, segment, f);
    return run->is_single ? keep_phrase(run, f, n, segment, err)
                          : keep_phrases(run, f, n, segment, err);
}

/* The ranges of a segment where something may be found. */
static kt_status find_ranges(const find_run *run, size_t n,
                             const kt_segment *segment, finder *f,
                             kt_error *err)
{
    kt_status status = kt_words_ranges(run->words, run->feed, n, segment,
                                       &f->spare, &f->ranges, err);
    if (status != KT_OK || !run->has_titles)
        return status;
    kt_words_options titles = run->words->options;
    titles.parts = 1u << KT_LABEL_TITLE;
    return kt_ranges_of_parts(segment, &titles, &f->titles, err);
}

static kt_status scan_segment(find_run *run, size_t n, finder *f, kt_error *err)
{
    kt_segment segment;
    kt_status status =
        kt_feed_read(run->feed, n, true, &f->bytes, &segment, err);
    if (status == KT_OK)
        status = find_ranges(run, n, &segment, f, err);
    if (status == KT_OK && f->few_count > FEW)
        spread_bits(run, &segment, f);
    f->hit_count = 0;
    for (size_t r = 0; status == KT_OK && r < f->ranges.count; r++)
        scan_range(f, run->firsts, &segment, f->ranges.list[r]);
    if (status == KT_OK)
        status = keep_found(run, f, n, &segment, err);
    if (status != KT_OK || f->hit_count == 0)
        return status;
    const kt_found found = {run->feed->places[n].position, f->hits,
                            run->is_single ? NULL : f->phrases, f->hit_count};
    return run->visit(run->ctx, n, &segment, &found, err);
}

static kt_status find_in_segment(find_run *run, size_t n, finder *f,
                                 kt_error *err)
{
    kt_segment segment;
    kt_status status =
        kt_feed_read(run->feed, n, false, &f->bytes, &segment, err);
    if (status != KT_OK)
        return status;
    find_first(run, &segment, f);
    return f->few_count == 0 ? KT_OK : scan_segment(run, n, f, err);
}

static kt_status find_in_segments(void *ctx, unsigned worker, kt_error *err)
{
    find_run *run = ctx;
    finder *f = calloc(1, sizeof *f);
    kt_status status = f == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    (void)worker;
    while (status == KT_OK) {
        size_t n = kt_feed_take(run->feed);
        if (n == run->feed->count)
            break;
        status = find_in_segment(run, n, f, err);
    }
    if (f != NULL) {
        kt_buffer_free(&f->bytes);
        kt_buffer_free(&f->next_bytes);
        kt_ranges_free(&f->spare);
        kt_ranges_free(&f->ranges);
        kt_ranges_free(&f->titles);
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
        if (!(run->terms[id] & run->firsts))
            continue;
        if (!kt_list_grow(&run->first, run->first_count, sizeof *run->first))
            return KT_FAIL_NOMEM(err);
        run->first[run->first_count++] = id;
    }
    return KT_OK;
}

static void note_phrases(find_run *run)
{
    const kt_pattern *pattern = run->pattern;
    for (size_t p = 0; p < pattern->phrase_count; p++) {
        run->firsts |= (uint64_t)1 << pattern->phrases[p].first;
        run->phrase_of[pattern->phrases[p].first] = (uint8_t)p;
        run->has_titles |= pattern->phrases[p].in_title;
    }
    run->is_single = pattern->phrase_count == 1 && !run->has_titles;
}

static kt_status search(find_run *run, kt_error *err)
{
    kt_store *store = run->words->corpus->store;
    kt_status status =
        kt_pattern_terms(run->pattern, store, &run->terms, &run->ids, err);
    if (status == KT_OK) {
        note_phrases(run);
        pass_quotes(run);
        status = list_first(run, err);
    }
    if (status != KT_OK || run->first_count == 0)
        return status;
    return kt_parallel(kt_feed_workers(run->feed, store->jobs),
                       find_in_segments, run, err);
}

kt_status kt_find_each(kt_words *words, const kt_pattern *pattern,
                       kt_feed *feed, kt_find_visit *visit, void *ctx,
                       kt_error *err)
{
    find_run run = {.words = words,
                    .pattern = pattern,
                    .feed = feed,
                    .visit = visit,
                    .ctx = ctx};
    kt_status status = kt_store_terms(words->corpus->store, err);
    if (status == KT_OK)
        status = search(&run, err);
    free(run.terms);
    free(run.first);
    return status;
}

static kt_status keep_segment(void *ctx, size_t n, const kt_segment *segment,
                              const kt_found *found, kt_error *err)
{
    const kt_places *places = ctx;
    kt_found *kept = &places->segments[n];
    (void)segment;
    kept->position = found->position;
    kept->list = malloc(found->count * sizeof *kept->list);
    if (found->phrases != NULL)
        kept->phrases = malloc(found->count * sizeof *kept->phrases);
    if (kept->list == NULL || (found->phrases != NULL && kept->phrases == NULL))
        return KT_FAIL_NOMEM(err);
    memcpy(kept->list, found->list, found->count * sizeof *kept->list);
    if (found->phrases != NULL)
        memcpy(kept->phrases, found->phrases,
               found->count * sizeof *kept->phrases);
    kept->count = found->count;
    return KT_OK;
}

kt_status kt_find(kt_words *words, const kt_pattern *pattern, kt_places *out,
                  kt_error *err)
{
    kt_feed feed;
    *out = (kt_places){0};
    kt_status status = KT_OK;
    if (words->corpus->narrowed)
        status = kt_corpus_places(words->corpus, err);
    if (status == KT_OK)
        status = kt_feed_open(words->corpus, &feed, err);
    if (status != KT_OK)
        return status;
    out->segments = calloc(feed.count + 1, sizeof *out->segments);
    out->segment_count = out->segments == NULL ? 0 : feed.count;
    status = out->segments == NULL
                 ? KT_FAIL_NOMEM(err)
                 : kt_find_each(words, pattern, &feed, keep_segment, out, err);
    for (size_t n = 0; n < out->segment_count; n++)
        out->count += out->segments[n].count;
    if (status != KT_OK)
        kt_places_free(out);
    kt_feed_close(&feed);
    return status;
}

void kt_places_free(kt_places *places)
{
    for (size_t n = 0; n < places->segment_count; n++) {
        free(places->segments[n].list);
        free(places->segments[n].phrases);
    }
    free(places->segments);
    *places = (kt_places){0};
}
