#include "store/db.h"

#include "store/pause.h"
#include "store/schema.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <ktool/corpus.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum {
    USUAL_WAIT = 5, /* seconds */
    NAP = 20,       /* milliseconds between two attempts */
    COURTESY = 200  /* milliseconds for others */
};

static atomic_uint wait_seconds = USUAL_WAIT;

void kt_store_wait(unsigned seconds)
{
    atomic_store(&wait_seconds, seconds);
}

/* One that is open in this process was looked at when it was opened. */
bool kt_db_is_store(const char *path)
{
    unsigned char header[KT_HEADER];
    kt_header_source source = kt_read_header(path, header);
    return source == KT_HEADER_OPEN ||
           (source == KT_HEADER_READ &&
            memcmp(header, "SQLite format 3", 16) == 0);
}

/* Whether a writer that was killed left what will mend the file. */
static bool has_journal(const char *path)
{
    static const char *const endings[] = {"-wal", "-journal"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *name = sqlite3_mprintf("%s%s", path, endings[i]);
        bool there = name != NULL && access(name, F_OK) == 0;
        sqlite3_free(name);
        if (there)
            return true;
    }
    return false;
}

/* Whether the file says that a log is to be kept beside it. */
static bool wants_log(const char *path)
{
    unsigned char header[KT_HEADER];
    return kt_read_header(path, header) == KT_HEADER_READ && header[18] == 2;
}

/* SQLite notices a file that was cut short only when it reads what is
 * missing, which may be never or late. */
static kt_status check_length(const char *path, kt_error *err)
{
    unsigned char header[KT_HEADER];
    struct stat info;
    if (has_journal(path))
        return KT_OK;
    if (kt_read_header(path, header) != KT_HEADER_READ ||
        stat(path, &info) != 0)
        return KT_OK;
    int64_t page = header[16] << 8 | header[17];
    int64_t pages = (int64_t)header[28] << 24 | header[29] << 16 |
                    header[30] << 8 | header[31];
    if (page == 1)
        page = 65536;
    /* A writer may have come since. */
    if (info.st_size < page * pages && !has_journal(path))
        return KT_FAIL(err, KT_ERR_CORRUPT,
                       "%s: cut short: %lld of %lld bytes are there; restore "
                       "a copy or import its articles again",
                       path, (long long)info.st_size,
                       (long long)(page * pages));
    return KT_OK;
}

/* The folder that path is in, or NULL. */
static char *folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? strdup(".")
                         : strndup(path, (size_t)(slash - path) + 1);
}

static kt_status check_folder(const char *path, kt_error *err)
{
    char *folder = folder_of(path);
    struct stat info;
    if (folder == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status =
        stat(folder, &info) == 0
            ? KT_OK
            : KT_FAIL(err, KT_ERR_IO, "%s: %s", folder, strerror(errno));
    free(folder);
    return status;
}

static kt_status check_file(const char *path, kt_db_mode mode, kt_error *err)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        if (errno == ENOENT && mode != KT_DB_READ && *path != '\0' &&
            lstat(path, &info) != 0)
            return check_folder(path, err);
        return KT_FAIL(err, errno == ENOENT ? KT_ERR_NOT_FOUND : KT_ERR_IO,
                       "%s: %s", path, strerror(errno));
    }
    if (S_ISDIR(info.st_mode))
        return KT_FAIL(err, KT_ERR_FORMAT, "%s: a folder, not a ktool store",
                       path);
    if (info.st_size == 0 && mode == KT_DB_READ)
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "%s: an empty file, not a ktool store", path);
    if (access(path, R_OK) != 0)
        return KT_FAIL(err, KT_ERR_IO, "%s: %s", path, strerror(errno));
    if (info.st_size > 0 && !kt_db_is_store(path))
        return KT_FAIL(err, KT_ERR_FORMAT, "%s: not a ktool store", path);
    return check_length(path, err);
}

/* Files are mapped to be read, by a batch too, which reads all terms and hashes
 * of a store and writes little: who copies segments twice under the lock finds
 * a rare word in three times the time, and counts on two threads no faster than
 * on one. Pages of 32 KiB halve the time of inserting articles of a few
 * kilobytes. What is written to a scratch store is moved into place when it is
 * whole, so it needs no journal. Pages of a batch that left the cache before it
 * is committed would need the store without its readers until then; extra syncs
 * the folder, without which a power cut would bring the journal back. Debian's
 * SQLite writes zeros over what is deleted and over pages before it uses them;
 * where no article is deleted that is for nothing. */
