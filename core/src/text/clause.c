/* Names and titles, of shapes that are known; i stands for a token. */
#include "text/clause.h"

#include "text/quote_marks.h"
#include "text/sentence_tables.h"

enum {
    SHORTEST_GLUED = 3, /* bytes of a sentence's last word: kata dia.Polisi */
    LONGEST_PIECE = 4,  /* of a degree: S.Sos */
    MOST_INSIDE = 3,    /* small words within a name: of the */
    MOST_LISTED = 4,    /* commas in "Riset, Teknologi, dan Inovasi" */
    MOST_BRACKETED = 8  /* tokens of "(BMKG)" */
};

static bool is_upper(kt_slice text, size_t at)
{
    return (kt_sentence_of(kt_point_at(text, at)) & KT_SENTENCE_SB) == SB_UPPER;
}

/* Where a sentence ends inside a token because the next one follows without a
 * space ("kata dia.Polisi"); the token's end if it does not. */
static size_t find_seam(kt_slice text, kt_token token)
{
    size_t piece = token.start;
    for (size_t i = token.start; i < token.end; i++) {
        if (text.data[i] != '.')
            continue;
        if (i - piece >= SHORTEST_GLUED && is_upper(text, i + 1))
            return i;
        piece = i + 1;
    }
    return token.end;
}

/* The tokens from `from` to `to`, as UAX #29 has them, which keeps the rules
 * free of what only one thread may use; glued sentences are parted. */
static void read_tokens(kt_clause *c, size_t from, size_t to)
{
    kt_token token;
    kt_scanner scanner = {.text = {c->text.data, to}, .at = from};
    while (c->count < KT_ATTRIBUTION_REACH &&
           kt_scanner_next(&scanner, &token)) {
        scanner.at = token.end = find_seam(c->text, token);
        c->tokens[c->count++] = token;
    }
}

void kt_clause_read_after(kt_clause *c, size_t from)
{
    size_t to = c->text.len;
    c->cut = to - from > KT_ATTRIBUTION_REACH;
    read_tokens(c, from, c->cut ? from + KT_ATTRIBUTION_REACH : to);
    c->count -= c->cut && c->count > 0; /* perhaps half a token */
}

void kt_clause_read_before(kt_clause *c, size_t floor, size_t to)
{
    c->cut = to - floor > KT_ATTRIBUTION_REACH;
    if (c->cut)
        floor = to - KT_ATTRIBUTION_REACH;
    while (c->cut && floor < to && c->text.data[floor] != ' ')
        floor++;
    read_tokens(c, floor, to);
}

bool kt_clause_is_capital(const kt_clause *c, size_t i)
{
    return kt_clause_is_word(c, i) && is_upper(c->text, c->tokens[i].start);
}

kt_quote_word kt_clause_kind(const kt_clause *c, size_t i)
{
    return kt_clause_is_word(c, i)
               ? kt_quote_word_of(c->rules, kt_clause_slice(c, i, i + 1))
               : KT_QUOTE_WORD_NONE;
}

bool kt_clause_is_opener(const kt_clause *c, size_t i)
{
    return kt_clause_is_word(c, i) &&
           kt_sentence_opener(c->rules->sentences,
                              kt_clause_slice(c, i, i + 1));
}

static bool touches(const kt_clause *c, size_t i)
{
    return c->tokens[i].start == c->tokens[i - 1].end;
}

/* Whether the word is a title that a full stop shortens: Dr. Letjen. */
static bool is_title(const kt_clause *c, size_t i)
{
    return kt_sentence_abbreviation(c->rules->sentences,
                                    kt_clause_slice(c, i, i + 1)) ==
           KT_ABBREVIATION_TITLE;
}

/* @name, which is two tokens. */
static bool is_handle(const kt_clause *c, size_t i)
{
    return kt_clause_is_mark(c, i, '@') && kt_clause_is_word(c, i + 1) &&
           touches(c, i + 1);
}

bool kt_clause_is_name(const kt_clause *c, size_t i)
{
    kt_quote_word kind = kt_clause_kind(c, i);
    if (kind == KT_QUOTE_WORD_DAY || kind == KT_QUOTE_WORD_PRONOUN)
        return false;
    return kt_clause_is_capital(c, i) || is_handle(c, i) ||
           (kt_clause_is_word(c, i) && kt_clause_is_mark(c, i + 1, '.') &&
            kt_clause_is_capital(c, i + 2) && is_title(c, i));
}

/* S.H, M.Si, Sp.PD: pieces of up to four letters, and no domain name. */
static bool is_dotted(const kt_clause *c, size_t i)
{
    kt_slice word = kt_clause_slice(c, i, i + 1);
    size_t piece = 0, points = 0;
    for (size_t k = 0; k < word.len; k++) {
        piece = word.data[k] == '.' ? 0 : piece + 1;
        points += piece == 0;
        if (piece > LONGEST_PIECE)
            return false;
    }
    return points > 0;
}

