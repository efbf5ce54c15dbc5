#include "analyse/article_tokens.h"
#include "analyse/find.h"
#include "base/list.h"
#include "base/parallel.h"

#include <stdatomic.h>
#include <stdlib.h>

enum {
    BATCH = 256 /* articles whose lines are made at once */
};

/* A line, its texts as offsets into the text of its article's lines. */
typedef struct line {
    int64_t article;
    size_t start, end;
    size_t left, hit, right, stop;
} line;

/* The hits of one article, and their lines once they are made. */
typedef struct article_lines {
    int64_t article;
    int64_t position; /* of the article, counted from the hits' segment */
    const uint16_t *hits;
    size_t hit_count;
    kt_buffer text;
    line *lines;
    size_t line_count;
} article_lines;

struct kt_concordance {
    kt_corpus *corpus;
    kt_pattern pattern;
    unsigned width;
    kt_words_options options;
    kt_places hits;
    size_t next_segment, next_hit; /* the first one of no batch yet */
    article_lines batch[BATCH];
    size_t batch_count, at_article, at_line;
    pthread_mutex_t lock;
    atomic_size_t taken;
};

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Append text without white space at its ends, and each run of it inside as
 * one space. */
static void add_squeezed(kt_buffer *out, kt_slice text)
{
    size_t start = out->len;
    for (size_t i = 0; i < text.len;) {
        size_t word = i;
        while (i < text.len && !is_space(text.data[i]))
            i++;
        if (i > word && out->len > start)
            kt_buffer_add_char(out, ' ');
        kt_buffer_add_slice(out, kt_slice_sub(text, word, i));
        while (i < text.len && is_space(text.data[i]))
            i++;
    }
}

static bool add_line(const kt_concordance *c, article_lines *a, kt_slice raw,
                     const kt_token_list *tokens, size_t first)
{
    size_t last = kt_token_last(tokens, first, c->pattern.count);
    if (last >= tokens->count)
        return true; /* not what was indexed; the store changed under us */
    const kt_stream_token *t = tokens->list;
    size_t from = kt_token_reach(tokens, first, -1, c->width);
    size_t to = kt_token_reach(tokens, last, 1, c->width);
    if (!kt_list_grow(&a->lines, a->line_count, sizeof *a->lines))
        return false;
    line *l = &a->lines[a->line_count++];
    *l = (line){.article = a->article,
                .start = t[first].start,
                .end = t[last].end,
                .left = a->text.len};
    add_squeezed(&a->text, kt_slice_sub(raw, t[from].start, l->start));
    l->hit = a->text.len;
    add_squeezed(&a->text, kt_slice_sub(raw, l->start, l->end));
    l->right = a->text.len;
    add_squeezed(&a->text, kt_slice_sub(raw, l->end, t[to].end));
    l->stop = a->text.len;
    return !a->text.failed;
}

static kt_status make_lines(kt_concordance *c, kt_tokenizer *tokenizer,
                            article_lines *a, kt_error *err)
{
    kt_article *article;
    pthread_mutex_lock(&c->lock);
    kt_status status =
        kt_corpus_article(c->corpus, a->article, true, &article, err);
    pthread_mutex_unlock(&c->lock);
    if (status != KT_OK)
        return status;
    kt_token_list tokens = {0};
    bool complete =
        kt_token_list_fill(article, tokenizer, &c->options, &tokens);
    for (size_t i = 0; complete && i < a->hit_count; i++)
        complete = add_line(c, a, article->raw, &tokens,
                            (size_t)(a->hits[i] - a->position));
    free(tokens.list);
    kt_article_free(article);
    return complete ? KT_OK : KT_FAIL_NOMEM(err);
}

static kt_status make_some_lines(void *ctx, unsigned worker, kt_error *err)
{
    kt_concordance *c = ctx;
    kt_tokenizer *tokenizer;
    kt_status status =
        kt_tokenizer_new(c->corpus->store->db->rules, &tokenizer, err);
    (void)worker;
    while (status == KT_OK) {
        size_t n = atomic_fetch_add(&c->taken, 1);
        if (n >= c->batch_count)
            break;
        status = make_lines(c, tokenizer, &c->batch[n], err);
    }
    kt_tokenizer_free(tokenizer);
    return status;
}

static void free_batch(kt_concordance *c)
{
    for (size_t i = 0; i < c->batch_count; i++) {
        kt_buffer_free(&c->batch[i].text);
        free(c->batch[i].lines);
    }
    c->batch_count = 0;
}

