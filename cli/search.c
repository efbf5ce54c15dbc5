/* ktool search: the articles that a query is about, best first. */
#include "failure.h"
#include "open_corpus.h"
#include "query_failure.h"
#include "table.h"

#include <ktool/script.h>
#include <math.h>
#include <unistd.h>

#define OPEN "\x02"
#define CLOSE "\x03"

enum {
    LIMIT = 20,   /* articles, unless --limit says otherwise */
    ROUND = 1000, /* a score is printed in these parts of one */
    COLUMNS = 6
};

static kt_status print_result(const kt_result *result, kt_writer *writer,
                              kt_error *err)
{
    const kt_article *article = result->article;
    const kt_cell cells[COLUMNS] = {
        number_cell(round(result->score * ROUND) / ROUND),
        integer_cell(article->id),
        text_cell(article->date),
        text_cell(article->source),
        text_cell(article->title),
        text_cell(result->snippet)};
    return kt_writer_row(writer, cells, COLUMNS, err);
}

static int print_rows(kt_search *search, kt_format format)
{
    static const char *const names[COLUMNS] = {"score",  "id",    "date",
                                               "source", "title", "snippet"};
    kt_error err;
    kt_writer *writer;
    kt_result result;
    kt_status status = table_new(names, COLUMNS, format, &writer, &err);
    while (status == KT_OK) {
        status = kt_search_next(search, &result, &err);
        if (status == KT_OK)
            status = print_result(&result, writer, &err);
    }
    return table_end(writer, status == KT_ERR_NOT_FOUND ? KT_OK : status, &err);
}

/* In colours hits stand between control characters, which become the colour
 * once all others are escaped. */
static void add_snippet(kt_buffer *line, kt_slice snippet)
{
    while (snippet.len > 0) {
        size_t len = 0;
        while (len < snippet.len && snippet.data[len] != OPEN[0] &&
               snippet.data[len] != CLOSE[0])
            len++;
        kt_script_printable(kt_slice_sub(snippet, 0, len), line);
        if (len < snippet.len)
            kt_buffer_add_string(line, snippet.data[len++] == OPEN[0]
                                           ? "\x1b[1;31m"
                                           : "\x1b[0m");
        snippet = kt_slice_sub(snippet, len, snippet.len);
    }
}

static void add_value(kt_buffer *line, kt_slice value)
{
    if (value.len == 0)
        return;
    kt_buffer_add_string(line, "  ");
    kt_script_printable(value, line);
}

/* What is known of the article, and below it the snippet, which has no room
 * in a table. */
static kt_status print_lines(const kt_result *result, bool color, kt_error *err)
{
    kt_buffer line = {0};
    const kt_article *article = result->article;
    kt_buffer_add_format(&line, "%.3f  %lld", result->score,
                         (long long)article->id);
    add_value(&line, article->date);
    add_value(&line, article->source);
    kt_buffer_add_string(&line, color ? "\x1b[1m" : "");
    add_value(&line, article->title);
    kt_buffer_add_string(&line, color ? "\x1b[0m\n    " : "\n    ");
    if (color)
        add_snippet(&line, result->snippet);
    else
        kt_script_printable(result->snippet, &line);
    kt_buffer_add_char(&line, '\n');
    kt_status status = kt_buffer_status(&line, err);
    if (status == KT_OK)
        fwrite(line.data, 1, line.len, stdout);
    kt_buffer_free(&line);
    return status;
}

static int print_page(kt_search *search, bool color)
{
    kt_error err;
    kt_result result;
    kt_status status = KT_OK;
    while (status == KT_OK) {
        status = kt_search_next(search, &result, &err);
        if (status == KT_OK)
            status = print_lines(&result, color, &err);
    }
    return status == KT_ERR_NOT_FOUND ? KT_EXIT_OK : report_failure(&err);
}

/* Behind the rows, where it stays in sight. */
static void tell_count(size_t found, size_t limit)
{
    fprintf(stderr, "ktool: %zu article%s", found, kt_plural(found));
    if (found > limit)
        fprintf(stderr, ", the first %zu printed (--limit)", limit);
    fputc('\n', stderr);
}

int run_search(const cli_options *options)
{
    kt_error err;
    kt_corpus *corpus;
    kt_search *search;
    bool page = options->format == KT_FORMAT_AUTO && isatty(STDOUT_FILENO);
    bool color = page && table_color();
    kt_search_options how = KT_SEARCH_DEFAULT;
    kt_slice query = kt_slice_of(options->words[0]);
    how.limit = options->limit > 0 ? options->limit : LIMIT;
    if (color) {
        how.open = OPEN;
        how.close = CLOSE;
    }
    if (kt_query_check(query, NULL, &err) != KT_OK)
        return query_failure(options->command, query, &err);
    int code = open_corpus(options, &corpus);
    if (code != KT_EXIT_OK)
        return code;
    if (kt_search_new(corpus, query, &how, &search, &err) == KT_OK) {
        code = page ? print_page(search, color)
                    : print_rows(search, options->format);
        if (code == KT_EXIT_OK && !options->quiet)
            tell_count(kt_search_count(search), how.limit);
        kt_search_free(search);
    } else {
        code = report_failure(&err);
    }
    kt_corpus_close(corpus);
    return code;
}
