/**
 * @file
 * The words of an article around what a search found there.
 */
#ifndef KT_ANALYSE_SNIPPET_H
#define KT_ANALYSE_SNIPPET_H

#include "analyse/find.h"
#include "analyse/matches.h"

#include <ktool/search.h>

/** Where leaves begin in one article. */
typedef struct kt_article_hits {
    int64_t position;       /**< of the article in the token stream */
    const int64_t *list;    /**< likewise, ascending */
    const uint64_t *leaves; /**< bit n: leaf number n */
    size_t count;
} kt_article_hits;

/**
 * Append the best stretch of an article: the one with most leaves, then most
 * places of them, then the first one; of the title only if nothing was found
 * elsewhere. White space is squeezed, and what was cut off is an ellipsis.
 */
kt_status kt_snippet_add(const kt_article *article, kt_tokenizer *tokenizer,
                         const kt_question *question,
                         const kt_article_hits *hits,
                         const kt_search_options *options, kt_buffer *out,
                         kt_error *err);

#endif
