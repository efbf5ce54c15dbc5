#include "private_store.h"
#include "store/query.h"

#include "article/clean.h"
#include "article/known.h"
#include "article/paragraphs.h"

#include <errno.h>
#include <ktool/cleaning.h>
#include <ktool/export.h>
#include <ktool/frequency.h>
#include <ktool/fts5.h>
#include <ktool/language.h>
#include <ktool/quantity.h>
#include <ktool/query.h>
#include <ktool/quotes.h>
#include <ktool/search.h>
#include <ktool/text.h>
#include <ktool/words.h>
#include <stdatomic.h>

/* Allocations left until one fails; negative means that none does. */
static atomic_int left = -1;

/* Whether all fail after the first. */
static bool for_ever;

/* Blocks that were allocated and not freed. */
static atomic_long held;

/* These stand in front of the C library's, which offers its own under
 * another name; the sanitizers bring theirs. strdup() and the like allocate
 * through them too, and so does SQLite. */
#if SANITIZED || !defined(__GLIBC__)
#define CAN_FAIL 0
#else
#define CAN_FAIL 1
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *pointer, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *pointer);

static bool fails(void)
{
    int before = left;
    if (before < 0)
        return false;
    if (before > 0 || !for_ever)
        before = atomic_fetch_sub(&left, 1);
    if (before > 0)
        return false;
    errno = ENOMEM;
    return true;
}

static void *hold(void *pointer)
{
    held += pointer != NULL;
    return pointer;
}

void *malloc(size_t size)
{
    return fails() ? NULL : hold(__libc_malloc(size));
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : hold(__libc_calloc(count, size));
}

void *realloc(void *pointer, size_t size)
{
    if (pointer == NULL)
        return malloc(size);
    return fails() ? NULL : __libc_realloc(pointer, size);
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : hold(__libc_memalign(alignment, size));
}

void free(void *pointer)
{
    held -= pointer != NULL;
    __libc_free(pointer);
}
#endif

/* Nothing here outlives the process, so that nothing waits for a disk. */
int fdatasync(int fd)
{
    (void)fd;
    return 0;
}

/* What is done to a small corpus; what it came to is added to *result, which
 * must be the same whenever it succeeds. */
typedef kt_status task(kt_corpus *corpus, uint64_t *result, kt_error *err);

/* Articles that the last import said it added. */
static size_t added;

static kt_status import_folder(kt_corpus *corpus, uint64_t *result,
                               kt_error *err)
{
    static const char *const path = "d";
    const kt_load_options options = {.jobs = 1};
    kt_load_summary summary = {0};
    (void)corpus;
    kt_status status = kt_import("new.db", &path, 1, &options, &summary, err);
    added = summary.articles;
    *result += summary.articles * 100 + summary.failed * 10 + summary.replaced;
    return status;
}

static kt_status import_more(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    static const char *const path = "more.jsonl";
    const kt_load_options options = {.jobs = 1};
    kt_load_summary summary = {0};
    (void)corpus;
    kt_status status = kt_import("more.db", &path, 1, &options, &summary, err);
    added = summary.articles;
    *result +=
        summary.articles * 100 + summary.skipped * 10 + summary.revisions;
    return status;
}

static kt_status import_export(kt_corpus *corpus, uint64_t *result,
                               kt_error *err)
{
    static const char *const path = "export.jsonl";
    const kt_load_options options = {.jobs = 1};
    kt_load_summary summary = {0};
    (void)corpus;
    kt_status status = kt_import("new.db", &path, 1, &options, &summary, err);
    added = summary.articles;
    *result += summary.articles * 10 + summary.replaced;
    return status;
}

static kt_status export_articles(kt_corpus *corpus, uint64_t *result,
                                 kt_error *err)
{
    kt_status status = KT_OK;
    for (int64_t id = 1; status == KT_OK && id <= 5; id++) {
        kt_article *article;
        kt_buffer line = {0};
        status = kt_corpus_article(corpus, id, true, &article, err);
        if (status == KT_OK)
            status = kt_article_restore(article, err);
        if (status == KT_OK)
            kt_article_record(article, &line);
        if (status == KT_OK)
            status = kt_buffer_status(&line, err);
        *result += line.len;
        kt_buffer_free(&line);
        kt_article_free(article);
    }
    return status;
}

static kt_status reindex(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    const kt_load_options options = {.jobs = 1, .rules = "none"};
    kt_load_summary summary = {0};
    (void)corpus;
    kt_status status = kt_reindex("few.db", &options, &summary, err);
    added = summary.articles;
    *result += summary.articles * 10 + summary.replaced;
    return status;
}

static kt_status make_fts5(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    const kt_load_options options = {.jobs = 1};
    size_t articles;
    (void)corpus;
    kt_status status = kt_fts5_make("few.db", &options, &articles, err);
    *result += articles;
    return status;
}

static kt_status follow_fts5(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    static const char *const path = "d/a.txt";
    const kt_load_options options = {.jobs = 1};
    kt_load_summary summary = {0};
    (void)corpus;
    kt_status status = kt_import("few.db", &path, 1, &options, &summary, err);
    *result += summary.articles;
    return status;
}

