/**
 * @file
 * What kt_words is made of, for the analyses.
 */
#ifndef KT_ANALYSE_WORDS_H
#define KT_ANALYSE_WORDS_H

#include "analyse/ranges.h"
#include "analyse/term_map.h"
#include "store/feed.h"

struct kt_words {
    kt_corpus *corpus;
    kt_words_options options;
    kt_stoplist *stop;   /* which options.stop named */
    kt_stemmer *stemmer; /* NULL unless options has a stem */
    kt_term_map map;     /* made when first needed */
};

/** Make the term map, if it was not made yet. */
kt_status kt_words_map(kt_words *words, kt_error *err);

/**
 * The ranges of segment number @p n of a feed that count: those of the parts,
 * and of the articles if the corpus is narrowed.
 *
 * @param spare  for use inside
 */
kt_status kt_words_ranges(const kt_words *words, const kt_feed *feed, size_t n,
                          const kt_segment *segment, kt_ranges *spare,
                          kt_ranges *out, kt_error *err);

#endif
