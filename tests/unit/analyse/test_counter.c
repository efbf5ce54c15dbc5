#include "../test.h"

#include <ktool/counter.h>

#include <math.h>

#define I(n)                                                                   \
    {                                                                          \
        .as.integer = (n)                                                      \
    }
#define R(x)                                                                   \
    {                                                                          \
        .is_float = true, .as.real = (x)                                       \
    }

typedef struct compare_case {
    const char *name;
    kt_number a, b;
    int expected;
} compare_case;

static const compare_case comparisons[] = {
    {"integers", I(1), I(2), -1},
    {"equal integers", I(-3), I(-3), 0},
    {"the ends of the range", I(INT64_MIN), I(INT64_MAX), -1},
    {"reals", R(1.5), R(0.5), 1},
    {"zeros are equal", R(0.0), R(-0.0), 0},
    {"an integer and the same real", I(2), R(2.0), 0},
    {"an integer below a fraction", I(2), R(2.5), -1},
    {"a fraction below an integer", R(-2.5), I(-2), -1},
    {"a real rounds, an integer does not", I(INT64_C(9007199254740993)),
     R(9007199254740992.0), 1},
    {"a real beyond every integer", I(INT64_MAX), R(0x1p63), -1},
    {"the least integer as a real", I(INT64_MIN), R(-0x1p63), 0},
    {"infinity", I(INT64_MAX), R(INFINITY), -1},
    {"minus infinity", R(-INFINITY), I(INT64_MIN), -1},
    {"NaN is below all", R(NAN), R(-INFINITY), -1},
    {"NaN is below an integer", R(NAN), I(0), -1},
    {"NaN equals itself", R(NAN), R(NAN), 0},
};

static void numbers_compare_exactly(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        const compare_case *c = &comparisons[i];
        int found = kt_number_compare(c->a, c->b);
        int back = kt_number_compare(c->b, c->a);
        if ((found > 0) - (found < 0) != c->expected ||
            (back > 0) - (back < 0) != -c->expected)
            fail_msg("%s: %d and %d", c->name, found, back);
    }
}

static void sums_are_integers_as_long_as_they_can_be(void **state)
{
    (void)state;
    kt_number sum;
    assert_true(kt_number_add(kt_integer(2), kt_integer(3), &sum));
    assert_false(sum.is_float);
    assert_int_equal(sum.as.integer, 5);
    assert_true(kt_number_add(kt_integer(2), kt_real(0.5), &sum));
    assert_true(sum.is_float && sum.as.real == 2.5);
    assert_false(kt_number_add(kt_integer(INT64_MAX), kt_integer(1), &sum));
    assert_false(kt_number_add(kt_integer(INT64_MIN), kt_integer(-1), &sum));
}

static kt_counter *new_counter(void)
{
    kt_counter *counter;
    assert_int_equal(kt_counter_new(&counter, NULL), KT_OK);
    return counter;
}

static void set(kt_counter *counter, const char *key, int64_t value)
{
    assert_int_equal(
        kt_counter_set(counter, kt_slice_of(key), kt_integer(value), NULL),
        KT_OK);
}

static void append(kt_counter *counter, const char *key, int64_t value)
{
    assert_int_equal(
        kt_counter_append(counter, kt_slice_of(key), kt_integer(value), NULL),
        KT_OK);
}

static int64_t get(kt_counter *counter, const char *key)
{
    kt_number value;
    assert_int_equal(kt_counter_get(counter, kt_slice_of(key), &value, NULL),
                     KT_OK);
    assert_false(value.is_float);
    return value.as.integer;
}

static void what_is_absent_reads_as_zero(void **state)
{
    (void)state;
    kt_counter *counter = new_counter();
    assert_int_equal(get(counter, "ikan"), 0);
    set(counter, "ikan", 2);
    assert_int_equal(get(counter, "ikan"), 2);
    assert_int_equal(get(counter, "ika"), 0);
    assert_int_equal(get(counter, "ikann"), 0);
    assert_int_equal(kt_counter_count(counter), 1);
    kt_counter_free(counter);
}

