#include "store/segment.h"

#include <stdlib.h>
#include <zlib.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
               "segments are read in place");

enum {
    RADIX_BITS = 11
};

/* Sort (id, index) pairs, packed as id << 16 | index, by id. */
static void radix_sort(uint64_t *pairs, uint64_t *spare, uint32_t count)
{
    for (int shift = 16; shift < 48; shift += RADIX_BITS) {
        uint32_t starts[1 << RADIX_BITS] = {0}, sum = 0;
        const uint64_t mask = (1 << RADIX_BITS) - 1;
        for (uint32_t i = 0; i < count; i++)
            starts[pairs[i] >> shift & mask]++;
        for (size_t i = 0; i <= mask; i++) {
            uint32_t here = starts[i];
            starts[i] = sum;
            sum += here;
        }
        for (uint32_t i = 0; i < count; i++)
            spare[starts[pairs[i] >> shift & mask]++] = pairs[i];
        uint64_t *swap = pairs;
        pairs = spare;
        spare = swap;
    }
}

static void add_u32(kt_buffer *out, uint32_t value)
{
    kt_buffer_add(out, &value, sizeof value);
}

static void add_varint(kt_buffer *out, uint32_t value)
{
    for (; value >= 0x80; value >>= 7)
        kt_buffer_add_char(out, (char)(value | 0x80));
    kt_buffer_add_char(out, (char)value);
}

/* The strides and deltas of sorted pairs; returns the bytes of the deltas. */
static uint32_t add_ids(const uint64_t *pairs, uint32_t count, kt_buffer *out)
{
    size_t strides = out->len;
    for (uint32_t i = 0; i < count; i += KT_SEGMENT_STRIDE) {
        add_u32(out, (uint32_t)(pairs[i] >> 16));
        add_u32(out, 0);
    }
    size_t deltas = out->len;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t offset = (uint32_t)(out->len - deltas);
        if (i % KT_SEGMENT_STRIDE != 0)
            add_varint(out,
                       (uint32_t)((pairs[i] >> 16) - (pairs[i - 1] >> 16)));
        else if (!out->failed)
            memcpy(out->data + strides + i / KT_SEGMENT_STRIDE * 8 + 4, &offset,
                   sizeof offset);
    }
    return (uint32_t)(out->len - deltas);
}

static void add_tokens(const kt_segment_parts *parts, const uint16_t *sorted,
                       kt_buffer *out)
{
    size_t size = parts->token_count * sizeof(uint16_t);
    if (!kt_buffer_reserve(out, size))
        return;
    char *to = out->data + out->len;
    for (uint32_t i = 0; i < parts->token_count; i++)
        memcpy(to + 2 * (size_t)i, &sorted[parts->tokens[i]], sizeof *sorted);
    out->len += size;
}

kt_status kt_segment_encode(const kt_segment_parts *parts, kt_buffer *out,
                            kt_error *err)
{
    uint32_t count = parts->id_count;
    uint64_t *pairs = malloc((2 * (size_t)count + 1) * sizeof *pairs);
    uint16_t *sorted = malloc(((size_t)count + 1) * sizeof *sorted);
    if (pairs == NULL || sorted == NULL) {
        free(pairs);
        free(sorted);
        return KT_FAIL_NOMEM(err);
    }
    for (uint32_t i = 0; i < count; i++)
        pairs[i] = (uint64_t)parts->ids[i] << 16 | i;
    radix_sort(pairs, pairs + count, count);
    /* Three passes leave the result in the second half. */
    const uint64_t *result = pairs + count;
    for (uint32_t i = 0; i < count; i++)
        sorted[result[i] & 0xFFFF] = (uint16_t)i;

    size_t start = out->len;
    add_u32(out, parts->token_count);
    add_u32(out, count);
    add_u32(out, parts->range_count);
    add_u32(out, 0);
    add_u32(out, parts->label);
    uint32_t delta_bytes = add_ids(result, count, out);
    if ((out->len - start) % 2 != 0)
        kt_buffer_add_char(out, 0);
    kt_buffer_add(out, parts->ranges, parts->range_count * sizeof(kt_range));
    add_tokens(parts, sorted, out);
    if (!out->failed)
        memcpy(out->data + start + 12, &delta_bytes, sizeof delta_bytes);
    free(pairs);
    free(sorted);
    return kt_buffer_status(out, err);
}

