#include "query.h"

#include <ktool/query.h>
#include <math.h>

static const char lines[] =
    "{\"title\":\"Harga naik\",\"text\":\"Rp5 ribu.\",\"source\":\"antara\"}\n"
    "{\"title\":\"Banjir\",\"text\":\"Anak-anak mengungsi.\",\"n\":7}\n"
    "{\"text\":\"Tanpa judul.\",\"source\":\"antara\"}\n";

/* All rows, values with | between them, rows with ; or what went wrong. */
static void ask(kt_corpus *corpus, const char *sql, const kt_value *values,
                size_t count, kt_buffer *out)
{
    kt_error err;
    kt_query *query;
    const kt_value *row;
    kt_status status =
        kt_query_new(corpus, kt_slice_of(sql), values, count, &query, &err);
    while (status == KT_OK &&
           (status = kt_query_next(query, &row, &err)) == KT_OK) {
        kt_buffer_add_string(out, out->len == 0 ? "" : ";");
        for (size_t i = 0; i < kt_query_columns(query); i++) {
            kt_buffer_add_string(out, i == 0 ? "" : "|");
            if (row[i].kind == KT_VALUE_INTEGER)
                kt_buffer_add_format(out, "%lld", (long long)row[i].integer);
            else if (row[i].kind == KT_VALUE_FLOAT)
                kt_buffer_add_format(out, "%g", row[i].number);
            else if (row[i].kind == KT_VALUE_NULL)
                kt_buffer_add_string(out, "NULL");
            else
                kt_buffer_add_slice(out, row[i].bytes);
        }
    }
    if (status != KT_ERR_NOT_FOUND)
        kt_buffer_add_format(out, "%s %s", kt_status_code(status), err.message);
    kt_query_free(query);
}

static void assert_answer(kt_corpus *corpus, const char *sql,
                          const kt_value *values, size_t count,
                          const char *expected)
{
    kt_buffer out = {0};
    ask(corpus, sql, values, count, &out);
    kt_buffer_add_char(&out, '\0');
    if (strcmp(out.data, expected) != 0)
        fail_msg("%s: expected '%s', found '%s'", sql, expected, out.data);
    kt_buffer_free(&out);
}

