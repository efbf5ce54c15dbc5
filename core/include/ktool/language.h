/**
 * @file
 * The language of a text: guessed from frequent words, and where these do not
 * tell, by libexttextcat from sequences of letters.
 */
#ifndef KTOOL_LANGUAGE_H
#define KTOOL_LANGUAGE_H

#include <ktool/slice.h>
#include <ktool/status.h>
#include <stdint.h>

/** Used by one thread at a time. */
typedef struct kt_language_guesser kt_language_guesser;

/** What a guess came to; {0} if the text is too short or says nothing
 * clearly. */
typedef struct kt_language {
    kt_slice code;  /**< ISO 639, as short as there is one: "id", "haw";
                         borrowed from the guesser */
    double clarity; /**< 0.33 to 1, in hundredths; see kt_language_guess() */
} kt_language;

/**
 * Make a guesser from the word lists, which are data files language/NAME.txt.
 * The models of libexttextcat are read when a guess first needs them, from
 * $KTOOL_TEXTCAT if that is set, otherwise from where the library's package
 * keeps them; where there are none, the lists decide alone.
 *
 * @param out  the caller owns it and releases it with
 *             kt_language_guesser_free()
 * @retval KT_ERR_NOT_FOUND  a list is not there
 * @retval KT_ERR_IO         a list cannot be read
 */
kt_status kt_language_guesser_new(kt_language_guesser **out, kt_error *err);
void kt_language_guesser_free(kt_language_guesser *guesser);

/**
 * Guess the language of @p text from its start: of the first 4,096 bytes at
 * most 128 words, fewer if they tell.
 *
 * There are word lists of Indonesian, Malay, English, German, Spanish, French,
 * Italian, Dutch, Portuguese, Afrikaans, Catalan, Galician, Javanese and
 * Sundanese. If a list has at least three of the words and a sixth of them,
 * the two languages with the most words are compared: the clarity of the first
 * is (a - b) / (a + b + 2), where a words are in the list of the first and not
 * of the second, and b the other way round. Words are heard until that is 0.5
 * or there are no more.
 *
 * Where it is less, the models of libexttextcat are asked, if the text has 400
 * bytes and the first is neither Indonesian nor Malay, which sequences of
 * letters hardly tell apart. The clarity of the nearest language is how much
 * farther away the second is, as a part of the distance (3 % of the nearest's
 * score) from which on the library leaves it out, and 1 if it does.
 *
 * What is less clear than 0.33 is no language.
 *
 * @param text  any bytes; ill-formed ones count as U+FFFD
 */
kt_language kt_language_guess(kt_language_guesser *guesser, kt_slice text);

/** The version of libexttextcat, as "3.4.5"; NULL if its models are not
 * there. */
const char *kt_language_models_version(void);

/** A hash of what guesses depend on: our rules and lists, the library and the
 * list of its models. */
uint64_t kt_language_hash(void);

#endif
