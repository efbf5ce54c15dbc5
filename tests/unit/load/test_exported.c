#include "record.h"

#include "load/reader.h"

#include <ktool/export.h>

/* The line that is written for an article. */
static kt_status write_record(void *ctx, size_t file, kt_article *article)
{
    (void)file;
    kt_article_record(article, ctx);
    kt_buffer_add_char(ctx, '\n');
    return KT_OK;
}

static void load_lines(kt_slice lines, kt_buffer *out)
{
    kt_arena arena = {0};
    kt_chunk_visitor visitor = {out, write_record, record_failure};
    kt_reader reader = {&visitor, &arena, .path = "a.jsonl"};
    assert_int_equal(kt_read_jsonl(&reader, lines, 1, NULL), KT_OK);
    kt_reader_close(&reader);
    kt_arena_free(&arena);
}

#define HERE "\"ktool\":{\"path\":\"a.jsonl\",\"line\":1}}\n"
#define OWN(members) "{\"text\":\"x\",\"ktool\":{" members "}}\n"
/* What is no export's has the object as a free field. */
#define FIELD(members)                                                         \
    "{\"text\":\"x\",\"ktool\":{\"path\":\"a.jsonl\",\"line\":1,"              \
    "\"ktool\":{" members "}}}\n"

/* What comes of a line, and then of that; NULL: the line itself. */
static const struct {
    const char *name, *line, *record;
} rows[] = {
    {"title and text", "{\"text\":\"a\\nb\",\"title\":\"T\"}",
     "{\"title\":\"T\",\"text\":\"a\\nb\"," HERE},
    {"no title", "{\"content\":\"a\"}", "{\"text\":\"a\"," HERE},
    {"no text", "{\"title\":\"T\"}", "{\"title\":\"T\"," HERE},
    {"a text of white space is none", "{\"title\":\"T\",\"text\":\"\\n \"}",
     "{\"title\":\"T\"," HERE},
    {"white space around", "{\"title\":\" T\\n\",\"text\":\"\\r\\n a \\n\"}",
     "{\"title\":\" T\",\"text\":\"\\n\\r\\n a \\n\"," HERE},
    {"a title that ends with a line break", "{\"title\":\"T\\n\"}",
     "{\"title\":\"T\\n\"," HERE},
    {"a title of two lines", "{\"title\":\"T\\n\\nU\\r\",\"text\":\"a\"}",
     "{\"title\":\"T\\n\\nU\\r\",\"text\":\"a\"," HERE},
    {"values",
     "{\"text\":\"x\",\"lang\":\"l\",\"url\":\"u\",\"section\":\"c\",\"place\":"
     "\"p\",\"author\":\"a\",\"source\":\"s\",\"date\":\"2024-01-02 10:00\"}",
     "{\"date\":\"2024-01-02T10:00\",\"source\":\"s\",\"author\":\"a\","
     "\"place\":\"p\",\"section\":\"c\",\"url\":\"u\",\"lang\":\"l\","
     "\"text\":\"x\"," HERE},
    {"an empty value was given", "{\"source\":\"\",\"text\":\"x\"}",
     "{\"source\":\"\",\"text\":\"x\"," HERE},
    {"free fields as they stand",
     "{\"text\":\"x\",\"n\":1.50,\"a\":[ 1,\t{}],\"s\":\"\\u00e9\\/\"}",
     "{\"text\":\"x\",\"a\":[ 1,\t{}],\"n\":1.50,\"s\":\"\\u00e9\\/\"," HERE},
    {"keys of another type", "{\"text\":\"x\",\"author\":[\"a\"],\"title\":7}",
     "{\"text\":\"x\",\"author\":[\"a\"],\"title\":7," HERE},
    {"more texts", "{\"body\":\"c\",\"text\":\"a\",\"content\":null}",
     "{\"text\":\"a\",\"body\":\"c\",\"content\":null," HERE},
    {"a date in words", "{\"text\":\"x\",\"published\":\"kemarin\"}",
     "{\"text\":\"x\",\"date\":\"kemarin\"," HERE},
    {"beside an empty one",
     "{\"text\":\"x\",\"date\":null,\"published\":\"kemarin\"}",
     "{\"text\":\"x\",\"date\":\"kemarin\"," HERE},
    {"beside another date",
     "{\"text\":\"x\",\"date\":\"kemarin\",\"published\":\"2024\"}",
     "{\"published\":\"2024\",\"text\":\"x\",\"date\":\"kemarin\"," HERE},
    {"two dates", "{\"text\":\"x\",\"date\":\"2023\",\"published\":\"2024\"}",
     "{\"date\":\"2023\",\"text\":\"x\",\"published\":\"2024\"," HERE},
    {"what JSON escapes", "{\"text\":\"\\u0000\\u001f\\u007f\\u2028\\\"\\\\\"}",
     "{\"text\":\"\\u0000\\u001f\x7f\u2028\\\"\\\\\"," HERE},
    {"bytes that were replaced", "{\"text\":\"\xE9\"}",
     "{\"text\":\"\uFFFD\",\"ktool\":{\"path\":\"a.jsonl\",\"line\":1,"
     "\"original\":\"eyJ0ZXh0Ijoi6SJ9\",\"replaced\":1}}\n"},
    {"a field of the name", "{\"text\":\"x\",\"ktool\":[1]}",
     "{\"text\":\"x\",\"ktool\":{\"path\":\"a.jsonl\",\"line\":1,"
     "\"ktool\":[1]}}\n"},

    {"path and line", OWN("\"path\":\"b/c.jsonl\",\"line\":12"), NULL},
    {"a file", "{\"text\":\"J\\nx\",\"ktool\":{\"path\":\"a.txt\"}}\n", NULL},
    {"a file with a title",
     "{\"title\":\"J\",\"text\":\"x\",\"ktool\":{\"path\":\"a.txt\"}}",
     "{\"text\":\"J\\nx\",\"ktool\":{\"path\":\"a.txt\"}}\n"},
    {"a path that is not UTF-8", OWN("\"path64\":\"/2E=\",\"line\":1"), NULL},
    {"original bytes", OWN("\"path\":\"a\",\"original\":\"77u/eA==\""), NULL},
    {"and how many were replaced",
     OWN("\"path\":\"a\",\"original\":\"77u/eA==\",\"replaced\":7"), NULL},
    {"tags",
     OWN("\"path\":\"a\",\"line\":1,\"tags\":[\"a\\\"b\",\"c d\",\"\\n\"]"),
     NULL},
    {"no tags", OWN("\"path\":\"a\",\"line\":1,\"tags\":[ ]"),
     OWN("\"path\":\"a\",\"line\":1")},
    {"annotations",
     OWN("\"path\":\"a\",\"line\":1,\"annotations\":{\"x\":[1, 2],\"\":\"\"}"),
     NULL},
    {"all of it",
     OWN("\"path\":\"a\",\"line\":1,\"original\":\"eA==\",\"replaced\":1,"
         "\"tags\":[\"t\"],\"annotations\":{\"x\":{}},\"ktool\":{\"path\":5}"),
     NULL},
    {"the last one counts",
     "{\"ktool\":1,\"text\":\"x\",\"ktool\":{\"path\":\"a\"}}",
     OWN("\"path\":\"a\"")},

    {"no path", OWN("\"line\":1"), FIELD("\"line\":1")},
    {"an empty path", OWN("\"path\":\"\""), FIELD("\"path\":\"\"")},
    {"a path with NUL", OWN("\"path\":\"a\\u0000\""),
     FIELD("\"path\":\"a\\u0000\"")},
    {"a path of another type", OWN("\"path\":1"), FIELD("\"path\":1")},
    {"two paths", OWN("\"path\":\"a\",\"path64\":\"YQ==\""),
     FIELD("\"path\":\"a\",\"path64\":\"YQ==\"")},
    {"line 0", OWN("\"path\":\"a\",\"line\":0"),
     FIELD("\"path\":\"a\",\"line\":0")},
    {"a line that is no number", OWN("\"path\":\"a\",\"line\":\"1\""),
     FIELD("\"path\":\"a\",\"line\":\"1\"")},
    {"a broken line", OWN("\"path\":\"a\",\"line\":1.5"),
     FIELD("\"path\":\"a\",\"line\":1.5")},
    {"a large one", OWN("\"path\":\"a\",\"line\":1000000000000000"),
     FIELD("\"path\":\"a\",\"line\":1000000000000000")},
    {"what is no base64", OWN("\"path\":\"a\",\"original\":\"eA\""),
     FIELD("\"path\":\"a\",\"original\":\"eA\"")},
    {"replaced bytes without the original",
     OWN("\"path\":\"a\",\"replaced\":1"),
     FIELD("\"path\":\"a\",\"replaced\":1")},
    {"tags that are no array", OWN("\"path\":\"a\",\"tags\":\"t\""),
     FIELD("\"path\":\"a\",\"tags\":\"t\"")},
    {"a tag that is no string", OWN("\"path\":\"a\",\"tags\":[\"t\",1]"),
     FIELD("\"path\":\"a\",\"tags\":[\"t\",1]")},
    {"an empty tag", OWN("\"path\":\"a\",\"tags\":[\"\"]"),
     FIELD("\"path\":\"a\",\"tags\":[\"\"]")},
    {"annotations that are no object", OWN("\"path\":\"a\",\"annotations\":[]"),
     FIELD("\"path\":\"a\",\"annotations\":[]")},
    {"a member that is not known", OWN("\"path\":\"a\",\"x\":1"),
     FIELD("\"path\":\"a\",\"x\":1")},
    {"a line with replaced bytes is no export's",
     "{\"text\":\"\\ud800\",\"ktool\":{\"path\":\"a\"}}",
     "{\"text\":\"\uFFFD\",\"ktool\":{\"path\":\"a.jsonl\",\"line\":1,"
     "\"original\":"
     "\"eyJ0ZXh0IjoiXHVkODAwIiwia3Rvb2wiOnsicGF0aCI6ImEifX0=\","
     "\"replaced\":6,\"ktool\":{\"path\":\"a\"}}}\n"},
};

