#include "store/import.h"

#include "store/draft_writer.h"
#include "store/ends.h"
#include "store/fts5.h"
#include "store/links.h"
#include "store/pipeline.h"

#include <sys/stat.h>
#include <unistd.h>

/* A store that is being written. */
typedef struct importing {
    kt_db *db;
    const kt_import_options *options;
    kt_draft_writer writer;
    kt_identities identities;
    kt_known_articles *known; /* for the threads of the pipeline */
    kt_pipeline *pipeline;
    int64_t next_article;
    kt_ends ends;               /* when the last batch was written */
    int64_t read, total;        /* bytes of the source, total as far as known */
    int64_t bytes, batch_start; /* raw text written */
    kt_load_summary written, committed;
} importing;

/* Go on behind what another process has written since the last batch, with its
 * terms and articles. */
static kt_status follow(importing *in, const kt_ends *ends, kt_error *err)
{
    if (ends->numbering != in->ends.numbering)
        return KT_FAIL(err, KT_ERR_LOCKED,
                       "%s: another process read its articles again meanwhile; "
                       "import the rest again",
                       in->db->path);
    kt_draft_writer_close(&in->writer);
    in->writer = (kt_draft_writer){0};
    in->identities.asks = true;
    return kt_draft_writer_open(in->db, &in->writer, err);
}

/* Begin a batch. Between two batches another process may have written. */
static kt_status begin(importing *in, kt_error *err)
{
    kt_status status =
        kt_db_run(in->db, kt_db_statement(in->db, STMT_BEGIN), err);
    if (status != KT_OK)
        return status;
    kt_ends ends;
    status = kt_ends_read(in->db, &ends, err);
    if (status != KT_OK)
        return status;
    if (in->next_article != 0 && !kt_ends_equal(&ends, &in->ends))
        status = follow(in, &ends, err);
    if (status != KT_OK)
        return status;
    in->next_article = ends.article + 1;
    in->writer.segment = ends.segment + 1;
    in->writer.position = ends.position;
    in->batch_start = in->bytes;
    return KT_OK;
}

/* With a rollback journal nobody may read the store, nor the threads that make
 * drafts of what comes behind the batch. */
static kt_status commit_alone(importing *in, kt_error *err)
{
    kt_known_articles *known = in->db->mode == KT_DB_BATCH ? in->known : NULL;
    kt_known_articles_lock(known);
    kt_status status = kt_db_commit(in->db, err);
    kt_known_articles_unlock(known);
    return status;
}

/* End a batch; is_last: no other follows. */
static kt_status commit(importing *in, bool is_last, kt_error *err)
{
    kt_status status = kt_draft_writer_save(&in->writer, err);
    if (status == KT_OK)
        status = kt_identities_save(&in->identities, err);
    if (status == KT_OK)
        status = kt_fts5_follow(in->db, err);
    if (status == KT_OK)
        status = kt_ends_read(in->db, &in->ends, err);
    if (status == KT_OK)
        status = commit_alone(in, err);
    /* A store that would be empty is not made. */
    if (status == KT_OK && in->written.articles > 0)
        status = kt_db_publish(in->db, err);
    if (status == KT_OK)
        in->committed = in->written;
    if (status == KT_OK)
        status = kt_db_reopen(in->db, is_last ? KT_DB_READ : KT_DB_WRITE, err);
    return status;
}

static kt_status write_known(importing *in, const kt_draft_article *draft,
                             kt_error *err)
{
    const kt_article *a = draft->article;
    const kt_slice texts[] = {a->title,  a->date,  a->source,
                              a->author, a->place, a->section,
                              a->url,    a->lang,  a->path};
    sqlite3_stmt *add = kt_db_statement(in->db, STMT_ADD_ARTICLE);
    int column = 0;
    sqlite3_bind_int64(add, ++column, in->next_article);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        kt_db_bind_text(add, ++column, texts[i]);
    sqlite3_bind_int64(add, ++column, (sqlite3_int64)a->line);
    if (in->options->is_private)
        sqlite3_bind_int64(add, ++column, (sqlite3_int64)draft->file);
    else
        sqlite3_bind_null(add, ++column);
    sqlite3_bind_int64(add, ++column, (sqlite3_int64)a->raw.len);
    sqlite3_bind_int64(add, ++column, (sqlite3_int64)a->replaced);
    sqlite3_bind_int64(add, ++column,
                       in->writer.position + (sqlite3_int64)draft->position);
    sqlite3_bind_int64(add, ++column, (sqlite3_int64)draft->tokens);
    if (a->lang_clarity > 0)
        sqlite3_bind_double(add, ++column, a->lang_clarity);
    else
        sqlite3_bind_null(add, ++column);
    sqlite3_bind_int64(add, ++column, (sqlite3_int64)draft->words);
    return kt_db_run(in->db, add, err);
}

