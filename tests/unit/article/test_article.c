#include "../test.h"

#include <ktool/article.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    const char *name;
    kt_span spans[4];
    size_t count;
    const char *expected;
} cases[] = {
    {"no span", {{0, 0, KT_LABEL_BODY}}, 0, ""},
    {"title only", {{0, 5, KT_LABEL_TITLE}}, 1, ""},
    {"one paragraph", {{6, 10, KT_LABEL_BODY}}, 1, "satu"},
    {"title and two paragraphs",
     {{0, 5, KT_LABEL_TITLE}, {6, 10, KT_LABEL_BODY}, {11, 14, KT_LABEL_BODY}},
     3,
     "satu\n\ndua"},
    {"a title in between",
     {{6, 10, KT_LABEL_BODY}, {0, 5, KT_LABEL_TITLE}, {11, 14, KT_LABEL_BODY}},
     3,
     "satu\n\ndua"},
};

static void text_is_the_bodies_with_an_empty_line_between(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_article article = {
            .raw = KT_SLICE("judul satu dua"),
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
    for (int label = 0; label < KT_LABEL_TOTAL; label++)
        assert_non_null(kt_label_name((kt_label)label));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_the_bodies_with_an_empty_line_between),
        cmocka_unit_test(every_label_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
