/**
 * @file
 * What a tokenizer keeps while it walks over a text.
 */
#ifndef KT_TEXT_TOKENIZER_H
#define KT_TEXT_TOKENIZER_H

#include "text/dictionary.h"

#include <ktool/stem.h>
#include <ktool/tokens.h>

enum {
    KT_MOST_CUTS = 8 /* in a word with clitics */
};

struct kt_tokenizer {
    kt_rules rules;
    const uint8_t *begin; /* of the text, for rules that look back */
    kt_dictionary dictionary;
    kt_stemmer *stemmer;               /* with KT_RULE_CLITIC */
    const uint8_t *cuts[KT_MOST_CUTS]; /* where parts of a word end */
    size_t cut_count;
    bool failed; /* for want of memory */
};

static inline bool kt_rule_is_on(const kt_tokenizer *tokenizer, kt_rule rule)
{
    return (tokenizer->rules >> rule & 1) != 0;
}

/** From here on tokens are of the text that begins at @p begin. */
void kt_tokenizer_begin(kt_tokenizer *tokenizer, const uint8_t *begin);

#endif
