#include "load/chunk.h"

#include "load/input.h"
#include "load/reader.h"
#include "load/sniff.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

void kt_chunk_free(kt_chunk *chunk)
{
    if (chunk == NULL)
        return;
    kt_buffer_free(&chunk->bytes);
    kt_arena_free(&chunk->arena);
    free(chunk);
}

int64_t kt_chunk_size(const kt_chunk *chunk)
{
    if (chunk->kind != KT_CHUNK_FILES)
        return (int64_t)chunk->bytes.len;
    int64_t size = 0;
    for (size_t i = chunk->first; i < chunk->end; i++)
        size += chunk->files[i].size;
    return size;
}

void kt_reader_close(kt_reader *reader)
{
    kt_json_free(reader->json);
    kt_buffer_free(&reader->spans);
    kt_buffer_free(&reader->fields);
}

kt_status kt_reader_refuse(kt_reader *reader, size_t line, kt_status code,
                           const char *reason)
{
    const kt_chunk_visitor *visitor = reader->visitor;
    return visitor->failure(visitor->ctx, reader->file, reader->path, line,
                            code, reason);
}

kt_status kt_reader_deliver(kt_reader *reader, kt_article *article,
                            kt_error *err)
{
    kt_slice spans =
        kt_arena_copy(reader->arena, kt_buffer_slice(&reader->spans));
    if (spans.len != reader->spans.len)
        return KT_FAIL_NOMEM(err);
    article->spans = (const kt_span *)(const void *)spans.data;
    article->span_count = spans.len / sizeof(kt_span);
    const kt_chunk_visitor *visitor = reader->visitor;
    return visitor->article(visitor->ctx, reader->file, article);
}

kt_status kt_read_bytes(kt_reader *reader, kt_slice bytes, kt_error *err)
{
    kt_kind kind;
    const char *reason;
    kt_status code = kt_sniff(reader->path, bytes, &kind, &reason);
    if (code != KT_OK)
        return kt_reader_refuse(reader, 0, code, reason);
    if (kind == KT_KIND_JSONL)
        return kt_read_jsonl(reader, bytes, 1, err);
    return kt_read_text(reader, bytes, err);
}

/** One byte more than was listed is asked for, to see that there is none. */
static int read_file(kt_arena *arena, const kt_file *file, kt_slice *bytes)
{
    size_t size = (size_t)file->size;
    char *memory = kt_arena_alloc(arena, size + 1);
    if (memory == NULL)
        return ENOMEM;
    int fd = open(file->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    *bytes = (kt_slice){memory, 0};
    int trouble = kt_input_read(fd, memory, size + 1, &bytes->len);
    close(fd);
    return trouble;
}

static kt_status parse_file(kt_reader *reader, const kt_file *file,
                            kt_error *err)
{
    kt_slice bytes = {NULL, 0};
    int trouble = read_file(reader->arena, file, &bytes);
    kt_status code = kt_input_status(trouble);
    if (code == KT_ERR_NOMEM)
        return KT_FAIL_NOMEM(err);
    if (code == KT_ERR_INTERRUPTED)
        return KT_FAIL(err, code, "interrupted");
    if (code != KT_OK)
        return kt_reader_refuse(reader, 0, code, strerror(trouble));
    if (bytes.len != (size_t)file->size)
        return kt_reader_refuse(reader, 0, KT_ERR_IO, KT_CHANGED);
    return kt_read_bytes(reader, bytes, err);
}

static kt_status parse_files(kt_reader *reader, const kt_chunk *chunk,
                             kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t i = chunk->first; i < chunk->end && status == KT_OK; i++) {
        reader->file = i;
        reader->path = chunk->files[i].path;
        status = parse_file(reader, &chunk->files[i], err);
    }
    return status;
}

static kt_status parse(kt_reader *reader, const kt_chunk *chunk, kt_error *err)
{
    kt_status status = KT_OK;
    kt_slice bytes = kt_buffer_slice(&chunk->bytes);
    switch (chunk->kind) {
    case KT_CHUNK_FILES:
        return parse_files(reader, chunk, err);
    case KT_CHUNK_LINES:
        status = kt_read_jsonl(reader, bytes, chunk->line, err);
        break;
    case KT_CHUNK_BYTES:
        if (chunk->failure == KT_OK)
            status = kt_read_bytes(reader, bytes, err);
        break;
    }
    if (status == KT_OK && chunk->failure != KT_OK)
        status = kt_reader_refuse(reader, 0, chunk->failure, chunk->reason);
    return status;
}

kt_status kt_chunk_parse(kt_chunk *chunk, const kt_chunk_visitor *visitor,
                         kt_error *err)
{
    kt_reader reader = {
        .visitor = visitor,
        .arena = &chunk->arena,
        .file = chunk->first,
        .path = chunk->files[chunk->first].path,
    };
    kt_status status = parse(&reader, chunk, err);
    kt_reader_close(&reader);
    return status;
}