static const char *const settings[] = {
    [KT_DB_READ] = "PRAGMA query_only = 1; PRAGMA mmap_size = 274877906944;",
    [KT_DB_WRITE] = "PRAGMA page_size = 32768; PRAGMA journal_mode = WAL;"
                    "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768;"
                    "PRAGMA wal_autocheckpoint = 4096;",
    [KT_DB_BATCH] = "PRAGMA page_size = 32768; PRAGMA synchronous = EXTRA;"
                    "PRAGMA cache_size = -32768; PRAGMA cache_spill = OFF;"
                    "PRAGMA wal_autocheckpoint = 4096;"
                    "PRAGMA secure_delete = OFF;"
                    "PRAGMA mmap_size = 274877906944;",
    [KT_DB_NEW] = "PRAGMA locking_mode = EXCLUSIVE; PRAGMA page_size = 32768;"
                  "PRAGMA journal_mode = OFF; PRAGMA synchronous = NORMAL;"
                  "PRAGMA cache_size = -32768; PRAGMA secure_delete = OFF;",
    [KT_DB_SCRATCH] = "PRAGMA page_size = 32768; PRAGMA journal_mode = OFF;"
                      "PRAGMA synchronous = OFF; PRAGMA cache_size = -32768;"
                      "PRAGMA secure_delete = OFF;",
    [KT_DB_AMEND] = "PRAGMA mmap_size = 274877906944;",
};

static uint64_t log_inode(const kt_db *db)
{
    struct stat info;
    char *name = sqlite3_mprintf("%s-wal", db->path);
    bool there = name != NULL && stat(name, &info) == 0;
    sqlite3_free(name);
    return there ? info.st_ino : 0;
}

static int stop_if_interrupted(void *unused)
{
    (void)unused;
    return kt_interrupted();
}

/* Milliseconds, by a clock that nobody sets. */
static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* Who gave way was there before, and waits for as long as it takes. */
static int64_t last_moment(const kt_db *db)
{
    return db->gave_way ? INT64_MAX
                        : now() + (int64_t)atomic_load(&wait_seconds) * 1000;
}

/* As long as others hold the store: once more, unless it took too long. Most
 * hold it for some milliseconds only. */
static int wait_for_others(void *of, int attempts)
{
    kt_db *db = of;
    if (attempts == 0)
        db->until = last_moment(db);
    if (kt_interrupted() || now() >= db->until)
        return 0;
    sqlite3_sleep(attempts < NAP ? 1 : NAP);
    db->waited = true;
    return 1;
}

kt_status kt_db_execute_in_time(kt_db *db, const char *statements,
                                kt_error *err)
{
    int64_t until = last_moment(db);
    kt_status status = kt_db_execute(db, statements, err);
    while (status == KT_ERR_LOCKED && now() < until && !kt_interrupted()) {
        sqlite3_sleep(NAP);
        status = kt_db_execute(db, statements, err);
    }
    return status;
}

bool kt_db_in_place(kt_db *db)
{
    int has_moved = 1;
    return sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED,
                                &has_moved) == SQLITE_OK &&
           !has_moved;
}

