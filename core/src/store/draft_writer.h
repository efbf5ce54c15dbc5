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

/** Zero-initialised but for what kt_draft_writer_open() fills in. */
typedef struct kt_draft_writer {
    kt_db *db;
    kt_term_index *terms;
    kt_lookup lookup;
    int64_t segment, position; /**< of the next segment */
    kt_buffer blob;
    uint32_t *ids;
} kt_draft_writer;

/** Read the terms of a store; to be closed also on failure. */
kt_status kt_draft_writer_open(kt_db *db, kt_draft_writer *writer,
                               kt_error *err);
void kt_draft_writer_close(kt_draft_writer *writer);

/** Write the segments of @p draft behind those that are there. New terms are
 * only in memory until kt_draft_writer_save(). */
kt_status kt_draft_writer_segments(kt_draft_writer *writer,
                                   const kt_draft *draft, kt_error *err);

/** Write what the rules made of the article with the id @p id, and its
 * fields. Where its values are found is only in memory until
 * kt_draft_writer_save(). */
kt_status kt_draft_writer_reading(kt_draft_writer *writer, int64_t id,
                                  const kt_article *article, kt_error *err);

/** Write what is only in memory. */
kt_status kt_draft_writer_save(kt_draft_writer *writer, kt_error *err);

#endif
