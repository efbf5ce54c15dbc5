/**
 * @file
 * A chunk of input made ready for the store, as far as any thread can do it
 * alone: its articles, and segments whose terms have no ids yet.
 */
#ifndef KT_STORE_DRAFT_H
#define KT_STORE_DRAFT_H

#include "article/clean.h"
#include "article/identity.h"
#include "base/table.h"
#include "store/identities.h"
#include "store/segment.h"

#include <ktool/load.h>
#include <ktool/quotes.h>

/** The tag of a probe that stands for a marker; its key is the marker. */
enum {
    KT_TAG_MARK = 255
};

/** A segment in which a token is an index into a list of its own terms, in
 * the order in which they first occur. */
typedef struct kt_draft_segment {
    uint16_t *tokens;
    uint32_t token_count;
    kt_probe *terms; /**< tag is the class, or KT_TAG_MARK */
    uint32_t term_count;
    kt_range *ranges;
    uint32_t range_count;
    uint32_t label; /**< as in a segment */
} kt_draft_segment;

/** Where an article stands in its chunk. */
typedef struct kt_draft_article {
    const kt_article *article;
    kt_identity identity; /**< unless it came out of a store to stay there */
    size_t file;
    uint64_t position; /**< tokens before it in the chunk */
    uint64_t tokens;
    uint64_t words; /**< tokens of that class in title and body */
    bool is_copy;   /**< to be dropped by kt_draft_drop_copies() */
} kt_draft_article;

/** An article that the store has already. */
typedef struct kt_draft_copy {
    int64_t digest;
    size_t file, line;
} kt_draft_copy;

/** A file or line that gave no article. */
typedef struct kt_draft_failure {
    const char *path, *reason;
    size_t file, line;
} kt_draft_failure;

/** Made from a chunk, or from articles that came out of a store. */
typedef struct kt_draft {
    kt_chunk *chunk; /**< owns the articles that it gives; NULL for none */
    kt_draft_article *articles;
    size_t article_count;
    kt_draft_copy *copies; /**< in no order */
    size_t copy_count;
    kt_draft_segment *segments;
    size_t segment_count;
    kt_draft_failure *failures;
    size_t failure_count;
    kt_article **stored; /**< articles that came out of a store */
    size_t stored_count;
    kt_arena arena; /**< keys of long terms, languages, failures, spans of
                       stored */
} kt_draft;

/** Whether an article of @p bytes goes on with a segment of @p tokens tokens.
 * Segments are cut where articles end if they can: a text has hardly more than
 * a token for three bytes. */
static inline bool kt_draft_fits(uint64_t tokens, uint64_t bytes)
{
    return tokens == 0 || tokens + bytes / 3 + 16 <= KT_SEGMENT_TOKENS;
}

/** By what drafts are made; all borrowed, the cleaning also by the drafts. */
typedef struct kt_draft_rules {
    const kt_cleaning *cleaning;
    const kt_titles *titles; /**< as for kt_clean() */
    const kt_quote_rules *quotes;
    kt_known_articles *known; /**< need not be read; NULL: none */
    kt_rules tokens;
} kt_draft_rules;

/** What a thread keeps from one draft to the next; drafts may outlive it. */
typedef struct kt_drafter kt_drafter;

/**
 * @param paths  what the user named, borrowed: a store among it is read, while
 *               a store that lies in a folder is no article
 * @return as kt_tokenizer_new() and kt_language_guesser_new()
 */
kt_status kt_drafter_new(const char *const *paths, size_t path_count,
                         const kt_draft_rules *rules, kt_drafter **out,
                         kt_error *err);
void kt_drafter_free(kt_drafter *drafter);

/** Begin a draft of @p chunk, which it owns from now on, also on failure; or
 * of nothing yet, if that is NULL. */
kt_status kt_draft_new(kt_chunk *chunk, kt_draft **out, kt_error *err);

/** Add an article of a store to what the draft is to be made from. */
kt_status kt_draft_add(kt_draft *draft, kt_db *db, int64_t id, kt_error *err);

/** Parse what it is to be made from, and tokenize it. */
kt_status kt_draft_make(kt_drafter *drafter, kt_draft *draft, kt_error *err);

/** Make of a draft what it would be without the articles that are marked as
 * copies. */
kt_status kt_draft_drop_copies(kt_drafter *drafter, kt_draft *draft,
                               kt_error *err);
void kt_draft_free(kt_draft *draft);

#endif
