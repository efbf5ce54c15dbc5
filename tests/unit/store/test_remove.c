#include "answers.h"

#include <ktool/search.h>

/* Articles of two sources, some with a URL that comes again, one so long that
 * it goes on over several segments. Number n is id n of a store that got all
 * of them. */
enum {
    ARTICLES = 40,
    LONG = 20
};

static void write_article(FILE *file, unsigned n)
{
    fprintf(file,
            "{\"title\":\"Judul %u\",\"date\":\"2024-01-%02u\",\"source\":"
            "\"s%u\",\"n\":%u,\"url\":\"u%u\",\"text\":\"satu dua tiga hanya%u"
            " \\\"Dua tiga kami tahu,\\\" kata Wati.\\nSatu lagi.",
            n, 1 + n % 9, n % 2, n, n % 37, n);
    for (unsigned w = 0; n == LONG && w < 70000; w++)
        fputs(" kata", file);
    fputs("\"}\n", file);
}

static void import_some(const char *store, const bool *wanted)
{
    FILE *file = fopen("some.jsonl", "wb");
    assert_non_null(file);
    for (unsigned n = 1; n <= ARTICLES; n++)
        if (wanted[n])
            write_article(file, n);
    assert_int_equal(fclose(file), 0);
    import_file(store, "some.jsonl", 2);
}

static kt_corpus *open_writable(const char *path)
{
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = 2, .writable = true};
    assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
    return corpus;
}

static void remove_ids(const char *path, const int64_t *ids, size_t count,
                       size_t expected)
{
    kt_error err;
    size_t removed;
    kt_corpus *corpus = open_writable(path);
    assert_ok(kt_corpus_remove(corpus, ids, count, &removed, &err), &err);
    assert_int_equal(removed, expected);
    kt_corpus_close(corpus);
}

static int64_t compact(const char *path)
{
    kt_error err;
    int64_t freed;
    const kt_load_options options = {.jobs = 2};
    assert_ok(kt_compact(path, &options, &freed, &err), &err);
    assert_query(path, "PRAGMA journal_mode", "delete\n");
    assert_query(path, "PRAGMA freelist_count", "0\n");
    assert_query(path, "SELECT count(*) FROM meta WHERE key = 'removed'",
                 "0\n");
    return freed;
}

/* 1, 2 and 3 are older revisions of 38, 39 and 40. */
static const struct {
    const char *name;
    int64_t ids[8];
    size_t removed;
} removals[] = {
    {"nothing but revisions", {0}, 0},
    {"the first", {4}, 1},
    {"in the middle", {10, 12, 11}, 3},
    {"the last, with its older revision", {40}, 2},
    {"an older revision", {1}, 1},
    {"an older revision and its newer one", {39, 2}, 2},
    {"the longest", {LONG}, 1},
    {"next to the longest", {LONG - 1, LONG + 1}, 2},
    {"one twice", {7, 7}, 1},
    {"many", {4, 8, 15, 16, 23, LONG, 40}, 8},
};

static void what_is_removed_is_counted_nowhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(removals); i++) {
        bool wanted[ARTICLES + 1];
        size_t count = 0;
        memset(wanted, true, sizeof wanted);
        import_some("s.db", wanted);
        /* Only the newest is in the other. */
        memset(wanted, false, 4);
        for (; count < 8 && removals[i].ids[count] != 0; count++)
            wanted[removals[i].ids[count]] = false;
        import_some("fresh.db", wanted);
        kt_corpus *fresh = open_corpus("fresh.db", 1);
        char *expected = answers_of(fresh);
        kt_corpus_close(fresh);
        remove_ids("s.db", removals[i].ids, count, removals[i].removed);
        assert_query("s.db", "PRAGMA journal_mode", "delete\n");
        assert_store_answers("s.db", 1, expected);
        assert_store_answers("s.db", 2, expected);
        compact("s.db");
        assert_store_answers("s.db", 2, expected);
        assert_query("s.db",
                     "SELECT (SELECT sum(tokens) FROM article) ="
                     " (SELECT sum(tokens) FROM segment)",
                     "1\n");
        assert_query("s.db", "PRAGMA foreign_key_check", "");
        assert_query("s.db",
                     "SELECT count(*) FROM identity WHERE article NOT IN"
                     " (SELECT id FROM article)",
                     "0\n");
        free(expected);
        assert_int_equal(remove("s.db"), 0);
        assert_int_equal(remove("fresh.db"), 0);
    }
}

