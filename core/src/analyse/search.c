#include "analyse/snippet.h"
#include "base/list.h"

#include <math.h>
#include <stdlib.h>

enum {
    FIRST_BATCH = 16, /* articles that are shown at once, and twice as many */
    LAST_BATCH = 1024 /* each time, up to these */
};

/* As in the formula of ktool/search.h. */
static const double k1 = 1.2, b = 0.75;

typedef struct ranked {
    int64_t id;
    double score;
} ranked;

typedef struct shown {
    kt_article *article;
    kt_buffer snippet;
} shown;

struct kt_search {
    kt_corpus *corpus;
    kt_search_options options;
    char *text; /* which the question borrows from */
    kt_question question;
    ranked *list; /* best first */
    size_t count, limit, next;
    shown *batch; /* from next - at on */
    size_t batch_count, batch_size, at;
};

/* What each leaf is worth, 0 for those that do not count. */
static void weigh(const kt_query *query, const kt_matches *matches, size_t all,
                  double *weights)
{
    for (size_t i = 0; i < query->leaf_count; i++) {
        double with = (double)matches->articles[i];
        weights[i] = query->leaves[i].is_wanted
                         ? log(1 + ((double)all - with + 0.5) / (with + 0.5))
                         : 0;
    }
}

/* Always in the order of the leaves, so that the sum is the same one. */
static double score(const uint32_t *counts, size_t leaves,
                    const double *weights, double ratio)
{
    double sum = 0;
    for (size_t i = 0; counts != NULL && i < leaves; i++) {
        double f = counts[i];
        if (f > 0)
            sum += weights[i] * f * (k1 + 1) / (f + k1 * (1 - b + b * ratio));
    }
    return sum;
}

static int by_score(const void *x, const void *y)
{
    const ranked *a = x, *c = y;
    if (a->score != c->score)
        return a->score < c->score ? 1 : -1;
    return (a->id > c->id) - (a->id < c->id);
}

static kt_status rank(kt_search *s, const kt_matches *matches, kt_error *err)
{
    double weights[KT_QUERY_LEAVES];
    const kt_place *places = s->corpus->places;
    const kt_query *query = &s->question.query;
    int64_t words = 0;
    for (size_t i = 0; i < s->corpus->count; i++)
        words += places[i].words;
    double mean = (double)words / (double)s->corpus->count;
    s->list = malloc((matches->count + 1) * sizeof *s->list);
    if (s->list == NULL)
        return KT_FAIL_NOMEM(err);
    weigh(query, matches, s->corpus->count, weights);
    for (size_t i = 0; i < matches->count; i++) {
        const kt_match *match = &matches->list[i];
        double ratio =
            words == 0 ? 0 : (double)places[match->article].words / mean;
        s->list[i] =
            (ranked){s->corpus->ids[match->article],
                     score(match->counts, query->leaf_count, weights, ratio)};
    }
    s->count = matches->count;
    qsort(s->list, s->count, sizeof *s->list, by_score);
    return KT_OK;
}

static kt_status find(kt_search *s, kt_slice query, kt_error *err)
{
    kt_matches matches;
    s->text = malloc(query.len + 1);
    if (s->text == NULL)
        return KT_FAIL_NOMEM(err);
    if (query.len > 0)
        memcpy(s->text, query.data, query.len);
    kt_status status = kt_question_read((kt_slice){s->text, query.len},
                                        s->corpus->store, &s->question, err);
    if (status != KT_OK)
        return status;
    status = kt_matches_find(s->corpus, &s->question, &matches, err);
    if (status == KT_OK && matches.count > 0)
        status = rank(s, &matches, err);
    kt_matches_free(&matches);
    return status;
}

kt_status kt_search_new(kt_corpus *corpus, kt_slice query,
                        const kt_search_options *options, kt_search **out,
                        kt_error *err)
{
    *out = NULL;
    kt_search *s = calloc(1, sizeof *s);
    if (s == NULL)
        return KT_FAIL_NOMEM(err);
    s->corpus = kt_corpus_share(corpus);
    s->options = *options;
    s->batch_size = FIRST_BATCH;
    kt_status status = find(s, query, err);
    if (status != KT_OK) {
        kt_search_free(s);
        return status;
    }
    s->limit = options->limit > 0 && options->limit < s->count ? options->limit
                                                               : s->count;
    *out = s;
    return KT_OK;
}

static void free_batch(kt_search *s)
{
    for (size_t i = 0; i < s->batch_count; i++) {
        kt_article_free(s->batch[i].article);
        kt_buffer_free(&s->batch[i].snippet);
    }
    free(s->batch);
    s->batch = NULL;
    s->batch_count = 0;
}

void kt_search_free(kt_search *s)
{
    if (s == NULL)
        return;
    free_batch(s);
    kt_question_free(&s->question);
    free(s->text);
    free(s->list);
    kt_corpus_close(s->corpus);
    free(s);
}

size_t kt_search_count(const kt_search *s)
{
    return s->count;
}

static int by_id(const void *x, const void *y)
{
    const int64_t *a = x, *c = y;
    return (*a > *c) - (*a < *c);
}

