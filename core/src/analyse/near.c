#include "analyse/near.h"

#include "article/stream.h"

int64_t kt_near_step(uint8_t mark)
{
    if (mark == KT_NO_MARK)
        return 1;
    return mark == KT_MARK_QUOTE || mark == KT_MARK_QUOTE_END ? 0
                                                              : KT_NEAR_BORDER;
}

/* Note which of @p side stand behind leaf number @p leaf, at most distance
 * tokens after its end. */
static void note_behind(kt_spot *spots, size_t count, size_t leaf,
                        int64_t length, uint64_t side, int64_t distance)
{
    int64_t end = INT64_MIN / 2; /* of the last one that ended */
    size_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if ((spots[i].leaves & side) == 0)
            continue;
        for (; next < count && spots[next].at + length <= spots[i].at; next++) {
            if (spots[next].leaves >> leaf & 1)
                end = spots[next].at + length;
        }
        if (spots[i].at - end <= distance)
            spots[i].near |= spots[i].leaves & side;
    }
}

/* Note where any of @p side stands behind leaf number @p leaf, likewise. */
static void note_before(kt_spot *spots, size_t count, size_t leaf,
                        int64_t length, uint64_t side, int64_t distance)
{
    int64_t start = INT64_MAX / 2; /* of the first one that is to come */
    size_t next = count;
    for (size_t i = count; i-- > 0;) {
        if ((spots[i].leaves >> leaf & 1) == 0)
            continue;
        int64_t end = spots[i].at + length;
        for (; next > 0 && spots[next - 1].at >= end; next--) {
            if (spots[next - 1].leaves & side)
                start = spots[next - 1].at;
        }
        if (start - end <= distance)
            spots[i].near |= (uint64_t)1 << leaf;
    }
}

/* Keep of one side only what has something of the other near it. */
static void trim_side(const kt_pattern *pattern, kt_spot *spots, size_t count,
                      uint64_t side, uint64_t other, unsigned distance)
{
    for (size_t i = 0; i < count; i++)
        spots[i].near = 0;
    for (uint64_t rest = other; rest != 0; rest &= rest - 1) {
        size_t leaf = (size_t)__builtin_ctzll(rest);
        note_behind(spots, count, leaf, pattern->phrases[leaf].count, side,
                    distance);
    }
    for (uint64_t rest = side; rest != 0; rest &= rest - 1) {
        size_t leaf = (size_t)__builtin_ctzll(rest);
        note_before(spots, count, leaf, pattern->phrases[leaf].count, other,
                    distance);
    }
    for (size_t i = 0; i < count; i++)
        spots[i].leaves &= ~side | spots[i].near;
}

/* A chain holds where each of its links does, so what is left after going
 * along it once to the right and once to the left is part of a whole one. */
void kt_near_trim(const kt_query *query, const kt_pattern *pattern,
                  kt_spot *spots, size_t count)
{
    for (size_t i = 0; i < query->link_count; i++) {
        const kt_query_link *link = &query->links[i];
        trim_side(pattern, spots, count, link->right, link->left,
                  link->distance);
    }
    for (size_t i = query->link_count; i-- > 0;) {
        const kt_query_link *link = &query->links[i];
        trim_side(pattern, spots, count, link->left, link->right,
                  link->distance);
    }
}
