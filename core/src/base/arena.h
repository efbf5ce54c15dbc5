/**
 * @file
 * Memory that is released all at once.
 */
#ifndef KT_BASE_ARENA_H
#define KT_BASE_ARENA_H

#include <ktool/slice.h>

typedef struct kt_arena_block kt_arena_block;

/** Zero-initialised it is empty. */
typedef struct kt_arena {
    kt_arena_block *blocks; /**< the newest first */
    char *next, *end;       /**< what is left of the newest */
} kt_arena;

/** @p size bytes aligned for any type, not cleared; NULL without memory. */
void *kt_arena_alloc(kt_arena *arena, size_t size);

/** A copy of @p text; data is NULL without memory (and for empty text). */
kt_slice kt_arena_copy(kt_arena *arena, kt_slice text);

/** Release everything; the arena is empty and usable again. */
void kt_arena_free(kt_arena *arena);

#endif
