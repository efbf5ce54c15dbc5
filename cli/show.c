/* ktool show: one article. */
#include "failure.h"
#include "marks.h"
#include "open_corpus.h"
#include "table.h"
#include "terminal_text.h"

#include <errno.h>
#include <ktool/text.h>
#include <stdlib.h>

enum {
    KNOWN = 11, /* what may be known of any article */
    CELLS = KNOWN + 3
};

static const char *const names[CELLS] = {
    "id",  "title", "date",         "source", "author", "place", "section",
    "url", "lang",  "lang_clarity", "path",   "file",   "text",  "fields"};

static kt_cell clarity_cell(double clarity)
{
    return clarity == 0 ? (kt_cell){.kind = KT_CELL_NIL}
                        : (kt_cell){.kind = KT_CELL_FLOAT, .number = clarity};
}

static void gather(const kt_article *a, kt_cell cells[CELLS])
{
    const kt_cell known[KNOWN] = {
        integer_cell(a->id),   text_cell(a->title),
        text_cell(a->date),    text_cell(a->source),
        text_cell(a->author),  text_cell(a->place),
        text_cell(a->section), text_cell(a->url),
        text_cell(a->lang),    clarity_cell(a->lang_clarity),
        text_cell(a->path)};
    memcpy(cells, known, sizeof known);
}

/* What stands after the last slash. */
static kt_slice base_name(kt_slice path)
{
    const char *slash =
        path.len == 0 ? NULL : memrchr(path.data, '/', path.len);
    return slash == NULL
               ? path
               : kt_slice_sub(path, (size_t)(slash + 1 - path.data), path.len);
}

/* The free fields as a JSON object. */
static void add_fields(kt_buffer *out, const kt_article *article)
{
    kt_buffer_add_char(out, '{');
    for (size_t i = 0; i < article->field_count; i++) {
        kt_buffer_add_string(out, i == 0 ? "" : ",");
        kt_text_json(article->fields[i].name, out);
        kt_buffer_add_char(out, ':');
        kt_buffer_add_slice(out, article->fields[i].value);
    }
    kt_buffer_add_char(out, '}');
}

/* As one row, in JSON as one object. */
static int print_row(const kt_article *article, kt_slice text, kt_format format)
{
    kt_error err;
    kt_buffer fields = {0};
    kt_cell cells[CELLS];
    kt_writer *writer = NULL;
    gather(article, cells);
    add_fields(&fields, article);
    cells[KNOWN] = text_cell(base_name(article->path));
    cells[KNOWN + 1] = text_cell(text.data == NULL ? KT_SLICE("") : text);
    cells[KNOWN + 2] =
        (kt_cell){.kind = KT_CELL_JSON, .text = kt_buffer_slice(&fields)};
    kt_status status = kt_buffer_status(&fields, &err);
    if (status == KT_OK)
        status = table_new(names, CELLS,
                           format == KT_FORMAT_JSON ? KT_FORMAT_JSONL : format,
                           &writer, &err);
    if (status == KT_OK)
        status = kt_writer_row(writer, cells, CELLS, &err);
    int code = table_end(writer, status, &err);
    kt_buffer_free(&fields);
    return code;
}

/* "  (dateline; the field says Tempo)", or nothing where the file gave the
 * value and that is all. */
static void add_origin(kt_buffer *line, const kt_origin *origin)
{
    bool given = kt_slice_equal(origin->from, KT_SLICE("field"));
    if (origin->from.data == NULL || (given && origin->note.len == 0))
        return;
    kt_buffer_add_string(line, "  (");
    kt_script_printable(origin->from, line);
    kt_buffer_add_string(line, origin->note.len == 0 ? "" : "; ");
    kt_script_printable(origin->note, line);
    kt_buffer_add_char(line, ')');
}

static void print_field(const kt_article *article, kt_slice name,
                        kt_slice value)
{
    kt_buffer line = {0};
    kt_origin origin = kt_article_origin(article, name);
    kt_script_printable(name, &line);
    kt_buffer_add_string(&line, ": ");
    kt_script_printable(value, &line);
    add_origin(&line, &origin);
    kt_buffer_add_char(&line, '\n');
    fwrite(line.data, 1, line.len, stdout);
    kt_buffer_free(&line);
}

/* JSON text as people read it: a string that needs no escapes without its
 * quotation marks. */
static kt_slice plain_value(kt_slice json)
{
    bool simple = json.len >= 2 && json.data[0] == '"' &&
                  memchr(json.data, '\\', json.len) == NULL;
    return simple ? kt_slice_sub(json, 1, json.len - 1) : json;
}

/* A cell's text; @p number is for that of a number. */
static kt_slice text_of(const kt_cell *cell, char number[KT_NUMBER_SIZE])
{
    if (cell->kind != KT_CELL_FLOAT)
        return cell->text;
    return (kt_slice){number, kt_number_format(cell->number, number)};
}

static void print_page(const kt_article *article, kt_slice text)
{
    kt_cell cells[CELLS];
    char number[KT_NUMBER_SIZE];
    gather(article, cells);
    printf("id: %lld\n", (long long)article->id);
    for (size_t i = 1; i < KNOWN; i++)
        if (cells[i].kind != KT_CELL_NIL)
            print_field(article, kt_slice_of(names[i]),
                        text_of(&cells[i], number));
    for (size_t i = 0; i < article->field_count; i++)
        print_field(article, article->fields[i].name,
                    plain_value(article->fields[i].value));
    putchar('\n');
    put_text(text);
    putchar('\n');
}

static int print_article(const kt_article *article, const cli_options *options)
{
    int code = KT_EXIT_OK;
    if (options->raw) {
        kt_slice bytes =
            article->original.data != NULL ? article->original : article->raw;
        if (bytes.len > 0)
            fwrite(bytes.data, 1, bytes.len, stdout);
        return code;
    }
    if (options->marks)
        return print_marks(article, options->format);
    kt_error err;
    kt_buffer text = {0};
    kt_article_text(article, &text);
    if (kt_buffer_status(&text, &err) != KT_OK)
        code = report_failure(&err);
    else if (options->format == KT_FORMAT_AUTO)
        print_page(article, kt_buffer_slice(&text));
    else
        code = print_row(article, kt_buffer_slice(&text), options->format);
    kt_buffer_free(&text);
    return code;
}

static bool parse_id(const char *text, int64_t *id)
{
    char *end;
    errno = 0;
    *id = strtoll(text, &end, 10);
    return end != text && *end == '\0' && errno == 0;
}

int run_show(const cli_options *options)
{
    kt_error err;
    kt_corpus *corpus;
    kt_article *article = NULL;
    int64_t id;
    if (!parse_id(options->words[0], &id))
        return usage_error(options->command,
                           "ID is the number of an article, not '%s'",
                           options->words[0]);
    if (options->raw && options->format != KT_FORMAT_AUTO)
        return usage_error(options->command, "--raw takes no -f");
    if (options->raw && options->marks)
        return usage_error(options->command,
                           "--raw and --marks exclude each other");
    int code = open_articles(options, &corpus);
    if (code != KT_EXIT_OK)
        return code;
    kt_status status = kt_corpus_article(corpus, id, true, &article, &err);
    if (status == KT_OK) {
        code = print_article(article, options);
    } else if (status == KT_ERR_NOT_FOUND) {
        fprintf(stderr, "ktool: no article %lld; `ktool list` shows them all\n",
                (long long)id);
        code = KT_EXIT_SCRIPT;
    } else {
        code = report_failure(&err);
    }
    kt_article_free(article);
    kt_corpus_close(corpus);
    return code;
}
