/**
 * @file
 * What tells articles apart, and tells that one is another's revision.
 */
#ifndef KT_ARTICLE_IDENTITY_H
#define KT_ARTICLE_IDENTITY_H

#include <ktool/article.h>

/** Hashes of 64 bits, never 0 but for a key that is not there. Of ten million
 * different articles two have the same by accident once in 300,000 corpora. */
typedef struct kt_identity {
    int64_t digest; /**< of all that the loader gave but path and line, and
                          fields that say nothing */
    int64_t key;    /**< of the URL, or the path of a file that is one article;
                          0: neither */
} kt_identity;

/** @param article  as its loader gave it: fresh, or after kt_article_reset() */
kt_identity kt_article_identity(const kt_article *article);

#endif
