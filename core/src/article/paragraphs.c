#include "article/paragraphs.h"

/** The length of the white space character that @p p begins with, or 0. */
static size_t white_length(const char *p, const char *end)
{
    const unsigned char *s = (const unsigned char *)p;
    if (s[0] == ' ' || (s[0] >= '\t' && s[0] <= '\r'))
        return 1;
    if (s[0] < 0xc2 || end - p < 2)
        return 0;
    if (s[0] == 0xc2)
        return s[1] == 0x85 || s[1] == 0xa0 ? 2 : 0;
    if (end - p < 3)
        return 0;
    bool white = false;
    if (s[0] == 0xe1)
        white = s[1] == 0x9a && s[2] == 0x80;
    else if (s[0] == 0xe2 && s[1] == 0x80)
        white = (s[2] >= 0x80 && s[2] <= 0x8a) || s[2] == 0xa8 ||
                s[2] == 0xa9 || s[2] == 0xaf;
    else if (s[0] == 0xe2)
        white = s[1] == 0x81 && s[2] == 0x9f;
    else if (s[0] == 0xe3)
        white = s[1] == 0x80 && s[2] == 0x80;
    return white ? 3 : 0;
}

/** Where the character begins whose last byte is before @p end. */
static const char *last_character(const char *start, const char *end)
{
    const char *p = end - 1;
    while (p > start && ((unsigned char)*p & 0xc0) == 0x80)
        p--;
    return p;
}

kt_span kt_trim(kt_slice text, size_t start, size_t end)
{
    if (start == end)
        return (kt_span){start, end, KT_LABEL_BODY, NULL};
    const char *p = text.data + start, *q = text.data + end;
    size_t n;
    /* Scrapers indent, and leave lines of nothing else. */
    while (q - p >= 8 && memcmp(p, "        ", 8) == 0)
        p += 8;
    while (p < q && (n = white_length(p, q)) > 0)
        p += n;
    while (p < q) {
        const char *last = last_character(p, q);
        if (white_length(last, q) != (size_t)(q - last))
            break;
        q = last;
    }
    return (kt_span){(size_t)(p - text.data), (size_t)(q - text.data),
                     KT_LABEL_BODY, NULL};
}

/** Where @p c is next, or @p end. */
static const char *find(const char *p, const char *end, char c)
{
    const char *found = memchr(p, c, (size_t)(end - p));
    return found == NULL ? end : found;
}

void kt_paragraphs(kt_slice text, size_t start, kt_buffer *spans)
{
    if (start >= text.len)
        return;
    const char *end = text.data + text.len;
    const char *line = text.data + start;
    /* Kept over the lines that CR ends, or those would cost the square. */
    const char *lf = find(line, end, '\n');
    while (line < end) {
        const char *line_end = find(line, lf, '\r');
        kt_span span = kt_trim(text, (size_t)(line - text.data),
                               (size_t)(line_end - text.data));
        if (span.start < span.end)
            kt_buffer_add(spans, &span, sizeof span);
        if (line_end == lf && lf < end)
            lf = find(lf + 1, end, '\n');
        line = line_end < end ? line_end + 1 : end;
    }
}

void kt_divide(kt_article *article, size_t title, kt_buffer *spans)
{
    kt_span inside = kt_trim(article->raw, 0, title);
    bool titled = article->line == 0 || inside.start < inside.end;
    article->title = (kt_slice){NULL, 0};
    if (inside.start < inside.end)
        kt_buffer_add(spans, &inside, sizeof inside);
    kt_paragraphs(article->raw, title, spans);
    if (!titled || spans->len == 0)
        return;
    kt_span *first = (kt_span *)(void *)spans->data;
    first->label = KT_LABEL_TITLE;
    article->title = kt_slice_sub(article->raw, first->start, first->end);
}
