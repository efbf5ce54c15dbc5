#include "base/list.h"

#include <stdint.h>
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
