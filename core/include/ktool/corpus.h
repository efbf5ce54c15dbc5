/**
 * @file
 * A corpus: the articles that a script works on.
 *
 * Whatever the user names, it is a store: folders and files are imported into
 * a private store first, and found there again as long as they have not
 * changed. A corpus may be narrowed by a filter; it then shares the store.
 *
 * A corpus belongs to one thread at a time. Long calls use threads of their
 * own inside.
 */
#ifndef KTOOL_CORPUS_H
#define KTOOL_CORPUS_H

#include <ktool/article.h>

/** What loading came to. */
typedef struct kt_load_summary {
    size_t articles;  /**< loaded; of a private store the newest revisions */
    size_t revisions; /**< that another has the URL or path of, and stands for;
                           an import counts the new ones, which are articles
                           too */
    size_t skipped;   /**< found again with the same bytes */
    size_t failed;    /**< files and lines that gave none */
    size_t replaced;  /**< bytes that were not UTF-8 and stand as U+FFFD */
    size_t links; /**< links inserted into texts that kt_reindex() could tell
                       from them now, by the titles of other articles */
} kt_load_summary;

/** Who wants to know how loading goes; every callback may be NULL. */
typedef struct kt_load_listener {
    void *ctx;
    /** A file, or a line of one (from 1; 0 for the whole), that gave no
     * article. In the order of the files. */
    void (*failure)(void *ctx, const char *path, size_t line,
                    const char *reason);
    /** Once, after the last failure. */
    void (*done)(void *ctx, const kt_load_summary *summary);
    /** Now and then while importing: how many bytes of the files are done, or
     * of raw text when a store is read again. @p total is 0 if it is not
     * known. */
    void (*progress)(void *ctx, int64_t bytes, int64_t total);
} kt_load_listener;

typedef struct kt_load_options {
    unsigned jobs;  /**< threads; 0 means one for each processor */
    bool no_cache;  /**< use a private store that is gone at the end */
    bool any_rules; /**< a store that other rules made will do: only its
                         articles are read, nothing is counted or found */
    bool writable;  /**< open a store to change it: what there is must be one,
                         and no private one */
    /** Rules for tokens as kt_rules_read() takes them; NULL: those of the
     * store, and all of them for a new one. */
    const char *rules;
    kt_load_listener listener;
} kt_load_options;

/** How long this process waits for others that hold a store, before it fails
 * with KT_ERR_LOCKED: 5 seconds unless it is said otherwise. */
void kt_store_wait(unsigned seconds);

/**
 * Add the articles under @p paths to the store at @p store, which is made if
 * it is not there. Batches are transactions: after a failure or kt_interrupt()
 * the store stands as after the last whole batch.
 *
 * @param summary  filled in also on failure; may be NULL
 * @retval KT_ERR_NOT_FOUND, KT_ERR_EMPTY, KT_ERR_IO  as kt_source_open()
 * @retval KT_ERR_FORMAT, KT_ERR_CORRUPT, KT_ERR_NEWER, KT_ERR_FINGERPRINT,
 *         KT_ERR_LOCKED, KT_ERR_READ_ONLY, KT_ERR_FULL  the store
 * @retval KT_ERR_USAGE  no such rules, or the store was made by others
 */
kt_status kt_import(const char *store, const char *const *paths, size_t count,
                    const kt_load_options *options, kt_load_summary *summary,
                    kt_error *err);

/**
 * Read the articles of the store at @p store again by the rules of this
 * program: their spans, values read from the text, fields, token columns and
 * terms are made anew from the text as it was found; what the files gave, and
 * every id, stays. All of it is one transaction: after a failure or
 * kt_interrupt() the store is what it was.
 *
 * @param options  jobs; rules, NULL: those of the store; the listener
 * @param summary  filled in also on failure; may be NULL
 * @retval KT_ERR_NOT_FOUND, KT_ERR_FORMAT  there is no store
 * @retval KT_ERR_USAGE  no such rules, or a private store, which needs none
 *                       of this
 * @return otherwise as kt_import()
 */
kt_status kt_reindex(const char *store, const kt_load_options *options,
                     kt_load_summary *summary, kt_error *err);

/**
 * Make the store at @p store as small as its articles allow: where articles
 * were removed, the others are read again as by kt_reindex(), so that columns
 * have no gaps; then the file is written anew without free pages. Articles and
 * ids stay. After a failure or kt_interrupt() the store has all its articles,
 * and is as it was or only larger than it need be.
 *
 * @param options  jobs; the listener's progress
 * @param freed    how many bytes shorter the file is
 * @return as kt_reindex(); KT_ERR_FULL: the disk has no room for a second store
 */
kt_status kt_compact(const char *store, const kt_load_options *options,
                     int64_t *freed, kt_error *err);

