/**
 * @file
 * Searching: the articles that a query is about, the best first. The manual
 * describes the language of queries (Search).
 *
 * Articles are ranked by BM25 over the columns of tokens. With N articles in
 * the corpus, n of them with the word, glob or phrase t, which occurs f times
 * in this one, and L words in its title and body, on average M:
 *
 *     score = sum over t of idf(t) * f * (k1 + 1) / (f + k1 * (1 - b + b *
 * L/M)) idf(t) = ln(1 + (N - n + 0.5) / (n + 0.5)),  k1 = 1.2,  b = 0.75
 *
 * as in Robertson and Zaragoza, The Probabilistic Relevance Framework: BM25
 * and Beyond (2009), with the 1 in idf that keeps it above zero (Lucene's).
 * What stands below NOT gives no score; a glob or phrase is one t; in NEAR and
 * title: f counts only the places where it holds.
 */
#ifndef KTOOL_SEARCH_H
#define KTOOL_SEARCH_H

#include <ktool/corpus.h>

/**
 * Whether a query can be read.
 *
 * @param wrong  on failure what of @p query is wrong, which may be empty; may
 *               be NULL
 * @retval KT_ERR_USAGE  it is no query; the message names the byte, from 1
 * @retval KT_ERR_LIMIT  too many words or parentheses
 */
kt_status kt_query_check(kt_slice query, kt_slice *wrong, kt_error *err);

typedef struct kt_search_options {
    size_t limit;             /**< articles at most; 0 for all */
    const char *open, *close; /**< put around what was found, in snippets */
} kt_search_options;

/** How snippets are marked in a pipe. */
#define KT_SEARCH_DEFAULT ((kt_search_options){.open = "[", .close = "]"})

/** An article that was found. */
typedef struct kt_result {
    const kt_article *article;
    double score;
    kt_slice snippet; /**< the words around what was found, on one line */
} kt_result;

typedef struct kt_search kt_search;

/**
 * Find the articles that @p query is about, best first; of two that are alike,
 * the one with the lower id. Runs on all jobs.
 *
 * @param options  marks are borrowed until the search is freed
 * @return as kt_query_check() and kt_corpus_ids()
 */
kt_status kt_search_new(kt_corpus *corpus, kt_slice query,
                        const kt_search_options *options, kt_search **out,
                        kt_error *err);
void kt_search_free(kt_search *search);

/** How many articles there are, whatever the limit. */
size_t kt_search_count(const kt_search *search);

/** The next article, but for those that were removed meanwhile;
 * KT_ERR_NOT_FOUND (with @p err untouched) after the last. Borrowed until the
 * next call. */
kt_status kt_search_next(kt_search *search, kt_result *out, kt_error *err);

#endif
