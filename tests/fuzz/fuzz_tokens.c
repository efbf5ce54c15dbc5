#include "fuzz.h"

#include <ktool/text.h>
#include <ktool/tokens.h>
#include <stdlib.h>

/* Mark in covered the bytes that stand in tokens; they are in order, inside
 * the text and not empty, and folding one takes no time out of hand. */
static void check_tokens(kt_slice text, kt_tokenizer *tokenizer,
                         uint8_t *covered)
{
    kt_scanner scanner = {.text = text, .tokenizer = tokenizer};
    kt_token token;
    size_t at = 0;
    kt_buffer folded = {0};
    memset(covered, 0, text.len);
    while (kt_scanner_next(&scanner, &token)) {
        assert(token.start >= at && token.end > token.start);
        assert(token.end <= text.len && token.class < KT_CLASS_TOTAL);
        at = token.end;
        memset(covered + token.start, 1, token.end - token.start);
        kt_buffer_clear(&folded);
        kt_text_fold(kt_slice_sub(text, token.start, token.end), &folded);
        assert(!folded.failed);
        assert(kt_text_valid_prefix(kt_buffer_slice(&folded)) == folded.len);
    }
    assert(tokenizer == NULL || kt_tokenizer_status(tokenizer, NULL) == KT_OK);
    kt_buffer_free(&folded);
}

/* By these rules tokens cover what they cover by UAX #29. */
static void check_rules(kt_slice text, kt_rules rules, const uint8_t *expected)
{
    /* Made once, for a dictionary takes long to read. */
    static kt_tokenizer *with_clitics;
    kt_tokenizer *tokenizer = with_clitics;
    uint8_t *covered = malloc(text.len + 1);
    bool clitics = (rules >> KT_RULE_CLITIC & 1) != 0;
    if (!clitics || with_clitics == NULL)
        assert(kt_tokenizer_new(rules, &tokenizer, NULL) == KT_OK);
    if (clitics)
        with_clitics = tokenizer;
    check_tokens(text, tokenizer, covered);
    assert(memcmp(covered, expected, text.len) == 0);
    if (!clitics)
        kt_tokenizer_free(tokenizer);
    free(covered);
}

/* By the rules for news, by all, and by some as the text says. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice text = {(const char *)data, size};
    uint8_t *expected = malloc(size + 1);
    check_tokens(text, NULL, expected);
    check_rules(text, KT_RULES_NEWS, expected);
    check_rules(text, KT_RULES_NEWS | 1u << KT_RULE_CLITIC, expected);
    if (size > 2)
        check_rules(text,
                    (data[0] << 16 | data[1] << 8 | data[2]) & KT_RULES_NEWS,
                    expected);
    free(expected);
    for (size_t boundary = 0; boundary < size;) {
        size_t next = kt_word_boundary(text, boundary);
        assert(next > boundary && next <= size);
        boundary = next;
    }
    return 0;
}
