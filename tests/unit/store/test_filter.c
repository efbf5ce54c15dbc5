#include "../scratch.h"

#include "store/corpus.h"

/* One condition, "key=value". */
static const struct {
    const char *key, *value;
    kt_status status;
} additions[] = {
    {"id", "1", KT_OK},
    {"id", "007", KT_OK},
    {"id", "999999999999999999", KT_OK},
    {"id", "1000000000000000000", KT_ERR_USAGE},
    {"id", "", KT_ERR_USAGE},
    {"id", "-1", KT_ERR_USAGE},
    {"id", "1.5", KT_ERR_USAGE},
    {"id", "1x", KT_ERR_USAGE},
    {"id", " 1", KT_ERR_USAGE},
    {"source", "Tempo", KT_OK},
    {"source", "", KT_OK},
    {"author", "O'Hara; --", KT_OK},
    {"place", "\xFF", KT_OK},
    {"section", "a", KT_OK},
    {"url", "https://a.id/?b=c", KT_OK},
    {"path", "a/b.txt", KT_OK},
    {"tag", "x y", KT_OK},
    {"revisions", "true", KT_OK},
    {"revisions", "false", KT_OK},
    {"revisions", "yes", KT_ERR_USAGE},
    {"fields.category", "x", KT_OK},
    {"fields.", "x", KT_OK},
    {"lang", "id", KT_OK},
    {"since", "2024", KT_OK},
    {"since", "2024-05", KT_OK},
    {"before", "2024-05-31", KT_OK},
    {"before", "2024-02-29", KT_OK},
    {"before", "2023-02-29", KT_ERR_USAGE},
    {"since", "2024-13", KT_ERR_USAGE},
    {"since", "2024-05-31T10:00", KT_ERR_USAGE},
    {"since", "24", KT_ERR_USAGE},
    {"since", "", KT_ERR_USAGE},
    {"since", "yesterday", KT_ERR_USAGE},
    {"since", "31-05-2024", KT_ERR_USAGE},
    {"date", "2024", KT_ERR_USAGE},
    {"Source", "Tempo", KT_ERR_USAGE},
    {"", "x", KT_ERR_USAGE},
};

static void values_are_taken_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(additions); i++) {
        kt_error err = {0};
        kt_filter *filter;
        assert_ok(kt_filter_new(&filter, &err), &err);
        kt_status status = kt_filter_add(filter, additions[i].key,
                                         kt_slice_of(additions[i].value), &err);
        if (status != additions[i].status)
            fail_msg("%s=%s: %s, not %s", additions[i].key, additions[i].value,
                     kt_status_code(status),
                     kt_status_code(additions[i].status));
        if (status != KT_OK)
            assert_non_null(strstr(err.message, additions[i].value[0] == '\0' ||
                                                        err.message[0] == 'u'
                                                    ? additions[i].key
                                                    : additions[i].value));
        kt_filter_free(filter);
    }
}

static void the_keys_are_listed(void **state)
{
    (void)state;
    for (size_t i = 0; kt_filter_keys[i] != NULL; i++) {
        kt_error err;
        kt_filter *filter;
        assert_ok(kt_filter_new(&filter, &err), &err);
        assert_int_equal(
            kt_filter_add(filter, kt_filter_keys[i], KT_SLICE("2024"), &err),
            strcmp(kt_filter_keys[i], "revisions") == 0 ||
                    strcmp(kt_filter_keys[i], "fields") == 0
                ? KT_ERR_USAGE
                : KT_OK);
        kt_filter_free(filter);
    }
    kt_filter_free(NULL);
}

#define ANY(values) "(SELECT value FROM json_each('" values "'))"

