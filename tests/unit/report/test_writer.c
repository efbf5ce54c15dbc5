#include "../test.h"

#include <ktool/text.h>
#include <ktool/writer.h>

#include <fcntl.h>
#include <locale.h>
#include <math.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define NIL                                                                    \
    {                                                                          \
        .kind = KT_CELL_NIL                                                    \
    }
#define ABSENT                                                                 \
    {                                                                          \
        .kind = KT_CELL_ABSENT                                                 \
    }
#define BOOLEAN(b)                                                             \
    {                                                                          \
        .kind = KT_CELL_BOOLEAN, .boolean = (b)                                \
    }
#define INTEGER(i)                                                             \
    {                                                                          \
        .kind = KT_CELL_INTEGER, .integer = (i)                                \
    }
#define FLOAT(f)                                                               \
    {                                                                          \
        .kind = KT_CELL_FLOAT, .number = (f)                                   \
    }
#define TEXT(t)                                                                \
    {                                                                          \
        .kind = KT_CELL_TEXT, .text = { "" t, sizeof(t) - 1 }                  \
    }
#define JSON(t)                                                                \
    {                                                                          \
        .kind = KT_CELL_JSON, .text = { "" t, sizeof(t) - 1 }                  \
    }

/* The cells of all rows are one array. */
static void write_rows(FILE *stream, kt_writer_options options,
                       const kt_column *columns, size_t count,
                       const kt_cell *cells, size_t rows)
{
    kt_error err;
    kt_writer *writer;
    assert_int_equal(
        kt_writer_new(stream, columns, count, &options, &writer, &err), KT_OK);
    for (size_t i = 0; i < rows; i++)
        assert_int_equal(kt_writer_row(writer, cells + i * count, count, &err),
                         KT_OK);
    assert_int_equal(kt_writer_finish(writer, &err), KT_OK);
    kt_writer_free(writer);
}

static char *render(kt_writer_options options, const kt_column *columns,
                    size_t count, const kt_cell *cells, size_t rows)
{
    char *text;
    size_t len;
    FILE *stream = open_memstream(&text, &len);
    assert_non_null(stream);
    write_rows(stream, options, columns, count, cells, rows);
    assert_int_equal(fclose(stream), 0);
    return text;
}

static void check(const char *name, char *actual, const char *expected)
{
    if (strcmp(actual, expected) != 0)
        fail_msg("%s:\n%s\ninstead of\n%s", name, actual, expected);
    free(actual);
}

typedef struct number_case {
    double value;
    const char *text;
} number_case;

static const number_case numbers[] = {
    {3.0, "3"},
    {-7.0, "-7"},
    {0.0, "0"},
    {0.5, "0.5"},
    {0.1, "0.1"},
    {0.1 + 0.2, "0.30000000000000004"},
    {1.0 / 3.0, "0.3333333333333333"},
    {270.72187, "270.72187"},
    {-2.5, "-2.5"},
    {1e15, "1000000000000000"},
    {9007199254740992.0, "9007199254740992"},
    {1e17, "1e+17"},
    {1.5e300, "1.5e+300"},
    {1e-7, "1e-07"},
    {-1.2345678901234567e-308, "-1.2345678901234567e-308"},
    {NAN, "nan"},
    {INFINITY, "inf"},
    {-INFINITY, "-inf"},
};

static void check_numbers(void)
{
    for (size_t i = 0; i < LENGTH(numbers); i++) {
        char text[KT_NUMBER_SIZE];
        size_t len = kt_number_format(numbers[i].value, text);
        assert_string_equal(text, numbers[i].text);
        assert_int_equal(len, strlen(text));
    }
    char text[KT_NUMBER_SIZE];
    kt_number_format(-NAN, text);
    assert_string_equal(text, "nan");
}

static void numbers_are_short_and_exact(void **state)
{
    (void)state;
    check_numbers();
}

static void numbers_have_a_point_in_every_locale(void **state)
{
    (void)state;
    if (setlocale(LC_NUMERIC, "de_DE.UTF-8") == NULL)
        skip();
    check_numbers();
    setlocale(LC_NUMERIC, "C");
}

typedef struct cell_case {
    const char *name;
    kt_format format;
    kt_cell cell;
    const char *expected; /* below the header of the column v */
} cell_case;

