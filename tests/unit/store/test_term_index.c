#include "query.h"

#include "article/stream.h"
#include "store/draft.h"
#include "store/schema.h"
#include "store/term_index.h"
#include "store/term_run.h"

#include <ktool/text.h>
#include <ktool/tokens.h>

static kt_db *open_store(void)
{
    kt_error err;
    kt_db *db;
    assert_ok(kt_db_open("s.db", KT_DB_WRITE, &db, &err), &err);
    return db;
}

static kt_term_index *load(kt_db *db)
{
    kt_error err;
    kt_term_index *index;
    assert_ok(kt_term_index_load(db, &index, &err), &err);
    return index;
}

static uint32_t id_of(kt_term_index *index, const char *text, kt_class class)
{
    kt_error err;
    uint32_t id;
    kt_probe probe = kt_probe_of(kt_slice_of(text), (uint8_t) class);
    assert_ok(kt_term_index_ids(index, &probe, 1, &id, &err), &err);
    return id;
}

static void save(kt_term_index *index, kt_db *db)
{
    kt_error err;
    assert_ok(kt_term_index_save(index, db, &err), &err);
}

static const struct {
    const char *text;
    kt_class class;
} terms[] = {
    {"kata", KT_CLASS_WORD},
    {"Kata", KT_CLASS_WORD},
    {"mempertanggungjawabkannya", KT_CLASS_WORD},
    {"eighteen byte word", KT_CLASS_WORD},
    {"nineteen bytes word", KT_CLASS_WORD},
    {"1", KT_CLASS_NUMBER},
    {"1", KT_CLASS_WORD},
    {"mempertanggungjawabkannya", KT_CLASS_SYMBOL},
    {"\xC3\xA9", KT_CLASS_WORD},
};

static void terms_are_numbered_as_they_come(void **state)
{
    (void)state;
    kt_db *db = open_store();
    for (int round = 0; round < 2; round++) {
        kt_term_index *index = load(db);
        for (int again = 0; again < 2; again++) {
            for (size_t i = 0; i < LENGTH(terms); i++)
                assert_int_equal(id_of(index, terms[i].text, terms[i].class),
                                 KT_FIRST_TERM + i);
        }
        save(index, db);
        kt_term_index_free(index);
    }
    kt_db_close(db);
    kt_term_index_free(NULL);
}

static void a_marker_is_its_own_id(void **state)
{
    (void)state;
    kt_error err;
    kt_db *db = open_store();
    kt_term_index *index = load(db);
    static const uint8_t marks[] = {KT_MARK_ARTICLE, KT_MARK_PARAGRAPH,
                                    KT_MARK_LABEL, KT_MARK_LABEL + 1};
    for (size_t i = 0; i < LENGTH(marks); i++) {
        uint32_t id;
        char key[24] = {(char)marks[i]};
        kt_probe probe = kt_probe_inline(key, 1, KT_TAG_MARK, false);
        assert_ok(kt_term_index_ids(index, &probe, 1, &id, &err), &err);
        assert_int_equal(id, marks[i]);
    }
    assert_int_equal(index->count, 0);
    save(index, db);
    kt_term_index_free(index);
    kt_db_close(db);
    assert_query("s.db", "SELECT count(*) FROM term_run", "0\n");
}

static void check_run(const kt_term_run *run)
{
    for (uint32_t i = 0; i < run->count; i++) {
        uint32_t n = run->first + i - KT_FIRST_TERM;
        kt_buffer folded = {0};
        kt_slice text = kt_term_text(run, i);
        assert_slice(text, terms[n].text);
        assert_int_equal(run->class[i], terms[n].class);
        kt_text_fold(text, &folded);
        assert_true(run->folded[i] < run->folded_count);
        assert_true(kt_slice_equal(kt_term_folded(run, run->folded[i]),
                                   kt_buffer_slice(&folded)));
        kt_buffer_free(&folded);
    }
    for (uint32_t i = 1; i < run->folded_count; i++)
        assert_true(kt_slice_compare(kt_term_folded(run, i - 1),
                                     kt_term_folded(run, i)) < 0);
}

