#include <ktool/article.h>

#include <stdlib.h>

static const char *const labels[KT_LABEL_TOTAL] = {
    [KT_LABEL_TITLE] = "title",
    [KT_LABEL_BODY] = "body",
    [KT_LABEL_DATELINE] = "dateline",
    [KT_LABEL_BYLINE] = "byline",
    [KT_LABEL_EDITOR] = "editor",
    [KT_LABEL_INITIALS] = "initials",
    [KT_LABEL_CREDIT] = "credit",
    [KT_LABEL_RELATED_LINK] = "related-link",
    [KT_LABEL_WIDGET] = "widget",
    [KT_LABEL_PAGINATION] = "pagination",
    [KT_LABEL_ADVERTISEMENT] = "advertisement",
    [KT_LABEL_CAPTION] = "caption",
    [KT_LABEL_LEGAL] = "legal",
    [KT_LABEL_SYNDICATION] = "syndication",
    [KT_LABEL_REPEATED] = "repeated",
    [KT_LABEL_HEADER] = "header",
    [KT_LABEL_QUOTE] = "quote",
};

const char *kt_label_name(kt_label label)
{
    return labels[label];
}

const char *kt_span_rule(const kt_span *span)
{
    if (span->rule != NULL)
        return span->rule;
    return span->label == KT_LABEL_QUOTE ? "quotation-marks" : "place";
}

bool kt_article_breaks(const kt_article *article, size_t i)
{
    if (i == 0)
        return true;
    size_t end = article->spans[i - 1].end;
    kt_slice gap = kt_slice_sub(article->raw, end, article->spans[i].start);
    for (size_t k = 0; k < gap.len; k++) {
        if (gap.data[k] == '\n' || gap.data[k] == '\r')
            return true;
    }
    return false;
}

void kt_article_text(const kt_article *article, kt_buffer *out)
{
    const char *separator = NULL; /* none before the first */
    for (size_t i = 0; i < article->span_count; i++) {
        kt_span span = article->spans[i];
        if (separator != NULL && kt_article_breaks(article, i))
            separator = "\n\n";
        if (span.label != KT_LABEL_BODY)
            continue;
        if (separator != NULL)
            kt_buffer_add_string(out, separator);
        kt_buffer_add_slice(out,
                            kt_slice_sub(article->raw, span.start, span.end));
        separator = " ";
    }
}

bool kt_marks_next(kt_marks *walk, kt_span *out)
{
    const kt_article *a = walk->article;
    bool has_span = walk->spans < a->span_count;
    bool has_quote = walk->quotes < a->quote_count;
    /* A quote lies within a span, so that it never is the longer one. */
    if (has_span && (!has_quote || a->spans[walk->spans].start <=
                                       a->quotes[walk->quotes].start))
        *out = a->spans[walk->spans++];
    else if (has_quote)
        *out = a->quotes[walk->quotes++];
    return has_span || has_quote;
}

static int by_name(const void *name, const void *field)
{
    const kt_field *f = field;
    return kt_slice_compare(*(const kt_slice *)name, f->name);
}

static bool has_value(const kt_article *article, kt_slice field)
{
    const struct {
        const char *name;
        kt_slice value;
    } known[] = {
        {"title", article->title},   {"date", article->date},
        {"source", article->source}, {"author", article->author},
        {"place", article->place},   {"section", article->section},
        {"url", article->url},       {"lang", article->lang},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (kt_slice_equal(field, kt_slice_of(known[i].name)))
            return known[i].value.data != NULL;
    }
    return article->field_count > 0 &&
           bsearch(&field, article->fields, article->field_count,
                   sizeof *article->fields, by_name) != NULL;
}

kt_origin kt_article_origin(const kt_article *article, kt_slice field)
{
    kt_origin origin = {.field = field};
    for (size_t i = 0; i < article->origin_count; i++) {
        if (kt_slice_equal(field, article->origins[i].field))
            return article->origins[i];
    }
    bool guessed =
        article->lang_clarity != 0 && kt_slice_equal(field, KT_SLICE("lang"));
    if (has_value(article, field))
        origin.from = guessed ? KT_SLICE("text") : KT_SLICE("field");
    return origin;
}
