/* Rows on standard output, as -f says. */
#ifndef KTOOL_CLI_TABLE_H
#define KTOOL_CLI_TABLE_H

#include "options.h"

#include <stdio.h>
#include <string.h>

/** A writer to standard output with columns of these names. */
kt_status table_new(const char *const *names, size_t count, kt_format format,
                    kt_writer **out, kt_error *err);

/** Print what went wrong while something was printed.
 * @return an exit status */
int output_failure(const kt_error *err);

/** Print what is left of @p writer if @p status is KT_OK, release it, and
 * print the failure if there is one.
 * @return an exit status */
int table_end(kt_writer *writer, kt_status status, kt_error *err);

/** Whether tables may be coloured: standard output is a terminal. */
bool table_color(void);

/** Whether @p format is meant for people, not programs. */
bool table_for_people(kt_format format);

static inline kt_cell text_cell(kt_slice text)
{
    return text.data == NULL ? (kt_cell){.kind = KT_CELL_NIL}
                             : (kt_cell){.kind = KT_CELL_TEXT, .text = text};
}

static inline kt_cell absent_cell(void)
{
    return (kt_cell){.kind = KT_CELL_ABSENT};
}

static inline kt_cell integer_cell(int64_t value)
{
    return (kt_cell){.kind = KT_CELL_INTEGER, .integer = value};
}

static inline kt_cell number_cell(double value)
{
    return (kt_cell){.kind = KT_CELL_FLOAT, .number = value};
}

#endif
