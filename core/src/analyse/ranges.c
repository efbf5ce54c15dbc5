#include "analyse/ranges.h"

#include "article/stream.h"
#include "base/list.h"

#include <ktool/words.h>
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

/* What a token of a segment means to the parts: nothing, or where the text
 * of a label begins. Markers have the lowest ids, so that they stand first
 * among the sorted ids. */
typedef struct label_marks {
    uint32_t count;
    uint8_t label[KT_FIRST_TERM]; /* by index into the ids */
} label_marks;

static label_marks marks_of(const kt_segment *segment)
{
    label_marks marks = {0};
    memset(marks.label, KT_NO_LABEL, sizeof marks.label);
    for (uint32_t id = 0; id < KT_FIRST_TERM; id++) {
        if (kt_segment_find(segment, id) < 0)
            continue;
        if (id >= KT_MARK_LABEL)
            marks.label[marks.count] = (uint8_t)(id - KT_MARK_LABEL);
        marks.count++;
    }
    return marks;
}

static bool walk_parts(const kt_segment *segment, unsigned parts,
                       kt_ranges *out)
{
    label_marks marks = marks_of(segment);
    bool inside =
        segment->label < KT_LABEL_TOTAL && parts >> segment->label & 1;
    uint32_t start = 0;
    for (uint32_t i = 0; i < segment->tokens; i++) {
        uint16_t token = kt_segment_token(segment, i);
        if (token >= marks.count || marks.label[token] == KT_NO_LABEL)
            continue;
        bool now = (parts >> marks.label[token] & 1) != 0;
        if (inside && !now && !add(out, start, i))
            return false;
        if (!inside && now)
            start = i;
        inside = now;
    }
    return !inside || add(out, start, segment->tokens);
}

kt_status kt_ranges_of_parts(const kt_segment *segment, unsigned parts,
                             kt_ranges *out, kt_error *err)
{
    out->count = 0;
    if (parts != KT_WORDS_DEFAULT.parts)
        return walk_parts(segment, parts, out) ? KT_OK : KT_FAIL_NOMEM(err);
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

size_t kt_place_at(const kt_place *places, size_t count, int64_t position)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places[middle].position + places[middle].tokens <= position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
