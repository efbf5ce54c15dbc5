/**
 * @file
 * Segments: the token stream of a store in pieces of at most 65,536 tokens.
 *
 * A segment as a blob, numbers little-endian:
 *
 *     u32 tokens, terms, ranges, delta_bytes
 *     u32 the kt_label of what goes on from the segment before, plus
 *         KT_IN_QUOTE if a quote does; or KT_NO_LABEL where an article begins
 *     one entry for every KT_SEGMENT_STRIDE terms, in order:
 *         u32 id of the first of them, u32 offset into the deltas
 *     delta_bytes bytes: for the other terms of each stride the difference
 *         from the id before, as a varint (seven bits a byte, low ones first,
 *         bit 7 set on all but the last byte)
 *     a zero byte if needed to stand at an even offset
 *     u32 start, u32 end for each range of tokens in the default parts
 *     u16 for each token: its term, as an index into the sorted term ids
 */
#ifndef KT_STORE_SEGMENT_H
#define KT_STORE_SEGMENT_H

#include <ktool/buffer.h>
#include <stdint.h>

enum {
    KT_SEGMENT_TOKENS = 65536,
    KT_SEGMENT_STRIDE = 128,
    KT_SEGMENT_HEADER = 20,
    KT_NO_LABEL = 0xFF,
    KT_IN_QUOTE = 0x100
};

/** A half-open range of tokens, counted from the start of the segment. */
typedef struct kt_range {
    uint32_t start, end;
} kt_range;

/** What a segment is made of, before it is encoded. */
typedef struct kt_segment_parts {
    const uint16_t *tokens; /**< indexes into ids */
    uint32_t token_count;
    const uint32_t *ids; /**< distinct, in any order */
    uint32_t id_count;
    const kt_range *ranges;
    uint32_t range_count;
    uint32_t label; /**< of what goes on from the segment before, as in it */
} kt_segment_parts;

/** Append the blob of a segment. @retval KT_ERR_NOMEM */
kt_status kt_segment_encode(const kt_segment_parts *parts, kt_buffer *out,
                            kt_error *err);

/** The CRC-32 of zlib, which is kept beside a segment. */
uint32_t kt_segment_checksum(kt_slice blob);

/** A blob taken apart; borrowed from it. */
typedef struct kt_segment {
    uint32_t tokens, terms, ranges;
    uint32_t label; /**< as it stands there */
    const uint8_t *strides, *deltas, *deltas_end, *range_data, *token_data;
} kt_segment;

/**
 * @param whole  false if @p blob is cut after the sorted ids; then only these
 *               may be read
 * @retval KT_ERR_CORRUPT  its counts do not fit its length
 */
kt_status kt_segment_open(kt_slice blob, bool whole, kt_segment *out,
                          kt_error *err);

/** How many bytes at the start of a blob the sorted ids take, given at least
 * its KT_SEGMENT_HEADER first bytes. */
size_t kt_segment_head(const uint8_t *first);

/** Write the sorted ids, segment->terms of them, to @p ids. */
void kt_segment_ids(const kt_segment *segment, uint32_t *ids);

/** The index of @p id among the sorted ids, or -1. */
int32_t kt_segment_find(const kt_segment *segment, uint32_t id);

static inline uint32_t kt_load_u32(const uint8_t *p)
{
    uint32_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

static inline uint16_t kt_segment_token(const kt_segment *segment, uint32_t i)
{
    uint16_t value;
    memcpy(&value, segment->token_data + 2 * (size_t)i, sizeof value);
    return value;
}

static inline kt_range kt_segment_range(const kt_segment *segment, uint32_t i)
{
    return (kt_range){kt_load_u32(segment->range_data + 8 * (size_t)i),
                      kt_load_u32(segment->range_data + 8 * (size_t)i + 4)};
}

#endif
