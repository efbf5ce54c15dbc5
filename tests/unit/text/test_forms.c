#include "points.h"

#include "text/fold.h"

#include <ktool/text.h>
#include <stdlib.h>
#include <utf8proc.h>

enum {
    FOLD = KT_FORM_FOLD,
    LOWER = KT_FORM_LOWER,
    COMPATIBILITY = KT_FORM_COMPATIBILITY,
    STRIP = KT_FORM_STRIP
};

static const struct {
    const char *name;
    unsigned form;
    const char *text, *expected;
} cases[] = {
    {"nothing", 0, "", ""},
    {"nothing in small letters", LOWER, "", ""},
    {"ASCII", 0, "Kata \t1", "Kata \t1"},
    {"NFC", 0, "Cafe\u0301", "Café"},
    {"NFC leaves what is only compatible", 0, "１½①ﬁ", "１½①ﬁ"},
    {"ill-formed bytes", 0, "a\xFF\xE2\x82z", "a\uFFFD\uFFFDz"},
    {"an ill-formed byte before a mark", 0, "\xC3\u0301", "\uFFFD\u0301"},

    {"capitals", LOWER, "KATA Kata ÉÑ", "kata kata éñ"},
    {"a sharp s stays", LOWER, "Straße", "straße"},
    {"the capital one becomes the small", LOWER, "STRAẞE", "straße"},
    {"a dotted capital i keeps its dot", LOWER, "İ", "i\u0307"},
    {"no language is meant", LOWER, "ISI", "isi"},
    {"a long s stays", LOWER, "ſ", "ſ"},
    {"a ligature stays", LOWER, "ﬁ", "ﬁ"},
    {"small letters are composed", LOWER, "CAFE\u0301", "café"},
    {"a final sigma", LOWER, "ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"},
    {"a final sigma before a mark", LOWER, "ΣΑΣ! ΣΑΣ", "σας! σας"},
    {"a sigma alone is not final", LOWER, "Σ", "σ"},
    {"nor one after a digit", LOWER, "1Σ", "1σ"},
    {"an apostrophe is passed over", LOWER, "Α'Σ' ΑΣ'Α", "α'ς' ασ'α"},
    {"so are marks", LOWER, "ΑΣ\u0301 ΑΣ\u0301Α", "ας\u0301 ασ\u0301α"},
    {"and soft hyphens", LOWER, "Α\u00ADΣ\u00AD", "α\u00ADς\u00AD"},
    {"a modifier letter has case", LOWER, "ʰΣ ΑΣʰ", "ʰς ασʰ"},
    {"letters of four bytes", LOWER, "𐐀Ⱥ", "𐐨ⱥ"},
    {"Roman numerals and letters in circles", LOWER, "ⅣⒶ", "ⅳⓐ"},

    {"halves", COMPATIBILITY, "1½", "11⁄2"},
    {"a digit in a circle", COMPATIBILITY, "①", "1"},
    {"full width", COMPATIBILITY, "Ｋａｔａ，１", "Kata,1"},
    {"half width", COMPATIBILITY, "ｶﾞ", "ガ"},
    {"ligatures", COMPATIBILITY, "ﬁsh ĳ", "fish ij"},
    {"superscripts and units", COMPATIBILITY, "km² ㎏ №", "km2 kg No"},
    {"a no-break space is a space", COMPATIBILITY, "a\u00A0b", "a b"},
    {"the longest of all", COMPATIBILITY, "ﷺ", "صلى الله عليه وسلم"},
    {"accents stay", COMPATIBILITY, "Cafe\u0301", "Café"},

    {"accents go", STRIP, "Café Müller Ñandú Čapek", "Cafe Muller Nandu Capek"},
    {"so do decomposed ones", STRIP, "Cafe\u0301", "Cafe"},
    {"two on a letter", STRIP, "Việt Nguyễn", "Viet Nguyen"},
    {"a cedilla, an ogonek, a horn, a hook", STRIP, "çąơả", "caoa"},
    {"strokes", STRIP, "Łódź Øre Đà Nẵng Ħal Ŧ", "Lodz Ore Da Nang Hal T"},
    {"small letters with strokes", STRIP, "łøđħŧ ǿ", "lodht o"},
    {"a dotless and a dotted i", STRIP, "Yıldız İzmir", "Yildiz Izmir"},
    {"letters of their own", STRIP, "æœßþðÆŒÞÐ", "æœßþðÆŒÞÐ"},
    {"Greek", STRIP, "Ὀδυσσεύς ᾳ", "Οδυσσευς α"},
    {"Cyrillic", STRIP, "Фёдор Андрей їжак", "Федор Андреи іжак"},
    {"the marks of others", STRIP, "מִלָּה مَكْتَب हिन्दी ไทย ガギ",
     "מִלָּה مَكْتَب हिन्दी ไทย ガギ"},
    {"Hangul", STRIP, "\u1112\u1161\u11AB", "한"},
    {"a mark after a letter of others", STRIP, "あ\u0301", "あ\u0301"},
    {"a mark after a digit, a sign, a space", STRIP, "1\u0301 ≠ \u0301",
     "1\u0301 ≠ \u0301"},
    {"a mark with nothing before it", STRIP, "\u0301a", "\u0301a"},
    {"a mark after a stop", STRIP, "a.\u0301", "a.\u0301"},
    {"a keycap and an emoji", STRIP, "1\uFE0F\u20E3 ❤\uFE0F",
     "1\uFE0F\u20E3 ❤\uFE0F"},
    {"case stays", STRIP, "É", "E"},
    {"what is only compatible stays", STRIP, "１½ﬁ", "１½ﬁ"},

    {"folded and stripped", FOLD | STRIP, "STRAẞE Ångström İSTANBUL",
     "strasse angstrom istanbul"},
    {"folded, of width one", FOLD | COMPATIBILITY, "ＫＡＴＡ", "kata"},
    {"units fold", FOLD | COMPATIBILITY, "㎅ ℡", "kb tel"},
    {"all at once", FOLD | COMPATIBILITY | STRIP, "ＣＡＦÉ ﬁancé①",
     "cafe fiance1"},
    {"small and stripped", LOWER | STRIP, "ΣΑΣ ΆΣ", "σας ας"},
};

