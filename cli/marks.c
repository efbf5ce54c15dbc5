#include "marks.h"

#include "table.h"

#include <ktool/script.h>
#include <ktool/text.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
    GAP = 2,       /* columns between label, rule and text */
    NARROWEST = 20 /* columns that text has at least */
};

#define FAINT "2"

/* How a terminal is told the colour of each label; body is as it is. */
static const char *const colors[KT_LABEL_TOTAL] = {
    [KT_LABEL_TITLE] = "1",          [KT_LABEL_BODY] = "",
    [KT_LABEL_DATELINE] = "36",      [KT_LABEL_BYLINE] = "94",
    [KT_LABEL_EDITOR] = "34",        [KT_LABEL_INITIALS] = "96",
    [KT_LABEL_CREDIT] = "35",        [KT_LABEL_RELATED_LINK] = "33",
    [KT_LABEL_WIDGET] = "91",        [KT_LABEL_PAGINATION] = "93",
    [KT_LABEL_ADVERTISEMENT] = "31", [KT_LABEL_CAPTION] = "92",
    [KT_LABEL_LEGAL] = "90",         [KT_LABEL_SYNDICATION] = "95",
    [KT_LABEL_REPEATED] = "2",       [KT_LABEL_HEADER] = "90",
    [KT_LABEL_QUOTE] = "32",
};

/* The text on the right, and what each line of it is in the margin. */
typedef struct page {
    const kt_article *article;
    bool color; /* quotes are coloured where they stand, not listed */
    size_t label_width, margin;
    size_t room;   /* columns for the text; SIZE_MAX without a terminal */
    size_t quotes; /* that were printed */
    kt_buffer line;
} page;

static int print_rows(const kt_article *article, kt_format format)
{
    static const char *const names[] = {"start", "end", "label", "rule"};
    kt_error err;
    kt_writer *writer;
    kt_span span;
    kt_marks walk = {.article = article};
    kt_status status = table_new(names, 4, format, &writer, &err);
    while (status == KT_OK && kt_marks_next(&walk, &span)) {
        const kt_cell cells[] = {
            integer_cell((int64_t)span.start), integer_cell((int64_t)span.end),
            text_cell(kt_slice_of(kt_label_name(span.label))),
            text_cell(kt_slice_of(kt_span_rule(&span)))};
        status = kt_writer_row(writer, cells, 4, &err);
    }
    return table_end(writer, status, &err);
}

static size_t terminal_width(void)
{
    struct winsize size;
    if (!isatty(STDOUT_FILENO))
        return SIZE_MAX;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0
               ? size.ws_col
               : 80;
}

static void widen(size_t *width, const char *text)
{
    size_t len = text == NULL ? 0 : strlen(text);
    if (len > *width)
        *width = len;
}

static void measure(page *p)
{
    kt_span span;
    kt_marks walk = {.article = p->article};
    size_t rule_width = 0, width = terminal_width();
    while (kt_marks_next(&walk, &span)) {
        widen(&p->label_width, kt_label_name(span.label));
        widen(&rule_width, span.rule);
    }
    p->margin = p->label_width + GAP + rule_width + (rule_width > 0 ? GAP : 0);
    p->room = width == SIZE_MAX               ? SIZE_MAX
              : width > p->margin + NARROWEST ? width - p->margin
                                              : NARROWEST;
}

static void begin_color(page *p, const char *color)
{
    if (p->color && *color != '\0')
        kt_buffer_add_format(&p->line, "\x1b[%sm", color);
}

static void end_color(page *p, const char *color)
{
    if (p->color && *color != '\0')
        kt_buffer_add_string(&p->line, "\x1b[0m");
}

static void add_stretch(page *p, size_t start, size_t end, const char *color)
{
    begin_color(p, color);
    kt_script_printable(kt_slice_sub(p->article->raw, start, end), &p->line);
    end_color(p, color);
}

