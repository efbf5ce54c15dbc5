#include "store/db.h"

#include "answers.h"

#include <ktool/fts5.h>
#include <ktool/query.h>
#include <ktool/search.h>
#include <sys/wait.h>

static const char *const store = "s.db";

static const char articles[] =
    "{\"text\":\"kata satu dua\",\"url\":\"u1\",\"source\":\"x\",\"n\":1}\n"
    "{\"text\":\"kata dua tiga\",\"url\":\"u2\",\"source\":\"y\"}\n"
    "{\"text\":\"kata tiga\",\"url\":\"u3\",\"source\":\"x\"}\n";

static const char revised[] =
    "{\"text\":\"kata mula\",\"url\":\"u2\",\"source\":\"y\"}\n";

static const char more[] =
    "{\"text\":\"kata empat dua\",\"url\":\"u4\",\"source\":\"x\"}\n"
    "{\"text\":\"kata lima\",\"url\":\"u1\",\"source\":\"z\"}\n";

static const kt_load_options one_job = {.jobs = 1};

/* In another process, since the locks of this one do not stop it. */
static void do_beside(void (*work)(void))
{
    int status;
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        kt_store_wait(0);
        work();
        _exit(0);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void need(bool done)
{
    if (!done)
        _exit(1);
}

static void import(const char *lines)
{
    static const char *const path = "more.jsonl";
    write_text(path, lines);
    need(kt_import(store, &path, 1, &one_job, NULL, NULL) == KT_OK);
    need(unlink(path) == 0);
}

static void nothing(void)
{
}

static void append(void)
{
    import(more);
}

static kt_corpus *open_writable(void)
{
    const kt_load_options options = {.jobs = 1, .writable = true};
    kt_corpus *corpus = NULL;
    kt_corpus_open(&store, 1, &options, &corpus, NULL);
    return corpus;
}

static void tag_one(void)
{
    const int64_t id = 1;
    kt_corpus *corpus = open_writable();
    need(kt_corpus_tag(corpus, &id, 1, KT_SLICE("t"), NULL) == KT_OK);
    need(kt_corpus_untag(corpus, &id, 1, KT_SLICE("t"), NULL) == KT_OK);
    kt_corpus_close(corpus);
}

static void remove_last(void)
{
    const int64_t id = 3;
    kt_corpus *corpus = open_writable();
    need(kt_corpus_remove(corpus, &id, 1, NULL, NULL) == KT_OK);
    kt_corpus_close(corpus);
}

static void append_and_remove(void)
{
    append();
    remove_last();
}

static void reindex(void)
{
    need(kt_reindex(store, &one_job, NULL, NULL) == KT_OK);
}

static void compact(void)
{
    int64_t freed;
    remove_last();
    need(kt_compact(store, &one_job, &freed, NULL) == KT_OK);
}

static void delete (void)
{
    need(unlink(store) == 0);
}

/* The same articles, in another file. */
static void make_again(void)
{
    delete ();
    import(articles);
    import(revised);
}

/* Other articles, in the same file. */
static void copy_over(void)
{
    need(system("mv s.db old.db") == 0);
    import(revised);
    import(articles);
    import(more);
    need(system("mv s.db other.db; mv old.db s.db; cat other.db >s.db") == 0);
}

static const struct {
    const char *name;
    void (*work)(void); /* of another process meanwhile */
    size_t grown;
    const char *message; /* NULL: the corpora answer as before */
} rows[] = {
    {"nothing", nothing, 0, NULL},
    {"tags", tag_one, 0, NULL},
    {"more articles", append, 2, NULL},
    {"a removal", remove_last, 0, "articles were removed"},
    {"more and a removal", append_and_remove, 0, "articles were removed"},
    {"other columns", reindex, 0, "made anew"},
    {"smaller columns", compact, 0, "made anew"},
    {"no file", delete, 0, "removed or replaced"},
    {"another file", make_again, 0, "removed or replaced"},
    {"another store in it", copy_over, 0, "made anew"},
};

static void count_grown(void *ctx, const char *path, size_t added)
{
    assert_string_equal(path, store);
    *(size_t *)ctx += added;
}

/* One file, in the mode that needs no other. */
static void assert_alone(void)
{
    unsigned char header[19] = {0};
    FILE *file = fopen(store, "rb");
    assert_non_null(file);
    assert_int_equal(fread(header, 1, sizeof header, file), sizeof header);
    fclose(file);
    assert_int_equal(header[18], 1);
    assert_false(is_there("s.db-wal"));
    assert_false(is_there("s.db-shm"));
    assert_false(is_there("s.db-journal"));
}

/* Corpora of one store: as it was opened, asked before or not; narrowed. */
typedef struct open_corpora {
    kt_corpus *asked, *fresh, *narrowed;
    char *whole, *part; /* what they answer */
} open_corpora;

static open_corpora open_all(bool writable)
{
    kt_corpus *asked = writable ? open_writable() : open_corpus(store, 1);
    assert_non_null(asked);
    open_corpora o = {.asked = asked,
                      .fresh = writable ? NULL : open_corpus(store, 1),
                      .narrowed = narrow(asked, "source", "x")};
    o.whole = answers_of(o.asked);
    o.part = answers_of(o.narrowed);
    return o;
}

static void assert_as_before(const open_corpora *o)
{
    kt_corpus *again = narrow(o->asked, "source", "x");
    assert_answers(o->asked, o->whole);
    if (o->fresh != NULL)
        assert_answers(o->fresh, o->whole);
    assert_answers(o->narrowed, o->part);
    assert_answers(again, o->part);
    kt_corpus_close(again);
}

static void close_all(open_corpora *o)
{
    kt_corpus_close(o->narrowed);
    kt_corpus_close(o->fresh);
    kt_corpus_close(o->asked);
    free(o->whole);
    free(o->part);
}

static kt_status ignore_tag(void *ctx, kt_slice tag)
{
    (void)ctx;
    (void)tag;
    return KT_OK;
}

static kt_status ignore_count(void *ctx, kt_slice tag, size_t count)
{
    (void)count;
    return ignore_tag(ctx, tag);
}

static kt_status ignore_mark(void *ctx, kt_label label, const char *rule,
                             size_t count)
{
    (void)ctx;
    (void)label;
    (void)rule;
    (void)count;
    return KT_OK;
}

static kt_status ignore_revision(void *ctx, const kt_revision *one)
{
    (void)ctx;
    (void)one;
    return KT_OK;
}

#define ASSERT_AWAY(call)                                                      \
    do {                                                                       \
        err = (kt_error){0};                                                   \
        assert_int_equal(call, KT_ERR_LOCKED);                                 \
        if (strstr(err.message, message) == NULL)                              \
            fail_msg("%s: %s", #call, err.message);                            \
    } while (0)

/* Whatever is asked fails, and for one reason. */
static void assert_away(kt_corpus *corpus, kt_words *words, const char *message)
{
    kt_error err;
    size_t count;
    const int64_t *ids, id = 1;
    void *out;
    kt_filter *filter;
    kt_corpus_info info;
    kt_buffer json = {0};
    ASSERT_AWAY(kt_corpus_count(corpus, &count, &err));
    ASSERT_AWAY(kt_corpus_ids(corpus, &ids, &count, &err));
    ASSERT_AWAY(kt_corpus_article(corpus, 1, true, (kt_article **)&out, &err));
    ASSERT_AWAY(kt_corpus_info_get(corpus, &info, &err));
    ASSERT_AWAY(kt_corpus_marks_each(corpus, ignore_mark, NULL, &err));
    ASSERT_AWAY(kt_corpus_tags_each(corpus, ignore_count, NULL, &err));
    ASSERT_AWAY(kt_corpus_tags_of(corpus, 1, ignore_tag, NULL, &err));
    ASSERT_AWAY(kt_corpus_annotation(corpus, 1, KT_SLICE("n"), &json, &err));
    ASSERT_AWAY(
        kt_corpus_revisions_each(corpus, 1, ignore_revision, NULL, &err));
    ASSERT_AWAY(kt_words_count(words, (kt_counter **)&out, &err));
    ASSERT_AWAY(kt_concordance_new(words, KT_SLICE("kata"), 1,
                                   (kt_concordance **)&out, &err));
    ASSERT_AWAY(
        kt_grouping_by(corpus, KT_SLICE("source"), (kt_grouping **)&out, &err));
    ASSERT_AWAY(kt_query_new(corpus, KT_SLICE("SELECT 1"), NULL, 0,
                             (kt_query **)&out, &err));
    ASSERT_AWAY(kt_search_new(corpus, KT_SLICE("kata"), &KT_SEARCH_DEFAULT,
                              (kt_search **)&out, &err));
    assert_ok(kt_filter_new(&filter, &err), &err);
    assert_ok(kt_filter_add(filter, "source", KT_SLICE("x"), &err), &err);
    ASSERT_AWAY(kt_corpus_where(corpus, filter, (kt_corpus **)&out, &err));
    kt_filter_free(filter);
    if (kt_corpus_is_writable(corpus)) {
        ASSERT_AWAY(kt_corpus_tag(corpus, &id, 1, KT_SLICE("t"), &err));
        ASSERT_AWAY(kt_corpus_remove(corpus, &id, 1, NULL, &err));
    }
}

/* With an older revision, which leaves a gap in the columns, or without. */
static void check_row(size_t i, bool has_gap, bool writable)
{
    kt_error err;
    kt_words *words;
    size_t grown = 0;
    import_lines(store, articles);
    if (has_gap)
        import_lines(store, revised);
    open_corpora o = open_all(writable);
    assert_ok(kt_words_new(o.asked, &KT_WORDS_DEFAULT, &words, &err), &err);
    kt_corpora_rest();
    assert_alone();
    do_beside(rows[i].work);
    kt_corpora_resume(count_grown, &grown);
    assert_int_equal(grown, rows[i].grown * (o.fresh == NULL ? 1 : 2));
    for (int prompt = 0; prompt < 2; prompt++) {
        if (rows[i].message == NULL)
            assert_as_before(&o);
        else
            assert_away(o.asked, words, rows[i].message);
        kt_corpora_rest();
        kt_corpora_resume(count_grown, &grown);
    }
    kt_words_free(words);
    close_all(&o);
    if (is_there(store)) {
        assert_alone();
        assert_int_equal(unlink(store), 0);
    }
}

static void corpora_keep_their_articles_or_say_why_not(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        print_message("%s\n", rows[i].name);
        check_row(i, false, false);
        check_row(i, true, false);
        check_row(i, true, true);
    }
}

enum {
    MANY = 300 /* more than a concordance reads at once */
};

static void import_many(void)
{
    kt_buffer lines = {0};
    for (int i = 0; i < MANY; i++)
        kt_buffer_add_format(&lines, "{\"text\":\"kata x%d\"}\n", i);
    kt_buffer_add_char(&lines, '\0');
    import_lines(store, lines.data);
    kt_buffer_free(&lines);
}

/* Read what is left, and return how it ended. */
static kt_status read_hits(kt_concordance *hits, size_t *count)
{
    kt_hit hit;
    kt_status status;
    while ((status = kt_concordance_next(hits, &hit, NULL)) == KT_OK)
        ++*count;
    return status;
}

static kt_status read_results(kt_search *results, size_t *count)
{
    kt_result result;
    kt_status status;
    while ((status = kt_search_next(results, &result, NULL)) == KT_OK)
        ++*count;
    return status;
}

/* What was half read goes on, or says that it does not. */
static void what_is_walked_goes_on_or_fails(void **state)
{
    (void)state;
    static const struct {
        void (*work)(void);
        kt_status end;
    } walks[] = {{nothing, KT_ERR_NOT_FOUND},
                 {append, KT_ERR_NOT_FOUND},
                 {remove_last, KT_ERR_LOCKED}};
    for (size_t i = 0; i < LENGTH(walks); i++) {
        kt_error err;
        kt_hit hit;
        kt_result result;
        kt_words *words;
        kt_concordance *hits;
        kt_search *results;
        kt_search_options all = KT_SEARCH_DEFAULT;
        size_t hit_count = 1, result_count = 1;
        all.limit = 0;
        import_many();
        kt_corpus *corpus = open_corpus(store, 1);
        assert_ok(kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, &err), &err);
        assert_ok(kt_concordance_new(words, KT_SLICE("kata"), 1, &hits, &err),
                  &err);
        assert_ok(kt_search_new(corpus, KT_SLICE("kata"), &all, &results, &err),
                  &err);
        assert_ok(kt_concordance_next(hits, &hit, &err), &err);
        assert_ok(kt_search_next(results, &result, &err), &err);
        kt_corpora_rest();
        do_beside(walks[i].work);
        kt_corpora_resume(NULL, NULL);
        assert_int_equal(read_hits(hits, &hit_count), walks[i].end);
        assert_int_equal(read_results(results, &result_count), walks[i].end);
        if (walks[i].end == KT_ERR_NOT_FOUND) {
            assert_int_equal(hit_count, MANY);
            assert_int_equal(result_count, MANY);
        }
        kt_search_free(results);
        kt_concordance_free(hits);
        kt_words_free(words);
        kt_corpus_close(corpus);
        assert_int_equal(unlink(store), 0);
    }
}

