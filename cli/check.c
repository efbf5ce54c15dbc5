/* ktool check: whether a store is sound, or the rules of cleaning are. */
#include "failure.h"
#include "options.h"

#include <ktool/cleaning.h>
#include <ktool/script.h>
#include <stdio.h>

/* Each fault a line, as compilers have it, so that editors can go there. */
static kt_status print_fault(void *ctx, const char *file, size_t line,
                             const char *problem)
{
    size_t *faults = ctx;
    kt_buffer text = {0};
    kt_script_printable(kt_slice_of(file), &text);
    if (line > 0)
        kt_buffer_add_format(&text, ":%zu", line);
    kt_buffer_add_string(&text, ": ");
    kt_script_printable(kt_slice_of(problem), &text);
    kt_buffer_add_char(&text, '\n');
    fwrite(text.data, 1, text.len, stdout);
    kt_buffer_free(&text);
    *faults += 1;
    return KT_OK;
}

/* Faults of one store. */
typedef struct store_faults {
    const char *path;
    size_t count;
} store_faults;

static void print_store_fault(void *ctx, const char *text)
{
    store_faults *faults = ctx;
    print_fault(&faults->count, faults->path, 0, text);
}

static int check_store(const cli_options *options)
{
    kt_error err;
    if (options->path_count != 1)
        return usage_error(options->command,
                           "check needs one store: -c news.db");
    store_faults faults = {.path = options->paths[0]};
    end_calls_on_interrupt();
    if (kt_check_store(faults.path, options->jobs, print_store_fault, &faults,
                       &err) != KT_OK)
        return report_failure(&err);
    if (faults.count > 0)
        return KT_EXIT_CORPUS;
    puts("ok");
    return KT_EXIT_OK;
}

static int check_rules(const cli_options *options)
{
    kt_error err;
    size_t rules, faults = 0;
    if (options->corpus_given)
        return usage_error(options->command, "check --rules takes no -c");
    if (kt_cleaning_check(print_fault, &faults, &rules, &err) != KT_OK)
        return report_failure(&err);
    if (faults > 0)
        return KT_EXIT_CORPUS;
    printf("ok, %zu rule%s\n", rules, kt_plural(rules));
    return KT_EXIT_OK;
}

int run_check(const cli_options *options)
{
    return options->check_rules ? check_rules(options) : check_store(options);
}
