#include "../test.h"

#include <ktool/script.h>

static kt_script_header *parse(const char *source)
{
    kt_script_header *header;
    kt_error err;
    if (kt_script_header_new(kt_slice_of(source), "s.lua", &header, &err) !=
        KT_OK)
        fail_msg("%s", err.message);
    return header;
}

static const char manual[] =
    "\n"
    "--- Most frequent words.\n"
    "--\n"
    "-- Free text until the first tag,\n"
    "--   indented.\n"
    "--\n"
    "-- More.\n"
    "--\n"
    "-- @ktool   0.1                    needs ktool 0.1 or newer\n"
    "-- @option  top   integer 20       words to print (per group with --by)\n"
    "-- @option  since date             only articles on or after\n"
    "-- @option  by    string           one ranking per value of a field or\n"
    "--                                 period: source, month, ...\n"
    "-- @flag    cased                  keep upper and lower case apart\n"
    "-- @arg     word...                zero or more\n"
    "-- @example ktool run keywords --top 5\n"
    "-- @example ktool run keywords\n"
    "--\n"
    "-- Just a comment.\n"
    "local opt <const> = ktool.args()\n";

static void the_example_of_the_manual_is_understood(void **state)
{
    (void)state;
    kt_script_header *header = parse(manual);
    assert_string_equal(header->summary, "Most frequent words.");
    assert_string_equal(header->description,
                        "Free text until the first tag,\n  indented.\n\nMore.");
    assert_string_equal(header->version, "0.1");
    assert_int_equal(header->version_line, 9);
    assert_true(header->declares);
    assert_int_equal(header->param_count, 5);
    assert_string_equal(header->params[0].fallback, "20");
    assert_string_equal(header->params[0].description,
                        "words to print (per group with --by)");
    assert_int_equal(header->params[0].line, 10);
    assert_null(header->params[1].fallback);
    assert_string_equal(header->params[1].description,
                        "only articles on or after");
    assert_null(header->params[2].fallback);
    assert_string_equal(header->params[2].description,
                        "one ranking per value of a field or period: source, "
                        "month, ...");
    assert_int_equal(header->params[3].kind, KT_SCRIPT_FLAG);
    assert_int_equal(header->params[4].kind, KT_SCRIPT_ARG);
    assert_true(header->params[4].repeated);
    assert_int_equal(header->example_count, 2);
    assert_string_equal(header->examples[0], "ktool run keywords --top 5");
    assert_string_equal(header->examples[1], "ktool run keywords");
    kt_script_header_free(header);
}

typedef struct text_case {
    const char *name, *source, *summary, *description;
} text_case;

static const text_case texts[] = {
    {"nothing", "", "", ""},
    {"only code", "local x = 1\n--- No.\n", "", ""},
    {"no header is needed", "-- A comment.\nx()\n", "", "A comment."},
    {"empty lines may precede", "\n \n--- A.\n", "A.", ""},
    {"an empty line ends it", "--- A.\n\n-- B.\n", "A.", ""},
    {"code ends it", "--- A.\nx()\n-- B.\n", "A.", ""},
    {"a long comment ends it", "--- A.\n--[[ B ]]\n", "A.", ""},
    {"so does one of a higher level", "--- A.\n--[==[ B ]==]\n", "A.", ""},
    {"a bracket alone is text", "--- A.\n--[=B\n--[\n", "A.", "[=B\n["},
    {"what precedes the summary is left out",
     "-- SPDX-License-Identifier: MIT\n--- A.\n-- B.\n", "A.", "B."},
    {"even if nothing follows", "-- A licence.\n--- A.\n", "A.", ""},
    {"the second --- is text", "--- A.\n--- B.\n", "A.", "B."},
    {"a rule is an empty line", "-------\n--- A.\n-------\n-- B.", "A.", "B."},
    {"CRLF", "--- A.\r\n--\r\n-- B.\r\n-- C.\r\n", "A.", "B.\nC."},
    {"indentation", "  --- A.\n\t-- B.\n", "A.", "B."},
    {"notes for editors are passed over",
     "---@diagnostic disable\n--- A.\n---@class x\n-- B.", "A.", "B."},
    {"@ without a name is text", "--- A.\n-- @ b\n-- @\n", "A.", "@ b\n@"},
    {"bytes that are not UTF-8", "--- A\xFF.\n-- \xE2\x82", "A\xEF\xBF\xBD.",
     "\xEF\xBF\xBD"},
};

