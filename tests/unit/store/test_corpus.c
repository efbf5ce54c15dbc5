#include "../scratch.h"

#include "store/import.h"

static const char *const articles =
    "{\"title\":\"Satu\",\"text\":\"isi\\npara\",\"date\":\"2024-05-02\","
    "\"source\":\"Tempo\",\"author\":\"A\",\"place\":\"P\",\"section\":\"S\","
    "\"url\":\"http://x\",\"lang\":\"id\",\"views\":12,\"tag\":\"\\u00e9\"}\n"
    "{\"text\":\"dua \xFF\",\"date\":\"2024-05\",\"source\":\"antara\"}\n"
    "{\"text\":\"tiga\",\"source\":\"Tempo\"}\n"
    "{\"title\":\"Empat\",\"date\":\"2024-05-31T23:59:00+07:00\","
    "\"source\":\"TEMPO\",\"author\":\"\"}\n"
    "{\"text\":\"lima\",\"date\":\"2023\",\"lang\":\"en\"}\n"
    "{\"text\":\"enam\",\"lang\":\"en\"}\n";

static kt_corpus *open_articles(void)
{
    import_lines("s.db", articles);
    return open_corpus("s.db", 1);
}

/* "1 4 5", and how many were left out for want of a date if any were. */
static void describe(kt_corpus *corpus, kt_buffer *out)
{
    kt_error err;
    const int64_t *ids;
    size_t count, again;
    assert_ok(kt_corpus_ids(corpus, &ids, &count, &err), &err);
    assert_ok(kt_corpus_count(corpus, &again, &err), &err);
    assert_int_equal(count, again);
    for (size_t i = 0; i < count; i++)
        kt_buffer_add_format(out, "%s%lld", i == 0 ? "" : " ",
                             (long long)ids[i]);
    if (kt_corpus_undated(corpus) > 0)
        kt_buffer_add_format(out, " undated %zu", kt_corpus_undated(corpus));
    kt_buffer_add_char(out, '\0');
}

/* Conditions as key, value, key, value, ...; those after "then" narrow what
 * those before left. */
static const struct {
    const char *name;
    const char *conditions[8];
    const char *expected;
} filters[] = {
    {"no condition", {NULL}, "1 2 3 4 5 6"},
    {"case does not matter", {"source", "tempo"}, "1 3 4"},
    {"any value will do", {"source", "tempo", "source", "ANTARA"}, "1 2 3 4"},
    {"all keys must hold", {"source", "tempo", "lang", "id"}, "1"},
    {"nothing is like that", {"source", "Kompas"}, ""},
    {"a start is not enough", {"source", "Temp"}, ""},
    {"an absent field is not an empty one", {"author", ""}, "4"},
    {"a percent sign is no wildcard", {"source", "%"}, ""},
    {"by author", {"author", "a"}, "1"},
    {"by place", {"place", "p"}, "1"},
    {"by section", {"section", "s"}, "1"},
    {"by language", {"lang", "en"}, "5 6"},
    {"by number", {"id", "4", "id", "2", "id", "77"}, "2 4"},
    {"since includes its day", {"since", "2024-05-02"}, "1 4 undated 2"},
    {"since a month", {"since", "2024-05"}, "1 2 4 undated 2"},
    {"since a year", {"since", "2024"}, "1 2 4 undated 2"},
    {"before leaves its day out", {"before", "2024-05-31"}, "1 2 5 undated 2"},
    {"a time of day lies within its day",
     {"before", "2024-06-01"},
     "1 2 4 5 undated 2"},
    {"between", {"since", "2023", "before", "2024"}, "5 undated 2"},
    {"undated ones of the source only",
     {"source", "tempo", "since", "2024"},
     "1 4 undated 1"},
    {"no article is left without a date",
     {"source", "antara", "since", "2000"},
     "2"},
    {"narrowed twice",
     {"source", "tempo", "then", "", "id", "3", "id", "5"},
     "3"},
    {"narrowed to nothing", {"lang", "en", "then", "", "source", "tempo"}, ""},
    {"narrowed by nothing more", {"lang", "en", "then", ""}, "5 6"},
    {"undated ones are counted within the wider corpus",
     {"source", "tempo", "then", "", "since", "2024"},
     "1 4 undated 1"},
    {"none is left out for want of a date twice",
     {"since", "2024", "then", "", "before", "2024-05-31"},
     "1 2"},
};

