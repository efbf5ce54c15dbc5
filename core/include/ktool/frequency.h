/**
 * @file
 * How often each word occurs in text files, without a store.
 */
#ifndef KTOOL_FREQUENCY_H
#define KTOOL_FREQUENCY_H

#include <ktool/tokens.h>

/** Folded words and how often each occurs. */
typedef struct kt_frequency kt_frequency;

/**
 * Count the folded tokens of class word in the files at @p paths ("-" is
 * standard input), each taken as text from its first byte to its last.
 *
 * Files are read a block at a time, so memory grows with the number of
 * distinct words and not with the text, except that a stretch of text
 * without a space or line break is read as a whole.
 *
 * @param jobs  threads to use; 0 means one for each processor
 * @retval KT_ERR_IO     a file that cannot be read; the message names it
 */
kt_status kt_frequency_new(const char *const *paths, size_t count,
                           kt_rules rules, unsigned jobs, kt_frequency **out,
                           kt_error *err);
void kt_frequency_free(kt_frequency *frequency);

/** How many distinct words there are. */
size_t kt_frequency_count(const kt_frequency *frequency);

/** The word at @p rank, counted from 0: most frequent first, then in the
 * order of code points. */
kt_slice kt_frequency_at(const kt_frequency *frequency, size_t rank,
                         uint64_t *count);

#endif
