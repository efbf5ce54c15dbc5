/**
 * @file
 * Drafts made on all threads, handed out in order.
 */
#ifndef KT_STORE_PIPELINE_H
#define KT_STORE_PIPELINE_H

#include "store/draft.h"

typedef struct kt_pipeline kt_pipeline;

/** Where drafts come from, and how they are made. */
typedef struct kt_pipeline_options {
    /** The next draft that is still to be made, in order, which the pipeline
     * frees; NULL at the end. Called on the calling thread. */
    kt_status (*next)(void *ctx, kt_draft **out, kt_error *err);
    void *ctx;
    const char *const *paths; /**< as for kt_drafter_new() */
    size_t path_count;
    kt_rules rules;           /**< for tokens */
    const kt_titles *titles;  /**< as for kt_clean() */
    kt_known_articles *known; /**< as for kt_drafter_new() */
    unsigned jobs;            /**< threads; 0 means one for each processor */
} kt_pipeline_options;

/** Start all threads but one, which is the caller's, on the first drafts. */
kt_status kt_pipeline_new(const kt_pipeline_options *options, kt_pipeline **out,
                          kt_error *err);

/** Stop the threads and drop what was not handed out. */
void kt_pipeline_free(kt_pipeline *pipeline);

/**
 * The next draft in the order given, made, which the caller frees; NULL at
 * the end. The calling thread drafts too while it would have to wait.
 */
kt_status kt_pipeline_next(kt_pipeline *pipeline, kt_draft **out,
                           kt_error *err);

/** kt_draft_drop_copies() of a draft that was handed out. */
kt_status kt_pipeline_drop_copies(kt_pipeline *pipeline, kt_draft *draft,
                                  kt_error *err);

#endif
