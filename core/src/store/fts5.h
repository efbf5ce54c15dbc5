/**
 * @file
 * How the FTS5 table of a store, if it has one, follows its articles. Those
 * that are deleted are left to a trigger. Within the transaction of whoever
 * writes.
 */
#ifndef KT_STORE_FTS5_H
#define KT_STORE_FTS5_H

#include "store/db.h"

/** Add the articles with greater ids than those it has. */
kt_status kt_fts5_follow(kt_db *db, kt_error *err);

/** Make it anew: all articles are read by other rules now. */
kt_status kt_fts5_renew(kt_db *db, kt_error *err);

#endif
