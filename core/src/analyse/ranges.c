#include "analyse/ranges.h"

#include "article/stream.h"
#include "base/list.h"

#include <stdlib.h>

void kt_ranges_free(kt_ranges *ranges)
{
    free(ranges->list);
    *ranges = (kt_ranges){0};
}

static bool add(kt_ranges *ranges, uint32_t start, uint32_t end)
{
    if (start == end)
        return true;
    if (!kt_list_grow(&ranges->list, ranges->count, sizeof *ranges->list))
        return false;
    ranges->list[ranges->count++] = (kt_range){start, end};
    return true;
}

bool kt_part_counts(const kt_words_options *options, uint32_t label,
                    bool in_quote)
{
    unsigned place = (label < KT_LABEL_TOTAL ? 1u << label : 0) |
                     (in_quote ? 1u << KT_LABEL_QUOTE : 0);
    return (options->parts & place) != 0 && (options->without & place) == 0;
}

bool kt_parts_split_quotes(const kt_words_options *options)
{
    return kt_part_counts(options, KT_LABEL_TITLE, true) !=
               kt_part_counts(options, KT_LABEL_TITLE, false) ||
           kt_part_counts(options, KT_LABEL_BODY, true) !=
               kt_part_counts(options, KT_LABEL_BODY, false);
}

/* The markers that change what counts. Markers have the lowest ids, so that
 * they stand first among the sorted ids. */
typedef struct marks {
    uint32_t count;
    uint8_t
        id[KT_FIRST_TERM]; /* by index into the ids; KT_NO_MARK for others */
} marks;

static marks marks_of(const kt_segment *segment)
{
    marks found = {0};
    for (uint32_t id = 0; id < KT_FIRST_TERM; id++) {
        bool changes = id >= KT_MARK_LABEL || id == KT_MARK_QUOTE ||
                       id == KT_MARK_QUOTE_END;
        if (kt_segment_find(segment, id) >= 0)
            found.id[found.count++] = (uint8_t)(changes ? id : KT_NO_MARK);
    }
    return found;
}

static bool walk_parts(const kt_segment *segment,
                       const kt_words_options *options, kt_ranges *out)
{
    marks found = marks_of(segment);
    bool in_quote = (segment->label & KT_IN_QUOTE) != 0;
    uint32_t label = segment->label & ~(uint32_t)KT_IN_QUOTE;
    bool inside = kt_part_counts(options, label, in_quote);
    uint32_t start = 0;
    for (uint32_t i = 0; i < segment->tokens; i++) {
        uint16_t token = kt_segment_token(segment, i);
        if (token >= found.count || found.id[token] == KT_NO_MARK)
            continue;
        uint8_t mark = found.id[token];
        in_quote = mark == KT_MARK_QUOTE;
        if (mark >= KT_MARK_LABEL)
            label = (uint32_t)mark - KT_MARK_LABEL;
        bool now = kt_part_counts(options, label, in_quote);
        if (inside && !now && !add(out, start, i))
            return false;
        if (!inside && now)
            start = i;
        inside = now;
    }
    return !inside || add(out, start, segment->tokens);
}

kt_status kt_ranges_of_parts(const kt_segment *segment,
                             const kt_words_options *options, kt_ranges *out,
                             kt_error *err)
{
    out->count = 0;
    if (options->parts != KT_WORDS_DEFAULT.parts || options->without != 0)
        return walk_parts(segment, options, out) ? KT_OK : KT_FAIL_NOMEM(err);
    uint32_t at = 0;
    for (uint32_t i = 0; i < segment->ranges; i++) {
        kt_range range = kt_segment_range(segment, i);
        if (range.start < at || range.end < range.start ||
            range.end > segment->tokens)
            return KT_FAIL(err, KT_ERR_CORRUPT, "a segment is damaged");
        if (!add(out, range.start, range.end))
            return KT_FAIL_NOMEM(err);
        at = range.end;
    }
    return KT_OK;
}

kt_status kt_ranges_common(const kt_ranges *a, const kt_ranges *b,
                           kt_ranges *out, kt_error *err)
{
    size_t i = 0, j = 0;
    out->count = 0;
    while (i < a->count && j < b->count) {
        kt_range x = a->list[i], y = b->list[j];
        uint32_t start = x.start > y.start ? x.start : y.start;
        uint32_t end = x.end < y.end ? x.end : y.end;
        if (start < end && !add(out, start, end))
            return KT_FAIL_NOMEM(err);
        if (x.end < y.end)
            i++;
        else
            j++;
    }
    return KT_OK;
}
