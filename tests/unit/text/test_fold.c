#include "points.h"

#include "text/fold.h"

#include <utf8proc.h>

static const struct {
    const char *name, *text, *folded;
} cases[] = {
    {"nothing", "", ""},
    {"ASCII", "KATA Kata @[`{ 19 AZaz", "kata kata @[`{ 19 azaz"},
    {"a sharp s is two",
     "Stra\xC3\x9F"
     "e",
     "strasse"},
    {"so is the capital one",
     "STRA\xE1\xBA\x9E"
     "E",
     "strasse"},
    {"a dotted capital i keeps its dot", "\xC4\xB0", "i\xCC\x87"},
    {"a dotless i stays", "\xC4\xB1", "\xC4\xB1"},
    {"a final sigma is a sigma", "\xCE\xA3\xCE\x91\xCF\x82",
     "\xCF\x83\xCE\xB1\xCF\x83"},
    {"a ligature comes apart", "\xEF\xAC\x81sh \xEF\xAC\x83", "fish ffi"},
    {"a long s", "\xC5\xBF", "s"},
    {"the sign of the kelvin is a k", "\xE2\x84\xAA", "k"},
    {"the sign of the angstrom is composed", "\xE2\x84\xAB", "\xC3\xA5"},
    {"what is decomposed is composed", "cafe\xCC\x81", "caf\xC3\xA9"},
    {"composed capitals", "CAF\xC3\x89", "caf\xC3\xA9"},
    {"decomposed capitals", "CAFE\xCC\x81", "caf\xC3\xA9"},
    {"marks in another order", "a\xCC\x82\xCC\xA3", "\xE1\xBA\xAD"},
    {"folding before composing would miss it", "\xE1\xBA\x9E\xCC\x81",
     "s\xC5\x9B"},
    {"halves stay, unlike in NFKC", "1\xC2\xBD", "1\xC2\xBD"},
    {"so do wide letters, but small", "\xEF\xBC\xA1", "\xEF\xBD\x81"},
    {"letters of more bytes", "\xF0\x90\x90\x80 \xC8\xBA",
     "\xF0\x90\x90\xA8 \xE2\xB1\xA5"},
    {"Hangul composes", "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", "\xED\x95\x9C"},
    {"iota below", "\xE1\xBE\xB3", "\xCE\xB1\xCE\xB9"},
    {"Cherokee folds to capitals", "\xEA\xAD\xB0", "\xE1\x8E\xA0"},
    {"ill-formed bytes count as U+FFFD",
     "A\xFF\xE2\x82"
     "B",
     "a\xEF\xBF\xBD\xEF\xBF\xBD"
     "b"},
};

static void texts_fold_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kt_buffer found = {0};
        kt_buffer_add_string(&found, "<");
        kt_text_fold(kt_slice_of(cases[i].text), &found);
        kt_buffer_add_char(&found, '\0');
        if (strcmp(found.data + 1, cases[i].folded) != 0)
            fail_msg("%s: %s, not %s", cases[i].name, found.data + 1,
                     cases[i].folded);
        kt_buffer_free(&found);
    }
}

static void folding_twice_changes_nothing_more(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kt_buffer found = {0};
        kt_text_fold(kt_slice_of(cases[i].folded), &found);
        if (!kt_slice_equal(kt_buffer_slice(&found),
                            kt_slice_of(cases[i].folded)))
            fail_msg("%s", cases[i].name);
        kt_buffer_free(&found);
    }
}

/* The NFC of text, folded, in NFC, by the library alone. */
static void map(kt_buffer *text, utf8proc_option_t options)
{
    utf8proc_uint8_t *mapped;
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)text->data,
                     (utf8proc_ssize_t)text->len, &mapped, options);
    assert_true(len >= 0);
    kt_buffer_clear(text);
    kt_buffer_add(text, mapped, (size_t)len);
    free(mapped);
}

static void check_fold(kt_slice text)
{
    kt_buffer found = {0}, expected = {0}, nfc = {0};
    kt_text_fold(text, &found);
    kt_text_nfc(text, &nfc);
    kt_buffer_add_slice(&expected, text);
    map(&expected, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (!kt_slice_equal(kt_buffer_slice(&nfc), kt_buffer_slice(&expected)))
        fail_msg("the NFC of %.*s", (int)text.len, text.data);
    map(&expected, UTF8PROC_STABLE | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE);
    if (!kt_slice_equal(kt_buffer_slice(&found), kt_buffer_slice(&expected)))
        fail_msg("%.*s folds to %.*s, not %.*s", (int)text.len, text.data,
                 (int)found.len, found.data, (int)expected.len, expected.data);
    kt_buffer_free(&found);
    kt_buffer_free(&expected);
    kt_buffer_free(&nfc);
}

static void the_short_way_agrees_for_every_code_point(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        char text[8];
        if (point == 0xD800)
            point = 0xE000;
        size_t len = kt_utf8_encode(point, (uint8_t *)text);
        check_fold((kt_slice){text, len});
    }
}

/* Letters and marks of which some pairs compose: whatever takes the short way
 * must not stand beside something it composes with. */
static void the_short_way_agrees_for_pairs(void **state)
{
    (void)state;
    static const uint32_t after[] = {
        0x300,  0x301,  0x307,  0x308, 0x323, 0x327, 0x338, 0x345,   0x3099,
        0x309A, 0x1161, 0x11A8, 0x653, 0x654, 0x93C, 0x9BE, 0x1102E, 0x110BA};
    for (uint32_t point = 0; point < 0x12000; point++) {
        if (point == 0xD800)
            point = 0xE000;
        for (size_t i = 0; i < sizeof after / sizeof *after; i++) {
            char text[8];
            size_t len = kt_utf8_encode(point, (uint8_t *)text);
            len += kt_utf8_encode(after[i], (uint8_t *)text + len);
            check_fold((kt_slice){text, len});
        }
    }
}

/* CaseFolding.txt: C and F are the full folding. */
static void every_folding_of_unicode_holds(void **state)
{
    (void)state;
    const char *path = "/usr/share/unicode/CaseFolding.txt";
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    char line[512];
    size_t checked = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        char status;
        int mapping;
        if (sscanf(line, "%*[0-9A-F]; %c; %n", &status, &mapping) != 1 ||
            (status != 'C' && status != 'F'))
            continue;
        kt_buffer text = {0}, expected = {0}, found = {0};
        add_points(line, &text);
        add_points(line + mapping, &expected);
        kt_text_fold(kt_buffer_slice(&text), &found);
        map(&expected, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
        if (!kt_slice_equal(kt_buffer_slice(&found),
                            kt_buffer_slice(&expected)))
            fail_msg("%s", line);
        kt_buffer_free(&text);
        kt_buffer_free(&expected);
        kt_buffer_free(&found);
        checked++;
    }
    fclose(file);
    assert_true(checked > 1400);
}

static void the_tables_are_of_one_version(void **state)
{
    (void)state;
    assert_string_equal(kt_unicode_version(), utf8proc_unicode_version());
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_fold_as_in_the_table),
        cmocka_unit_test(folding_twice_changes_nothing_more),
        cmocka_unit_test(the_short_way_agrees_for_every_code_point),
        cmocka_unit_test(the_short_way_agrees_for_pairs),
        cmocka_unit_test(every_folding_of_unicode_holds),
        cmocka_unit_test(the_tables_are_of_one_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