/* The SQL of filters, with the values in their places. */
static const struct {
    const char *name;
    const char *conditions[6]; /* key, value, key, value, ... */
    bool dated;
    const char *sql;
} filters[] = {
    {"nothing but older revisions is left out", {NULL}, true, "newer IS NULL"},
    {"older revisions too", {"revisions", "true"}, true, "1"},
    {"or not",
     {"revisions", "true", "revisions", "false"},
     true,
     "newer IS NULL"},
    {"one value",
     {"source", "Tempo"},
     true,
     "newer IS NULL AND source COLLATE NOCASE IN " ANY("[\"Tempo\"]")},
    {"any value of a key will do",
     {"source", "Tempo", "source", "Antara"},
     true,
     "newer IS NULL AND source COLLATE NOCASE IN " ANY(
         "[\"Tempo\",\"Antara\"]")},
    {"all keys must hold",
     {"lang", "id", "source", "x"},
     true,
     "newer IS NULL AND lang COLLATE NOCASE IN " ANY(
         "[\"id\"]") " AND source COLLATE NOCASE IN " ANY("[\"x\"]")},
    {"a value is no SQL",
     {"author", "' OR 1 --"},
     true,
     "newer IS NULL AND author COLLATE NOCASE IN " ANY("[\"'' OR 1 --\"]")},
    {"a value is no JSON",
     {"author", "\"]\\\n"},
     true,
     "newer IS NULL AND author COLLATE NOCASE IN " ANY("[\"\\\"]\\\\\\n\"]")},
    {"an empty value is none of NULL",
     {"place", ""},
     true,
     "newer IS NULL AND place COLLATE NOCASE IN " ANY("[\"\"]")},
    {"since and before",
     {"before", "2024-06", "since", "2024-05"},
     true,
     "newer IS NULL AND date < (SELECT max(value) FROM "
     "json_each('[\"2024-06\"]')) AND date >= (SELECT min(value) FROM "
     "json_each('[\"2024-05\"]'))"},
    {"without dates",
     {"since", "2024", "place", "x", "before", "2025"},
     false,
     "newer IS NULL AND place COLLATE NOCASE IN " ANY("[\"x\"]")},
    {"a query is nothing for SQL",
     {"match", "a OR b", "source", "x"},
     true,
     "newer IS NULL AND source COLLATE NOCASE IN " ANY("[\"x\"]")},
    {"ids are numbers",
     {"id", "12", "id", "007", "id", "00"},
     true,
     "newer IS NULL AND id IN " ANY("[12,7,0]")},
    {"a tag",
     {"tag", "a", "tag", "b"},
     true,
     "newer IS NULL AND id IN (SELECT article FROM tag WHERE name IN " ANY(
         "[\"a\",\"b\"]") ")"},
    {"fields of other names are other keys",
     {"fields.n", "7", "fields.m", "x"},
     true,
     "newer IS NULL AND id IN (SELECT article FROM field WHERE name = 'n' AND "
     "" KT_FIELD_TEXT " COLLATE NOCASE IN " ANY(
         "[\"7\"]") ") AND id IN (SELECT article FROM field WHERE name = 'm' "
                    "AND " KT_FIELD_TEXT
                    " COLLATE NOCASE IN " ANY("[\"x\"]") ")"},
};

static char *sql_of(const kt_filter *filter, bool dated)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    static const char start[] = "SELECT 1 FROM article WHERE ";
    assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
    assert_int_equal(
        sqlite3_exec(db,
                     "CREATE TABLE article (id INTEGER PRIMARY KEY, source,"
                     " author, place, section, lang, url, path, date, newer);"
                     "CREATE TABLE tag (article, name);"
                     "CREATE TABLE field (article, name, value)",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_str *text = sqlite3_str_new(db);
    sqlite3_str_appendall(text, start);
    kt_filter_sql(filter, dated, text);
    char *sql = sqlite3_str_finish(text);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    kt_error err;
    assert_ok(kt_filter_bind(filter, dated, statement, &err), &err);
    char *expanded = sqlite3_expanded_sql(statement);
    char *copy = strdup(expanded + sizeof start - 1);
    sqlite3_free(expanded);
    sqlite3_free(sql);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return copy;
}

static void conditions_become_sql(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(filters); i++) {
        kt_error err;
        kt_filter *filter;
        assert_ok(kt_filter_new(&filter, &err), &err);
        for (size_t c = 0; c < 6 && filters[i].conditions[c] != NULL; c += 2)
            assert_ok(kt_filter_add(filter, filters[i].conditions[c],
                                    kt_slice_of(filters[i].conditions[c + 1]),
                                    &err),
                      &err);
        char *sql = sql_of(filter, filters[i].dated);
        if (strcmp(sql, filters[i].sql) != 0)
            fail_msg("%s: %s, not %s", filters[i].name, sql, filters[i].sql);
        free(sql);
        kt_filter_free(filter);
    }
}

static void a_filter_tells_whether_it_has_a_date(void **state)
{
    (void)state;
    kt_error err;
    kt_filter *filter;
    assert_ok(kt_filter_new(&filter, &err), &err);
    assert_false(kt_filter_has_date(filter));
    kt_filter_add(filter, "source", KT_SLICE("x"), &err);
    assert_false(kt_filter_has_date(filter));
    kt_filter_add(filter, "before", KT_SLICE("2024"), &err);
    assert_true(kt_filter_has_date(filter));
    kt_filter_free(filter);
}

static void many_conditions_are_kept(void **state)
{
    (void)state;
    kt_error err;
    kt_filter *filter;
    assert_ok(kt_filter_new(&filter, &err), &err);
    for (int i = 0; i < 5000; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        assert_ok(kt_filter_add(filter, "id", kt_slice_of(id), &err), &err);
    }
    char *sql = sql_of(filter, true);
    assert_non_null(strstr(sql, "[0,1,"));
    assert_non_null(strstr(sql, ",2500,"));
    assert_non_null(strstr(sql, ",4999]"));
    free(sql);
    kt_filter_free(filter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_taken_as_in_the_table),
        cmocka_unit_test(the_keys_are_listed),
        cmocka_unit_test(conditions_become_sql),
        cmocka_unit_test(a_filter_tells_whether_it_has_a_date),
        cmocka_unit_test(many_conditions_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
