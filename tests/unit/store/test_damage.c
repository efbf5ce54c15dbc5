#include "query.h"

#include <ktool/words.h>

enum {
    ARTICLES = 3
};

/* A store of one segment for each of its articles. */
static void make_store(void)
{
    import_lines("s.db", "{\"text\":\"satu kata lagi\"}\n");
    import_lines("s.db", "{\"text\":\"dua kata lain\"}\n");
    import_lines("s.db", "{\"text\":\"tiga kata\"}\n");
}

static void read_file(const char *path, kt_buffer *out)
{
    char bytes[BUFSIZ];
    size_t got;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
        kt_buffer_add(out, bytes, got);
    fclose(file);
    assert_false(out->failed);
}

static kt_status count_words(kt_corpus *corpus, int64_t *total, kt_error *err)
{
    kt_words *words;
    kt_counter *counter = NULL;
    kt_number sum = {0};
    kt_status status = kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, err);
    if (status == KT_OK)
        status = kt_words_count(words, &counter, err);
    if (status == KT_OK)
        status = kt_counter_total(counter, &sum, err);
    *total = sum.as.integer;
    kt_counter_free(counter);
    kt_words_free(words);
    return status;
}

/* The start of a store, however long, is refused by readers and writers. */
static void a_start_of_a_store_is_refused(void **state)
{
    (void)state;
    static const char *const path = "t.db", *const more = "more.txt";
    const kt_load_options options = {.jobs = 1};
    kt_buffer bytes = {0};
    make_store();
    read_file("s.db", &bytes);
    write_text(more, "Judul");
    for (size_t len = 1; len < bytes.len; len += len < 128 ? 1 : len / 7) {
        kt_error err = {0};
        kt_corpus *corpus;
        write_bytes(path, bytes.data, len);
        kt_status expected = len < 100 ? KT_ERR_FORMAT : KT_ERR_CORRUPT;
        assert_int_equal(kt_corpus_open(&path, 1, &options, &corpus, &err),
                         expected);
        assert_non_null(strstr(err.message, "t.db: "));
        assert_int_equal(kt_import(path, &more, 1, &options, NULL, &err),
                         expected);
        assert_int_equal(kt_reindex(path, &options, NULL, &err), expected);
        struct stat info;
        assert_int_equal(stat(path, &info), 0);
        assert_int_equal(info.st_size, len);
    }
    kt_buffer_free(&bytes);
}

/* One bit of the second segment, each in turn: whoever reads it may fail, who
 * reads the others counts what is there. */
