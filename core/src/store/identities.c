#include "store/identities.h"

#include "article/identity.h"
#include "article/reset.h"
#include "store/corpus.h"

#include <pthread.h>
#include <stdlib.h>

enum {
    SMALLEST = 1024
};

static const kt_slice settled = {"settled", 7};

void kt_identities_free(kt_identities *ids)
{
    kt_buffer_free(&ids->unsaved);
    free(ids->added);
}

/* Where a hash is, or where it would stand. */
static kt_identity_row *slot_of(const kt_identities *ids, int64_t hash)
{
    size_t i = (size_t)hash & (ids->capacity - 1);
    while (ids->added[i].article != 0 && ids->added[i].hash != hash)
        i = (i + 1) & (ids->capacity - 1);
    return &ids->added[i];
}

static bool grow(kt_identities *ids)
{
    kt_identities larger = {.capacity = ids->capacity == 0 ? SMALLEST
                                                           : 2 * ids->capacity};
    larger.added = calloc(larger.capacity, sizeof *larger.added);
    if (larger.added == NULL)
        return false;
    for (size_t i = 0; i < ids->capacity; i++) {
        if (ids->added[i].article != 0)
            *slot_of(&larger, ids->added[i].hash) = ids->added[i];
    }
    free(ids->added);
    ids->added = larger.added;
    ids->capacity = larger.capacity;
    return true;
}

kt_status kt_identities_add(kt_identities *ids, int64_t hash, int64_t article,
                            kt_error *err)
{
    const kt_identity_row row = {hash, article};
    if (4 * ids->count >= 3 * ids->capacity && !grow(ids))
        return KT_FAIL_NOMEM(err);
    kt_identity_row *slot = slot_of(ids, hash);
    ids->count += slot->article == 0;
    *slot = row;
    ids->newest = article;
    kt_buffer_add(&ids->unsaved, &row, sizeof row);
    return kt_buffer_status(&ids->unsaved, err);
}

/* The newest article of a hash that is in the store. */
static kt_status look_up(kt_db *db, int64_t hash, int64_t *article,
                         kt_error *err)
{
    bool row;
    sqlite3_stmt *find = kt_db_statement(db, STMT_FIND_IDENTITY);
    sqlite3_bind_int64(find, 1, hash);
    kt_status status = kt_db_step(db, find, &row, err);
    *article = row ? sqlite3_column_int64(find, 0) : 0;
    sqlite3_reset(find);
    return status;
}

kt_status kt_identities_find(kt_identities *ids, int64_t hash, int64_t *article,
                             kt_error *err)
{
    *article = ids->capacity == 0 ? 0 : slot_of(ids, hash)->article;
    if (*article != 0 || !ids->asks)
        return KT_OK;
    return look_up(ids->db, hash, article, err);
}

static int by_hash(const void *a, const void *b)
{
    const kt_identity_row *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->article > y->article) - (x->article < y->article);
}

/* The last article whose hashes are settled; 0 if there is none. */
static kt_status read_settled(kt_db *db, int64_t *article, kt_error *err)
{
    bool row;
    sqlite3_stmt *get = kt_db_statement(db, STMT_GET_META);
    kt_db_bind_text(get, 1, settled);
    kt_status status = kt_db_step(db, get, &row, err);
    *article = row ? sqlite3_column_int64(get, 0) : 0;
    if (*article < 0) /* damaged */
        *article = 0;
    sqlite3_reset(get);
    return status;
}

/* Let all rows settle that are there and those that are to be added. */
static kt_status settle(kt_identities *ids, kt_error *err)
{
    sqlite3_stmt *set = kt_db_statement(ids->db, STMT_SET_META);
    kt_db_bind_text(set, 1, settled);
    sqlite3_bind_int64(set, 2, ids->newest);
    kt_status status = kt_db_run(ids->db, set, err);
    return status == KT_OK
               ? kt_db_run(ids->db,
                           kt_db_statement(ids->db, STMT_SETTLE_IDENTITIES),
                           err)
               : status;
}

/* In the order of the table, so that neighbours share its pages. */
static kt_status add_rows(kt_identities *ids, bool recent, kt_error *err)
{
    kt_identity_row *rows = (void *)ids->unsaved.data;
    size_t count = ids->unsaved.len / sizeof *rows;
    kt_status status = KT_OK;
    if (count > 0)
        qsort(rows, count, sizeof *rows, by_hash);
    for (size_t i = 0; status == KT_OK && i < count; i++) {
        sqlite3_stmt *add = kt_db_statement(ids->db, STMT_ADD_IDENTITY);
        sqlite3_bind_int64(add, 1, recent);
        sqlite3_bind_int64(add, 2, rows[i].hash);
        sqlite3_bind_int64(add, 3, rows[i].article);
        status = kt_db_run(ids->db, add, err);
    }
    return status;
}

