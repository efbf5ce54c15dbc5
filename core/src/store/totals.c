#include "store/corpus.h"

#include <stdio.h>

static void copy_text(char *out, size_t size, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    snprintf(out, size, "%s", text == NULL ? "" : text);
}

/* The ids of a narrowed corpus as a JSON array, for SQL to look them up;
 * nothing for a whole one. */
static kt_status list_ids(kt_corpus *corpus, kt_buffer *out, kt_error *err)
{
    if (!corpus->narrowed || kt_corpus_is_whole(corpus))
        return KT_OK;
    kt_status status = kt_corpus_places(corpus, err);
    if (status != KT_OK)
        return status;
    for (size_t i = 0; i < corpus->count; i++)
        kt_buffer_add_format(out, "%c%lld", i == 0 ? '[' : ',',
                             (long long)corpus->ids[i]);
    kt_buffer_add_string(out, corpus->count == 0 ? "[]" : "]");
    return kt_buffer_status(out, err);
}

kt_status kt_corpus_totals(kt_corpus *corpus, kt_corpus_info *info,
                           kt_error *err)
{
    const kt_store *store = corpus->store;
    kt_db *db = store->db;
    *info = (kt_corpus_info){.path = store->is_private ? NULL : db->path,
                             .rules = corpus->store->db->rules};
    kt_buffer ids = {0};
    kt_status status = kt_fingerprint(&info->fingerprint, err);
    if (status == KT_OK)
        status = list_ids(corpus, &ids, err);
    sqlite3_stmt *row = kt_db_statement(db, STMT_TOTALS);
    bool found = false;
    if (status == KT_OK) {
        kt_db_bind_text(row, 1, kt_buffer_slice(&ids));
        status = kt_db_step(db, row, &found, err);
    }
    if (found) {
        info->articles = (size_t)sqlite3_column_int64(row, 0);
        info->bytes = (uint64_t)sqlite3_column_int64(row, 1);
        info->dated = (size_t)sqlite3_column_int64(row, 2);
        info->sources = (size_t)sqlite3_column_int64(row, 3);
        copy_text(info->first_date, sizeof info->first_date, row, 4);
        copy_text(info->last_date, sizeof info->last_date, row, 5);
        sqlite3_reset(row);
    }
    sqlite3_bind_null(row, 1);
    kt_buffer_free(&ids);
    return status;
}

/* The label and rule of a row; the rule is borrowed from it. */
static kt_status read_mark(kt_db *db, sqlite3_stmt *row, kt_span *out,
                           kt_error *err)
{
    bool by_rule = sqlite3_column_type(row, 1) != SQLITE_NULL;
    out->label = (kt_label)sqlite3_column_int(row, 0);
    out->rule = (const char *)sqlite3_column_text(row, 1);
    if (out->label >= KT_LABEL_TOTAL)
        return KT_FAIL(err, KT_ERR_CORRUPT,
                       "%s: the store is damaged: no label has number %d",
                       db->path, (int)out->label);
    return by_rule && out->rule == NULL ? kt_db_failure(db, err) : KT_OK;
}

kt_status kt_corpus_marks_each(kt_corpus *corpus,
                               kt_status (*visit)(void *ctx, kt_label label,
                                                  const char *rule,
                                                  size_t count),
                               void *ctx, kt_error *err)
{
    kt_db *db = corpus->store->db;
    kt_buffer ids = {0};
    bool more = true;
    kt_status status = list_ids(corpus, &ids, err);
    sqlite3_stmt *rows = kt_db_statement(db, STMT_MARKS);
    kt_db_bind_text(rows, 1, kt_buffer_slice(&ids));
    while (status == KT_OK && more) {
        kt_span mark = {0};
        status = kt_db_step(db, rows, &more, err);
        if (status == KT_OK && more)
            status = read_mark(db, rows, &mark, err);
        if (status == KT_OK && more)
            status = visit(ctx, mark.label, kt_span_rule(&mark),
                           (size_t)sqlite3_column_int64(rows, 2));
    }
    sqlite3_reset(rows);
    sqlite3_bind_null(rows, 1);
    kt_buffer_free(&ids);
    return status;
}

kt_status kt_corpus_tags_each(kt_corpus *corpus,
                              kt_status (*visit)(void *ctx, kt_slice tag,
                                                 size_t count),
                              void *ctx, kt_error *err)
{
    kt_db *db = corpus->store->db;
    kt_buffer ids = {0};
    bool more = true;
    kt_status status = list_ids(corpus, &ids, err);
    sqlite3_stmt *rows = kt_db_statement(db, STMT_COUNT_TAGS);
    kt_db_bind_text(rows, 1, kt_buffer_slice(&ids));
    while (status == KT_OK && more) {
        status = kt_db_step(db, rows, &more, err);
        if (status == KT_OK && more)
            status = visit(ctx, kt_db_text(rows, 0),
                           (size_t)sqlite3_column_int64(rows, 1));
    }
    sqlite3_reset(rows);
    sqlite3_bind_null(rows, 1);
    kt_buffer_free(&ids);
    return status;
}