static void texts_are_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        kt_script_header *header = parse(texts[i].source);
        if (strcmp(header->summary, texts[i].summary) != 0 ||
            strcmp(header->description, texts[i].description) != 0)
            fail_msg("%s: '%s' '%s'", texts[i].name, header->summary,
                     header->description);
        assert_false(header->declares);
        kt_script_header_free(header);
    }
}

typedef struct default_case {
    const char *tag, *fallback, *description;
} default_case;

static const default_case defaults[] = {
    {"@option x integer 20  a b", "20", "a b"},
    {"@option x integer 20\ta b", "20", "a b"},
    {"@option x integer 20 \ta b", "20", "a b"},
    {"@option x integer 20 a b", NULL, "20 a b"},
    {"@option x integer 20", "20", ""},
    {"@option x integer -20", "-20", ""},
    {"@option x integer lots", NULL, "lots"},
    {"@option x integer", NULL, ""},
    {"@option x number 0.5  a", "0.5", "a"},
    {"@option x string month  a", "month", "a"},
    {"@option x string month", NULL, "month"},
    {"@option x string \"month\"", "month", ""},
    {"@option x string \"a month\" b", "a month", "b"},
    {"@option x string \"\" b", "", "b"},
    {"@option x string a \"b\"", NULL, "a \"b\""},
    {"@option x path data.csv  a", "data.csv", "a"},
    {"@option x path \"my data.csv\" a", "my data.csv", "a"},
    {"@option x boolean true  a", "true", "a"},
    {"@option x date 2024-02-29  a", "2024-02-29", "a"},
    {"@option x choice(a|b) b  c", "b", "c"},
    {"@option x choice(a|b) b", "b", ""},
    {"@option x choice(a|b) c", NULL, "c"},
    {"@option x integer @required 20  a", NULL, "20  a"},
    {"@flag x  a", NULL, "a"},
    {"@arg x  a", NULL, "a"},
};

static void defaults_are_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof defaults / sizeof *defaults; i++) {
        char source[128];
        snprintf(source, sizeof source, "-- %s", defaults[i].tag);
        kt_script_header *header = parse(source);
        const kt_script_param *param = &header->params[0];
        const char *expected = defaults[i].fallback;
        bool same = expected == NULL || param->fallback == NULL
                        ? expected == param->fallback
                        : strcmp(expected, param->fallback) == 0;
        if (!same || strcmp(param->description, defaults[i].description) != 0)
            fail_msg("%s: '%s' '%s'", defaults[i].tag,
                     param->fallback == NULL ? "none" : param->fallback,
                     param->description);
        kt_script_header_free(header);
    }
}

typedef struct failure_case {
    const char *source, *message;
} failure_case;

