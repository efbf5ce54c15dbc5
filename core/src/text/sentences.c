/* Sentences of news text. The walk looks at one mark after the other that
 * could end a sentence, and at the words on either side of it. */
#include "text/sentence_stops.h"

enum {
    SPACES = KT_SB(SB_SP) | KT_SB_LINE_ENDS,
    WORD = KT_SB_LETTERS | KT_SB(SB_NUMERIC),
    ELLIPSIS = 0x2026,
    LONGEST_BRACKET = 400,    /* in bytes, for one to be kept whole */
    LONGEST_QUOTATION = 1000, /* the same */
    LONGEST_NOTE = 24,        /* in bytes, of what is a note's mark */
    DEEPEST_BRACKET = 8       /* keeps the search for the end linear */
};

/* The sentence being read. */
typedef struct reader {
    const kt_sentence_rules *rules;
    kt_sentence_text text;
    bool quoted;   /* a quotation has been opened in it */
    unsigned item; /* the number of the list item read last; 0 if none */
} reader;

static bool is_space(uint32_t point)
{
    return kt_sb_in(kt_sentence_class(point), SPACES);
}

static bool is_terminator(uint32_t point)
{
    return point == ELLIPSIS ||
           kt_sb_in(kt_sentence_class(point), KT_SB_TERMINATORS);
}

/* Marks that stand before list items and nowhere else. */
static bool is_bullet(uint32_t point)
{
    return point == 0x2022 || point == 0x25AA || point == 0x25CF;
}

/* Whether a quotation mark at p stands as an opening one does: before a
 * word and not after one. */
static bool looks_open(const reader *r, const uint8_t *p, kt_code code)
{
    uint32_t before = kt_code_before(r->text, p).point;
    if (kt_sb_in(kt_class_at(r->text, p + code.len), SPACES))
        return false;
    return is_space(before) || before == '-' || before == ':' ||
           (kt_sentence_of(before) & KT_SENTENCE_OPENS) != 0;
}

/* Whether the mark at p, which follows the end of a sentence or a mark for
 * which that is so, closes something. Scrapers leave quotation marks of
 * every shape on either side, so what follows counts for more. */
static bool shuts(const reader *r, const uint8_t *p, kt_code code)
{
    uint8_t entry = kt_sentence_of(code.point);
    bool word_follows = kt_sb_in(kt_class_at(r->text, p + code.len), WORD);
    if (kt_is_quote(code.point))
        return !word_follows || (r->quoted && !(entry & KT_SENTENCE_OPENS));
    if (entry & KT_SENTENCE_OPENS)
        return false;
    return (entry & KT_SENTENCE_SB) == SB_CLOSE &&
           ((entry & KT_SENTENCE_SHUTS) || !word_follows);
}

/* What follows the mark of a note at p, as encyclopedias set it behind a full
 * stop ("pergi.[1] Ia"); p if there is none. */
static const uint8_t *pass_note(const reader *r, const uint8_t *p)
{
    if (kt_code_at(r->text, p).point != '[')
        return p;
    for (const uint8_t *q = p; q < r->text.end && q - p < LONGEST_NOTE; q++) {
        if (*q == ']')
            return q + 1;
        if (*q == '\n' || *q == '\r')
            break;
    }
    return p;
}

static const uint8_t *pass_closing(reader *r, const uint8_t *p, bool *quote)
{
    for (;;) {
        kt_code code = kt_code_at(r->text, p);
        kt_sb class = kt_sentence_class(code.point);
        const uint8_t *note = pass_note(r, p);
        if (note > p) {
            p = note;
            continue;
        }
        if (class != SB_EXTEND && class != SB_FORMAT && !shuts(r, p, code))
            return p;
        if (kt_is_quote(code.point)) {
            r->quoted = false;
            *quote = true;
        }
        p += code.len;
    }
}

