#include "article/repeats.h"

#include "base/table.h"

#include <stdlib.h>

enum {
    SHORTEST = 50 /* bytes */
};

void kt_repeats_free(kt_repeats *repeats)
{
    free(repeats->slots);
    *repeats = (kt_repeats){0};
}

bool kt_repeats_begin(kt_repeats *repeats, size_t count)
{
    size_t needed = 16;
    while (needed < 2 * count)
        needed *= 2;
    if (needed > repeats->capacity) {
        kt_repeats_free(repeats);
        repeats->slots = malloc(needed * sizeof *repeats->slots);
        if (repeats->slots == NULL)
            return false;
        repeats->capacity = needed;
    }
    repeats->used = needed;
    memset(repeats->slots, 0, needed * sizeof *repeats->slots);
    return true;
}

size_t kt_repeats_find(kt_repeats *repeats, kt_slice text, size_t number)
{
    if (text.len < SHORTEST)
        return number;
    uint64_t hash = kt_hash(text, 0);
    size_t i = hash & (repeats->used - 1);
    for (; repeats->slots[i].text.data != NULL;
         i = (i + 1) & (repeats->used - 1)) {
        if (repeats->slots[i].hash == hash &&
            kt_slice_equal(repeats->slots[i].text, text))
            return repeats->slots[i].number;
    }
    repeats->slots[i] = (kt_repeat){hash, text, number};
    return number;
}
