#include "article/cleaning.h"

#include "article/cleaning_rows.h"
#include "article/cleaning_tests.h"
#include "article/known.h"
#include "base/parallel.h"

#include <stdatomic.h>
#include <stdlib.h>

struct kt_cleaning {
    kt_clean_rows rows;
    kt_clean_rule *rules;
    size_t count;
    kt_clean_index index[KT_WHERE_TOTAL];
    kt_clean_tests tests;
    kt_regex_limits limits;
};

static void free_index(kt_clean_index *index)
{
    for (size_t i = 0; i < index->count; i++)
        free(index->blocks[i].held);
    free(index->blocks);
}

void kt_cleaning_free(kt_cleaning *c)
{
    if (c == NULL)
        return;
    for (size_t i = 0; i < c->count; i++)
        kt_regex_free(c->rules[i].regex);
    for (int i = 0; i < KT_WHERE_TOTAL; i++)
        free_index(&c->index[i]);
    kt_clean_tests_free(&c->tests);
    free(c->rules);
    kt_regex_limits_close(&c->limits);
    kt_clean_rows_free(&c->rows);
    free(c);
}

const kt_clean_test *kt_cleaning_test(const kt_cleaning *c, size_t test)
{
    return &c->tests.list[test - 1];
}

/* Read "field", "field:list", "field:{definition}" or "-" into the rule's next
 * setting. */
static kt_status add_setting(kt_cleaning *c, kt_clean_rule *rule,
                             const kt_clean_row *row, kt_slice word,
                             kt_error *err)
{
    const char *colon = memchr(word.data, ':', word.len);
    size_t len = colon == NULL ? word.len : (size_t)(colon - word.data);
    kt_slice field = kt_slice_sub(word, 0, len);
    kt_setting setting = {.field = field};
    if (kt_slice_equal(field, KT_SLICE("-")))
        setting.field = (kt_slice){0};
    else if (!kt_known_has(field))
        return kt_clean_row_fault(&c->rows, row, "no field '%.*s' to set",
                                  (int)(len < 60 ? len : 60), field.data);
    if (rule->set_count == KT_CLEAN_GROUPS)
        return kt_clean_row_fault(&c->rows, row, "sets more than %d groups",
                                  KT_CLEAN_GROUPS);
    if (colon != NULL) {
        char problem[160];
        kt_slice name = kt_slice_sub(word, len + 1, word.len);
        kt_status status = kt_clean_tests_find(&c->tests, &c->rows, name,
                                               &setting.test, problem, err);
        if (status != KT_OK)
            return status;
        if (setting.test == 0)
            return kt_clean_row_fault(&c->rows, row, "%s", problem);
    }
    rule->sets[rule->set_count++] = setting;
    return KT_OK;
}

static kt_status read_sets(kt_cleaning *c, kt_clean_rule *rule,
                           const kt_clean_row *row, kt_error *err)
{
    kt_slice text = row->sets;
    kt_status status = KT_OK;
    if (kt_slice_equal(text, KT_SLICE("-")))
        return KT_OK;
    for (size_t i = 0; i < text.len && status == KT_OK;) {
        size_t start = i;
        while (i < text.len && text.data[i] != ' ')
            i++;
        if (i > start)
            status =
                add_setting(c, rule, row, kt_slice_sub(text, start, i), err);
        i++;
    }
    return status;
}

static void set_bit(uint8_t set[32], uint32_t byte)
{
    set[byte >> 3 & 31] |= (uint8_t)(1u << (byte & 7));
}

/* The bytes of which a paragraph needs one. A character beyond ASCII stands
 * for all that share a byte with it. */
static void find_needs(kt_slice text, uint8_t needs[32])
{
    bool others = text.len == 0 || text.data[0] == '^';
    memset(needs, 0, 32);
    for (size_t i = 0; i < text.len; i++)
        set_bit(needs, (uint8_t)text.data[i]);
    for (size_t i = 0; others && i < 32; i++)
        needs[i] = (uint8_t)~needs[i];
}

static uint32_t anchors(kt_where where)
{
    switch (where) {
    case KT_WHERE_OUTLET:
    case KT_WHERE_TWO_LINES:
    case KT_WHERE_LINE:
        return PCRE2_ANCHORED | PCRE2_ENDANCHORED;
    case KT_WHERE_PARAGRAPH_END:
    case KT_WHERE_ARTICLE_END:
        return PCRE2_ENDANCHORED;
    case KT_WHERE_INLINE:
        return 0;
    default:
        return PCRE2_ANCHORED;
    }
}

