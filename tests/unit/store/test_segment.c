#include "../scratch.h"

#include "store/segment.h"

/* Segments of every size around a stride of ids. */
static const struct {
    const char *name;
    uint32_t tokens, ids, spread; /* distance between ids, at most */
    uint32_t ranges;
} shapes[] = {
    {"nothing", 0, 0, 1, 0},
    {"one token", 1, 1, 1, 1},
    {"one range and no id", 0, 0, 1, 1},
    {"ids of one byte", 300, 100, 2, 3},
    {"a stride less one", 1000, 127, 100, 1},
    {"a stride", 1000, 128, 100, 2},
    {"a stride and one", 1000, 129, 100, 2},
    {"two strides", 1000, 256, 1000, 0},
    {"two strides and one", 1000, 257, 1000, 7},
    {"ids of many bytes", 5000, 3000, 1000000, 40},
    {"every token another", 65536, 65536, 60000, 100},
};

enum {
    MOST = KT_SEGMENT_TOKENS
};

typedef struct sample {
    uint16_t *tokens;
    uint32_t *ids; /* shuffled */
    kt_range *ranges;
    kt_segment_parts parts;
} sample;

static void *new_array(size_t count, size_t size)
{
    void *array = calloc(count + 1, size);
    assert_non_null(array);
    return array;
}

static sample make_sample(size_t shape, uint32_t *seed)
{
    uint32_t tokens = shapes[shape].tokens, count = shapes[shape].ids;
    uint32_t ranges = shapes[shape].ranges;
    sample s = {new_array(tokens, sizeof(uint16_t)),
                new_array(count, sizeof(uint32_t)),
                new_array(ranges, sizeof(kt_range)),
                {0}};
    uint32_t id = next_random(seed, 3);
    for (uint32_t i = 0; i < count; i++) {
        s.ids[i] = id;
        id += 1 + next_random(seed, shapes[shape].spread);
    }
    for (uint32_t i = count; i > 1; i--) {
        uint32_t j = next_random(seed, i), kept = s.ids[j];
        s.ids[j] = s.ids[i - 1];
        s.ids[i - 1] = kept;
    }
    for (uint32_t i = 0; i < tokens; i++)
        s.tokens[i] = (uint16_t)(i < count ? i : next_random(seed, count));
    for (uint32_t i = 0; i < ranges; i++)
        s.ranges[i] = (kt_range){i * 10, i * 10 + 5};
    s.parts = (kt_segment_parts){s.tokens, tokens, s.ids,          count,
                                 s.ranges, ranges, (uint32_t)shape};
    return s;
}

static void free_sample(sample *s)
{
    free(s->tokens);
    free(s->ids);
    free(s->ranges);
}

/* A copy of just the size, so that reading beyond it is noticed. */
static kt_slice copy_exactly(kt_slice blob)
{
    char *copy = malloc(blob.len);
    assert_non_null(copy);
    memcpy(copy, blob.data, blob.len);
    return (kt_slice){copy, blob.len};
}

static void check_ids(const char *name, const sample *s,
                      const kt_segment *segment, uint32_t *ids)
{
    if (segment->terms != s->parts.id_count)
        fail_msg("%s: %u ids", name, segment->terms);
    kt_segment_ids(segment, ids);
    for (uint32_t i = 1; i < segment->terms; i++)
        assert_true(ids[i - 1] < ids[i]);
    for (uint32_t i = 0; i < segment->terms; i++) {
        int32_t at = kt_segment_find(segment, s->ids[i]);
        if (at < 0 || ids[at] != s->ids[i])
            fail_msg("%s: id %u is found at %d", name, s->ids[i], at);
        bool gap = i + 1 == segment->terms || ids[i + 1] > ids[i] + 1;
        if (gap && kt_segment_find(segment, ids[i] + 1) >= 0)
            fail_msg("%s: id %u is found", name, ids[i] + 1);
    }
}

static void check_whole(const char *name, const sample *s,
                        const kt_segment *segment, const uint32_t *ids)
{
    assert_int_equal(segment->tokens, s->parts.token_count);
    assert_int_equal(segment->ranges, s->parts.range_count);
    assert_int_equal(segment->label, s->parts.label);
    for (uint32_t i = 0; i < segment->tokens; i++) {
        if (ids[kt_segment_token(segment, i)] != s->ids[s->tokens[i]])
            fail_msg("%s: token %u is another", name, i);
    }
    for (uint32_t i = 0; i < segment->ranges; i++) {
        assert_int_equal(kt_segment_range(segment, i).start,
                         s->ranges[i].start);
        assert_int_equal(kt_segment_range(segment, i).end, s->ranges[i].end);
    }
}

