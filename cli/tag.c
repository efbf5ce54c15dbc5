/* ktool tag, ktool untag: what people call articles. */
#include "failure.h"
#include "ids.h"
#include "open_corpus.h"

#include <stdlib.h>

typedef kt_status change_fn(kt_corpus *corpus, const int64_t *ids, size_t count,
                            kt_slice name, kt_error *err);

static int change_tags(const cli_options *options, change_fn *change)
{
    kt_error err;
    kt_corpus *corpus = NULL;
    int64_t *ids, number;
    size_t count = options->word_count - 1;
    const char *name = options->words[count];
    if (parse_id(name, &number))
        return usage_error(options->command,
                           "NAME comes last, and '%s' is the number of an "
                           "article",
                           name);
    int code = parse_ids(options, count, &ids);
    if (code == KT_EXIT_OK)
        code = open_to_change(options, &corpus);
    if (code == KT_EXIT_OK &&
        change(corpus, ids, count, kt_slice_of(name), &err) != KT_OK)
        code = report_change_failure(&err);
    kt_corpus_close(corpus);
    free(ids);
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
