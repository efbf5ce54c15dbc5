#include "../test.h"

#include "article/cleaning_opening.h"
#include "article/cleaning_rows.h"
#include "base/data.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    const char *pattern;
    const char *begin, *not ; /* how a match begins, and how none does */
} cases[] = {
    {"abcdefgh", "abcdefg", "abcdeg"},
    {"ab", "abzz", "acbb"},
    {"(?:ab|cd)e", "cbe", "eb"},
    {"a?b", "ab", "ca"},
    {"a*b", "aaab", "ca"},
    {"a+?b", "aab", "b"},
    {"a{2}b", "aab", "ab"},
    {"a{2,}b", "aaaa", "ab"},
    {"a{1,2}bc", "aabc", "aaab"},
    {"a{0,1}+b", "b", "c"},
    {"(?=x)[xy]", "x", "y"},
    {"(?<![(])(?!b|c)\\bd", "d", "b"},
    {"(?<=[)]|[|])d", "d", ")"},
    {"^a$", "a", "b"},
    {"(?:ab|cde)\\b.+", "ab ", "abf"},
    {"(?i:ab)\\b(?!c)[\\h-]?.", "AB-", "ABc"},
    {"ab?\\b.", "ab-", "ac"},
    {"(?:ab|c-)\\b.", "c-d", NULL},
    {"(?:ab)?\\bc", "c", "d"},
    {"a\\b?.", "ab", "b"},
    {"(?>ab)(c)", "abc", "abd"},
    {"(?i)ab", "AB", "cb"},
    {"(?i:a)b", "Ab", "AB"},
    {"(?:(?i)a|b)c", "Bc", "BC"},
    {"(?i:a(?-i)b)c", "Abc", "AB"},
    {"(?i)K", "\u212A", "\u00e9"},
    {"(?i)s", "\u017F", "\u00e9"},
    {"(?i)\u00e9", "\u00c9", NULL},
    {"a(?i)b|c", "C", NULL},
    {"abcdef(?i)b|c", "C", NULL},
    {"\u201c", "\u201c", "\u201d"},
    {"[\u2010-\u2015]", "\u2013", "\u00e9"},
    {"[a-c\\d-]x", "-x", "dx"},
    {"[]a]", "]", "b"},
    {"[^]a]", "\u00e9", "a"},
    {"[^\\p{Lu}a]", "b", "A"},
    {"(?i)[b-c]", "C", "d"},
    {"[^\\W-]", "a", NULL},
    {"[^\\p{No}\\p{Lt}]", "1a", NULL},
    {"(?i)[^\u017F]", "a", NULL},
    {"(?i)[^\\p{Lu}]", "a", NULL},
    {"(?i)[^\\p{L}-]", "1", "a"},
    {"[[:alpha:]]", "?", NULL},
    {"[|)(]x", ")x", "|b"},
    {"\\p{Lu}\\p{Ll}", "Ab", "ab"},
    {"\\p{L}", "\u00e9", "1"},
    {"(?i)\\p{Lu}", "a", "1"},
    {"\\p{Latin}", "a", NULL},
    {"\\P{Lu}", "a", NULL},
    {"\\pL\\pN", "a1", "aa"},
    {"\\h\\d\\w", "\u00a01_", "a1_"},
    {"\\s\\S", "\na", "ab"},
    {"\\x41\\x{42}", "AB", "Ab"},
    {"\\.\\*", ".*", "**"},
    {"(a)\\1b", "ab", "b"},
    {"(?s:.*+)a", "zzzz", NULL},
    {"\\Qa(\\Eb", "zzzz", NULL},
    {"(?:abcdefg)\\E?", "z", NULL},
    {"(?<n>a)", "z", NULL},
    {"(?#a)b", "b", NULL},
    {"abcdef(?=[)]|(b))|x", "x", "bb"},
    {"a{b", "z", NULL},
    {"(?=[PR])(?i:penulis|reporter)", "Penuli", "penuli"},
    {"x?(?=ab|c).{6}", "xabzzz", "b"},
    {"x?(?=ab|c).{6}", "czzzzz", "z"},
    {"(?=a)?bc", "bc", "ac"},
    {"(?=a|)bc", "bc", "ac"},
    {"(?=a$|ab)a(?:b|cd)", "ab", "bb"},
    {"x\\b(?= y|-).{2}", "x y", "xyy"},
    {"(?=(?i)a).b", "Ab", "ba"},
    {"(?=(?i)a)ab", "ab", "AB"},
    {"(?=abc)ab", "abz", "zb"},
    {"(?=(?=a)[ab])[abc]", "a", "b"},
    {"(?=\\Qa\\E)[bc]", "b", NULL},
};

