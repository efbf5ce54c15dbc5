#include "query.h"

static void add_fault(void *ctx, const char *text)
{
    kt_buffer_add_string(ctx, text);
    kt_buffer_add_char(ctx, '\n');
}

/* All faults of a store, a line each. */
static char *check(const char *path, unsigned jobs)
{
    kt_error err;
    kt_buffer faults = {0};
    assert_ok(kt_check_store(path, jobs, add_fault, &faults, &err), &err);
    kt_buffer_add_char(&faults, '\0');
    return faults.data;
}

static void assert_check(const char *name, const char *path,
                         const char *expected)
{
    for (unsigned jobs = 1; jobs <= 2; jobs++) {
        char *found = check(path, jobs);
        if (strcmp(found, expected) != 0)
            fail_msg("%s:\n%s\nnot\n%s", name, found, expected);
        free(found);
    }
}

/* Several segments; article 2 goes on over three, and 1 is a revision of it. */
static void make_store(void)
{
    FILE *file = fopen("in.jsonl", "wb");
    assert_non_null(file);
    fputs("{\"text\":\"lama\",\"url\":\"u\"}\n{\"text\":\"kata", file);
    for (int i = 0; i < 140000; i++)
        fputs(" a", file);
    fputs("\",\"url\":\"u\"}\n", file);
    for (int i = 0; i < 400; i++)
        fprintf(file,
                "{\"title\":\"Judul %d\",\"source\":\"s\",\"x\":%d,\"text\":"
                "\"JAKARTA, KOMPAS.com - Harga beras%d naik Rp5 ribu pada "
                "Rabu (1/5/2024). \\\"Kami tahu,\\\" kata Wati.\\nBaca juga: "
                "Lain\"}\n",
                i, i, i);
    assert_int_equal(fclose(file), 0);
    import_file("s.db", "in.jsonl", 2);
    write_text("a.txt", "Judul\nkata \xFF dan\n");
    import_file("s.db", "a.txt", 1);
}

static void a_sound_store_has_no_fault(void **state)
{
    (void)state;
    kt_error err;
    kt_corpus *corpus;
    static const char *const path = "s.db";
    const kt_load_options options = {.jobs = 2, .writable = true};
    const int64_t ids[] = {1, 5, 403};
    make_store();
    assert_check("imported", "s.db", "");
    assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
    assert_ok(kt_corpus_remove(corpus, ids, 3, NULL, &err), &err);
    assert_ok(kt_corpus_tag(corpus, ids + 1, 0, KT_SLICE("x"), &err), &err);
    kt_corpus_close(corpus);
    assert_check("removed", "s.db", "");
    assert_ok(kt_reindex("s.db", &options, NULL, &err), &err);
    assert_check("reindexed", "s.db", "");
    import_lines("empty.db", "{\"text\":\"satu\"}\n");
    execute("empty.db",
            "DELETE FROM article; DELETE FROM raw; DELETE FROM span;"
            "DELETE FROM segment; DELETE FROM identity; DELETE FROM term_run;"
            "INSERT INTO meta VALUES ('removed', 1)");
    assert_check("no article", "empty.db", "");
}

/* Where a link ends was proved by a title that has gone since. */
static void a_link_stays_proved(void **state)
{
    (void)state;
    kt_error err;
    const kt_load_options options = {.jobs = 1};
    import_lines("s.db",
                 "{\"title\":\"Harga Cabai Naik Lagi\",\"text\":\"satu\"}\n"
                 "{\"text\":\"Beras naik. Baca juga: Harga Cabai Naik Lagi "
                 "Kemarin hujan.\"}\n");
    assert_check("imported", "s.db", "");
    assert_ok(kt_reindex("s.db", &options, NULL, &err), &err);
    assert_query("s.db", "SELECT count(*) > 0 FROM span WHERE label = 7",
                 "1\n");
    assert_check("reindexed", "s.db", "");
    execute("s.db", "DELETE FROM article WHERE id = 1;"
                    "DELETE FROM raw WHERE article = 1;"
                    "DELETE FROM span WHERE article = 1;"
                    "DELETE FROM identity WHERE article = 1;"
                    "INSERT INTO meta VALUES ('removed', 1)");
    assert_check("removed", "s.db", "");
}

#define REINDEX "; run `ktool -c s.db reindex`\n"
#define UNFOUND "filters do not find 1 article, the first of them 8" REINDEX
#define RESTORE "; restore a copy, or remove it and import it again\n"

