/* The token columns of a store, and what rules made of its articles, held
 * against the articles' text. */
#include "article/speech.h"
#include "article/stream.h"
#include "base/parallel.h"
#include "store/check.h"
#include "store/draft.h"

#include <stdatomic.h>
#include <stdlib.h>

enum {
    DEFAULT_LABELS = 1u << KT_LABEL_TITLE | 1u << KT_LABEL_BODY,
    MOST_LINK_WORDS = 8, /* of a link before its title begins */
    AT_ONCE = 64         /* articles that a thread takes */
};

/* Where a segment ends, for the next. */
typedef struct edge {
    bool sound;           /* the segment could be read */
    bool begins_article;  /* its first token does */
    uint32_t first, last; /* labels, as in a segment */
} edge;

typedef struct run {
    kt_check *check;
    edge *edges; /* by number of segment */
    atomic_size_t next_article;
    kt_draft_rules rules;
} run;

typedef struct worker {
    run *run;
    kt_drafter *drafter;
    kt_titles titles; /* that links of the article are */
    kt_buffer bytes;
    kt_segment segment;
    size_t loaded; /* the number of the segment; SIZE_MAX: none */
    uint32_t ids[KT_SEGMENT_TOKENS];
    uint32_t draft_ids[KT_SEGMENT_TOKENS];
} worker;

/* The number that a statement gives for two others; false if it gives none. */
static kt_status look_up(kt_check *check, kt_statement number, int64_t first,
                         int64_t second, bool *found, int64_t *value,
                         kt_error *err)
{
    pthread_mutex_lock(&check->feed.lock);
    sqlite3_stmt *get = kt_db_statement(check->feed.db, number);
    sqlite3_bind_int64(get, 1, first);
    sqlite3_bind_int64(get, 2, second);
    kt_status status = kt_db_step(check->feed.db, get, found, err);
    *value = *found ? sqlite3_column_int64(get, 0) : 0;
    sqlite3_reset(get);
    pthread_mutex_unlock(&check->feed.lock);
    return status;
}

static kt_status check_sum(kt_check *check, size_t n, kt_slice bytes,
                           bool *fits, kt_error *err)
{
    int64_t sum;
    const kt_segment_place *place = &check->feed.places[n];
    kt_status status = look_up(check, STMT_GET_CHECKSUM, place->id,
                               place->position, fits, &sum, err);
    *fits = *fits && sum == kt_segment_checksum(bytes);
    return status;
}

/* Whether its ids ascend to one that the store has, and every token is one of
 * them. */
static bool tokens_fit(const worker *w, const kt_segment_place *place)
{
    const kt_segment *s = &w->segment;
    const kt_term_index *terms = w->run->check->terms;
    uint32_t limit = terms == NULL ? UINT32_MAX : KT_FIRST_TERM + terms->count;
    bool fit = s->tokens == place->tokens && s->tokens > 0;
    for (uint32_t i = 0; i < s->terms; i++)
        fit &= w->ids[i] < limit && (i == 0 || w->ids[i] > w->ids[i - 1]);
    for (uint32_t i = 0; i < s->tokens; i++)
        fit &= kt_segment_token(s, i) < s->terms;
    return fit;
}

static uint32_t next_label(uint32_t label, uint32_t id)
{
    if (id == KT_MARK_ARTICLE)
        return KT_NO_LABEL;
    if (id >= KT_MARK_LABEL)
        return id - KT_MARK_LABEL;
    if (id == KT_MARK_QUOTE)
        return label | KT_IN_QUOTE;
    return id == KT_MARK_QUOTE_END ? label & ~(uint32_t)KT_IN_QUOTE : label;
}

static bool counts(uint32_t label)
{
    label &= ~(uint32_t)KT_IN_QUOTE;
    return label < KT_LABEL_TOTAL && (DEFAULT_LABELS >> label & 1) != 0;
}

/* Whether just the terms below the default labels are in its ranges. */
static bool ranges_fit(const worker *w, edge *e)
{
    const kt_segment *s = &w->segment;
    uint32_t r = 0, label = s->label;
    kt_range range = {0, 0};
    bool fit = true;
    for (uint32_t i = 0; i < s->tokens; i++) {
        uint32_t id = w->ids[kt_segment_token(s, i)];
        while (range.end <= i && r < s->ranges)
            range = kt_segment_range(s, r++);
        if (id < KT_FIRST_TERM)
            label = next_label(label, id);
        else
            fit &= counts(label) == (range.start <= i && i < range.end);
    }
    e->begins_article = w->ids[kt_segment_token(s, 0)] == KT_MARK_ARTICLE;
    e->first = s->label;
    e->last = label;
    return fit;
}

