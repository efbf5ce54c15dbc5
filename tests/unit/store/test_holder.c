#include "store/holder.h"

#include "query.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

/* A process that holds s.db for some milliseconds once the pipe says so. */
static pid_t hold(const char *sql, int milliseconds)
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        sqlite3 *db = NULL;
        bool held = sqlite3_open("s.db", &db) == SQLITE_OK &&
                    sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
        if (held && write(ready[1], "x", 1) == 1)
            sqlite3_sleep(milliseconds);
        sqlite3_close(db);
        _exit(0);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return pid;
}

static const struct {
    const char *name, *sql;
} rows[] = {
    {"a writer beside readers", "PRAGMA journal_mode = WAL; BEGIN IMMEDIATE"},
    {"a writer by itself", "BEGIN EXCLUSIVE"},
    {"a reader of one file", "BEGIN; SELECT count(*) FROM article"},
};

static kt_status import_now(unsigned seconds, kt_error *err)
{
    static const char *const path = "b.txt";
    const kt_load_options options = {.jobs = 1};
    kt_store_wait(seconds);
    kt_status status = kt_import("s.db", &path, 1, &options, NULL, err);
    kt_store_wait(5);
    return status;
}

static void who_holds_a_store_is_named(void **state)
{
    (void)state;
    write_text("b.txt", "Judul\nbaru");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_error err;
        char name[64];
        import_lines("s.db", "{\"text\":\"satu\"}\n");
        pid_t pid = hold(rows[i].sql, 60000);
        time_t start = time(NULL);
        assert_int_equal(import_now(0, &err), KT_ERR_LOCKED);
        assert_true(time(NULL) - start <= 2);
        snprintf(name, sizeof name, "s.db: process %ld (", (long)pid);
        if (access("/proc/locks", R_OK) == 0 &&
            strstr(err.message, name) != err.message)
            fail_msg("%s: %s", rows[i].name, err.message);
        assert_non_null(strstr(err.message, "--wait SECONDS"));
        kill(pid, SIGKILL);
        assert_int_equal(waitpid(pid, NULL, 0), pid);
        assert_ok(import_now(0, &err), &err);
        assert_query("s.db", "SELECT count(*) FROM article", "2\n");
        assert_false(is_there("s.db-wal"));
        assert_int_equal(remove("s.db"), 0);
    }
}

static void a_writer_waits(void **state)
{
    (void)state;
    kt_error err;
    write_text("b.txt", "Judul\nbaru");
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    pid_t pid = hold(rows[0].sql, 500);
    assert_ok(import_now(60, &err), &err);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
    assert_query("s.db", "SELECT count(*) FROM article", "2\n");
}

static void interrupt(int signal_number)
{
    (void)signal_number;
    kt_interrupt();
}

static void waiting_can_be_interrupted(void **state)
{
    (void)state;
    kt_error err;
    write_text("b.txt", "Judul\nbaru");
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    pid_t pid = hold(rows[0].sql, 60000);
    signal(SIGALRM, interrupt);
    alarm(1);
    assert_int_equal(import_now(60, &err), KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    kill(pid, SIGKILL);
    assert_int_equal(waitpid(pid, NULL, 0), pid);
}

static void one_that_nobody_holds_has_no_name(void **state)
{
    (void)state;
    char name[64];
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    kt_holder_name("s.db", name, sizeof name);
    assert_string_equal(name, "another process");
    kt_holder_name("none.db", name, sizeof name);
    assert_string_equal(name, "another process");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(who_holds_a_store_is_named),
        IN_SCRATCH(a_writer_waits),
        IN_SCRATCH(waiting_can_be_interrupted),
        IN_SCRATCH(one_that_nobody_holds_has_no_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