static const cell_case cells[] = {
    {"tsv nil", KT_FORMAT_TSV, NIL, "\n"},
    {"tsv absent", KT_FORMAT_TSV, ABSENT, "\n"},
    {"tsv boolean", KT_FORMAT_TSV, BOOLEAN(true), "true\n"},
    {"tsv integer", KT_FORMAT_TSV, INTEGER(INT64_MIN),
     "-9223372036854775808\n"},
    {"tsv whole float", KT_FORMAT_TSV, FLOAT(3.0), "3\n"},
    {"tsv nan", KT_FORMAT_TSV, FLOAT(NAN), "nan\n"},
    {"tsv escapes", KT_FORMAT_TSV, TEXT("a\tb\nc\rd\\e"),
     "a\\tb\\nc\\rd\\\\e\n"},
    {"tsv other bytes", KT_FORMAT_TSV, TEXT("\x1b\xff\"\u65b0"),
     "\x1b\xff\"\u65b0\n"},
    {"tsv json", KT_FORMAT_TSV, JSON("[1,2]"), "[1,2]\n"},

    {"csv plain", KT_FORMAT_CSV, TEXT("a b"), "a b\n"},
    {"csv comma", KT_FORMAT_CSV, TEXT("a,b"), "\"a,b\"\n"},
    {"csv quote", KT_FORMAT_CSV, TEXT("a\"b\""), "\"a\"\"b\"\"\"\n"},
    {"csv CR LF", KT_FORMAT_CSV, TEXT("a\r\nb"), "\"a\r\nb\"\n"},
    {"csv CR", KT_FORMAT_CSV, TEXT("a\rb"), "\"a\rb\"\n"},
    {"csv formula is data", KT_FORMAT_CSV, TEXT("=1+1"), "=1+1\n"},
    {"csv at sign is data", KT_FORMAT_CSV, TEXT("@x"), "@x\n"},
    {"csv backslash", KT_FORMAT_CSV, TEXT("a\\b"), "a\\b\n"},
    {"csv one empty field", KT_FORMAT_CSV, NIL, "\"\"\n"},
    {"csv ill-formed", KT_FORMAT_CSV, TEXT("\xff,"), "\"\xff,\"\n"},
    {"csv infinity", KT_FORMAT_CSV, FLOAT(-INFINITY), "-inf\n"},

    {"jsonl nil", KT_FORMAT_JSONL, NIL, "{\"v\":null}\n"},
    {"jsonl absent", KT_FORMAT_JSONL, ABSENT, "{}\n"},
    {"jsonl false", KT_FORMAT_JSONL, BOOLEAN(false), "{\"v\":false}\n"},
    {"jsonl integer", KT_FORMAT_JSONL, INTEGER(12), "{\"v\":12}\n"},
    {"jsonl float", KT_FORMAT_JSONL, FLOAT(0.5), "{\"v\":0.5}\n"},
    {"jsonl whole float", KT_FORMAT_JSONL, FLOAT(3.0), "{\"v\":3}\n"},
    {"jsonl nan", KT_FORMAT_JSONL, FLOAT(NAN), "{\"v\":null}\n"},
    {"jsonl infinity", KT_FORMAT_JSONL, FLOAT(INFINITY), "{\"v\":null}\n"},
    {"jsonl nested", KT_FORMAT_JSONL, JSON("{\"a\":[1]}"),
     "{\"v\":{\"a\":[1]}}\n"},
    {"jsonl quotes", KT_FORMAT_JSONL, TEXT("\"\\/"), "{\"v\":\"\\\"\\\\/\"}\n"},
    {"jsonl controls", KT_FORMAT_JSONL, TEXT("\t\n\r\x1b\0\x7f"),
     "{\"v\":\"\\t\\n\\r\\u001b\\u0000\x7f\"}\n"},
    {"jsonl UTF-8", KT_FORMAT_JSONL, TEXT("\u65b0"), "{\"v\":\"\u65b0\"}\n"},
    {"jsonl ill-formed", KT_FORMAT_JSONL, TEXT("a\xff\xe2\x82z"),
     "{\"v\":\"a\\ufffd\\ufffdz\"}\n"},
    {"jsonl surrogate", KT_FORMAT_JSONL, TEXT("\xed\xa0\x80"),
     "{\"v\":\"\\ufffd\\ufffd\\ufffd\"}\n"},

    {"md text", KT_FORMAT_MD, TEXT("a_b"), "| --- |\n| a_b |\n"},
    {"md number", KT_FORMAT_MD, INTEGER(3), "| ---: |\n| 3 |\n"},
    {"md pipe", KT_FORMAT_MD, TEXT("a|b"), "| --- |\n| a\\|b |\n"},
    {"md backslash", KT_FORMAT_MD, TEXT("\\|"), "| --- |\n| \\\\\\| |\n"},
    {"md markup", KT_FORMAT_MD, TEXT("<b>*`["),
     "| --- |\n| \\<b>\\*\\`\\[ |\n"},
    {"md line ends", KT_FORMAT_MD, TEXT("a\nb\r\nc\rd"),
     "| --- |\n| a<br>b<br>c<br>d |\n"},
    {"md CR at the end", KT_FORMAT_MD, TEXT("a\r"), "| --- |\n| a<br> |\n"},
    {"md CR cut off from its LF",
     KT_FORMAT_MD,
     {.kind = KT_CELL_TEXT, .text = {"a\r\n", 2}},
     "| --- |\n| a<br> |\n"},
    {"md controls", KT_FORMAT_MD, TEXT("\x1b\t\xff"),
     "| --- |\n| \\x1b\\t\\xff |\n"},

    {"table text", KT_FORMAT_TABLE, TEXT("kata"), "----\nkata\n"},
    {"table number", KT_FORMAT_TABLE, INTEGER(123), "---\n123\n"},
    {"table controls", KT_FORMAT_TABLE, TEXT("\t\n\r\x1b\a\0\x7f"),
     "----------------------\n\\t\\n\\r\\x1b\\x07\\x00\\x7f\n"},
    {"table C1 control", KT_FORMAT_TABLE, TEXT("\xc2\x9b"),
     "------\n\\u009b\n"},
    {"table bidi", KT_FORMAT_TABLE, TEXT("\u202e\u2066"),
     "------------\n\\u202e\\u2066\n"},
    {"table line separator", KT_FORMAT_TABLE, TEXT("\u2028"),
     "------\n\\u2028\n"},
    {"table ill-formed", KT_FORMAT_TABLE, TEXT("\xff\xf0\x9f\x98"),
     "----------------\n\\xff\\xf0\\x9f\\x98\n"},
    {"table backslash", KT_FORMAT_TABLE, TEXT("a\\b"), "---\na\\b\n"},
};

