#include "text/query.h"

#include <ktool/search.h>
#include <ktool/suggest.h>
#include <ktool/text.h>

#include <stdarg.h>
#include <stdio.h>

typedef enum token_kind {
    TOKEN_END,
    TOKEN_WORD, /* or a glob */
    TOKEN_PHRASE,
    TOKEN_FIELD,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_AND,
    TOKEN_OR,
    TOKEN_NOT,
    TOKEN_NEAR
} token_kind;

typedef struct token {
    token_kind kind;
    kt_slice text;  /* all of it as it stands in the query */
    kt_slice words; /* the same without the marks around a phrase */
    unsigned distance;
} token;

typedef struct reader {
    kt_slice text;
    size_t at; /* behind token */
    token before, token;
    kt_query *query;
    unsigned depth;
    bool in_title, negated;
    kt_slice *wrong;
    kt_error *err;
} reader;

/* What a part of the query came to. */
typedef struct unit {
    uint64_t leaves;
    bool alternatives; /* leaves joined by nothing but OR, which NEAR takes */
} unit;

/* Bytes of a piece of the query that messages show, whole characters. */
static int shown_length(kt_slice piece)
{
    const size_t most = 40;
    if (piece.len <= most)
        return (int)piece.len;
    return (int)kt_text_valid_prefix(kt_slice_sub(piece, 0, most));
}

/* It, for "%.*s". */
#define SHOWN(piece) shown_length(piece), (piece).data

