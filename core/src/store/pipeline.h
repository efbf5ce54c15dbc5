/**
 * @file
 * Chunks drafted on all threads, handed out in order.
 */
#ifndef KT_STORE_PIPELINE_H
#define KT_STORE_PIPELINE_H

#include "store/draft.h"

typedef struct kt_pipeline kt_pipeline;

/** Start @p jobs - 1 threads; the caller's is the other. @p paths and
 * @p rules are as for kt_drafter_new(). */
kt_status kt_pipeline_new(kt_source *source, const char *const *paths,
                          size_t path_count, kt_rules rules, unsigned jobs,
                          kt_pipeline **out, kt_error *err);

/** Stop the threads and drop what was not handed out. */
void kt_pipeline_free(kt_pipeline *pipeline);

/**
 * The next draft in the order of the source, which the caller frees; NULL at
 * the end. The calling thread drafts too while it would have to wait.
 */
kt_status kt_pipeline_next(kt_pipeline *pipeline, kt_draft **out,
                           kt_error *err);

#endif