static const struct {
    const char *sql, *expected;
} answers[] = {
    {"SELECT 1, 2.5, NULL, 'a', x'62'", "1|2.5|NULL|a|b"},
    {"SELECT id, title FROM article", "1|Harga naik;2|Banjir;3|NULL"},
    {"SELECT id FROM article WHERE id < 0", ""},
    {"SELECT value FROM field", "7"},
    {"SELECT text FROM article_text WHERE id = 2", "Anak-anak mengungsi."},
    {"SELECT 1; -- no more\n ; /* */", "1"},
    {"EXPLAIN QUERY PLAN SELECT 1", "1|0|0|SCAN CONSTANT ROW"},
    {"PRAGMA table_info(label)", "0|id|INTEGER|0|NULL|1;1|name|TEXT|1|NULL|0"},
    {"SELECT name FROM pragma_table_info('label')", "id;name"},
    {"SELECT count(*) FROM json_each('[1, 2]')", "2"},
    /* kt_fold() and kt_stem() */
    {"SELECT kt_fold('STRASSE \u00c9'), kt_fold(''), kt_fold(5)",
     "strasse \u00e9||5"},
    {"SELECT kt_fold(NULL), kt_stem(NULL, 'id'), kt_stem('a', NULL)",
     "NULL|NULL|NULL"},
    {"SELECT kt_fold(x'ff'), length(CAST(kt_fold('A' || char(0) || 'B') AS "
     "BLOB))",
     "\uFFFD|3"},
    {"SELECT kt_stem('mengatakan', 'id'), kt_stem('Running', 'en'), "
     "kt_stem('berlari', 'id'), kt_stem('', 'id')",
     "kata|run|lari|"},
    {"SELECT kt_stem('a', 'id' || char(0))",
     "usage SQL: a language with a NUL in it"},
    {"SELECT kt_fold()",
     "usage SQL, line 1, column 8: wrong number of arguments to function "
     "kt_fold()"},
    /* kt_tokens() */
    {"SELECT text, class, start, end, folded FROM kt_tokens('Rp5 Anak-anak.')",
     "Rp|word|0|2|rp;5|number|2|3|5;Anak-anak|word|4|13|anak-anak;"
     ".|punct|13|14|."},
    {"SELECT text FROM kt_tokens('Anak-anak', 'none')", "Anak;-;anak"},
    {"SELECT text FROM kt_tokens('Anak-anak', NULL)", "Anak-anak"},
    {"SELECT count(*) FROM kt_tokens(NULL)", "0"},
    {"SELECT count(*) FROM kt_tokens('')", "0"},
    {"SELECT count(*) FROM kt_tokens(x'')", "0"},
    {"SELECT text FROM kt_tokens(3.5)", "3.5"},
    {"SELECT start, end FROM kt_tokens('a' || char(0) || 'b')", "0|1;1|2;2|3"},
    {"SELECT article.id, t.text FROM article, kt_tokens(title) t",
     "1|Harga;1|naik;2|Banjir"},
    {"SELECT rowid, text FROM kt_tokens(char(97, 32, 98)) ORDER BY 1 DESC",
     "2|b;1|a"},
    {"SELECT input FROM kt_tokens('a')", "a"},
    {"SELECT text FROM kt_tokens WHERE input = 'a b' AND text > 'a'", "b"},
    {"SELECT * FROM kt_tokens",
     "usage SQL: kt_tokens needs a text: kt_tokens(text)"},
    {"SELECT text FROM kt_tokens('a', 'none' || char(0))",
     "usage SQL: kt_tokens: rules with a NUL in it"},
    /* corpus */
    {"SELECT id FROM corpus", "1;2;3"},
    {"SELECT id FROM corpus ORDER BY id DESC", "3;2;1"},
    {"SELECT id FROM corpus WHERE id = 2", "2"},
    {"SELECT id FROM corpus WHERE id = 2.0", "2"},
    {"SELECT id FROM corpus WHERE id = 2.5 OR id = '3'", "3"},
    {"SELECT id FROM corpus WHERE id = NULL OR id = 9", ""},
    {"SELECT title FROM corpus JOIN article USING (id) WHERE title > 'C'",
     "Harga naik"},
    {"SELECT a.id, b.id FROM corpus a JOIN corpus b ON a.id = b.id + 1",
     "2|1;3|2"},
    /* Wrong */
    {"", "usage SQL: no statement"},
    {" -- nothing", "usage SQL: no statement"},
    {"SELEC 1", "usage SQL, line 1, column 1: near \"SELEC\": syntax error"},
    {"SELECT id,\n '\u00e9\u00e9', bad FROM article",
     "usage SQL, line 2, column 8: no such column: bad"},
    {"SELECT id FROM article WHERE source = \"antara\"",
     "usage SQL, line 1, column 39: no such column: antara; a text stands in "
     "single quotes"},
    {"SELECT 1; SELECT 2",
     "usage SQL: more than one statement; query one after the other"},
    {"SELECT 1; SELEC",
     "usage SQL: more than one statement; query one after the other"},
    {"SELECT abs(-9223372036854775807 - 1)", "usage SQL: integer overflow"},
    {"SELECT 1 UNION ALL SELECT json_extract('{', '$')",
     "1usage SQL: malformed JSON"},
    {"SELECT ?", "usage SQL: 0 values given for 1 parameter"},
    /* More than reading */
    {"INSERT INTO label VALUES (99, 'x')",
     "usage SQL: not authorized; a query can only read the store"},
    {"UPDATE article SET title = 'x'",
     "usage SQL: not authorized; a query can only read the store"},
    {"DELETE FROM raw",
     "usage SQL: not authorized; a query can only read the store"},
    {"CREATE TABLE t (x)",
     "usage SQL: not authorized; a query can only read the store"},
    {"CREATE TEMP TABLE t (x)",
     "usage SQL: not authorized; a query can only read the store"},
    {"CREATE VIRTUAL TABLE t USING fts5 (x)",
     "usage SQL: not authorized; a query can only read the store"},
    {"DROP TABLE raw",
     "usage SQL: not authorized; a query can only read the store"},
    {"ATTACH 'other.db' AS other",
     "usage SQL: not authorized; a query can only read the store"},
    {"DETACH main",
     "usage SQL: not authorized; a query can only read the store"},
    {"BEGIN", "usage SQL: not authorized; a query can only read the store"},
    {"COMMIT", "usage SQL: not authorized; a query can only read the store"},
    {"SAVEPOINT s",
     "usage SQL: not authorized; a query can only read the store"},
    {"REINDEX", "usage SQL: not authorized; a query can only read the store"},
    {"ANALYZE", "usage SQL: not authorized; a query can only read the store"},
    {"PRAGMA query_only = 0",
     "usage SQL: not authorized; a query can only read the store"},
    {"PRAGMA Journal_Mode = WAL",
     "usage SQL: not authorized; a query can only read the store"},
    {"SELECT * FROM pragma_optimize",
     "usage SQL: access to pragma_optimize.optimize is prohibited; a query can "
     "only read the store"},
    {"SELECT load_extension('x')",
     "usage SQL, line 1, column 8: not authorized to use function: "
     "load_extension"},
    {"SELECT Fts3_Tokenizer('simple')",
     "usage SQL, line 1, column 8: not authorized to use function: "
     "Fts3_Tokenizer"},
    {"UPDATE sqlite_master SET sql = ''",
     "usage SQL: table sqlite_master may not be modified"},
};

