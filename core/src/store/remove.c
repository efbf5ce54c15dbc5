/* Articles taken out of a store. Their tokens stay in the columns, where no
 * place of an article is. */
#include "article/identity.h"
#include "article/reset.h"
#include "base/list.h"
#include "store/change.h"

#include <stdlib.h>

/* The ids to remove. */
typedef struct removal {
    kt_corpus *corpus;
    int64_t *ids;
    size_t count;
    size_t removed;
} removal;

/* Add @p id, and its older revisions if it is the newest. */
static kt_status choose(removal *r, int64_t id, kt_error *err)
{
    kt_db *db = r->corpus->store->db;
    bool row, found = false;
    size_t before = r->count;
    sqlite3_stmt *rows = kt_db_statement(db, STMT_REVISIONS);
    sqlite3_bind_int64(rows, 1, id);
    kt_status status;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        int64_t one = sqlite3_column_int64(rows, 0);
        bool newest = sqlite3_column_int(rows, 1) != 0;
        if (!kt_list_grow(&r->ids, r->count, sizeof *r->ids)) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
        found |= one == id;
        if (one == id && !newest)
            r->count = before;
        r->ids[r->count++] = one;
        if (one == id)
            break;
    }
    sqlite3_reset(rows);
    if (status == KT_OK && !(found && kt_corpus_has(r->corpus, id)))
        status =
            KT_FAIL(err, KT_ERR_NOT_FOUND, "no article %lld", (long long)id);
    return status;
}

static kt_status drop(kt_db *db, kt_statement number, int64_t id, kt_error *err)
{
    sqlite3_stmt *statement = kt_db_statement(db, number);
    sqlite3_bind_int64(statement, 1, id);
    return kt_db_run(db, statement, err);
}

/* Drop a row of the table identity; *found stays true if it was there. */
static kt_status drop_hash(kt_db *db, int64_t id, int64_t hash, bool *found,
                           kt_error *err)
{
    sqlite3_stmt *statement = kt_db_statement(db, STMT_DROP_IDENTITY);
    sqlite3_bind_int64(statement, 2, hash);
    kt_status status = drop(db, STMT_DROP_IDENTITY, id, err);
    *found &= sqlite3_changes(db->handle) == 1;
    return status;
}

static kt_status drop_hashes(kt_db *db, int64_t id, bool *found, kt_error *err)
{
    kt_article *article;
    kt_arena arena = {0};
    kt_identity identity = {0};
    *found = true;
    kt_status status = kt_read_article(db, id, true, &article, err);
    if (status == KT_OK)
        status = kt_article_reset(article, &arena, err);
    if (status == KT_OK)
        identity = kt_article_identity(article);
    if (status == KT_OK)
        status = drop_hash(db, id, identity.digest, found, err);
    if (status == KT_OK && identity.key != 0)
        status = drop_hash(db, id, identity.key, found, err);
    kt_article_free(article);
    kt_arena_free(&arena);
    return status;
}

/* The table goes by hash, so that an article's rows are found by what it is;
 * where they are not, as of one that is damaged, all are looked through. */
static kt_status drop_identity(kt_db *db, int64_t id, kt_error *err)
{
    bool found;
    kt_status status = drop_hashes(db, id, &found, err);
    if ((status == KT_OK && !found) || status == KT_ERR_CORRUPT)
        status = drop(db, STMT_DROP_IDENTITIES, id, err);
    return status;
}

static kt_status drop_article(kt_db *db, int64_t id, kt_error *err)
{
    static const kt_statement drops[] = {STMT_DROP_RAW, STMT_DROP_TAGS,
                                         STMT_DROP_ANNOTATIONS, STMT_JOIN_NEWER,
                                         STMT_DROP_ARTICLE};
    static const kt_statement ranges[] = {STMT_DROP_SPANS, STMT_DROP_FIELDS,
                                          STMT_DROP_ORIGINS};
    kt_status status = drop_identity(db, id, err);
    for (size_t i = 0; status == KT_OK && i < sizeof ranges / sizeof *ranges;
         i++) {
        sqlite3_bind_int64(kt_db_statement(db, ranges[i]), 2, id);
        status = drop(db, ranges[i], id, err);
    }
    for (size_t i = 0; status == KT_OK && i < sizeof drops / sizeof *drops; i++)
        status = drop(db, drops[i], id, err);
    return status;
}

static int by_id(const void *a, const void *b)
{
    const int64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static kt_status remove_all(removal *r, const int64_t *ids, size_t count,
                            kt_error *err)
{
    kt_db *db = r->corpus->store->db;
    kt_status status = kt_ends_note_removal(db, err);
    for (size_t i = 0; status == KT_OK && i < count; i++)
        status = choose(r, ids[i], err);
    if (r->count > 0)
        qsort(r->ids, r->count, sizeof *r->ids, by_id);
    for (size_t i = 0; status == KT_OK && i < r->count; i++) {
        if (i > 0 && r->ids[i] == r->ids[i - 1])
            continue;
        status = drop_article(db, r->ids[i], err);
        r->removed += (size_t)sqlite3_changes(db->handle);
        if (status == KT_OK && kt_interrupted())
            status = KT_FAIL(err, KT_ERR_INTERRUPTED,
                             "interrupted; %s is what it was", db->path);
    }
    return status;
}

kt_status kt_corpus_remove(kt_corpus *corpus, const int64_t *ids, size_t count,
                           size_t *removed, kt_error *err)
{
    removal r = {.corpus = corpus};
    kt_status status = kt_change_begin(corpus, err);
    if (status == KT_OK)
        status = remove_all(&r, ids, count, err);
    status = kt_change_end(corpus, status, err);
    if (status == KT_OK)
        kt_change_removed(corpus->store);
    if (removed != NULL)
        *removed = status == KT_OK ? r.removed : 0;
    free(r.ids);
    return status;
}
