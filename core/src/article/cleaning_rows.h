/**
 * @file
 * The lines of rule files, taken apart but not compiled.
 */
#ifndef KT_ARTICLE_CLEANING_ROWS_H
#define KT_ARTICLE_CLEANING_ROWS_H

#include "article/cleaning.h"
#include "base/table.h"

typedef struct kt_clean_row {
    const char *file;
    size_t line;
    size_t outlet; /**< 1 + the number of the outlet file it stands in; 0 */
    kt_where where;
    kt_label label;
    kt_slice name, pattern, sets;
    kt_slice needs; /**< characters of which it needs one: ")."; or "^." for
                         anything else; absent: anything will do */
} kt_clean_row;

/** The lines of all files. Names and texts are copied. */
typedef struct kt_clean_rows {
    kt_clean_row *list; /**< of rules */
    size_t count;
    kt_clean_row *definitions;
    size_t definition_count;
    size_t outlets;    /**< files of outlets so far */
    bool has_untested; /**< lines that ktool's tests have not seen; they may
                       define what others are made of */
    kt_table names;    /**< of the rules */
    kt_arena arena;
    kt_cleaning_fault *fault;
    void *ctx;
    size_t faults; /**< so far */
} kt_clean_rows;

void kt_clean_rows_free(kt_clean_rows *rows);

/** Append the lines of a file; those that are no rule are faults. */
kt_status kt_clean_rows_add(kt_clean_rows *rows, const kt_clean_file *file,
                            kt_error *err);

/** Report that a row cannot be used. */
kt_status kt_clean_row_fault(kt_clean_rows *rows, const kt_clean_row *row,
                             const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/**
 * Append the pattern of @p row to @p out, definitions put in.
 *
 * @param problem  receives what is wrong, if anything is; empty else
 */
bool kt_clean_row_expand(const kt_clean_rows *rows, const kt_clean_row *row,
                         kt_buffer *out, char problem[128]);

#endif
