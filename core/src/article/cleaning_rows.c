#include "article/cleaning_rows.h"

#include "base/list.h"

#include <ktool/suggest.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    COLUMNS = 5,
    DEEPEST = 200,       /* definitions within definitions; PCRE2 takes 250
                            groups within groups */
    LONGEST = 64 * 1024, /* bytes of a pattern */
    LONGEST_NAME = 60    /* bytes of a rule's name */
};

static const char *const places[KT_WHERE_TOTAL] = {
    [KT_WHERE_DEFINE] = "define",
    [KT_WHERE_OUTLET] = "outlet",
    [KT_WHERE_TWO_LINES] = "two-lines",
    [KT_WHERE_ARTICLE_START] = "article-start",
    [KT_WHERE_LEAD] = "lead",
    [KT_WHERE_LINE] = "line",
    [KT_WHERE_PARAGRAPH_START] = "paragraph-start",
    [KT_WHERE_PARAGRAPH_END] = "paragraph-end",
    [KT_WHERE_INLINE] = "inline",
    [KT_WHERE_ARTICLE_END] = "article-end",
};

void kt_clean_rows_free(kt_clean_rows *rows)
{
    for (size_t i = 0; i < rows->definition_count; i++)
        free(rows->definitions[i].patterns);
    free(rows->list);
    free(rows->definitions);
    kt_table_free(&rows->defined);
    kt_table_free(&rows->names);
    kt_arena_free(&rows->arena);
    *rows = (kt_clean_rows){0};
}

kt_status kt_clean_row_fault(kt_clean_rows *rows, const kt_clean_row *row,
                             const char *format, ...)
{
    char problem[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(problem, sizeof problem, format, arguments);
    va_end(arguments);
    rows->faults++;
    return rows->fault(rows->ctx, row->file, row->line, problem);
}

static bool is_name(kt_slice text)
{
    bool good = text.len > 0 && text.len <= LONGEST_NAME;
    for (size_t i = 0; good && i < text.len; i++) {
        char c = text.data[i];
        good = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    return good;
}

static bool find_where(kt_slice text, kt_where *where, kt_slice *needs)
{
    const char *colon = memchr(text.data, ':', text.len);
    *needs = (kt_slice){NULL, 0};
    if (colon != NULL) {
        size_t len = (size_t)(colon - text.data);
        *needs = kt_slice_sub(text, len + 1, text.len);
        text.len = len;
    }
    for (int i = 0; i < KT_WHERE_TOTAL; i++) {
        if (kt_slice_equal(text, kt_slice_of(places[i]))) {
            *where = (kt_where)i;
            return colon == NULL ||
                   (needs->len > 0 && *where != KT_WHERE_DEFINE &&
                    (*where != KT_WHERE_INLINE || needs->len == 1));
        }
    }
    return false;
}

/* What a rule may call a text: "body" if it only reads fields from it. */
static bool find_label(kt_slice text, kt_label *label)
{
    for (int i = 0; i < KT_LABEL_TOTAL; i++) {
        if (kt_slice_equal(text, kt_slice_of(kt_label_name((kt_label)i)))) {
            *label = (kt_label)i;
            return i != KT_LABEL_TITLE && i != KT_LABEL_QUOTE &&
                   i != KT_LABEL_REPEATED;
        }
    }
    return false;
}

/* The columns of a line; how many there are. */
static size_t split(kt_slice line, kt_slice columns[COLUMNS])
{
    size_t count = 1, start = 0;
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] != '\t')
            continue;
        if (count <= COLUMNS)
            columns[count - 1] = kt_slice_sub(line, start, i);
        count++;
        start = i + 1;
    }
    if (count <= COLUMNS)
        columns[count - 1] = kt_slice_sub(line, start, line.len);
    return count;
}

/* Remember the name of a rule that comes next.
 *
 * @param other  receives the rule that has it already, or NULL
 * @return false without memory */
static bool take_name(kt_clean_rows *rows, const kt_clean_row *row,
                      const kt_clean_row **other)
{
    kt_probe probe = kt_probe_of(row->name, 0);
    kt_entry *entry = kt_table_reserve(&rows->names, 1)
                          ? kt_table_at(&rows->names, &probe)
                          : NULL;
    if (entry == NULL)
        return false;
    *other = entry->value == 0 ? NULL : &rows->list[entry->value - 1];
    if (entry->value == 0)
        entry->value = rows->count + 1;
    return true;
}

