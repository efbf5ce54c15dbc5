#include "../test.h"

#include "base/list.h"

static void a_list_keeps_its_items_as_it_grows(void **state)
{
    (void)state;
    uint64_t *items = NULL;
    for (size_t i = 0; i < 5000; i++) {
        assert_true(kt_list_grow(&items, i, sizeof *items));
        items[i] = i * i;
    }
    for (size_t i = 0; i < 5000; i++)
        assert_int_equal(items[i], i * i);
    free(items);
}

static void a_list_that_was_reserved_grows_behind_its_items(void **state)
{
    (void)state;
    for (size_t reserved = 1; reserved < 70; reserved++) {
        size_t *items = NULL;
        assert_true(kt_list_reserve(&items, reserved, sizeof *items));
        for (size_t i = 0; i < reserved; i++)
            items[i] = i;
        for (size_t i = reserved; i < 3 * reserved; i++) {
            assert_true(kt_list_grow(&items, i, sizeof *items));
            items[i] = i;
        }
        for (size_t i = 0; i < 3 * reserved; i++)
            assert_int_equal(items[i], i);
        free(items);
    }
}

static void numbers_are_found_by_halves(void **state)
{
    (void)state;
    const int64_t numbers[] = {-5, 0, 0, 7};
    static const struct {
        int64_t value;
        size_t first;
    } rows[] = {{INT64_MIN, 0}, {-5, 0}, {-4, 1}, {0, 1},
                {1, 3},         {7, 3},  {8, 4},  {INT64_MAX, 4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(kt_first_not_below(numbers, 4, rows[i].value),
                         rows[i].first);
    assert_int_equal(kt_first_not_below(NULL, 0, 1), 0);
}

/* The sizes at which there is new memory: that of 0, 16, 32, 64 items. */
static void a_list_grows_only_when_it_is_full(void **state)
{
    (void)state;
    char *items = NULL;
    for (size_t count = 0; count < 100; count++) {
        char *before = items;
        bool full = count == 0 || count == 16 || count == 32 || count == 64;
        if (full) {
            items = NULL; /* so that new memory is seen to be given */
            assert_true(kt_list_grow(&items, count, 1));
            assert_non_null(items);
            free(before);
        } else {
            assert_true(kt_list_grow(&items, count, 1));
            assert_ptr_equal(items, before);
        }
    }
    free(items);
}

static void a_list_that_cannot_grow_stays_as_it_was(void **state)
{
    (void)state;
    int *items = NULL;
    assert_true(kt_list_grow(&items, 0, sizeof *items));
    int *before = items;
    assert_false(kt_list_grow(&items, (size_t)1 << 62, sizeof *items));
    assert_ptr_equal(items, before);
    assert_false(kt_list_grow(&items, 16, SIZE_MAX / 16));
    assert_ptr_equal(items, before);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_keeps_its_items_as_it_grows),
        cmocka_unit_test(a_list_that_was_reserved_grows_behind_its_items),
        cmocka_unit_test(numbers_are_found_by_halves),
        cmocka_unit_test(a_list_grows_only_when_it_is_full),
        cmocka_unit_test(a_list_that_cannot_grow_stays_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