/* Share out the next hits of a segment by article. */
static void add_articles(kt_concordance *c, const kt_found *found)
{
    const kt_corpus *corpus = c->corpus;
    while (c->batch_count < BATCH && c->next_hit < found->count) {
        const uint16_t *hits = &found->list[c->next_hit];
        size_t left = found->count - c->next_hit, n = 1;
        size_t a = kt_place_at(corpus->places, corpus->count,
                               found->position + hits[0]);
        const kt_place *place = &corpus->places[a];
        int64_t start =
            a < corpus->count ? place->position - found->position : INT64_MAX;
        if (start > hits[0]) { /* of an article that was removed since */
            c->next_hit++;
            continue;
        }
        while (n < left && hits[n] < start + place->tokens)
            n++;
        c->next_hit += n;
        c->batch[c->batch_count++] = (article_lines){.article = place->id,
                                                     .position = start,
                                                     .hits = hits,
                                                     .hit_count = n};
    }
}

static void fill_batch(kt_concordance *c)
{
    free_batch(c);
    while (c->batch_count < BATCH && c->next_segment < c->hits.segment_count) {
        const kt_found *found = &c->hits.segments[c->next_segment];
        add_articles(c, found);
        if (c->next_hit == found->count) {
            c->next_segment++;
            c->next_hit = 0;
        }
    }
    c->at_article = 0;
    c->at_line = 0;
}

static kt_status next_batch(kt_concordance *c, kt_error *err)
{
    kt_status status = kt_corpus_places(c->corpus, err);
    if (status != KT_OK)
        return status;
    fill_batch(c);
    unsigned jobs = c->corpus->store->jobs;
    jobs = jobs == 0 ? kt_processors() : jobs;
    if (c->batch_count < 8)
        jobs = 1;
    atomic_store(&c->taken, 0);
    return kt_parallel(jobs, make_some_lines, c, err);
}

kt_status kt_concordance_new(kt_words *words, kt_slice pattern, unsigned width,
                             kt_concordance **out, kt_error *err)
{
    *out = NULL;
    if (words->options.stem != NULL)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "a concordance is of words as they stand; leave stem "
                       "out and search with a glob");
    kt_concordance *c = calloc(1, sizeof *c);
    if (c == NULL)
        return KT_FAIL_NOMEM(err);
    pthread_mutex_init(&c->lock, NULL);
    c->corpus = kt_corpus_share(words->corpus);
    c->width = width;
    c->options = words->options;
    kt_status status =
        kt_pattern_read(pattern, c->corpus->store->db->rules,
                        kt_words_form(&words->options), &c->pattern, err);
    if (status == KT_OK)
        status = kt_find(words, &c->pattern, &c->hits, err);
    if (status == KT_OK)
        status = kt_corpus_places(c->corpus, err);
    if (status != KT_OK) {
        kt_concordance_free(c);
        return status;
    }
    *out = c;
    return KT_OK;
}

void kt_concordance_free(kt_concordance *c)
{
    if (c == NULL)
        return;
    free_batch(c);
    kt_pattern_free(&c->pattern);
    kt_places_free(&c->hits);
    kt_corpus_close(c->corpus);
    pthread_mutex_destroy(&c->lock);
    free(c);
}

size_t kt_concordance_count(const kt_concordance *c)
{
    return c->hits.count;
}

kt_status kt_concordance_next(kt_concordance *c, kt_hit *out, kt_error *err)
{
    while (c->at_article == c->batch_count ||
           c->at_line == c->batch[c->at_article].line_count) {
        if (c->at_article < c->batch_count) {
            c->at_article++;
            c->at_line = 0;
            continue;
        }
        if (c->next_segment == c->hits.segment_count)
            return KT_ERR_NOT_FOUND;
        kt_status status = next_batch(c, err);
        if (status != KT_OK)
            return status;
    }
    const article_lines *a = &c->batch[c->at_article];
    const line *l = &a->lines[c->at_line++];
    kt_slice text = kt_buffer_slice(&a->text);
    *out = (kt_hit){.article = l->article,
                    .start = l->start,
                    .end = l->end,
                    .left = kt_slice_sub(text, l->left, l->hit),
                    .hit = kt_slice_sub(text, l->hit, l->right),
                    .right = kt_slice_sub(text, l->right, l->stop)};
    return KT_OK;
}
