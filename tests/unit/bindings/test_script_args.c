#include "../test.h"

#include <ktool/script.h>
#include <locale.h>

static const char header_text[] =
    "-- @option top   integer 20           words\n"
    "-- @option rate  number               share\n"
    "-- @option by    string               field\n"
    "-- @option stop  boolean true         leave out\n"
    "-- @option since date                 from\n"
    "-- @option out   path                 file\n"
    "-- @option order choice(freq|name) freq  sort\n"
    "-- @flag   cased                      case\n"
    "-- @arg    id                         first\n"
    "-- @arg    word...                    more\n";

enum {
    WORDS_MAX = 16
};

static kt_script_header *parse(const char *source)
{
    kt_script_header *header;
    kt_error err;
    if (kt_script_header_new(kt_slice_of(source), "s.lua", &header, &err) !=
        KT_OK)
        fail_msg("%s", err.message);
    return header;
}

/* Divides line, which it changes, at blanks; '' is an empty word. */
static size_t divide(char *line, const char **words)
{
    size_t count = 0;
    char *rest = line;
    for (char *word; (word = strsep(&rest, " ")) != NULL;)
        if (*word != '\0')
            words[count++] = strcmp(word, "''") == 0 ? "" : word;
    return count;
}

static void describe(const kt_script_value *value, kt_buffer *out)
{
    if (!value->present)
        return;
    kt_buffer_add_format(out, " %s=", value->param->name);
    if (value->param->repeated)
        for (size_t i = 0; i < value->list_count; i++)
            kt_buffer_add_format(out, "%s,", value->list[i]);
    else if (value->param->type == KT_SCRIPT_INTEGER)
        kt_buffer_add_format(out, "%lld", (long long)value->integer);
    else if (value->param->type == KT_SCRIPT_NUMBER)
        kt_buffer_add_format(out, "%g", value->number);
    else if (value->param->type == KT_SCRIPT_BOOLEAN)
        kt_buffer_add_format(out, "%d", value->boolean);
    else
        kt_buffer_add_format(out, "%s", value->text);
}

/* What was given in order of declaration, or the message. */
static void run(const char *source, const char *line, kt_buffer *out)
{
    char copy[256];
    const char *words[WORDS_MAX];
    snprintf(copy, sizeof copy, "%s", line);
    size_t count = divide(copy, words);
    kt_script_header *header = parse(source);
    kt_script_args *args;
    kt_error err;
    kt_status status = kt_script_args_new(header, words, count, &args, &err);
    kt_buffer_clear(out);
    if (status != KT_OK) {
        assert_int_equal(status, KT_ERR_USAGE);
        assert_null(args);
        kt_buffer_add_string(out, err.message);
    } else if (args->help) {
        kt_buffer_add_string(out, " help");
    } else {
        for (size_t i = 0; i < args->count; i++)
            describe(&args->values[i], out);
    }
    kt_buffer_add_char(out, '\0');
    kt_script_args_free(args);
    kt_script_header_free(header);
}

typedef struct args_case {
    const char *name, *line, *expected;
} args_case;

