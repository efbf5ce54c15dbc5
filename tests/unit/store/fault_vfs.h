/* A file system that fails when told to. It stands before SQLite's own, and
 * counts what changes files: every open, write, truncate, sync, delete and
 * growth of shared memory. */
#ifndef KT_TEST_FAULT_VFS_H
#define KT_TEST_FAULT_VFS_H

#include "../test.h"

#include <signal.h>
#include <sqlite3.h>

typedef enum fault {
    FAULT_NONE,
    FAULT_FULL, /* the disk is: a write says so, all else just fails */
    FAULT_IO,   /* the disk is broken */
    FAULT_KILL  /* the process dies, half a write done */
} fault;

static struct {
    fault kind;
    long at;       /* the call that fails, from 1 */
    bool for_ever; /* and all after it */
    long calls;
} fault_plan;

static sqlite3_vfs *fault_below;

typedef struct fault_file {
    sqlite3_file base;
    sqlite3_file *below; /* behind it in memory */
} fault_file;

static inline void fault_arm(fault kind, long at, bool for_ever)
{
    fault_plan.kind = kind;
    fault_plan.at = at;
    fault_plan.for_ever = for_ever;
    fault_plan.calls = 0;
}

/* Whether the call that was asked for has come. */
static inline bool fault_disarm(void)
{
    fault_plan.kind = FAULT_NONE;
    return fault_plan.calls >= fault_plan.at;
}

/* Count a call; whether it fails. */
static inline bool fault_strikes(void)
{
    long call = ++fault_plan.calls;
    return fault_plan.kind != FAULT_NONE &&
           (call == fault_plan.at ||
            (call > fault_plan.at && fault_plan.for_ever));
}

/* What a call gives that fails; a killed one gives nothing. */
static inline int fault_code(int code)
{
    if (fault_plan.kind == FAULT_KILL)
        raise(SIGKILL);
    return code;
}

static inline sqlite3_file *fault_real(sqlite3_file *file)
{
    return ((fault_file *)(void *)file)->below;
}

/* Everything else is asked of the file below. */
#define FAULT_BELOW(method, parameters, ...)                                   \
    static inline int fault_##method parameters                                \
    {                                                                          \
        sqlite3_file *f = fault_real(file);                                    \
        return f->pMethods->x##method(f, ##__VA_ARGS__);                       \
    }

FAULT_BELOW(Read, (sqlite3_file * file, void *to, int n, sqlite3_int64 at), to,
            n, at)
FAULT_BELOW(FileSize, (sqlite3_file * file, sqlite3_int64 *size), size)
FAULT_BELOW(Lock, (sqlite3_file * file, int level), level)
FAULT_BELOW(Unlock, (sqlite3_file * file, int level), level)
FAULT_BELOW(CheckReservedLock, (sqlite3_file * file, int *out), out)
FAULT_BELOW(FileControl, (sqlite3_file * file, int op, void *arg), op, arg)
FAULT_BELOW(ShmLock, (sqlite3_file * file, int at, int n, int flags), at, n,
            flags)
FAULT_BELOW(ShmUnmap, (sqlite3_file * file, int remove), remove)
FAULT_BELOW(Fetch, (sqlite3_file * file, sqlite3_int64 at, int n, void **out),
            at, n, out)
FAULT_BELOW(Unfetch, (sqlite3_file * file, sqlite3_int64 at, void *page), at,
            page)

static inline int fault_SectorSize(sqlite3_file *file)
{
    sqlite3_file *f = fault_real(file);
    return f->pMethods->xSectorSize(f);
}

static inline int fault_DeviceCharacteristics(sqlite3_file *file)
{
    sqlite3_file *f = fault_real(file);
    return f->pMethods->xDeviceCharacteristics(f);
}

static inline void fault_ShmBarrier(sqlite3_file *file)
{
    sqlite3_file *f = fault_real(file);
    f->pMethods->xShmBarrier(f);
}

