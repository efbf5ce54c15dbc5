#include "store/feed.h"

#include "base/list.h"
#include "base/parallel.h"

#include <stdlib.h>

enum {
    SEGMENTS_PER_WORKER = 8
};

kt_status kt_segment_places(kt_db *db, kt_segment_place **out, size_t *count,
                            kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_ALL_SEGMENTS);
    kt_status status;
    bool row;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        if (!kt_list_grow(out, *count, sizeof **out)) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
        (*out)[(*count)++] = (kt_segment_place){sqlite3_column_int64(rows, 0),
                                                sqlite3_column_int64(rows, 1),
                                                sqlite3_column_int64(rows, 2)};
    }
    sqlite3_reset(rows);
    return status;
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
    return KT_OK;
}

kt_status kt_feed_open(const kt_corpus *corpus, kt_feed *feed, kt_error *err)
{
    kt_status status = kt_feed_open_damaged(corpus, feed, err);
    if (status == KT_OK)
        status = check_places(feed, err);
    if (status != KT_OK)
        kt_feed_close(feed);
    return status;
}

kt_status kt_feed_open_damaged(const kt_corpus *corpus, kt_feed *feed,
                               kt_error *err)
{
    *feed = (kt_feed){.db = corpus->store->db, .corpus = corpus};
    pthread_mutex_init(&feed->lock, NULL);
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
