#include "store/draft.h"

#include "article/reset.h"
#include "article/speech.h"
#include "article/stream.h"
#include "base/list.h"
#include "store/corpus.h"
#include "text/fold.h"
#include "text/language_words.h"

#include <assert.h>
#include <stdlib.h>

/* Labels that count unless somebody chooses others. */
enum {
    DEFAULT_LABELS = 1u << KT_LABEL_TITLE | 1u << KT_LABEL_BODY
};

/* What SQLite takes as one value. */
enum {
    LONGEST = 1000000000 - 1
};

struct kt_drafter {
    kt_table terms; /* of the segment under way; value: index + 1 */
    uint16_t tokens[KT_SEGMENT_TOKENS];
    uint32_t token_count;
    kt_range *ranges;
    size_t range_count;
    bool in_range;
    uint32_t label;       /* at this place in the stream, as in a segment */
    uint32_t first_label; /* where the segment under way began */
    kt_draft_rules rules;
    kt_buffer quotes; /* of the article */
    kt_buffer nfc;
    kt_tokenizer *tokenizer;
    kt_cleaner *cleaner;
    kt_language_guesser *guesser;
    kt_probe words[KT_LANGUAGE_WORDS]; /* the first of the article */
    size_t word_count;                 /* of the article */
    const char *const *paths;
    size_t path_count;
    kt_draft *draft; /* the one under way */
    kt_error *err;   /* for what hinders that */
    uint64_t position;
};

kt_status kt_drafter_new(const char *const *paths, size_t path_count,
                         const kt_draft_rules *rules, kt_drafter **out,
                         kt_error *err)
{
    *out = NULL;
    kt_drafter *d = calloc(1, sizeof *d);
    if (d == NULL)
        return KT_FAIL_NOMEM(err);
    d->paths = paths;
    d->path_count = path_count;
    d->rules = *rules;
    kt_status status = kt_tokenizer_new(rules->tokens, &d->tokenizer, err);
    if (status == KT_OK)
        status = kt_cleaner_new(rules->cleaning, &d->cleaner, err);
    if (status == KT_OK)
        status = kt_language_guesser_new(&d->guesser, err);
    if (status == KT_OK)
        *out = d;
    else
        kt_drafter_free(d);
    return status;
}

void kt_drafter_free(kt_drafter *d)
{
    if (d == NULL)
        return;
    kt_table_free(&d->terms);
    free(d->ranges);
    kt_buffer_free(&d->nfc);
    kt_buffer_free(&d->quotes);
    kt_tokenizer_free(d->tokenizer);
    kt_cleaner_free(d->cleaner);
    kt_language_guesser_free(d->guesser);
    free(d);
}

/* Copy the terms of the segment under way in the order of their indexes. */
static bool copy_terms(kt_drafter *d, kt_probe *terms)
{
    for (size_t i = 0; i < d->terms.capacity; i++) {
        const kt_entry *entry = &d->terms.entries[i];
        if (entry->probe.len == 0)
            continue;
        kt_probe *copy = &terms[entry->value - 1];
        *copy = entry->probe;
        if (entry->probe.len == KT_LONG_KEY) {
            kt_slice key = kt_arena_copy(&d->draft->arena, kt_entry_key(entry));
            if (key.data == NULL)
                return false;
            *copy = kt_probe_of(key, entry->probe.tag);
        }
    }
    return true;
}

static void *copy_of(const void *items, size_t size)
{
    void *copy = malloc(size == 0 ? 1 : size);
    if (copy != NULL && size > 0)
        memcpy(copy, items, size);
    return copy;
}

static void free_segment(kt_draft_segment *segment)
{
    free(segment->tokens);
    free(segment->terms);
    free(segment->ranges);
}

static void close_range(kt_drafter *d)
{
    if (d->in_range)
        d->ranges[d->range_count - 1].end = d->token_count;
    d->in_range = false;
}

static bool open_range(kt_drafter *d)
{
    if (d->in_range)
        return true;
    if (d->range_count > 0 &&
        d->ranges[d->range_count - 1].end == d->token_count) {
        d->in_range = true;
        return true;
    }
    if (!kt_list_grow(&d->ranges, d->range_count, sizeof *d->ranges))
        return false;
    d->ranges[d->range_count++] = (kt_range){d->token_count, d->token_count};
    d->in_range = true;
    return true;
}

