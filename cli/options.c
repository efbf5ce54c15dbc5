#include "options.h"

#include "failure.h"
#include "query_failure.h"
#include "usage.h"

#include <ktool/lua.h>
#include <ktool/suggest.h>

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

/* A walk over argv. */
typedef struct cursor {
    cli_options *options;
    char *const *argv;
    size_t argc, at;    /* at is the next one to look at */
    const char **words; /* of options, while they are gathered */
    bool given[OPTION_TOTAL];
    bool only_words; /* nothing more is an option of ktool's */
} cursor;

int usage_error(const cli_command *command, const char *format, ...)
{
    kt_error err = {.status = KT_ERR_USAGE};
    va_list args;
    va_start(args, format);
    vsnprintf(err.message, sizeof err.message, format, args);
    va_end(args);
    report_failure(&err);
    print_usage_line(stderr, command);
    return KT_EXIT_USAGE;
}

static int refuse_option(const cursor *c, const char *shown, const char *name)
{
    const char *names[OPTION_TOTAL];
    size_t count = 0;
    for (size_t i = 0; i < OPTION_TOTAL; i++)
        if (option_list[i].name[0] != '\0')
            names[count++] = option_list[i].name;
    const char *near = kt_suggest(name, names, count);
    if (near == NULL)
        return usage_error(c->options->command, "unknown option %s", shown);
    return usage_error(c->options->command,
                       "unknown option %s (did you mean --%s?)", shown, near);
}

/* What an unknown key was meant to be; NULL for a known one. */
static const char *suggest_key(const char *key)
{
    size_t count = 0;
    while (kt_filter_keys[count] != NULL)
        count++;
    const char *near = kt_suggest(key, kt_filter_keys, count);
    return near != NULL && strcmp(near, key) != 0 ? near : NULL;
}

static int set_where(cli_options *o, const char *value)
{
    kt_error err;
    const char *equal = strchr(value, '=');
    if (equal == NULL)
        return usage_error(o->command, "-w needs KEY=VALUE, not '%s'", value);
    char *key = strndup(value, (size_t)(equal - value));
    kt_status status = key == NULL ? KT_FAIL_NOMEM(&err) : KT_OK;
    if (status == KT_OK && o->filter == NULL)
        status = kt_filter_new(&o->filter, &err);
    if (status == KT_OK)
        status = kt_filter_add(o->filter, key, kt_slice_of(equal + 1), &err);
    const char *near = status == KT_OK || key == NULL ? NULL : suggest_key(key);
    bool is_query = key != NULL && strcmp(key, "match") == 0;
    free(key);
    if (status == KT_OK)
        return KT_EXIT_OK;
    if (is_query)
        return query_failure(o->command, kt_slice_of(equal + 1), &err);
    if (near == NULL)
        return usage_error(o->command, "%s", err.message);
    return usage_error(o->command, "%s (did you mean %s?)", err.message, near);
}

int refuse_export_format(const cli_options *o)
{
    return usage_error(o->command,
                       "export writes jsonl, csv and text, and with --clean "
                       "tsv and json too, but no %s",
                       o->format_name);
}

/* Known only when the command is. */
static int choose_format(cli_options *o)
{
    kt_error err;
    if (o->format_name == NULL)
        return KT_EXIT_OK;
    bool exports = (o->command->takes & TAKES_EXPORT) != 0;
    o->text = exports && strcmp(o->format_name, "text") == 0;
    if (o->text || kt_format_from_name(kt_slice_of(o->format_name), &o->format,
                                       &err) == KT_OK)
        return KT_EXIT_OK;
    return exports ? refuse_export_format(o)
                   : usage_error(o->command, "%s", err.message);
}

static int set_rules(cli_options *o, const char *value)
{
    kt_error err;
    kt_rules rules;
    if (kt_rules_read(value, &rules, &err) != KT_OK)
        return usage_error(o->command, "--rules: %s", err.message);
    o->rules = value;
    return KT_EXIT_OK;
}

static int set_jobs(cli_options *o, const char *value)
{
    enum {
        MOST = 1024 /* threads, where more are surely a slip */
    };
    char *end;
    long jobs = strtol(value, &end, 10);
    if (end == value || *end != '\0' || jobs < 1 || jobs > MOST)
        return usage_error(o->command,
                           "-j needs a number from 1 to %d, not '%s'", MOST,
                           value);
    o->jobs = (unsigned)jobs;
    return KT_EXIT_OK;
}

static int set_limit(cli_options *o, const char *value)
{
    char *end;
    errno = 0;
    long limit = strtol(value, &end, 10);
    if (end == value || *end != '\0' || errno != 0 || limit < 1)
        return usage_error(o->command,
                           "--limit needs a number from 1 on, not '%s'", value);
    o->limit = (size_t)limit;
    return KT_EXIT_OK;
}

