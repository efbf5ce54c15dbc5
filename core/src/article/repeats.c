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
    memset(repeats->ends, 0, sizeof repeats->ends);
    memset(repeats->slots, 0, needed * sizeof *repeats->slots);
    return true;
}

/* How many texts have the ends of this one. Mostly none other has, so that
 * what is between them need not be read. */
static uint8_t *ends_of(kt_repeats *repeats, kt_slice text)
{
    uint64_t first = kt_load64(text.data),
             last = kt_load64(text.data + text.len - sizeof last);
    uint64_t hash = kt_mix(first ^ text.len, last ^ 0xE7037ED1A0B428DBu);
    return &repeats->ends[hash % KT_REPEATS_ENDS];
}

void kt_repeats_expect(kt_repeats *repeats, kt_slice text)
{
    if (text.len < SHORTEST)
        return;
    uint8_t *count = ends_of(repeats, text);
    *count += *count < 2;
}

size_t kt_repeats_find(kt_repeats *repeats, kt_slice text, size_t number)
{
    if (text.len < SHORTEST || *ends_of(repeats, text) < 2)
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
