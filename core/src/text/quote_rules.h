/**
 * @file
 * What data files say of the words around a quote.
 */
#ifndef KT_TEXT_QUOTE_RULES_H
#define KT_TEXT_QUOTE_RULES_H

#include "base/table.h"
#include "text/sentence_rules.h"

#include <ktool/quotes.h>

/** What a word around a quote does. 0 stands for a word that is none. */
typedef enum kt_quote_word {
    KT_QUOTE_WORD_NONE,
    KT_QUOTE_WORD_AFTER,   /**< a verb that the speaker follows: kata Budi */
    KT_QUOTE_WORD_BEFORE,  /**< one that follows the speaker: mengatakan */
    KT_QUOTE_WORD_BOTH,    /**< said */
    KT_QUOTE_WORD_ALONE,   /**< one that has the speaker in it: ujarnya */
    KT_QUOTE_WORD_PRONOUN, /**< may be the speaker: dia */
    KT_QUOTE_WORD_ASIDE,   /**< may stand beside a verb: kemudian */
    KT_QUOTE_WORD_INSIDE,  /**< may stand within a name or title: bin, dan */
    KT_QUOTE_WORD_DEGREE,  /**< may follow a name and a comma: MM */
    KT_QUOTE_WORD_DAY      /**< a capitalised word that is no name: Senin */
} kt_quote_word;

struct kt_quote_rules {
    kt_table words; /**< in small letters; the value is a kt_quote_word */
    kt_sentence_rules *sentences;
};

/** What @p word, in any case, does. */
kt_quote_word kt_quote_word_of(const kt_quote_rules *rules, kt_slice word);

#endif
