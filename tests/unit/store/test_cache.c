#include "query.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <time.h>

/* What a listener was told, and whether it was told while importing. */
typedef struct told {
    kt_buffer failures;
    kt_load_summary summary;
    unsigned done;
    unsigned progress; /* none if a store was only found again */
} told;

static void hear_failure(void *ctx, const char *path, size_t line,
                         const char *reason)
{
    told *t = ctx;
    kt_buffer_add_format(&t->failures, "%s:%zu: %s\n", path, line, reason);
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
    (void)bytes;
    (void)total;
    t->progress++;
}

static kt_corpus *open_telling(const char *path, bool no_cache, told *t)
{
    kt_error err;
    kt_corpus *corpus;
    *t = (told){0};
    const kt_load_options options = {
        .jobs = 1,
        .no_cache = no_cache,
        .listener = {t, hear_failure, hear_done, hear_progress}};
    assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
    assert_int_equal(t->done, 1);
    kt_buffer_add_char(&t->failures, '\0');
    return corpus;
}

/* Whether opening @p path imports anything. */
static bool is_made(const char *path)
{
    told t;
    kt_corpus_close(open_telling(path, false, &t));
    kt_buffer_free(&t.failures);
    return t.progress > 0;
}

/* All raw text, an article a line. */
static void assert_articles(const char *path, const char *expected)
{
    kt_error err;
    kt_buffer found = {0};
    const int64_t *ids;
    size_t count;
    kt_corpus *corpus = open_corpus(path, 1);
    assert_ok(kt_corpus_ids(corpus, &ids, &count, &err), &err);
    for (size_t i = 0; i < count; i++) {
        kt_article *article;
        assert_ok(kt_corpus_article(corpus, ids[i], true, &article, &err),
                  &err);
        kt_buffer_add_slice(&found, article->raw);
        kt_buffer_add_char(&found, '|');
        kt_article_free(article);
    }
    kt_corpus_close(corpus);
    kt_buffer_add_char(&found, '\0');
    assert_string_equal(found.data, expected);
    kt_buffer_free(&found);
}

static size_t count_files(const char *path)
{
    size_t count = 0;
    struct dirent *entry;
    DIR *dir = opendir(path);
    if (dir == NULL)
        return 0;
    while ((entry = readdir(dir)) != NULL)
        count += entry->d_name[0] != '.';
    closedir(dir);
    return count;
}

/* The one store in the cache. */
static const char *cached_store(void)
{
    static char path[300];
    struct dirent *entry;
    DIR *dir = opendir("cache/ktool");
    assert_non_null(dir);
    while ((entry = readdir(dir)) != NULL)
        if (entry->d_name[0] != '.')
            snprintf(path, sizeof path, "cache/ktool/%s", entry->d_name);
    closedir(dir);
    return path;
}

static void make_files(void)
{
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/a.txt", "satu");
    write_text("d/b.txt", "dua");
    write_text("d/c.txt", "tiga");
}

static void what_has_not_changed_is_not_imported_again(void **state)
{
    (void)state;
    make_files();
    assert_true(is_made("d"));
    assert_false(is_made("d"));
    assert_articles("d", "satu|dua|tiga|");
    assert_int_equal(count_files("cache/ktool"), 1);
    assert_int_equal(count_files("tmp"), 0);
}

static void append_to_b(void)
{
    write_text("d/b.txt", "dua lagi");
}

static void change_b(void)
{
    write_text("d/b.txt", "dve");
}

static void change_a(void)
{
    write_text("d/a.txt", "esa!");
}

static void add_last(void)
{
    write_text("d/z.txt", "zeta");
}

static void add_first(void)
{
    write_text("d/0.txt", "nol");
}

static void remove_b(void)
{
    assert_int_equal(remove("d/b.txt"), 0);
}

static void remove_last(void)
{
    assert_int_equal(remove("d/c.txt"), 0);
}

static void rename_b(void)
{
    assert_int_equal(rename("d/b.txt", "d/bb.txt"), 0);
}

