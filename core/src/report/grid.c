#include "report/grid.h"

#include "report/row.h"

#include <ktool/text.h>
#include <stdlib.h>

#define ELLIPSIS "\u2026"

enum {
    GAP = 2, /* between two columns */
    /* Without a terminal one huge cell must not pad every other row to its
     * width; it sticks out instead. */
    WIDEST_UNCUT = 1000,
    /* Where even one letter a column is too wide for the terminal, lines wrap
     * anyway and may as well be readable. */
    WIDEST_WRAPPED = 8
};

/* Append the text and its NUL; return its width. */
static size_t keep(kt_grid *grid, kt_slice text)
{
    kt_buffer *cells = &grid->cells;
    size_t start = cells->len;
    kt_escape_add(cells, text, grid->escape);
    size_t width =
        kt_text_width(kt_slice_sub(kt_buffer_slice(cells), start, cells->len));
    kt_buffer_add_char(cells, '\0');
    return width;
}

static void widen(size_t *width, size_t needed)
{
    if (*width < needed)
        *width = needed;
}

kt_status kt_grid_init(kt_grid *grid, const kt_column *columns, size_t count,
                       kt_escape_fn *escape, kt_error *err)
{
    grid->columns = calloc(count, sizeof *grid->columns);
    if (grid->columns == NULL)
        return KT_FAIL_NOMEM(err);
    grid->count = count;
    grid->escape = escape;
    for (size_t i = 0; i < count; i++) {
        grid->columns[i].align = columns[i].align;
        grid->columns[i].widest = keep(grid, columns[i].name);
    }
    return kt_buffer_status(&grid->cells, err);
}

kt_status kt_grid_add(kt_grid *grid, const kt_cell *cells, kt_error *err)
{
    char number[KT_NUMBER_SIZE];
    for (size_t i = 0; i < grid->count; i++) {
        kt_grid_column *column = &grid->columns[i];
        size_t width = keep(grid, kt_cell_text(&cells[i], number));
        widen(&column->widest, width);
        if (kt_cell_is_number(&cells[i])) {
            widen(&column->numbers, width);
            column->has_number = true;
        } else if (cells[i].kind != KT_CELL_NIL &&
                   cells[i].kind != KT_CELL_ABSENT) {
            column->has_other = true;
        }
    }
    return kt_buffer_status(&grid->cells, err);
}

static bool is_right(const kt_grid_column *column)
{
    if (column->align == KT_ALIGN_AUTO)
        return column->has_number && !column->has_other;
    return column->align == KT_ALIGN_RIGHT;
}

static size_t capped(const kt_grid_column *column, size_t cap)
{
    size_t width = column->widest < cap ? column->widest : cap;
    return width > column->numbers ? width : column->numbers;
}

static bool fits(const kt_grid *grid, size_t cap, size_t terminal)
{
    size_t total = (grid->count - 1) * GAP;
    for (size_t i = 0; i < grid->count; i++)
        total += capped(&grid->columns[i], cap);
    return total <= terminal;
}

/* The largest width at which columns can be cut for the table to fit. */
static size_t find_cap(const kt_grid *grid, size_t terminal)
{
    if (!fits(grid, 1, terminal))
        return terminal < WIDEST_WRAPPED ? terminal : WIDEST_WRAPPED;
    size_t low = 1, high = terminal;
    while (low < high) {
        size_t middle = high - (high - low) / 2;
        if (fits(grid, middle, terminal))
            low = middle;
        else
            high = middle - 1;
    }
    return low;
}

static kt_slice start_of(kt_slice text, size_t room)
{
    size_t end = 0;
    for (;;) {
        size_t width;
        size_t len =
            kt_text_grapheme(kt_slice_sub(text, end, text.len), &width);
        if (len == 0 || width > room)
            return kt_slice_sub(text, 0, end);
        room -= width;
        end += len;
    }
}

static kt_slice end_of(kt_slice text, size_t text_width, size_t room)
{
    while (text_width > room) {
        size_t width;
        size_t len = kt_text_grapheme(text, &width);
        text_width -= width;
        text = kt_slice_sub(text, len, text.len);
    }
    return text;
}

static void add_repeated(kt_buffer *line, char c, size_t times)
{
    while (times-- > 0)
        kt_buffer_add_char(line, c);
}

