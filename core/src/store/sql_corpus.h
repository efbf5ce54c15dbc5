/**
 * @file
 * `corpus (id)` for SQL: the ids of the articles of the corpus whose query it
 * is.
 */
#ifndef KT_STORE_SQL_CORPUS_H
#define KT_STORE_SQL_CORPUS_H

#include "store/corpus.h"

/**
 * Make the table known to the connection of @p store. Its rows are those of
 * store->asking when a statement begins to read it, whose places must have
 * been read. Preparing a statement that reads it sets store->asks_corpus.
 *
 * @return a code of SQLite's
 */
int kt_sql_corpus(kt_store *store);

#endif