static kt_status write_raw(importing *in, const kt_article *article,
                           kt_error *err)
{
    sqlite3_stmt *add = kt_db_statement(in->db, STMT_ADD_RAW);
    sqlite3_bind_int64(add, 1, in->next_article);
    kt_db_bind_text(add, 2, article->raw);
    if (article->original.data == NULL)
        sqlite3_bind_null(add, 3);
    else
        kt_db_bind_blob(add, 3, article->original);
    return kt_db_run(in->db, add, err);
}

/* The article that is written next is a revision of the article @p older: what
 * people said of that goes on to it, unless it comes with what they said. */
static kt_status write_revision(importing *in, const kt_article *article,
                                int64_t older, kt_error *err)
{
    static const kt_statement statements[] = {STMT_SET_NEWER, STMT_COPY_TAGS,
                                              STMT_COPY_ANNOTATIONS};
    size_t count =
        article->from_store ? 1 : sizeof statements / sizeof *statements;
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < count; i++) {
        sqlite3_stmt *statement = kt_db_statement(in->db, statements[i]);
        sqlite3_bind_int64(statement, 1, older);
        sqlite3_bind_int64(statement, 2, in->next_article);
        status = kt_db_run(in->db, statement, err);
    }
    in->written.revisions++;
    return status;
}

/* The newest article of the same URL or path becomes an older one. */
static kt_status write_identity(importing *in, const kt_draft_article *draft,
                                kt_error *err)
{
    const kt_identity *identity = &draft->identity;
    int64_t older = 0;
    kt_status status = KT_OK;
    if (identity->key != 0)
        status =
            kt_identities_find(&in->identities, identity->key, &older, err);
    if (status == KT_OK && older != 0)
        status = write_revision(in, draft->article, older, err);
    if (status == KT_OK && identity->key != 0)
        status = kt_identities_add(&in->identities, identity->key,
                                   in->next_article, err);
    return status;
}

/* What people said of the article, where it comes with that. */
static kt_status write_said(importing *in, const kt_article *article,
                            kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < article->tag_count; i++) {
        sqlite3_stmt *add = kt_db_statement(in->db, STMT_SET_TAG);
        sqlite3_bind_int64(add, 1, in->next_article);
        kt_db_bind_text(add, 2, article->tags[i]);
        status = kt_db_run(in->db, add, err);
    }
    for (size_t i = 0; status == KT_OK && i < article->annotation_count; i++) {
        sqlite3_stmt *add = kt_db_statement(in->db, STMT_SET_ANNOTATION);
        sqlite3_bind_int64(add, 1, in->next_article);
        kt_db_bind_text(add, 2, article->annotations[i].name);
        kt_db_bind_text(add, 3, article->annotations[i].value);
        status = kt_db_run(in->db, add, err);
    }
    return status;
}

static kt_status write_article(importing *in, const kt_draft_article *draft,
                               kt_error *err)
{
    const kt_article *article = draft->article;
    kt_status status = write_known(in, draft, err);
    if (status == KT_OK)
        status = write_raw(in, article, err);
    if (status == KT_OK)
        status = kt_draft_writer_reading(&in->writer, in->next_article, article,
                                         err);
    if (status == KT_OK)
        status = write_identity(in, draft, err);
    if (status == KT_OK)
        status = write_said(in, article, err);
    in->next_article++;
    in->bytes += (int64_t)article->raw.len;
    in->written.articles++;
    in->written.replaced += article->replaced;
    return status;
}

static kt_status write_failure(importing *in, const kt_draft_failure *failure,
                               kt_error *err)
{
    const kt_load_listener *listener = &in->options->listener;
    in->written.failed++;
    if (listener->failure != NULL)
        listener->failure(listener->ctx, failure->path, failure->line,
                          failure->reason);
    if (!in->options->is_private)
        return KT_OK;
    sqlite3_stmt *add = kt_db_statement(in->db, STMT_ADD_FAILURE);
    kt_db_bind_text(add, 1, kt_slice_of(failure->path));
    sqlite3_bind_int64(add, 2, (sqlite3_int64)failure->line);
    kt_db_bind_text(add, 3, kt_slice_of(failure->reason));
    sqlite3_bind_int64(add, 4, (sqlite3_int64)failure->file);
    return kt_db_run(in->db, add, err);
}

