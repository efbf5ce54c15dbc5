/**
 * @file
 * Marks that may end a sentence.
 */
#ifndef KT_TEXT_SENTENCE_STOPS_H
#define KT_TEXT_SENTENCE_STOPS_H

#include "text/sentence_rules.h"
#include "text/sentence_words.h"

typedef enum kt_stop_kind {
    KT_STOP_POINT,    /**< one full stop */
    KT_STOP_ELLIPSIS, /**< several */
    KT_STOP_MARK      /**< with a question or exclamation mark */
} kt_stop_kind;

/** A run of full stops, question and exclamation marks. */
typedef struct kt_stop {
    kt_stop_kind kind;
    bool wide;                   /**< of a script without spaces */
    bool quote;                  /**< a closing quotation mark follows */
    kt_word word;                /**< before the run */
    const uint8_t *mark, *close; /**< the run; then closing marks */
    const uint8_t *after;        /**< what belongs to the sentence ends */
    const uint8_t *next;         /**< after white space in the same line */
} kt_stop;

/** Marks that enclose speech; single ones are apostrophes too often. */
bool kt_is_quote(uint32_t point);

/** Whether @p s ends the sentence that it stands in. */
bool kt_stop_ends(const kt_sentence_rules *rules, kt_sentence_text text,
                  const kt_stop *s);

#endif
