#include "script_scan.h"
#include "script_show.h"
#include "script_value.h"

#include <ktool/suggest.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct cursor {
    const char *const *argv;
    size_t argc, at; /* at is the next one to look at */
    kt_script_args *args;
    kt_error *err;
} cursor;

static const char *const needs[KT_SCRIPT_TYPE_TOTAL] = {
    [KT_SCRIPT_INTEGER] = "an integer",
    [KT_SCRIPT_NUMBER] = "a number",
    [KT_SCRIPT_STRING] = "a value",
    [KT_SCRIPT_BOOLEAN] = "true or false",
    [KT_SCRIPT_DATE] = "a date such as 2024, 2024-01 or 2024-01-31",
    [KT_SCRIPT_PATH] = "a path",
    [KT_SCRIPT_CHOICE] = "one of ",
};

static bool is_boolean(const kt_script_value *value)
{
    return value->param->type == KT_SCRIPT_BOOLEAN;
}

static kt_script_value *find_value(kt_script_args *args, kt_slice name)
{
    for (size_t i = 0; i < args->count; i++) {
        const kt_script_param *param = args->values[i].param;
        if (param->kind != KT_SCRIPT_ARG &&
            kt_slice_equal(kt_slice_of(param->name), name))
            return &args->values[i];
    }
    return NULL;
}

/* The boolean option X that --no-X speaks of. */
static kt_script_value *find_negated(kt_script_args *args, kt_slice name)
{
    if (!kt_scan_begins(name, KT_SLICE("no-")))
        return NULL;
    kt_script_value *value = find_value(args, kt_scan_skip(name, 3));
    return value != NULL && is_boolean(value) &&
                   value->param->kind == KT_SCRIPT_OPTION
               ? value
               : NULL;
}

static kt_status refuse_unknown(cursor *c, const char *word)
{
    const char *names[KT_SCRIPT_PARAM_LIMIT];
    size_t count = 0;
    for (size_t i = 0; i < c->args->count; i++)
        if (c->args->values[i].param->kind != KT_SCRIPT_ARG)
            names[count++] = c->args->values[i].param->name;
    kt_shown shown = kt_show_slice((kt_slice){word, strcspn(word, "=")});
    const char *near =
        kt_suggest(shown.text + strspn(shown.text, "-"), names, count);
    if (near == NULL)
        return KT_FAIL(c->err, KT_ERR_USAGE, "unknown option %s", shown.text);
    return KT_FAIL(c->err, KT_ERR_USAGE,
                   "unknown option %s (did you mean --%s?)", shown.text, near);
}

/* Says what the value must be, then the end of the sentence. */
static kt_status refuse_value(cursor *c, const kt_script_param *param,
                              const char *end)
{
    kt_shown choices = kt_show(param->choices);
    return KT_FAIL(c->err, KT_ERR_USAGE, "--%s needs %s%s%s", param->name,
                   needs[param->type], choices.text, end);
}

static kt_status set(cursor *c, kt_script_value *value, const char *text)
{
    char end[sizeof(kt_shown) + sizeof ", not ''"];
    value->present = true;
    if (kt_script_convert(value->param, text, value))
        return KT_OK;
    snprintf(end, sizeof end, ", not '%s'", kt_show(text).text);
    return refuse_value(c, value->param, end);
}

static kt_status take_next(cursor *c, kt_script_value *value)
{
    const char *next = c->at < c->argc ? c->argv[c->at] : "--";
    /* More likely its value was forgotten than that it looks like this. */
    if (strncmp(next, "--", 2) == 0)
        return refuse_value(c, value->param, " after it");
    c->at++;
    return set(c, value, next);
}

static kt_status take_option(cursor *c, const char *word)
{
    kt_slice name = {word + 2, strcspn(word + 2, "=")};
    bool has_value = name.data[name.len] == '=';
    kt_script_value *value = find_value(c->args, name);
    bool negated = false;
    if (value == NULL) {
        value = find_negated(c->args, name);
        negated = true;
    }
    if (value == NULL)
        return refuse_unknown(c, word);
    if (has_value && (negated || value->param->kind == KT_SCRIPT_FLAG))
        return KT_FAIL(c->err, KT_ERR_USAGE, "--%s takes no value",
                       kt_show_slice(name).text);
    if (has_value)
        return set(c, value, name.data + name.len + 1);
    if (is_boolean(value))
        return set(c, value, negated ? "false" : "true");
    return take_next(c, value);
}

