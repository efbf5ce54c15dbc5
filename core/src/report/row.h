/**
 * @file
 * One row as a line of the formats for programs.
 */
#ifndef KT_REPORT_ROW_H
#define KT_REPORT_ROW_H

#include <ktool/buffer.h>
#include <ktool/writer.h>

static inline bool kt_cell_is_number(const kt_cell *cell)
{
    return cell->kind == KT_CELL_INTEGER || cell->kind == KT_CELL_FLOAT;
}

/** The cell as text, nil as none; borrowed from the cell or @p number. */
kt_slice kt_cell_text(const kt_cell *cell, char number[KT_NUMBER_SIZE]);

/* Each appends to `line`; only TSV and CSV end it. */
void kt_row_add_tsv(kt_buffer *line, const kt_cell *cells, size_t count);
void kt_row_add_csv(kt_buffer *line, const kt_cell *cells, size_t count);
void kt_row_add_json(kt_buffer *line, const kt_cell *names,
                     const kt_cell *cells, size_t count);

#endif
