#include "store/corpus.h"

#include "base/list.h"
#include "store/import.h"
#include "store/stems.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static void release_store(kt_store *store)
{
    if (store == NULL || --store->users > 0)
        return;
    kt_store_part(store);
    kt_stems_keep(store);
    kt_stems_free(store->stems);
    kt_term_runs_free(store->runs, store->run_count);
    if (store->is_temporary && store->db != NULL)
        unlink(store->db->path);
    kt_db_close(store->db);
    free(store);
}

static kt_status new_corpus(kt_store *store, kt_corpus **out, kt_error *err)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return KT_FAIL_NOMEM(err);
    (*out)->users = 1;
    (*out)->store = store;
    (*out)->next = store->corpora;
    store->corpora = *out;
    store->users++;
    return KT_OK;
}

kt_corpus *kt_corpus_share(kt_corpus *corpus)
{
    corpus->users++;
    return corpus;
}

void kt_corpus_close(kt_corpus *corpus)
{
    if (corpus == NULL || --corpus->users > 0)
        return;
    kt_corpus **link = &corpus->store->corpora;
    while (*link != corpus)
        link = &(*link)->next;
    *link = corpus->next;
    release_store(corpus->store);
    free(corpus->places);
    free(corpus->ids);
    free(corpus);
}

/* Whether the user means a store: what is one, and what is named like one and
 * is not, so that the mistake is named instead of counted as an article. */
static bool means_store(const char *path)
{
    size_t len = strlen(path);
    return kt_db_is_store(path) ||
           (len > 3 && strcmp(path + len - 3, ".db") == 0);
}

kt_status kt_db_is_private(kt_db *db, bool *is_private, kt_error *err)
{
    sqlite3_stmt *files = kt_db_statement(db, STMT_ALL_FILES);
    kt_status status = kt_db_step(db, files, is_private, err);
    sqlite3_reset(files);
    return status;
}

static kt_status refuse_to_change(const char *path, kt_error *err)
{
    return KT_FAIL(err, KT_ERR_USAGE,
                   "%s: only a store can be changed; make one with `ktool "
                   "import -d FILE` first",
                   path);
}

static kt_status open_to_change(kt_store *store, const char *path,
                                kt_error *err)
{
    bool is_private;
    if (access(path, F_OK) != 0)
        return KT_FAIL(err, KT_ERR_NOT_FOUND, "%s: %s", path, strerror(errno));
    if (!means_store(path))
        return refuse_to_change(path, err);
    kt_status status = kt_db_open(path, KT_DB_WRITE, &store->db, err);
    if (status == KT_OK)
        status = kt_db_is_private(store->db, &is_private, err);
    if (status == KT_OK && is_private)
        status = refuse_to_change(path, err);
    store->writable = true;
    return status;
}

static kt_status open_store(kt_store *store, const char *const *paths,
                            size_t count, const kt_load_options *options,
                            kt_error *err)
{
    if (options->writable && count > 1)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "%s: one store can be changed at a time, and %s is "
                       "another",
                       paths[1], paths[0]);
    if (!options->writable && (count > 1 || !means_store(paths[0]))) {
        store->is_private = true;
        return kt_private_store(paths, count, options, store, err);
    }
    kt_status status = options->writable
                           ? open_to_change(store, paths[0], err)
                           : kt_db_open_to_read(paths[0], &store->db, err);
    if (status == KT_OK)
        status = kt_check_maker(store->db, options->rules, err);
    return status == KT_ERR_FINGERPRINT && options->any_rules ? KT_OK : status;
}

kt_status kt_store_snapshot(kt_store *store, kt_error *err)
{
    return kt_db_execute(store->db, "BEGIN; SELECT count(*) FROM meta", err);
}

kt_status kt_store_terms(kt_store *store, kt_error *err)
{
    if (store->runs != NULL)
        return KT_OK;
    return kt_term_runs_read(store->db, true, &store->runs, &store->run_count,
                             err);
}

static kt_status read_places(kt_corpus *corpus, sqlite3_stmt *rows,
                             kt_error *err)
{
    kt_db *db = corpus->store->db;
    int64_t end = 0;
    bool row;
    kt_status status;
    corpus->count = 0;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        if (!kt_list_grow(&corpus->places, corpus->count,
                          sizeof *corpus->places) ||
            !kt_list_grow(&corpus->ids, corpus->count, sizeof *corpus->ids))
            return KT_FAIL_NOMEM(err);
        kt_place place = {
            sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
            sqlite3_column_int64(rows, 2), sqlite3_column_int64(rows, 3)};
        bool follows =
            corpus->count == 0 || place.id > corpus->ids[corpus->count - 1];
        if (!follows || place.words < 0 || place.words > place.tokens ||
            !kt_db_place_follows(place.position, place.tokens, &end))
            return KT_FAIL(err, KT_ERR_CORRUPT,
                           "%s: the place of article %lld is damaged; run "
                           "`ktool -c %s reindex`",
                           db->path, (long long)place.id, db->path);
        corpus->places[corpus->count] = place;
        corpus->ids[corpus->count++] = place.id;
    }
    return status;
}

