#include "fuzz.h"

#include <ktool/text.h>
#include <ktool/tokens.h>

/* Tokens are in order, inside the text, not empty, and start and end at word
 * boundaries or at white space; folding a token takes no time out of hand. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice text = {(const char *)data, size};
    kt_scanner scanner = {.text = text};
    kt_token token;
    size_t at = 0;
    kt_buffer folded = {0};
    while (kt_scanner_next(&scanner, &token)) {
        assert(token.start >= at && token.end > token.start);
        assert(token.end <= size && token.class < KT_CLASS_TOTAL);
        at = token.end;
        kt_buffer_clear(&folded);
        kt_text_fold(kt_slice_sub(text, token.start, token.end), &folded);
        assert(!folded.failed);
        assert(kt_text_valid_prefix(kt_buffer_slice(&folded)) == folded.len);
    }
    kt_buffer_free(&folded);
    for (size_t boundary = 0; boundary < size;) {
        size_t next = kt_word_boundary(text, boundary);
        assert(next > boundary && next <= size);
        boundary = next;
    }
    return 0;
}
