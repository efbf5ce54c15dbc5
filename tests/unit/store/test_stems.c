#include "query.h"

#include "store/stems.h"

#include <ktool/text.h>
#include <ktool/words.h>
#include <time.h>

enum {
    MANY = 40000, /* forms, enough for three threads */
    SOME = 20000  /* enough for more than a chunk */
};

/* "dirubah" is one of the exceptions: its stem is "ubah" with any dictionary
 * or none. Xenomnya stands only with a capital, and is a name. */
static const char articles[] = "{\"title\":\"Judul\",\"text\":\"Orang dirubah "
                               "Dirubah. Makan 2024 caf\xC3\xA9 Xenomnya!\"}\n";
static const char more[] = "{\"text\":\"Dan bukunya dirubah, xenomnya.\"}\n";

/* As make_scratch(), with no dictionary, so that the tests take no time. */
static int make_without_dictionary(void **state)
{
    setenv("KTOOL_HUNSPELL", "/none", 1);
    return make_scratch(state);
}

#define BY_RULES(test)                                                         \
    cmocka_unit_test_setup_teardown(test, make_without_dictionary,             \
                                    remove_folder)

static kt_counter *count(kt_corpus *corpus, const char *language)
{
    kt_error err;
    kt_words *words;
    kt_counter *counter;
    kt_words_options options = KT_WORDS_DEFAULT;
    options.stem = language;
    assert_ok(kt_words_new(corpus, &options, &words, &err), &err);
    assert_ok(kt_words_count(words, &counter, &err), &err);
    kt_words_free(words);
    return counter;
}

/* How often a stem counts; this asks the question, and keeps its stems. */
static int64_t ask(const char *path, const char *language, const char *stem)
{
    kt_error err;
    kt_number n;
    kt_corpus *corpus = open_corpus(path, 1);
    kt_counter *counter = count(corpus, language);
    assert_ok(kt_counter_get(counter, kt_slice_of(stem), &n, &err), &err);
    kt_counter_free(counter);
    kt_corpus_close(corpus);
    return n.as.integer;
}

/* Which languages have stems, and whether all terms do. */
static void assert_kept(const char *path, const char *expected)
{
    assert_query(path,
                 "SELECT language, length(terms) / 4 ="
                 " (SELECT sum(count) FROM term_run) FROM stem",
                 expected);
}

/* Change a stem in the store, to see whether it is read or made again. */
static const char mark[] =
    "UPDATE stem SET text ="
    " CAST(replace(CAST(text AS TEXT), 'ubah', 'mark') AS BLOB)";

/* Whether every term's stem is what a stemmer makes of its folded form. */
static void check_terms(const char *path, const char *language, unsigned jobs)
{
    kt_error err;
    kt_stemmer *stemmer;
    const kt_stems *stems, *again;
    kt_corpus *corpus = open_corpus(path, jobs);
    kt_store *store = corpus->store;
    assert_ok(kt_stemmer_new(language, &stemmer, &err), &err);
    assert_ok(kt_store_stems(store, stemmer, &stems, &err), &err);
    for (size_t r = 0; r < store->run_count; r++) {
        const kt_term_run *run = &store->runs[r];
        for (uint32_t i = 0; i < run->count; i++) {
            kt_buffer expected = {0};
            kt_slice folded = kt_term_folded(run, run->folded[i]);
            kt_stemmer_stem(stemmer, folded, &expected);
            kt_slice stem = kt_stems_of(stems, run->first + i, folded);
            assert_true(kt_slice_equal(stem, kt_buffer_slice(&expected)));
            assert_int_equal(kt_stems_knows(stems, run->first + i),
                             kt_stemmer_knows(stemmer, folded));
            kt_buffer_free(&expected);
        }
    }
    assert_ok(kt_store_stems(store, stemmer, &again, &err), &err);
    assert_ptr_equal(again, stems);
    kt_stemmer_free(stemmer);
    kt_corpus_close(corpus);
}

/* Lines of as many different forms, with as many stems. */
static void write_many(const char *path, unsigned forms)
{
    static const char syllables[][3] = {"ba", "ci", "du", "fe", "go",
                                        "hi", "ja", "ku", "le", "mo"};
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (unsigned i = 0; i < forms; i++) {
        fputs(i % 100 == 0 ? "{\"text\":\"di" : " di", file);
        for (unsigned rest = i + 100000; rest > 0; rest /= 10)
            fputs(syllables[rest % 10], file);
        fputs(i % 2 == 0 ? "kan" : "ings", file);
        if (i % 100 == 99)
            fputs("\"}\n", file);
    }
    assert_int_equal(fclose(file), 0);
}

static void import_many(const char *path, unsigned forms)
{
    write_many("many.jsonl", forms);
    import_file(path, "many.jsonl", 2);
}