static kt_status query_rows(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    static const char sql[] =
        "SELECT article.id, kt_fold(title || ?1) AS folded,"
        " kt_stem(title, 'en'), count(t.folded), t.text || ?2, zeroblob(9)"
        " FROM article JOIN corpus USING (id), kt_tokens(title, '-url') t"
        " GROUP BY 1 ORDER BY 2 LIMIT 5";
    const kt_value values[] = {
        {.kind = KT_VALUE_TEXT, .bytes = KT_SLICE("\u00C9")},
        {.kind = KT_VALUE_FLOAT, .number = 0.5}};
    kt_query *query;
    const kt_value *row;
    kt_status status =
        kt_query_new(corpus, kt_slice_of(sql), values, 2, &query, err);
    while (status == KT_OK &&
           (status = kt_query_next(query, &row, err)) == KT_OK)
        *result += (uint64_t)row[0].integer * 10 + row[1].bytes.len;
    if (query != NULL && kt_query_name(query, 1) == NULL)
        status = KT_FAIL_NOMEM(err);
    kt_query_free(query);
    return status == KT_ERR_NOT_FOUND ? KT_OK : status;
}

/* Open a copy of the store to change it. */
static kt_status open_writable(kt_corpus **out, kt_error *err)
{
    static const char *const path = "more.db";
    const kt_load_options options = {.jobs = 1, .writable = true};
    return kt_corpus_open(&path, 1, &options, out, err);
}

/* What is left is counted by who asks next. */
static kt_status remove_articles(kt_corpus *corpus, uint64_t *result,
                                 kt_error *err)
{
    const int64_t ids[] = {2, 5};
    kt_corpus *narrowed = NULL;
    kt_filter *filter = NULL;
    size_t removed = 0, count = 0;
    kt_status status = open_writable(&corpus, err);
    if (status == KT_OK)
        status = kt_filter_new(&filter, err);
    if (status == KT_OK)
        status = kt_filter_add(filter, "source", KT_SLICE("s1"), err);
    if (status == KT_OK)
        status = kt_corpus_where(corpus, filter, &narrowed, err);
    if (status == KT_OK)
        status = kt_corpus_remove(corpus, ids, 2, &removed, err);
    if (status == KT_OK)
        status = kt_corpus_count(narrowed, &count, err);
    *result += removed * 1000 + count;
    kt_corpus_close(narrowed);
    kt_corpus_close(corpus);
    kt_filter_free(filter);
    return status;
}

static kt_status count_revision(void *ctx, const kt_revision *one)
{
    *(uint64_t *)ctx += one->bytes + one->path.len;
    return KT_OK;
}

static kt_status list_revisions(kt_corpus *corpus, uint64_t *result,
                                kt_error *err)
{
    return kt_corpus_revisions_each(corpus, 1, count_revision, result, err);
}

static kt_status compact_store(kt_corpus *corpus, uint64_t *result,
                               kt_error *err)
{
    const kt_load_options options = {.jobs = 1};
    int64_t freed;
    (void)corpus;
    (void)result;
    return kt_compact("few.db", &options, &freed, err);
}

static void count_fault(void *ctx, const char *text)
{
    *(uint64_t *)ctx += strlen(text);
}

static kt_status check_store(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    (void)corpus;
    return kt_check_store("few.db", 1, count_fault, result, err);
}

static kt_status count_tag(void *ctx, kt_slice tag, size_t count)
{
    *(uint64_t *)ctx += tag.len * count;
    return KT_OK;
}

static kt_status tag_articles(kt_corpus *corpus, uint64_t *result,
                              kt_error *err)
{
    const int64_t ids[] = {2, 5};
    kt_buffer json = {0};
    kt_status status = open_writable(&corpus, err);
    if (status == KT_OK)
        status = kt_corpus_tag(corpus, ids, 2, KT_SLICE("banjir"), err);
    if (status == KT_OK)
        status = kt_corpus_tags_each(corpus, count_tag, result, err);
    if (status == KT_OK)
        status = kt_corpus_untag(corpus, ids, 2, KT_SLICE("banjir"), err);
    if (status == KT_OK)
        status = kt_corpus_annotate(corpus, 2, KT_SLICE("n"),
                                    KT_SLICE("{\"a\":[1,2]}"), err);
    if (status == KT_OK)
        status = kt_corpus_annotation(corpus, 2, KT_SLICE("n"), &json, err);
    *result += json.len;
    kt_buffer_free(&json);
    kt_corpus_close(corpus);
    return status;
}

static kt_status count_articles(kt_corpus *corpus, uint64_t *result,
                                kt_error *err)
{
    size_t count;
    kt_status status = kt_corpus_count(corpus, &count, err);
    *result += count;
    return status;
}

static kt_status rest(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    kt_corpora_rest();
    kt_corpora_resume(NULL, NULL);
    return count_articles(corpus, result, err);
}

/* While articles are added, which the corpus then does not have. Without memory
 * it may be unable to rest, and then is in the way. */
static kt_status rest_meanwhile(kt_corpus *corpus, uint64_t *result,
                                kt_error *err)
{
    static const char *const path = "more.db";
    const kt_load_options options = {.jobs = 1};
    uint64_t imported = 0;
    (void)corpus;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, err);
    if (status != KT_OK)
        return status;
    kt_store_wait(0);
    kt_corpora_rest();
    status = import_more(NULL, &imported, err);
    kt_corpora_resume(NULL, NULL);
    kt_store_wait(5);
    if (status == KT_ERR_LOCKED)
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK)
        status = count_articles(corpus, result, err);
    kt_corpus_close(corpus);
    return status;
}

static kt_status open_path(const char *path, bool no_cache, uint64_t *result,
                           kt_error *err)
{
    const kt_load_options options = {.jobs = 1, .no_cache = no_cache};
    kt_corpus *corpus;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, err);
    if (status == KT_OK)
        status = count_articles(corpus, result, err);
    kt_corpus_close(corpus);
    return status;
}

static kt_status open_store(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    (void)corpus;
    return open_path("s.db", false, result, err);
}

static kt_status open_cached(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    (void)corpus;
    return open_path("d", false, result, err);
}

