/* ktool remove: take articles out of a store. */
#include "failure.h"
#include "ids.h"
#include "open_corpus.h"

#include <stdlib.h>

int run_remove(const cli_options *options)
{
    kt_error err;
    kt_corpus *corpus = NULL;
    int64_t *ids;
    size_t removed;
    int code = parse_ids(options, options->word_count, &ids);
    if (code == KT_EXIT_OK)
        code = open_to_change(options, &corpus);
    if (code == KT_EXIT_OK && kt_corpus_remove(corpus, ids, options->word_count,
                                               &removed, &err) != KT_OK)
        code = report_change_failure(&err);
    else if (code == KT_EXIT_OK && !options->quiet)
        fprintf(stderr, "ktool: %zu article%s removed\n", removed,
                removed == 1 ? "" : "s");
    kt_corpus_close(corpus);
    free(ids);
    return code;
}
