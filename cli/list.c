/* ktool list: the articles of a corpus, one a row. */
#include "open_corpus.h"
#include "table.h"

static kt_status list_article(kt_corpus *corpus, int64_t id, kt_writer *writer,
                              kt_error *err)
{
    kt_article *article;
    kt_status status = kt_corpus_article(corpus, id, false, &article, err);
    if (status != KT_OK)
        return status;
    const kt_cell cells[] = {integer_cell(id), text_cell(article->date),
                             text_cell(article->source),
                             text_cell(article->title)};
    status = kt_writer_row(writer, cells, 4, err);
    kt_article_free(article);
    return status;
}

int run_list(const cli_options *options)
{
    static const char *const names[] = {"id", "date", "source", "title"};
    kt_error err;
    kt_corpus *corpus;
    kt_writer *writer = NULL;
    const int64_t *ids;
    size_t count = 0;
    int code = open_articles(options, &corpus);
    if (code != KT_EXIT_OK)
        return code;
    kt_status status = kt_corpus_ids(corpus, &ids, &count, &err);
    if (status == KT_OK)
        status = table_new(names, 4, options->format, &writer, &err);
    for (size_t i = 0; status == KT_OK && i < count; i++)
        status = list_article(corpus, ids[i], writer, &err);
    code = table_end(writer, status, &err);
    kt_corpus_close(corpus);
    return code;
}
