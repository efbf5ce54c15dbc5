#include "query.h"

#include "store/db.h"
#include "store/schema.h"

#include <fcntl.h>

static const char *const an_article =
    "{\"title\":\"J\",\"text\":\"satu dua\"}\n";

static kt_status open_store(const char *path, kt_db_mode mode, kt_error *err)
{
    kt_db *db;
    kt_status status = kt_db_open(path, mode, &db, err);
    assert_int_equal(db != NULL, status == KT_OK);
    kt_db_close(db);
    return status;
}

static void a_store_is_marked_as_one(void **state)
{
    (void)state;
    import_lines("s.db", an_article);
    assert_query("s.db", "PRAGMA application_id", "1802792812\n");
    assert_int_equal(KT_APPLICATION_ID, 1802792812);
    assert_query("s.db", "PRAGMA user_version", "7\n");
    assert_query("s.db", "SELECT id, name FROM label WHERE id < 2",
                 "0|title\n1|body\n");
    assert_true(kt_db_is_store("s.db"));
}

/* What is done to a store, or to no store at all, before it is opened. */
static const struct {
    const char *name;
    bool store;
    const char *sql;
    kt_status read, write;
    const char *message; /* some of it */
} damages[] = {
    {"a store", true, NULL, KT_OK, KT_OK, ""},
    {"a newer store", true, "PRAGMA user_version = 9", KT_ERR_NEWER,
     KT_ERR_NEWER, "made by a newer ktool: it has schema 9"},
    {"an older store", true, "PRAGMA user_version = 0", KT_ERR_READ_ONLY,
     KT_ERR_IO, ""},
    {"a store before languages were guessed", true, AS_SCHEMA_1,
     KT_ERR_READ_ONLY, KT_OK, ""},
    {"another program's database", false, "CREATE TABLE a (b)", KT_ERR_FORMAT,
     KT_ERR_FORMAT, "not a ktool store"},
    {"another program's mark", true, "PRAGMA application_id = 1", KT_ERR_FORMAT,
     KT_ERR_FORMAT, "not a ktool store"},
    {"no mark", true, "PRAGMA application_id = 0", KT_ERR_FORMAT, KT_ERR_FORMAT,
     "not a ktool store"},
    {"another program's version", false, "PRAGMA user_version = 5",
     KT_ERR_FORMAT, KT_ERR_FORMAT, "not a ktool store"},
};

static void a_store_is_refused_for_what_it_is(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(damages); i++) {
        static const kt_db_mode modes[] = {KT_DB_READ, KT_DB_WRITE};
        if (damages[i].store)
            import_lines("s.db", an_article);
        if (damages[i].sql != NULL)
            execute("s.db", damages[i].sql);
        for (size_t m = 0; m < 2; m++) {
            kt_error err = {0};
            kt_status expected = m == 0 ? damages[i].read : damages[i].write;
            kt_status status = open_store("s.db", modes[m], &err);
            if (status != expected ||
                strstr(err.message, damages[i].message) == NULL)
                fail_msg("%s: %s %s, not %s", damages[i].name,
                         kt_status_code(status), err.message,
                         kt_status_code(expected));
        }
        assert_int_equal(remove("s.db"), 0);
    }
}

static const struct {
    const char *name, *bytes;
    size_t len;
    kt_status read, write;
} files[] = {
    {"a text file", "Judul\n\nIsi\n", 11, KT_ERR_FORMAT, KT_ERR_FORMAT},
    {"an empty file", "", 0, KT_ERR_FORMAT, KT_OK},
    {"a start of a database", "SQLite format 3", 16, KT_ERR_FORMAT,
     KT_ERR_FORMAT},
    {"binary", "\0\1\2", 3, KT_ERR_FORMAT, KT_ERR_FORMAT},
};

static void a_file_that_is_no_database_is_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(files); i++) {
        static const kt_db_mode modes[] = {KT_DB_READ, KT_DB_WRITE};
        for (size_t m = 0; m < 2; m++) {
            kt_error err;
            kt_status expected = m == 0 ? files[i].read : files[i].write;
            write_bytes("f.db", files[i].bytes, files[i].len);
            kt_status status = open_store("f.db", modes[m], &err);
            if (status != expected)
                fail_msg("%s: %s, not %s", files[i].name,
                         kt_status_code(status), kt_status_code(expected));
            if (status != KT_OK)
                assert_non_null(strstr(err.message, "f.db: "));
        }
    }
    assert_int_equal(mkdir("g.db", 0700), 0);
    kt_error err;
    assert_int_equal(open_store("g.db", KT_DB_READ, &err), KT_ERR_FORMAT);
    assert_int_equal(open_store("g.db", KT_DB_WRITE, &err), KT_ERR_FORMAT);
    assert_int_equal(open_store("none.db", KT_DB_READ, &err), KT_ERR_NOT_FOUND);
}

