/**
 * @file
 * The language of searches, taken apart: words, globs, phrases, NEAR/n, AND,
 * OR, NOT, parentheses and title:. The manual describes it (Search).
 */
#ifndef KT_TEXT_QUERY_H
#define KT_TEXT_QUERY_H

#include <ktool/slice.h>
#include <ktool/status.h>
#include <stdint.h>

enum {
    KT_QUERY_LEAVES = 63, /**< words, globs and phrases of a query */
    KT_QUERY_NESTING = 32,
    KT_QUERY_FARTHEST = 1000, /**< of NEAR/n */
    /* A leaf, and what joins it to those before; each may be negated. */
    KT_QUERY_STEPS = 4 * KT_QUERY_LEAVES
};

/** A word, a glob, or a phrase, as it stands in the query. */
typedef struct kt_query_leaf {
    kt_slice text; /**< without quotation marks, borrowed from the query */
    bool in_title;
    bool is_wanted; /**< not what a NOT is about */
} kt_query_leaf;

typedef enum kt_query_op {
    KT_QUERY_LEAF,
    KT_QUERY_AND,
    KT_QUERY_OR,
    KT_QUERY_NOT
} kt_query_op;

typedef struct kt_query_step {
    kt_query_op op;
    uint8_t leaf;
} kt_query_step;

/** A NEAR/n. Bit n stands for leaf number n; any of a side will do. */
typedef struct kt_query_link {
    uint64_t left, right;
    unsigned distance;
} kt_query_link;

typedef struct kt_query {
    kt_query_leaf leaves[KT_QUERY_LEAVES];
    size_t leaf_count;
    kt_query_step steps[KT_QUERY_STEPS]; /**< postfix; NEAR stands as AND */
    size_t step_count;
    kt_query_link links[KT_QUERY_LEAVES]; /**< of a chain from left to right,
                                               one chain after another */
    size_t link_count;
} kt_query;

/**
 * Take a query apart.
 *
 * @param wrong  on failure what of @p text is wrong, which may be empty; may
 *               be NULL
 * @retval KT_ERR_USAGE  the message counts bytes from 1, as Lua does
 * @retval KT_ERR_LIMIT  more leaves or parentheses than there may be
 */
kt_status kt_query_read(kt_slice text, kt_query *out, kt_slice *wrong,
                        kt_error *err);

/** Whether the query holds where only the leaves @p present occur, those in a
 * NEAR only where it lets them. */
bool kt_query_holds(const kt_query *query, uint64_t present);

#endif
