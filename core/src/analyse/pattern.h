/**
 * @file
 * What a user looks for: phrases of words, marks and globs.
 */
#ifndef KT_ANALYSE_PATTERN_H
#define KT_ANALYSE_PATTERN_H

#include "base/arena.h"
#include "store/corpus.h"

typedef struct kt_pattern_word {
    kt_slice text; /**< in the form of the pattern */
    bool is_glob;
} kt_pattern_word;

enum {
    KT_PATTERN_WORDS = 63 /**< leaves a bit of those of a term */
};

/** Words of a pattern that follow each other. */
typedef struct kt_phrase {
    uint8_t first, count;
    bool in_title; /**< it counts there only */
} kt_phrase;

/** Phrases that are looked for at once, mostly only one. */
typedef struct kt_pattern {
    kt_pattern_word *words; /**< of one phrase after the other */
    size_t count;
    kt_phrase phrases[KT_PATTERN_WORDS];
    size_t phrase_count;
    unsigned form; /**< bits of KT_FORM_, with KT_FORM_FOLD unless words are
                        cased */
    kt_arena arena;
} kt_pattern;

/**
 * Append a phrase: what stands between spaces is a glob if it has * or ?, else
 * it is divided into tokens as text is.
 *
 * @retval KT_ERR_USAGE  there is no word in it, or it is not UTF-8
 * @retval KT_ERR_LIMIT  there are more than KT_PATTERN_WORDS
 */
kt_status kt_pattern_add(kt_pattern *pattern, kt_slice text,
                         kt_tokenizer *tokenizer, kt_error *err);

/** Read a pattern of one phrase. @return as kt_pattern_add() */
kt_status kt_pattern_read(kt_slice text, kt_rules rules, unsigned form,
                          kt_pattern *out, kt_error *err);
void kt_pattern_free(kt_pattern *pattern);

/** Whether word number @p n matches @p word, as words count. */
bool kt_pattern_matches(const kt_pattern *pattern, size_t n, kt_slice word);

/**
 * For every term id below @p ids, bit n tells whether word number n matches
 * the term. The caller frees it.
 */
kt_status kt_pattern_terms(const kt_pattern *pattern, const kt_store *store,
                           uint64_t **out, uint32_t *ids, kt_error *err);

#endif