static bool is_outlet_taken(const kt_clean_rows *rows, size_t outlet)
{
    for (size_t i = 0; i < rows->count; i++) {
        if (rows->list[i].where == KT_WHERE_OUTLET &&
            rows->list[i].outlet == outlet)
            return true;
    }
    return false;
}

/* How many bytes of a text a message shows. */
static int shown(kt_slice text)
{
    return text.len < LONGEST_NAME ? (int)text.len : LONGEST_NAME;
}

static void explain_where(kt_slice given, char problem[128])
{
    char name[LONGEST_NAME + 1];
    snprintf(name, sizeof name, "%.*s", shown(given), given.data);
    const char *near = kt_suggest(name, places, KT_WHERE_TOTAL);
    snprintf(problem, 128, "no place '%s'%s%s%s", name,
             near == NULL ? "" : "; did you mean '", near == NULL ? "" : near,
             near == NULL ? "" : "'?");
}

/* Whether the row's columns are what they must be; else say what is wrong. */
static bool read_columns(const kt_clean_rows *rows, kt_clean_row *row,
                         kt_slice columns[COLUMNS], char problem[128])
{
    row->name = columns[0];
    row->pattern = columns[3];
    row->sets = columns[4];
    bool plain;
    if (!is_name(row->name)) {
        snprintf(problem, 128, "a name has small letters, digits and hyphens");
        return false;
    }
    if (!find_where(columns[1], &row->where, &row->needs)) {
        explain_where(columns[1], problem);
        return false;
    }
    plain = row->where == KT_WHERE_DEFINE || row->where == KT_WHERE_OUTLET;
    if (plain ? !kt_slice_equal(columns[2], KT_SLICE("-"))
              : !find_label(columns[2], &row->label)) {
        snprintf(problem, 128,
                 plain ? "its label must be '-', not '%.*s'"
                       : "no label '%.*s' that a rule may give",
                 shown(columns[2]), columns[2].data);
        return false;
    }
    if (row->pattern.len == 0) {
        snprintf(problem, 128, "no pattern");
        return false;
    }
    if (row->where == KT_WHERE_OUTLET &&
        (row->outlet == 0 || is_outlet_taken(rows, row->outlet))) {
        snprintf(problem, 128, "one line says 'outlet', in a file of outlets/");
        return false;
    }
    return true;
}

kt_clean_definition *kt_clean_rows_find(const kt_clean_rows *rows,
                                        kt_slice name)
{
    kt_probe probe = kt_probe_of(name, 0);
    const kt_entry *entry = kt_table_find(&rows->defined, &probe);
    return entry == NULL ? NULL : &rows->definitions[entry->value - 1];
}

/* The definition of a name, new if there was none; NULL without memory. */
static kt_clean_definition *definition_of(kt_clean_rows *rows, kt_slice name)
{
    kt_probe probe = kt_probe_of(name, 0);
    kt_entry *entry =
        kt_table_reserve(&rows->defined, 1) &&
                kt_list_grow(&rows->definitions, rows->definition_count,
                             sizeof *rows->definitions)
            ? kt_table_at(&rows->defined, &probe)
            : NULL;
    if (entry == NULL)
        return NULL;
    if (entry->value == 0) {
        entry->value = ++rows->definition_count;
        rows->definitions[entry->value - 1] =
            (kt_clean_definition){.name = name};
    }
    return &rows->definitions[entry->value - 1];
}

static kt_status add_definition(kt_clean_rows *rows, const kt_clean_row *row,
                                kt_error *err)
{
    kt_clean_definition *definition = definition_of(rows, row->name);
    if (definition == NULL ||
        !kt_list_grow(&definition->patterns, definition->count,
                      sizeof *definition->patterns))
        return KT_FAIL_NOMEM(err);
    definition->patterns[definition->count++] = row->pattern;
    return KT_OK;
}

