#include "../test.h"

#include "article/cleaning_opening.h"

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
    {"(?=x)y", "y", "x"},
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
    {"(?<n>a)", "z", NULL},
    {"(?#a)b", "b", NULL},
    {"abcdef(?=[)]|(b))|x", "x", "bb"},
    {"a{b", "z", NULL},
};

static bool may_begin(const char *pattern, const char *text)
{
    kt_opening opening;
    kt_opening_of(kt_slice_of(pattern), &opening);
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
        kt_opening_of(kt_slice_of(fronts[i].pattern), &opening);
        if (opening.at_front != fronts[i].at_front)
            fail_msg("%s", fronts[i].pattern);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_match_begins_as_its_pattern_says),
        cmocka_unit_test(a_match_is_at_the_front_where_its_pattern_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
