#include "../test.h"

#include "base/arena.h"

#include <stdalign.h>

static void memory_is_aligned_and_apart(void **state)
{
    (void)state;
    static const size_t sizes[] = {1,  2,     3,     16,    17,     100,
                                   24, 65536, 65537, 70000, 200000, 5};
    kt_arena arena = {0};
    unsigned char *blocks[600];
    for (size_t i = 0; i < 600; i++) {
        size_t size = sizes[i % 12];
        blocks[i] = kt_arena_alloc(&arena, size);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        memset(blocks[i], (int)(i % 251), size);
    }
    for (size_t i = 0; i < 600; i++) {
        for (size_t at = 0; at < sizes[i % 12]; at += 1 + at / 7)
            assert_int_equal(blocks[i][at], i % 251);
    }
    kt_arena_free(&arena);
}

static void a_copy_is_another_text(void **state)
{
    (void)state;
    kt_arena arena = {0};
    char text[] = "a\0b";
    kt_slice copy = kt_arena_copy(&arena, (kt_slice){text, 3});
    text[0] = 'x';
    assert_int_equal(copy.len, 3);
    assert_memory_equal(copy.data, "a\0b", 3);
    assert_null(kt_arena_copy(&arena, (kt_slice){text, 0}).data);
    assert_null(kt_arena_copy(&arena, (kt_slice){NULL, 0}).data);
    kt_arena_free(&arena);
}

static void what_is_too_much_is_refused(void **state)
{
    (void)state;
    static const size_t sizes[] = {SIZE_MAX, SIZE_MAX - 1, SIZE_MAX - 15,
                                   SIZE_MAX - 16};
    kt_arena arena = {0};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        assert_null(kt_arena_alloc(&arena, sizes[i]));
    assert_non_null(kt_arena_alloc(&arena, 1));
    kt_arena_free(&arena);
}

static void an_arena_is_usable_again_once_it_is_free(void **state)
{
    (void)state;
    kt_arena arena = {0};
    kt_arena_free(&arena);
    for (int i = 0; i < 3; i++) {
        char *memory = kt_arena_alloc(&arena, 10);
        assert_non_null(memory);
        memset(memory, 1, 10);
        kt_arena_free(&arena);
        assert_null(arena.blocks);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_aligned_and_apart),
        cmocka_unit_test(a_copy_is_another_text),
        cmocka_unit_test(what_is_too_much_is_refused),
        cmocka_unit_test(an_arena_is_usable_again_once_it_is_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
