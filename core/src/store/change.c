#include "store/change.h"

kt_status kt_change_begin(kt_corpus *corpus, kt_error *err)
{
    kt_store *store = corpus->store;
    kt_ends ends;
    if (!store->writable)
        return KT_FAIL(err, KT_ERR_READ_ONLY,
                       "the corpus can only be read; open a store with the "
                       "mode \"rw\" to change it");
    kt_status status = kt_db_ready(store->db, err);
    if (status != KT_OK)
        return status;
    /* Without memory SQLite may have ended the snapshot by itself. */
    status = sqlite3_get_autocommit(store->db->handle)
                 ? KT_OK
                 : kt_db_execute(store->db, "COMMIT", err);
    if (status == KT_OK)
        status =
            kt_db_run(store->db, kt_db_statement(store->db, STMT_BEGIN), err);
    if (status == KT_OK)
        status = kt_ends_read(store->db, &ends, err);
    if (status == KT_OK && !kt_ends_equal(&ends, &store->ends))
        status = KT_FAIL(err, KT_ERR_CHANGED,
                         "%s: another process changed its articles meanwhile; "
                         "open it again",
                         store->db->path);
    return status;
}

kt_status kt_change_end(kt_corpus *corpus, kt_status status, kt_error *err)
{
    kt_store *store = corpus->store;
    kt_db *db = store->db;
    kt_ends ends;
    if (!store->writable)
        return status;
    if (status == KT_OK)
        status = kt_ends_read(db, &ends, err);
    if (status == KT_OK)
        status = kt_db_commit(db, err);
    if (status == KT_OK)
        store->ends = ends;
    kt_db_rollback(db);
    kt_status snapshot = kt_store_snapshot(store, status == KT_OK ? err : NULL);
    return status == KT_OK ? snapshot : status;
}

void kt_change_removed(kt_store *store)
{
    for (kt_corpus *c = store->corpora; c != NULL; c = c->next) {
        c->narrowed = true;
        c->has_places = false;
    }
}