static const failure_case failures[] = {
    {"--\n-- @optoin x integer",
     "s.lua:2: unknown tag @optoin (did you mean @option?)"},
    {"-- @author me", "s.lua:1: unknown tag @author; the tags are @ktool, "
                      "@option, @flag, @arg and @example"},
    {"\n\n-- @option", "s.lua:3: a name is missing after the tag"},
    {"-- @flag 2x", "s.lua:1: '2x' is no name: a letter, then letters, "
                    "digits, - and _"},
    {"-- @flag a\x1B", "s.lua:1: 'a\\x1b' is no name: a letter, then letters, "
                       "digits, - and _"},
    {"-- @arg x...?", "s.lua:1: 'x...' is no name: a letter, then letters, "
                      "digits, - and _"},
    {"-- @flag help", "s.lua:1: the name help is taken: --help shows the "
                      "header"},
    {"-- @flag a\n-- @arg a", "s.lua:2: a is already declared on line 1"},
    {"-- @option x", "s.lua:1: the type of x is missing"},
    {"-- @option x strnig",
     "s.lua:1: unknown type 'strnig' (did you mean string?)"},
    {"-- @option x table",
     "s.lua:1: 'table' is no type: integer, number, string, boolean, date, "
     "path, choice(a|b)"},
    {"-- @option x choice(a||b)", "s.lua:1: 'choice(a||b)' is no type: write "
                                  "choice(a|b), without blanks"},
    {"-- @option x choice(|a)", "s.lua:1: 'choice(|a)' is no type: write "
                                "choice(a|b), without blanks"},
    {"-- @option x choice(a|)", "s.lua:1: 'choice(a|)' is no type: write "
                                "choice(a|b), without blanks"},
    {"-- @option x choice(a|bc", "s.lua:1: 'choice(a|bc' is no type: write "
                                 "choice(a|b), without blanks"},
    {"-- @option x choice()", "s.lua:1: 'choice()' is no type: write "
                              "choice(a|b), without blanks"},
    {"-- @option x choice(a | b)", "s.lua:1: 'choice(a' is no type: write "
                                   "choice(a|b), without blanks"},
    {"-- @option x choice", "s.lua:1: 'choice' is no type: write "
                            "choice(a|b), without blanks"},
    {"-- @option x integer 2O  a",
     "s.lua:1: the default '2O' is no integer; if it begins the description, "
     "put one blank after it"},
    {"-- @option x date 2023-02-29  a",
     "s.lua:1: the default '2023-02-29' is no date; if it begins the "
     "description, put one blank after it"},
    {"-- @option x path \"\"  a",
     "s.lua:1: the default '' is no path; if it begins the description, put "
     "one blank after it"},
    {"-- @option x string \"a", "s.lua:1: the default of x has no second "
                                "quote"},
    {"-- @option x string \"a\"b", "s.lua:1: white space is missing after the "
                                   "default of x"},
    {"-- @option x integer 5  @required a",
     "s.lua:1: @required stands right after the type of an @option"},
    {"-- @arg x @required",
     "s.lua:1: @required stands right after the type of an @option"},
    {"-- @arg a?\n-- @arg b", "s.lua:2: b must be optional, as a? before it "
                              "is"},
    {"-- @arg a...\n-- @arg b?",
     "s.lua:2: b can never be given: a... takes all words"},
    {"-- @example", "s.lua:1: the command of @example is missing"},
    {"-- @ktool new", "s.lua:1: @ktool needs a version such as 0.1, not 'new'"},
    {"-- @ktool 1..2",
     "s.lua:1: @ktool needs a version such as 0.1, not '1..2'"},
    {"-- @ktool 1.", "s.lua:1: @ktool needs a version such as 0.1, not '1.'"},
    {"-- @ktool 1\n-- @ktool 2", "s.lua:2: @ktool is already on line 1"},
};

static void malformed_tags_are_refused_with_their_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        kt_script_header *header;
        kt_error err = {0};
        kt_status status = kt_script_header_new(kt_slice_of(failures[i].source),
                                                "s.lua", &header, &err);
        assert_string_equal(err.message, failures[i].message);
        assert_int_equal(status, KT_ERR_FORMAT);
        assert_null(header);
    }
}

static void names_have_letters_digits_and_two_marks(void **state)
{
    (void)state;
    kt_script_header *header = parse("-- @flag Zaz-_09AZ\n-- @flag a");
    assert_string_equal(header->params[0].name, "Zaz-_09AZ");
    assert_string_equal(header->params[1].name, "a");
    kt_script_header_free(header);
}

static void arguments_are_required_optional_or_repeated(void **state)
{
    (void)state;
    kt_script_header *header =
        parse("-- @arg a\n-- @arg b?\n-- @arg c?\n-- @arg d...\n");
    static const bool required[] = {true, false, false, false};
    static const bool repeated[] = {false, false, false, true};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(header->params[i].required, required[i]);
        assert_int_equal(header->params[i].repeated, repeated[i]);
        assert_int_equal(header->params[i].name[0], 'a' + (char)i);
        assert_int_equal(header->params[i].name[1], '\0');
    }
    kt_script_header_free(header);
}

