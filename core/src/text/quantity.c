#include <ktool/quantity.h>

#include "text/amount.h"
#include "text/units.h"

enum {
    /* Two scales and a unit, or a word that joins, a currency, a number and
     * its scale. Behind the present token are a word for minus, a currency, a
     * sign and the token before it. Both fit the window. */
    AHEAD = 8,
    WIDEST_GAP = 4,   /* bytes between tokens that belong together */
    SHORTEST_ROOT = 4 /* letters of a scale that others may follow */
};

/* A number and what was found around it. */
typedef struct reading {
    size_t first, last; /* its tokens, half-open */
    bool negative;
    bool scaled;
    const kt_unit *prefix, *suffix; /* or NULL */
    kt_amount_hint hint;
} reading;

/* Token n, NULL if it is none or out of the window. */
static const kt_token *token_at(const kt_quantities *walk, size_t n)
{
    bool there = n < walk->read && walk->read - n <= KT_QUANTITY_WINDOW;
    return there ? &walk->window[n % KT_QUANTITY_WINDOW] : NULL;
}

static kt_slice text_of(const kt_quantities *walk, size_t n)
{
    const kt_token *token = token_at(walk, n);
    if (token == NULL)
        return (kt_slice){NULL, 0};
    return kt_slice_sub(walk->scanner.text, token->start, token->end);
}

/* The bytes between tokens n and n + 1; SIZE_MAX unless both are there. */
static size_t gap_after(const kt_quantities *walk, size_t n)
{
    const kt_token *token = token_at(walk, n), *next = token_at(walk, n + 1);
    if (token == NULL || next == NULL)
        return SIZE_MAX;
    return next->start - token->end;
}

static bool touches_next(const kt_quantities *walk, size_t n)
{
    return gap_after(walk, n) == 0;
}

/* Whether there are at most a few blanks of one line between n and n + 1. */
static bool is_near_next(const kt_quantities *walk, size_t n)
{
    size_t gap = gap_after(walk, n);
    if (gap > WIDEST_GAP)
        return false;
    const char *blanks = walk->scanner.text.data + token_at(walk, n)->end;
    for (size_t i = 0; i < gap; i++) {
        if ((unsigned char)blanks[i] < ' ' && blanks[i] != '\t')
            return false;
    }
    return true;
}

/* A number or a range of numbers; neither ke-45 nor Januari-Oktober. */
static bool is_number(const kt_quantities *walk, size_t n)
{
    const kt_token *token = token_at(walk, n);
    if (token == NULL ||
        (token->class != KT_CLASS_NUMBER && token->class != KT_CLASS_RANGE))
        return false;
    char first = (char)(walk->scanner.text.data[token->start] | 0x20);
    return first < 'a' || first > 'z';
}

/* The entry of count tokens, with a space between them where there are
 * blanks. */
static const kt_unit *find(const kt_quantities *walk, kt_unit_role role,
                           size_t first, size_t count)
{
    char words[KT_UNIT_BYTES];
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        size_t n = first + i;
        kt_slice token = text_of(walk, n);
        bool space = i > 0 && !touches_next(walk, n - 1);
        if (token.len == 0 || len + space + token.len > sizeof words ||
            (space && !is_near_next(walk, n - 1)))
            return NULL;
        if (space)
            words[len++] = ' ';
        memcpy(words + len, token.data, token.len);
        len += token.len;
    }
    return kt_units_find(walk->units, role, (kt_slice){words, len});
}

/* The longest entry whose first token is *at, and move *at behind it. */
static const kt_unit *take_after(const kt_quantities *walk, kt_unit_role role,
                                 size_t *at)
{
    const kt_unit *found = NULL;
    size_t count = is_near_next(walk, *at - 1) ? KT_UNIT_WORDS : 0;
    while (count > 0 && (found = find(walk, role, *at, count)) == NULL)
        count--;
    *at += count;
    return found;
}

/* The longest prefix that ends before the first token of r, taken into it. */
static void take_prefix(const kt_quantities *walk, reading *r)
{
    size_t count = is_near_next(walk, r->first - 1) ? KT_UNIT_WORDS : 0;
    for (; count > 0 && r->prefix == NULL; count--) {
        r->prefix = find(walk, KT_UNIT_PREFIX, r->first - count, count);
        if (r->prefix != NULL)
            r->first -= count;
    }
}

/* Whether nothing but a bracket or a currency touches the sign n, so that it
 * neither joins two words nor is a dash. */