static kt_status open_uncached(kt_corpus *corpus, uint64_t *result,
                               kt_error *err)
{
    (void)corpus;
    return open_path("d", true, result, err);
}

static kt_status count_with(kt_corpus *corpus, const kt_words_options *options,
                            uint64_t *result, kt_error *err)
{
    kt_words *words;
    kt_counter *counter = NULL;
    kt_count *top = NULL;
    kt_number total = {0};
    size_t count = 0;
    kt_status status = kt_words_new(corpus, options, &words, err);
    if (status == KT_OK)
        status = kt_words_count(words, &counter, err);
    if (status == KT_OK)
        status = kt_counter_total(counter, &total, err);
    if (status == KT_OK)
        status = kt_counter_top(counter, 3, &top, &count, err);
    *result += (uint64_t)total.as.integer + count;
    free(top);
    kt_counter_free(counter);
    kt_words_free(words);
    return status;
}

static kt_status count_words(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    return count_with(corpus, &KT_WORDS_DEFAULT, result, err);
}

static kt_status count_titles(kt_corpus *corpus, uint64_t *result,
                              kt_error *err)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    options.parts = 1u << KT_LABEL_TITLE;
    options.cased = true;
    options.min = 2;
    options.stop = "id+en";
    return count_with(corpus, &options, result, err);
}

static kt_status count_speech(kt_corpus *corpus, uint64_t *result,
                              kt_error *err)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    options.parts = 1u << KT_LABEL_QUOTE;
    options.without = 1u << KT_LABEL_TITLE;
    return count_with(corpus, &options, result, err);
}

static kt_status count_forms(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    options.form = KT_FORM_STRIP | KT_FORM_COMPATIBILITY;
    options.stop = "id+./stop.txt-negators";
    return count_with(corpus, &options, result, err);
}

static kt_status count_cased_forms(kt_corpus *corpus, uint64_t *result,
                                   kt_error *err)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    options.form = KT_FORM_STRIP;
    options.cased = true;
    return count_with(corpus, &options, result, err);
}

/* Marks that are out of order, and letters that become several. */
static kt_status change_form(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    kt_status status = KT_OK;
    (void)corpus;
    for (unsigned form = 0; status == KT_OK && form < 16; form++) {
        kt_buffer out = {0};
        kt_text_form(KT_SLICE("e\u0301\u0323\u0301\u0323\u0301\u0323\u0301"
                              "\u0323\u0301\u0323\u0301\u0323 \uFDFA\uFDFA "
                              "\u1E9E\u01F0 \u03A3\u03A3 \u0141"),
                     form, &out);
        *result += out.len * (form + 1);
        status = kt_buffer_status(&out, err);
        kt_buffer_free(&out);
    }
    return status;
}

static kt_status name_no_list(kt_corpus *corpus, uint64_t *result,
                              kt_error *err)
{
    kt_stoplist *list;
    (void)corpus;
    kt_status status = kt_stoplist_new("newz", KT_FORM_FOLD, &list, err);
    *result += status == KT_ERR_NOT_FOUND;
    return status == KT_ERR_NOT_FOUND ? KT_OK : status;
}

/* By rules alone: hunspell ends the program when it has no memory. */
static kt_status count_stems(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    options.stem = "id";
    setenv("KTOOL_HUNSPELL", "/none", 1);
    return count_with(corpus, &options, result, err);
}

/* The store is closed without memory too, and keeps its stems or not. */
static kt_status count_stems_of(const char *path, uint64_t *result,
                                kt_error *err)
{
    const kt_load_options options = {.jobs = 1};
    kt_corpus *corpus;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, err);
    if (status == KT_OK)
        status = count_stems(corpus, result, err);
    kt_corpus_close(corpus);
    return status;
}

static kt_status keep_stems(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    (void)corpus;
    return count_stems_of("more.db", result, err);
}

static kt_status keep_private_stems(kt_corpus *corpus, uint64_t *result,
                                    kt_error *err)
{
    (void)corpus;
    return count_stems_of("d", result, err);
}

static kt_status count_groups(kt_corpus *corpus, kt_slice field,
                              uint64_t *result, kt_error *err)
{
    kt_words *words;
    kt_grouping *grouping = NULL;
    kt_counter *counters[16] = {0};
    kt_status status = kt_words_new(corpus, &KT_WORDS_DEFAULT, &words, err);
    if (status == KT_OK)
        status = kt_grouping_by(corpus, field, &grouping, err);
    if (status == KT_OK)
        status = kt_words_count_by(words, grouping, counters, err);
    for (size_t g = 0; g < LENGTH(counters); g++) {
        if (status == KT_OK && counters[g] != NULL)
            *result += kt_counter_count(counters[g]) * (g + 1);
        kt_counter_free(counters[g]);
    }
    kt_grouping_free(grouping);
    kt_words_free(words);
    return status;
}

static kt_status count_by_month(kt_corpus *corpus, uint64_t *result,
                                kt_error *err)
{
    return count_groups(corpus, KT_SLICE("month"), result, err);
}

static kt_status count_by_field(kt_corpus *corpus, uint64_t *result,
                                kt_error *err)
{
    return count_groups(corpus, KT_SLICE("x"), result, err);
}

static kt_status search(kt_corpus *corpus, const char *pattern, bool cased,
                        unsigned form, uint64_t *result, kt_error *err)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    options.cased = cased;
    options.form = form;
    kt_words *words;
    kt_concordance *concordance = NULL;
    kt_status status = kt_words_new(corpus, &options, &words, err);
    if (status == KT_OK)
        status = kt_concordance_new(words, kt_slice_of(pattern), 2,
                                    &concordance, err);
    kt_status last = status;
    while (last == KT_OK) {
        kt_hit hit;
        last = kt_concordance_next(concordance, &hit, err);
        *result += last == KT_OK ? hit.end + hit.left.len : 0;
    }
    if (status == KT_OK && last != KT_ERR_NOT_FOUND)
        status = last;
    kt_concordance_free(concordance);
    kt_words_free(words);
    return status;
}

