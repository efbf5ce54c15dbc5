#include "../load/folder.h"
#include "article/cleaning_rows.h"
#include "cleaned.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* The faults of the files that were read: "file:line: problem|". */
static kt_status write_fault(void *ctx, const char *file, size_t line,
                             const char *problem)
{
    kt_buffer *out = ctx;
    kt_buffer_add_format(out, "%s:%zu: %s|", file, line, problem);
    return KT_OK;
}

static const struct {
    const char *name, *text;
    bool is_outlet;
    const char *faults;
} cases[] = {
    {"nothing", "", false, ""},
    {"comments and empty lines", "# a\n\n#\tb\n\r\n", false, ""},
    {"a rule", "a\tline\twidget\tx\t-", false, ""},
    {"a rule that ends with CR", "a\tline\twidget\tx\t-\r\n", false, ""},
    {"too few columns", "#\na line", false,
     "f:2: 1 column, not name, place, label, pattern, sets|"},
    {"too many columns", "a\tline\twidget\tx\t-\ty", false,
     "f:1: 6 columns, not name, place, label, pattern, sets|"},
    {"a name with capitals", "A\tline\twidget\tx\t-", false,
     "f:1: a name has small letters, digits and hyphens|"},
    {"no name", "\tline\twidget\tx\t-", false,
     "f:1: a name has small letters, digits and hyphens|"},
    {"an unknown place", "a\tlines\twidget\tx\t-", false,
     "f:1: no place 'lines'; did you mean 'line'?|"},
    {"a mark that nothing would look for", "a\tinline:)]\twidget\tx\t-", false,
     "f:1: no place 'inline:)]'|"},
    {"an unknown label", "a\tline\twidgets\tx\t-", false,
     "f:1: no label 'widgets' that a rule may give|"},
    {"a label that rules do not give", "a\tline\ttitle\tx\t-", false,
     "f:1: no label 'title' that a rule may give|"},
    {"a definition with a label", "a\tdefine\twidget\tx\t-", false,
     "f:1: its label must be '-', not 'widget'|"},
    {"no pattern", "a\tline\twidget\t\t-", false, "f:1: no pattern|"},
    {"a name twice", "a\tline\twidget\tx\t-\na\tlead\twidget\ty\t-", false,
     "f:2: f:1 has a rule called 'a', too|"},
    {"a definition called as a rule", "a\tdefine\t-\tx\t-\na\tline\tbody\ty\t-",
     false, ""},
    {"two alternatives",
     "a\tdefine\t-\tx\t-\na\tdefine\t-\ty\t-\nb\tline\tbody\t{a}{2}\t-", false,
     ""},
    {"no such definition", "a\tline\tbody\tx{b}\t-", false,
     "f:1: {b} is not defined|"},
    {"a definition of itself", "a\tdefine\t-\t{a}\t-\nb\tline\tbody\t{a}\t-",
     false, "f:2: {a} is defined by itself|"},
    {"two definitions that are called",
     "a\tdefine\t-\tx|{&b}y\t-\nb\tdefine\t-\tz+\t-\n"
     "c\tline\tbody\t({&a}) {&a}{&b}{a}\tplace\na-\tdefine\t-\tx\t-\n"
     "d\tline\tbody\t{&a-}|y\t-",
     false, ""},
    {"no such definition is called", "a\tline\tbody\tx{&b}\t-", false,
     "f:1: {b} is not defined|"},
    {"a definition that calls itself",
     "a\tdefine\t-\t{&b}\t-\nb\tdefine\t-\t{&a}?\t-\nc\tline\tbody\t{&a}\t-",
     false, "f:3: {a} is defined by itself|"},
    {"more fields than groups and a call",
     "a\tdefine\t-\tx\t-\nb\tline\tbody\t({&a})\tplace source", false,
     "f:2: it sets 2 fields and has 1 group|"},
    {"nothing is called", "a\tline\tbody\t{&}{&A}x{&a\t-", false, ""},
    {"braces of PCRE2",
     "a\tline\tbody\t\\p{Lu}\\x{a0}\\{a}[{]a{2}b{1,}(?<n>x)\\k{n}\t-", false,
     ""},
    {"a bad pattern", "a\tline\tbody\tx(\t-", false,
     "f:1: missing closing parenthesis (byte 2 of the pattern)|"},
    {"a byte, not a character", "a\tline\tbody\tx\\C\t-", false,
     "f:1: using \\C is disabled by the application (byte 3 of the pattern)|"},
    {"not UTF-8", "a\tline\tbody\tx\xff\t-", false,
     "f:1: UTF-8 error: illegal byte (0xfe or 0xff) (byte 1 of the pattern)|"},
    {"an unknown field", "a\tline\tbody\t(x)\tcolour", false,
     "f:1: no field 'colour' to set|"},
    {"more fields than groups", "a\tline\tbody\t(x)\tplace source", false,
     "f:1: it sets 2 fields and has 1 group|"},
    {"a group that sets nothing", "a\tline\tbody\t(x)(y)\t- source", false, ""},
    {"an unknown list", "a\tline\tbody\t(x)\tplace:nowhere", false,
     "f:1: no list cleaning/nowhere.txt|"},
    {"too many fields",
     "a\tline\tbody\tx\tplace place place place place place place place place "
     "place place place place",
     false, "f:1: sets more than 12 groups|"},
    {"searched for by many letters",
     "a\tinline\trelated-link\t(?:baca|lihat) juga\t-", false,
     "f:1: it is searched for in every paragraph and must begin with one "
     "letter or mark, as in Baca(?: ini| itu), not (?:Baca|Lihat)|"},
    {"a link that sets something", "a\tinline\trelated-link\t(b)\tplace", false,
     "f:1: an inline rule finds a link and sets nothing|"},
    {"searched for by one letter",
     "a\tinline\trelated-link\t(?i)(?<=\\. )baca juga\t-", false, ""},
    {"an outlet", "a\toutlet\t-\tx\t-\nb\tline\tbody\ty\t-", true, ""},
    {"an outlet among everybody's", "a\toutlet\t-\tx\t-", false,
     "f:1: one line says 'outlet', in a file of outlets/|"},
    {"two outlets in a file", "a\toutlet\t-\tx\t-\nb\toutlet\t-\ty\t-", true,
     "f:2: one line says 'outlet', in a file of outlets/|"},
    {"nobody's rules", "b\tline\tbody\ty\t-", true,
     "f:1: no line says whose rules these are: NAME, outlet, -, PATTERN, -|"},
    {"the good ones stay", "a b\nc\tline\tbody\ty\t-\nd\tline\tbody\t(\t-",
     false,
     "f:1: 1 column, not name, place, label, pattern, sets|f:3: missing "
     "closing parenthesis (byte 1 of the pattern)|"},
};

