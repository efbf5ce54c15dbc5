/**
 * @file
 * Every place of a pattern in the token columns.
 */
#ifndef KT_ANALYSE_FIND_H
#define KT_ANALYSE_FIND_H

#include "analyse/pattern.h"
#include "analyse/words.h"

/** The places of one segment where phrases of a pattern begin. */
typedef struct kt_found {
    int64_t position;  /**< of the segment in the token stream */
    uint16_t *list;    /**< counted from there, ascending */
    uint64_t *phrases; /**< bit n: phrase number n begins there; NULL if the
                            pattern has no other */
    size_t count;
} kt_found;

/** What begins at place number @p i. */
static inline uint64_t kt_found_phrases(const kt_found *found, size_t i)
{
    return found->phrases == NULL ? 1 : found->phrases[i];
}

/** Takes what was found in segment number @p n, if there is anything; borrowed
 * for the call. Called on several threads, once for a segment. */
typedef kt_status kt_find_visit(void *ctx, size_t n, const kt_segment *segment,
                                const kt_found *found, kt_error *err);

/**
 * Find where the phrases of a pattern begin, in the articles and parts of
 * @p words. Runs on all jobs.
 *
 * @param feed  the segments, none of them taken yet
 */
kt_status kt_find_each(kt_words *words, const kt_pattern *pattern,
                       kt_feed *feed, kt_find_visit *visit, void *ctx,
                       kt_error *err);

/** Every place of a pattern, segment by segment. */
typedef struct kt_places {
    kt_found *segments;
    size_t segment_count;
    size_t count; /**< of places */
} kt_places;

/**
 * Keep all that kt_find_each() finds.
 *
 * @param out  the caller frees it with kt_places_free()
 */
kt_status kt_find(kt_words *words, const kt_pattern *pattern, kt_places *out,
                  kt_error *err);
void kt_places_free(kt_places *places);

#endif
