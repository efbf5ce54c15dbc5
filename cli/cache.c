/* ktool cache: the private stores, where folders and files given to -c are
 * kept for the next run. */
#include "failure.h"
#include "table.h"

#include <time.h>

typedef struct listing {
    kt_writer *writer;
    kt_error *err;
} listing;

static kt_status list_one(void *ctx, const char *path, int64_t bytes,
                          int64_t used_at)
{
    listing *list = ctx;
    char used[32] = "";
    struct tm date;
    time_t seconds = (time_t)used_at;
    if (gmtime_r(&seconds, &date) != NULL)
        strftime(used, sizeof used, "%Y-%m-%dT%H:%M:%SZ", &date);
    const kt_cell cells[] = {text_cell(kt_slice_of(path)), integer_cell(bytes),
                             text_cell(kt_slice_of(used))};
    return kt_writer_row(list->writer, cells, 3, list->err);
}

static int list_stores(const cli_options *options)
{
    static const char *const names[] = {"path", "bytes", "used"};
    kt_error err;
    listing list = {.err = &err};
    kt_status status = table_new(names, 3, options->format, &list.writer, &err);
    if (status == KT_OK)
        status = kt_cache_each(list_one, &list, &err);
    return table_end(list.writer, status, &err);
}

static int clear_stores(const cli_options *options)
{
    kt_error err;
    size_t removed;
    if (kt_cache_clear(&removed, &err) != KT_OK)
        return report_failure(&err);
    if (!options->quiet)
        fprintf(stderr, "ktool: %zu private store%s removed\n", removed,
                kt_plural(removed));
    return KT_EXIT_OK;
}

int run_cache(const cli_options *options)
{
    if (strcmp(options->words[0], "list") == 0)
        return list_stores(options);
    if (strcmp(options->words[0], "clear") == 0)
        return clear_stores(options);
    return usage_error(options->command,
                       "no action '%s'; there are list, clear",
                       options->words[0]);
}
