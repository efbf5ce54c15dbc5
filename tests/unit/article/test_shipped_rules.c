/* What the rules that ktool comes with take, and what they leave: the rows of
 * tests/data. All that fail are named, since a change of a rule may move
 * several. */
#include "cleaned.h"

#include "article/json_text.h"

enum {
    COLUMNS = 5,
    LONGEST_LINE = 8192
};

/* The fields that rules read, in the order of the manual. */
static const char *const fields[] = {
    "source",   "place",           "wire",           "author",      "editor",
    "initials", "credit",          "section",        "translator",  "date",
    "modified", "original_source", "original_title", "original_url"};

/* What is kept from row to row. */
typedef struct bench {
    kt_cleaner *cleaner;
    kt_arena arena;
    kt_buffer spans, scratch, found;
    kt_buffer taken; /* texts that were taken in this row, each with a NUL */
    kt_article article;
    const char *file;
    size_t line, rows, failures;
} bench;

static FILE *open_table(const char *name)
{
    const char *folder = getenv("KTOOL_TEST_DATA");
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder == NULL ? "tests/data" : folder,
             name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s is not there; set KTOOL_TEST_DATA", path);
    return file;
}

/* Divide a line at its tabs and put line breaks in. */
static void split(bench *b, char *line, size_t count, char *columns[COLUMNS])
{
    for (size_t i = 0; i < count; i++) {
        columns[i] = line;
        line += strcspn(line, "\t\r\n");
        bool more = *line == '\t';
        *line++ = '\0';
        if (more != (i + 1 < count))
            fail_msg("%s:%zu: not %zu columns", b->file, b->line, count);
        char *to = columns[i];
        for (const char *from = columns[i]; *from != '\0'; from++) {
            bool is_break = from[0] == '\\' && from[1] == 'n';
            *to++ = is_break ? '\n' : *from;
            from += is_break;
        }
        *to = '\0';
    }
}

/* Compare a part of what was found, which is written anew, with a row's. */
static void compare(bench *b, const char *what, const char *input,
                    const char *expected)
{
    kt_buffer_add_char(&b->found, '\0');
    assert_false(b->found.failed);
    if (strcmp(b->found.data, expected) != 0) {
        print_message("%s:%zu: %s of\n    %s\n  is\n    %s\n  not\n    %s\n",
                      b->file, b->line, what, input, b->found.data, expected);
        b->failures++;
    }
    kt_buffer_clear(&b->found);
}

/* Clean a text whose first line is the title. */
static void clean_raw(bench *b, const char *raw)
{
    kt_error err;
    kt_arena_free(&b->arena);
    b->arena = (kt_arena){0};
    b->article = (kt_article){0};
    set_raw(&b->article, kt_slice_of(raw), &b->spans);
    assert_ok(kt_clean(b->cleaner, NULL, &b->arena, &b->article, &err), &err);
    assert_cover(&b->article);
}

static void clean_text(bench *b, const char *text)
{
    kt_buffer_clear(&b->scratch);
    kt_buffer_add_format(&b->scratch, "Judul\n%s", text);
    kt_buffer_add_char(&b->scratch, '\0');
    clean_raw(b, b->scratch.data);
}

/* Compare what is left to read with a row's paragraphs, which have one line
 * break between them; "=" is @p whole and "-" nothing. */
static void compare_text(bench *b, const char *input, const char *expected,
                         const char *whole)
{
    kt_buffer text = {0};
    if (strcmp(expected, "=") == 0)
        expected = whole;
    for (const char *p = strcmp(expected, "-") == 0 ? "" : expected; *p; p++)
        kt_buffer_add(&text, *p == '\n' ? "\n\n" : p, *p == '\n' ? 2 : 1);
    kt_buffer_add_char(&text, '\0');
    kt_article_text(&b->article, &b->found);
    compare(b, "the text", input, text.data);
    kt_buffer_free(&text);
}

/* Append the value of a field, if the article has it. */
static bool add_value(const kt_article *article, kt_slice name, kt_buffer *out)
{
    const struct {
        const char *name;
        kt_slice value;
    } columns[] = {{"source", article->source},
                   {"place", article->place},
                   {"author", article->author},
                   {"section", article->section},
                   {"date", article->date}};
    size_t before = out->len;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        if (kt_slice_equal(name, kt_slice_of(columns[i].name))) {
            kt_buffer_add_slice(out, columns[i].value);
            return out->len > before;
        }
    }
    for (size_t i = 0; i < article->field_count; i++) {
        if (kt_slice_equal(name, article->fields[i].name))
            kt_json_text(article->fields[i].value, out);
    }
    return out->len > before;
}

static void compare_field(bench *b, const char *field, const char *input,
                          const char *expected)
{
    add_value(&b->article, kt_slice_of(field), &b->found);
    compare(b, field, input, strcmp(expected, "-") == 0 ? "" : expected);
}

