#include "load/chunk.h"
#include "load/file_list.h"
#include "load/input.h"
#include "load/sniff.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Bytes of input. */
enum {
    MOST = 1024 * 1024,  /* in a chunk */
    ENOUGH = 256 * 1024, /* near the end; more segments cost questions */
    SLACK = 32 * 1024,   /* more than that is not worth another chunk */
    MANY = 4,            /* shares, into which what is left is divided there */
    OF_FILE = 4096       /* what a shorter file counts for */
};

struct kt_source {
    kt_file_list list;
    const kt_file *files;
    size_t count;
    size_t next; /**< the first file that is not finished */
    /* Of that file, if it is being read line by line; else fd is -1 and taken
     * is 0. */
    int fd;
    int64_t taken;   /**< bytes read so far */
    size_t line;     /**< the number of the first line in ahead */
    kt_buffer ahead; /**< read, and not yet given out */
};

static bool is_standard_input(const kt_file *file)
{
    return file->size < 0 && strcmp(file->path, "-") == 0;
}

kt_status kt_source_open(const char *const *paths, size_t count,
                         kt_source **out, kt_error *err)
{
    kt_status status = KT_OK;
    *out = NULL;
    kt_source *source = calloc(1, sizeof *source);
    if (source == NULL)
        return KT_FAIL_NOMEM(err);
    source->fd = -1;
    for (size_t i = 0; i < count && status == KT_OK; i++)
        status = kt_file_list_add(&source->list, paths[i], err);
    if (status != KT_OK) {
        kt_source_close(source);
        return status;
    }
    source->files = kt_file_list_files(&source->list, &source->count);
    *out = source;
    return KT_OK;
}

/** Leave the file that is being read line by line, if there is one. */
static void close_file(kt_source *source)
{
    if (source->fd > STDIN_FILENO)
        close(source->fd);
    source->fd = -1;
    source->taken = 0;
    kt_buffer_free(&source->ahead);
}

void kt_source_close(kt_source *source)
{
    if (source == NULL)
        return;
    close_file(source);
    kt_file_list_free(&source->list);
    free(source);
}

const kt_file *kt_source_files(const kt_source *source, size_t *count)
{
    *count = source->count;
    return source->files;
}

void kt_source_leave_out(kt_source *source, const char *path)
{
    kt_file_list_remove(&source->list, path);
    source->files = kt_file_list_files(&source->list, &source->count);
}

int64_t kt_source_size(const kt_source *source)
{
    int64_t size = 0;
    for (size_t i = 0; i < source->count; i++)
        size += source->files[i].size > 0 ? source->files[i].size : 0;
    return size;
}

void kt_source_skip(kt_source *source, size_t first)
{
    close_file(source);
    source->next = first < source->count ? first : source->count;
}

static void set_failure(kt_chunk *chunk, kt_status code, const char *reason)
{
    chunk->failure = code;
    snprintf(chunk->reason, sizeof chunk->reason, "%s", reason);
}

/** Have @p chunk report @p trouble, unless it is the end of everything. */
static kt_status meet_trouble(kt_chunk *chunk, int trouble, kt_error *err)
{
    kt_status code = kt_input_status(trouble);
    if (code == KT_ERR_NOMEM)
        return KT_FAIL_NOMEM(err);
    if (code == KT_ERR_INTERRUPTED)
        return KT_FAIL(err, code, "interrupted");
    if (code != KT_OK)
        set_failure(chunk, code, strerror(trouble));
    return KT_OK;
}

/** How much work a file is, in bytes; opening it is some, too. */
static int64_t weigh(const kt_file *file)
{
    return file->size < OF_FILE ? OF_FILE : file->size;
}

/**
 * How many bytes make a chunk here. Towards the end they are fewer, so that
 * threads which take chunks in turn end together. How many threads there are
 * must not matter, since a store shows where chunks ended.
 */
static int64_t chunk_size(const kt_source *source)
{
    int64_t left = (int64_t)source->ahead.len - source->taken;
    for (size_t i = source->next; i < source->count && left < MANY * MOST;
         i++) {
        if (source->files[i].size < 0)
            return MOST; /* nobody knows how far the end is */
        left += weigh(&source->files[i]);
    }
    int64_t shares = (left + ENOUGH - SLACK) / ENOUGH;
    if (shares <= 1)
        return ENOUGH + SLACK; /* beyond the end */
    int64_t share = left / (shares < MANY ? shares : MANY);
    return share < MOST ? share : MOST;
}

/** Take small files, which the parsing thread will open. */
static void take_small_files(kt_source *source, int64_t size, kt_chunk *chunk)
{
    size_t end = source->next;
    for (; end < source->count && source->files[end].size >= 0; end++) {
        size -= weigh(&source->files[end]);
        if (size < 0)
            break;
    }
    chunk->first = source->next;
    chunk->end = end;
    source->next = end;
}

