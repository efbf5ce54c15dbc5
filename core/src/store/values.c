#include "store/corpus.h"
#include "store/lookup.h"

#include <stdio.h>

/* Columns of article that have a value to ask for. */
static const char *const columns[] = {"id",      "source", "author", "place",
                                      "section", "lang",   "url",    "path",
                                      "title",   "date"};

static const char *column_of(kt_slice field)
{
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (kt_slice_equal(field, kt_slice_of(columns[i])))
            return columns[i];
    }
    return NULL;
}

kt_status kt_has_free_field(kt_db *db, kt_slice field, bool *found,
                            kt_error *err)
{
    sqlite3_stmt *row = NULL;
    kt_status status = KT_OK;
    *found = false;
    if (sqlite3_prepare_v2(db->handle,
                           "SELECT 1 FROM lookup_part CROSS JOIN lookup"
                           " CROSS JOIN json_each(ifnull(articles, first)) AS j"
                           " CROSS JOIN field ON field.article = j.value"
                           "  AND field.name = ?1"
                           " WHERE lookup.part = lookup_part.part"
                           "  AND lookup.name = 'fields.' || ?1 LIMIT 1",
                           -1, &row, NULL) != SQLITE_OK)
        status = kt_db_failure(db, err);
    if (status == KT_OK) {
        kt_db_bind_text(row, 1, field);
        status = kt_db_step(db, row, found, err);
    }
    sqlite3_finalize(row);
    return status;
}

static kt_status check_field(kt_db *db, kt_slice field, kt_error *err)
{
    bool found = column_of(field) != NULL;
    kt_status status =
        found ? KT_OK : kt_has_free_field(db, field, &found, err);
    if (status != KT_OK || found)
        return status;
    return KT_FAIL(err, KT_ERR_USAGE,
                   "no article has a field '%.*s'; there are source, author, "
                   "place, section, lang, day, week, month, year and the "
                   "fields of the articles' own",
                   (int)field.len, field.data);
}

/* One row of id and value for each article of the store, by id. */
static kt_status prepare(kt_db *db, kt_slice field, sqlite3_stmt **rows,
                         kt_error *err)
{
    char sql[320];
    const char *column = column_of(field);
    if (column != NULL)
        snprintf(sql, sizeof sql, "SELECT id, %s FROM article ORDER BY id",
                 column);
    else
        snprintf(sql, sizeof sql,
                 "SELECT id, (SELECT " KT_FIELD_TEXT " FROM field"
                 " WHERE field.article = article.id AND name = ?1)"
                 " FROM article ORDER BY id");
    if (sqlite3_prepare_v2(db->handle, sql, -1, rows, NULL) != SQLITE_OK)
        return kt_db_failure(db, err);
    if (column == NULL)
        kt_db_bind_text(*rows, 1, field);
    return KT_OK;
}

static kt_status visit_rows(kt_corpus *corpus, sqlite3_stmt *rows,
                            kt_status (*visit)(void *ctx, kt_slice value),
                            void *ctx, kt_error *err)
{
    for (size_t i = 0; i < corpus->count;) {
        bool row;
        kt_status status = kt_db_step(corpus->store->db, rows, &row, err);
        if (status != KT_OK || !row)
            return status;
        if (sqlite3_column_int64(rows, 0) != corpus->ids[i])
            continue;
        status = visit(ctx, kt_db_text(rows, 1));
        if (status != KT_OK)
            return status;
        i++;
    }
    return KT_OK;
}

kt_status kt_corpus_values_each(kt_corpus *corpus, kt_slice field,
                                kt_status (*visit)(void *ctx, kt_slice value),
                                void *ctx, kt_error *err)
{
    kt_db *db = corpus->store->db;
    sqlite3_stmt *rows = NULL;
    kt_status status = kt_corpus_places(corpus, err);
    if (status == KT_OK)
        status = check_field(db, field, err);
    if (status == KT_OK)
        status = prepare(db, field, &rows, err);
    if (status == KT_OK)
        status = visit_rows(corpus, rows, visit, ctx, err);
    sqlite3_finalize(rows);
    return status;
}
