#include "query.h"

static kt_corpus *open_writable(const char *path)
{
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = 1, .writable = true};
    assert_ok(kt_corpus_open(&path, 1, &options, &corpus, &err), &err);
    return corpus;
}

static void make_store(void)
{
    import_lines("s.db", "{\"text\":\"a\",\"url\":\"u\"}\n{\"text\":\"b\"}\n"
                         "{\"text\":\"c\"}\n");
}

static const struct {
    const char *name;
    kt_slice tag;
    kt_status status;
} tags[] = {
    {"a word", {"banjir", 6}, KT_OK},
    {"two words", {"Jawa Barat", 10}, KT_OK},
    {"marks of SQL", {"'; DROP TABLE tag; --", 21}, KT_OK},
    {"from right to left", {"\xE2\x80\x8F\xD7\x90", 5}, KT_OK},
    {"nothing", {"", 0}, KT_ERR_USAGE},
    {"a line break", {"a\nb", 3}, KT_ERR_USAGE},
    {"a NUL", {"a\0b", 3}, KT_ERR_USAGE},
    {"no UTF-8", {"a\xFF", 2}, KT_ERR_USAGE},
};

static kt_status add_tag(void *ctx, kt_slice tag)
{
    kt_buffer_add_slice(ctx, tag);
    kt_buffer_add_char(ctx, '|');
    return KT_OK;
}

static void tags_are_texts(void **state)
{
    (void)state;
    make_store();
    kt_corpus *corpus = open_writable("s.db");
    for (size_t i = 0; i < LENGTH(tags); i++) {
        kt_error err;
        const int64_t id = 2;
        kt_buffer found = {0};
        if (kt_corpus_tag(corpus, &id, 1, tags[i].tag, &err) != tags[i].status)
            fail_msg("%s: %s", tags[i].name, err.message);
        if (tags[i].status != KT_OK)
            continue;
        assert_ok(kt_corpus_tags_of(corpus, id, add_tag, &found, &err), &err);
        assert_int_equal(found.len, tags[i].tag.len + 1);
        assert_memory_equal(found.data, tags[i].tag.data, tags[i].tag.len);
        kt_buffer_free(&found);
        assert_ok(kt_corpus_untag(corpus, &id, 1, tags[i].tag, &err), &err);
    }
    kt_corpus_close(corpus);
    assert_query("s.db", "SELECT count(*) FROM tag", "0\n");
}

static void all_articles_are_tagged_or_none(void **state)
{
    (void)state;
    kt_error err;
    const int64_t ids[] = {1, 2, 9};
    make_store();
    kt_corpus *corpus = open_writable("s.db");
    assert_int_equal(kt_corpus_tag(corpus, ids, 3, KT_SLICE("x"), &err),
                     KT_ERR_NOT_FOUND);
    assert_string_equal(err.message, "no article 9");
    assert_ok(kt_corpus_tag(corpus, ids, 2, KT_SLICE("x"), &err), &err);
    kt_corpus *narrowed = narrow(corpus, "tag", "x");
    size_t count;
    assert_ok(kt_corpus_count(narrowed, &count, &err), &err);
    assert_int_equal(count, 2);
    assert_int_equal(
        kt_corpus_untag(narrowed, &(int64_t){3}, 1, KT_SLICE("x"), &err),
        KT_ERR_NOT_FOUND);
    kt_corpus_close(narrowed);
    kt_corpus_close(corpus);
    corpus = open_corpus("s.db", 1);
    assert_int_equal(kt_corpus_untag(corpus, ids, 2, KT_SLICE("x"), &err),
                     KT_ERR_READ_ONLY);
    kt_corpus_close(corpus);
    assert_query("s.db", "SELECT * FROM tag", "1|x\n2|x\n");
}

