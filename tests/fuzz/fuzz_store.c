#include "fuzz.h"

#include <ktool/article.h>
#include <ktool/corpus.h>
#include <ktool/export.h>
#include <ktool/query.h>
#include <ktool/search.h>
#include <ktool/words.h>

#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A sound store, and what of it is worth damaging. */
static struct {
    char store[64], import[64], folder[32];
    uint8_t *bytes;
    size_t size;
    size_t *used; /* offsets of bytes that are not 0 */
    size_t used_count;
} sound;

static const struct {
    const char *table, *column;
} cells[] = {
    {"article", "id"},
    {"article", "title"},
    {"article", "date"},
    {"article", "source"},
    {"article", "url"},
    {"article", "lang"},
    {"article", "path"},
    {"article", "line"},
    {"article", "bytes"},
    {"article", "replaced"},
    {"article", "position"},
    {"article", "tokens"},
    {"raw", "text"},
    {"raw", "original"},
    {"span", "start"},
    {"span", "end"},
    {"span", "label"},
    {"span", "rule"},
    {"field", "name"},
    {"field", "value"},
    {"segment", "id"},
    {"segment", "position"},
    {"segment", "tokens"},
    {"segment", "checksum"},
    {"segment", "data"},
    {"segment", "data"},
    {"term_run", "first"},
    {"term_run", "count"},
    {"term_run", "class"},
    {"term_run", "ends"},
    {"term_run", "text"},
    {"term_run", "folded"},
    {"term_run", "folded_ends"},
    {"term_run", "folded_text"},
    {"stem", "terms"},
    {"stem", "ends"},
    {"stem", "text"},
    {"provenance", "field"},
    {"provenance", "origin"},
    {"provenance", "note"},
    {"meta", "value"},
    {"label", "id"},
    {"identity", "recent"},
    {"identity", "hash"},
    {"identity", "article"},
    {"article", "newer"},
    {"article", "newer"},
    {"article", "words"},
    {"tag", "article"},
    {"tag", "name"},
    {"annotation", "article"},
    {"annotation", "name"},
    {"annotation", "value"},
    {"copy", "file"},
    {"copy", "line"},
    {"copy", "article"},
};

static const char articles[] =
    "{\"title\":\"Judul satu\",\"text\":\"Jakarta, 3 Mei 2024 - Kata \\\"dan "
    "kata,\\\" kata Wati.\\nmembaca caf\xC3\xA9 \xFF 1.250,75\","
    "\"source\":\"s\",\"n\":[1]}\n"
    "{\"title\":\"Dua\",\"text\":\"kata\\n\\nBaca juga: Judul satu\\n\\nlagi "
    "kata\",\"url\":\"u\",\"date\":\"2024-05-01\"}\n";

/* Nothing here outlives the process, so that nothing waits for a disk. */
int fdatasync(int fd)
{
    (void)fd;
    return 0;
}

static void check(int fine)
{
    if (!fine)
        abort();
}

static void count(kt_corpus *corpus, const char *stem, unsigned parts)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    kt_words *words = NULL;
    kt_counter *counter = NULL;
    kt_grouping *grouping = NULL;
    kt_concordance *hits = NULL;
    kt_counter *groups[64] = {0};
    kt_hit hit;
    options.stem = stem;
    options.parts |= parts;
    if (kt_words_new(corpus, &options, &words, NULL) == KT_OK) {
        kt_words_count(words, &counter, NULL);
        if (kt_grouping_by(corpus, KT_SLICE("month"), &grouping, NULL) ==
                KT_OK &&
            kt_grouping_count(grouping) <= 64)
            kt_words_count_by(words, grouping, groups, NULL);
        if (kt_concordance_new(words, KT_SLICE("kata d*"), 2, &hits, NULL) ==
            KT_OK)
            while (kt_concordance_next(hits, &hit, NULL) == KT_OK)
                ;
    }
    for (size_t i = 0; i < 64; i++)
        kt_counter_free(groups[i]);
    kt_concordance_free(hits);
    kt_grouping_free(grouping);
    kt_counter_free(counter);
    kt_words_free(words);
}

static void export(kt_article *article)
{
    kt_buffer line = {0};
    if (kt_article_restore(article, NULL) == KT_OK)
        kt_article_record(article, &line);
    kt_buffer_free(&line);
}

static kt_status visit_revision(void *ctx, const kt_revision *one)
{
    unsigned *count = ctx;
    check(++*count < 1000 && one != NULL);
    return KT_OK;
}

static void walk(kt_corpus *corpus)
{
    for (int64_t id = 0; id < 4; id++) {
        kt_article *article;
        kt_walk *tokens = NULL;
        kt_token token;
        kt_slice word;
        if (kt_corpus_article(corpus, id, true, &article, NULL) != KT_OK)
            continue;
        if (kt_walk_new(article, &KT_WORDS_DEFAULT, &tokens, NULL) == KT_OK)
            while (kt_walk_next(tokens, &token, &word, NULL) == KT_OK)
                ;
        kt_walk_free(tokens);
        export(article);
        kt_article_free(article);
        unsigned revisions = 0;
        kt_corpus_revisions_each(corpus, id, visit_revision, &revisions, NULL);
    }
}

