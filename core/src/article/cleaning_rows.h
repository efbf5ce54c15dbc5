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

/** What {name} stands for: a group of alternatives. */
typedef struct kt_clean_definition {
    kt_slice name;
    kt_slice *patterns; /**< the alternatives, as they were written */
    size_t count;
    kt_slice whole; /**< the group, definitions put in; NULL: not yet made */
    uint64_t calls; /**< the routines that it calls, a bit for each */
    size_t routine; /**< 1 + which one it is itself; 0: none */
    bool is_open;   /**< its making is under way */
} kt_clean_definition;

enum {
    KT_CLEAN_ROUTINES = 64 /**< definitions that may be called */
};

/** The lines of all files. Names and texts are copied. */
typedef struct kt_clean_rows {
    kt_clean_row *list; /**< of rules */
    size_t count;
    kt_clean_definition *definitions;
    size_t definition_count;
    kt_table defined; /**< 1 + the number of the definition of a name */
    size_t routines[KT_CLEAN_ROUTINES]; /**< the numbers of those called */
    size_t routine_count;
    uint64_t calls;    /**< the routines that a pattern under way calls */
    size_t open;       /**< definitions whose making is under way */
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

/** The definition of a name; NULL if there is none. */
kt_clean_definition *kt_clean_rows_find(const kt_clean_rows *rows,
                                        kt_slice name);

/**
 * Append a pattern to @p out, definitions put in: {name} as a group where it
 * stands, {&name} once at the end, as a routine that is called. Then
 * rows->calls tells the routines.
 *
 * @param problem  receives what is wrong, if anything is; empty else
 */
bool kt_clean_rows_expand(kt_clean_rows *rows, kt_slice pattern, kt_buffer *out,
                          char problem[128]);

/** The length of a "{name}" or "{&name}" at the front of a text; else 0. */
size_t kt_clean_name_length(kt_slice text);

/** The length of an escape at the front of a text, with the braces of one such
 * as \p{...}, which hold no name; else 0. */
size_t kt_clean_escape_length(kt_slice text);

#endif
