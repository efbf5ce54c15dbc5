/* The words beside a quote. The verb decides on which side of it the speaker
 * is looked for; what is not of a known shape has no speaker. */
#include "text/attribution.h"

#include "text/clause.h"
#include "text/quote_marks.h"

enum {
    SHORTEST_NAME = 2,    /* tokens of a name that may be a place: Jakarta */
    MOST_LEADING = 3,     /* small words before a name: juru bicara KPK */
    MOST_SMALL = 4,       /* words in "the prime minister said" */
    MOST_AFTER_COMMA = 4, /* words between a verb and a comma */
    MOST_AFTER_VERB = 12  /* tokens between a verb and a colon */
};

/* A verb of one or two tokens. */
typedef struct verb {
    kt_quote_word kind;
    kt_part part;
} verb;

static size_t pass_asides(const kt_clause *c, size_t i)
{
    while (kt_clause_kind(c, i) == KT_QUOTE_WORD_ASIDE)
        i++;
    return i;
}

/* A word in small letters of which a title can be made: "juru", "bicara". */
static bool is_leading(const kt_clause *c, size_t i)
{
    kt_quote_word kind = kt_clause_kind(c, i);
    return kt_clause_is_word(c, i) && !kt_clause_is_capital(c, i) &&
           !kt_clause_is_opener(c, i) &&
           (kind == KT_QUOTE_WORD_NONE || kind == KT_QUOTE_WORD_INSIDE);
}

/* The speaker that follows a verb: a pronoun, a person after small words that
 * belong to the title, or after a title of small words and a comma. */
static bool find_object(const kt_clause *c, size_t i, kt_part *speaker)
{
    size_t name = i = pass_asides(c, i);
    if (kt_clause_kind(c, i) == KT_QUOTE_WORD_PRONOUN) {
        *speaker = (kt_part){i, i + 1};
        return true;
    }
    while (name - i < MOST_LEADING && is_leading(c, name) &&
           !kt_clause_is_name(c, name))
        name++;
    *speaker = (kt_part){i, kt_clause_pass_person(c, name)};
    if (speaker->to > name || name == i || !kt_clause_is_mark(c, name, ','))
        return speaker->to > name;
    *speaker = (kt_part){name + 1, kt_clause_pass_person(c, name + 1)};
    return speaker->to - speaker->from >= SHORTEST_NAME;
}

static bool find_verb(const kt_clause *c, size_t i, verb *out)
{
    *out = (verb){KT_QUOTE_WORD_NONE, {i, i + 2}};
    if (kt_clause_is_word(c, i) && kt_clause_is_word(c, i + 1))
        out->kind = kt_quote_word_of(c->rules, kt_clause_slice(c, i, i + 2));
    if (out->kind == KT_QUOTE_WORD_NONE)
        *out = (verb){kt_clause_kind(c, i), {i, i + 1}};
    return out->kind >= KT_QUOTE_WORD_AFTER && out->kind <= KT_QUOTE_WORD_ALONE;
}

/* Whether the speaker may stand before the verb. */
static bool follows(const verb *v)
{
    return v->kind == KT_QUOTE_WORD_BEFORE || v->kind == KT_QUOTE_WORD_BOTH;
}

/* Whether a quote follows at once: what stands before belongs to that one. A
 * comma on both sides belongs to the first: "A," she said, "B." */
static bool introduces(const kt_clause *c, size_t i, bool comma)
{
    i += kt_clause_is_mark(c, i, ':') ||
         (!comma && kt_clause_is_mark(c, i, ','));
    return i < c->count &&
           kt_is_quote_mark(kt_point_at(c->text, c->tokens[i].start));
}

/* "...," kata Budi; "...," ujarnya. Without a mark that ends the quote only a
 * verb with its speaker counts: a few of them are adjectives too. */
