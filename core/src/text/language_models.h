/**
 * @file
 * The models of languages that come with libexttextcat: which sequences of
 * letters are frequent in each.
 */
#ifndef KT_TEXT_LANGUAGE_MODELS_H
#define KT_TEXT_LANGUAGE_MODELS_H

#include <ktool/language.h>

/** Used by one thread at a time; all share what is read. */
typedef struct kt_language_models kt_language_models;

/** NULL without memory. Nothing is read yet. */
kt_language_models *kt_language_models_new(void);
void kt_language_models_free(kt_language_models *models);

/**
 * The language whose model is nearest to @p text, which is valid UTF-8 without
 * NUL that ends with one. It takes half a millisecond, and ten the first time,
 * when the models are read.
 *
 * @return {0} if more than five are about as near, or there are no models
 */
kt_language kt_language_models_guess(kt_language_models *models,
                                     const char *text);

/** Hash the list of the models into @p seed; @p seed itself if there are
 * none. */
uint64_t kt_language_models_hash(uint64_t seed);

#endif
