#include "../scratch.h"

#include "article/stream.h"

#define SPAN(label, start, end)                                                \
    {                                                                          \
        start, end, KT_LABEL_##label, NULL                                     \
    }

/* In the expected stream A is the article, P a paragraph, a label stands in
 * angle brackets, and a quote between [ and ]. */
static const struct {
    const char *name, *raw;
    kt_span spans[4];
    kt_span quotes[3];
    const char *expected;
} cases[] = {
    {"nothing", "", {{0}}, {{0}}, "A"},
    {"a title and two paragraphs",
     "a\nb c\nd",
     {SPAN(TITLE, 0, 1), SPAN(BODY, 2, 5), SPAN(BODY, 6, 7)},
     {{0}},
     "A <title> P a <body> P b c P d"},
    {"what is left of one paragraph",
     "a b c",
     {SPAN(BODY, 0, 1), SPAN(CAPTION, 2, 3), SPAN(BODY, 4, 5)},
     {{0}},
     "A <body> P a <caption> b <body> c"},
    {"a quote in the middle",
     "a \"b c\" d",
     {SPAN(BODY, 0, 9)},
     {SPAN(QUOTE, 2, 7)},
     "A <body> P a [ \" b c \" ] d"},
    {"a quote that is all there is",
     "\"b\"",
     {SPAN(BODY, 0, 3)},
     {SPAN(QUOTE, 0, 3)},
     "A <body> P [ \" b \" ]"},
    {"quotes at both ends",
     "\"a\" b \"c\"",
     {SPAN(BODY, 0, 9)},
     {SPAN(QUOTE, 0, 3), SPAN(QUOTE, 6, 9)},
     "A <body> P [ \" a \" ] b [ \" c \" ]"},
    {"quotes that touch",
     "\"a\"\"b\"",
     {SPAN(BODY, 0, 6)},
     {SPAN(QUOTE, 0, 3), SPAN(QUOTE, 3, 6)},
     "A <body> P [ \" a \" ] [ \" b \" ]"},
    {"quotes of a title and a body",
     "\"a\"\n\"b\"",
     {SPAN(TITLE, 0, 3), SPAN(BODY, 4, 7)},
     {SPAN(QUOTE, 0, 3), SPAN(QUOTE, 4, 7)},
     "A <title> P [ \" a \" ] <body> P [ \" b \" ]"},
    {"a quote after paragraphs without one",
     "a\nb\n\"c\" d",
     {SPAN(BODY, 0, 1), SPAN(BODY, 2, 3), SPAN(BODY, 4, 9)},
     {SPAN(QUOTE, 4, 7)},
     "A <body> P a P b P [ \" c \" ] d"},
    {"no token crosses the end of a quote",
     "ab",
     {SPAN(BODY, 0, 2)},
     {SPAN(QUOTE, 0, 1)},
     "A <body> P [ a ] b"},
};

static size_t count(const kt_span *spans, size_t most)
{
    size_t n = 0;
    while (n < most && spans[n].end > 0)
        n++;
    return n;
}

static void add_mark(uint8_t mark, kt_buffer *out)
{
    static const char *const marks[] = {[KT_MARK_ARTICLE] = "A",
                                        [KT_MARK_PARAGRAPH] = "P",
                                        [KT_MARK_QUOTE] = "[",
                                        [KT_MARK_QUOTE_END] = "]"};
    if (mark >= KT_MARK_LABEL)
        kt_buffer_add_format(out, "<%s>", kt_label_name(mark - KT_MARK_LABEL));
    else
        kt_buffer_add_string(out, marks[mark]);
}

static void show(const kt_article *article, kt_tokenizer *tokenizer,
                 kt_buffer *out)
{
    kt_stream stream = kt_stream_of(article, tokenizer);
    kt_item item = {0};
    while (kt_stream_next(&stream, &item)) {
        if (out->len > 0)
            kt_buffer_add_char(out, ' ');
        if (item.mark != KT_NO_MARK)
            add_mark(item.mark, out);
        else
            kt_buffer_add(out, item.token.start,
                          (size_t)(item.token.end - item.token.start));
    }
    assert_false(kt_stream_next(&stream, &item));
    kt_buffer_add_char(out, '\0');
}

static void streams_are_as_in_the_table(void **state)
{
    (void)state;
    kt_error err;
    kt_tokenizer *tokenizer;
    assert_ok(kt_tokenizer_new(KT_RULES_NEWS, &tokenizer, &err), &err);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_buffer out = {0};
        const kt_article article = {
            .raw = kt_slice_of(cases[i].raw),
            .spans = cases[i].spans,
            .span_count = count(cases[i].spans, LENGTH(cases[i].spans)),
            .quotes = cases[i].quotes,
            .quote_count = count(cases[i].quotes, LENGTH(cases[i].quotes))};
        show(&article, tokenizer, &out);
        if (strcmp(out.data, cases[i].expected) != 0)
            fail_msg("%s: '%s', not '%s'", cases[i].name, out.data,
                     cases[i].expected);
        kt_buffer_free(&out);
    }
    kt_tokenizer_free(tokenizer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(streams_are_as_in_the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