bool kt_corpus_is_whole(const kt_corpus *corpus)
{
    return corpus->is_base && corpus->store->last == INT64_MAX;
}

size_t kt_place_at(const kt_place *places, size_t count, int64_t position)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places[middle].position + places[middle].tokens <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Read the places of the articles for which a filter holds; without one, of
 * all but older revisions. */
static kt_status select_places(kt_corpus *corpus, const kt_filter *filter,
                               kt_error *err)
{
    sqlite3_stmt *rows = NULL;
    kt_status status = kt_filter_select(
        filter, true, corpus->store, "id, position, tokens, words", &rows, err);
    if (status == KT_OK)
        status = read_places(corpus, rows, err);
    sqlite3_finalize(rows);
    corpus->has_places = status == KT_OK;
    return status;
}

/* All articles but older revisions. Where tokens of the stream are none of
 * theirs, they are chosen as by a filter. */
static kt_status open_base(kt_store *store, kt_corpus **out, kt_error *err)
{
    kt_corpus *base;
    bool row;
    sqlite3_stmt *gaps = kt_db_statement(store->db, STMT_HAS_GAPS);
    kt_status status = kt_db_step(store->db, gaps, &row, err);
    bool has_gaps = row && sqlite3_column_int(gaps, 0) != 0;
    sqlite3_reset(gaps);
    if (status == KT_OK)
        status = new_corpus(store, &base, err);
    if (status != KT_OK)
        return status;
    base->is_base = true;
    base->narrowed = has_gaps;
    if (has_gaps)
        status = select_places(base, NULL, err);
    if (status == KT_OK)
        *out = base;
    else
        kt_corpus_close(base);
    return status;
}

kt_status kt_corpus_open(const char *const *paths, size_t count,
                         const kt_load_options *options, kt_corpus **out,
                         kt_error *err)
{
    *out = NULL;
    kt_store *store = calloc(1, sizeof *store);
    if (store == NULL)
        return KT_FAIL_NOMEM(err);
    store->users = 1;
    store->last = INT64_MAX;
    store->jobs = options->jobs;
    kt_status status = open_store(store, paths, count, options, err);
    if (status == KT_OK)
        status = kt_store_snapshot(store, err);
    if (status == KT_OK && store->writable)
        status = kt_ends_read(store->db, &store->ends, err);
    if (status == KT_OK)
        status = open_base(store, out, err);
    if (status == KT_OK)
        kt_store_join(store);
    release_store(store);
    return status;
}

bool kt_corpus_is_writable(const kt_corpus *corpus)
{
    return corpus->store->writable;
}

