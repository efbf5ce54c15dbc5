/* ktool check: whether what ktool goes by can be used. */
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
    fwrite(text.data, 1, text.len, stderr);
    kt_buffer_free(&text);
    *faults += 1;
    return KT_OK;
}

int run_check(const cli_options *options)
{
    kt_error err;
    size_t rules, faults = 0;
    if (!options->check_rules)
        return usage_error(options->command,
                           "say what to check; --rules is all there is");
    if (kt_cleaning_check(print_fault, &faults, &rules, &err) != KT_OK)
        return report_failure(&err);
    if (faults > 0)
        return KT_EXIT_CORPUS;
    printf("ok, %zu rule%s\n", rules, rules == 1 ? "" : "s");
    return KT_EXIT_OK;
}
