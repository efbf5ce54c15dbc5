#include "query.h"

#include <ktool/export.h>

/* The lines of all articles of a store, older revisions among them. */
static void export_store(const char *store, const char *path, unsigned jobs)
{
    kt_error err;
    const int64_t *ids;
    size_t count;
    kt_buffer lines = {0};
    kt_corpus *corpus = open_corpus(store, jobs);
    kt_corpus *all = narrow(corpus, "revisions", "true");
    assert_ok(kt_corpus_ids(all, &ids, &count, &err), &err);
    for (size_t i = 0; i < count; i++) {
        kt_article *article;
        assert_ok(kt_corpus_article(all, ids[i], true, &article, &err), &err);
        assert_ok(kt_article_restore(article, &err), &err);
        kt_article_record(article, &lines);
        kt_buffer_add_char(&lines, '\n');
        kt_article_free(article);
    }
    kt_corpus_close(all);
    kt_corpus_close(corpus);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(lines.data, 1, lines.len, file), lines.len);
    assert_int_equal(fclose(file), 0);
    kt_buffer_free(&lines);
}

/* Whatever is known of articles, and who is whose revision. */
static const char *const tables[] = {
    "SELECT * FROM article ORDER BY id",
    "SELECT article, text, hex(original) FROM raw ORDER BY article",
    "SELECT * FROM span ORDER BY article, start, end, label",
    "SELECT * FROM field ORDER BY article, name",
    "SELECT * FROM provenance ORDER BY article, field",
    "SELECT hash, article FROM identity ORDER BY hash, article",
    "SELECT * FROM tag ORDER BY article, name",
    "SELECT * FROM annotation ORDER BY article, name",
};

static void assert_same_articles(const char *store, const char *other)
{
    for (size_t i = 0; i < LENGTH(tables); i++)
        assert_same_query(store, other, tables[i]);
}

/* Files and lines of every sort. */
static void make_store(const char *store)
{
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/a.txt", "Judul\n\nIsi.\n\nEditor: Ani\n");
    write_text("d/b.txt", "\xEF\xBB\xBFJudul\r\nJAKARTA, ANTARA - Isi.\r\n");
    write_text("d/c.txt", "Judul\rIsi \xE9\xFF.");
    write_text("d/d\xE9.txt", "Judul\nNama berkas.\n");
    write_text("d/e.jsonl",
               "{\"title\":\"S\",\"text\":\"KOMPAS.com - Satu.\",\"url\":"
               "\"u/1\",\"date\":\"3/4/2025\",\"x\":[1, 2]}\n"
               "{\"title\":\"\\u0000D\\n\",\"text\":\"\\u0000\\r\\n\","
               "\"wire\":null,\"source\":\"\",\"ktool\":5}\n"
               "x\n{\"text\":\"\\ud800 Tiga.\"}\n");
    import_file(store, "d", 1);
    write_text("d/a.txt", "Judul\n\nIsi yang lain.\n");
    write_text("d/e.jsonl",
               "{\"title\":\"S\",\"text\":\"Dua.\",\"url\":\"u/1\","
               "\"date\":\"2025-04-03\"}\n");
    execute(store, "INSERT INTO tag SELECT id, 'ekonomi' FROM article;"
                   "INSERT INTO tag VALUES (1, 'a \"b\"');"
                   "INSERT INTO annotation VALUES (5, 'x', '{\"y\":[1,2]}')");
    import_file(store, "d", 1);
    execute(store, "DELETE FROM tag WHERE article = 9;"
                   "DELETE FROM annotation WHERE article = 9");
}

static void an_export_makes_the_same_store(void **state)
{
    (void)state;
    make_store("a.db");
    assert_query("a.db", "SELECT id, newer FROM article WHERE newer NOT NULL",
                 "1|8\n5|9\n");
    assert_query("a.db", "SELECT article FROM tag WHERE article > 7", "8\n8\n");
    export_store("a.db", "a.jsonl", 1);
    import_file("b.db", "a.jsonl", 1);
    assert_same_articles("b.db", "a.db");
    import_file("c.db", "a.jsonl", 2);
    assert_same_bytes("b.db", "c.db");
    export_store("b.db", "b.jsonl", 2);
    assert_same_bytes("a.jsonl", "b.jsonl");
}

static void so_does_an_import_of_the_store(void **state)
{
    (void)state;
    make_store("a.db");
    import_file("b.db", "a.db", 1);
    assert_same_articles("b.db", "a.db");
}

static void what_is_there_is_not_added_again(void **state)
{
    (void)state;
    make_store("a.db");
    char *before = query("a.db", "SELECT * FROM tag, annotation");
    export_store("a.db", "a.jsonl", 1);
    import_file("a.db", "a.jsonl", 1);
    assert_query("a.db", "SELECT count(*) FROM article", "9\n");
    assert_query("a.db", "SELECT * FROM tag, annotation", before);
    free(before);
}

/* A rule may put what it reads in its place, so that an export would have both
 * lines as one. */
static void a_field_that_says_nothing_makes_no_other_article(void **state)
{
    (void)state;
    import_lines("a.db", "{\"editor\":null,\"text\":\"a\\nEditor: Ani Budi\"}\n"
                         "{\"text\":\"a\\nEditor: Ani Budi\"}\n"
                         "{\"editor\":\"\",\"text\":\"a\\nEditor: Ani Budi\"}\n"
                         "{\"editor\":0,\"text\":\"a\\nEditor: Ani Budi\"}\n");
    assert_query("a.db", "SELECT line FROM article", "1\n4\n");
}

/* Beside its spans and fields, which others test. */
static void an_article_has_its_tags_and_annotations(void **state)
{
    kt_error err;
    kt_article *article;
    (void)state;
    make_store("a.db");
    kt_corpus *corpus = open_corpus("a.db", 1);
    assert_ok(kt_corpus_article(corpus, 1, true, &article, &err), &err);
    assert_int_equal(article->tag_count, 2);
    assert_slice(article->tags[0], "a \"b\"");
    assert_slice(article->tags[1], "ekonomi");
    assert_int_equal(article->annotation_count, 0);
    kt_article_free(article);
    assert_ok(kt_corpus_article(corpus, 5, true, &article, &err), &err);
    assert_int_equal(article->annotation_count, 1);
    assert_slice(article->annotations->name, "x");
    assert_slice(article->annotations->value, "{\"y\":[1,2]}");
    kt_article_free(article);
    kt_corpus_close(corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(an_export_makes_the_same_store),
        IN_SCRATCH(so_does_an_import_of_the_store),
        IN_SCRATCH(what_is_there_is_not_added_again),
        IN_SCRATCH(a_field_that_says_nothing_makes_no_other_article),
        IN_SCRATCH(an_article_has_its_tags_and_annotations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