static kt_status search_phrase(kt_corpus *corpus, uint64_t *result,
                               kt_error *err)
{
    return search(corpus, "kata d*", false, 0, result, err);
}

static kt_status search_cased(kt_corpus *corpus, uint64_t *result,
                              kt_error *err)
{
    return search(corpus, "Caf\xC3\xA9", true, 0, result, err);
}

static kt_status search_stripped(kt_corpus *corpus, uint64_t *result,
                                 kt_error *err)
{
    return search(corpus, "caf\xC3\xA9", false, KT_FORM_STRIP, result, err);
}

static kt_status narrow_twice(kt_corpus *corpus, uint64_t *result,
                              kt_error *err)
{
    kt_filter *filter;
    kt_corpus *first = NULL, *second = NULL;
    kt_corpus_info info = {0};
    kt_status status = kt_filter_new(&filter, err);
    if (status == KT_OK)
        status = kt_filter_add(filter, "since", KT_SLICE("2024"), err);
    if (status == KT_OK)
        status = kt_corpus_where(corpus, filter, &first, err);
    if (status == KT_OK)
        status = kt_filter_add(filter, "source", KT_SLICE("s1"), err);
    if (status == KT_OK)
        status = kt_corpus_where(first, filter, &second, err);
    if (status == KT_OK)
        status = kt_corpus_info_get(second, &info, err);
    *result += info.articles + info.tokens + info.bytes + info.terms;
    kt_corpus_close(first);
    kt_corpus_close(second);
    kt_filter_free(filter);
    return status;
}

static kt_status add_mark(void *ctx, kt_label label, const char *rule,
                          size_t count)
{
    *(uint64_t *)ctx += (uint64_t)label + strlen(rule) + count;
    return KT_OK;
}

static kt_status count_marks(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    kt_filter *filter;
    kt_corpus *narrowed = NULL;
    kt_status status = kt_filter_new(&filter, err);
    if (status == KT_OK)
        status = kt_filter_add(filter, "source", KT_SLICE("s1"), err);
    if (status == KT_OK)
        status = kt_corpus_where(corpus, filter, &narrowed, err);
    if (status == KT_OK)
        status = kt_corpus_marks_each(narrowed, add_mark, result, err);
    if (status == KT_OK)
        status = kt_corpus_marks_each(corpus, add_mark, result, err);
    kt_corpus_close(narrowed);
    kt_filter_free(filter);
    return status;
}

static kt_status walk_articles(kt_corpus *corpus, uint64_t *result,
                               kt_error *err)
{
    kt_words_options options = KT_WORDS_DEFAULT;
    options.stop = "id";
    options.cased = true;
    options.form = KT_FORM_STRIP;
    kt_status status = KT_OK;
    for (int64_t id = 1; status == KT_OK && id <= 5; id++) {
        kt_walk *walk = NULL;
        kt_article *article;
        kt_token token;
        kt_slice word;
        status = kt_corpus_article(corpus, id, true, &article, err);
        if (status == KT_OK)
            status = kt_walk_new(article, &options, &walk, err);
        kt_status last = status;
        while (last == KT_OK) {
            last = kt_walk_next(walk, &token, &word, err);
            *result += last == KT_OK ? token.end + word.len : 0;
        }
        status = last == KT_ERR_NOT_FOUND && walk != NULL ? KT_OK : last;
        kt_walk_free(walk);
        kt_article_free(article);
    }
    return status;
}

static kt_status search_for(kt_corpus *corpus, const char *query,
                            uint64_t *result, kt_error *err)
{
    kt_result found;
    kt_search *search;
    kt_search_options options = KT_SEARCH_DEFAULT;
    options.limit = 20; /* two batches */
    kt_status status =
        kt_search_new(corpus, kt_slice_of(query), &options, &search, err);
    if (status != KT_OK)
        return status;
    while ((status = kt_search_next(search, &found, err)) == KT_OK)
        *result += (uint64_t)found.article->id + found.snippet.len;
    *result += kt_search_count(search);
    kt_search_free(search);
    return status == KT_ERR_NOT_FOUND ? KT_OK : status;
}

static kt_status search_articles(kt_corpus *corpus, uint64_t *result,
                                 kt_error *err)
{
    return search_for(corpus,
                      "\"kata dan\" (lagi OR mem*) NEAR/9 dan NOT title:t7",
                      result, err);
}

static kt_status match_articles(kt_corpus *corpus, uint64_t *result,
                                kt_error *err)
{
    size_t count = 0;
    kt_corpus *narrowed = NULL;
    kt_filter *filter;
    kt_status status = kt_filter_new(&filter, err);
    if (status != KT_OK)
        return status;
    status = kt_filter_add(filter, "match", KT_SLICE("kata NEAR/2 x"), err);
    if (status == KT_OK)
        status = kt_filter_add(filter, "match", KT_SLICE("lagi"), err);
    if (status == KT_OK)
        status = kt_filter_add(filter, "since", KT_SLICE("2024"), err);
    if (status == KT_OK)
        status = kt_corpus_where(corpus, filter, &narrowed, err);
    if (status == KT_OK)
        status = kt_corpus_count(narrowed, &count, err);
    *result += count;
    kt_filter_free(filter);
    kt_corpus_close(narrowed);
    return status;
}