static void
stems_are_those_of_the_stemmer_for_any_number_of_threads(void **state)
{
    (void)state;
    static const char *const languages[] = {"id", "en"};
    import_lines("s.db", articles);
    import_many("s.db", MANY);
    import_lines("s.db", more);
    copy_file("s.db", "t.db");
    for (size_t i = 0; i < LENGTH(languages); i++) {
        check_terms("s.db", languages[i], 1); /* they are made */
        check_terms("s.db", languages[i], 1); /* they are there */
        check_terms("t.db", languages[i], 3);
    }
    assert_same_bytes("s.db", "t.db");
    assert_query("s.db", "SELECT min(length(ends)) / 4 >= 20000 FROM stem",
                 "1\n");
}

static void stems_are_kept_in_the_store(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    assert_kept("s.db", "");
    assert_int_equal(ask("s.db", "id", "ubah"), 2);
    assert_kept("s.db", "id|1\n");
    execute("s.db", mark);
    assert_int_equal(ask("s.db", "id", "mark"), 2);
    assert_int_equal(ask("s.db", "ind", "mark"), 2);
    assert_int_equal(ask("s.db", "en", "dirubah"), 2);
    assert_kept("s.db", "en|1\nid|1\n");
    assert_query("s.db", "PRAGMA integrity_check", "ok\n");
    assert_query("s.db", "PRAGMA journal_mode", "delete\n");
    assert_false(is_there("s.db-journal"));
}

static void stems_of_another_stemmer_are_made_again(void **state)
{
    (void)state;
    char data[64];
    import_lines("s.db", articles);
    ask("s.db", "id", "ubah");
    execute("s.db", mark);
    const char *usual = getenv("KTOOL_DATA");
    char *before = strdup(usual == NULL ? "" : usual);
    snprintf(data, sizeof data, "%s", folder);
    setenv("KTOOL_DATA", data, 1);
    write_text("stem-id.tsv", "dirubah\tlain\n");
    assert_int_equal(ask("s.db", "id", "lain"), 2);
    if (usual == NULL)
        unsetenv("KTOOL_DATA");
    else
        setenv("KTOOL_DATA", before, 1);
    free(before);
    assert_int_equal(ask("s.db", "id", "ubah"), 2);
    assert_kept("s.db", "id|1\n");
}

static void an_open_store_holds_the_stems_of_several_stemmers(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_counter *by_rules = count(corpus, "id");
    const kt_stems *held = corpus->store->stems;
    kt_counter_free(count(corpus, "en"));
    kt_counter_free(count(corpus, "id"));
    assert_ptr_equal(corpus->store->stems, held);
    assert_non_null(held->next);
    assert_null(held->next->next);
    assert_kept("s.db", "");
    kt_counter_free(by_rules);
    kt_corpus_close(corpus);
    assert_kept("s.db", "en|1\nid|1\n");
}

static void only_what_is_new_is_stemmed_after_an_import(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    ask("s.db", "id", "ubah");
    execute("s.db", mark);
    import_lines("s.db", more);
    import_many("s.db", 300); /* the runs become one */
    assert_query("s.db", "SELECT count(*) FROM term_run", "1\n");
    assert_kept("s.db", "id|0\n");
    assert_int_equal(ask("s.db", "id", "mark"), 3);
    assert_int_equal(ask("s.db", "id", "buku"), 1);
    assert_int_equal(ask("s.db", "id", "mark"), 3);
    assert_kept("s.db", "id|1\n");
}

/* What is a name depends on all articles, and is not kept. */
static void a_name_that_is_found_uncapitalised_is_none(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    assert_int_equal(ask("s.db", "id", "xenomnya"), 1);
    import_lines("s.db", more);
    assert_int_equal(ask("s.db", "id", "xenomnya"), 0);
    assert_int_equal(ask("s.db", "id", "xenom"), 2);
}

/* Each is noticed and put right. */
static const struct {
    const char *name, *sql;
} damages[] = {
    {"no terms", "UPDATE stem SET terms = x''"},
    {"part of a number", "UPDATE stem SET terms = terms || x'00'"},
    {"a term too many", "UPDATE stem SET terms = terms || x'00000000'"},
    {"a stem that is not there",
     "UPDATE stem SET terms = x'ffffffff' || substr(terms, 5)"},
    {"part of an end", "UPDATE stem SET ends = ends || x'00'"},
    {"no ends", "UPDATE stem SET ends = x''"},
    {"no text", "UPDATE stem SET text = x''"},
    {"an empty stem", "UPDATE stem SET ends = x'00000000' || substr(ends, 5)"},
    {"an end beyond the text",
     "UPDATE stem SET ends = substr(ends, 1, length(ends) - 4) || x'ffffff7f'"},
    {"numbers", "UPDATE stem SET terms = 1, ends = 2, text = 3"},
};

