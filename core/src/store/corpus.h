/**
 * @file
 * What a corpus is made of, for those who analyse it.
 */
#ifndef KT_STORE_CORPUS_H
#define KT_STORE_CORPUS_H

#include "store/db.h"
#include "store/ends.h"
#include "store/term_run.h"

#include <ktool/corpus.h>

/** An open store, shared by the corpora that were narrowed from it. */
typedef struct kt_store {
    kt_db *db;
    bool is_private;
    bool is_temporary;     /**< its file goes when it is closed */
    bool writable;         /**< opened to be changed: see store/change.h */
    kt_ends ends;          /**< of its snapshot, if it is writable or rested */
    int64_t last;          /**< no corpus has the articles after this one: they
                                came while the store rested */
    size_t added;          /**< articles after it that nobody was told of */
    int64_t checksum;      /**< of its last segment, from its first rest on */
    struct kt_store *next; /**< of all that may rest */
    kt_corpus *corpora;    /**< all that are open, linked by next */
    unsigned jobs;
    kt_term_run *runs; /**< read when first needed */
    size_t run_count;
    struct kt_stems *stems;   /**< one for each stemmer that was asked for */
    bool has_functions;       /**< SQL knows kt_fold() and so on */
    struct kt_query *queries; /**< of which rows may be left */
    const struct kt_corpus *asking; /**< whose SQL is prepared or runs */
    bool asks_corpus;               /**< that SQL reads the table corpus */
    unsigned users;
} kt_store;

/** An article's place in the token stream, and how many words of it count. */
typedef struct kt_place {
    int64_t id, position, tokens, words;
} kt_place;

struct kt_corpus {
    kt_store *store;
    kt_corpus *next;  /**< of the same store */
    bool narrowed;    /**< places are only some of the store's */
    bool is_base;     /**< it was opened, not narrowed from another: all but
                           older revisions */
    bool has_places;  /**< false until kt_corpus_places(), and once more when
                           articles were removed */
    kt_place *places; /**< ascending by id and position */
    int64_t *ids;     /**< the same articles' ids */
    size_t count;
    size_t undated;
    unsigned users;
};

/** The first of @p places, of which there are @p count, that ends after
 * @p position. */
size_t kt_place_at(const kt_place *places, size_t count, int64_t position);

/** A second owner of @p corpus; both close it. */
kt_corpus *kt_corpus_share(kt_corpus *corpus);

/** A narrower corpus by all conditions of @p filter but match. */
kt_status kt_corpus_narrow(kt_corpus *corpus, const kt_filter *filter,
                           kt_corpus **out, kt_error *err);

/** A narrower corpus of the articles whose @p ids, ascending, it has. */
kt_status kt_corpus_pick(kt_corpus *corpus, const int64_t *ids, size_t count,
                         kt_corpus **out, kt_error *err);

/** Whether it has all articles of its store but older revisions. */
bool kt_corpus_is_whole(const kt_corpus *corpus);

/** Whether a narrowed corpus has the article. One that was opened has also
 * older revisions, so that an id once given can be looked up; and true does not
 * tell that there is such an article. */
bool kt_corpus_has(const kt_corpus *corpus, int64_t id);

/** Read an article of a store, which kt_article_free() releases. */
kt_status kt_read_article(kt_db *db, int64_t id, bool with_text,
                          kt_article **out, kt_error *err);

/** One snapshot of the store for all that follows, whoever writes
 * meanwhile. */
kt_status kt_store_snapshot(kt_store *store, kt_error *err);

/** Let a store rest with the others from now on, and no longer: see
 * kt_corpora_rest(). */
void kt_store_join(kt_store *store);
void kt_store_part(kt_store *store);

/** End all queries of a store that is to rest: they have no more rows. */
void kt_queries_end(kt_store *store);

/** Whether a store knows from which files it was made: a private one does. */
kt_status kt_db_is_private(kt_db *db, bool *is_private, kt_error *err);

/** Read the places, if they were not read yet. */
kt_status kt_corpus_places(kt_corpus *corpus, kt_error *err);

/** Read the terms, if they were not read yet. */
kt_status kt_store_terms(kt_store *store, kt_error *err);

/** Whether an article of the store has such a free field. */
kt_status kt_has_free_field(kt_db *db, kt_slice field, bool *found,
                            kt_error *err);

/**
 * Call back with the value of @p field of each article of the corpus, in the
 * order of their ids: a column of article, or a free field as text; {NULL, 0}
 * where there is none.
 *
 * @retval KT_ERR_USAGE  no article has such a field
 */
kt_status kt_corpus_values_each(kt_corpus *corpus, kt_slice field,
                                kt_status (*visit)(void *ctx, kt_slice value),
                                void *ctx, kt_error *err);

/** Fill in of @p info what SQL can tell. */
kt_status kt_corpus_totals(kt_corpus *corpus, kt_corpus_info *info,
                           kt_error *err);

/** Where the private store of @p paths is, made or refreshed as needed. */
kt_status kt_private_store(const char *const *paths, size_t count,
                           const kt_load_options *options, kt_store *store,
                           kt_error *err);

/** Have @p write change a copy of a private store, which then takes its
 * place; others may be reading the store. */
kt_status kt_private_rewrite(kt_store *store,
                             kt_status (*write)(void *ctx, kt_db *db,
                                                kt_error *err),
                             void *ctx, kt_error *err);

/** Prepare a query for @p columns of the articles for which a filter holds, by
 * id. NULL: the articles of a corpus as it is opened. Those after the last of
 * the store are taken not to be there.
 *
 * @param dated  false: of those without a date, for which all but its dates
 *               hold
 * @param rows   the caller finalizes it, also on failure */
kt_status kt_filter_select(const kt_filter *filter, bool dated,
                           const kt_store *store, const char *columns,
                           sqlite3_stmt **rows, kt_error *err);

/** The name of free field number @p i that has a condition, from 0; NULL behind
 * the last. */
const char *kt_filter_field(const kt_filter *filter, size_t i);

/** Whether it lets every article through, match aside. */
bool kt_filter_is_empty(const kt_filter *filter);

/** Whether it has a since or before. */
bool kt_filter_has_date(const kt_filter *filter);

/** The queries of match, any of which will do. */
const kt_slice *kt_filter_queries(const kt_filter *filter, size_t *count);

#endif