static void an_id_is_never_given_again(void **state)
{
    (void)state;
    const int64_t ids[] = {2, 3};
    import_lines("s.db", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":"
                         "\"c\"}\n");
    remove_ids("s.db", ids, 2, 2);
    import_lines("s.db", "{\"text\":\"c\"}\n{\"text\":\"a\"}\n");
    assert_query("s.db", "SELECT id FROM article", "1\n4\n");
    const int64_t rest[] = {1, 4};
    remove_ids("s.db", rest, 2, 2);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_error err;
    size_t count;
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    assert_int_equal(count, 0);
    kt_corpus_close(corpus);
    import_lines("s.db", "{\"text\":\"c\"}\n");
    assert_query("s.db", "SELECT id FROM article", "5\n");
    const kt_load_options options = {.jobs = 1};
    assert_ok(kt_reindex("s.db", &options, NULL, &err), &err);
    assert_query("s.db", "SELECT count(*) FROM meta WHERE key = 'removed'",
                 "0\n");
    import_lines("s.db", "{\"text\":\"d\"}\n");
    assert_query("s.db", "SELECT id FROM article", "5\n6\n");
}

/* An older one that is removed leaves its neighbours linked. */
static void revisions_stay_linked(void **state)
{
    (void)state;
    const int64_t middle = 2, last = 4;
    for (int i = 0; i < 4; i++) {
        char line[64];
        snprintf(line, sizeof line, "{\"text\":\"t%d\",\"url\":\"u\"}\n", i);
        import_lines("s.db", line);
    }
    remove_ids("s.db", &middle, 1, 1);
    assert_query("s.db", "SELECT id, newer FROM article", "1|3\n3|4\n4|\n");
    remove_ids("s.db", &last, 1, 3);
    assert_query("s.db", "SELECT count(*) FROM article", "0\n");
}

