/**
 * @file
 * What stands between quotation marks, and who said it.
 */
#ifndef KTOOL_QUOTES_H
#define KTOOL_QUOTES_H

#include <ktool/slice.h>
#include <ktool/status.h>

/**
 * What is known of the words that introduce speech. Read once; any number of
 * threads may use it at a time.
 */
typedef struct kt_quote_rules kt_quote_rules;

/**
 * Read the rules of the languages that @p languages joins with "+", as
 * "id+en". NULL and "none" give those that hold in every language: quotes are
 * found and nobody says them. For each language attribution/NAME.txt is read,
 * and what kt_sentence_rules_new() reads.
 *
 * @param out  Receives the rules, or NULL on failure. The caller releases
 *             them with kt_quote_rules_free().
 * @retval KT_ERR_NOT_FOUND  there is no such language; the message names
 *                           those there are
 * @retval KT_ERR_FORMAT     a line of a data file is of no known kind
 */
kt_status kt_quote_rules_new(const char *languages, kt_quote_rules **out,
                             kt_error *err);
void kt_quote_rules_free(kt_quote_rules *rules);

/** A half-open byte range; empty where there is nothing. */
typedef struct kt_extent {
    size_t start, end;
} kt_extent;

/** A quote in a paragraph. All ranges are into the paragraph. */
typedef struct kt_quote {
    kt_extent whole; /**< with its marks */
    kt_extent inner; /**< without them and without white space; never empty */
    kt_extent verb;  /**< what says that somebody says it: "kata", "ujarnya" */
    kt_extent speaker; /**< with titles and degrees, or a pronoun; empty where
                            it is not certain */
    bool unclosed;     /**< it has no closing mark and ends the paragraph */
    bool carried; /**< verb and speaker are those of the quote before, which
                       this one goes on with: "A," kata Budi. "B." */
    bool scare;   /**< at most five words (a hyphen divides) that nobody is
                       said to say and that do not end as a sentence does:
                       a term, a title, or irony */
} kt_quote;

/** A walk over the quotes of a paragraph; begin with {.rules = rules,
 * .text = paragraph}. */
typedef struct kt_quotes {
    const kt_quote_rules *rules; /**< borrowed */
    kt_slice text;
    size_t at;     /**< where the next quote may begin */
    kt_quote last; /**< the quote before it */
} kt_quotes;

/**
 * The next quote, or false at the end.
 *
 * Marks are straight or curly, double or single, guillemets, and two single
 * ones for a double one; any may open or close, whatever its shape, if it
 * stands as such a mark does. Apostrophes and inch marks are none. A quote
 * within a quote is part of it and not given by itself; nor is one without a
 * letter or digit. An opening mark that nothing closes counts only if it is
 * double, the last mark of its kind, and stands at the start of the paragraph
 * or after a comma or colon: then its quote ends with the paragraph. A quote
 * with more than 32 marks inside, or in which quotes stand more than four deep,
 * is not found.
 *
 * The verb and the speaker are looked for in the 256 bytes after the quote and
 * then in those before it. "-nya" (ujarnya) is part of the verb and no
 * speaker.
 *
 * Bytes that are not UTF-8 count as U+FFFD. Linear in the text; allocates
 * nothing.
 */
bool kt_quotes_next(kt_quotes *walk, kt_quote *quote);

#endif