static void replace_b(void)
{
    write_text("new", "two");
    assert_int_equal(rename("new", "d/b.txt"), 0);
}

static void set_times_back(void)
{
    struct timespec times[] = {{1, 0}, {1, 0}};
    write_text("d/b.txt", "dve");
    assert_int_equal(utimensat(AT_FDCWD, "d/b.txt", times, 0), 0);
}

static void break_b(void)
{
    write_bytes("d/b.txt", "\x1f\x8b\x08", 3);
}

static const struct {
    const char *name;
    void (*change)(void);
    const char *expected;
} changes[] = {
    {"a file that grows", append_to_b, "satu|dua lagi|tiga|"},
    {"a file of the same size", change_b, "satu|dve|tiga|"},
    {"the first file", change_a, "esa!|dua|tiga|"},
    {"a file that appears at the end", add_last, "satu|dua|tiga|zeta|"},
    {"a file that appears at the start", add_first, "nol|satu|dua|tiga|"},
    {"a file that vanishes", remove_b, "satu|tiga|"},
    {"the last file that vanishes", remove_last, "satu|dua|"},
    {"a file of another name", rename_b, "satu|dua|tiga|"},
    {"another file of the same name", replace_b, "satu|two|tiga|"},
    {"a file whose times are set back", set_times_back, "satu|dve|tiga|"},
    {"a file that gives no article any more", break_b, "satu|tiga|"},
};

static void what_has_changed_is_imported_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(changes); i++) {
        size_t removed;
        make_files();
        assert_true(is_made("d"));
        changes[i].change();
        print_message("%s\n", changes[i].name);
        assert_articles("d", changes[i].expected);
        assert_false(is_made("d"));
        assert_int_equal(kt_cache_clear(&removed, NULL), KT_OK);
        assert_int_equal(nftw("d", remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
    }
}

/* A change right after the import leaves the size, and on a coarse clock the
 * times, as they were. */
static void files_that_change_at_once_are_compared_by_their_bytes(void **state)
{
    (void)state;
    char expected[16];
    for (int i = 0; i < 50; i++) {
        snprintf(expected, sizeof expected, "kata%02d", i);
        write_text("a.txt", expected);
        strcat(expected, "|");
        assert_articles("a.txt", expected);
    }
}

static void racy_files_have_a_hash_and_old_ones_none(void **state)
{
    (void)state;
    size_t removed;
    write_text("a.txt", "satu");
    assert_true(is_made("a.txt"));
    assert_query(cached_store(), "SELECT hash IS NULL FROM file", "0\n");
    assert_int_equal(kt_cache_clear(&removed, NULL), KT_OK);
    sleep(3);
    assert_true(is_made("a.txt"));
    assert_query(cached_store(), "SELECT hash IS NULL FROM file", "1\n");
}

static void failures_are_told_again(void **state)
{
    (void)state;
    told first, again;
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/a.txt", "satu \xFF");
    write_text("d/b.jsonl", "{\"text\":\"a\"}\nx\n");
    write_bytes("d/c.gz", "\x1f\x8b\x08", 3);
    kt_corpus_close(open_telling("d", false, &first));
    kt_corpus_close(open_telling("d", false, &again));
    assert_int_equal(again.progress, 0);
    assert_string_equal(first.failures.data,
                        "d/b.jsonl:2: not a JSON object\n"
                        "d/c.gz:0: compressed with gzip; unpack it with: "
                        "gunzip\n");
    assert_string_equal(again.failures.data, first.failures.data);
    assert_int_equal(first.summary.articles, 2);
    assert_int_equal(first.summary.failed, 2);
    assert_int_equal(first.summary.replaced, 1);
    assert_memory_equal(&again.summary, &first.summary, sizeof first.summary);
    kt_buffer_free(&again.failures);
    /* Also those of files that stayed, when others are imported again. */
    write_text("d/z.txt", "zeta");
    kt_corpus_close(open_telling("d", false, &again));
    assert_string_equal(again.failures.data, first.failures.data);
    assert_int_equal(again.summary.articles, 3);
    assert_int_equal(again.summary.failed, 2);
    assert_int_equal(again.summary.replaced, 1);
    kt_buffer_free(&again.failures);
    kt_buffer_free(&first.failures);
}

/* Files of several chunks and segments, among them some that fail. */
enum {
    FILES = 700
};

static void write_numbered(unsigned number, unsigned version)
{
    char path[32], text[256];
    snprintf(path, sizeof path, "d/%04u.txt", number);
    snprintf(text, sizeof text,
             "Judul %u\nversi%u kata%u mempertanggungjawabkan%u\n", number,
             version, number * version % 37, number % 11 * version);
    write_text(path, number % 83 == 9 ? "" : text);
}

static void write_many_tokens(const char *path, unsigned lines)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (unsigned i = 0; i < lines; i++) {
        fprintf(file, "{\"text\":\"nomor%u", i);
        for (int w = 0; w < 300; w++)
            fprintf(file, " %c", 'a' + (w * 7 + (int)i) % 26);
        fputs("\"}\n", file);
    }
    assert_int_equal(fclose(file), 0);
}