static void all_or_nothing_is_removed(void **state)
{
    (void)state;
    kt_error err;
    size_t removed = 9;
    const int64_t ids[] = {1, 5};
    import_lines("s.db", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    kt_corpus *corpus = open_writable("s.db");
    assert_int_equal(kt_corpus_remove(corpus, ids, 2, &removed, &err),
                     KT_ERR_NOT_FOUND);
    assert_string_equal(err.message, "no article 5");
    assert_int_equal(removed, 0);
    kt_corpus *narrowed = narrow(corpus, "id", "2");
    assert_int_equal(kt_corpus_remove(narrowed, ids, 1, &removed, &err),
                     KT_ERR_NOT_FOUND);
    kt_corpus_close(narrowed);
    kt_corpus_close(corpus);
    assert_query("s.db", "SELECT id FROM article", "1\n2\n");
    assert_query("s.db", "SELECT count(*) FROM meta WHERE key = 'removed'",
                 "0\n");
}

/* Whatever was asked of it before. */
static void every_corpus_of_the_store_goes_without_it(void **state)
{
    (void)state;
    kt_error err;
    bool wanted[ARTICLES + 1];
    const int64_t ids[] = {6, 9};
    size_t count;
    memset(wanted, true, sizeof wanted);
    wanted[1] = wanted[2] = wanted[3] = false;
    import_some("s.db", wanted);
    wanted[4 + 5] = wanted[4 + 2] = false;
    import_some("fresh.db", wanted);
    execute("s.db", "UPDATE article SET source = NULL WHERE id > 30");
    execute("fresh.db", "UPDATE article SET source = NULL WHERE id > 28");
    kt_corpus *fresh = open_corpus("fresh.db", 1);
    char *expected = answers_of(fresh);
    kt_corpus *fresh_s1 = narrow(fresh, "source", "s1");
    char *expected_s1 = answers_of(fresh_s1);
    kt_corpus_close(fresh_s1);
    kt_corpus_close(fresh);

    kt_corpus *corpus = open_writable("s.db");
    kt_corpus *s1 = narrow(corpus, "source", "s1");
    free(answers_of(corpus));
    free(answers_of(s1));
    /* The numbers of import_some() begin with 4 here. */
    const int64_t gone[] = {ids[0] - 3, ids[1] - 3};
    assert_ok(kt_corpus_remove(s1, &gone[1], 1, NULL, &err), &err);
    assert_ok(kt_corpus_remove(corpus, &gone[0], 1, NULL, &err), &err);
    assert_answers(corpus, expected);
    kt_article *article;
    assert_int_equal(kt_corpus_article(corpus, gone[0], false, &article, &err),
                     KT_ERR_NOT_FOUND);
    assert_ok(kt_corpus_count(s1, &count, &err), &err);
    char *found = answers_of(s1);
    /* How many terms there are is asked of the whole store. */
    assert_string_equal(strchr(found, '\n'), strchr(expected_s1, '\n'));
    free(found);
    free(expected);
    free(expected_s1);
    kt_corpus_close(corpus);
    kt_corpus_close(s1);
}

/* Nor is one found that is removed before it is shown; here also all of a
 * batch. */
static void a_search_goes_on(void **state)
{
    (void)state;
    kt_error err;
    kt_search *search;
    kt_result result;
    size_t found = 1;
    kt_buffer lines = {0};
    for (int i = 0; i < 100; i++)
        kt_buffer_add_format(&lines, "{\"text\":\"satu x%d\"}\n", i);
    kt_buffer_add_char(&lines, '\0');
    import_lines("s.db", lines.data);
    kt_buffer_free(&lines);
    kt_corpus *corpus = open_writable("s.db");
    assert_ok(kt_search_new(corpus, KT_SLICE("satu"), &KT_SEARCH_DEFAULT,
                            &search, &err),
              &err);
    assert_ok(kt_search_next(search, &result, &err), &err);
    for (int64_t id = 17; id <= 50; id++)
        assert_ok(kt_corpus_remove(corpus, &id, 1, NULL, &err), &err);
    kt_status status;
    while ((status = kt_search_next(search, &result, &err)) == KT_OK)
        found++;
    assert_int_equal(status, KT_ERR_NOT_FOUND);
    assert_int_equal(found, 66);
    kt_search_free(search);
    kt_corpus_close(corpus);
}

/* The hits of an article that is removed between two of them are left out. */
static void a_walk_over_hits_goes_on(void **state)
{
    (void)state;
    kt_error err;
    kt_words *words;
    kt_concordance *c;
    kt_hit hit;
    size_t hits = 0;
    kt_buffer lines = {0};
    for (int i = 0; i < 3000; i++)
        kt_buffer_add_format(&lines, "{\"text\":\"satu x%d\"}\n", i);
    kt_buffer_add_char(&lines, '\0');
    import_lines("s.db", lines.data);
    kt_buffer_free(&lines);
    kt_corpus *corpus = open_writable("s.db");
    assert_ok(kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, &err), &err);
    assert_ok(kt_concordance_new(words, KT_SLICE("satu"), 1, &c, &err), &err);
    assert_ok(kt_concordance_next(c, &hit, &err), &err);
    for (int64_t id = 2500; id <= 3000; id += 100)
        assert_ok(kt_corpus_remove(corpus, &id, 1, NULL, &err), &err);
    kt_status status;
    for (hits = 1; (status = kt_concordance_next(c, &hit, &err)) == KT_OK;)
        hits++;
    assert_int_equal(status, KT_ERR_NOT_FOUND);
    assert_int_equal(hits, 2994);
    kt_concordance_free(c);
    kt_words_free(words);
    kt_corpus_close(corpus);
}

