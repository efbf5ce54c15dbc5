#include "usage.h"

#include <string.h>

#define MORE "\n                          "

const cli_option option_list[OPTION_TOTAL] = {
    [OPTION_CORPUS] = {'c', "corpus", "PATH",
                       TAKES_CORPUS | TAKES_STORE | TAKES_CHANGE,
                       "articles: a store, folder or file, - for standard" MORE
                       "input; repeatable  [$KTOOL_CORPUS, else" MORE
                       "./ktool.db, else ./corpus/]"},
    [OPTION_WHERE] = {'w', "where", "KEY=VALUE", TAKES_CORPUS,
                      "only these: source=antara, since=2024-01," MORE
                      "before=2024-03-15, match=QUERY; repeatable"},
    [OPTION_NO_CACHE] = {'\0', "no-cache", "", TAKES_CORPUS,
                         "keep nothing of a folder for the next run"},
    [OPTION_DATABASE] = {'d', "database", "FILE", TAKES_DATABASE,
                         "the store to add to"},
    [OPTION_CODE] = {'e', "", "CODE", TAKES_CODE,
                     "run CODE, not a script; repeatable, a line each"},
    [OPTION_RAW] = {'\0', "raw", "", TAKES_RAW | TAKES_EXPORT,
                    "the bytes as found"},
    [OPTION_CLEAN] = {'\0', "clean", "", TAKES_EXPORT,
                      "text without furniture, and what was read from it"},
    [OPTION_OUTPUT] = {'o', "output", "FOLDER", TAKES_EXPORT,
                       "a file for each article, with -f text or --raw"},
    [OPTION_MARKS] = {'\0', "marks", "", TAKES_RAW,
                      "all of the raw text, and what each span of it is"},
    [OPTION_REVISIONS] = {'\0', "revisions", "", TAKES_RAW,
                          "the articles that had its URL or path, and it"},
    [OPTION_BOUNDARIES] = {'\0', "boundaries", "", TAKES_BOUNDARIES,
                           "only the offsets of Unicode's boundaries"},
    [OPTION_COUNT] = {'\0', "count", "", TAKES_COUNT,
                      "how often each word occurs in all FILEs"},
    [OPTION_RULES] = {'\0', "rules", "RULES",
                      TAKES_CORPUS | TAKES_DATABASE | TAKES_COUNT | TAKES_STORE,
                      "how text is divided: -hyphen,-url without these" MORE
                      "two rules, none by UAX #29 alone  [all rules]"},
    [OPTION_CHECK_RULES] = {'\0', "rules", "", TAKES_CHECK,
                            "for check: the rules of cleaning"},
    [OPTION_FTS5] = {'\0', "fts5", "", TAKES_INDEX,
                     "the table article_fts, of folded words"},
    [OPTION_REMOVE] = {'\0', "remove", "", TAKES_INDEX,
                       "drop that table, not make it"},
    [OPTION_LIMIT] = {'\0', "limit", "N", TAKES_LIMIT,
                      "articles to print at most  [20]"},
    [OPTION_FORMAT] = {'f', "format", "FMT", 0,
                       "auto|table|csv|tsv|json|jsonl|md" MORE
                       "[table on a terminal, tsv in a pipe]"},
    [OPTION_EXPORT_FORMAT] = {'f', "format", "FMT", TAKES_EXPORT,
                              "for export: jsonl|csv|text, and with" MORE
                              "--clean tsv|json  [jsonl]"},
    [OPTION_JOBS] = {'j', "jobs", "N", 0, "threads  [processors]"},
    [OPTION_WAIT] = {'\0', "wait", "SECONDS",
                     TAKES_CORPUS | TAKES_DATABASE | TAKES_STORE | TAKES_CHANGE,
                     "for another process that holds the store  [5]"},
    [OPTION_QUIET] = {'q', "quiet", "", 0, "no totals, no progress"},
    [OPTION_HELP] = {'h', "help", "", 0, "what there is"},
    [OPTION_VERSION] = {'V', "version", "", 0, "the version of ktool"},
};

void print_usage_line(FILE *stream, const cli_command *command)
{
    if (command == NULL) {
        fputs("usage: ktool [OPTIONS] COMMAND [ARGS]\n", stream);
        return;
    }
    fprintf(stream, "usage: ktool %s%s%s%s\n", command->name,
            (command->takes & TAKES_SCRIPT) != 0 ? " [OPTIONS]" : "",
            command->arguments[0] != '\0' ? " " : "", command->arguments);
}

static void print_command(FILE *stream, const cli_command *c)
{
    char call[64];
    snprintf(call, sizeof call, "%s %s", c->name, c->arguments);
    fprintf(stream, "  %-23s %s\n", call, c->summary);
}

static void print_option(FILE *stream, const cli_option *o)
{
    const char letter[] = {'-', o->letter, '\0'};
    bool both = o->letter != '\0' && o->name[0] != '\0';
    char call[64];
    snprintf(call, sizeof call, "%2s%s%s%s%s%s",
             o->letter == '\0' ? "" : letter,
             both                ? ", "
             : o->letter == '\0' ? "  "
                                 : "",
             o->name[0] == '\0' ? "" : "--", o->name,
             o->value[0] == '\0' ? "" : " ", o->value);
    fprintf(stream, "  %-23s %s\n", call, o->summary);
}

void print_usage(FILE *stream)
{
    print_usage_line(stream, NULL);
    fputs("\nCommands\n", stream);
    for (const cli_command *c = commands; c->name != NULL; c++)
        print_command(stream, c);
    fputs("  NAME [ARG...]           run the script NAME\n\nOptions\n", stream);
    for (size_t i = 0; i < OPTION_TOTAL; i++)
        print_option(stream, &option_list[i]);
    fputs("\nExamples\n", stream);
    for (const cli_command *c = commands; c->name != NULL; c++)
        if (c->example != NULL)
            fprintf(stream, "  %s\n", c->example);
}

/* Whether a command has an option of that name which not all have. */
static bool has_own(const cli_command *command, const char *name)
{
    for (size_t i = 0; i < OPTION_TOTAL; i++)
        if ((option_list[i].takes & command->takes) != 0 &&
            strcmp(option_list[i].name, name) == 0)
            return true;
    return false;
}

void print_command_help(FILE *stream, const cli_command *command)
{
    print_usage_line(stream, command);
    fprintf(stream, "\n%s\n", command->summary);
    fputs("\nOptions\n", stream);
    for (size_t i = 0; i < OPTION_TOTAL; i++) {
        const cli_option *option = &option_list[i];
        if (option->takes == 0 ? !has_own(command, option->name)
                               : (option->takes & command->takes) != 0)
            print_option(stream, option);
    }
    if (command->example != NULL)
        fprintf(stream, "\nExample\n  %s\n", command->example);
}
