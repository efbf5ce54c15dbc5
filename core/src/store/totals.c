#include "store/corpus.h"

#include <stdio.h>

static void copy_text(char *out, size_t size, sqlite3_stmt *row, int column)
{
    const char *text = (const char *)sqlite3_column_text(row, column);
    snprintf(out, size, "%s", text == NULL ? "" : text);
}

/* The ids of a narrowed corpus as a JSON array, for SQL to look them up. */
static void add_ids(const kt_corpus *corpus, kt_buffer *out)
{
    for (size_t i = 0; i < corpus->count; i++)
        kt_buffer_add_format(out, "%c%lld", i == 0 ? '[' : ',',
                             (long long)corpus->ids[i]);
    kt_buffer_add_string(out, corpus->count == 0 ? "[]" : "]");
}

kt_status kt_corpus_totals(kt_corpus *corpus, kt_corpus_info *info,
                           kt_error *err)
{
    const kt_store *store = corpus->store;
    kt_db *db = store->db;
    *info = (kt_corpus_info){.path = store->is_private ? NULL : db->path,
                             .fingerprint = kt_fingerprint(),
                             .rules = corpus->store->db->rules};
    kt_buffer ids = {0};
    if (corpus->narrowed)
        add_ids(corpus, &ids);
    kt_status status = kt_buffer_status(&ids, err);
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
