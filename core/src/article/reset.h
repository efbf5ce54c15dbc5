/**
 * @file
 * An article as it was before any rule had read it.
 */
#ifndef KT_ARTICLE_RESET_H
#define KT_ARTICLE_RESET_H

#include "base/arena.h"

#include <ktool/article.h>

/**
 * Make @p article, which came out of a store, what its loader gave: the title
 * and a body span for each paragraph. What rules made of it is dropped: other
 * spans, quotes, values that were read from the text, and a language that was
 * guessed.
 *
 * @param arena  for its new spans and fields; lives as long as the article
 */
kt_status kt_article_reset(kt_article *article, kt_arena *arena, kt_error *err);

#endif
