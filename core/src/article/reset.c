#include "article/reset.h"

#include "article/known.h"
#include "article/paragraphs.h"

/* Where the title of a record ends: at the end of a line. Rules may have cut
 * something off it, or made a title of something else. */
static size_t title_end(const kt_article *article)
{
    kt_slice raw = article->raw;
    size_t end = 0;
    for (size_t i = 0; i < article->span_count; i++) {
        const kt_span *span = &article->spans[i];
        if (span->label == KT_LABEL_TITLE && span->rule == NULL)
            end = span->end;
    }
    while (end > 0 && end < raw.len && raw.data[end] != '\n' &&
           raw.data[end] != '\r')
        end++;
    return end;
}

static kt_status reset_spans(kt_article *article, kt_arena *arena,
                             kt_error *err)
{
    kt_buffer spans = {0};
    kt_divide(article, article->line == 0 ? 0 : title_end(article), &spans);
    kt_status status = kt_buffer_status(&spans, err);
    kt_slice copy = kt_arena_copy(arena, kt_buffer_slice(&spans));
    if (status == KT_OK && copy.len != spans.len)
        status = KT_FAIL_NOMEM(err);
    kt_buffer_free(&spans);
    if (status != KT_OK)
        return status;
    article->spans = (const kt_span *)(const void *)copy.data;
    article->span_count = copy.len / sizeof(kt_span);
    article->quotes = NULL;
    article->quote_count = 0;
    return KT_OK;
}

kt_status kt_article_reset(kt_article *article, kt_arena *arena, kt_error *err)
{
    kt_status status = reset_spans(article, arena, err);
    if (article->lang_clarity > 0) {
        article->lang = (kt_slice){NULL, 0};
        article->lang_clarity = 0;
    }
    if (status == KT_OK && !kt_known_forget(article, arena))
        status = KT_FAIL_NOMEM(err);
    return status;
}
