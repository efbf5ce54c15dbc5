#include "script_scan.h"
#include "script_show.h"
#include "script_value.h"

#include <ktool/suggest.h>
#include <ktool/text.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct parser {
    const char *name;
    size_t line;
    kt_script_header *header;
    char *end;  /* of what is written to header->text */
    char *open; /* the last text there if later lines add to it */
    char joint; /* what divides those lines */
    kt_error *err;
} parser;

typedef struct tag {
    const char *name;
    kt_status (*parse)(parser *p, kt_slice rest);
} tag;

__attribute__((format(printf, 2, 3))) static kt_status
fail(parser *p, const char *format, ...)
{
    char reason[sizeof p->err->message];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    return KT_FAIL(p->err, KT_ERR_FORMAT, "%s:%zu: %s", kt_show(p->name).text,
                   p->line, reason);
}

/* header->text has room for the whole block. That is enough, because every
 * string comes from a part of a line of its own, and the marks and names of
 * tags around it are longer than its NUL and joint. */
static char *keep(parser *p, kt_slice text)
{
    char *start = p->end;
    if (text.len > 0)
        memcpy(start, text.data, text.len);
    start[text.len] = '\0';
    p->end = start + text.len + 1;
    return start;
}

static char *keep_open(parser *p, char joint, kt_slice text)
{
    p->joint = joint;
    p->open = keep(p, text);
    return p->open;
}

static void extend(parser *p, kt_slice text)
{
    p->end--;
    if (*p->open != '\0')
        *p->end++ = p->joint;
    keep(p, text);
}

static void close_text(parser *p)
{
    while (p->open != NULL && p->end - p->open > 1 && p->end[-2] == '\n') {
        p->end--;
        p->end[-1] = '\0';
    }
    p->open = NULL;
}

static bool is_name(kt_slice text)
{
    if (text.len == 0 || !kt_scan_is_letter(text.data[0]))
        return false;
    for (size_t i = 1; i < text.len; i++) {
        char c = text.data[i];
        if (!kt_scan_is_letter(c) && !kt_scan_is_digit(c) && c != '-' &&
            c != '_')
            return false;
    }
    return true;
}

static kt_status check_name(parser *p, kt_slice name)
{
    const kt_script_header *header = p->header;
    if (name.len == 0)
        return fail(p, "a name is missing after the tag");
    if (!is_name(name))
        return fail(p,
                    "'%s' is no name: a letter, then letters, digits, - and _",
                    kt_show_slice(name).text);
    if (kt_slice_equal(name, KT_SLICE("help")))
        return fail(p, "the name help is taken: --help shows the header");
    for (size_t i = 0; i < header->param_count; i++)
        if (kt_slice_equal(name, kt_slice_of(header->params[i].name)))
            return fail(p, "%s is already declared on line %zu",
                        header->params[i].name, header->params[i].line);
    if (header->param_count == KT_SCRIPT_PARAM_LIMIT)
        return fail(p, "more than %d options, flags and arguments",
                    KT_SCRIPT_PARAM_LIMIT);
    return KT_OK;
}

static kt_status add_param(parser *p, kt_slice name, kt_script_kind kind,
                           kt_script_type type, kt_script_param **out)
{
    kt_status status = check_name(p, name);
    if (status != KT_OK)
        return status;
    *out = &p->header->params[p->header->param_count++];
    **out = (kt_script_param){
        .name = keep(p, name), .kind = kind, .type = type, .line = p->line};
    return KT_OK;
}

static kt_status describe(parser *p, kt_script_param *param, kt_slice rest)
{
    kt_slice text = kt_scan_trim_left(rest);
    if (kt_scan_begins(text, KT_SLICE("@required")))
        return fail(p, "@required stands right after the type of an @option");
    param->description = keep_open(p, ' ', text);
    return KT_OK;
}

static kt_status parse_choices(parser *p, kt_script_param *param, kt_slice type)
{
    kt_slice rest = kt_scan_skip(type, strlen("choice"));
    bool well_formed =
        rest.len > 0 && rest.data[0] == '(' && rest.data[rest.len - 1] == ')';
    for (size_t i = 1; well_formed && i < rest.len; i++)
        if (rest.data[i] == '|' || i == rest.len - 1)
            well_formed = rest.data[i - 1] != '|' && i > 1;
    if (!well_formed)
        return fail(p, "'%s' is no type: write choice(a|b), without blanks",
                    kt_show_slice(type).text);
    param->choices = keep(p, kt_slice_sub(rest, 1, rest.len - 1));
    param->type = KT_SCRIPT_CHOICE;
    return KT_OK;
}

