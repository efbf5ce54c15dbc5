/**
 * @file
 * The titles of a store's articles, for telling where a link that was
 * inserted into a text ends.
 */
#ifndef KT_ARTICLE_TITLES_H
#define KT_ARTICLE_TITLES_H

#include <ktool/slice.h>
#include <ktool/status.h>
#include <stdint.h>

/** A set of titles, by their hashes. Zero-initialised it is empty. */
typedef struct kt_titles {
    uint64_t *slots; /**< 0 is free */
    size_t capacity; /**< a power of two, or 0 */
    size_t count;
} kt_titles;

void kt_titles_free(kt_titles *titles);

/** Add a title; one of fewer than three words or 16 bytes is too common to
 * prove anything and is not added. False without memory. */
bool kt_titles_add(kt_titles *titles, kt_slice title);

/**
 * How many bytes at the front of @p text are the longest title in the set,
 * whatever its case and white space; 0 if none is.
 */
size_t kt_titles_match(const kt_titles *titles, kt_slice text);

#endif
