/* ktool export: articles for another store, or for other programs. */
#include "article_row.h"
#include "failure.h"
#include "new_folder.h"
#include "open_corpus.h"
#include "table.h"

#include <errno.h>
#include <ktool/export.h>

typedef struct exporting exporting;

/* Write one article, which it may change. */
typedef kt_status put_article(exporting *e, kt_article *article, kt_error *err);

/* One of the things that an export may be. */
struct exporting {
    put_article *put;
    const char *const *columns; /* NULL: not rows */
    size_t column_count;
    kt_format format; /* of rows */
    kt_writer *writer;
    kt_buffer fields, line; /* kept for the memory in them */
    article_row row;
    new_folder folder; /* fd -1: none */
    bool lost;         /* output could not be written */
};

enum {
    GIVEN_CELLS = 11
};

static const char *const given_columns[GIVEN_CELLS] = {
    "title", "date", "source", "author", "place", "section",
    "url",   "lang", "text",   "fields", "ktool"};

/* A line that gives the article back. */
static kt_status put_line(exporting *e, kt_article *article, kt_error *err)
{
    kt_status status = kt_article_restore(article, err);
    if (status != KT_OK)
        return status;
    kt_buffer_clear(&e->line);
    kt_article_record(article, &e->line);
    kt_buffer_add_char(&e->line, '\n');
    return kt_buffer_status(&e->line, err);
}

static kt_status put_record(exporting *e, kt_article *article, kt_error *err)
{
    kt_status status = put_line(e, article, err);
    if (status != KT_OK ||
        fwrite(e->line.data, 1, e->line.len, stdout) == e->line.len)
        return status;
    return KT_FAIL(err, KT_ERR_IO, "standard output: %s", strerror(errno));
}

static kt_cell json_cell(const kt_buffer *json)
{
    return (kt_cell){.kind = KT_CELL_JSON, .text = kt_buffer_slice(json)};
}

/* The same as a row. */
static kt_status put_given(exporting *e, kt_article *a, kt_error *err)
{
    kt_slice title, text;
    kt_status status = kt_article_restore(a, err);
    if (status != KT_OK)
        return status;
    kt_buffer_clear(&e->fields);
    kt_buffer_clear(&e->line);
    kt_article_given(a, &title, &text);
    kt_article_fields_json(a, &e->fields);
    kt_article_own_json(a, &e->line);
    if (e->fields.failed || e->line.failed)
        return KT_FAIL_NOMEM(err);
    const kt_cell cells[GIVEN_CELLS] = {
        text_cell(title),      text_cell(a->date),  text_cell(a->source),
        text_cell(a->author),  text_cell(a->place), text_cell(a->section),
        text_cell(a->url),     text_cell(a->lang),  text_cell(text),
        json_cell(&e->fields), json_cell(&e->line)};
    return kt_writer_row(e->writer, cells, GIVEN_CELLS, err);
}

static kt_status put_row(exporting *e, kt_article *article, kt_error *err)
{
    kt_status status = article_row_set(&e->row, article, err);
    return status == KT_OK
               ? kt_writer_row(e->writer, e->row.cells, ARTICLE_CELLS, err)
               : status;
}

static kt_status put_file(exporting *e, const char *ending, kt_slice first,
                          kt_slice second, kt_error *err)
{
    kt_status status = new_folder_write(&e->folder, ending, first, second, err);
    e->lost |= status != KT_OK;
    return status;
}

/* A loader drops the mark at the front of a file, so that a text that begins
 * with one needs two. */
static kt_status put_text_file(exporting *e, kt_article *article, kt_error *err)
{
    static const char mark[] = "\xEF\xBB\xBF";
    kt_slice raw = article->raw;
    bool marked = raw.len >= 3 && memcmp(raw.data, mark, 3) == 0;
    return put_file(e, ".txt", kt_slice_of(marked ? mark : ""), raw, err);
}

/* What ktool counts unless told otherwise: the title and the bodies. */
static kt_status put_clean_file(exporting *e, kt_article *article,
                                kt_error *err)
{
    kt_buffer_clear(&e->line);
    kt_article_text(article, &e->line);
    kt_buffer_add_char(&e->line, '\n');
    if (e->line.failed)
        return KT_FAIL_NOMEM(err);
    if (article->title.len == 0)
        return put_file(e, ".txt", article->title, kt_buffer_slice(&e->line),
                        err);
    kt_buffer_clear(&e->fields);
    kt_buffer_add_slice(&e->fields, article->title);
    kt_buffer_add_string(&e->fields, "\n\n");
    return e->fields.failed ? KT_FAIL_NOMEM(err)
                            : put_file(e, ".txt", kt_buffer_slice(&e->fields),
                                       kt_buffer_slice(&e->line), err);
}

/* The bytes of a file that is one article; the line of another, since that of
 * its file is not kept. */
