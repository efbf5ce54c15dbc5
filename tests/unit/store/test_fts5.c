#include "query.h"

#include <ktool/fts5.h>
#include <ktool/query.h>

static const char lines[] =
    "{\"title\":\"Harga NAIK!\",\"text\":\"JAKARTA, ANTARA - Stra\u00dfe "
    "\u00c9l\u00e9phant.\\nBaca juga: Kopi\\n\\\"Rp5 juta,\\\" kata anak-anak "
    "https://a.id/B?c 10:30.\"}\n"
    "{\"text\":\"Caf\u00e9 dan cafe\u0301 CAFE, presiden, Joko\"}\n";

static kt_status make(const char *path, const char *rules, size_t *articles,
                      kt_error *err)
{
    const kt_load_options options = {.jobs = 1, .rules = rules};
    return kt_fts5_make(path, &options, articles, err);
}

static void make_fts5(const char *path)
{
    kt_error err;
    assert_ok(make(path, NULL, NULL, &err), &err);
}

static void terms_are_folded_tokens(void **state)
{
    kt_error err;
    size_t articles;
    (void)state;
    import_lines("s.db", lines);
    assert_ok(make("s.db", NULL, &articles, &err), &err);
    assert_int_equal(articles, 2);
    assert_query("s.db", "SELECT rowid, title, body FROM article_fts",
                 "1|harga naik|strasse \u00e9l\u00e9phant rp 5 juta kata "
                 "anak-anak https://a.id/b?c 10:30\n"
                 "2||caf\u00e9 dan caf\u00e9 cafe presiden joko\n");
}

static const struct {
    const char *match, *ids;
} searches[] = {
    {"harga", "1"},
    {"HARGA", "1"},
    {"title:naik", "1"},
    {"body:naik", ""},
    {"kopi", ""},
    {"\"anak-anak\"", "1"},
    {"anak", ""},
    {"\"https://a.id/b?c\"", "1"},
    {"\"10:30\"", "1"},
    {"strasse", "1"},
    {"caf\u00e9", "2"},
    {"cafe", "2"},
    {"elephant", ""},
    {"\"presiden joko\"", "2"},
    {"NEAR(juta harga)", ""},
    {"NEAR(juta kata)", "1"},
    {"kat*", "1"},
    {"dan OR kata", "1,2"},
};

static void any_sqlite_matches(void **state)
{
    (void)state;
    import_lines("s.db", lines);
    make_fts5("s.db");
    for (size_t i = 0; i < LENGTH(searches); i++) {
        char sql[256], expected[32];
        snprintf(sql, sizeof sql,
                 "SELECT ifnull(group_concat(rowid), '') FROM article_fts"
                 " WHERE article_fts MATCH '%s'",
                 searches[i].match);
        snprintf(expected, sizeof expected, "%s\n", searches[i].ids);
        assert_query("s.db", sql, expected);
    }
}

static void assert_consistent(const char *path)
{
    execute(path, "INSERT INTO article_fts (article_fts)"
                  " VALUES ('integrity-check')");
    assert_query(path, "PRAGMA integrity_check", "ok\n");
}

static void a_query_matches(void **state)
{
    kt_error err;
    kt_query *query;
    const kt_value *row;
    const kt_value words = {.kind = KT_VALUE_TEXT, .bytes = KT_SLICE("harga")};
    (void)state;
    import_lines("s.db", lines);
    make_fts5("s.db");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_query_new(corpus, KT_SLICE("SELECT rowid FROM article_fts(?)"),
                           &words, 1, &query, &err),
              &err);
    assert_ok(kt_query_next(query, &row, &err), &err);
    assert_int_equal(row[0].integer, 1);
    kt_query_free(query);
    kt_corpus_close(corpus);
}