/* Where a private store's files have an article once more. */
static kt_status write_copy(importing *in, const kt_draft_copy *copy,
                            kt_error *err)
{
    int64_t article;
    in->written.skipped++;
    if (!in->options->is_private)
        return KT_OK;
    kt_status status =
        kt_identities_find(&in->identities, copy->digest, &article, err);
    sqlite3_stmt *add = kt_db_statement(in->db, STMT_ADD_COPY);
    sqlite3_bind_int64(add, 1, (sqlite3_int64)copy->file);
    sqlite3_bind_int64(add, 2, (sqlite3_int64)copy->line);
    sqlite3_bind_int64(add, 3, article);
    return status == KT_OK ? kt_db_run(in->db, add, err) : status;
}

/* Drop the articles of a draft that the store has, or the draft before. */
static kt_status drop_copies(importing *in, kt_draft *draft, kt_error *err)
{
    bool found = false;
    int64_t next = in->next_article;
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < draft->article_count; i++) {
        int64_t same;
        kt_draft_article *article = &draft->articles[i];
        int64_t digest = article->identity.digest;
        status = kt_identities_find(&in->identities, digest, &same, err);
        article->is_copy = same != 0;
        found |= article->is_copy;
        if (status == KT_OK && !article->is_copy)
            status = kt_identities_add(&in->identities, digest, next++, err);
    }
    return status == KT_OK && found
               ? kt_pipeline_drop_copies(in->pipeline, draft, err)
               : status;
}

static kt_status write_draft(importing *in, kt_draft *draft, kt_error *err)
{
    kt_status status = drop_copies(in, draft, err);
    for (size_t i = 0; status == KT_OK && i < draft->copy_count; i++)
        status = write_copy(in, &draft->copies[i], err);
    for (size_t i = 0; status == KT_OK && i < draft->article_count; i++)
        status = write_article(in, &draft->articles[i], err);
    for (size_t i = 0; status == KT_OK && i < draft->failure_count; i++)
        status = write_failure(in, &draft->failures[i], err);
    if (status == KT_OK)
        status = kt_draft_writer_finish(&in->writer, draft, err);
    if (status == KT_OK &&
        in->bytes - in->batch_start >= in->options->batch_bytes) {
        status = commit(in, false, err);
        if (status == KT_OK)
            status = begin(in, err);
    }
    return status;
}

static kt_status write_all(importing *in, kt_error *err)
{
    const kt_load_listener *listener = &in->options->listener;
    for (;;) {
        kt_draft *draft;
        kt_status status = kt_pipeline_next(in->pipeline, &draft, err);
        if (status != KT_OK || draft == NULL)
            return status;
        in->read += kt_chunk_size(draft->chunk);
        status = write_draft(in, draft, err);
        kt_draft_free(draft);
        if (status == KT_OK && kt_interrupted())
            status = KT_FAIL(err, KT_ERR_INTERRUPTED, "%s: interrupted",
                             in->db->path);
        if (status != KT_OK)
            return status;
        if (listener->progress != NULL)
            listener->progress(listener->ctx, in->read, in->total);
    }
}

/* The next chunk of a source, to be drafted. */
static kt_status next_chunk(void *source, kt_draft **out, kt_error *err)
{
    kt_chunk *chunk;
    *out = NULL;
    kt_status status = kt_source_next(source, &chunk, err);
    return chunk == NULL ? status : kt_draft_new(chunk, out, err);
}