static const struct {
    const char *name, *sql, *faults;
} rows[] = {
    {"a bit in a segment",
     "UPDATE segment SET data = CAST(substr(data, 1, 5000) || x'FF' ||"
     " substr(data, 5002) AS BLOB) WHERE id = 4",
     "segment 4 is damaged" REINDEX},
    {"two segments", "UPDATE segment SET data = x'00' WHERE id IN (2, 4)",
     "segment 2 is damaged" REINDEX "segment 4 is damaged" REINDEX},
    {"revisions in a circle", "UPDATE article SET newer = 1 WHERE id = 2",
     "article 2 has article 1 for a newer revision; restore a copy or import "
     "its articles again\n"},
    {"a checksum", "UPDATE segment SET checksum = 1 WHERE id = 3",
     "segment 3 is damaged" REINDEX},
    {"the place of a segment",
     "UPDATE segment SET position = position + 1 WHERE id = 2",
     "the place of segment 2 is damaged" REINDEX
     "the place of segment 3 is damaged" REINDEX},
    {"a segment without end",
     "UPDATE segment SET tokens = 9223372036854775807 WHERE id = 4",
     "segment 4 is damaged" REINDEX "the place of segment 4 is damaged" REINDEX
     "the place of segment 5 is damaged" REINDEX},
    {"the place of an article",
     "UPDATE article SET position = position + 1 WHERE id = 9",
     "article 9 has a wrong place among the tokens" REINDEX
     "article 10 has a wrong place among the tokens" REINDEX},
    {"an article that is gone",
     "DELETE FROM article WHERE id = 7; DELETE FROM raw WHERE article = 7;"
     "DELETE FROM span WHERE article = 7; DELETE FROM field WHERE article = 7;"
     "DELETE FROM provenance WHERE article = 7;"
     "DELETE FROM identity WHERE article = 7",
     "article 8 has a wrong place among the tokens" REINDEX},
    {"other words of the same number",
     "UPDATE raw SET text = replace(text, 'beras5 ', 'betas5 ')"
     " WHERE article = 8",
     "article 8 is not what was imported" RESTORE},
    {"a letter in the terms",
     "UPDATE term_run SET text = CAST(replace(CAST(text AS TEXT), 'beras',"
     " 'betas') AS BLOB)",
     NULL},
    {"a span", "UPDATE span SET end = end - 1 WHERE article = 8 AND label = 2",
     "article 8 has other spans or values than its text gives" REINDEX},
    {"a span beyond the text",
     "UPDATE span SET end = 100000 WHERE article = 8 AND label = 7",
     "article 8 is damaged" RESTORE},
    {"the rule of a span",
     "UPDATE span SET rule = 'x' WHERE article = 8 AND label = 2",
     "article 8 has other spans or values than its text gives" REINDEX},
    {"a value that was read", "UPDATE article SET place = 'BOGOR' WHERE id = 8",
     UNFOUND "article 8 has other spans or values than its text gives" REINDEX},
    {"a field", "UPDATE field SET value = '77' WHERE article = 8",
     UNFOUND "article 8 is not what was imported" RESTORE},
    {"a source", "UPDATE article SET source = 't' WHERE id = 8",
     UNFOUND "article 8 is not what was imported" RESTORE},
    {"a hash", "UPDATE identity SET hash = hash + 1 WHERE article = 403",
     "article 403 is not what was imported" RESTORE},
    {"no hash", "DELETE FROM identity WHERE article = 1",
     "article 1 is not what was imported" RESTORE},
    {"no text", "DELETE FROM raw WHERE article = 8",
     "article 8 is damaged" RESTORE},
    {"rows of no article", "INSERT INTO tag VALUES (900, 'x'), (901, 'x')",
     "2 rows of the table tag refer to what is not in the table article; "
     "restore a copy or import its articles again\n"},
    {"terms", "UPDATE term_run SET ends = x'00' WHERE first = 64",
     "the terms from 64 on are damaged" REINDEX},
    {"a list", "DELETE FROM lookup WHERE name = 'path'",
     "filters do not find 403 articles, the first of them 1" REINDEX},
    {"a list that is none",
     "UPDATE lookup SET articles = '[' WHERE name = 'path'",
     "filters do not find 403 articles, the first of them 1" REINDEX},
    {"an article of a list",
     "UPDATE lookup SET articles = replace(articles, ',8,', ',')", UNFOUND},
};

static void a_fault_is_named(void **state)
{
    (void)state;
    make_store();
    assert_int_equal(rename("s.db", "sound.db"), 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        copy_file("sound.db", "s.db");
        execute("s.db", rows[i].sql);
        if (rows[i].faults != NULL) {
            assert_check(rows[i].name, "s.db", rows[i].faults);
            continue;
        }
        char *faults = check("s.db", 2);
        if (strstr(faults, "has other tokens than its text" REINDEX) == NULL)
            fail_msg("%s: %s", rows[i].name, faults);
        free(faults);
    }
}

/* What reindex is said to mend, it mends. */
static void reading_again_mends(void **state)
{
    (void)state;
    kt_error err;
    const kt_load_options options = {.jobs = 2};
    make_store();
    assert_int_equal(rename("s.db", "sound.db"), 0);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (rows[i].faults != NULL &&
            (strstr(rows[i].faults, REINDEX) == NULL ||
             strstr(rows[i].faults, RESTORE) != NULL))
            continue;
        copy_file("sound.db", "s.db");
        execute("s.db", rows[i].sql);
        assert_ok(kt_reindex("s.db", &options, NULL, &err), &err);
        assert_check(rows[i].name, "s.db", "");
    }
}

static void what_is_no_store_is_not_checked(void **state)
{
    (void)state;
    kt_error err;
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    assert_int_equal(kt_check_store("none.db", 1, add_fault, NULL, &err),
                     KT_ERR_NOT_FOUND);
    assert_int_equal(kt_check_store(".", 1, add_fault, NULL, &err),
                     KT_ERR_FORMAT);
    execute("s.db", "UPDATE meta SET value = 'tokens=0' WHERE key ="
                    " 'fingerprint'");
    assert_int_equal(kt_check_store("s.db", 1, add_fault, NULL, &err),
                     KT_ERR_FINGERPRINT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(a_sound_store_has_no_fault),
        IN_SCRATCH(a_link_stays_proved),
        IN_SCRATCH(a_fault_is_named),
        IN_SCRATCH(reading_again_mends),
        IN_SCRATCH(what_is_no_store_is_not_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
