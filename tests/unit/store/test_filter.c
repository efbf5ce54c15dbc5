#include "query.h"

#include "store/corpus.h"
#include "store/lookup.h"

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
     "newer IS NULL AND EXISTS (SELECT 1 FROM field WHERE article = article.id "
     "AND name = 'n' AND " KT_FIELD_TEXT " COLLATE NOCASE IN " ANY(
         "[\"7\"]") ") AND EXISTS (SELECT 1 FROM field "
                    "WHERE article = article.id AND name = 'm' "
                    "AND " KT_FIELD_TEXT
                    " COLLATE NOCASE IN " ANY("[\"x\"]") ")"},
};

/* What a filter selects, as SQL with the values in their places. */
static char *selection(kt_db *db, const kt_filter *filter, bool dated)
{
    kt_error err;
    sqlite3_stmt *rows = NULL;
    const kt_store store = {.db = db, .last = INT64_MAX};
    assert_ok(kt_filter_select(filter, dated, &store, "id", &rows, &err), &err);
    char *expanded = sqlite3_expanded_sql(rows);
    char *copy = strdup(expanded);
    sqlite3_free(expanded);
    sqlite3_finalize(rows);
    return copy;
}

/* Its conditions, in a store without articles. */
static char *sql_of(const kt_filter *filter, bool dated)
{
    static const char start[] = "SELECT id FROM article WHERE ";
    kt_error err;
    kt_db *db;
    assert_ok(kt_db_open("empty.db", KT_DB_WRITE, &db, &err), &err);
    char *sql = selection(db, filter, dated);
    kt_db_close(db);
    char *end = strstr(sql, dated ? " ORDER BY id" : " AND date IS NULL ORDER");
    assert_non_null(end);
    *end = '\0';
    char *copy = strdup(sql + sizeof start - 1);
    free(sql);
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

enum {
    ARTICLES = 60
};

/* Articles of which number n has values with n in them. */
static void import_numbered(const char *path)
{
    kt_buffer lines = {0};
    for (int n = 1; n <= ARTICLES; n++)
        kt_buffer_add_format(
            &lines,
            "{\"title\":\"T%d\",\"text\":\"kata\",\"source\":\"Sumber %d\","
            "\"author\":\"A%d\",\"place\":\"P%d\",\"section\":\"S%d\","
            "\"lang\":\"%c%c\",\"url\":\"https://example.id/berita/yang/"
            "panjang/"
            "sekali/%d/judul\",\"date\":\"%d-05-31T10:00+07:00\",\"n\":%d,"
            "\"s\":\"\\u00e9 \\\"%d\\\"\"}\n",
            n, n, n, n, n, 'a' + n % 26, 'a' + n / 26, n, 1900 + n, n, n);
    kt_buffer_add_char(&lines, '\0');
    import_lines(path, lines.data);
    kt_buffer_free(&lines);
    for (int n = 1; n <= ARTICLES; n++) {
        char sql[96];
        snprintf(sql, sizeof sql, "INSERT INTO tag VALUES (%d, 't%d')", n, n);
        execute(path, sql);
    }
}

/* A filter for article 7 alone, by each key that looks at values. */
static const struct {
    const char *key, *value, *before;
} sevens[] = {
    {"id", "7", NULL},
    {"source", "SUMBER 7", NULL},
    {"author", "a7", NULL},
    {"place", "P7", NULL},
    {"section", "s7", NULL},
    {"lang", "HA", NULL},
    {"url", "https://example.id/berita/yang/panjang/sekali/7/judul", NULL},
    {"tag", "t7", NULL},
    {"since", "1907", "1908"},
    {"since", "1907-05", "1907-06"},
    {"fields.n", "7", NULL},
    {"fields.s", "\u00e9 \"7\"", NULL},
};

static kt_filter *seven(size_t i)
{
    kt_error err;
    kt_filter *filter;
    assert_ok(kt_filter_new(&filter, &err), &err);
    kt_slice value = kt_slice_of(sevens[i].value);
    assert_ok(kt_filter_add(filter, sevens[i].key, value, &err), &err);
    /* Of several values, too. */
    if (sevens[i].before == NULL && strcmp(sevens[i].key, "id") != 0)
        kt_filter_add(filter, sevens[i].key, KT_SLICE("nothing"), &err);
    if (sevens[i].before != NULL)
        assert_ok(kt_filter_add(filter, "before", kt_slice_of(sevens[i].before),
                                &err),
                  &err);
    return filter;
}

/* What SQLite says of how it finds the rows of @p sql. */
static char *plan_of(const char *path, const char *sql)
{
    char *explain = sqlite3_mprintf("EXPLAIN QUERY PLAN %s", sql);
    char *plan = query(path, explain);
    sqlite3_free(explain);
    return plan;
}

static void no_key_reads_all_articles(void **state)
{
    (void)state;
    kt_error err;
    kt_db *db;
    import_numbered("s.db");
    assert_ok(kt_db_open("s.db", KT_DB_READ, &db, &err), &err);
    for (size_t i = 0; i < LENGTH(sevens); i++) {
        kt_filter *filter = seven(i);
        char *sql = selection(db, filter, true);
        char *plan = plan_of("s.db", sql);
        if (strstr(plan, "SEARCH article USING INTEGER PRIMARY KEY") == NULL ||
            strstr(plan, "SCAN article") != NULL ||
            strstr(plan, "SCAN lookup\n") != NULL ||
            strstr(plan, "SCAN field") != NULL ||
            strstr(plan, "SCAN tag") != NULL)
            fail_msg("%s: %s\n%s", sevens[i].key, sql, plan);
        if (sevens[i].before != NULL)
            assert_non_null(strstr(plan, "(part=? AND name=? AND value>? AND "
                                         "value<?)"));
        free(plan);
        free(sql);
        kt_filter_free(filter);
    }
    kt_db_close(db);
}

static void what_most_articles_have_is_no_look_up(void **state)
{
    (void)state;
    static const char *const wide[][2] = {{"path", "lines.jsonl"},
                                          {"since", "1900"}};
    kt_error err;
    kt_db *db;
    import_numbered("s.db");
    assert_ok(kt_db_open("s.db", KT_DB_READ, &db, &err), &err);
    for (size_t i = 0; i < LENGTH(wide); i++) {
        kt_filter *filter;
        assert_ok(kt_filter_new(&filter, &err), &err);
        kt_filter_add(filter, wide[i][0], kt_slice_of(wide[i][1]), &err);
        char *sql = selection(db, filter, true);
        assert_null(strstr(sql, "lookup"));
        free(sql);
        kt_filter_add(filter, "author", KT_SLICE("A7"), &err);
        sql = selection(db, filter, true);
        assert_non_null(strstr(sql, "name = 'author'"));
        free(sql);
        kt_filter_free(filter);
    }
    kt_db_close(db);
}

/* What is done to a store, and the article that is found then: for each key
 * the one that has the values of number 7, or none. */
static const struct {
    const char *name;
    const char *sql; /* NULL: nothing */
    bool reindexed;
    int64_t found; /* 0: none */
} changes[] = {
    {"imported", NULL, false, 7},
    {"read again", NULL, true, 7},
    {"of schema 5",
     "DROP TABLE lookup; DROP VIEW lookup_part; PRAGMA user_version = 5", false,
     7},
    {"listed by what is not so",
     "INSERT INTO lookup SELECT part, name, value, 1, 3, '[1,7,99]' FROM lookup"
     " WHERE first = 7",
     false, 7},
    {"not listed", "DELETE FROM lookup", false, 0},
    {"listed again", "DELETE FROM lookup", true, 7},
};

static void each_key_finds(const char *name, int64_t expected)
{
    for (size_t i = 0; i < LENGTH(sevens); i++) {
        bool listed = strcmp(sevens[i].key, "id") != 0 &&
                      strcmp(sevens[i].key, "tag") != 0;
        bool is_field = strncmp(sevens[i].key, "fields.", 7) == 0;
        if (expected == 0 && (!listed || is_field))
            continue;
        kt_error err;
        size_t count;
        const int64_t *ids;
        kt_corpus *narrowed, *corpus = open_corpus("s.db", 1);
        kt_filter *filter = seven(i);
        assert_ok(kt_corpus_where(corpus, filter, &narrowed, &err), &err);
        assert_ok(kt_corpus_ids(narrowed, &ids, &count, &err), &err);
        if (count != (expected != 0) || (count == 1 && ids[0] != expected))
            fail_msg("%s: %s: %zu articles", name, sevens[i].key, count);
        kt_filter_free(filter);
        kt_corpus_close(narrowed);
        kt_corpus_close(corpus);
    }
}

static void each_key_finds_its_article_whatever_was_done(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(changes); i++) {
        kt_error err;
        kt_db *db;
        const kt_load_options options = {.jobs = 1};
        import_numbered("s.db");
        if (changes[i].sql != NULL)
            execute("s.db", changes[i].sql);
        if (changes[i].reindexed)
            assert_ok(kt_reindex("s.db", &options, NULL, &err), &err);
        assert_ok(kt_db_open("s.db", KT_DB_WRITE, &db, &err), &err);
        kt_db_close(db);
        each_key_finds(changes[i].name, changes[i].found);
        assert_int_equal(remove("s.db"), 0);
    }
}

