#include "article/stream.h"

bool kt_stream_next_span(kt_stream *stream)
{
    const kt_article *article = stream->article;
    if (stream->next_span >= article->span_count)
        return false;
    const kt_span *span = &article->spans[stream->next_span];
    const uint8_t *raw = (const uint8_t *)article->raw.data;
    stream->p = raw + span->start;
    stream->end = raw + span->end;
    kt_tokenizer_begin(stream->tokenizer, stream->p);
    if (kt_article_breaks(article, stream->next_span))
        stream->marks[stream->due++] = KT_MARK_PARAGRAPH;
    if (stream->next_span == 0 || span[-1].label != span->label)
        stream->marks[stream->due++] = (uint8_t)(KT_MARK_LABEL + span->label);
    stream->next_span++;
    return true;
}