/* An article that two segments have parts of. */
static kt_status search_long(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    const char *path = "long.db";
    const kt_load_options options = {.jobs = 1};
    (void)corpus;
    kt_status status = kt_corpus_open(&path, 1, &options, &corpus, err);
    if (status == KT_OK)
        status = match_articles(corpus, result, err);
    kt_corpus_close(corpus);
    return status;
}

static kt_status count_paths(const char *const *paths, size_t count,
                             uint64_t *result, kt_error *err)
{
    kt_frequency *frequency;
    kt_status status =
        kt_frequency_new(paths, count, KT_RULES_NEWS, 1, &frequency, err);
    for (size_t i = 0; status == KT_OK && i < kt_frequency_count(frequency);
         i++) {
        uint64_t n;
        kt_frequency_at(frequency, i, &n);
        *result += n * (i + 1);
    }
    kt_frequency_free(frequency);
    return status;
}

static kt_status count_files(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    static const char *const paths[] = {"d/a.txt", "words"};
    (void)corpus;
    return count_paths(paths, 2, result, err);
}

static kt_status count_full_table(kt_corpus *corpus, uint64_t *result,
                                  kt_error *err)
{
    static const char *const path = "full";
    (void)corpus;
    return count_paths(&path, 1, result, err);
}

static kt_status find_quotes(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    kt_quote quote;
    kt_quotes walk = {.text = KT_SLICE("\"Kata,\" kata Wati")};
    kt_quote_rules *rules;
    (void)corpus;
    kt_status status = kt_quote_rules_new("id+en", &rules, err);
    walk.rules = rules;
    while (status == KT_OK && kt_quotes_next(&walk, &quote))
        *result += quote.speaker.end;
    kt_quote_rules_free(rules);
    return status;
}

static kt_status find_quantities(kt_corpus *corpus, uint64_t *result,
                                 kt_error *err)
{
    kt_token token;
    kt_quantity found;
    kt_units *units;
    kt_quantities walk = {.scanner = {.text = KT_SLICE("Rp5 juta, 3 persen")}};
    (void)corpus;
    kt_status status = kt_units_new(&units, err);
    if (status == KT_OK)
        status = kt_tokenizer_new(KT_RULES_NEWS, &walk.scanner.tokenizer, err);
    walk.units = units;
    while (status == KT_OK && kt_quantities_next(&walk, &token, &found))
        *result += (uint64_t)found.digits;
    kt_tokenizer_free(walk.scanner.tokenizer);
    kt_units_free(units);
    return status;
}

/* Readings of every kind, beside what the file gave in other words. */
static kt_status settle_article(kt_corpus *corpus, uint64_t *result,
                                kt_error *err)
{
    const kt_field fields[] = {{KT_SLICE("date"), KT_SLICE("\"3/4/2025\"")},
                               {KT_SLICE("editor"), KT_SLICE("\"Ani\"")}};
    const kt_span body = {0, 17, KT_LABEL_BODY, NULL};
    kt_article article = {.raw = KT_SLICE("Rabu (2/4/2025) ."),
                          .source = KT_SLICE("detik.com"),
                          .fields = fields,
                          .field_count = LENGTH(fields),
                          .spans = &body,
                          .span_count = 1};
    kt_known known = {0};
    kt_arena arena = {0};
    (void)corpus;
    kt_known_begin(&known, &article);
    kt_known_read(&known, KT_SLICE("source"), KT_SLICE("KOMPAS.TV"),
                  KT_LABEL_DATELINE);
    kt_known_read(&known, KT_SLICE("editor"), KT_SLICE("Budi"),
                  KT_LABEL_EDITOR);
    kt_known_read(&known, KT_SLICE("section"), KT_SLICE("Dunia  |"),
                  KT_LABEL_HEADER);
    kt_known_read(&known, KT_SLICE("modified"), KT_SLICE("5 Mei 2025 10.00"),
                  KT_LABEL_HEADER);
    kt_status status = kt_known_finish(&known, &arena, &article, err);
    for (size_t i = 0; status == KT_OK && i < article.origin_count; i++)
        *result += (i + 1) * article.origins[i].note.len;
    *result += article.field_count + article.date.len;
    kt_arena_free(&arena);
    kt_known_free(&known);
    return status;
}

static kt_status wrong_rule(void *ctx, const char *name, size_t line,
                            const char *problem)
{
    return KT_FAIL(ctx, KT_ERR_FORMAT, "%s:%zu: %s", name, line, problem);
}

/* Rules of every kind, and a text in which each takes something. */
static const char common_rules[] =
    "outlet\tdefine\t-\t[\\w-]+\\.(?:com|id)\t-\n"
    "header\tarticle-start\theader\t(\\p{Lu}\\w+) \\| ([^|]+)$"
    "\tsection date\n"
    "reads\tarticle-start\tbody\t\\[(\\w+)\\]\tcredit\n"
    "place-outlet\tlead:-\tdateline\t(\\p{Lu}\\w+), ({outlet}) - "
    "\tplace:places source\n"
    "also\tline\trelated-link\tBerita lain:\t-\n"
    "costly\tline\twidget\t(?:\\w+)+[!?]\t-\n"
    "glued\tparagraph-start\tadvertisement\tIKLAN:\t-\n"
    "more\tparagraph-end\tpagination\tSelengkapnya\\.\t-\n"
    "inserted\tinline\trelated-link\tBaca juga: \t-\n"
    "editor\tarticle-end\teditor\t^Editor: (.*)\teditor\n";
static const char outlet_rules[] = "mine\toutlet\t-\t(?i)mine\\.id\t-\n"
                                   "mine-end\tline\twidget\tSELESAI\t-\n";
