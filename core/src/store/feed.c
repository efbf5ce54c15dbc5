#include "store/feed.h"

#include "base/list.h"
#include "base/parallel.h"

#include <stdlib.h>

enum {
    SEGMENTS_PER_WORKER = 8
};

/* The place in a row of id, position, tokens. */
static kt_segment_place place_in(sqlite3_stmt *row)
{
    return (kt_segment_place){sqlite3_column_int64(row, 0),
                              sqlite3_column_int64(row, 1),
                              sqlite3_column_int64(row, 2)};
}

/* Append the places of the segments from id @p first on, up to the one in which
 * token @p last lies. */
static kt_status read_places(kt_db *db, int64_t first, int64_t last,
                             kt_segment_place **out, size_t *count,
                             kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_SEGMENTS_FROM);
    kt_status status;
    bool row;
    sqlite3_bind_int64(rows, 1, first);
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        kt_segment_place place = place_in(rows);
        if (place.position > last)
            break;
        if (!kt_list_grow(out, *count, sizeof **out)) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
        (*out)[(*count)++] = place;
    }
    sqlite3_reset(rows);
    return status;
}

kt_status kt_segment_places(kt_db *db, kt_segment_place **out, size_t *count,
                            kt_error *err)
{
    return read_places(db, INT64_MIN, INT64_MAX, out, count, err);
}

/* The last segment up to an id; all 0 if there is none. */
static kt_status segment_up_to(kt_db *db, int64_t id, kt_segment_place *out,
                               kt_error *err)
{
    sqlite3_stmt *segment = kt_db_statement(db, STMT_SEGMENT_UP_TO);
    bool row;
    sqlite3_bind_int64(segment, 1, id);
    kt_status status = kt_db_step(db, segment, &row, err);
    *out = row ? place_in(segment) : (kt_segment_place){0};
    sqlite3_reset(segment);
    return status;
}

/* The id of the segment before the one in which a token lies, so that one which
 * claims to lie there is held against it. Found by halving, since each segment
 * that is looked at is a page to be read. */
static kt_status find_before(kt_db *db, int64_t token, int64_t *id,
                             kt_error *err)
{
    int64_t low = 0, high = INT64_MAX;
    kt_segment_place at;
    kt_status status = KT_OK;
    while (status == KT_OK && low < high) {
        int64_t middle = low + (high - low) / 2 + 1;
        status = segment_up_to(db, middle, &at, err);
        if (at.position > token)
            high = at.id - 1;
        else
            low = middle;
    }
    if (status == KT_OK)
        status = segment_up_to(db, low, &at, err);
    if (status == KT_OK)
        status = segment_up_to(db, at.id - 1, &at, err);
    *id = at.id;
    return status;
}

static int64_t first_token(const kt_corpus *corpus)
{
    return corpus->places[0].position;
}

static int64_t last_token(const kt_corpus *corpus)
{
    const kt_place *place = &corpus->places[corpus->count - 1];
    return place->position + place->tokens - 1;
}

/* The segments from the first article of a narrowed corpus to its last. */
static kt_status read_wanted(kt_feed *feed, kt_error *err)
{
    const kt_corpus *corpus = feed->corpus;
    int64_t id;
    if (corpus->count == 0)
        return KT_OK;
    kt_status status = find_before(feed->db, first_token(corpus), &id, err);
    if (status != KT_OK)
        return status;
    return read_places(feed->db, id, last_token(corpus), &feed->places,
                       &feed->count, err);
}

/* Whether the articles of a narrowed corpus lie in the segments that were
 * found, which damaged places may have misled. */
static bool has_articles(const kt_feed *feed)
{
    const kt_corpus *corpus = feed->corpus;
    if (corpus->count == 0 || first_token(corpus) > last_token(corpus))
        return true;
    if (feed->count == 0)
        return false;
    const kt_segment_place *last = &feed->places[feed->count - 1];
    return feed->places[0].position <= first_token(corpus) &&
           last_token(corpus) < last->position + last->tokens;
}

static kt_status check_places(const kt_feed *feed, kt_error *err)
{
    int64_t end = 0;
    for (size_t n = 0; n < feed->count; n++) {
        const kt_segment_place *place = &feed->places[n];
        if (!kt_db_place_follows(place->position, place->tokens, &end))
            return KT_FAIL(err, KT_ERR_CORRUPT,
                           "%s: the place of segment %lld is damaged; run "
                           "`ktool -c %s reindex`",
                           feed->db->path, (long long)place->id,
                           feed->db->path);
    }
    if (feed->corpus->narrowed && !has_articles(feed))
        return KT_FAIL(err, KT_ERR_CORRUPT,
                       "%s: the segments of some articles are damaged; run "
                       "`ktool -c %s reindex`",
                       feed->db->path, feed->db->path);
    return KT_OK;
}

static void begin(const kt_corpus *corpus, kt_feed *feed)
{
    *feed = (kt_feed){.db = corpus->store->db, .corpus = corpus};
    pthread_mutex_init(&feed->lock, NULL);
}

