/**
 * @file
 * What is speech in an article.
 */
#ifndef KT_ARTICLE_SPEECH_H
#define KT_ARTICLE_SPEECH_H

#include <ktool/article.h>
#include <ktool/quotes.h>

/** Whose rules find the speech in a store's articles. */
#define KT_SPEECH_LANGUAGES "id+en"

/** A hash of what kt_find_speech() goes by with these rules. */
uint64_t kt_speech_hash(void);

/**
 * Append the quotes of the title and body spans of @p article that are no
 * scare quotes, as kt_quotes_next() finds them in each span, to @p quotes: a
 * kt_span each, in order, with their marks.
 */
void kt_find_speech(const kt_article *article, const kt_quote_rules *rules,
                    kt_buffer *quotes);

#endif
