#include "analyse/matches.h"

#include "analyse/article_tokens.h"
#include "analyse/find.h"
#include "article/stream.h"
#include "base/list.h"

#include <stdlib.h>

/* What was found of one article in one segment. */
typedef struct part {
    uint32_t article;
    uint32_t start; /* of its counts, or of its spots */
    uint32_t spots; /* how many, if they wait for the rest of the article */
} part;

/* What was found in one segment. */
typedef struct kt_tally {
    part *parts;
    size_t part_count;
    uint32_t *counts; /* a row of as many as there are leaves for each part */
    size_t row_count;
    kt_spot *spots; /* of parts that wait */
    size_t spot_count;
    int64_t end; /* what kt_spot.at would be behind the segment */
} kt_tally;

typedef struct match_run {
    const kt_corpus *corpus;
    const kt_question *question;
    size_t leaves;
    kt_tally *tallies; /* by number of segment */
} match_run;

kt_status kt_question_read(kt_slice text, const kt_store *store,
                           kt_question *out, kt_error *err)
{
    kt_tokenizer *tokenizer;
    *out = (kt_question){.pattern = {.form = KT_FORM_FOLD}};
    kt_status status = kt_query_read(text, &out->query, NULL, err);
    if (status == KT_OK)
        status = kt_tokenizer_new(store->db->rules, &tokenizer, err);
    if (status != KT_OK)
        return status;
    for (size_t i = 0; status == KT_OK && i < out->query.leaf_count; i++) {
        const kt_query_leaf *leaf = &out->query.leaves[i];
        status = kt_pattern_add(&out->pattern, leaf->text, tokenizer, err);
        if (status == KT_OK)
            out->pattern.phrases[i].in_title = leaf->in_title;
    }
    kt_tokenizer_free(tokenizer);
    if (status != KT_OK)
        kt_question_free(out);
    return status;
}

void kt_question_free(kt_question *question)
{
    kt_pattern_free(&question->pattern);
}

static void add_leaves(uint32_t *counts, uint64_t leaves)
{
    for (; leaves != 0; leaves &= leaves - 1)
        counts[__builtin_ctzll(leaves)]++;
}

static bool add_part(kt_tally *tally, part added)
{
    if (!kt_list_grow(&tally->parts, tally->part_count, sizeof *tally->parts))
        return false;
    tally->parts[tally->part_count++] = added;
    return true;
}

/* A part with a row of counts, all 0, until the next one is added. */
static uint32_t *add_counts(kt_tally *tally, size_t leaves, size_t article)
{
    size_t size = leaves * sizeof *tally->counts;
    const part counted = {.article = (uint32_t)article,
                          .start = (uint32_t)tally->row_count};
    if (!kt_list_grow(&tally->counts, tally->row_count, size) ||
        !add_part(tally, counted))
        return NULL;
    uint32_t *row = tally->counts + leaves * tally->row_count++;
    memset(row, 0, size);
    return row;
}

/* Set where for NEAR the places of a segment are; return where it ends. */
static int64_t locate(const kt_segment *segment, const kt_found *found,
                      kt_spot *spots)
{
    uint32_t marks = 0;
    int64_t steps[KT_FIRST_TERM], at = 0;
    /* Marks have the lowest ids, so they stand first among the sorted ones. */
    for (uint32_t id = 0; id < KT_FIRST_TERM; id++) {
        if (kt_segment_find(segment, id) >= 0)
            steps[marks++] = kt_near_step((uint8_t)id);
    }
    for (uint32_t i = 0, next = 0; i < segment->tokens; i++) {
        uint16_t token = kt_segment_token(segment, i);
        if (next < found->count && found->list[next] == i) {
            spots[next] =
                (kt_spot){.at = at, .leaves = kt_found_phrases(found, next)};
            next++;
        }
        at += token < marks ? steps[token] : 1;
    }
    return at;
}

/* Count the spots of a whole article. */
static bool count_spots(const match_run *run, kt_tally *tally, size_t article,
                        kt_spot *spots, size_t count)
{
    uint32_t *row = add_counts(tally, run->leaves, article);
    kt_near_trim(&run->question->query, &run->question->pattern, spots, count);
    for (size_t i = 0; row != NULL && i < count; i++)
        add_leaves(row, spots[i].leaves);
    return row != NULL;
}

