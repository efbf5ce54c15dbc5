#include "record.h"

#include "load/reader.h"

static kt_status read_lines(kt_slice bytes, size_t line,
                            kt_status (*article)(void *, size_t, kt_article *),
                            void *ctx)
{
    kt_arena arena = {0};
    kt_chunk_visitor visitor = {ctx, article, record_failure};
    kt_reader reader = {&visitor, &arena, .path = "a.jsonl"};
    kt_status status = kt_read_jsonl(&reader, bytes, line, NULL);
    kt_reader_close(&reader);
    kt_arena_free(&arena);
    return status;
}

static const struct {
    const char *name, *text, *expected;
} cases[] = {
    {"title and text", "{\"title\":\"T\",\"text\":\"a\\nb\"}",
     "1: title[T] body[a] body[b]\n"},
    {"text before title", "{\"text\":\"a\",\"title\":\"T\"}",
     "1: title[T] body[a]\n"},
    {"text only", "{\"text\":\"a\\r\\n\\r\\nb\"}", "1: body[a] body[b]\n"},
    {"title only", "{\"title\":\" T \"}", "1: title[T]\n"},
    {"title of two lines", "{\"title\":\"T\\nU\",\"text\":\"a\"}",
     "1: title[T\nU] body[a]\n"},
    {"title of white space", "{\"title\":\" \",\"text\":\"a\"}",
     "1: body[a]\n"},
    {"space around", "{\"title\":\"\\u00a0T \",\"text\":\"\\n  a b \\n\"}",
     "1: title[T] body[a b]\n"},
    {"content", "{\"content\":\"a\"}", "1: body[a]\n"},
    {"body", "{\"body\":\"a\"}", "1: body[a]\n"},
    {"text goes before content, which is kept",
     "{\"content\":\"c\",\"text\":\"t\",\"body\":\"b\"}",
     "1: body[t] body:\"b\" content:\"c\"\n"},
    {"content where text is empty", "{\"text\":\"\",\"content\":\"c\"}",
     "1: body[c]\n"},
    {"all that is known",
     "{\"text\":\"x\",\"date\":\"2024-08-22\",\"source\":\"s\",\"author\":"
     "\"a\",\"place\":\"p\",\"section\":\"c\",\"url\":\"u\",\"lang\":\"id\"}",
     "1: body[x] date=2024-08-22 source=s author=a place=p section=c url=u "
     "lang=id\n"},
    {"other keys are fields",
     "{\"text\":\"x\",\"path\":\"p\",\"id\":\"i/1\",\"n\":1.50,\"t\":[\"a\", "
     "{}]}",
     "1: body[x] id:\"i/1\" n:1.50 path:\"p\" t:[\"a\", {}]\n"},
    {"keys are told apart by case", "{\"text\":\"x\",\"Title\":\"T\"}",
     "1: body[x] Title:\"T\"\n"},
    {"a key with an escape is the same", "{\"te\\u0078t\":\"x\"}",
     "1: body[x]\n"},
    {"a known key of another type is a field",
     "{\"text\":\"x\",\"author\":[\"a\"],\"title\":7,\"lang\":null}",
     "1: body[x] author:[\"a\"] title:7\n"},
    {"an empty string is nothing", "{\"text\":\"x\",\"author\":\"\"}",
     "1: body[x]\n"},
    {"the last of a field wins", "{\"b\":1,\"a\":2,\"b\":3,\"text\":\"x\"}",
     "1: body[x] a:2 b:3\n"},
    {"the last of a known key wins",
     "{\"text\":1,\"author\":\"a\",\"text\":\"x\",\"author\":2}",
     "1: body[x] author:2\n"},
    {"text of another type", "{\"title\":\"T\",\"text\":12}",
     "1: format text is not a string\n"},
    {"a blank value", "{\"text\":\"x\",\"source\":\" \\t\"}", "1: body[x]\n"},
    {"text is null", "{\"title\":\"T\",\"text\":null}", "1: title[T]\n"},
    {"neither text nor title", "{\"id\":1}", "1: empty no text and no title\n"},
    {"text of white space", "{\"text\":\" \\n\"}",
     "1: empty no text and no title\n"},
    {"date with a time", "{\"text\":\"x\",\"date\":\"2024-08-22 13:11+07\"}",
     "1: body[x] date=2024-08-22T13:11+07\n"},
    {"published", "{\"text\":\"x\",\"published\":\"2024\"}",
     "1: body[x] date=2024\n"},
    {"date goes before published, which is kept",
     "{\"text\":\"x\",\"published\":\"2023\",\"date\":\"2024\"}",
     "1: body[x] date=2024 published:\"2023\"\n"},
    {"a date to be guessed is left as it is",
     "{\"text\":\"x\",\"date\":\"8/22/2025 13:11\"}",
     "1: body[x] date:\"8/22/2025 13:11\"\n"},
    {"so is what was published", "{\"text\":\"x\",\"published\":\"kemarin\"}",
     "1: body[x] date:\"kemarin\"\n"},
    {"published stands in for a date to be guessed",
     "{\"text\":\"x\",\"date\":\"kemarin\",\"published\":\"2024\"}",
     "1: body[x] date=2024 date:\"kemarin\"\n"},
    {"two dates to be guessed",
     "{\"text\":\"x\",\"date\":\"kemarin\",\"published\":\"tadi\"}",
     "1: body[x] date:\"kemarin\" published:\"tadi\"\n"},
    {"a date that is a number", "{\"text\":\"x\",\"published\":1724300000}",
     "1: body[x] published:1724300000\n"},
    {"an empty date", "{\"text\":\"x\",\"date\":\"\"}", "1: body[x]\n"},
    {"lines", "{\"text\":\"a\"}\n{\"text\":\"b\"}\r\n\n \t\n{\"text\":\"c\"}",
     "1: body[a]\n2: body[b]\n5: body[c]\n"},
    {"a bad line is one failure",
     "{\"text\":\"a\"}\n{\"text\":\n{\"text\":\"b\"}\nx\n{\"text\":\"c\"}\n",
     "1: body[a]\n"
     "2: format the JSON object does not end on its line; put each object on "
     "one line with: jq -c .\n"
     "3: body[b]\n"
     "4: format not a JSON object\n"
     "5: body[c]\n"},
    {"BOM", "\xef\xbb\xbf{\"text\":\"a\"}", "1: body[a]\n"},
    {"bytes that are no UTF-8", "{\"text\":\"caf\xe9\"}",
     "1: body[caf\ufffd] replaced=1\n"},
    {"half a surrogate pair", "{\"text\":\"a\\ud83d\",\"x\":\"\\ude00\"}",
     "1: body[a\ufffd] x:\"\\ufffd\" replaced=12\n"},
    {"nothing", "", ""},
};