bool kt_clause_is_shortened(const kt_clause *c, size_t i)
{
    kt_slice word = kt_clause_slice(c, i, i + 1);
    return kt_clause_is_word(c, i) &&
           (word.len == 1 || is_dotted(c, i) || is_title(c, i));
}

/* Whether the full stop at i belongs to the word before it. One that ends the
 * text ends the sentence. */
static bool is_point(const kt_clause *c, size_t i)
{
    if (!kt_clause_is_mark(c, i, '.') || !touches(c, i) || i + 1 >= c->count)
        return false;
    bool opens =
        kt_clause_is_capital(c, i + 1) && kt_clause_is_opener(c, i + 1);
    return kt_clause_is_mark(c, i + 1, ',') ||
           (kt_clause_is_shortened(c, i - 1) && !opens);
}

/* What follows the name at i, which may have a hyphen (Al-Amin) or a full
 * stop. */
static size_t pass_name(const kt_clause *c, size_t i)
{
    i += kt_clause_is_mark(c, i, '@') ? 2 : 1;
    while (kt_clause_is_mark(c, i, '-') && touches(c, i) &&
           kt_clause_is_word(c, i + 1) && touches(c, i + 1))
        i += 2;
    return i + is_point(c, i);
}

static size_t pass_names(const kt_clause *c, size_t i)
{
    while (kt_clause_is_name(c, i))
        i = pass_name(c, i);
    return i;
}

/* "dan" and the like, or a number, before a name: Menteri Pemuda dan Olahraga,
 * Ketua Komisi 3 DPR. */
static size_t pass_inside(const kt_clause *c, size_t i)
{
    size_t end = i;
    end += kt_clause_is_mark(c, end, '/') || kt_clause_is_mark(c, end, '&') ||
           (end < c->count && c->tokens[end].class == KT_CLASS_NUMBER);
    while (end - i < MOST_INSIDE &&
           kt_clause_kind(c, end) == KT_QUOTE_WORD_INSIDE)
        end++;
    return kt_clause_is_name(c, end) ? end : i;
}

size_t kt_clause_pass_bracket(const kt_clause *c, size_t i)
{
    if (!kt_clause_is_mark(c, i, '('))
        return i;
    for (size_t end = i + 1; end < c->count && end - i < MOST_BRACKETED;
         end++) {
        if (kt_clause_is_mark(c, end, ')'))
            return end + 1;
        if (kt_is_quote_mark(kt_point_at(c->text, c->tokens[end].start)))
            break;
    }
    return i;
}

/* The rest of a list, if it ends as one: Politik, Hukum, dan Keamanan. Gives
 * the place of its last name. */
static size_t pass_list(const kt_clause *c, size_t i)
{
    size_t end = i;
    for (int n = 0; n < MOST_LISTED && kt_clause_is_mark(c, end, ','); n++) {
        size_t last = pass_inside(c, end + 1);
        if (n > 0 && last > end + 1)
            return last;
        end = pass_names(c, end + 1);
        last = pass_inside(c, end);
        if (last > end && kt_clause_is_name(c, end - 1))
            return last;
    }
    return i;
}

/* What stands within a name or title between capitalised words. */
static size_t pass_joint(const kt_clause *c, size_t i)
{
    size_t bracket = kt_clause_pass_bracket(c, i);
    if (bracket > i)
        return kt_clause_is_name(c, bracket) ? bracket : i;
    return kt_clause_is_mark(c, i, ',') ? pass_list(c, i) : pass_inside(c, i);
}

static size_t pass_degrees(const kt_clause *c, size_t i)
{
    while (kt_clause_is_mark(c, i, ',') && kt_clause_is_capital(c, i + 1) &&
           (kt_clause_kind(c, i + 1) == KT_QUOTE_WORD_DEGREE ||
            is_dotted(c, i + 1)))
        i = pass_name(c, i + 1);
    return i;
}

/* Whether the name before i only says whose the word at i is: Ann's mother. */
static bool is_owner(const kt_clause *c, size_t i)
{
    size_t end = c->tokens[i - 1].end;
    return kt_clause_is_word(c, i) && c->text.data[end - 1] == 's' &&
           kt_is_quote_mark(kt_point_before(c->text, end - 1));
}

size_t kt_clause_pass_person(const kt_clause *c, size_t i)
{
    size_t end = i, next = i;
    if (!kt_clause_is_name(c, i))
        return i;
    do {
        end = pass_degrees(c, pass_names(c, next));
        next = pass_joint(c, end);
    } while (next > end);
    return is_owner(c, end) ? i : end;
}
