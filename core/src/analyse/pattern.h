/**
 * @file
 * What a user looks for: a sequence of words, marks and globs.
 */
#ifndef KT_ANALYSE_PATTERN_H
#define KT_ANALYSE_PATTERN_H

#include "base/arena.h"
#include "store/corpus.h"

typedef struct kt_pattern_word {
    kt_slice text; /**< in the form of the pattern */
    bool is_glob;
} kt_pattern_word;

typedef struct kt_pattern {
    kt_pattern_word *words;
    size_t count;
    unsigned form; /**< bits of KT_FORM_ */
    kt_arena arena;
} kt_pattern;

/**
 * Read a pattern: what stands between spaces is a glob if it has * or ?, else
 * it is divided into tokens as text is.
 *
 * @param form  that words count in, with KT_FORM_FOLD unless they are cased
 * @retval KT_ERR_USAGE  there is no word in it
 * @retval KT_ERR_LIMIT  there are more than KT_PATTERN_WORDS
 */
kt_status kt_pattern_read(kt_slice text, kt_rules rules, unsigned form,
                          kt_pattern *out, kt_error *err);
void kt_pattern_free(kt_pattern *pattern);

enum {
    KT_PATTERN_WORDS = 31 /**< leaves a bit of those of a term */
};

/** Whether word number @p n matches @p word, as words count. */
bool kt_pattern_matches(const kt_pattern *pattern, size_t n, kt_slice word);

/**
 * For every term id below @p ids, bit n tells whether word number n matches
 * the term. The caller frees it.
 */
kt_status kt_pattern_terms(const kt_pattern *pattern, const kt_store *store,
                           uint32_t **out, uint32_t *ids, kt_error *err);

#endif
