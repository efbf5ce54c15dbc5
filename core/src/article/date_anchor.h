/**
 * @file
 * The numbers that dates in running text cannot do without.
 */
#ifndef KT_ARTICLE_DATE_ANCHOR_H
#define KT_ARTICLE_DATE_ANCHOR_H

#include <ktool/date.h>

enum {
    KT_DATE_LONGEST = 80 /* bytes of a date in running text */
};

/** Whether dates under @p rules have an anchor: they have no other if words
 * alone can state them, such as "kemarin". */
bool kt_date_has_anchor(const kt_date_rules *rules);

/**
 * The first number at or after byte @p from that could be the year of a date,
 * or, if the rules can tell the year, its day. Every date holds one; most
 * other numbers are none. Linear.
 *
 * @return where it begins, or text.len
 */
size_t kt_date_anchor(const kt_date_rules *rules, kt_slice text, size_t from);

/**
 * Where the words that may be of one date with the number at @p anchor begin,
 * at or after byte @p from: a word that no date is made of ends them.
 */
size_t kt_date_lead(kt_slice text, size_t from, size_t anchor);

#endif