/* A store made by steps of the schema lists what an import lists. */
static void an_older_store_is_listed_alike(void **state)
{
    (void)state;
    static const char entries[] =
        "SELECT part, name, lookup.value, first, count, j.value"
        " FROM lookup, json_each(ifnull(articles, first)) AS j ORDER BY 1, 2,"
        " 3, 6";
    kt_error err;
    kt_db *db;
    import_numbered("s.db");
    char *expected = query("s.db", entries);
    execute("s.db", "DROP TABLE lookup; DROP VIEW lookup_part;"
                    "PRAGMA user_version = 5");
    assert_ok(kt_db_open("s.db", KT_DB_WRITE, &db, &err), &err);
    kt_db_close(db);
    assert_query("s.db", entries, expected);
    free(expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_taken_as_in_the_table),
        cmocka_unit_test(the_keys_are_listed),
        IN_SCRATCH(conditions_become_sql),
        cmocka_unit_test(a_filter_tells_whether_it_has_a_date),
        IN_SCRATCH(many_conditions_are_kept),
        IN_SCRATCH(no_key_reads_all_articles),
        IN_SCRATCH(what_most_articles_have_is_no_look_up),
        IN_SCRATCH(each_key_finds_its_article_whatever_was_done),
        IN_SCRATCH(an_older_store_is_listed_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
