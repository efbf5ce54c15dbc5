#include "fuzz.h"

#include "store/segment.h"

#include <stdlib.h>

static void read_ids(const kt_segment *segment)
{
    uint32_t *ids = malloc(((size_t)segment->terms + 1) * sizeof *ids);
    if (ids == NULL)
        return;
    kt_segment_ids(segment, ids);
    kt_segment_find(segment, 64);
    kt_segment_find(segment, UINT32_MAX);
    free(ids);
}

/* A damaged segment is refused, or read without leaving its bytes. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice blob = {(const char *)data, size};
    kt_segment segment;
    volatile uint32_t sum = 0;
    if (kt_segment_open(blob, false, &segment, NULL) == KT_OK)
        read_ids(&segment);
    if (kt_segment_open(blob, true, &segment, NULL) != KT_OK)
        return 0;
    read_ids(&segment);
    for (uint32_t i = 0; i < segment.tokens; i++)
        sum += kt_segment_token(&segment, i);
    for (uint32_t i = 0; i < segment.ranges; i++)
        sum += kt_segment_range(&segment, i).end;
    return 0;
}