/* A store whose hashes are not those of its articles. */
static void wrong_hashes_are_removed_too(void **state)
{
    (void)state;
    const int64_t id = 1;
    import_lines("s.db", "{\"text\":\"a\",\"url\":\"u\"}\n{\"text\":\"b\"}\n");
    execute("s.db", "UPDATE identity SET hash = hash + 1 WHERE article = 1");
    remove_ids("s.db", &id, 1, 1);
    assert_query("s.db", "SELECT DISTINCT article FROM identity", "2\n");
}

static void only_a_store_can_be_changed(void **state)
{
    (void)state;
    kt_error err;
    kt_corpus *corpus;
    const int64_t id = 1;
    const kt_load_options options = {.jobs = 1, .writable = true};
    write_text("a.txt", "Judul\nsatu");
    import_file("s.db", "a.txt", 1);
    kt_corpus_close(open_corpus("a.txt", 1));
    assert_int_equal(system("cp cache/ktool/*.db private.db"), 0);
    static const struct {
        const char *paths[2];
        kt_status status;
        const char *message;
    } rows[] = {
        {{"a.txt"}, KT_ERR_USAGE, "a.txt: only a store can be changed"},
        {{"."}, KT_ERR_USAGE, "ktool import -d FILE"},
        {{"s.db", "a.txt"}, KT_ERR_USAGE, "a.txt: one store can be changed"},
        {{"private.db"}, KT_ERR_USAGE, "private.db: only a store"},
        {{"none.db"}, KT_ERR_NOT_FOUND, "none.db"},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        size_t count = rows[i].paths[1] == NULL ? 1 : 2;
        assert_int_equal(
            kt_corpus_open(rows[i].paths, count, &options, &corpus, &err),
            rows[i].status);
        assert_non_null(strstr(err.message, rows[i].message));
    }
    assert_false(is_there("none.db"));
    corpus = open_corpus("s.db", 1);
    assert_false(kt_corpus_is_writable(corpus));
    assert_int_equal(kt_corpus_remove(corpus, &id, 1, NULL, &err),
                     KT_ERR_READ_ONLY);
    kt_corpus_close(corpus);
    assert_query("s.db", "SELECT count(*) FROM article", "1\n");
}