static void every_cell_is_written_as_its_format_says(void **state)
{
    (void)state;
    const kt_column column = {KT_SLICE("v"), KT_ALIGN_AUTO};
    for (size_t i = 0; i < LENGTH(cells); i++) {
        kt_writer_options options = {.format = cells[i].format};
        char *text = render(options, &column, 1, &cells[i].cell, 1);
        size_t header =
            cells[i].format == KT_FORMAT_JSONL ? 0 : strcspn(text, "\n") + 1;
        check(cells[i].name, strdup(text + header), cells[i].expected);
        free(text);
    }
}

static const kt_column three[] = {
    {KT_SLICE("a\tb"), KT_ALIGN_AUTO},
    {KT_SLICE("n"), KT_ALIGN_AUTO},
    {KT_SLICE("x,\"|"), KT_ALIGN_AUTO},
};

typedef struct shape_case {
    const char *name;
    kt_format format;
    size_t rows;
    const char *expected;
} shape_case;

static const shape_case shapes[] = {
    {"auto, no terminal", KT_FORMAT_AUTO, 1, "a\\tb\tn\tx,\"|\nbuku\t12\t\n"},
    {"tsv without rows", KT_FORMAT_TSV, 0, "a\\tb\tn\tx,\"|\n"},
    {"tsv", KT_FORMAT_TSV, 2, "a\\tb\tn\tx,\"|\nbuku\t12\t\n\t3\ttrue\n"},
    {"csv without rows", KT_FORMAT_CSV, 0, "a\tb,n,\"x,\"\"|\"\n"},
    {"csv", KT_FORMAT_CSV, 2, "a\tb,n,\"x,\"\"|\"\nbuku,12,\n,3,true\n"},
    {"json without rows", KT_FORMAT_JSON, 0, "[]\n"},
    {"json", KT_FORMAT_JSON, 2,
     "[\n"
     "{\"a\\tb\":\"buku\",\"n\":12,\"x,\\\"|\":null},\n"
     "{\"a\\tb\":null,\"n\":3,\"x,\\\"|\":true}\n"
     "]\n"},
    {"jsonl without rows", KT_FORMAT_JSONL, 0, ""},
    {"jsonl", KT_FORMAT_JSONL, 2,
     "{\"a\\tb\":\"buku\",\"n\":12,\"x,\\\"|\":null}\n"
     "{\"a\\tb\":null,\"n\":3,\"x,\\\"|\":true}\n"},
    {"md without rows", KT_FORMAT_MD, 0,
     "| a\\tb | n | x,\"\\| |\n"
     "| --- | --- | --- |\n"},
    {"md", KT_FORMAT_MD, 2,
     "| a\\tb | n | x,\"\\| |\n"
     "| --- | ---: | --- |\n"
     "| buku | 12 |  |\n"
     "|  | 3 | true |\n"},
    {"table without rows", KT_FORMAT_TABLE, 0,
     "a\\tb  n  x,\"|\n"
     "----  -  ----\n"},
    {"table", KT_FORMAT_TABLE, 2,
     "a\\tb   n  x,\"|\n"
     "----  --  ----\n"
     "buku  12      \n"
     "       3  true\n"},
};

