#include "article/clean_match.h"

enum {
    MOST_PAIRS = 32 /* of offsets that a match gives */
};

kt_status kt_matcher_open(kt_clean_matcher *m, const kt_cleaning *cleaning,
                          kt_error *err)
{
    m->cleaning = cleaning;
    m->match = pcre2_match_data_create(MOST_PAIRS, NULL);
    m->test = pcre2_match_data_create(1, NULL);
    return m->match != NULL && m->test != NULL ? KT_OK : KT_FAIL_NOMEM(err);
}

void kt_matcher_close(kt_clean_matcher *m)
{
    pcre2_match_data_free(m->match);
    pcre2_match_data_free(m->test);
    kt_buffer_free(&m->folded);
    kt_buffer_free(&m->key);
}

void kt_matcher_begin(kt_clean_matcher *m)
{
    m->outlet = 0;
    m->front_of = NULL;
    m->failed = false;
}

size_t kt_match_end(const kt_clean_matcher *m)
{
    return pcre2_get_ovector_pointer(m->match)[1];
}

kt_slice kt_match_group(const kt_clean_matcher *m, kt_slice subject, size_t n)
{
    const PCRE2_SIZE *pairs = pcre2_get_ovector_pointer(m->match);
    if (n >= MOST_PAIRS || pairs[2 * n] == PCRE2_UNSET ||
        pairs[2 * n + 1] < pairs[2 * n])
        return (kt_slice){NULL, 0};
    return kt_slice_sub(subject, pairs[2 * n], pairs[2 * n + 1]);
}

/* Whether the text of a group passes its test. */
static bool passes(kt_clean_matcher *m, const kt_clean_test *test,
                   kt_slice text)
{
    if (test->code != NULL) {
        int found = pcre2_match(test->code, (PCRE2_SPTR)text.data, text.len, 0,
                                PCRE2_NO_UTF_CHECK, m->test,
                                kt_cleaning_limits(m->cleaning));
        m->failed |= found == PCRE2_ERROR_NOMEMORY;
        return found >= 0;
    }
    kt_list_key(text, &m->folded, &m->key);
    m->failed |= m->folded.failed || m->key.failed;
    if (m->failed || m->key.len == 0)
        return false;
    kt_probe probe = kt_probe_of(kt_buffer_slice(&m->key), 0);
    return kt_table_find(&test->entries, &probe) != NULL;
}

/* Whether the groups of the last match pass their tests. */
static bool pass_tests(kt_clean_matcher *m, const kt_clean_rule *rule,
                       kt_slice subject)
{
    for (size_t i = 0; i < rule->set_count; i++) {
        size_t test = rule->sets[i].test;
        kt_slice text = kt_match_group(m, subject, i + 1);
        if (test != 0 && text.len > 0 &&
            !passes(m, kt_cleaning_test(m->cleaning, test), text))
            return false;
    }
    return true;
}

static bool is_inside_character(kt_slice raw, size_t at)
{
    return at < raw.len && ((unsigned char)raw.data[at] & 0xc0) == 0x80;
}

size_t kt_tail_of(kt_slice subject, size_t size)
{
    size_t from = subject.len > size ? subject.len - size : 0;
    while (is_inside_character(subject, from))
        from++;
    return from;
}

size_t kt_cut_at(kt_slice text, size_t size)
{
    size_t end = text.len < size ? text.len : size;
    while (is_inside_character(text, end))
        end--;
    return end;
}

/* The bytes at the front of a text, as a set, kept for the next rule. */
static void read_front(kt_clean_matcher *m, kt_slice subject)
{
    if (m->front_of == subject.data)
        return;
    m->front_of = subject.data;
    size_t len = subject.len < KT_CLEAN_FRONT ? subject.len : KT_CLEAN_FRONT;
    memset(m->front, 0, sizeof m->front);
    for (size_t i = 0; i < len; i++) {
        uint8_t byte = (uint8_t)subject.data[i];
        m->front[byte >> 6] |= (uint64_t)1 << (byte & 63);
    }
}

/* Whether a paragraph has what the rule needs, before it is matched. */
static bool has_needed(kt_clean_matcher *m, const kt_clean_rule *rule,
                       kt_slice subject, size_t from)
{
    uint8_t first = (uint8_t)subject.data[0];
    uint64_t needs[4];
    if (!rule->has_needs && !rule->at_front)
        return true;
    switch (rule->where) {
    case KT_WHERE_ARTICLE_START:
    case KT_WHERE_LEAD:
    case KT_WHERE_PARAGRAPH_START:
        read_front(m, subject);
        memcpy(needs, rule->needs, sizeof needs);
        return ((needs[0] & m->front[0]) | (needs[1] & m->front[1]) |
                (needs[2] & m->front[2]) | (needs[3] & m->front[3])) != 0;
    case KT_WHERE_TWO_LINES:
    case KT_WHERE_LINE:
        return kt_has_byte(rule->needs, (uint8_t)subject.data[subject.len - 1]);
    case KT_WHERE_INLINE:
        return rule->somewhere == '\0' ||
               memchr(subject.data + from, rule->somewhere,
                      subject.len - from) != NULL;
    default:
        return !rule->at_front || kt_has_byte(rule->first, first);
    }
}

/* Match a rule against @p subject from byte @p from on. A match that takes
 * too long is none. */