static void text_goes_on_up_to_an_empty_comment(void **state)
{
    (void)state;
    kt_script_header *header = parse("-- @flag a\n"
                                     "--   one\n"
                                     "--   two\n"
                                     "--\n"
                                     "-- three\n"
                                     "-- @ktool 0.1\n"
                                     "-- four\n");
    assert_string_equal(header->params[0].description, "one two");
    assert_string_equal(header->description, "");
    kt_script_header_free(header);
}

static void too_many_tags_are_refused(void **state)
{
    (void)state;
    kt_buffer source = {0};
    kt_script_header *header;
    kt_error err;
    for (int i = 0; i < KT_SCRIPT_PARAM_LIMIT; i++)
        kt_buffer_add_format(&source, "-- @flag f%d\n", i);
    for (int i = 0; i < KT_SCRIPT_EXAMPLE_LIMIT; i++)
        kt_buffer_add_format(&source, "-- @example e\n");
    assert_int_equal(
        kt_script_header_new(kt_buffer_slice(&source), "s", &header, &err),
        KT_OK);
    kt_script_header_free(header);
    size_t len = source.len;
    kt_buffer_add_string(&source, "-- @example e\n");
    assert_int_equal(
        kt_script_header_new(kt_buffer_slice(&source), "s", &header, &err),
        KT_ERR_FORMAT);
    assert_string_equal(err.message, "s:161: more than 32 examples");
    source.len = len;
    kt_buffer_add_string(&source, "-- @arg f\n");
    assert_int_equal(
        kt_script_header_new(kt_buffer_slice(&source), "s", &header, &err),
        KT_ERR_FORMAT);
    assert_string_equal(err.message,
                        "s:161: more than 128 options, flags and arguments");
    kt_buffer_free(&source);
}

typedef struct version_case {
    const char *wanted, *ours;
    kt_status status;
} version_case;

static const version_case versions[] = {
    {"0.1", "0.1.0", KT_OK},
    {"0.1.0", "0.1", KT_OK},
    {"0.1.1", "0.1", KT_ERR_FORMAT},
    {"0.2", "0.10.0", KT_OK},
    {"0.10", "0.2.9", KT_ERR_FORMAT},
    {"99.0", "0.1.0", KT_ERR_FORMAT},
    {"1", "2.0", KT_OK},
    {"0.1.0", "0.1.0-dev", KT_OK},
    {"99999999999999999999999", "1", KT_ERR_FORMAT},
};

static void versions_compare_by_number(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof versions / sizeof *versions; i++) {
        char source[64];
        snprintf(source, sizeof source, "-- @ktool %s", versions[i].wanted);
        kt_script_header *header = parse(source);
        kt_status status =
            kt_script_check_version(header, "s.lua", versions[i].ours, NULL);
        if (status != versions[i].status)
            fail_msg("%s with %s", versions[i].wanted, versions[i].ours);
        kt_script_header_free(header);
    }
}

static void a_newer_version_is_asked_for_in_words(void **state)
{
    (void)state;
    kt_error err;
    kt_script_header *header = parse("--- A.\n-- @ktool 99.0\n");
    kt_script_check_version(header, "s.lua", "0.1.0", &err);
    assert_string_equal(err.message,
                        "s.lua:2: needs ktool 99.0 or newer; this is 0.1.0");
    kt_script_header_free(header);
    header = parse("--- A.\n");
    assert_int_equal(kt_script_check_version(header, "s.lua", "0.1.0", &err),
                     KT_OK);
    kt_script_header_free(header);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_example_of_the_manual_is_understood),
        cmocka_unit_test(texts_are_as_in_the_table),
        cmocka_unit_test(defaults_are_as_in_the_table),
        cmocka_unit_test(malformed_tags_are_refused_with_their_line),
        cmocka_unit_test(names_have_letters_digits_and_two_marks),
        cmocka_unit_test(arguments_are_required_optional_or_repeated),
        cmocka_unit_test(text_goes_on_up_to_an_empty_comment),
        cmocka_unit_test(too_many_tags_are_refused),
        cmocka_unit_test(versions_compare_by_number),
        cmocka_unit_test(a_newer_version_is_asked_for_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
