#include "store/check.h"

#include "base/list.h"
#include "store/import.h"
#include "store/lookup.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/* Places of faults of the store as a whole. */
enum {
    OF_DATABASE = -4,
    OF_REFERENCES,
    OF_LISTS,
    OF_TERMS
};

kt_status kt_check_fault(kt_check *check, int64_t place, kt_error *err,
                         const char *format, ...)
{
    char *text;
    va_list args;
    va_start(args, format);
    int len = vasprintf(&text, format, args);
    va_end(args);
    if (len < 0)
        return KT_FAIL_NOMEM(err);
    pthread_mutex_lock(&check->lock);
    bool room =
        kt_list_grow(&check->faults, check->fault_count, sizeof *check->faults);
    if (room)
        check->faults[check->fault_count++] = (kt_fault){place, text};
    pthread_mutex_unlock(&check->lock);
    if (room)
        return KT_OK;
    free(text);
    return KT_FAIL_NOMEM(err);
}

/* Those of one place by their texts, since several threads may find them. */
static int by_place(const void *a, const void *b)
{
    const kt_fault *x = a, *y = b;
    if (x->place != y->place)
        return x->place < y->place ? -1 : 1;
    return strcmp(x->text, y->text);
}

/* What SQLite says of its pages, tables and indexes. */
static kt_status check_database(kt_check *check, kt_error *err)
{
    kt_db *db = check->feed.db;
    bool row;
    kt_status status;
    sqlite3_stmt *rows = kt_db_statement(db, STMT_INTEGRITY);
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        kt_slice text = kt_db_text(rows, 0);
        if (!kt_slice_equal(text, KT_SLICE("ok")))
            status = kt_check_fault(
                check, OF_DATABASE, err,
                "the database is damaged: %.*s; restore a copy or import its "
                "articles again",
                (int)text.len, text.data);
        if (status != KT_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

static kt_status check_references(kt_check *check, kt_error *err)
{
    kt_db *db = check->feed.db;
    bool row;
    kt_status status;
    sqlite3_stmt *rows = kt_db_statement(db, STMT_FOREIGN_KEYS);
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        kt_slice table = kt_db_text(rows, 0), parent = kt_db_text(rows, 1);
        long long count = sqlite3_column_int64(rows, 2);
        status = kt_check_fault(
            check, OF_REFERENCES, err,
            "%lld row%s of the table %.*s refer%s to what is not in the table "
            "%.*s; restore a copy or import its articles again",
            count, kt_plural((uint64_t)count), (int)table.len, table.data,
            count == 1 ? "s" : "", (int)parent.len, parent.data);
        if (status != KT_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

/* A newer revision was imported later. */
static kt_status check_revisions(kt_check *check, kt_error *err)
{
    kt_db *db = check->feed.db;
    bool row;
    kt_status status;
    sqlite3_stmt *rows = kt_db_statement(db, STMT_BACKWARD);
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        status = kt_check_fault(
            check, OF_REFERENCES, err,
            "article %lld has article %lld for a newer revision; restore a "
            "copy or import its articles again",
            (long long)sqlite3_column_int64(rows, 0),
            (long long)sqlite3_column_int64(rows, 1));
        if (status != KT_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}

/* Read the terms; damaged ones are a fault. */
static kt_status check_terms(kt_check *check, kt_error *err)
{
    kt_error damage;
    kt_status status =
        kt_term_index_load(check->feed.db, &check->terms, &damage);
    if (status == KT_ERR_CORRUPT) {
        size_t path = strlen(check->feed.db->path);
        return kt_check_fault(check, OF_TERMS, err, "%s",
                              damage.message + path + strlen(": "));
    }
    return status == KT_OK ? KT_OK : kt_fail(err, status, "%s", damage.message);
}

static kt_status read_articles(kt_check *check, kt_error *err)
{
    kt_db *db = check->feed.db;
    bool row;
    kt_status status;
    sqlite3_stmt *rows = kt_db_statement(db, STMT_ALL_PLACES);
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        if (!kt_list_grow(&check->articles, check->article_count,
                          sizeof *check->articles)) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
        check->articles[check->article_count++] = (kt_place){
            sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
            sqlite3_column_int64(rows, 2), sqlite3_column_int64(rows, 3)};
    }
    sqlite3_reset(rows);
    return status;
}

/* Where tokens end that have a place; @p before where that is no place. */
static int64_t end_of(int64_t position, int64_t tokens, int64_t before)
{
    int64_t end = 0;
    return kt_db_place_follows(position, tokens, &end) ? end : before;
}

/* A segment begins where the one before it ends, the first at 0. */
static kt_status check_segment_places(kt_check *check, int64_t *end,
                                      kt_error *err)
{
    kt_status status = KT_OK;
    *end = 0;
    for (size_t n = 0; status == KT_OK && n < check->feed.count; n++) {
        const kt_segment_place *place = &check->feed.places[n];
        int64_t start = *end;
        *end = end_of(place->position, place->tokens, start);
        if (place->position != start || *end <= place->position) {
            check->in_order = false;
            status = kt_check_fault(check, (int64_t)n, err,
                                    "the place of segment %lld is damaged; run "
                                    "`ktool -c %s reindex`",
                                    (long long)place->id, check->feed.db->path);
        }
    }
    return status;
}

/* Articles follow each other; without gaps, unless some were removed. */
static kt_status check_article_places(kt_check *check, int64_t tokens,
                                      bool has_gaps, kt_error *err)
{
    kt_status status = KT_OK;
    int64_t end = 0;
    for (size_t i = 0; status == KT_OK && i < check->article_count; i++) {
        const kt_place *a = &check->articles[i];
        bool fits = a->position == end || (has_gaps && a->position > end);
        bool last = i + 1 == check->article_count && !has_gaps;
        end = end_of(a->position, a->tokens, end);
        if (fits && end > a->position && end <= tokens &&
            (!last || end == tokens))
            continue;
        check->in_order = false;
        status = kt_check_fault(
            check, (int64_t)(check->feed.count + i), err,
            "article %lld has a wrong place among the tokens; run `ktool -c %s "
            "reindex`",
            (long long)a->id, check->feed.db->path);
    }
    return status;
}

static kt_status check_places(kt_check *check, kt_error *err)
{
    kt_ends ends;
    int64_t tokens;
    check->in_order = true;
    /* Ends that cannot be are those of places that cannot be. */
    kt_status status = kt_ends_read(check->feed.db, &ends, err);
    if (status == KT_OK || status == KT_ERR_CORRUPT)
        status = read_articles(check, err);
    if (status == KT_OK)
        status = check_segment_places(check, &tokens, err);
    return status == KT_OK
               ? check_article_places(check, tokens, ends.removals > 0, err)
               : status;
}

/* Every article is listed under its values. */
static kt_status check_part(kt_check *check, int64_t part, kt_error *err)
{
    const int64_t size = INT64_C(1) << KT_LOOKUP_BITS;
    kt_db *db = check->feed.db;
    bool row;
    sqlite3_stmt *unlisted = kt_db_statement(db, STMT_UNLISTED);
    sqlite3_bind_int64(unlisted, 1, part);
    sqlite3_bind_int64(unlisted, 2, part * size);
    sqlite3_bind_int64(unlisted, 3, part * size + (size - 1));
    kt_status status = kt_db_step(db, unlisted, &row, err);
    long long count = row ? sqlite3_column_int64(unlisted, 0) : 0;
    long long first = row ? sqlite3_column_int64(unlisted, 1) : 0;
    sqlite3_reset(unlisted);
    if (status != KT_OK || count == 0)
        return status;
    return kt_check_fault(check, OF_LISTS, err,
                          "filters do not find %lld article%s, the first of "
                          "them %lld; run `ktool -c %s reindex`",
                          count, kt_plural((uint64_t)count), first, db->path);
}

static kt_status check_lists(kt_check *check, kt_error *err)
{
    kt_status status = KT_OK;
    int64_t part = -1;
    for (size_t i = 0; status == KT_OK && i < check->article_count; i++) {
        int64_t next = check->articles[i].id >> KT_LOOKUP_BITS;
        if (next != part)
            status = check_part(check, next, err);
        part = next;
    }
    return status;
}

static kt_status run(kt_check *check, unsigned jobs, kt_error *err)
{
    kt_status status = check_database(check, err);
    if (status == KT_OK)
        status = check_references(check, err);
    if (status == KT_OK)
        status = check_revisions(check, err);
    if (status == KT_OK)
        status = check_terms(check, err);
    if (status == KT_OK)
        status = check_places(check, err);
    if (status == KT_OK)
        status = check_lists(check, err);
    return status == KT_OK ? kt_check_columns(check, jobs, err) : status;
}

static void free_check(kt_check *check)
{
    for (size_t i = 0; i < check->fault_count; i++)
        free(check->faults[i].text);
    free(check->faults);
    free(check->articles);
    kt_term_index_free(check->terms);
    kt_feed_close(&check->feed);
    pthread_mutex_destroy(&check->lock);
}

kt_status kt_check_store(const char *path, unsigned jobs,
                         void (*fault)(void *ctx, const char *text), void *ctx,
                         kt_error *err)
{
    kt_store store = {0};
    kt_corpus corpus = {.store = &store};
    kt_check check = {.lock = PTHREAD_MUTEX_INITIALIZER};
    kt_status status = kt_db_open_to_read(path, &store.db, err);
    if (status != KT_OK)
        return status;
    status = kt_store_snapshot(&store, err);
    if (status == KT_OK)
        status = kt_check_maker(store.db, NULL, err);
    if (status == KT_OK)
        status = kt_feed_open_damaged(&corpus, &check.feed, err);
    if (status == KT_OK)
        status = run(&check, jobs, err);
    if (check.fault_count > 0)
        qsort(check.faults, check.fault_count, sizeof *check.faults, by_place);
    for (size_t i = 0; status == KT_OK && i < check.fault_count; i++)
        fault(ctx, check.faults[i].text);
    free_check(&check);
    kt_db_close(store.db);
    return status;
}