/* 1 is a revision of 4. */
static void
only_who_asks_for_older_revisions_says_something_of_them(void **state)
{
    (void)state;
    kt_error err;
    const int64_t oldest = 1, newest = 4;
    make_store();
    import_lines("s.db", "{\"text\":\"d\",\"url\":\"u\"}\n");
    kt_corpus *corpus = open_writable("s.db");
    kt_corpus *all = narrow(corpus, "revisions", "true");
    assert_int_equal(kt_corpus_tag(corpus, &oldest, 1, KT_SLICE("x"), &err),
                     KT_ERR_USAGE);
    assert_string_equal(err.message,
                        "article 1 is an older revision, which is in no corpus "
                        "without revisions = true; the newest is 4");
    assert_int_equal(kt_corpus_untag(corpus, &oldest, 1, KT_SLICE("x"), &err),
                     KT_ERR_USAGE);
    assert_int_equal(
        kt_corpus_annotate(corpus, oldest, KT_SLICE("n"), KT_SLICE("1"), &err),
        KT_ERR_USAGE);
    assert_ok(kt_corpus_tag(corpus, &newest, 1, KT_SLICE("x"), &err), &err);
    assert_ok(kt_corpus_tag(all, &oldest, 1, KT_SLICE("y"), &err), &err);
    assert_ok(
        kt_corpus_annotate(all, oldest, KT_SLICE("n"), KT_SLICE("1"), &err),
        &err);
    kt_corpus_close(all);
    kt_corpus_close(corpus);
    assert_query("s.db", "SELECT * FROM tag", "4|x\n1|y\n");
    assert_query("s.db", "SELECT article FROM annotation", "1\n");
}

static void an_annotation_is_json(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        kt_status status;
    } rows[] = {
        {"1", KT_OK},
        {"\"a'b\"", KT_OK},
        {"null", KT_OK},
        {"{\"a\":[1]}", KT_OK},
        {"", KT_ERR_USAGE},
        {"x", KT_ERR_USAGE},
        {"[1", KT_ERR_USAGE},
        {"1 2", KT_ERR_USAGE},
        {"1,\"a\":2", KT_ERR_USAGE},
        {"\"\xFF\"", KT_ERR_USAGE},
    };
    kt_error err;
    make_store();
    kt_corpus *corpus = open_writable("s.db");
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_buffer found = {0};
        if (kt_corpus_annotate(corpus, 1, KT_SLICE("n"),
                               kt_slice_of(rows[i].json),
                               &err) != rows[i].status)
            fail_msg("%s", rows[i].json);
        if (rows[i].status != KT_OK)
            continue;
        assert_ok(kt_corpus_annotation(corpus, 1, KT_SLICE("n"), &found, &err),
                  &err);
        assert_slice(kt_buffer_slice(&found), rows[i].json);
        kt_buffer_free(&found);
    }
    assert_int_equal(
        kt_corpus_annotate(corpus, 9, KT_SLICE("n"), KT_SLICE("1"), &err),
        KT_ERR_NOT_FOUND);
    assert_int_equal(
        kt_corpus_annotate(corpus, 1, KT_SLICE(""), KT_SLICE("1"), &err),
        KT_ERR_USAGE);
    assert_ok(
        kt_corpus_annotate(corpus, 1, KT_SLICE("n"), (kt_slice){NULL, 0}, &err),
        &err);
    kt_corpus_close(corpus);
    assert_query("s.db", "SELECT count(*) FROM annotation", "0\n");
}

static void what_was_said_of_an_article_goes_with_it(void **state)
{
    (void)state;
    kt_error err;
    const int64_t first = 1, newest = 4;
    make_store();
    kt_corpus *corpus = open_writable("s.db");
    assert_ok(kt_corpus_tag(corpus, &first, 1, KT_SLICE("x"), &err), &err);
    assert_ok(kt_corpus_annotate(corpus, 1, KT_SLICE("n"), KT_SLICE("1"), &err),
              &err);
    kt_corpus_close(corpus);
    import_lines("s.db", "{\"text\":\"d\",\"url\":\"u\"}\n");
    assert_query("s.db", "SELECT * FROM tag", "1|x\n4|x\n");
    corpus = open_writable("s.db");
    assert_ok(kt_corpus_remove(corpus, &newest, 1, NULL, &err), &err);
    kt_corpus_close(corpus);
    assert_query("s.db",
                 "SELECT article FROM tag UNION ALL"
                 " SELECT article FROM annotation",
                 "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(tags_are_texts),
        IN_SCRATCH(all_articles_are_tagged_or_none),
        IN_SCRATCH(only_who_asks_for_older_revisions_says_something_of_them),
        IN_SCRATCH(an_annotation_is_json),
        IN_SCRATCH(what_was_said_of_an_article_goes_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