static bool is_lone_sign(const kt_quantities *walk, size_t n)
{
    return !touches_next(walk, n - 1) ||
           kt_slice_equal(text_of(walk, n - 1), KT_SLICE("(")) ||
           find(walk, KT_UNIT_PREFIX, n - 1, 1) != NULL;
}

/* Take a sign that touches the first token of r. False for a dash that may be
 * meant as one. */
static bool take_sign(const kt_quantities *walk, reading *r)
{
    size_t n = r->first - 1;
    kt_slice mark = text_of(walk, n);
    bool minus = kt_slice_equal(mark, KT_SLICE("-")) ||
                 kt_slice_equal(mark, KT_SLICE("\xE2\x88\x92"));
    bool dash = kt_slice_equal(mark, KT_SLICE("\xE2\x80\x93"));
    if ((!minus && !dash) || !touches_next(walk, n) || !is_lone_sign(walk, n))
        return true;
    r->negative = true;
    r->first = n;
    return minus;
}

static bool is_either(kt_slice word, const char *small, const char *capital)
{
    return kt_slice_equal(word, kt_slice_of(small)) ||
           kt_slice_equal(word, kt_slice_of(capital));
}

/* The word minus, but not that of 7 minus 5 and of plus minus 5. */
static void take_minus(const kt_quantities *walk, reading *r)
{
    size_t n = r->first - 1;
    if (!is_either(text_of(walk, n), "minus", "Minus") ||
        !is_near_next(walk, n) || is_number(walk, n - 1) ||
        is_either(text_of(walk, n - 1), "plus", "Plus"))
        return;
    r->negative = true;
    r->first = n;
}

static void add_hint(reading *r, const kt_unit *unit)
{
    r->hint.measured = true;
    if (unit->where == KT_UNIT_ID)
        r->hint.style |= KT_STYLE_ID;
    if (unit->where == KT_UNIT_EN)
        r->hint.style |= KT_STYLE_EN;
}

/* -Rp5, Rp -5, minus Rp5 */
static bool look_left(const kt_quantities *walk, reading *r)
{
    if (!take_sign(walk, r))
        return false;
    take_prefix(walk, r);
    if (r->prefix != NULL) {
        add_hint(r, r->prefix);
        if (!take_sign(walk, r))
            return false;
    }
    take_minus(walk, r);
    return true;
}

static bool is_rupiah(const reading *r)
{
    return r->prefix != NULL && r->prefix->where == KT_UNIT_ID;
}

/* Whether a word that only begins with a scale follows: 40 miliar-Rp50 miliar,
 * 5 ribuan, 5 jt-an. */
static bool is_before_derived(const kt_quantities *walk, const reading *r)
{
    kt_slice word = text_of(walk, r->last);
    if (!is_near_next(walk, r->last - 1) || word.len > KT_UNIT_BYTES)
        return false;
    for (size_t len = 1; len < word.len; len++) {
        if (len < SHORTEST_ROOT && word.data[len] != '-')
            continue;
        const kt_unit *scale = kt_units_find(walk->units, KT_UNIT_SCALE,
                                             kt_slice_sub(word, 0, len));
        if (scale != NULL && (scale->where != KT_UNIT_RUPIAH || is_rupiah(r)))
            return true;
    }
    return false;
}

/* One scale, or two as in ribu triliun. False if what stands there may be
 * one. */
static bool take_scales(const kt_quantities *walk, reading *r)
{
    size_t at = r->last;
    const kt_unit *scale;
    while ((scale = take_after(walk, KT_UNIT_SCALE, &at)) != NULL) {
        if (scale->where == KT_UNIT_RUPIAH && !is_rupiah(r))
            return r->prefix == NULL &&
                   find(walk, KT_UNIT_SUFFIX, r->last, 1) != NULL;
        if (scale->exponent <= r->hint.exponent)
            return false;
        r->hint.exponent += scale->exponent;
        r->scaled = true;
        r->last = at;
        add_hint(r, scale);
    }
    return !is_before_derived(walk, r);
}

/* The USD of 2005 USD 5 juta belongs to the 5. */
static bool is_of_next(const kt_quantities *walk, size_t first, size_t last)
{
    return is_number(walk, last) && is_near_next(walk, last - 1) &&
           find(walk, KT_UNIT_PREFIX, first, last - first) != NULL;
}

static void take_suffix(const kt_quantities *walk, reading *r)
{
    size_t at = r->last;
    const kt_unit *unit =
        r->prefix == NULL ? take_after(walk, KT_UNIT_SUFFIX, &at) : NULL;
    if (unit == NULL || (unit->where == KT_UNIT_DIRECT && r->scaled) ||
        (unit->where == KT_UNIT_SCALED && !r->scaled) ||
        is_of_next(walk, r->last, at))
        return;
    r->suffix = unit;
    r->last = at;
    add_hint(r, unit);
}

