#include "../test.h"

#include <ktool/script.h>

typedef void writer(const kt_script_header *header, const char *name,
                    kt_buffer *out);

static void expect(writer *write, const char *source, const char *name,
                   const char *expected)
{
    kt_script_header *header;
    kt_error err;
    kt_buffer out = {0};
    if (kt_script_header_new(kt_slice_of(source), "s.lua", &header, &err) !=
        KT_OK)
        fail_msg("%s", err.message);
    write(header, name, &out);
    kt_buffer_add_char(&out, '\0');
    assert_string_equal(out.data, expected);
    kt_buffer_free(&out);
    kt_script_header_free(header);
}

typedef struct usage_case {
    const char *source, *name, *expected;
} usage_case;

static const usage_case usages[] = {
    {"-- @arg word...\n-- @option top integer\n-- @option since date\n"
     "-- @flag cased\n",
     "keywords",
     "usage: ktool run keywords [--top INTEGER] [--since DATE] [--cased] "
     "[WORD...]\n"},
    {"-- @option in path @required\n-- @arg id\n-- @arg n?\n", "x",
     "usage: ktool run x --in PATH ID [N]\n"},
    {"-- @option by choice(day|week)\n-- @option stop boolean true\n", "x",
     "usage: ktool run x [--by day|week] [--[no-]stop]\n"},
    {"-- @example ktool run x\n", "x", "usage: ktool run x\n"},
    {"--- Anything.\n", "x", "usage: ktool run x [ARG...]\n"},
    {"", "a\n\x1B", "usage: ktool run a\\x0a\\x1b [ARG...]\n"},
};

static void the_usage_is_one_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof usages / sizeof *usages; i++)
        expect(kt_script_usage, usages[i].source, usages[i].name,
               usages[i].expected);
}

static void the_help_has_everything_in_columns(void **state)
{
    (void)state;
    expect(kt_script_help,
           "--- Most frequent words.\n"
           "--\n"
           "-- Free text,\n"
           "--\n"
           "-- two paragraphs.\n"
           "--\n"
           "-- @option  top    integer 20       words to print\n"
           "-- @option  since  date @required   on or after\n"
           "-- @option  label  string \"\"      before each row\n"
           "-- @option  by     choice(d\xC3\xA9j|w)  period\n"
           "-- @option  order  choice(frequency|spelling|length|date)  how\n"
           "-- @flag    cased\n"
           "-- @arg     word...                 zero or more\n"
           "-- @example ktool run keywords --top 5\n"
           "-- @example ktool run keywords\n",
           "keywords",
           "Most frequent words.\n"
           "\n"
           "Free text,\n"
           "\n"
           "two paragraphs.\n"
           "\n"
           "usage: ktool run keywords [--top INTEGER] --since DATE "
           "[--label STRING] [--by d\xC3\xA9j|w] "
           "[--order frequency|spelling|length|date] [--cased] [WORD...]\n"
           "\n"
           "Arguments\n"
           "  WORD...         zero or more\n"
           "\n"
           "Options\n"
           "  --top INTEGER   words to print  (default 20)\n"
           "  --since DATE    on or after  (required)\n"
           "  --label STRING  before each row  (default \"\")\n"
           "  --by d\xC3\xA9j|w      period\n"
           "  --order frequency|spelling|length|date  how\n"
           "  --cased\n"
           "\n"
           "Examples\n"
           "  ktool run keywords --top 5\n"
           "  ktool run keywords\n");
}

static void a_script_without_a_header_has_its_usage(void **state)
{
    (void)state;
    expect(kt_script_help, "x()\n", "x", "usage: ktool run x [ARG...]\n");
}

static void nothing_in_the_help_moves_the_cursor(void **state)
{
    (void)state;
    expect(kt_script_help, "--- A\x1B[2J.\n-- B\x07.\n-- @example e\x08\n", "x",
           "A\\x1b[2J.\n"
           "\n"
           "B\\x07.\n"
           "\n"
           "usage: ktool run x\n"
           "\n"
           "Examples\n"
           "  e\\x08\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_usage_is_one_line),
        cmocka_unit_test(the_help_has_everything_in_columns),
        cmocka_unit_test(a_script_without_a_header_has_its_usage),
        cmocka_unit_test(nothing_in_the_help_moves_the_cursor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