static bool verb_first(const kt_clause *c, size_t i, bool ended,
                       kt_quote *quote)
{
    verb v;
    kt_part speaker;
    i = pass_asides(c, i);
    if (!find_verb(c, i, &v) || v.kind == KT_QUOTE_WORD_BEFORE ||
        kt_clause_is_capital(c, i))
        return false;
    bool known = v.kind != KT_QUOTE_WORD_ALONE &&
                 find_object(c, v.part.to, &speaker) &&
                 !(c->cut && speaker.to == c->count);
    bool beside = known && speaker.from == pass_asides(c, v.part.to) &&
                  !is_leading(c, speaker.from);
    if (!ended && v.kind != KT_QUOTE_WORD_ALONE && !beside)
        return false;
    quote->verb = kt_clause_extent(c, v.part);
    if (known)
        quote->speaker = kt_clause_extent(c, speaker);
    return true;
}

/* "...," he told reporters; "...," John Smith said. */
static bool speaker_first(const kt_clause *c, size_t i, bool comma,
                          kt_quote *quote)
{
    verb v;
    bool pronoun = kt_clause_kind(c, i) == KT_QUOTE_WORD_PRONOUN;
    size_t end = pronoun ? i + 1 : kt_clause_pass_person(c, i);
    if (end == i ||
        !find_verb(c, pass_asides(c, kt_clause_pass_bracket(c, end)), &v) ||
        !follows(&v) || introduces(c, v.part.to, comma))
        return false;
    quote->verb = kt_clause_extent(c, v.part);
    quote->speaker = kt_clause_extent(c, (kt_part){i, end});
    return true;
}

/* "...," the prime minister said. */
static bool nobody_first(const kt_clause *c, size_t i, kt_quote *quote)
{
    verb v;
    for (int n = 0; n < MOST_SMALL && kt_clause_is_word(c, i) &&
                    !kt_clause_is_capital(c, i);
         n++) {
        if (find_verb(c, ++i, &v) && v.kind == KT_QUOTE_WORD_BOTH) {
            quote->verb = kt_clause_extent(c, v.part);
            return true;
        }
    }
    return false;
}

static bool is_dash(const kt_clause *c, size_t i)
{
    uint32_t point =
        i < c->count ? kt_point_at(c->text, c->tokens[i].start) : 0;
    return point == '-' || point == 0x2013 || point == 0x2014;
}

static bool look_after(kt_clause *c, kt_quote *quote)
{
    uint32_t last = kt_quote_last(c->text, quote);
    bool comma = last == ',' || kt_clause_is_mark(c, 0, ',');
    bool point = last == '.' || kt_clause_is_mark(c, 0, '.');
    bool ended = comma || point || last == '?' || last == '!' ||
                 last == 0x2026 || is_dash(c, 0);
    size_t i = kt_clause_is_mark(c, 0, ',') || kt_clause_is_mark(c, 0, '.');
    while (is_dash(c, i) && i < 2)
        i++;
    return verb_first(c, i, ended, quote) ||
           (ended && !point && speaker_first(c, i, comma, quote)) ||
           (comma && nobody_first(c, i, quote));
}

static bool ends_sentence(const kt_clause *c, size_t i)
{
    if (kt_clause_is_mark(c, i, '?') || kt_clause_is_mark(c, i, '!'))
        return true;
    return kt_clause_is_mark(c, i, '.') &&
           !(i > 0 && kt_clause_is_shortened(c, i - 1));
}

/* The last verb before token `to`, in the same sentence. */
static bool last_verb(const kt_clause *c, size_t to, verb *v)
{
    for (size_t n = 0; n <= MOST_AFTER_VERB && n < to; n++) {
        if (ends_sentence(c, to - n - 1))
            return false;
        if (find_verb(c, to - n - 1, v) && v->part.to <= to)
            return true;
    }
    return false;
}

/* Whether a subject may begin at i. After a small word the name is only the
 * end of it (anggota DPR, warga dari Bandung). */
