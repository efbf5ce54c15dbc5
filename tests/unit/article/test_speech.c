#include "../scratch.h"

#include "article/paragraphs.h"
#include "article/speech.h"

static int read_rules(void **state)
{
    kt_quote_rules *rules;
    kt_error err;
    if (kt_quote_rules_new(KT_SPEECH_LANGUAGES, &rules, &err) != KT_OK) {
        print_message("%s\n", err.message);
        return -1;
    }
    *state = rules;
    return 0;
}

static int free_rules(void **state)
{
    kt_quote_rules_free(*state);
    return 0;
}

/* Each line of a raw text is a span of label. */
static const struct {
    const char *name, *raw;
    kt_label label;
    const char *expected; /* the quotes, with | between them */
} cases[] = {
    {"nothing", "", KT_LABEL_BODY, ""},
    {"no quote", "Warga menunggu.", KT_LABEL_BODY, ""},
    {"speech, with its marks", "\"Airnya keruh sejak kemarin,\" kata Wati.",
     KT_LABEL_BODY, "\"Airnya keruh sejak kemarin,\""},
    {"a title's", "Wati: \"Airnya keruh sekali sejak dua hari\"",
     KT_LABEL_TITLE, "\"Airnya keruh sekali sejak dua hari\""},
    {"not a caption's", "\"Airnya keruh sekali sejak dua hari\"",
     KT_LABEL_CAPTION, ""},
    {"no scare quote", "Kampung \"air keruh\" itu ramai.", KT_LABEL_BODY, ""},
    {"a few words that somebody says", "\"Keruh,\" kata Wati.", KT_LABEL_BODY,
     "\"Keruh,\""},
    {"a few words that end a sentence", "Wati diam. \"Keruh.\"", KT_LABEL_BODY,
     "\"Keruh.\""},
    {"speech beside a scare quote",
     "\"Airnya keruh, lihat saja sendiri,\" kata Wati di \"kampung air\".",
     KT_LABEL_BODY, "\"Airnya keruh, lihat saja sendiri,\""},
    {"line by line", "\"Keruh.\n\"Bau.\" Ya.", KT_LABEL_BODY,
     "\"Keruh.|\"Bau.\""},
};

static kt_article article_of(const char *raw, kt_label label, kt_buffer *spans)
{
    kt_article article = {.raw = kt_slice_of(raw)};
    kt_paragraphs(article.raw, 0, spans);
    kt_span *list = (kt_span *)(void *)spans->data;
    article.spans = list;
    article.span_count = spans->len / sizeof *list;
    for (size_t i = 0; i < article.span_count; i++)
        list[i].label = label;
    return article;
}

static void speech_is_as_in_the_table(void **state)
{
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_buffer spans = {0}, quotes = {0}, out = {0};
        kt_article article = article_of(cases[i].raw, cases[i].label, &spans);
        kt_find_speech(&article, *state, &quotes);
        const kt_span *list = (const kt_span *)(const void *)quotes.data;
        for (size_t q = 0; q < quotes.len / sizeof *list; q++) {
            assert_int_equal(list[q].label, KT_LABEL_QUOTE);
            assert_string_equal(kt_span_rule(&list[q]), "quotation-marks");
            kt_buffer_add_string(&out, q > 0 ? "|" : "");
            kt_buffer_add_slice(
                &out, kt_slice_sub(article.raw, list[q].start, list[q].end));
        }
        kt_buffer_add_char(&out, '\0');
        if (strcmp(out.data, cases[i].expected) != 0)
            fail_msg("%s: '%s', not '%s'", cases[i].name, out.data,
                     cases[i].expected);
        kt_buffer_free(&spans);
        kt_buffer_free(&quotes);
        kt_buffer_free(&out);
    }
}

/* What is said is looked for only where that decides, which changes
 * nothing. */
static void speech_is_every_quote_that_does_not_scare(void **state)
{
    static const char *const parts[] = {"a",
                                        "Kata ",
                                        "air ",
                                        " ",
                                        "\"",
                                        "\"",
                                        "'",
                                        ",",
                                        ".",
                                        "?",
                                        "\u201C",
                                        "\u201D",
                                        ",\"",
                                        ",\" kata Wati",
                                        "kata Wati, \"",
                                        " Ali said ",
                                        "ujarnya ",
                                        "\xFF"};
    uint32_t seed = 4711;
    size_t found = 0, scare = 0;
    for (int round = 0; round < 20000; round++) {
        char text[400] = "";
        for (size_t i = 0; i < 24; i++)
            strcat(text, parts[next_random(&seed, LENGTH(parts))]);
        kt_buffer spans = {0}, quotes = {0};
        kt_article article = article_of(text, KT_LABEL_BODY, &spans);
        kt_find_speech(&article, *state, &quotes);
        const kt_span *speech = (const kt_span *)(const void *)quotes.data;
        const kt_span *end = speech + quotes.len / sizeof *speech;
        for (size_t i = 0; i < article.span_count; i++) {
            size_t offset = article.spans[i].start;
            kt_quotes walk = {.rules = *state,
                              .text = kt_slice_sub(article.raw, offset,
                                                   article.spans[i].end)};
            kt_quote quote;
            while (kt_quotes_next(&walk, &quote)) {
                scare += quote.scare;
                if (quote.scare)
                    continue;
                assert_true(speech < end);
                assert_int_equal(speech->start, offset + quote.whole.start);
                assert_int_equal(speech->end, offset + quote.whole.end);
                speech++;
                found++;
            }
        }
        assert_ptr_equal(speech, end);
        kt_buffer_free(&spans);
        kt_buffer_free(&quotes);
    }
    assert_true(found > 1000 && scare > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(speech_is_as_in_the_table),
        cmocka_unit_test(speech_is_every_quote_that_does_not_scare),
    };
    return cmocka_run_group_tests(tests, read_rules, free_rules);
}