/* Read a segment. One that cannot be used is not an error but a fault, which is
 * told where the segment itself is checked. */
static kt_status load(worker *w, size_t n, bool *sound, kt_error *err)
{
    kt_check *check = w->run->check;
    *sound = true;
    if (w->loaded == n)
        return KT_OK;
    w->loaded = SIZE_MAX;
    kt_status status =
        kt_feed_read(&check->feed, n, true, &w->bytes, &w->segment, err);
    *sound = status == KT_OK;
    if (*sound)
        status = check_sum(check, n, kt_buffer_slice(&w->bytes), sound, err);
    if (*sound) {
        kt_segment_ids(&w->segment, w->ids);
        *sound = tokens_fit(w, &check->feed.places[n]);
    }
    if (*sound)
        w->loaded = n;
    return status == KT_ERR_CORRUPT ? KT_OK : status;
}

static kt_status check_segment(worker *w, size_t n, kt_error *err)
{
    kt_check *check = w->run->check;
    edge *e = &w->run->edges[n];
    kt_status status = load(w, n, &e->sound, err);
    if (status == KT_OK && (!e->sound || !ranges_fit(w, e)))
        status = kt_check_fault(check, (int64_t)n, err,
                                "segment %lld is damaged; run `ktool -c %s "
                                "reindex`",
                                (long long)check->feed.places[n].id,
                                check->feed.db->path);
    return status;
}

static bool same_spans(const kt_span *a, const kt_span *b, size_t count)
{
    bool same = true;
    for (size_t i = 0; i < count; i++)
        same &= a[i].start == b[i].start && a[i].end == b[i].end &&
                a[i].label == b[i].label &&
                kt_slice_equal(kt_slice_of(kt_span_rule(&a[i])),
                               kt_slice_of(kt_span_rule(&b[i])));
    return same;
}

static bool same_text(kt_slice a, kt_slice b)
{
    return a.data == NULL || b.data == NULL ? a.data == b.data
                                            : kt_slice_equal(a, b);
}

static bool same_known(const kt_article *a, const kt_article *b)
{
    return same_text(a->title, b->title) && same_text(a->date, b->date) &&
           same_text(a->source, b->source) && same_text(a->author, b->author) &&
           same_text(a->place, b->place) && same_text(a->section, b->section) &&
           same_text(a->lang, b->lang) && a->lang_clarity == b->lang_clarity;
}

/* The field of that name among those of an article of the store, which are
 * sorted. */
