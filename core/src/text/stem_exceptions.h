/**
 * @file
 * Words whose stems no rule finds, from a file that users extend.
 */
#ifndef KT_TEXT_STEM_EXCEPTIONS_H
#define KT_TEXT_STEM_EXCEPTIONS_H

#include "base/table.h"

#include <ktool/status.h>

/** Folded words and their stems; zero-initialised it is empty. */
typedef struct kt_stem_exceptions {
    kt_table words; /**< values are addresses of slices in stems */
    kt_arena stems;
    uint64_t hash; /**< of the file */
} kt_stem_exceptions;

/**
 * Read the data file @p name: a word, a tab and its stem a line, where lines
 * that begin with "#" are comments. The last line for a word counts.
 *
 * @retval KT_ERR_FORMAT  a line without a tab, a word or a stem, or one that
 *                        is too long; the message has its number
 */
kt_status kt_stem_exceptions_read(const char *name, kt_stem_exceptions *out,
                                  kt_error *err);
void kt_stem_exceptions_free(kt_stem_exceptions *exceptions);

/** The stem of @p folded, borrowed; NULL if it is no exception. */
const kt_slice *kt_stem_exceptions_find(const kt_stem_exceptions *exceptions,
                                        kt_slice folded);

#endif