static void each_line_is_an_article_or_a_failure(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_buffer record = {0};
        assert_int_equal(
            read_lines(slice_of(cases[i].text), 1, record_article, &record),
            KT_OK);
        assert_record(&record, cases[i].name, cases[i].expected);
    }
}

static void lines_are_counted_from_where_the_chunk_begins(void **state)
{
    (void)state;
    kt_buffer record = {0};
    kt_slice bytes = KT_SLICE("\xef\xbb\xbf{}\n\n{\"text\":\"a\"}\n");
    read_lines(bytes, 41, record_article, &record);
    assert_record(&record, "from 41",
                  "41: format not a JSON object\n43: body[a]\n");
}

static kt_status check_raw(void *ctx, size_t file, kt_article *article)
{
    const char *const *expected = ctx;
    (void)file;
    assert_true(kt_slice_equal(article->raw, slice_of(expected[0])));
    assert_true(kt_slice_equal(article->original, slice_of(expected[1])));
    assert_true(kt_slice_equal(article->title, slice_of(expected[2])));
    assert_true(kt_slice_equal(article->path, KT_SLICE("a.jsonl")));
    return KT_OK;
}

static void
raw_is_title_and_text_and_the_original_only_what_changed(void **state)
{
    static const char *const rows[][4] = {
        {"{\"title\":\" T \",\"text\":\" a\\n\"}", " T \n a\n", "", "T"},
        {"{\"text\":\"\\na\"}", "\na", "", ""},
        {"{\"title\":\"T\"}", "T", "", "T"},
        {"\xef\xbb\xbf{\"text\":\"a\"}", "a", "", ""},
        {" {\"text\":\"\xe9\"} \n", "\ufffd", "{\"text\":\"\xe9\"}", ""},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        const char *expected[] = {rows[i][1], rows[i][2], rows[i][3]};
        read_lines(slice_of(rows[i][0]), 1, check_raw, expected);
    }
}

static kt_status stop(void *ctx, size_t file, kt_article *article)
{
    int *calls = ctx;
    (void)file;
    (void)article;
    ++*calls;
    return KT_ERR_CALLBACK;
}

static void a_callback_can_stop_the_reading(void **state)
{
    (void)state;
    int calls = 0;
    kt_slice bytes = KT_SLICE("{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    assert_int_equal(read_lines(bytes, 1, stop, &calls), KT_ERR_CALLBACK);
    assert_int_equal(calls, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_is_an_article_or_a_failure),
        cmocka_unit_test(lines_are_counted_from_where_the_chunk_begins),
        cmocka_unit_test(
            raw_is_title_and_text_and_the_original_only_what_changed),
        cmocka_unit_test(a_callback_can_stop_the_reading),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