static void other_segments_can_be_used(void **state)
{
    (void)state;
    make_store();
    sqlite3 *db = open_sqlite("s.db");
    sqlite3_stmt *row;
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "SELECT data FROM segment WHERE id = 2",
                                        -1, &row, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    size_t len = (size_t)sqlite3_column_bytes(row, 0);
    kt_buffer data = {0};
    kt_buffer_add(&data, sqlite3_column_blob(row, 0), len);
    sqlite3_finalize(row);
    assert_int_equal(sqlite3_prepare_v2(db,
                                        "UPDATE segment SET data = ?1"
                                        " WHERE id = 2",
                                        -1, &row, NULL),
                     SQLITE_OK);
    unsigned failed = 0;
    for (size_t bit = 0; bit < len * 8; bit++) {
        kt_error err;
        int64_t total;
        data.data[bit / 8] ^= (char)(1 << bit % 8);
        sqlite3_bind_blob(row, 1, data.data, (int)len, SQLITE_STATIC);
        assert_int_equal(sqlite3_step(row), SQLITE_DONE);
        sqlite3_reset(row);
        data.data[bit / 8] ^= (char)(1 << bit % 8);
        kt_corpus *whole = open_corpus("s.db", 1);
        if (count_words(whole, &total, &err) != KT_OK) {
            failed++;
            assert_int_equal(err.status, KT_ERR_CORRUPT);
            if (strstr(err.message, "segment 2 is damaged") == NULL)
                fail_msg("bit %zu: %s", bit, err.message);
        }
        for (int id = 1; id <= ARTICLES; id += 2) {
            kt_corpus *one = narrow(whole, "id", id == 1 ? "1" : "3");
            assert_ok(count_words(one, &total, &err), &err);
            assert_int_equal(total, id == 1 ? 3 : 2);
            kt_corpus_close(one);
        }
        kt_corpus_close(whole);
    }
    assert_true(failed > 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    kt_buffer_free(&data);
}

/* Segment by segment in another article; each is found among them. */
static void a_narrow_question_reads_the_segments_of_its_articles(void **state)
{
    (void)state;
    enum {
        MANY = 13
    };
    for (int id = 1; id <= MANY; id++) {
        kt_buffer line = {0};
        kt_buffer_add_string(&line, "{\"text\":\"");
        for (int w = 0; w < id; w++)
            kt_buffer_add_string(&line, "kata ");
        kt_buffer_add(&line, "\"}\n", sizeof "\"}\n");
        import_lines("s.db", line.data);
        kt_buffer_free(&line);
    }
    execute("s.db", "UPDATE segment SET id = id + 100 WHERE id > 5");
    kt_corpus *whole = open_corpus("s.db", 1);
    for (int id = 1; id <= MANY; id++) {
        char text[16];
        int64_t total;
        kt_error err;
        snprintf(text, sizeof text, "%d", id);
        kt_corpus *one = narrow(whole, "id", text);
        assert_ok(count_words(one, &total, &err), &err);
        assert_int_equal(total, id);
        kt_corpus_close(one);
    }
    kt_corpus_close(whole);
}

/* What happened to the second of three segments, and what questions narrowed
 * to one article come to: its words, or -1 if the damage is named. */
static const struct {
    const char *sql;
    int64_t totals[ARTICLES];
} misplaced[] = {
    {"UPDATE segment SET position = position WHERE id = 2", {3, 3, 2}},
    {"UPDATE segment SET position = 0 WHERE id = 2", {-1, -1, 2}},
    {"UPDATE segment SET position = -1 WHERE id = 2", {-1, -1, -1}},
    {"UPDATE segment SET position = -9223372036854775807 - 1 WHERE id = 2",
     {-1, -1, -1}},
    {"UPDATE segment SET position = 9223372036854775807 WHERE id = 2",
     {3, -1, -1}},
    {"UPDATE segment SET tokens = 0 WHERE id = 2", {3, -1, 2}},
    {"UPDATE segment SET tokens = 9223372036854775807 WHERE id = 2",
     {3, -1, -1}},
    {"DELETE FROM segment WHERE id = 2", {3, -1, 2}},
    {"DELETE FROM segment", {-1, -1, -1}},
};

static void misplaced_segments_are_no_wrong_answer(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(misplaced); i++) {
        remove("s.db");
        make_store();
        execute("s.db", misplaced[i].sql);
        kt_corpus *whole = open_corpus("s.db", 1);
        for (int id = 1; id <= ARTICLES; id++) {
            char text[16];
            int64_t total;
            kt_error err;
            snprintf(text, sizeof text, "%d", id);
            kt_corpus *one = narrow(whole, "id", text);
            if (count_words(one, &total, &err) != KT_OK) {
                assert_int_equal(err.status, KT_ERR_CORRUPT);
                assert_non_null(strstr(err.message, "reindex"));
                total = -1;
            }
            if (total != misplaced[i].totals[id - 1])
                fail_msg("%s: %lld words in article %d", misplaced[i].sql,
                         (long long)total, id);
            kt_corpus_close(one);
        }
        kt_corpus_close(whole);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_start_of_a_store_is_refused),
        IN_SCRATCH(other_segments_can_be_used),
        IN_SCRATCH(a_narrow_question_reads_the_segments_of_its_articles),
        IN_SCRATCH(misplaced_segments_are_no_wrong_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
