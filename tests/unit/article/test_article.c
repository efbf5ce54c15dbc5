#include "../test.h"

#include <ktool/article.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define TITLE(start, end)                                                      \
    {                                                                          \
        start, end, KT_LABEL_TITLE, NULL                                       \
    }
#define BODY(start, end)                                                       \
    {                                                                          \
        start, end, KT_LABEL_BODY, NULL                                        \
    }

static const struct {
    const char *name;
    const char *raw;
    kt_span spans[4];
    size_t count;
    const char *expected;
} cases[] = {
    {"no span", "judul", {BODY(0, 0)}, 0, ""},
    {"title only", "judul", {TITLE(0, 5)}, 1, ""},
    {"one paragraph", "judul\nsatu", {TITLE(0, 5), BODY(6, 10)}, 2, "satu"},
    {"two paragraphs",
     "judul\nsatu\ndua",
     {TITLE(0, 5), BODY(6, 10), BODY(11, 14)},
     3,
     "satu\n\ndua"},
    {"what is left of one paragraph",
     "judul\nsatu x dua",
     {TITLE(0, 5),
      BODY(6, 10),
      {11, 12, KT_LABEL_RELATED_LINK, "r"},
      BODY(13, 16)},
     4,
     "satu dua"},
    {"a furniture line between",
     "satu\rx\rdua",
     {BODY(0, 4), {5, 6, KT_LABEL_WIDGET, "r"}, BODY(7, 10)},
     3,
     "satu\n\ndua"},
    {"a furniture line at the end of a paragraph",
     "satu x\ndua",
     {BODY(0, 4), {5, 6, KT_LABEL_WIDGET, "r"}, BODY(7, 10)},
     3,
     "satu\n\ndua"},
};

static void text_is_the_bodies_paragraph_by_paragraph(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_article article = {
            .raw = kt_slice_of(cases[i].raw),
            .spans = cases[i].spans,
            .span_count = cases[i].count,
        };
        kt_buffer out = {0};
        kt_buffer_add_string(&out, ">");
        kt_article_text(&article, &out);
        kt_buffer_add_char(&out, '\0');
        if (strcmp(out.data + 1, cases[i].expected) != 0)
            print_error("case: %s\n", cases[i].name);
        assert_string_equal(out.data + 1, cases[i].expected);
        kt_buffer_free(&out);
    }
}

static void every_label_has_a_name(void **state)
{
    (void)state;
    assert_string_equal(kt_label_name(KT_LABEL_TITLE), "title");
    assert_string_equal(kt_label_name(KT_LABEL_BODY), "body");
    assert_string_equal(kt_label_name(KT_LABEL_QUOTE), "quote");
    for (int label = 0; label < KT_LABEL_TOTAL; label++)
        assert_non_null(kt_label_name((kt_label)label));
}

static void marks_are_in_order_the_longer_first(void **state)
{
    (void)state;
    const kt_span spans[] = {TITLE(0, 5), BODY(6, 20), BODY(21, 40)};
    const kt_span quotes[] = {{1, 3, KT_LABEL_QUOTE, NULL},
                              {6, 9, KT_LABEL_QUOTE, NULL},
                              {12, 20, KT_LABEL_QUOTE, NULL},
                              {21, 40, KT_LABEL_QUOTE, NULL},
                              {30, 35, KT_LABEL_QUOTE, "r"}};
    static const size_t expected[][2] = {{0, 5},   {1, 3},   {6, 20},
                                         {6, 9},   {12, 20}, {21, 40},
                                         {21, 40}, {30, 35}};
    const kt_article article = {.spans = spans,
                                .span_count = LENGTH(spans),
                                .quotes = quotes,
                                .quote_count = LENGTH(quotes)};
    kt_marks walk = {.article = &article};
    kt_span span;
    for (size_t i = 0; i < LENGTH(expected); i++) {
        assert_true(kt_marks_next(&walk, &span));
        assert_int_equal(span.start, expected[i][0]);
        assert_int_equal(span.end, expected[i][1]);
        assert_int_equal(span.label == KT_LABEL_QUOTE,
                         i != 0 && i != 2 && i != 5);
    }
    assert_string_equal(kt_span_rule(&span), "r");
    assert_false(kt_marks_next(&walk, &span));
    assert_false(kt_marks_next(&walk, &span));
}

static void a_value_comes_from_somewhere(void **state)
{
    (void)state;
    const kt_field fields[] = {{KT_SLICE("editor"), KT_SLICE("\"Wati\"")},
                               {KT_SLICE("views"), KT_SLICE("12")}};
    const kt_origin origins[] = {
        {KT_SLICE("editor"), KT_SLICE("byline"), {NULL, 0}},
        {KT_SLICE("source"), KT_SLICE("field"),
         KT_SLICE("the dateline says Antara")}};
    const kt_article article = {.title = KT_SLICE(""),
                                .source = KT_SLICE("Tempo"),
                                .lang = KT_SLICE("id"),
                                .lang_clarity = 0.5,
                                .fields = fields,
                                .field_count = LENGTH(fields),
                                .origins = origins,
                                .origin_count = LENGTH(origins)};
    static const struct {
        const char *field, *from, *note;
    } rows[] = {
        {"title", "field", NULL},
        {"source", "field", "the dateline says Antara"},
        {"lang", "text", NULL},
        {"editor", "byline", NULL},
        {"views", "field", NULL},
        {"place", NULL, NULL},
        {"", NULL, NULL},
        {"text", NULL, NULL},
    };
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_slice field = kt_slice_of(rows[i].field);
        kt_origin origin = kt_article_origin(&article, field);
        assert_true(kt_slice_equal(origin.field, field));
        assert_true(kt_slice_equal(origin.from, kt_slice_of(rows[i].from)));
        assert_true(kt_slice_equal(origin.note, kt_slice_of(rows[i].note)));
        assert_int_equal(origin.from.data == NULL, rows[i].from == NULL);
    }
    kt_article said = {.lang = KT_SLICE("id")};
    assert_true(kt_slice_equal(kt_article_origin(&said, KT_SLICE("lang")).from,
                               KT_SLICE("field")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_the_bodies_paragraph_by_paragraph),
        cmocka_unit_test(every_label_has_a_name),
        cmocka_unit_test(marks_are_in_order_the_longer_first),
        cmocka_unit_test(a_value_comes_from_somewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
