/* Finding dates without what makes it fast: every word and number of the text
 * is tried. */
#ifndef KT_DATE_WALK_H
#define KT_DATE_WALK_H

#include "article/date_reader.h"

static inline bool is_word_at(kt_slice text, size_t at)
{
    char c = text.data[at];
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

static inline bool walk_to_date(const kt_date_rules *rules, kt_slice text,
                                size_t from, kt_date *out)
{
    for (size_t at = from; at < text.len; at++) {
        if (is_word_at(text, at) && (at == from || !is_word_at(text, at - 1)) &&
            kt_date_at(rules, text, at, out))
            return true;
    }
    return false;
}

/* Whether finding comes to the same from any place on. */
static inline bool finds_as_walked(const kt_date_rules *rules, kt_slice text)
{
    kt_date found, walked;
    size_t at = 0;
    for (;;) {
        bool any = kt_date_find(rules, text, at, &found);
        if (any != walk_to_date(rules, text, at, &walked))
            return false;
        if (!any)
            return true;
        if (found.start != walked.start || found.end != walked.end ||
            strcmp(found.iso, walked.iso) != 0)
            return false;
        at = found.end;
    }
}

#endif
