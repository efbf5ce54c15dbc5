#include "query.h"

#include "store/db.h"
#include "store/lookup.h"

#define TEN "0123456789"

static const struct {
    const char *name, *value, *key;
    size_t len;
} keys[] = {
    {"nothing", "", "", 0},
    {"small letters", "Kompas.com", "kompas.com", 10},
    {"of ASCII alone", "\u00c9TAT", "\u00c9tat", 5},
    {"48 characters", TEN TEN TEN TEN "1234567X", TEN TEN TEN TEN "1234567x",
     48},
    {"more", TEN TEN TEN TEN "12345678X",
     TEN "012345"
         "789" TEN TEN "12345678x",
     49},
    {"48 of them in more bytes", "\u00e9" TEN TEN TEN TEN "1234567",
     "\u00e9" TEN TEN TEN TEN "1234567", 49},
    {"more in more bytes", TEN "01234\u00e9" TEN TEN TEN "0\u00e9",
     TEN "01234\u00e9" TEN TEN TEN "0\u00e9", 50},
    {"characters are not cut",
     TEN "01234\u20ac"
         "xxxx\u20ac" TEN TEN TEN "\u20ac",
     TEN "01234\u20ac\u20ac" TEN TEN TEN "\u20ac", 58},
    {"up to NUL", "A\0B", "a", 3},
};

static void a_key_is_that_of_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(keys); i++) {
        kt_buffer key = {0};
        kt_slice value = {keys[i].value, keys[i].len};
        kt_lookup_key(value, &key);
        if (!kt_slice_equal(kt_buffer_slice(&key), kt_slice_of(keys[i].key)))
            fail_msg("%s: '%.*s'", keys[i].name, (int)key.len, key.data);
        kt_buffer_free(&key);
    }
}

/* Values as only JSON can say them, and no less odd names. */
static const char *const lines =
    "{\"text\":\"a\",\"source\":\"\",\"n\":1.50,\"o\":[1, 2],\"e\":\"\"}\n"
    "{\"text\":\"b\",\"s\":\"\\u00e9\\n\\\"\\/\",\"z\":\"A\\u0000B\"}\n"
    "{\"text\":\"c\",\"\\u0000\":true,\"A\":\"x\",\"a\":\"X\",\"q\":false}\n"
    "{\"text\":\"d\",\"date\":\"2024\",\"long\":\"" TEN TEN TEN TEN TEN TEN
    "\\u00c9\"}\n";

/* What an import lists is what the table is to list by SQL. */
static void every_value_is_listed(void **state)
{
    (void)state;
    import_lines("s.db", lines);
    static const char listed[] =
        " SELECT name, lookup.value, j.value"
        " FROM lookup, json_each(ifnull(articles, first)) AS j";
    char *missing =
        sqlite3_mprintf("%s EXCEPT%s", KT_LOOKUP_ENTRIES("", ""), listed);
    char *false_ones = sqlite3_mprintf("%s EXCEPT SELECT * FROM (%s)", listed,
                                       KT_LOOKUP_ENTRIES("", ""));
    assert_query("s.db", missing, "");
    assert_query("s.db", false_ones, "");
    sqlite3_free(missing);
    sqlite3_free(false_ones);
    assert_query("s.db",
                 "SELECT value, first, count, articles FROM lookup WHERE name ="
                 " 'date' ORDER BY value",
                 "|1|3|[1,2,3]\n2024|4|1|\n");
    assert_query("s.db",
                 "SELECT value FROM lookup WHERE name LIKE 'fields.%' AND"
                 " first IN (1, 3) ORDER BY name, value",
                 "true\nx\nx\n\n1.50\n[1, 2]\nfalse\n");
}

/* Ids that differ in their higher bits are listed apart, in the order of the
 * table also where rows are added one by one. */
static void parts_are_listed_apart(void **state)
{
    (void)state;
    kt_error err;
    kt_db *db;
    kt_article article = {.path = KT_SLICE("a.jsonl"), .source = KT_SLICE("x")};
    assert_ok(kt_db_open("s.db", KT_DB_WRITE, &db, &err), &err);
    kt_lookup lookup = {.db = db};
    for (int64_t id = 16380; id < 16388; id++)
        assert_ok(kt_lookup_add(&lookup, id, &article, &err), &err);
    assert_ok(kt_lookup_save(&lookup, &err), &err);
    assert_ok(kt_lookup_save(&lookup, &err), &err);
    assert_ok(kt_lookup_add(&lookup, 16388, &article, &err), &err);
    assert_ok(kt_lookup_save(&lookup, &err), &err);
    kt_lookup_free(&lookup);
    kt_db_close(db);
    assert_query("s.db",
                 "SELECT part, first, count, articles FROM lookup"
                 " WHERE name = 'source'",
                 "0|16380|4|[16380,16381,16382,16383]\n"
                 "1|16384|4|[16384,16385,16386,16387]\n1|16388|1|\n");
    assert_query("s.db", "SELECT group_concat(part) FROM lookup_part", "0,1\n");
}

/* SQLite reads all of a row that does not fit its page when it looks for a
 * place beside it. */
static void a_long_list_is_several_rows(void **state)
{
    (void)state;
    kt_error err;
    kt_db *db;
    kt_article article = {.source = KT_SLICE("x"), .lang = KT_SLICE("id")};
    assert_ok(kt_db_open("s.db", KT_DB_WRITE, &db, &err), &err);
    kt_lookup lookup = {.db = db};
    for (int64_t id = 10; id < 1034; id++)
        assert_ok(kt_lookup_add(&lookup, id, &article, &err), &err);
    article.lang = (kt_slice){NULL, 0};
    assert_ok(kt_lookup_add(&lookup, 1034, &article, &err), &err);
    assert_ok(kt_lookup_save(&lookup, &err), &err);
    kt_lookup_free(&lookup);
    kt_db_close(db);
    assert_query("s.db",
                 "SELECT name, first, count, json_array_length(articles),"
                 " json_extract(articles, '$[#-1]') FROM lookup"
                 " WHERE name <> 'date'",
                 "lang|10|512|512|521\nlang|522|512|512|1033\n"
                 "source|10|512|512|521\nsource|522|512|512|1033\n"
                 "source|1034|1||\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_is_that_of_the_table),
        IN_SCRATCH(every_value_is_listed),
        IN_SCRATCH(parts_are_listed_apart),
        IN_SCRATCH(a_long_list_is_several_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