static void texts_take_the_form_of_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kt_buffer found = {0};
        kt_buffer_add_string(&found, "<");
        kt_text_form(kt_slice_of(cases[i].text), cases[i].form, &found);
        kt_buffer_add_char(&found, '\0');
        if (strcmp(found.data + 1, cases[i].expected) != 0)
            fail_msg("%s: %s, not %s", cases[i].name, found.data + 1,
                     cases[i].expected);
        kt_buffer_free(&found);
    }
}

static void empty_text_need_not_be_anywhere(void **state)
{
    (void)state;
    for (unsigned form = 0; form < 16; form++) {
        kt_buffer found = {0};
        kt_text_form((kt_slice){NULL, 0}, form, &found);
        assert_int_equal(found.len, 0);
        kt_buffer_free(&found);
    }
}

static kt_buffer form_of(kt_slice text, unsigned form)
{
    kt_buffer found = {0};
    kt_text_form(text, form, &found);
    assert_false(found.failed);
    return found;
}

static void nul_is_a_character(void **state)
{
    (void)state;
    kt_buffer found = form_of((kt_slice){"A\0\u00C9", 4}, LOWER);
    assert_int_equal(found.len, 4);
    assert_memory_equal(found.data, "a\0\u00E9", 4);
    kt_buffer_free(&found);
}

