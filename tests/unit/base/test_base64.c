#include "../test.h"

#include "base/base64.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
    kt_slice bytes;
    const char *text;
} rows[] = {
    {{"", 0}, ""},
    {{"f", 1}, "Zg=="},
    {{"fo", 2}, "Zm8="},
    {{"foo", 3}, "Zm9v"},
    {{"foob", 4}, "Zm9vYg=="},
    {{"\0", 1}, "AA=="},
    {{"\xFB\xFF\xBF", 3}, "+/+/"},
    {{"\0\x10\x83\x10\x51\x87\x20\x92\x8B", 9}, "ABCDEFGHIJKL"},
};

static void bytes_come_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_buffer text = {0};
        char bytes[16];
        size_t len;
        kt_base64_add(rows[i].bytes, &text);
        kt_slice written = kt_buffer_slice(&text);
        assert_true(kt_slice_equal(written, kt_slice_of(rows[i].text)));
        assert_in_range(kt_base64_room(written.len), rows[i].bytes.len,
                        sizeof bytes);
        assert_true(kt_base64_read(written, bytes, &len));
        assert_true(kt_slice_equal((kt_slice){bytes, len}, rows[i].bytes));
        kt_buffer_free(&text);
    }
}

static void what_is_not_written_so_is_refused(void **state)
{
    static const char *const wrong[] = {
        "Zg",   "Zg=",      "Zg==\n", "Z===", "====", "Zh==",
        "Zm9=", "Zg==Zg==", "Z g=",   "Zm-_", "=g==", "\x80g==",
    };
    char bytes[16];
    size_t len;
    (void)state;
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        if (kt_base64_read(kt_slice_of(wrong[i]), bytes, &len))
            fail_msg("%s is taken", wrong[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_back),
        cmocka_unit_test(what_is_not_written_so_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
