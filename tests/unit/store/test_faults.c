#include "query.h"

#include "../private_store.h"
#include "fault_vfs.h"
#include "store/draft_writer.h"
#include "store/import.h"
#include "store/term_run.h"

#include <dirent.h>
#include <ktool/fts5.h>
#include <ktool/words.h>
#include <sys/wait.h>

/* Of what is freed little is kept from being used again: there is much, and a
 * child is a copy of all of it. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "quarantine_size_mb=16";
}

/* Articles of a batch. */
enum {
    BATCH = 4
};

/* A file of one batch: with so many empty bytes behind it that what follows is
 * another chunk, and no more, for most imports here would only read these. */
static void write_batch(const char *path, int first)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int i = first; i < first + BATCH; i++)
        fprintf(file,
                "{\"title\":\"Judul %d\",\"text\":\"\\\"Kata%d dan kata,\\\" "
                "kata Wati.\\nmembaca%d\",\"n\":%d,\"source\":\"s%d\","
                "\"date\":\"2024-05-0%d\"}\n",
                i, i, i, i, i % 2, i % 9 + 1);
    fprintf(file, "%*s\n", 160 << 10, "");
    assert_int_equal(fclose(file), 0);
}

/* Progress at which to die, from 1; 0: never. */
static unsigned die_at, progress;

/* What happens at the first progress, if anything. */
static void (*happens)(void);

static void hear_progress(void *ctx, int64_t bytes, int64_t total)
{
    (void)ctx;
    (void)bytes;
    (void)total;
    if (++progress == die_at)
        raise(SIGKILL);
    if (progress == 1 && happens != NULL)
        happens();
}

static kt_status import_path(const char *store, const char *path,
                             int64_t batch_bytes, kt_load_summary *summary,
                             kt_error *err)
{
    const kt_import_options options = {.paths = &path,
                                       .path_count = 1,
                                       .jobs = 1,
                                       .batch_bytes = batch_bytes,
                                       .listener.progress = hear_progress};
    progress = 0;
    return kt_import_paths(store, &options, summary, err);
}

/* Import one path, a transaction for each of its files. */
static kt_status import_batches(const char *store, const char *path,
                                kt_load_summary *summary, kt_error *err)
{
    return import_path(store, path, 1, summary, err);
}

static kt_status remove_some(const char *path, kt_error *err)
{
    const kt_load_options options = {.jobs = 1, .writable = true};
    static const int64_t ids[] = {2, 7, 12};
    kt_corpus *corpus;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, err);
    if (status != KT_OK)
        return status;
    hear_progress(NULL, 0, 0);
    status = kt_corpus_remove(corpus, ids, 3, NULL, err);
    kt_corpus_close(corpus);
    return status;
}

/* Tags, in one transaction; in another, an annotation. */
static kt_status tag_some(const char *path, kt_error *err)
{
    const kt_load_options options = {.jobs = 1, .writable = true};
    static const int64_t ids[] = {2, 7, 12};
    kt_corpus *corpus;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, err);
    if (status != KT_OK)
        return status;
    hear_progress(NULL, 0, 0);
    status = kt_corpus_tag(corpus, ids, 3, KT_SLICE("penting"), err);
    kt_corpus_close(corpus);
    return status;
}

static kt_status annotate_one(const char *path, kt_error *err)
{
    const kt_load_options options = {.jobs = 1, .writable = true};
    kt_corpus *corpus;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, err);
    if (status != KT_OK)
        return status;
    hear_progress(NULL, 0, 0);
    status = kt_corpus_annotate(corpus, 5, KT_SLICE("isu"), KT_SLICE("[\"a\"]"),
                                err);
    kt_corpus_close(corpus);
    return status;
}

static kt_status compact_store(const char *path, kt_error *err)
{
    const kt_load_options options = {.jobs = 1,
                                     .listener.progress = hear_progress};
    int64_t freed;
    return kt_compact(path, &options, &freed, err);
}

