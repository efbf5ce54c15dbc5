#include "query.h"

#include "article/stream.h"
#include "store/import.h"
#include "store/segment.h"

#include <pthread.h>

/* What a listener was told. */
typedef struct told {
    kt_buffer text; /* "path:line: reason\n" for each failure */
    kt_load_summary summary;
    unsigned done, progress;
    int64_t bytes, total;
    unsigned interrupt_at; /* the progress at which to interrupt, from 1 */
} told;

static void hear_failure(void *ctx, const char *path, size_t line,
                         const char *reason)
{
    told *t = ctx;
    assert_int_equal(t->done, 0);
    kt_buffer_add_format(&t->text, "%s:%zu: %s\n", path, line, reason);
}

static void hear_done(void *ctx, const kt_load_summary *summary)
{
    told *t = ctx;
    t->summary = *summary;
    t->done++;
}

static void hear_progress(void *ctx, int64_t bytes, int64_t total)
{
    told *t = ctx;
    assert_true(bytes >= t->bytes);
    t->bytes = bytes;
    t->total = total;
    if (++t->progress == t->interrupt_at)
        kt_interrupt();
}

static kt_load_options options_for(told *t, unsigned jobs)
{
    return (kt_load_options){
        .jobs = jobs, .listener = {t, hear_failure, hear_done, hear_progress}};
}

/* A folder with files of every sort, in several chunks. */
static void make_articles(void)
{
    uint32_t seed = 1;
    assert_int_equal(mkdir("d", 0700), 0);
    for (int i = 0; i < 600; i++) {
        char path[32], text[128];
        snprintf(path, sizeof path, "d/%03d.txt", i);
        snprintf(text, sizeof text,
                 "Judul %u\n\nKata%u caf\xC3\xA9 cafe\xCC\x81.\n\nLagi%s\n", i,
                 next_random(&seed, 400), i % 50 == 7 ? " \xFF\xFE" : "");
        write_text(path, i % 97 == 5 ? "" : text);
    }
    FILE *file = fopen("d/large.jsonl", "wb");
    assert_non_null(file);
    for (int i = 0; i < 30000; i++)
        fprintf(file,
                "%s{\"title\":\"T%d\",\"text\":\"satu dua tiga "
                "mempertanggungjawabkan%u x\",\"n\":7,\"source\":\"s%u\"}\n",
                i % 1000 == 999 ? "broken " : "", i, next_random(&seed, 9999),
                next_random(&seed, 9));
    assert_int_equal(fclose(file), 0);
    write_bytes("d/z.gz", "\x1f\x8b\x08", 3);
}

static void the_store_does_not_depend_on_the_jobs(void **state)
{
    (void)state;
    static const struct {
        const char *store;
        unsigned jobs;
    } runs[] = {{"1.db", 1}, {"2.db", 2}, {"4.db", 4}, {"0.db", 0}};
    static const char *const path = "d";
    kt_error err;
    told first = {0};
    make_articles();
    for (size_t i = 0; i < LENGTH(runs); i++) {
        told t = {0};
        kt_load_options options = options_for(&t, runs[i].jobs);
        kt_load_summary summary;
        assert_ok(kt_import(runs[i].store, &path, 1, &options, &summary, &err),
                  &err);
        assert_memory_equal(&t.summary, &summary, sizeof summary);
        assert_int_equal(t.done, 1);
        kt_buffer_add_char(&t.text, '\0');
        if (i == 0) {
            first = t;
            continue;
        }
        assert_same_bytes(runs[i].store, runs[0].store);
        assert_string_equal(t.text.data, first.text.data);
        assert_memory_equal(&t.summary, &first.summary, sizeof summary);
        kt_buffer_free(&t.text);
    }
    kt_buffer_free(&first.text);
}

