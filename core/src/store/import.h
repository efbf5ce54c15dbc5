/**
 * @file
 * The way of articles into a store: chunks are drafted on all threads and
 * written in order by one.
 */
#ifndef KT_STORE_IMPORT_H
#define KT_STORE_IMPORT_H

#include "store/db.h"

#include <ktool/corpus.h>
#include <ktool/load.h>

/** What an import does besides adding articles. */
typedef struct kt_import_options {
    const char *const *paths; /**< what the source was opened with */
    size_t path_count;
    unsigned jobs;
    const char *rules;   /**< as in kt_load_options */
    int64_t batch_bytes; /**< of raw text, after which a batch ends */
    bool is_private;     /**< keep from which file articles and failures are */
    kt_load_listener listener;
} kt_import_options;

/**
 * Add what @p source gives to the store, a batch a transaction. What the
 * store holds does not depend on the number of threads.
 */
kt_status kt_import_source(kt_db *db, kt_source *source,
                           const kt_import_options *options,
                           kt_load_summary *summary, kt_error *err);

/** As kt_import(), which leaves the size of batches to itself. */
kt_status kt_import_paths(const char *path, const kt_import_options *options,
                          kt_load_summary *summary, kt_error *err);

/** Open a store of the user's to make all of it anew; to be closed also on
 * failure. */
kt_status kt_open_to_rewrite(const char *path, kt_db **out, kt_error *err);

/** Read all articles of an open store again by the rules of today, in one
 * transaction; as kt_reindex(). */
kt_status kt_reindex_db(kt_db *db, const kt_load_options *options,
                        kt_load_summary *summary, kt_error *err);

/**
 * Learn what the store was made by, or write it into a new one: the
 * fingerprint, and the rules for tokens, which stand in db->rules afterwards.
 *
 * @param rules  as in kt_load_options
 * @retval KT_ERR_FINGERPRINT  the store was made by another program
 * @retval KT_ERR_USAGE        no such rules, or the store was made by others
 */
kt_status kt_check_maker(kt_db *db, const char *rules, kt_error *err);

/**
 * Write into a store that it was made by this program, which is about to give
 * all its terms other ids.
 *
 * @param rules  as in kt_load_options; NULL: those of the store
 */
kt_status kt_renew_maker(kt_db *db, const char *rules, kt_error *err);

#endif
