/**
 * @file
 * Text divided into sentences.
 */
#ifndef KTOOL_SENTENCES_H
#define KTOOL_SENTENCES_H

#include <ktool/slice.h>
#include <ktool/status.h>

/**
 * What is known of a language's abbreviations and of the words that begin
 * its sentences. Read once; any number of threads may use it at a time.
 */
typedef struct kt_sentence_rules kt_sentence_rules;

/**
 * Read the rules of the languages that @p languages joins with "+", as
 * "id+en". NULL and "none" give those that hold in every language. For each
 * one abbreviations/NAME.txt and stopwords/NAME.txt are read, the latter
 * because a capitalised function word after an initial begins a sentence.
 *
 * @param out  Receives the rules, or NULL on failure. The caller releases
 *             them with kt_sentence_rules_free().
 * @retval KT_ERR_NOT_FOUND  there is no such language; the message names
 *                           those there are
 * @retval KT_ERR_FORMAT     a line of a data file has an unknown mark
 */
kt_status kt_sentence_rules_new(const char *languages, kt_sentence_rules **out,
                                kt_error *err);
void kt_sentence_rules_free(kt_sentence_rules *rules);

/** A half-open byte range without white space at its ends. */
typedef struct kt_sentence {
    size_t start, end;
} kt_sentence;

/** A walk over the sentences of a text; begin with {rules, text}. */
typedef struct kt_sentences {
    const kt_sentence_rules *rules; /**< borrowed */
    kt_slice text;
    size_t at;
} kt_sentences;

/**
 * The next sentence, or false at the end.
 *
 * Sentences cover all that is not white space. A line break always ends
 * one, since a line is a paragraph. Otherwise a full stop, a question or
 * exclamation mark or an ellipsis does, together with the closing marks and
 * marks of notes ([1]) after it, unless it belongs to an abbreviation, an
 * initial or the number of a list item, nothing but marks follows in the
 * line, or the sentence goes on: with a comma or dash, or in lower case after
 * a quotation ("Apa?" tanya dia.) or a name. Where a list has lost its line
 * breaks, an item's bullet, its dash after a full stop, and its number after
 * that of the item before begin a sentence. Quotations, and brackets inside a
 * sentence, are not divided if they close in the same line within 1,000 bytes
 * (400 for brackets).
 *
 * Bytes that are not UTF-8 count as U+FFFD. Linear in the text; allocates
 * nothing.
 */
bool kt_sentences_next(kt_sentences *walk, kt_sentence *sentence);

/**
 * The first sentence boundary of UAX #29 after @p at, which must be one
 * itself (0 is) and less than the length of @p text. Linear in the text even
 * when called for each of its boundaries.
 */
size_t kt_sentence_boundary(kt_slice text, size_t at);

#endif
