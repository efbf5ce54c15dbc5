/* What is the same article, what is its revision, and what is another. */
#include "query.h"

#include <ktool/counter.h>
#include <ktool/words.h>

/* Dumps that are imported one after the other, and what is there then. */
static const struct {
    const char *name;
    const char *dumps[3];
    size_t articles, revisions, skipped; /* told of the last */
    const char *rows;                    /* id>newer */
} imports[] = {
    {"a line twice", {"{\"text\":\"a\"}\n{\"text\":\"a\"}\n"}, 1, 0, 1, "1>-"},
    {"a dump twice",
     {"{\"text\":\"a\"}\n{\"text\":\"b\"}\n",
      "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"},
     0,
     0,
     2,
     "1>-,2>-"},
    {"a dump that has grown",
     {"{\"text\":\"a\"}\n", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n"},
     1,
     0,
     1,
     "1>-,2>-"},
    {"members in another order",
     {"{\"url\":\"u\",\"text\":\"a\",\"n\":1,\"m\":[2]}\n",
      "{\"m\":[2],\"n\":1,\"text\":\"a\",\"url\":\"u\"}\n"},
     0,
     0,
     1,
     "1>-"},
    {"another date",
     {"{\"text\":\"a\",\"date\":\"2024\"}\n{\"text\":\"a\"}\n"},
     2,
     0,
     0,
     "1>-,2>-"},
    {"another URL",
     {"{\"text\":\"a\",\"url\":\"u\"}\n{\"text\":\"a\",\"url\":\"v\"}\n"},
     2,
     0,
     0,
     "1>-,2>-"},
    {"a value read from the text is none of the file's",
     {"{\"text\":\"JAKARTA, KOMPAS.com - Harga beras naik.\"}\n",
      "{\"text\":\"JAKARTA, KOMPAS.com - Harga beras naik.\"}\n"},
     0,
     0,
     1,
     "1>-"},
    {"a revision in the same dump",
     {"{\"text\":\"a\",\"url\":\"u\"}\n{\"text\":\"b\",\"url\":\"u\"}\n"},
     2,
     1,
     0,
     "1>2,2>-"},
    {"three revisions, the first of them again",
     {"{\"text\":\"a\",\"url\":\"u\"}\n",
      "{\"text\":\"b\",\"url\":\"u\"}\n{\"text\":\"c\",\"url\":\"u\"}\n",
      "{\"text\":\"a\",\"url\":\"u\"}\n"},
     0,
     0,
     1,
     "1>2,2>3,3>-"},
    {"another field alone is a revision",
     {"{\"text\":\"a\",\"url\":\"u\",\"seen\":1}\n",
      "{\"text\":\"a\",\"url\":\"u\",\"seen\":2}\n"},
     1,
     1,
     0,
     "1>2,2>-"},
    {"a line number is no path",
     {"{\"text\":\"a\"}\n", "{\"text\":\"b\"}\n"},
     1,
     0,
     0,
     "1>-,2>-"},
};

static void import_telling(const char *store, const char *path,
                           kt_load_summary *summary)
{
    kt_error err;
    const kt_load_options options = {.jobs = 2};
    assert_ok(kt_import(store, &path, 1, &options, summary, &err), &err);
}

static void articles_are_known_again(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(imports); i++) {
        kt_load_summary summary;
        for (size_t d = 0; d < 3 && imports[i].dumps[d] != NULL; d++) {
            write_text("in.jsonl", imports[i].dumps[d]);
            import_telling("s.db", "in.jsonl", &summary);
        }
        char *rows = query("s.db", "SELECT group_concat(id || '>' ||"
                                   " ifnull(newer, '-')) FROM article");
        rows[strlen(rows) - 1] = '\0';
        if (strcmp(rows, imports[i].rows) != 0 ||
            summary.articles != imports[i].articles ||
            summary.revisions != imports[i].revisions ||
            summary.skipped != imports[i].skipped)
            fail_msg("%s: %s, %zu articles, %zu revisions, %zu skipped",
                     imports[i].name, rows, summary.articles, summary.revisions,
                     summary.skipped);
        free(rows);
        assert_query("s.db", "PRAGMA foreign_key_check", "");
        assert_int_equal(remove("s.db"), 0);
    }
}

