/* An import of one batch into a store at rest, and who comes meanwhile. */
#include "query.h"

#include "store/draft_writer.h"
#include "store/import.h"

#include <fcntl.h>
#include <sys/wait.h>

static const char *const store = "s.db";

static const char *const more = "more.jsonl";

static const char added[] = "{\"text\":\"tiga\",\"url\":\"u2\"}\n"
                            "{\"text\":\"empat dua\",\"url\":\"u3\"}\n";

enum {
    CHUNKS = 48 /* of about a megabyte: more than SQLite keeps in memory by
                   itself */
};

/* An import in another process, since the locks of this one do not stop it. It
 * is held when its articles are written and before they are committed. */
typedef struct held_import {
    pid_t pid;
    int told; /* a byte once it is held, then how it failed, if it did */
    int go;   /* closed: it goes on */
    char message[512];
} held_import;

static int tells, goes_on;

static void hold(void *ctx, int64_t bytes, int64_t total)
{
    char byte;
    (void)ctx;
    (void)bytes;
    (void)total;
    if (write(tells, "x", 1) != 1 || read(goes_on, &byte, 1) != 0)
        abort();
}

static int import_more(unsigned wait)
{
    kt_error err;
    kt_load_summary summary;
    const kt_import_options options = {.paths = &more,
                                       .path_count = 1,
                                       .jobs = 2,
                                       .batch_bytes = KT_BATCH_BYTES,
                                       .listener.progress = hold};
    kt_store_wait(wait);
    kt_status status = kt_import_paths(store, &options, &summary, &err);
    if (status != KT_OK && write(tells, err.message, strlen(err.message)) < 0)
        abort();
    return (int)status;
}

static held_import begin_import(unsigned wait)
{
    int told[2], go[2];
    char byte;
    assert_int_equal(pipe(told), 0);
    assert_int_equal(pipe(go), 0);
    held_import i = {.pid = fork(), .told = told[0], .go = go[1]};
    assert_true(i.pid >= 0);
    if (i.pid == 0) {
        close(go[1]);
        tells = told[1];
        goes_on = go[0];
        _exit(import_more(wait));
    }
    close(told[1]);
    close(go[0]);
    assert_int_equal(read(i.told, &byte, 1), 1);
    return i;
}

static void let_go(held_import *i)
{
    close(i->go);
}

static kt_status await_import(held_import *i)
{
    int status;
    assert_true(read(i->told, i->message, sizeof i->message - 1) >= 0);
    close(i->told);
    assert_int_equal(waitpid(i->pid, &status, 0), i->pid);
    assert_true(WIFEXITED(status));
    return (kt_status)WEXITSTATUS(status);
}

/* What the message begins with if a process holds the store. */
static void assert_held_by(const char *message, pid_t pid)
{
    char expected[64];
    snprintf(expected, sizeof expected, "s.db: process %ld (", (long)pid);
    assert_memory_equal(message, expected, strlen(expected));
    assert_non_null(strstr(message, "holds it; try again"));
}

static void make_store(void)
{
    import_lines(store, "{\"text\":\"satu dua\",\"url\":\"u1\"}\n"
                        "{\"text\":\"tiga\",\"url\":\"u2\"}\n");
    write_text(more, added);
}

static void assert_alone(void)
{
    assert_false(is_there("s.db-journal"));
    assert_false(is_there("s.db-wal"));
    assert_false(is_there("s.db-shm"));
    assert_query(store, "PRAGMA journal_mode", "delete\n");
    assert_query(store, "PRAGMA integrity_check", "ok\n");
}

static void assert_articles(const char *expected)
{
    assert_query(store, "SELECT group_concat(url, ' ') FROM article", expected);
}

static size_t count_articles(void)
{
    kt_error err;
    size_t count;
    kt_corpus *corpus = open_corpus(store, 1);
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    kt_corpus_close(corpus);
    return count;
}

static void others_read_until_it_is_committed(void **state)
{
    (void)state;
    make_store();
    held_import i = begin_import(0);
    assert_true(is_there("s.db-journal"));
    assert_false(is_there("s.db-wal"));
    assert_int_equal(count_articles(), 2);
    assert_true(is_there("s.db-journal"));
    let_go(&i);
    assert_int_equal(await_import(&i), KT_OK);
    assert_alone();
    assert_articles("u1 u2 u3\n");
}