static kt_status make_fts5(const char *path, kt_error *err)
{
    const kt_load_options options = {.jobs = 1,
                                     .listener.progress = hear_progress};
    return kt_fts5_make(path, &options, NULL, err);
}

/* How all words of the articles under a path are counted, by stems. */
static kt_status count_words(const char *path, size_t *total, kt_error *err)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    const kt_load_options load = {.jobs = 1};
    kt_corpus *corpus;
    kt_words *words = NULL;
    kt_counter *counter = NULL;
    kt_number sum = {0};
    options.stem = "id";
    kt_status status = kt_corpus_open(&path, 1, &load, &corpus, err);
    if (status == KT_OK)
        status = kt_words_new(corpus, &options, &words, err);
    if (status == KT_OK)
        status = kt_words_count(words, &counter, err);
    if (status == KT_OK)
        status = kt_counter_total(counter, &sum, err);
    if (status == KT_OK)
        *total = (size_t)sum.as.integer + kt_counter_count(counter) * 1000;
    kt_counter_free(counter);
    kt_words_free(words);
    kt_corpus_close(corpus);
    return status;
}

/* Of the folder e: one without stems, and one from before e was changed. */
static private_store current = {.copy = "current.db"},
                     outdated = {.copy = "outdated.db"};

static void make_private_stores(void)
{
    static const char *const path = "e";
    const kt_load_options options = {.jobs = 1};
    kt_error err;
    kt_corpus *corpus;
    size_t total;
    assert_int_equal(mkdir(path, 0700), 0);
    write_text("e/a.txt", "Judul\nmembaca satu");
    write_text("e/b.txt", "dua");
    assert_ok(count_words(path, &total, &err), &err);
    take_out_of_cache(&outdated);
    write_text("e/b.txt", "tiga");
    assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
    kt_corpus_close(corpus);
    take_out_of_cache(&current);
}

/* Make a store of what another is changed to. */
static void make_changed(const char *path, const char *from,
                         kt_status (*change)(const char *path, kt_error *err))
{
    kt_error err;
    copy_file(from, path);
    assert_ok(change(path, &err), &err);
}

/* d: what is imported; base.db: what d is appended to;
 * new.db and more.db: what an undisturbed import makes of both; stale.db: one
 * by other rules; the others: what new.db and base.db are changed to. */
static void make_files(void)
{
    kt_error err;
    kt_load_summary summary;
    fault_install();
    fault_arm(FAULT_NONE, 0, false);
    assert_int_equal(mkdir("d", 0700), 0);
    make_private_stores();
    write_batch("base.jsonl", 0);
    write_batch("d/a.jsonl", BATCH);
    write_batch("d/b.jsonl", 2 * BATCH);
    write_batch("d/c.jsonl", 3 * BATCH);
    import_file("base.db", "base.jsonl", 1);
    assert_ok(import_batches("new.db", "d", &summary, &err), &err);
    assert_query("new.db", "SELECT count(*) FROM segment", "3\n");
    copy_file("base.db", "more.db");
    assert_ok(import_batches("more.db", "d", &summary, &err), &err);
    copy_file("new.db", "stale.db");
    execute("stale.db", "UPDATE span SET label = 7, rule = 'x' WHERE label = 1;"
                        "UPDATE meta SET value = 'tokens=0'"
                        " WHERE key = 'fingerprint'");
    make_changed("removed.db", "new.db", remove_some);
    make_changed("compact.db", "removed.db", compact_store);
    make_changed("tagged.db", "new.db", tag_some);
    make_changed("annotated.db", "new.db", annotate_one);
    make_changed("fts.db", "new.db", make_fts5);
    make_changed("base-fts.db", "base.db", make_fts5);
}

