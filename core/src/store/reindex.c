/* A store read again by the rules of today. */
#include "store/draft_writer.h"
#include "store/feed.h"
#include "store/fts5.h"
#include "store/import.h"
#include "store/links.h"
#include "store/pipeline.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    MOST_BYTES = 2 * 1024 * 1024 /* raw text that makes a draft full */
};

/* A store that is being read again. */
typedef struct reindexing {
    kt_db *db;
    const kt_load_options *options;
    kt_draft_writer writer;
    kt_segment_place *segments; /* as they were */
    size_t segment_count, segment;
    int64_t last;               /* the article that was read last */
    int64_t total;              /* raw text, in bytes */
    int64_t bytes, batch_start; /* raw text written */
    kt_titles titles;
    kt_load_summary written;
} reindexing;

/* Whether the article at @p position stands in a segment, and not first. The
 * segments of a damaged store may say anything. */
static bool is_within_segment(reindexing *r, int64_t position)
{
    while (r->segment + 1 < r->segment_count &&
           r->segments[r->segment + 1].position <= position)
        r->segment++;
    if (r->segment_count == 0)
        return false;
    const kt_segment_place *place = &r->segments[r->segment];
    return position > place->position &&
           (uint64_t)position - (uint64_t)place->position <
               (uint64_t)place->tokens;
}

/* Whether a draft with @p held bytes ends before the article at @p position.
 * It does where the chunk of the import did, which a segment tells that ended
 * although it had room, and where it is full. Drafts that end where segments
 * did make of the same rules the same segments. */
static bool ends_draft(reindexing *r, int64_t held, int64_t position,
                       int64_t bytes)
{
    if (is_within_segment(r, position))
        return false;
    return held >= MOST_BYTES ||
           (r->segment > 0 &&
            kt_draft_fits((uint64_t)r->segments[r->segment - 1].tokens,
                          (uint64_t)bytes));
}

/* Add the articles of the next draft to it. */
static kt_status read_articles(reindexing *r, kt_draft *draft, kt_error *err)
{
    int64_t held = 0;
    bool row;
    kt_status status;
    sqlite3_stmt *rows = kt_db_statement(r->db, STMT_ARTICLES_AFTER);
    sqlite3_bind_int64(rows, 1, r->last);
    while ((status = kt_db_step(r->db, rows, &row, err)) == KT_OK && row) {
        int64_t id = sqlite3_column_int64(rows, 0);
        int64_t position = sqlite3_column_int64(rows, 1);
        int64_t bytes = sqlite3_column_int64(rows, 2);
        if (ends_draft(r, held, position, bytes) && draft->stored_count > 0)
            break;
        status = kt_draft_add(draft, r->db, id, err);
        if (status != KT_OK)
            break;
        r->last = id;
        held += bytes;
    }
    sqlite3_reset(rows);
    return status;
}

static kt_status next_draft(void *ctx, kt_draft **out, kt_error *err)
{
    kt_status status = kt_draft_new(NULL, out, err);
    if (status == KT_OK)
        status = read_articles(ctx, *out, err);
    if (status == KT_OK && (*out)->stored_count > 0)
        return KT_OK;
    kt_draft_free(*out);
    *out = NULL;
    return status;
}

static kt_status renew_article(reindexing *r, const kt_draft_article *draft,
                               kt_error *err)
{
    const kt_article *a = draft->article;
    const kt_slice texts[] = {a->title, a->date,    a->source, a->author,
                              a->place, a->section, a->lang};
    sqlite3_stmt *renew = kt_db_statement(r->db, STMT_RENEW_ARTICLE);
    int column = 0;
    sqlite3_bind_int64(renew, ++column, a->id);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        kt_db_bind_text(renew, ++column, texts[i]);
    sqlite3_bind_int64(renew, ++column,
                       r->writer.position + (sqlite3_int64)draft->position);
    sqlite3_bind_int64(renew, ++column, (sqlite3_int64)draft->tokens);
    if (a->lang_clarity > 0)
        sqlite3_bind_double(renew, ++column, a->lang_clarity);
    else
        sqlite3_bind_null(renew, ++column);
    sqlite3_bind_int64(renew, ++column, (sqlite3_int64)draft->words);
    kt_status status = kt_db_run(r->db, renew, err);
    if (status == KT_OK)
        status = kt_draft_writer_reading(&r->writer, a->id, a, err);
    r->bytes += (int64_t)a->raw.len;
    r->written.articles++;
    r->written.replaced += a->replaced;
    return status;
}

/* Drop what was written of the articles of a draft. */
static kt_status drop_readings(reindexing *r, const kt_draft *draft,
                               kt_error *err)
{
    static const kt_statement drops[] = {STMT_DROP_SPANS, STMT_DROP_FIELDS,
                                         STMT_DROP_ORIGINS};
    const kt_draft_article *articles = draft->articles;
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < sizeof drops / sizeof *drops;
         i++) {
        sqlite3_stmt *drop = kt_db_statement(r->db, drops[i]);
        sqlite3_bind_int64(drop, 1, articles[0].article->id);
        sqlite3_bind_int64(drop, 2,
                           articles[draft->article_count - 1].article->id);
        status = kt_db_run(r->db, drop, err);
    }
    return status;
}

