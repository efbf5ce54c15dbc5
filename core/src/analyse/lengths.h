/**
 * @file
 * How long articles are.
 */
#ifndef KT_ANALYSE_LENGTHS_H
#define KT_ANALYSE_LENGTHS_H

#include "store/corpus.h"

/** The words in title and body of each article of the corpus, in the order of
 * their ids; borrowed from @p corpus, which keeps them. */
kt_status kt_corpus_lengths(kt_corpus *corpus, const uint32_t **out,
                            kt_error *err);

#endif
