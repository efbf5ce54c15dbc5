#include "store/fts5.h"

#include "article/stream.h"
#include "store/corpus.h"
#include "store/import.h"

#include <ktool/fts5.h>
#include <ktool/text.h>

/* What separates terms is white space alone, and nothing is done to them but
 * the folding of what somebody looks for. */
static const char *const create =
    "CREATE VIRTUAL TABLE article_fts USING fts5 (title, body, tokenize ="
    " \"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\");"
    "CREATE TRIGGER article_fts_delete AFTER DELETE ON article BEGIN"
    "  DELETE FROM article_fts WHERE rowid = old.id;"
    "END";

static const char *const drop = "DROP TRIGGER IF EXISTS article_fts_delete;"
                                "DROP TABLE IF EXISTS article_fts";

/* A table that is being filled. */
typedef struct filling {
    kt_db *db;
    const kt_load_listener *listener; /* may be NULL */
    kt_tokenizer *tokenizer;
    sqlite3_stmt *add;
    kt_buffer title, body;
    int64_t bytes, total; /* of raw text */
    size_t articles;
} filling;

static kt_status prepare(kt_db *db, const char *sql, sqlite3_stmt **out,
                         kt_error *err)
{
    return sqlite3_prepare_v2(db->handle, sql, -1, out, NULL) == SQLITE_OK
               ? KT_OK
               : kt_db_failure(db, err);
}

/* The first number that @p sql gives; 0 if there is none. */
static kt_status read_number(kt_db *db, const char *sql, int64_t *out,
                             kt_error *err)
{
    bool row = false;
    sqlite3_stmt *statement = NULL;
    kt_status status = prepare(db, sql, &statement, err);
    if (status == KT_OK)
        status = kt_db_step(db, statement, &row, err);
    *out = row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return status;
}

static void add_term(kt_buffer *out, const kt_scan *token)
{
    const kt_slice text = {(const char *)token->start,
                           (size_t)(token->end - token->start)};
    if (token->class == KT_CLASS_PUNCT || token->class == KT_CLASS_SYMBOL)
        return;
    if (out->len > 0)
        kt_buffer_add_char(out, ' ');
    kt_text_fold(text, out);
}

/* Divide an article as its token column does. */
static void add_terms(filling *f, const kt_article *article)
{
    kt_item item = {0};
    int label = KT_LABEL_TOTAL;
    kt_stream stream = kt_stream_of(article, f->tokenizer);
    kt_buffer_clear(&f->title);
    kt_buffer_clear(&f->body);
    while (kt_stream_next(&stream, &item)) {
        if (item.mark != KT_NO_MARK && item.mark >= KT_MARK_LABEL)
            label = item.mark - KT_MARK_LABEL;
        else if (item.mark == KT_NO_MARK && label == KT_LABEL_TITLE)
            add_term(&f->title, &item.token);
        else if (item.mark == KT_NO_MARK && label == KT_LABEL_BODY)
            add_term(&f->body, &item.token);
    }
}

static kt_status add_article(filling *f, int64_t id, kt_error *err)
{
    kt_article *article;
    kt_status status = kt_read_article(f->db, id, true, &article, err);
    if (status != KT_OK)
        return status;
    add_terms(f, article);
    f->bytes += (int64_t)article->raw.len;
    f->articles++;
    kt_article_free(article);
    status = kt_buffer_status(&f->title, err);
    if (status == KT_OK)
        status = kt_buffer_status(&f->body, err);
    if (status == KT_OK)
        status = kt_tokenizer_status(f->tokenizer, err);
    if (status != KT_OK)
        return status;
    sqlite3_bind_int64(f->add, 1, id);
    kt_db_bind_text(f->add, 2, kt_buffer_slice(&f->title));
    kt_db_bind_text(f->add, 3, kt_buffer_slice(&f->body));
    return kt_db_run(f->db, f->add, err);
}

/* Add the articles that @p rows give. */
static kt_status add_articles(filling *f, sqlite3_stmt *rows, kt_error *err)
{
    for (;;) {
        bool row;
        kt_status status = kt_db_step(f->db, rows, &row, err);
        if (status != KT_OK || !row)
            return status;
        status = add_article(f, sqlite3_column_int64(rows, 0), err);
        if (status == KT_OK && kt_interrupted())
            status = KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
        if (status != KT_OK)
            return status;
        if (f->listener != NULL && f->listener->progress != NULL)
            f->listener->progress(f->listener->ctx, f->bytes, f->total);
    }
}