static void every_fault_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_buffer faults = {0};
        kt_cleaning *cleaning;
        kt_error err;
        const kt_clean_file file = {"f", kt_slice_of(cases[i].text),
                                    cases[i].is_outlet, false};
        assert_ok(
            kt_cleaning_of(&file, 1, write_fault, &faults, &cleaning, &err),
            &err);
        kt_buffer_add_char(&faults, '\0');
        if (strcmp(faults.data, cases[i].faults) != 0)
            fail_msg("%s: %s", cases[i].name, faults.data);
        kt_buffer_free(&faults);
        kt_cleaning_free(cleaning);
    }
}

/* A definition that grows with every step is stopped. */
static void definitions_do_not_explode(void **state)
{
    (void)state;
    kt_buffer text = {0}, faults = {0};
    kt_cleaning *cleaning;
    kt_error err;
    kt_buffer_add_string(&text, "a\tdefine\t-\txxxxxxxxxxxxxxxx\t-\n");
    for (char c = 'b'; c < 'h'; c++) {
        char p = (char)(c - 1);
        kt_buffer_add_format(&text,
                             "%c\tdefine\t-\t{%c}{%c}{%c}{%c}{%c}{%c}"
                             "{%c}{%c}{%c}{%c}\t-\n",
                             c, p, p, p, p, p, p, p, p, p, p);
    }
    kt_buffer_add_string(&text, "r\tline\tbody\t{g}\t-\n");
    const kt_clean_file file = {"f", kt_buffer_slice(&text), false, false};
    assert_ok(kt_cleaning_of(&file, 1, write_fault, &faults, &cleaning, &err),
              &err);
    kt_buffer_add_char(&faults, '\0');
    assert_string_equal(faults.data,
                        "f:8: longer than 65536 bytes with definitions|");
    kt_buffer_free(&text);
    kt_buffer_free(&faults);
    kt_cleaning_free(cleaning);
}

