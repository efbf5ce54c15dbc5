/* The commands of ktool, one file each. */
#ifndef KTOOL_CLI_COMMAND_H
#define KTOOL_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cli_options cli_options;

/** What a command has a use for; an option for none of it is refused, since
 * nothing is ignored silently. */
enum takes {
    TAKES_CORPUS = 1 << 0,     /* -c, -w, --no-cache, --rules */
    TAKES_DATABASE = 1 << 1,   /* -d, --rules */
    TAKES_CODE = 1 << 2,       /* -e */
    TAKES_RAW = 1 << 3,        /* --raw, --marks, --revisions */
    TAKES_BOUNDARIES = 1 << 4, /* --boundaries */
    TAKES_COUNT = 1 << 5,      /* --count, --rules */
    TAKES_SCRIPT = 1 << 6,     /* all that follows the first word is its */
    TAKES_CHECK = 1 << 7,      /* --rules, without a value */
    TAKES_STORE = 1 << 8,      /* -c, --rules */
    TAKES_INDEX = 1 << 9,      /* --fts5, --remove */
    TAKES_LIMIT = 1 << 10,     /* --limit */
    TAKES_EXPORT = 1 << 11,    /* -o, --clean, --raw, -f text */
    TAKES_CHANGE = 1 << 12     /* -c, of one store that is changed */
};

typedef struct cli_command {
    const char *name;
    const char *arguments; /* "FILE PATH...", for usage lines */
    const char *summary;
    const char *example; /* NULL if the summary says it all */
    unsigned takes;      /* a sum of enum takes */
    size_t least, most;  /* words after it */
    int (*run)(const cli_options *options); /* returns an exit status */
} cli_command;

/** Every command, in the order in which they are shown; ended by one without
 * a name. */
extern const cli_command commands[];

/** NULL if there is none of that name. */
const cli_command *command_find(const char *name);

int run_script(const cli_options *options);
int run_repl(const cli_options *options);
int run_eval(const cli_options *options);
int run_import(const cli_options *options);
int run_reindex(const cli_options *options);
int run_index(const cli_options *options);
int run_remove(const cli_options *options);
int run_compact(const cli_options *options);
int run_tag(const cli_options *options);
int run_untag(const cli_options *options);
int run_scripts(const cli_options *options);
int run_help(const cli_options *options);
int run_list(const cli_options *options);
int run_show(const cli_options *options);
int run_search(const cli_options *options);
int run_info(const cli_options *options);
int run_sentences(const cli_options *options);
int run_tokens(const cli_options *options);
int run_check(const cli_options *options);
int run_export(const cli_options *options);
int run_cache(const cli_options *options);

#endif