static kt_corpus *apply(kt_corpus *corpus, const char *const *conditions,
                        size_t *at)
{
    kt_error err;
    kt_filter *filter;
    kt_corpus *narrowed;
    assert_ok(kt_filter_new(&filter, &err), &err);
    for (; *at < 8 && conditions[*at] != NULL; *at += 2) {
        if (strcmp(conditions[*at], "then") == 0)
            break;
        assert_ok(kt_filter_add(filter, conditions[*at],
                                kt_slice_of(conditions[*at + 1]), &err),
                  &err);
    }
    assert_ok(kt_corpus_where(corpus, filter, &narrowed, &err), &err);
    kt_filter_free(filter);
    return narrowed;
}

static void filters_narrow_as_in_the_table(void **state)
{
    (void)state;
    kt_corpus *whole = open_articles();
    for (size_t i = 0; i < LENGTH(filters); i++) {
        size_t at = 0;
        kt_buffer found = {0};
        kt_corpus *corpus = apply(whole, filters[i].conditions, &at);
        if (at < 8 && filters[i].conditions[at] != NULL) {
            at += 2;
            kt_corpus *wider = corpus;
            corpus = apply(wider, filters[i].conditions, &at);
            kt_corpus_close(wider);
        }
        describe(corpus, &found);
        const char *text = found.data[0] == ' ' ? found.data + 1 : found.data;
        if (strcmp(text, filters[i].expected) != 0) {
            print_error("%s: found '%s', not '%s'\n", filters[i].name, text,
                        filters[i].expected);
            fail();
        }
        kt_buffer_free(&found);
        kt_corpus_close(corpus);
    }
    kt_corpus_close(whole);
}

static void a_narrowed_corpus_outlives_the_wider(void **state)
{
    (void)state;
    kt_error err;
    kt_article *article;
    kt_corpus *whole = open_articles();
    kt_corpus *tempo = narrow(whole, "source", "tempo");
    kt_corpus_close(whole);
    kt_corpus *one = narrow(tempo, "id", "3");
    kt_corpus_close(tempo);
    assert_ok(kt_corpus_article(one, 3, true, &article, &err), &err);
    assert_slice(article->raw, "tiga");
    kt_article_free(article);
    kt_corpus_close(one);
    kt_corpus_close(NULL);
    kt_article_free(NULL);
}

static void an_article_comes_back_as_it_was(void **state)
{
    (void)state;
    kt_error err;
    kt_article *a;
    kt_corpus *corpus = open_articles();
    assert_ok(kt_corpus_article(corpus, 1, true, &a, &err), &err);
    assert_int_equal(a->id, 1);
    assert_slice(a->raw, "Satu\nisi\npara");
    assert_slice(a->title, "Satu");
    assert_slice(a->date, "2024-05-02");
    assert_slice(a->source, "Tempo");
    assert_slice(a->author, "A");
    assert_slice(a->place, "P");
    assert_slice(a->section, "S");
    assert_slice(a->url, "http://x");
    assert_slice(a->lang, "id");
    assert_true(a->lang_clarity == 0);
    assert_slice(a->path, "lines.jsonl");
    assert_int_equal(a->line, 1);
    assert_int_equal(a->replaced, 0);
    assert_null(a->original.data);
    assert_int_equal(a->field_count, 2);
    assert_slice(a->fields[0].name, "tag");
    assert_slice(a->fields[0].value, "\"\\u00e9\"");
    assert_slice(a->fields[1].name, "views");
    assert_slice(a->fields[1].value, "12");
    static const kt_span spans[] = {{0, 4, KT_LABEL_TITLE, NULL},
                                    {5, 8, KT_LABEL_BODY, NULL},
                                    {9, 13, KT_LABEL_BODY, NULL}};
    assert_int_equal(a->span_count, LENGTH(spans));
    for (size_t i = 0; i < LENGTH(spans); i++) {
        assert_int_equal(a->spans[i].start, spans[i].start);
        assert_int_equal(a->spans[i].end, spans[i].end);
        assert_int_equal(a->spans[i].label, spans[i].label);
    }
    kt_article_free(a);
    kt_corpus_close(corpus);
}