static kt_status parse_type(parser *p, kt_script_param *param, kt_slice type)
{
    if (kt_scan_begins(type, KT_SLICE("choice")))
        return parse_choices(p, param, type);
    for (size_t i = 0; i < KT_SCRIPT_TYPE_TOTAL; i++)
        if (kt_slice_equal(type, kt_slice_of(kt_script_type_names[i]))) {
            param->type = (kt_script_type)i;
            return KT_OK;
        }
    const char *near = kt_suggest(kt_show_slice(type).text,
                                  kt_script_type_names, KT_SCRIPT_TYPE_TOTAL);
    if (near != NULL)
        return fail(p, "unknown type '%s' (did you mean %s?)",
                    kt_show_slice(type).text, near);
    return fail(p,
                "'%s' is no type: integer, number, string, boolean, date, "
                "path, choice(a|b)",
                kt_show_slice(type).text);
}

/* Whether what divides a word from the next one says that it is in a column
 * of its own. */
static bool is_column_end(kt_slice rest)
{
    return kt_scan_begins(rest, KT_SLICE("\t")) ||
           kt_scan_begins(rest, KT_SLICE("  ")) ||
           kt_scan_begins(rest, KT_SLICE(" \t"));
}

static bool set_default(parser *p, kt_script_param *param, kt_slice word)
{
    kt_script_value value;
    char *undo = p->end;
    param->fallback = keep(p, word);
    if (kt_script_convert(param, param->fallback, &value))
        return true;
    param->fallback = NULL;
    p->end = undo;
    return false;
}

static kt_status refuse_default(parser *p, const kt_script_param *param,
                                kt_slice word)
{
    return fail(p,
                "the default '%s' is no %s; if it begins the description, put "
                "one blank after it",
                kt_show_slice(word).text, kt_script_type_names[param->type]);
}

static kt_status take_quoted_default(parser *p, kt_script_param *param,
                                     kt_slice *rest)
{
    kt_slice text = kt_scan_skip(kt_scan_trim_left(*rest), 1);
    const char *quote = text.len == 0 ? NULL : memchr(text.data, '"', text.len);
    if (quote == NULL)
        return fail(p, "the default of %s has no second quote", param->name);
    size_t len = (size_t)(quote - text.data);
    *rest = kt_scan_skip(text, len + 1);
    if (rest->len > 0 && !kt_scan_is_blank(rest->data[0]))
        return fail(p, "white space is missing after the default of %s",
                    param->name);
    kt_slice word = kt_slice_sub(text, 0, len);
    return set_default(p, param, word) ? KT_OK : refuse_default(p, param, word);
}

static kt_status take_default(parser *p, kt_script_param *param, kt_slice *rest)
{
    bool any_word =
        param->type == KT_SCRIPT_STRING || param->type == KT_SCRIPT_PATH;
    kt_slice after = *rest;
    kt_slice word = kt_scan_field(&after);
    if (any_word && kt_scan_begins(word, KT_SLICE("\"")))
        return take_quoted_default(p, param, rest);
    bool alone = after.len == 0;
    if (word.len == 0 || (alone ? any_word : !is_column_end(after)))
        return KT_OK;
    if (set_default(p, param, word))
        *rest = after;
    else if (!alone)
        return refuse_default(p, param, word);
    return KT_OK;
}

static kt_status parse_option(parser *p, kt_slice rest)
{
    kt_script_param *param;
    kt_status status = add_param(p, kt_scan_field(&rest), KT_SCRIPT_OPTION,
                                 KT_SCRIPT_STRING, &param);
    if (status != KT_OK)
        return status;
    kt_slice type = kt_scan_field(&rest);
    if (type.len == 0)
        return fail(p, "the type of %s is missing", param->name);
    status = parse_type(p, param, type);
    if (status != KT_OK)
        return status;
    kt_slice after = rest;
    param->required =
        kt_slice_equal(kt_scan_field(&after), KT_SLICE("@required"));
    if (param->required)
        rest = after;
    else
        status = take_default(p, param, &rest);
    return status == KT_OK ? describe(p, param, rest) : status;
}

static kt_status parse_flag(parser *p, kt_slice rest)
{
    kt_script_param *param;
    kt_status status = add_param(p, kt_scan_field(&rest), KT_SCRIPT_FLAG,
                                 KT_SCRIPT_BOOLEAN, &param);
    return status == KT_OK ? describe(p, param, rest) : status;
}