/**
 * Check the store at @p store: the database as SQLite sees it, the checksums
 * and places of all segments, the terms, what tells articles apart, and whether
 * spans, values and token columns are what the articles' text gives, which is
 * read again for that. After a fault the rest is still checked.
 *
 * @param jobs   threads; 0 means one for each processor
 * @param fault  called for each fault, in the order of segments and articles:
 *               what is wrong with what, and what to do; borrowed for the call
 * @return KT_OK also with faults, as long as the store could be looked at;
 *         otherwise as kt_corpus_open()
 */
kt_status kt_check_store(const char *store, unsigned jobs,
                         void (*fault)(void *ctx, const char *text), void *ctx,
                         kt_error *err);

typedef struct kt_corpus kt_corpus;

/**
 * Open the articles under @p paths as one corpus, in the order given. A
 * single path that is a store is opened as it is; anything else goes through
 * a private store. Stores are mapped into memory: whoever cuts the file short
 * meanwhile raises SIGBUS here.
 *
 * @retval KT_ERR_EMPTY  no article could be loaded
 * @retval KT_ERR_USAGE  a folder or file is to be writable
 * @return otherwise as kt_import()
 */
kt_status kt_corpus_open(const char *const *paths, size_t count,
                         const kt_load_options *options, kt_corpus **out,
                         kt_error *err);

/** Whether it was opened to be changed. */
bool kt_corpus_is_writable(const kt_corpus *corpus);

/** Whoever closes a store last also keeps in it the stems that were made for
 * questions, if it can be written then. */
void kt_corpus_close(kt_corpus *corpus);

/**
 * Let go of every store that is open as a corpus, as if it was closed, so that
 * others can write: for a program that waits for its user. No thread uses a
 * corpus until kt_corpora_resume().
 */
void kt_corpora_rest(void);

/**
 * Go on after kt_corpora_rest(). A corpus has the articles that it had; those
 * that were added to its store meanwhile are in corpora that are opened from
 * now on. Where more was done to the store (articles removed, columns made
 * anew, the file replaced), or it cannot be opened now, every use of its
 * corpora fails with a message that says so, KT_ERR_LOCKED in the first case,
 * until after a later kt_corpora_resume() nothing is in the way. A kt_query
 * that has rows left fails with KT_ERR_USAGE.
 *
 * @param grown  called for each store to which articles were added; may be NULL
 */
void kt_corpora_resume(void (*grown)(void *ctx, const char *store,
                                     size_t added),
                       void *ctx);

/**
 * Begin and end a time in which the program does other things than to use
 * corpora, whose functions must not be called then: for one whose thread, the
 * only one that uses corpora, may be long about them. Where a writer waits for
 * a store that is only read, the store rests for a moment and is taken up
 * again as by kt_corpora_resume(). A store of which a kt_query has rows left
 * does not rest.
 */
void kt_corpora_pause(void);
void kt_corpora_continue(void);
bool kt_corpora_paused(void);

/**
 * Remove @p count articles from a corpus that was opened to be changed, in one
 * transaction: an article with all its older revisions; of these one by itself
 * if that is named. Their ids are never given again, and the same bytes may be
 * imported again. Every corpus of the store goes without them; what is walked
 * at the time does not meet them.
 *
 * @param removed  how many articles are gone; may be NULL
 * @retval KT_ERR_NOT_FOUND  one of them is not in the corpus; nothing was
 *                           removed
 * @retval KT_ERR_READ_ONLY, KT_ERR_LOCKED  the store cannot be changed
 */
kt_status kt_corpus_remove(kt_corpus *corpus, const int64_t *ids, size_t count,
                           size_t *removed, kt_error *err);

/**
 * Put the tag @p name on articles of a corpus that was opened to be changed, or
 * take it off them, in one transaction. A tag stays with an article's later
 * revisions. Whether an article had it before makes no difference.
 *
 * @param name  UTF-8, without control characters
 * @retval KT_ERR_USAGE      no such name; an older revision, and the corpus was
 *                           not narrowed to one that has them
 * @retval KT_ERR_NOT_FOUND  one of them is not in the corpus; nothing was done
 * @retval KT_ERR_READ_ONLY, KT_ERR_LOCKED  the store cannot be changed
 */
kt_status kt_corpus_tag(kt_corpus *corpus, const int64_t *ids, size_t count,
                        kt_slice name, kt_error *err);
kt_status kt_corpus_untag(kt_corpus *corpus, const int64_t *ids, size_t count,
                          kt_slice name, kt_error *err);

/** Call back with each tag of an article of the corpus, by name; borrowed for
 * the call. */
kt_status kt_corpus_tags_of(kt_corpus *corpus, int64_t id,
                            kt_status (*visit)(void *ctx, kt_slice tag),
                            void *ctx, kt_error *err);

/** Call back with each tag that articles of the corpus have, and with how many
 * have it: the most frequent first, then by name. */
kt_status kt_corpus_tags_each(kt_corpus *corpus,
                              kt_status (*visit)(void *ctx, kt_slice tag,
                                                 size_t count),
                              void *ctx, kt_error *err);

/**
 * Keep a value beside an article under a name of the caller's, in place of what
 * was there; it stays with the article's later revisions.
 *
 * @param json  JSON text; {NULL, 0} removes it
 * @return as kt_corpus_tag()
 */
