#include "query.h"

/* Everything that a store keeps of its articles. */
static const char *const tables[] = {
    "SELECT * FROM article ORDER BY id",
    "SELECT * FROM raw ORDER BY article",
    "SELECT * FROM span ORDER BY article, start, end, label",
    "SELECT * FROM provenance ORDER BY article, field",
    "SELECT * FROM field ORDER BY article, name",
    "SELECT * FROM segment ORDER BY id",
    "SELECT * FROM term_run ORDER BY first",
    "SELECT * FROM stem ORDER BY language",
    "SELECT * FROM meta WHERE key <> 'numbering' ORDER BY key",
};

static void assert_same_store(const char *path, const char *other)
{
    for (size_t i = 0; i < LENGTH(tables); i++)
        assert_same_query(path, other, tables[i]);
}

static kt_status reindex(const char *path, unsigned jobs, const char *rules,
                         kt_load_summary *summary, kt_error *err)
{
    const kt_load_options options = {.jobs = jobs, .rules = rules};
    return kt_reindex(path, &options, summary, err);
}

/* What another program might have left: other spans, values read from the
 * text, other tokens, stems. */
static const char *const other_program =
    "UPDATE meta SET value = 'tokens=0' WHERE key = 'fingerprint';"
    "UPDATE span SET label = 7, rule = 'r' WHERE label = 1 AND article % 3 = 0;"
    "INSERT INTO span SELECT article, start, start + 1, 16, NULL FROM span"
    " WHERE label = 1 AND article % 5 = 0;"
    "UPDATE article SET place = 'X', title = 'Y' WHERE id % 2 = 0;"
    "INSERT INTO provenance SELECT id, 'place', 'dateline', NULL FROM article"
    " WHERE id % 2 = 0;"
    "INSERT INTO field SELECT id, 'editor', '1' FROM article WHERE id % 7 = 0;"
    "INSERT INTO provenance SELECT id, 'editor', 'editor', 'n' FROM article"
    " WHERE id % 7 = 0;"
    "UPDATE article SET lang = 'xx', lang_clarity = 1 WHERE lang IS NULL OR"
    " lang_clarity IS NOT NULL;"
    "UPDATE term_run SET text = zeroblob(length(text));"
    "UPDATE segment SET data = x'00';"
    "INSERT INTO stem VALUES ('xx', 'y', x'00', x'00', x'00')";

/* Files, lines and long articles, in several chunks and segments. */
static void make_articles(void)
{
    uint32_t seed = 1;
    assert_int_equal(mkdir("d", 0700), 0);
    for (int i = 0; i < 300; i++) {
        char path[32], text[128];
        snprintf(path, sizeof path, "d/%03d.txt", i);
        snprintf(text, sizeof text,
                 "\nJudul %u \n\nKata%u caf\xC3\xA9 cafe\xCC\x81.\r\nLagi%s\n",
                 i, next_random(&seed, 400), i % 50 == 7 ? " \xFF\xFE" : "");
        write_text(path, text);
    }
    FILE *file = fopen("d/large.jsonl", "wb");
    assert_non_null(file);
    for (int i = 0; i < 30000; i++)
        fprintf(file,
                "{%s\"text\":\"satu dua karena polisi %s"
                "mempertanggungjawabkan%u x\",\"n\":7,\"source\":\"s%u\"}\n",
                i % 4 == 0 ? "" : "\"title\":\" T ujian\",",
                i % 8 == 0 ? "\\n\\n " : "", next_random(&seed, 9999),
                next_random(&seed, 9));
    for (int i = 0; i < 3; i++) {
        fputs("{\"title\":\"t\",\"lang\":\"en\",\"text\":\"", file);
        for (int w = 0; w < 70000; w++)
            fputs("a ", file);
        fputs("\"}\n", file);
    }
    assert_int_equal(fclose(file), 0);
}

static void a_store_becomes_what_a_fresh_import_is(void **state)
{
    (void)state;
    make_articles();
    import_file("new.db", "d", 2);
    import_file("other.db", "d", 1);
    execute("other.db", other_program);
    assert_query("new.db", "SELECT count(*) FROM article", "27515\n");
    for (unsigned jobs = 0; jobs <= 2; jobs++) {
        kt_error err;
        kt_load_summary summary;
        copy_file("other.db", "old.db");
        assert_ok(reindex("old.db", jobs, NULL, &summary, &err), &err);
        assert_same_store("old.db", "new.db");
        assert_query("old.db", "PRAGMA integrity_check", "ok\n");
        assert_query("old.db", "PRAGMA journal_mode", "delete\n");
        assert_int_equal(summary.articles, 27515);
        assert_int_equal(summary.failed, 0);
        assert_int_equal(summary.replaced, 12);
    }
}