static const kt_script_param *last_arg(const kt_script_header *header)
{
    for (size_t i = header->param_count; i-- > 0;)
        if (header->params[i].kind == KT_SCRIPT_ARG)
            return &header->params[i];
    return NULL;
}

/* Only in this order does every word have one place. */
static kt_status check_arg_order(parser *p, kt_slice name, bool required)
{
    const kt_script_param *last = last_arg(p->header);
    if (last != NULL && last->repeated)
        return fail(p, "%s can never be given: %s... takes all words",
                    kt_show_slice(name).text, last->name);
    if (last != NULL && !last->required && required)
        return fail(p, "%s must be optional, as %s? before it is",
                    kt_show_slice(name).text, last->name);
    return KT_OK;
}

static kt_status parse_arg(parser *p, kt_slice rest)
{
    kt_slice name = kt_scan_field(&rest);
    bool repeated =
        name.len > 3 && memcmp(name.data + name.len - 3, "...", 3) == 0;
    bool optional = name.len > 1 && name.data[name.len - 1] == '?';
    name.len -= repeated ? 3 : optional ? 1 : 0;
    bool required = !repeated && !optional;
    kt_status status = check_arg_order(p, name, required);
    kt_script_param *param;
    if (status == KT_OK)
        status = add_param(p, name, KT_SCRIPT_ARG, KT_SCRIPT_STRING, &param);
    if (status != KT_OK)
        return status;
    param->required = required;
    param->repeated = repeated;
    return describe(p, param, rest);
}

static kt_status parse_example(parser *p, kt_slice rest)
{
    kt_script_header *header = p->header;
    kt_slice command = kt_scan_trim_left(rest);
    if (command.len == 0)
        return fail(p, "the command of @example is missing");
    if (header->example_count == KT_SCRIPT_EXAMPLE_LIMIT)
        return fail(p, "more than %d examples", KT_SCRIPT_EXAMPLE_LIMIT);
    header->examples[header->example_count++] = keep_open(p, ' ', command);
    return KT_OK;
}

/* Numbers divided by single points. */
static bool is_version(kt_slice text)
{
    bool digit_before = false;
    for (size_t i = 0; i < text.len; i++) {
        bool digit = kt_scan_is_digit(text.data[i]);
        if (!digit && (text.data[i] != '.' || !digit_before))
            return false;
        digit_before = digit;
    }
    return digit_before;
}

static kt_status parse_version(parser *p, kt_slice rest)
{
    kt_script_header *header = p->header;
    kt_slice version = kt_scan_field(&rest);
    if (!is_version(version))
        return fail(p, "@ktool needs a version such as 0.1, not '%s'",
                    kt_show_slice(version).text);
    if (header->version != NULL)
        return fail(p, "@ktool is already on line %zu", header->version_line);
    header->version = keep(p, version);
    header->version_line = p->line;
    return KT_OK;
}

static kt_status refuse_tag(parser *p, kt_slice name)
{
    static const char *const names[] = {"ktool", "option", "flag", "arg",
                                        "example"};
    kt_shown shown = kt_show_slice(name);
    const char *near =
        kt_suggest(shown.text, names, sizeof names / sizeof *names);
    if (near != NULL)
        return fail(p, "unknown tag @%s (did you mean @%s?)", shown.text, near);
    return fail(p,
                "unknown tag @%s; the tags are @ktool, @option, @flag, @arg "
                "and @example",
                shown.text);
}

static kt_status parse_tag(parser *p, kt_slice text)
{
    static const tag tags[] = {
        {"ktool", parse_version},   {"option", parse_option},
        {"flag", parse_flag},       {"arg", parse_arg},
        {"example", parse_example},
    };
    close_text(p);
    p->header->declares = true;
    kt_slice rest = kt_scan_skip(text, 1);
    kt_slice name = kt_scan_field(&rest);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (kt_slice_equal(name, kt_slice_of(tags[i].name)))
            return tags[i].parse(p, rest);
    return refuse_tag(p, name);
}

static void take_free_text(parser *p, kt_slice text)
{
    kt_slice words = kt_scan_trim_left(text);
    if (p->header->declares) {
        if (words.len == 0)
            close_text(p);
        if (p->open != NULL)
            extend(p, words);
        return;
    }
    /* Further blanks are kept: the text may show code. */
    if (kt_scan_begins(text, KT_SLICE(" ")))
        text = kt_scan_skip(text, 1);
    if (p->open != NULL)
        extend(p, text);
    else if (text.len > 0)
        p->header->description = keep_open(p, '\n', text);
}

