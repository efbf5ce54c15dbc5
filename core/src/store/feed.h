/**
 * @file
 * The segments of a store, handed to several threads.
 */
#ifndef KT_STORE_FEED_H
#define KT_STORE_FEED_H

#include "store/corpus.h"
#include "store/segment.h"

#include <pthread.h>

/** A segment's place in the token stream. */
typedef struct kt_segment_place {
    int64_t id, position, tokens;
} kt_segment_place;

/** Append the places of all segments, in order, to a list that begins as NULL
 * and 0; the caller frees it, also after a failure. */
kt_status kt_segment_places(kt_db *db, kt_segment_place **out, size_t *count,
                            kt_error *err);

/** Segments in which a corpus lies, if it is narrowed from its first article to
 * its last; numbers count these. One connection, one lock: a segment is copied
 * out under the lock, which takes less time than counting it. */
typedef struct kt_feed {
    kt_db *db;
    const kt_corpus *corpus;
    kt_segment_place *places;
    size_t count, next;
    sqlite3_blob *blob;
    pthread_mutex_t lock;
} kt_feed;

/**
 * @param corpus  its places are read
 * @retval KT_ERR_CORRUPT  segments do not follow each other, or do not have all
 *                         of its articles
 */
kt_status kt_feed_open(const kt_corpus *corpus, kt_feed *feed, kt_error *err);

/** The same of a store whose segments may not follow each other. */
kt_status kt_feed_open_damaged(const kt_corpus *corpus, kt_feed *feed,
                               kt_error *err);
void kt_feed_close(kt_feed *feed);

/** The number of a segment that nobody has had yet and in which articles of the
 * corpus lie; feed->count at the end. */
size_t kt_feed_take(kt_feed *feed);

/**
 * Read segment number @p n into @p bytes: whole, or only as far as its sorted
 * ids go, and take it apart.
 */
kt_status kt_feed_read(kt_feed *feed, size_t n, bool whole, kt_buffer *bytes,
                       kt_segment *out, kt_error *err);

/** Say that segment number @p n is damaged, and return KT_ERR_CORRUPT. */
kt_status kt_feed_damaged(const kt_feed *feed, size_t n, kt_error *err);

/** How many threads are worth their start for a store of this size. */
unsigned kt_feed_workers(const kt_feed *feed, unsigned jobs);

#endif
