#include "base/list.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST = 16
};

static bool resize(void *array, size_t capacity, size_t size)
{
    void *items;
    if (capacity > SIZE_MAX / size)
        return false;
    memcpy(&items, array, sizeof items);
    items = realloc(items, capacity * size);
    if (items == NULL)
        return false;
    memcpy(array, &items, sizeof items);
    return true;
}

bool kt_list_grow(void *array, size_t count, size_t size)
{
    bool full = count == 0 || (count >= FIRST && (count & (count - 1)) == 0);
    if (!full)
        return true;
    return resize(array, count < FIRST ? FIRST : count * 2, size);
}

bool kt_list_reserve(void *array, size_t count, size_t size)
{
    size_t capacity = FIRST;
    while (capacity < count)
        capacity *= 2;
    return resize(array, capacity, size);
}

size_t kt_first_not_below(const int64_t *numbers, size_t count, int64_t value)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbers[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
