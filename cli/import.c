/* ktool import: add articles to a store. */
#include "failure.h"
#include "load_report.h"

#include <stdio.h>

int run_import(const cli_options *options)
{
    kt_error err;
    load_report report;
    kt_load_summary summary;
    if (options->database == NULL)
        return usage_error(options->command,
                           "import needs a store to add to: -d news.db");
    kt_load_options load = load_options(options, &report);
    end_calls_on_interrupt();
    if (kt_import(options->database, options->words, options->word_count, &load,
                  &summary, &err) != KT_OK)
        return report_failure(&err);
    if (summary.articles > 0 || summary.skipped > 0)
        return KT_EXIT_OK;
    kt_fail(&err, KT_ERR_EMPTY, "%s: no article was added", options->database);
    return report_failure(&err);
}
