/* ktool reindex: read a store again by the rules of this program. */
#include "failure.h"
#include "load_report.h"

#include <stdio.h>

static void show_done(void *ctx, const kt_load_summary *summary)
{
    load_report *report = ctx;
    load_report_clear(report);
    if (!report->quiet)
        fprintf(stderr, "ktool: %zu article%s reindexed\n", summary->articles,
                kt_plural(summary->articles));
}

int run_reindex(const cli_options *options)
{
    kt_error err;
    load_report report;
    if (options->path_count != 1)
        return usage_error(options->command,
                           "reindex needs one store: -c news.db");
    kt_load_options load = load_options(options, &report);
    report.doing = "reindexing";
    load.listener.done = show_done;
    end_calls_on_interrupt();
    if (kt_reindex(options->paths[0], &load, NULL, &err) == KT_OK)
        return KT_EXIT_OK;
    load_report_clear(&report);
    return report_failure(&err);
}