static kt_status write_draft(reindexing *r, const kt_draft *draft,
                             kt_error *err)
{
    kt_status status = drop_readings(r, draft, err);
    for (size_t i = 0; status == KT_OK && i < draft->article_count; i++)
        status = renew_article(r, &draft->articles[i], err);
    if (status == KT_OK)
        status = kt_draft_writer_finish(&r->writer, draft, err);
    /* As an import does, so that runs of terms and lists are the same. */
    if (status == KT_OK && r->bytes - r->batch_start >= KT_BATCH_BYTES) {
        status = kt_draft_writer_save(&r->writer, err);
        r->batch_start = r->bytes;
    }
    return status;
}

static kt_status write_all(reindexing *r, kt_pipeline *pipeline, kt_error *err)
{
    const kt_load_listener *listener = &r->options->listener;
    for (;;) {
        kt_draft *draft;
        kt_status status = kt_pipeline_next(pipeline, &draft, err);
        if (status != KT_OK || draft == NULL)
            return status;
        status = write_draft(r, draft, err);
        kt_draft_free(draft);
        if (status == KT_OK && kt_interrupted())
            status = KT_ERR_INTERRUPTED;
        if (status != KT_OK)
            return status;
        if (listener->progress != NULL)
            listener->progress(listener->ctx, r->bytes, r->total);
    }
}

/* Note what there was, and drop what is made for the store as a whole. */
static kt_status begin(reindexing *r, kt_error *err)
{
    bool row = false;
    kt_status status =
        kt_db_run(r->db, kt_db_statement(r->db, STMT_BEGIN), err);
    if (status == KT_OK)
        status = kt_renew_maker(r->db, r->options->rules, err);
    sqlite3_stmt *totals = kt_db_statement(r->db, STMT_TOTALS);
    if (status == KT_OK)
        status = kt_db_step(r->db, totals, &row, err);
    r->total = row ? sqlite3_column_int64(totals, 1) : 0;
    sqlite3_reset(totals);
    if (status == KT_OK)
        status = kt_identities_complete(r->db, err);
    if (status == KT_OK)
        status = kt_links_titles(r->db, &r->titles, err);
    if (status == KT_OK)
        status = kt_segment_places(r->db, &r->segments, &r->segment_count, err);
    if (status == KT_OK)
        status = kt_db_execute(r->db,
                               "DELETE FROM segment; DELETE FROM term_run;"
                               "DELETE FROM stem; DELETE FROM lookup;"
                               "DELETE FROM meta WHERE key = 'removed'",
                               err);
    return status;
}

static kt_status run(reindexing *r, kt_error *err)
{
    kt_pipeline *pipeline = NULL;
    kt_status status = begin(r, err);
    if (status == KT_OK)
        status = kt_draft_writer_open(r->db, &r->writer, err);
    r->writer.segment = 1;
    const kt_pipeline_options drafts = {.next = next_draft,
                                        .ctx = r,
                                        .rules = r->db->rules,
                                        .titles = &r->titles,
                                        .jobs = r->options->jobs};
    if (status == KT_OK)
        status = kt_pipeline_new(&drafts, &pipeline, err);
    if (status == KT_OK)
        status = write_all(r, pipeline, err);
    if (status == KT_OK)
        status = kt_draft_writer_save(&r->writer, err);
    if (status == KT_OK)
        status = kt_fts5_renew(r->db, err);
    if (status == KT_OK)
        status = kt_db_commit(r->db, err);
    if (status == KT_ERR_INTERRUPTED)
        kt_fail(err, status, "interrupted; %s is what it was", r->db->path);
    if (status != KT_OK)
        kt_db_rollback(r->db);
    kt_pipeline_free(pipeline);
    kt_draft_writer_close(&r->writer);
    kt_titles_free(&r->titles);
    free(r->segments);
    return status;
}

/* Only a private store knows from which files it was made. */
static kt_status refuse_private(kt_db *db, kt_error *err)
{
    bool is_private;
    kt_status status = kt_db_is_private(db, &is_private, err);
    if (status == KT_OK && is_private)
        status = KT_FAIL(err, KT_ERR_USAGE,
                         "%s: a private store, which follows the rules by "
                         "itself; there is nothing to do",
                         db->path);
    return status;
}

static kt_status check_path(const char *path, kt_error *err)
{
    if (access(path, F_OK) != 0)
        return KT_FAIL(err, KT_ERR_NOT_FOUND, "%s: %s", path, strerror(errno));
    if (!kt_db_is_store(path))
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "%s: not a ktool store; `ktool import -d FILE %s` makes "
                       "one",
                       path, path);
    return KT_OK;
}

kt_status kt_open_to_rewrite(const char *path, kt_db **out, kt_error *err)
{
    *out = NULL;
    kt_status status = check_path(path, err);
    if (status == KT_OK)
        status = kt_db_open(path, KT_DB_WRITE, out, err);
    return status == KT_OK ? refuse_private(*out, err) : status;
}

kt_status kt_reindex_db(kt_db *db, const kt_load_options *options,
                        kt_load_summary *summary, kt_error *err)
{
    reindexing r = {.db = db, .options = options};
    kt_status status = run(&r, err);
    *summary = status == KT_OK ? r.written : (kt_load_summary){0};
    return status;
}

kt_status kt_reindex(const char *path, const kt_load_options *options,
                     kt_load_summary *summary, kt_error *err)
{
    kt_db *db;
    kt_load_summary written = {0};
    kt_status status = kt_open_to_rewrite(path, &db, err);
    if (status == KT_OK)
        status = kt_reindex_db(db, options, &written, err);
    kt_db_close(db);
    if (status == KT_OK && options->listener.done != NULL)
        options->listener.done(options->listener.ctx, &written);
    if (summary != NULL)
        *summary = written;
    return status;
}
