/**
 * @file
 * The stems of a store's terms. They are made when a question first asks for
 * them, of all terms at once, held as long as the store is open, and kept in
 * the store when it is closed, if it can be written then. Ids are given once
 * and for all, so that later only terms that are new need stems.
 *
 * Numbers in the blobs are 32 bits, little-endian.
 */
#ifndef KT_STORE_STEMS_H
#define KT_STORE_STEMS_H

#include "article/stream.h"
#include "store/corpus.h"

#include <ktool/buffer.h>
#include <ktool/stem.h>

/** The stems that one stemmer gives. */
typedef struct kt_stems {
    struct kt_stems *next;
    char language[4];
    kt_buffer fingerprint; /**< of the stemmer */
    kt_buffer terms; /**< for each term, twice its stem's number, from 1, or 0
                          where that is its folded form; 1 more if the
                          stemmer knows the form */
    kt_buffer ends;  /**< where each stem ends in text */
    kt_buffer text;
    bool kept; /**< the store has them all */
} kt_stems;

static inline uint32_t kt_stems_number(const kt_buffer *numbers, size_t i)
{
    uint32_t number;
    memcpy(&number, numbers->data + i * sizeof number, sizeof number);
    return number;
}

/** Whether kt_stemmer_knows() the folded form of term @p id. */
static inline bool kt_stems_knows(const kt_stems *stems, uint32_t id)
{
    return kt_stems_number(&stems->terms, id - KT_FIRST_TERM) & 1;
}

/** The stem of term @p id, whose folded form is @p folded. */
static inline kt_slice kt_stems_of(const kt_stems *stems, uint32_t id,
                                   kt_slice folded)
{
    uint32_t n = kt_stems_number(&stems->terms, id - KT_FIRST_TERM) / 2;
    if (n == 0)
        return folded;
    uint32_t start = n == 1 ? 0 : kt_stems_number(&stems->ends, n - 2);
    uint32_t end = kt_stems_number(&stems->ends, n - 1);
    return (kt_slice){stems->text.data + start, end - start};
}

/**
 * The stems of a store's terms: those it holds, those it keeps, or new ones,
 * which are made on all its jobs. A stemmer that leaves nothing of a word
 * leaves the word.
 *
 * @param out  borrowed from the store, and stays as it is until that is closed
 * @retval KT_ERR_INTERRUPTED  kt_interrupt() while they were made
 */
kt_status kt_store_stems(kt_store *store, kt_stemmer *stemmer,
                         const kt_stems **out, kt_error *err);

/** Read what a store keeps for the language and fingerprint of @p stems;
 * nothing if it has none, or if it is damaged, since it can be made again. */
kt_status kt_stems_read(kt_db *db, size_t terms, kt_stems *stems,
                        kt_error *err);

/** Write what a store that is about to be closed does not keep yet. Where
 * that is not possible it is let be. */
void kt_stems_keep(kt_store *store);

/** Keep no more than the stems of the first @p terms terms. */
kt_status kt_stems_cut(kt_db *db, uint32_t terms, kt_error *err);

/** Free a whole list. */
void kt_stems_free(kt_stems *stems);

#endif
