/**
 * @file
 * The token stream of an article: its tokens, with markers where the article,
 * a label, a paragraph or a quote begins and where a quote ends, which no token
 * crosses. Import writes this stream into the store;
 * whoever has a position in it walks it again to find the place in the text,
 * so that offsets need no column.
 */
#ifndef KT_ARTICLE_STREAM_H
#define KT_ARTICLE_STREAM_H

#include "text/scan.h"

#include <ktool/article.h>

/** Ids below KT_FIRST_TERM are markers. They are stored: only ever
 * appended. */
enum {
    KT_MARK_ARTICLE = 0,
    KT_MARK_PARAGRAPH = 1,
    KT_MARK_QUOTE = 2,
    KT_MARK_QUOTE_END = 3,
    KT_MARK_LABEL = 16, /**< plus the kt_label that begins */
    KT_FIRST_TERM = 64,
    KT_NO_MARK = 255
};

/** A token or a marker. */
typedef struct kt_item {
    uint8_t mark; /**< KT_NO_MARK for a token */
    kt_scan token;
} kt_item;

/** A walk over the stream of an article; begin with kt_stream_of(). */
typedef struct kt_stream {
    const kt_article *article;
    kt_tokenizer *tokenizer;
    size_t next_span, next_quote;
    size_t span_end;        /**< of the present span */
    bool in_quote;          /**< in next_quote */
    const uint8_t *p, *end; /**< what is left up to where a quote begins or
                                 ends, or the span ends */
    uint8_t marks[2];       /**< due before it, the last one first */
    uint8_t due;
} kt_stream;

static inline kt_stream kt_stream_of(const kt_article *article,
                                     kt_tokenizer *tokenizer)
{
    const uint8_t *raw = (const uint8_t *)article->raw.data;
    return (kt_stream){.article = article,
                       .tokenizer = tokenizer,
                       .p = raw,
                       .end = raw,
                       .marks = {KT_MARK_ARTICLE},
                       .due = 1};
}

/** Go on to what follows stream->end; false if nothing does. */
bool kt_stream_next_piece(kt_stream *stream);

/** The next item, false at the end. */
static inline bool kt_stream_next(kt_stream *stream, kt_item *item)
{
    for (;;) {
        if (stream->due > 0) {
            item->mark = stream->marks[--stream->due];
            return true;
        }
        if (kt_scan_next(stream->p, stream->end, stream->tokenizer,
                         &item->token)) {
            stream->p = item->token.end;
            item->mark = KT_NO_MARK;
            return true;
        }
        if (!kt_stream_next_piece(stream))
            return false;
    }
}

#endif