static int set_wait(cli_options *o, const char *value)
{
    enum {
        MOST = 7 * 24 * 60 * 60 /* seconds */
    };
    char *end;
    long seconds = strtol(value, &end, 10);
    if (end == value || *end != '\0' || seconds < 0 || seconds > MOST)
        return usage_error(o->command,
                           "--wait needs a number of seconds from 0 to %d, not "
                           "'%s'",
                           MOST, value);
    kt_store_wait((unsigned)seconds);
    return KT_EXIT_OK;
}

static int set_option(cli_options *o, enum option_id id, const char *value)
{
    switch (id) {
    case OPTION_CORPUS:
        o->paths[o->path_count++] = value;
        o->corpus_given = true;
        break;
    case OPTION_WHERE:
        return set_where(o, value);
    case OPTION_NO_CACHE:
        o->no_cache = true;
        break;
    case OPTION_DATABASE:
        o->database = value;
        break;
    case OPTION_CODE:
        o->codes[o->code_count++] = value;
        break;
    case OPTION_RAW:
        o->raw = true;
        break;
    case OPTION_CLEAN:
        o->clean = true;
        break;
    case OPTION_OUTPUT:
        o->output = value;
        break;
    case OPTION_MARKS:
        o->marks = true;
        break;
    case OPTION_REVISIONS:
        o->revisions = true;
        break;
    case OPTION_BOUNDARIES:
        o->boundaries = true;
        break;
    case OPTION_COUNT:
        o->count = true;
        break;
    case OPTION_RULES:
        return set_rules(o, value);
    case OPTION_CHECK_RULES:
        o->check_rules = true;
        break;
    case OPTION_FTS5:
        o->fts5 = true;
        break;
    case OPTION_REMOVE:
        o->remove = true;
        break;
    case OPTION_LIMIT:
        return set_limit(o, value);
    case OPTION_FORMAT:
    case OPTION_EXPORT_FORMAT:
        o->format_name = value;
        break;
    case OPTION_JOBS:
        return set_jobs(o, value);
    case OPTION_WAIT:
        return set_wait(o, value);
    case OPTION_QUIET:
        o->quiet = true;
        break;
    case OPTION_HELP:
        o->help = true;
        break;
    case OPTION_VERSION:
        o->version = true;
        break;
    case OPTION_TOTAL:
        break;
    }
    return KT_EXIT_OK;
}

/* Value is what stands behind the option in the same word, NULL if nothing. */
static int take_value(cursor *c, enum option_id id, const char *shown,
                      const char *value)
{
    const cli_option *option = &option_list[id];
    c->given[id] = true;
    if (option->value[0] == '\0' && value != NULL)
        return usage_error(c->options->command, "%s takes no value", shown);
    if (option->value[0] != '\0' && value == NULL) {
        if (c->at == c->argc)
            return usage_error(c->options->command, "%s needs %s after it",
                               shown, option->value);
        value = c->argv[c->at++];
    }
    return set_option(c->options, id, value);
}

static bool takes_option(const cli_command *command, const cli_option *option)
{
    return option->takes == 0 || (option->takes & command->takes) != 0;
}

/* The option of that name that the command takes, or else any. */
static const cli_option *find_name(const cli_command *command, const char *name)
{
    const cli_option *found = NULL;
    for (size_t i = 0; i < OPTION_TOTAL; i++) {
        const cli_option *option = &option_list[i];
        if (option->name[0] == '\0' || strcmp(option->name, name) != 0)
            continue;
        if (found == NULL || (command != NULL && takes_option(command, option)))
            found = option;
    }
    return found;
}

static int take_long(cursor *c, const char *word)
{
    char shown[64];
    size_t len = strcspn(word, "=");
    snprintf(shown, sizeof shown, "%.*s", (int)len, word);
    const cli_option *option = find_name(c->options->command, shown + 2);
    if (option == NULL)
        return refuse_option(c, shown, shown + 2);
    return take_value(c, (enum option_id)(option - option_list), shown,
                      word[len] == '=' ? word + len + 1 : NULL);
}

static const cli_option *find_letter(char letter)
{
    for (size_t i = 0; i < OPTION_TOTAL; i++)
        if (option_list[i].letter == letter)
            return &option_list[i];
    return NULL;
}

/* "-q", "-j4", "-qj4". */
static int take_letters(cursor *c, const char *word)
{
    for (const char *at = word + 1; *at != '\0'; at++) {
        const char shown[] = {'-', *at, '\0'};
        const cli_option *option = find_letter(*at);
        if (option == NULL)
            return refuse_option(c, word, word + 1);
        bool rest = option->value[0] != '\0' && at[1] != '\0';
        int status = take_value(c, (enum option_id)(option - option_list),
                                shown, rest ? at + 1 : NULL);
        if (status != KT_EXIT_OK || rest)
            return status;
    }
    return KT_EXIT_OK;
}

