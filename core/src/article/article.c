#include <ktool/article.h>

static const char *const labels[KT_LABEL_TOTAL] = {
    [KT_LABEL_TITLE] = "title",
    [KT_LABEL_BODY] = "body",
};

const char *kt_label_name(kt_label label)
{
    return labels[label];
}

void kt_article_text(const kt_article *article, kt_buffer *out)
{
    const char *separator = "";
    for (size_t i = 0; i < article->span_count; i++) {
        kt_span span = article->spans[i];
        if (span.label != KT_LABEL_BODY)
            continue;
        kt_buffer_add_string(out, separator);
        kt_buffer_add_slice(out,
                            kt_slice_sub(article->raw, span.start, span.end));
        separator = "\n\n";
    }
}