static int by_id(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

bool kt_corpus_has(const kt_corpus *corpus, int64_t id)
{
    return !corpus->narrowed ||
           (corpus->is_base && id <= corpus->store->last) ||
           (corpus->count > 0 &&
            bsearch(&id, corpus->ids, corpus->count, sizeof id, by_id) != NULL);
}

/* Keep only those of corpus that also stand in wider, which has them all. */
static void intersect(kt_corpus *corpus, const kt_corpus *wider)
{
    size_t kept = 0, w = 0;
    for (size_t i = 0; i < corpus->count; i++) {
        while (w < wider->count && wider->ids[w] < corpus->ids[i])
            w++;
        if (w == wider->count || wider->ids[w] != corpus->ids[i])
            continue;
        corpus->places[kept] = corpus->places[i];
        corpus->ids[kept++] = corpus->ids[i];
    }
    corpus->count = kept;
}

/* Leave those out that are no articles of the store any more. */
static kt_status refine(kt_corpus *corpus, kt_error *err)
{
    kt_corpus all = {.store = corpus->store};
    kt_filter *filter;
    kt_status status = kt_filter_new(&filter, err);
    if (status == KT_OK)
        status = kt_filter_add(filter, "revisions", KT_SLICE("true"), err);
    if (status == KT_OK)
        status = select_places(&all, filter, err);
    if (status == KT_OK)
        intersect(corpus, &all);
    corpus->has_places = status == KT_OK;
    kt_filter_free(filter);
    free(all.places);
    free(all.ids);
    return status;
}

kt_status kt_corpus_places(kt_corpus *corpus, kt_error *err)
{
    kt_status status = kt_db_ready(corpus->store->db, err);
    if (status != KT_OK || corpus->has_places)
        return status;
    return corpus->narrowed && !corpus->is_base
               ? refine(corpus, err)
               : select_places(corpus, NULL, err);
}

/* Count the articles without a date that the other conditions let through. */
static kt_status count_undated(kt_corpus *corpus, const kt_corpus *wider,
                               const kt_filter *filter, kt_error *err)
{
    kt_db *db = corpus->store->db;
    sqlite3_stmt *rows = NULL;
    bool row = true;
    kt_status status =
        kt_filter_select(filter, false, corpus->store, "id", &rows, err);
    while (status == KT_OK) {
        status = kt_db_step(db, rows, &row, err);
        if (status != KT_OK || !row)
            break;
        corpus->undated += kt_corpus_has(wider, sqlite3_column_int64(rows, 0));
    }
    sqlite3_finalize(rows);
    return status;
}

/* A field that no article has is a mistake, and not a corpus without an
 * article. */
static kt_status check_fields(kt_db *db, const kt_filter *filter, kt_error *err)
{
    const char *field;
    bool found;
    kt_status status = KT_OK;
    for (size_t i = 0;
         status == KT_OK && (field = kt_filter_field(filter, i)) != NULL; i++) {
        status = kt_has_free_field(db, kt_slice_of(field), &found, err);
        if (status == KT_OK && !found)
            status = KT_FAIL(err, KT_ERR_USAGE,
                             "no article has a field '%s'; `ktool show ID -f "
                             "jsonl` has those of one under fields",
                             field);
    }
    return status;
}

kt_status kt_corpus_narrow(kt_corpus *corpus, const kt_filter *filter,
                           kt_corpus **out, kt_error *err)
{
    kt_corpus *narrow;
    *out = NULL;
    if (kt_filter_is_empty(filter)) {
        *out = kt_corpus_share(corpus);
        return KT_OK;
    }
    kt_status status = kt_db_ready(corpus->store->db, err);
    if (status == KT_OK)
        status = new_corpus(corpus->store, &narrow, err);
    if (status != KT_OK)
        return status;
    narrow->narrowed = true;
    status = check_fields(corpus->store->db, filter, err);
    if (status == KT_OK)
        status = select_places(narrow, filter, err);
    if (status == KT_OK && corpus->narrowed && !corpus->is_base)
        intersect(narrow, corpus);
    if (status == KT_OK && kt_filter_has_date(filter))
        status = count_undated(narrow, corpus, filter, err);
    if (status != KT_OK) {
        kt_corpus_close(narrow);
        return status;
    }
    *out = narrow;
    return KT_OK;
}

/* Append the articles whose ids are given and that corpus has. */
static bool add_picked(kt_corpus *narrow, const kt_corpus *corpus,
                       const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count && corpus->count > 0; i++) {
        const int64_t *found =
            bsearch(&ids[i], corpus->ids, corpus->count, sizeof *ids, by_id);
        if (found == NULL)
            continue;
        if (!kt_list_grow(&narrow->places, narrow->count,
                          sizeof *narrow->places) ||
            !kt_list_grow(&narrow->ids, narrow->count, sizeof *narrow->ids))
            return false;
        narrow->places[narrow->count] = corpus->places[found - corpus->ids];
        narrow->ids[narrow->count++] = ids[i];
    }
    return true;
}

kt_status kt_corpus_pick(kt_corpus *corpus, const int64_t *ids, size_t count,
                         kt_corpus **out, kt_error *err)
{
    kt_corpus *narrow;
    *out = NULL;
    kt_status status = kt_corpus_places(corpus, err);
    if (status == KT_OK)
        status = new_corpus(corpus->store, &narrow, err);
    if (status != KT_OK)
        return status;
    narrow->narrowed = true;
    if (!add_picked(narrow, corpus, ids, count)) {
        kt_corpus_close(narrow);
        return KT_FAIL_NOMEM(err);
    }
    *out = narrow;
    return KT_OK;
}

kt_status kt_corpus_ids(kt_corpus *corpus, const int64_t **ids, size_t *count,
                        kt_error *err)
{
    kt_status status = kt_corpus_places(corpus, err);
    *ids = corpus->ids;
    *count = corpus->count;
    return status;
}

kt_status kt_corpus_count(kt_corpus *corpus, size_t *out, kt_error *err)
{
    const int64_t *ids;
    return kt_corpus_ids(corpus, &ids, out, err);
}

size_t kt_corpus_undated(const kt_corpus *corpus)
{
    return corpus->undated;
}