/* Hand the segment under way to the draft and begin another. */
static bool finish_segment(kt_drafter *d)
{
    bool in_range = d->in_range;
    close_range(d);
    if (!kt_list_grow(&d->draft->segments, d->draft->segment_count,
                      sizeof *d->draft->segments))
        return false;
    kt_draft_segment segment = {
        .tokens = copy_of(d->tokens, d->token_count * sizeof *d->tokens),
        .token_count = d->token_count,
        .terms = malloc((d->terms.count + 1) * sizeof(kt_probe)),
        .term_count = (uint32_t)d->terms.count,
        .ranges = copy_of(d->ranges, d->range_count * sizeof *d->ranges),
        .range_count = (uint32_t)d->range_count,
        .label = d->first_label};
    d->draft->segments[d->draft->segment_count++] = segment;
    if (segment.tokens == NULL || segment.terms == NULL ||
        segment.ranges == NULL || !copy_terms(d, segment.terms))
        return false;
    kt_table_clear(&d->terms);
    d->token_count = 0;
    d->range_count = 0;
    d->first_label = d->label;
    return !in_range || open_range(d);
}

static bool add_token(kt_drafter *d, const kt_probe *probe)
{
    if (d->token_count == KT_SEGMENT_TOKENS && !finish_segment(d))
        return false;
    kt_entry *entry =
        kt_table_reserve(&d->terms, 1) ? kt_table_at(&d->terms, probe) : NULL;
    if (entry == NULL)
        return false;
    if (entry->value == 0)
        entry->value = d->terms.count;
    d->tokens[d->token_count++] = (uint16_t)(entry->value - 1);
    d->position++;
    return true;
}

static bool add_mark(kt_drafter *d, uint8_t mark)
{
    if (mark >= KT_MARK_LABEL) {
        d->label = mark - KT_MARK_LABEL;
        bool counts = (DEFAULT_LABELS >> (mark - KT_MARK_LABEL) & 1) != 0;
        if (!counts)
            close_range(d);
        else if (!open_range(d))
            return false;
    } else if (mark == KT_MARK_QUOTE) {
        d->label |= KT_IN_QUOTE;
    } else if (mark == KT_MARK_QUOTE_END) {
        d->label &= ~(uint32_t)KT_IN_QUOTE;
    }
    char key[24] = {(char)mark};
    kt_probe probe = kt_probe_inline(key, 1, KT_TAG_MARK, false);
    return add_token(d, &probe);
}

/* The surface of a token is the NFC of its bytes. */
static bool add_surface(kt_drafter *d, const kt_scan *token,
                        const uint8_t *readable)
{
    assert(token->end > token->start);
    size_t len = (size_t)(token->end - token->start);
    uint8_t class = (uint8_t)token->class;
    kt_slice text = {(const char *)token->start, len};
    kt_probe probe;
    if (token->ascii || kt_text_is_plain_nfc(text)) {
        probe = len <= KT_INLINE_KEY && readable - token->start >= 24
                    ? kt_probe_inline(text.data, len, class, false)
                    : kt_probe_of(text, class);
    } else {
        kt_buffer_clear(&d->nfc);
        kt_text_nfc(text, &d->nfc);
        if (d->nfc.failed)
            return false;
        probe = kt_probe_of(kt_buffer_slice(&d->nfc), class);
    }
    if (class == KT_CLASS_WORD && d->in_range) {
        if (d->word_count < KT_LANGUAGE_WORDS)
            d->words[d->word_count] = probe;
        d->word_count++;
    }
    return add_token(d, &probe);
}

static bool add_stream(kt_drafter *d, const kt_article *article)
{
    kt_stream stream = kt_stream_of(article, d->tokenizer);
    const uint8_t *readable =
        (const uint8_t *)article->raw.data + article->raw.len;
    kt_item item = {0};
    while (kt_stream_next(&stream, &item)) {
        bool added = item.mark != KT_NO_MARK
                         ? add_mark(d, item.mark)
                         : add_surface(d, &item.token, readable);
        if (!added)
            return false;
    }
    return kt_tokenizer_status(d->tokenizer, NULL) == KT_OK;
}

/* A copy that ends with NUL, as the listener wants it. */
static const char *copy_string(kt_draft *draft, const char *text)
{
    return kt_arena_copy(&draft->arena, (kt_slice){text, strlen(text) + 1})
        .data;
}

