#include "fuzz.h"

#include "article/clean.h"
#include "article/paragraphs.h"

#include <ktool/text.h>
#include <stdlib.h>

/* Spans are in order and not empty, and cover all that is not white. */
static void check(const kt_article *article)
{
    size_t at = 0;
    for (size_t i = 0; i < article->span_count; i++) {
        const kt_span *span = &article->spans[i];
        assert(span->start >= at && span->end > span->start);
        assert(span->end <= article->raw.len);
        kt_span gap = kt_trim(article->raw, at, span->start);
        assert(gap.start == gap.end);
        at = span->end;
    }
    kt_span rest = kt_trim(article->raw, at, article->raw.len);
    assert(rest.start == rest.end);
}

/* Our rules on any text, the first line being a title. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const kt_cleaning *cleaning;
    static kt_cleaner *cleaner;
    kt_titles titles = {0};
    kt_arena arena = {0};
    kt_buffer raw = {0}, spans = {0};
    if (cleaning == NULL && (kt_cleaning_shared(&cleaning, NULL) != KT_OK ||
                             kt_cleaner_new(cleaning, &cleaner, NULL) != KT_OK))
        abort();
    kt_text_repair((kt_slice){(const char *)data, size}, &raw);
    kt_paragraphs(kt_buffer_slice(&raw), 0, &spans);
    kt_span *list = (kt_span *)(void *)spans.data;
    kt_article article = {.raw = kt_buffer_slice(&raw),
                          .spans = list,
                          .span_count = spans.len / sizeof *list};
    if (article.span_count > 0) {
        list[0].label = KT_LABEL_TITLE;
        article.title = kt_slice_sub(article.raw, list[0].start, list[0].end);
        kt_titles_add(&titles, article.title);
    }
    if (kt_clean(cleaner, &titles, &arena, &article, NULL) == KT_OK)
        check(&article);
    kt_titles_free(&titles);
    kt_arena_free(&arena);
    kt_buffer_free(&raw);
    kt_buffer_free(&spans);
    return 0;
}