static bool begins_clause(const kt_clause *c, size_t i)
{
    if (i == 0)
        return !c->cut;
    kt_class before = c->tokens[i - 1].class;
    return before == KT_CLASS_PUNCT || before == KT_CLASS_SYMBOL ||
           kt_clause_kind(c, i - 1) == KT_QUOTE_WORD_ASIDE ||
           (kt_clause_kind(c, i) == KT_QUOTE_WORD_PRONOUN &&
            kt_clause_is_opener(c, i - 1));
}

/* What follows the subject that may begin at i, or i. A capitalised word that
 * begins the sentence may be no name. */
static size_t pass_subject(const kt_clause *c, size_t i)
{
    kt_quote_word kind = kt_clause_kind(c, i);
    if (kind == KT_QUOTE_WORD_PRONOUN)
        return i + 1;
    bool function = kind == KT_QUOTE_WORD_ASIDE ||
                    (begins_clause(c, i) && kt_clause_is_opener(c, i));
    return function ? i : kt_clause_pass_person(c, i);
}

/* The speaker that stands before a verb at token `to`. */
static bool find_subject(const kt_clause *c, size_t to, kt_part *speaker)
{
    for (size_t i = 0; i < to;) {
        size_t end = pass_subject(c, i);
        if (end > i && pass_asides(c, kt_clause_pass_bracket(c, end)) == to) {
            *speaker = (kt_part){i, end};
            return begins_clause(c, i);
        }
        i = end > i ? end : i + 1;
    }
    return false;
}

/* Whether these tokens may stand between a verb and its quote: what was said
 * to whom, and before a colon also where and when. */
static bool is_tail(const kt_clause *c, kt_part tail, char separator)
{
    if (separator == 0)
        return pass_asides(c, tail.from) >= tail.to;
    size_t most = separator == ',' ? MOST_AFTER_COMMA : MOST_AFTER_VERB;
    for (size_t i = tail.from; separator == ',' && i < tail.to; i++) {
        if (!kt_clause_is_word(c, i))
            return false;
    }
    return tail.to - tail.from <= most;
}

/* Budi mengatakan, "..."; Menurut Budi, "..."; Budi menyebut "...". */
static bool look_before(kt_clause *c, kt_quote *quote)
{
    verb v;
    kt_part speaker;
    size_t to = c->count;
    char separator = 0;
    if (to > 0 && (kt_clause_is_mark(c, to - 1, ',') ||
                   kt_clause_is_mark(c, to - 1, ':')))
        separator = c->text.data[c->tokens[--to].start];
    if (!last_verb(c, to, &v))
        return false;
    kt_part tail = {v.part.to, to};
    if (follows(&v) && is_tail(c, tail, separator)) {
        quote->verb = kt_clause_extent(c, v.part);
        if (find_subject(c, v.part.from, &speaker))
            quote->speaker = kt_clause_extent(c, speaker);
        return true;
    }
    if (separator == 0 || v.kind == KT_QUOTE_WORD_BEFORE)
        return false;
    bool alone = v.kind == KT_QUOTE_WORD_ALONE;
    bool known =
        !alone && find_object(c, tail.from, &speaker) && speaker.to == to;
    if (!known && !(alone && tail.from == to))
        return false;
    quote->verb = kt_clause_extent(c, v.part);
    if (known)
        quote->speaker = kt_clause_extent(c, speaker);
    return true;
}

static bool is_empty(kt_extent range)
{
    return range.start == range.end;
}

void kt_attribute(const kt_quote_rules *rules, kt_slice text, size_t floor,
                  kt_quote *quote)
{
    kt_clause after = {.rules = rules, .text = text};
    kt_clause before = {.rules = rules, .text = text};
    kt_quote other = *quote;
    if (rules->words.count == 0)
        return;
    kt_clause_read_after(&after, quote->whole.end);
    kt_clause_read_before(&before, floor, quote->whole.start);
    if (look_after(&after, quote) && !is_empty(quote->speaker))
        return;
    if (look_before(&before, &other) &&
        (is_empty(quote->verb) || !is_empty(other.speaker)))
        *quote = other;
}
