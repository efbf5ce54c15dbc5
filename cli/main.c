/* The ktool program. */
#include "options.h"
#include "usage.h"

#include <langinfo.h>
#include <locale.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* Only what the line editor and archives need to read UTF-8; numbers, order
 * and case never depend on the locale. */
static void set_locale(void)
{
    if (setlocale(LC_CTYPE, "") == NULL ||
        strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
        setlocale(LC_CTYPE, "C.UTF-8");
}

/* What is mapped and no longer there: nothing can be done but to say so. */
static void end_by_bus_error(int signal)
{
    static const char message[] =
        "ktool: a store was cut short by another program while it was read; "
        "restore a copy, or import its articles again\n";
    ssize_t written = write(STDERR_FILENO, message, sizeof message - 1);
    (void)signal;
    (void)written;
    _exit(KT_EXIT_CORPUS);
}

static int run(const cli_options *options)
{
    if (options->version) {
        puts("ktool " KTOOL_VERSION);
        return KT_EXIT_OK;
    }
    if (!options->help)
        return options->command->run(options);
    if (options->command == NULL)
        print_usage(stdout);
    else
        print_command_help(stdout, options->command);
    return KT_EXIT_OK;
}

/* What is given back is soon asked for again, and a page that comes from the
 * system anew takes a microsecond. */
static void keep_memory(void)
{
    mallopt(M_TRIM_THRESHOLD, 16 * 1024 * 1024);
    mallopt(M_MMAP_THRESHOLD, 4 * 1024 * 1024);
    mallopt(M_TOP_PAD, 1024 * 1024);
}

int main(int argc, char **argv)
{
    cli_options options = {0};
    keep_memory();
    /* A parent may have had it ignored; then writing would fail, loudly. */
    signal(SIGPIPE, SIG_DFL);
    /* A file that may not grow on is a failure as a full disk is. */
    signal(SIGXFSZ, SIG_IGN);
    signal(SIGBUS, end_by_bus_error);
    set_locale();
    int status = options_parse(&options, argc, argv);
    if (status == KT_EXIT_OK)
        status = run(&options);
    options_free(&options);
    return kt_lua_finish_output(status);
}