static void a_commit_waits_for_readers(void **state)
{
    (void)state;
    make_store();
    held_import i = begin_import(60);
    kt_corpus *corpus = open_corpus(store, 1);
    let_go(&i);
    sqlite3_sleep(200);
    assert_int_equal(waitpid(i.pid, NULL, WNOHANG), 0);
    kt_corpus_close(corpus);
    assert_int_equal(await_import(&i), KT_OK);
    assert_alone();
    assert_articles("u1 u2 u3\n");
}

static void a_commit_that_waits_in_vain_leaves_the_store(void **state)
{
    (void)state;
    make_store();
    held_import i = begin_import(0);
    kt_corpus *corpus = open_corpus(store, 1);
    let_go(&i);
    assert_int_equal(await_import(&i), KT_ERR_LOCKED);
    assert_held_by(i.message, getpid());
    assert_false(is_there("s.db-journal"));
    kt_corpus_close(corpus);
    assert_alone();
    assert_articles("u1 u2\n");
    import_file(store, more, 1);
    assert_articles("u1 u2 u3\n");
}

static void other_writers_wait(void **state)
{
    (void)state;
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = 1, .writable = true};
    kt_load_summary summary;
    make_store();
    held_import i = begin_import(60);
    kt_store_wait(0);
    assert_int_equal(kt_import(store, &more, 1, &options, NULL, &err),
                     KT_ERR_LOCKED);
    assert_held_by(err.message, i.pid);
    assert_int_equal(kt_corpus_open(&store, 1, &options, &corpus, &err),
                     KT_ERR_LOCKED);
    assert_held_by(err.message, i.pid);
    kt_store_wait(60);
    let_go(&i);
    assert_ok(kt_import(store, &more, 1, &options, &summary, &err), &err);
    kt_store_wait(5);
    assert_int_equal(summary.skipped, 2);
    assert_int_equal(await_import(&i), KT_OK);
    assert_alone();
    assert_articles("u1 u2 u3\n");
}

/* Somebody reads while it is killed, who leaves the store alone. */
static void what_a_killed_one_left_is_undone(void **state)
{
    (void)state;
    int status;
    make_store();
    held_import i = begin_import(0);
    kt_corpus *corpus = open_corpus(store, 1);
    assert_int_equal(kill(i.pid, SIGKILL), 0);
    assert_int_equal(waitpid(i.pid, &status, 0), i.pid);
    close(i.go);
    close(i.told);
    assert_true(is_there("s.db-journal"));
    kt_corpus_close(corpus);
    assert_int_equal(count_articles(), 2);
    assert_alone();
    assert_articles("u1 u2\n");
}

/* In WAL mode, since another has it so. */
static void a_store_that_has_a_log_goes_on_with_it(void **state)
{
    (void)state;
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = 1, .writable = true};
    size_t count;
    make_store();
    assert_ok(kt_corpus_open(&store, 1, &options, &corpus, &err), &err);
    held_import i = begin_import(0);
    assert_false(is_there("s.db-journal"));
    let_go(&i);
    assert_int_equal(await_import(&i), KT_OK);
    assert_true(is_there("s.db-wal"));
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    assert_int_equal(count, 2);
    kt_corpus_close(corpus);
    assert_alone();
    assert_articles("u1 u2 u3\n");
}

/* Nobody knows whether what comes through a pipe fits. */
static void a_pipe_is_written_with_a_log(void **state)
{
    (void)state;
    make_store();
    assert_int_equal(unlink(more), 0);
    assert_int_equal(mkfifo(more, 0600), 0);
    pid_t writer = fork();
    if (writer == 0) {
        int fd = open(more, O_WRONLY);
        ssize_t len = (ssize_t)strlen(added);
        _exit(write(fd, added, (size_t)len) != len);
    }
    held_import i = begin_import(0);
    assert_true(is_there("s.db-wal"));
    assert_false(is_there("s.db-journal"));
    let_go(&i);
    assert_int_equal(await_import(&i), KT_OK);
    assert_int_equal(waitpid(writer, NULL, 0), writer);
    assert_alone();
    assert_articles("u1 u2 u3\n");
}

/* What happens at the first progress, if anything. */
static void (*happens)(void);

static void hear_progress(void *ctx, int64_t bytes, int64_t total)
{
    unsigned *progress = ctx;
    (void)bytes;
    (void)total;
    assert_false(is_there("s.db-wal"));
    if (++*progress == 1 && happens != NULL)
        happens();
}

/* Import what seemed to fit and takes a batch for each chunk. */
static kt_status import_grown(kt_load_summary *summary, kt_error *err)
{
    kt_source *source;
    kt_db *db;
    unsigned progress = 0;
    const kt_import_options options = {
        .paths = &more,
        .path_count = 1,
        .jobs = 4,
        .batch_bytes = 1,
        .listener = {.ctx = &progress, .progress = hear_progress}};
    assert_ok(kt_source_open(&more, 1, &source, err), err);
    assert_ok(kt_db_open(store, KT_DB_BATCH, &db, err), err);
    kt_status status = kt_import_source(db, source, &options, summary, err);
    kt_db_close(db);
    kt_source_close(source);
    return status;
}