static void every_format_has_its_shape(void **state)
{
    (void)state;
    const kt_cell rows[] = {TEXT("buku"), FLOAT(12.0), NIL,
                            NIL,          INTEGER(3),  BOOLEAN(true)};
    for (size_t i = 0; i < LENGTH(shapes); i++) {
        kt_writer_options options = {.format = shapes[i].format};
        check(shapes[i].name, render(options, three, 3, rows, shapes[i].rows),
              shapes[i].expected);
    }
}

static void an_absent_cell_has_no_key(void **state)
{
    (void)state;
    const kt_cell rows[] = {TEXT("buku"), ABSENT, INTEGER(1),
                            ABSENT,       NIL,    ABSENT};
    kt_writer_options jsonl = {.format = KT_FORMAT_JSONL};
    check("jsonl", render(jsonl, three, 3, rows, 2),
          "{\"a\\tb\":\"buku\",\"x,\\\"|\":1}\n"
          "{\"n\":null}\n");
    kt_writer_options table = {.format = KT_FORMAT_TABLE};
    check("table", render(table, three, 3, rows, 1),
          "a\\tb  n  x,\"|\n"
          "----  -  ----\n"
          "buku        1\n");
}

static void a_bold_header_is_reset_before_the_rule(void **state)
{
    (void)state;
    kt_writer_options options = {.format = KT_FORMAT_TABLE, .color = true};
    check("bold", render(options, three, 2, NULL, 0),
          "\x1b[1ma\\tb  n\x1b[0m\n----  -\n");
}

static void text_among_numbers_puts_a_column_left(void **state)
{
    (void)state;
    const kt_column column = {KT_SLICE("value"), KT_ALIGN_AUTO};
    const kt_cell rows[] = {INTEGER(12), TEXT("x")};
    kt_writer_options options = {.format = KT_FORMAT_TABLE};
    check("mixed", render(options, &column, 1, rows, 2),
          "value\n-----\n12   \nx    \n");
}

static void a_hint_overrides_the_alignment(void **state)
{
    (void)state;
    const kt_column columns[] = {{KT_SLICE("left"), KT_ALIGN_RIGHT},
                                 {KT_SLICE("count"), KT_ALIGN_LEFT}};
    const kt_cell row[] = {TEXT("ab"), INTEGER(1)};
    kt_writer_options table = {.format = KT_FORMAT_TABLE};
    check("table", render(table, columns, 2, row, 1),
          "left  count\n----  -----\n  ab  1    \n");
    kt_writer_options md = {.format = KT_FORMAT_MD};
    check("md", render(md, columns, 2, row, 1),
          "| left | count |\n| ---: | --- |\n| ab | 1 |\n");
}

typedef struct cut_case {
    const char *name;
    size_t width;
    kt_column column;
    kt_cell cell;
    const char *expected; /* the column n with 1234567 stands beside it */
} cut_case;

#define RULE(a) a "  -------\n"