/* A closing mark that white space has come before: "Ya. ” */
static const uint8_t *pass_stray(reader *r, const uint8_t *p, bool *quote)
{
    kt_code code = kt_code_at(r->text, p);
    bool stray = kt_sb_in(kt_class_at(r->text, p + code.len), SPACES) &&
                 (kt_sentence_of(code.point) & KT_SENTENCE_SHUTS ||
                  (r->quoted && kt_is_quote(code.point)));
    return stray ? pass_closing(r, p, quote) : p;
}

static kt_stop read_stop(reader *r, const uint8_t *p)
{
    kt_stop s = {.kind = KT_STOP_POINT, .mark = p};
    kt_code code = kt_code_at(r->text, p);
    for (; is_terminator(code.point); code = kt_code_at(r->text, p)) {
        kt_sb class = kt_sentence_class(code.point);
        if (class == SB_STERM)
            s.kind = KT_STOP_MARK;
        else if (s.kind == KT_STOP_POINT &&
                 (p > s.mark || code.point == ELLIPSIS))
            s.kind = KT_STOP_ELLIPSIS;
        s.wide = class == SB_STERM && code.point > 0x2FFF;
        p += code.len;
    }
    s.word = kt_word_before(r->text, s.mark);
    s.close = p;
    s.after = pass_closing(r, p, &s.quote);
    s.next = kt_skip_spaces(r->text, s.after);
    if (s.next > s.after) {
        const uint8_t *stray = pass_stray(r, s.next, &s.quote);
        if (stray > s.next) {
            s.after = stray;
            s.next = kt_skip_spaces(r->text, stray);
        }
    }
    return s;
}

/* Whether a comma or the like comes before p, or before the word there:
 * "beras, 2. gula, dan 3. teh". */
static bool in_enumeration(const reader *r, const uint8_t *p)
{
    kt_word w = kt_last_word(r->text, p);
    const uint8_t *start = w.text.len > 0 ? kt_word_start(&w) : p;
    return kt_sentence_class(kt_mark_before(r->text, start)) == SB_SCONTINUE;
}

/* Whether the word before a full stop numbers a list item: at the start of
 * the sentence, after a colon for the first, and inside an enumeration for
 * the next. */
static bool is_numbering(reader *r, const kt_stop *s)
{
    const kt_word *w = &s->word;
    const uint8_t *start = kt_word_start(w);
    size_t digits;
    unsigned number = kt_word_number(w, &digits);
    if (s->kind != KT_STOP_POINT || w->text.len == 0 ||
        !kt_word_is_numbering(w))
        return false;
    bool first = w->text.len == 1 && strchr("1aAI", *w->text.data) != NULL;
    bool next = r->item > 0 && number == r->item + 1;
    if (start > r->text.start &&
        !(first && kt_mark_before(r->text, start) == ':') &&
        !(next && in_enumeration(r, start)))
        return false;
    r->item = number;
    return true;
}

/* Where the next item begins in a list that has lost its line breaks ("1.
 * Beras 2. Gula", "1. Gambir2. Senen"), or NULL: at the number before a full
 * stop that follows the last one. */
static const uint8_t *next_item(const reader *r, const kt_stop *s)
{
    const kt_word *w = &s->word;
    size_t digits;
    unsigned number = kt_word_number(w, &digits);
    if (r->item == 0 || number != r->item + 1 || s->kind != KT_STOP_POINT ||
        !kt_sb_in(kt_class_at(r->text, s->next), KT_SB_LETTERS))
        return NULL;
    const uint8_t *start = s->mark - digits;
    kt_word before = kt_last_word(r->text, start);
    bool glued = digits < w->text.len;
    if (before.points > 0 || before.letters < (glued ? 4 : 1) ||
        kt_sentence_opener(r->rules, before.text))
        return NULL;
    return start;
}

/* What follows the bracket at p, if it closes soon and in this line and is
 * not the whole sentence; otherwise what follows the opening mark. */
