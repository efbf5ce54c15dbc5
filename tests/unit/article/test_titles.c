#include "../test.h"

#include "article/titles.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const char *const known[] = {
    "Mandi di Sungai Deras Sebelum Puasa",
    "Mandi di Sungai Deras",
    "Harga  Beras\tNaik Lagi",
    "Dua kata", /* too short to prove anything */
    "Ya ya ya", /* too few bytes */
};

static const struct {
    const char *name, *text, *found;
} cases[] = {
    {"nothing", "", ""},
    {"another text", "Panen raya di desa sebelah", ""},
    {"a title", "Mandi di Sungai Deras Sebelum Puasa",
     "Mandi di Sungai Deras Sebelum Puasa"},
    {"the longest", "Mandi di Sungai Deras Sebelum Puasa Warga ramai",
     "Mandi di Sungai Deras Sebelum Puasa"},
    {"a shorter one", "Mandi di Sungai Deras Warga ramai",
     "Mandi di Sungai Deras"},
    {"not half a word", "Mandi di Sungai Derasnya", ""},
    {"other case and spaces", " mandi  DI sungai deras warga",
     " mandi  DI sungai deras"},
    {"tabs in the title", "Harga Beras Naik Lagi, kata", ""},
    {"a title before a mark", "Harga Beras Naik Lagi . Kata",
     "Harga Beras Naik Lagi"},
    {"a short title", "Dua kata saja", ""},
    {"few bytes", "Ya ya ya", ""},
};

static void the_longest_title_in_front_is_found(void **state)
{
    (void)state;
    kt_titles titles = {0};
    for (size_t i = 0; i < LENGTH(known); i++)
        assert_true(kt_titles_add(&titles, kt_slice_of(known[i])));
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t len = kt_titles_match(&titles, kt_slice_of(cases[i].text));
        if (len != strlen(cases[i].found) ||
            memcmp(cases[i].text, cases[i].found, len) != 0)
            fail_msg("%s: %.*s", cases[i].name, (int)len, cases[i].text);
    }
    kt_titles_free(&titles);
}

/* Only 512 bytes are looked at, which may end within a word. */
static void a_word_that_is_cut_ends_no_title(void **state)
{
    (void)state;
    static const char title[] = "Mandi di Sungai Deras", rest[] = "nya";
    char text[512 + sizeof rest];
    kt_titles titles = {0};
    memset(text, ' ', 512);
    memcpy(text + 512 - strlen(title), title, strlen(title));
    memcpy(text + 512, rest, sizeof rest);
    assert_true(kt_titles_add(&titles, kt_slice_of(title)));
    assert_int_equal(kt_titles_match(&titles, kt_slice_of(text)), 0);
    text[512] = '\0';
    assert_int_equal(kt_titles_match(&titles, kt_slice_of(text)), 512);
    kt_titles_free(&titles);
}

static void an_empty_set_has_no_title(void **state)
{
    (void)state;
    kt_titles titles = {0};
    assert_int_equal(kt_titles_match(&titles, KT_SLICE("Mandi di Sungai")), 0);
    kt_titles_free(&titles);
}

static void many_titles_are_kept(void **state)
{
    (void)state;
    kt_titles titles = {0};
    char title[64];
    for (int i = 0; i < 10000; i++) {
        snprintf(title, sizeof title, "Berita nomor %d dari desa", i);
        assert_true(kt_titles_add(&titles, kt_slice_of(title)));
        assert_true(kt_titles_add(&titles, kt_slice_of(title)));
    }
    assert_int_equal(titles.count, 10000);
    for (int i = 0; i < 10000; i++) {
        snprintf(title, sizeof title, "Berita nomor %d dari desa", i);
        assert_int_equal(kt_titles_match(&titles, kt_slice_of(title)),
                         strlen(title));
    }
    kt_titles_free(&titles);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_longest_title_in_front_is_found),
        cmocka_unit_test(a_word_that_is_cut_ends_no_title),
        cmocka_unit_test(an_empty_set_has_no_title),
        cmocka_unit_test(many_titles_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
