/**
 * @file
 * Cleaning an article: which of it is text, which is furniture, and what the
 * furniture says. Nothing is taken away; spans are labelled.
 */
#ifndef KT_ARTICLE_CLEAN_H
#define KT_ARTICLE_CLEAN_H

#include "article/cleaning.h"
#include "article/titles.h"
#include "base/arena.h"

/** The rule of a span of body that may begin with a link: where the link ends
 * could not be proved. */
#define KT_SUSPECT_LINK "suspect-link"

/** What a thread keeps from one article to the next. */
typedef struct kt_cleaner kt_cleaner;

/** @param cleaning  borrowed */
kt_status kt_cleaner_new(const kt_cleaning *cleaning, kt_cleaner **out,
                         kt_error *err);
void kt_cleaner_free(kt_cleaner *cleaner);

/**
 * Label @p article, whose spans are its title and its paragraphs as
 * kt_paragraphs() gives them: these spans are divided and labelled, and
 * fields and origins set from what was read. Linear in the text.
 *
 * @param titles  of all articles, for telling where an inserted link ends;
 *                NULL if they are not known
 * @param arena   receives what the article then refers to; rules' names are
 *                borrowed from the cleaning
 * @retval KT_ERR_FORMAT  a rule was first tried and PCRE2 does not take it; the
 *                        message names it
 */
kt_status kt_clean(kt_cleaner *cleaner, const kt_titles *titles,
                   kt_arena *arena, kt_article *article, kt_error *err);

#endif