/* What a form of a text becomes once more is put into @p twice. */
static void check_again(kt_slice text, unsigned form, kt_buffer *once,
                        kt_buffer *twice)
{
    kt_buffer_clear(once);
    kt_buffer_clear(twice);
    kt_text_form(text, form, once);
    kt_text_form(kt_buffer_slice(once), form, twice);
    assert_false(once->failed || twice->failed);
    if (!kt_slice_equal(kt_buffer_slice(once), kt_buffer_slice(twice)))
        fail_msg("form %u of %.*s is %.*s, then %.*s", form, (int)text.len,
                 text.data, (int)once->len, once->data, (int)twice->len,
                 twice->data);
    assert_int_equal(kt_text_valid_prefix(kt_buffer_slice(once)), once->len);
}

static void a_form_has_that_form(void **state)
{
    (void)state;
    static const unsigned forms[] = {
        0,
        FOLD,
        LOWER,
        COMPATIBILITY,
        STRIP,
        FOLD | STRIP,
        FOLD | COMPATIBILITY,
        COMPATIBILITY | STRIP,
        FOLD | COMPATIBILITY | STRIP,
    };
    kt_buffer once = {0}, twice = {0};
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        for (uint32_t point = 0; point <= 0x10FFFF; point++) {
            char text[4];
            if (point == 0xD800)
                point = 0xE000;
            size_t len = kt_utf8_encode(point, (uint8_t *)text);
            check_again((kt_slice){text, len}, forms[f], &once, &twice);
        }
    }
    kt_buffer_free(&once);
    kt_buffer_free(&twice);
}

/* Each column of the text has the same form as the first. */
static void check_equal_forms(const char *line, const kt_buffer columns[5],
                              int last, unsigned form)
{
    kt_buffer first = form_of(kt_buffer_slice(&columns[0]), form);
    for (int c = 1; c <= last; c++) {
        kt_buffer other = form_of(kt_buffer_slice(&columns[c]), form);
        if (!kt_slice_equal(kt_buffer_slice(&first), kt_buffer_slice(&other)))
            fail_msg("form %u of column %d of %s", form, c + 1, line);
        kt_buffer_free(&other);
    }
    kt_buffer_free(&first);
}

static void check_column(const char *line, const kt_buffer columns[5],
                         int column, unsigned form, int expected)
{
    kt_slice right = kt_buffer_slice(&columns[expected]);
    kt_buffer found = form_of(kt_buffer_slice(&columns[column]), form);
    if (!kt_slice_equal(kt_buffer_slice(&found), right))
        fail_msg("form %u of column %d of %s", form, column + 1, line);
    kt_buffer_free(&found);
}

static void check_nfc(const char *line, kt_slice text)
{
    kt_buffer quick = {0}, right = form_of(text, 0);
    kt_text_nfc(text, &quick);
    if (!kt_slice_equal(kt_buffer_slice(&quick), kt_buffer_slice(&right)))
        fail_msg("kt_text_nfc() of %s", line);
    if (kt_text_is_plain_nfc(text))
        assert_true(kt_slice_equal(text, kt_buffer_slice(&right)));
    kt_buffer_free(&quick);
    kt_buffer_free(&right);
}

/* A line has a text, its NFC, NFD, NFKC and NFKD. */
static void check_normalisation(const char *line, bool in_part_1[0x110000])
{
    kt_buffer columns[5] = {0};
    const char *field = line;
    for (int c = 0; c < 5; c++) {
        add_points(field, &columns[c]);
        field = strchr(field, ';');
        assert_non_null(field++);
    }
    if (in_part_1 != NULL)
        in_part_1[strtoul(line, NULL, 16)] = true;
    for (int c = 0; c < 5; c++) {
        check_column(line, columns, c, 0, c < 3 ? 1 : 3);
        check_column(line, columns, c, COMPATIBILITY, 3);
        check_nfc(line, kt_buffer_slice(&columns[c]));
    }
    check_equal_forms(line, columns, 2, FOLD);
    check_equal_forms(line, columns, 2, LOWER);
    check_equal_forms(line, columns, 2, STRIP);
    check_equal_forms(line, columns, 4, COMPATIBILITY | STRIP);
    check_equal_forms(line, columns, 4, COMPATIBILITY | FOLD | STRIP);
    for (int c = 0; c < 5; c++)
        kt_buffer_free(&columns[c]);
}