static void a_statement_gives_rows_or_says_why_not(void **state)
{
    (void)state;
    import_lines("s.db", lines);
    kt_corpus *corpus = open_corpus("s.db", 1);
    for (size_t i = 0; i < LENGTH(answers); i++)
        assert_answer(corpus, answers[i].sql, NULL, 0, answers[i].expected);
    kt_corpus_close(corpus);
    assert_query("s.db", "SELECT count(*) FROM label WHERE name = 'x'", "0\n");
    assert_false(is_there("other.db"));
}

static kt_value text_value(const char *text)
{
    return (kt_value){.kind = KT_VALUE_TEXT, .bytes = kt_slice_of(text)};
}

static void values_are_bound(void **state)
{
    (void)state;
    import_lines("s.db", lines);
    kt_corpus *corpus = open_corpus("s.db", 1);
    const kt_value values[] = {
        {.kind = KT_VALUE_INTEGER, .integer = INT64_MIN},
        {.kind = KT_VALUE_FLOAT, .number = INFINITY},
        {.kind = KT_VALUE_TEXT, .bytes = KT_SLICE("a'\"\0b")},
        {.kind = KT_VALUE_TEXT},
        {.kind = KT_VALUE_BLOB, .bytes = KT_SLICE("\xFF")},
        {.kind = KT_VALUE_NULL}};
    assert_answer(corpus,
                  "SELECT ?, ?, length(CAST(?3 AS BLOB)), typeof(?) || ?4,"
                  " hex(?5), ?",
                  values, 6, "-9223372036854775808|inf|5|text|FF|NULL");
    const kt_value source = text_value("antara");
    assert_answer(corpus, "SELECT id FROM article WHERE source = :s", &source,
                  1, "1;3");
    assert_answer(corpus, "SELECT 1", &source, 1,
                  "usage SQL: 1 value given for 0 parameters");
    const kt_value nan = {.kind = KT_VALUE_FLOAT, .number = NAN};
    assert_answer(corpus, "SELECT ?", &nan, 1,
                  "usage SQL: value 1 is NaN, which would be NULL there");
    kt_error err;
    kt_query *query;
    assert_int_equal(
        kt_query_new(corpus, KT_SLICE("SELECT 1\0x"), NULL, 0, &query, &err),
        KT_ERR_USAGE);
    assert_null(query);
    assert_non_null(strstr(err.message, "NUL"));
    kt_corpus_close(corpus);
}