static int64_t number(sqlite3 *db, const char *sql)
{
    sqlite3_stmt *row;
    if (sqlite3_prepare_v2(db, sql, -1, &row, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    int code = sqlite3_step(row);
    int64_t value = sqlite3_column_int64(row, 0);
    if (code != SQLITE_ROW || sqlite3_finalize(row) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    return value;
}

/* Whether the terms of a store are those that another begins with. */
static void assert_first_terms(const char *path, const char *other)
{
    kt_error err;
    kt_db *dbs[2];
    kt_term_run *runs[2];
    size_t counts[2];
    uint32_t term[2] = {0}, run[2] = {0};
    for (int i = 0; i < 2; i++) {
        assert_ok(kt_db_open(i == 0 ? path : other, KT_DB_READ, &dbs[i], &err),
                  &err);
        assert_ok(kt_term_runs_read(dbs[i], true, &runs[i], &counts[i], &err),
                  &err);
    }
    while (run[0] < counts[0]) {
        kt_slice text[2];
        for (int i = 0; i < 2; i++) {
            assert_true(run[i] < counts[i]);
            const kt_term_run *r = &runs[i][run[i]];
            uint32_t start = term[i] == 0 ? 0 : r->ends[term[i] - 1];
            text[i] = (kt_slice){r->text + start, r->ends[term[i]] - start};
            if (++term[i] == r->count) {
                term[i] = 0;
                run[i]++;
            }
        }
        assert_true(kt_slice_equal(text[0], text[1]));
    }
    for (int i = 0; i < 2; i++) {
        kt_term_runs_free(runs[i], counts[i]);
        kt_db_close(dbs[i]);
    }
}

/* Whether the rows of a store are those of the first articles of another,
 * which an undisturbed import made. Returns how many these are. */
static int64_t assert_first_articles(const char *path, const char *other)
{
    static const struct {
        const char *table, *article, *columns;
    } tables[] = {{"article", "id", "*"},
                  {"raw", "article", "*"},
                  {"span", "article", "*"},
                  {"field", "article", "*"},
                  {"provenance", "article", "*"},
                  {"identity", "article", "hash, article"}};
    char sql[512];
    sqlite3 *db = open_sqlite(path);
    snprintf(sql, sizeof sql, "ATTACH '%s' AS o", other);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    long long count = number(db, "SELECT count(*) FROM article");
    for (size_t i = 0; i < LENGTH(tables); i++) {
        const char *t = tables[i].table, *a = tables[i].article,
                   *c = tables[i].columns;
        snprintf(sql, sizeof sql, "SELECT count(*) FROM main.%s", t);
        int64_t rows = number(db, sql);
        snprintf(sql, sizeof sql,
                 "SELECT count(*) FROM (SELECT %s FROM o.%s WHERE %s <= %lld"
                 " INTERSECT SELECT %s FROM main.%s)",
                 c, t, a, count, c, t);
        assert_int_equal(number(db, sql), rows);
        snprintf(sql, sizeof sql, "SELECT count(*) FROM o.%s WHERE %s <= %lld",
                 t, a, count);
        assert_int_equal(number(db, sql), rows);
    }
    assert_int_equal(number(db, "SELECT count(*) FROM (SELECT * FROM segment"
                                " EXCEPT SELECT * FROM o.segment)"),
                     0);
    assert_int_equal(number(db, "SELECT ifnull(sum(tokens), 0) FROM segment"),
                     number(db, "SELECT ifnull(sum(tokens), 0) FROM article"));
    assert_int_equal(number(db, "SELECT count(*) FROM pragma_integrity_check"
                                " WHERE integrity_check <> 'ok'"),
                     0);
    sqlite3_close(db);
    assert_first_terms(path, other);
    return count;
}

static void hear_fault(void *ctx, const char *text)
{
    fail_msg("%s: %s", (const char *)ctx, text);
}

/* Whether a store is what its articles' text gives. */
static void assert_sound(const char *path)
{
    kt_error err;
    char name[512];
    snprintf(name, sizeof name, "%s", path);
    assert_ok(kt_check_store(path, 1, hear_fault, name, &err), &err);
}

/* Tables that say what a store is, and not how it came to be. */
#define CONTENT                                                                \
    " FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE "         \
    "'article_fts_%' AND name NOT IN ('stem', 'label')"

/* The tables of a store, with their rows; the caller frees it. */
static char *content(const char *path)
{
    kt_buffer out = {0}, selects = {0};
    sqlite3 *db = open_sqlite(path);
    add_rows(&out, db, "SELECT name, sql" CONTENT);
    add_rows(&selects, db,
             "SELECT format('SELECT *%s FROM %s ORDER BY 1, 2', iif(name = "
             "'article_fts', ', rowid', ''), name)" CONTENT);
    kt_buffer_add_char(&selects, '\0');
    char *next = selects.data;
    for (char *sql; (sql = strsep(&next, "\n")) != NULL && *sql != '\0';)
        add_rows(&out, db, sql);
    sqlite3_close(db);
    kt_buffer_free(&selects);
    kt_buffer_add_char(&out, '\0');
    return out.data;
}

static bool same_content(const char *path, const char *other)
{
    char *found = content(path), *expected = content(other);
    bool same = strcmp(found, expected) == 0;
    free(found);
    free(expected);
    return same;
}

/* How many names in a folder begin with @p start and go on. */
static int count_names(const char *path, const char *start)
{
    DIR *names = opendir(path);
    struct dirent *entry;
    int count = 0;
    size_t len = strlen(start);
    while (names != NULL && (entry = readdir(names)) != NULL)
        count += strncmp(entry->d_name, start, len) == 0 &&
                 strlen(entry->d_name) > len && entry->d_name[0] != '.';
    if (names != NULL)
        closedir(names);
    return count;
}

/* What is done while files fail. */
typedef struct operation {
    const char *name;
    void (*prepare)(void);
    kt_status (*run)(kt_load_summary *summary, kt_error *err);
    /* Looks at all that is left when files work again, and makes it whole by
     * the same again. Returns what was left, as a number. */
    int64_t (*examine)(void);
    /* Whether that may be left after what run said; without a summary when
     * nobody lived to say it. */
    void (*check)(kt_status status, const kt_load_summary *summary,
                  int64_t left);
    const char *names; /* what a message must have */
} operation;

static void make_no_store(void)
{
    unlink("s.db");
}

static void make_base_store(void)
{
    copy_file("base.db", "s.db");
}

static void make_stale_store(void)
{
    copy_file("stale.db", "s.db");
}

static void make_new_store(void)
{
    copy_file("new.db", "s.db");
}

static void make_refreshed_store(void)
{
    put_into_cache(&outdated);
}

static void make_private_store(void)
{
    put_into_cache(&current);
}

static kt_status import_folder(kt_load_summary *summary, kt_error *err)
{
    return import_batches("s.db", "d", summary, err);
}

static kt_status reindex(kt_load_summary *summary, kt_error *err)
{
    const kt_load_options options = {.jobs = 1,
                                     .listener.progress = hear_progress};
    progress = 0;
    return kt_reindex("s.db", &options, summary, err);
}

/* All in one transaction, as is known before it begins. */
static kt_status import_at_once(kt_load_summary *summary, kt_error *err)
{
    return import_path("s.db", "d", KT_BATCH_BYTES, summary, err);
}

#define ON_STORE(name, prepared, run)                                          \
    static void make_##name(void)                                              \
    {                                                                          \
        copy_file(prepared, "s.db");                                           \
    }                                                                          \
    static kt_status name(kt_load_summary *summary, kt_error *err)             \
    {                                                                          \
        (void)summary;                                                         \
        progress = 0;                                                          \
        return run("s.db", err);                                               \
    }

ON_STORE(removing, "new.db", remove_some)
ON_STORE(tagging, "new.db", tag_some)
ON_STORE(annotating, "new.db", annotate_one)
ON_STORE(compacting, "removed.db", compact_store)
ON_STORE(indexing, "new.db", make_fts5)
ON_STORE(dropping, "fts.db", kt_fts5_remove)

static void make_base_fts(void)
{
    copy_file("base-fts.db", "s.db");
}

static kt_status count_store(kt_load_summary *summary, kt_error *err)
{
    return count_words("s.db", &summary->articles, err);
}

static kt_status count_folder(kt_load_summary *summary, kt_error *err)
{
    return count_words("e", &summary->articles, err);
}

/* Opened by a reader, a store that was being made holds whole batches and is
 * alone, or is none yet. */
static int64_t assert_whole_batches(const char *whole)
{
    static const char *const path = "s.db";
    const kt_load_options options = {.jobs = 1};
    kt_error err;
    kt_corpus *corpus;
    if (!is_there(path))
        return 0;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, &err);
    kt_corpus_close(corpus);
    if (status == KT_ERR_FORMAT) {
        assert_query(path, "SELECT count(*) FROM sqlite_schema", "0\n");
        return 0;
    }
    assert_int_equal(count_names(".", path), 0);
    if (status == KT_ERR_EMPTY) {
        assert_query(path, "SELECT count(*) FROM article", "0\n");
        return 0;
    }
    assert_ok(status, &err);
    int64_t count = assert_first_articles(path, whole);
    assert_int_equal(count % BATCH, 0);
    assert_sound(path);
    return count;
}

/* The same again completes it. */
static void assert_completes(const char *whole)
{
    kt_error err;
    kt_load_summary summary;
    assert_ok(import_batches("s.db", "d", &summary, &err), &err);
    assert_int_equal(count_names(".", "s.db"), 0);
    assert_sound("s.db");
    assert_int_equal(assert_first_articles("s.db", whole),
                     strcmp(whole, "new.db") == 0 ? 3 * BATCH : 4 * BATCH);
}

static int64_t examine_added(const char *whole, int64_t before)
{
    int64_t count = assert_whole_batches(whole) - before;
    assert_completes(whole);
    return count;
}

static int64_t examine_import(void)
{
    return examine_added("new.db", 0);
}

static int64_t examine_append(void)
{
    return examine_added("more.db", BATCH);
}

static int64_t examine_append_fts(void)
{
    int64_t count = examine_append();
    assert_query("s.db",
                 "SELECT (SELECT group_concat(id) FROM article) ="
                 " (SELECT group_concat(rowid) FROM article_fts)",
                 "1\n");
    execute("s.db",
            "INSERT INTO article_fts (article_fts) VALUES ('integrity-check')");
    return count;
}

static void check_added(kt_status status, const kt_load_summary *summary,
                        int64_t added)
{
    if (summary != NULL)
        assert_int_equal(added, summary->articles);
    if (status == KT_OK)
        assert_int_equal(added, 3 * BATCH);
}

/* The same again completes it. */
static int64_t examine_append_at_once(void)
{
    kt_error err;
    kt_load_summary again;
    int64_t added = assert_whole_batches("more.db") - BATCH;
    assert_ok(import_at_once(&again, &err), &err);
    assert_int_equal(again.articles, 3 * BATCH - added);
    assert_int_equal(assert_whole_batches("more.db"), 4 * BATCH);
    return added;
}

/* All of it was added, or nothing. */
static void check_append_at_once(kt_status status,
                                 const kt_load_summary *summary, int64_t added)
{
    if (summary != NULL)
        assert_int_equal(added, status == KT_OK ? 3 * BATCH : 0);
    assert_true(added == 0 || added == 3 * BATCH);
}

/* The store is what it was or what it was to become. */
static int64_t examine_reindexed(void)
{
    static const char *const path = "s.db";
    const kt_load_options options = {.jobs = 1};
    kt_error err;
    kt_corpus *corpus;
    kt_status opened = kt_corpus_open(&path, 1, &options, &corpus, &err);
    kt_corpus_close(corpus);
    assert_true(opened == KT_OK || opened == KT_ERR_FINGERPRINT);
    assert_int_equal(count_names(".", path), 0);
    assert_first_articles(path, opened == KT_OK ? "new.db" : "stale.db");
    assert_ok(kt_reindex(path, &options, NULL, &err), &err);
    assert_first_articles(path, "new.db");
    assert_sound(path);
    return opened == KT_OK;
}

static void check_changed(kt_status status, const kt_load_summary *summary,
                          int64_t changed)
{
    if (summary != NULL)
        assert_int_equal(changed, status == KT_OK);
}

/* A failure may come when all is done. */
static void check_compacted(kt_status status, const kt_load_summary *summary,
                            int64_t changed)
{
    (void)summary;
    assert_true(changed || status != KT_OK);
}

static size_t count_twice(const char *path)
{
    size_t first, again;
    kt_error err;
    assert_ok(count_words(path, &first, &err), &err);
    assert_ok(count_words(path, &again, &err), &err);
    assert_int_equal(again, first);
    return first;
}

static int64_t examine_counted(void)
{
    size_t words = count_twice("s.db");
    assert_int_equal(count_names(".", "s.db"), 0);
    assert_first_articles("s.db", "new.db");
    assert_sound("s.db");
    return (int64_t)words;
}

static void check_counted(kt_status status, const kt_load_summary *summary,
                          int64_t words)
{
    (void)status;
    if (summary != NULL && summary->articles != 0)
        assert_int_equal(summary->articles, words);
}

/* What a killed process was making has a longer name, and stays for a day. */
static bool is_finished(const char *path)
{
    return strcmp(path + strlen(path) - 3, ".db") == 0;
}

static kt_status check_one(void *ctx, const char *path, int64_t bytes,
                           int64_t used_at)
{
    int *unfinished = ctx;
    (void)bytes;
    (void)used_at;
    if (is_finished(path))
        assert_sound(path);
    else
        ++*unfinished;
    return KT_OK;
}

static int64_t examine_private(void)
{
    size_t words = count_twice("e");
    int unfinished = 0;
    assert_int_equal(kt_cache_each(check_one, &unfinished, NULL), KT_OK);
    assert_int_equal(count_names("cache/ktool", ""), 1 + unfinished);
    return (int64_t)words;
}

/* The store is what it was or what it was to become, and the same again makes
 * it that. */
static int64_t examine_changed(const char *before, const char *after,
                               kt_status (*change)(const char *path,
                                                   kt_error *err))
{
    kt_error err;
    assert_sound("s.db");
    assert_int_equal(count_names(".", "s.db"), 0);
    bool changed = same_content("s.db", after);
    assert_true(changed || same_content("s.db", before));
    if (!changed)
        assert_ok(change("s.db", &err), &err);
    assert_true(same_content("s.db", after));
    assert_sound("s.db");
    assert_int_equal(count_names(".", "s.db"), 0);
    return changed;
}

#define EXAMINE_CHANGED(name, before, after, change)                           \
    static int64_t examine_##name(void)                                        \
    {                                                                          \
        return examine_changed(before, after, change);                         \
    }

EXAMINE_CHANGED(removing, "new.db", "removed.db", remove_some)
EXAMINE_CHANGED(tagging, "new.db", "tagged.db", tag_some)
EXAMINE_CHANGED(annotating, "new.db", "annotated.db", annotate_one)
EXAMINE_CHANGED(compacting, "removed.db", "compact.db", compact_store)
EXAMINE_CHANGED(indexing, "new.db", "fts.db", make_fts5)
EXAMINE_CHANGED(dropping, "fts.db", "new.db", kt_fts5_remove)

static const operation operations[] = {
    {"importing", make_no_store, import_folder, examine_import, check_added,
     "s.db: "},
    {"appending", make_base_store, import_folder, examine_append, check_added,
     "s.db: "},
    {"appending at once", make_base_store, import_at_once,
     examine_append_at_once, check_append_at_once, "s.db: "},
    {"reindexing", make_stale_store, reindex, examine_reindexed, check_changed,
     "s.db: "},
    {"removing", make_removing, removing, examine_removing, check_changed,
     "s.db: "},
    {"tagging", make_tagging, tagging, examine_tagging, check_changed,
     "s.db: "},
    {"annotating", make_annotating, annotating, examine_annotating,
     check_changed, "s.db: "},
    {"compacting", make_compacting, compacting, examine_compacting,
     check_compacted, "s.db: "},
    {"indexing for others", make_indexing, indexing, examine_indexing,
     check_changed, "s.db: "},
    {"dropping that index", make_dropping, dropping, examine_dropping,
     check_changed, "s.db: "},
    {"appending to that index", make_base_fts, import_folder,
     examine_append_fts, check_added, "s.db: "},
    {"keeping stems", make_new_store, count_store, examine_counted,
     check_counted, "s.db: "},
    {"making a private store", forget_cache, count_folder, examine_private,
     check_counted, "cache/ktool/"},
    {"refreshing a private store", make_refreshed_store, count_folder,
     examine_private, check_counted, "cache/ktool/"},
    {"keeping stems in a private store", make_private_store, count_folder,
     examine_private, check_counted, "cache/ktool/"},
};

/* A store that was left is alone when it has been opened by a reader, or is
 * none yet. */
static void recover(void)
{
    static const char *const path = "s.db";
    const kt_load_options options = {.jobs = 1};
    kt_corpus *corpus;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, NULL);
    kt_corpus_close(corpus);
    if (is_there(path) && status != KT_ERR_FORMAT)
        assert_int_equal(count_names(".", path), 0);
}

static uint64_t hash_file(const char *path, uint64_t hash)
{
    char bytes[1 << 16];
    size_t got;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        hash = kt_hash((kt_slice){bytes, got}, hash);
    fclose(file);
    return hash;
}

/* Of the names in a folder that begin with @p start, and what is in them. */
static uint64_t hash_files(const char *path, const char *start)
{
    char name[512];
    DIR *names = opendir(path);
    struct dirent *entry;
    uint64_t hash = 0;
    while (names != NULL && (entry = readdir(names)) != NULL) {
        const char *n = entry->d_name;
        snprintf(name, sizeof name, "%s/%s", path, n);
        if (strncmp(n, start, strlen(start)) == 0 && *n != '.')
            hash += hash_file(name, kt_hash(kt_slice_of(n), 0));
    }
    if (names != NULL)
        closedir(names);
    return hash;
}

/* What attempts at one operation left. */
static struct {
    uint64_t hash;
    int64_t left;
} seen[512];
static size_t seen_count;

/* Hundreds of attempts leave the same few stores, byte for byte; of these
 * there is nothing new to be said. */
static int64_t examine_once(const operation *o)
{
    uint64_t hash = hash_files(".", "s.db") + hash_files("cache/ktool", "");
    for (size_t i = 0; i < seen_count; i++) {
        if (seen[i].hash == hash)
            return seen[i].left;
    }
    int64_t left = o->examine();
    assert_true(seen_count < LENGTH(seen));
    seen[seen_count].hash = hash;
    seen[seen_count++].left = left;
    return left;
}

static void check_left(const operation *o, kt_status status,
                       const kt_load_summary *summary)
{
    recover();
    o->check(status, summary, examine_once(o));
}

static void begin_operation(void)
{
    seen_count = 0;
    forget_cache();
    remove("s.db");
}

/* Call @p n fails, for ever or once. Returns false if there are fewer. */
static bool attempt(const operation *o, fault kind, long n, bool for_ever)
{
    kt_error err = {0};
    kt_load_summary summary = {0};
    o->prepare();
    fault_arm(kind, n, for_ever);
    kt_status status = o->run(&summary, &err);
    bool reached = fault_disarm();
    if (status != KT_OK && (strstr(err.message, o->names) == NULL ||
                            strstr(err.message, "; ") == NULL))
        fail_msg("%s, call %ld: '%s'", o->name, n, err.message);
    if (status != KT_OK && o->run == import_folder && summary.articles > 0)
        assert_non_null(strstr(err.message, "articles were added before"));
    check_left(o, status, &summary);
    return reached;
}

/* Once by a full disk, and for ever by one that is broken. */
static void every_write_can_fail(void **state)
{
    (void)state;
    make_files();
    for (size_t i = 0; i < LENGTH(operations); i++) {
        begin_operation();
        for (long n = 1; attempt(&operations[i], FAULT_FULL, n, false); n++)
            ;
        for (long n = 1; attempt(&operations[i], FAULT_IO, n, true); n++)
            ;
    }
}

/* Die at a call or a progress, of which one is 0. */
static void die(const operation *o, long call, unsigned at)
{
    int code;
    o->prepare();
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        kt_load_summary summary;
        die_at = at;
        if (call > 0)
            fault_arm(FAULT_KILL, call, false);
        o->run(&summary, NULL);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &code, 0), child);
    if (!WIFSIGNALED(code) || WTERMSIG(code) != SIGKILL)
        fail_msg("%s outlived call %ld, progress %u", o->name, call, at);
    check_left(o, KT_ERR_INTERRUPTED, NULL);
}