kt_status kt_feed_open(const kt_corpus *corpus, kt_feed *feed, kt_error *err)
{
    begin(corpus, feed);
    kt_status status =
        corpus->narrowed
            ? read_wanted(feed, err)
            : kt_segment_places(feed->db, &feed->places, &feed->count, err);
    if (status == KT_OK)
        status = check_places(feed, err);
    if (status != KT_OK)
        kt_feed_close(feed);
    return status;
}

kt_status kt_feed_open_damaged(const kt_corpus *corpus, kt_feed *feed,
                               kt_error *err)
{
    begin(corpus, feed);
    kt_status status =
        kt_segment_places(feed->db, &feed->places, &feed->count, err);
    if (status != KT_OK)
        kt_feed_close(feed);
    return status;
}

void kt_feed_close(kt_feed *feed)
{
    sqlite3_blob_close(feed->blob);
    free(feed->places);
    pthread_mutex_destroy(&feed->lock);
    *feed = (kt_feed){0};
}

static bool is_wanted(const kt_feed *feed, size_t n)
{
    const kt_corpus *corpus = feed->corpus;
    const kt_segment_place *segment = &feed->places[n];
    if (!corpus->narrowed)
        return true;
    size_t a = kt_place_at(corpus->places, corpus->count, segment->position);
    return a < corpus->count &&
           corpus->places[a].position < segment->position + segment->tokens;
}

size_t kt_feed_take(kt_feed *feed)
{
    pthread_mutex_lock(&feed->lock);
    while (feed->next < feed->count && !is_wanted(feed, feed->next))
        feed->next++;
    size_t n = feed->next < feed->count ? feed->next++ : feed->count;
    pthread_mutex_unlock(&feed->lock);
    return n;
}

static int open_blob(kt_feed *feed, int64_t id)
{
    if (feed->blob != NULL)
        return sqlite3_blob_reopen(feed->blob, id);
    return sqlite3_blob_open(feed->db->handle, "main", "segment", "data", id, 0,
                             &feed->blob);
}

/* Read up to @p end of the open blob, of which bytes has the start. */
static int read_up_to(kt_feed *feed, size_t end, kt_buffer *bytes)
{
    if (end <= bytes->len)
        return SQLITE_OK;
    size_t more = end - bytes->len;
    if (!kt_buffer_reserve(bytes, more))
        return SQLITE_NOMEM;
    int code = sqlite3_blob_read(feed->blob, bytes->data + bytes->len,
                                 (int)more, (int)bytes->len);
    bytes->len = end;
    return code;
}

static int read_segment(kt_feed *feed, int64_t id, bool whole, kt_buffer *bytes)
{
    kt_buffer_clear(bytes);
    int code = open_blob(feed, id);
    if (code != SQLITE_OK)
        return code;
    size_t size = (size_t)sqlite3_blob_bytes(feed->blob);
    if (whole || size < KT_SEGMENT_HEADER)
        return read_up_to(feed, size, bytes);
    code = read_up_to(feed, KT_SEGMENT_HEADER, bytes);
    if (code != SQLITE_OK)
        return code;
    size_t head = kt_segment_head((const uint8_t *)bytes->data);
    return read_up_to(feed, head < size ? head : size, bytes);
}

kt_status kt_feed_damaged(const kt_feed *feed, size_t n, kt_error *err)
{
    const char *path = feed->db->path;
    long long id = (long long)feed->places[n].id;
    if (feed->corpus->store->is_private)
        return KT_FAIL(err, KT_ERR_CORRUPT,
                       "%s: segment %lld is damaged; run `ktool cache clear`",
                       path, id);
    return KT_FAIL(err, KT_ERR_CORRUPT,
                   "%s: segment %lld is damaged; run `ktool -c %s reindex`",
                   path, id, path);
}

kt_status kt_feed_read(kt_feed *feed, size_t n, bool whole, kt_buffer *bytes,
                       kt_segment *out, kt_error *err)
{
    int64_t id = feed->places[n].id;
    pthread_mutex_lock(&feed->lock);
    int code = read_segment(feed, id, whole, bytes);
    kt_status status = code == SQLITE_OK ? KT_OK : kt_db_failure(feed->db, err);
    pthread_mutex_unlock(&feed->lock);
    if (status == KT_OK && kt_interrupted())
        status = KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
    if (status == KT_OK)
        status = kt_segment_open(kt_buffer_slice(bytes), whole, out, err);
    if (status == KT_ERR_CORRUPT)
        status = kt_feed_damaged(feed, n, err);
    return status;
}

unsigned kt_feed_workers(const kt_feed *feed, unsigned jobs)
{
    size_t worth = feed->count / SEGMENTS_PER_WORKER + 1;
    jobs = jobs == 0 ? kt_processors() : jobs;
    return worth < jobs ? (unsigned)worth : jobs;
}