static void damaged_stems_are_made_again(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    ask("s.db", "id", "ubah");
    for (size_t i = 0; i < LENGTH(damages); i++) {
        copy_file("s.db", "t.db");
        execute("t.db", damages[i].sql);
        if (ask("t.db", "id", "ubah") != 2)
            fail_msg("%s", damages[i].name);
        assert_same_query("t.db", "s.db", "SELECT * FROM stem");
    }
}

static void a_stem_of_nothing_is_the_word(void **state)
{
    (void)state;
    import_lines("s.db", "{\"text\":\"\xCE\xB9\xCF\x89\xCE\xBD\"}\n");
    assert_int_equal(ask("s.db", "el", "\xCE\xB9\xCF\x89\xCE\xBD"), 1);
}

static void a_snapshot_that_is_read_is_not_written(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    kt_corpus *reader = open_corpus("s.db", 1);
    assert_int_equal(ask("s.db", "id", "ubah"), 2);
    kt_corpus_close(reader);
    assert_kept("s.db", "");
    assert_int_equal(ask("s.db", "id", "ubah"), 2);
    assert_kept("s.db", "id|1\n");
}

static void nobody_waits_for_a_writer_to_keep_stems(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    sqlite3 *db = open_sqlite("s.db");
    assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL),
                     SQLITE_OK);
    time_t start = time(NULL);
    assert_int_equal(ask("s.db", "id", "ubah"), 2);
    assert_true(time(NULL) - start < 3);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    assert_kept("s.db", "");
}

/* While another process imports, the store is in WAL mode. */
static void stems_are_kept_beside_an_import(void **state)
{
    (void)state;
    kt_error err;
    kt_db *db;
    import_lines("s.db", articles);
    assert_ok(kt_db_open("s.db", KT_DB_WRITE, &db, &err), &err);
    assert_int_equal(ask("s.db", "id", "ubah"), 2);
    assert_ok(kt_db_run(db, kt_db_statement(db, STMT_BEGIN), &err), &err);
    assert_ok(kt_db_run(db, kt_db_statement(db, STMT_COMMIT), &err), &err);
    kt_db_close(db);
    assert_kept("s.db", "id|1\n");
    assert_query("s.db", "PRAGMA journal_mode", "delete\n");
}

/* Its terms have other ids then. */
static void stems_are_not_kept_in_a_store_that_was_reindexed(void **state)
{
    (void)state;
    kt_error err;
    kt_db *db;
    const kt_load_options options = {.jobs = 1, .rules = "none"};
    import_lines("s.db", articles);
    assert_ok(kt_db_open("s.db", KT_DB_WRITE, &db, &err), &err);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_counter_free(count(corpus, "id"));
    assert_ok(kt_reindex("s.db", &options, NULL, &err), &err);
    kt_corpus_close(corpus);
    kt_db_close(db);
    assert_kept("s.db", "");
    assert_int_equal(ask("s.db", "id", "ubah"), 2);
    assert_kept("s.db", "id|1\n");
}

static void another_store_in_its_place_is_left_alone(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    import_lines("t.db", more);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_counter_free(count(corpus, "id"));
    assert_int_equal(rename("t.db", "s.db"), 0);
    kt_corpus_close(corpus);
    assert_kept("s.db", "");
    corpus = open_corpus("s.db", 1);
    kt_counter_free(count(corpus, "id"));
    assert_int_equal(remove("s.db"), 0);
    kt_corpus_close(corpus);
    assert_false(is_there("s.db"));
}

static void a_store_that_may_only_be_read_answers(void **state)
{
    (void)state;
    assert_int_equal(mkdir("d", 0700), 0);
    import_lines("d/s.db", articles);
    assert_int_equal(chmod("d/s.db", 0400), 0);
    assert_int_equal(chmod("d", 0500), 0);
    for (int i = 0; i < 2; i++)
        assert_int_equal(ask("d/s.db", "id", "ubah"), 2);
    assert_int_equal(chmod("d", 0700), 0);
    assert_false(is_there("d/s.db-journal"));
}

static void an_interrupt_ends_stemming(void **state)
{
    (void)state;
    kt_error err;
    kt_stemmer *stemmer;
    const kt_stems *stems;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_store_terms(corpus->store, &err), &err);
    assert_ok(kt_stemmer_new("id", &stemmer, &err), &err);
    kt_interrupt();
    assert_int_equal(kt_store_stems(corpus->store, stemmer, &stems, &err),
                     KT_ERR_INTERRUPTED);
    kt_interrupt_clear();
    assert_null(stems);
    assert_ok(kt_store_stems(corpus->store, stemmer, &stems, &err), &err);
    kt_stemmer_free(stemmer);
    kt_corpus_close(corpus);
    assert_kept("s.db", "id|1\n");
}