static int open_flags(const char *path, kt_db_mode mode)
{
    /* Whoever closes a store last leaves it as one file, and must be able to
     * write for that. */
    bool mends =
        (has_journal(path) || wants_log(path)) && access(path, W_OK) == 0;
    if (mode == KT_DB_READ && !mends)
        return SQLITE_OPEN_READONLY;
    return mode == KT_DB_AMEND || mode == KT_DB_READ
               ? SQLITE_OPEN_READWRITE
               : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

static kt_status open_file(kt_db *db, const char *file, kt_error *err)
{
    int flags = open_flags(file, db->mode) | SQLITE_OPEN_NOMUTEX;
    if (kt_sqlite_open(file, flags, &db->handle, &db->file) != SQLITE_OK)
        return db->handle == NULL ? KT_FAIL_NOMEM(err) : kt_db_failure(db, err);
    if (db->mode != KT_DB_AMEND && db->mode != KT_DB_NEW)
        sqlite3_busy_handler(db->handle, wait_for_others, db);
    sqlite3_progress_handler(db->handle, 10000, stop_if_interrupted, NULL);
    return KT_OK;
}

static kt_status connect(kt_db *db, kt_error *err)
{
    kt_status status = open_file(db, db->path, err);
    if (status == KT_OK)
        status = kt_db_execute_in_time(db, settings[db->mode], err);
    /* Readers that gave way take it up as it was before it is written. */
    if (db->mode == KT_DB_WRITE && db->waited)
        sqlite3_sleep(COURTESY);
    if (status == KT_OK)
        status = kt_schema_prepare(db, db->mode != KT_DB_READ, err);
    if (db->mode == KT_DB_WRITE || db->mode == KT_DB_BATCH)
        db->log = log_inode(db);
    return status;
}

static void finalize(kt_db *db)
{
    for (int i = 0; i < STMT_TOTAL; i++) {
        sqlite3_finalize(db->statements[i]);
        db->statements[i] = NULL;
    }
}

static void disconnect(kt_db *db)
{
    finalize(db);
    kt_sqlite_close(db->handle, &db->file);
    db->handle = NULL;
}

/* Open the file in which a new store is made, and lock it for as long as it is
 * open. What another process that was killed left there is removed.
 *
 * KT_ERR_LOCKED: another has it; KT_ERR_CORRUPT: what was there is gone now. */
static kt_status claim(kt_db *db, kt_error *err)
{
    struct stat info = {0};
    kt_status status = open_file(db, db->making, err);
    if (status == KT_ERR_IO && lstat(db->making, &info) == 0)
        return KT_FAIL(err, status,
                       "%s: %s, in which it is made, cannot be opened; remove "
                       "that and try again",
                       db->path, db->making);
    if (status == KT_OK)
        status = kt_db_execute(db, settings[KT_DB_NEW], err);
    if (status == KT_OK)
        status = kt_db_execute(db, "BEGIN EXCLUSIVE", err);
    /* After any other failure, an interrupt among them, it may be another's. */
    if (status != KT_OK && status != KT_ERR_FORMAT && status != KT_ERR_CORRUPT)
        return status;
    bool in_place = kt_db_in_place(db);
    bool fresh = in_place && stat(db->making, &info) == 0 && info.st_size == 0;
    /* Whoever makes a store holds the file until the store is there. */
    if (status == KT_OK && fresh && access(db->path, F_OK) != 0)
        return kt_db_execute(db, "COMMIT", err);
    if (in_place)
        unlink(db->making);
    return KT_ERR_CORRUPT;
}

/* Claim the file until that is possible, or there is a store. */
static kt_status claim_in_time(kt_db *db, kt_error *err)
{
    int64_t until = last_moment(db);
    for (;;) {
        kt_status status = claim(db, err);
        if (status != KT_ERR_LOCKED && status != KT_ERR_CORRUPT)
            return status;
        disconnect(db);
        if (access(db->path, F_OK) == 0)
            return KT_ERR_LOCKED;
        if (now() >= until || kt_interrupted())
            return kt_db_locked(db, err);
        if (status == KT_ERR_LOCKED)
            sqlite3_sleep(NAP);
    }
}

static void forget_making(kt_db *db)
{
    free(db->making);
    db->making = NULL;
}

/* No name that people give: what has it is taken for what a killed process
 * left, and removed. */
static const char making_ending[] = "-unfinished";

/* Begin a new store, or open the one that has come meanwhile. */
static kt_status begin_new(kt_db *db, kt_error *err)
{
    db->making = malloc(strlen(db->path) + sizeof making_ending);
    if (db->making == NULL)
        return KT_FAIL_NOMEM(err);
    strcpy(stpcpy(db->making, db->path), making_ending);
    kt_status status = claim_in_time(db, err);
    if (status == KT_OK)
        return kt_schema_prepare(db, true, err);
    forget_making(db); /* another's */
    if (status != KT_ERR_LOCKED || access(db->path, F_OK) != 0)
        return status;
    db->mode = KT_DB_WRITE;
    return connect(db, err);
}

/* A copy that SQLite takes for the path of a file, as it does not take :memory:
 * and what begins with file: */
static char *path_of_file(const char *path)
{
    bool is_other = path[0] == ':' || strncmp(path, "file:", 5) == 0;
    char *copy = malloc(strlen(path) + sizeof "./");
    if (copy != NULL)
        stpcpy(stpcpy(copy, is_other ? "./" : ""), path);
    return copy;
}

kt_status kt_db_open(const char *path, kt_db_mode mode, kt_db **out,
                     kt_error *err)
{
    *out = NULL;
    kt_sqlite_prepare();
    kt_status status =
        mode == KT_DB_AMEND ? KT_OK : check_file(path, mode, err);
    if (status != KT_OK)
        return status;
    kt_db *db = calloc(1, sizeof *db);
    if (db == NULL)
        return KT_FAIL_NOMEM(err);
    db->mode = mode;
    db->place = -1;
    db->path = path_of_file(path);
    status = db->path == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    if (status == KT_OK)
        status = mode == KT_DB_NEW ? begin_new(db, err) : connect(db, err);
    if (status == KT_OK) {
        *out = db;
        db = NULL;
    }
    kt_db_close(db);
    return status;
}

static kt_status bring_up_to_date(const char *path)
{
    kt_db *db;
    kt_status status = access(path, W_OK) == 0
                           ? kt_db_open(path, KT_DB_WRITE, &db, NULL)
                           : KT_ERR_READ_ONLY;
    if (status == KT_OK)
        kt_db_close(db);
    return status;
}

kt_status kt_db_open_to_read(const char *path, kt_db **out, kt_error *err)
{
    kt_status status = kt_db_open(path, KT_DB_READ, out, err);
    return status == KT_ERR_READ_ONLY && bring_up_to_date(path) == KT_OK
               ? kt_db_open(path, KT_DB_READ, out, err)
               : status;
}

/* Remove what belongs to a store that was removed or replaced, which must not
 * be taken for that of one which has its path now. False without memory. */
static bool remove_beside(const char *path)
{
    static const char *const endings[] = {"-wal", "-shm", "-journal"};
    bool done = true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char *name = sqlite3_mprintf("%s%s", path, endings[i]);
        if (name != NULL)
            unlink(name);
        done &= name != NULL;
        sqlite3_free(name);
    }
    return done;
}