static bool looks_like_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0' && !kt_scan_is_digit(word[1]) &&
           word[1] != '.';
}

static kt_status take_words(cursor *c)
{
    bool options = true;
    while (c->at < c->argc) {
        const char *word = c->argv[c->at++];
        kt_status status = KT_OK;
        if (options && strcmp(word, "--") == 0)
            options = false;
        else if (!options || !looks_like_option(word))
            c->args->words[c->args->word_count++] = word;
        else if (word[1] != '-')
            status = refuse_unknown(c, word);
        else
            status = take_option(c, word);
        if (status != KT_OK)
            return status;
    }
    return KT_OK;
}

static kt_status place_words(cursor *c)
{
    kt_script_args *args = c->args;
    size_t next = 0;
    for (size_t i = 0; i < args->count; i++) {
        kt_script_value *value = &args->values[i];
        if (value->param->kind != KT_SCRIPT_ARG)
            continue;
        size_t left = args->word_count - next;
        if (left == 0 && value->param->required)
            return KT_FAIL(c->err, KT_ERR_USAGE, "the argument %s is missing",
                           value->param->name);
        value->present = left > 0;
        if (value->param->repeated) {
            value->list = args->words + next;
            value->list_count = left;
            next = args->word_count;
        } else if (left > 0) {
            value->text = args->words[next++];
        }
    }
    if (next < args->word_count)
        return KT_FAIL(c->err, KT_ERR_USAGE, "unexpected argument '%s'",
                       kt_show(args->words[next]).text);
    return KT_OK;
}

static kt_status check_required(const kt_script_args *args, kt_error *err)
{
    for (size_t i = 0; i < args->count; i++) {
        const kt_script_value *value = &args->values[i];
        if (value->param->kind == KT_SCRIPT_OPTION && value->param->required &&
            !value->present)
            return KT_FAIL(err, KT_ERR_USAGE, "--%s is required",
                           value->param->name);
    }
    return KT_OK;
}

static bool asks_for_help(const char *const *argv, size_t argc)
{
    for (size_t i = 0; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            return true;
    return false;
}

static kt_script_args *new_args(const kt_script_header *header, size_t argc)
{
    kt_script_args *args =
        calloc(1, sizeof *args + header->param_count * sizeof *args->values);
    if (args == NULL)
        return NULL;
    args->words = calloc(argc + 1, sizeof *args->words);
    if (args->words == NULL) {
        free(args);
        return NULL;
    }
    args->count = header->param_count;
    for (size_t i = 0; i < args->count; i++) {
        kt_script_value *value = &args->values[i];
        value->param = &header->params[i];
        if (value->param->fallback != NULL)
            kt_script_convert(value->param, value->param->fallback, value);
    }
    return args;
}

static kt_status fill(const kt_script_header *header, cursor *c)
{
    if (!header->declares) {
        for (size_t i = 0; i < c->argc; i++)
            c->args->words[c->args->word_count++] = c->argv[i];
        return KT_OK;
    }
    c->args->help = asks_for_help(c->argv, c->argc);
    if (c->args->help)
        return KT_OK;
    kt_status status = take_words(c);
    if (status == KT_OK)
        status = place_words(c);
    return status == KT_OK ? check_required(c->args, c->err) : status;
}

kt_status kt_script_args_new(const kt_script_header *header,
                             const char *const *argv, size_t argc,
                             kt_script_args **out, kt_error *err)
{
    *out = NULL;
    kt_script_args *args = new_args(header, argc);
    if (args == NULL)
        return KT_FAIL_NOMEM(err);
    cursor c = {.argv = argv, .argc = argc, .args = args, .err = err};
    kt_status status = fill(header, &c);
    if (status == KT_OK)
        *out = args;
    else
        kt_script_args_free(args);
    return status;
}

void kt_script_args_free(kt_script_args *args)
{
    if (args == NULL)
        return;
    free(args->words);
    free(args);
}
