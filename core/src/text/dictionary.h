/**
 * @file
 * Words of scripts that are written without spaces, by ICU's dictionaries.
 */
#ifndef KT_TEXT_DICTIONARY_H
#define KT_TEXT_DICTIONARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Empty is all zero. */
typedef struct kt_dictionary {
    void *words;                /* ICU's iterator, from the first run on */
    const uint8_t *piece, *end; /* what was divided last */
    int32_t *bounds;            /* where its words end, from piece on */
    size_t count, next;
    bool failed; /* for want of memory; words are left whole */
} kt_dictionary;

void kt_dictionary_free(kt_dictionary *dictionary);

/** Forget what was divided: other text may stand there now. */
void kt_dictionary_forget(kt_dictionary *dictionary);

/**
 * Where the word at @p p ends, which is in Thai, Lao, Khmer, Burmese, Chinese
 * or Japanese script; NULL if it is not, or there is no dictionary.
 *
 * A run of these scripts is divided in pieces of 4,096 code points, so that
 * memory is bounded. Words of a run are asked for in order.
 */
const uint8_t *kt_dictionary_word_end(kt_dictionary *dictionary,
                                      const uint8_t *p, const uint8_t *end);

#endif