static void what_gave_no_article_is_told_in_order_and_counted(void **state)
{
    (void)state;
    static const char *const paths[] = {"a.txt", "empty", "b.jsonl",
                                        "a rather long name .gz",
                                        "sixteen bytes.gz"};
    kt_error err;
    told t = {0};
    kt_load_options options = options_for(&t, 2);
    kt_load_summary summary;
    write_text("a.txt", "Judul\nIsi \xFF\xFF");
    write_text("empty", " \n");
    write_text("b.jsonl", "{\"text\":\"a\"}\nx\n\n{\"n\":1}\n");
    write_bytes("a rather long name .gz", "\x1f\x8b\x08", 3);
    write_bytes("sixteen bytes.gz", "\x1f\x8b\x08", 3);
    assert_ok(kt_import("s.db", paths, LENGTH(paths), &options, &summary, &err),
              &err);
    kt_buffer_add_char(&t.text, '\0');
    assert_string_equal(
        t.text.data,
        "empty:0: empty file\n"
        "b.jsonl:2: not a JSON object\n"
        "b.jsonl:4: no text and no title\n"
        "a rather long name .gz:0: compressed with gzip; unpack it with: "
        "gunzip\n"
        "sixteen bytes.gz:0: compressed with gzip; unpack it with: gunzip\n");
    assert_int_equal(summary.articles, 2);
    assert_int_equal(summary.failed, 5);
    assert_int_equal(summary.replaced, 2);
    assert_int_equal(t.done, 1);
    assert_true(t.progress > 0);
    assert_true(t.total > 0);
    kt_buffer_free(&t.text);
    /* Only a private store keeps them. */
    assert_query("s.db", "SELECT count(*) FROM failure", "0\n");
}

static void an_article_is_stored_whole(void **state)
{
    (void)state;
    static const char *const path = "in.jsonl";
    write_text(path,
               "{\"title\":\"Judul\",\"text\":\"satu\\n\\ndua \xFF\",\"date\":"
               "\"2024-05-31 10:00\",\"source\":\"S\",\"x\":{\"y\":[1]},"
               "\"a\":null}\n{\"title\":\"Hanya\"}\n");
    import_file("s.db", path, 1);
    assert_query("s.db",
                 "SELECT id, title, date, source, author IS NULL, path, line,"
                 " bytes, replaced FROM article",
                 "1|Judul|2024-05-31T10:00|S|1|in.jsonl|1|19|1\n"
                 "2|Hanya|||1|in.jsonl|2|5|0\n");
    assert_query("s.db", "SELECT article, text, original IS NULL FROM raw",
                 "1|Judul\nsatu\n\ndua \xEF\xBF\xBD|0\n2|Hanya|1\n");
    assert_query("s.db",
                 "SELECT article, start, end, name FROM span JOIN label"
                 " ON label.id = label ORDER BY article, start",
                 "1|0|5|title\n1|6|10|body\n1|12|19|body\n2|0|5|title\n");
    assert_query("s.db", "SELECT * FROM field", "1|a|null\n1|x|{\"y\":[1]}\n");
    const char *fingerprint;
    char expected[321];
    kt_error err;
    assert_ok(kt_fingerprint(&fingerprint, &err), &err);
    snprintf(expected, sizeof expected, "%s\n", fingerprint);
    assert_query("s.db", "SELECT value FROM meta WHERE key = 'fingerprint'",
                 expected);
}

static void bytes_that_decoding_changed_are_kept(void **state)
{
    (void)state;
    write_bytes("bom.txt",
                "\xEF\xBB\xBF"
                "Judul\r\n\xE9",
                11);
    write_text("plain.txt", "Judul\n\xC3\xA9");
    static const char *const paths[] = {"bom.txt", "plain.txt"};
    kt_error err;
    const kt_load_options options = {.jobs = 1};
    assert_ok(kt_import("s.db", paths, 2, &options, NULL, &err), &err);
    assert_query("s.db", "SELECT article, hex(text), original FROM raw",
                 "1|4A7564756C0D0AEFBFBD|efbbbf4a7564756c0d0ae9\n"
                 "2|4A7564756C0AC3A9|\n");
}

static void the_view_shows_paragraphs_with_an_empty_line_between(void **state)
{
    (void)state;
    import_lines("s.db",
                 "{\"title\":\"J\",\"text\":\" satu \xC3\xA9 \\n\\n\\n dua\","
                 "\"date\":\"2024\",\"source\":\"S\"}\n{\"title\":\"K\"}\n");
    assert_query("s.db",
                 "SELECT id, date, source, title, text FROM"
                 " article_text",
                 "1|2024|S|J|satu \xC3\xA9\n\ndua\n2|||K|\n");
}

