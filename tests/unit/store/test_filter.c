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
            KT_OK);
        kt_filter_free(filter);
    }
    kt_filter_free(NULL);
}

/* The SQL of filters, with the values in their places. */
static const struct {
    const char *name;
    const char *conditions[6]; /* key, value, key, value, ... */
    bool dated;
    const char *sql;
} filters[] = {
    {"nothing is left out", {NULL}, true, "1"},
    {"one value",
     {"source", "Tempo"},
     true,
     "1 AND (source = 'Tempo' COLLATE NOCASE)"},
    {"any value of a key will do",
     {"source", "Tempo", "source", "Antara"},
     true,
     "1 AND (source = 'Tempo' COLLATE NOCASE OR source = 'Antara' COLLATE "
     "NOCASE)"},
    {"all keys must hold",
     {"lang", "id", "source", "x"},
     true,
     "1 AND (source = 'x' COLLATE NOCASE) AND (lang = 'id' COLLATE NOCASE)"},
    {"a value is no SQL",
     {"author", "' OR 1 --"},
     true,
     "1 AND (author = ''' OR 1 --' COLLATE NOCASE)"},
    {"an empty value is none of NULL",
     {"place", ""},
     true,
     "1 AND (place = '' COLLATE NOCASE)"},
    {"since and before",
     {"before", "2024-06", "since", "2024-05"},
     true,
     "1 AND (date >= '2024-05') AND (date < '2024-06')"},
    {"without dates",
     {"since", "2024", "place", "x", "before", "2025"},
     false,
     "1 AND (place = 'x' COLLATE NOCASE)"},
    {"ids are numbers",
     {"id", "12", "id", "007"},
     true,
     "1 AND (id = 12 COLLATE NOCASE OR id = 7 COLLATE NOCASE)"},
    {"an id ends where its value does",
     {"id", "1234567890123456", "id", "7", "id", "1"},
     true,
     "1 AND (id = 1234567890123456 COLLATE NOCASE OR id = 7 COLLATE NOCASE OR "
     "id = 1 COLLATE NOCASE)"},
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
                     " author, place, section, lang, date)",
                     NULL, NULL, NULL),
        SQLITE_OK);
    sqlite3_str *text = sqlite3_str_new(db);
    sqlite3_str_appendall(text, start);
    kt_filter_sql(filter, dated, text);
    char *sql = sqlite3_str_finish(text);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL),
                     SQLITE_OK);
    kt_filter_bind(filter, dated, statement);
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
    for (int i = 0; i < 100; i++) {
        char id[16];
        snprintf(id, sizeof id, "%d", i);
        assert_ok(kt_filter_add(filter, "id", kt_slice_of(id), &err), &err);
    }
    char *sql = sql_of(filter, true);
    assert_non_null(strstr(sql, "(id = 0 "));
    assert_non_null(strstr(sql, "OR id = 50 "));
    assert_non_null(strstr(sql, "OR id = 99 "));
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
