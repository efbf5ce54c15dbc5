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

enum {
    KT_REPEATS_ENDS = 1024
};

/** A table of texts. Zero-initialised it is empty. */
typedef struct kt_repeats {
    uint8_t ends[KT_REPEATS_ENDS]; /**< how many texts will come whose first
                                        and last bytes are these: 0, 1, or 2
                                        for more */
    kt_repeat *slots;
    size_t capacity; /**< of the memory */
    size_t used;     /**< of it in use, a power of two */
} kt_repeats;

void kt_repeats_free(kt_repeats *repeats);

/** Forget all texts; at most @p count will come. False without memory. */
bool kt_repeats_begin(kt_repeats *repeats, size_t count);

/** Say of each text that it will come, before the first one does. */
void kt_repeats_expect(kt_repeats *repeats, kt_slice text);

/** The number under which @p text, which was expected, came first, or @p
 * number, which it then has. One of fewer than 50 bytes may well be said twice
 * and is always new. */
size_t kt_repeats_find(kt_repeats *repeats, kt_slice text, size_t number);

#endif