static const args_case cases[] = {
    {"only what is required", "7", " id=7"},
    {"a value after the option", "--top 5 7", " top=5 id=7"},
    {"a value after =", "7 --top=5", " top=5 id=7"},
    {"a negative value", "--top -5 7", " top=-5 id=7"},
    {"the last wins", "--top 5 --top=6 7", " top=6 id=7"},
    {"an option between arguments", "7 a --cased b", " cased=1 id=7 word=a,b,"},
    {"-- ends the options", "7 -- --top -h --", " id=7 word=--top,-h,--,"},
    {"- is an argument", "- -", " id=- word=-,"},
    {"a negative number is an argument", "-5 -.5", " id=-5 word=-.5,"},
    {"a value may be -", "--out - 7", " out=- id=7"},
    {"a value may begin with one dash", "--by -x 7", " by=-x id=7"},
    {"with two after =", "--by=--top 7", " by=--top id=7"},
    {"a value may hold =", "--by=a=b 7", " by=a=b id=7"},
    {"a value may be empty", "--by= 7", " by= id=7"},
    {"an empty argument", "''", " id="},
    {"a boolean takes no word", "--stop false", " stop=1 id=false"},
    {"a boolean is negated", "--no-stop 7", " stop=0 id=7"},
    {"a boolean with =", "--stop=false 7", " stop=0 id=7"},
    {"the last boolean wins", "--no-stop --stop 7", " stop=1 id=7"},
    {"a year", "--since 2024 7", " since=2024 id=7"},
    {"a choice", "--order name 7", " order=name id=7"},
    {"bytes pass as they are", "--by \xFF\xC3 \xFE", " by=\xFF\xC3 id=\xFE"},
    {"help", "--help", " help"},
    {"help before anything is checked", "--top x -h --tpo", " help"},
    {"help where a value would stand", "--by --help", " help"},
    {"help after -- is an argument", "-- --help", " id=--help"},
    {"-h as a value", "--by=-h 7", " by=-h id=7"},

    {"unknown", "--tpo 5", "unknown option --tpo (did you mean --top?)"},
    {"unknown with a value", "--tpo=5",
     "unknown option --tpo (did you mean --top?)"},
    {"far from all", "--xyzzy", "unknown option --xyzzy"},
    {"no abbreviations", "--sin 2024",
     "unknown option --sin (did you mean --since?)"},
    {"one dash", "-top", "unknown option -top (did you mean --top?)"},
    {"one dash and another letter", "-xtop 5",
     "unknown option -xtop (did you mean --top?)"},
    {"arguments have no option", "--word a", "unknown option --word"},
    {"a flag is not negated", "--no-cased 7", "unknown option --no-cased"},
    {"what is no boolean is not negated", "--no-top 7",
     "unknown option --no-top"},
    {"control characters", "--a\x1B=b", "unknown option --a\\x1b"},
    {"no value", "--top", "--top needs an integer after it"},
    {"no value before an option", "--by --top 5",
     "--by needs a value after it"},
    {"no value before --", "--order --",
     "--order needs one of freq|name after it"},
    {"wrong type", "--top x 7", "--top needs an integer, not 'x'"},
    {"wrong choice", "--order x 7", "--order needs one of freq|name, not 'x'"},
    {"wrong boolean", "--stop=maybe 7",
     "--stop needs true or false, not 'maybe'"},
    {"wrong date", "--since x 7",
     "--since needs a date such as 2024, 2024-01 or 2024-01-31, not 'x'"},
    {"wrong path", "--out= 7", "--out needs a path, not ''"},
    {"wrong bytes", "--rate \x1B 7", "--rate needs a number, not '\\x1b'"},
    {"a value for a flag", "--cased=yes 7", "--cased takes no value"},
    {"a value for a negation", "--no-stop=yes 7", "--no-stop takes no value"},
    {"a missing argument", "--top 5", "the argument id is missing"},
};

static void arguments_are_as_in_the_table(void **state)
{
    (void)state;
    kt_buffer out = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        run(header_text, cases[i].line, &out);
        if (strcmp(out.data, cases[i].expected) != 0)
            fail_msg("%s: '%s'", cases[i].name, out.data);
    }
    kt_buffer_free(&out);
}

typedef struct type_case {
    const char *type;
    const char *good[12];
    const char *bad[24];
} type_case;

static const type_case types[] = {
    {"integer",
     {"0", "-1", "+1", "007", "9223372036854775807", "-9223372036854775808"},
     {"", "1.0", "1e3", "0x10", " 1", "1 ", "--1", "-", "9223372036854775808",
      "1,000", "x"}},
    {"number",
     {"0", "-1.5", "+.5", "5.", "1e3", "1E-3", "1e+3", "0.1e1"},
     {"", ".", "-", "e3", "1e", "1e+", "inf", "nan", "0x1p3", "1,5", "1.5.1",
      " 1", "1 ", "1e999", "--1"}},
    {"boolean", {"true", "false"}, {"", "True", "1", "yes", "truee"}},
    {"date",
     {"2024", "0001", "9999", "2024-01", "2024-12", "2024-01-01", "2024-02-29",
      "2000-02-29", "2024-04-30", "2024-12-31"},
     {"",           "24",         "02024",
      "0000",       "2024-",      "2024-1",
      "2024-00",    "2024-13",    "2024/01",
      "2024-01-",   "2024-01-00", "2024-01-32",
      "2023-02-29", "1900-02-29", "2024-04-31",
      "2024-01/01", "2024-1-1",   "2024-01-1x",
      "20x4",       "-024",       "2024-01-01T00:00",
      "today"}},
    {"path", {"a", "-", "/", " "}, {""}},
    {"string", {"", "a", "\xFF"}, {NULL}},
    {"choice(a|bc)", {"a", "bc"}, {"", "b", "c", "a|bc", "|", "abc"}},
};

static bool takes(const char *type, const char *text)
{
    char source[64], word[64];
    snprintf(source, sizeof source, "-- @option x %s", type);
    snprintf(word, sizeof word, "--x=%s", text);
    const char *argv[] = {word};
    kt_script_header *header = parse(source);
    kt_script_args *args;
    bool taken = kt_script_args_new(header, argv, 1, &args, NULL) == KT_OK;
    if (taken)
        assert_string_equal(args->values[0].text, text);
    kt_script_args_free(args);
    kt_script_header_free(header);
    return taken;
}

