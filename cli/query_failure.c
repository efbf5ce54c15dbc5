#include "query_failure.h"

#include "failure.h"
#include "usage.h"

#include <ktool/script.h>
#include <ktool/text.h>

enum {
    LONGEST = 500 /* bytes of a query that is shown with its place */
};

/* Print text as it is on a terminal; return its width there. */
static size_t put_printable(kt_slice text)
{
    kt_buffer shown = {0};
    kt_script_printable(text, &shown);
    size_t width = kt_text_width(kt_buffer_slice(&shown));
    if (shown.len > 0)
        fwrite(shown.data, 1, shown.len, stderr);
    kt_buffer_free(&shown);
    return width;
}

/* Print the query, and below it a mark under what is wrong. */
static void print_place(kt_slice query, kt_slice wrong)
{
    size_t start = (size_t)(wrong.data - query.data);
    fputs("    ", stderr);
    size_t before = put_printable(kt_slice_sub(query, 0, start));
    size_t width = put_printable(wrong);
    put_printable(kt_slice_sub(query, start + wrong.len, query.len));
    fprintf(stderr, "\n    %*s^", (int)before, "");
    for (size_t i = 1; i < width; i++)
        fputc('^', stderr);
    fputc('\n', stderr);
}

int query_failure(const cli_command *command, kt_slice query,
                  const kt_error *err)
{
    kt_slice wrong;
    int code = report_failure(err);
    bool shown = query.len > 0 && query.len <= LONGEST;
    if (shown && kt_query_check(query, &wrong, NULL) != KT_OK)
        print_place(query, wrong);
    if (err->status == KT_ERR_USAGE)
        print_usage_line(stderr, command);
    return code;
}