/* Whether a match begins with one character, in either case. */
static bool begins_with_one(const pcre2_code *code)
{
    uint32_t type = 0;
    pcre2_pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type);
    return type == 1;
}

/* What a row's pattern is with its definitions, or what is wrong with it. */
typedef struct made {
    kt_regex *regex;   /* NULL if something is */
    uint32_t routines; /* that it calls; PCRE2 counts them as groups */
    kt_opening opening;
    char problem[160];
} made;

static kt_status make_row(kt_cleaning *c, kt_openings *openings,
                          const kt_clean_row *row, kt_buffer *text, made *out,
                          kt_error *err)
{
    kt_buffer_clear(text);
    if (!kt_clean_rows_expand(&c->rows, row->pattern, text, out->problem))
        return KT_OK;
    if (text->failed)
        return KT_FAIL_NOMEM(err);
    out->routines = (uint32_t)__builtin_popcountll(c->rows.calls);
    out->regex = kt_regex_new(kt_buffer_slice(text), anchors(row->where),
                              !c->rows.has_untested);
    if (out->regex == NULL)
        return KT_FAIL_NOMEM(err);
    kt_opening_of(openings, row->pattern, &out->opening);
    return KT_OK;
}

static kt_status make_rows(kt_cleaning *c, made *list, kt_error *err)
{
    kt_buffer text = {0};
    kt_openings *openings = kt_openings_new(&c->rows);
    kt_status status = openings == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    for (size_t i = 0; status == KT_OK && i < c->rows.count; i++)
        status = make_row(c, openings, &c->rows.list[i], &text, &list[i], err);
    kt_openings_free(openings);
    kt_buffer_free(&text);
    return status;
}

/* Patterns that no test has seen, which all threads check: it takes longer
 * than all else. */
typedef struct checking {
    made *list;
    size_t count;
    atomic_size_t next;
} checking;

static kt_status check_some(void *ctx, unsigned worker, kt_error *err)
{
    checking *work = ctx;
    kt_status status = KT_OK;
    (void)worker;
    size_t i;
    while (status == KT_OK &&
           (i = atomic_fetch_add(&work->next, 1)) < work->count) {
        made *row = &work->list[i];
        if (row->regex != NULL)
            status = kt_regex_check(row->regex, row->problem, err);
        if (row->problem[0] != '\0') {
            kt_regex_free(row->regex);
            row->regex = NULL;
        }
    }
    return status;
}

/* What the columns say of the rule. */
static void learn_rule(kt_clean_rule *rule, const kt_clean_row *row)
{
    rule->at_front =
        rule->opening.at_front || (anchors(row->where) & PCRE2_ANCHORED) != 0;
    find_needs(row->needs, rule->needs);
    rule->has_needs = row->needs.len > 0;
    if (rule->where == KT_WHERE_INLINE && row->needs.len == 1)
        rule->somewhere = row->needs.data[0];
}

/* Look for what makes a pattern that PCRE2 takes none of ours. One that waits
 * for its first try was looked at by a test. */
static kt_status check_rule(kt_cleaning *c, const kt_clean_rule *rule,
                            const kt_clean_row *row, uint32_t routines)
{
    uint32_t groups = 0;
    const pcre2_code *code = atomic_load(&rule->regex->code);
    if (code == NULL)
        return KT_OK;
    pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &groups);
    if ((rule->where == KT_WHERE_PARAGRAPH_END ||
         rule->where == KT_WHERE_INLINE) &&
        !begins_with_one(code))
        return kt_clean_row_fault(&c->rows, row,
                                  "it is searched for in every paragraph and "
                                  "must begin with one letter or mark, as in "
                                  "Baca(?: ini| itu), not (?:Baca|Lihat)");
    if (rule->where == KT_WHERE_INLINE && rule->set_count > 0)
        return kt_clean_row_fault(&c->rows, row,
                                  "an inline rule finds a link and sets "
                                  "nothing");
    groups -= routines;
    if (groups < rule->set_count)
        return kt_clean_row_fault(&c->rows, row,
                                  "it sets %zu field%s and has %u group%s",
                                  rule->set_count, kt_plural(rule->set_count),
                                  groups, kt_plural(groups));
    return KT_OK;
}