static void any_bytes_are_a_key(void **state)
{
    (void)state;
    kt_counter *counter = new_counter();
    char longest[10000];
    memset(longest, 'x', sizeof longest);
    kt_slice keys[] = {{NULL, 0},
                       KT_SLICE("a"),
                       KT_SLICE("a\0"),
                       KT_SLICE("\xff"),
                       KT_SLICE("eighteen bytes: ok"),
                       KT_SLICE("nineteen bytes: yes"),
                       {longest, sizeof longest},
                       {longest, sizeof longest - 1}};
    size_t count = sizeof keys / sizeof *keys;
    for (size_t i = 0; i < count; i++)
        assert_int_equal(
            kt_counter_set(counter, keys[i], kt_integer((int64_t)i + 1), NULL),
            KT_OK);
    assert_int_equal(kt_counter_count(counter), count);
    for (size_t i = 0; i < count; i++) {
        kt_number value;
        assert_int_equal(kt_counter_get(counter, keys[i], &value, NULL), KT_OK);
        assert_int_equal(value.as.integer, i + 1);
    }
    kt_counter_free(counter);
}

static void keys_are_copied(void **state)
{
    (void)state;
    kt_counter *counter = new_counter();
    char longest[10000], key[] = "key";
    memset(longest, 'x', sizeof longest);
    kt_slice slices[] = {{longest, sizeof longest}, {key, 3}};
    for (size_t i = 0; i < 2; i++)
        assert_int_equal(
            kt_counter_append(counter, slices[i], kt_integer(5), NULL), KT_OK);
    memset(longest, 'y', sizeof longest);
    key[0] = 'y';
    assert_int_equal(get(counter, "key"), 5);
    kt_number value;
    assert_int_equal(kt_counter_get(counter, slices[0], &value, NULL), KT_OK);
    assert_int_equal(value.as.integer, 0);
    kt_counter_free(counter);
}

static void what_was_appended_after_a_look_is_found(void **state)
{
    (void)state;
    kt_counter *counter = new_counter();
    append(counter, "a", 1);
    assert_int_equal(get(counter, "a"), 1);
    append(counter, "b", 2);
    assert_int_equal(get(counter, "b"), 2);
    kt_counter_free(counter);
}

static void appended_and_set_keys_mix(void **state)
{
    (void)state;
    enum {
        KEYS = 5000
    };
    char key[16];
    kt_counter *counter = new_counter();
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof key, "k%d", i);
        if (i % 3 == 0)
            set(counter, key, i);
        else
            append(counter, key, i);
    }
    assert_int_equal(kt_counter_count(counter), KEYS);
    for (int i = 0; i < KEYS; i++) {
        snprintf(key, sizeof key, "k%d", i);
        assert_int_equal(get(counter, key), i);
        set(counter, key, -i);
    }
    assert_int_equal(kt_counter_count(counter), KEYS);
    assert_int_equal(get(counter, "k4999"), -4999);
    kt_counter_free(counter);
}

/* "key=number|..." of the limit largest. */
static void check_top(const kt_counter *counter, size_t limit,
                      const char *expected)
{
    char found[512] = "";
    kt_count *top;
    size_t count;
    assert_int_equal(kt_counter_top(counter, limit, &top, &count, NULL), KT_OK);
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(found);
        snprintf(found + len, sizeof found - len, "%s%.*s=%g",
                 i == 0 ? "" : "|", (int)top[i].key.len, top[i].key.data,
                 top[i].value.is_float ? top[i].value.as.real
                                       : (double)top[i].value.as.integer);
    }
    assert_string_equal(found, expected);
    free(top);
}

static void top_is_by_number_then_by_code_point(void **state)
{
    (void)state;
    kt_counter *counter = new_counter();
    check_top(counter, 10, "");
    append(counter, "b", 2);
    append(counter, "a", 2);
    append(counter, "\xC3\xA9", 2);
    append(counter, "Z", 2);
    append(counter, "ab", 2);
    append(counter, "", 2);
    append(counter, "least", -1);
    append(counter, "most", 9);
    check_top(counter, 0, "");
    check_top(counter, 1, "most=9");
    check_top(counter, 3, "most=9|=2|Z=2");
    check_top(counter, SIZE_MAX,
              "most=9|=2|Z=2|a=2|ab=2|b=2|\xC3\xA9=2|least=-1");
    kt_counter_free(counter);
}

