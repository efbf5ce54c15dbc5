#include "query.h"

#include <fcntl.h>
#include <ktool/words.h>
#include <signal.h>
#include <sys/wait.h>

enum {
    READERS = 4,
    ROUNDS = 12,
    BATCH = 50 /* articles of a round */
};

static void import_round(int round)
{
    kt_buffer lines = {0};
    for (int i = 0; i < BATCH; i++)
        kt_buffer_add_format(&lines, "{\"text\":\"kata x%d\"}\n",
                             round * BATCH + i);
    kt_buffer_add_char(&lines, '\0');
    import_lines("s.db", lines.data);
    kt_buffer_free(&lines);
}

/* Each question is answered from one snapshot: as many words as articles, of
 * whole rounds but for the one that is removed in each. */
static bool read_once(void)
{
    static const char *const path = "s.db";
    const kt_load_options options = {.jobs = 1};
    kt_error err;
    kt_corpus *corpus;
    kt_words *words = NULL;
    kt_counter *counter = NULL;
    size_t count = 0;
    kt_number found = {0};
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, &err);
    if (status == KT_OK)
        status = kt_corpus_count(corpus, &count, &err);
    if (status == KT_OK)
        status = kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, &err);
    if (status == KT_OK)
        status = kt_words_count(words, &counter, &err);
    if (status == KT_OK)
        status = kt_counter_get(counter, KT_SLICE("kata"), &found, &err);
    kt_counter_free(counter);
    kt_words_free(words);
    kt_corpus_close(corpus);
    bool right = status == KT_OK && found.as.integer == (int64_t)count;
    if (!right)
        fprintf(stderr, "%zu articles, %lld words: %s\n", count,
                (long long)found.as.integer,
                status == KT_OK ? "" : err.message);
    return right;
}

static pid_t start_reader(const int stop[2])
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid > 0)
        return pid;
    char byte;
    bool right = true;
    close(stop[1]);
    while (right && read(stop[0], &byte, 1) != 0)
        right = read_once();
    _exit(right ? 0 : 1);
}

/* The writer imports, tags and removes meanwhile. */
static void many_read_beside_one_that_writes(void **state)
{
    (void)state;
    static const char *const path = "s.db";
    const kt_load_options options = {.jobs = 1, .writable = true};
    int stop[2];
    pid_t readers[READERS];
    import_round(0);
    assert_int_equal(pipe(stop), 0);
    assert_int_equal(fcntl(stop[0], F_SETFL, O_NONBLOCK), 0);
    for (int i = 0; i < READERS; i++)
        readers[i] = start_reader(stop);
    close(stop[0]);
    for (int round = 1; round <= ROUNDS; round++) {
        kt_error err;
        kt_corpus *corpus;
        const int64_t id = round * BATCH;
        import_round(round);
        assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
        assert_ok(kt_corpus_tag(corpus, &id, 1, KT_SLICE("x"), &err), &err);
        assert_ok(kt_corpus_remove(corpus, &id, 1, NULL, &err), &err);
        kt_corpus_close(corpus);
    }
    close(stop[1]);
    for (int i = 0; i < READERS; i++) {
        int status;
        assert_int_equal(waitpid(readers[i], &status, 0), readers[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    assert_query("s.db", "SELECT count(*) FROM article", "638\n");
    assert_query("s.db", "PRAGMA integrity_check", "ok\n");
    assert_false(is_there("s.db-wal"));
    assert_false(is_there("s.db-shm"));
    assert_false(is_there("s.db-journal"));
}

/* A process that holds s.db, has looked at it once more under some name, and
 * stays for a minute. */
static pid_t look_twice(const char *name, bool writable)
{
    static const char *const path = "s.db";
    const kt_load_options first = {.jobs = 1, .writable = writable},
                          second = {.jobs = 1};
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        kt_corpus *held, *looked;
        if (kt_corpus_open(&path, 1, &first, &held, NULL) == KT_OK &&
            kt_corpus_open(&name, 1, &second, &looked, NULL) == KT_OK) {
            kt_corpus_close(looked);
            if (write(ready[1], "x", 1) == 1)
                sleep(60);
        }
        _exit(0);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return pid;
}

static const struct {
    const char *name;
    bool writable;
    kt_status import; /* of another process meanwhile */
} looks[] = {
    {"s.db", false, KT_ERR_LOCKED},
    {"other.db", false, KT_ERR_LOCKED},
    /* Both write the log, which stays for whoever holds the store. */
    {"s.db", true, KT_OK},
};

/* Who closes a file gives up the locks that the process has on it. */
static void a_second_look_gives_up_no_lock(void **state)
{
    (void)state;
    static const char *const path = "in.jsonl";
    const kt_load_options options = {.jobs = 1};
    kt_store_wait(0);
    for (size_t i = 0; i < LENGTH(looks); i++) {
        import_lines("s.db", "{\"text\":\"satu\"}\n");
        write_text("in.jsonl", "{\"text\":\"dua\"}\n");
        assert_int_equal(link("s.db", "other.db"), 0);
        pid_t pid = look_twice(looks[i].name, looks[i].writable);
        assert_int_equal(kt_import("s.db", &path, 1, &options, NULL, NULL),
                         looks[i].import);
        assert_int_equal(is_there("s.db-wal"), looks[i].writable);
        kill(pid, SIGKILL);
        assert_int_equal(waitpid(pid, NULL, 0), pid);
        assert_int_equal(unlink("other.db"), 0);
        assert_int_equal(unlink("s.db"), 0);
    }
    kt_store_wait(5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_second_look_gives_up_no_lock),
        IN_SCRATCH(many_read_beside_one_that_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
