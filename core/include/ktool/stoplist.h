/**
 * @file
 * Stop lists: words that are left out of counts.
 */
#ifndef KTOOL_STOPLIST_H
#define KTOOL_STOPLIST_H

#include <ktool/slice.h>
#include <ktool/status.h>

typedef struct kt_stoplist kt_stoplist;

/**
 * Read lists: "id+news-negators" is id and news without negators, done from
 * left to right. NULL and "none" give an empty list.
 *
 * A name stands for a data file, stopwords/NAME.txt. What has a "/" or ends
 * in ".txt" is the path of a file of one's own, relative to the working
 * directory. A path with a "/" before its first "+" or "-" may have them: it
 * ends with a ".txt" before one, or else with @p lists.
 *
 * A file is UTF-8 with a word a line, which is brought into @p form; lines
 * that begin with "#" are comments.
 *
 * @param form  bits of KT_FORM_, of the words that will be looked up
 * @param out   Receives the list, or NULL on failure. The caller releases it
 *              with kt_stoplist_free().
 * @retval KT_ERR_NOT_FOUND  no such list or file; the message names the lists
 *                           there are
 * @retval KT_ERR_USAGE      a file is not UTF-8, or a line is several words
 */
kt_status kt_stoplist_new(const char *lists, unsigned form, kt_stoplist **out,
                          kt_error *err);
void kt_stoplist_free(kt_stoplist *list);

/** Whether @p word, which is in the form of the list, is in it. */
bool kt_stoplist_has(const kt_stoplist *list, kt_slice word);

/**
 * The lists and what tells one state of them from another, for the record:
 * "id 1 + ./mine.txt 3610a686 - negators 1". That is the version in the
 * comments of a data file, and for other files the CRC-32 of their bytes.
 * Empty for a list of none.
 */
const char *kt_stoplist_name(const kt_stoplist *list);

/** The words in no order: begin with *at = 0; false after the last. */
bool kt_stoplist_next(const kt_stoplist *list, size_t *at, kt_slice *word);

#endif