enum {
    DEATHS = 50 /* of an import; of all else a fifth */
};

static bool imports(const operation *o)
{
    return o->run == import_folder || o->run == import_at_once;
}

/* At every progress, and at calls that are spread over all there are. */
static void nothing_is_lost_by_dying(void **state)
{
    (void)state;
    make_files();
    for (size_t i = 0; i < LENGTH(operations); i++) {
        const operation *o = &operations[i];
        kt_load_summary summary;
        kt_error err;
        begin_operation();
        o->prepare();
        progress = 0;
        fault_arm(FAULT_NONE, 0, false);
        assert_ok(o->run(&summary, &err), &err);
        long calls = fault_plan.calls;
        unsigned moments = progress;
        for (unsigned n = 1; n <= moments; n++)
            die(o, 0, n);
        long deaths = imports(o) ? DEATHS - moments : DEATHS / 5;
        deaths = deaths < calls ? deaths : calls;
        for (long n = 0; n < deaths; n++)
            die(o, 1 + n * calls / deaths, 0);
    }
}

static void remove_store(void)
{
    assert_int_equal(unlink("s.db"), 0);
}

static void replace_store(void)
{
    copy_file("base.db", "t.db");
    assert_int_equal(rename("t.db", "s.db"), 0);
}

static void what_replaced_a_store_is_not_written_to(void **state)
{
    (void)state;
    make_files();
    /* All before it tell their progress. */
    for (size_t i = 0; operations[i].run != dropping; i++) {
        const operation *o = &operations[i];
        kt_error err;
        kt_load_summary summary;
        for (int replaced = 0; replaced < 2; replaced++) {
            o->prepare();
            happens = replaced ? replace_store : remove_store;
            if (o->run(&summary, &err) != KT_ERR_LOCKED)
                fail_msg("%s goes on without its store", o->name);
            happens = NULL;
            assert_non_null(strstr(err.message, "s.db: it was removed or rep"));
            assert_int_equal(count_names(".", "s.db"), 0);
            assert_int_equal(is_there("s.db"), replaced);
            if (replaced)
                assert_same_bytes("s.db", "base.db");
        }
    }
}

/* Whoever has a store open reads on in what was opened. */
static void a_store_can_go_while_it_is_read(void **state)
{
    (void)state;
    static void (*const events[])(void) = {remove_store, replace_store};
    make_files();
    for (size_t i = 0; i < LENGTH(events); i++) {
        kt_error err;
        kt_words *words;
        kt_counter *counter = NULL;
        kt_article *article = NULL;
        copy_file("more.db", "s.db");
        kt_corpus *corpus = open_corpus("s.db", 1);
        events[i]();
        assert_ok(kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, &err), &err);
        kt_status status = kt_words_count(words, &counter, &err);
        if (status == KT_OK)
            status = kt_corpus_article(corpus, 9, true, &article, &err);
        assert_ok(status, &err);
        kt_article_free(article);
        kt_counter_free(counter);
        kt_words_free(words);
        kt_corpus_close(corpus);
        assert_int_equal(count_names(".", "s.db"), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(every_write_can_fail),
        IN_SCRATCH(nothing_is_lost_by_dying),
        IN_SCRATCH(what_replaced_a_store_is_not_written_to),
        IN_SCRATCH(a_store_can_go_while_it_is_read),
    };
    setenv("KTOOL_HUNSPELL", "/none", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