static const cut_case cuts[] = {
    {"just wide enough",
     14,
     {KT_SLICE("t"), KT_ALIGN_AUTO},
     TEXT("abcde"),
     "t            n\n" RULE("-----") "abcde  1234567\n"},
    {"one too wide",
     13,
     {KT_SLICE("t"), KT_ALIGN_AUTO},
     TEXT("abcde"),
     "t           n\n" RULE("----") "abc\u2026  1234567\n"
                                    "1 cell cut; -f tsv shows all\n"},
    {"cut at the front",
     13,
     {KT_SLICE("t"), KT_ALIGN_RIGHT},
     TEXT("abcde"),
     "   t        n\n" RULE("----") "\u2026cde  1234567\n"
                                    "1 cell cut; -f tsv shows all\n"},
    {"a wide character is not halved",
     13,
     {KT_SLICE("t"), KT_ALIGN_AUTO},
     TEXT("a\u65b0\u805e"),
     "t           n\n" RULE("----") "a\u65b0\u2026  1234567\n"
                                    "1 cell cut; -f tsv shows all\n"},
    {"which may leave a column",
     13,
     {KT_SLICE("t"), KT_ALIGN_AUTO},
     TEXT("\u65b0\u805e\u65b0"),
     "t           n\n" RULE("----") "\u65b0\u2026   1234567\n"
                                    "1 cell cut; -f tsv shows all\n"},
    {"also at the front",
     13,
     {KT_SLICE("t"), KT_ALIGN_RIGHT},
     TEXT("\u65b0\u805e\u65b0"),
     "   t        n\n" RULE("----") " \u2026\u65b0  1234567\n"
                                    "1 cell cut; -f tsv shows all\n"},
    {"a mark stays with its letter",
     12,
     {KT_SLICE("t"), KT_ALIGN_AUTO},
     TEXT("ae\u0301xyz"),
     "t          n\n" RULE("---") "ae\u0301\u2026  1234567\n"
                                  "1 cell cut; -f tsv shows all\n"},
    {"a family stays together",
     12,
     {KT_SLICE("t"), KT_ALIGN_AUTO},
     TEXT("\U0001f468\u200d\U0001f469xyz"),
     "t          n\n" RULE("---") "\U0001f468\u200d\U0001f469\u2026  1234567\n"
                                  "1 cell cut; -f tsv shows all\n"},
    {"names are cut too",
     12,
     {KT_SLICE("title"), KT_ALIGN_AUTO},
     TEXT("abcde"),
     "ti\u2026        n\n" RULE("---") "ab\u2026  1234567\n"
                                       "2 cells cut; -f tsv shows all\n"},
    {"numbers are whole in a terminal of one column",
     1,
     {KT_SLICE("t"), KT_ALIGN_AUTO},
     FLOAT(0.25),
     "   t        n\n" RULE("----") "0.25  1234567\n"},
};

static void what_does_not_fit_is_cut_and_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cuts); i++) {
        const kt_column columns[] = {cuts[i].column,
                                     {KT_SLICE("n"), KT_ALIGN_AUTO}};
        const kt_cell row[] = {cuts[i].cell, INTEGER(1234567)};
        kt_writer_options options = {.format = KT_FORMAT_TABLE,
                                     .width = cuts[i].width};
        check(cuts[i].name, render(options, columns, 2, row, 1),
              cuts[i].expected);
    }
}

static void the_widest_columns_are_cut_first(void **state)
{
    (void)state;
    const kt_column columns[] = {{KT_SLICE("a"), KT_ALIGN_AUTO},
                                 {KT_SLICE("b"), KT_ALIGN_AUTO},
                                 {KT_SLICE("c"), KT_ALIGN_AUTO}};
    const kt_cell row[] = {TEXT("abc"), TEXT("abcdefgh"), TEXT("abcdefghij")};
    kt_writer_options options = {.format = KT_FORMAT_TABLE, .width = 17};
    check("cut", render(options, columns, 3, row, 1),
          "a    b      c    \n"
          "---  -----  -----\n"
          "abc  abcd\u2026  abcd\u2026\n"
          "2 cells cut; -f tsv shows all\n");
}

/* Every line but the footer is as wide as the first one and has no control. */
static void check_lines(const char *text, size_t lines)
{
    size_t width = 0;
    for (size_t i = 0; i < lines; i++) {
        size_t len = strcspn(text, "\n");
        kt_slice line = {text, len};
        width = i == 0 ? kt_text_width(line) : width;
        assert_int_equal(kt_text_width(line), width);
        for (size_t at = 0; at < len; at++)
            assert_true((unsigned char)text[at] >= ' ' && text[at] != 0x7f);
        assert_int_equal(text[len], '\n');
        text += len + 1;
    }
}

