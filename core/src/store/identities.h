/**
 * @file
 * Which articles a store has, by their hashes (article/identity.h), while it
 * is imported into.
 */
#ifndef KT_STORE_IDENTITIES_H
#define KT_STORE_IDENTITIES_H

#include "store/db.h"

#include <ktool/buffer.h>

/** An article that has a hash: a row of the table identity. Hashes being what
 * they are, each stands on another page. So rows are added as recent ones,
 * which stand together, until their articles are more than KT_RECENT_SHARE of
 * those before, and then all of them settle. The row 'settled' of meta is the
 * last article whose hashes did. */
typedef struct kt_identity_row {
    int64_t hash, article;
} kt_identity_row;

enum {
    KT_RECENT_SHARE = 8 /**< one of so many */
};

/** Give its identities to every article of a store that was made before there
 * were any, in a transaction. */
kt_status kt_identities_complete(kt_db *db, kt_error *err);

/** For the thread that writes. */
typedef struct kt_identities {
    kt_db *db;
    bool asks; /**< the store had articles at first: what was not added is
                    looked up in it */
    kt_identity_row *added; /**< by hash; article 0: free */
    size_t capacity, count; /**< of added; a power of two, or 0 */
    kt_buffer unsaved;      /**< kt_identity_row */
    int64_t newest;         /**< article that was added */
} kt_identities;

/** Begin, in a transaction, with kt_identities_complete(). @p out is
 * zero-initialised, and to be freed also on failure. */
kt_status kt_identities_open(kt_db *db, kt_identities *out, kt_error *err);
void kt_identities_free(kt_identities *identities);

/** The newest article that has @p hash; 0: none. */
kt_status kt_identities_find(kt_identities *identities, int64_t hash,
                             int64_t *article, kt_error *err);

/** From now on @p hash is that of @p article. */
kt_status kt_identities_add(kt_identities *identities, int64_t hash,
                            int64_t article, kt_error *err);

/** Write what was added since the last time. */
kt_status kt_identities_save(kt_identities *identities, kt_error *err);

/** For all other threads: what was in the store before. */
typedef struct kt_known_articles kt_known_articles;

/** Only of a store that can be read while it is written: in WAL mode always,
 * with a rollback journal until a commit.
 * @param out  NULL for a store that has no articles */
kt_status kt_known_articles_open(const kt_identities *identities,
                                 kt_known_articles **out, kt_error *err);
void kt_known_articles_close(kt_known_articles *known);

/** Around a commit: between them nobody reads the store through @p known,
 * which may be NULL. */
void kt_known_articles_lock(kt_known_articles *known);
void kt_known_articles_unlock(kt_known_articles *known);

/** Whether the store has an article of @p digest. Where that cannot be told it
 * has none, since the writer asks again. */
bool kt_known_articles_has(kt_known_articles *known, int64_t digest);

#endif
