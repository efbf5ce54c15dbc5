/**
 * @file
 * Every place of a pattern in the token columns.
 */
#ifndef KT_ANALYSE_FIND_H
#define KT_ANALYSE_FIND_H

#include "analyse/pattern.h"
#include "analyse/words.h"

/** Where the pattern begins in one segment. */
typedef struct kt_found {
    int64_t position; /**< of the segment in the token stream */
    uint16_t *list;   /**< counted from there, ascending */
    size_t count;
} kt_found;

/** Every place of a pattern, segment by segment. */
typedef struct kt_places {
    kt_found *segments;
    size_t segment_count;
    size_t count; /**< of places */
} kt_places;

/**
 * Find where the pattern begins, in the articles and parts of @p words. Runs
 * on all jobs.
 *
 * @param out  the caller frees it with kt_places_free()
 */
kt_status kt_find(kt_words *words, const kt_pattern *pattern, kt_places *out,
                  kt_error *err);
void kt_places_free(kt_places *places);

#endif