static kt_status fill(filling *f, kt_error *err)
{
    sqlite3_stmt *rows = NULL;
    kt_status status = kt_tokenizer_new(f->db->rules, &f->tokenizer, err);
    if (status == KT_OK)
        status = prepare(f->db,
                         "INSERT INTO article_fts (rowid, title, body)"
                         " VALUES (?1, ?2, ?3)",
                         &f->add, err);
    if (status == KT_OK)
        status = prepare(f->db,
                         "SELECT id FROM article WHERE id > ifnull("
                         "  (SELECT rowid FROM article_fts"
                         "   ORDER BY rowid DESC LIMIT 1), 0) ORDER BY id",
                         &rows, err);
    if (status == KT_OK)
        status = add_articles(f, rows, err);
    sqlite3_finalize(rows);
    sqlite3_finalize(f->add);
    kt_tokenizer_free(f->tokenizer);
    kt_buffer_free(&f->title);
    kt_buffer_free(&f->body);
    return status;
}

static kt_status has_table(kt_db *db, int64_t *out, kt_error *err)
{
    return read_number(
        db, "SELECT count(*) FROM sqlite_schema WHERE name = 'article_fts'",
        out, err);
}

kt_status kt_fts5_follow(kt_db *db, kt_error *err)
{
    int64_t there;
    filling f = {.db = db};
    kt_status status = has_table(db, &there, err);
    return status == KT_OK && there ? fill(&f, err) : status;
}

static kt_status fill_anew(filling *f, kt_error *err)
{
    kt_status status = kt_db_execute(f->db, drop, err);
    if (status == KT_OK)
        status = kt_db_execute(f->db, create, err);
    return status == KT_OK ? fill(f, err) : status;
}

kt_status kt_fts5_renew(kt_db *db, kt_error *err)
{
    int64_t there;
    filling f = {.db = db};
    kt_status status = has_table(db, &there, err);
    return status == KT_OK && there ? fill_anew(&f, err) : status;
}

static kt_status make(filling *f, const char *rules, kt_error *err)
{
    kt_db *db = f->db;
    kt_status status = kt_db_run(db, kt_db_statement(db, STMT_BEGIN), err);
    if (status == KT_OK)
        status = kt_check_maker(db, rules, err);
    if (status == KT_OK)
        status =
            read_number(db, "SELECT sum(bytes) FROM article", &f->total, err);
    return status == KT_OK ? fill_anew(f, err) : status;
}

static kt_status drop_table(kt_db *db, kt_error *err)
{
    int64_t there;
    kt_status status = kt_db_run(db, kt_db_statement(db, STMT_BEGIN), err);
    if (status == KT_OK)
        status = has_table(db, &there, err);
    if (status == KT_OK && !there)
        status = KT_FAIL(err, KT_ERR_USAGE, "%s: has no article_fts", db->path);
    return status == KT_OK ? kt_db_execute(db, drop, err) : status;
}

/* End the transaction that was begun, and close. */
static kt_status finish(kt_db *db, kt_status status, kt_error *err)
{
    if (db == NULL)
        return status;
    if (status == KT_OK)
        status = kt_db_commit(db, err);
    /* A store is left in one file only outside of a transaction. */
    if (status != KT_OK)
        kt_db_rollback(db);
    if (status == KT_ERR_INTERRUPTED)
        kt_fail(err, status, "interrupted; %s is what it was", db->path);
    kt_db_close(db);
    return status;
}

kt_status kt_fts5_make(const char *path, const kt_load_options *options,
                       size_t *articles, kt_error *err)
{
    filling f = {.listener = &options->listener};
    kt_status status = kt_open_to_rewrite(path, &f.db, err);
    if (status == KT_OK)
        status = make(&f, options->rules, err);
    status = finish(f.db, status, err);
    if (articles != NULL)
        *articles = status == KT_OK ? f.articles : 0;
    return status;
}

kt_status kt_fts5_remove(const char *path, kt_error *err)
{
    kt_db *db;
    kt_status status = kt_open_to_rewrite(path, &db, err);
    if (status == KT_OK)
        status = drop_table(db, err);
    return finish(db, status, err);
}
