/* ktool show: one article. */
#include "article_row.h"
#include "failure.h"
#include "ids.h"
#include "marks.h"
#include "open_corpus.h"
#include "revisions.h"
#include "table.h"
#include "terminal_text.h"

/* As one row, in JSON as one object. */
static int print_row(const kt_article *article, kt_format format)
{
    kt_error err;
    article_row row = {0};
    kt_writer *writer = NULL;
    kt_status status = article_row_set(&row, article, &err);
    if (status == KT_OK)
        status = table_new(article_columns, ARTICLE_CELLS,
                           format == KT_FORMAT_JSON ? KT_FORMAT_JSONL : format,
                           &writer, &err);
    if (status == KT_OK)
        status = kt_writer_row(writer, row.cells, ARTICLE_CELLS, &err);
    int code = table_end(writer, status, &err);
    article_row_free(&row);
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

/* "name: value", and what @p origin says of it. */
static void print_line(kt_slice name, kt_slice value, const kt_origin *origin)
{
    kt_buffer line = {0};
    kt_script_printable(name, &line);
    kt_buffer_add_string(&line, ": ");
    kt_script_printable(value, &line);
    add_origin(&line, origin);
    kt_buffer_add_char(&line, '\n');
    fwrite(line.data, 1, line.len, stdout);
    kt_buffer_free(&line);
}

static void print_field(const kt_article *article, kt_slice name,
                        kt_slice value)
{
    kt_origin origin = kt_article_origin(article, name);
    print_line(name, value, &origin);
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

/* What people said of it. A file may have given fields of these names. */
static void print_said(const kt_article *article)
{
    const kt_origin tag = {.from = KT_SLICE("tag")};
    const kt_origin annotation = {.from = KT_SLICE("annotation")};
    kt_buffer tags = {0};
    for (size_t i = 0; i < article->tag_count; i++) {
        kt_buffer_add_string(&tags, i == 0 ? "" : ", ");
        kt_buffer_add_slice(&tags, article->tags[i]);
    }
    if (article->tag_count > 0)
        print_line(KT_SLICE("tags"), kt_buffer_slice(&tags), &tag);
    for (size_t i = 0; i < article->annotation_count; i++)
        print_line(article->annotations[i].name,
                   plain_value(article->annotations[i].value), &annotation);
    kt_buffer_free(&tags);
}

static int print_page(const kt_article *article)
{
    kt_error err;
    kt_cell cells[ARTICLE_KNOWN];
    char number[KT_NUMBER_SIZE];
    kt_buffer text = {0};
    kt_article_text(article, &text);
    if (kt_buffer_status(&text, &err) != KT_OK)
        return report_failure(&err);
    article_known(article, cells);
    printf("id: %lld\n", (long long)article->id);
    for (size_t i = 1; i < ARTICLE_KNOWN; i++)
        if (cells[i].kind != KT_CELL_NIL)
            print_field(article, kt_slice_of(article_columns[i]),
                        text_of(&cells[i], number));
    for (size_t i = 0; i < article->field_count; i++)
        print_field(article, article->fields[i].name,
                    plain_value(article->fields[i].value));
    print_said(article);
    putchar('\n');
    put_text(kt_buffer_slice(&text));
    putchar('\n');
    kt_buffer_free(&text);
    return KT_EXIT_OK;
}

static int print_article(const kt_article *article, const cli_options *options)
{
    if (options->raw) {
        kt_slice bytes =
            article->original.data != NULL ? article->original : article->raw;
        if (bytes.len > 0)
            fwrite(bytes.data, 1, bytes.len, stdout);
        return KT_EXIT_OK;
    }
    if (options->marks)
        return print_marks(article, options->format);
    if (options->format == KT_FORMAT_AUTO)
        return print_page(article);
    return print_row(article, options->format);
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
    if (options->raw + options->marks + options->revisions > 1)
        return usage_error(options->command, "--raw, --marks and --revisions "
                                             "exclude each other");
    int code = open_articles(options, &corpus);
    if (code != KT_EXIT_OK)
        return code;
    if (options->revisions) {
        code = print_revisions(corpus, id, options->format);
        kt_corpus_close(corpus);
        return code;
    }
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
