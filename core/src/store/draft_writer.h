/**
 * @file
 * What is written of a draft, whether its articles are new to the store or
 * read again.
 */
#ifndef KT_STORE_DRAFT_WRITER_H
#define KT_STORE_DRAFT_WRITER_H

#include "store/draft.h"
#include "store/lookup.h"
#include "store/term_index.h"

enum {
    KT_BATCH_BYTES = 64 * 1024 * 1024 /**< raw text between two writings of
                                           new terms */
};

/** A span that is to be written, of an article with that id. */
typedef struct kt_held_span {
    int64_t article;
    kt_span span;
} kt_held_span;

/** Zero-initialised but for what kt_draft_writer_open() fills in. */
typedef struct kt_draft_writer {
    kt_db *db;
    kt_term_index *terms;
    kt_lookup lookup;
    int64_t segment, position; /**< of the next segment */
    kt_held_span *spans;       /**< of the draft that is being written */
    size_t span_count;
    kt_buffer blob;
    uint32_t *ids;
} kt_draft_writer;

/** Read the terms of a store; to be closed also on failure. */
kt_status kt_draft_writer_open(kt_db *db, kt_draft_writer *writer,
                               kt_error *err);
void kt_draft_writer_close(kt_draft_writer *writer);

/** Write what the rules made of the article with the id @p id, and its fields;
 * its spans are written by kt_draft_writer_finish() and borrowed until then.
 * Where its values are found is only in memory until kt_draft_writer_save(). */
kt_status kt_draft_writer_reading(kt_draft_writer *writer, int64_t id,
                                  const kt_article *article, kt_error *err);

/** Write the spans and segments of @p draft, of which all articles were
 * written, behind those that are there. New terms are only in memory until
 * kt_draft_writer_save(). */
kt_status kt_draft_writer_finish(kt_draft_writer *writer, const kt_draft *draft,
                                 kt_error *err);

/** Write what is only in memory. */
kt_status kt_draft_writer_save(kt_draft_writer *writer, kt_error *err);

#endif