static void top_of_few_is_the_start_of_all(void **state)
{
    (void)state;
    enum {
        KEYS = 3000
    };
    kt_counter *counter = new_counter();
    char key[16];
    uint32_t random = 1;
    for (int i = 0; i < KEYS; i++) {
        random = random * 1664525u + 1013904223u;
        snprintf(key, sizeof key, "%x-%d", random >> 16, i);
        append(counter, key, random >> 27);
    }
    kt_count *all, *some;
    size_t count, few;
    assert_int_equal(kt_counter_top(counter, KEYS, &all, &count, NULL), KT_OK);
    assert_int_equal(count, KEYS);
    for (size_t limit = 1; limit < KEYS; limit = limit * 3 + 1) {
        assert_int_equal(kt_counter_top(counter, limit, &some, &few, NULL),
                         KT_OK);
        assert_int_equal(few, limit);
        for (size_t i = 0; i < few; i++)
            assert_true(kt_slice_equal(some[i].key, all[i].key));
        free(some);
    }
    free(all);
    kt_counter_free(counter);
}

static void keys_of_a_snapshot_stay(void **state)
{
    (void)state;
    kt_counter *counter = new_counter();
    kt_count *top;
    size_t count;
    char key[16];
    set(counter, "first", 1);
    assert_int_equal(kt_counter_top(counter, 1, &top, &count, NULL), KT_OK);
    for (int i = 0; i < 20000; i++) {
        snprintf(key, sizeof key, "later%d", i);
        append(counter, key, i);
    }
    set(counter, "first", 7);
    assert_true(kt_slice_equal(top[0].key, KT_SLICE("first")));
    assert_int_equal(top[0].value.as.integer, 1);
    free(top);
    kt_counter_free(counter);
}

static void a_total_does_not_wrap_around(void **state)
{
    (void)state;
    kt_error err;
    kt_number total;
    kt_counter *counter = new_counter();
    append(counter, "a", INT64_MAX);
    append(counter, "b", INT64_MAX);
    assert_int_equal(kt_counter_total(counter, &total, &err), KT_ERR_LIMIT);
    append(counter, "c", INT64_MIN);
    assert_int_equal(kt_counter_total(counter, &total, &err), KT_OK);
    assert_int_equal(total.as.integer, INT64_MAX - 1);
    kt_counter_free(counter);
}

static double total_of(const double *values, size_t count)
{
    kt_number total;
    kt_counter *counter = new_counter();
    for (size_t i = 0; i < count; i++) {
        char key = (char)('a' + i);
        assert_int_equal(kt_counter_append(counter, (kt_slice){&key, 1},
                                           kt_real(values[i]), NULL),
                         KT_OK);
    }
    assert_int_equal(kt_counter_total(counter, &total, NULL), KT_OK);
    assert_true(total.is_float);
    kt_counter_free(counter);
    return total.as.real;
}

static void a_total_does_not_depend_on_the_order_of_keys(void **state)
{
    (void)state;
    double one = total_of((double[]){1e16, 1, 1, -1e16}, 4);
    double other = total_of((double[]){1, -1e16, 1e16, 1}, 4);
    assert_true(one == other);
}

static void merging_adds(void **state)
{
    (void)state;
    kt_error err;
    kt_counter *into = new_counter(), *from = new_counter();
    set(into, "a", 1);
    set(into, "b", 2);
    append(from, "b", 3);
    append(from, "c", 4);
    assert_int_equal(kt_counter_merge(into, from, NULL), KT_OK);
    check_top(into, 9, "b=5|c=4|a=1");
    set(from, "b", INT64_MAX);
    assert_int_equal(kt_counter_merge(into, from, &err), KT_ERR_LIMIT);
    assert_string_equal(err.message, "the sum for 'b' is beyond 64 bits");
    kt_counter_free(into);
    kt_counter_free(from);
}

static void freeing_nothing_is_fine(void **state)
{
    (void)state;
    kt_counter_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_compare_exactly),
        cmocka_unit_test(sums_are_integers_as_long_as_they_can_be),
        cmocka_unit_test(what_is_absent_reads_as_zero),
        cmocka_unit_test(any_bytes_are_a_key),
        cmocka_unit_test(keys_are_copied),
        cmocka_unit_test(what_was_appended_after_a_look_is_found),
        cmocka_unit_test(appended_and_set_keys_mix),
        cmocka_unit_test(top_is_by_number_then_by_code_point),
        cmocka_unit_test(top_of_few_is_the_start_of_all),
        cmocka_unit_test(keys_of_a_snapshot_stay),
        cmocka_unit_test(a_total_does_not_wrap_around),
        cmocka_unit_test(a_total_does_not_depend_on_the_order_of_keys),
        cmocka_unit_test(merging_adds),
        cmocka_unit_test(freeing_nothing_is_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
