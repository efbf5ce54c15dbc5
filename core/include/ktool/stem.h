/**
 * @file
 * Stems: one form for the inflected and derived forms of a word.
 */
#ifndef KTOOL_STEM_H
#define KTOOL_STEM_H

#include <ktool/buffer.h>

/** Used by one thread at a time. */
typedef struct kt_stemmer kt_stemmer;

/**
 * Make a stemmer.
 *
 * "id" asks, in this order: the exceptions of the data file stem-id.tsv; the
 * rules for words with hyphens; the morphology of the system's hunspell
 * dictionary id_ID, if there is one; the affix rules. $KTOOL_HUNSPELL names
 * a folder in which the dictionary is looked for instead of the usual ones.
 * Other languages are those of libstemmer.
 *
 * @param language  ISO 639 code in small letters: "id", "en", "deu"
 * @param out  the caller owns it and releases it with kt_stemmer_free()
 * @retval KT_ERR_NOT_FOUND  no such language (the message lists those there
 *                           are), or no file of exceptions
 * @retval KT_ERR_IO         a dictionary that is there cannot be read
 * @retval KT_ERR_FORMAT     a line of the exceptions; the message says which
 */
kt_status kt_stemmer_new(const char *language, kt_stemmer **out, kt_error *err);
void kt_stemmer_free(kt_stemmer *stemmer);

/**
 * Append the folded stem of @p word to @p out; kt_buffer_status() tells
 * whether memory lasted.
 *
 * A word of more than 100 code points is only folded. Names are words like
 * others here: a caller who knows a word to be a name does not ask.
 *
 * @param word  as it stands in the text or folded; ill-formed bytes count as
 *              U+FFFD
 */
void kt_stemmer_stem(kt_stemmer *stemmer, kt_slice word, kt_buffer *out);

/** One step: what @p rule made of @p before. The slices are borrowed for the
 * call. */
typedef kt_status (*kt_stem_visit)(void *ctx, const char *rule, kt_slice before,
                                   kt_slice after);

/** Call back for each step from @p word to its stem, in order; none if the
 * word stays as it is. Stops at the first status not KT_OK. */
kt_status kt_stemmer_trace(kt_stemmer *stemmer, kt_slice word,
                           kt_stem_visit visit, void *ctx, kt_error *err);

/** The language, as kt_stemmer_new() was given it; of "ind" it is "id". */
const char *kt_stemmer_language(const kt_stemmer *stemmer);

/** Whether rules stand alone because no dictionary of the language was
 * found. */
bool kt_stemmer_lacks_dictionary(const kt_stemmer *stemmer);

/** Whether the dictionary or an exception has @p folded as a common word or
 * as a form of one. Names in the dictionary are not common words. */
bool kt_stemmer_knows(const kt_stemmer *stemmer, kt_slice folded);

/** What stems depend on, in one line without tabs: versions of rules, hashes
 * of files. */
kt_slice kt_stemmer_fingerprint(const kt_stemmer *stemmer);

typedef enum kt_redup {
    KT_REDUP_NONE,
    KT_REDUP_FULL,    /**< anak-anak */
    KT_REDUP_AFFIXED, /**< meniru-nirukan, berturut-turut, turun-temurun */
    KT_REDUP_LEXICAL, /**< undang-undang: not many of one thing */
    KT_REDUP_RHYMING, /**< bolak-balik: two halves that only sound alike */
    KT_REDUP_PARTIAL, /**< dedaunan, rerata */
    KT_REDUP_TOTAL
} kt_redup;

/** A word taken apart; borrowed from the stemmer until its next call. */
typedef struct kt_morphology {
    kt_slice base;    /**< without clitics; where it is reduplicated, the stem,
                           which of lexical and rhyming ones is the word */
    kt_slice clitics; /**< "ku+" or "+mu +kah"; separated by one space */
    kt_redup redup;
} kt_morphology;

/** The kind as one word: "none", "full", "affixed". */
const char *kt_redup_name(kt_redup redup);

/**
 * Take an Indonesian word apart. A stemmer of another language answers with
 * the folded word.
 *
 * @retval KT_ERR_NOMEM  and @p out is empty
 */
kt_status kt_stemmer_morphology(kt_stemmer *stemmer, kt_slice word,
                                kt_morphology *out, kt_error *err);

#endif