static void dateline(bench *b, char *row[COLUMNS])
{
    clean_text(b, row[0]);
    compare_field(b, "place", row[0], row[1]);
    compare_field(b, "source", row[0], row[2]);
    compare_field(b, "wire", row[0], row[3]);
    compare_text(b, row[0], row[4], row[0]);
}

static void byline(bench *b, char *row[COLUMNS])
{
    const kt_article *article = &b->article;
    clean_text(b, row[0]);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        size_t before = b->found.len;
        kt_buffer_add_format(&b->found, "%s%s=", before == 0 ? "" : "; ",
                             fields[i]);
        if (!add_value(article, kt_slice_of(fields[i]), &b->found))
            b->found.len = before;
    }
    compare(b, "the fields", row[0], strcmp(row[1], "-") == 0 ? "" : row[1]);
    for (size_t i = 0; i < article->span_count; i++) {
        kt_label label = article->spans[i].label;
        if (label == KT_LABEL_TITLE || label == KT_LABEL_BODY)
            continue;
        kt_buffer_add_format(&b->found, "%s%s", b->found.len == 0 ? "" : " ",
                             kt_label_name(label));
    }
    compare(b, "the labels", row[0], strcmp(row[2], "-") == 0 ? "" : row[2]);
    compare_text(b, row[0], row[3], row[0]);
}

/* Append what was taken, as rows have it. */
static void add_taken(bench *b)
{
    const kt_article *article = &b->article;
    for (size_t i = 0; i < article->span_count; i++) {
        const kt_span *span = &article->spans[i];
        if (span->label == KT_LABEL_TITLE || span->label == KT_LABEL_BODY)
            continue;
        kt_buffer_add_format(&b->found, "%s%s=", b->found.len == 0 ? "" : " ; ",
                             kt_label_name(span->label));
        kt_buffer_add_slice(&b->found,
                            kt_slice_sub(article->raw, span->start, span->end));
    }
}

static void furniture(bench *b, char *row[COLUMNS])
{
    clean_raw(b, row[1]);
    compare_text(b, row[0], row[2], "=");
    if (strcmp(row[3], "*") == 0)
        return;
    add_taken(b);
    compare(b, "what is taken", row[0], strcmp(row[3], "-") == 0 ? "" : row[3]);
}

/* Keep what was taken of the article, but for what has quotation marks. */
static void keep_taken(bench *b)
{
    kt_buffer_clear(&b->taken);
    for (size_t i = 0; i < b->article.span_count; i++) {
        const kt_span *span = &b->article.spans[i];
        size_t before = b->taken.len;
        if (span->label == KT_LABEL_TITLE || span->label == KT_LABEL_BODY)
            continue;
        kt_buffer_add_slice(
            &b->taken, kt_slice_sub(b->article.raw, span->start, span->end));
        kt_buffer_add_char(&b->taken, '\0');
        if (strpbrk(b->taken.data + before, "\"'") != NULL ||
            strstr(b->taken.data + before, "”") != NULL)
            b->taken.len = before;
    }
}

/* What was taken is text where somebody says it: at the top of an article,
 * within, and at its end. */
static void check_imitations(bench *b)
{
    static const char *const shapes[][2] = {
        {"Judul\n\"", "\"\nSatu."},
        {"Judul\n\"", ",\" kata Ani.\nSatu."},
        {"Judul\n“", "” begitu bunyinya.\nSatu."},
        {"Judul\nSatu.\n“", "”\nDua."},
        {"Judul\nSatu.\n\"", ",\" kata Ani.\nDua."},
        {"Judul\nSatu.\nDua. \"", "\"\nTiga."},
        {"Judul\nSatu.\n“", "”"},
        {"Judul\nSatu. \"", ",\" kata Ani."},
        {"Judul\nKata Ani, \"", "\""},
    };
    keep_taken(b);
    for (size_t at = 0; at < b->taken.len;) {
        const char *text = b->taken.data + at;
        at += strlen(text) + 1;
        for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
            kt_buffer_clear(&b->scratch);
            kt_buffer_add_format(&b->scratch, "%s%s%s", shapes[i][0], text,
                                 shapes[i][1]);
            kt_buffer_add_char(&b->scratch, '\0');
            clean_raw(b, b->scratch.data);
            add_taken(b);
            compare(b, "what is taken", b->scratch.data, "");
        }
    }
}