/* Adds up what each segment says of itself. */
static void speech_is_kept_as_spans(void **state)
{
    (void)state;
    import_lines("s.db", "{\"title\":\"Wati: 'Airnya keruh!'\",\"text\":\"Satu "
                         "\\\"dua\\\" tiga.\\n\\\"Empat,\\\" kata Wati\"}\n");
    assert_query("s.db",
                 "SELECT start, end, label, rule IS NULL FROM span"
                 " ORDER BY start, end DESC",
                 "0|21|0|1\n6|21|16|1\n22|38|1|1\n39|57|1|1\n39|47|16|1\n");
    import_file("t.db", "s.db", 1); /* as it was */
    assert_query("t.db", "SELECT start, end FROM span WHERE label = 16",
                 "6|21\n39|47\n");
}

static void check_stream(const char *path)
{
    kt_error err;
    sqlite3_stmt *rows;
    sqlite3 *db = open_sqlite(path);
    int64_t position = 0, id = 0;
    static uint32_t ids[KT_SEGMENT_TOKENS];
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT * FROM segment ORDER BY id",
                                        -1, &rows, NULL),
                     SQLITE_OK);
    while (sqlite3_step(rows) == SQLITE_ROW) {
        kt_segment segment;
        kt_slice blob = {sqlite3_column_blob(rows, 4),
                         (size_t)sqlite3_column_bytes(rows, 4)};
        assert_ok(kt_segment_open(blob, true, &segment, &err), &err);
        assert_int_equal(sqlite3_column_int64(rows, 0), ++id);
        assert_int_equal(sqlite3_column_int64(rows, 1), position);
        assert_int_equal(sqlite3_column_int64(rows, 2), segment.tokens);
        assert_int_equal(sqlite3_column_int64(rows, 3),
                         kt_segment_checksum(blob));
        assert_in_range(segment.tokens, 1, KT_SEGMENT_TOKENS);
        kt_segment_ids(&segment, ids);
        bool begins = ids[kt_segment_token(&segment, 0)] == KT_MARK_ARTICLE;
        assert_int_equal(begins, segment.label == KT_NO_LABEL);
        position += segment.tokens;
    }
    sqlite3_finalize(rows);
    sqlite3_close(db);
}

static void articles_lie_one_after_the_other_in_the_stream(void **state)
{
    (void)state;
    static const unsigned lengths[] = {10, 65530, 1, 65536, 200000, 70000, 2};
    FILE *file = fopen("long.jsonl", "wb");
    assert_non_null(file);
    for (size_t i = 0; i < LENGTH(lengths); i++) {
        fputs("{\"title\":\"t\",\"text\":\"", file);
        for (unsigned w = 0; w < lengths[i]; w++)
            fputs("a ", file);
        fputs("\"}\n", file);
    }
    assert_int_equal(fclose(file), 0);
    import_file("s.db", "long.jsonl", 2);
    import_lines("s.db", "{\"text\":\"satu dua\"}\n");
    check_stream("s.db");
    /* A title takes three markers and a token, a body two markers. */
    assert_query("s.db", "SELECT tokens FROM article",
                 "16\n65536\n7\n65542\n200006\n70006\n8\n5\n");
    assert_query("s.db",
                 "SELECT count(*) FROM article a JOIN article b"
                 " ON b.id = a.id + 1"
                 " WHERE b.position <> a.position + a.tokens",
                 "0\n");
    assert_query("s.db",
                 "SELECT (SELECT sum(tokens) FROM article) ="
                 " (SELECT sum(tokens) FROM segment)",
                 "1\n");
}

static void imports_into_one_store_follow_each_other(void **state)
{
    (void)state;
    import_lines("s.db", "{\"text\":\"satu dua\"}\n{\"text\":\"tiga\"}\n");
    import_lines("s.db", "{\"text\":\"dua empat\"}\n");
    import_lines("s.db", "{\"text\":\"lima\"}\n");
    assert_query("s.db",
                 "SELECT a.id, text, position FROM article a JOIN raw"
                 " ON article = a.id",
                 "1|satu dua|0\n2|tiga|5\n3|dua empat|9\n4|lima|14\n");
    check_stream("s.db");
    /* A word that was there before has no second id. */
    assert_query("s.db", "SELECT sum(count) FROM term_run", "5\n");
}

