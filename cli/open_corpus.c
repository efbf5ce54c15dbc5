#include "open_corpus.h"

#include "failure.h"
#include "load_report.h"

static int narrow(kt_corpus **corpus, const cli_options *options)
{
    kt_error err;
    kt_corpus *narrower;
    kt_status status =
        kt_corpus_where(*corpus, options->filter, &narrower, &err);
    kt_corpus_close(*corpus);
    *corpus = narrower;
    if (status != KT_OK)
        return report_failure(&err);
    size_t undated = kt_corpus_undated(narrower);
    if (undated > 0 && !options->quiet)
        fprintf(
            stderr,
            "ktool: %zu article%s without a date left out by since/before\n",
            undated, kt_plural(undated));
    return KT_EXIT_OK;
}

static int open_paths(const cli_options *options, bool any_rules, bool writable,
                      kt_corpus **out)
{
    kt_error err;
    load_report report;
    *out = NULL;
    if (options->path_count == 0) {
        fputs("ktool: " KT_NO_CORPUS "\n", stderr);
        return KT_EXIT_CORPUS;
    }
    kt_load_options load = load_options(options, &report);
    load.any_rules = any_rules;
    load.writable = writable;
    end_calls_on_interrupt();
    if (kt_corpus_open(options->paths, options->path_count, &load, out, &err) !=
        KT_OK)
        return report_failure(&err);
    return options->filter == NULL ? KT_EXIT_OK : narrow(out, options);
}

int open_corpus(const cli_options *options, kt_corpus **out)
{
    return open_paths(options, false, false, out);
}

int open_articles(const cli_options *options, kt_corpus **out)
{
    return open_paths(options, true, false, out);
}

int report_change_failure(const kt_error *err)
{
    if (err->status != KT_ERR_NOT_FOUND)
        return report_failure(err);
    fprintf(stderr, "ktool: %s; `ktool list` shows them all\n", err->message);
    return KT_EXIT_SCRIPT;
}

int change_store(const cli_options *options,
                 kt_status (*change)(void *ctx, kt_corpus *corpus,
                                     kt_error *err),
                 void *ctx)
{
    kt_error err;
    kt_status status;
    do {
        kt_corpus *corpus;
        int code = open_paths(options, true, true, &corpus);
        if (code != KT_EXIT_OK) {
            kt_corpus_close(corpus);
            return code;
        }
        status = change(ctx, corpus, &err);
        kt_corpus_close(corpus);
    } while (status == KT_ERR_CHANGED);
    return status == KT_OK ? KT_EXIT_OK : report_change_failure(&err);
}
