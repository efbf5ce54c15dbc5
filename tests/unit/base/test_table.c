#include "../test.h"

#include "base/table.h"

#include <ctype.h>

/* The key of number @p n: its four bytes, some of which are NULs, and up to 39
 * more. */
static kt_slice key_of(unsigned n, char text[48])
{
    memset(text, 'k', 48);
    memcpy(text, &n, sizeof n);
    return (kt_slice){text, sizeof n + n % 40};
}

enum {
    KEYS = 30000
};

static void add(kt_table *table, unsigned n, uint8_t tag, uint64_t value)
{
    char text[48];
    kt_probe probe = kt_probe_of(key_of(n, text), tag);
    assert_true(kt_table_reserve(table, 1));
    kt_entry *entry = kt_table_at(table, &probe);
    assert_non_null(entry);
    assert_int_equal(entry->value, 0);
    entry->value = value;
    memset(text, 'x', sizeof text); /* a key is copied */
}

static const kt_entry *find(const kt_table *table, unsigned n, uint8_t tag)
{
    char text[48];
    kt_probe probe = kt_probe_of(key_of(n, text), tag);
    return kt_table_find(table, &probe);
}

static void keys_of_all_lengths_are_found_again(void **state)
{
    (void)state;
    kt_table table = {0};
    assert_null(find(&table, 1, 0));
    for (unsigned n = 0; n < KEYS; n++)
        add(&table, n, 0, n + 1);
    assert_int_equal(table.count, KEYS);
    for (unsigned n = 0; n < KEYS; n++) {
        char text[48];
        const kt_entry *entry = find(&table, n, 0);
        assert_non_null(entry);
        assert_int_equal(entry->value, n + 1);
        assert_true(kt_slice_equal(kt_entry_key(entry), key_of(n, text)));
        assert_null(find(&table, n, 1));
    }
    assert_null(find(&table, KEYS + 40, 0));
    kt_table_free(&table);
    assert_int_equal(table.count, 0);
    kt_table_free(&table);
}

static void a_key_is_added_once(void **state)
{
    (void)state;
    kt_table table = {0};
    static const char *const keys[] = {"kata", "mempertanggungjawabkannya",
                                       "exactly 18 bytes!!",
                                       "19 bytes of a key!!"};
    for (size_t i = 0; i < 4; i++) {
        kt_probe probe = kt_probe_of(kt_slice_of(keys[i]), 0);
        assert_true(kt_table_reserve(&table, 2));
        kt_entry *entry = kt_table_at(&table, &probe);
        entry->value = 7;
        assert_ptr_equal(kt_table_at(&table, &probe), entry);
        assert_int_equal(entry->probe.len,
                         i % 2 == 0 ? strlen(keys[i]) : KT_LONG_KEY);
        assert_int_equal(table.count, i + 1);
    }
    kt_table_free(&table);
}

static void the_tag_is_part_of_the_key(void **state)
{
    (void)state;
    kt_table table = {0};
    for (unsigned tag = 0; tag < 256; tag++) {
        add(&table, 3, (uint8_t)tag, tag + 1);
        add(&table, 39, (uint8_t)tag, tag + 1);
    }
    for (unsigned tag = 0; tag < 256; tag++) {
        assert_int_equal(find(&table, 3, (uint8_t)tag)->value, tag + 1);
        assert_int_equal(find(&table, 39, (uint8_t)tag)->value, tag + 1);
    }
    assert_int_equal(table.count, 512);
    kt_table_free(&table);
}

static void keys_that_differ_only_in_length_are_apart(void **state)
{
    (void)state;
    static const char zeros[64] = {0};
    kt_table table = {0};
    for (size_t len = 1; len <= 64; len++) {
        kt_probe probe = kt_probe_of((kt_slice){zeros, len}, 0);
        assert_true(kt_table_reserve(&table, 1));
        kt_table_at(&table, &probe)->value = len;
    }
    for (size_t len = 1; len <= 64; len++) {
        kt_probe probe = kt_probe_of((kt_slice){zeros, len}, 0);
        assert_int_equal(kt_table_find(&table, &probe)->value, len);
    }
    kt_table_free(&table);
}

static void a_cleared_table_is_empty_and_usable(void **state)
{
    (void)state;
    kt_table table = {0};
    kt_table_clear(&table);
    for (int round = 0; round < 3; round++) {
        for (unsigned n = 0; n < 2000; n++)
            add(&table, n, 0, n + 1);
        kt_table_clear(&table);
        assert_int_equal(table.count, 0);
        for (unsigned n = 0; n < 2000; n++)
            assert_null(find(&table, n, 0));
    }
    kt_table_free(&table);
}

static void reserved_room_lets_keys_be_added(void **state)
{
    (void)state;
    kt_table table = {0};
    assert_true(kt_table_reserve(&table, 5000));
    kt_entry *entries = table.entries;
    for (unsigned n = 0; n < 5000; n++)
        add(&table, n, 0, n + 1);
    assert_ptr_equal(table.entries, entries);
    assert_true(table.capacity / 4 * 3 >= table.count);
    kt_table_free(&table);
}

/* Every length and every byte, against tolower(). */
static void a_probe_folds_ascii_and_nothing_else(void **state)
{
    (void)state;
    for (size_t len = 1; len <= KT_INLINE_KEY; len++) {
        for (unsigned c = 0; c < 256; c++) {
            char text[24], folded[24];
            memset(text, 'Q', sizeof text); /* what follows does not matter */
            memset(folded, 0, sizeof folded);
            for (size_t i = 0; i < len; i++) {
                text[i] = (char)(i % 3 == 1 ? 'M' : c + i);
                unsigned char byte = (unsigned char)text[i];
                folded[i] = (char)(byte < 0x80 ? tolower(byte) : byte);
            }
            kt_probe found = kt_probe_inline(text, len, 9, true);
            kt_probe expected = kt_probe_of((kt_slice){folded, len}, 9);
            assert_memory_equal(&found, &expected, sizeof found);
            found = kt_probe_inline(text, len, 9, false);
            expected = kt_probe_of((kt_slice){text, len}, 9);
            assert_memory_equal(&found, &expected, sizeof found);
        }
    }
}

/* Hashes are stored, in the names of private stores, so they must stay. */
static void hashes_depend_on_all_bytes_the_length_and_the_seed(void **state)
{
    (void)state;
    uint64_t seen[128];
    size_t count = 0;
    char text[32] = {0};
    for (size_t len = 0; len <= 32; len++)
        seen[count++] = kt_hash((kt_slice){text, len}, 0);
    for (size_t at = 0; at < 32; at++) {
        text[at] = (char)0x80;
        seen[count++] = kt_hash((kt_slice){text, 32}, 0);
        text[at] = 0;
    }
    for (uint64_t seed = 1; seed < 32; seed++)
        seen[count++] = kt_hash((kt_slice){text, 32}, seed);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++)
            assert_true(seen[i] != seen[j]);
    }
    assert_true(kt_hash(KT_SLICE("kata"), 5) == kt_hash(KT_SLICE("kata"), 5));
    kt_hash((kt_slice){NULL, 0}, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_all_lengths_are_found_again),
        cmocka_unit_test(a_key_is_added_once),
        cmocka_unit_test(the_tag_is_part_of_the_key),
        cmocka_unit_test(keys_that_differ_only_in_length_are_apart),
        cmocka_unit_test(a_cleared_table_is_empty_and_usable),
        cmocka_unit_test(reserved_room_lets_keys_be_added),
        cmocka_unit_test(a_probe_folds_ascii_and_nothing_else),
        cmocka_unit_test(hashes_depend_on_all_bytes_the_length_and_the_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
