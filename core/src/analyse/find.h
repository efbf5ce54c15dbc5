/**
 * @file
 * Every place of a pattern in the token columns.
 */
#ifndef KT_ANALYSE_FIND_H
#define KT_ANALYSE_FIND_H

#include "analyse/pattern.h"
#include "analyse/words.h"

/** Positions in the token stream, ascending. */
typedef struct kt_positions {
    int64_t *list;
    size_t count;
} kt_positions;

/**
 * Find where the pattern begins, in the articles and parts of @p words. Runs
 * on all jobs.
 *
 * @param out  the caller frees its list
 */
kt_status kt_find(kt_words *words, const kt_pattern *pattern, kt_positions *out,
                  kt_error *err);

#endif
