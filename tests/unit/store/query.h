/* What SQL finds in a store, whatever our own code makes of it. */
#ifndef KT_TEST_QUERY_H
#define KT_TEST_QUERY_H

#include "../scratch.h"

#include <sqlite3.h>

/* Makes a store one of schema 1, as it was before languages were guessed. */
#define AS_SCHEMA_1                                                            \
    "DROP VIEW article_text; CREATE VIEW article_text AS SELECT id FROM"       \
    " article; DELETE FROM label WHERE id > 1; DROP INDEX suspect;"            \
    "ALTER TABLE span DROP COLUMN rule; DROP TABLE provenance;"                \
    "DROP TABLE identity; DROP TABLE tag; DROP TABLE annotation;"              \
    "DROP VIEW lookup_part; DROP TABLE lookup;"                                \
    "DROP TABLE copy; DROP INDEX revision;"                                    \
    "ALTER TABLE article DROP COLUMN newer;"                                   \
    "ALTER TABLE article DROP COLUMN words;"                                   \
    "ALTER TABLE article DROP COLUMN lang_clarity; DROP TABLE stem;"           \
    "PRAGMA user_version = 1;"

static inline sqlite3 *open_sqlite(const char *path)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    return db;
}

static inline void execute(const char *path, const char *sql)
{
    char *message = NULL;
    sqlite3 *db = open_sqlite(path);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s: %s", sql, message);
    sqlite3_close(db);
}

/* Add all rows, values with | between them, blobs as hexadecimal digits, rows
 * with a line break after them. */
static inline void add_rows(kt_buffer *out, sqlite3 *db, const char *sql)
{
    static const char digits[] = "0123456789abcdef";
    sqlite3_stmt *rows;
    if (sqlite3_prepare_v2(db, sql, -1, &rows, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    while (sqlite3_step(rows) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(rows); i++) {
            const unsigned char *text = sqlite3_column_blob(rows, i);
            int len = sqlite3_column_bytes(rows, i);
            bool blob = sqlite3_column_type(rows, i) == SQLITE_BLOB;
            kt_buffer_add_string(out, i == 0 ? "" : "|");
            for (int at = 0; blob && at < len; at++) {
                kt_buffer_add_char(out, digits[text[at] >> 4]);
                kt_buffer_add_char(out, digits[text[at] & 15]);
            }
            if (!blob)
                kt_buffer_add(out, text, (size_t)len);
        }
        kt_buffer_add_char(out, '\n');
    }
    assert_int_equal(sqlite3_finalize(rows), SQLITE_OK);
}

/* All rows; the caller frees it. */
static inline char *query(const char *path, const char *sql)
{
    kt_buffer out = {0};
    sqlite3 *db = open_sqlite(path);
    add_rows(&out, db, sql);
    sqlite3_close(db);
    kt_buffer_add_char(&out, '\0');
    return out.data;
}

static inline void assert_query(const char *path, const char *sql,
                                const char *expected)
{
    char *found = query(path, sql);
    if (strcmp(found, expected) != 0)
        fail_msg("%s: found %s, not %s", sql, found, expected);
    free(found);
}

static inline void assert_same_query(const char *path, const char *other,
                                     const char *sql)
{
    char *expected = query(other, sql);
    assert_query(path, sql, expected);
    free(expected);
}

static inline void assert_same_bytes(const char *path, const char *other)
{
    FILE *a = fopen(path, "rb"), *b = fopen(other, "rb");
    assert_non_null(a);
    assert_non_null(b);
    size_t at = 0;
    for (int x = 0, y = 0; x != EOF; at++) {
        x = getc(a);
        y = getc(b);
        if (x != y)
            fail_msg("%s and %s differ at byte %zu", path, other, at);
    }
    fclose(a);
    fclose(b);
}

#endif