static bool matches(kt_clean_matcher *m, const kt_clean_rule *rule,
                    kt_slice subject, size_t from, uint32_t options)
{
    if (rule->outlet != 0 && rule->outlet != m->outlet &&
        rule->where != KT_WHERE_OUTLET)
        return false;
    if (!has_needed(m, rule, subject, from))
        return false;
    if (rule->where == KT_WHERE_ARTICLE_END && !rule->at_front)
        from = kt_tail_of(subject, KT_CLEAN_EDGE);
    int found =
        rule->is_compiled
            ? pcre2_jit_match(rule->code, (PCRE2_SPTR)subject.data, subject.len,
                              from, options, m->match,
                              kt_cleaning_limits(m->cleaning))
            : pcre2_match(rule->code, (PCRE2_SPTR)subject.data, subject.len,
                          from, PCRE2_NO_UTF_CHECK | options, m->match,
                          kt_cleaning_limits(m->cleaning));
    m->failed |= found == PCRE2_ERROR_NOMEMORY;
    return found >= 0 && kt_match_group(m, subject, 0).len > 0 &&
           pass_tests(m, rule, subject);
}

/* Which of the first 64 rules of a list may match where the text begins with
 * the two bytes of @p subject, as a bit for each. PCRE2 is asked whether a
 * match could begin so, and the answer kept. */
static uint64_t viable(kt_clean_matcher *m, kt_where where,
                       const kt_clean_rule *const *list, size_t count,
                       kt_slice subject)
{
    const uint8_t *bytes = (const uint8_t *)subject.data;
    if (subject.len < 2 || bytes[0] >= 0x80 || bytes[1] >= 0x80)
        return UINT64_MAX;
    uint32_t key = (uint32_t)where << 16 | (uint32_t)bytes[0] << 8 | bytes[1];
    kt_clean_opening *slot =
        &m->openings[key * 2654435761u >> (32 - KT_OPENING_BITS)];
    if (slot->key == key)
        return slot->mask;
    *slot = (kt_clean_opening){key, 0};
    for (size_t i = 0; i < count && i < 64; i++) {
        int found = pcre2_match(list[i]->plain, bytes, 2, 0,
                                PCRE2_ANCHORED | PCRE2_PARTIAL_HARD |
                                    PCRE2_NO_UTF_CHECK,
                                m->match, kt_cleaning_limits(m->cleaning));
        if (found != PCRE2_ERROR_NOMATCH)
            slot->mask |= (uint64_t)1 << i;
    }
    return slot->mask;
}

/* The same for a whole line, whose last byte counts, too. */
static uint64_t viable_line(kt_clean_matcher *m,
                            const kt_clean_rule *const *list, size_t count,
                            kt_slice subject)
{
    const uint8_t *bytes = (const uint8_t *)subject.data;
    uint64_t mask = viable(m, KT_WHERE_LINE, list, count, subject);
    uint8_t last = bytes[subject.len - 1];
    if (mask == UINT64_MAX)
        return mask;
    uint32_t key = (uint32_t)1 << 24 | (uint32_t)last << 16 |
                   (uint32_t)bytes[0] << 8 | bytes[1];
    kt_clean_opening *slot =
        &m->lines[key * 2654435761u >> (32 - KT_OPENING_BITS)];
    if (slot->key == key)
        return slot->mask;
    for (size_t i = 0; i < count && i < 64; i++) {
        if (!kt_has_byte(list[i]->needs, last))
            mask &= ~((uint64_t)1 << i);
    }
    *slot = (kt_clean_opening){key, mask};
    return mask;
}

const kt_clean_rule *kt_match_find(kt_clean_matcher *m, kt_where where,
                                   kt_slice subject, size_t from,
                                   uint32_t options)
{
    const kt_clean_index *index = kt_cleaning_index(m->cleaning, where);
    kt_clean_key key = kt_key_of(where);
    size_t byte =
        (uint8_t)subject.data[key == KT_KEY_LAST ? subject.len - 1 : 0];
    const kt_clean_rule *const *list = index->list + index->by_byte[byte];
    size_t count = index->by_byte[byte + 1] - index->by_byte[byte];
    uint64_t mask =
        where == KT_WHERE_LINE ? viable_line(m, list, count, subject)
        : key == KT_KEY_FIRST  ? viable(m, where, list, count, subject)
                               : UINT64_MAX;
    for (size_t i = 0; i < count; i++) {
        if ((i >= 64 || mask >> i & 1) &&
            matches(m, list[i], subject, from, options))
            return list[i];
    }
    return NULL;
}

/* Of the markers that begin at byte @p from or later, the first. */
static kt_clean_marker first_marker(kt_clean_matcher *m, kt_slice text,
                                    size_t from, uint32_t options)
{
    const kt_clean_index *index =
        kt_cleaning_index(m->cleaning, KT_WHERE_INLINE);
    const PCRE2_SIZE *pair = pcre2_get_ovector_pointer(m->match);
    kt_clean_marker first = {.start = SIZE_MAX};
    for (size_t i = index->by_byte[0]; i < index->by_byte[1]; i++) {
        if (matches(m, index->list[i], text, from, options) &&
            pair[0] < first.start)
            first = (kt_clean_marker){index->list[i], pair[0], pair[1]};
    }
    return first;
}

/* The same, but window by window: a rule that matches at the end of a long
 * paragraph would otherwise look through all of it again for each marker that
 * others find. */
kt_clean_marker kt_match_inline(kt_clean_matcher *m, kt_slice text, size_t from)
{
    while (from < text.len) {
        size_t edge = kt_cut_at(text, from + KT_CLEAN_LINE);
        size_t end = kt_cut_at(text, edge + KT_CLEAN_EDGE);
        kt_clean_marker found =
            first_marker(m, kt_slice_sub(text, 0, end), from,
                         end < text.len ? PCRE2_NOTEOL : 0);
        if (found.start < edge)
            return found;
        from = edge;
    }
    return (kt_clean_marker){0};
}