/* Rename, but not over a file that is there. */
static kt_status move(const kt_db *db, kt_error *err)
{
    if (access(db->path, F_OK) != 0 && !remove_beside(db->path))
        return KT_FAIL_NOMEM(err);
    bool done = renameat2(AT_FDCWD, db->making, AT_FDCWD, db->path,
                          RENAME_NOREPLACE) == 0;
    /* Not every file system can tell in time. */
    if (!done && (errno == EINVAL || errno == ENOSYS) &&
        access(db->path, F_OK) != 0)
        done = rename(db->making, db->path) == 0;
    if (done)
        return KT_OK;
    if (errno == EEXIST || access(db->path, F_OK) == 0)
        return KT_FAIL(err, KT_ERR_LOCKED,
                       "%s: another process made it meanwhile; try again",
                       db->path);
    return KT_FAIL(err, KT_ERR_IO, "%s: it cannot be moved there: %s", db->path,
                   strerror(errno));
}

/* After a power cut the new name is there too. */
static void sync_folder(const char *path)
{
    char *folder = folder_of(path);
    int fd = folder == NULL ? -1 : open(folder, O_RDONLY | O_CLOEXEC);
    if (fd >= 0) {
        fsync(fd);
        close(fd);
    }
    free(folder);
}

kt_status kt_db_publish(kt_db *db, kt_error *err)
{
    if (db->making == NULL)
        return KT_OK;
    if (!kt_db_in_place(db))
        return kt_db_moved(db, err);
    kt_status status = move(db, err);
    if (status != KT_OK)
        return status;
    sync_folder(db->path);
    forget_making(db);
    disconnect(db);
    return KT_OK;
}

kt_status kt_db_reopen(kt_db *db, kt_db_mode mode, kt_error *err)
{
    if (db->handle != NULL)
        return KT_OK;
    db->mode = mode;
    return connect(db, err);
}

/* A store in WAL mode cannot be read in a folder that may not be written, so
 * the last to close it leaves it in the mode that needs no other file. Persist
 * comes in between because only whoever comes from there removes the journal
 * of a transaction that was stopped before it changed anything. */
static void leave_alone(kt_db *db)
{
    if (sqlite3_db_readonly(db->handle, "main"))
        return;
    kt_db_rollback(db);
    kt_db_execute(db,
                  "PRAGMA journal_mode = PERSIST; PRAGMA journal_mode = DELETE",
                  NULL);
}

/* A store that was at rest when it was opened to be read, and written since,
 * is left alone by a connection that may write. */
