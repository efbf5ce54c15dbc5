/* ktool remove: take articles out of a store. */
#include "failure.h"
#include "ids.h"
#include "open_corpus.h"

#include <stdlib.h>

typedef struct removal {
    int64_t *ids;
    size_t count, removed;
} removal;

static kt_status remove_articles(void *ctx, kt_corpus *corpus, kt_error *err)
{
    removal *r = ctx;
    return kt_corpus_remove(corpus, r->ids, r->count, &r->removed, err);
}

int run_remove(const cli_options *options)
{
    removal r = {.count = options->word_count};
    int code = parse_ids(options, r.count, &r.ids);
    if (code == KT_EXIT_OK)
        code = change_store(options, remove_articles, &r);
    if (code == KT_EXIT_OK && !options->quiet)
        fprintf(stderr, "ktool: %zu article%s removed\n", r.removed,
                kt_plural(r.removed));
    free(r.ids);
    return code;
}
