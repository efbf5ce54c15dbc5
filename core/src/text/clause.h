/**
 * @file
 * The words on one side of a quote.
 */
#ifndef KT_TEXT_CLAUSE_H
#define KT_TEXT_CLAUSE_H

#include "text/attribution.h"

#include <ktool/tokens.h>

/** Tokens are asked for by their index; one that is not there is no word and
 * no mark. */
typedef struct kt_clause {
    const kt_quote_rules *rules;
    kt_slice text;
    kt_token tokens[KT_ATTRIBUTION_REACH]; /**< of at least one byte each */
    size_t count;
    bool cut; /**< at the end that is far from the quote */
} kt_clause;

/** A half-open range of tokens. */
typedef struct kt_part {
    size_t from, to;
} kt_part;

/** Read what stands after a quote that ends at @p from into @p c, of which
 * rules and text are set and the rest is zero. */
void kt_clause_read_after(kt_clause *c, size_t from);

/** The same for what stands before a quote that begins at @p to, but not
 * before @p floor. */
void kt_clause_read_before(kt_clause *c, size_t floor, size_t to);

/** What the word does; KT_QUOTE_WORD_NONE if it is no word. */
kt_quote_word kt_clause_kind(const kt_clause *c, size_t i);

bool kt_clause_is_capital(const kt_clause *c, size_t i);

/** Whether the word is one that begins sentences, such as "Di" or "The". */
bool kt_clause_is_opener(const kt_clause *c, size_t i);

/** Whether the full stop after the word belongs to it: J. Dr. M.Si. */
bool kt_clause_is_shortened(const kt_clause *c, size_t i);

/** Whether the token may be a part of a name or title. */
bool kt_clause_is_name(const kt_clause *c, size_t i);

/** What follows the bracket that begins at @p i, if it closes soon and
 * nothing is quoted in it; otherwise @p i. */
size_t kt_clause_pass_bracket(const kt_clause *c, size_t i);

/** What follows the person at @p i, with title and degrees; @p i if there is
 * none. */
size_t kt_clause_pass_person(const kt_clause *c, size_t i);

static inline kt_slice kt_clause_slice(const kt_clause *c, size_t from,
                                       size_t to)
{
    return kt_slice_sub(c->text, c->tokens[from].start, c->tokens[to - 1].end);
}

static inline kt_extent kt_clause_extent(const kt_clause *c, kt_part p)
{
    return (kt_extent){c->tokens[p.from].start, c->tokens[p.to - 1].end};
}

static inline bool kt_clause_is_word(const kt_clause *c, size_t i)
{
    return i < c->count && c->tokens[i].class == KT_CLASS_WORD;
}

static inline bool kt_clause_is_mark(const kt_clause *c, size_t i, char mark)
{
    return i < c->count && c->text.data[c->tokens[i].start] == mark &&
           c->tokens[i].end - c->tokens[i].start == 1;
}

#endif
