/**
 * @file
 * Who said what stands between quotation marks.
 */
#ifndef KT_TEXT_ATTRIBUTION_H
#define KT_TEXT_ATTRIBUTION_H

#include "text/quote_rules.h"

enum {
    KT_ATTRIBUTION_REACH = 256 /**< bytes on either side of a quote */
};

/**
 * Fill in the verb and the speaker of @p quote, a range of @p text, where
 * they stand after it or between @p floor and it.
 */
void kt_attribute(const kt_quote_rules *rules, kt_slice text, size_t floor,
                  kt_quote *quote);

#endif