static void all_lines_of_a_table_are_equally_wide(void **state)
{
    (void)state;
    const kt_column columns[] = {{KT_SLICE("\u984c"), KT_ALIGN_AUTO},
                                 {KT_SLICE("n"), KT_ALIGN_AUTO},
                                 {KT_SLICE("context"), KT_ALIGN_RIGHT}};
    const kt_cell rows[] = {TEXT("\u65b0\u805e"),
                            INTEGER(1),
                            TEXT("\U0001f600"),
                            TEXT("\U0001f468\u200d\U0001f469\u200d\U0001f467"),
                            FLOAT(0.5),
                            TEXT("\u2764\ufe0f \u2764"),
                            TEXT("\U0001f44d\U0001f3fd\U0001f44d"),
                            NIL,
                            TEXT("e\u0301\u0301 x"),
                            TEXT("a\tb\nc\x1b[31m"),
                            FLOAT(NAN),
                            TEXT("\a\0\u202eabc\u202c"),
                            TEXT("\xff\xfe"),
                            INTEGER(INT64_MAX),
                            TEXT("\u0301\u200d"),
                            TEXT("\U0001f1ee\U0001f1e9\U0001f1ee"),
                            BOOLEAN(true),
                            TEXT("\u0e01\u0e33")};
    for (size_t width = 0; width < 80; width++) {
        kt_writer_options options = {.format = KT_FORMAT_TABLE, .width = width};
        char *text = render(options, columns, 3, rows, LENGTH(rows) / 3);
        check_lines(text, LENGTH(rows) / 3 + 2);
        size_t printed = kt_text_width((kt_slice){text, strcspn(text, "\n")});
        if (width >= 25) /* the numbers take 19 */
            assert_in_range(printed, 1, width);
        free(text);
    }
}

static void three_hundred_columns_fit_or_wrap(void **state)
{
    (void)state;
    enum {
        MANY = 300
    };
    kt_column columns[MANY];
    kt_cell row[MANY];
    for (size_t i = 0; i < MANY; i++) {
        columns[i] = (kt_column){KT_SLICE("column"), KT_ALIGN_AUTO};
        row[i] = (kt_cell)TEXT("some text in it");
    }
    for (size_t width = 0; width < 1000; width += 99) {
        kt_writer_options options = {.format = KT_FORMAT_TABLE, .width = width};
        char *text = render(options, columns, MANY, row, 1);
        check_lines(text, 3);
        size_t printed = kt_text_width((kt_slice){text, strcspn(text, "\n")});
        size_t each = width == 0 ? 15 : width < 898 ? 8 : 1;
        assert_int_equal(printed, MANY * each + (MANY - 1) * 2);
        free(text);
    }
}

static void a_huge_cell_costs_the_other_rows_little(void **state)
{
    (void)state;
    enum {
        ROWS = 100000,
        HUGE_LEN = 1 << 20
    };
    char *huge = malloc(HUGE_LEN);
    kt_cell *rows = calloc(ROWS, sizeof *rows);
    assert_non_null(huge);
    assert_non_null(rows);
    memset(huge, 'x', HUGE_LEN);
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = (kt_cell)TEXT("short");
    rows[ROWS / 2].text = (kt_slice){huge, HUGE_LEN};
    const kt_column column = {KT_SLICE("text"), KT_ALIGN_AUTO};

    kt_writer_options cut = {.format = KT_FORMAT_TABLE, .width = 10};
    char *text = render(cut, &column, 1, rows, ROWS);
    assert_non_null(strstr(text, "\nxxxxxxxxx\u2026\n"));
    assert_non_null(strstr(text, "\n1 cell cut; -f tsv shows all\n"));
    assert_int_equal(strlen(text), (ROWS + 2) * 11 + 2 + 29);
    free(text);

    kt_writer_options whole = {.format = KT_FORMAT_TABLE};
    text = render(whole, &column, 1, rows, ROWS);
    assert_int_equal(strlen(text), (ROWS + 1) * 1001 + HUGE_LEN + 1);
    free(text);
    free(rows);
    free(huge);
}

static void a_terminal_gets_a_table_of_its_width(void **state)
{
    (void)state;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0) {
        print_message("skipped: this system lends no terminals\n");
        skip();
    }
    assert_true(grantpt(master) == 0 && unlockpt(master) == 0);
    FILE *terminal = fopen(ptsname(master), "w");
    assert_non_null(terminal);
    struct winsize size = {.ws_row = 5, .ws_col = 10};
    assert_int_equal(ioctl(master, TIOCSWINSZ, &size), 0);
    setenv("COLUMNS", "6", 1);
    const kt_column column = {KT_SLICE("text"), KT_ALIGN_AUTO};
    const kt_cell row = TEXT("satu dua tiga");
    kt_writer_options options = {0};
    write_rows(terminal, options, &column, 1, &row, 1);
    size.ws_col = 0;
    assert_int_equal(ioctl(master, TIOCSWINSZ, &size), 0);
    write_rows(terminal, options, &column, 1, &row, 1);
    unsetenv("COLUMNS");
    fclose(terminal);

    char text[1024] = "";
    size_t len = 0;
    ssize_t n;
    while ((n = read(master, text + len, sizeof text - 1 - len)) > 0)
        len += (size_t)n;
    close(master);
    assert_string_equal(text, "text      \r\n----------\r\n"
                              "satu dua \u2026\r\n"
                              "1 cell cut; -f tsv shows all\r\n"
                              "text  \r\n------\r\nsatu \u2026\r\n"
                              "1 cell cut; -f tsv shows all\r\n");
}

