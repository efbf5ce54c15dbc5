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

/** Append the NFC of @p text, which must be valid UTF-8. */
void kt_text_nfc(kt_slice text, kt_buffer *out);

/**
 * Append the full Unicode case folding of the NFC of @p text, in NFC.
 * Ill-formed bytes count as U+FFFD.
 */
void kt_text_fold(kt_slice text, kt_buffer *out);

/**
 * Columns that @p text, valid UTF-8, takes on a terminal: the sum over its
 * grapheme clusters of 0, 1 or 2. Control characters count as 0.
 */
size_t kt_text_width(kt_slice text);

/**
 * The length in bytes of the first grapheme cluster of @p text, and its
 * columns in @p width if that is not NULL; 0 for empty text.
 */
size_t kt_text_grapheme(kt_slice text, size_t *width);

#endif
