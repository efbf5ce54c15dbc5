/*
 * What is measured inside a process, on the core library.
 *
 *     measure segment FILE         tokens of a text, for counting instructions
 *     measure nfd FILE             the text decomposed, on standard output
 *     measure rows JSONL DB        the lines as rows of a table, plainly
 *     measure copies JSONL FIRST COUNT  lines FIRST to FIRST + COUNT - 1, from
 *                                  0, of the lines shuffled again and again,
 *                                  with another id every time
 *     measure counts STORE JOBS [KEY VALUE]  median ms of counting every word,
 *                                  of the articles for which KEY is VALUE
 *     measure find STORE WORD JOBS median ms of finding every place of a word
 *     measure search STORE QUERY JOBS  ms of the first search of a corpus,
 *                                  median ms of another, of another with 20
 *                                  snippets; how many articles
 *     measure size STORE           bytes of token columns and terms, of text
 *     measure clean STORE          median ms of cleaning every article, and of
 *                                  dividing it into tokens
 */
#include "analyse/find.h"
#include "article/clean.h"
#include "article/reset.h"
#include "article/stream.h"
#include "text/scan.h"

#include <ktool/search.h>
#include <ktool/words.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <utf8proc.h>

enum {
    RUNS = 9
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

static void die(const char *message)
{
    fprintf(stderr, "measure: %s\n", message);
    exit(1);
}

static kt_slice slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    kt_buffer bytes = {0};
    char block[65536];
    size_t got;
    if (file == NULL)
        die(path);
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        kt_buffer_add(&bytes, block, got);
    fclose(file);
    return kt_buffer_slice(&bytes);
}

static void segment(const char *path)
{
    kt_slice text = slurp(path);
    const uint8_t *p = (const uint8_t *)text.data, *end = p + text.len;
    size_t tokens = 0;
    kt_scan token;
    kt_tokenizer *tokenizer;
    kt_error err;
    if (kt_tokenizer_new(KT_RULES_NEWS, &tokenizer, &err) != KT_OK)
        die(err.message);
    kt_tokenizer_begin(tokenizer, p);
    for (; kt_scan_next(p, end, tokenizer, &token); p = token.end)
        tokens++;
    kt_tokenizer_free(tokenizer);
    printf("%zu\n", tokens);
}

static void nfd(const char *path)
{
    kt_slice text = slurp(path);
    utf8proc_uint8_t *out;
    utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text.data,
                                        (utf8proc_ssize_t)text.len, &out,
                                        UTF8PROC_DECOMPOSE | UTF8PROC_STABLE);
    if (len < 0)
        die("not UTF-8");
    fwrite(out, 1, (size_t)len, stdout);
}

/* Where each line begins, and behind the last where it ends. */
static const char **lines_of(kt_slice text, size_t *count)
{
    kt_buffer starts = {0};
    const char *at = text.data, *end = text.data + text.len;
    for (; at < end;
         at = (const char *)memchr(at, '\n', (size_t)(end - at)) + 1)
        kt_buffer_add(&starts, &at, sizeof at);
    *count = starts.len / sizeof at;
    kt_buffer_add(&starts, &end, sizeof end);
    return (const char **)(void *)starts.data;
}

static void copies(const char *path, size_t first, size_t wanted)
{
    static const char id[] = "{\"id\": \"";
    enum {
        STEP = 7919 /* a prime, so that a copy has every line */
    };
    size_t count;
    const char **lines = lines_of(slurp(path), &count);
    for (size_t i = first; i < first + wanted; i++) {
        size_t copy = i / count, n = (i * STEP + copy * 31) % count;
        const char *rest = lines[n] + sizeof id - 1;
        printf("%s%zu-", id, copy);
        fwrite(rest, 1, (size_t)(lines[n + 1] - rest), stdout);
    }
}

static void check(sqlite3 *db, int code)
{
    if (code != SQLITE_OK && code != SQLITE_DONE)
        die(sqlite3_errmsg(db));
}

static void rows(const char *path, const char *db_path)
{
    kt_slice text = slurp(path);
    sqlite3 *db;
    sqlite3_stmt *add;
    check(NULL, sqlite3_open(db_path, &db));
    check(db, sqlite3_exec(db,
                           "PRAGMA page_size = 32768;"
                           "PRAGMA journal_mode = WAL;"
                           "PRAGMA synchronous = NORMAL;"
                           "CREATE TABLE line (id INTEGER PRIMARY KEY, t TEXT);"
                           "BEGIN",
                           NULL, NULL, NULL));
    check(db, sqlite3_prepare_v2(db, "INSERT INTO line (t) VALUES (?1)", -1,
                                 &add, NULL));
    while (text.len > 0) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.data);
        sqlite3_bind_text(add, 1, text.data, (int)len, SQLITE_STATIC);
        check(db, sqlite3_step(add));
        sqlite3_reset(add);
        text = kt_slice_sub(text, end == NULL ? len : len + 1, text.len);
    }
    check(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
    sqlite3_finalize(add);
    sqlite3_close(db);
}