/* The private store of the folder d. */
static const char *private_store(void)
{
    static char path[64];
    FILE *found = popen("ls cache/ktool/*", "r");
    assert_non_null(found);
    assert_int_equal(fscanf(found, "%63s", path), 1);
    assert_int_equal(fscanf(found, "%*s"), EOF); /* it is the only file */
    pclose(found);
    return path;
}

static void make_files(void)
{
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/a.jsonl", articles);
    write_many("d/a2.jsonl", SOME);
    write_text("d/b.txt", "kata");
    write_text("d/c.txt", "bukunya Xenomnya");
}

static void write_other_b(void)
{
    write_text("d/b.txt", "kata xenomnya");
}

static void add_last(void)
{
    write_text("d/z.txt", "makanannya dirubah");
}

static void remove_c(void)
{
    assert_int_equal(remove("d/c.txt"), 0);
}

static const struct {
    const char *name;
    void (*change)(void);
} changes[] = {
    {"another article in the middle", write_other_b},
    {"one more at the end", add_last},
    {"one less", remove_c},
};

/* Names that a mark has not changed are the same in both. */
static void assert_same_answer(const char *path, const char *other)
{
    static const char *const stems[] = {"xenomnya", "xenom", "makan",
                                        "kata",     "judul", "2024"};
    for (size_t i = 0; i < LENGTH(stems); i++)
        assert_int_equal(ask(path, "id", stems[i]), ask(other, "id", stems[i]));
}

static void a_refreshed_private_store_keeps_its_stems(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(changes); i++) {
        size_t removed;
        make_files();
        assert_int_equal(ask("d", "id", "ubah"), 2);
        assert_query(private_store(), "SELECT count(*) > 1 FROM segment",
                     "1\n");
        execute(private_store(), mark);
        assert_int_equal(ask("d", "id", "mark"), 2);
        changes[i].change();
        print_message("%s\n", changes[i].name);
        assert_int_equal(ask("d", "id", "mark"),
                         changes[i].change == add_last ? 3 : 2);
        assert_kept(private_store(), "id|1\n");
        import_file("new.db", "d", 1);
        assert_same_answer("d", "new.db");
        assert_int_equal(kt_cache_clear(&removed, NULL), KT_OK);
        assert_int_equal(remove("new.db"), 0);
        assert_int_equal(nftw("d", remove_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
    }
}

static void a_newer_private_store_is_left_alone(void **state)
{
    (void)state;
    make_files();
    kt_corpus *before = open_corpus("d", 1);
    kt_counter_free(count(before, "id"));
    write_other_b();
    kt_corpus *after = open_corpus("d", 1);
    kt_corpus_close(before);
    assert_kept(private_store(), "");
    kt_counter_free(count(after, "id"));
    kt_corpus *reader = open_corpus("d", 1);
    kt_corpus_close(after);
    kt_corpus_close(reader);
    assert_kept(private_store(), "id|1\n");
    struct stat info;
    assert_int_equal(stat(private_store(), &info), 0);
    assert_int_equal(info.st_mode & 0777, 0600);
}

static void a_private_store_that_was_cleared_stays_so(void **state)
{
    (void)state;
    size_t removed;
    make_files();
    kt_corpus *corpus = open_corpus("d", 1);
    kt_counter_free(count(corpus, "id"));
    assert_int_equal(kt_cache_clear(&removed, NULL), KT_OK);
    kt_corpus_close(corpus);
    assert_int_equal(rmdir("cache/ktool"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        BY_RULES(stems_are_those_of_the_stemmer_for_any_number_of_threads),
        BY_RULES(stems_are_kept_in_the_store),
        BY_RULES(stems_of_another_stemmer_are_made_again),
        BY_RULES(an_open_store_holds_the_stems_of_several_stemmers),
        BY_RULES(only_what_is_new_is_stemmed_after_an_import),
        BY_RULES(a_name_that_is_found_uncapitalised_is_none),
        BY_RULES(damaged_stems_are_made_again),
        BY_RULES(a_stem_of_nothing_is_the_word),
        BY_RULES(a_snapshot_that_is_read_is_not_written),
        BY_RULES(nobody_waits_for_a_writer_to_keep_stems),
        BY_RULES(stems_are_kept_beside_an_import),
        BY_RULES(stems_are_not_kept_in_a_store_that_was_reindexed),
        BY_RULES(another_store_in_its_place_is_left_alone),
        BY_RULES(a_store_that_may_only_be_read_answers),
        BY_RULES(an_interrupt_ends_stemming),
        BY_RULES(a_refreshed_private_store_keeps_its_stems),
        BY_RULES(a_newer_private_store_is_left_alone),
        BY_RULES(a_private_store_that_was_cleared_stays_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
