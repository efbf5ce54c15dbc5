/* What tests of cleaning share: an article from a text, cleaned and written
 * out. */
#ifndef KT_TEST_CLEANED_H
#define KT_TEST_CLEANED_H

#include "../test.h"

#include "article/clean.h"
#include "article/paragraphs.h"

static inline kt_status no_fault(void *ctx, const char *file, size_t line,
                                 const char *problem)
{
    (void)ctx;
    fail_msg("%s:%zu: %s", file, line, problem);
    return KT_OK;
}

static inline kt_cleaning *rules_of(const char *text)
{
    kt_cleaning *cleaning;
    kt_error err;
    const kt_clean_file file = {"rules.tsv", kt_slice_of(text), false, true};
    assert_ok(kt_cleaning_of(&file, 1, no_fault, NULL, &cleaning, &err), &err);
    return cleaning;
}

/* An article whose first line is its title. */
static inline void set_raw(kt_article *article, kt_slice raw, kt_buffer *spans)
{
    article->raw = raw;
    kt_buffer_clear(spans);
    kt_paragraphs(raw, 0, spans);
    kt_span *list = (kt_span *)(void *)spans->data;
    if (spans->len > 0) {
        list[0].label = KT_LABEL_TITLE;
        article->title = kt_slice_sub(raw, list[0].start, list[0].end);
    }
    article->spans = list;
    article->span_count = spans->len / sizeof *list;
}

/* Write the spans but the title: "body:text|widget(rule):text". */
static inline void write_spans(const kt_article *article, kt_buffer *out)
{
    for (size_t i = 0; i < article->span_count; i++) {
        const kt_span *span = &article->spans[i];
        if (span->label == KT_LABEL_TITLE)
            continue;
        if (out->len > 0)
            kt_buffer_add_string(out,
                                 kt_article_breaks(article, i) ? "|" : "~");
        kt_buffer_add_string(out, kt_label_name(span->label));
        if (span->rule != NULL)
            kt_buffer_add_format(out, "(%s)", span->rule);
        kt_buffer_add_char(out, ':');
        kt_buffer_add_slice(out,
                            kt_slice_sub(article->raw, span->start, span->end));
    }
    kt_buffer_add_char(out, '\0');
}

/* Spans are in order, inside the text, not empty, and cover all that is not
 * white. */
static inline void assert_cover(const kt_article *article)
{
    size_t at = 0;
    for (size_t i = 0; i <= article->span_count; i++) {
        bool last = i == article->span_count;
        size_t start = last ? article->raw.len : article->spans[i].start;
        assert_true(start >= at && start <= article->raw.len);
        kt_span gap = kt_trim(article->raw, at, start);
        if (gap.start != gap.end)
            fail_msg("not covered: %.*s", (int)(gap.end - gap.start),
                     article->raw.data + gap.start);
        if (last)
            break;
        assert_true(article->spans[i].end > start);
        at = article->spans[i].end;
    }
    assert_true(at <= article->raw.len);
}

#endif
