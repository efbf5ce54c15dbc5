#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    FIRST_SIZE = 4 * 1024, /* an arena for one article is seldom larger */
    BLOCK_SIZE = 64 * 1024,
    ALIGN = alignof(max_align_t)
};

struct kt_arena_block {
    kt_arena_block *older;
    alignas(max_align_t) char bytes[];
};

static bool add_block(kt_arena *arena, size_t size)
{
    if (size > SIZE_MAX - sizeof(kt_arena_block))
        return false;
    kt_arena_block *block = malloc(sizeof *block + size);
    if (block == NULL)
        return false;
    block->older = arena->blocks;
    arena->blocks = block;
    arena->next = block->bytes;
    arena->end = block->bytes + size;
    return true;
}

/* Each block is twice as long as the one before, within limits. */
static size_t next_size(const kt_arena *arena)
{
    if (arena->blocks == NULL)
        return FIRST_SIZE;
    size_t doubled = (size_t)(arena->end - arena->blocks->bytes) * 2;
    return doubled < BLOCK_SIZE ? doubled : BLOCK_SIZE;
}

void *kt_arena_alloc(kt_arena *arena, size_t size)
{
    if (size > SIZE_MAX - ALIGN)
        return NULL;
    size = (size + ALIGN - 1) / ALIGN * ALIGN;
    if (size > (size_t)(arena->end - arena->next)) {
        size_t usual = next_size(arena);
        if (!add_block(arena, size > usual ? size : usual))
            return NULL;
    }
    void *memory = arena->next;
    arena->next += size;
    return memory;
}

kt_slice kt_arena_copy(kt_arena *arena, kt_slice text)
{
    if (text.len == 0)
        return (kt_slice){NULL, 0};
    char *copy = kt_arena_alloc(arena, text.len);
    if (copy == NULL)
        return (kt_slice){NULL, 0};
    memcpy(copy, text.data, text.len);
    return (kt_slice){copy, text.len};
}

void kt_arena_free(kt_arena *arena)
{
    while (arena->blocks != NULL) {
        kt_arena_block *block = arena->blocks;
        arena->blocks = block->older;
        free(block);
    }
    *arena = (kt_arena){0};
}