/* What NormalizationTest.txt has no line for in part 1 is itself. */
static void check_the_rest(const bool in_part_1[0x110000])
{
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        char text[4];
        if (point == 0xD800)
            point = 0xE000;
        if (in_part_1[point])
            continue;
        kt_slice slice = {text, kt_utf8_encode(point, (uint8_t *)text)};
        kt_buffer nfc = form_of(slice, 0);
        kt_buffer nfkc = form_of(slice, COMPATIBILITY);
        assert_true(kt_slice_equal(slice, kt_buffer_slice(&nfc)));
        assert_true(kt_slice_equal(slice, kt_buffer_slice(&nfkc)));
        kt_buffer_free(&nfc);
        kt_buffer_free(&nfkc);
    }
}

static void every_normalisation_of_unicode_holds(void **state)
{
    (void)state;
    static bool in_part_1[0x110000];
    const char *path = "/usr/share/unicode/NormalizationTest.txt.bz2";
    char command[128], line[2048];
    snprintf(command, sizeof command, "test -r %s && bzip2 -dc %s", path, path);
    FILE *file = popen(command, "r");
    assert_non_null(file);
    size_t checked = 0;
    bool part_1 = false;
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '@')
            part_1 = strncmp(line, "@Part1", 6) == 0;
        if (line[0] == '#' || line[0] == '@')
            continue;
        check_normalisation(line, part_1 ? in_part_1 : NULL);
        checked++;
    }
    pclose(file);
    if (checked == 0) {
        print_message("skipped: %s or bzip2 is not there\n", path);
        skip();
    }
    assert_true(checked > 18000);
    check_the_rest(in_part_1);
}

/* Open a file of the database; skip where it is not. */
static FILE *open_database(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "/usr/share/unicode/%s", name);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        print_message("skipped: %s is not there\n", path);
        skip();
    }
    return file;
}

/* Field number n, counted from 0, of fields that end with ";". */
static const char *field_of(const char *line, int n)
{
    while (n-- > 0) {
        line = strchr(line, ';');
        assert_non_null(line++);
    }
    return line;
}

static void check_lower(const char *line, const char *mapping)
{
    kt_buffer text = {0}, mapped = {0};
    uint8_t utf8[4];
    kt_buffer_add(&text, utf8,
                  kt_utf8_encode((uint32_t)strtoul(line, NULL, 16), utf8));
    add_points(mapping, &mapped);
    kt_buffer found = form_of(kt_buffer_slice(&text), LOWER);
    kt_buffer expected =
        form_of(kt_buffer_slice(mapped.len > 0 ? &mapped : &text), 0);
    if (!kt_slice_equal(kt_buffer_slice(&found), kt_buffer_slice(&expected)))
        fail_msg("%s", line);
    kt_buffer_free(&text);
    kt_buffer_free(&mapped);
    kt_buffer_free(&found);
    kt_buffer_free(&expected);
}

/* UnicodeData.txt has the lower cases of one code point in field 13. */
static void every_lower_case_of_unicode_holds(void **state)
{
    (void)state;
    char line[1024];
    size_t checked = 0;
    FILE *file = open_database("UnicodeData.txt");
    while (fgets(line, sizeof line, file) != NULL) {
        if (strstr(line, "Surrogate") != NULL || strncmp(line, "0130;", 5) == 0)
            continue;
        check_lower(line, field_of(line, 13));
        checked++;
    }
    fclose(file);
    assert_true(checked > 34000);
}

/* SpecialCasing.txt has in field 1 the longer ones, and in field 4, where it
 * is no comment, when and in which language a line holds. */
