#include "store/stems.h"

#include "store/ends.h"

/* Columns of STMT_GET_STEMS. */
enum {
    COL_TERMS,
    COL_ENDS,
    COL_TEXT
};

/* Whether there are stems for no more than @p terms terms, each with a number
 * up to *most, and stems for these, none of which is empty. */
static bool sound(const kt_stems *stems, size_t terms, uint32_t *most)
{
    size_t given = stems->terms.len / 4, count = stems->ends.len / 4;
    bool sound = stems->terms.len % 4 == 0 && stems->ends.len % 4 == 0;
    *most = 0;
    for (size_t i = 0; i < given; i++) {
        uint32_t number = kt_stems_number(&stems->terms, i) / 2;
        *most = number > *most ? number : *most;
    }
    uint32_t last = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t end = kt_stems_number(&stems->ends, i);
        sound &= end > last && end <= stems->text.len;
        last = end;
    }
    return sound && given <= terms && *most <= count;
}

/* Drop what is damaged: all of it, since it can be made again; and the stems
 * that no term has any more, which are the last. */
static void check(kt_stems *stems, size_t terms)
{
    uint32_t most;
    if (!sound(stems, terms, &most)) {
        most = 0;
        kt_buffer_clear(&stems->terms);
    }
    stems->ends.len = most * sizeof(uint32_t);
    stems->text.len = most == 0 ? 0 : kt_stems_number(&stems->ends, most - 1);
}

kt_status kt_stems_read(kt_db *db, size_t terms, kt_stems *stems, kt_error *err)
{
    sqlite3_stmt *get = kt_db_statement(db, STMT_GET_STEMS);
    kt_db_bind_text(get, 1, kt_slice_of(stems->language));
    kt_db_bind_text(get, 2, kt_buffer_slice(&stems->fingerprint));
    bool row;
    kt_status status = kt_db_step(db, get, &row, err);
    if (row) {
        kt_buffer_add_slice(&stems->terms, kt_db_blob(get, COL_TERMS));
        kt_buffer_add_slice(&stems->ends, kt_db_blob(get, COL_ENDS));
        kt_buffer_add_slice(&stems->text, kt_db_blob(get, COL_TEXT));
        if (stems->terms.failed || stems->ends.failed || stems->text.failed)
            status = KT_FAIL_NOMEM(err);
    }
    sqlite3_reset(get);
    if (status == KT_OK)
        check(stems, terms);
    return status;
}

/* Write all of a list that is not kept yet. */
static kt_status write_list(void *list, kt_db *db, kt_error *err)
{
    kt_status status = KT_OK;
    for (const kt_stems *s = list; status == KT_OK && s != NULL; s = s->next) {
        if (s->kept)
            continue;
        sqlite3_stmt *set = kt_db_statement(db, STMT_SET_STEMS);
        kt_db_bind_text(set, 1, kt_slice_of(s->language));
        kt_db_bind_text(set, 2, kt_buffer_slice(&s->fingerprint));
        kt_db_bind_blob(set, 3, kt_buffer_slice(&s->terms));
        kt_db_bind_blob(set, 4, kt_buffer_slice(&s->ends));
        kt_db_bind_blob(set, 5, kt_buffer_slice(&s->text));
        status = kt_db_run(db, set, err);
    }
    return status;
}

/* Whether terms still have the ids that they had for the question. */
static bool same_numbering(const kt_store *store, kt_db *db)
{
    kt_ends then, now;
    return kt_ends_read(store->db, &then, NULL) == KT_OK &&
           kt_ends_read(db, &now, NULL) == KT_OK &&
           then.numbering == now.numbering;
}

/* Write into a store of the user's, if nobody else has a use for it now and
 * it still is the one that was asked. Terms that were added meanwhile change
 * no id. */
static void write_in_place(kt_store *store)
{
    kt_db *db;
    if (kt_db_open(store->db->path, KT_DB_AMEND, &db, NULL) != KT_OK)
        return;
    if (kt_db_run(db, kt_db_statement(db, STMT_BEGIN), NULL) == KT_OK &&
        kt_db_in_place(store->db) && same_numbering(store, db) &&
        /* No snapshot may be read while the file is written, nor ours. */
        kt_db_execute(store->db, "COMMIT", NULL) == KT_OK &&
        write_list(store->stems, db, NULL) == KT_OK)
        kt_db_run(db, kt_db_statement(db, STMT_COMMIT), NULL);
    kt_db_close(db);
}

void kt_stems_keep(kt_store *store)
{
    bool kept = true;
    for (const kt_stems *s = store->stems; s != NULL; s = s->next)
        kept &= s->kept;
    if (kept || store->is_temporary || kt_interrupted() ||
        kt_db_ready(store->db, NULL) != KT_OK)
        return;
    if (store->is_private)
        kt_private_rewrite(store, write_list, store->stems, NULL);
    else
        write_in_place(store);
}

kt_status kt_stems_cut(kt_db *db, uint32_t terms, kt_error *err)
{
    sqlite3_stmt *cut = kt_db_statement(db, STMT_CUT_STEMS);
    sqlite3_bind_int64(cut, 1, (sqlite3_int64)terms * 4);
    return kt_db_run(db, cut, err);
}