static bool keep_spots(kt_tally *tally, size_t article, const kt_spot *spots,
                       size_t count)
{
    size_t start = tally->spot_count;
    for (size_t i = 0; i < count; i++) {
        if (!kt_list_grow(&tally->spots, tally->spot_count,
                          sizeof *tally->spots))
            return false;
        tally->spots[tally->spot_count++] = spots[i];
    }
    return add_part(
        tally, (part){(uint32_t)article, (uint32_t)start, (uint32_t)count});
}

static bool count_found(const match_run *run, kt_tally *tally, size_t article,
                        const kt_found *found, size_t from, size_t to)
{
    uint32_t *row = add_counts(tally, run->leaves, article);
    for (size_t i = from; row != NULL && i < to; i++)
        add_leaves(row, kt_found_phrases(found, i));
    return row != NULL;
}

/* Count by article what was found in a segment. With NEAR, what was found of
 * an article that other segments have more of waits for it. */
static bool count_articles(const match_run *run, const kt_segment *segment,
                           const kt_found *found, kt_spot *spots,
                           kt_tally *tally)
{
    const kt_corpus *corpus = run->corpus;
    int64_t end = found->position + segment->tokens;
    bool complete = true;
    for (size_t i = 0, next = 0; complete && i < found->count; i = next) {
        size_t a = kt_place_at(corpus->places, corpus->count,
                               found->position + found->list[i]);
        next = i + 1;
        if (a == corpus->count)
            break;
        int64_t from = corpus->places[a].position;
        int64_t to = from + corpus->places[a].tokens;
        if (found->position + found->list[i] < from)
            continue;
        while (next < found->count && found->position + found->list[next] < to)
            next++;
        if (spots == NULL)
            complete = count_found(run, tally, a, found, i, next);
        else if (from < found->position || to > end)
            complete = keep_spots(tally, a, spots + i, next - i);
        else
            complete = count_spots(run, tally, a, spots + i, next - i);
    }
    return complete;
}

static kt_status take_segment(void *ctx, size_t n, const kt_segment *segment,
                              const kt_found *found, kt_error *err)
{
    const match_run *run = ctx;
    kt_tally *tally = &run->tallies[n];
    kt_spot *spots = NULL;
    if (run->question->query.link_count > 0) {
        spots = malloc(found->count * sizeof *spots);
        if (spots == NULL)
            return KT_FAIL_NOMEM(err);
        tally->end = locate(segment, found, spots);
    }
    bool complete = count_articles(run, segment, found, spots, tally);
    free(spots);
    return complete ? KT_OK : KT_FAIL_NOMEM(err);
}

/* Spots of an article that several segments have, put together. */
typedef struct pending {
    kt_spot *spots;
    size_t count;
    size_t article;
} pending;

/* Count what is pending, in the tally of the last segment that had some. */
static bool settle(const match_run *run, pending *p, kt_tally *tally)
{
    bool counted = p->count == 0 ||
                   count_spots(run, tally, p->article, p->spots, p->count);
    p->count = 0;
    return counted;
}

static bool add_pending(pending *p, const kt_tally *tally, const part *waiting,
                        int64_t base)
{
    p->article = waiting->article;
    for (size_t i = 0; i < waiting->spots; i++) {
        if (!kt_list_grow(&p->spots, p->count, sizeof *p->spots))
            return false;
        p->spots[p->count] = tally->spots[waiting->start + i];
        p->spots[p->count++].at += base;
    }
    return true;
}

/* Count the articles whose spots wait. Between two segments with spots of one
 * article only whole segments are missing, which no NEAR reaches over. */