static const char furnished[] =
    "Judul\nDunia | 15 Januari 2022, 10:00 WIB\n[ab] Ringkasan.\n"
    "Bogor, mine.id - Pada Rabu (12/1/2022) harga naik.\nIKLAN: Satu. "
    "Baca juga: Harga Cabai Naik Lagi Dua (Baca juga: Tiga) empat. "
    "Baca juga: Lima. Selengkapnya.\n"
    "Kalimat yang panjangnya lebih dari lima puluh bita ini ada dua kali.\n"
    "Kalimat yang panjangnya lebih dari lima puluh bita ini ada dua kali.\n"
    "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nSELESAI\nBerita lain:\nHarga "
    "Gula\nEditor: Ani";

static kt_status clean_furnished(const kt_cleaning *cleaning,
                                 const kt_titles *titles, uint64_t *result,
                                 kt_error *err)
{
    kt_buffer spans = {0};
    kt_arena arena = {0};
    kt_cleaner *cleaner = NULL;
    kt_article article = {.raw = kt_slice_of(furnished)};
    kt_paragraphs(article.raw, 0, &spans);
    kt_status status = kt_buffer_status(&spans, err);
    article.spans = (const kt_span *)(const void *)spans.data;
    article.span_count = spans.len / sizeof *article.spans;
    if (status == KT_OK) {
        ((kt_span *)(void *)spans.data)->label = KT_LABEL_TITLE;
        status = kt_cleaner_new(cleaning, &cleaner, err);
    }
    if (status == KT_OK)
        status = kt_clean(cleaner, titles, &arena, &article, err);
    for (size_t i = 0; status == KT_OK && i < article.span_count; i++)
        *result += (i + 1) * (article.spans[i].end + article.spans[i].label);
    *result += article.place.len + article.date.len + article.field_count;
    kt_cleaner_free(cleaner);
    kt_arena_free(&arena);
    kt_buffer_free(&spans);
    return status;
}

static kt_status clean_article(kt_corpus *corpus, uint64_t *result,
                               kt_error *err)
{
    const kt_clean_file files[] = {
        {"mine.tsv", kt_slice_of(outlet_rules), true, true},
        {"id.tsv", kt_slice_of(common_rules), false, true}};
    kt_cleaning *cleaning = NULL;
    kt_titles titles = {0};
    (void)corpus;
    kt_status status = KT_OK;
    if (!kt_titles_add(&titles, KT_SLICE("Harga cabai naik lagi")))
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK)
        status = kt_cleaning_of(files, LENGTH(files), wrong_rule, err,
                                &cleaning, err);
    if (status == KT_OK)
        status = clean_furnished(cleaning, &titles, result, err);
    kt_cleaning_free(cleaning);
    kt_titles_free(&titles);
    return status;
}

/* By words alone: libexttextcat ends the program when it has no memory. */
static kt_status guess_language(kt_corpus *corpus, uint64_t *result,
                                kt_error *err)
{
    kt_language_guesser *guesser;
    (void)corpus;
    setenv("KTOOL_TEXTCAT", "/none", 1);
    kt_status status = kt_language_guesser_new(&guesser, err);
    if (status == KT_OK) {
        kt_slice text = KT_SLICE("karena polisi di mobil \xFF");
        *result += (uint64_t)(100 * kt_language_guess(guesser, text).clarity);
    }
    kt_language_guesser_free(guesser);
    return status;
}

/* Of which a fingerprint is made, once in a process. */
static kt_status hash_rules(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    (void)corpus;
    return kt_cleaning_hash(result, err);
}

static kt_status clear_cache(kt_corpus *corpus, uint64_t *result, kt_error *err)
{
    size_t removed;
    (void)corpus;
    (void)result;
    return kt_cache_clear(&removed, err);
}

/* Between two attempts everything is put back as it was. */
static void nothing(void)
{
}

/* What must hold of the store that a task wrote, whether it failed or not. */
static void (*check)(void);

/* What was added is whole, and what was not is not there. */
static void check_added(const char *path, const char *before)
{
    char expected[64];
    if (added == 0 && !is_there(path))
        return;
    char *rows = query(path, "SELECT count(*) FROM sqlite_schema");
    bool made = strcmp(rows, "0\n") != 0;
    free(rows);
    if (!made)
        return;
    rows = before == NULL ? NULL : query(before, "SELECT max(id) FROM article");
    long count = (rows == NULL ? 0 : atol(rows)) + (long)added;
    free(rows);
    snprintf(expected, sizeof expected, "%ld|%ld|1\n", count, count);
    assert_query(path,
                 "SELECT (SELECT count(*) FROM article),"
                 " (SELECT count(*) FROM raw),"
                 " (SELECT ifnull(sum(tokens), 0) FROM article) ="
                 " (SELECT ifnull(sum(tokens), 0) FROM segment)",
                 expected);
}

static void check_new_store(void)
{
    check_added("new.db", NULL);
}

static void check_more(void)
{
    check_added("more.db", "s.db");
}

/* Remove a store, and what a failure may have left beside it. */
static void remove_store(const char *path)
{
    static const char *const ends[] = {"", "-new", "-wal", "-shm", "-journal"};
    for (size_t i = 0; i < LENGTH(ends); i++) {
        char name[32];
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        remove(name);
    }
}

static void forget_new_store(void)
{
    remove_store("new.db");
    check = check_new_store;
}

static void copy_to_change(void)
{
    remove_store("more.db");
    copy_file("s.db", "more.db");
}

static void copy_store(void)
{
    copy_to_change();
    check = check_more;
}