/* Every text over some awkward bytes, of up to four of them. */
static kt_slice awkward_text(size_t number, char bytes[4])
{
    static const char alphabet[] = "\",\n\r a=";
    size_t len = 0;
    for (; number > 0 && len < 4; number /= 8)
        bytes[len++] = alphabet[number % 8]; /* NUL is the eighth */
    return (kt_slice){bytes, len};
}

/* A reader of RFC 4180: the field at *at, which moves behind its separator. */
static size_t read_csv(const char **at, const char *end, char field[16])
{
    size_t len = 0;
    bool quoted = *at < end && **at == '"';
    const char *p = *at + quoted;
    for (; p < end; p++) {
        if (quoted && *p == '"' && *++p != '"')
            quoted = false;
        if (!quoted && (*p == ',' || *p == '\n'))
            break;
        field[len++] = *p;
    }
    *at = p + 1;
    return len;
}

static void csv_reads_back(void **state)
{
    (void)state;
    enum {
        TEXTS = 8 * 8 * 8 * 8
    };
    static kt_cell rows[TEXTS][2];
    static char bytes[TEXTS][4];
    for (size_t i = 0; i < TEXTS; i++) {
        rows[i][0] = rows[i][1] =
            (kt_cell){.kind = KT_CELL_TEXT, .text = awkward_text(i, bytes[i])};
    }
    char *text;
    size_t len;
    FILE *stream = open_memstream(&text, &len);
    kt_writer_options options = {.format = KT_FORMAT_CSV};
    write_rows(stream, options, three + 1, 2, rows[0], TEXTS);
    fclose(stream);

    const char *at = strchr(text, '\n') + 1;
    for (size_t i = 0; i < TEXTS * 2; i++) {
        char field[16];
        kt_slice expected = rows[i / 2][i % 2].text;
        size_t field_len = read_csv(&at, text + len, field);
        assert_int_equal(field_len, expected.len);
        assert_memory_equal(field, expected.data, field_len);
    }
    assert_ptr_equal(at, text + len);
    free(text);
}

static void data_rows_are_not_held_back(void **state)
{
    (void)state;
    kt_error err;
    char *text;
    size_t len;
    FILE *stream = open_memstream(&text, &len);
    kt_writer_options options = {.format = KT_FORMAT_TSV};
    kt_writer *writer;
    assert_int_equal(
        kt_writer_new(stream, three + 1, 1, &options, &writer, &err), KT_OK);
    const kt_cell row = INTEGER(1);
    assert_int_equal(kt_writer_row(writer, &row, 1, &err), KT_OK);
    kt_writer_free(writer);
    fflush(stream);
    assert_string_equal(text, "n\n1\n");
    fclose(stream);
    free(text);
}

static void a_full_disk_is_reported(void **state)
{
    (void)state;
    for (kt_format format = KT_FORMAT_TABLE; format <= KT_FORMAT_MD; format++) {
        kt_error err = {0};
        FILE *full = fopen("/dev/full", "w");
        assert_non_null(full);
        kt_writer_options options = {.format = format};
        const kt_cell row = INTEGER(1);
        kt_writer *writer;
        assert_int_equal(
            kt_writer_new(full, three + 1, 1, &options, &writer, &err), KT_OK);
        assert_int_equal(kt_writer_row(writer, &row, 1, &err), KT_OK);
        assert_int_equal(kt_writer_finish(writer, &err), KT_ERR_FULL);
        assert_string_equal(err.message,
                            "standard output: No space left on device");
        kt_writer_free(writer);
        fclose(full);
    }
}

static void a_row_that_cannot_be_written_is_reported_again(void **state)
{
    (void)state;
    kt_error err = {0};
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    setvbuf(full, NULL, _IONBF, 0);
    kt_writer_options options = {.format = KT_FORMAT_CSV, .name = "out.csv"};
    const kt_cell row = INTEGER(1);
    kt_writer *writer;
    assert_int_equal(kt_writer_new(full, three + 1, 1, &options, &writer, &err),
                     KT_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kt_writer_row(writer, &row, 1, &err), KT_ERR_FULL);
        assert_string_equal(err.message, "out.csv: No space left on device");
    }
    assert_int_equal(kt_writer_finish(writer, NULL), KT_ERR_FULL);
    kt_writer_free(writer);
    fclose(full);
}

