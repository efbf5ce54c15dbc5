/**
 * @file
 * The words on either side of a mark that may end a sentence.
 */
#ifndef KT_TEXT_SENTENCE_WORDS_H
#define KT_TEXT_SENTENCE_WORDS_H

#include "text/sentence_tables.h"
#include "text/utf8.h"

enum {
    KT_LONGEST_WORD = 24 /**< in bytes, as far as anyone asks */
};

/** A text from where a sentence begins. */
typedef struct kt_sentence_text {
    const uint8_t *start, *end;
} kt_sentence_text;

/** The code point at @p p; a line break at the end of the text. */
static inline kt_code kt_code_at(kt_sentence_text text, const uint8_t *p)
{
    return p < text.end ? kt_utf8_decode(p, text.end)
                        : (kt_code){'\n', 0, false};
}

static inline kt_sb kt_class_at(kt_sentence_text text, const uint8_t *p)
{
    return kt_sentence_class(kt_code_at(text, p).point);
}

/** The code point before @p p; a line break at the start of the sentence. */
kt_code kt_code_before(kt_sentence_text text, const uint8_t *p);

/** What follows the white space at @p p, if any, in the same line. */
const uint8_t *kt_skip_spaces(kt_sentence_text text, const uint8_t *p);

/** The letters, digits and full stops at one place. */
typedef struct kt_word {
    kt_slice text;
    size_t letters, points;
    bool capital, small; /**< the first letter is; all letters are */
} kt_word;

/** The word that ends at @p p. */
kt_word kt_word_before(kt_sentence_text text, const uint8_t *p);

/** The word that begins at @p p, without the full stop that may end it. */
kt_word kt_word_at(kt_sentence_text text, const uint8_t *p);

/** The code point and the word before @p p, white space aside. */
uint32_t kt_mark_before(kt_sentence_text text, const uint8_t *p);
kt_word kt_last_word(kt_sentence_text text, const uint8_t *p);

/** Where @p word begins. */
static inline const uint8_t *kt_word_start(const kt_word *word)
{
    return (const uint8_t *)word->text.data;
}

/**
 * Whether @p word is a single capital (J.), or short pieces joined by full
 * stops (S.H., M.Si., a.m.), which no list need name.
 */
bool kt_word_is_initials(const kt_word *word);

/** Whether it is such as number a thing: 12, 26D, b, XIV. */
bool kt_word_is_numbering(const kt_word *word);

/** The number of up to four digits that it ends with, and how many they are. */
unsigned kt_word_number(const kt_word *word, size_t *digits);

#endif
