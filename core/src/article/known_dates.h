/**
 * @file
 * The dates of an article: when it was published, and the first in its text.
 */
#ifndef KT_ARTICLE_KNOWN_DATES_H
#define KT_ARTICLE_KNOWN_DATES_H

#include <ktool/article.h>
#include <ktool/date.h>

/** A date and what is to be noted of it. */
typedef struct kt_known_date {
    kt_date date;
    bool ordered; /**< two orders would do; a day in the text decided */
} kt_known_date;

/** The date that @p text, a field that the file gave, states. */
bool kt_date_given(const kt_article *article, kt_slice text,
                   kt_known_date *out);

/** The date that @p text, a piece of the article, states. Times without a
 * zone are in that of Jakarta, unless the article or the words are of another
 * language. */
bool kt_date_read(const kt_article *article, kt_slice text, kt_known_date *out);

/** The first day that the bodies of @p article name, which gets its year from
 * the article's date if it has none itself. */
bool kt_date_first(const kt_article *article, kt_known_date *out);

/** Whether the day of @p given, ISO 8601, is another than that of @p read. */
bool kt_date_differs(kt_slice given, const kt_date *read);

/** Append what is to be noted, each after ", " but the first in @p out. */
void kt_date_note(const kt_known_date *known, kt_buffer *out);

#endif
