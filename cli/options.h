/* The command line of ktool: what there is, and what was given. */
#ifndef KTOOL_CLI_OPTIONS_H
#define KTOOL_CLI_OPTIONS_H

#include "command.h"

#include <ktool/lua.h>

/** What was given. Words and values are borrowed from argv. */
struct cli_options {
    const cli_command *command;
    const char **words; /**< after the command, without options */
    size_t word_count;
    char *const *argv_end; /**< behind the last one; where a command takes a
                                script, the words stand right before it */

    const char **paths; /**< -c, or what stands in for it; may be none */
    size_t path_count;
    const char *database;
    kt_filter *filter;  /**< NULL without -w */
    const char **codes; /**< -e */
    size_t code_count;
    const char *format_name; /**< -f; NULL if not given */
    kt_format format;        /**< the same; AUTO for "text" as well */
    bool text;               /**< -f text, which only export knows */
    const char *output;      /**< -o; NULL if not given */
    unsigned jobs;
    size_t limit; /**< 0 if not given */
    bool quiet, no_cache, help, version;
    const char *rules; /**< as kt_rules_read() takes them; NULL if not given */
    bool corpus_given; /**< paths are those of -c */
    bool boundaries, count, raw, marks, revisions, clean, check_rules, fts5,
        remove;
};

/**
 * Take @p argv apart. What is wrong with it is printed.
 *
 * A word that is no command becomes the command run with that word as its
 * script.
 *
 * @param options  Begin with {0}; release with options_free() in any case.
 * @return an exit status
 */
int options_parse(cli_options *options, int argc, char *const *argv);
void options_free(cli_options *options);

/** Say which formats export takes, and that the one given is none of them.
 * @return KT_EXIT_USAGE */
int refuse_export_format(const cli_options *options);

/** Print "ktool: MESSAGE" and the usage line of @p command, or of ktool if
 * that is NULL.
 * @return KT_EXIT_USAGE */
int usage_error(const cli_command *command, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