/* Returns whether the text was cut. */
static bool add_cell(kt_buffer *line, const kt_grid_column *column,
                     kt_slice text, bool may_cut)
{
    size_t width = kt_text_width(text);
    bool cut = may_cut && width > column->width;
    bool at_front = column->align == KT_ALIGN_RIGHT;
    if (cut) {
        size_t room = column->width - 1;
        text = at_front ? end_of(text, width, room) : start_of(text, room);
        width = kt_text_width(text) + 1;
    }
    size_t padding = width < column->width ? column->width - width : 0;
    bool right = is_right(column);
    add_repeated(line, ' ', right ? padding : 0);
    kt_buffer_add_string(line, cut && at_front ? ELLIPSIS : "");
    kt_buffer_add_slice(line, text);
    kt_buffer_add_string(line, cut && !at_front ? ELLIPSIS : "");
    add_repeated(line, ' ', right ? 0 : padding);
    return cut;
}

/* Append the row that begins at *at, and move that to the next one. */
static size_t add_row(const kt_grid *grid, const char **at, bool may_cut,
                      kt_buffer *line)
{
    size_t cut = 0;
    for (size_t i = 0; i < grid->count; i++) {
        kt_slice text = kt_slice_of(*at);
        add_repeated(line, ' ', i == 0 ? 0 : GAP);
        cut += add_cell(line, &grid->columns[i], text, may_cut);
        *at += text.len + 1;
    }
    return cut;
}

static size_t add_header(const kt_grid *grid, const char **at, bool may_cut,
                         bool bold, kt_buffer *line)
{
    kt_buffer_add_string(line, bold ? "\x1b[1m" : "");
    size_t cut = add_row(grid, at, may_cut, line);
    kt_buffer_add_string(line, bold ? "\x1b[0m\n" : "\n");
    for (size_t i = 0; i < grid->count; i++) {
        add_repeated(line, ' ', i == 0 ? 0 : GAP);
        add_repeated(line, '-', grid->columns[i].width);
    }
    kt_buffer_add_char(line, '\n');
    return cut;
}

static kt_status write_line(kt_sink *sink, kt_error *err)
{
    if (kt_interrupted())
        return KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
    return kt_sink_write(sink, err);
}

kt_status kt_grid_print(kt_grid *grid, kt_sink *sink, size_t terminal,
                        bool bold, kt_error *err)
{
    kt_status status = kt_buffer_status(&grid->cells, err);
    if (status != KT_OK)
        return status;
    bool may_cut = terminal != 0;
    size_t cap = may_cut ? find_cap(grid, terminal) : WIDEST_UNCUT;
    for (size_t i = 0; i < grid->count; i++)
        grid->columns[i].width = capped(&grid->columns[i], cap);

    const char *at = grid->cells.data;
    const char *end = at + grid->cells.len;
    size_t cut = add_header(grid, &at, may_cut, bold, &sink->line);
    status = write_line(sink, err);
    while (status == KT_OK && at < end) {
        cut += add_row(grid, &at, may_cut, &sink->line);
        kt_buffer_add_char(&sink->line, '\n');
        status = write_line(sink, err);
    }
    if (status != KT_OK || cut == 0)
        return status;
    kt_buffer_add_format(&sink->line, "%zu cell%s cut; -f tsv shows all\n", cut,
                         kt_plural(cut));
    return write_line(sink, err);
}

static void add_md_row(const kt_grid *grid, const char **at, kt_buffer *line)
{
    for (size_t i = 0; i < grid->count; i++) {
        kt_slice text = kt_slice_of(*at);
        kt_buffer_add_string(line, i == 0 ? "| " : " | ");
        kt_buffer_add_slice(line, text);
        *at += text.len + 1;
    }
    kt_buffer_add_string(line, " |\n");
}

kt_status kt_grid_print_md(const kt_grid *grid, kt_sink *sink, kt_error *err)
{
    kt_status status = kt_buffer_status(&grid->cells, err);
    if (status != KT_OK)
        return status;
    const char *at = grid->cells.data;
    const char *end = at + grid->cells.len;
    add_md_row(grid, &at, &sink->line);
    for (size_t i = 0; i < grid->count; i++)
        kt_buffer_add_string(
            &sink->line, is_right(&grid->columns[i]) ? "| ---: " : "| --- ");
    kt_buffer_add_string(&sink->line, "|\n");
    status = write_line(sink, err);
    while (status == KT_OK && at < end) {
        add_md_row(grid, &at, &sink->line);
        status = write_line(sink, err);
    }
    return status;
}

void kt_grid_free(kt_grid *grid)
{
    free(grid->columns);
    kt_buffer_free(&grid->cells);
    *grid = (kt_grid){0};
}