static kt_status add_failure(kt_draft *draft, size_t file, const char *path,
                             size_t line, const char *reason)
{
    if (!kt_list_grow(&draft->failures, draft->failure_count,
                      sizeof *draft->failures))
        return KT_ERR_NOMEM;
    kt_draft_failure failure = {copy_string(draft, path),
                                copy_string(draft, reason), file, line};
    if (failure.path == NULL || failure.reason == NULL)
        return KT_ERR_NOMEM;
    draft->failures[draft->failure_count++] = failure;
    return KT_OK;
}

/* From the words that count, or the text from the first of them on. False
 * without memory. */
static bool guess_language(kt_drafter *d, kt_article *article)
{
    size_t i = 0;
    while (i < article->span_count &&
           (DEFAULT_LABELS >> article->spans[i].label & 1) == 0)
        i++;
    size_t start =
        i < article->span_count ? article->spans[i].start : article->raw.len;
    kt_language language = kt_language_guess_words(
        d->guesser, d->words,
        d->word_count < KT_LANGUAGE_WORDS ? d->word_count : KT_LANGUAGE_WORDS,
        kt_slice_sub(article->raw, start, article->raw.len));
    article->lang = kt_arena_copy(&d->draft->arena, language.code);
    article->lang_clarity = language.clarity;
    return article->lang.len == language.code.len;
}

static bool find_speech(kt_drafter *d, kt_article *article)
{
    kt_buffer_clear(&d->quotes);
    kt_find_speech(article, d->rules.quotes, &d->quotes);
    kt_slice copy =
        kt_arena_copy(&d->draft->arena, kt_buffer_slice(&d->quotes));
    article->quotes = (const kt_span *)(const void *)copy.data;
    article->quote_count = copy.len / sizeof(kt_span);
    return !d->quotes.failed && copy.len == d->quotes.len;
}

static kt_status add_copy(kt_draft *draft, int64_t digest, size_t file,
                          size_t line)
{
    if (!kt_list_grow(&draft->copies, draft->copy_count, sizeof *draft->copies))
        return KT_ERR_NOMEM;
    draft->copies[draft->copy_count++] = (kt_draft_copy){digest, file, line};
    return KT_OK;
}

/* Put the tokens of an article behind those that are there. */
static bool add_tokens(kt_drafter *d, kt_draft_article *article)
{
    d->word_count = 0;
    d->label = KT_NO_LABEL;
    if (!kt_draft_fits(d->token_count, article->article->raw.len)) {
        /* As where a draft begins, so that nothing tells where one did. */
        close_range(d);
        if (!finish_segment(d))
            return false;
    }
    article->position = d->position;
    if (!add_stream(d, article->article))
        return false;
    article->tokens = d->position - article->position;
    article->words = d->word_count;
    return true;
}

static kt_status take(kt_drafter *d, size_t file, kt_article *article,
                      kt_error *err)
{
    kt_draft *draft = d->draft;
    kt_draft_article taken = {.article = article, .file = file};
    if (article->raw.len > LONGEST)
        return add_failure(draft, file, article->path.data, article->line,
                           "longer than a gigabyte; divide it");
    taken.identity = kt_article_identity(article);
    if (kt_known_articles_has(d->rules.known, taken.identity.digest))
        return add_copy(draft, taken.identity.digest, file, article->line);
    kt_status status =
        kt_clean(d->cleaner, d->rules.titles, &draft->arena, article, err);
    if (status != KT_OK)
        return status;
    if (!find_speech(d, article) || !add_tokens(d, &taken) ||
        !kt_list_grow(&draft->articles, draft->article_count,
                      sizeof *draft->articles))
        return KT_ERR_NOMEM;
    if (article->lang.len == 0 && !guess_language(d, article))
        return KT_ERR_NOMEM;
    draft->articles[draft->article_count++] = taken;
    return KT_OK;
}

static kt_status take_article(void *ctx, size_t file, kt_article *article)
{
    kt_drafter *d = ctx;
    return take(d, file, article, d->err);
}

/* Take an article of a store as if it had just been loaded, so that it follows
 * the rules of today. */
static kt_status take_stored(kt_drafter *d, size_t file, kt_article *article,
                             kt_error *err)
{
    kt_status status = kt_article_reset(article, &d->draft->arena, err);
    return status == KT_OK ? take(d, file, article, err) : status;
}