/* A store that was refreshed tells the same as one that was made anew. */
static void assert_as_if_anew(void)
{
    static const char *const path = "d";
    static const char *const queries[] = {
        "SELECT id, title, path, line, bytes, replaced, position, tokens FROM"
        " article",
        "SELECT article, text, original FROM raw",
        "SELECT * FROM span",
        "SELECT sum(tokens), max(position + tokens) FROM segment",
        "SELECT sum(count), max(first + count) FROM term_run",
    };
    kt_error err;
    const kt_load_options options = {.jobs = 1};
    kt_corpus_close(open_corpus(path, 1));
    assert_ok(kt_import("new.db", &path, 1, &options, NULL, &err), &err);
    for (size_t i = 0; i < LENGTH(queries); i++)
        assert_same_query(cached_store(), "new.db", queries[i]);
    assert_query(cached_store(), "PRAGMA integrity_check", "ok\n");
    assert_query(cached_store(),
                 "SELECT count(*) FROM segment a JOIN segment b ON b.id ="
                 " a.id + 1 WHERE a.position + a.tokens <> b.position",
                 "0\n");
    kt_corpus_info refreshed, anew;
    kt_corpus *a = open_corpus(path, 1), *b = open_corpus("new.db", 1);
    assert_ok(kt_corpus_info_get(a, &refreshed, &err), &err);
    assert_ok(kt_corpus_info_get(b, &anew, &err), &err);
    assert_int_equal(refreshed.tokens, anew.tokens);
    assert_int_equal(refreshed.terms, anew.terms);
    assert_int_equal(refreshed.bytes, anew.bytes);
    kt_corpus_close(a);
    kt_corpus_close(b);
    assert_int_equal(remove("new.db"), 0);
}

static void a_refreshed_store_is_as_one_made_anew(void **state)
{
    (void)state;
    uint32_t seed = 11;
    assert_int_equal(mkdir("d", 0700), 0);
    for (unsigned i = 0; i < FILES; i++)
        write_numbered(i, 1);
    write_many_tokens("d/0300a.jsonl", 500);
    write_many_tokens("d/0500a.jsonl", 700);
    assert_as_if_anew();
    for (unsigned version = 2; version < 14; version++) {
        unsigned number = next_random(&seed, FILES);
        if (version == 8)
            write_many_tokens("d/0500a.jsonl", 300);
        else if (version == 9)
            write_bytes("d/0300a.jsonl", "", 0);
        else if (version == 10)
            assert_int_equal(remove("d/0500a.jsonl"), 0);
        else if (version == 11)
            write_numbered(FILES, version);
        else
            write_numbered(number, version);
        assert_as_if_anew();
    }
}

static void a_refresh_leaves_what_was_opened_before_alone(void **state)
{
    (void)state;
    kt_error err;
    kt_article *article;
    make_files();
    kt_corpus *before = open_corpus("d", 1);
    write_text("d/b.txt", "dua lagi");
    assert_articles("d", "satu|dua lagi|tiga|");
    assert_ok(kt_corpus_article(before, 2, true, &article, &err), &err);
    assert_slice(article->raw, "dua");
    kt_article_free(article);
    kt_corpus_close(before);
}

