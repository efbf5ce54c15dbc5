/* ktool tag, ktool untag: what people call articles. */
#include "failure.h"
#include "ids.h"
#include "open_corpus.h"

#include <stdlib.h>

typedef kt_status change_fn(kt_corpus *corpus, const int64_t *ids, size_t count,
                            kt_slice name, kt_error *err);

typedef struct tagging {
    change_fn *change;
    int64_t *ids;
    size_t count;
    const char *name;
} tagging;

static kt_status tag_articles(void *ctx, kt_corpus *corpus, kt_error *err)
{
    const tagging *t = ctx;
    return t->change(corpus, t->ids, t->count, kt_slice_of(t->name), err);
}

static int change_tags(const cli_options *options, change_fn *change)
{
    int64_t number;
    size_t count = options->word_count - 1;
    tagging t = {
        .change = change, .count = count, .name = options->words[count]};
    if (parse_id(t.name, &number))
        return usage_error(options->command,
                           "NAME comes last, and '%s' is the number of an "
                           "article",
                           t.name);
    int code = parse_ids(options, count, &t.ids);
    if (code == KT_EXIT_OK)
        code = change_store(options, tag_articles, &t);
    free(t.ids);
    return code;
}

int run_tag(const cli_options *options)
{
    return change_tags(options, kt_corpus_tag);
}

int run_untag(const cli_options *options)
{
    return change_tags(options, kt_corpus_untag);
}