static void a_narrowed_corpus_is_named(void **state)
{
    static const char refusal[] =
        "usage SQL: this reads all articles of the store, but the corpus is "
        "narrowed; add WHERE article.id IN corpus";
    (void)state;
    import_lines("s.db", lines);
    kt_corpus *all = open_corpus("s.db", 1);
    kt_corpus *some = narrow(all, "source", "antara");
    kt_corpus *none = narrow(some, "id", "2");
    assert_answer(some, "SELECT count(*) FROM article", NULL, 0, refusal);
    assert_answer(some, "SELECT count(*) FROM article_text", NULL, 0, refusal);
    assert_answer(some, "SELECT text FROM raw", NULL, 0, refusal);
    assert_answer(some, "SELECT count(*) FROM label", NULL, 0, "17");
    assert_answer(some, "SELECT id FROM article WHERE id IN corpus", NULL, 0,
                  "1;3");
    assert_answer(some, "SELECT id FROM corpus JOIN article USING (id)", NULL,
                  0, "1;3");
    assert_answer(some,
                  "SELECT sum(id), (SELECT count(*) FROM corpus) FROM article",
                  NULL, 0, "6|2");
    assert_answer(none, "SELECT id FROM article WHERE id IN corpus", NULL, 0,
                  "");
    kt_corpus_close(none);
    kt_corpus_close(some);
    kt_corpus_close(all);
}

/* Without a filter, only older revisions are not the corpus's. */
static void a_store_with_gaps_is_asked_whole(void **state)
{
    static const char count[] = "SELECT count(*) FROM article";
    static const char revised[] =
        "{\"title\":\"%s\",\"text\":\"isi\",\"url\":\"http://a.id/1\"}\n";
    char line[128];
    kt_error err;
    const int64_t id = 2;
    (void)state;
    import_lines("s.db", lines);
    const char *path = "s.db";
    const kt_load_options options = {.jobs = 1, .writable = true};
    kt_corpus *corpus;
    assert_int_equal(kt_corpus_open(&path, 1, &options, &corpus, &err), KT_OK);
    assert_int_equal(kt_corpus_remove(corpus, &id, 1, NULL, &err), KT_OK);
    assert_answer(corpus, count, NULL, 0, "2");
    kt_corpus_close(corpus);
    for (int i = 0; i < 2; i++) {
        snprintf(line, sizeof line, revised, i == 0 ? "Satu" : "Dua");
        import_lines("s.db", line);
    }
    corpus = open_corpus("s.db", 1);
    assert_answer(corpus, count, NULL, 0,
                  "usage SQL: this reads older revisions, too; add WHERE "
                  "article.id IN corpus");
    assert_answer(corpus, "SELECT count(*) FROM corpus", NULL, 0, "3");
    kt_corpus_close(corpus);
}

/* Several at once each see their own corpus, which may be closed first. */
static void queries_take_turns(void **state)
{
    kt_error err;
    kt_query *queries[2];
    const kt_value *row;
    (void)state;
    import_lines("s.db", lines);
    kt_corpus *all = open_corpus("s.db", 1);
    kt_corpus *some = narrow(all, "source", "antara");
    kt_corpus *const corpora[] = {all, some};
    static const int64_t ids[][3] = {{1, 2, 3}, {1, 3, 0}};
    for (size_t i = 0; i < 2; i++)
        assert_ok(kt_query_new(corpora[i], KT_SLICE("SELECT id FROM corpus"),
                               NULL, 0, &queries[i], &err),
                  &err);
    kt_corpus_close(some);
    kt_corpus_close(all);
    for (size_t n = 0; n < 3; n++) {
        for (size_t i = 0; i < 2; i++) {
            kt_status status = kt_query_next(queries[i], &row, &err);
            assert_int_equal(status, ids[i][n] == 0 ? KT_ERR_NOT_FOUND : KT_OK);
            if (status == KT_OK)
                assert_int_equal(row[0].integer, ids[i][n]);
        }
    }
    assert_int_equal(kt_query_next(queries[1], &row, &err), KT_ERR_NOT_FOUND);
    assert_string_equal(kt_query_name(queries[0], 0), "id");
    kt_query_free(queries[0]);
    kt_query_free(queries[1]);
}