static void what_was_absent_stays_absent(void **state)
{
    (void)state;
    kt_error err;
    kt_article *a;
    kt_corpus *corpus = open_articles();
    assert_ok(kt_corpus_article(corpus, 3, true, &a, &err), &err);
    assert_null(a->title.data);
    assert_null(a->date.data);
    assert_null(a->author.data);
    assert_null(a->url.data);
    assert_int_equal(a->field_count, 0);
    kt_article_free(a);
    assert_ok(kt_corpus_article(corpus, 4, true, &a, &err), &err);
    assert_non_null(a->author.data);
    assert_int_equal(a->author.len, 0);
    kt_article_free(a);
    kt_corpus_close(corpus);
}

static void bytes_that_were_replaced_are_kept(void **state)
{
    (void)state;
    kt_error err;
    kt_article *a;
    kt_corpus *corpus = open_articles();
    assert_ok(kt_corpus_article(corpus, 2, true, &a, &err), &err);
    assert_slice(a->raw, "dua \xEF\xBF\xBD");
    assert_int_equal(a->replaced, 1);
    assert_non_null(memmem(a->original.data, a->original.len, "dua \xFF", 5));
    kt_article_free(a);
    kt_corpus_close(corpus);
}

static void an_article_may_come_without_its_text(void **state)
{
    (void)state;
    kt_error err;
    kt_article *a;
    kt_corpus *corpus = open_articles();
    assert_ok(kt_corpus_article(corpus, 1, false, &a, &err), &err);
    assert_slice(a->source, "Tempo");
    assert_int_equal(a->raw.len, 0);
    assert_int_equal(a->span_count, 0);
    assert_int_equal(a->field_count, 0);
    kt_article_free(a);
    kt_corpus_close(corpus);
}

static void an_article_outside_the_corpus_is_not_found(void **state)
{
    (void)state;
    static const int64_t ids[] = {0, -1, 7, INT64_MAX, INT64_MIN};
    kt_error err;
    kt_article *a;
    kt_corpus *corpus = open_articles();
    for (size_t i = 0; i < LENGTH(ids); i++) {
        assert_int_equal(kt_corpus_article(corpus, ids[i], true, &a, &err),
                         KT_ERR_NOT_FOUND);
        assert_null(a);
    }
    kt_corpus *tempo = narrow(corpus, "source", "tempo");
    kt_corpus *none = narrow(corpus, "source", "nobody");
    assert_int_equal(kt_corpus_article(tempo, 2, true, &a, &err),
                     KT_ERR_NOT_FOUND);
    assert_int_equal(kt_corpus_article(none, 1, true, &a, &err),
                     KT_ERR_NOT_FOUND);
    assert_string_equal(err.message, "no article 1");
    kt_corpus_close(none);
    kt_corpus_close(tempo);
    kt_corpus_close(corpus);
}

/* What an import does between its first article and its end. */
typedef struct meanwhile {
    kt_corpus *corpus;
    size_t count;
} meanwhile;

static void open_meanwhile(void *ctx, int64_t bytes, int64_t total)
{
    meanwhile *m = ctx;
    kt_error err;
    (void)bytes;
    (void)total;
    if (m->corpus != NULL)
        return;
    m->corpus = open_corpus("s.db", 1);
    assert_ok(kt_corpus_count(m->corpus, &m->count, &err), &err);
}

/* Of a file that is larger than a batch, so that the store has a log, and of an
 * article that is not. */
static void import_meanwhile(meanwhile *m)
{
    static const char *const path = "more.jsonl";
    kt_error err;
    kt_load_summary summary;
    const kt_import_options options = {
        .paths = &path,
        .path_count = 1,
        .jobs = 1,
        .batch_bytes = 10,
        .listener = {.ctx = m, .progress = open_meanwhile}};
    import_lines("s.db", articles);
    write_text(path, "{\"text\":\"tujuh\"}\n");
    assert_ok(kt_import_paths("s.db", &options, &summary, &err), &err);
    assert_non_null(m->corpus);
}

static void a_corpus_is_one_snapshot_whoever_writes(void **state)
{
    (void)state;
    kt_error err;
    kt_article *a;
    const int64_t *ids;
    size_t count;
    meanwhile m = {0};
    import_meanwhile(&m);
    assert_int_equal(m.count, 6);
    assert_int_equal(kt_corpus_article(m.corpus, 7, true, &a, &err),
                     KT_ERR_NOT_FOUND);
    assert_ok(kt_corpus_ids(m.corpus, &ids, &count, &err), &err);
    assert_int_equal(count, 6);
    kt_corpus_close(m.corpus);
    m.corpus = open_corpus("s.db", 1);
    assert_ok(kt_corpus_count(m.corpus, &count, &err), &err);
    assert_int_equal(count, 7);
    kt_corpus_close(m.corpus);
}