/* Articles of which four fill a segment, and sixteen lines a chunk, so that no
 * segment tells where the first chunks ended. */
static void make_full_segments(const char *path)
{
    enum {
        LINE = 64 * 1024
    };
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int i = 0; i < 100; i++) {
        int len = fprintf(file, "{\"text\":\"a%03d", i);
        for (; len + 5 < LINE - 3; len += 5)
            fputs(" kata", file);
        fprintf(file, "\"%*s}\n", LINE - len - 3, "");
    }
    assert_int_equal(fclose(file), 0);
}

static void a_full_draft_ends_where_a_segment_did(void **state)
{
    (void)state;
    kt_error err;
    make_full_segments("in.jsonl");
    import_file("new.db", "in.jsonl", 2);
    import_file("old.db", "in.jsonl", 2);
    assert_query("new.db",
                 "SELECT count(*), min(tokens) = max(tokens) FROM segment"
                 " WHERE id <= 12",
                 "12|1\n");
    assert_ok(reindex("old.db", 2, NULL, NULL, &err), &err);
    assert_same_store("old.db", "new.db");
}

/* Chunks of which each ends in the middle of what would be a segment. */
static void small_chunks_at_the_end_stay_apart(void **state)
{
    (void)state;
    kt_error err;
    FILE *file = fopen("in.jsonl", "wb");
    assert_non_null(file);
    for (int i = 0; i < 10000; i++)
        fprintf(file, "{\"text\":\"%0*d\"}\n", 50, i);
    assert_int_equal(fclose(file), 0);
    import_file("new.db", "in.jsonl", 1);
    import_file("old.db", "in.jsonl", 1);
    assert_query("new.db", "SELECT count(*) FROM segment", "3\n");
    assert_ok(reindex("old.db", 1, NULL, NULL, &err), &err);
    assert_same_store("old.db", "new.db");
}

static void several_imports_stay_apart(void **state)
{
    (void)state;
    static const char *const stores[] = {"new.db", "old.db"};
    kt_error err;
    static const char *const paths[] = {"a.txt", "b.txt", "c.txt"};
    for (size_t n = 0; n < LENGTH(paths); n++) {
        char text[32];
        snprintf(text, sizeof text, "Judul\nsatu dua%.*s", (int)n, "\n\n");
        write_text(paths[n], text);
        for (size_t i = 0; i < LENGTH(stores); i++)
            import_file(stores[i], paths[n], 1);
    }
    execute("old.db", other_program);
    assert_ok(reindex("old.db", 2, NULL, NULL, &err), &err);
    assert_same_store("old.db", "new.db");
    assert_query("old.db", "SELECT count(*) FROM segment", "3\n");
}

/* Ids that are missing, no article, no table that says where chunks were. */
static const struct {
    const char *name, *sql, *ids;
} gaps[] = {
    {"an article that was taken out",
     "DELETE FROM article WHERE id = 2; DELETE FROM raw WHERE article = 2;"
     "DELETE FROM span WHERE article = 2;",
     "1\n3\n"},
    {"no article", "DELETE FROM article", ""},
    {"no segment", "DELETE FROM segment", "1\n2\n3\n"},
    {"no terms", "DELETE FROM term_run", "1\n2\n3\n"},
    {"no fingerprint", "DELETE FROM meta", "1\n2\n3\n"},
};

static void what_is_there_is_read_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(gaps); i++) {
        kt_error err;
        kt_corpus_info info;
        import_lines("s.db", "{\"text\":\"satu dua\"}\n{\"text\":\"dua\"}\n"
                             "{\"text\":\"tiga\"}\n");
        execute("s.db", gaps[i].sql);
        assert_ok(reindex("s.db", 1, NULL, NULL, &err), &err);
        assert_query("s.db", "SELECT id FROM article", gaps[i].ids);
        kt_corpus *corpus = open_corpus("s.db", 1);
        assert_ok(kt_corpus_info_get(corpus, &info, &err), &err);
        kt_corpus_close(corpus);
        assert_query("s.db",
                     "SELECT (SELECT ifnull(sum(tokens), 0) FROM article) ="
                     " (SELECT ifnull(sum(tokens), 0) FROM segment)",
                     "1\n");
        assert_int_equal(remove("s.db"), 0);
    }
}

