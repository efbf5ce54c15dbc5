#include "../test.h"

#include "text/utf8.h"

#include <ktool/text.h>

/* U+FFFD */
#define R "\xEF\xBF\xBD"

static const struct {
    const char *name;
    const char *text, *repaired;
    size_t replaced;
} cases[] = {
    {"nothing", "", "", 0},
    {"ASCII", "kata \t\x7F", "kata \t\x7F", 0},
    {"two, three and four bytes",
     "\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF"
     "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
     "\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF"
     "\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
     0},
    {"around the surrogates", "\xED\x9F\xBF\xEE\x80\x80",
     "\xED\x9F\xBF\xEE\x80\x80", 0},
    {"U+FFFD itself", R, R, 0},
    {"table 3-8, overlong forms",
     "\xC0\xAF\xE0\x80\xBF\xF0\x81\x82"
     "A",
     R R R R R R R R "A", 8},
    {"table 3-9, surrogates",
     "\xED\xA0\x80\xED\xBF\xBF\xED\xAF"
     "A",
     R R R R R R R R "A", 8},
    {"table 3-10, beyond Unicode",
     "\xF4\x91\x92\x93\xFF"
     "A\x80\xBF"
     "B",
     R R R R R "A" R R "B", 7},
    {"table 3-11, cut sequences",
     "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
     "A",
     R R R R "A", 8},
    {"a continuation alone", "\x80 \xBF", R " " R, 2},
    {"bytes that no sequence has", "\xC0\xC1\xF5\xF8\xFC\xFE\xFF",
     R R R R R R R, 7},
    {"cut at the end after one byte", "a\xC3", "a" R, 1},
    {"cut at the end after two bytes", "a\xE2\x82", "a" R, 2},
    {"cut at the end after three bytes", "a\xF0\x9F\x98", "a" R, 3},
    {"a letter after each byte",
     "\xF0"
     "a\xF0\x9F"
     "b\xF0\x9F\x98"
     "c",
     R "a" R "b" R "c", 6},
    {"a lead after a lead", "\xE2\xE2\x82\xE2\x82\xAC", R R "\xE2\x82\xAC", 3},
    {"a good one after a bad one", "\xED\xA0\xC3\xA9", R R "\xC3\xA9", 2},
    {"far into ASCII",
     "0123456789abcdef\xFF"
     "0123456789abcdef\xE2\x82",
     "0123456789abcdef" R "0123456789abcdef" R, 3},
};

static void ill_formed_bytes_become_u_fffd(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kt_buffer found = {0};
        kt_buffer_add_string(&found, "<");
        size_t replaced = kt_text_repair(kt_slice_of(cases[i].text), &found);
        kt_buffer_add_char(&found, '\0');
        if (strcmp(found.data + 1, cases[i].repaired) != 0 ||
            replaced != cases[i].replaced)
            fail_msg("%s: %s, %zu bytes", cases[i].name, found.data + 1,
                     replaced);
        kt_buffer_free(&found);
    }
}

static void the_valid_start_ends_before_the_first_bad_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kt_slice text = kt_slice_of(cases[i].text);
        size_t valid = 0;
        while (valid < text.len && text.data[valid] == cases[i].repaired[valid])
            valid++;
        if (cases[i].replaced > 0) /* a bad one may begin as U+FFFD does */
            while (valid > 0 && ((uint8_t)text.data[valid] & 0xC0) == 0x80 &&
                   ((uint8_t)cases[i].repaired[valid] & 0xC0) == 0x80)
                valid--;
        if (kt_text_valid_prefix(text) != valid)
            fail_msg("%s: %zu, not %zu", cases[i].name,
                     kt_text_valid_prefix(text), valid);
    }
    assert_int_equal(kt_text_valid_prefix((kt_slice){NULL, 0}), 0);
}

/* By the definition: which code points there are, in the shortest form. */
static bool encodes(const uint8_t *text, size_t len, uint32_t *point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    size_t wanted = text[0] < 0x80             ? 1
                    : (text[0] & 0xE0) == 0xC0 ? 2
                    : (text[0] & 0xF0) == 0xE0 ? 3
                    : (text[0] & 0xF8) == 0xF0 ? 4
                                               : 0;
    if (wanted != len)
        return false;
    *point = len == 1 ? text[0] : text[0] & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if ((text[i] & 0xC0) != 0x80)
            return false;
        *point = *point << 6 | (text[i] & 0x3F);
    }
    return *point >= least[len] && *point <= 0x10FFFF &&
           (*point < 0xD800 || *point > 0xDFFF);
}

/* All texts of up to three bytes, and of four that may begin so. */
static void short_texts_are_decoded_by_the_definition(void **state)
{
    (void)state;
    static const uint8_t last[] = {0x00, 0x41, 0x7F, 0x80, 0xA5,
                                   0xBF, 0xC0, 0xE2, 0xFF};
    for (uint32_t n = 0; n < 1u << 24; n++) {
        uint8_t text[4] = {(uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n};
        if (text[0] < 0x80 || text[0] == 0xFF)
            continue; /* nothing new for every second and third byte */
        for (size_t l = 0; l < (text[0] >= 0xF0 ? sizeof last : 1); l++) {
            uint32_t point = 0;
            text[3] = last[l];
            kt_code code = kt_utf8_decode(text, text + 4);
            bool valid = encodes(text, code.len, &point);
            if (valid != code.well_formed ||
                code.point != (valid ? point : KT_REPLACEMENT))
                fail_msg("%02x %02x %02x %02x: U+%04X of %u bytes", text[0],
                         text[1], text[2], text[3], code.point, code.len);
            for (size_t len = 1; !valid && len <= 4; len++)
                assert_false(encodes(text, len, &point));
        }
    }
}

static void every_code_point_is_encoded_and_decoded(void **state)
{
    (void)state;
    for (uint32_t point = 0; point <= 0x10FFFF; point++) {
        uint8_t text[5] = "";
        uint32_t found = 0;
        if (point == 0xD800)
            point = 0xE000;
        size_t len = kt_utf8_encode(point, text);
        assert_true(encodes(text, len, &found));
        assert_int_equal(found, point);
        kt_code code = kt_utf8_decode(text, text + len);
        assert_true(code.well_formed);
        assert_int_equal(code.point, point);
        assert_int_equal(code.len, len);
        assert_int_equal(
            kt_text_valid_prefix((kt_slice){(const char *)text, len}), len);
        for (size_t cut = 1; cut < len; cut++) {
            code = kt_utf8_decode(text, text + cut);
            assert_false(code.well_formed);
            assert_int_equal(code.len, cut);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ill_formed_bytes_become_u_fffd),
        cmocka_unit_test(the_valid_start_ends_before_the_first_bad_byte),
        cmocka_unit_test(short_texts_are_decoded_by_the_definition),
        cmocka_unit_test(every_code_point_is_encoded_and_decoded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