kt_status kt_identities_save(kt_identities *ids, kt_error *err)
{
    int64_t before;
    if (ids->unsaved.len == 0)
        return KT_OK;
    kt_status status = read_settled(ids->db, &before, err);
    bool recent = ids->newest - before <= before / KT_RECENT_SHARE;
    if (status == KT_OK && !recent)
        status = settle(ids, err);
    if (status == KT_OK)
        status = add_rows(ids, recent, err);
    kt_buffer_clear(&ids->unsaved);
    return status;
}

static kt_status identify(kt_identities *ids, int64_t id, kt_error *err)
{
    kt_article *article;
    kt_arena arena = {0};
    kt_identity identity = {0};
    kt_status status = kt_read_article(ids->db, id, true, &article, err);
    if (status == KT_OK)
        status = kt_article_reset(article, &arena, err);
    if (status == KT_OK)
        identity = kt_article_identity(article);
    if (status == KT_OK)
        status = kt_identities_add(ids, identity.digest, id, err);
    if (status == KT_OK && identity.key != 0)
        status = kt_identities_add(ids, identity.key, id, err);
    kt_article_free(article);
    kt_arena_free(&arena);
    return status;
}

static kt_status identify_all(kt_identities *ids, kt_error *err)
{
    bool row;
    kt_status status;
    sqlite3_stmt *rows = kt_db_statement(ids->db, STMT_ALL_IDS);
    while ((status = kt_db_step(ids->db, rows, &row, err)) == KT_OK && row) {
        status = identify(ids, sqlite3_column_int64(rows, 0), err);
        if (status != KT_OK)
            break;
    }
    sqlite3_reset(rows);
    return status == KT_OK ? kt_identities_save(ids, err) : status;
}

kt_status kt_identities_complete(kt_db *db, kt_error *err)
{
    kt_identities ids = {.db = db};
    bool missing;
    sqlite3_stmt *get = kt_db_statement(db, STMT_GET_META);
    kt_db_bind_text(get, 1, KT_SLICE("unidentified"));
    kt_status status = kt_db_step(db, get, &missing, err);
    sqlite3_reset(get);
    if (status != KT_OK || !missing)
        return status;
    status = identify_all(&ids, err);
    kt_identities_free(&ids);
    return status == KT_OK
               ? kt_db_execute(
                     db, "DELETE FROM meta WHERE key = 'unidentified'", err)
               : status;
}

kt_status kt_identities_open(kt_db *db, kt_identities *out, kt_error *err)
{
    out->db = db;
    kt_status status = kt_identities_complete(db, err);
    sqlite3_stmt *all = kt_db_statement(db, STMT_ALL_IDS);
    if (status == KT_OK)
        status = kt_db_step(db, all, &out->asks, err);
    sqlite3_reset(all);
    return status;
}

struct kt_known_articles {
    kt_db *db;
    pthread_mutex_t lock;
};

kt_status kt_known_articles_open(const kt_identities *ids,
                                 kt_known_articles **out, kt_error *err)
{
    *out = NULL;
    if (!ids->asks)
        return KT_OK;
    kt_known_articles *known = calloc(1, sizeof *known);
    if (known == NULL)
        return KT_FAIL_NOMEM(err);
    pthread_mutex_init(&known->lock, NULL);
    kt_status status = kt_db_open(ids->db->path, KT_DB_READ, &known->db, err);
    if (status == KT_OK)
        *out = known;
    else
        kt_known_articles_close(known);
    return status;
}

void kt_known_articles_close(kt_known_articles *known)
{
    if (known == NULL)
        return;
    kt_db_close(known->db);
    pthread_mutex_destroy(&known->lock);
    free(known);
}

void kt_known_articles_lock(kt_known_articles *known)
{
    if (known != NULL)
        pthread_mutex_lock(&known->lock);
}

void kt_known_articles_unlock(kt_known_articles *known)
{
    if (known != NULL)
        pthread_mutex_unlock(&known->lock);
}

bool kt_known_articles_has(kt_known_articles *known, int64_t digest)
{
    int64_t article;
    if (known == NULL)
        return false;
    kt_known_articles_lock(known);
    kt_status status = look_up(known->db, digest, &article, NULL);
    kt_known_articles_unlock(known);
    return status == KT_OK && article != 0;
}