static void types_take_what_they_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        for (const char *const *p = types[i].good; *p != NULL; p++)
            if (!takes(types[i].type, *p))
                fail_msg("'%s' is a good %s", *p, types[i].type);
        for (const char *const *p = types[i].bad; *p != NULL; p++)
            if (takes(types[i].type, *p))
                fail_msg("'%s' is no %s", *p, types[i].type);
    }
}

static void values_are_converted(void **state)
{
    (void)state;
    kt_script_header *header =
        parse("-- @option a integer 5\n-- @option b number 0.25\n"
              "-- @option c boolean true\n-- @option d boolean\n"
              "-- @option e string \"x y\"\n-- @option f string\n"
              "-- @arg g?\n-- @arg h...\n");
    kt_script_args *args;
    kt_error err;
    assert_int_equal(kt_script_args_new(header, NULL, 0, &args, &err), KT_OK);
    const kt_script_value *v = args->values;
    assert_int_equal(args->count, 8);
    for (size_t i = 0; i < 8; i++) {
        assert_false(v[i].present);
        assert_ptr_equal(v[i].param, &header->params[i]);
    }
    assert_int_equal(v[0].integer, 5);
    assert_true(v[0].number == 5.0);
    assert_string_equal(v[0].text, "5");
    assert_true(v[1].number == 0.25);
    assert_true(v[2].boolean);
    assert_false(v[3].boolean);
    assert_null(v[3].text);
    assert_string_equal(v[4].text, "x y");
    assert_null(v[5].text);
    assert_null(v[6].text);
    assert_int_equal(v[7].list_count, 0);
    kt_script_args_free(args);
    kt_script_header_free(header);
}

static void a_point_is_a_point_in_every_locale(void **state)
{
    (void)state;
    if (setlocale(LC_NUMERIC, "id_ID.UTF-8") == NULL &&
        setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL)
        skip();
    static const char *const argv[] = {"--x=1.5"};
    kt_script_header *header = parse("-- @option x number");
    kt_script_args *args;
    kt_status status = kt_script_args_new(header, argv, 1, &args, NULL);
    setlocale(LC_NUMERIC, "C");
    assert_int_equal(status, KT_OK);
    assert_true(args->values[0].number == 1.5);
    kt_script_args_free(args);
    kt_script_header_free(header);
}

static void required_options_must_be_given(void **state)
{
    (void)state;
    static const char source[] =
        "-- @option in path @required  from\n-- @option a boolean @required\n";
    kt_buffer out = {0};
    run(source, "--a", &out);
    assert_string_equal(out.data, "--in is required");
    run(source, "--in x", &out);
    assert_string_equal(out.data, "--a is required");
    run(source, "--in x --no-a", &out);
    assert_string_equal(out.data, " in=x a=0");
    kt_buffer_free(&out);
}

static void arguments_fill_their_places_in_order(void **state)
{
    (void)state;
    static const char source[] = "-- @arg a\n-- @arg b?\n";
    kt_buffer out = {0};
    run(source, "1", &out);
    assert_string_equal(out.data, " a=1");
    run(source, "1 2", &out);
    assert_string_equal(out.data, " a=1 b=2");
    run(source, "1 2 3\n", &out);
    assert_string_equal(out.data, "unexpected argument '3\\x0a'");
    run("-- @example x", "1", &out);
    assert_string_equal(out.data, "unexpected argument '1'");
    kt_buffer_free(&out);
}

static void a_name_with_no_before_it_is_found_first(void **state)
{
    (void)state;
    kt_buffer out = {0};
    run("-- @option x boolean\n-- @flag no-x\n", "--no-x", &out);
    assert_string_equal(out.data, " no-x=1");
    kt_buffer_free(&out);
}

static void a_script_without_tags_takes_anything(void **state)
{
    (void)state;
    static const char *const argv[] = {"--help", "--x=1", "--", "a"};
    kt_script_header *header = parse("--- A script.\n");
    kt_script_args *args;
    kt_error err;
    assert_int_equal(kt_script_args_new(header, argv, 4, &args, &err), KT_OK);
    assert_false(args->help);
    assert_int_equal(args->count, 0);
    assert_int_equal(args->word_count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_ptr_equal(args->words[i], argv[i]);
    kt_script_args_free(args);
    kt_script_header_free(header);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arguments_are_as_in_the_table),
        cmocka_unit_test(types_take_what_they_say),
        cmocka_unit_test(values_are_converted),
        cmocka_unit_test(a_point_is_a_point_in_every_locale),
        cmocka_unit_test(required_options_must_be_given),
        cmocka_unit_test(arguments_fill_their_places_in_order),
        cmocka_unit_test(a_name_with_no_before_it_is_found_first),
        cmocka_unit_test(a_script_without_tags_takes_anything),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
