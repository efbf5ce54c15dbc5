#include "fuzz.h"

#include <ktool/text.h>
#include <ktool/tokens.h>

/* Whether a byte can be part of white space. */
static bool may_be_space(uint8_t byte)
{
    return byte <= ' ' || byte >= 0x80;
}

/* Tokens are in order, inside the text, not empty, and cover all of it but
 * white space; folding one takes no time out of hand. */
static void check_tokens(kt_slice text, kt_rules rules)
{
    kt_scanner scanner = {.text = text};
    kt_token token;
    kt_error err;
    size_t at = 0;
    kt_buffer folded = {0};
    assert(kt_tokenizer_new(rules, &scanner.tokenizer, &err) == KT_OK);
    while (kt_scanner_next(&scanner, &token)) {
        assert(token.start >= at && token.end > token.start);
        assert(token.end <= text.len && token.class < KT_CLASS_TOTAL);
        for (; at < token.start; at++)
            assert(may_be_space((uint8_t)text.data[at]));
        at = token.end;
        kt_buffer_clear(&folded);
        kt_text_fold(kt_slice_sub(text, token.start, token.end), &folded);
        assert(!folded.failed);
        assert(kt_text_valid_prefix(kt_buffer_slice(&folded)) == folded.len);
    }
    for (; at < text.len; at++)
        assert(may_be_space((uint8_t)text.data[at]));
    kt_tokenizer_free(scanner.tokenizer);
    kt_buffer_free(&folded);
}

/* By the rules for news, by none, and by half of them as the text says. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice text = {(const char *)data, size};
    check_tokens(text, KT_RULES_NEWS);
    check_tokens(text, KT_RULES_NONE);
    if (size > 2)
        check_tokens(text,
                     (data[0] << 16 | data[1] << 8 | data[2]) & KT_RULES_NEWS);
    for (size_t boundary = 0; boundary < size;) {
        size_t next = kt_word_boundary(text, boundary);
        assert(next > boundary && next <= size);
        boundary = next;
    }
    return 0;
}
