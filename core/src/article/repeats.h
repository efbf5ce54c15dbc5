/**
 * @file
 * Which texts of a list stood in it before.
 */
#ifndef KT_ARTICLE_REPEATS_H
#define KT_ARTICLE_REPEATS_H

#include <ktool/slice.h>
#include <stdint.h>

/** A text that was found, by its number; borrowed. */
typedef struct kt_repeat {
    uint64_t hash;
    kt_slice text; /**< NULL: free */
    size_t number;
} kt_repeat;

/** A table of texts. Zero-initialised it is empty. */
typedef struct kt_repeats {
    kt_repeat *slots;
    size_t capacity; /**< of the memory */
    size_t used;     /**< of it in use, a power of two */
} kt_repeats;

void kt_repeats_free(kt_repeats *repeats);

/** Forget all texts; at most @p count will come. False without memory. */
bool kt_repeats_begin(kt_repeats *repeats, size_t count);

/** The number under which @p text came first, or @p number, which it then
 * has. One of fewer than 50 bytes may well be said twice and is always new. */
size_t kt_repeats_find(kt_repeats *repeats, kt_slice text, size_t number);

#endif