static void a_query_sees_the_store_as_it_was_opened(void **state)
{
    (void)state;
    import_lines("s.db", lines);
    sqlite3 *writer = open_sqlite("s.db");
    assert_int_equal(sqlite3_exec(writer,
                                  "PRAGMA journal_mode = WAL;"
                                  "UPDATE article SET title = 'x'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_int_equal(sqlite3_exec(writer, "DELETE FROM raw", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_answer(corpus, "SELECT count(*) FROM raw", NULL, 0, "3");
    kt_corpus_close(corpus);
    corpus = open_corpus("s.db", 1);
    assert_answer(corpus, "SELECT count(*) FROM raw", NULL, 0, "0");
    kt_corpus_close(corpus);
    sqlite3_close(writer);
}

static void an_endless_query_is_interrupted(void **state)
{
    (void)state;
    import_lines("s.db", lines);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_interrupt();
    assert_answer(corpus,
                  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                  "FROM n) SELECT max(i) FROM n",
                  NULL, 0, "interrupted s.db: interrupted");
    kt_interrupt_clear();
    assert_answer(corpus, "SELECT 1", NULL, 0, "1");
    kt_corpus_close(corpus);
}

/* A store made by other rules divides as it was made. */
static void tokens_follow_the_store(void **state)
{
    kt_error err;
    const char *path = "a.txt";
    const kt_load_options options = {.jobs = 1, .rules = "none"};
    (void)state;
    write_text(path, "Anak-anak\n");
    assert_ok(kt_import("s.db", &path, 1, &options, NULL, &err), &err);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_answer(corpus, "SELECT count(*) FROM raw, kt_tokens(raw.text)", NULL,
                  0, "3");
    assert_answer(corpus,
                  "SELECT count(*) FROM raw, kt_tokens(raw.text, '+hyphen')",
                  NULL, 0, "1");
    kt_corpus_close(corpus);
}

/* Queries beside what a corpus does otherwise. */
static void other_questions_go_on(void **state)
{
    kt_error err;
    kt_query *query;
    const kt_value *row;
    kt_article *article;
    kt_corpus_info info;
    (void)state;
    import_lines("s.db", lines);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_corpus_info_get(corpus, &info, &err), &err);
    assert_ok(kt_query_new(corpus, KT_SLICE("SELECT id FROM article"), NULL, 0,
                           &query, &err),
              &err);
    for (int64_t id = 1; id <= 3; id++) {
        assert_ok(kt_query_next(query, &row, &err), &err);
        assert_ok(
            kt_corpus_article(corpus, row[0].integer, true, &article, &err),
            &err);
        assert_int_equal(article->id, id);
        kt_article_free(article);
        assert_answer(corpus, "SELECT count(*) FROM corpus", NULL, 0, "3");
    }
    kt_query_free(query);
    assert_ok(kt_corpus_info_get(corpus, &info, &err), &err);
    assert_int_equal(info.articles, 3);
    kt_corpus_close(corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_statement_gives_rows_or_says_why_not),
        IN_SCRATCH(values_are_bound),
        IN_SCRATCH(a_narrowed_corpus_is_named),
        IN_SCRATCH(a_store_with_gaps_is_asked_whole),
        IN_SCRATCH(queries_take_turns),
        IN_SCRATCH(a_query_sees_the_store_as_it_was_opened),
        IN_SCRATCH(an_endless_query_is_interrupted),
        IN_SCRATCH(tokens_follow_the_store),
        IN_SCRATCH(other_questions_go_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
