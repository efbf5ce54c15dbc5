#include "base/list.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool kt_list_grow(void *array, size_t count, size_t size)
{
    const size_t first = 16;
    bool full = count == 0 || (count >= first && (count & (count - 1)) == 0);
    if (!full)
        return true;
    size_t capacity = count < first ? first : count * 2;
    if (capacity > SIZE_MAX / size)
        return false;
    void *items;
    memcpy(&items, array, sizeof items);
    items = realloc(items, capacity * size);
    if (items == NULL)
        return false;
    memcpy(array, &items, sizeof items);
    return true;
}
