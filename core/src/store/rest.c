/* Stores that others may write while their user thinks. */
#include "store/corpus.h"
#include "store/pause.h"

#include <pthread.h>

enum {
    NO_CHECKSUM = -1 /* it could not be read */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static kt_store *stores; /* that may rest, as they were opened: once one reads,
                            another cannot begin to write; behind the lock */

void kt_store_join(kt_store *store)
{
    /* Nobody writes into a private store. */
    if (store->is_private)
        return;
    pthread_mutex_lock(&lock);
    kt_store **s = &stores;
    while (*s != NULL)
        s = &(*s)->next;
    *s = store;
    pthread_mutex_unlock(&lock);
}

void kt_store_part(kt_store *store)
{
    pthread_mutex_lock(&lock);
    for (kt_store **s = &stores; *s != NULL; s = &(*s)->next) {
        if (*s == store) {
            *s = store->next;
            break;
        }
    }
    pthread_mutex_unlock(&lock);
}

/* The checksum of a segment; 0 if there is no such segment. */
static kt_status read_checksum(kt_db *db, int64_t segment, int64_t *out,
                               kt_error *err)
{
    bool row;
    sqlite3_stmt *get = kt_db_statement(db, STMT_CHECKSUM_OF);
    sqlite3_bind_int64(get, 1, segment);
    kt_status status = kt_db_step(db, get, &row, err);
    if (status == KT_OK)
        *out = row ? sqlite3_column_int64(get, 0) : 0;
    sqlite3_reset(get);
    return status;
}

/* Note what there is, to tell later whether it is there still. */
static kt_status note(kt_store *store, kt_error *err)
{
    kt_ends ends;
    kt_status status = kt_ends_read(store->db, &ends, err);
    store->checksum = NO_CHECKSUM;
    if (status != KT_OK)
        return status;
    store->ends = ends;
    return read_checksum(store->db, ends.segment, &store->checksum, err);
}

static void rest(kt_store *store)
{
    kt_error away;
    if (kt_db_ready(store->db, NULL) != KT_OK)
        return;
    /* What can be asked of a damaged store can be until it is closed. Without
     * memory SQLite may have ended the snapshot, so that nothing is known. */
    if (note(store, &away) == KT_ERR_CORRUPT)
        return;
    kt_fail(&away, KT_ERR_LOCKED, "%s: it rests", store->db->path);
    store->has_functions = false;
    kt_queries_end(store);
    kt_db_rest(store->db, &away);
}

/* Refuse a store that did more than grow: what is known of its articles, their
 * places and terms no longer holds. */
static kt_status compare(const kt_store *store, const kt_ends *now,
                         kt_error *err)
{
    const kt_ends *then = &store->ends;
    int64_t checksum;
    if (store->checksum == NO_CHECKSUM)
        return KT_FAIL(err, KT_ERR_NOMEM,
                       "%s: out of memory when it was to rest; open it again",
                       store->db->path);
    kt_status status = read_checksum(store->db, then->segment, &checksum, err);
    if (status != KT_OK)
        return status;
    if (now->removals == then->removals && now->numbering == then->numbering &&
        now->article >= then->article && checksum == store->checksum)
        return KT_OK;
    return KT_FAIL(err, KT_ERR_LOCKED,
                   "%s: articles were removed, or its columns made anew "
                   "(reindex, compact), meanwhile; open it again, in Lua by "
                   "ktool.open()",
                   store->db->path);
}

/* Let every corpus have the articles that it had before others were added. */
static void keep_articles(kt_store *store)
{
    if (store->ends.article < store->last)
        store->last = store->ends.article;
    for (kt_corpus *c = store->corpora; c != NULL; c = c->next)
        c->narrowed = true;
}

static kt_status resume(kt_store *store, kt_error *err)
{
    kt_ends now;
    kt_status status = kt_db_resume(store->db, err);
    if (status == KT_OK)
        status = kt_store_snapshot(store, err);
    if (status == KT_OK)
        status = kt_ends_read(store->db, &now, err);
    if (status == KT_OK)
        status = compare(store, &now, err);
    if (status != KT_OK)
        return status;
    int64_t added = now.article - store->ends.article;
    if (added > 0)
        keep_articles(store);
    store->added += (size_t)added;
    store->ends = now;
    return KT_OK;
}

void kt_corpora_rest(void)
{
    pthread_mutex_lock(&lock);
    for (kt_store *s = stores; s != NULL; s = s->next)
        rest(s);
    pthread_mutex_unlock(&lock);
}

/* Take up all that rest, behind the lock. */
static void take_up(void)
{
    for (kt_store *s = stores; s != NULL; s = s->next) {
        kt_error err;
        if (kt_db_ready(s->db, NULL) != KT_OK && resume(s, &err) != KT_OK)
            kt_db_rest(s->db, &err);
        s->db->gave_way = false;
    }
}

/* Articles may also have been added before this rest, when a store gave way. */
void kt_corpora_resume(void (*grown)(void *ctx, const char *path, size_t added),
                       void *ctx)
{
    bool paused = kt_corpora_paused();
    kt_corpora_continue();
    pthread_mutex_lock(&lock);
    take_up();
    for (kt_store *s = stores; s != NULL; s = s->next) {
        if (s->added > 0 && grown != NULL)
            grown(ctx, s->db->path, s->added);
        s->added = 0;
    }
    pthread_mutex_unlock(&lock);
    if (paused)
        kt_corpora_pause();
}

bool kt_stores_may_rest(void)
{
    pthread_mutex_lock(&lock);
    bool any = stores != NULL;
    pthread_mutex_unlock(&lock);
    return any;
}

/* One of which rows of SQL are left keeps its snapshot for them. */
static bool gives_way(const kt_store *store)
{
    return !store->writable && store->queries == NULL &&
           kt_db_ready(store->db, NULL) == KT_OK && kt_db_is_awaited(store->db);
}

/* First all rest, since one that is open twice is held by either. */
bool kt_stores_give_way(void)
{
    bool any = false;
    pthread_mutex_lock(&lock);
    for (kt_store *s = stores; s != NULL; s = s->next) {
        if (!gives_way(s))
            continue;
        s->db->gave_way = any = true;
        rest(s);
    }
    pthread_mutex_unlock(&lock);
    return !any || kt_stores_take_up();
}

bool kt_stores_take_up(void)
{
    bool all = true;
    pthread_mutex_lock(&lock);
    take_up();
    for (kt_store *s = stores; s != NULL; s = s->next)
        all &= kt_db_ready(s->db, NULL) == KT_OK;
    pthread_mutex_unlock(&lock);
    return all;
}