static void a_record_gives_the_article_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_buffer first = {0}, second = {0};
        const char *expected =
            rows[i].record == NULL ? rows[i].line : rows[i].record;
        load_lines(slice_of(rows[i].line), &first);
        load_lines(kt_buffer_slice(&first), &second);
        assert_record(&first, rows[i].name, expected);
        assert_record(&second, rows[i].name, expected);
    }
}

/* As rules may have left it. */
static void a_title_without_its_rest_goes_to_the_end_of_its_line(void **state)
{
    const kt_span span = {0, 1, KT_LABEL_TITLE, NULL};
    const kt_article article = {.raw = KT_SLICE("T \r\n a"),
                                .line = 1,
                                .spans = &span,
                                .span_count = 1};
    kt_slice title, text;
    (void)state;
    kt_article_given(&article, &title, &text);
    assert_true(kt_slice_equal(title, KT_SLICE("T \r")));
    assert_true(kt_slice_equal(text, KT_SLICE(" a")));
}

static void values_are_put_on_one_line(void **state)
{
    const kt_field field = {KT_SLICE("x"), KT_SLICE("[\n1,\n2]")};
    const kt_article article = {.annotations = &field, .annotation_count = 1};
    kt_buffer out = {0};
    (void)state;
    kt_article_annotations_json(&article, &out);
    assert_record(&out, "annotations", "{\"x\":[ 1, 2]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_record_gives_the_article_back),
        cmocka_unit_test(a_title_without_its_rest_goes_to_the_end_of_its_line),
        cmocka_unit_test(values_are_put_on_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