static kt_status add_row(kt_clean_rows *rows, kt_clean_row *row, kt_slice line,
                         kt_error *err)
{
    kt_slice columns[COLUMNS];
    char problem[128];
    size_t count = split(line, columns);
    if (count != COLUMNS)
        return kt_clean_row_fault(
            rows, row, "%zu column%s, not name, place, label, pattern, sets",
            count, kt_plural(count));
    if (!read_columns(rows, row, columns, problem))
        return kt_clean_row_fault(rows, row, "%s", problem);
    if (row->where == KT_WHERE_DEFINE)
        return add_definition(rows, row, err);
    const kt_clean_row *other;
    if (!take_name(rows, row, &other))
        return KT_FAIL_NOMEM(err);
    if (other != NULL)
        return kt_clean_row_fault(
            rows, row, "%s:%zu has a rule called '%.*s', too", other->file,
            other->line, (int)row->name.len, row->name.data);
    if (!kt_list_grow(&rows->list, rows->count, sizeof *rows->list))
        return KT_FAIL_NOMEM(err);
    rows->list[rows->count++] = *row;
    return KT_OK;
}

kt_status kt_clean_rows_add(kt_clean_rows *rows, const kt_clean_file *file,
                            kt_error *err)
{
    kt_slice text = kt_arena_copy(&rows->arena, file->text);
    kt_slice name = {file->name, strlen(file->name) + 1};
    kt_clean_row row = {.file = kt_arena_copy(&rows->arena, name).data,
                        .outlet = file->is_outlet ? ++rows->outlets : 0};
    if (row.file == NULL || text.len != file->text.len)
        return KT_FAIL_NOMEM(err);
    rows->has_untested |= !file->is_tested;
    kt_status status = KT_OK;
    while (status == KT_OK && text.len > 0) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.data);
        kt_slice line = kt_slice_sub(text, 0, len);
        text = kt_slice_sub(text, end == NULL ? len : len + 1, text.len);
        row.line++;
        if (line.len > 0 && line.data[line.len - 1] == '\r')
            line.len--;
        if (line.len > 0 && line.data[0] != '#')
            status = add_row(rows, &row, line, err);
    }
    if (status == KT_OK && file->is_outlet &&
        !is_outlet_taken(rows, rows->outlets))
        status = kt_clean_row_fault(rows, &row,
                                    "no line says whose rules these are: "
                                    "NAME, outlet, -, PATTERN, -");
    return status;
}

size_t kt_clean_name_length(kt_slice text)
{
    if (text.len < 3 || text.data[0] != '{')
        return 0;
    size_t first = text.data[1] == '&' ? 2 : 1;
    if (text.data[first] < 'a' || text.data[first] > 'z')
        return 0;
    const char *end = memchr(text.data, '}', text.len);
    size_t len = end == NULL ? 0 : (size_t)(end - text.data) + 1;
    return len > 0 && is_name(kt_slice_sub(text, first, len - 1)) ? len : 0;
}

size_t kt_clean_escape_length(kt_slice text)
{
    if (text.len < 2 || text.data[0] != '\\')
        return 0;
    if (text.len < 4 || text.data[2] != '{' ||
        memchr("xopPNkgu", text.data[1], 8) == NULL)
        return 2;
    const char *end = memchr(text.data, '}', text.len);
    return end == NULL ? text.len : (size_t)(end - text.data) + 1;
}

/* How many bytes begin neither a name nor an escape. */
static size_t plain_length(kt_slice text)
{
    size_t len = 0;
    while (len < text.len && text.data[len] != '{' && text.data[len] != '\\')
        len++;
    return len;
}

static bool is_too_long(const kt_buffer *out, char problem[128])
{
    if (out->len > LONGEST)
        snprintf(problem, 128, "longer than %d bytes with definitions",
                 LONGEST);
    return out->len > LONGEST;
}

static bool expand(kt_clean_rows *rows, kt_slice pattern, kt_buffer *out,
                   char problem[128]);

/* Make the group that a definition stands for. */
static bool make_whole(kt_clean_rows *rows, kt_clean_definition *definition,
                       char problem[128])
{
    kt_buffer whole = {0};
    bool made = true;
    uint64_t calls = rows->calls;
    rows->calls = 0;
    definition->is_open = true;
    rows->open++;
    for (size_t i = 0; made && i < definition->count; i++) {
        kt_buffer_add_string(&whole, i > 0 ? "|" : "(?:");
        made = expand(rows, definition->patterns[i], &whole, problem);
    }
    kt_buffer_add_string(&whole, ")");
    definition->is_open = false;
    rows->open--;
    definition->calls = rows->calls;
    rows->calls = calls;
    if (made && !whole.failed)
        definition->whole =
            kt_arena_copy(&rows->arena, kt_buffer_slice(&whole));
    kt_buffer_free(&whole);
    return made;
}

