#include "../test.h"

#include <ktool/status.h>
#include <ktool/text.h>
#include <time.h>

static void each_status_has_a_word_of_its_own(void **state)
{
    (void)state;
    for (kt_status a = 0; a < KT_STATUS_TOTAL; a++) {
        assert_non_null(kt_status_code(a));
        assert_true(strlen(kt_status_code(a)) > 1);
        for (kt_status b = 0; b < a; b++)
            assert_string_not_equal(kt_status_code(a), kt_status_code(b));
    }
    assert_string_equal(kt_status_code(KT_OK), "ok");
    assert_string_equal(kt_status_code(KT_ERR_NOT_FOUND), "not-found");
    assert_string_equal(kt_status_code(KT_ERR_READ_ONLY), "read-only");
}

static void a_failure_says_what_and_returns_its_status(void **state)
{
    (void)state;
    kt_error err;
    assert_int_equal(KT_FAIL(&err, KT_ERR_IO, "%s: %d", "a", 7), KT_ERR_IO);
    assert_int_equal(err.status, KT_ERR_IO);
    assert_string_equal(err.message, "a: 7");
    assert_int_equal(KT_FAIL(NULL, KT_ERR_IO, "%s", "a"), KT_ERR_IO);
    assert_int_equal(KT_FAIL_NOMEM(&err), KT_ERR_NOMEM);
    assert_string_equal(err.message, "out of memory");
}

static void one_is_singular(void **state)
{
    (void)state;
    assert_string_equal(kt_plural(0), "s");
    assert_string_equal(kt_plural(1), "");
    assert_string_equal(kt_plural(2), "s");
    assert_string_equal(kt_plural(UINT64_MAX), "s");
}

enum {
    ROOM = sizeof((kt_error *)0)->message
};

static void a_long_message_is_cut_with_dots(void **state)
{
    (void)state;
    char text[2 * ROOM];
    for (size_t len = ROOM - 3; len < ROOM + 5; len++) {
        kt_error err;
        memset(text, 'x', len);
        text[len] = '\0';
        kt_fail(&err, KT_ERR_IO, "%s", text);
        size_t kept = strlen(err.message);
        assert_int_equal(kept, len < ROOM ? len : ROOM - 1);
        if (len >= ROOM)
            assert_string_equal(err.message + kept - 4, "x...");
        else
            assert_string_equal(err.message, text);
    }
}

static void a_message_is_not_cut_within_a_character(void **state)
{
    (void)state;
    static const char *const letters[] = {"\xC3\xA9", "\xE2\x82\xAC",
                                          "\xF0\x9F\x98\x80"};
    for (size_t i = 0; i < 3; i++) {
        for (size_t before = 0; before < 5; before++) {
            kt_error err;
            char text[3 * ROOM] = "";
            memset(text, 'x', before);
            while (strlen(text) < ROOM + 10)
                strcat(text, letters[i]);
            kt_fail(&err, KT_ERR_IO, "%s", text);
            kt_slice message = kt_slice_of(err.message);
            assert_int_equal(kt_text_valid_prefix(message), message.len);
            assert_string_equal(err.message + message.len - 3, "...");
            assert_true(message.len > ROOM - 8);
        }
    }
}

static void an_interrupt_lasts_until_it_is_cleared(void **state)
{
    (void)state;
    assert_false(kt_interrupted());
    assert_false(kt_interrupt());
    assert_true(kt_interrupted());
    assert_true(kt_interrupted());
    kt_interrupt_clear();
    assert_false(kt_interrupted());
}

/* Two signals at once are one; who sends another later is impatient. */
static void an_interrupt_is_repeated_after_a_while(void **state)
{
    (void)state;
    const struct timespec pause = {.tv_nsec = 510000000};
    assert_false(kt_interrupt());
    nanosleep(&pause, NULL);
    assert_true(kt_interrupt());
    kt_interrupt_clear();
    assert_false(kt_interrupt());
    kt_interrupt_clear();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_status_has_a_word_of_its_own),
        cmocka_unit_test(a_failure_says_what_and_returns_its_status),
        cmocka_unit_test(one_is_singular),
        cmocka_unit_test(a_long_message_is_cut_with_dots),
        cmocka_unit_test(a_message_is_not_cut_within_a_character),
        cmocka_unit_test(an_interrupt_lasts_until_it_is_cleared),
        cmocka_unit_test(an_interrupt_is_repeated_after_a_while),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
