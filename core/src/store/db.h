/**
 * @file
 * SQLite as the store uses it: one connection, statements prepared once, and
 * failures in our own words.
 */
#ifndef KT_STORE_DB_H
#define KT_STORE_DB_H

#include "store/open_files.h"
#include "store/statements.h"

#include <ktool/slice.h>
#include <ktool/status.h>
#include <ktool/tokens.h>
#include <sqlite3.h>

typedef enum kt_db_mode {
    KT_DB_READ,
    KT_DB_WRITE,   /**< made if it is not there */
    KT_DB_BATCH,   /**< as KT_DB_WRITE, for what is little enough to be kept in
                        memory until it is committed. A store at rest is written
                        once, with a rollback journal, and whoever reads it is
                        in the way of a commit alone */
    KT_DB_NEW,     /**< made beside its path, without a journal, until
                        kt_db_publish(): gone if anything fails. Where another
                        process makes it too it is KT_DB_WRITE */
    KT_DB_SCRATCH, /**< new, without a journal: gone if anything fails */
    KT_DB_AMEND    /**< open already: what others hold is not waited for */
} kt_db_mode;

typedef struct kt_db {
    sqlite3 *handle;
    kt_open_file file;
    char *path;
    kt_db_mode mode;
    char *making; /**< where a KT_DB_NEW is until it is published; else NULL */
    uint64_t log; /**< inode of the log of one that is written, or 0 */
    kt_rules rules; /**< for its tokens; from kt_check_maker() on */
    bool waited;    /**< for others that hold it */
    bool gave_way;  /**< rested for a writer that waited */
    int64_t until;  /**< when it waits no longer, if it does */
    int place;      /**< of one that rests, O_PATH, or -1 */
    kt_error away;  /**< while it rests, what all that is asked of it fails
                         with; else KT_OK */
    sqlite3_stmt *statements[STMT_TOTAL];
} kt_db;

/**
 * Open the store at @p path: its schema is checked, made or brought up to
 * date.
 */
kt_status kt_db_open(const char *path, kt_db_mode mode, kt_db **out,
                     kt_error *err);

/** Open a user's store to be read. One of an older schema is brought up to date
 * first, if it may be written. */
kt_status kt_db_open_to_read(const char *path, kt_db **out, kt_error *err);

/**
 * Move a KT_DB_NEW to its path, where kt_db_reopen() opens it in another mode;
 * both do nothing to one of another mode. Outside of a transaction.
 *
 * @retval KT_ERR_LOCKED  another process made a store there meanwhile
 */
kt_status kt_db_publish(kt_db *db, kt_error *err);
kt_status kt_db_reopen(kt_db *db, kt_db_mode mode, kt_error *err);

/** Close; a store that was written is one file again afterwards. */
void kt_db_close(kt_db *db);

/** Close the connection of a store, if it has one, until kt_db_resume(). What
 * is asked of the store meanwhile fails with @p away. */
void kt_db_rest(kt_db *db, const kt_error *away);

/**
 * Connect to a store that rests, which is to rest again after a failure.
 *
 * @retval KT_ERR_LOCKED  its path no longer names the same file
 */
kt_status kt_db_resume(kt_db *db, kt_error *err);

/** Whether another process wants to write a store at rest that is read here,
 * and waits until it may, or will. */
bool kt_db_is_awaited(kt_db *db);

/** Whether it can be asked: KT_OK, or why not. */
kt_status kt_db_ready(const kt_db *db, kt_error *err);

/** Make @p to what @p from is. */
kt_status kt_db_copy(kt_db *to, kt_db *from, kt_error *err);

/** Whether its path still names the file that was opened. */
bool kt_db_in_place(kt_db *db);

/** End a transaction, unless the store no longer is what its path names. */
kt_status kt_db_commit(kt_db *db, kt_error *err);

/** Undo a transaction, if there is one: a failure may have ended it. */
void kt_db_rollback(kt_db *db);

/** A statement, reset and ready to be bound; NULL without memory, which
 * every sqlite3_bind call and kt_db_run() take for what it is. */
sqlite3_stmt *kt_db_statement(kt_db *db, kt_statement number);

/** Run a statement that gives no rows, and reset it. */
kt_status kt_db_run(kt_db *db, sqlite3_stmt *statement, kt_error *err);

/**
 * The next row of a statement.
 * @param row  true if there is one; false at the end, after a reset
 */
kt_status kt_db_step(kt_db *db, sqlite3_stmt *statement, bool *row,
                     kt_error *err);

/** Run SQL that stands in the program. */
kt_status kt_db_execute(kt_db *db, const char *sql, kt_error *err);

/** The same for what SQLite does not wait for: to turn a store to WAL when
 * others do, and back when others read. */
kt_status kt_db_execute_in_time(kt_db *db, const char *sql, kt_error *err);

/** What the connection's last failure means. */
kt_status kt_db_failure(kt_db *db, kt_error *err);

/** Say who holds the store, or that waiting for it was interrupted. */
kt_status kt_db_locked(const kt_db *db, kt_error *err);

/** Say that the store is no longer what its path names. */
kt_status kt_db_moved(const kt_db *db, kt_error *err);

/** Bind @p text, or NULL for a slice without data. Borrowed until reset. */
void kt_db_bind_text(sqlite3_stmt *statement, int index, kt_slice text);
void kt_db_bind_blob(sqlite3_stmt *statement, int index, kt_slice bytes);

/** A column's bytes, borrowed until the next step. */
kt_slice kt_db_text(sqlite3_stmt *statement, int column);
kt_slice kt_db_blob(sqlite3_stmt *statement, int column);

/** Whether what stands at @p position in the token stream can stand after what
 * ended at *end, where it ends itself then. */
bool kt_db_place_follows(int64_t position, int64_t tokens, int64_t *end);

/** Whether the file at @p path begins as a SQLite database does. */
bool kt_db_is_store(const char *path);

#endif
