/**
 * @file
 * A hunspell dictionary, asked for the roots of words.
 */
#ifndef KT_TEXT_STEM_DICTIONARY_H
#define KT_TEXT_STEM_DICTIONARY_H

#include "text/stem_affix.h"

#include <ktool/status.h>
#include <stdint.h>

/** Used by one thread at a time, as hunspell is. */
typedef struct kt_stem_dictionary kt_stem_dictionary;

/**
 * Open the dictionary @p name, as "id_ID", in $KTOOL_HUNSPELL if that is set,
 * otherwise where systems keep dictionaries.
 *
 * @retval KT_ERR_NOT_FOUND  no folder has both of its files
 * @retval KT_ERR_IO         one that is there cannot be read
 */
kt_status kt_stem_dictionary_open(const char *name, kt_stem_dictionary **out,
                                  kt_error *err);
void kt_stem_dictionary_close(kt_stem_dictionary *dictionary);

/** A hash of the dictionary's files. */
uint64_t kt_stem_dictionary_hash(const kt_stem_dictionary *dictionary);

/** How many affixes the dictionary gives the root @p word, plus one; 0 if it
 * is no entry. A measure of how much of the language is made of the root. */
unsigned kt_stem_dictionary_weight(const kt_stem_dictionary *dictionary,
                                   kt_slice word);

/** Whether the small letters of @p word are only in the dictionary as those
 * of a word with capitals, which is a name. */
bool kt_stem_dictionary_is_name(const kt_stem_dictionary *dictionary,
                                kt_slice word);

/** Whether the dictionary has the ASCII word @p word as a word or as a form
 * of one. */
bool kt_stem_dictionary_has(const kt_stem_dictionary *dictionary,
                            kt_slice word);

/** Call back with each root that the dictionary's own morphology finds in the
 * ASCII word @p word; one may come more than once. */
void kt_stem_dictionary_each_root(const kt_stem_dictionary *dictionary,
                                  kt_slice word,
                                  void (*visit)(void *ctx, kt_slice root),
                                  void *ctx);

#endif