static const uint8_t *pass_bracket(const reader *r, const uint8_t *p)
{
    size_t depth = 0;
    if (p == r->text.start)
        return p + 1;
    for (const uint8_t *q = p; q < r->text.end && q - p < LONGEST_BRACKET;
         q++) {
        depth += *q == '(';
        if (depth > DEEPEST_BRACKET || *q == '\n' || *q == '\r')
            break;
        if (*q == ')' && --depth == 0)
            return q + 1;
    }
    return p + 1;
}

/* The next quotation mark from p on in the same line and not too far, or
 * NULL. */
static const uint8_t *next_quote(const reader *r, const uint8_t *p)
{
    const uint8_t *start = p;
    while (p - start < LONGEST_QUOTATION) {
        kt_code code = kt_code_at(r->text, p);
        if (kt_sb_in(kt_sentence_class(code.point), KT_SB_LINE_ENDS))
            break;
        if (kt_is_quote(code.point))
            return p;
        p += code.len;
    }
    return NULL;
}

/* Where to read on after the quotation mark at p: at the end of a quotation
 * that is kept whole, before the mark that ends its last sentence. */
static const uint8_t *pass_quote(reader *r, const uint8_t *p, kt_code code)
{
    const uint8_t *inside = p + code.len;
    bool spaced = is_space(kt_code_before(r->text, p).point);
    bool open = looks_open(r, p, code) || (spaced && !r->quoted);
    r->quoted = open;
    if (!open)
        return inside;
    const uint8_t *close = next_quote(r, inside);
    if (close == NULL || looks_open(r, close, kt_code_at(r->text, close)))
        return inside;
    for (;;) {
        kt_code last = kt_code_before(r->text, close);
        if (close == inside || !is_terminator(last.point))
            break;
        close -= last.len;
    }
    if (is_terminator(kt_code_at(r->text, close).point))
        return close;
    r->quoted = false;
    return close + kt_code_at(r->text, close).len;
}

/* Most bytes of a text are none that the walk has to look at. */
static const uint8_t *skip_plain(const uint8_t *p, const uint8_t *end)
{
    const uint64_t marks = 1ull << '\n' | 1ull << '\r' | 1ull << '!' |
                           1ull << '"' | 1ull << '(' | 1ull << '.' |
                           1ull << '?';
    while (p < end && *p < 0x80 && (*p >= 64 || !(marks >> *p & 1)))
        p++;
    return p;
}

static const uint8_t *sentence_end(reader *r)
{
    const uint8_t *p = r->text.start;
    while ((p = skip_plain(p, r->text.end)) < r->text.end) {
        kt_code code = kt_code_at(r->text, p);
        if (kt_sb_in(kt_sentence_class(code.point), KT_SB_LINE_ENDS))
            break;
        if (is_terminator(code.point)) {
            kt_stop s = read_stop(r, p);
            const uint8_t *item = next_item(r, &s);
            p = item == NULL ? s.after : item;
            if (item != NULL ||
                (!is_numbering(r, &s) && kt_stop_ends(r->rules, r->text, &s)))
                break;
        } else if (code.point == '(') {
            p = pass_bracket(r, p);
        } else if (kt_is_quote(code.point)) {
            p = pass_quote(r, p, code);
        } else if (p > r->text.start && is_bullet(code.point)) {
            break;
        } else {
            p += code.len;
        }
    }
    return p;
}

bool kt_sentences_next(kt_sentences *walk, kt_sentence *sentence)
{
    const uint8_t *base = (const uint8_t *)walk->text.data;
    const uint8_t *end = base + walk->text.len, *p = base + walk->at;
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        if (!is_space(code.point))
            break;
        p += code.len;
    }
    walk->at = walk->text.len;
    if (p >= end)
        return false;
    reader r = {.rules = walk->rules, .text = {p, end}};
    const uint8_t *last = sentence_end(&r);
    walk->at = (size_t)(last - base);
    for (;;) {
        kt_code code = kt_code_before(r.text, last);
        if (last == p || !is_space(code.point))
            break;
        last -= code.len;
    }
    *sentence = (kt_sentence){(size_t)(p - base), (size_t)(last - base)};
    return true;
}