static void rows_of_a_query_are_gone(void **state)
{
    (void)state;
    kt_error err;
    kt_query *half, *read;
    const kt_value *row;
    import_lines(store, articles);
    assert_ok(kt_fts5_make(store, &one_job, NULL, &err), &err);
    kt_corpus *corpus = open_corpus(store, 1);
    kt_slice sql = KT_SLICE("SELECT article.id, kt_fold(article.title) FROM"
                            " article_fts JOIN article ON article.id ="
                            " article_fts.rowid"
                            " WHERE article_fts MATCH 'kata'");
    assert_ok(kt_query_new(corpus, sql, NULL, 0, &half, &err), &err);
    assert_ok(kt_query_new(corpus, KT_SLICE("SELECT 1 WHERE 0"), NULL, 0, &read,
                           &err),
              &err);
    assert_ok(kt_query_next(half, &row, &err), &err);
    assert_int_equal(kt_query_next(read, &row, &err), KT_ERR_NOT_FOUND);
    kt_corpora_rest();
    assert_null(kt_query_name(half, 0));
    kt_corpora_resume(NULL, NULL);
    assert_int_equal(kt_query_next(half, &row, &err), KT_ERR_USAGE);
    assert_non_null(strstr(err.message, "query again"));
    assert_int_equal(kt_query_next(read, &row, &err), KT_ERR_NOT_FOUND);
    kt_query_free(half);
    kt_query_free(read);
    assert_ok(kt_query_new(corpus, sql, NULL, 0, &half, &err), &err);
    assert_ok(kt_query_next(half, &row, &err), &err);
    kt_query_free(half);
    kt_corpus_close(corpus);
}

