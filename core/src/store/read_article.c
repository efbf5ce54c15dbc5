#include "article/reset.h"
#include "base/list.h"
#include "store/corpus.h"

#include <ktool/export.h>
#include <stdlib.h>

/* An article and all that it borrows. */
typedef struct stored_article {
    kt_article article; /* first, so that its address is the whole's */
    kt_arena arena;
    kt_span *spans, *quotes;
    kt_field *fields, *annotations;
    kt_origin *origins;
    kt_slice *tags;
} stored_article;

void kt_article_free(kt_article *article)
{
    stored_article *stored = (stored_article *)(void *)article;
    if (stored == NULL)
        return;
    kt_arena_free(&stored->arena);
    free(stored->spans);
    free(stored->quotes);
    free(stored->fields);
    free(stored->annotations);
    free(stored->tags);
    free(stored->origins);
    free(stored);
}

/* A copy of a text column; a NULL column gives {NULL, 0}. */
static bool copy_column(stored_article *s, sqlite3_stmt *row, int column,
                        kt_slice *out)
{
    *out = (kt_slice){NULL, 0};
    if (sqlite3_column_type(row, column) == SQLITE_NULL)
        return true;
    kt_slice text = kt_db_blob(row, column);
    if (text.len == 0) {
        *out = KT_SLICE("");
        return true;
    }
    *out = kt_arena_copy(&s->arena, text);
    return out->data != NULL;
}

static kt_status read_known(kt_db *db, stored_article *s, int64_t id,
                            kt_error *err)
{
    kt_article *a = &s->article;
    kt_slice *const texts[] = {&a->title,  &a->date,  &a->source,
                               &a->author, &a->place, &a->section,
                               &a->url,    &a->lang,  &a->path};
    sqlite3_stmt *row = kt_db_statement(db, STMT_GET_ARTICLE);
    sqlite3_bind_int64(row, 1, id);
    bool found, copied = true;
    kt_status status = kt_db_step(db, row, &found, err);
    if (status != KT_OK)
        return status;
    if (!found)
        return KT_FAIL(err, KT_ERR_NOT_FOUND, "no article %lld", (long long)id);
    int column = 0;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        copied &= copy_column(s, row, column++, texts[i]);
    a->id = id;
    a->line = (size_t)sqlite3_column_int64(row, column++);
    a->replaced = (size_t)sqlite3_column_int64(row, column++);
    a->lang_clarity = sqlite3_column_double(row, column);
    sqlite3_reset(row);
    return copied ? KT_OK : KT_FAIL_NOMEM(err);
}

static kt_status damaged(const kt_db *db, const char *what, int64_t id,
                         kt_error *err)
{
    return KT_FAIL(err, KT_ERR_CORRUPT,
                   "%s: the %s of article %lld are damaged; restore a copy or "
                   "import its articles again",
                   db->path, what, (long long)id);
}

static kt_status read_raw(kt_db *db, stored_article *s, kt_error *err)
{
    sqlite3_stmt *row = kt_db_statement(db, STMT_GET_RAW);
    sqlite3_bind_int64(row, 1, s->article.id);
    bool found, copied = true;
    kt_status status = kt_db_step(db, row, &found, err);
    if (status != KT_OK)
        return status;
    if (!found || sqlite3_column_type(row, 0) == SQLITE_NULL) {
        sqlite3_reset(row);
        return damaged(db, "bytes", s->article.id, err);
    }
    copied &= copy_column(s, row, 0, &s->article.raw);
    copied &= copy_column(s, row, 1, &s->article.original);
    sqlite3_reset(row);
    return copied ? KT_OK : KT_FAIL_NOMEM(err);
}

/* The span of a row, its rule copied; a rule that is missing is NULL. */
static bool copy_span(stored_article *s, sqlite3_stmt *row, kt_span *out)
{
    *out = (kt_span){(size_t)sqlite3_column_int64(row, 0),
                     (size_t)sqlite3_column_int64(row, 1),
                     (kt_label)sqlite3_column_int(row, 2), NULL};
    if (sqlite3_column_type(row, 3) == SQLITE_NULL)
        return true;
    kt_slice rule = kt_db_text(row, 3);
    out->rule =
        kt_arena_copy(&s->arena, (kt_slice){rule.data, rule.len + 1}).data;
    return out->rule != NULL;
}

/* Append a span; those of one list do not overlap. */
static kt_status add_span(const kt_db *db, stored_article *s, kt_span **list,
                          size_t *count, const kt_span *span, kt_error *err)
{
    size_t at = *count == 0 ? 0 : (*list)[*count - 1].end;
    if (span->start < at || span->end < span->start ||
        span->end > s->article.raw.len || span->label >= KT_LABEL_TOTAL)
        return damaged(db, "spans", s->article.id, err);
    if (!kt_list_grow(list, *count, sizeof **list))
        return KT_FAIL_NOMEM(err);
    (*list)[(*count)++] = *span;
    return KT_OK;
}