/* Check every row of a table. */
static void check_table(const char *name, size_t columns,
                        void (*check)(bench *, char *[COLUMNS]))
{
    kt_error err;
    const kt_cleaning *cleaning;
    bench b = {.file = name};
    char line[LONGEST_LINE];
    assert_ok(kt_cleaning_shared(&cleaning, &err), &err);
    assert_ok(kt_cleaner_new(cleaning, &b.cleaner, &err), &err);
    FILE *file = open_table(name);
    while (fgets(line, sizeof line, file) != NULL) {
        char *row[COLUMNS];
        b.line++;
        assert_true(strlen(line) + 1 < sizeof line);
        if (line[0] == '\n' || (line[0] == '#' && line[1] == ' '))
            continue;
        split(&b, line, columns, row);
        check(&b, row);
        check_imitations(&b);
        b.rows++;
    }
    fclose(file);
    kt_buffer_free(&b.found);
    kt_buffer_free(&b.taken);
    kt_buffer_free(&b.scratch);
    kt_buffer_free(&b.spans);
    kt_arena_free(&b.arena);
    kt_cleaner_free(b.cleaner);
    assert_true(b.rows > 50);
    if (b.failures > 0)
        fail_msg("%zu differences in %zu rows of %s", b.failures, b.rows, name);
}

/* Let a rule be matched by machine code from now on. */
static void settle(const kt_clean_rule *rule, pcre2_match_data *match,
                   const kt_regex_limits *limits)
{
    while (atomic_load(&rule->regex->machine) == NULL)
        kt_regex_match(rule->regex, KT_SLICE("x"), 0, 0, match, limits);
}

/* Whether the interpreter, unless it gives up, finds what machine code does. */
static bool agrees(const kt_clean_rule *rule, kt_slice text,
                   pcre2_match_data *match[2], const kt_regex_limits *limits)
{
    int found[2] = {pcre2_match(rule->regex->code, (PCRE2_SPTR)text.data,
                                text.len, 0, PCRE2_NO_UTF_CHECK, match[0],
                                limits->brief),
                    kt_regex_match(rule->regex, text, 0, 0, match[1], limits)};
    size_t size = found[0] <= 0 ? 0 : (size_t)found[0] * 2 * sizeof(PCRE2_SIZE);
    return found[0] < PCRE2_ERROR_NOMATCH ||
           (found[0] == found[1] &&
            memcmp(pcre2_get_ovector_pointer(match[0]),
                   pcre2_get_ovector_pointer(match[1]), size) == 0);
}

/* Whether PCRE2 anchors a pattern, as what is read from it says. */
static bool is_anchored(const kt_clean_rule *rule)
{
    uint32_t options = 0;
    pcre2_pattern_info(rule->regex->code, PCRE2_INFO_ALLOPTIONS, &options);
    return (options & PCRE2_ANCHORED) != 0;
}

/* Compare all rules on a text. */
static void check_ways(const kt_cleaning *cleaning, kt_slice text,
                       pcre2_match_data *match[2])
{
    const kt_regex_limits *limits = kt_cleaning_limits(cleaning);
    for (int where = 0; where < KT_WHERE_TOTAL; where++) {
        const kt_clean_index *index =
            kt_cleaning_index(cleaning, (kt_where)where);
        for (size_t b = 0; b < index->count; b++) {
            for (size_t i = 0; i < index->blocks[b].count; i++) {
                const kt_clean_rule *rule = index->blocks[b].list[i];
                settle(rule, match[0], limits);
                if (is_anchored(rule) != rule->at_front)
                    fail_msg("%s: at the front or not?", rule->name);
                if (!agrees(rule, text, match, limits))
                    fail_msg("%s: the interpreter finds something else in %.*s",
                             rule->name, (int)text.len, text.data);
            }
        }
    }
}

/* What PCRE2's interpreter finds, machine code does, too, so that our rules may
 * be interpreted. Every column of every row is a text. */
static void it_does_not_matter_who_matches(void **state)
{
    static const char *const names[] = {"datelines.tsv", "bylines.tsv",
                                        "furniture.tsv"};
    kt_error err;
    const kt_cleaning *cleaning;
    pcre2_match_data *match[2] = {pcre2_match_data_create(32, NULL),
                                  pcre2_match_data_create(32, NULL)};
    char line[LONGEST_LINE];
    (void)state;
    assert_ok(kt_cleaning_shared(&cleaning, &err), &err);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        FILE *file = open_table(names[i]);
        while (fgets(line, sizeof line, file) != NULL) {
            for (char *text = strtok(line, "\t\n"); text != NULL;
                 text = strtok(NULL, "\t\n"))
                check_ways(cleaning, kt_slice_of(text), match);
        }
        fclose(file);
    }
    pcre2_match_data_free(match[0]);
    pcre2_match_data_free(match[1]);
}

static void datelines_say_where_and_whose(void **state)
{
    (void)state;
    check_table("datelines.tsv", 5, dateline);
}

static void bylines_say_who(void **state)
{
    (void)state;
    check_table("bylines.tsv", 4, byline);
}

static void furniture_is_taken_and_text_is_not(void **state)
{
    (void)state;
    check_table("furniture.tsv", 4, furniture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(datelines_say_where_and_whose),
        cmocka_unit_test(bylines_say_who),
        cmocka_unit_test(furniture_is_taken_and_text_is_not),
        cmocka_unit_test(it_does_not_matter_who_matches),
    };
    setenv("KTOOL_DATA", "", 1); /* ours, of the source tree: no user's */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