static void take_summary(parser *p, kt_slice words)
{
    close_text(p);
    p->header->summary = keep(p, words);
    if (!p->header->declares)
        p->header->description = "";
}

static kt_status parse_line(parser *p, kt_slice line)
{
    size_t dashes = 0;
    while (dashes < line.len && line.data[dashes] == '-')
        dashes++;
    kt_slice text = kt_scan_skip(line, dashes);
    kt_slice words = kt_scan_trim_left(text);
    bool at = words.len > 1 && words.data[0] == '@' &&
              kt_scan_is_letter(words.data[1]);
    if (at && dashes >= 3 && text.data[0] == '@')
        return KT_OK; /* of the Lua language server */
    if (at)
        return parse_tag(p, words);
    if (dashes >= 3 && words.len > 0 && *p->header->summary == '\0')
        take_summary(p, words);
    else
        take_free_text(p, text);
    return KT_OK;
}

static bool is_header_line(kt_slice line)
{
    if (!kt_scan_begins(line, KT_SLICE("--")))
        return false;
    size_t at = 2;
    if (at == line.len || line.data[at] != '[')
        return true;
    for (at++; at < line.len && line.data[at] == '='; at++)
        continue;
    return at == line.len || line.data[at] != '[';
}

/* The lines of the header, and in before how many lines precede them. */
static kt_slice find_block(kt_slice source, size_t *before)
{
    kt_slice rest = source;
    *before = 0;
    while (source.len > 0 && kt_scan_line(&rest).len == 0) {
        source = rest;
        ++*before;
    }
    kt_slice after = source;
    rest = source;
    while (rest.len > 0 &&
           is_header_line(kt_scan_trim_left(kt_scan_line(&rest))))
        after = rest;
    return kt_slice_sub(source, 0, source.len - after.len);
}

static kt_status parse_block(kt_slice block, size_t before, const char *name,
                             kt_script_header **out, kt_error *err)
{
    kt_script_header *header = calloc(1, sizeof *header + block.len);
    if (header == NULL)
        return KT_FAIL_NOMEM(err);
    header->summary = header->description = "";
    parser p = {.name = name,
                .line = before,
                .header = header,
                .end = header->text,
                .err = err};
    kt_status status = KT_OK;
    while (block.len > 0 && status == KT_OK) {
        p.line++;
        status = parse_line(&p, kt_scan_trim_left(kt_scan_line(&block)));
    }
    close_text(&p);
    if (status == KT_OK)
        *out = header;
    else
        kt_script_header_free(header);
    return status;
}

kt_status kt_script_header_new(kt_slice source, const char *name,
                               kt_script_header **out, kt_error *err)
{
    *out = NULL;
    size_t before;
    kt_slice block = find_block(source, &before);
    if (block.len == 0 || kt_text_valid_prefix(block) == block.len)
        return parse_block(block, before, name, out, err);
    kt_buffer repaired = {0};
    kt_text_repair(block, &repaired);
    kt_status status = kt_buffer_status(&repaired, err);
    if (status == KT_OK)
        status =
            parse_block(kt_buffer_slice(&repaired), before, name, out, err);
    kt_buffer_free(&repaired);
    return status;
}

void kt_script_header_free(kt_script_header *header)
{
    free(header);
}

/* Missing numbers count as 0; what follows the numbers does not count. */
static bool is_older(const char *ours, const char *wanted)
{
    while (kt_scan_is_digit(*wanted)) {
        char *end;
        unsigned long long needed = strtoull(wanted, &end, 10);
        wanted = *end == '.' ? end + 1 : end;
        unsigned long long have = 0;
        if (kt_scan_is_digit(*ours)) {
            have = strtoull(ours, &end, 10);
            ours = *end == '.' ? end + 1 : end;
        }
        if (have != needed)
            return have < needed;
    }
    return false;
}

kt_status kt_script_check_version(const kt_script_header *header,
                                  const char *name, const char *ours,
                                  kt_error *err)
{
    if (header->version == NULL || !is_older(ours, header->version))
        return KT_OK;
    return KT_FAIL(err, KT_ERR_FORMAT,
                   "%s:%zu: needs ktool %s or newer; this is %s",
                   kt_show(name).text, header->version_line,
                   kt_show(header->version).text, ours);
}
