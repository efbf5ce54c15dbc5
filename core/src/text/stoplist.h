/**
 * @file
 * Stop lists: words that are left out of counts.
 */
#ifndef KT_TEXT_STOPLIST_H
#define KT_TEXT_STOPLIST_H

#include "base/table.h"

#include <ktool/buffer.h>

/** Folded words; zero-initialised it is empty. */
typedef struct kt_stoplist {
    kt_table words;
} kt_stoplist;

/**
 * Read the lists that @p names joins with "+", as "id+en". NULL and "none"
 * give an empty list. A list is a data file stopwords/NAME.txt with a folded
 * word a line; lines that begin with "#" are comments.
 *
 * @retval KT_ERR_NOT_FOUND  no such list; the message names those there are
 */
kt_status kt_stoplist_read(const char *names, kt_stoplist *out, kt_error *err);
void kt_stoplist_free(kt_stoplist *list);

/** Whether @p folded is in the list. */
bool kt_stoplist_has(const kt_stoplist *list, kt_slice folded);

#endif
