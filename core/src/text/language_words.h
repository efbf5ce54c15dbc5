/**
 * @file
 * Guessing a language for those who have divided the text already.
 */
#ifndef KT_TEXT_LANGUAGE_WORDS_H
#define KT_TEXT_LANGUAGE_WORDS_H

#include "base/table.h"

#include <ktool/language.h>

enum {
    KT_LANGUAGE_WORDS = 128 /**< of a text that are looked at */
};

/**
 * As kt_language_guess().
 *
 * @param words  the first words of @p text, up to KT_LANGUAGE_WORDS, as they
 *               stand there; their tags are KT_CLASS_WORD
 */
kt_language kt_language_guess_words(kt_language_guesser *guesser,
                                    const kt_probe *words, size_t count,
                                    kt_slice text);

#endif
