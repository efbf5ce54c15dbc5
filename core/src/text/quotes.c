#include <ktool/quotes.h>

#include "text/attribution.h"
#include "text/quote_marks.h"

#include <ktool/tokens.h>

enum {
    MOST_SCARE_WORDS = 5,
    ELLIPSIS = 0x2026
};

static bool is_empty(kt_extent range)
{
    return range.start == range.end;
}

static bool ends_as_speech(kt_slice text, const kt_quote *quote)
{
    uint32_t last = kt_quote_last(text, quote);
    return last == ELLIPSIS ||
           (last < 0x80 && memchr(".?!", (int)last, 3) != NULL);
}

static bool is_short(kt_slice text, kt_extent inner)
{
    kt_token token;
    kt_scanner scanner = {.text = {text.data, inner.end}, .at = inner.start};
    size_t words = 0;
    while (words <= MOST_SCARE_WORDS && kt_scanner_next(&scanner, &token))
        words += token.class <= KT_CLASS_NUMBER;
    return words <= MOST_SCARE_WORDS;
}

bool kt_quote_may_scare(kt_slice text, const kt_quote *quote)
{
    return !quote->unclosed && !ends_as_speech(text, quote) &&
           is_short(text, quote->inner);
}

/* Where the quote and what is said of it end. */
static size_t end_of(const kt_quote *quote)
{
    size_t end = quote->whole.end;
    if (quote->verb.end > end)
        end = quote->verb.end;
    return quote->speaker.end > end ? quote->speaker.end : end;
}

/* Whether a quote that begins at `to` goes on with the last one, which
 * somebody said: only the rest of a sentence stands between them. */
static bool goes_on(const kt_quotes *walk, size_t to)
{
    size_t from = end_of(&walk->last);
    const char *text = walk->text.data;
    if (is_empty(walk->last.verb) || to - from > KT_ATTRIBUTION_REACH)
        return false;
    while (to > from && text[to - 1] == ' ')
        to--;
    for (size_t i = from; i + 1 < to; i++) {
        if (memchr(".?!", text[i], 3) != NULL && text[i + 1] == ' ')
            return false;
    }
    return to == from || text[to - 1] == '.' || text[to - 1] == ',';
}

bool kt_quotes_next(kt_quotes *walk, kt_quote *quote)
{
    if (!kt_quote_find(walk->text, walk->at, quote)) {
        walk->at = walk->text.len;
        return false;
    }
    kt_attribute(walk->rules, walk->text, end_of(&walk->last), quote);
    if (is_empty(quote->verb)) {
        quote->scare = kt_quote_may_scare(walk->text, quote);
        quote->carried = !quote->scare && goes_on(walk, quote->whole.start);
    }
    if (quote->carried) {
        quote->verb = walk->last.verb;
        quote->speaker = walk->last.speaker;
    }
    walk->at = quote->whole.end;
    walk->last = *quote;
    return true;
}