/* As many definitions are called as there are bits for. */
static void so_many_definitions_are_called(void **state)
{
    (void)state;
    kt_buffer text = {0}, faults = {0};
    kt_cleaning *cleaning;
    kt_error err;
    for (int i = 0; i <= KT_CLEAN_ROUTINES; i++)
        kt_buffer_add_format(&text, "d%d\tdefine\t-\tx\t-\n", i);
    for (int i = 0; i <= KT_CLEAN_ROUTINES; i++)
        kt_buffer_add_format(&text, "r%d\tline\tbody\t{&d%d}{&d0}\t-\n", i, i);
    const kt_clean_file file = {"f", kt_buffer_slice(&text), false, false};
    assert_ok(kt_cleaning_of(&file, 1, write_fault, &faults, &cleaning, &err),
              &err);
    kt_buffer_add_char(&faults, '\0');
    assert_string_equal(faults.data,
                        "f:130: {&d64} is one too many; 64 may be called|");
    assert_int_equal(kt_cleaning_count(cleaning), KT_CLEAN_ROUTINES);
    kt_buffer_free(&text);
    kt_buffer_free(&faults);
    kt_cleaning_free(cleaning);
}

/* Definitions within definitions are followed so far, not until the stack is
 * full. */
static void definitions_do_not_go_deep(void **state)
{
    (void)state;
    kt_buffer text = {0}, faults = {0};
    kt_cleaning *cleaning;
    kt_error err;
    kt_buffer_add_string(&text, "r\tline\tbody\t{d0}\t-\n"
                                "s\tline\tbody\t{d199801}\t-\n");
    for (int i = 0; i < 200000; i++)
        kt_buffer_add_format(&text, "d%d\tdefine\t-\t{d%d}\t-\n", i, i + 1);
    kt_buffer_add_string(&text, "d200000\tdefine\t-\tx\t-\n");
    const kt_clean_file file = {"f", kt_buffer_slice(&text), false, false};
    assert_ok(kt_cleaning_of(&file, 1, write_fault, &faults, &cleaning, &err),
              &err);
    kt_buffer_add_char(&faults, '\0');
    assert_string_equal(faults.data,
                        "f:1: {d200} is more than 200 definitions deep|");
    kt_buffer_free(&text);
    kt_buffer_free(&faults);
    kt_cleaning_free(cleaning);
}

/* Files of $KTOOL_DATA are added to ours, and their faults are named. */
static void users_add_outlets(void **state)
{
    (void)state;
    kt_buffer faults = {0};
    kt_error err;
    size_t ours, with;
    const char *before = getenv("KTOOL_DATA");
    char data[256];
    snprintf(data, sizeof data, "%s", before == NULL ? "" : before);
    uint64_t hash, other;
    assert_ok(kt_cleaning_hash(&hash, &err), &err);
    assert_ok(kt_cleaning_check(write_fault, &faults, &ours, &err), &err);
    assert_int_equal(mkdir("cleaning", 0700), 0);
    assert_int_equal(mkdir("cleaning/outlets", 0700), 0);
    write_text("cleaning/outlets/zz.tsv",
               "zz\toutlet\t-\tZZ\t-\nzz-a\tline\twidget\tA\t-\nzz-b\n"
               "zz-c\tline\tbody\t(A)\tplace:.hidden\n");
    write_text("cleaning/.hidden.txt", "A\n");
    setenv("KTOOL_DATA", folder, 1);
    assert_ok(kt_cleaning_check(write_fault, &faults, &with, &err), &err);
    kt_buffer_add_char(&faults, '\0');
    assert_string_equal(faults.data,
                        "cleaning/outlets/zz.tsv:3: 1 column, not name, "
                        "place, label, pattern, sets|cleaning/outlets/zz.tsv:4:"
                        " after ':' stands a list or a {definition}|");
    assert_int_equal(with, ours + 2);
    assert_ok(kt_cleaning_hash(&other, &err), &err);
    assert_true(other != hash);
    const kt_cleaning *shared;
    assert_int_equal(kt_cleaning_shared(&shared, &err), KT_ERR_FORMAT);
    assert_non_null(strstr(err.message, "zz.tsv:3: 1 column"));
    setenv("KTOOL_DATA", data, 1);
    kt_buffer_free(&faults);
}

/* The rules that ktool brings. */
static void our_rules_have_no_fault(void **state)
{
    (void)state;
    kt_buffer faults = {0};
    kt_error err;
    size_t rules;
    assert_ok(kt_cleaning_check(write_fault, &faults, &rules, &err), &err);
    if (faults.len > 0)
        fail_msg("%.*s", (int)faults.len, faults.data);
    assert_true(rules > 10);
    kt_buffer_free(&faults);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_fault_is_named),
        cmocka_unit_test(definitions_do_not_explode),
        cmocka_unit_test(so_many_definitions_are_called),
        cmocka_unit_test(definitions_do_not_go_deep),
        cmocka_unit_test(our_rules_have_no_fault),
        cmocka_unit_test_setup_teardown(users_add_outlets, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
