#include "../load/record.h"

#include "article/paragraphs.h"

static const struct {
    const char *name, *text, *expected;
} cases[] = {
    {"nothing", "", ""},
    {"only white space", " \t\r\n \n", ""},
    {"one line", "a", "a|"},
    {"LF", "a\nb", "a|b|"},
    {"CRLF", "a\r\nb\r\n", "a|b|"},
    {"CR", "a\rb\r", "a|b|"},
    {"all of them", "a\rb\r\nc\nd\n\re", "a|b|c|d|e|"},
    {"many CRs before an LF", "a\rb\rc\nd\re\nf", "a|b|c|d|e|f|"},
    {"blank lines", "\n\na\n \t\n\nb\n\n", "a|b|"},
    {"space around, not within", "  a  b\t", "a  b|"},
    {"no-break space", "\u00a0a\u00a0b\u00a0\n\u00a0\nc", "a\u00a0b|c|"},
    {"all white space of Unicode",
     "\t\v\f \xc2\x85"
     "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
     "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000x"
     "\u3000\u205f\u202f\u2029\u2028\u200a\u2000\u1680\u00a0\xc2\x85"
     " \f\v\t",
     "x|"},
    {"what only looks white", "\u200bx\ufeff", "\u200bx\ufeff|"},
    {"neighbours of white space", "\u167f\u200b\u2027\u2030\u205e\u3001",
     "\u167f\u200b\u2027\u2030\u205e\u3001|"},
    {"a letter that ends like NBSP", "\u0120\n\u00e0", "\u0120|\u00e0|"},
};

static void every_line_that_is_not_blank_is_a_paragraph(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_slice text = slice_of(cases[i].text);
        kt_buffer spans = {0}, record = {0};
        kt_paragraphs(text, 0, &spans);
        const kt_span *span = (const kt_span *)(const void *)spans.data;
        for (size_t n = spans.len / sizeof *span; n > 0; n--, span++) {
            assert_int_equal(span->label, KT_LABEL_BODY);
            kt_buffer_add_slice(&record,
                                kt_slice_sub(text, span->start, span->end));
            kt_buffer_add_char(&record, '|');
        }
        assert_record(&record, cases[i].name, cases[i].expected);
        kt_buffer_free(&spans);
    }
}

static void paragraphs_may_begin_inside_the_text(void **state)
{
    (void)state;
    kt_buffer spans = {0};
    kt_paragraphs(KT_SLICE("title\nbody"), 5, &spans);
    const kt_span *span = (const kt_span *)(const void *)spans.data;
    assert_int_equal(spans.len, sizeof *span);
    assert_int_equal(span->start, 6);
    assert_int_equal(span->end, 10);
    kt_buffer_free(&spans);
}

static void trimming_nothing_gives_nothing(void **state)
{
    (void)state;
    kt_span span = kt_trim((kt_slice){NULL, 0}, 0, 0);
    assert_int_equal(span.start, 0);
    assert_int_equal(span.end, 0);
    span = kt_trim(KT_SLICE("a  b"), 1, 3);
    assert_int_equal(span.start, span.end);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_that_is_not_blank_is_a_paragraph),
        cmocka_unit_test(paragraphs_may_begin_inside_the_text),
        cmocka_unit_test(trimming_nothing_gives_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