/* Write CHUNKS chunks of articles, with a word in one of a hundred. Returns how
 * many there are. */
static size_t write_chunks(const char *word)
{
    FILE *file = fopen(more, "wb");
    size_t count = 0;
    assert_non_null(file);
    for (long at = 0; at < CHUNKS << 20; at = ftell(file), count++)
        fprintf(file, "{\"text\":\"%s %zu%1000s\",\"url\":\"v%zu\"}\n",
                count % 100 == 0 ? word : "kata", count, "", count);
    assert_int_equal(fclose(file), 0);
    return count;
}

/* The threads that make drafts look most articles up meanwhile. */
static void what_grew_is_committed_without_waiting_for_itself(void **state)
{
    (void)state;
    kt_error err;
    kt_load_summary summary;
    make_store();
    size_t count = write_chunks("satu");
    import_file(store, more, 2);
    write_chunks("dua");
    kt_store_wait(0);
    assert_ok(import_grown(&summary, &err), &err);
    kt_store_wait(5);
    assert_int_equal(summary.revisions, (count + 99) / 100);
    assert_int_equal(summary.articles, summary.revisions);
    assert_alone();
    assert_int_equal(count_articles(), 2 + count);
}

static void hear_size(void *ctx, int64_t bytes, int64_t total)
{
    const int64_t *size = ctx;
    struct stat info;
    (void)bytes;
    (void)total;
    assert_int_equal(stat(store, &info), 0);
    assert_int_equal(info.st_size, *size);
}

/* What is written before would lock out those who read. */
static void nothing_is_written_into_it_before_the_commit(void **state)
{
    (void)state;
    kt_error err;
    struct stat info;
    make_store();
    size_t count = write_chunks("kata");
    assert_int_equal(stat(store, &info), 0);
    int64_t size = info.st_size;
    const kt_load_options options = {
        .jobs = 2, .listener = {.ctx = &size, .progress = hear_size}};
    assert_ok(kt_import(store, &more, 1, &options, NULL, &err), &err);
    assert_alone();
    assert_int_equal(count_articles(), 2 + count);
}

static void replace_store(void)
{
    assert_int_equal(rename("t.db", store), 0);
}

static void what_replaced_it_between_batches_is_not_written_to(void **state)
{
    (void)state;
    kt_error err;
    kt_load_summary summary;
    make_store();
    write_chunks("kata");
    import_lines("t.db", "{\"text\":\"lain\",\"url\":\"t\"}\n");
    happens = replace_store;
    assert_int_equal(import_grown(&summary, &err), KT_ERR_LOCKED);
    happens = NULL;
    assert_non_null(strstr(err.message, "s.db: it was removed or replaced"));
    assert_alone();
    assert_articles("t\n");
}

static void what_replaced_it_while_it_waited_is_not_written_to(void **state)
{
    (void)state;
    make_store();
    import_lines("t.db", "{\"text\":\"lain\",\"url\":\"t\"}\n");
    held_import i = begin_import(60);
    kt_corpus *corpus = open_corpus(store, 1);
    let_go(&i);
    sqlite3_sleep(200);
    assert_int_equal(waitpid(i.pid, NULL, WNOHANG), 0);
    replace_store();
    kt_corpus_close(corpus);
    assert_int_equal(await_import(&i), KT_ERR_LOCKED);
    assert_non_null(strstr(i.message, "s.db: it was removed or replaced"));
    assert_alone();
    assert_articles("t\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(others_read_until_it_is_committed),
        IN_SCRATCH(a_commit_waits_for_readers),
        IN_SCRATCH(a_commit_that_waits_in_vain_leaves_the_store),
        IN_SCRATCH(other_writers_wait),
        IN_SCRATCH(what_a_killed_one_left_is_undone),
        IN_SCRATCH(a_store_that_has_a_log_goes_on_with_it),
        IN_SCRATCH(a_pipe_is_written_with_a_log),
        IN_SCRATCH(what_grew_is_committed_without_waiting_for_itself),
        IN_SCRATCH(nothing_is_written_into_it_before_the_commit),
        IN_SCRATCH(what_replaced_it_between_batches_is_not_written_to),
        IN_SCRATCH(what_replaced_it_while_it_waited_is_not_written_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