/* Call a definition as a routine. */
static bool add_call(kt_clean_rows *rows, kt_clean_definition *definition,
                     kt_buffer *out, char problem[128])
{
    if (definition->routine == 0 && rows->routine_count == KT_CLEAN_ROUTINES) {
        snprintf(problem, 128, "{&%.*s} is one too many; %d may be called",
                 (int)definition->name.len, definition->name.data,
                 KT_CLEAN_ROUTINES);
        return false;
    }
    if (definition->routine == 0) {
        rows->routines[rows->routine_count++] =
            (size_t)(definition - rows->definitions);
        definition->routine = rows->routine_count;
    }
    rows->calls |= (uint64_t)1 << (definition->routine - 1);
    kt_buffer_add_format(out, "(?&kt_%zu)", definition->routine);
    return true;
}

/* Put in what a name stands for, or call it if an ampersand is before it. */
static bool expand_name(kt_clean_rows *rows, kt_slice name, kt_buffer *out,
                        char problem[128])
{
    bool is_called = name.data[0] == '&';
    name = kt_slice_sub(name, is_called, name.len);
    kt_clean_definition *definition = kt_clean_rows_find(rows, name);
    if (definition == NULL || definition->is_open) {
        snprintf(problem, 128, "{%.*s} is %s", (int)name.len, name.data,
                 definition == NULL ? "not defined" : "defined by itself");
        return false;
    }
    if (definition->whole.data == NULL && rows->open == DEEPEST) {
        snprintf(problem, 128, "{%.*s} is more than %d definitions deep",
                 (int)name.len, name.data, DEEPEST);
        return false;
    }
    if (definition->whole.data == NULL &&
        !make_whole(rows, definition, problem))
        return false;
    out->failed |= definition->whole.data == NULL;
    if (is_called)
        return add_call(rows, definition, out, problem);
    rows->calls |= definition->calls;
    kt_buffer_add_slice(out, definition->whole);
    return true;
}

static bool expand(kt_clean_rows *rows, kt_slice pattern, kt_buffer *out,
                   char problem[128])
{
    for (size_t i = 0; i < pattern.len;) {
        kt_slice rest = kt_slice_sub(pattern, i, pattern.len);
        size_t len = plain_length(rest);
        size_t name = len == 0 ? kt_clean_name_length(rest) : 0;
        if (name > 0) {
            kt_slice word = kt_slice_sub(rest, 1, name - 1);
            if (!expand_name(rows, word, out, problem))
                return false;
            len = name;
        } else {
            if (len == 0)
                len = kt_clean_escape_length(rest);
            len = len == 0 ? 1 : len;
            kt_buffer_add_slice(out, kt_slice_sub(rest, 0, len));
        }
        if (is_too_long(out, problem))
            return false;
        i += len;
    }
    return true;
}

/* Append the routines that a pattern calls, behind it, where they take no
 * numbers from its groups. */
static bool add_routines(kt_clean_rows *rows, kt_buffer *out, char problem[128])
{
    uint64_t added = 0, left;
    if (rows->calls == 0)
        return true;
    kt_buffer_add_string(out, "(?(DEFINE)");
    while ((left = rows->calls & ~added) != 0) {
        size_t n = (size_t)__builtin_ctzll(left);
        const kt_clean_definition *definition =
            &rows->definitions[rows->routines[n]];
        kt_buffer_add_format(out, "(?<kt_%zu>", n + 1);
        kt_buffer_add_slice(out, definition->whole);
        kt_buffer_add_char(out, ')');
        added |= (uint64_t)1 << n;
        rows->calls |= definition->calls;
    }
    kt_buffer_add_char(out, ')');
    return !is_too_long(out, problem);
}

bool kt_clean_rows_expand(kt_clean_rows *rows, kt_slice pattern, kt_buffer *out,
                          char problem[128])
{
    problem[0] = '\0';
    rows->calls = 0;
    return expand(rows, pattern, out, problem) &&
           add_routines(rows, out, problem);
}