static void search(kt_corpus *corpus)
{
    kt_search *found;
    kt_result result;
    if (kt_search_new(corpus,
                      KT_SLICE("kata NEAR/5 dan OR title:dua OR \"baca "
                               "juga\""),
                      &KT_SEARCH_DEFAULT, &found, NULL) != KT_OK)
        return;
    while (kt_search_next(found, &result, NULL) == KT_OK)
        ;
    kt_search_free(found);
}

static void query(kt_corpus *corpus)
{
    static const char sql[] =
        "SELECT *, kt_fold(title), kt_stem(title, lang) FROM article"
        " JOIN corpus USING (id) LEFT JOIN raw ON raw.article = id"
        " LEFT JOIN article_text USING (id), kt_tokens(raw.text)";
    kt_query *rows;
    const kt_value *row;
    if (kt_query_new(corpus, kt_slice_of(sql), NULL, 0, &rows, NULL) != KT_OK)
        return;
    while (kt_query_next(rows, &row, NULL) == KT_OK)
        ;
    kt_query_free(rows);
}

static void hear_fault(void *ctx, const char *text)
{
    (void)ctx;
    check(*text != '\0');
}

static kt_status visit(void *ctx, kt_label label, const char *rule, size_t n)
{
    (void)ctx;
    (void)label;
    return strlen(rule) > n + 1000 ? KT_ERR_CALLBACK : KT_OK;
}

static void narrow(kt_corpus *corpus)
{
    kt_filter *filter;
    kt_corpus *narrowed;
    check(kt_filter_new(&filter, NULL) == KT_OK);
    kt_filter_add(filter, "since", KT_SLICE("2024"), NULL);
    if (kt_corpus_where(corpus, filter, &narrowed, NULL) == KT_OK) {
        count(narrowed, NULL, 0);
        kt_corpus_close(narrowed);
    }
    kt_filter_free(filter);
}

static void count_stems(kt_corpus *corpus)
{
    count(corpus, "id", 1u << KT_LABEL_QUOTE);
}

/* What is asked after what is always asked. */
static void (*const questions[])(kt_corpus *corpus) = {count_stems, narrow,
                                                       search, query};

static void read_store(const char *path, uint32_t question)
{
    const kt_load_options options = {.jobs = 1};
    kt_corpus *corpus;
    kt_corpus_info info;
    if (kt_corpus_open(&path, 1, &options, &corpus, NULL) != KT_OK)
        return;
    kt_corpus_info_get(corpus, &info, NULL);
    kt_corpus_marks_each(corpus, visit, NULL, NULL);
    walk(corpus);
    count(corpus, NULL, 0);
    kt_corpora_rest();
    kt_corpora_resume(NULL, NULL);
    questions[question % 4](corpus);
    kt_corpus_close(corpus);
}

static void change_store(const char *path)
{
    const kt_load_options options = {.jobs = 1, .writable = true};
    static const int64_t ids[] = {1, 2};
    kt_corpus *corpus;
    if (kt_corpus_open(&path, 1, &options, &corpus, NULL) != KT_OK)
        return;
    kt_corpus_tag(corpus, ids, 2, KT_SLICE("u"), NULL);
    kt_corpus_annotate(corpus, 2, KT_SLICE("b"), KT_SLICE("{}"), NULL);
    kt_corpus_remove(corpus, ids, 1, NULL, NULL);
    kt_corpus_close(corpus);
}

static void write_store(const char *bytes, size_t len)
{
    FILE *file = fopen(sound.store, "wb");
    check(file != NULL && fwrite(bytes, 1, len, file) == len);
    check(fclose(file) == 0);
}