static void a_file_is_known_by_its_path(void **state)
{
    (void)state;
    kt_load_summary summary;
    write_text("a.txt", "Judul\nsatu");
    import_telling("s.db", "a.txt", &summary);
    write_text("b.txt", "Judul\nsatu");
    import_telling("s.db", "b.txt", &summary);
    assert_int_equal(summary.skipped, 1);
    write_text("a.txt", "Judul\ndua");
    import_telling("s.db", "a.txt", &summary);
    assert_int_equal(summary.revisions, 1);
    assert_query("s.db", "SELECT path, newer FROM article",
                 "a.txt|2\na.txt|\n");
}

static uint64_t count_word(kt_corpus *corpus, const char *word)
{
    kt_error err;
    kt_words *words;
    kt_counter *counter;
    kt_words_options options = KT_WORDS_DEFAULT;
    assert_ok(kt_words_new(corpus, &options, &words, &err), &err);
    assert_ok(kt_words_count(words, &counter, &err), &err);
    kt_number count;
    assert_ok(kt_counter_get(counter, kt_slice_of(word), &count, &err), &err);
    kt_counter_free(counter);
    kt_words_free(words);
    return (uint64_t)count.as.integer;
}

static void only_the_newest_revision_counts(void **state)
{
    (void)state;
    kt_error err;
    size_t count;
    kt_article *article;
    import_lines("s.db", "{\"text\":\"satu satu\",\"url\":\"u\"}\n"
                         "{\"text\":\"dua satu\",\"url\":\"u\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 2);
    kt_corpus *all = narrow(corpus, "revisions", "true");
    kt_corpus *same = narrow(corpus, "url", "u");
    assert_int_equal(count_word(corpus, "satu"), 1);
    assert_int_equal(count_word(all, "satu"), 3);
    assert_int_equal(count_word(same, "satu"), 1);
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    assert_int_equal(count, 1);
    assert_ok(kt_corpus_count(all, &count, &err), &err);
    assert_int_equal(count, 2);
    /* What was once cited can be looked up. */
    assert_ok(kt_corpus_article(corpus, 1, true, &article, &err), &err);
    kt_article_free(article);
    kt_corpus_close(same);
    kt_corpus_close(all);
    kt_corpus_close(corpus);
}

static void what_people_said_goes_on_to_a_revision(void **state)
{
    (void)state;
    import_lines("s.db", "{\"text\":\"a\",\"url\":\"u\"}\n");
    execute("s.db", "INSERT INTO tag VALUES (1, 't');"
                    "INSERT INTO annotation VALUES (1, 'n', '7')");
    import_lines("s.db", "{\"text\":\"b\",\"url\":\"u\"}\n");
    assert_query("s.db", "SELECT * FROM tag", "1|t\n2|t\n");
    assert_query("s.db", "SELECT * FROM annotation", "1|n|7\n2|n|7\n");
}

/* Some megabytes of lines in many chunks, every third there before. */
static void write_copies(const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int i = 0; i < 6000; i++) {
        fprintf(file, "{\"text\":\"nomor %d", i % 3 == 0 ? i / 2 : i);
        for (int w = 0; w < 100; w++)
            fputs(" kata lain", file);
        fputs("\"}\n", file);
    }
    assert_int_equal(fclose(file), 0);
}

static void any_number_of_threads_drops_the_same_copies(void **state)
{
    (void)state;
    write_copies("in.jsonl");
    import_file("one.db", "in.jsonl", 1);
    import_file("two.db", "in.jsonl", 2);
    assert_same_bytes("one.db", "two.db");
    assert_query("one.db", "SELECT count(*), count(DISTINCT text) FROM raw",
                 "5000|5000\n");
}

