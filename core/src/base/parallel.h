/**
 * @file
 * The same work on several threads.
 */
#ifndef KT_BASE_PARALLEL_H
#define KT_BASE_PARALLEL_H

#include <ktool/status.h>

/** The share of thread number @p worker, counted from 0. */
typedef kt_status kt_work(void *ctx, unsigned worker, kt_error *err);

/**
 * Run @p work on @p workers threads, of which the caller's is the first, and
 * wait for all. Workers share out what there is to do among themselves.
 *
 * Fewer threads may run if the system has no more, so the work must not
 * depend on their number.
 *
 * @return KT_OK, or the failure of the lowest worker that failed.
 */
kt_status kt_parallel(unsigned workers, kt_work *work, void *ctx,
                      kt_error *err);

/** How many threads to use when nobody said: the processors this process may
 * run on. */
unsigned kt_processors(void);

#endif
