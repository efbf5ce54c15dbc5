#include "article/stream.h"

static void take(kt_stream *stream, size_t start, size_t end)
{
    const uint8_t *raw = (const uint8_t *)stream->article->raw.data;
    stream->p = raw + start;
    stream->end = raw + end;
    kt_tokenizer_begin(stream->tokenizer, stream->p);
}

/* Where the quote that comes next begins, or the span ends. */
static size_t next_quote(const kt_stream *stream)
{
    const kt_article *article = stream->article;
    size_t end = stream->span_end;
    if (stream->next_quote >= article->quote_count)
        return end;
    size_t start = article->quotes[stream->next_quote].start;
    return start < end ? start : end;
}

static void begin_quote(kt_stream *stream)
{
    const kt_span *quote = &stream->article->quotes[stream->next_quote];
    take(stream, quote->start, quote->end);
    stream->marks[stream->due++] = KT_MARK_QUOTE;
    stream->in_quote = true;
}

static void end_quote(kt_stream *stream)
{
    size_t end = stream->article->quotes[stream->next_quote++].end;
    take(stream, end, next_quote(stream));
    stream->marks[stream->due++] = KT_MARK_QUOTE_END;
    stream->in_quote = false;
}

static void begin_span(kt_stream *stream)
{
    const kt_span *span = &stream->article->spans[stream->next_span];
    stream->span_end = span->end;
    take(stream, span->start, next_quote(stream));
    if (kt_article_breaks(stream->article, stream->next_span))
        stream->marks[stream->due++] = KT_MARK_PARAGRAPH;
    if (stream->next_span == 0 || span[-1].label != span->label)
        stream->marks[stream->due++] = (uint8_t)(KT_MARK_LABEL + span->label);
    stream->next_span++;
}

bool kt_stream_next_piece(kt_stream *stream)
{
    if (stream->in_quote)
        end_quote(stream);
    else if (next_quote(stream) < stream->span_end)
        begin_quote(stream);
    else if (stream->next_span < stream->article->span_count)
        begin_span(stream);
    else
        return false;
    return true;
}