/* The first of two files with the same bytes is changed. */
static void a_private_store_follows_its_copies(void **state)
{
    (void)state;
    kt_error err;
    size_t count;
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/a.txt", "satu");
    write_text("d/b.txt", "dua");
    write_text("d/c.txt", "satu");
    static const size_t counts[] = {2, 3};
    for (size_t i = 0; i < LENGTH(counts); i++) {
        kt_corpus *corpus = open_corpus("d", 1);
        assert_ok(kt_corpus_count(corpus, &count, &err), &err);
        assert_int_equal(count, counts[i]);
        kt_corpus_close(corpus);
        write_text("d/a.txt", "lain sama sekali");
    }
}

/* Articles from first to last, each with a URL. */
static void import_some(int first, int last, size_t skipped)
{
    kt_load_summary summary;
    kt_buffer lines = {0};
    for (int i = first; i <= last; i++)
        kt_buffer_add_format(&lines, "{\"text\":\"t%d\",\"url\":\"u%d\"}\n", i,
                             i);
    kt_buffer_add_char(&lines, '\0');
    write_text("in.jsonl", lines.data);
    kt_buffer_free(&lines);
    import_telling("s.db", "in.jsonl", &summary);
    assert_int_equal(summary.skipped, skipped);
    assert_int_equal(summary.articles, (size_t)(last - first + 1) - skipped);
}

/* Few that are added stand by themselves until they are an eighth. */
static void recent_hashes_settle(void **state)
{
    (void)state;
    static const struct {
        int first, last;
        size_t skipped;
        const char *counts; /* settled, and their last article; recent */
    } rounds[] = {{1, 80, 0, "160|80|0\n"},    {81, 85, 0, "160|80|10\n"},
                  {84, 90, 2, "160|80|20\n"},  {90, 90, 1, "160|80|20\n"},
                  {1, 91, 90, "182|91|0\n"},   {91, 103, 1, "206|103|0\n"},
                  {1, 104, 103, "206|103|2\n"}};
    for (size_t i = 0; i < LENGTH(rounds); i++) {
        import_some(rounds[i].first, rounds[i].last, rounds[i].skipped);
        assert_query("s.db",
                     "SELECT (SELECT count(*) FROM identity WHERE recent = 0),"
                     " (SELECT value FROM meta WHERE key = 'settled'),"
                     " (SELECT count(*) FROM identity WHERE recent = 1)",
                     rounds[i].counts);
    }
    /* Of a damaged number nothing depends. */
    execute("s.db", "UPDATE meta SET value = -9223372036854775807 - 1"
                    " WHERE key = 'settled'");
    import_some(100, 105, 5);
    execute("s.db", "UPDATE meta SET value = 9223372036854775807"
                    " WHERE key = 'settled'");
    import_some(100, 106, 6);
    import_some(1, 106, 106);
}

static void a_store_without_identities_gets_them(void **state)
{
    (void)state;
    kt_load_summary summary;
    write_text("in.jsonl", "{\"title\":\"T\",\"text\":\"a"
                           "a\",\"n\":1}\n{\"text\":\"b\",\"url\":\"u\"}\n");
    import_telling("s.db", "in.jsonl", &summary);
    execute("s.db", AS_SCHEMA_1);
    import_telling("s.db", "in.jsonl", &summary);
    assert_int_equal(summary.articles, 0);
    assert_int_equal(summary.skipped, 2);
    assert_query("s.db", "SELECT count(*) FROM identity", "3\n");
    assert_query("s.db", "SELECT * FROM meta WHERE key = 'unidentified'", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(articles_are_known_again),
        IN_SCRATCH(a_file_is_known_by_its_path),
        IN_SCRATCH(only_the_newest_revision_counts),
        IN_SCRATCH(what_people_said_goes_on_to_a_revision),
        IN_SCRATCH(any_number_of_threads_drops_the_same_copies),
        IN_SCRATCH(a_private_store_follows_its_copies),
        IN_SCRATCH(recent_hashes_settle),
        IN_SCRATCH(a_store_without_identities_gets_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
