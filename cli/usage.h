/* What ktool says about itself. */
#ifndef KTOOL_CLI_USAGE_H
#define KTOOL_CLI_USAGE_H

#include "command.h"

#include <stdio.h>

/** An option of the command line. */
typedef struct cli_option {
    char letter;       /* NUL if none */
    const char *name;  /* "" if none */
    const char *value; /* what it takes, "" if nothing */
    unsigned takes;    /* commands with one of these take it; 0: all do */
    const char *summary;
} cli_option;

enum option_id {
    OPTION_CORPUS,
    OPTION_WHERE,
    OPTION_NO_CACHE,
    OPTION_DATABASE,
    OPTION_CODE,
    OPTION_RAW,
    OPTION_CLEAN,
    OPTION_OUTPUT,
    OPTION_MARKS,
    OPTION_REVISIONS,
    OPTION_BOUNDARIES,
    OPTION_COUNT,
    OPTION_RULES,
    OPTION_CHECK_RULES, /* the same name, for another command */
    OPTION_FTS5,
    OPTION_REMOVE,
    OPTION_LIMIT,
    OPTION_FORMAT,
    OPTION_EXPORT_FORMAT, /* the same, of which only some are for export */
    OPTION_JOBS,
    OPTION_WAIT,
    OPTION_QUIET,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_TOTAL
};

/** Every option, by its number. */
extern const cli_option option_list[OPTION_TOTAL];

/** "usage: ktool import -d FILE PATH...", or of ktool if @p command is
 * NULL. */
void print_usage_line(FILE *stream, const cli_command *command);

/** All commands and options. */
void print_usage(FILE *stream);

/** One command and the options that it takes. */
void print_command_help(FILE *stream, const cli_command *command);

#endif
