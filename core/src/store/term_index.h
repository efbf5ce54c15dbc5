/**
 * @file
 * Ids for terms while a store is written.
 */
#ifndef KT_STORE_TERM_INDEX_H
#define KT_STORE_TERM_INDEX_H

#include "base/table.h"
#include "store/db.h"

#include <ktool/buffer.h>

/** Every term of a store, in memory. */
typedef struct kt_term_index {
    uint64_t *slots;   /**< a hash table: the hash of a surface with its class,
                            and in the lower half 1 + its number; 0: free */
    size_t capacity;   /**< of slots: a power of two, or 0 */
    kt_buffer text;    /**< all surfaces in the order of their ids */
    uint32_t *offsets; /**< where each begins, and where the last ends */
    uint8_t *classes;
    uint32_t count;
    uint32_t saved;       /**< how many of them the store has */
    uint32_t *run_starts; /**< of the store's runs, as term numbers */
    size_t run_count;
} kt_term_index;

/** Read the terms of a store. */
kt_status kt_term_index_load(kt_db *db, kt_term_index **out, kt_error *err);
void kt_term_index_free(kt_term_index *index);

/** The id of a term, or 0 if it has none. */
uint32_t kt_term_index_find(const kt_term_index *index, const kt_probe *term);

/** Find or give the ids of @p count terms. */
kt_status kt_term_index_ids(kt_term_index *index, const kt_probe *terms,
                            uint32_t count, uint32_t *ids, kt_error *err);

/**
 * Write the terms that were added since. Runs are merged so that each is at
 * least twice as long as the next, which keeps their number logarithmic and
 * writes a term again only a logarithmic number of times.
 */
kt_status kt_term_index_save(kt_term_index *index, kt_db *db, kt_error *err);

#endif