static int ascending(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void narrow(kt_corpus **corpus, const char *key, const char *value)
{
    kt_error err;
    kt_filter *filter;
    kt_corpus *all = *corpus;
    if (kt_filter_new(&filter, &err) != KT_OK ||
        kt_filter_add(filter, key, kt_slice_of(value), &err) != KT_OK ||
        kt_corpus_where(all, filter, corpus, &err) != KT_OK)
        die(err.message);
    kt_filter_free(filter);
    kt_corpus_close(all);
}

/* filter: a key and a value, or NULL. */
static kt_words *open_words(const char *store, unsigned jobs,
                            char *const *filter)
{
    const kt_load_options load = {.jobs = jobs};
    const kt_words_options options = KT_WORDS_DEFAULT;
    kt_corpus *corpus;
    kt_words *words;
    kt_error err;
    if (kt_corpus_open(&store, 1, &load, &corpus, &err) != KT_OK)
        die(err.message);
    if (filter != NULL)
        narrow(&corpus, filter[0], filter[1]);
    if (kt_words_new(corpus, &options, &words, &err) != KT_OK)
        die(err.message);
    kt_corpus_close(corpus);
    return words;
}

static void counts(const char *store, unsigned jobs, char *const *filter)
{
    kt_words *words = open_words(store, jobs, filter);
    double times[RUNS];
    for (int i = 0; i < RUNS; i++) {
        kt_counter *counter;
        kt_error err;
        double start = now();
        if (kt_words_count(words, &counter, &err) != KT_OK)
            die(err.message);
        times[i] = now() - start;
        kt_counter_free(counter);
    }
    qsort(times, RUNS, sizeof *times, ascending);
    printf("%.2f\n", times[RUNS / 2]);
    kt_words_free(words);
}

static void find(const char *store, const char *word, unsigned jobs)
{
    kt_words *words = open_words(store, jobs, NULL);
    kt_pattern pattern;
    kt_places places = {0};
    double times[RUNS];
    kt_error err;
    if (kt_pattern_read(kt_slice_of(word), KT_RULES_NEWS, KT_FORM_FOLD,
                        &pattern, &err) != KT_OK)
        die(err.message);
    for (int i = 0; i < RUNS; i++) {
        kt_places_free(&places);
        double start = now();
        if (kt_find(words, &pattern, &places, &err) != KT_OK)
            die(err.message);
        times[i] = now() - start;
    }
    qsort(times, RUNS, sizeof *times, ascending);
    printf("%.2f %zu\n", times[RUNS / 2], places.count);
    kt_places_free(&places);
    kt_pattern_free(&pattern);
    kt_words_free(words);
}

static void size(const char *store)
{
    sqlite3 *db;
    sqlite3_stmt *row;
    check(NULL, sqlite3_open_v2(store, &db, SQLITE_OPEN_READONLY, NULL));
    check(db, sqlite3_prepare_v2(
                  db,
                  "SELECT (SELECT sum(length(data)) FROM segment) +"
                  " (SELECT sum(length(class) + length(ends) + length(text) +"
                  " length(folded) + length(folded_ends) + length(folded_text))"
                  " FROM term_run), (SELECT sum(bytes) FROM article)",
                  -1, &row, NULL));
    if (sqlite3_step(row) != SQLITE_ROW)
        die(sqlite3_errmsg(db));
    printf("%lld %lld\n", sqlite3_column_int64(row, 0),
           sqlite3_column_int64(row, 1));
    sqlite3_finalize(row);
    sqlite3_close(db);
}

static size_t divide(kt_article *const *articles, size_t count,
                     kt_tokenizer *tokenizer)
{
    size_t tokens = 0;
    for (size_t i = 0; i < count; i++) {
        kt_stream stream = kt_stream_of(articles[i], tokenizer);
        kt_item item;
        while (kt_stream_next(&stream, &item))
            tokens++;
    }
    return tokens;
}

static void clean_all(kt_article *const *articles, size_t count,
                      kt_cleaner *cleaner)
{
    for (size_t i = 0; i < count; i++) {
        kt_article article = *articles[i];
        kt_arena arena = {0};
        kt_error err;
        if (kt_clean(cleaner, NULL, &arena, &article, &err) != KT_OK)
            die(err.message);
        kt_arena_free(&arena);
    }
}

static void clean(const char *store)
{
    const kt_load_options load = {.jobs = 1};
    const kt_cleaning *cleaning;
    kt_corpus *corpus;
    kt_cleaner *cleaner;
    kt_tokenizer *tokenizer;
    kt_error err;
    const int64_t *ids;
    size_t count;
    double cleaned[RUNS], divided[RUNS];
    if (kt_corpus_open(&store, 1, &load, &corpus, &err) != KT_OK ||
        kt_corpus_ids(corpus, &ids, &count, &err) != KT_OK ||
        kt_cleaning_shared(&cleaning, &err) != KT_OK ||
        kt_cleaner_new(cleaning, &cleaner, &err) != KT_OK ||
        kt_tokenizer_new(KT_RULES_NEWS, &tokenizer, &err) != KT_OK)
        die(err.message);
    kt_arena arena = {0};
    kt_article **articles = malloc(count * sizeof *articles);
    for (size_t i = 0; i < count; i++) {
        if (kt_corpus_article(corpus, ids[i], true, &articles[i], &err) !=
            KT_OK)
            die(err.message);
        if (kt_article_reset(articles[i], &arena, &err) != KT_OK)
            die(err.message);
    }
    for (int i = 0; i < RUNS; i++) {
        double start = now();
        clean_all(articles, count, cleaner);
        cleaned[i] = now() - start;
        start = now();
        divide(articles, count, tokenizer);
        divided[i] = now() - start;
    }
    qsort(cleaned, RUNS, sizeof *cleaned, ascending);
    qsort(divided, RUNS, sizeof *divided, ascending);
    printf("%.2f %.2f\n", cleaned[RUNS / 2], divided[RUNS / 2]);
}

/* Rank what a query finds, and read some of it; return how many there are. */
static size_t search_once(kt_corpus *corpus, const char *query, size_t shown)
{
    kt_error err;
    kt_search *found;
    kt_result result;
    if (kt_search_new(corpus, kt_slice_of(query), &KT_SEARCH_DEFAULT, &found,
                      &err) != KT_OK)
        die(err.message);
    for (size_t i = 0; i < shown; i++) {
        if (kt_search_next(found, &result, &err) != KT_OK)
            break;
    }
    size_t count = kt_search_count(found);
    kt_search_free(found);
    return count;
}

static void search(const char *store, const char *query, unsigned jobs)
{
    const kt_load_options load = {.jobs = jobs};
    double ranked[RUNS], shown[RUNS];
    kt_corpus *corpus;
    kt_error err;
    if (kt_corpus_open(&store, 1, &load, &corpus, &err) != KT_OK)
        die(err.message);
    double start = now();
    size_t count = search_once(corpus, query, 0);
    double first = now() - start;
    for (int i = 0; i < RUNS; i++) {
        start = now();
        search_once(corpus, query, 0);
        ranked[i] = now() - start;
        start = now();
        search_once(corpus, query, 20);
        shown[i] = now() - start;
    }
    qsort(ranked, RUNS, sizeof *ranked, ascending);
    qsort(shown, RUNS, sizeof *shown, ascending);
    printf("%.2f %.2f %.2f %zu\n", first, ranked[RUNS / 2], shown[RUNS / 2],
           count);
    kt_corpus_close(corpus);
}

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";
    if (strcmp(what, "segment") == 0)
        segment(argv[2]);
    else if (strcmp(what, "nfd") == 0)
        nfd(argv[2]);
    else if (strcmp(what, "rows") == 0 && argc == 4)
        rows(argv[2], argv[3]);
    else if (strcmp(what, "copies") == 0 && argc == 5)
        copies(argv[2], (size_t)atoll(argv[3]), (size_t)atoll(argv[4]));
    else if (strcmp(what, "counts") == 0 && (argc == 4 || argc == 6))
        counts(argv[2], (unsigned)atoi(argv[3]), argc == 6 ? argv + 4 : NULL);
    else if (strcmp(what, "find") == 0 && argc == 5)
        find(argv[2], argv[3], (unsigned)atoi(argv[4]));
    else if (strcmp(what, "search") == 0 && argc == 5)
        search(argv[2], argv[3], (unsigned)atoi(argv[4]));
    else if (strcmp(what, "size") == 0)
        size(argv[2]);
    else if (strcmp(what, "clean") == 0)
        clean(argv[2]);
    else
        die("see the head of bench/measure.c");
    return 0;
}
