/**
 * @file
 * What the readers of formats share: they are given the bytes of a file and
 * hand articles to a visitor.
 */
#ifndef KT_LOAD_READER_H
#define KT_LOAD_READER_H

#include "base/arena.h"
#include "load/json.h"
#include <ktool/load.h>

/** One for each chunk. Zero-initialised but for the first four. */
typedef struct kt_reader {
    const kt_chunk_visitor *visitor;
    kt_arena *arena; /**< for what articles refer to */
    size_t file;     /**< the number of the file that is being read */
    const char *path;
    /* Kept from one article to the next for the memory in them. */
    kt_json *json;
    kt_buffer spans;  /**< kt_span */
    kt_buffer fields; /**< kt_field */
} kt_reader;

/** Release what the reader keeps for itself, not the arena. */
void kt_reader_close(kt_reader *reader);

/** Read the bytes of a whole file, whatever it is. */
kt_status kt_read_bytes(kt_reader *reader, kt_slice bytes, kt_error *err);

/** Read a text file, which is one article. */
kt_status kt_read_text(kt_reader *reader, kt_slice bytes, kt_error *err);

/** Read lines of JSON objects, the first being number @p line. */
kt_status kt_read_jsonl(kt_reader *reader, kt_slice bytes, size_t line,
                        kt_error *err);

/** Copy the spans gathered in the reader to the arena and deliver
 * @p article, which is in the arena too. */
kt_status kt_reader_deliver(kt_reader *reader, kt_article *article,
                            kt_error *err);

/** Report that the file, or line @p line of it, gave no article. */
kt_status kt_reader_refuse(kt_reader *reader, size_t line, kt_status code,
                           const char *reason);

#endif
