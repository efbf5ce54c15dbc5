/**
 * @file
 * Growing arrays.
 */
#ifndef KT_BASE_LIST_H
#define KT_BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * Make room for one more item in an array of @p count items of @p size bytes
 * whose capacity is what this function made it: the next power of two, at
 * least 16. @p array is the address of the pointer to the first item.
 */
bool kt_list_grow(void *array, size_t count, size_t size);

/** Make room for @p count items in all, in an array that has fewer. */
bool kt_list_reserve(void *array, size_t count, size_t size);

/** The number of the first of @p count ascending numbers that is not below
 * @p value; @p count if all are. */
size_t kt_first_not_below(const int64_t *numbers, size_t count, int64_t value);

#endif
