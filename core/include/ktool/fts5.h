/**
 * @file
 * A full-text index for other programs: article_fts, an FTS5 table that every
 * SQLite with FTS5 reads. ktool itself has no use for it.
 *
 * Its rowid is the id of an article, its columns are `title` and `body`: their
 * folded tokens, with a space between them and without marks and symbols.
 * Whoever imports, removes or reindexes articles keeps it up to date.
 */
#ifndef KTOOL_FTS5_H
#define KTOOL_FTS5_H

#include <ktool/corpus.h>

/**
 * Make the table in the store at @p store, anew if it is there. One
 * transaction: after a failure or kt_interrupt() the store is what it was.
 *
 * @param options   rules, which must be those of the store; the listener's
 *                  progress
 * @param articles  receives how many there are; may be NULL
 * @retval KT_ERR_NOT_FOUND, KT_ERR_FORMAT  there is no store
 * @return otherwise as kt_import()
 */
kt_status kt_fts5_make(const char *store, const kt_load_options *options,
                       size_t *articles, kt_error *err);

/**
 * Drop the table, so that imports need not keep it.
 *
 * @retval KT_ERR_USAGE  there is none
 * @return otherwise as kt_fts5_make()
 */
kt_status kt_fts5_remove(const char *store, kt_error *err);

#endif