static void every_special_lower_case_of_unicode_holds(void **state)
{
    (void)state;
    char line[1024];
    size_t checked = 0;
    FILE *file = open_database("SpecialCasing.txt");
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || line[0] == '\n' ||
            strncmp(field_of(line, 4), " #", 2) != 0)
            continue;
        check_lower(line, field_of(line, 1));
        checked++;
    }
    fclose(file);
    assert_true(checked > 100);
}

/* DerivedCoreProperties.txt tells what a sigma at the end of a word may have
 * between itself and a letter, or is such a letter. */
static void every_character_before_a_sigma_does_what_unicode_says(void **state)
{
    (void)state;
    static bool expected[0x110000];
    char line[512], property[32];
    unsigned first, last;
    FILE *file = open_database("DerivedCoreProperties.txt");
    while (fgets(line, sizeof line, file) != NULL) {
        int fields = sscanf(line, "%x..%x ; %31s", &first, &last, property);
        if (fields == 1) {
            last = first;
            fields += sscanf(line, "%*x ; %31s", property) + 1;
        }
        if (fields != 3 || (strcmp(property, "Cased") != 0 &&
                            strcmp(property, "Case_Ignorable") != 0))
            continue;
        for (unsigned point = first; point <= last; point++)
            expected[point] = true;
    }
    fclose(file);
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        char text[16] = "\u0391";
        if (point == 0xD800)
            point = 0xE000;
        size_t len = 2 + kt_utf8_encode(point, (uint8_t *)text + 2);
        memcpy(text + len, "\u03A3", 2);
        kt_buffer found = form_of((kt_slice){text, len + 2}, LOWER);
        if ((memcmp(found.data + found.len - 2, "\u03C2", 2) == 0) !=
            expected[point])
            fail_msg("U+%04X", point);
        kt_buffer_free(&found);
    }
}

/* Marks in falling order, which a sort by neighbours takes long for. */
static void a_megabyte_of_marks_does_not_take_long(void **state)
{
    (void)state;
    size_t len = 1 << 20;
    char *text = malloc(len);
    assert_non_null(text);
    for (size_t i = 0; i < len; i += 4)
        memcpy(text + i, "\u0301\u0323", 4);
    for (unsigned form = 0; form < 16; form++) {
        kt_buffer found = form_of((kt_slice){text, len}, form);
        assert_int_equal(found.len, len);
        assert_memory_equal(found.data, "\u0323\u0323", 4);
        assert_memory_equal(found.data + len - 4, "\u0301\u0301", 4);
        kt_buffer_free(&found);
    }
    free(text);
}

/* Each sigma looks at what is around it. */
static void a_megabyte_of_sigmas_does_not_take_long(void **state)
{
    (void)state;
    size_t len = 1 << 20;
    char *text = malloc(len);
    assert_non_null(text);
    memset(text, '\'', len);
    for (size_t i = 0; i < len; i += 1024)
        memcpy(text + i, "\u03A3", 2);
    kt_buffer found = form_of((kt_slice){text, len}, LOWER);
    assert_memory_equal(found.data, "\u03C3'", 3);
    assert_memory_equal(found.data + len - 1024, "\u03C2'", 3);
    kt_buffer_free(&found);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_take_the_form_of_the_table),
        cmocka_unit_test(empty_text_need_not_be_anywhere),
        cmocka_unit_test(nul_is_a_character),
        cmocka_unit_test(a_form_has_that_form),
        cmocka_unit_test(every_normalisation_of_unicode_holds),
        cmocka_unit_test(every_lower_case_of_unicode_holds),
        cmocka_unit_test(every_special_lower_case_of_unicode_holds),
        cmocka_unit_test(every_character_before_a_sigma_does_what_unicode_says),
        cmocka_unit_test(a_megabyte_of_marks_does_not_take_long),
        cmocka_unit_test(a_megabyte_of_sigmas_does_not_take_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
