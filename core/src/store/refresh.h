/**
 * @file
 * A private store made from an older one whose first files are still the
 * same.
 */
#ifndef KT_STORE_REFRESH_H
#define KT_STORE_REFRESH_H

#include "store/db.h"

/**
 * Copy @p old into @p fresh, an empty scratch store, without what came from
 * file number @p same on. What is kept ends where a segment ends, so a few
 * files before it may go too.
 *
 * @param kept  receives the number of files whose articles are kept
 */
kt_status kt_refresh(kt_db *fresh, kt_db *old, size_t same, size_t *kept,
                     kt_error *err);

#endif
