/**
 * @file
 * What a tokenizer keeps while it walks over a text.
 */
#ifndef KT_TEXT_TOKENIZER_H
#define KT_TEXT_TOKENIZER_H

#include "text/dictionary.h"
#include "text/scan.h"

struct kt_tokenizer {
    kt_rules rules;
    const uint8_t *begin; /* of the text, for rules that look back */
    kt_dictionary dictionary;
};

static inline bool kt_rule_is_on(const kt_tokenizer *tokenizer, kt_rule rule)
{
    return (tokenizer->rules >> rule & 1) != 0;
}

/** From here on tokens are of the text that begins at @p begin. */
void kt_tokenizer_begin(kt_tokenizer *tokenizer, const uint8_t *begin);

#endif