/* The articles of the next batch as a corpus, so that its places are found
 * again only there. */
static kt_status pick_batch(kt_search *s, size_t count, kt_corpus **out,
                            kt_error *err)
{
    int64_t ids[LAST_BATCH];
    for (size_t i = 0; i < count; i++)
        ids[i] = s->list[s->next + i].id;
    qsort(ids, count, sizeof *ids, by_id);
    return kt_corpus_pick(s->corpus, ids, count, out, err);
}

/* All places of a batch, in the order of the token stream. */
typedef struct hit_list {
    int64_t *list;
    uint64_t *leaves;
    size_t count;
} hit_list;

static void free_hits(hit_list *hits)
{
    free(hits->list);
    free(hits->leaves);
}

static kt_status find_hits(kt_corpus *corpus, const kt_pattern *pattern,
                           hit_list *out, kt_error *err)
{
    kt_words *words;
    kt_places places;
    kt_status status = kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, err);
    if (status != KT_OK)
        return status;
    status = kt_find(words, pattern, &places, err);
    kt_words_free(words);
    if (status != KT_OK)
        return status;
    out->list = malloc((places.count + 1) * sizeof *out->list);
    out->leaves = malloc((places.count + 1) * sizeof *out->leaves);
    if (out->list == NULL || out->leaves == NULL)
        status = KT_FAIL_NOMEM(err);
    for (size_t n = 0; status == KT_OK && n < places.segment_count; n++) {
        const kt_found *found = &places.segments[n];
        for (size_t i = 0; i < found->count; i++) {
            out->list[out->count] = found->position + found->list[i];
            out->leaves[out->count++] = kt_found_phrases(found, i);
        }
    }
    kt_places_free(&places);
    return status;
}

static kt_status show(kt_search *s, kt_tokenizer *tokenizer,
                      const hit_list *hits, const kt_place *place, shown *out,
                      kt_error *err)
{
    size_t first = kt_first_not_below(hits->list, hits->count, place->position);
    size_t behind = kt_first_not_below(hits->list, hits->count,
                                       place->position + place->tokens);
    const kt_article_hits own = {.position = place->position,
                                 .list = hits->list + first,
                                 .leaves = hits->leaves + first,
                                 .count = behind > first ? behind - first : 0};
    kt_status status =
        kt_corpus_article(s->corpus, place->id, true, &out->article, err);
    if (status != KT_OK)
        return status;
    return kt_snippet_add(out->article, tokenizer, &s->question, &own,
                          &s->options, &out->snippet, err);
}

/* The place of an article; NULL if it was removed since it was found. */
static const kt_place *place_of(const kt_corpus *corpus, int64_t id)
{
    const int64_t *found =
        corpus->count == 0
            ? NULL
            : bsearch(&id, corpus->ids, corpus->count, sizeof id, by_id);
    return found == NULL ? NULL : &corpus->places[found - corpus->ids];
}

static kt_status show_batch(kt_search *s, const kt_corpus *picked, size_t count,
                            const hit_list *hits, kt_error *err)
{
    kt_tokenizer *tokenizer;
    kt_status status =
        kt_tokenizer_new(s->corpus->store->db->rules, &tokenizer, err);
    if (status != KT_OK)
        return status;
    s->batch = calloc(count, sizeof *s->batch);
    if (s->batch == NULL)
        status = KT_FAIL_NOMEM(err);
    while (status == KT_OK && s->batch_count < count) {
        size_t i = s->batch_count++;
        const kt_place *place = place_of(picked, s->list[s->next + i].id);
        if (place != NULL)
            status = show(s, tokenizer, hits, place, &s->batch[i], err);
    }
    kt_tokenizer_free(tokenizer);
    return status;
}

static kt_status next_batch(kt_search *s, kt_error *err)
{
    kt_corpus *picked;
    hit_list hits = {0};
    size_t left = s->limit - s->next;
    size_t count = s->batch_size < left ? s->batch_size : left;
    free_batch(s);
    s->at = 0;
    kt_status status = pick_batch(s, count, &picked, err);
    if (status != KT_OK)
        return status;
    status = find_hits(picked, &s->question.pattern, &hits, err);
    if (status == KT_OK)
        status = show_batch(s, picked, count, &hits, err);
    free_hits(&hits);
    kt_corpus_close(picked);
    if (s->batch_size < LAST_BATCH)
        s->batch_size *= 2;
    if (status != KT_OK)
        free_batch(s);
    return status;
}

kt_status kt_search_next(kt_search *s, kt_result *out, kt_error *err)
{
    while (s->next < s->limit) {
        if (s->at == s->batch_count) {
            kt_status status = next_batch(s, err);
            if (status != KT_OK)
                return status;
        }
        const shown *row = &s->batch[s->at++];
        const ranked *found = &s->list[s->next++];
        *out = (kt_result){row->article, found->score,
                           kt_buffer_slice(&row->snippet)};
        if (row->article != NULL)
            return KT_OK;
    }
    return KT_ERR_NOT_FOUND;
}
