#include "../test.h"

#include <ktool/buffer.h>

static void a_buffer_is_empty_to_begin_with(void **state)
{
    (void)state;
    kt_error err;
    kt_buffer buffer = {0};
    assert_int_equal(kt_buffer_slice(&buffer).len, 0);
    assert_int_equal(kt_buffer_status(&buffer, &err), KT_OK);
    kt_buffer_add(&buffer, NULL, 0);
    kt_buffer_add_string(&buffer, "");
    kt_buffer_add_slice(&buffer, (kt_slice){NULL, 0});
    assert_null(buffer.data);
    kt_buffer_free(&buffer);
}

static void what_is_added_stands_one_after_the_other(void **state)
{
    (void)state;
    kt_buffer buffer = {0};
    kt_buffer_add(&buffer, "a\0b", 3);
    kt_buffer_add_string(&buffer, "cd");
    kt_buffer_add_char(&buffer, 'e');
    kt_buffer_add_slice(&buffer, KT_SLICE("fg"));
    kt_buffer_add_format(&buffer, "%d-%s", 12, "h");
    assert_int_equal(buffer.len, 12);
    assert_memory_equal(buffer.data, "a\0bcdefg12-h", 12);
    kt_buffer_free(&buffer);
    assert_null(buffer.data);
    assert_int_equal(buffer.len, 0);
    kt_buffer_add_char(&buffer, 'x');
    assert_int_equal(buffer.len, 1);
    kt_buffer_free(&buffer);
}

static void many_additions_keep_what_was_there(void **state)
{
    (void)state;
    kt_buffer buffer = {0};
    for (unsigned i = 0; i < 100000; i++)
        kt_buffer_add_char(&buffer, (char)(i * 7));
    assert_int_equal(buffer.len, 100000);
    for (unsigned i = 0; i < 100000; i++)
        assert_int_equal(buffer.data[i], (char)(i * 7));
    kt_buffer_free(&buffer);
}

/* Formats around the 256 bytes that are tried first. */
static void a_format_may_be_long(void **state)
{
    (void)state;
    static const int lengths[] = {0, 1, 254, 255, 256, 257, 1000, 100000};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        kt_buffer buffer = {0};
        kt_buffer_add_string(&buffer, "<");
        kt_buffer_add_format(&buffer, "%*s", lengths[i], "");
        kt_buffer_add_string(&buffer, ">");
        assert_int_equal(buffer.len, lengths[i] + 2);
        assert_int_equal(buffer.data[buffer.len - 1], '>');
        assert_int_equal(strspn(buffer.data + 1, " "), lengths[i]);
        kt_buffer_free(&buffer);
    }
}

static void clearing_keeps_the_memory(void **state)
{
    (void)state;
    kt_buffer buffer = {0};
    kt_buffer_add_string(&buffer, "text");
    char *data = buffer.data;
    kt_buffer_clear(&buffer);
    assert_int_equal(buffer.len, 0);
    kt_buffer_add_string(&buffer, "more");
    assert_ptr_equal(buffer.data, data);
    kt_buffer_free(&buffer);
}

static void reserved_room_needs_no_memory_later(void **state)
{
    (void)state;
    kt_buffer buffer = {0};
    assert_true(kt_buffer_reserve(&buffer, 1000));
    assert_true(buffer.capacity >= 1000);
    char *data = buffer.data;
    for (int i = 0; i < 1000; i++)
        kt_buffer_add_char(&buffer, 'x');
    assert_ptr_equal(buffer.data, data);
    assert_true(kt_buffer_reserve(&buffer, 0));
    kt_buffer_free(&buffer);
}

static void a_failure_lasts_until_the_buffer_is_cleared(void **state)
{
    (void)state;
    static const size_t too_much[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX / 2 + 1};
    for (size_t i = 0; i < sizeof too_much / sizeof *too_much; i++) {
        kt_error err;
        kt_buffer buffer = {0};
        kt_buffer_add_string(&buffer, "text");
        assert_false(kt_buffer_reserve(&buffer, too_much[i]));
        kt_buffer_add_string(&buffer, "more");
        kt_buffer_add_format(&buffer, "%d", 1);
        assert_false(kt_buffer_reserve(&buffer, 0));
        assert_int_equal(buffer.len, 4);
        assert_memory_equal(buffer.data, "text", 4);
        assert_int_equal(kt_buffer_status(&buffer, &err), KT_ERR_NOMEM);
        assert_string_equal(err.message, "out of memory");
        assert_int_equal(kt_buffer_status(&buffer, NULL), KT_ERR_NOMEM);
        kt_buffer_clear(&buffer);
        kt_buffer_add_string(&buffer, "x");
        assert_int_equal(kt_buffer_status(&buffer, &err), KT_OK);
        kt_buffer_free(&buffer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_buffer_is_empty_to_begin_with),
        cmocka_unit_test(what_is_added_stands_one_after_the_other),
        cmocka_unit_test(many_additions_keep_what_was_there),
        cmocka_unit_test(a_format_may_be_long),
        cmocka_unit_test(clearing_keeps_the_memory),
        cmocka_unit_test(reserved_room_needs_no_memory_later),
        cmocka_unit_test(a_failure_lasts_until_the_buffer_is_cleared),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