static bool looks_like_path(const char *word)
{
    size_t len = strlen(word);
    return strchr(word, '/') != NULL ||
           (len > 4 && strcmp(word + len - 4, ".lua") == 0);
}

/* The first word is a command, or else a script. */
static int take_command(cursor *c, const char *word)
{
    const char *names[32];
    size_t count = 0;
    kt_error err;
    char *path = NULL;
    c->options->command = command_find(word);
    if (c->options->command != NULL)
        return KT_EXIT_OK;

    kt_status status = kt_script_find(word, &path, &err);
    free(path);
    if (status == KT_OK || looks_like_path(word)) {
        c->options->command = command_find("run");
        c->words[c->options->word_count++] = word;
        c->only_words = true;
        return KT_EXIT_OK;
    }
    for (const cli_command *i = commands; i->name != NULL; i++)
        names[count++] = i->name;
    const char *near = kt_suggest(word, names, count);
    return near == NULL
               ? usage_error(NULL, "%s", err.message)
               : usage_error(NULL, "no command '%s' (did you mean %s?)", word,
                             near);
}

static int take_word(cursor *c, const char *word)
{
    if (c->options->command == NULL)
        return take_command(c, word);
    c->words[c->options->word_count++] = word;
    if ((c->options->command->takes & TAKES_SCRIPT) != 0)
        c->only_words = true;
    return KT_EXIT_OK;
}

static int take_words(cursor *c)
{
    while (c->at < c->argc) {
        const char *word = c->argv[c->at++];
        int status = KT_EXIT_OK;
        if (c->only_words || word[0] != '-' || word[1] == '\0')
            status = take_word(c, word);
        else if (strcmp(word, "--") == 0)
            c->only_words = true;
        else if (word[1] == '-')
            status = take_long(c, word);
        else
            status = take_letters(c, word);
        if (status != KT_EXIT_OK)
            return status;
    }
    return KT_EXIT_OK;
}

/* Known only now, since options may stand before the command. */
static int check_taken(const cursor *c)
{
    const cli_command *command = c->options->command;
    for (size_t i = 0; i < OPTION_TOTAL; i++) {
        const cli_option *option = &option_list[i];
        if (!c->given[i] || takes_option(command, option))
            continue;
        if (option->letter != '\0')
            return usage_error(command, "%s takes no -%c", command->name,
                               option->letter);
        return usage_error(command, "%s takes no --%s", command->name,
                           option->name);
    }
    return KT_EXIT_OK;
}

static int check_count(const cli_options *o)
{
    const cli_command *command = o->command;
    if (o->word_count < command->least)
        return usage_error(command, "%s needs %s", command->name,
                           command->arguments);
    if (o->word_count > command->most)
        return usage_error(command, "unexpected argument '%s'",
                           o->words[command->most]);
    return KT_EXIT_OK;
}

static void choose_corpus(cli_options *o)
{
    const char *named = getenv("KTOOL_CORPUS");
    const char *path = NULL;
    if (o->path_count > 0)
        return;
    if (named != NULL && named[0] != '\0')
        path = named;
    else if (access("ktool.db", F_OK) == 0)
        path = "ktool.db";
    else if (access("corpus", F_OK) == 0)
        path = "corpus";
    if (path != NULL)
        o->paths[o->path_count++] = path;
}

int options_parse(cli_options *options, int argc, char *const *argv)
{
    size_t room = (size_t)argc + 1;
    cursor c = {
        .options = options, .argv = argv, .argc = (size_t)argc, .at = 1};
    c.words = calloc(room, sizeof *c.words);
    options->words = c.words;
    options->argv_end = argv + argc;
    options->paths = calloc(room, sizeof *options->paths);
    options->codes = calloc(room, sizeof *options->codes);
    if (c.words == NULL || options->paths == NULL || options->codes == NULL) {
        kt_error err;
        kt_fail(&err, KT_ERR_NOMEM, "out of memory");
        return report_failure(&err);
    }

    int status = take_words(&c);
    if (status != KT_EXIT_OK || options->help || options->version)
        return status;
    if (options->command == NULL) {
        print_usage(stderr);
        return KT_EXIT_USAGE;
    }
    status = check_taken(&c);
    if (status == KT_EXIT_OK)
        status = check_count(options);
    if (status == KT_EXIT_OK)
        status = choose_format(options);
    if (status == KT_EXIT_OK &&
        (options->command->takes &
         (TAKES_CORPUS | TAKES_STORE | TAKES_CHANGE)) != 0)
        choose_corpus(options);
    return status;
}

void options_free(cli_options *options)
{
    kt_filter_free(options->filter);
    free(options->words);
    free(options->paths);
    free(options->codes);
}