static void a_store_that_was_cut_short_is_damaged(void **state)
{
    (void)state;
    struct stat info;
    import_lines("s.db", an_article);
    assert_int_equal(stat("s.db", &info), 0);
    static const off_t cuts[] = {1, 100, 32768, 40000};
    for (size_t i = 0; i < LENGTH(cuts); i++) {
        kt_error err;
        assert_int_equal(truncate("s.db", info.st_size - cuts[i]), 0);
        assert_int_equal(open_store("s.db", KT_DB_READ, &err), KT_ERR_CORRUPT);
        assert_non_null(strstr(err.message, "s.db: cut short"));
        assert_int_equal(open_store("s.db", KT_DB_WRITE, &err), KT_ERR_CORRUPT);
    }
}

/* While a journal is written back into its store, the store is shorter than
 * it says. Whoever is killed then leaves both, and nothing is lost. */
static void a_journal_that_was_half_written_back_mends_its_store(void **state)
{
    (void)state;
    kt_error err;
    char page[32768];
    import_lines("s.db", an_article);
    sqlite3 *db = open_sqlite("s.db");
    assert_int_equal(
        sqlite3_exec(db,
                     "PRAGMA journal_mode = WAL;"
                     "CREATE TABLE filler (x);"
                     "INSERT INTO filler VALUES (zeroblob(500000));",
                     NULL, NULL, NULL),
        SQLITE_OK);
    copy_file("s.db", "t.db");
    copy_file("s.db-wal", "t.db-wal");
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    int from = open("s.db", O_RDONLY), to = open("t.db", O_WRONLY);
    assert_int_equal(read(from, page, sizeof page), sizeof page);
    assert_int_equal(write(to, page, sizeof page), sizeof page);
    close(from);
    close(to);
    assert_ok(open_store("t.db", KT_DB_WRITE, &err), &err);
    assert_query("t.db", "SELECT length(x) FROM filler", "500000\n");
    assert_query("t.db", "SELECT count(*) FROM article", "1\n");
}

static void other_rules_are_told_apart(void **state)
{
    (void)state;
    static const char *const path = "s.db";
    const char *fingerprint;
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = 1};
    import_lines(path, an_article);
    execute(path, "UPDATE meta SET value = 'tokens=0' WHERE key ="
                  " 'fingerprint'");
    assert_int_equal(kt_corpus_open(&path, 1, &options, &corpus, &err),
                     KT_ERR_FINGERPRINT);
    assert_non_null(strstr(err.message, "tokens=0"));
    assert_ok(kt_fingerprint(&fingerprint, NULL), &err);
    assert_non_null(strstr(err.message, fingerprint));
    write_text("a.txt", "A");
    static const char *const more = "a.txt";
    assert_int_equal(kt_import(path, &more, 1, &options, NULL, &err),
                     KT_ERR_FINGERPRINT);
    assert_query(path, "SELECT count(*) FROM article", "1\n");
    execute(path, "DELETE FROM meta");
    assert_int_equal(kt_corpus_open(&path, 1, &options, &corpus, &err),
                     KT_ERR_CORRUPT);
}

static void a_store_can_be_read_without_the_right_to_write(void **state)
{
    (void)state;
    kt_error err;
    size_t count;
    assert_int_equal(mkdir("d", 0700), 0);
    import_lines("d/s.db", an_article);
    assert_int_equal(chmod("d/s.db", 0400), 0);
    assert_int_equal(chmod("d", 0500), 0);
    kt_corpus *corpus = open_corpus("d/s.db", 1);
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    assert_int_equal(count, 1);
    kt_corpus_close(corpus);
    assert_int_equal(chmod("d", 0700), 0);
}

static void reading_writes_nothing(void **state)
{
    (void)state;
    kt_error err;
    kt_db *db;
    import_lines("s.db", an_article);
    assert_ok(kt_db_open("s.db", KT_DB_READ, &db, &err), &err);
    assert_int_equal(kt_db_execute(db, "DELETE FROM article", &err),
                     KT_ERR_READ_ONLY);
    kt_db_close(db);
    assert_query("s.db", "SELECT count(*) FROM article", "1\n");
}

