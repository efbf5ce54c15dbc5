#include "report/row.h"

#include "report/escape.h"

#include <inttypes.h>
#include <ktool/text.h>
#include <math.h>

kt_slice kt_cell_text(const kt_cell *cell, char number[KT_NUMBER_SIZE])
{
    switch (cell->kind) {
    case KT_CELL_NIL:
    case KT_CELL_ABSENT:
        return KT_SLICE("");
    case KT_CELL_BOOLEAN:
        return cell->boolean ? KT_SLICE("true") : KT_SLICE("false");
    case KT_CELL_INTEGER:
        snprintf(number, KT_NUMBER_SIZE, "%" PRId64, cell->integer);
        return kt_slice_of(number);
    case KT_CELL_FLOAT:
        return (kt_slice){number, kt_number_format(cell->number, number)};
    case KT_CELL_TEXT:
    case KT_CELL_JSON:
        break;
    }
    return cell->text;
}

void kt_row_add_tsv(kt_buffer *line, const kt_cell *cells, size_t count)
{
    char number[KT_NUMBER_SIZE];
    for (size_t i = 0; i < count; i++) {
        kt_slice text = kt_cell_text(&cells[i], number);
        kt_escape_add(line, text, kt_escape_tsv);
        kt_buffer_add_char(line, i + 1 < count ? '\t' : '\n');
    }
}

static bool needs_quotes(kt_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c == '"' || c == ',' || c == '\n' || c == '\r')
            return true;
    }
    return false;
}

void kt_row_add_csv(kt_buffer *line, const kt_cell *cells, size_t count)
{
    char number[KT_NUMBER_SIZE];
    for (size_t i = 0; i < count; i++) {
        kt_slice text = kt_cell_text(&cells[i], number);
        /* Readers skip an empty line, so a row with one empty field is "". */
        if (needs_quotes(text) || (count == 1 && text.len == 0)) {
            kt_buffer_add_char(line, '"');
            kt_escape_add(line, text, kt_escape_quotes);
            kt_buffer_add_char(line, '"');
        } else {
            kt_buffer_add_slice(line, text);
        }
        kt_buffer_add_char(line, i + 1 < count ? ',' : '\n');
    }
}

static void add_json_value(kt_buffer *line, const kt_cell *cell)
{
    char number[KT_NUMBER_SIZE];
    bool has_no_number = cell->kind == KT_CELL_FLOAT && !isfinite(cell->number);
    if (cell->kind == KT_CELL_NIL || has_no_number)
        kt_buffer_add_string(line, "null");
    else if (cell->kind == KT_CELL_TEXT)
        kt_text_json(cell->text, line);
    else
        kt_buffer_add_slice(line, kt_cell_text(cell, number));
}

void kt_row_add_json(kt_buffer *line, const kt_cell *names,
                     const kt_cell *cells, size_t count)
{
    const char *before = "{";
    for (size_t i = 0; i < count; i++) {
        if (cells[i].kind == KT_CELL_ABSENT)
            continue;
        kt_buffer_add_string(line, before);
        kt_text_json(names[i].text, line);
        kt_buffer_add_char(line, ':');
        add_json_value(line, &cells[i]);
        before = ",";
    }
    kt_buffer_add_string(line, *before == '{' ? "{}" : "}");
}