static void use_few(const char *path)
{
    remove_store("few.db");
    copy_file(path, "few.db");
}

static void copy_few(void)
{
    use_few("sound.db");
}

static void copy_indexed(void)
{
    use_few("indexed.db");
}

static void copy_gaps(void)
{
    use_few("gaps.db");
}

/* Stores of few articles, with values and spans that rules are said to have
 * made. */
static void make_few(void)
{
    uint64_t result = 0;
    kt_error err;
    import_lines("sound.db", "{\"title\":\"T\",\"text\":\"kata\",\"x\":1}\n"
                             "{\"text\":\"kata \xFF dan\"}\n");
    execute("sound.db",
            "UPDATE span SET label = 7, rule = 'r' WHERE label = 1;"
            "INSERT INTO provenance VALUES (1, 'x', 'byline', 'n')");
    copy_file("sound.db", "gaps.db");
    execute("gaps.db", "INSERT INTO meta VALUES ('removed', 1)");
    copy_few();
    assert_ok(make_fts5(NULL, &result, &err), &err);
    copy_file("few.db", "indexed.db");
}

/* Of the folder d, now and before its last file was changed. */
static private_store current = {.copy = "current.db"},
                     outdated = {.copy = "outdated.db"};

static void make_private_stores(void)
{
    uint64_t result = 0;
    kt_error err;
    write_text("d/z.txt", "zeta");
    assert_ok(open_path("d", false, &result, &err), &err);
    take_out_of_cache(&outdated);
    write_text("d/z.txt", "zeta eta");
    assert_ok(open_path("d", false, &result, &err), &err);
    take_out_of_cache(&current);
}

static void use_current(void)
{
    put_into_cache(&current);
}

static void use_outdated(void)
{
    put_into_cache(&outdated);
}

static void forget_stems(void)
{
    execute("s.db", "DELETE FROM stem");
}

static void name_rules(void)
{
    execute("s.db", "UPDATE span SET rule = 'first-' || label");
}

static void give_tags(void)
{
    execute("s.db", "INSERT OR REPLACE INTO tag SELECT id, 'x' FROM article;"
                    "INSERT OR REPLACE INTO annotation VALUES (2, 'y', '1')");
}

static const struct {
    const char *name;
    void (*prepare)(void);
    task *run;
} tasks[] = {
    {"importing", forget_new_store, import_folder},
    {"importing into a store", copy_store, import_more},
    {"importing an export", forget_new_store, import_export},
    {"exporting", give_tags, export_articles},
    {"removing articles", copy_to_change, remove_articles},
    {"tagging articles", copy_to_change, tag_articles},
    {"checking a store", copy_few, check_store},
    {"listing revisions", nothing, list_revisions},
    {"compacting a store", copy_gaps, compact_store},
    {"reading a store again", copy_few, reindex},
    {"indexing a store", copy_few, make_fts5},
    {"importing into an indexed store", copy_indexed, follow_fts5},
    {"opening a store", nothing, open_store},
    {"resting", nothing, rest},
    {"resting while others write", copy_store, rest_meanwhile},
    {"a query", nothing, query_rows},
    {"making a private store", forget_cache, open_cached},
    {"finding a private store again", nothing, open_cached},
    {"refreshing a private store", use_outdated, open_cached},
    {"a temporary store", nothing, open_uncached},
    {"counting", nothing, count_words},
    {"counting titles", nothing, count_titles},
    {"counting speech", nothing, count_speech},
    {"counting forms", nothing, count_forms},
    {"counting cased forms", nothing, count_cased_forms},
    {"other forms of a text", nothing, change_form},
    {"naming a list that is not there", nothing, name_no_list},
    {"keeping stems", copy_store, keep_stems},
    {"keeping stems in a private store", use_current, keep_private_stems},
    {"counting stems", forget_stems, count_stems},
    {"counting kept stems", nothing, count_stems},
    {"counting by month", nothing, count_by_month},
    {"counting by a free field", nothing, count_by_field},
    {"a phrase", nothing, search_phrase},
    {"a cased word", nothing, search_cased},
    {"a word without diacritics", nothing, search_stripped},
    {"narrowing", nothing, narrow_twice},
    {"searching", nothing, search_articles},
    {"narrowing by a search", nothing, match_articles},
    {"searching a long article", nothing, search_long},
    {"counting spans", name_rules, count_marks},
    {"walking", nothing, walk_articles},
    {"counting files", nothing, count_files},
    {"counting more at last than a table holds", nothing, count_full_table},
    {"finding quotes", nothing, find_quotes},
    {"finding quantities", nothing, find_quantities},
    {"settling what is known", nothing, settle_article},
    {"cleaning an article", nothing, clean_article},
    {"hashing rules", nothing, hash_rules},
    {"guessing a language", nothing, guess_language},
    {"clearing the cache", nothing, clear_cache},
};

static void settle_regex(kt_regex *regex, const kt_regex_limits *limits)
{
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    while (regex != NULL && atomic_load(&regex->machine) == NULL)
        kt_regex_match(regex, KT_SLICE("x"), 0, 0, match, limits);
    pcre2_match_data_free(match);
}

/* The rules that a process shares keep the machine code that they get when they
 * have been tried often, which is not lost: let them get it now. */
