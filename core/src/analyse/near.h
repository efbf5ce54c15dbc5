/**
 * @file
 * Which places of a query's words are near enough to each other.
 */
#ifndef KT_ANALYSE_NEAR_H
#define KT_ANALYSE_NEAR_H

#include "analyse/pattern.h"
#include "text/query.h"

enum {
    /* What a mark that parts the text counts for, so that no NEAR reaches
     * over it. */
    KT_NEAR_BORDER = KT_QUERY_FARTHEST + 1
};

/** A place of leaves in an article. */
typedef struct kt_spot {
    int64_t at; /**< tokens before it, each border as KT_NEAR_BORDER of them */
    uint64_t leaves; /**< bit n: leaf number n begins there */
    uint64_t near;   /**< for use inside */
} kt_spot;

/** What a token, or a mark that is not KT_NO_MARK, adds to kt_spot.at. */
int64_t kt_near_step(uint8_t mark);

/**
 * Take from the spots of one article, ascending by at, the leaves that stand
 * in a NEAR of the query that does not hold there.
 *
 * @param pattern  phrase n is leaf n
 */
void kt_near_trim(const kt_query *query, const kt_pattern *pattern,
                  kt_spot *spots, size_t count);

#endif