static void nothing_lies_beside_a_store_when_it_is_closed(void **state)
{
    (void)state;
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    static const char *const beside[] = {"s.db-wal", "s.db-shm",
                                         "s.db-journal"};
    for (size_t i = 0; i < LENGTH(beside); i++)
        assert_false(is_there(beside[i]));
    assert_query("s.db", "PRAGMA journal_mode", "delete\n");
    assert_query("s.db", "PRAGMA integrity_check", "ok\n");
    assert_query("s.db", "PRAGMA foreign_key_check", "");
}

static void an_import_of_nothing_leaves_nothing(void **state)
{
    (void)state;
    static const char *const path = "empty";
    kt_error err;
    kt_load_summary summary;
    const kt_load_options options = {.jobs = 1};
    write_text("empty", "");
    kt_import("s.db", &path, 1, &options, &summary, &err);
    assert_int_equal(summary.articles, 0);
    assert_int_equal(summary.failed, 1);
    assert_false(is_there("s.db"));
    static const char *const none = "none";
    assert_int_equal(kt_import("s.db", &none, 1, &options, &summary, &err),
                     KT_ERR_NOT_FOUND);
    assert_int_equal(summary.failed, 0);
    assert_false(is_there("s.db"));
}

static void an_interrupt_before_the_first_batch_leaves_nothing(void **state)
{
    (void)state;
    static const char *const path = "a.txt";
    kt_error err;
    told t = {0};
    kt_load_options options = options_for(&t, 2);
    write_text(path, "Judul\nIsi");
    kt_interrupt();
    assert_int_equal(kt_import("s.db", &path, 1, &options, NULL, &err),
                     KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    assert_false(is_there("s.db"));
    assert_false(is_there("s.db-wal"));
    assert_int_equal(t.done, 1);
    kt_buffer_free(&t.text);
    import_file("s.db", path, 2);
    assert_query("s.db", "SELECT count(*) FROM article", "1\n");
}

/* Whoever is interrupted while it waits for another process that makes the
 * store leaves that its file. */
static void an_interrupt_leaves_what_another_makes(void **state)
{
    (void)state;
    static const char *const path = "a.txt";
    const kt_load_options options = {.jobs = 1};
    kt_error err;
    write_text(path, "Judul\nIsi");
    sqlite3 *other = open_sqlite("s.db-unfinished");
    assert_int_equal(sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL),
                     SQLITE_OK);
    kt_interrupt();
    assert_int_equal(kt_import("s.db", &path, 1, &options, NULL, &err),
                     KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    assert_true(is_there("s.db-unfinished"));
    assert_false(is_there("s.db"));
    sqlite3_close(other);
    import_file("s.db", path, 1);
    assert_false(is_there("s.db-unfinished"));
}

/* Articles of a megabyte: a batch is 64 of them. */
enum {
    TIMES = 150
};

static void write_megabyte(const char *path, size_t number)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "Judul %zu\n", number);
    for (int i = 0; i < 1100000; i++)
        putc(i % 100000 == 0 ? '\n' : 'x', file);
    assert_int_equal(fclose(file), 0);
}

