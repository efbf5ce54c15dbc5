/* Statements and their values. */
#include "store/db.h"
#include "store/pause.h"

#include <assert.h>

sqlite3_stmt *kt_db_statement(kt_db *db, kt_statement number)
{
    assert(kt_corpora_may_ask());
    if (db->handle == NULL)
        return NULL;
    if (db->statements[number] == NULL)
        sqlite3_prepare_v3(db->handle, kt_statements[number], -1,
                           SQLITE_PREPARE_PERSISTENT, &db->statements[number],
                           NULL);
    else
        sqlite3_reset(db->statements[number]);
    return db->statements[number];
}

kt_status kt_db_run(kt_db *db, sqlite3_stmt *statement, kt_error *err)
{
    if (statement == NULL)
        return kt_db_failure(db, err);
    int code = sqlite3_step(statement);
    kt_status status = code == SQLITE_DONE || code == SQLITE_ROW
                           ? KT_OK
                           : kt_db_failure(db, err);
    sqlite3_reset(statement);
    return status;
}

kt_status kt_db_step(kt_db *db, sqlite3_stmt *statement, bool *row,
                     kt_error *err)
{
    *row = false;
    if (statement == NULL)
        return kt_db_failure(db, err);
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (*row)
        return KT_OK;
    kt_status status = code == SQLITE_DONE ? KT_OK : kt_db_failure(db, err);
    sqlite3_reset(statement);
    return status;
}

kt_status kt_db_execute(kt_db *db, const char *statements, kt_error *err)
{
    assert(kt_corpora_may_ask());
    return db->handle != NULL && sqlite3_exec(db->handle, statements, NULL,
                                              NULL, NULL) == SQLITE_OK
               ? KT_OK
               : kt_db_failure(db, err);
}

void kt_db_bind_text(sqlite3_stmt *statement, int index, kt_slice text)
{
    if (text.data == NULL)
        sqlite3_bind_null(statement, index);
    else
        sqlite3_bind_text64(statement, index, text.data, text.len,
                            SQLITE_STATIC, SQLITE_UTF8);
}

void kt_db_bind_blob(sqlite3_stmt *statement, int index, kt_slice bytes)
{
    sqlite3_bind_blob64(statement, index, bytes.data == NULL ? "" : bytes.data,
                        bytes.len, SQLITE_STATIC);
}

kt_slice kt_db_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);
    return (kt_slice){text, (size_t)sqlite3_column_bytes(statement, column)};
}

kt_slice kt_db_blob(sqlite3_stmt *statement, int column)
{
    const char *bytes = sqlite3_column_blob(statement, column);
    return (kt_slice){bytes, (size_t)sqlite3_column_bytes(statement, column)};
}
