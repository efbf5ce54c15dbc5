/**
 * @file
 * Terms in a store: runs of consecutive ids, each a row of blobs that are
 * searched in place. Numbers in them are 32 bits, little-endian.
 */
#ifndef KT_STORE_TERM_RUN_H
#define KT_STORE_TERM_RUN_H

#include "store/db.h"

#include <stdint.h>

typedef struct kt_term_run {
    uint32_t first, count;  /**< ids first to first + count - 1 */
    const uint8_t *class;   /**< the kt_class of each term */
    const uint32_t *ends;   /**< where the surface of each ends in text */
    const char *text;       /**< the surfaces, one after the other */
    const uint32_t *folded; /**< for each term, its folded form's index */
    const uint32_t *folded_ends;
    const char *folded_text; /**< distinct, in the order of code points */
    uint32_t folded_count;
    void *memory; /**< what the pointers point into */
} kt_term_run;

/** The surface of term number @p i of the run, counted from 0. */
static inline kt_slice kt_term_text(const kt_term_run *run, uint32_t i)
{
    uint32_t start = i == 0 ? 0 : run->ends[i - 1];
    return (kt_slice){run->text + start, run->ends[i] - start};
}

static inline kt_slice kt_term_folded(const kt_term_run *run, uint32_t i)
{
    uint32_t start = i == 0 ? 0 : run->folded_ends[i - 1];
    return (kt_slice){run->folded_text + start, run->folded_ends[i] - start};
}

/**
 * Read all runs in order; the caller frees them.
 *
 * @param folded  also the folded forms; without, runs say that there are none
 */
kt_status kt_term_runs_read(kt_db *db, bool folded, kt_term_run **out,
                            size_t *count, kt_error *err);
void kt_term_runs_free(kt_term_run *runs, size_t count);

/**
 * Write a run of terms. Runs that begin after @p first are replaced by it.
 *
 * @param offsets  count + 1 of them: surface i is texts[offsets[i]] up to
 *                 texts[offsets[i + 1]]
 */
kt_status kt_term_run_write(kt_db *db, uint32_t first, uint32_t count,
                            const char *texts, const uint32_t *offsets,
                            const uint8_t *classes, kt_error *err);

#endif
