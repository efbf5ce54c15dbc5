#include "load_report.h"

#include <ktool/script.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum {
    INTERVAL = 100, /* milliseconds between two signs of progress */
    MEGABYTE = 1000 * 1000
};

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void load_report_clear(load_report *report)
{
    if (report->shown)
        fputs("\r\033[K", stderr);
    report->shown = false;
}

static void show_failure(void *ctx, const char *path, size_t line,
                         const char *reason)
{
    load_report *report = ctx;
    kt_buffer text = {0};
    load_report_clear(report);
    kt_script_printable(kt_slice_of(path), &text);
    if (line > 0)
        kt_buffer_add_format(&text, ":%zu", line);
    kt_buffer_add_string(&text, ": ");
    kt_script_printable(kt_slice_of(reason), &text);
    fprintf(stderr, "ktool: %.*s\n", (int)text.len, text.data);
    kt_buffer_free(&text);
}

/* ", 2 revised", or nothing for none. */
static void show_count(size_t count, const char *what)
{
    if (count > 0)
        fprintf(stderr, ", %zu %s", count, what);
}

static void show_counts(const kt_load_summary *summary)
{
    fprintf(stderr, "ktool: %zu article%s, %zu failed, %zu byte%s replaced",
            summary->articles, kt_plural(summary->articles), summary->failed,
            summary->replaced, kt_plural(summary->replaced));
    show_count(summary->revisions, "revised");
    show_count(summary->skipped, "skipped as already there");
    fputc('\n', stderr);
}

static void show_summary(void *ctx, const kt_load_summary *summary)
{
    load_report *report = ctx;
    load_report_clear(report);
    if (!report->quiet)
        show_counts(summary);
    if (summary->links > 0 && !report->quiet)
        fprintf(stderr,
                "ktool: %zu link%s inside texts can be told from them now, by "
                "the titles of other articles: run `ktool -c FILE reindex`\n",
                summary->links, kt_plural(summary->links));
}

/* " of 46 MB, 26 %, 110 MB/s, 0:03 left", without what is not known. */
static void show_rate(double bytes, double total, double seconds)
{
    double rate = bytes / seconds;
    if (total > 0)
        fprintf(stderr, " of %.0f MB, %.0f %%", total / MEGABYTE,
                100 * bytes / total);
    else
        fputs(" MB", stderr);
    fprintf(stderr, ", %.0f MB/s", rate / MEGABYTE);
    if (total > 0) {
        int left = (int)((total - bytes) / rate);
        fprintf(stderr, ", %d:%02d left", left / 60, left % 60);
    }
}

static void show_progress(void *ctx, int64_t bytes, int64_t total)
{
    load_report *report = ctx;
    int64_t time = now();
    if (report->began_at == 0)
        report->began_at = report->shown_at = time;
    if (time - report->shown_at < INTERVAL)
        return;
    report->shown_at = time;
    report->shown = true;
    fprintf(stderr, "\r\033[K%s: %.0f", report->doing,
            (double)bytes / MEGABYTE);
    show_rate((double)bytes, (double)total,
              (double)(time - report->began_at) / 1000);
    fflush(stderr);
}

kt_load_options load_options(const cli_options *options, load_report *report)
{
    *report = (load_report){.doing = "loading", .quiet = options->quiet};
    bool progress = !options->quiet && isatty(STDERR_FILENO);
    return (kt_load_options){
        .jobs = options->jobs,
        .no_cache = options->no_cache,
        .rules = options->rules,
        .listener = {.ctx = report,
                     .failure = show_failure,
                     .done = show_summary,
                     .progress = progress ? show_progress : NULL}};
}
