#include "article/speech.h"

#include "base/data.h"
#include "text/quote_marks.h"

/* Raised whenever the same text and lists would give other quotes. */
enum {
    VERSION = 1
};

uint64_t kt_speech_hash(void)
{
    static const char *const lists[] = {
        "attribution/id.txt", "attribution/en.txt", "abbreviations/id.txt",
        "abbreviations/en.txt"};
    uint64_t hash = VERSION;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        hash = kt_data_hash(lists[i], hash);
    return hash;
}

static void add(size_t offset, kt_extent whole, kt_buffer *quotes)
{
    kt_span span = {offset + whole.start, offset + whole.end, KT_LABEL_QUOTE,
                    NULL};
    kt_buffer_add(quotes, &span, sizeof span);
}

/* Looking for who says it takes most of the time, so it is done only where
 * there are quotes that may be scare quotes. False if there are any. */
static bool add_certain(kt_slice text, size_t offset, kt_buffer *quotes)
{
    kt_quote quote;
    for (size_t at = 0; kt_quote_find(text, at, &quote); at = quote.whole.end) {
        if (kt_quote_may_scare(text, &quote))
            return false;
        add(offset, quote.whole, quotes);
    }
    return true;
}

static void add_said(const kt_quote_rules *rules, kt_slice text, size_t offset,
                     kt_buffer *quotes)
{
    kt_quotes walk = {.rules = rules, .text = text};
    kt_quote quote;
    while (kt_quotes_next(&walk, &quote)) {
        if (!quote.scare)
            add(offset, quote.whole, quotes);
    }
}

void kt_find_speech(const kt_article *article, const kt_quote_rules *rules,
                    kt_buffer *quotes)
{
    for (size_t i = 0; i < article->span_count; i++) {
        kt_span span = article->spans[i];
        size_t before = quotes->len;
        if (span.label != KT_LABEL_TITLE && span.label != KT_LABEL_BODY)
            continue;
        kt_slice text = kt_slice_sub(article->raw, span.start, span.end);
        if (add_certain(text, span.start, quotes))
            continue;
        quotes->len = before;
        add_said(rules, text, span.start, quotes);
    }
}