static void other_rules_make_other_tokens(void **state)
{
    (void)state;
    kt_error err;
    static const char *const path = "in.jsonl";
    const kt_load_options plain = {.jobs = 1, .rules = "none"};
    write_text(path, "{\"text\":\"anak-anak Rp5 ribu\"}\n");
    import_file("s.db", path, 1);
    assert_ok(kt_import("plain.db", &path, 1, &plain, NULL, &err), &err);
    assert_ok(reindex("s.db", 1, "none", NULL, &err), &err);
    assert_same_store("s.db", "plain.db");
    /* Those of the store stay. */
    execute("s.db", other_program);
    assert_ok(reindex("s.db", 1, NULL, NULL, &err), &err);
    assert_same_store("s.db", "plain.db");
    execute("s.db", "UPDATE meta SET value = 'x y' WHERE key = 'rules'");
    assert_int_equal(reindex("s.db", 1, NULL, NULL, &err), KT_ERR_CORRUPT);
    assert_int_equal(reindex("s.db", 1, "x y", NULL, &err), KT_ERR_USAGE);
    assert_ok(reindex("s.db", 1, "", NULL, &err), &err);
    import_file("new.db", path, 1);
    assert_same_store("s.db", "new.db");
}

static void an_older_store_is_brought_up_to_date(void **state)
{
    (void)state;
    kt_error err;
    write_text("a.txt", "Judul\nsatu dua");
    import_file("new.db", "a.txt", 1);
    import_file("old.db", "a.txt", 1);
    execute("old.db", AS_SCHEMA_1
            "UPDATE meta SET value = 'tokens=0' WHERE key = 'fingerprint'");
    static const char *const path = "old.db";
    const kt_load_options options = {.jobs = 1, .any_rules = true};
    kt_corpus *corpus;
    assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
    kt_corpus_close(corpus);
    assert_ok(reindex("old.db", 1, NULL, NULL, &err), &err);
    assert_same_store("old.db", "new.db");
}

static void kept_stems_are_dropped(void **state)
{
    (void)state;
    kt_error err;
    import_lines("s.db", "{\"text\":\"berjalan\"}\n");
    execute("s.db", "INSERT INTO stem VALUES ('id', 'f', x'00', x'00', x'00')");
    assert_ok(reindex("s.db", 1, NULL, NULL, &err), &err);
    assert_query("s.db", "SELECT count(*) FROM stem", "0\n");
}

static void a_store_that_is_read_again_does_not_grow(void **state)
{
    (void)state;
    kt_error err;
    struct stat first, info;
    make_articles();
    import_file("s.db", "d", 2);
    assert_ok(reindex("s.db", 2, NULL, NULL, &err), &err);
    assert_int_equal(stat("s.db", &first), 0);
    for (int i = 0; i < 3; i++)
        assert_ok(reindex("s.db", 2, NULL, NULL, &err), &err);
    assert_int_equal(stat("s.db", &info), 0);
    assert_true(info.st_size <= first.st_size + first.st_size / 20);
}

/* An interrupt after the first draft was written. */
static void interrupt(void *ctx, int64_t bytes, int64_t total)
{
    (void)ctx;
    assert_in_range(bytes, 1, total);
    kt_interrupt();
}

static void count_done(void *ctx, const kt_load_summary *summary)
{
    (void)summary;
    ++*(unsigned *)ctx;
}

static void an_interrupt_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    kt_error err;
    unsigned done = 0;
    kt_load_summary summary;
    make_articles();
    import_file("s.db", "d", 2);
    execute("s.db", other_program);
    copy_file("s.db", "before.db");
    for (unsigned jobs = 1; jobs <= 2; jobs++) {
        const kt_load_options options = {.jobs = jobs,
                                         .rules = "none",
                                         .listener = {.ctx = &done,
                                                      .done = count_done,
                                                      .progress = interrupt}};
        assert_int_equal(kt_reindex("s.db", &options, &summary, &err),
                         KT_ERR_INTERRUPTED);
        kt_interrupt_clear();
        assert_non_null(strstr(err.message, "s.db is what it was"));
        assert_int_equal(summary.articles, 0);
        assert_int_equal(done, 0);
        assert_same_store("s.db", "before.db");
        assert_false(is_there("s.db-wal"));
    }
}

static void a_failure_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    kt_error err;
    import_lines("s.db", "{\"text\":\"satu\"}\n{\"text\":\"dua\"}\n");
    execute("s.db", "UPDATE span SET end = 1000 WHERE article = 2");
    copy_file("s.db", "before.db");
    assert_int_equal(reindex("s.db", 2, "none", NULL, &err), KT_ERR_CORRUPT);
    assert_non_null(strstr(err.message, "s.db: "));
    assert_same_store("s.db", "before.db");
}

