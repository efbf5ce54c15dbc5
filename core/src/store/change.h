/**
 * @file
 * Writing into a store that is open as a corpus.
 */
#ifndef KT_STORE_CHANGE_H
#define KT_STORE_CHANGE_H

#include "store/corpus.h"

/**
 * Begin to change the store of @p corpus: its snapshot ends, and no other
 * process writes until kt_change_end(), which is to be called in any case.
 *
 * @retval KT_ERR_READ_ONLY  it was not opened to be changed
 * @retval KT_ERR_LOCKED     another process writes, or has added or removed
 *                           articles since the corpus was opened
 */
kt_status kt_change_begin(kt_corpus *corpus, kt_error *err);

/** Keep what was changed if @p status is KT_OK, undo it if not, and take a new
 * snapshot. @return @p status, or why it could not be kept */
kt_status kt_change_end(kt_corpus *corpus, kt_status status, kt_error *err);

/** Articles were removed: every corpus of the store goes without them. */
void kt_change_removed(kt_store *store);

#endif
