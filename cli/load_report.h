/* What is said on stderr while articles are loaded. */
#ifndef KTOOL_CLI_LOAD_REPORT_H
#define KTOOL_CLI_LOAD_REPORT_H

#include "options.h"

#include <stdint.h>

typedef struct load_report {
    const char *doing; /* what progress is shown of: "loading" */
    bool quiet;        /* only failures */
    bool shown;        /* progress stands on the line of the cursor */
    int64_t shown_at;  /* milliseconds */
    int64_t began_at;  /* milliseconds; 0: nothing was read yet */
} load_report;

/** How to load what @p options name, with failures, totals and progress
 * reported through @p report, which must live as long as loading may
 * happen. */
kt_load_options load_options(const cli_options *options, load_report *report);

/** Take progress off the screen. */
void load_report_clear(load_report *report);

#endif
