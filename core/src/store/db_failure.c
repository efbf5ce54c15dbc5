/* What is said of a store that could not be opened, read or written. */
#include "store/db.h"
#include "store/holder.h"

static const char moved[] =
    "it was removed or replaced meanwhile, and nothing was written into what "
    "stands there now; try again";

/* By SQLite's extended codes, or by those that say less. */
static const struct {
    int code;
    kt_status status;
    const char *advice;
} failures[] = {
    {SQLITE_READONLY_DBMOVED, KT_ERR_LOCKED, moved},
    {SQLITE_READONLY_ROLLBACK, KT_ERR_READ_ONLY,
     "a writer was stopped; it can be read again when somebody who may write "
     "it has opened it"},
    {SQLITE_NOTADB, KT_ERR_FORMAT, "not a ktool store"},
    {SQLITE_CORRUPT, KT_ERR_CORRUPT,
     "the store is damaged; restore a copy or import its articles again"},
    {SQLITE_FULL, KT_ERR_FULL, "the disk is full; make room and try again"},
    {SQLITE_LOCKED, KT_ERR_LOCKED, "it is in use; try again"},
    {SQLITE_READONLY, KT_ERR_READ_ONLY, "it may only be read"},
    {SQLITE_CANTOPEN, KT_ERR_IO,
     "it cannot be opened; look at the rights of "
     "the file and its folder"},
    {SQLITE_IOERR, KT_ERR_IO,
     "reading or writing it failed; look whether its disk is full or broken, "
     "then try again"},
    {SQLITE_NOMEM, KT_ERR_NOMEM, "out of memory"},
    {SQLITE_INTERRUPT, KT_ERR_INTERRUPTED, "interrupted"},
};

kt_status kt_db_locked(const kt_db *db, kt_error *err)
{
    char holder[96];
    if (kt_interrupted())
        return KT_FAIL(err, KT_ERR_INTERRUPTED, "%s: interrupted", db->path);
    if (err == NULL)
        return KT_ERR_LOCKED;
    kt_holder_name(db->making == NULL ? db->path : db->making, holder,
                   sizeof holder);
    return KT_FAIL(err, KT_ERR_LOCKED,
                   "%s: %s holds it; try again when that is done, or wait "
                   "longer with --wait SECONDS",
                   db->path, holder);
}

kt_status kt_db_ready(const kt_db *db, kt_error *err)
{
    return db->away.status == KT_OK
               ? KT_OK
               : KT_FAIL(err, db->away.status, "%s", db->away.message);
}

kt_status kt_db_failure(kt_db *db, kt_error *err)
{
    if (kt_db_ready(db, NULL) != KT_OK)
        return kt_db_ready(db, err);
    int extended = sqlite3_extended_errcode(db->handle);
    int code = extended & 0xFF;
    if (code == SQLITE_BUSY)
        return kt_db_locked(db, err);
    /* Whatever failed without SQLite's noticing had no memory. */
    if (code == SQLITE_OK)
        code = SQLITE_NOMEM;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        if (failures[i].code == extended || failures[i].code == code)
            return KT_FAIL(err, failures[i].status, "%s: %s", db->path,
                           failures[i].advice);
    }
    return KT_FAIL(err, KT_ERR_IO, "%s: %s; try again", db->path,
                   sqlite3_errmsg(db->handle));
}

kt_status kt_db_moved(const kt_db *db, kt_error *err)
{
    return KT_FAIL(err, KT_ERR_LOCKED, "%s: %s", db->path, moved);
}