static const struct {
    const char *name, *sql;
} damages[] = {
    {"other rules", "UPDATE meta SET value = 'tokens=0'"},
    {"a newer ktool", "PRAGMA user_version = 99"},
    {"another program", "PRAGMA application_id = 1"},
    {"damaged segments", "UPDATE segment SET data = x'00'"},
    {"damaged terms", "UPDATE term_run SET ends = x'00'"},
};

static void a_cached_store_that_is_no_use_is_made_anew(void **state)
{
    (void)state;
    make_files();
    for (size_t i = 0; i < LENGTH(damages); i++) {
        write_text("d/c.txt", "tiga");
        assert_articles("d", "satu|dua|tiga|");
        execute(cached_store(), damages[i].sql);
        write_text("d/c.txt", "empat");
        print_message("%s\n", damages[i].name);
        assert_articles("d", "satu|dua|empat|");
        assert_int_equal(count_files("cache/ktool"), 1);
    }
    assert_int_equal(truncate(cached_store(), 40000), 0);
    assert_articles("d", "satu|dua|empat|");
    assert_int_equal(truncate(cached_store(), 0), 0);
    assert_articles("d", "satu|dua|empat|");
}

static void without_a_cache_nothing_is_left(void **state)
{
    (void)state;
    told t;
    make_files();
    for (int i = 0; i < 2; i++) {
        kt_corpus *corpus = open_telling("d", true, &t);
        assert_true(t.progress > 0);
        assert_int_equal(count_files("tmp"), 1);
        kt_corpus_close(corpus);
        kt_buffer_free(&t.failures);
        assert_int_equal(count_files("tmp"), 0);
        assert_int_equal(count_files("cache"), 0);
    }
}

static void use_file_as_home(void)
{
    write_text("file", "x");
    setenv("XDG_CACHE_HOME", "/dev/null/cache", 1);
}

static void use_no_home(void)
{
    unsetenv("XDG_CACHE_HOME");
    unsetenv("HOME");
}

static void use_relative_home(void)
{
    setenv("XDG_CACHE_HOME", "cache", 1);
    setenv("HOME", "home", 1);
}

static void use_file_as_cache(void)
{
    assert_int_equal(mkdir("cache", 0700), 0);
    write_text("cache/ktool", "x");
}

static const struct {
    const char *name;
    void (*make)(void);
} homes[] = {
    {"a home in what is no folder", use_file_as_home},
    {"no home at all", use_no_home},
    {"a home that is no absolute path", use_relative_home},
    {"a file where the cache would be", use_file_as_cache},
};

static void without_a_place_for_a_cache_a_temporary_file_does(void **state)
{
    (void)state;
    make_files();
    for (size_t i = 0; i < LENGTH(homes); i++) {
        kt_error err;
        size_t count;
        char cache[64];
        snprintf(cache, sizeof cache, "%s/cache", folder);
        setenv("XDG_CACHE_HOME", cache, 1);
        homes[i].make();
        print_message("%s\n", homes[i].name);
        kt_corpus *corpus = open_corpus("d", 1);
        assert_ok(kt_corpus_count(corpus, &count, &err), &err);
        assert_int_equal(count, 3);
        assert_int_equal(count_files("tmp"), 1);
        kt_corpus_close(corpus);
        assert_int_equal(count_files("tmp"), 0);
    }
}

static void a_home_that_may_not_be_written_is_no_place(void **state)
{
    (void)state;
    if (geteuid() == 0) {
        print_message("skipped: root may write everything\n");
        skip();
    }
    make_files();
    assert_int_equal(mkdir("cache", 0500), 0);
    kt_corpus *corpus = open_corpus("d", 1);
    assert_int_equal(count_files("tmp"), 1);
    kt_corpus_close(corpus);
    assert_int_equal(count_files("tmp"), 0);
    assert_int_equal(chmod("cache", 0700), 0);
}

