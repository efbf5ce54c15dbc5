/**
 * @file
 * The files that SQLite has open in this process. Whoever closes a file gives
 * up all locks that the process has on it, SQLite's too, so that these are
 * opened by nobody else.
 */
#ifndef KT_STORE_OPEN_FILES_H
#define KT_STORE_OPEN_FILES_H

#include <sqlite3.h>
#include <stdbool.h>
#include <sys/types.h>

/** Bytes of a SQLite file before its first page. */
enum {
    KT_HEADER = 100
};

/** One of the files, by what it is, whatever its names. */
typedef struct kt_open_file {
    dev_t device;
    ino_t inode;
    struct kt_open_file *next;
} kt_open_file;

/** Before anything else is asked of SQLite: let it keep no statistics of
 * memory, for which it takes a lock at every allocation. Too late, it goes on
 * as it was. */
void kt_sqlite_prepare(void);

/** Open as sqlite3_open_v2(), and note the file in @p file, which stays where
 * it is until kt_sqlite_close(), also after a failure. */
int kt_sqlite_open(const char *path, int flags, sqlite3 **out,
                   kt_open_file *file);

/** Close the connection, which may be NULL. */
void kt_sqlite_close(sqlite3 *handle, kt_open_file *file);

typedef enum kt_header_source {
    KT_HEADER_NONE, /**< no file, or too short a one */
    KT_HEADER_READ,
    KT_HEADER_OPEN /**< SQLite has it open in this process; nothing was read */
} kt_header_source;

/** Read the first bytes of the file at @p path, if that does no harm. */
kt_header_source kt_read_header(const char *path,
                                unsigned char header[KT_HEADER]);

#endif