/* Say what is wrong with a place of the query. */
__attribute__((format(printf, 4, 5))) static kt_status
fail_at(const reader *r, kt_slice place, kt_status status, const char *format,
        ...)
{
    char message[256];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    if (r->wrong != NULL)
        *r->wrong = place;
    return KT_FAIL(r->err, status, "query, byte %zu: %s",
                   (size_t)(place.data - r->text.data) + 1, message);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The bytes of a quotation mark at the start of a text; 0 if there is none.
 * Word processors and telephones make of straight marks curly ones. */
static size_t mark_length(kt_slice text)
{
    static const char *const curly[] = {"“", "”", "„"};
    if (text.len > 0 && text.data[0] == '"')
        return 1;
    for (size_t i = 0; i < sizeof curly / sizeof *curly; i++) {
        if (text.len >= 3 && memcmp(text.data, curly[i], 3) == 0)
            return 3;
    }
    return 0;
}

static bool ends_word(kt_slice text)
{
    char c = text.data[0];
    return is_space(c) || c == '(' || c == ')' || mark_length(text) > 0;
}

/* What is left of the query. */
static kt_slice rest_of(const reader *r)
{
    return kt_slice_sub(r->text, r->at, r->text.len);
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The bytes of "title:" at the start of a word; 0 if it begins otherwise. What
 * goes on as https:// does is no field. */
static size_t field_length(kt_slice word)
{
    size_t len = 0;
    while (len < word.len && is_letter(word.data[len]))
        len++;
    if (len == 0 || len == word.len || word.data[len] != ':')
        return 0;
    return len + 1 < word.len && word.data[len + 1] == '/' ? 0 : len + 1;
}

static kt_status check_field(const reader *r, kt_slice field)
{
    static const char *const names[] = {"title"};
    char name[16];
    if (kt_slice_equal(field, KT_SLICE("title:")))
        return KT_OK;
    size_t len = field.len < sizeof name ? field.len - 1 : sizeof name - 1;
    memcpy(name, field.data, len);
    name[len] = '\0';
    if (kt_suggest(name, names, 1) != NULL)
        return fail_at(r, field, KT_ERR_USAGE,
                       "unknown field '%.*s'; did you mean title: ?",
                       SHOWN(field));
    return fail_at(r, field, KT_ERR_USAGE,
                   "unknown field '%.*s'; there is title:, and a word with a "
                   "colon stands in quotation marks",
                   SHOWN(field));
}

/* The n of NEAR/n. */
static kt_status read_distance(reader *r)
{
    kt_slice text = r->token.text;
    unsigned distance = 0;
    size_t at = sizeof "NEAR/" - 1;
    bool valid = at < text.len;
    for (; valid && at < text.len; at++) {
        valid = text.data[at] >= '0' && text.data[at] <= '9';
        distance = distance * 10 + (unsigned)(text.data[at] - '0');
        valid = valid && distance <= KT_QUERY_FARTHEST;
    }
    if (!valid)
        return fail_at(r, text, KT_ERR_USAGE,
                       "'%.*s': NEAR takes a number of tokens from 0 to %d, as "
                       "in NEAR/5",
                       SHOWN(text), KT_QUERY_FARTHEST);
    r->token.kind = TOKEN_NEAR;
    r->token.distance = distance;
    return KT_OK;
}

static kt_status read_word(reader *r, size_t start)
{
    while (r->at < r->text.len && !ends_word(rest_of(r)))
        r->at++;
    kt_slice word = kt_slice_sub(r->text, start, r->at);
    size_t field = field_length(word);
    r->token = (token){.kind = TOKEN_WORD, .text = word, .words = word};
    if (field > 0) {
        r->at = start + field;
        r->token.kind = TOKEN_FIELD;
        r->token.text = kt_slice_sub(word, 0, field);
        return check_field(r, r->token.text);
    }
    if (kt_slice_equal(word, KT_SLICE("AND")))
        r->token.kind = TOKEN_AND;
    else if (kt_slice_equal(word, KT_SLICE("OR")))
        r->token.kind = TOKEN_OR;
    else if (kt_slice_equal(word, KT_SLICE("NOT")))
        r->token.kind = TOKEN_NOT;
    else if (kt_slice_equal(word, KT_SLICE("NEAR")) ||
             (word.len > 4 && memcmp(word.data, "NEAR/", 5) == 0))
        return read_distance(r);
    return KT_OK;
}

/* What begins with a straight mark ends with one, and so with curly ones. */
static kt_status read_phrase(reader *r, size_t start)
{
    bool empty = true;
    size_t mark = mark_length(rest_of(r));
    r->at += mark;
    while (r->at < r->text.len && mark_length(rest_of(r)) != mark) {
        empty = empty && is_space(r->text.data[r->at]);
        r->at++;
    }
    if (r->at == r->text.len)
        return fail_at(r, kt_slice_sub(r->text, start, start + mark),
                       KT_ERR_USAGE, "a quotation mark that is not closed");
    kt_slice words = kt_slice_sub(r->text, start + mark, r->at);
    r->at += mark;
    r->token = (token){.kind = TOKEN_PHRASE,
                       .text = kt_slice_sub(r->text, start, r->at),
                       .words = words};
    if (empty)
        return fail_at(r, r->token.text, KT_ERR_USAGE,
                       "nothing between quotation marks");
    return KT_OK;
}

/* Go on to the next token. */
static kt_status advance(reader *r)
{
    r->before = r->token;
    while (r->at < r->text.len && is_space(r->text.data[r->at]))
        r->at++;
    size_t start = r->at;
    char c = start < r->text.len ? r->text.data[start] : '\0';
    if (start == r->text.len) {
        r->token = (token){.text = kt_slice_sub(r->text, start, start)};
        return KT_OK;
    }
    if (mark_length(rest_of(r)) > 0)
        return read_phrase(r, start);
    if (c != '(' && c != ')')
        return read_word(r, start);
    r->at++;
    r->token = (token){.kind = c == '(' ? TOKEN_OPEN : TOKEN_CLOSE,
                       .text = kt_slice_sub(r->text, start, r->at)};
    return KT_OK;
}

/* Something was to stand here, and an operator or an end does. */
static kt_status nothing_here(const reader *r)
{
    const token *t = &r->token, *before = &r->before;
    if (before->kind == TOKEN_FIELD)
        return fail_at(r, before->text, KT_ERR_USAGE,
                       "%.*s needs a word, a phrase or parentheses behind it",
                       SHOWN(before->text));
    if (t->kind >= TOKEN_AND && t->kind != TOKEN_NOT) /* which has no left */
        return fail_at(r, t->text, KT_ERR_USAGE,
                       "%.*s needs something on its left", SHOWN(t->text));
    if (before->kind >= TOKEN_AND)
        return fail_at(r, before->text, KT_ERR_USAGE,
                       "%.*s needs something on its right",
                       SHOWN(before->text));
    if (before->kind == TOKEN_OPEN)
        return fail_at(r, before->text, KT_ERR_USAGE, "nothing in parentheses");
    if (t->kind == TOKEN_CLOSE)
        return fail_at(r, t->text, KT_ERR_USAGE, "a ) without its (");
    return fail_at(r, t->text, KT_ERR_USAGE,
                   "an empty query; give a word, a phrase or a glob");
}

static void add_step(kt_query *query, kt_query_op op, size_t leaf)
{
    query->steps[query->step_count++] = (kt_query_step){op, (uint8_t)leaf};
}

/* What was negated twice is as it was, so that steps are bounded. */
static void negate(kt_query *query)
{
    if (query->steps[query->step_count - 1].op == KT_QUERY_NOT)
        query->step_count--;
    else
        add_step(query, KT_QUERY_NOT, 0);
}

static kt_status read_leaf(reader *r, unit *out)
{
    kt_query *query = r->query;
    if (query->leaf_count == KT_QUERY_LEAVES)
        return fail_at(r, r->token.text, KT_ERR_LIMIT,
                       "more than %d words and phrases in one query",
                       KT_QUERY_LEAVES);
    size_t leaf = query->leaf_count++;
    query->leaves[leaf] =
        (kt_query_leaf){r->token.words, r->in_title, !r->negated};
    add_step(query, KT_QUERY_LEAF, leaf);
    *out = (unit){(uint64_t)1 << leaf, true};
    return advance(r);
}

static kt_status read_or(reader *r, unit *out);

static kt_status read_group(reader *r, unit *out)
{
    kt_slice open = r->token.text;
    if (r->depth == KT_QUERY_NESTING)
        return fail_at(r, open, KT_ERR_LIMIT,
                       "more than %d parentheses inside each other",
                       KT_QUERY_NESTING);
    r->depth++;
    kt_status status = advance(r);
    if (status == KT_OK)
        status = read_or(r, out);
    if (status != KT_OK)
        return status;
    r->depth--;
    if (r->token.kind != TOKEN_CLOSE)
        return fail_at(r, open, KT_ERR_USAGE, "a ( that is not closed");
    return advance(r);
}

static kt_status read_field(reader *r, unit *out)
{
    bool in_title = r->in_title;
    kt_status status = advance(r);
    r->in_title = true;
    if (status == KT_OK && r->token.kind == TOKEN_OPEN)
        status = read_group(r, out);
    else if (status == KT_OK &&
             (r->token.kind == TOKEN_WORD || r->token.kind == TOKEN_PHRASE))
        status = read_leaf(r, out);
    else if (status == KT_OK)
        status = nothing_here(r);
    r->in_title = in_title;
    return status;
}

static kt_status read_operand(reader *r, unit *out)
{
    switch (r->token.kind) {
    case TOKEN_WORD:
    case TOKEN_PHRASE:
        return read_leaf(r, out);
    case TOKEN_FIELD:
        return read_field(r, out);
    case TOKEN_OPEN:
        return read_group(r, out);
    default:
        return nothing_here(r);
    }
}

static kt_status check_near(const reader *r, const token *near, unit side,
                            const char *name)
{
    if (side.alternatives)
        return KT_OK;
    return fail_at(r, near->text, KT_ERR_USAGE,
                   "%.*s has more on its %s than a word, a phrase or "
                   "alternatives (a OR b)",
                   SHOWN(near->text), name);
}

static kt_status read_near(reader *r, unit *out)
{
    kt_status status = read_operand(r, out);
    unit left = *out;
    while (status == KT_OK && r->token.kind == TOKEN_NEAR) {
        token near = r->token;
        unit right;
        status = check_near(r, &near, left, "left");
        if (status == KT_OK)
            status = advance(r);
        if (status == KT_OK)
            status = read_operand(r, &right);
        if (status == KT_OK)
            status = check_near(r, &near, right, "right");
        if (status != KT_OK)
            break;
        add_step(r->query, KT_QUERY_AND, 0);
        r->query->links[r->query->link_count++] =
            (kt_query_link){left.leaves, right.leaves, near.distance};
        *out = (unit){out->leaves | right.leaves, false};
        left = right;
    }
    return status;
}

static kt_status read_not(reader *r, unit *out)
{
    bool before = r->negated, negated = false;
    kt_status status = KT_OK;
    if (r->token.kind != TOKEN_NOT)
        return read_near(r, out);
    while (status == KT_OK && r->token.kind == TOKEN_NOT) {
        negated = !negated;
        status = advance(r);
    }
    r->negated = before != negated;
    if (status == KT_OK)
        status = read_near(r, out);
    r->negated = before;
    if (status == KT_OK && negated)
        negate(r->query);
    out->alternatives = false;
    return status;
}

static bool begins_operand(token_kind kind)
{
    return kind == TOKEN_WORD || kind == TOKEN_PHRASE || kind == TOKEN_FIELD ||
           kind == TOKEN_OPEN || kind == TOKEN_NOT;
}

static kt_status read_and(reader *r, unit *out)
{
    kt_status status = read_not(r, out);
    while (status == KT_OK &&
           (r->token.kind == TOKEN_AND || begins_operand(r->token.kind))) {
        unit right;
        if (r->token.kind == TOKEN_AND)
            status = advance(r);
        if (status == KT_OK)
            status = read_not(r, &right);
        if (status != KT_OK)
            break;
        add_step(r->query, KT_QUERY_AND, 0);
        *out = (unit){out->leaves | right.leaves, false};
    }
    return status;
}

static kt_status read_or(reader *r, unit *out)
{
    kt_status status = read_and(r, out);
    while (status == KT_OK && r->token.kind == TOKEN_OR) {
        unit right;
        status = advance(r);
        if (status == KT_OK)
            status = read_and(r, &right);
        if (status != KT_OK)
            break;
        add_step(r->query, KT_QUERY_OR, 0);
        *out = (unit){out->leaves | right.leaves,
                      out->alternatives && right.alternatives};
    }
    return status;
}

kt_status kt_query_read(kt_slice text, kt_query *out, kt_slice *wrong,
                        kt_error *err)
{
    unit all;
    reader r = {.text = text, .query = out, .wrong = wrong, .err = err};
    size_t valid = kt_text_valid_prefix(text);
    if (text.data == NULL)
        r.text = KT_SLICE("");
    *out = (kt_query){0};
    if (valid < text.len)
        return fail_at(&r, kt_slice_sub(text, valid, valid + 1), KT_ERR_USAGE,
                       "this is not UTF-8");
    kt_status status = advance(&r);
    if (status == KT_OK)
        status = read_or(&r, &all);
    if (status == KT_OK && r.token.kind != TOKEN_END)
        status = nothing_here(&r);
    return status;
}

kt_status kt_query_check(kt_slice text, kt_slice *wrong, kt_error *err)
{
    kt_query query;
    return kt_query_read(text, &query, wrong, err);
}

bool kt_query_holds(const kt_query *query, uint64_t present)
{
    uint64_t stack = 0; /* the top in bit 0; never deeper than the leaves */
    for (size_t i = 0; i < query->step_count; i++) {
        uint64_t top = stack & 1, below = stack >> 1;
        switch (query->steps[i].op) {
        case KT_QUERY_LEAF:
            stack = stack << 1 | (present >> query->steps[i].leaf & 1);
            break;
        case KT_QUERY_AND:
            stack = (below & ~(uint64_t)1) | (below & top);
            break;
        case KT_QUERY_OR:
            stack = below | top;
            break;
        case KT_QUERY_NOT:
            stack ^= 1;
            break;
        }
    }
    return stack & 1;
}