static const kt_field *find_field(const kt_article *stored, kt_slice name)
{
    size_t low = 0, high = stored->field_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = kt_slice_compare(stored->fields[middle].name, name);
        if (order == 0)
            return &stored->fields[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool same_fields(const kt_article *stored, const kt_article *drafted)
{
    bool same = stored->field_count == drafted->field_count;
    for (size_t i = 0; same && i < drafted->field_count; i++) {
        const kt_field *field = find_field(stored, drafted->fields[i].name);
        same = field != NULL &&
               kt_slice_equal(field->value, drafted->fields[i].value);
    }
    return same;
}

static bool same_origins(const kt_article *stored, const kt_article *drafted)
{
    bool same = stored->origin_count == drafted->origin_count;
    for (size_t i = 0; same && i < drafted->origin_count; i++) {
        const kt_origin *expected = &drafted->origins[i];
        kt_origin found = kt_article_origin(stored, expected->field);
        same = kt_slice_equal(found.from, expected->from) &&
               kt_slice_equal(found.note, expected->note);
    }
    return same;
}

static bool same_reading(const kt_article *stored, const kt_article *drafted)
{
    return stored->span_count == drafted->span_count &&
           stored->quote_count == drafted->quote_count &&
           same_spans(stored->spans, drafted->spans, stored->span_count) &&
           same_spans(stored->quotes, drafted->quotes, stored->quote_count) &&
           same_known(stored, drafted) && same_fields(stored, drafted) &&
           same_origins(stored, drafted);
}

/* The number of the segment that has a position. */
static size_t segment_at(const kt_feed *feed, int64_t position)
{
    size_t low = 0, high = feed->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (feed->places[middle].position <= position)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* The ids that the store has for the terms of a drafted segment; false if one
 * is not there. */
static bool find_ids(worker *w, const kt_draft_segment *drafted)
{
    const kt_term_index *terms = w->run->check->terms;
    for (uint32_t i = 0; i < drafted->term_count; i++) {
        const kt_probe *probe = &drafted->terms[i];
        if (probe->tag == KT_TAG_MARK) {
            w->draft_ids[i] = (uint8_t)probe->key[0];
            continue;
        }
        w->draft_ids[i] = kt_term_index_find(terms, probe);
        if (w->draft_ids[i] == 0)
            return false;
    }
    return true;
}

/* Compare a drafted segment with the tokens from @p position on. Those of a
 * damaged segment are passed over: it was named. */
static kt_status compare_tokens(worker *w, const kt_draft_segment *drafted,
                                int64_t position, bool *same, kt_error *err)
{
    const kt_feed *feed = &w->run->check->feed;
    kt_status status = KT_OK;
    *same &= find_ids(w, drafted);
    for (uint32_t i = 0;
         *same && status == KT_OK && i < drafted->token_count;) {
        bool sound;
        size_t n = segment_at(feed, position + i);
        int64_t start = feed->places[n].position;
        uint32_t at = (uint32_t)(position + i - start);
        status = load(w, n, &sound, err);
        for (; at < feed->places[n].tokens && i < drafted->token_count;
             at++, i++)
            *same &= !sound || w->ids[kt_segment_token(&w->segment, at)] ==
                                   w->draft_ids[drafted->tokens[i]];
    }
    return status;
}

static kt_status compare_stream(worker *w, const kt_draft *draft,
                                const kt_place *place, bool *same,
                                kt_error *err)
{
    const kt_check *check = w->run->check;
    int64_t position = place->position;
    kt_status status = KT_OK;
    *same = draft->articles[0].tokens == (uint64_t)place->tokens &&
            draft->articles[0].words == (uint64_t)place->words;
    if (!check->in_order || check->terms == NULL)
        return KT_OK;
    for (size_t i = 0; *same && status == KT_OK && i < draft->segment_count;
         i++) {
        status = compare_tokens(w, &draft->segments[i], position, same, err);
        position += draft->segments[i].token_count;
    }
    return status;
}

static kt_status check_identity(kt_check *check, int64_t id,
                                kt_identity identity, bool *fits, kt_error *err)
{
    int64_t one;
    kt_status status =
        look_up(check, STMT_HAS_IDENTITY, identity.digest, id, fits, &one, err);
    if (status == KT_OK && *fits && identity.key != 0)
        status = look_up(check, STMT_HAS_IDENTITY, identity.key, id, fits, &one,
                         err);
    return status;
}

/* Where links within a text end may depend on titles that the store had when it
 * was last read; which ones is told by the links. */
static kt_status take_titles(worker *w, const kt_article *stored, kt_error *err)
{
    bool added = true;
    kt_titles_free(&w->titles);
    for (size_t i = 0; i < stored->span_count; i++) {
        const kt_span *span = &stored->spans[i];
        size_t at = span->start;
        for (int n = 0; span->label == KT_LABEL_RELATED_LINK &&
                        n < MOST_LINK_WORDS && at < span->end;
             n++) {
            added &= kt_titles_add(&w->titles,
                                   kt_slice_sub(stored->raw, at, span->end));
            while (at < span->end && stored->raw.data[at] != ' ')
                at++;
            at += at < span->end;
        }
    }
    return added ? KT_OK : KT_FAIL_NOMEM(err);
}

/* What is wrong with an article, and whether reading its text again mends it;
 * NULL for nothing. */
typedef struct finding {
    const char *what;
    bool mends;
} finding;

/* Hold an article against what its text gives today. */
static kt_status compare(worker *w, const kt_article *stored,
                         const kt_draft *draft, const kt_place *place,
                         finding *found, kt_error *err)
{
    const kt_draft_article *drafted = draft->articles;
    bool same = draft->article_count == 1;
    kt_status status = KT_OK;
    if (same)
        status = check_identity(w->run->check, place->id, drafted->identity,
                                &same, err);
    if (!same)
        found->what = "is not what was imported";
    if (status != KT_OK || !same)
        return status;
    status = compare_stream(w, draft, place, &same, err);
    found->mends = true;
    if (!same)
        found->what = "has other tokens than its text";
    else if (!same_reading(stored, drafted->article))
        found->what = "has other spans or values than its text gives";
    return status;
}

static kt_status read_twice(kt_check *check, int64_t id, kt_article **stored,
                            kt_draft *draft, kt_error *err)
{
    pthread_mutex_lock(&check->feed.lock);
    kt_status status = kt_read_article(check->feed.db, id, true, stored, err);
    if (status == KT_OK)
        status = kt_draft_add(draft, check->feed.db, id, err);
    pthread_mutex_unlock(&check->feed.lock);
    return status;
}

static kt_status add_finding(kt_check *check, size_t i, const finding *found,
                             kt_error *err)
{
    int64_t place = (int64_t)(check->feed.count + i);
    long long id = (long long)check->articles[i].id;
    if (found->mends)
        return kt_check_fault(check, place, err,
                              "article %lld %s; run `ktool -c %s reindex`", id,
                              found->what, check->feed.db->path);
    return kt_check_fault(check, place, err,
                          "article %lld %s; restore a copy, or remove it and "
                          "import it again",
                          id, found->what);
}

static kt_status check_article(worker *w, size_t i, kt_error *err)
{
    kt_check *check = w->run->check;
    const kt_place *place = &check->articles[i];
    kt_article *stored = NULL;
    kt_draft *draft;
    finding found = {NULL, false};
    kt_status status = kt_draft_new(NULL, &draft, err);
    if (status == KT_OK)
        status = read_twice(check, place->id, &stored, draft, err);
    if (status == KT_OK)
        status = take_titles(w, stored, err);
    if (status == KT_OK)
        status = kt_draft_make(w->drafter, draft, err);
    if (status == KT_OK)
        status = compare(w, stored, draft, place, &found, err);
    /* A damaged tree may list an article that is not found by its id. */
    if (status == KT_ERR_CORRUPT || status == KT_ERR_NOT_FOUND) {
        found = (finding){"is damaged", false};
        status = KT_OK;
    }
    if (status == KT_OK && found.what != NULL)
        status = add_finding(check, i, &found, err);
    kt_article_free(stored);
    kt_draft_free(draft);
    return status;
}

static kt_status check_articles(worker *w, size_t from, kt_error *err)
{
    const kt_check *check = w->run->check;
    kt_status status = KT_OK;
    for (size_t i = from;
         status == KT_OK && i < from + AT_ONCE && i < check->article_count; i++)
        status = check_article(w, i, err);
    if (status == KT_OK && kt_interrupted())
        status = KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
    return status;
}

static kt_status work(void *ctx, unsigned number, kt_error *err)
{
    run *r = ctx;
    worker *w = calloc(1, sizeof *w);
    (void)number;
    if (w == NULL)
        return KT_FAIL_NOMEM(err);
    w->run = r;
    w->loaded = SIZE_MAX;
    kt_draft_rules rules = r->rules;
    rules.titles = &w->titles;
    kt_status status = kt_drafter_new(NULL, 0, &rules, &w->drafter, err);
    while (status == KT_OK) {
        size_t n = kt_feed_take(&r->check->feed);
        if (n == r->check->feed.count)
            break;
        status = check_segment(w, n, err);
    }
    while (status == KT_OK) {
        size_t i = atomic_fetch_add(&r->next_article, AT_ONCE);
        if (i >= r->check->article_count)
            break;
        status = check_articles(w, i, err);
    }
    kt_drafter_free(w->drafter);
    kt_titles_free(&w->titles);
    kt_buffer_free(&w->bytes);
    free(w);
    return status;
}

/* What goes on from one segment to the next is the same in both. */
static kt_status check_edges(run *r, kt_error *err)
{
    kt_check *check = r->check;
    kt_status status = KT_OK;
    for (size_t n = 0; status == KT_OK && n < check->feed.count; n++) {
        const edge *e = &r->edges[n];
        uint32_t expected = KT_NO_LABEL;
        if (!e->sound || (n > 0 && !r->edges[n - 1].sound))
            continue;
        if (n > 0 && !e->begins_article)
            expected = r->edges[n - 1].last;
        if (e->first != expected)
            status = kt_check_fault(check, (int64_t)n, err,
                                    "segment %lld does not go on as the one "
                                    "before it ends; run `ktool -c %s reindex`",
                                    (long long)check->feed.places[n].id,
                                    check->feed.db->path);
    }
    return status;
}

kt_status kt_check_columns(kt_check *check, unsigned jobs, kt_error *err)
{
    kt_quote_rules *quotes = NULL;
    run r = {.check = check, .rules = {.tokens = check->feed.db->rules}};
    r.edges = calloc(check->feed.count + 1, sizeof *r.edges);
    kt_status status = r.edges == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    if (status == KT_OK)
        status = kt_cleaning_shared(&r.rules.cleaning, err);
    if (status == KT_OK)
        status = kt_quote_rules_new(KT_SPEECH_LANGUAGES, &quotes, err);
    r.rules.quotes = quotes;
    if (status == KT_OK)
        status = kt_parallel(jobs == 0 ? kt_processors() : jobs, work, &r, err);
    if (status == KT_OK)
        status = check_edges(&r, err);
    kt_quote_rules_free(quotes);
    free(r.edges);
    return status;
}