static bool settle_waiting(const match_run *run, size_t segments)
{
    pending p = {0};
    kt_tally *last = NULL;
    int64_t base = 0;
    bool complete = true;
    for (size_t n = 0; complete && n < segments; n++) {
        kt_tally *tally = &run->tallies[n];
        size_t parts = tally->part_count; /* settling adds to them */
        for (size_t i = 0; complete && i < parts; i++) {
            part waiting = tally->parts[i];
            if (waiting.spots == 0)
                continue;
            if (p.count > 0 && p.article != waiting.article)
                complete = settle(run, &p, last);
            complete = complete && add_pending(&p, tally, &waiting, base);
            last = tally;
        }
        base += tally->end == 0 ? KT_NEAR_BORDER : tally->end;
    }
    complete = complete && (last == NULL || settle(run, &p, last));
    free(p.spots);
    return complete;
}

/* The counts of each article, NULL where there are none. */
static uint32_t **counts_of(const match_run *run, size_t segments)
{
    uint32_t **counts = calloc(run->corpus->count + 1, sizeof *counts);
    for (size_t n = 0; counts != NULL && n < segments; n++) {
        const kt_tally *tally = &run->tallies[n];
        for (size_t i = 0; i < tally->part_count; i++) {
            const part *counted = &tally->parts[i];
            uint32_t *row = tally->counts + run->leaves * counted->start;
            if (counted->spots > 0)
                continue;
            if (counts[counted->article] == NULL) {
                counts[counted->article] = row;
                continue;
            }
            for (size_t leaf = 0; leaf < run->leaves; leaf++)
                counts[counted->article][leaf] += row[leaf];
        }
    }
    return counts;
}

static bool add_match(kt_matches *out, size_t article, const uint32_t *counts)
{
    if (!kt_list_grow(&out->list, out->count, sizeof *out->list))
        return false;
    out->list[out->count++] = (kt_match){article, counts};
    return true;
}

/* Ask of every article whether the query holds. */
static bool judge(const match_run *run, uint32_t *const *counts,
                  kt_matches *out)
{
    const kt_query *query = &run->question->query;
    bool without = kt_query_holds(query, 0);
    bool complete = true;
    for (size_t a = 0; complete && a < run->corpus->count; a++) {
        uint64_t present = 0;
        for (size_t leaf = 0; counts[a] != NULL && leaf < run->leaves; leaf++) {
            bool occurs = counts[a][leaf] > 0;
            present |= (uint64_t)occurs << leaf;
            out->articles[leaf] += occurs;
        }
        if (present == 0 ? without : kt_query_holds(query, present))
            complete = add_match(out, a, present == 0 ? NULL : counts[a]);
    }
    return complete;
}

static kt_status match(match_run *run, kt_words *words, kt_feed *feed,
                       kt_matches *out, kt_error *err)
{
    out->tallies = calloc(feed->count + 1, sizeof *out->tallies);
    if (out->tallies == NULL)
        return KT_FAIL_NOMEM(err);
    out->tally_count = feed->count;
    run->tallies = out->tallies;
    kt_status status = kt_find_each(words, &run->question->pattern, feed,
                                    take_segment, run, err);
    if (status != KT_OK)
        return status;
    bool complete = settle_waiting(run, feed->count);
    uint32_t **counts = complete ? counts_of(run, feed->count) : NULL;
    complete = counts != NULL && judge(run, counts, out);
    free(counts);
    return complete ? KT_OK : KT_FAIL_NOMEM(err);
}

kt_status kt_matches_find(kt_corpus *corpus, const kt_question *question,
                          kt_matches *out, kt_error *err)
{
    kt_feed feed;
    kt_words *words = NULL;
    match_run run = {.corpus = corpus,
                     .question = question,
                     .leaves = question->query.leaf_count};
    *out = (kt_matches){0};
    kt_status status = kt_corpus_places(corpus, err);
    if (status == KT_OK)
        status = kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, err);
    if (status == KT_OK)
        status = kt_feed_open(corpus, &feed, err);
    if (status == KT_OK) {
        status = match(&run, words, &feed, out, err);
        kt_feed_close(&feed);
    }
    kt_words_free(words);
    if (status != KT_OK)
        kt_matches_free(out);
    return status;
}

void kt_matches_free(kt_matches *matches)
{
    for (size_t n = 0; n < matches->tally_count; n++) {
        free(matches->tallies[n].parts);
        free(matches->tallies[n].counts);
        free(matches->tallies[n].spots);
    }
    free(matches->tallies);
    free(matches->list);
    *matches = (kt_matches){0};
}