static bool may_begin(const char *pattern, const char *text)
{
    kt_opening opening;
    kt_opening_of(NULL, kt_slice_of(pattern), &opening);
    for (size_t i = 0; i < KT_OPENING && text[i] != '\0'; i++) {
        if (!kt_has_byte(opening.set[i], (uint8_t)text[i]))
            return false;
    }
    return true;
}

static void a_match_begins_as_its_pattern_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        if (!may_begin(cases[i].pattern, cases[i].begin))
            fail_msg("%s: not %s", cases[i].pattern, cases[i].begin);
        if (cases[i].not != NULL && may_begin(cases[i].pattern, cases[i].not ))
            fail_msg("%s: %s", cases[i].pattern, cases[i].not );
    }
}

static const struct {
    const char *pattern;
    bool at_front;
} fronts[] = {
    {"^a", true},          {"\\Aa", true},         {"(?i)^a", true},
    {"^(?:a|b)|^c", true}, {"((?:^a|^b)c)", true}, {"^+a", true},
    {"(?:^a)?b", false},   {"a^", false},          {"a?^b", false},
    {"^a|b", false},       {"(?:^|a)b", false},    {"(?=^a)a|b", false},
    {"(?<=^)a", false},    {"(?m)^a", false},      {"[^a]", false},
    {"\\^a", false},       {"^a{b", false},
};

static void a_match_is_at_the_front_where_its_pattern_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(fronts); i++) {
        kt_opening opening;
        kt_opening_of(NULL, kt_slice_of(fronts[i].pattern), &opening);
        if (opening.at_front != fronts[i].at_front)
            fail_msg("%s", fronts[i].pattern);
    }
}

static const struct {
    const char *pattern;
    bool at_end;
} ends[] = {
    {"a$", true},      {"$", true},         {"(?:a|b)\\h*$", true},
    {"\\\\$", true},   {"(?i)a$", false},   {"a", false},
    {"", false},       {"a|b$", false},     {"b$|a", false},
    {"(a$)", false},   {"a\\$", false},     {"a\\\\\\$", false},
    {"(?m)a$", false}, {"(?m:a$)$", false}, {"a$?", false},
    {"[|]a$", true},   {"\\|a$", true},     {"\\Q$", false},
    {"(?#$", false},   {"(?=a$)b", false},  {"(?<n>a)$", false},
};

static void a_match_is_at_the_end_where_its_pattern_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(ends); i++) {
        kt_opening opening;
        kt_opening_of(NULL, kt_slice_of(ends[i].pattern), &opening);
        if (opening.at_end != ends[i].at_end)
            fail_msg("%s", ends[i].pattern);
    }
}

static kt_status note_fault(void *ctx, const char *file, size_t line,
                            const char *problem)
{
    fail_msg("%s:%zu: %s", file, line, problem);
    (void)ctx;
    return KT_OK;
}

static void add_rows(kt_clean_rows *rows, const char *name, kt_slice text,
                     bool is_outlet)
{
    kt_error err;
    const kt_clean_file file = {name, text, is_outlet, true};
    rows->fault = note_fault;
    assert_ok(kt_clean_rows_add(rows, &file, &err), &err);
}

/* How a pattern begins: with its definitions put in, and by their names. */
typedef struct two_openings {
    kt_opening expanded, named;
} two_openings;

static two_openings open_both(kt_clean_rows *rows, kt_openings *openings,
                              kt_slice pattern)
{
    two_openings both;
    char problem[128];
    kt_buffer text = {0};
    assert_true(kt_clean_rows_expand(rows, pattern, &text, problem));
    kt_opening_of(NULL, kt_buffer_slice(&text), &both.expanded);
    kt_opening_of(openings, pattern, &both.named);
    kt_buffer_free(&text);
    return both;
}

/* Without ampersands, so that nothing is called: it begins in the same way. */
static void put_in_place(kt_buffer *text)
{
    size_t len = 0;
    for (size_t i = 0; i < text->len; i++) {
        if (text->data[i] != '&' || i == 0 || text->data[i - 1] != '{')
            text->data[len++] = text->data[i];
    }
    text->len = len;
}

static void add_shipped(kt_clean_rows rows[2], const char *folder,
                        const char *name)
{
    char path[128];
    kt_error err;
    kt_buffer text = {0};
    snprintf(path, sizeof path, "%s/%s.tsv", folder, name);
    assert_ok(kt_data_read(path, &text, &err), &err);
    add_rows(&rows[0], path, kt_buffer_slice(&text),
             strchr(folder, '/') != NULL);
    put_in_place(&text);
    add_rows(&rows[1], path, kt_buffer_slice(&text),
             strchr(folder, '/') != NULL);
    kt_buffer_free(&text);
}