static void a_segment_is_read_as_it_was_written(void **state)
{
    (void)state;
    uint32_t seed = 1, *ids = new_array(MOST, sizeof *ids);
    for (size_t i = 0; i < LENGTH(shapes); i++) {
        kt_error err;
        kt_buffer out = {0};
        kt_segment segment;
        sample s = make_sample(i, &seed);
        kt_buffer_add_string(&out, "odd"); /* a segment may begin anywhere */
        assert_ok(kt_segment_encode(&s.parts, &out, &err), &err);
        kt_slice blob = copy_exactly((kt_slice){out.data + 3, out.len - 3});
        assert_ok(kt_segment_open(blob, true, &segment, &err), &err);
        check_ids(shapes[i].name, &s, &segment, ids);
        check_whole(shapes[i].name, &s, &segment, ids);

        kt_slice head = {blob.data,
                         kt_segment_head((const uint8_t *)blob.data)};
        head = copy_exactly(head);
        assert_ok(kt_segment_open(head, false, &segment, &err), &err);
        check_ids(shapes[i].name, &s, &segment, ids);
        free((void *)(uintptr_t)head.data);
        free((void *)(uintptr_t)blob.data);
        kt_buffer_free(&out);
        free_sample(&s);
    }
    free(ids);
}

static void a_blob_of_another_length_is_refused(void **state)
{
    (void)state;
    uint32_t seed = 1;
    kt_error err;
    kt_buffer out = {0};
    kt_segment segment;
    sample s = make_sample(8, &seed);
    assert_ok(kt_segment_encode(&s.parts, &out, &err), &err);
    size_t whole = out.len;
    for (size_t len = 0; len < whole; len++) {
        kt_slice cut = copy_exactly((kt_slice){out.data, len});
        assert_int_equal(kt_segment_open(cut, true, &segment, &err),
                         KT_ERR_CORRUPT);
        free((void *)(uintptr_t)cut.data);
    }
    kt_buffer_add_char(&out, 0);
    assert_int_equal(
        kt_segment_open(kt_buffer_slice(&out), true, &segment, &err),
        KT_ERR_CORRUPT);
    kt_buffer_free(&out);
    free_sample(&s);
}

/* Whatever one byte of the blob becomes, reading it stays inside it. */
static void a_damaged_blob_is_refused_or_read_within_its_bytes(void **state)
{
    (void)state;
    uint32_t seed = 1, *ids = new_array(MOST, sizeof *ids);
    kt_error err;
    kt_buffer out = {0};
    sample s = make_sample(6, &seed);
    assert_ok(kt_segment_encode(&s.parts, &out, &err), &err);
    for (size_t at = 0; at < out.len; at++) {
        static const char values[] = {0, 1, 0x7F, (char)0x80, (char)0xFF};
        for (size_t v = 0; v < sizeof values; v++) {
            kt_segment segment;
            char kept = out.data[at];
            out.data[at] = values[v];
            kt_slice blob = copy_exactly(kt_buffer_slice(&out));
            if (kt_segment_open(blob, true, &segment, &err) == KT_OK) {
                kt_segment_ids(&segment, ids);
                kt_segment_find(&segment, UINT32_MAX);
                kt_segment_find(&segment, 5);
                for (uint32_t i = 0; i < segment.tokens; i++)
                    ids[0] ^= kt_segment_token(&segment, i);
                for (uint32_t i = 0; i < segment.ranges; i++)
                    ids[0] ^= kt_segment_range(&segment, i).end;
            }
            free((void *)(uintptr_t)blob.data);
            out.data[at] = kept;
        }
    }
    free(ids);
    kt_buffer_free(&out);
    free_sample(&s);
}

static void the_checksum_is_the_crc_32_of_zlib(void **state)
{
    (void)state;
    assert_int_equal(kt_segment_checksum(KT_SLICE("123456789")), 0xCBF43926);
    assert_int_equal(kt_segment_checksum(KT_SLICE("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_segment_is_read_as_it_was_written),
        cmocka_unit_test(a_blob_of_another_length_is_refused),
        cmocka_unit_test(a_damaged_blob_is_refused_or_read_within_its_bytes),
        cmocka_unit_test(the_checksum_is_the_crc_32_of_zlib),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