static void execute(const char *sql)
{
    sqlite3 *db;
    check(sqlite3_open(sound.store, &db) == SQLITE_OK);
    check(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
    sqlite3_close(db);
}

static void remove_all(void)
{
    unlink(sound.store);
    unlink(sound.import);
    rmdir(sound.folder);
    free(sound.bytes);
    free(sound.used);
}

/* A store of small pages, so that damage hits something, with stems in it. */
static void make_sound(void)
{
    const char *path = sound.import;
    const kt_load_options options = {.jobs = 1};
    setenv("KTOOL_HUNSPELL", "/none", 1);
    strcpy(sound.folder, "/tmp/ktool-fuzz-XXXXXX");
    check(mkdtemp(sound.folder) != NULL);
    atexit(remove_all);
    snprintf(sound.store, sizeof sound.store, "%s/s.db", sound.folder);
    snprintf(sound.import, sizeof sound.import, "%s/in.jsonl", sound.folder);
    FILE *file = fopen(sound.import, "wb");
    check(file != NULL && fputs(articles, file) >= 0 && fclose(file) == 0);
    check(kt_import(sound.store, &path, 1, &options, NULL, NULL) == KT_OK);
    read_store(sound.store, 0);
    execute("INSERT INTO tag VALUES (1, 't'), (2, 't');"
            "INSERT INTO annotation VALUES (1, 'a', '[1]');"
            "INSERT INTO copy VALUES (0, 3, 1)");
    execute("PRAGMA page_size = 1024; VACUUM");
    file = fopen(sound.store, "rb");
    check(file != NULL);
    fseek(file, 0, SEEK_END);
    sound.size = (size_t)ftell(file);
    rewind(file);
    sound.bytes = malloc(sound.size);
    sound.used = malloc(sound.size * sizeof *sound.used);
    check(sound.bytes != NULL && sound.used != NULL);
    check(fread(sound.bytes, 1, sound.size, file) == sound.size);
    fclose(file);
    for (size_t i = 0; i < sound.size; i++) {
        if (sound.bytes[i] != 0)
            sound.used[sound.used_count++] = i;
    }
}

/* What is left of the input. */
typedef struct script {
    const uint8_t *at;
    size_t left;
} script;

static uint32_t take(script *s, unsigned bytes)
{
    uint32_t value = 0;
    for (; bytes > 0 && s->left > 0; bytes--, s->left--)
        value = value << 8 | *s->at++;
    return value;
}

/* Put a value into a cell of one row, or a byte into the bytes there are. */
static void damage_cell(sqlite3 *db, script *s)
{
    size_t cell = take(s, 1) % (sizeof cells / sizeof *cells);
    uint32_t row = take(s, 1) % 8, kind = take(s, 1) % 5;
    char *sql = sqlite3_mprintf(
        kind == 4 ? "UPDATE OR IGNORE %s SET %s = substr(CAST(%s AS BLOB), 1,"
                    " ?1) || ?2 || substr(CAST(%s AS BLOB), ?1 + 2)"
                  : "UPDATE OR IGNORE %s SET %s = ?2",
        cells[cell].table, cells[cell].column, cells[cell].column,
        cells[cell].column);
    char *whole =
        sqlite3_mprintf("%s WHERE (SELECT count(*) FROM %s) = 0 OR %s ="
                        " (SELECT %s FROM %s LIMIT 1 OFFSET %u)",
                        sql, cells[cell].table, cells[cell].column,
                        cells[cell].column, cells[cell].table, row);
    sqlite3_stmt *set;
    check(sqlite3_prepare_v2(db, whole, -1, &set, NULL) == SQLITE_OK);
    static const int64_t numbers[] = {
        0, -1, 1, 64, 65536, 0x7FFFFFFF, 0xFFFFFFFF, INT64_MAX, INT64_MIN, 2};
    uint8_t text[4];
    uint32_t at = take(s, 2);
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (uint8_t)take(s, 1);
    sqlite3_bind_int(set, 1, (int)at);
    if (kind == 1)
        sqlite3_bind_int64(set, 2, numbers[at % 10]);
    else if (kind == 2)
        sqlite3_bind_text(set, 2, (const char *)text, (int)(at % 5),
                          SQLITE_TRANSIENT);
    else if (kind > 2)
        sqlite3_bind_blob(set, 2, text, kind == 4 ? 1 : (int)(at % 5),
                          SQLITE_TRANSIENT);
    sqlite3_step(set);
    sqlite3_finalize(set);
    sqlite3_free(sql);
    sqlite3_free(whole);
}

static void damage_cells(script *s)
{
    sqlite3 *db;
    check(sqlite3_open(sound.store, &db) == SQLITE_OK);
    for (uint32_t n = take(s, 1) % 4; n > 0; n--)
        damage_cell(db, s);
    sqlite3_close(db);
}

static void damage_file(script *s)
{
    uint8_t *bytes = malloc(sound.size);
    check(bytes != NULL);
    memcpy(bytes, sound.bytes, sound.size);
    for (uint32_t n = take(s, 1) % 8; n > 0; n--) {
        size_t at = take(s, 3) % sound.used_count;
        bytes[sound.used[at]] ^= (uint8_t)take(s, 1);
    }
    size_t cut = take(s, 1) % 4 == 1 ? take(s, 3) % sound.size : 0;
    write_store((const char *)bytes, sound.size - cut);
    free(bytes);
}

/* A store is damaged as the input says: in cells, which SQLite does not
 * notice, or in its bytes. Whatever is asked of it then ends. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    script s = {data, size};
    kt_load_options options = {.jobs = 1};
    if (sound.bytes == NULL)
        make_sound();
    uint32_t how = take(&s, 1);
    if (how % 4 == 0) {
        damage_file(&s);
    } else {
        write_store((const char *)sound.bytes, sound.size);
        damage_cells(&s);
    }
    uint32_t question = how / 16;
    read_store(sound.store, question);
    if (question % 4 == 1)
        kt_check_store(sound.store, 1, hear_fault, NULL, NULL);
    const char *path = sound.import;
    if (how / 4 % 4 == 1)
        kt_reindex(sound.store, &options, NULL, NULL);
    if (how / 4 % 4 == 2)
        kt_import(sound.store, &path, 1, &options, NULL, NULL);
    if (how / 4 % 4 == 3)
        change_store(sound.store);
    if (how / 4 % 4 != 0)
        read_store(sound.store, question);
    return 0;
}