static void a_stream_that_failed_before_is_reported(void **state)
{
    (void)state;
    kt_error err = {0};
    FILE *stream = fopen("/dev/null", "r");
    assert_non_null(stream);
    assert_int_equal(fputc('x', stream), EOF);
    kt_writer_options options = {.format = KT_FORMAT_JSONL};
    kt_writer *writer;
    assert_int_equal(kt_writer_new(stream, three, 3, &options, &writer, &err),
                     KT_OK);
    assert_int_equal(kt_writer_finish(writer, &err), KT_ERR_IO);
    assert_string_equal(err.message, "standard output: Input/output error");
    kt_writer_free(writer);
    fclose(stream);
}

static void printing_a_table_can_be_interrupted(void **state)
{
    (void)state;
    kt_error err = {0};
    FILE *stream = fopen("/dev/null", "w");
    assert_non_null(stream);
    kt_writer_options options = {.format = KT_FORMAT_TABLE};
    kt_writer *writer;
    assert_int_equal(kt_writer_new(stream, three, 3, &options, &writer, &err),
                     KT_OK);
    kt_interrupt();
    assert_int_equal(kt_writer_finish(writer, &err), KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    kt_writer_free(writer);
    fclose(stream);
}

static void misuse_is_refused(void **state)
{
    (void)state;
    kt_error err = {0};
    kt_writer *writer;
    assert_int_equal(kt_writer_new(stdout, three, 0, NULL, &writer, &err),
                     KT_ERR_USAGE);
    assert_null(writer);
    assert_int_equal(kt_writer_new(stdout, three, 3, NULL, &writer, &err),
                     KT_OK);
    const kt_cell row[4] = {NIL};
    assert_int_equal(kt_writer_row(writer, row, 4, &err), KT_ERR_USAGE);
    assert_string_equal(err.message, "a row of 4 cells for 3 columns");
    assert_int_equal(kt_writer_row(writer, row, 1, &err), KT_ERR_USAGE);
    assert_string_equal(err.message, "a row of 1 cell for 3 columns");
    kt_writer_free(writer);
    kt_writer_free(NULL);
}

static void formats_have_names(void **state)
{
    (void)state;
    static const char *const names[] = {"auto", "table", "csv", "tsv",
                                        "json", "jsonl", "md"};
    kt_format format;
    for (size_t i = 0; i < LENGTH(names); i++) {
        assert_int_equal(
            kt_format_from_name(kt_slice_of(names[i]), &format, NULL), KT_OK);
        assert_int_equal(format, KT_FORMAT_AUTO + i);
    }
    kt_error err;
    assert_int_equal(kt_format_from_name(KT_SLICE("TSV"), &format, &err),
                     KT_ERR_USAGE);
    assert_string_equal(err.message, "no format 'TSV'; there are auto, table, "
                                     "csv, tsv, json, jsonl, md");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short_and_exact),
        cmocka_unit_test(numbers_have_a_point_in_every_locale),
        cmocka_unit_test(every_cell_is_written_as_its_format_says),
        cmocka_unit_test(every_format_has_its_shape),
        cmocka_unit_test(an_absent_cell_has_no_key),
        cmocka_unit_test(a_bold_header_is_reset_before_the_rule),
        cmocka_unit_test(text_among_numbers_puts_a_column_left),
        cmocka_unit_test(a_hint_overrides_the_alignment),
        cmocka_unit_test(what_does_not_fit_is_cut_and_counted),
        cmocka_unit_test(the_widest_columns_are_cut_first),
        cmocka_unit_test(all_lines_of_a_table_are_equally_wide),
        cmocka_unit_test(three_hundred_columns_fit_or_wrap),
        cmocka_unit_test(a_huge_cell_costs_the_other_rows_little),
        cmocka_unit_test(a_terminal_gets_a_table_of_its_width),
        cmocka_unit_test(csv_reads_back),
        cmocka_unit_test(data_rows_are_not_held_back),
        cmocka_unit_test(a_full_disk_is_reported),
        cmocka_unit_test(a_row_that_cannot_be_written_is_reported_again),
        cmocka_unit_test(a_stream_that_failed_before_is_reported),
        cmocka_unit_test(printing_a_table_can_be_interrupted),
        cmocka_unit_test(misuse_is_refused),
        cmocka_unit_test(formats_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
