/**
 * @file
 * The articles for which a query holds, and how often its leaves occur there.
 */
#ifndef KT_ANALYSE_MATCHES_H
#define KT_ANALYSE_MATCHES_H

#include "analyse/near.h"

/** A query as it is asked of a store. Leaf n is phrase n of the pattern. */
typedef struct kt_question {
    kt_query query; /**< borrows from the text */
    kt_pattern pattern;
} kt_question;

/** @return as kt_query_read() and kt_pattern_add() */
kt_status kt_question_read(kt_slice text, const kt_store *store,
                           kt_question *out, kt_error *err);
void kt_question_free(kt_question *question);

/** An article for which the query holds. */
typedef struct kt_match {
    size_t article;         /**< by number in the corpus */
    const uint32_t *counts; /**< of each leaf; NULL if there is none of any */
} kt_match;

typedef struct kt_matches {
    kt_match *list; /**< in the order of ids */
    size_t count;
    uint64_t articles[KT_QUERY_LEAVES]; /**< of the corpus that each leaf
                                             occurs in */
    struct kt_tally *tallies;           /**< what counts point into */
    size_t tally_count;
} kt_matches;

/**
 * Find them, on all jobs.
 *
 * @param out  the caller frees it with kt_matches_free()
 */
kt_status kt_matches_find(kt_corpus *corpus, const kt_question *question,
                          kt_matches *out, kt_error *err);
void kt_matches_free(kt_matches *matches);

#endif