static void a_store_is_one_file_when_its_last_reader_goes(void **state)
{
    (void)state;
    meanwhile m = {0};
    import_meanwhile(&m);
    kt_corpus_close(m.corpus);
    assert_false(is_there("s.db-wal"));
    assert_false(is_there("s.db-shm"));
}

/* Takes as long as an import waits for others. */
static void a_store_that_is_read_is_not_said_to_be_written(void **state)
{
    (void)state;
    static const char *const path = "more.jsonl";
    kt_error err;
    size_t count;
    const kt_load_options options = {.jobs = 1};
    kt_corpus *corpus = open_articles();
    write_text(path, "{\"text\":\"tujuh\"}\n");
    kt_status status = kt_import("s.db", &path, 1, &options, NULL, &err);
    if (status != KT_OK) {
        assert_int_equal(status, KT_ERR_LOCKED);
        assert_null(strstr(err.message, "is writing"));
    }
    assert_ok(kt_corpus_count(corpus, &count, &err), &err);
    assert_int_equal(count, 6);
    kt_corpus_close(corpus);
}

static void paths_make_one_corpus_in_their_order(void **state)
{
    (void)state;
    static const char *const paths[] = {"b.txt", "d", "a.txt"};
    static const char *const expected[] = {"b.txt", "d/c.txt", "a.txt"};
    kt_error err;
    kt_corpus *corpus;
    const kt_load_options options = {.jobs = 1};
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("a.txt", "A");
    write_text("b.txt", "B");
    write_text("d/c.txt", "C");
    assert_ok(kt_corpus_open(paths, 3, &options, &corpus, &err), &err);
    for (size_t i = 0; i < 3; i++) {
        kt_article *a;
        assert_ok(kt_corpus_article(corpus, (int64_t)i + 1, false, &a, &err),
                  &err);
        assert_slice(a->path, expected[i]);
        kt_article_free(a);
    }
    kt_corpus_close(corpus);
}

static const struct {
    const char *path;
    kt_status status;
    const char *message;
} refused[] = {
    {"none", KT_ERR_NOT_FOUND, "none: No such file or directory"},
    {"none.db", KT_ERR_NOT_FOUND, "none.db: No such file or directory"},
    {"text.db", KT_ERR_FORMAT, "text.db: not a ktool store"},
    {"empty.db", KT_ERR_FORMAT, "empty.db: an empty file, not a ktool store"},
    {"folder.db", KT_ERR_FORMAT, "folder.db: a folder, not a ktool store"},
    {"folder.db/none", KT_ERR_NOT_FOUND,
     "folder.db/none: No such file or directory"},
    {"empty", KT_ERR_EMPTY, "no article could be loaded"},
    {"folder.db/", KT_ERR_EMPTY, "folder.db/: no file in this folder"},
};

static void what_cannot_be_opened_is_named(void **state)
{
    (void)state;
    assert_int_equal(mkdir("folder.db", 0700), 0);
    write_text("text.db", "Judul\n\nIsi\n");
    write_text("empty.db", "");
    write_text("empty", "");
    for (size_t i = 0; i < LENGTH(refused); i++) {
        kt_error err;
        kt_corpus *corpus;
        const kt_load_options options = {.jobs = 1};
        kt_status status =
            kt_corpus_open(&refused[i].path, 1, &options, &corpus, &err);
        if (status != refused[i].status ||
            strcmp(err.message, refused[i].message) != 0)
            fail_msg("%s: %s %s", refused[i].path, kt_status_code(status),
                     err.message);
        assert_null(corpus);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(filters_narrow_as_in_the_table),
        IN_SCRATCH(a_narrowed_corpus_outlives_the_wider),
        IN_SCRATCH(an_article_comes_back_as_it_was),
        IN_SCRATCH(what_was_absent_stays_absent),
        IN_SCRATCH(bytes_that_were_replaced_are_kept),
        IN_SCRATCH(an_article_may_come_without_its_text),
        IN_SCRATCH(an_article_outside_the_corpus_is_not_found),
        IN_SCRATCH(a_corpus_is_one_snapshot_whoever_writes),
        IN_SCRATCH(a_store_is_one_file_when_its_last_reader_goes),
        IN_SCRATCH(a_store_that_is_read_is_not_said_to_be_written),
        IN_SCRATCH(paths_make_one_corpus_in_their_order),
        IN_SCRATCH(what_cannot_be_opened_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
