/**
 * @file
 * What was found wrong with a store, gathered from all threads.
 */
#ifndef KT_STORE_CHECK_H
#define KT_STORE_CHECK_H

#include "store/feed.h"
#include "store/term_index.h"

/** A fault; by place they are told in the same order by any number of
 * threads. */
typedef struct kt_fault {
    int64_t place; /**< below 0 of the store as a whole; from 0 on segments,
                        then articles */
    char *text;
} kt_fault;

/** A store that is being checked. */
typedef struct kt_check {
    kt_feed feed;       /**< its lock is also that of the connection */
    kt_place *articles; /**< all, by id */
    size_t article_count;
    kt_term_index *terms; /**< NULL if they are damaged */
    bool in_order;        /**< segments and articles have their places */
    pthread_mutex_t lock; /**< of the faults */
    kt_fault *faults;
    size_t fault_count;
} kt_check;

/** Add a fault: a half sentence that says what it is of and what to do.
 * @retval KT_ERR_NOMEM */
kt_status kt_check_fault(kt_check *check, int64_t place, kt_error *err,
                         const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/** Compare the columns, and what rules make of each article, with what the
 * articles' text gives, on @p jobs threads. */
kt_status kt_check_columns(kt_check *check, unsigned jobs, kt_error *err);

#endif
