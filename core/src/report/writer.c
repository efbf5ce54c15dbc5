#include <ktool/writer.h>

#include "base/arena.h"
#include "report/grid.h"
#include "report/row.h"
#include "report/sink.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct kt_writer {
    kt_format format; /* never AUTO */
    bool bold;
    bool started; /* something was written */
    bool finished;
    size_t width;
    kt_cell *names; /* of the columns */
    size_t count;
    kt_arena text; /* the names' */
    kt_sink sink;
    kt_grid grid; /* of TABLE and MD */
};

static const char *const format_names[] = {
    [KT_FORMAT_AUTO] = "auto", [KT_FORMAT_TABLE] = "table",
    [KT_FORMAT_CSV] = "csv",   [KT_FORMAT_TSV] = "tsv",
    [KT_FORMAT_JSON] = "json", [KT_FORMAT_JSONL] = "jsonl",
    [KT_FORMAT_MD] = "md",
};

kt_status kt_format_from_name(kt_slice name, kt_format *out, kt_error *err)
{
    size_t total = sizeof format_names / sizeof format_names[0];
    for (size_t i = 0; i < total; i++) {
        if (kt_slice_equal(name, kt_slice_of(format_names[i]))) {
            *out = (kt_format)i;
            return KT_OK;
        }
    }
    int shown = name.len < 40 ? (int)name.len : 40;
    return KT_FAIL(err, KT_ERR_USAGE,
                   "no format '%.*s'; there are auto, table, csv, tsv, json, "
                   "jsonl, md",
                   shown, name.data);
}

/* 0 if the stream is not a terminal. */
static size_t terminal_width(FILE *stream)
{
    int fd = fileno(stream);
    if (!isatty(fd))
        return 0;
    struct winsize size;
    if (ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const char *columns = getenv("COLUMNS");
    long width = columns == NULL ? 0 : strtol(columns, NULL, 10);
    return width > 0 ? (size_t)width : 80;
}

static bool is_table(const kt_writer *writer)
{
    return writer->format == KT_FORMAT_TABLE || writer->format == KT_FORMAT_MD;
}

static kt_status copy_names(kt_writer *writer, const kt_column *columns,
                            size_t count, kt_error *err)
{
    writer->names = calloc(count, sizeof *writer->names);
    if (writer->names == NULL)
        return KT_FAIL_NOMEM(err);
    writer->count = count;
    for (size_t i = 0; i < count; i++) {
        kt_slice name = kt_arena_copy(&writer->text, columns[i].name);
        if (name.len < columns[i].name.len)
            return KT_FAIL_NOMEM(err);
        writer->names[i] = (kt_cell){.kind = KT_CELL_TEXT, .text = name};
    }
    return KT_OK;
}

static void set_options(kt_writer *writer, const kt_writer_options *options)
{
    writer->format = options->format;
    if (writer->format == KT_FORMAT_AUTO)
        writer->format = isatty(fileno(writer->sink.stream)) ? KT_FORMAT_TABLE
                                                             : KT_FORMAT_TSV;
    writer->width = options->width;
    writer->bold = options->color;
}

kt_status kt_writer_new(FILE *stream, const kt_column *columns, size_t count,
                        const kt_writer_options *options, kt_writer **out,
                        kt_error *err)
{
    static const kt_writer_options defaults = {0};
    kt_status status = KT_OK;
    *out = NULL;
    if (count == 0)
        return KT_FAIL(err, KT_ERR_USAGE, "output needs at least one column");
    if (options == NULL)
        options = &defaults;

    kt_writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL)
        return KT_FAIL_NOMEM(err);
    writer->sink.stream = stream;
    const char *name = options->name;
    writer->sink.name = strdup(name == NULL ? "standard output" : name);
    if (writer->sink.name == NULL) {
        status = KT_FAIL_NOMEM(err);
        goto done;
    }
    set_options(writer, options);
    if (is_table(writer))
        status = kt_grid_init(
            &writer->grid, columns, count,
            writer->format == KT_FORMAT_MD ? kt_escape_md : kt_escape_visible,
            err);
    if (status == KT_OK)
        status = copy_names(writer, columns, count, err);
    if (status != KT_OK)
        goto done;

    *out = writer;
    writer = NULL; /* now the caller's */
done:
    kt_writer_free(writer);
    return status;
}

static kt_status put(kt_writer *writer, const kt_cell *cells, kt_error *err)
{
    kt_buffer *line = &writer->sink.line;
    switch (writer->format) {
    case KT_FORMAT_CSV:
        kt_row_add_csv(line, cells, writer->count);
        break;
    case KT_FORMAT_JSON:
        kt_buffer_add_string(line, writer->started ? ",\n" : "[\n");
        kt_row_add_json(line, writer->names, cells, writer->count);
        break;
    case KT_FORMAT_JSONL:
        kt_row_add_json(line, writer->names, cells, writer->count);
        kt_buffer_add_char(line, '\n');
        break;
    case KT_FORMAT_TABLE:
    case KT_FORMAT_MD:
        return kt_grid_add(&writer->grid, cells, err);
    case KT_FORMAT_AUTO:
    case KT_FORMAT_TSV:
        kt_row_add_tsv(line, cells, writer->count);
        break;
    }
    kt_status status = kt_sink_write(&writer->sink, err);
    writer->started = writer->started || status == KT_OK;
    return status;
}

static kt_status put_header(kt_writer *writer, kt_error *err)
{
    bool has_header =
        writer->format == KT_FORMAT_CSV || writer->format == KT_FORMAT_TSV;
    if (writer->started || !has_header)
        return KT_OK;
    return put(writer, writer->names, err);
}

kt_status kt_writer_row(kt_writer *writer, const kt_cell *cells, size_t count,
                        kt_error *err)
{
    assert(!writer->finished);
    if (count != writer->count)
        return KT_FAIL(
            err, KT_ERR_USAGE, "a row of %zu cell%s for %zu column%s", count,
            kt_plural(count), writer->count, kt_plural(writer->count));
    kt_status status = put_header(writer, err);
    return status != KT_OK ? status : put(writer, cells, err);
}

static kt_status put_end(kt_writer *writer, kt_error *err)
{
    kt_sink *sink = &writer->sink;
    switch (writer->format) {
    case KT_FORMAT_TABLE:
        return kt_grid_print(&writer->grid, sink,
                             writer->width != 0 ? writer->width
                                                : terminal_width(sink->stream),
                             writer->bold, err);
    case KT_FORMAT_MD:
        return kt_grid_print_md(&writer->grid, sink, err);
    case KT_FORMAT_JSON:
        kt_buffer_add_string(&sink->line, writer->started ? "\n]\n" : "[]\n");
        return kt_sink_write(sink, err);
    default:
        return put_header(writer, err);
    }
}

kt_status kt_writer_finish(kt_writer *writer, kt_error *err)
{
    assert(!writer->finished);
    writer->finished = true;
    kt_status status = put_end(writer, err);
    kt_status flushed =
        kt_sink_flush(&writer->sink, status == KT_OK ? err : NULL);
    return status == KT_OK ? flushed : status;
}

void kt_writer_free(kt_writer *writer)
{
    if (writer == NULL)
        return;
    kt_grid_free(&writer->grid);
    kt_arena_free(&writer->text);
    kt_buffer_free(&writer->sink.line);
    free(writer->sink.name);
    free(writer->names);
    free(writer);
}