static void it_follows_its_articles(void **state)
{
    (void)state;
    import_lines("s.db", lines);
    make_fts5("s.db");
    import_lines("s.db", "{\"text\":\"Tambahan satu\"}\n");
    import_lines("s.db", "{\"text\":\"Tambahan dua\"}\n");
    import_lines("same.db", lines);
    import_lines("same.db", "{\"text\":\"Tambahan satu\"}\n");
    import_lines("same.db", "{\"text\":\"Tambahan dua\"}\n");
    make_fts5("same.db");
    assert_same_query("s.db", "same.db",
                      "SELECT rowid, title, body FROM article_fts");
    assert_consistent("s.db");

    execute("s.db", "DELETE FROM article WHERE id IN (2, 4)");
    assert_query("s.db", "SELECT rowid FROM article_fts", "1\n3\n");
    assert_query("s.db", "SELECT count(*) FROM article_fts('tambahan AND dua')",
                 "0\n");
    assert_consistent("s.db");
}

static void a_store_read_again_has_it_anew(void **state)
{
    kt_error err;
    const kt_load_options options = {.jobs = 1, .rules = "none"};
    (void)state;
    import_lines("s.db", lines);
    make_fts5("s.db");
    execute("s.db", "UPDATE span SET label = 8 WHERE article = 2;"
                    "UPDATE meta SET value = 'tokens=0' WHERE key ="
                    " 'fingerprint'");
    assert_int_equal(make("s.db", NULL, NULL, &err), KT_ERR_FINGERPRINT);
    assert_ok(kt_reindex("s.db", &options, NULL, &err), &err);
    assert_query("s.db",
                 "SELECT rowid, body FROM article_fts('anak OR presiden')",
                 "1|strasse \u00e9l\u00e9phant rp5 juta kata anak anak https "
                 "a.id b c 10 30\n"
                 "2|caf\u00e9 dan caf\u00e9 cafe presiden joko\n");
    assert_consistent("s.db");
}

static void it_is_made_again_and_removed(void **state)
{
    kt_error err;
    (void)state;
    import_lines("s.db", lines);
    assert_int_equal(kt_fts5_remove("s.db", &err), KT_ERR_USAGE);
    make_fts5("s.db");
    execute("s.db", "UPDATE article_fts SET title = 'x'; DELETE FROM"
                    " article_fts WHERE rowid = 2");
    make_fts5("s.db");
    assert_query("s.db",
                 "SELECT count(*), sum(title = 'harga naik') FROM article_fts",
                 "2|1\n");
    assert_consistent("s.db");
    assert_ok(kt_fts5_remove("s.db", &err), &err);
    assert_query("s.db",
                 "SELECT count(*) FROM sqlite_schema WHERE name LIKE '%fts%'",
                 "0\n");
    execute("s.db", "DELETE FROM article");
    assert_query("s.db", "PRAGMA integrity_check", "ok\n");
}

static void what_is_no_store_is_told(void **state)
{
    kt_error err;
    (void)state;
    write_text("a.txt", "Judul\n");
    assert_int_equal(make("none.db", NULL, NULL, &err), KT_ERR_NOT_FOUND);
    assert_false(is_there("none.db"));
    assert_int_equal(make("a.txt", NULL, NULL, &err), KT_ERR_FORMAT);
    assert_non_null(strstr(err.message, "ktool import -d FILE a.txt"));
    import_lines("s.db", lines);
    assert_int_equal(make("s.db", "none", NULL, &err), KT_ERR_USAGE);
    assert_int_equal(make("s.db", "x", NULL, &err), KT_ERR_USAGE);
}

static void an_interrupted_store_is_what_it_was(void **state)
{
    kt_error err;
    (void)state;
    import_lines("s.db", lines);
    make_fts5("s.db");
    execute("s.db", "UPDATE article_fts SET title = 'x'");
    kt_interrupt();
    assert_int_equal(make("s.db", NULL, NULL, &err), KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    assert_query("s.db", "SELECT count(*) FROM article_fts('title:x')", "2\n");
    assert_query("s.db", "PRAGMA journal_mode", "delete\n");
    assert_consistent("s.db");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(terms_are_folded_tokens),
        IN_SCRATCH(any_sqlite_matches),
        IN_SCRATCH(a_query_matches),
        IN_SCRATCH(it_follows_its_articles),
        IN_SCRATCH(a_store_read_again_has_it_anew),
        IN_SCRATCH(it_is_made_again_and_removed),
        IN_SCRATCH(what_is_no_store_is_told),
        IN_SCRATCH(an_interrupted_store_is_what_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
