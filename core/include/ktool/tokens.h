/**
 * @file
 * Text divided into tokens.
 */
#ifndef KTOOL_TOKENS_H
#define KTOOL_TOKENS_H

#include <ktool/slice.h>

/** What a token is. Numbers are stored: only ever appended. */
typedef enum kt_class {
    KT_CLASS_WORD,   /**< has a letter, or is of a script without letters'
                          case, such as Han */
    KT_CLASS_NUMBER, /**< has digits and no letter */
    KT_CLASS_PUNCT,  /**< punctuation */
    KT_CLASS_SYMBOL, /**< everything else that is not white space */
    KT_CLASS_TOTAL
} kt_class;

/** "word", "number", "punct", "symbol". */
const char *kt_class_name(kt_class class);

/** A half-open byte range of the text that was divided. */
typedef struct kt_token {
    size_t start, end;
    kt_class class;
} kt_token;

/** A walk over the tokens of a text; begin with {.text = text}. */
typedef struct kt_scanner {
    kt_slice text;
    size_t at;
} kt_scanner;

/**
 * The next token, or false at the end.
 *
 * Tokens are the segments between the word boundaries of UAX #29 that are
 * not white space, so that together with white space they cover the text.
 * Bytes that are not UTF-8 count as U+FFFD and are symbols. Linear in the
 * text; allocates nothing.
 */
bool kt_scanner_next(kt_scanner *scanner, kt_token *token);

/**
 * The first word boundary of UAX #29 after @p at, which must be one itself
 * (0 is) and less than the length of @p text.
 */
size_t kt_word_boundary(kt_slice text, size_t at);

#endif
