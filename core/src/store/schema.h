/**
 * @file
 * The tables of a store, and how an older store becomes a newer one.
 */
#ifndef KT_STORE_SCHEMA_H
#define KT_STORE_SCHEMA_H

#include "store/db.h"

/** "ktol", in the database header, tells a store from other databases. */
enum {
    KT_APPLICATION_ID = 0x6B746F6C
};

/**
 * Bring a store that may be written up to the newest schema; check that one
 * that may only be read has it.
 */
kt_status kt_schema_prepare(kt_db *db, bool writable, kt_error *err);

#endif