/* The text of a span, the quotes in it in their colour. */
static void add_text(page *p, const kt_span *span)
{
    const kt_article *a = p->article;
    const char *color = colors[span->label];
    size_t at = span->start;
    for (; p->color && p->quotes < a->quote_count; p->quotes++) {
        const kt_span *quote = &a->quotes[p->quotes];
        if (quote->start < at || quote->end > span->end)
            break;
        add_stretch(p, at, quote->start, color);
        add_stretch(p, quote->start, quote->end, colors[KT_LABEL_QUOTE]);
        at = quote->end;
    }
    add_stretch(p, at, span->end, color);
}

/* Columns of text that may have colours in it. */
static size_t columns_of(kt_slice text)
{
    size_t width = 0;
    const char *escape;
    while (text.len > 0 &&
           (escape = memchr(text.data, '\x1b', text.len)) != NULL) {
        size_t len = (size_t)(escape - text.data);
        width += kt_text_width(kt_slice_sub(text, 0, len));
        while (text.data[len++] != 'm')
            ;
        text = kt_slice_sub(text, len, text.len);
    }
    return width + kt_text_width(text);
}

static size_t count_spaces(kt_slice text)
{
    size_t count = 0;
    while (count < text.len && text.data[count] == ' ')
        count++;
    return count;
}

/* Print text that begins behind the margin, and its further lines there. */
static void put_wrapped(const page *p, kt_slice text)
{
    size_t column = 0;
    while (text.len > 0) {
        size_t spaces = count_spaces(text), end = spaces;
        while (end < text.len && text.data[end] != ' ')
            end++;
        size_t width = columns_of(kt_slice_sub(text, spaces, end));
        if (column > 0 && column + spaces + width > p->room) {
            printf("\n%*s", (int)p->margin, "");
            text = kt_slice_sub(text, spaces, text.len);
            end -= spaces;
            column = spaces = 0;
        }
        fwrite(text.data, 1, end, stdout);
        column += spaces + width;
        text = kt_slice_sub(text, end, text.len);
    }
    putchar('\n');
}

/* Body without a rule is as it should be, so that its margin is the least to
 * be seen. */
static void put_margin(page *p, const kt_span *span)
{
    bool usual = span->label == KT_LABEL_BODY && span->rule == NULL;
    const char *color = usual ? FAINT : colors[span->label];
    begin_color(p, color);
    size_t start = p->line.len;
    kt_buffer_add_format(&p->line, "%-*s", (int)p->label_width + GAP,
                         kt_label_name(span->label));
    kt_script_printable(kt_slice_of(span->rule), &p->line);
    while (!p->line.failed && p->line.len < start + p->margin)
        kt_buffer_add_char(&p->line, ' ');
    end_color(p, color);
    if (p->line.failed)
        return; /* put_span() says so */
    fwrite(p->line.data, 1, p->line.len, stdout);
    kt_buffer_clear(&p->line);
}

static kt_status put_span(page *p, const kt_span *span, kt_error *err)
{
    put_margin(p, span);
    add_text(p, span);
    kt_status status = kt_buffer_status(&p->line, err);
    if (status == KT_OK)
        put_wrapped(p, kt_buffer_slice(&p->line));
    kt_buffer_clear(&p->line);
    return status;
}

/* What the colour of quotes means. */
static void put_legend(page *p)
{
    const kt_span quote = {.label = KT_LABEL_QUOTE};
    const char *color = colors[KT_LABEL_QUOTE];
    if (!p->color || p->article->quote_count == 0)
        return;
    put_margin(p, &quote);
    printf("\x1b[%sm%zu, in this colour\x1b[0m\n", color,
           p->article->quote_count);
}

static int print_page(const kt_article *article)
{
    kt_error err;
    kt_span span;
    kt_marks walk = {.article = article};
    page p = {.article = article, .color = table_color()};
    kt_status status = KT_OK;
    measure(&p);
    while (status == KT_OK && kt_marks_next(&walk, &span)) {
        if (span.label != KT_LABEL_QUOTE || !p.color)
            status = put_span(&p, &span, &err);
    }
    put_legend(&p);
    kt_buffer_free(&p.line);
    return status == KT_OK ? KT_EXIT_OK : output_failure(&err);
}

int print_marks(const kt_article *article, kt_format format)
{
    return format == KT_FORMAT_AUTO ? print_page(article)
                                    : print_rows(article, format);
}
