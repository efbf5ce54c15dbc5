#include "record.h"

#include "load/decode.h"
#include "load/json.h"

#include <dirent.h>

/* One handle for all, as for the lines of a file. */
typedef struct fixture {
    kt_arena arena;
    kt_json *json;
} fixture;

static int open_json(void **state)
{
    static fixture f;
    f = (fixture){0};
    f.json = kt_json_new(&f.arena);
    *state = &f;
    return f.json == NULL;
}

static int close_json(void **state)
{
    fixture *f = *state;
    kt_json_free(f->json);
    kt_arena_free(&f->arena);
    return 0;
}

/* "name=json" of a string is followed by its value in parentheses. */
static void record_members(fixture *f, kt_slice text, kt_buffer *out)
{
    const kt_member *members;
    size_t count;
    kt_error err;
    kt_status status = kt_json_members(f->json, text, &members, &count, &err);
    if (status != KT_OK) {
        record_failure(out, 0, NULL, 0, status, err.message);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        kt_buffer_add_slice(out, members[i].name);
        kt_buffer_add_string(out, "=");
        kt_buffer_add_slice(out, members[i].json);
        if (members[i].is_string) {
            kt_buffer_add_string(out, "(");
            kt_buffer_add_slice(out, members[i].string);
            kt_buffer_add_string(out, ")");
        }
        kt_buffer_add_string(out, ";");
    }
}

static const struct {
    const char *text, *expected;
} cases[] = {
    {"{}", ""},
    {"{\"a\":\"b\"}", "a=\"b\"(b);"},
    {"{ \"a\" : \"b\" , \"c\" : 1 }", "a=\"b\"(b);c=1;"},
    {"{\"a\":\"\"}", "a=\"\"();"},
    {"{\"\":1}", "=1;"},
    {"{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"}",
     "a=\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\"(\"\\/\b\f\n\r\t\u00e9);"},
    {"{\"a\":\"\\ud83d\\ude00\"}", "a=\"\\ud83d\\ude00\"(\U0001f600);"},
    {"{\"k\\u00e9\\n\":1}", "k\u00e9\n=1;"},
    {"{\"a\":12,\"b\":-0.5e+10,\"c\":123456789012345678901234567890}",
     "a=12;b=-0.5e+10;c=123456789012345678901234567890;"},
    {"{\"a\":true,\"b\":false,\"c\":null}", "a=true;b=false;c=null;"},
    {"{\"a\":[1, {\"b\": []}],\"c\":{\"d\":\"e\\n\"}}",
     "a=[1, {\"b\": []}];c={\"d\":\"e\\n\"};"},
    {"{\"a\":[],\"b\":{}}", "a=[];b={};"},
    {"{\"a\":1,\"a\":2}", "a=1;a=2;"},
    {"", "format not a JSON object\n"},
    {"x", "format not a JSON object\n"},
    {"[1]", "format not a JSON object\n"},
    {"{\"a\":1", "format the JSON object does not end on its line; put each "
                 "object on one line with: jq -c .\n"},
    {"{\"a\":tru", "format the JSON object does not end on its line; put each "
                   "object on one line with: jq -c .\n"},
    {"{\"a\":1} x", "format something follows the JSON object at byte 8\n"},
    {"{} tru", "format something follows the JSON object at byte 3\n"},
    {"{} {}", "format something follows the JSON object at byte 3\n"},
    {"{},{}", "format something follows the JSON object at byte 3\n"},
    {"{}}", "format something follows the JSON object at byte 3\n"},
    {"{\"a\":1,}", "format not valid JSON near byte 8: "
                   "invalid object key (must be a string)\n"},
    {"{\"a\":+1}", "format not valid JSON near byte 6: "
                   "invalid char in json text\n"},
    {"{\"a\":'b'}", "format not valid JSON near byte 6: "
                    "invalid char in json text\n"},
    {"{\"a\":\"\t\"}", "format not valid JSON near byte 6: "
                       "invalid character inside string\n"},
    {"{\"a\":\f1}", "format not valid JSON near byte 6: control character\n"},
    {"{\"a\"\v:1}", "format not valid JSON near byte 5: control character\n"},
};

static void members_come_with_their_json_as_it_is_written(void **state)
{
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_buffer record = {0};
        record_members(*state, slice_of(cases[i].text), &record);
        assert_record(&record, cases[i].text, cases[i].expected);
    }
}

