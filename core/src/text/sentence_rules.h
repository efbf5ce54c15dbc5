/**
 * @file
 * What data files say of abbreviations and of words that begin sentences.
 */
#ifndef KT_TEXT_SENTENCE_RULES_H
#define KT_TEXT_SENTENCE_RULES_H

#include "base/table.h"

#include <ktool/sentences.h>
#include <ktool/stoplist.h>

/** What an abbreviation does. 0 stands for a word that is none. */
typedef enum kt_abbreviation {
    KT_ABBREVIATION_NONE,
    KT_ABBREVIATION_TITLE,  /**< a sentence never ends with it */
    KT_ABBREVIATION_NUMBER, /**< belongs to a number, if one follows */
    KT_ABBREVIATION_END,    /**< ends a sentence if a capital follows */
    KT_ABBREVIATION_LETTER  /**< is none, but a single capital goes with it */
} kt_abbreviation;

struct kt_sentence_rules {
    kt_table abbreviations; /**< in small letters with the tag 0, those with
                                 capitals as they are with the tag 1 */
    kt_stoplist *openers;
};

enum {
    KT_LONGEST_ABBREVIATION = 16 /**< in bytes */
};

/** What @p word, without its full stop, stands for. */
kt_abbreviation kt_sentence_abbreviation(const kt_sentence_rules *rules,
                                         kt_slice word);

/** Whether @p word, in any case, is one that begins sentences. */
bool kt_sentence_opener(const kt_sentence_rules *rules, kt_slice word);

#endif