/* Another process may add articles before, but not while one is open. */
static void what_others_write_is_noticed(void **state)
{
    (void)state;
    kt_error err;
    const int64_t id = 1;
    import_lines("s.db", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    kt_corpus *corpus = open_writable("s.db");
    import_lines("s.db", "{\"text\":\"c\"}\n");
    for (int i = 0; i < 2; i++) {
        assert_int_equal(kt_corpus_remove(corpus, &id, 1, NULL, &err),
                         KT_ERR_CHANGED);
        assert_non_null(strstr(err.message, "s.db: another process"));
    }
    kt_corpus_close(corpus);
    remove_ids("s.db", &id, 1, 1);
    assert_false(is_there("s.db-wal"));
    assert_query("s.db", "SELECT id FROM article", "2\n3\n");
}

static void an_interrupt_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    kt_error err;
    const int64_t id = 1;
    import_lines("s.db", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    kt_corpus *corpus = open_writable("s.db");
    kt_interrupt();
    assert_int_equal(kt_corpus_remove(corpus, &id, 1, NULL, &err),
                     KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    assert_non_null(strstr(err.message, "s.db is what it was"));
    size_t count;
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    assert_int_equal(count, 2);
    assert_ok(kt_corpus_remove(corpus, &id, 1, NULL, &err), &err);
    kt_corpus_close(corpus);
}

static void a_compact_store_is_smaller(void **state)
{
    (void)state;
    kt_error err;
    int64_t freed, ids[2000];
    struct stat before, after;
    kt_buffer lines = {0};
    for (int i = 0; i < 4000; i++)
        kt_buffer_add_format(&lines, "{\"text\":\"satu dua tiga x%d\"}\n", i);
    kt_buffer_add_char(&lines, '\0');
    import_lines("s.db", lines.data);
    kt_buffer_free(&lines);
    for (int i = 0; i < 2000; i++)
        ids[i] = 2 * i + 1;
    remove_ids("s.db", ids, 2000, 2000);
    assert_int_equal(stat("s.db", &before), 0);
    freed = compact("s.db");
    assert_int_equal(stat("s.db", &after), 0);
    assert_int_equal(freed, before.st_size - after.st_size);
    assert_true(freed > before.st_size / 4);
    assert_query("s.db", "SELECT count(*), min(id), max(id) FROM article",
                 "2000|2|4000\n");
    /* With nothing to do it is the same afterwards. */
    copy_file("s.db", "copy.db");
    assert_int_equal(compact("s.db"), 0);
    assert_same_query("s.db", "copy.db", "SELECT * FROM segment");
    /* Nothing is lost where another process reads. */
    sqlite3 *reader = open_sqlite("s.db");
    assert_int_equal(sqlite3_exec(reader, "BEGIN; SELECT count(*) FROM article",
                                  NULL, NULL, NULL),
                     SQLITE_OK);
    const kt_load_options options = {.jobs = 1};
    assert_int_equal(kt_compact("s.db", &options, &freed, &err), KT_ERR_LOCKED);
    sqlite3_close(reader);
    assert_query("s.db", "SELECT count(*) FROM article", "2000\n");
}

/* A segment of which no article is asked for may be damaged. */
static void other_segments_can_be_used(void **state)
{
    (void)state;
    kt_error err;
    kt_words *words;
    kt_counter *counter;
    bool wanted[ARTICLES + 1];
    const int64_t id = LONG;
    memset(wanted, true, sizeof wanted);
    import_some("s.db", wanted);
    execute("s.db", "UPDATE segment SET data = x'00' WHERE id = 2");
    kt_corpus *all = open_corpus("s.db", 1);
    kt_corpus *some = narrow(all, "id", "5");
    assert_ok(kt_words_new(all, &KT_WORDS_DEFAULT, &words, &err), &err);
    assert_int_equal(kt_words_count(words, &counter, &err), KT_ERR_CORRUPT);
    assert_non_null(strstr(err.message, "s.db: segment 2 is damaged; run "
                                        "`ktool -c s.db reindex`"));
    kt_words_free(words);
    assert_ok(kt_words_new(some, &KT_WORDS_DEFAULT, &words, &err), &err);
    assert_ok(kt_words_count(words, &counter, &err), &err);
    kt_counter_free(counter);
    kt_words_free(words);
    kt_corpus_close(some);
    kt_corpus_close(all);
    remove_ids("s.db", &id, 1, 1);
    all = open_corpus("s.db", 1);
    free(answers_of(all));
    kt_corpus_close(all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(what_is_removed_is_counted_nowhere),
        IN_SCRATCH(an_id_is_never_given_again),
        IN_SCRATCH(revisions_stay_linked),
        IN_SCRATCH(all_or_nothing_is_removed),
        IN_SCRATCH(every_corpus_of_the_store_goes_without_it),
        IN_SCRATCH(a_walk_over_hits_goes_on),
        IN_SCRATCH(a_search_goes_on),
        IN_SCRATCH(wrong_hashes_are_removed_too),
        IN_SCRATCH(only_a_store_can_be_changed),
        IN_SCRATCH(what_others_write_is_noticed),
        IN_SCRATCH(an_interrupt_leaves_the_store_as_it_was),
        IN_SCRATCH(a_compact_store_is_smaller),
        IN_SCRATCH(other_segments_can_be_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
