/**
 * @file
 * Which tokens of a segment count.
 */
#ifndef KT_ANALYSE_RANGES_H
#define KT_ANALYSE_RANGES_H

#include "store/corpus.h"
#include "store/segment.h"

#include <ktool/words.h>

/** A growing list of half-open ranges, ascending. */
typedef struct kt_ranges {
    kt_range *list;
    size_t count;
} kt_ranges;

void kt_ranges_free(kt_ranges *ranges);

/** Whether the parts of @p options have what stands under @p label, in a quote
 * or not. */
bool kt_part_counts(const kt_words_options *options, uint32_t label,
                    bool in_quote);

/** Whether the parts of @p options tell what stands in quotes from the rest of
 * titles or bodies. */
bool kt_parts_split_quotes(const kt_words_options *options);

/** The tokens of a segment that stand in the parts of @p options, in place of
 * what was in @p out. */
kt_status kt_ranges_of_parts(const kt_segment *segment,
                             const kt_words_options *options, kt_ranges *out,
                             kt_error *err);

/** What two ascending lists have in common, in place of what was in @p out. */
kt_status kt_ranges_common(const kt_ranges *a, const kt_ranges *b,
                           kt_ranges *out, kt_error *err);

#endif
