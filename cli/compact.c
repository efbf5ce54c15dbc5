/* ktool compact: make a store as small as its articles allow. */
#include "failure.h"
#include "load_report.h"

#include <stdio.h>

int run_compact(const cli_options *options)
{
    kt_error err;
    load_report report;
    int64_t freed;
    if (options->path_count != 1)
        return usage_error(options->command,
                           "compact needs one store: -c news.db");
    kt_load_options load = load_options(options, &report);
    report.doing = "compacting";
    end_calls_on_interrupt();
    kt_status status = kt_compact(options->paths[0], &load, &freed, &err);
    load_report_clear(&report);
    if (status != KT_OK)
        return report_failure(&err);
    if (!options->quiet)
        fprintf(stderr, "ktool: %lld byte%s freed\n", (long long)freed,
                kt_plural((uint64_t)freed));
    return KT_EXIT_OK;
}