static void after_an_interrupt_the_whole_batches_are_there(void **state)
{
    (void)state;
    static const char *const path = "big";
    kt_error err;
    told t = {.interrupt_at = TIMES - 20};
    kt_load_options options = options_for(&t, 2);
    kt_load_summary summary;
    char expected[64];
    assert_int_equal(mkdir(path, 0700), 0);
    for (size_t i = 0; i < TIMES; i++) {
        char name[32];
        snprintf(name, sizeof name, "big/%03zu", i);
        write_megabyte(name, i);
    }
    assert_int_equal(kt_import("s.db", &path, 1, &options, &summary, &err),
                     KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    kt_buffer_free(&t.text);
    assert_in_range(summary.articles, 60, TIMES - 21);
    assert_memory_equal(&t.summary, &summary, sizeof summary);
    snprintf(expected, sizeof expected, "%zu\n", summary.articles);
    assert_query("s.db", "SELECT count(*) FROM article", expected);
    assert_query("s.db", "SELECT count(*) FROM raw", expected);
    assert_query("s.db", "PRAGMA integrity_check", "ok\n");
    check_stream("s.db");
    assert_false(is_there("s.db-wal"));
    /* The same again imports the rest. */
    size_t first = summary.articles;
    options.listener = (kt_load_listener){0};
    assert_ok(kt_import("s.db", &path, 1, &options, &summary, &err), &err);
    assert_int_equal(summary.skipped, first);
    assert_int_equal(summary.articles, TIMES - first);
    assert_query("s.db", "SELECT count(DISTINCT path) FROM article", "150\n");
    check_stream("s.db");
}

static void an_unreadable_file_is_no_end(void **state)
{
    (void)state;
    static const char *const path = "d";
    kt_error err;
    kt_load_summary summary;
    const kt_load_options options = {.jobs = 2};
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/a.txt", "A");
    assert_int_equal(symlink("nowhere", "d/b.txt"), 0);
    write_text("d/c.txt", "C");
    assert_ok(kt_import("s.db", &path, 1, &options, &summary, &err), &err);
    assert_int_equal(summary.articles, 2);
    assert_int_equal(summary.failed, 1);
    assert_query("s.db", "SELECT path FROM article", "d/a.txt\nd/c.txt\n");
}

static void what_was_added_before_a_failure_is_told(void **state)
{
    (void)state;
    static const char *const paths[] = {"a.txt", "b.txt"};
    kt_error err;
    told t = {.interrupt_at = 1};
    kt_load_summary summary;
    const kt_import_options options = {
        .paths = paths,
        .path_count = 2,
        .jobs = 1,
        .batch_bytes = 1000000,
        .listener = {.ctx = &t, .progress = hear_progress}};
    write_megabyte("a.txt", 1);
    write_text("b.txt", "less than a batch");
    assert_int_equal(kt_import_paths("s.db", &options, &summary, &err),
                     KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    assert_non_null(strstr(err.message, "; 1 article was added before, and the "
                                        "same again adds the rest"));
    assert_query("s.db", "SELECT path FROM article", "a.txt\n");
}

typedef struct other_import {
    const char *path;
    kt_status status;
    kt_error err;
} other_import;

static void *import_too(void *ctx)
{
    other_import *other = ctx;
    kt_load_summary summary;
    const kt_import_options options = {
        .paths = &other->path, .path_count = 1, .jobs = 1, .batch_bytes = 1};
    other->status = kt_import_paths("s.db", &options, &summary, &other->err);
    return NULL;
}

static void two_imports_at_once_both_arrive(void **state)
{
    (void)state;
    for (int round = 0; round < 20; round++) {
        pthread_t thread;
        other_import a = {.path = "a.txt"}, b = {.path = "b.txt"};
        write_text("a.txt", "satu");
        write_text("b.txt", "dua");
        assert_int_equal(pthread_create(&thread, NULL, import_too, &a), 0);
        import_too(&b);
        pthread_join(thread, NULL);
        assert_ok(a.status, &a.err);
        assert_ok(b.status, &b.err);
        assert_query("s.db", "SELECT count(*) FROM article", "2\n");
        check_stream("s.db");
        assert_int_equal(remove("s.db"), 0);
    }
}

/* Their batches, of a file each, come in any order. */
static void long_imports_at_once_take_turns(void **state)
{
    (void)state;
    pthread_t thread;
    other_import a = {.path = "a"}, b = {.path = "b"};
    assert_int_equal(mkdir("a", 0700), 0);
    assert_int_equal(mkdir("b", 0700), 0);
    for (size_t i = 0; i < 12; i++) {
        char name[32];
        /* Two of each are the same in both. */
        snprintf(name, sizeof name, "%s/%zu", i % 2 == 0 ? "a" : "b", i);
        write_megabyte(name, i < 8 ? i : i / 2);
    }
    assert_int_equal(pthread_create(&thread, NULL, import_too, &a), 0);
    import_too(&b);
    pthread_join(thread, NULL);
    assert_ok(a.status, &a.err);
    assert_ok(b.status, &b.err);
    assert_query("s.db", "SELECT count(*), count(DISTINCT text) FROM raw",
                 "8|8\n");
    check_stream("s.db");
    assert_query("s.db", "PRAGMA integrity_check", "ok\n");
}

/* The log of a store that is still open was not merged into it when it was
 * removed. */
static void what_a_removed_store_left_is_not_taken(void **state)
{
    (void)state;
    write_text("a.txt", "satu");
    import_file("s.db", "a.txt", 1);
    sqlite3 *open = open_sqlite("s.db");
    assert_int_equal(sqlite3_exec(open,
                                  "PRAGMA journal_mode = WAL;"
                                  "UPDATE raw SET text = 'lain'",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    assert_true(is_there("s.db-wal"));
    assert_int_equal(remove("s.db"), 0);
    write_text("a.txt", "dua");
    import_file("s.db", "a.txt", 1);
    assert_false(is_there("s.db-wal"));
    assert_query("s.db", "SELECT text FROM raw", "dua\n");
    sqlite3_close(open);
    assert_query("s.db", "SELECT text FROM raw", "dua\n");
}

static const struct {
    const char *name, *bytes; /* NULL: a folder */
    kt_status status;
} in_the_way[] = {
    {"nothing yet", "", KT_OK},
    {"garbage", "no store at all, whatever its name is", KT_OK},
    {"half a header", "SQLite format 3", KT_OK},
    {"a folder", NULL, KT_ERR_IO},
};

static void what_a_killed_import_left_is_not_in_the_way(void **state)
{
    (void)state;
    static const char *const path = "a.txt";
    const kt_load_options options = {.jobs = 1};
    write_text("a.txt", "satu");
    for (size_t i = 0; i < LENGTH(in_the_way); i++) {
        kt_error err = {0};
        if (in_the_way[i].bytes == NULL)
            assert_int_equal(mkdir("s.db-unfinished", 0700), 0);
        else
            write_text("s.db-unfinished", in_the_way[i].bytes);
        kt_status status = kt_import("s.db", &path, 1, &options, NULL, &err);
        if (status != in_the_way[i].status)
            fail_msg("%s: %s", in_the_way[i].name, err.message);
        assert_int_equal(is_there("s.db"), status == KT_OK);
        assert_int_equal(is_there("s.db-unfinished"), status != KT_OK);
        if (status == KT_OK)
            assert_int_equal(remove("s.db"), 0);
        else
            assert_non_null(strstr(err.message, "remove that"));
    }
}

/* As who makes one anew beside the one in use names it. */
static void a_store_named_like_a_new_one_stays(void **state)
{
    (void)state;
    write_text("a.txt", "satu");
    import_file("s.db-new", "a.txt", 1);
    import_file("s.db", "a.txt", 1);
    assert_query("s.db-new", "SELECT count(*) FROM article", "1\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(the_store_does_not_depend_on_the_jobs),
        IN_SCRATCH(what_a_killed_import_left_is_not_in_the_way),
        IN_SCRATCH(a_store_named_like_a_new_one_stays),
        IN_SCRATCH(what_gave_no_article_is_told_in_order_and_counted),
        IN_SCRATCH(an_article_is_stored_whole),
        IN_SCRATCH(bytes_that_decoding_changed_are_kept),
        IN_SCRATCH(the_view_shows_paragraphs_with_an_empty_line_between),
        IN_SCRATCH(speech_is_kept_as_spans),
        IN_SCRATCH(articles_lie_one_after_the_other_in_the_stream),
        IN_SCRATCH(imports_into_one_store_follow_each_other),
        IN_SCRATCH(nothing_lies_beside_a_store_when_it_is_closed),
        IN_SCRATCH(an_import_of_nothing_leaves_nothing),
        IN_SCRATCH(an_interrupt_before_the_first_batch_leaves_nothing),
        IN_SCRATCH(an_interrupt_leaves_what_another_makes),
        IN_SCRATCH(after_an_interrupt_the_whole_batches_are_there),
        IN_SCRATCH(what_was_added_before_a_failure_is_told),
        IN_SCRATCH(an_unreadable_file_is_no_end),
        IN_SCRATCH(two_imports_at_once_both_arrive),
        IN_SCRATCH(long_imports_at_once_take_turns),
        IN_SCRATCH(what_a_removed_store_left_is_not_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
