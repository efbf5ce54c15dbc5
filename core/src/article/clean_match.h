/**
 * @file
 * Which rules match a text.
 */
#ifndef KT_ARTICLE_CLEAN_MATCH_H
#define KT_ARTICLE_CLEAN_MATCH_H

#include "article/cleaning.h"

#include <ktool/buffer.h>

/** What a thread keeps from one match to the next. */
typedef struct kt_clean_matcher {
    const kt_cleaning *cleaning;
    pcre2_match_data *match, *test;
    kt_buffer folded, key;
    /* Of the article under way. */
    size_t outlet; /**< 1 + whose rules hold besides everybody's; 0 */
    bool failed;   /**< for want of memory; then nothing matches */
    const kt_clean_rule *wrong; /**< whose pattern PCRE2 does not take; NULL */
} kt_clean_matcher;

/** Make ready a matcher that is all zero; on failure, too, it is to be
 * closed. @param cleaning  borrowed */
kt_status kt_matcher_open(kt_clean_matcher *m, const kt_cleaning *cleaning,
                          kt_error *err);
void kt_matcher_close(kt_clean_matcher *m);

/** Begin another article, of no outlet so far. */
void kt_matcher_begin(kt_clean_matcher *m);

/**
 * The first rule of a place that matches, or NULL.
 *
 * @param subject  not empty; of whole characters
 * @param from     where the match may begin, if it need not at the front
 * @param options  PCRE2_NOTEOL if more follows
 */
const kt_clean_rule *kt_match_find(kt_clean_matcher *m, kt_where where,
                                   kt_slice subject, size_t from,
                                   uint32_t options);

/** The text of group @p n of the match that was found, empty if it took no
 * part; where the match ends. */
kt_slice kt_match_group(const kt_clean_matcher *m, kt_slice subject, size_t n);
size_t kt_match_end(const kt_clean_matcher *m);

/** What announces a link in a paragraph. */
typedef struct kt_clean_marker {
    const kt_clean_rule *rule; /**< NULL: none */
    size_t start, end;
} kt_clean_marker;

/** Of the markers of links that begin at byte @p from or later, the first. */
kt_clean_marker kt_match_inline(kt_clean_matcher *m, kt_slice text,
                                size_t from);

/** Where the last bytes of a text begin, at most @p size of them; where at
 * most @p size bytes of it end. No character is cut. */
size_t kt_tail_of(kt_slice text, size_t size);
size_t kt_cut_at(kt_slice text, size_t size);

#endif
