/**
 * @file
 * What each term counts as: tables over term ids, made once for a question.
 */
#ifndef KT_ANALYSE_TERM_MAP_H
#define KT_ANALYSE_TERM_MAP_H

#include "store/corpus.h"

#include <ktool/stem.h>
#include <ktool/words.h>

enum {
    KT_NO_KEY = UINT32_MAX
};

/** A word that terms count as. */
typedef struct kt_term_map {
    uint32_t *key_of; /**< by term id, markers included; KT_NO_KEY if the
                           term does not count */
    uint32_t ids;     /**< how many ids there are */
    kt_slice *keys;   /**< the words, borrowed from the store's terms or from
                           stems */
    uint32_t key_count;
    kt_buffer stems; /**< one after the other */
} kt_term_map;

/**
 * @param store    its terms are read if they were not yet
 * @param stop     of folded words
 * @param stemmer  NULL unless options has a stem
 */
kt_status kt_term_map_make(kt_store *store, const kt_words_options *options,
                           const kt_stoplist *stop, kt_stemmer *stemmer,
                           kt_term_map *out, kt_error *err);

/** Let words with the same stem count as one. */
kt_status kt_term_map_stem(kt_term_map *map, const kt_store *store,
                           kt_stemmer *stemmer, kt_error *err);

void kt_term_map_free(kt_term_map *map);

/** Whether @p word, as it counts, is left out by its length or a stop list. */
bool kt_word_counts(kt_slice word, kt_slice folded, unsigned min,
                    const kt_stoplist *stop);

#endif
