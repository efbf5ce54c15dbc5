#include "fuzz.h"

#include <ktool/quotes.h>
#include <stdlib.h>

/* Whether a range that may be empty is inside the text and beside the
 * quote. */
static void check_beside(kt_extent range, const kt_quote *quote, size_t size)
{
    assert(range.start <= range.end && range.end <= size);
    assert(range.end <= quote->whole.start || range.start >= quote->whole.end);
}

/* Quotes are in order and do not overlap; each is inside the text, has its
 * inner range inside it, and verb and speaker beside it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kt_quote_rules *rules;
    if (rules == NULL && kt_quote_rules_new("id+en", &rules, NULL) != KT_OK)
        abort();
    kt_quotes walk = {.rules = rules, .text = {(const char *)data, size}};
    kt_quote quote;
    size_t at = 0;
    while (kt_quotes_next(&walk, &quote)) {
        assert(quote.whole.start >= at && quote.whole.end <= size);
        assert(quote.whole.start < quote.inner.start);
        assert(quote.inner.start < quote.inner.end);
        assert(quote.inner.end < quote.whole.end + quote.unclosed);
        check_beside(quote.verb, &quote, size);
        check_beside(quote.speaker, &quote, size);
        assert(quote.verb.start < quote.verb.end ||
               quote.speaker.start == quote.speaker.end);
        assert(!quote.scare || quote.verb.start == quote.verb.end);
        at = quote.whole.end;
    }
    return 0;
}