static void a_cache_is_for_its_owner_only(void **state)
{
    (void)state;
    struct stat info;
    mode_t mask = umask(0);
    make_files();
    assert_true(is_made("d"));
    umask(mask);
    assert_int_equal(stat("cache/ktool", &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    assert_int_equal(stat(cached_store(), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void other_paths_have_other_stores(void **state)
{
    (void)state;
    make_files();
    assert_true(is_made("d"));
    assert_true(is_made("d/a.txt"));
    assert_true(is_made("./d"));
    assert_false(is_made("d"));
    assert_int_equal(count_files("cache/ktool"), 3);
}

static void nothing_to_load_is_no_store(void **state)
{
    (void)state;
    static const char *const path = "a.txt";
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = 1};
    write_text(path, "");
    for (int i = 0; i < 2; i++)
        assert_int_equal(kt_corpus_open(&path, 1, &options, &corpus, &err),
                         KT_ERR_EMPTY);
    assert_int_equal(count_files("cache/ktool"), 0);
    assert_int_equal(count_files("tmp"), 0);
}

static void an_interrupted_store_is_not_kept(void **state)
{
    (void)state;
    static const char *const path = "d";
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = 2};
    make_files();
    kt_interrupt();
    assert_int_equal(kt_corpus_open(&path, 1, &options, &corpus, &err),
                     KT_ERR_INTERRUPTED);
    assert_null(corpus);
    kt_interrupt_clear();
    assert_int_equal(count_files("cache/ktool"), 0);
    assert_true(is_made("d"));
}

static void standard_input_is_not_cached(void **state)
{
    (void)state;
    write_text("input", "satu");
    int kept = dup(STDIN_FILENO);
    for (int i = 0; i < 2; i++) {
        int fd = open("input", O_RDONLY);
        dup2(fd, STDIN_FILENO);
        close(fd);
        assert_true(is_made("-"));
    }
    dup2(kept, STDIN_FILENO);
    close(kept);
    assert_int_equal(count_files("cache/ktool"), 0);
}

/* What kt_cache_each() shows. */
typedef struct shown {
    size_t count;
    int64_t bytes;
    kt_status answer;
} shown;

static kt_status show(void *ctx, const char *path, int64_t bytes,
                      int64_t used_at)
{
    shown *s = ctx;
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(bytes, info.st_size);
    assert_int_equal(used_at, info.st_mtim.tv_sec);
    s->count++;
    s->bytes += bytes;
    return s->answer;
}

static void stores_are_shown_and_cleared(void **state)
{
    (void)state;
    kt_error err;
    shown s = {0};
    size_t removed = 99;
    assert_ok(kt_cache_each(show, &s, &err), &err);
    assert_int_equal(s.count, 0);
    assert_ok(kt_cache_clear(&removed, &err), &err);
    assert_int_equal(removed, 0);
    make_files();
    assert_true(is_made("d"));
    assert_true(is_made("d/b.txt"));
    assert_ok(kt_cache_each(show, &s, &err), &err);
    assert_int_equal(s.count, 2);
    assert_true(s.bytes > 0);
    s = (shown){.answer = KT_ERR_CALLBACK};
    assert_int_equal(kt_cache_each(show, &s, &err), KT_ERR_CALLBACK);
    assert_int_equal(s.count, 1);
    assert_ok(kt_cache_clear(&removed, &err), &err);
    assert_int_equal(removed, 2);
    assert_int_equal(count_files("cache/ktool"), 0);
    assert_true(is_made("d"));
}

static void without_a_home_there_is_no_store_to_show(void **state)
{
    (void)state;
    kt_error err;
    shown s = {0};
    use_no_home();
    errno = EACCES; /* of something else */
    assert_ok(kt_cache_each(show, &s, &err), &err);
    assert_int_equal(s.count, 0);
}

static void a_store_that_is_found_again_counts_as_used(void **state)
{
    (void)state;
    struct stat info;
    struct timespec times[] = {{1000, 0}, {1000, 0}};
    make_files();
    assert_true(is_made("d"));
    assert_int_equal(utimensat(AT_FDCWD, cached_store(), times, 0), 0);
    assert_false(is_made("d"));
    assert_int_equal(stat(cached_store(), &info), 0);
    assert_true(info.st_mtim.tv_sec > 1000);
}

/* Whoever was killed while making one leaves it; whoever makes one now may
 * need a while. */
static void what_was_not_finished_goes_after_a_day(void **state)
{
    (void)state;
    static const char *const unfinished[] = {
        "cache/ktool/0123456789abcdef.db.17",
        "cache/ktool/0123456789abcdef.db.18",
        "cache/ktool/0123456789abcdef.db.19"};
    static const int ages[] = {2 * 24 * 60 * 60, 60, -60};
    make_files();
    assert_true(is_made("d"));
    for (size_t i = 0; i < LENGTH(unfinished); i++) {
        struct timespec times[2] = {{.tv_sec = time(NULL) - ages[i]},
                                    {.tv_sec = time(NULL) - ages[i]}};
        write_text(unfinished[i], "half");
        assert_int_equal(utimensat(AT_FDCWD, unfinished[i], times, 0), 0);
    }
    write_text("d/b.txt", "dua lagi");
    assert_true(is_made("d"));
    for (size_t i = 0; i < LENGTH(unfinished); i++)
        assert_int_equal(is_there(unfinished[i]), i > 0);
    assert_int_equal(count_files("cache/ktool"), 3);
}

/* A clock that was set back leaves files and stores from the future. */
static void times_to_come_are_times_like_others(void **state)
{
    (void)state;
    make_files();
    const struct timespec times[2] = {{.tv_sec = time(NULL) + 1000000},
                                      {.tv_sec = time(NULL) + 1000000}};
    assert_int_equal(utimensat(AT_FDCWD, "d/b.txt", times, 0), 0);
    assert_true(is_made("d"));
    assert_int_equal(utimensat(AT_FDCWD, cached_store(), times, 0), 0);
    assert_false(is_made("d"));
    write_text("d/b.txt", "dve");
    assert_int_equal(utimensat(AT_FDCWD, "d/b.txt", times, 0), 0);
    assert_true(is_made("d"));
    assert_articles("d", "satu|dve|tiga|");
    assert_int_equal(utimensat(AT_FDCWD, cached_store(), times, 0), 0);
    write_text("d/b.txt", "zwei");
    assert_true(is_made("d"));
    assert_articles("d", "satu|zwei|tiga|");
    assert_int_equal(count_files("cache/ktool"), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(what_has_not_changed_is_not_imported_again),
        IN_SCRATCH(what_has_changed_is_imported_again),
        IN_SCRATCH(files_that_change_at_once_are_compared_by_their_bytes),
        IN_SCRATCH(racy_files_have_a_hash_and_old_ones_none),
        IN_SCRATCH(failures_are_told_again),
        IN_SCRATCH(a_refreshed_store_is_as_one_made_anew),
        IN_SCRATCH(a_refresh_leaves_what_was_opened_before_alone),
        IN_SCRATCH(a_cached_store_that_is_no_use_is_made_anew),
        IN_SCRATCH(without_a_cache_nothing_is_left),
        IN_SCRATCH(without_a_place_for_a_cache_a_temporary_file_does),
        IN_SCRATCH(a_home_that_may_not_be_written_is_no_place),
        IN_SCRATCH(a_cache_is_for_its_owner_only),
        IN_SCRATCH(other_paths_have_other_stores),
        IN_SCRATCH(nothing_to_load_is_no_store),
        IN_SCRATCH(an_interrupted_store_is_not_kept),
        IN_SCRATCH(standard_input_is_not_cached),
        IN_SCRATCH(stores_are_shown_and_cleared),
        IN_SCRATCH(without_a_home_there_is_no_store_to_show),
        IN_SCRATCH(a_store_that_is_found_again_counts_as_used),
        IN_SCRATCH(what_was_not_finished_goes_after_a_day),
        IN_SCRATCH(times_to_come_are_times_like_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