/* Take the articles of a store that was named beside folders and files. */
static kt_status take_store(kt_drafter *d, size_t file, const char *path)
{
    kt_draft *draft = d->draft;
    kt_db *db;
    kt_error err;
    bool row;
    kt_status status = kt_db_open_to_read(path, &db, &err);
    sqlite3_stmt *ids = db == NULL ? NULL : kt_db_statement(db, STMT_ALL_IDS);
    while (status == KT_OK) {
        status = kt_db_step(db, ids, &row, &err);
        if (status != KT_OK || !row)
            break;
        status = kt_draft_add(draft, db, sqlite3_column_int64(ids, 0), &err);
        if (status == KT_OK)
            status = take_stored(d, file,
                                 draft->stored[draft->stored_count - 1], &err);
    }
    kt_db_close(db);
    if (status == KT_OK || status == KT_ERR_NOMEM)
        return status;
    return add_failure(draft, file, path, 0, err.message);
}

static bool was_named(const kt_drafter *d, const char *path)
{
    for (size_t i = 0; i < d->path_count; i++) {
        if (strcmp(d->paths[i], path) == 0)
            return true;
    }
    return false;
}

static kt_status take_failure(void *ctx, size_t file, const char *path,
                              size_t line, kt_status code, const char *reason)
{
    kt_drafter *d = ctx;
    if (code == KT_ERR_FORMAT && was_named(d, path) && kt_db_is_store(path))
        return take_store(d, file, path);
    return add_failure(d->draft, file, path, line, reason);
}

kt_status kt_draft_new(kt_chunk *chunk, kt_draft **out, kt_error *err)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL) {
        kt_chunk_free(chunk);
        return KT_FAIL_NOMEM(err);
    }
    (*out)->chunk = chunk;
    return KT_OK;
}

kt_status kt_draft_add(kt_draft *draft, kt_db *db, int64_t id, kt_error *err)
{
    if (!kt_list_grow(&draft->stored, draft->stored_count,
                      sizeof *draft->stored))
        return KT_FAIL_NOMEM(err);
    kt_article **article = &draft->stored[draft->stored_count];
    kt_status status = kt_read_article(db, id, true, article, err);
    draft->stored_count += status == KT_OK;
    return status;
}

static kt_status take_all(kt_drafter *d, kt_error *err)
{
    const kt_chunk_visitor visitor = {d, take_article, take_failure};
    kt_draft *draft = d->draft;
    d->err = err;
    if (draft->chunk != NULL)
        return kt_chunk_parse(draft->chunk, &visitor, err);
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < draft->stored_count; i++)
        status = take_stored(d, 0, draft->stored[i], err);
    return status;
}

static void begin(kt_drafter *d, kt_draft *draft)
{
    d->draft = draft;
    d->position = 0;
    kt_table_clear(&d->terms);
    d->token_count = 0;
    d->range_count = 0;
    d->in_range = false;
    d->label = KT_NO_LABEL;
    d->first_label = KT_NO_LABEL;
}

kt_status kt_draft_make(kt_drafter *d, kt_draft *draft, kt_error *err)
{
    begin(d, draft);
    kt_status status = take_all(d, err);
    if (status == KT_OK && d->token_count > 0 && !finish_segment(d))
        status = KT_ERR_NOMEM;
    return status == KT_ERR_NOMEM ? KT_FAIL_NOMEM(err) : status;
}

static void free_segments(kt_draft *draft)
{
    for (size_t i = 0; i < draft->segment_count; i++)
        free_segment(&draft->segments[i]);
    draft->segment_count = 0;
}

kt_status kt_draft_drop_copies(kt_drafter *d, kt_draft *draft, kt_error *err)
{
    size_t kept = 0;
    kt_status status = KT_OK;
    free_segments(draft);
    begin(d, draft);
    for (size_t i = 0; status == KT_OK && i < draft->article_count; i++) {
        kt_draft_article *article = &draft->articles[i];
        if (article->is_copy) {
            status = add_copy(draft, article->identity.digest, article->file,
                              article->article->line);
        } else {
            status = add_tokens(d, article) ? KT_OK : KT_ERR_NOMEM;
            draft->articles[kept++] = *article;
        }
    }
    draft->article_count = kept;
    if (status == KT_OK && d->token_count > 0 && !finish_segment(d))
        status = KT_ERR_NOMEM;
    return status == KT_ERR_NOMEM ? KT_FAIL_NOMEM(err) : status;
}

void kt_draft_free(kt_draft *draft)
{
    if (draft == NULL)
        return;
    free_segments(draft);
    free(draft->segments);
    free(draft->copies);
    free(draft->articles);
    free(draft->failures);
    for (size_t i = 0; i < draft->stored_count; i++)
        kt_article_free(draft->stored[i]);
    free(draft->stored);
    kt_arena_free(&draft->arena);
    kt_chunk_free(draft->chunk);
    free(draft);
}
