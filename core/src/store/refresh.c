#include "store/refresh.h"

#include "article/stream.h"
#include "store/segment.h"
#include "store/stems.h"
#include "store/term_run.h"

#include <stdlib.h>

/* Run one of the statements that look up two numbers by one. */
static kt_status look_up(kt_db *db, kt_statement number, int64_t key,
                         int64_t *first, int64_t *second, kt_error *err)
{
    sqlite3_stmt *statement = kt_db_statement(db, number);
    bool row;
    sqlite3_bind_int64(statement, 1, key);
    kt_status status = kt_db_step(db, statement, &row, err);
    if (row) {
        *first = sqlite3_column_int64(statement, 0);
        *second = sqlite3_column_int64(statement, 1);
        sqlite3_reset(statement);
    }
    return status;
}

/* Where a store is cut. */
typedef struct cut {
    int64_t file, article, position;
} cut;

/* Move the cut back until it is the start of a file and of a segment. */
static kt_status find_cut(kt_db *db, cut *c, kt_error *err)
{
    for (;;) {
        /* Without an article from the file on, the cut is at the end. */
        c->article = INT64_MAX;
        c->position = INT64_MAX;
        int64_t segment = 0, end = 0, unused;
        kt_status status = look_up(db, STMT_FILE_START, c->file, &c->article,
                                   &c->position, err);
        if (status == KT_OK)
            status =
                look_up(db, STMT_SEGMENT_AT, c->position, &segment, &end, err);
        if (status != KT_OK || c->position == INT64_MAX ||
            segment == c->position || c->position >= end)
            return status;
        status = look_up(db, STMT_FILE_AT, segment, &c->file, &unused, err);
        if (status != KT_OK)
            return status;
    }
}

/* One more than the largest term id in the segments that are left. Ids are
 * given in the order of segments, so these are all ids below it. */
static kt_status count_ids(kt_db *db, uint32_t *limit, kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_SEGMENT_DATA);
    uint32_t *ids = malloc(KT_SEGMENT_TOKENS * sizeof *ids);
    kt_status status = ids == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    *limit = KT_FIRST_TERM;
    while (status == KT_OK) {
        bool row;
        kt_segment segment;
        status = kt_db_step(db, rows, &row, err);
        if (status != KT_OK || !row)
            break;
        status = kt_segment_open(kt_db_blob(rows, 0), true, &segment, err);
        if (status != KT_OK || segment.terms == 0)
            continue;
        kt_segment_ids(&segment, ids);
        if (ids[segment.terms - 1] >= *limit)
            *limit = ids[segment.terms - 1] + 1;
    }
    sqlite3_reset(rows);
    free(ids);
    return status;
}

static kt_status cut_run(kt_db *db, const kt_term_run *run, uint32_t limit,
                         kt_error *err)
{
    uint32_t count = limit - run->first;
    uint32_t *offsets = malloc(((size_t)count + 1) * sizeof *offsets);
    if (offsets == NULL)
        return KT_FAIL_NOMEM(err);
    offsets[0] = 0;
    memcpy(offsets + 1, run->ends, count * sizeof *offsets);
    kt_status status = kt_term_run_write(db, run->first, count, run->text,
                                         offsets, run->class, err);
    free(offsets);
    return status;
}

static kt_status cut_terms(kt_db *db, kt_error *err)
{
    kt_term_run *runs;
    size_t count;
    uint32_t limit;
    kt_status status = count_ids(db, &limit, err);
    if (status == KT_OK)
        status = kt_term_runs_read(db, false, &runs, &count, err);
    if (status != KT_OK)
        return status;
    sqlite3_stmt *drop = kt_db_statement(db, STMT_DROP_TERMS);
    sqlite3_bind_int64(drop, 1, (sqlite3_int64)limit - 1);
    status = kt_db_run(db, drop, err);
    for (size_t i = 0; status == KT_OK && i < count; i++) {
        if (runs[i].first < limit && limit - runs[i].first < runs[i].count)
            status = cut_run(db, &runs[i], limit, err);
    }
    kt_term_runs_free(runs, count);
    if (status == KT_OK)
        status = kt_stems_cut(db, limit - KT_FIRST_TERM, err);
    return status;
}

static kt_status drop_from(kt_db *db, const char *table, const char *column,
                           int64_t from, kt_error *err)
{
    char *sql = sqlite3_mprintf("DELETE FROM %s WHERE %s >= %lld", table,
                                column, (long long)from);
    kt_status status =
        sql == NULL ? KT_FAIL_NOMEM(err) : kt_db_execute(db, sql, err);
    sqlite3_free(sql);
    return status;
}

/* What a dropped revision stood for stands for itself again. */
static kt_status unlink_from(kt_db *db, int64_t article, kt_error *err)
{
    sqlite3_stmt *unlink = kt_db_statement(db, STMT_CUT_NEWER);
    sqlite3_bind_int64(unlink, 1, article);
    return kt_db_run(db, unlink, err);
}

static kt_status drop_rows(kt_db *db, const cut *c, kt_error *err)
{
    const struct {
        const char *table, *column;
        int64_t from;
    } drops[] = {
        {"identity", "article", c->article},
        {"tag", "article", c->article},
        {"annotation", "article", c->article},
        {"copy", "file", c->file},
        {"lookup", "first", c->article},
        {"span", "article", c->article},
        {"field", "article", c->article},
        {"provenance", "article", c->article},
        {"raw", "article", c->article},
        {"article", "id", c->article},
        {"failure", "file", c->file},
        {"file", "number", c->file},
        {"segment", "position", c->position},
    };
    kt_status status = unlink_from(db, c->article, err);
    for (size_t i = 0; status == KT_OK && i < sizeof drops / sizeof *drops; i++)
        status =
            drop_from(db, drops[i].table, drops[i].column, drops[i].from, err);
    return status;
}

kt_status kt_refresh(kt_db *fresh, kt_db *old, size_t same, size_t *kept,
                     kt_error *err)
{
    cut c = {.file = (int64_t)same};
    kt_status status = kt_db_copy(fresh, old, err);
    if (status == KT_OK)
        status = find_cut(fresh, &c, err);
    if (status == KT_OK)
        status = kt_db_execute(fresh, "BEGIN", err);
    if (status == KT_OK)
        status = drop_rows(fresh, &c, err);
    if (status == KT_OK)
        status = cut_terms(fresh, err);
    if (status == KT_OK)
        status = kt_db_execute(fresh, "COMMIT", err);
    *kept = (size_t)c.file;
    return status;
}
