/**
 * @file
 * Rows that are laid out once all of them are known.
 */
#ifndef KT_REPORT_GRID_H
#define KT_REPORT_GRID_H

#include "report/escape.h"
#include "report/sink.h"

#include <ktool/writer.h>

/** Widths are in columns of the terminal. */
typedef struct kt_grid_column {
    kt_align align;
    bool has_number, has_other;
    size_t widest;  /**< of its cells and its name */
    size_t numbers; /**< the widest of its numbers */
    size_t width;   /**< as printed */
} kt_grid_column;

typedef struct kt_grid {
    kt_grid_column *columns;
    size_t count;
    kt_escape_fn *escape;

    /** The names and then each row, escaped. Every text ends with a NUL, which
     * no escaped text contains. */
    kt_buffer cells;
} kt_grid;

/** @p escape is kt_escape_visible or kt_escape_md. */
kt_status kt_grid_init(kt_grid *grid, const kt_column *columns, size_t count,
                       kt_escape_fn *escape, kt_error *err);

/** Keep a row. After a failure for want of memory every call fails. */
kt_status kt_grid_add(kt_grid *grid, const kt_cell *cells, kt_error *err);

/** Print for a terminal of @p width columns, uncut if that is 0. */
kt_status kt_grid_print(kt_grid *grid, kt_sink *sink, size_t width, bool bold,
                        kt_error *err);

kt_status kt_grid_print_md(const kt_grid *grid, kt_sink *sink, kt_error *err);

/** Fine for a zero-initialised grid. */
void kt_grid_free(kt_grid *grid);

#endif
