#include "../test.h"

#include "article/reset.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define MOST 4

/* Articles as rules may have left them; in lines of JSONL but for line 0. */
static const struct {
    const char *name;
    size_t line;
    const char *raw;
    kt_span spans[MOST];
    size_t count;
    const char *expected; /* "title[...] body[...]" */
} spans[] = {
    {"what a loader gave stays",
     1,
     "Judul\nsatu\n\ndua",
     {{0, 5, KT_LABEL_TITLE, NULL}, {6, 10, KT_LABEL_BODY, NULL}},
     2,
     "title[Judul] body[satu] body[dua] "},
    {"other labels become bodies",
     1,
     "Judul\nBaca juga: x\ndua",
     {{0, 5, KT_LABEL_TITLE, NULL},
      {6, 18, KT_LABEL_RELATED_LINK, "baca"},
      {19, 22, KT_LABEL_BODY, NULL}},
     3,
     "title[Judul] body[Baca juga: x] body[dua] "},
    {"a paragraph that was divided is one again",
     1,
     "J\nJAKARTA - satu (x)",
     {{0, 1, KT_LABEL_TITLE, NULL},
      {2, 11, KT_LABEL_DATELINE, "d"},
      {12, 16, KT_LABEL_BODY, NULL},
      {17, 20, KT_LABEL_INITIALS, "i"}},
     4,
     "title[J] body[JAKARTA - satu (x)] "},
    {"what was cut off a title is in it again",
     1,
     "Judul - Kompas.com\nsatu",
     {{0, 5, KT_LABEL_TITLE, NULL}, {6, 18, KT_LABEL_CREDIT, "outlet"}},
     2,
     "title[Judul - Kompas.com] body[satu] "},
    {"a title of two lines stays",
     1,
     "Judul\r\nlagi\nsatu",
     {{0, 11, KT_LABEL_TITLE, NULL}},
     1,
     "title[Judul\r\nlagi] body[satu] "},
    {"no title stays none",
     1,
     "satu\ndua",
     {{0, 4, KT_LABEL_BODY, NULL}},
     1,
     "body[satu] body[dua] "},
    {"a title that a rule found is a body",
     1,
     "satu\ndua",
     {{0, 4, KT_LABEL_TITLE, "first-line"}, {5, 8, KT_LABEL_BODY, NULL}},
     2,
     "body[satu] body[dua] "},
    {"a title only",
     1,
     "Judul",
     {{0, 5, KT_LABEL_TITLE, NULL}},
     1,
     "title[Judul] "},
    {"the first line of a file is its title",
     0,
     "\n Rubrik \nJudul\nsatu",
     {{2, 8, KT_LABEL_HEADER, "rubric"}, {10, 15, KT_LABEL_TITLE, NULL}},
     2,
     "title[Rubrik] body[Judul] body[satu] "},
    {"no spans at all",
     0,
     "Judul\nsatu",
     {{0, 0, 0, NULL}},
     0,
     "title[Judul] body[satu] "},
    {"nothing but white space", 0, " \n", {{0, 0, 0, NULL}}, 0, ""},
};

static void show_spans(const kt_article *article, kt_buffer *out)
{
    for (size_t i = 0; i < article->span_count; i++) {
        const kt_span *span = &article->spans[i];
        assert_null(span->rule);
        kt_buffer_add_format(out, "%s[", kt_label_name(span->label));
        kt_buffer_add_slice(out,
                            kt_slice_sub(article->raw, span->start, span->end));
        kt_buffer_add_string(out, "] ");
    }
    kt_buffer_add_char(out, '\0');
}

static void spans_are_those_of_a_loader(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(spans); i++) {
        kt_error err;
        kt_arena arena = {0};
        kt_buffer found = {0};
        const kt_span quote = {0, 1, KT_LABEL_QUOTE, NULL};
        kt_article article = {.raw = kt_slice_of(spans[i].raw),
                              .line = spans[i].line,
                              .title = KT_SLICE("other"),
                              .spans = spans[i].spans,
                              .span_count = spans[i].count,
                              .quotes = &quote,
                              .quote_count = 1};
        assert_ok(kt_article_reset(&article, &arena, &err), &err);
        show_spans(&article, &found);
        if (strcmp(found.data, spans[i].expected) != 0)
            fail_msg("%s: found %s, not %s", spans[i].name, found.data,
                     spans[i].expected);
        assert_int_equal(article.quote_count, 0);
        bool titled = strstr(found.data, "title[") != NULL;
        assert_int_equal(article.title.data != NULL, titled);
        if (titled)
            assert_ptr_equal(article.title.data,
                             article.raw.data + article.spans->start);
        kt_buffer_free(&found);
        kt_arena_free(&arena);
    }
}

static void only_a_guessed_language_goes(void **state)
{
    (void)state;
    static const double clarities[] = {0, 0.5};
    for (size_t i = 0; i < LENGTH(clarities); i++) {
        kt_error err;
        kt_arena arena = {0};
        kt_article article = {.raw = KT_SLICE("x"),
                              .lang = KT_SLICE("id"),
                              .lang_clarity = clarities[i]};
        assert_ok(kt_article_reset(&article, &arena, &err), &err);
        assert_int_equal(article.lang.data != NULL, clarities[i] == 0);
        assert_true(article.lang_clarity == 0);
        kt_arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_are_those_of_a_loader),
        cmocka_unit_test(only_a_guessed_language_goes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