static inline int fault_Close(sqlite3_file *file)
{
    sqlite3_file *f = fault_real(file);
    return f->pMethods == NULL ? SQLITE_OK : f->pMethods->xClose(f);
}

/* A write that fails has written a part, as a full disk does. */
static inline int fault_Write(sqlite3_file *file, const void *from, int n,
                              sqlite3_int64 at)
{
    sqlite3_file *f = fault_real(file);
    bool fails = fault_strikes();
    int code = f->pMethods->xWrite(f, from, fails ? n / 2 : n, at);
    if (!fails)
        return code;
    return fault_code(fault_plan.kind == FAULT_FULL ? SQLITE_FULL
                                                    : SQLITE_IOERR_WRITE);
}

static inline int fault_Truncate(sqlite3_file *file, sqlite3_int64 size)
{
    sqlite3_file *f = fault_real(file);
    return fault_strikes() ? fault_code(SQLITE_IOERR_TRUNCATE)
                           : f->pMethods->xTruncate(f, size);
}

/* What a killed process has written is there without it, so that a sync waits
 * for no disk. */
static inline int fault_Sync(sqlite3_file *file, int flags)
{
    (void)file;
    (void)flags;
    return fault_strikes() ? fault_code(SQLITE_IOERR_FSYNC) : SQLITE_OK;
}

static inline int fault_ShmMap(sqlite3_file *file, int page, int size,
                               int extend, void volatile **out)
{
    sqlite3_file *f = fault_real(file);
    if (extend && fault_strikes())
        return fault_code(SQLITE_IOERR_SHMSIZE);
    return f->pMethods->xShmMap(f, page, size, extend, out);
}

static const sqlite3_io_methods fault_methods = {
    .iVersion = 3,
    .xClose = fault_Close,
    .xRead = fault_Read,
    .xWrite = fault_Write,
    .xTruncate = fault_Truncate,
    .xSync = fault_Sync,
    .xFileSize = fault_FileSize,
    .xLock = fault_Lock,
    .xUnlock = fault_Unlock,
    .xCheckReservedLock = fault_CheckReservedLock,
    .xFileControl = fault_FileControl,
    .xSectorSize = fault_SectorSize,
    .xDeviceCharacteristics = fault_DeviceCharacteristics,
    .xShmMap = fault_ShmMap,
    .xShmLock = fault_ShmLock,
    .xShmBarrier = fault_ShmBarrier,
    .xShmUnmap = fault_ShmUnmap,
    .xFetch = fault_Fetch,
    .xUnfetch = fault_Unfetch,
};

static inline int fault_open(sqlite3_vfs *vfs, const char *name,
                             sqlite3_file *file, int flags, int *out_flags)
{
    fault_file *f = (fault_file *)(void *)file;
    (void)vfs;
    *f = (fault_file){.below = (sqlite3_file *)(void *)(f + 1)};
    f->below->pMethods = NULL;
    if ((flags & SQLITE_OPEN_READWRITE) != 0 && fault_strikes())
        return fault_code(SQLITE_CANTOPEN);
    int code =
        fault_below->xOpen(fault_below, name, f->below, flags, out_flags);
    if (f->below->pMethods != NULL)
        f->base.pMethods = &fault_methods;
    return code;
}

static inline int fault_delete(sqlite3_vfs *vfs, const char *name, int sync)
{
    (void)vfs;
    return fault_strikes() ? fault_code(SQLITE_IOERR_DELETE)
                           : fault_below->xDelete(fault_below, name, sync);
}

/* From now on every file that SQLite opens is opened through here. */
static inline void fault_install(void)
{
    static sqlite3_vfs vfs;
    if (fault_below != NULL)
        return;
    fault_below = sqlite3_vfs_find(NULL);
    vfs = *fault_below;
    vfs.zName = "fault";
    vfs.pNext = NULL;
    vfs.szOsFile += (int)sizeof(fault_file);
    vfs.xOpen = fault_open;
    vfs.xDelete = fault_delete;
    assert_int_equal(sqlite3_vfs_register(&vfs, 1), SQLITE_OK);
}

#endif
