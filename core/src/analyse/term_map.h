/**
 * @file
 * What each term counts as: tables over term ids, made once for a question.
 */
#ifndef KT_ANALYSE_TERM_MAP_H
#define KT_ANALYSE_TERM_MAP_H

#include "base/arena.h"
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
    kt_slice *keys;   /**< the words, borrowed from the store or from formed */
    uint32_t key_count;
    kt_arena formed; /**< words that are not as the store has them */
} kt_term_map;

/**
 * @param store    its terms are read if they were not yet
 * @param stop     in the form of folded words
 * @param stemmer  NULL unless options has a stem
 */
kt_status kt_term_map_make(kt_store *store, const kt_words_options *options,
                           const kt_stoplist *stop, kt_stemmer *stemmer,
                           kt_term_map *out, kt_error *err);

/** Let words with the same stem count as one. */
kt_status kt_term_map_stem(kt_term_map *map, kt_store *store,
                           kt_stemmer *stemmer, kt_error *err);

void kt_term_map_free(kt_term_map *map);

/** The form that words count in. */
static inline unsigned kt_words_form(const kt_words_options *options)
{
    return options->form | (options->cased ? 0 : KT_FORM_FOLD);
}

/**
 * @p word, a surface in NFC or a folded form, in the form that it counts in:
 * itself, or what is written into @p spare, which tells if any call failed.
 *
 * @param form  with KT_FORM_FOLD for a folded form
 */
kt_slice kt_word_form(kt_slice word, unsigned form, kt_buffer *spare);

/** Whether @p word, as it counts, is left out by its length or a stop list. */
bool kt_word_counts(kt_slice word, kt_slice folded, unsigned min,
                    const kt_stoplist *stop);

#endif
