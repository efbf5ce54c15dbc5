/* A store made as small as its articles allow. */
#include "store/ends.h"
#include "store/import.h"

#include <sys/stat.h>

static int64_t size_of(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 ? (int64_t)info.st_size : 0;
}

/* Make columns without the tokens of removed articles. */
static kt_status close_gaps(kt_db *db, const kt_load_options *options,
                            kt_error *err)
{
    kt_ends ends;
    kt_load_summary summary;
    kt_status status = kt_ends_read(db, &ends, err);
    if (status != KT_OK || ends.removals == 0)
        return status;
    return kt_reindex_db(db, options, &summary, err);
}

/* Without WAL, of which the journal is no larger than the store. */
static kt_status vacuum(kt_db *db, kt_error *err)
{
    kt_status status =
        kt_db_execute_in_time(db, "PRAGMA journal_mode = DELETE", err);
    if (status == KT_OK)
        status = kt_db_execute(db, "VACUUM", err);
    if (status == KT_ERR_INTERRUPTED)
        kt_fail(err, status, "interrupted; %s has all its articles", db->path);
    return status;
}

kt_status kt_compact(const char *path, const kt_load_options *options,
                     int64_t *freed, kt_error *err)
{
    kt_db *db;
    int64_t before = size_of(path);
    *freed = 0;
    kt_status status = kt_open_to_rewrite(path, &db, err);
    if (status == KT_OK)
        status = kt_check_maker(db, options->rules, err);
    if (status == KT_OK)
        status = close_gaps(db, options, err);
    if (status == KT_OK)
        status = vacuum(db, err);
    kt_db_close(db);
    if (status == KT_OK)
        *freed = before - size_of(path);
    return status;
}