static size_t count_lines(kt_slice bytes)
{
    size_t lines = 0;
    const char *end = bytes.data + bytes.len;
    for (const char *p = bytes.data; p < end; p++) {
        p = memchr(p, '\n', (size_t)(end - p));
        if (p == NULL)
            break;
        lines++;
    }
    return lines;
}

/** Hand the first @p len bytes of what was read over to @p chunk. */
static kt_status give_out(kt_source *source, size_t len, kt_chunk *chunk,
                          kt_error *err)
{
    kt_buffer rest = {0};
    kt_buffer_add(&rest, source->ahead.data + len, source->ahead.len - len);
    if (kt_buffer_status(&rest, err) != KT_OK)
        return KT_ERR_NOMEM;
    chunk->bytes = source->ahead;
    chunk->bytes.len = len;
    source->ahead = rest;
    chunk->line = source->line;
    source->line += count_lines(kt_buffer_slice(&chunk->bytes));
    return KT_OK;
}

/** The next lines of the file that is open, about @p size bytes of them. */
static kt_status next_lines(kt_source *source, size_t size, kt_chunk *chunk,
                            kt_error *err)
{
    const kt_file *file = &source->files[source->next];
    kt_buffer *ahead = &source->ahead;
    size_t searched = 0;
    chunk->kind = KT_CHUNK_LINES;
    chunk->first = source->next;
    for (;;) {
        const char *end =
            ahead->len == searched
                ? NULL
                : memrchr(ahead->data + searched, '\n', ahead->len - searched);
        if (end != NULL)
            return give_out(source, (size_t)(end + 1 - ahead->data), chunk,
                            err);
        searched = ahead->len;

        size_t got;
        int trouble = kt_input_append(source->fd, ahead, size, &got);
        source->taken += (int64_t)got;
        kt_status status = meet_trouble(chunk, trouble, err);
        if (status != KT_OK)
            return status;
        if (got == size && trouble == 0)
            continue;
        if (trouble == 0 && file->size >= 0 && source->taken != file->size)
            set_failure(chunk, KT_ERR_IO, KT_CHANGED);
        status = give_out(source, ahead->len, chunk, err);
        close_file(source);
        source->next++;
        return status;
    }
}

/** All of a stream that holds one article, its start being read. */
static int read_rest(kt_source *source, kt_chunk *chunk)
{
    int trouble = 0;
    size_t got = MOST;
    while (got == MOST && trouble == 0)
        trouble = kt_input_append(source->fd, &source->ahead, MOST, &got);
    chunk->kind = KT_CHUNK_BYTES;
    chunk->bytes = source->ahead;
    source->ahead = (kt_buffer){0};
    return trouble;
}

/**
 * Read @p size bytes of the next file, large or a stream. If it has lines to
 * give out, it is left open; if not, @p chunk says all there is to say of it.
 */
static kt_status begin_file(kt_source *source, size_t size, kt_chunk *chunk,
                            kt_error *err)
{
    const kt_file *file = &source->files[source->next];
    size_t got = 0;
    kt_kind kind = KT_KIND_TEXT;
    const char *reason = NULL;
    source->fd = is_standard_input(file)
                     ? STDIN_FILENO
                     : open(file->path, O_RDONLY | O_CLOEXEC);
    int trouble = source->fd < 0
                      ? errno
                      : kt_input_append(source->fd, &source->ahead, size, &got);
    source->taken = (int64_t)got;
    source->line = 1;
    chunk->kind = KT_CHUNK_BYTES;
    chunk->first = source->next;
    if (trouble == 0) {
        kt_status code = kt_sniff(file->path, kt_buffer_slice(&source->ahead),
                                  &kind, &reason);
        if (code == KT_OK && kind == KT_KIND_JSONL)
            return KT_OK;
        if (code != KT_OK)
            set_failure(chunk, code, reason);
        else if (file->size < 0)
            trouble = read_rest(source, chunk);
        else
            chunk->kind = KT_CHUNK_FILES;
    }
    close_file(source);
    source->next++;
    chunk->end = source->next;
    return meet_trouble(chunk, trouble, err);
}

static kt_status fill(kt_source *source, kt_chunk *chunk, kt_error *err)
{
    int64_t size = chunk_size(source);
    if (source->fd < 0) {
        take_small_files(source, size, chunk);
        if (chunk->first < chunk->end)
            return KT_OK;
        kt_status status = begin_file(source, (size_t)size, chunk, err);
        if (status != KT_OK || source->fd < 0)
            return status;
    }
    return next_lines(source, (size_t)size, chunk, err);
}

kt_status kt_source_next(kt_source *source, kt_chunk **out, kt_error *err)
{
    *out = NULL;
    if (source->next == source->count)
        return KT_OK;
    kt_chunk *chunk = calloc(1, sizeof *chunk);
    if (chunk == NULL)
        return KT_FAIL_NOMEM(err);
    chunk->files = source->files;
    kt_status status = fill(source, chunk, err);
    if (status == KT_OK)
        *out = chunk;
    else
        kt_chunk_free(chunk);
    return status;
}