/* Whether each quote lies within one of the other spans. */
static bool quotes_fit(const kt_article *a)
{
    size_t i = 0;
    for (size_t q = 0; q < a->quote_count; q++) {
        while (i < a->span_count && a->spans[i].end < a->quotes[q].end)
            i++;
        if (i == a->span_count || a->quotes[q].start < a->spans[i].start)
            return false;
    }
    return true;
}

static kt_status read_spans(kt_db *db, stored_article *s, kt_error *err)
{
    kt_article *a = &s->article;
    sqlite3_stmt *rows = kt_db_statement(db, STMT_GET_SPANS);
    sqlite3_bind_int64(rows, 1, a->id);
    bool row;
    kt_status status;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        kt_span span;
        if (!copy_span(s, rows, &span))
            status = KT_FAIL_NOMEM(err);
        else if (span.label == KT_LABEL_QUOTE)
            status = add_span(db, s, &s->quotes, &a->quote_count, &span, err);
        else
            status = add_span(db, s, &s->spans, &a->span_count, &span, err);
        if (status != KT_OK)
            break;
    }
    sqlite3_reset(rows);
    a->spans = s->spans;
    a->quotes = s->quotes;
    return status == KT_OK && !quotes_fit(a) ? damaged(db, "spans", a->id, err)
                                             : status;
}

static kt_status read_origins(kt_db *db, stored_article *s, kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_GET_ORIGINS);
    sqlite3_bind_int64(rows, 1, s->article.id);
    size_t *count = &s->article.origin_count;
    bool row;
    kt_status status;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        kt_origin origin;
        if (!kt_list_grow(&s->origins, *count, sizeof *s->origins) ||
            !copy_column(s, rows, 0, &origin.field) ||
            !copy_column(s, rows, 1, &origin.from) ||
            !copy_column(s, rows, 2, &origin.note)) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
        s->origins[(*count)++] = origin;
    }
    sqlite3_reset(rows);
    s->article.origins = s->origins;
    return status;
}

/* The rows of a statement for the article: names and JSON values. */
static kt_status read_pairs(kt_db *db, stored_article *s, kt_statement number,
                            kt_field **list, size_t *count, kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, number);
    sqlite3_bind_int64(rows, 1, s->article.id);
    bool row;
    kt_status status;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        kt_field field;
        if (!kt_list_grow(list, *count, sizeof **list) ||
            !copy_column(s, rows, 0, &field.name) ||
            !copy_column(s, rows, 1, &field.value)) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
        (*list)[(*count)++] = field;
    }
    sqlite3_reset(rows);
    return status;
}

static kt_status read_fields(kt_db *db, stored_article *s, kt_error *err)
{
    kt_article *a = &s->article;
    kt_status status =
        read_pairs(db, s, STMT_GET_FIELDS, &s->fields, &a->field_count, err);
    if (status == KT_OK)
        status = read_pairs(db, s, STMT_GET_ANNOTATIONS, &s->annotations,
                            &a->annotation_count, err);
    a->fields = s->fields;
    a->annotations = s->annotations;
    return status;
}

static kt_status read_tags(kt_db *db, stored_article *s, kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_GET_TAGS);
    sqlite3_bind_int64(rows, 1, s->article.id);
    size_t *count = &s->article.tag_count;
    bool row;
    kt_status status;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        kt_slice tag;
        if (!kt_list_grow(&s->tags, *count, sizeof *s->tags) ||
            !copy_column(s, rows, 0, &tag)) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
        s->tags[(*count)++] = tag;
    }
    sqlite3_reset(rows);
    s->article.tags = s->tags;
    return status;
}

kt_status kt_read_article(kt_db *db, int64_t id, bool with_text,
                          kt_article **out, kt_error *err)
{
    *out = NULL;
    stored_article *stored = calloc(1, sizeof *stored);
    if (stored == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status = read_known(db, stored, id, err);
    if (status == KT_OK && with_text)
        status = read_raw(db, stored, err);
    if (status == KT_OK && with_text)
        status = read_spans(db, stored, err);
    if (status == KT_OK && with_text)
        status = read_fields(db, stored, err);
    if (status == KT_OK && with_text)
        status = read_origins(db, stored, err);
    if (status == KT_OK && with_text)
        status = read_tags(db, stored, err);
    if (status != KT_OK) {
        kt_article_free(&stored->article);
        return status;
    }
    stored->article.rules = db->rules;
    stored->article.from_store = true;
    *out = &stored->article;
    return KT_OK;
}

kt_status kt_corpus_article(kt_corpus *corpus, int64_t id, bool with_text,
                            kt_article **out, kt_error *err)
{
    *out = NULL;
    if (!kt_corpus_has(corpus, id))
        return KT_FAIL(err, KT_ERR_NOT_FOUND, "no article %lld", (long long)id);
    return kt_read_article(corpus->store->db, id, with_text, out, err);
}

kt_status kt_article_restore(kt_article *article, kt_error *err)
{
    stored_article *stored = (stored_article *)(void *)article;
    return kt_article_reset(article, &stored->arena, err);
}
