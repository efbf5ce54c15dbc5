/**
 * @file
 * Text: decoding, normalising, folding, measuring.
 */
#ifndef KTOOL_TEXT_H
#define KTOOL_TEXT_H

#include <ktool/buffer.h>
#include <stdint.h>

/** The version of the Unicode tables, as in "15.0.0". */
const char *kt_unicode_version(void);

/**
 * Append @p text to @p out as valid UTF-8: every maximal part of an
 * ill-formed sequence becomes one U+FFFD, as Unicode 15 section 3.9 and the
 * WHATWG decoder have it.
 *
 * @return how many bytes of @p text were replaced; 0 if all were well formed
 */
size_t kt_text_repair(kt_slice text, kt_buffer *out);

/** The length of the longest well-formed start of @p text. */
size_t kt_text_valid_prefix(kt_slice text);

/** What is done to a text besides composing it to NFC; bits. */
enum {
    KT_FORM_FOLD = 1,  /**< full case folding, for comparing: "ß" is "ss" */
    KT_FORM_LOWER = 2, /**< full lower case, for reading: "ß" stays, a sigma
                            at the end of a word is final; of no language in
                            particular */
    KT_FORM_COMPATIBILITY = 4, /**< NFKC: "１" and "①" are "1", "1½" is
                                    "11⁄2" */
    KT_FORM_STRIP = 8 /**< diacritics off: "é" is "e". Marks (category Mn) go
                           from Latin, Greek and Cyrillic letters and stay
                           elsewhere. Đ đ Ħ ħ Ł ł Ø ø Ŧ ŧ lose their stroke
                           and ı counts as i; æ, ð, œ, ß and þ are letters of
                           their own and stay */
};

/**
 * Append @p text in the form that bits of KT_FORM_ ask for, in NFC. Folding
 * is of the NFC of the text, or of the NFKC. Ill-formed bytes count as
 * U+FFFD. Linear in the text.
 */
void kt_text_form(kt_slice text, unsigned form, kt_buffer *out);

/** kt_text_form() with no bits, soon done where there is nothing to do. */
void kt_text_nfc(kt_slice text, kt_buffer *out);

/** kt_text_form() with KT_FORM_FOLD, made for many short texts. */
void kt_text_fold(kt_slice text, kt_buffer *out);

/** Append @p text as a JSON string; ill-formed bytes are \\ufffd. */
void kt_text_json(kt_slice text, kt_buffer *out);

/**
 * Columns that @p text takes on a terminal: the sum over its grapheme clusters
 * of 0, 1 or 2. Control characters count as 0, ill-formed bytes as U+FFFD.
 */
size_t kt_text_width(kt_slice text);

/**
 * The length in bytes of the first grapheme cluster of @p text, and its
 * columns in @p width if that is not NULL; 0 for empty text.
 */
size_t kt_text_grapheme(kt_slice text, size_t *width);

/** How many extended grapheme clusters of UAX #29 @p text has: characters as
 * people count them. */
size_t kt_text_graphemes(kt_slice text);

#endif