static void a_store_that_another_process_writes_is_let_be(void **state)
{
    (void)state;
    kt_error err;
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    sqlite3 *db = open_sqlite("s.db");
    assert_int_equal(sqlite3_exec(db,
                                  "PRAGMA journal_mode = WAL;"
                                  "BEGIN IMMEDIATE",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(reindex("s.db", 1, NULL, NULL, &err), KT_ERR_LOCKED);
    sqlite3_close(db);
    assert_ok(reindex("s.db", 1, NULL, NULL, &err), &err);
}

static void only_a_store_is_read_again(void **state)
{
    (void)state;
    kt_error err;
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/a.txt", "Judul\nsatu");
    write_text("empty.db", "");
    assert_int_equal(reindex("none.db", 1, NULL, NULL, &err), KT_ERR_NOT_FOUND);
    assert_false(is_there("none.db"));
    static const char *const no_stores[] = {"d", "d/a.txt", "empty.db"};
    for (size_t i = 0; i < LENGTH(no_stores); i++) {
        assert_int_equal(reindex(no_stores[i], 1, NULL, NULL, &err),
                         KT_ERR_FORMAT);
        assert_non_null(strstr(err.message, "not a ktool store"));
    }
    kt_corpus_close(open_corpus("d", 1));
    assert_int_equal(system("cp cache/ktool/*.db private.db"), 0);
    assert_int_equal(reindex("private.db", 1, NULL, NULL, &err), KT_ERR_USAGE);
    assert_non_null(strstr(err.message, "a private store"));
}

/* The articles of a store given to an import follow the rules of today. */
static void a_store_that_is_imported_is_read_again(void **state)
{
    (void)state;
    static const char *const path = "old.db";
    kt_error err;
    const kt_load_options options = {.jobs = 1};
    write_text("in.jsonl", "{\"title\":\"Judul\",\"text\":\"satu\\n\\ndua\"}\n"
                           "{\"text\":\"tiga karena polisi\"}\n");
    import_file("new.db", "in.jsonl", 1);
    import_file("old.db", "in.jsonl", 1);
    execute("old.db", other_program);
    assert_ok(kt_import("copy.db", &path, 1, &options, NULL, &err), &err);
    assert_same_store("copy.db", "new.db");
}

/* Articles can be read from a store that other rules made, if asked for. */
static void articles_can_be_read_in_spite_of_other_rules(void **state)
{
    (void)state;
    static const char *const path = "s.db";
    kt_load_options options = {.jobs = 1};
    kt_error err;
    kt_corpus *corpus;
    kt_article *article;
    import_lines("s.db", "{\"title\":\"Judul\",\"text\":\"satu\"}\n");
    execute("s.db",
            "UPDATE meta SET value = 'tokens=0 ' || substr(value, 10) WHERE "
            "key = 'fingerprint'");
    assert_int_equal(kt_corpus_open(&path, 1, &options, &corpus, &err),
                     KT_ERR_FINGERPRINT);
    assert_non_null(strstr(err.message, "(tokens=0; now tokens="));
    assert_non_null(strstr(err.message, "run `ktool -c s.db reindex`"));
    assert_null(strstr(err.message, "unicode"));
    options.any_rules = true;
    assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
    assert_ok(kt_corpus_article(corpus, 1, true, &article, &err), &err);
    assert_int_equal(article->title.len, 5);
    kt_article_free(article);
    kt_corpus_close(corpus);
    execute("s.db", "DELETE FROM meta");
    assert_int_equal(kt_corpus_open(&path, 1, &options, &corpus, &err),
                     KT_ERR_CORRUPT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_store_becomes_what_a_fresh_import_is),
        IN_SCRATCH(a_full_draft_ends_where_a_segment_did),
        IN_SCRATCH(small_chunks_at_the_end_stay_apart),
        IN_SCRATCH(several_imports_stay_apart),
        IN_SCRATCH(what_is_there_is_read_again),
        IN_SCRATCH(other_rules_make_other_tokens),
        IN_SCRATCH(an_older_store_is_brought_up_to_date),
        IN_SCRATCH(kept_stems_are_dropped),
        IN_SCRATCH(a_store_that_is_read_again_does_not_grow),
        IN_SCRATCH(an_interrupt_leaves_the_store_as_it_was),
        IN_SCRATCH(a_failure_leaves_the_store_as_it_was),
        IN_SCRATCH(a_store_that_another_process_writes_is_let_be),
        IN_SCRATCH(only_a_store_is_read_again),
        IN_SCRATCH(a_store_that_is_imported_is_read_again),
        IN_SCRATCH(articles_can_be_read_in_spite_of_other_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