uint32_t kt_segment_checksum(kt_slice blob)
{
    return (uint32_t)crc32_z(0, (const Bytef *)blob.data, blob.len);
}

static size_t stride_count(uint32_t terms)
{
    return ((size_t)terms + KT_SEGMENT_STRIDE - 1) / KT_SEGMENT_STRIDE;
}

size_t kt_segment_head(const uint8_t *first)
{
    return KT_SEGMENT_HEADER + stride_count(kt_load_u32(first + 4)) * 8 +
           kt_load_u32(first + 12);
}

kt_status kt_segment_open(kt_slice blob, bool whole, kt_segment *out,
                          kt_error *err)
{
    const uint8_t *p = (const uint8_t *)blob.data;
    if (blob.len < KT_SEGMENT_HEADER)
        return KT_FAIL(err, KT_ERR_CORRUPT, "a segment of %zu byte%s", blob.len,
                       kt_plural(blob.len));
    *out = (kt_segment){.tokens = kt_load_u32(p),
                        .terms = kt_load_u32(p + 4),
                        .ranges = kt_load_u32(p + 8),
                        .label = kt_load_u32(p + 16)};
    uint64_t head = kt_segment_head(p);
    uint64_t even = head + head % 2;
    uint64_t ranges = (uint64_t)out->ranges * 8;
    uint64_t size = whole ? even + ranges + (uint64_t)out->tokens * 2 : head;
    if (out->terms > KT_SEGMENT_TOKENS || out->tokens > KT_SEGMENT_TOKENS ||
        blob.len != size)
        return KT_FAIL(err, KT_ERR_CORRUPT,
                       "a segment whose counts do not fit its %zu bytes",
                       blob.len);
    out->strides = p + KT_SEGMENT_HEADER;
    out->deltas = out->strides + stride_count(out->terms) * 8;
    out->deltas_end = p + head;
    out->range_data = p + even;
    out->token_data = out->range_data + ranges;
    return KT_OK;
}

/* The ids of one stride from its first on; stops early at the end of the
 * deltas, which in a sound segment it does not meet. */
typedef struct id_walk {
    uint32_t id;
    const uint8_t *p, *end;
} id_walk;

static id_walk walk_stride(const kt_segment *segment, size_t stride)
{
    const uint8_t *entry = segment->strides + stride * 8;
    size_t offset = kt_load_u32(entry + 4);
    size_t size = (size_t)(segment->deltas_end - segment->deltas);
    return (id_walk){kt_load_u32(entry),
                     segment->deltas + (offset < size ? offset : size),
                     segment->deltas_end};
}

static inline void next_id(id_walk *walk)
{
    if (walk->p < walk->end && *walk->p < 0x80) { /* nearly all */
        walk->id += *walk->p++;
        return;
    }
    uint32_t delta = 0;
    for (int shift = 0; walk->p < walk->end && shift < 32; shift += 7) {
        uint8_t byte = *walk->p++;
        delta |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            break;
    }
    walk->id += delta;
}

static uint32_t stride_length(const kt_segment *segment, size_t stride)
{
    size_t left = segment->terms - stride * KT_SEGMENT_STRIDE;
    return left < KT_SEGMENT_STRIDE ? (uint32_t)left : KT_SEGMENT_STRIDE;
}

void kt_segment_ids(const kt_segment *segment, uint32_t *ids)
{
    for (size_t s = 0; s < stride_count(segment->terms); s++) {
        id_walk walk = walk_stride(segment, s);
        uint32_t length = stride_length(segment, s);
        for (uint32_t i = 0; i < length; i++) {
            *ids++ = walk.id;
            next_id(&walk);
        }
    }
}

int32_t kt_segment_find(const kt_segment *segment, uint32_t id)
{
    size_t low = 0, high = stride_count(segment->terms);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (kt_load_u32(segment->strides + middle * 8) <= id)
            low = middle;
        else
            high = middle;
    }
    if (low == high)
        return -1;
    id_walk walk = walk_stride(segment, low);
    uint32_t length = stride_length(segment, low);
    for (uint32_t i = 0; i < length && walk.id <= id; i++) {
        if (walk.id == id)
            return (int32_t)(low * KT_SEGMENT_STRIDE + i);
        next_id(&walk);
    }
    return -1;
}
