/**
 * @file
 * How far a store has been written. Whoever has read it tells by this whether
 * another process has written since what matters to counts.
 */
#ifndef KT_STORE_ENDS_H
#define KT_STORE_ENDS_H

#include "store/db.h"

typedef struct kt_ends {
    int64_t article;   /**< the last id that was given, also to what is gone */
    int64_t segment;   /**< the last one's */
    int64_t position;  /**< behind the last token */
    int64_t removals;  /**< since columns were last made without gaps */
    int64_t numbering; /**< how often all terms were given other ids */
} kt_ends;

kt_status kt_ends_read(kt_db *db, kt_ends *out, kt_error *err);

bool kt_ends_equal(const kt_ends *a, const kt_ends *b);

/** Note, in a transaction, that articles are about to be removed: they leave
 * gaps in the columns, and their ids are never given again. */
kt_status kt_ends_note_removal(kt_db *db, kt_error *err);

#endif
