/* ktool index: a full-text index for other programs. */
#include "failure.h"
#include "load_report.h"

#include <ktool/fts5.h>
#include <stdio.h>

int run_index(const cli_options *options)
{
    kt_error err;
    kt_status status;
    load_report report;
    size_t articles = 0;
    if (options->path_count != 1)
        return usage_error(options->command,
                           "index needs one store: -c news.db");
    if (!options->fts5)
        return usage_error(options->command,
                           "say which index; --fts5 is all there is");
    kt_load_options load = load_options(options, &report);
    report.doing = "indexing";
    end_calls_on_interrupt();
    if (options->remove)
        status = kt_fts5_remove(options->paths[0], &err);
    else
        status = kt_fts5_make(options->paths[0], &load, &articles, &err);
    load_report_clear(&report);
    if (status != KT_OK)
        return report_failure(&err);
    if (!options->quiet && !options->remove)
        fprintf(stderr, "ktool: %zu article%s in article_fts\n", articles,
                kt_plural(articles));
    return KT_EXIT_OK;
}