static kt_status put_raw_file(exporting *e, kt_article *article, kt_error *err)
{
    const kt_slice nothing = {NULL, 0};
    if (article->line == 0)
        return put_file(e, ".txt",
                        article->original.data != NULL ? article->original
                                                       : article->raw,
                        nothing, err);
    kt_status status = put_line(e, article, err);
    return status == KT_OK
               ? put_file(e, ".jsonl", kt_buffer_slice(&e->line), nothing, err)
               : status;
}

/* Others may write the store while this one waits for whoever reads. */
static kt_status put(exporting *e, kt_article *article, kt_error *err)
{
    kt_corpora_pause();
    kt_status status = e->put(e, article, err);
    kt_corpora_continue();
    return status;
}

static kt_status put_all(exporting *e, kt_corpus *corpus, const int64_t *ids,
                         size_t count, kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < count; i++) {
        kt_article *article;
        status = kt_corpus_article(corpus, ids[i], true, &article, err);
        if (status == KT_OK)
            status = put(e, article, err);
        kt_article_free(article);
        if (status == KT_OK && kt_interrupted())
            status = KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
    }
    return status;
}

static kt_status begin(exporting *e, const cli_options *options, size_t count,
                       kt_error *err)
{
    if (options->output != NULL) {
        kt_status status =
            new_folder_open(options->output, count, &e->folder, err);
        e->lost = status != KT_OK;
        return status;
    }
    if (e->columns == NULL)
        return KT_OK;
    return table_new(e->columns, e->column_count, e->format, &e->writer, err);
}

static int export_corpus(exporting *e, const cli_options *options,
                         kt_corpus *corpus)
{
    kt_error err;
    const int64_t *ids;
    size_t count;
    kt_status status = kt_corpus_ids(corpus, &ids, &count, &err);
    if (status == KT_OK)
        status = begin(e, options, count, &err);
    if (status == KT_OK)
        status = put_all(e, corpus, ids, count, &err);
    if (status == KT_OK && e->writer != NULL)
        status = kt_writer_finish(e->writer, &err);
    kt_writer_free(e->writer);
    kt_buffer_free(&e->fields);
    kt_buffer_free(&e->line);
    article_row_free(&e->row);
    new_folder_close(&e->folder);
    if (status == KT_OK)
        return KT_EXIT_OK;
    int code = output_failure(&err);
    return e->lost ? KT_EXIT_OUTPUT : code;
}

/* What is asked for makes sense. */
static int check_options(const cli_options *o)
{
    bool files = o->text || o->raw;
    if (o->raw && (o->format_name != NULL || o->clean))
        return usage_error(o->command, "--raw takes no %s",
                           o->clean ? "--clean" : "-f");
    if (files && o->output == NULL)
        return usage_error(o->command,
                           "%s writes a file for each article: say -o FOLDER",
                           o->raw ? "--raw" : "-f text");
    if (!files && o->output != NULL)
        return usage_error(o->command,
                           "-o takes a folder, for -f text or --raw; rows and "
                           "lines go to standard output");
    if (o->format == KT_FORMAT_TABLE || o->format == KT_FORMAT_MD)
        return refuse_export_format(o);
    if (!o->clean &&
        (o->format == KT_FORMAT_TSV || o->format == KT_FORMAT_JSON))
        return refuse_export_format(o);
    return KT_EXIT_OK;
}

static exporting kind_of(const cli_options *o)
{
    exporting e = {.put = put_record, .format = o->format, .folder.fd = -1};
    if (e.format == KT_FORMAT_AUTO)
        e.format = KT_FORMAT_JSONL;
    if (o->raw) {
        e.put = put_raw_file;
    } else if (o->text) {
        e.put = o->clean ? put_clean_file : put_text_file;
    } else if (o->clean) {
        e.put = put_row;
        e.columns = article_columns;
        e.column_count = ARTICLE_CELLS;
    } else if (e.format == KT_FORMAT_CSV) {
        e.put = put_given;
        e.columns = given_columns;
        e.column_count = GIVEN_CELLS;
    }
    return e;
}

/* What gives a store back has all revisions. Files cannot say which of them is
 * one of another's, and would all be counted. */
static bool has_revisions(const cli_options *o)
{
    return !o->clean && !o->text && !o->raw;
}

static kt_status add_revisions(cli_options *o, kt_error *err)
{
    kt_status status = KT_OK;
    if (o->filter == NULL)
        status = kt_filter_new(&o->filter, err);
    return status == KT_OK
               ? kt_filter_add(o->filter, "revisions", KT_SLICE("true"), err)
               : status;
}

int run_export(const cli_options *options)
{
    kt_error err;
    kt_corpus *corpus;
    cli_options wider = *options;
    int code = check_options(options);
    if (code != KT_EXIT_OK)
        return code;
    if (has_revisions(options) && add_revisions(&wider, &err) != KT_OK) {
        code = report_failure(&err);
    } else {
        code = open_articles(&wider, &corpus);
        exporting e = kind_of(options);
        if (code == KT_EXIT_OK)
            code = export_corpus(&e, options, corpus);
        kt_corpus_close(corpus);
    }
    if (wider.filter != options->filter)
        kt_filter_free(wider.filter);
    return code;
}
