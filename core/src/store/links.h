/**
 * @file
 * Links that were inserted into texts: the titles of all articles tell where
 * they end.
 */
#ifndef KT_STORE_LINKS_H
#define KT_STORE_LINKS_H

#include "article/titles.h"
#include "store/db.h"

/** Read the titles of a store's articles, which the caller frees. */
kt_status kt_links_titles(kt_db *db, kt_titles *out, kt_error *err);

/** How many inserted links could not be told from the text when they were
 * read, but can now, since an article of that title has come. */
kt_status kt_links_provable(kt_db *db, size_t *out, kt_error *err);

#endif