static kt_status name_rule(kt_cleaning *c, kt_clean_rule *rule,
                           const kt_clean_row *row, kt_error *err)
{
    char *name = kt_arena_alloc(&c->rows.arena, row->name.len + 1);
    if (name == NULL)
        return KT_FAIL_NOMEM(err);
    memcpy(name, row->name.data, row->name.len);
    name[row->name.len] = '\0';
    rule->name = name;
    return KT_OK;
}

/* The rule of a row, unless it has a fault; then its pattern stays where it
 * is. */
static kt_status add_rule(kt_cleaning *c, const kt_clean_row *row, made *from,
                          kt_error *err)
{
    size_t faults = c->rows.faults;
    kt_clean_rule *rule = &c->rules[c->count];
    *rule = (kt_clean_rule){.where = row->where,
                            .label = row->label,
                            .outlet = row->outlet,
                            .regex = from->regex,
                            .opening = from->opening};
    if (from->regex == NULL)
        return kt_clean_row_fault(&c->rows, row, "%s", from->problem);
    kt_status status = read_sets(c, rule, row, err);
    if (status == KT_OK && c->rows.faults == faults)
        status = check_rule(c, rule, row, from->routines);
    if (status == KT_OK && c->rows.faults == faults)
        status = name_rule(c, rule, row, err);
    if (status != KT_OK || c->rows.faults != faults)
        return status;
    learn_rule(rule, row);
    from->regex = NULL; /* now the rule's */
    c->count++;
    return KT_OK;
}

/* The rules, in the order in which they are tried: those of outlets first. */
static kt_status add_made(kt_cleaning *c, made *list, kt_error *err)
{
    kt_status status = KT_OK;
    for (int common = 0; common < 2; common++) {
        for (size_t i = 0; status == KT_OK && i < c->rows.count; i++) {
            const kt_clean_row *row = &c->rows.list[i];
            if ((row->outlet == 0) == (common == 1))
                status = add_rule(c, row, &list[i], err);
        }
    }
    return status;
}

static kt_status add_rules(kt_cleaning *c, kt_error *err)
{
    checking work = {.list = calloc(c->rows.count + 1, sizeof *work.list),
                     .count = c->rows.count};
    c->rules = calloc(c->rows.count + 1, sizeof *c->rules);
    kt_status status = work.list == NULL || c->rules == NULL
                           ? KT_FAIL_NOMEM(err)
                           : make_rows(c, work.list, err);
    if (status == KT_OK && c->rows.has_untested)
        status = kt_parallel(kt_processors(), check_some, &work, err);
    if (status == KT_OK)
        status = add_made(c, work.list, err);
    for (size_t i = 0; work.list != NULL && i < c->rows.count; i++)
        kt_regex_free(work.list[i].regex);
    free(work.list);
    return status;
}

/* Where the byte that a rule needs must stand. */
static bool needs_last(const kt_clean_rule *rule)
{
    return rule->where == KT_WHERE_OUTLET ||
           rule->where == KT_WHERE_TWO_LINES || rule->where == KT_WHERE_LINE ||
           rule->where == KT_WHERE_PARAGRAPH_END ||
           rule->where == KT_WHERE_ARTICLE_END;
}

static bool needs_first(const kt_clean_rule *rule)
{
    return rule->has_needs && (rule->where == KT_WHERE_ARTICLE_START ||
                               rule->where == KT_WHERE_LEAD ||
                               rule->where == KT_WHERE_PARAGRAPH_START);
}

/* Whether a match begins with one of few bytes. */
static bool has_few_starts(const kt_clean_rule *rule)
{
    size_t count = 0;
    for (size_t byte = 0; byte < 256; byte++)
        count += kt_has_byte(rule->opening.set[0], (uint8_t)byte);
    return count <= KT_CLEAN_STARTS;
}

/* Add a rule to those of each byte of a set. */
static void add_bit(uint64_t rules[256], const uint8_t set[32], uint64_t bit)
{
    for (size_t i = 0; i < 32; i++) {
        for (unsigned bits = set[i]; bits != 0; bits &= bits - 1)
            rules[i * 8 + (size_t)__builtin_ctz(bits)] |= bit;
    }
}

