/**
 * @file
 * Quotation marks and what they enclose.
 */
#ifndef KT_TEXT_QUOTE_MARKS_H
#define KT_TEXT_QUOTE_MARKS_H

#include <ktool/quotes.h>
#include <stdint.h>

/** Whether @p point is of the shape of a quotation mark, which apostrophes
 * and inch marks are too. */
bool kt_is_quote_mark(uint32_t point);

/** The code point that ends at @p at; a line break at the start of @p text. */
uint32_t kt_point_before(kt_slice text, size_t at);

/** The code point at @p at; a line break at the end of @p text. */
uint32_t kt_point_at(kt_slice text, size_t at);

/** The last code point of @p quote that is no mark of a quote within it. */
uint32_t kt_quote_last(kt_slice text, const kt_quote *quote);

/**
 * Find the first quote that begins at or after @p at: fills in whole, inner
 * and unclosed, and leaves the rest of @p quote zero. Otherwise false.
 */
bool kt_quote_find(kt_slice text, size_t at, kt_quote *quote);

/** Whether @p quote, as it was found, is a scare quote unless somebody is said
 * to say it. */
bool kt_quote_may_scare(kt_slice text, const kt_quote *quote);

#endif