kt_status kt_corpus_annotate(kt_corpus *corpus, int64_t id, kt_slice name,
                             kt_slice json, kt_error *err);

/** Append the JSON text that is kept under @p name; nothing if there is
 * none. */
kt_status kt_corpus_annotation(kt_corpus *corpus, int64_t id, kt_slice name,
                               kt_buffer *json, kt_error *err);

/** The keys that kt_filter_add() takes, ended by NULL. */
extern const char *const kt_filter_keys[];

/** Conditions on articles; all keys must hold, any value of a key will do. */
typedef struct kt_filter kt_filter;

kt_status kt_filter_new(kt_filter **out, kt_error *err);
void kt_filter_free(kt_filter *filter);

/**
 * Add a value for @p key: id, source, author, place, section, lang (equal,
 * whatever their case in ASCII), since (inclusive) or before (exclusive),
 * which take YYYY, YYYY-MM or YYYY-MM-DD and are compared with the date as
 * the article gives it, in its own zone. An article without a date is outside
 * any since and before. match takes a query, as kt_search_new() does.
 *
 * @retval KT_ERR_USAGE  an unknown key, or a value that is no date, number or
 *                       query
 * @retval KT_ERR_LIMIT  a query with too many words
 */
kt_status kt_filter_add(kt_filter *filter, const char *key, kt_slice value,
                        kt_error *err);

/** A narrower corpus, which the caller closes; @p corpus may be closed
 * first. */
kt_status kt_corpus_where(kt_corpus *corpus, const kt_filter *filter,
                          kt_corpus **out, kt_error *err);

/** How many articles there are. */
kt_status kt_corpus_count(kt_corpus *corpus, size_t *out, kt_error *err);

/** How many articles since and before left out for want of a date. */
size_t kt_corpus_undated(const kt_corpus *corpus);

/** The ids of all articles, ascending; borrowed from @p corpus. */
kt_status kt_corpus_ids(kt_corpus *corpus, const int64_t **ids, size_t *count,
                        kt_error *err);

/**
 * Read one article. The caller owns it and releases it with
 * kt_article_free().
 *
 * @param with_text  false leaves raw, original, spans, fields, tags and
 *                   annotations empty
 * @retval KT_ERR_NOT_FOUND  @p id is not in the corpus
 */
kt_status kt_corpus_article(kt_corpus *corpus, int64_t id, bool with_text,
                            kt_article **out, kt_error *err);

/** One of the articles that stood under one URL or path. Texts are borrowed for
 * the call. */
typedef struct kt_revision {
    int64_t id;
    bool newest; /**< the one that stands for all */
    kt_slice date, path, url;
    uint64_t bytes; /**< of raw text */
} kt_revision;

/**
 * Call back with each revision of an article, itself among them, the oldest
 * first.
 *
 * @param id  of any of them
 * @retval KT_ERR_NOT_FOUND  it is not in the corpus
 */
kt_status kt_corpus_revisions_each(kt_corpus *corpus, int64_t id,
                                   kt_status (*visit)(void *ctx,
                                                      const kt_revision *one),
                                   void *ctx, kt_error *err);

/** Release an article that kt_corpus_article() made. */
void kt_article_free(kt_article *article);

/** What is known of a corpus as a whole. */
typedef struct kt_corpus_info {
    const char *path; /**< of the store; NULL for a private one */
    size_t articles;
    uint64_t tokens; /**< of every class, in every part */
    size_t terms;    /**< in the whole store, but for those that only removed
                          articles and older revisions have */
    uint64_t bytes;  /**< of raw text */
    size_t dated;    /**< articles with a date */
    size_t sources;  /**< distinct sources */
    char first_date[40], last_date[40]; /**< empty if there is none */
    const char *fingerprint;
    kt_rules rules; /**< that its tokens follow */
} kt_corpus_info;

/** Texts in @p info are borrowed from @p corpus. */
kt_status kt_corpus_info_get(kt_corpus *corpus, kt_corpus_info *info,
                             kt_error *err);

/**
 * Call back with each label and rule that spans of the corpus have, and how
 * many have both: by label, the most frequent rule first.
 *
 * @param visit  the rule is as kt_span_rule() names it, borrowed for the call
 */
kt_status kt_corpus_marks_each(kt_corpus *corpus,
                               kt_status (*visit)(void *ctx, kt_label label,
                                                  const char *rule,
                                                  size_t count),
                               void *ctx, kt_error *err);

/** What the answers of this program depend on, as "tokens=1 unicode=15.0.0
 * ...": read once, and never freed. A store whose fingerprint differs is
 * refused until kt_reindex(). */
kt_status kt_fingerprint(const char **out, kt_error *err);

/** The private stores: where they are, one by one, and how to be rid of
 * them. */
kt_status kt_cache_each(kt_status (*visit)(void *ctx, const char *path,
                                           int64_t bytes, int64_t used_at),
                        void *ctx, kt_error *err);
kt_status kt_cache_clear(size_t *removed, kt_error *err);

#endif
