/**
 * @file
 * SQL of the user's own over the store of a corpus, which it can only read.
 *
 * A statement sees the tables of docs/manual.md as they were when the corpus
 * was opened, or rested last (kt_corpora_rest()), `corpus (id)`, the ids of the
 * corpus' articles, and the functions kt_fold, kt_stem and kt_tokens. The other
 * tables have all articles of the store; so a statement on a narrowed corpus
 * that reads those without `corpus` is refused.
 */
#ifndef KTOOL_QUERY_H
#define KTOOL_QUERY_H

#include <ktool/corpus.h>

typedef enum kt_value_kind {
    KT_VALUE_NULL,
    KT_VALUE_INTEGER,
    KT_VALUE_FLOAT,
    KT_VALUE_TEXT,
    KT_VALUE_BLOB
} kt_value_kind;

typedef struct kt_value {
    kt_value_kind kind;
    int64_t integer;
    double number;
    kt_slice bytes; /**< of a text or blob */
} kt_value;

/** A statement and its place in what it gives. */
typedef struct kt_query kt_query;

/**
 * Prepare one statement.
 *
 * @param values  for its parameters, borrowed for the call
 * @param out     The caller owns it and releases it with kt_query_free(); it
 *                may outlive @p corpus.
 * @retval KT_ERR_USAGE  SQL that is wrong (the message has line and column,
 *                       where SQLite knows them), that would do more than
 *                       read, or that is no or more than one statement; as
 *                       many values as parameters are not there; NaN, which
 *                       SQLite would take for NULL; all articles of the store
 *                       instead of the narrowed corpus
 */
kt_status kt_query_new(kt_corpus *corpus, kt_slice sql, const kt_value *values,
                       size_t count, kt_query **out, kt_error *err);
void kt_query_free(kt_query *query);

/** How many columns the rows have, and what they are called; NULL without
 * memory. A name is borrowed until the next call. */
size_t kt_query_columns(const kt_query *query);
const char *kt_query_name(const kt_query *query, size_t column);

/**
 * The next row, an array of kt_query_columns() values, borrowed until the
 * next call.
 *
 * @retval KT_ERR_NOT_FOUND    there are no more rows
 * @retval KT_ERR_USAGE        what SQL had to compute cannot be, or the store
 *                             has rested since: see kt_corpora_rest()
 * @retval KT_ERR_INTERRUPTED  kt_interrupt() was called
 */
kt_status kt_query_next(kt_query *query, const kt_value **row, kt_error *err);

#endif
