/**
 * @file
 * Who holds a store that is locked.
 */
#ifndef KT_STORE_HOLDER_H
#define KT_STORE_HOLDER_H

#include <stddef.h>

/**
 * Name another process that holds locks on the store at @p path, one that
 * writes first: "process 1234 (ktool)". Without opening the store, since
 * whoever closes a file gives up the locks that SQLite has on it.
 *
 * @param text  "another process" where none can be told, as on systems that
 *              do not list locks
 */
void kt_holder_name(const char *path, char *text, size_t size);

#endif