static void runs_are_read_as_they_were_written(void **state)
{
    (void)state;
    kt_error err;
    kt_term_run *runs;
    size_t count;
    uint32_t read = 0;
    kt_db *db = open_store();
    kt_term_index *index = load(db);
    for (size_t i = 0; i < LENGTH(terms); i++) {
        id_of(index, terms[i].text, terms[i].class);
        if (i == 5)
            save(index, db);
    }
    save(index, db);
    kt_term_index_free(index);
    assert_ok(kt_term_runs_read(db, true, &runs, &count, &err), &err);
    assert_int_equal(count, 2);
    for (size_t r = 0; r < count; r++) {
        assert_int_equal(runs[r].first, KT_FIRST_TERM + read);
        check_run(&runs[r]);
        read += runs[r].count;
    }
    assert_int_equal(read, LENGTH(terms));
    kt_term_runs_free(runs, count);
    kt_db_close(db);
}

/* Each run is at least twice as long as the next, and all terms are there. */
static void check_runs(kt_db *db, uint32_t terms_in_all)
{
    kt_error err;
    kt_term_run *runs;
    size_t count;
    uint32_t sum = 0;
    assert_ok(kt_term_runs_read(db, true, &runs, &count, &err), &err);
    for (size_t r = 0; r < count; r++) {
        assert_int_equal(runs[r].first, KT_FIRST_TERM + sum);
        sum += runs[r].count;
        if (r > 0)
            assert_true(runs[r - 1].count >= 2 * runs[r].count);
    }
    assert_int_equal(sum, terms_in_all);
    kt_term_runs_free(runs, count);
}

static void runs_are_merged_so_that_there_are_few(void **state)
{
    (void)state;
    uint32_t seed = 3, number = 0;
    kt_db *db = open_store();
    kt_term_index *index = load(db);
    for (int round = 0; round < 60; round++) {
        uint32_t more = next_random(&seed, 1u << next_random(&seed, 9));
        for (uint32_t end = number + more; number < end; number++) {
            char text[32];
            snprintf(text, sizeof text, "%s%u",
                     number % 3 == 0 ? "mempertanggungjawab" : "k", number);
            assert_int_equal(id_of(index, text, KT_CLASS_WORD),
                             KT_FIRST_TERM + number);
        }
        save(index, db);
        check_runs(db, number);
        if (round % 7 == 0) { /* another import goes on from there */
            kt_term_index_free(index);
            index = load(db);
            assert_int_equal(index->count, number);
        }
    }
    for (uint32_t n = 0; n < number; n += 17) {
        char text[32];
        snprintf(text, sizeof text, "%s%u",
                 n % 3 == 0 ? "mempertanggungjawab" : "k", n);
        assert_int_equal(id_of(index, text, KT_CLASS_WORD), KT_FIRST_TERM + n);
    }
    assert_int_equal(index->count, number);
    kt_term_index_free(index);
    kt_db_close(db);
}

static void terms_come_in_any_number_at_once(void **state)
{
    (void)state;
    enum {
        COUNT = 5000
    };
    kt_error err;
    static char texts[COUNT][32];
    static kt_probe probes[COUNT];
    static uint32_t ids[COUNT], again[COUNT];
    kt_db *db = open_store();
    kt_term_index *index = load(db);
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(texts[i], sizeof texts[i], "%0*u", i % 2 == 0 ? 4 : 25,
                 i % 4000);
        probes[i] = kt_probe_of(kt_slice_of(texts[i]), 0);
    }
    assert_ok(kt_term_index_ids(index, probes, COUNT, ids, &err), &err);
    assert_ok(kt_term_index_ids(index, probes, COUNT, again, &err), &err);
    assert_memory_equal(ids, again, sizeof ids);
    for (uint32_t i = 0; i < COUNT; i++)
        assert_int_equal(ids[i], KT_FIRST_TERM + i % 4000);
    kt_term_index_free(index);
    kt_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(terms_are_numbered_as_they_come),
        IN_SCRATCH(a_marker_is_its_own_id),
        IN_SCRATCH(runs_are_read_as_they_were_written),
        IN_SCRATCH(runs_are_merged_so_that_there_are_few),
        IN_SCRATCH(terms_come_in_any_number_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
