/* ktool list: the articles of a corpus, one a row. */
#include "open_corpus.h"
#include "table.h"

enum {
    COLUMNS = 5 /* the last only where articles have tags */
};

typedef struct listing {
    kt_corpus *corpus;
    kt_writer *writer;
    size_t columns;
    kt_buffer tags; /* of the article */
} listing;

static kt_status add_tag(void *ctx, kt_slice tag)
{
    kt_buffer *tags = ctx;
    kt_buffer_add_string(tags, tags->len == 0 ? "" : ", ");
    kt_buffer_add_slice(tags, tag);
    return KT_OK;
}

static kt_status list_article(listing *l, int64_t id, kt_error *err)
{
    kt_article *article;
    kt_status status = kt_corpus_article(l->corpus, id, false, &article, err);
    if (status != KT_OK)
        return status;
    kt_buffer_clear(&l->tags);
    if (l->columns == COLUMNS)
        status = kt_corpus_tags_of(l->corpus, id, add_tag, &l->tags, err);
    if (status == KT_OK)
        status = kt_buffer_status(&l->tags, err);
    const kt_cell cells[COLUMNS] = {
        integer_cell(id), text_cell(article->date), text_cell(article->source),
        text_cell(article->title), text_cell(kt_buffer_slice(&l->tags))};
    /* Others may write the store while this one waits for whoever reads. */
    kt_corpora_pause();
    if (status == KT_OK)
        status = kt_writer_row(l->writer, cells, l->columns, err);
    kt_corpora_continue();
    kt_article_free(article);
    return status;
}

static kt_status has_tag(void *ctx, kt_slice tag, size_t count)
{
    listing *l = ctx;
    (void)tag;
    (void)count;
    l->columns = COLUMNS;
    return KT_OK;
}

int run_list(const cli_options *options)
{
    static const char *const names[COLUMNS] = {"id", "date", "source", "title",
                                               "tags"};
    kt_error err;
    listing l = {.columns = COLUMNS - 1};
    const int64_t *ids;
    size_t count = 0;
    int code = open_articles(options, &l.corpus);
    if (code != KT_EXIT_OK)
        return code;
    kt_status status = kt_corpus_ids(l.corpus, &ids, &count, &err);
    if (status == KT_OK)
        status = kt_corpus_tags_each(l.corpus, has_tag, &l, &err);
    if (status == KT_OK)
        status = table_new(names, l.columns, options->format, &l.writer, &err);
    for (size_t i = 0; status == KT_OK && i < count; i++)
        status = list_article(&l, ids[i], &err);
    kt_corpus_close(l.corpus);
    code = table_end(l.writer, status, &err);
    kt_buffer_free(&l.tags);
    return code;
}
