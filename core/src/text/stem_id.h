/**
 * @file
 * The Indonesian stemmer. Words are folded and of at most KT_STEM_POINTS code
 * points.
 */
#ifndef KT_TEXT_STEM_ID_H
#define KT_TEXT_STEM_ID_H

#include "text/stem_dictionary.h"
#include "text/stem_exceptions.h"

#include <ktool/stem.h>

/** Raised whenever a rule changes a stem, so that stores know. */
#define KT_STEM_ID_VERSION "1"

typedef struct kt_stem_id {
    kt_stem_exceptions exceptions;
    kt_stem_dictionary *dictionary; /**< NULL: rules alone */
} kt_stem_id;

/** Where steps go. */
typedef struct kt_stem_sink {
    kt_stem_visit visit; /**< NULL: nowhere */
    void *ctx;
    kt_status status; /**< the first that was not KT_OK */
} kt_stem_sink;

void kt_stem_step(kt_stem_sink *sink, const char *rule, kt_slice before,
                  kt_slice after);

kt_status kt_stem_id_open(kt_stem_id *out, kt_error *err);
void kt_stem_id_close(kt_stem_id *self);

/** The stem of any word. */
void kt_stem_id_stem(const kt_stem_id *self, kt_slice word, kt_stem_sink *sink,
                     kt_stem_text *out);

/** The stem of a word without hyphens. */
void kt_stem_id_simple(const kt_stem_id *self, kt_slice word,
                       kt_stem_sink *sink, kt_stem_text *out);

/** Whether exceptions or dictionary have @p word as it stands. */
bool kt_stem_id_is_root(const kt_stem_id *self, kt_slice word);

/** Whether exceptions or dictionary have @p word or form it. */
bool kt_stem_id_knows(const kt_stem_id *self, kt_slice word);

/** The stem of a word with hyphens, and which kind of reduplication it is. */
kt_redup kt_stem_hyphened(const kt_stem_id *self, kt_slice word,
                          kt_stem_sink *sink, kt_stem_text *out);

/** Whether the word, without a hyphen, repeats the start of its stem. */
bool kt_stem_is_partial(const kt_stem_id *self, kt_slice word);

/** The word without clitics, which are appended to @p clitics as
 * kt_morphology has them. */
void kt_stem_clitics(const kt_stem_id *self, kt_slice word, kt_stem_text *base,
                     kt_buffer *clitics);

#endif
