/**
 * @file
 * Where the paragraphs of a text are.
 */
#ifndef KT_ARTICLE_PARAGRAPHS_H
#define KT_ARTICLE_PARAGRAPHS_H

#include <ktool/article.h>

/** Bytes @p start up to @p end of @p text without the white space of Unicode
 * at both ends, as a body. */
kt_span kt_trim(kt_slice text, size_t start, size_t end);

/**
 * Append to @p spans a kt_span for each line of @p text from byte @p start
 * on that is not blank. LF, CRLF and CR end a line.
 */
void kt_paragraphs(kt_slice text, size_t start, kt_buffer *spans);

/**
 * Append to @p spans the title and the paragraphs of @p article, and set its
 * title. Of a record the first @p title bytes are the title; a file that is an
 * article, with 0, has it in the first line that is not blank.
 */
void kt_divide(kt_article *article, size_t title, kt_buffer *spans);

#endif