static void leave_read(const char *path)
{
    kt_db *db;
    if (wants_log(path) && access(path, W_OK) == 0 &&
        kt_db_open(path, KT_DB_AMEND, &db, NULL) == KT_OK)
        kt_db_close(db);
}

/* Close the connection; a store that was written is one file again. */
static void leave(kt_db *db)
{
    finalize(db);
    bool reads = false;
    if (db->handle != NULL) {
        reads = kt_db_in_place(db) && sqlite3_db_readonly(db->handle, "main");
        sqlite3_progress_handler(db->handle, 0, NULL, NULL);
        if (db->making != NULL)
            unlink(db->making);
        else if (kt_db_in_place(db))
            leave_alone(db);
        else if (db->log != 0 && log_inode(db) == db->log)
            remove_beside(db->path);
    }
    disconnect(db);
    if (reads)
        leave_read(db->path);
}

static void forget_place(kt_db *db)
{
    if (db->place >= 0)
        close(db->place);
    db->place = -1;
}

void kt_db_close(kt_db *db)
{
    if (db == NULL)
        return;
    leave(db);
    forget_place(db);
    free(db->making);
    free(db->path);
    free(db);
}

/* Whether the path names the file that the descriptor place is of. */
static bool names_place(const kt_db *db)
{
    struct stat held, named;
    return db->place >= 0 && fstat(db->place, &held) == 0 &&
           stat(db->path, &named) == 0 && held.st_ino == named.st_ino &&
           held.st_dev == named.st_dev;
}

static kt_status replaced(const kt_db *db, kt_error *err)
{
    return KT_FAIL(err, KT_ERR_LOCKED,
                   "%s: it was removed or replaced meanwhile; open what is "
                   "there now, in Lua by ktool.open()",
                   db->path);
}

/* Hold the file, so that no other gets its inode: as a place only, since
 * closing that gives up no lock. */
static void hold_place(kt_db *db)
{
    db->place = open(db->path, O_PATH | O_CLOEXEC);
    if (!kt_db_in_place(db))
        forget_place(db);
}

void kt_db_rest(kt_db *db, const kt_error *away)
{
    db->away = *away;
    if (db->handle == NULL)
        return;
    hold_place(db);
    leave(db);
}

kt_status kt_db_resume(kt_db *db, kt_error *err)
{
    db->away.status = KT_OK;
    if (!names_place(db))
        return replaced(db, err);
    kt_status status = check_length(db->path, err);
    if (status == KT_OK)
        status = connect(db, err);
    if (status == KT_OK && !names_place(db))
        status = replaced(db, err);
    if (status == KT_OK)
        forget_place(db);
    else
        leave(db);
    return status;
}

/* In WAL mode, where nobody waits for readers, the lock is not used. */
bool kt_db_is_awaited(kt_db *db)
{
    sqlite3_file *file = NULL;
    int awaited = 0;
    return sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER,
                                &file) == SQLITE_OK &&
           file->pMethods->xCheckReservedLock(file, &awaited) == SQLITE_OK &&
           awaited;
}

kt_status kt_db_copy(kt_db *to, kt_db *from, kt_error *err)
{
    sqlite3_backup *backup =
        sqlite3_backup_init(to->handle, "main", from->handle, "main");
    if (backup == NULL)
        return kt_db_failure(to, err);
    sqlite3_backup_step(backup, -1);
    return sqlite3_backup_finish(backup) == SQLITE_OK ? KT_OK
                                                      : kt_db_failure(to, err);
}

kt_status kt_db_commit(kt_db *db, kt_error *err)
{
    if (!kt_db_in_place(db))
        return kt_db_moved(db, err);
    kt_status status = kt_db_run(db, kt_db_statement(db, STMT_COMMIT), err);
    /* It may have waited for readers. */
    return status == KT_OK && !kt_db_in_place(db) ? kt_db_moved(db, err)
                                                  : status;
}

void kt_db_rollback(kt_db *db)
{
    if (db->handle != NULL && !sqlite3_get_autocommit(db->handle))
        kt_db_execute(db, "ROLLBACK", NULL);
}

bool kt_db_place_follows(int64_t position, int64_t tokens, int64_t *end)
{
    if (position < *end || tokens < 0 || tokens > INT64_MAX / 2 - position)
        return false;
    *end = position + tokens;
    return true;
}