static void named_definitions_begin_as_they_do_in_place(void **state)
{
    (void)state;
    kt_error err;
    char **outlets;
    size_t count;
    kt_clean_rows rows[2] = {0};
    assert_ok(kt_data_names("cleaning/outlets", ".tsv", &outlets, &count, &err),
              &err);
    for (size_t i = 0; i < count; i++)
        add_shipped(rows, "cleaning/outlets", outlets[i]);
    kt_data_names_free(outlets, count);
    add_shipped(rows, "cleaning", "id");
    add_shipped(rows, "cleaning", "en");
    add_shipped(rows, "cleaning", "general");
    assert_true(rows->count > 200 && rows->definition_count > 20);
    kt_openings *openings = kt_openings_new(rows);
    assert_non_null(openings);
    for (size_t i = 0; i < rows->count; i++) {
        const kt_clean_row *row = &rows[0].list[i];
        kt_opening named;
        kt_opening_of(openings, row->pattern, &named);
        two_openings both =
            open_both(&rows[1], openings, rows[1].list[i].pattern);
        if (memcmp(&both.expanded, &named, sizeof named) != 0)
            fail_msg("%s:%zu", row->file, row->line);
    }
    kt_openings_free(openings);
    kt_clean_rows_free(&rows[0]);
    kt_clean_rows_free(&rows[1]);
}

/* What names may do to what is around them. */
static const struct {
    const char *pattern;
    const char *begin; /* how a match may begin, with definitions put in */
} named[] = {
    {"{ab}{ab}", "abab"},
    {"{ab}?x", "x"},
    {"(?={ab})(?:.{3}|{ab})y", "abzy"},
    {"abcdef{strange}|x", "x"},
    {"{strange}x", "ax"},
    {"{open}x", "b"},
    {"abcdef(?={open})|x", "x"},
    {"[{ab}]x", "bx"},
    {"\\p{lu}x", "Ax"},
    {"\\x{feff}x", "\uFEFFx"},
    {"abcdef\\x{feff}|x", "x"},
    {"\\{ab}", "{ab}"},
    {"(?i){ab}", "AB"},
    {"(?i){&ab}c", "abC"},
    {"{&ab}?x{&two}", "x"},
    {"{caller}x", "xabx"},
    {"{ab}x", "abx"},
    {"a{ab}", "aab"},
    {"{outer}x", "cx"},
    {"{ab}{2}", "abab"},
    {"{two}\\b.", "c-"},
    {"{options}cde", "Bcde"},
    {"{class}{end}x", "|bx"},
    {"{class}{end}x", ")bx"},
    {"{escape}xyz", "a|bxyz"},
    {"[^!-{wide}]x", "Ax"},
};

static void names_may_stand_anywhere(void **state)
{
    (void)state;
    kt_clean_rows rows = {0};
    add_rows(&rows, "names",
             KT_SLICE("ab\tdefine\t-\tab\t-\n"
                      "two\tdefine\t-\tab\t-\n"
                      "two\tdefine\t-\tc\t-\n"
                      "outer\tdefine\t-\tx{two}?|c\t-\n"
                      "open\tdefine\t-\ta)|(?:b\t-\n"
                      "options\tdefine\t-\t(?i)a\t-\n"
                      "options\tdefine\t-\tb\t-\n"
                      "class\tdefine\t-\t[a\t-\n"
                      "class\tdefine\t-\tc\t-\n"
                      "end\tdefine\t-\t]b\t-\n"
                      "escape\tdefine\t-\ta\\\t-\n"
                      "escape\tdefine\t-\tb\t-\n"
                      "caller\tdefine\t-\tx{&two}|{&ab}\t-\n"
                      "wide\tdefine\t-\t\u00e9\t-\n"
                      "strange\tdefine\t-\t(?i)a\t-\n"),
             false);
    kt_openings *openings = kt_openings_new(&rows);
    assert_non_null(openings);
    for (size_t i = 0; i < LENGTH(named); i++) {
        two_openings both =
            open_both(&rows, openings, kt_slice_of(named[i].pattern));
        for (size_t k = 0; k < KT_OPENING && named[i].begin[k] != '\0'; k++) {
            if (!kt_has_byte(both.named.set[k], (uint8_t)named[i].begin[k]))
                fail_msg("%s: not %s", named[i].pattern, named[i].begin);
        }
        if (both.named.at_front && !both.expanded.at_front)
            fail_msg("%s: at the front", named[i].pattern);
    }
    kt_openings_free(openings);
    kt_clean_rows_free(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(named_definitions_begin_as_they_do_in_place),
        cmocka_unit_test(names_may_stand_anywhere),
        cmocka_unit_test(a_match_begins_as_its_pattern_says),
        cmocka_unit_test(a_match_is_at_the_front_where_its_pattern_says),
        cmocka_unit_test(a_match_is_at_the_end_where_its_pattern_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
