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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_the_bodies_paragraph_by_paragraph),
        cmocka_unit_test(every_label_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
