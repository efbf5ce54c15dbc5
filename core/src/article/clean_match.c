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
    m->failed = false;
    m->wrong = NULL;
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

/* Whether a rule's pattern, or one that tests its groups, was found. */
static bool is_found(kt_clean_matcher *m, const kt_clean_rule *rule, int found)
{
    m->failed |= found == PCRE2_ERROR_NOMEMORY;
    if (found == PCRE2_ERROR_NULL)
        m->wrong = rule;
    return found >= 0;
}

/* Whether the text of a rule's group passes its test. */
static bool passes(kt_clean_matcher *m, const kt_clean_rule *rule,
                   const kt_clean_test *test, kt_slice text)
{
    if (test->regex != NULL)
        return is_found(m, rule,
                        kt_regex_match(test->regex, text, 0, 0, m->test,
                                       kt_cleaning_limits(m->cleaning)));
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
            !passes(m, rule, kt_cleaning_test(m->cleaning, test), text))
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

/* Match a rule that was chosen against @p subject from byte @p from on. A match
 * that takes too long is none. */
static bool matches(kt_clean_matcher *m, const kt_clean_rule *rule,
                    kt_slice subject, size_t from, uint32_t options)
{
    if (rule->where == KT_WHERE_ARTICLE_END && !rule->at_front)
        from = kt_tail_of(subject, KT_CLEAN_EDGE);
    int found = kt_regex_match(rule->regex, subject, from, options, m->match,
                               kt_cleaning_limits(m->cleaning));
    return is_found(m, rule, found) && kt_match_group(m, subject, 0).len > 0 &&
           pass_tests(m, rule, subject);
}

/* Of these rules, those that may match where the first bytes are these. */
static uint64_t opened(const kt_clean_block *block, uint64_t rules,
                       kt_slice text, size_t at)
{
    const uint8_t *bytes = (const uint8_t *)text.data + at;
    size_t len = text.len - at < KT_OPENING ? text.len - at : KT_OPENING;
    for (size_t k = 0; k < len && rules != 0; k++)
        rules &= block->opening[k][bytes[k]];
    return rules;
}

/* Of the rules that are searched for, those that may match in a text. */
static uint64_t found_in(const kt_clean_block *block, uint64_t rules,
                         kt_slice text, size_t from)
{
    uint64_t found = 0;
    for (size_t i = 0; i < block->start_count && rules != 0; i++) {
        uint64_t left = rules & block->opening[0][block->starts[i]] & ~found;
        const char *p = text.data + from, *end = text.data + text.len;
        while (left != 0 &&
               (p = memchr(p, block->starts[i], (size_t)(end - p))) != NULL) {
            found |= opened(block, left, text, (size_t)(p - text.data));
            left &= ~found;
            p++;
        }
    }
    return found;
}

/* Without the rules that need one of some bytes among the first, where a text
 * has none of them. */
static uint64_t without_needy(const kt_clean_block *block, uint64_t rules,
                              kt_slice text)
{
    const uint8_t *bytes = (const uint8_t *)text.data;
    size_t len = text.len < KT_CLEAN_FRONT ? text.len : KT_CLEAN_FRONT;
    uint64_t served = ~block->needy;
    if ((rules & block->needy) == 0)
        return rules;
    for (size_t i = 0; i < len; i++)
        served |= block->needing[bytes[i]];
    return rules & served;
}

/* Without the rules that need a byte which a text does not have. */
static uint64_t without_seeking(const kt_clean_block *block, uint64_t rules,
                                kt_slice text, size_t from)
{
    for (size_t i = 0; i < block->sought_count; i++) {
        uint8_t byte = block->sought[i];
        if ((rules & block->seeking[byte]) != 0 &&
            memchr(text.data + from, byte, text.len - from) == NULL)
            rules &= ~block->seeking[byte];
    }
    return rules;
}

/* Which rules of a block may match a text from byte @p from on. What costs
 * least is asked first, and mostly leaves none. */
static uint64_t choose(const kt_clean_matcher *m, const kt_clean_block *block,
                       kt_slice text, size_t from, uint32_t options)
{
    uint64_t rules = block->held[m->outlet] &
                     block->ending[(uint8_t)text.data[text.len - 1]];
    if ((options & PCRE2_NOTEOL) != 0)
        rules &= ~block->at_end;
    uint64_t elsewhere = rules & ~block->at_front;
    rules = from > 0 ? 0 : opened(block, rules & block->at_front, text, 0);
    rules |= elsewhere;
    rules = without_needy(block, rules, text);
    if (elsewhere == 0)
        return rules;
    rules = without_seeking(block, rules, text, from);
    uint64_t searched = rules & block->searched;
    return (rules & ~searched) | found_in(block, searched, text, from);
}

const kt_clean_rule *kt_match_find(kt_clean_matcher *m, kt_where where,
                                   kt_slice subject, size_t from,
                                   uint32_t options)
{
    const kt_clean_index *index = kt_cleaning_index(m->cleaning, where);
    for (size_t b = 0; b < index->count; b++) {
        const kt_clean_block *block = &index->blocks[b];
        uint64_t rules = choose(m, block, subject, from, options);
        for (; rules != 0; rules &= rules - 1) {
            const kt_clean_rule *rule = block->list[__builtin_ctzll(rules)];
            if (matches(m, rule, subject, from, options))
                return rule;
        }
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
    for (size_t b = 0; b < index->count; b++) {
        const kt_clean_block *block = &index->blocks[b];
        uint64_t rules = choose(m, block, text, from, options);
        for (; rules != 0; rules &= rules - 1) {
            const kt_clean_rule *rule = block->list[__builtin_ctzll(rules)];
            if (matches(m, rule, text, from, options) && pair[0] < first.start)
                first = (kt_clean_marker){rule, pair[0], pair[1]};
        }
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
