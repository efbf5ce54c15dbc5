#include "record.h"

#include "load/decode.h"

typedef struct decode_case {
    const char *name, *bytes, *expected;
    size_t replaced;
} decode_case;

typedef kt_status decode(kt_slice bytes, kt_arena *arena, kt_slice *text,
                         size_t *replaced, kt_error *err);

/* What needs no change is not copied. */
static void check(decode *function, const decode_case *c)
{
    kt_arena arena = {0};
    kt_slice bytes = slice_of(c->bytes), text;
    size_t replaced = 0;
    assert_int_equal(function(bytes, &arena, &text, &replaced, NULL), KT_OK);
    if (replaced != c->replaced)
        fail_msg("%s: %zu bytes replaced", c->name, replaced);
    if (!kt_slice_equal(text, slice_of(c->expected)))
        fail_msg("%s: %.*s", c->name, (int)text.len, text.data);
    assert_int_equal(text.data == bytes.data, replaced == 0);
    kt_arena_free(&arena);
}

static void bytes_that_are_no_utf8_are_replaced_and_counted(void **state)
{
    static const decode_case cases[] = {
        {"ASCII", "abc", "abc", 0},
        {"well formed", "caf\u00e9 \U0001f600", "caf\u00e9 \U0001f600", 0},
        {"Latin-1", "caf\xe9!", "caf\ufffd!", 1},
        {"cut short", "\xe2\x82", "\ufffd", 2},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        check(kt_decode_utf8, &cases[i]);
}

static void half_surrogate_pairs_are_replaced_and_counted(void **state)
{
    static const decode_case cases[] = {
        {"no escape", "abc", "abc", 0},
        {"other escapes", "\\n\\u0041\\\"", "\\n\\u0041\\\"", 0},
        {"a pair", "\\ud83d\\ude00", "\\ud83d\\ude00", 0},
        {"a pair in capitals", "\\uD83D\\uDE00", "\\uD83D\\uDE00", 0},
        {"high alone", "a\\ud83dz", "a\\ufffdz", 6},
        {"high at the end", "\\ud83d", "\\ufffd", 6},
        {"low alone", "\\ude00", "\\ufffd", 6},
        {"low before high", "\\ude00\\ud83d", "\\ufffd\\ufffd", 12},
        {"high before a pair", "\\ud83d\\ud83d\\ude00", "\\ufffd\\ud83d\\ude00",
         6},
        {"high before another escape", "\\ud83d\\n", "\\ufffd\\n", 6},
        {"high and half an escape", "\\ud83d\\ude0", "\\ufffd\\ude0", 6},
        {"an escaped backslash", "\\\\ud83d", "\\\\ud83d", 0},
        {"an escaped backslash, then high", "\\\\\\ud83d", "\\\\\\ufffd", 6},
        {"no hexadecimal", "\\ud83g", "\\ud83g", 0},
        {"the last below, the first above", "\\ud7ff\\ue000", "\\ud7ff\\ue000",
         0},
        {"a backslash at the end", "a\\", "a\\", 0},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++)
        check(kt_decode_escapes, &cases[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_that_are_no_utf8_are_replaced_and_counted),
        cmocka_unit_test(half_surrogate_pairs_are_replaced_and_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