/* What is damaged inside a store is found by whoever reads it. */
static const struct {
    const char *name, *sql;
} inner_damages[] = {
    {"a segment that begins before the stream",
     "UPDATE segment SET position = -1"},
    {"a segment of nothing", "UPDATE segment SET data = x''"},
    {"a segment cut short",
     "UPDATE segment SET data = substr(data, 1, length(data) - 1)"},
    {"terms with an end too many", "UPDATE term_run SET ends = ends || x'00'"},
    {"terms that end beyond their text", "UPDATE term_run SET text = x''"},
    {"an empty term",
     "UPDATE term_run SET ends = x'00000000' || substr(ends, 5)"},
    {"terms without classes", "UPDATE term_run SET class = x''"},
    {"terms of more than there are", "UPDATE term_run SET count = count + 1"},
    {"folded forms that are not there",
     "UPDATE term_run SET folded_ends = x'', folded_text = x''"},
    {"a class that no term has",
     "UPDATE term_run SET class = x'ff' || substr(class, 2)"},
    {"terms that begin among the markers", "UPDATE term_run SET first = 3"},
    {"terms that begin late", "UPDATE term_run SET first = first + 1"},
    {"terms beyond 32 bits", "UPDATE term_run SET first = 4294967295"},
};

static void damage_inside_is_found_and_mended(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(inner_damages); i++) {
        import_lines("s.db", an_article);
        execute("s.db", inner_damages[i].sql);
        kt_error err;
        kt_corpus_info info;
        kt_corpus *corpus = open_corpus("s.db", 1);
        kt_status status = kt_corpus_info_get(corpus, &info, &err);
        if (status != KT_ERR_CORRUPT)
            fail_msg("%s: %s", inner_damages[i].name, kt_status_code(status));
        assert_non_null(strstr(err.message, "`ktool -c s.db reindex`"));
        kt_corpus_close(corpus);
        const kt_load_options options = {.jobs = 1};
        assert_ok(kt_reindex("s.db", &options, NULL, &err), &err);
        corpus = open_corpus("s.db", 1);
        assert_ok(kt_corpus_info_get(corpus, &info, &err), &err);
        assert_int_equal(info.terms, 3);
        kt_corpus_close(corpus);
        assert_int_equal(remove("s.db"), 0);
    }
}

static void damaged_articles_are_found(void **state)
{
    (void)state;
    static const char *const damages_of_articles[] = {
        "UPDATE span SET end = 1000 WHERE label = 1",
        "UPDATE span SET start = -1 WHERE label = 0",
        "UPDATE span SET end = 3 WHERE label = 0",
        "PRAGMA foreign_keys = 0; UPDATE span SET label = 99",
        "DELETE FROM raw",
        "INSERT INTO span SELECT article, end - 1, end + 2, 16, NULL FROM span"
        " WHERE label = 0",
        "INSERT INTO span SELECT article, start, start + 9, 16, NULL FROM span"
        " WHERE label = 0"};
    for (size_t i = 0; i < LENGTH(damages_of_articles); i++) {
        kt_error err;
        kt_article *article;
        import_lines("s.db", an_article);
        execute("s.db", damages_of_articles[i]);
        kt_corpus *corpus = open_corpus("s.db", 1);
        assert_int_equal(kt_corpus_article(corpus, 1, true, &article, &err),
                         KT_ERR_CORRUPT);
        assert_null(article);
        kt_corpus_close(corpus);
        assert_int_equal(remove("s.db"), 0);
    }
}

static void a_version_below_none_is_refused(void **state)
{
    (void)state;
    kt_error err;
    import_lines("s.db", an_article);
    execute("s.db", "PRAGMA user_version = -1");
    assert_int_not_equal(open_store("s.db", KT_DB_READ, &err), KT_OK);
    assert_int_not_equal(open_store("s.db", KT_DB_WRITE, &err), KT_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_store_is_marked_as_one),
        IN_SCRATCH(a_store_is_refused_for_what_it_is),
        IN_SCRATCH(a_file_that_is_no_database_is_refused),
        IN_SCRATCH(a_store_that_was_cut_short_is_damaged),
        IN_SCRATCH(a_journal_that_was_half_written_back_mends_its_store),
        IN_SCRATCH(other_rules_are_told_apart),
        IN_SCRATCH(a_store_can_be_read_without_the_right_to_write),
        IN_SCRATCH(reading_writes_nothing),
        IN_SCRATCH(damaged_articles_are_found),
        IN_SCRATCH(a_version_below_none_is_refused),
        IN_SCRATCH(damage_inside_is_found_and_mended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
