#include "failure.h"

#include <signal.h>
#include <stdio.h>

static int exit_status(kt_status status)
{
    switch (status) {
    case KT_OK:
        return KT_EXIT_OK;
    case KT_ERR_USAGE:
        return KT_EXIT_USAGE;
    case KT_ERR_NOMEM:
    case KT_ERR_LIMIT:
        return KT_EXIT_LIMIT;
    case KT_ERR_INTERRUPTED:
        return KT_EXIT_INTERRUPTED;
    default:
        return KT_EXIT_CORPUS;
    }
}

int report_failure(const kt_error *err)
{
    kt_buffer line = {0};
    kt_buffer_add_string(&line, "ktool: ");
    kt_script_printable(kt_slice_of(err->message), &line);
    kt_buffer_add_char(&line, '\n');
    if (line.failed)
        fputs("ktool: out of memory\n", stderr);
    else
        fwrite(line.data, 1, line.len, stderr);
    kt_buffer_free(&line);
    return exit_status(err->status);
}

/* Who sends it again does not want to wait. */
static void interrupt(int signal_number)
{
    if (!kt_interrupt())
        return;
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void end_calls_on_interrupt(void)
{
    struct sigaction action = {.sa_handler = interrupt}, before;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    /* The terminal was closed, unless that is no matter, as under nohup. */
    sigaction(SIGHUP, NULL, &before);
    if (before.sa_handler != SIG_IGN)
        sigaction(SIGHUP, &action, NULL);
}
