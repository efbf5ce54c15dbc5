/**
 * @file
 * What a chunk carries from kt_source_next() to kt_chunk_parse().
 */
#ifndef KT_LOAD_CHUNK_H
#define KT_LOAD_CHUNK_H

#include "base/arena.h"
#include <ktool/load.h>

typedef enum kt_chunk_kind {
    KT_CHUNK_FILES, /**< whole files, still to be read */
    KT_CHUNK_BYTES, /**< a whole file that could be read only once */
    KT_CHUNK_LINES  /**< lines of a JSONL file */
} kt_chunk_kind;

struct kt_chunk {
    kt_chunk_kind kind;
    const kt_file *files; /**< all files of the source */
    size_t first, end;    /**< the numbers of those meant; else just one */
    kt_buffer bytes;      /**< unless they are files */
    size_t line;          /**< the number of the first line */
    kt_status failure;    /**< what befell the file after these bytes */
    char reason[128];
    kt_arena arena; /**< all that the articles refer to */
};

#endif