/* Another process that does something to the store, says so, and closes it when
 * it is told to. */
typedef struct other {
    pid_t pid;
    int answer, end;
} other;

static other start(bool (*work)(void **held), void (*close_it)(void *held))
{
    int answer[2], end[2];
    char byte;
    void *held = NULL;
    assert_int_equal(pipe(answer), 0);
    assert_int_equal(pipe(end), 0);
    other o = {.pid = fork(), .answer = answer[0], .end = end[1]};
    assert_true(o.pid >= 0);
    if (o.pid == 0) {
        close(end[1]);
        need(work(&held) && write(answer[1], "x", 1) == 1);
        need(read(end[0], &byte, 1) == 0);
        close_it(held);
        _exit(0);
    }
    close(answer[1]);
    close(end[0]);
    assert_int_equal(read(answer[0], &byte, 1), 1);
    return o;
}

static void end(other o)
{
    int status;
    close(o.end);
    close(o.answer);
    assert_int_equal(waitpid(o.pid, &status, 0), o.pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static bool hold_all(void **held)
{
    return sqlite3_open(store, (sqlite3 **)held) == SQLITE_OK &&
           sqlite3_exec(*held, "BEGIN EXCLUSIVE", NULL, NULL, NULL) ==
               SQLITE_OK;
}

static void let_all_go(void *held)
{
    sqlite3_close(held);
}

static bool begin_writing(void **held)
{
    const int64_t id = 1;
    *held = open_writable();
    return *held != NULL &&
           kt_corpus_tag(*held, &id, 1, KT_SLICE("t"), NULL) == KT_OK;
}

static void stop_writing(void *held)
{
    kt_corpus_close(held);
}

static void who_is_locked_out_tries_again(void **state)
{
    (void)state;
    kt_error err;
    size_t count;
    import_lines(store, articles);
    kt_corpus *corpus = open_corpus(store, 1);
    kt_corpora_rest();
    other o = start(hold_all, let_all_go);
    kt_store_wait(0);
    kt_corpora_resume(NULL, NULL);
    kt_store_wait(5);
    assert_int_equal(kt_corpus_count(corpus, &count, &err), KT_ERR_LOCKED);
    assert_non_null(strstr(err.message, "holds it"));
    kt_corpora_rest();
    end(o);
    kt_corpora_resume(NULL, NULL);
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    assert_int_equal(count, 3);
    kt_corpus_close(corpus);
}

/* Opened while another writes, who cannot make one file of it alone. */
static void who_rests_is_not_in_a_writers_way(void **state)
{
    (void)state;
    kt_error err;
    size_t count;
    import_lines(store, articles);
    other o = start(begin_writing, stop_writing);
    kt_corpus *corpus = open_corpus(store, 1);
    kt_corpora_rest();
    assert_true(is_there("s.db-wal"));
    end(o);
    assert_alone();
    kt_corpora_resume(NULL, NULL);
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    kt_corpus_close(corpus);
}

/* Asked while another writes, and at rest after it has ended. */
static void who_rests_last_leaves_one_file(void **state)
{
    (void)state;
    import_lines(store, articles);
    kt_corpus *corpus = open_corpus(store, 1);
    kt_corpora_rest();
    other o = start(begin_writing, stop_writing);
    kt_corpora_resume(NULL, NULL);
    end(o);
    assert_true(is_there("s.db-wal"));
    kt_corpora_rest();
    assert_alone();
    kt_corpora_resume(NULL, NULL);
    kt_corpus_close(corpus);
}

/* A writer may come after the file was opened and before it is read. */
static void who_reads_last_leaves_one_file(void **state)
{
    (void)state;
    kt_error err;
    kt_db *db;
    import_lines(store, articles);
    assert_ok(kt_db_open(store, KT_DB_READ, &db, &err), &err);
    other o = start(begin_writing, stop_writing);
    assert_ok(kt_db_execute(db, "BEGIN; SELECT count(*) FROM meta", &err),
              &err);
    end(o);
    assert_true(is_there("s.db-wal"));
    kt_db_close(db);
    assert_alone();
}

/* Once one reads, the other cannot begin to write. */
static void several_stores_rest(void **state)
{
    (void)state;
    kt_error err;
    size_t count;
    import_lines(store, articles);
    import_lines("t.db", articles);
    kt_corpus *written = open_writable();
    kt_corpus *corpora[] = {written, open_corpus(store, 1),
                            open_corpus("t.db", 1)};
    kt_store_wait(0);
    kt_corpora_rest();
    assert_alone();
    assert_int_equal(unlink("t.db"), 0);
    kt_corpora_resume(NULL, NULL);
    kt_store_wait(5);
    assert_ok(kt_corpus_count(corpora[0], &count, &err), &err);
    assert_ok(kt_corpus_count(corpora[1], &count, &err), &err);
    assert_int_equal(kt_corpus_count(corpora[2], &count, &err), KT_ERR_LOCKED);
    for (size_t i = LENGTH(corpora); i-- > 0;)
        kt_corpus_close(corpora[i]);
    assert_alone();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(corpora_keep_their_articles_or_say_why_not),
        IN_SCRATCH(rows_of_a_query_are_gone),
        IN_SCRATCH(several_stores_rest),
        IN_SCRATCH(what_is_walked_goes_on_or_fails),
        IN_SCRATCH(who_is_locked_out_tries_again),
        IN_SCRATCH(who_reads_last_leaves_one_file),
        IN_SCRATCH(who_rests_is_not_in_a_writers_way),
        IN_SCRATCH(who_rests_last_leaves_one_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