static void settle_rules(void)
{
    kt_error err;
    const kt_cleaning *cleaning;
    assert_ok(kt_cleaning_shared(&cleaning, &err), &err);
    const kt_regex_limits *limits = kt_cleaning_limits(cleaning);
    for (int where = 0; where < KT_WHERE_TOTAL; where++) {
        const kt_clean_index *index =
            kt_cleaning_index(cleaning, (kt_where)where);
        for (size_t i = 0; i < index->count * KT_CLEAN_BLOCK; i++) {
            const kt_clean_rule *rule =
                index->blocks[i / KT_CLEAN_BLOCK].list[i % KT_CLEAN_BLOCK];
            for (size_t k = 0; rule != NULL && k < rule->set_count; k++) {
                size_t test = rule->sets[k].test;
                if (test != 0)
                    settle_regex(kt_cleaning_test(cleaning, test)->regex,
                                 limits);
            }
            if (rule != NULL)
                settle_regex(rule->regex, limits);
        }
    }
}

/* Enough for several of everything that grows. */
static void make_files(void)
{
    assert_int_equal(mkdir("d", 0700), 0);
    write_text("d/a.txt", "Judul\nKata dan cafe\xCC\x81 Caf\xC3\xA9 \xFF\n");
    FILE *file = fopen("d/b.jsonl", "wb");
    assert_non_null(file);
    for (int i = 0; i < 90; i++)
        fprintf(file,
                "{\"title\":\"T%d\",\"text\":\"\\\"kata%d kata dan.\\\" "
                "mempertanggungjawabkan%d stra\xC3\x9F"
                "e cafe\xCC\x81\\nlagi\","
                "\"x\":%d,\"source\":\"s%d\",\"date\":\"2024-0%d-01\"}\n",
                i, i, i, i % 3, i % 2, 1 + i % 9);
    fputs("broken\n", file);
    assert_int_equal(fclose(file), 0);
    write_text("d/c.txt", "");
    write_text("export.jsonl",
               "{\"text\":\"Judul\\nIsi\",\"ktool\":{\"path\":\"a\","
               "\"original\":\"77u/eA==\",\"replaced\":3,\"tags\":[\"t\","
               "\"\\n\"],\"annotations\":{\"x\":1,\"y\\n\":[]}}}\n"
               "{\"text\":\"Lain\",\"ktool\":{\"path64\":\"YQ==\"}}\n");
    write_text("stop.txt", "caf\u00E9\nkata\n");
    file = fopen("words", "wb");
    assert_non_null(file);
    for (int i = 0; i < 30000; i++)
        fprintf(file, "kata%d mempertanggungjawabkan%d \xC3\xA9%d\n", i, i % 50,
                i % 7);
    assert_int_equal(fclose(file), 0);
    file = fopen("full", "wb");
    assert_non_null(file);
    for (int i = 0; i < 65536 / 4 * 3 + 10; i++)
        fprintf(file, "k%d\n", i);
    assert_int_equal(fclose(file), 0);
    write_text("more.jsonl",
               "{\"text\":\"kata baru\",\"url\":\"u\"}\n"
               "{\"text\":\"kata lain\",\"url\":\"u\"}\n"
               "{\"text\":\"kata baru\",\"url\":\"u\"}\n"
               "{\"text\":\"\\\"Satu,\\\" kata dua.\",\"n\":1}\n");
    file = fopen("long.jsonl", "wb");
    assert_non_null(file);
    fputs("{\"date\":\"2024\",\"text\":\"", file);
    for (int i = 0; i < 70000; i++)
        fputs(i % 1000 == 0 ? "kata x " : "a ", file);
    fputs("\"}\n", file);
    assert_int_equal(fclose(file), 0);
    settle_rules();
    import_file("long.db", "long.jsonl", 1);
    for (int i = 0; i < 3; i++)
        import_file("s.db", i == 1 ? "d/b.jsonl" : "d", 1);
    make_few();
    make_private_stores();
}

/* Allocation @p n fails in task @p t, which gives @p expected if it
 * succeeds all the same. Returns false if it took no more than n of them.
 */
static bool attempt(size_t t, int n, uint64_t expected, int *failed)
{
    kt_error err = {0};
    uint64_t result = 0;
    check = NULL;
    added = 0;
    tasks[t].prepare();
    long before = held;
    kt_corpus *corpus = open_corpus("s.db", 1);
    left = n;
    kt_status status = tasks[t].run(corpus, &result, &err);
    bool reached = left <= 0;
    left = -1;
    kt_corpus_close(corpus);
    if (held != before)
        fail_msg("%s, allocation %d: %ld blocks are lost", tasks[t].name, n,
                 held - before);
    if (status != KT_OK && status != KT_ERR_NOMEM)
        fail_msg("%s, allocation %d: %s %s", tasks[t].name, n,
                 kt_status_code(status), err.message);
    if (status == KT_OK && result != expected)
        fail_msg("%s, allocation %d: another result", tasks[t].name, n);
    if (status == KT_ERR_NOMEM && strstr(err.message, "memory") == NULL)
        fail_msg("%s, allocation %d: '%s'", tasks[t].name, n, err.message);
    if (check != NULL)
        check();
    *failed += status == KT_ERR_NOMEM;
    return reached;
}

/* Let one allocation after the other fail, at last none. */
static void check_task(size_t t)
{
    kt_error err;
    uint64_t expected = 0;
    int failed = 0;
    tasks[t].prepare();
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(tasks[t].run(corpus, &expected, &err), &err);
    kt_corpus_close(corpus);
    for (int n = 0; attempt(t, n, expected, &failed);)
        n += 1 + n / 100;
    assert_true(failed > 0);
}

static void every_allocation_can_fail(void **state)
{
    (void)state;
    if (!CAN_FAIL) {
        print_message("skipped: allocations cannot be made to fail here\n");
        skip();
    }
    make_files();
    for (size_t t = 0; t < LENGTH(tasks); t++) {
        for_ever = false;
        check_task(t);
        for_ever = true;
        check_task(t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(every_allocation_can_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