/* Two numbers with a mark between them: 1/2, 11.7, 10^6. */
static bool is_joined_over(const kt_quantities *walk, size_t mark)
{
    static const char marks[] = ".,:;/^'";
    kt_slice text = text_of(walk, mark);
    return text.len == 1 &&
           memchr(marks, text.data[0], sizeof marks - 1) != NULL &&
           is_number(walk, mark - 1) && is_number(walk, mark + 1) &&
           touches_next(walk, mark - 1) && touches_next(walk, mark);
}

/* Whether the number n is a part of something else: 3½, 1/2, 062 813 555. */
static bool is_part(const kt_quantities *walk, size_t n)
{
    return (is_number(walk, n + 1) && is_near_next(walk, n)) ||
           (is_number(walk, n - 1) && is_near_next(walk, n - 1)) ||
           is_joined_over(walk, n + 1) || is_joined_over(walk, n - 1);
}

static bool is_scaled_number(const kt_quantities *walk, size_t n)
{
    size_t at = n + 1;
    return is_number(walk, n) && take_after(walk, KT_UNIT_SCALE, &at) != NULL;
}

/* 5 juta 200 ribu is one number, in two pieces. */
static bool is_piece(const kt_quantities *walk, const reading *r)
{
    bool goes_on =
        is_near_next(walk, r->last - 1) && is_scaled_number(walk, r->last);
    bool began = r->prefix == NULL && is_near_next(walk, r->first - 1) &&
                 is_scaled_number(walk, r->first - 2);
    return r->scaled && (goes_on || began);
}

/* A number that goes on in a script without spaces. */
static bool is_glued(const kt_quantities *walk, const reading *r)
{
    return !r->scaled && r->suffix == NULL && touches_next(walk, r->last - 1) &&
           token_at(walk, r->last)->class == KT_CLASS_WORD;
}

/* The 10 of 10 hingga 15 juta is 10 million; but that of 2005 menjadi Rp5 juta
 * is a year. */
static bool shares_scale(const kt_quantities *walk, const reading *r)
{
    size_t at = r->last;
    if (r->scaled || r->suffix != NULL ||
        take_after(walk, KT_UNIT_JOIN, &at) == NULL)
        return false;
    bool priced = take_after(walk, KT_UNIT_PREFIX, &at) != NULL;
    return (!priced || r->prefix != NULL) && is_near_next(walk, at - 1) &&
           is_scaled_number(walk, at);
}

/* Neither ke-45 nor 1960-an nor 021-555-1234. */
static bool is_plain(kt_slice number)
{
    for (size_t i = 0; i < number.len; i++) {
        char c = number.data[i];
        if ((c < '0' || c > '9') && c != '.' && c != ',')
            return false;
    }
    return true;
}

static void find_quantity(kt_quantities *walk, size_t n, kt_quantity *out)
{
    reading r = {.first = n, .last = n + 1};
    kt_quantity q = {0};
    if (!is_plain(text_of(walk, n)) || is_part(walk, n) ||
        !look_left(walk, &r) || r.first < walk->taken || !take_scales(walk, &r))
        return;
    take_suffix(walk, &r);
    if (is_glued(walk, &r) || is_piece(walk, &r) || shares_scale(walk, &r) ||
        !kt_amount_read(text_of(walk, n), r.hint, &q))
        return;
    const kt_unit *unit = r.prefix != NULL ? r.prefix : r.suffix;
    q.start = token_at(walk, r.first)->start;
    q.end = token_at(walk, r.last - 1)->end;
    q.digits = r.negative ? -q.digits : q.digits;
    q.unit = unit == NULL ? NULL : unit->name;
    walk->taken = r.last;
    *out = q;
}

bool kt_quantities_next(kt_quantities *walk, kt_token *token,
                        kt_quantity *quantity)
{
    kt_token next;
    while (walk->read <= walk->given + AHEAD &&
           kt_scanner_next(&walk->scanner, &next))
        walk->window[walk->read++ % KT_QUANTITY_WINDOW] = next;
    const kt_token *present = token_at(walk, walk->given);
    *quantity = (kt_quantity){0};
    if (present == NULL)
        return false;
    *token = *present;
    if (token->class == KT_CLASS_NUMBER)
        find_quantity(walk, walk->given, quantity);
    walk->given++;
    return true;
}
