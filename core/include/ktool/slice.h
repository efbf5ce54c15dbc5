/**
 * @file
 * Bytes that belong to somebody else.
 */
#ifndef KTOOL_SLICE_H
#define KTOOL_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/** A borrowed run of bytes, not ended by NUL. Empty is {NULL, 0} or any
 * pointer with length 0. */
typedef struct kt_slice {
    const char *data;
    size_t len;
} kt_slice;

/** A slice of a string literal. */
#define KT_SLICE(literal) ((kt_slice){"" literal, sizeof(literal) - 1})

/** @p text up to its NUL; NULL gives an empty slice. */
static inline kt_slice kt_slice_of(const char *text)
{
    return (kt_slice){text, text == NULL ? 0 : strlen(text)};
}

/** Bytes @p start up to @p end, not included; both must lie inside. */
static inline kt_slice kt_slice_sub(kt_slice s, size_t start, size_t end)
{
    return (kt_slice){start == 0 ? s.data : s.data + start, end - start};
}

static inline bool kt_slice_equal(kt_slice a, kt_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

/** Byte order, which for UTF-8 is code point order. Negative, 0, positive. */
static inline int kt_slice_compare(kt_slice a, kt_slice b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n == 0 ? 0 : memcmp(a.data, b.data, n);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

#endif