static kt_status run(importing *in, kt_source *source, kt_error *err)
{
    kt_status status = begin(in, err);
    if (status == KT_OK)
        status = kt_check_maker(in->db, in->options->rules, err);
    if (status == KT_OK)
        status = kt_identities_open(in->db, &in->identities, err);
    if (status == KT_OK && !in->options->is_private)
        status = kt_known_articles_open(&in->identities, &in->known, err);
    const kt_pipeline_options drafts = {.next = next_chunk,
                                        .ctx = source,
                                        .paths = in->options->paths,
                                        .path_count = in->options->path_count,
                                        .known = in->known,
                                        .rules = in->db->rules,
                                        .jobs = in->options->jobs};
    if (status == KT_OK)
        status = kt_pipeline_new(&drafts, &in->pipeline, err);
    /* While the first articles are drafted. */
    if (status == KT_OK)
        status = kt_draft_writer_open(in->db, &in->writer, err);
    if (status == KT_OK)
        status = write_all(in, err);
    if (status == KT_OK)
        status = commit(in, true, err);
    if (status != KT_OK)
        kt_db_rollback(in->db); /* which others of this process wait for */
    kt_pipeline_free(in->pipeline);
    kt_known_articles_close(in->known);
    kt_identities_free(&in->identities);
    kt_draft_writer_close(&in->writer);
    return status;
}

/* Add to a failure what became of the batches before it. */
static kt_status tell_added(const importing *in, kt_status status,
                            kt_error *err)
{
    if (err == NULL || status == KT_ERR_LOCKED || in->committed.articles == 0 ||
        in->options->is_private)
        return status;
    kt_error why = *err;
    return KT_FAIL(err, status,
                   "%s; %zu article%s added before, and the same again adds "
                   "the rest",
                   why.message, in->committed.articles,
                   in->committed.articles == 1 ? " was" : "s were");
}

kt_status kt_import_source(kt_db *db, kt_source *source,
                           const kt_import_options *options,
                           kt_load_summary *summary, kt_error *err)
{
    importing in = {
        .db = db, .options = options, .total = kt_source_size(source)};
    kt_status status = run(&in, source, err);
    *summary = status == KT_OK ? in.written : in.committed;
    return status == KT_OK ? KT_OK : tell_added(&in, status, err);
}

/* Of the paths, name those that are the store itself, which was left out. */
static size_t tell_left_out(const char *store, const kt_import_options *options)
{
    const kt_load_listener *listener = &options->listener;
    struct stat own, info;
    size_t count = 0;
    bool is_new = stat(store, &own) != 0;
    for (size_t i = 0; !is_new && i < options->path_count; i++) {
        const char *path = options->paths[i];
        if (stat(path, &info) != 0 || info.st_ino != own.st_ino ||
            info.st_dev != own.st_dev)
            continue;
        count++;
        if (listener->failure != NULL)
            listener->failure(listener->ctx, path, 0,
                              "the store that is added to, which has its own "
                              "articles already");
    }
    return count;
}

/* How to open the store at a path for what a source gives. */
static kt_db_mode mode_for(const char *path, const kt_source *source,
                           const kt_import_options *options)
{
    size_t count;
    const kt_file *files = kt_source_files(source, &count);
    if (access(path, F_OK) != 0)
        return KT_DB_NEW;
    for (size_t i = 0; i < count; i++) {
        /* Nobody knows how much a pipe gives. */
        if (files[i].size < 0)
            return KT_DB_WRITE;
    }
    return kt_source_size(source) <= options->batch_bytes ? KT_DB_BATCH
                                                          : KT_DB_WRITE;
}

kt_status kt_import_paths(const char *path, const kt_import_options *options,
                          kt_load_summary *summary, kt_error *err)
{
    const kt_load_listener *listener = &options->listener;
    kt_source *source;
    kt_db *db = NULL;
    *summary = (kt_load_summary){0};
    kt_status status =
        kt_source_open(options->paths, options->path_count, &source, err);
    if (status != KT_OK)
        return status;
    kt_source_leave_out(source, path);
    status = kt_db_open(path, mode_for(path, source, options), &db, err);
    if (status == KT_OK) {
        size_t left_out = tell_left_out(path, options);
        status = kt_import_source(db, source, options, summary, err);
        summary->failed += left_out;
        if (status == KT_OK)
            status = kt_links_provable(db, &summary->links, err);
        if (listener->done != NULL)
            listener->done(listener->ctx, summary);
    }
    kt_db_close(db);
    kt_source_close(source);
    return status;
}

kt_status kt_import(const char *path, const char *const *paths, size_t count,
                    const kt_load_options *options, kt_load_summary *summary,
                    kt_error *err)
{
    kt_load_summary unused;
    const kt_import_options import = {.paths = paths,
                                      .path_count = count,
                                      .jobs = options->jobs,
                                      .rules = options->rules,
                                      .batch_bytes = KT_BATCH_BYTES,
                                      .listener = options->listener};
    return kt_import_paths(path, &import, summary == NULL ? &unused : summary,
                           err);
}
