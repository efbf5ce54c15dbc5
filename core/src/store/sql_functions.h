/**
 * @file
 * Functions of ours for any SQLite connection, our own or one that loads the
 * extension ktool_sqlite.so:
 *
 *     kt_fold(text)               its case folding, in NFC
 *     kt_stem(word, language)     its stem, as kt_stemmer_stem()
 *     kt_tokens(text [, rules])   a row for each token: text, class, start and
 *                                 end (half-open, bytes from 0), folded
 *
 * NULL gives NULL, or no rows. Numbers and blobs are taken as the text that
 * SQLite makes of them; ill-formed bytes count as U+FFFD.
 */
#ifndef KT_STORE_SQL_FUNCTIONS_H
#define KT_STORE_SQL_FUNCTIONS_H

#include <ktool/tokens.h>

#ifdef KT_SQLITE_EXTENSION
#include <sqlite3ext.h>
extern const sqlite3_api_routines *sqlite3_api;
#else
#include <sqlite3.h>
#endif

/**
 * Register them all.
 *
 * @param rules  what kt_tokens() goes by unless it is told
 * @return a code of SQLite's
 */
int kt_sql_functions(sqlite3 *handle, kt_rules rules);

/** Register kt_tokens() alone, the same way. */
int kt_sql_tokens(sqlite3 *handle, kt_rules rules);

/** The bytes of a value as text, ended by NUL; not for NULL. {NULL, 0} without
 * memory. */
static inline kt_slice kt_sql_text(sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);
    return (kt_slice){text,
                      text == NULL ? 0 : (size_t)sqlite3_value_bytes(value)};
}

#endif
