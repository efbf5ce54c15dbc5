/**
 * @file
 * What the text of a group is tested by before its rule takes anything.
 */
#ifndef KT_ARTICLE_CLEANING_TESTS_H
#define KT_ARTICLE_CLEANING_TESTS_H

#include "article/cleaning_rows.h"

/** Zero-initialised it is empty. */
typedef struct kt_clean_tests {
    kt_clean_test *list;
    size_t count;
} kt_clean_tests;

void kt_clean_tests_free(kt_clean_tests *tests);

/**
 * Find the test called @p name, "places" for the list cleaning/places.txt or
 * "{outlet}" for a definition of @p rows; it is made when it is first asked
 * for.
 *
 * @param number   receives its number, counted from 1; 0 if there is none
 * @param problem  receives why there is none
 */
kt_status kt_clean_tests_find(kt_clean_tests *tests, kt_clean_rows *rows,
                              kt_slice name, size_t *number, char problem[160],
                              kt_error *err);

#endif