static void add_to_block(kt_clean_block *block, const kt_clean_rule *rule,
                         size_t outlets)
{
    uint8_t any[32];
    memset(any, 0xff, sizeof any);
    uint64_t bit = (uint64_t)1 << block->count;
    bool common = rule->outlet == 0 || rule->where == KT_WHERE_OUTLET;
    block->list[block->count++] = rule;
    for (size_t outlet = 0; block->held != NULL && outlet <= outlets; outlet++)
        block->held[outlet] |= common || outlet == rule->outlet ? bit : 0;
    block->at_front |= rule->at_front ? bit : 0;
    block->at_end |= rule->opening.at_end ? bit : 0;
    block->searched |= !rule->at_front && has_few_starts(rule) ? bit : 0;
    block->needy |= needs_first(rule) ? bit : 0;
    block->seeking[(uint8_t)rule->somewhere] |=
        rule->somewhere == '\0' ? 0 : bit;
    for (size_t k = 0; k < KT_OPENING; k++)
        add_bit(block->opening[k], rule->opening.set[k], bit);
    add_bit(block->ending, needs_last(rule) ? rule->needs : any, bit);
    if (needs_first(rule))
        add_bit(block->needing, rule->needs, bit);
}

/* List the bytes that a block's rules are searched for by. */
static void finish_block(kt_clean_block *block)
{
    for (size_t byte = 0; byte < 256; byte++) {
        if ((block->opening[0][byte] & block->searched) != 0)
            block->starts[block->start_count++] = (uint8_t)byte;
        if (block->seeking[byte] != 0)
            block->sought[block->sought_count++] = (uint8_t)byte;
    }
}

/* Empty blocks for so many rules. */
static kt_status make_blocks(kt_clean_index *index, size_t rules,
                             size_t outlets, kt_error *err)
{
    size_t count = (rules + KT_CLEAN_BLOCK - 1) / KT_CLEAN_BLOCK;
    index->blocks = calloc(count + 1, sizeof *index->blocks);
    if (index->blocks == NULL)
        return KT_FAIL_NOMEM(err);
    for (; index->count < count; index->count++) {
        kt_clean_block *block = &index->blocks[index->count];
        block->held = calloc(outlets + 1, sizeof *block->held);
        if (block->held == NULL)
            return KT_FAIL_NOMEM(err);
    }
    return KT_OK;
}

static kt_status make_index(kt_cleaning *c, kt_where where, kt_error *err)
{
    kt_clean_index *index = &c->index[where];
    size_t count = 0;
    for (size_t i = 0; i < c->count; i++)
        count += c->rules[i].where == where;
    kt_status status = make_blocks(index, count, c->rows.outlets, err);
    if (status != KT_OK)
        return status;
    count = 0;
    for (size_t i = 0; i < c->count; i++) {
        if (c->rules[i].where == where)
            add_to_block(&index->blocks[count++ / KT_CLEAN_BLOCK], &c->rules[i],
                         c->rows.outlets);
    }
    for (size_t i = 0; i < index->count; i++)
        finish_block(&index->blocks[i]);
    return KT_OK;
}

static kt_status make(kt_cleaning *c, const kt_clean_file *files, size_t count,
                      kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < count; i++)
        status = kt_clean_rows_add(&c->rows, &files[i], err);
    if (status == KT_OK)
        status = add_rules(c, err);
    for (int where = 0; status == KT_OK && where < KT_WHERE_TOTAL; where++)
        status = make_index(c, (kt_where)where, err);
    if (status == KT_OK && !kt_regex_limits_open(&c->limits))
        status = KT_FAIL_NOMEM(err);
    return status;
}

kt_status kt_cleaning_of(const kt_clean_file *files, size_t count,
                         kt_cleaning_fault *fault, void *ctx, kt_cleaning **out,
                         kt_error *err)
{
    *out = NULL;
    kt_cleaning *c = calloc(1, sizeof *c);
    if (c == NULL)
        return KT_FAIL_NOMEM(err);
    c->rows.fault = fault;
    c->rows.ctx = ctx;
    kt_status status = make(c, files, count, err);
    if (status == KT_OK)
        *out = c;
    else
        kt_cleaning_free(c);
    return status;
}

size_t kt_cleaning_count(const kt_cleaning *c)
{
    return c->count;
}

void kt_cleaning_matcher(char version[64])
{
    pcre2_config(PCRE2_CONFIG_VERSION, version);
    version[strcspn(version, " ")] = '\0'; /* the date follows */
}

const kt_clean_index *kt_cleaning_index(const kt_cleaning *c, kt_where where)
{
    return &c->index[where];
}

const kt_regex_limits *kt_cleaning_limits(const kt_cleaning *c)
{
    return &c->limits;
}