static void nul_in_a_string_is_a_character(void **state)
{
    fixture *f = *state;
    const kt_member *members;
    size_t count;
    assert_int_equal(kt_json_members(f->json, KT_SLICE("{\"a\":\"x\\u0000y\"}"),
                                     &members, &count, NULL),
                     KT_OK);
    assert_int_equal(count, 1);
    assert_true(kt_slice_equal(members[0].string, (kt_slice){"x\0y", 3}));
}

static void nest(kt_buffer *text, size_t depth)
{
    kt_buffer_add_string(text, "{\"a\":");
    for (size_t i = 1; i < depth; i++)
        kt_buffer_add_char(text, '[');
    for (size_t i = 1; i < depth; i++)
        kt_buffer_add_char(text, ']');
    kt_buffer_add_char(text, '}');
}

static void nesting_has_a_limit(void **state)
{
    for (size_t depth = 1000; depth <= 1001; depth++) {
        kt_buffer text = {0}, record = {0};
        nest(&text, depth);
        record_members(*state, kt_buffer_slice(&text), &record);
        if (depth == 1000)
            assert_memory_equal(record.data, "a=[[", 4);
        else
            assert_record(&record, "deep",
                          "limit JSON nested more than 1000 deep\n");
        kt_buffer_free(&record);
        kt_buffer_free(&text);
    }
}

static void long_text_is_no_different(void **state)
{
    enum {
        LEN = 3 * 1024 * 1024
    };
    for (int i = 0; i < 2; i++) {
        kt_buffer text = {0};
        kt_buffer_add_string(&text, "{\"a\":\"\\n");
        for (size_t n = 0; n < LEN; n++)
            kt_buffer_add_char(&text, 'x');
        kt_buffer_add_string(&text, "\"}");
        const kt_member *members;
        size_t count;
        fixture *f = *state;
        assert_int_equal(kt_json_members(f->json, kt_buffer_slice(&text),
                                         &members, &count, NULL),
                         KT_OK);
        assert_int_equal(members[0].string.len, LEN + 1);
        kt_buffer_free(&text);
    }
}

/* {"v": FILE}, repaired as a line of a file is. */
static kt_status parse_suite_file(fixture *f, const char *path)
{
    kt_buffer text = {0};
    kt_buffer_add_string(&text, "{\"v\":");
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int c = getc(file); c != EOF; c = getc(file))
        kt_buffer_add_char(&text, (char)c);
    fclose(file);
    kt_buffer_add_string(&text, "}");

    kt_slice valid, object;
    size_t replaced = 0, count;
    const kt_member *members;
    assert_int_equal(kt_decode_utf8(kt_buffer_slice(&text), &f->arena, &valid,
                                    &replaced, NULL),
                     KT_OK);
    assert_int_equal(
        kt_decode_escapes(valid, &f->arena, &object, &replaced, NULL), KT_OK);
    kt_status status = kt_json_members(f->json, object, &members, &count, NULL);
    if (status == KT_OK)
        assert_int_equal(count, 1);
    kt_buffer_free(&text);
    return status;
}

static void json_test_suite_is_passed(void **state)
{
    const char *shared = getenv("KTOOL_SHARED");
    char path[4096];
    snprintf(path, sizeof path, "%s/data/torture/json/test_parsing",
             shared == NULL ? "../shared" : shared);
    DIR *dir = opendir(path);
    if (dir == NULL) {
        print_message("no %s: set KTOOL_SHARED\n", path);
        skip();
    }
    size_t tried = 0, end = strlen(path);
    for (struct dirent *entry = readdir(dir); entry != NULL;
         entry = readdir(dir)) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path + end, sizeof path - end, "/%s", entry->d_name);
        kt_status status = parse_suite_file(*state, path);
        if ((entry->d_name[0] == 'y' && status != KT_OK) ||
            (entry->d_name[0] == 'n' && status == KT_OK))
            fail_msg("%s", entry->d_name);
        tried++;
    }
    closedir(dir);
    assert_in_range(tried, 318, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_come_with_their_json_as_it_is_written),
        cmocka_unit_test(nul_in_a_string_is_a_character),
        cmocka_unit_test(nesting_has_a_limit),
        cmocka_unit_test(long_text_is_no_different),
        cmocka_unit_test(json_test_suite_is_passed),
    };
    return cmocka_run_group_tests(tests, open_json, close_json);
}
