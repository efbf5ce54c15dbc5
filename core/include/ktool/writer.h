/**
 * @file
 * Rows of cells, written as a table for people or as data for programs.
 */
#ifndef KTOOL_WRITER_H
#define KTOOL_WRITER_H

#include <ktool/slice.h>
#include <ktool/status.h>
#include <stdint.h>
#include <stdio.h>

/** How rows are written. The comments say what each does to the text. */
typedef enum kt_format {
    KT_FORMAT_AUTO, /**< TABLE on a terminal, TSV elsewhere */

    /**
     * For people: columns padded to one width, numbers on the right. Control
     * characters, bidirectional overrides and ill-formed bytes are shown as
     * `\n`, `\x1b`, `\u202e`, `\xff`; a backslash of the text itself is left
     * alone. Rows are kept until kt_writer_finish(). Without a terminal, a
     * cell of more than 1,000 columns sticks out of its column.
     */
    KT_FORMAT_TABLE,

    /**
     * RFC 4180 with line feeds and a header row. A leading = + - or @ stays
     * as it is: these are data, not formulas.
     */
    KT_FORMAT_CSV,

    /**
     * A header row; tab, newline, carriage return and backslash are `\t`,
     * `\n`, `\r` and `\\`, other bytes as they are.
     */
    KT_FORMAT_TSV,

    KT_FORMAT_JSON, /**< one array, an object a line; see JSONL */

    /** An object a line. Ill-formed bytes are `\ufffd`; NaN and infinities are
     * null, as is nil. */
    KT_FORMAT_JSONL,

    /**
     * A Markdown table. What would be markup has a backslash before it, line
     * ends are <br>, the rest is shown as in TABLE. Rows are kept likewise.
     */
    KT_FORMAT_MD
} kt_format;

/**
 * The format called @p name: auto, table, csv, tsv, json, jsonl or md.
 *
 * @retval KT_ERR_USAGE  there is none; the message lists them.
 */
kt_status kt_format_from_name(kt_slice name, kt_format *out, kt_error *err);

/** Where the text of a table column stands in it. */
typedef enum kt_align {
    KT_ALIGN_AUTO, /**< right if every cell that is not nil is a number */
    KT_ALIGN_LEFT,
    KT_ALIGN_RIGHT /**< and what does not fit is cut at the front, as suits
                        the words before a hit */
} kt_align;

typedef struct kt_column {
    kt_slice name;
    kt_align align;
} kt_column;

typedef enum kt_cell_kind {
    KT_CELL_NIL, /**< empty, in JSON null */
    KT_CELL_BOOLEAN,
    KT_CELL_INTEGER,
    KT_CELL_FLOAT, /**< written by kt_number_format() */
    KT_CELL_TEXT,
    KT_CELL_JSON,  /**< valid JSON without line breaks: itself in JSON, text
                        elsewhere */
    KT_CELL_ABSENT /**< as NIL, but JSON leaves the key out */
} kt_cell_kind;

/** One value, borrowed for the call only. */
typedef struct kt_cell {
    kt_cell_kind kind;
    union {
        bool boolean;
        int64_t integer;
        double number;
        kt_slice text; /**< of TEXT and JSON; need not be valid UTF-8 */
    };
} kt_cell;

typedef struct kt_writer_options {
    kt_format format;
    const char *name; /**< of the stream, for messages; "standard output" */
    bool color;       /**< print the header of a table bold */

    /**
     * Columns of the terminal. A wider table has its widest columns cut, but
     * never a number, and says below how many cells were. 0 asks the terminal
     * when the table is printed, or cuts nothing if the stream is not one.
     */
    size_t width;
} kt_writer_options;

typedef struct kt_writer kt_writer;

/**
 * Begin writing rows to @p stream. Nothing is written yet.
 *
 * @param stream   Borrowed until kt_writer_free(), and never closed.
 * @param columns  Copied. A name should occur once, since it is a JSON key.
 * @param count    At least 1.
 * @param options  Copied; NULL means all zero.
 * @param out      Receives a writer that the caller releases with
 *                 kt_writer_free(), NULL on failure.
 * @retval KT_ERR_USAGE  there is no column.
 * @retval KT_ERR_NOMEM
 */
kt_status kt_writer_new(FILE *stream, const kt_column *columns, size_t count,
                        const kt_writer_options *options, kt_writer **out,
                        kt_error *err);

/**
 * Write one row of as many cells as there are columns.
 *
 * @retval KT_ERR_USAGE  another number of cells; nothing was written.
 * @retval KT_ERR_FULL   no room on the disk.
 * @retval KT_ERR_IO     the stream failed otherwise. Since the stream has a
 *                       buffer, an earlier row may be the one that was lost.
 * @retval KT_ERR_NOMEM  the row is lost.
 */
kt_status kt_writer_row(kt_writer *writer, const kt_cell *cells, size_t count,
                        kt_error *err);

/**
 * Write what is still to come, a table or the end of a JSON array, and flush
 * the stream. To be called once, after the last row; a header is written even
 * if there was none.
 *
 * @retval KT_ERR_FULL         as for kt_writer_row(), of this or any earlier
 * @retval KT_ERR_IO           write to the stream.
 * @retval KT_ERR_NOMEM        a table is incomplete and was not printed.
 * @retval KT_ERR_INTERRUPTED  while a table was printed.
 */
kt_status kt_writer_finish(kt_writer *writer, kt_error *err);

/** Release the writer; without kt_writer_finish() a table is not printed. */
void kt_writer_free(kt_writer *writer);

/** Enough for any number as text and a NUL. */
#define KT_NUMBER_SIZE 32

/**
 * Write @p value as the shortest of %.15g, %.16g and %.17g that reads back the
 * same, with a point in every locale. A whole number of up to 2^53 has neither
 * point nor exponent: 3, not 3.0. Otherwise nan, inf, -inf.
 *
 * @return the length
 */
size_t kt_number_format(double value, char text[KT_NUMBER_SIZE]);

#endif
