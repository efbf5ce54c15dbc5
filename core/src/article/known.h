/**
 * @file
 * What is known of an article: what its file gave, what its text says, and
 * how the two agree.
 *
 * Rules hand over what they read while the spans are made; then all is
 * settled at once:
 *
 *     kt_known_begin(&known, article);
 *     kt_known_read(&known, KT_SLICE("place"), place, KT_LABEL_DATELINE);
 *     kt_known_read(&known, KT_SLICE("date"), date, KT_LABEL_HEADER);
 *     article->spans = ...;
 *     status = kt_known_finish(&known, arena, article, err);
 */
#ifndef KT_ARTICLE_KNOWN_H
#define KT_ARTICLE_KNOWN_H

#include "base/arena.h"
#include <ktool/article.h>

enum {
    KT_KNOWN_TOTAL = 14 /* fields that a text can say */
};

/** What one article's text says. Zero-initialised; kept from one article to
 * the next for the memory in it. */
typedef struct kt_known {
    struct {
        kt_slice text; /**< empty: nothing was read */
        kt_label from; /**< of the span that it stands in */
    } values[KT_KNOWN_TOTAL];
    kt_buffer fields;  /**< kt_field */
    kt_buffer origins; /**< kt_origin */
    kt_buffer note;
    kt_buffer scratch;
    kt_buffer given, read; /**< two values as they are compared */
} kt_known;

/** Make of what is known of an article that came out of a store what its file
 * gave. @param arena  for its fields @return false without memory */
bool kt_known_forget(kt_article *article, kt_arena *arena);

/** Begin with what the file gave @p article. */
void kt_known_begin(kt_known *known, const kt_article *article);

/** Release the memory. */
void kt_known_free(kt_known *known);

/** Whether a rule may set @p field: source place wire author editor initials
 * credit section translator date modified original_source original_title
 * original_url. */
bool kt_known_has(kt_slice field);

/**
 * Take @p value, raw bytes of the text that stay until the article is
 * finished, for @p field, which kt_known_has(). The first value of a field
 * wins; white space and marks around it are dropped. What has neither letter
 * nor digit is no value, nor is a date that cannot be read.
 */
void kt_known_read(kt_known *known, kt_slice field, kt_slice value,
                   kt_label from);

/**
 * Settle columns, fields and origins of @p article, whose spans are final.
 * What the file gave stays, with a note where the text says otherwise. A date
 * that the file gave in other words than ISO 8601 is read. fields.first_date
 * is the first day that the bodies name.
 *
 * @param arena  keeps what the article then refers to
 * @retval KT_ERR_NOMEM
 */
kt_status kt_known_finish(kt_known *known, kt_arena *arena, kt_article *article,
                          kt_error *err);

#endif
