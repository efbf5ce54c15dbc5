/* Whether a stop ends a sentence: what the words on either side of it say. */
#include "text/sentence_stops.h"

#include <strings.h>

enum {
    WORD = KT_SB_LETTERS | KT_SB(SB_NUMERIC),
    LONGEST_ADDRESS = 48 /* in bytes, as far as it is looked at */
};

/* Where a stop is. */
typedef struct place {
    const kt_sentence_rules *rules;
    kt_sentence_text text;
} place;

static kt_sb class_at(const place *in, const uint8_t *p)
{
    return kt_class_at(in->text, p);
}

bool kt_is_quote(uint32_t point)
{
    return point == '"' || point == 0xAB || point == 0xBB ||
           (point >= 0x201C && point <= 0x201F);
}

static bool is_dash(uint32_t point)
{
    return point == '-' || point == 0x2013 || point == 0x2014;
}

/* What w is short for. Words that letters number (vitamin C) are not. */
static kt_abbreviation abbreviation(const place *in, const kt_word *w)
{
    kt_abbreviation kind = kt_sentence_abbreviation(in->rules, w->text);
    return kind == KT_ABBREVIATION_LETTER ? KT_ABBREVIATION_NONE : kind;
}

static bool is_abbreviation(const place *in, const kt_word *w)
{
    return abbreviation(in, w) != KT_ABBREVIATION_NONE;
}

/* What the word before a full stop is short for where next follows. */
static kt_abbreviation abbreviation_before(const place *in, const kt_word *w,
                                           const kt_word *next)
{
    kt_abbreviation kind = abbreviation(in, w);
    if (kind == KT_ABBREVIATION_NUMBER && !kt_word_is_numbering(next))
        return KT_ABBREVIATION_NONE;
    /* A degree has a comma before it, a name has none: M.H. Thamrin. */
    bool capitals = w->capital && w->points > 0 && w->letters == w->points + 1;
    if (kind == KT_ABBREVIATION_END && capitals &&
        kt_mark_before(in->text, kt_word_start(w)) != ',')
        return KT_ABBREVIATION_NONE;
    return kind;
}

/* Whether the single capital w is an initial of a name: not part of APBN-P
 * or 5 °C, nor what the word or figure before it goes with (vitamin C). */
static bool is_initial(const place *in, const kt_word *w)
{
    const uint8_t *start = kt_word_start(w);
    kt_code before = kt_code_before(in->text, start);
    if (before.point == '-')
        return kt_word_before(in->text, start - 1).points > 0;
    kt_sb class = kt_sentence_class(before.point);
    kt_word noun = kt_last_word(in->text, start);
    bool figure = noun.letters == 0 && noun.text.len > 0;
    return kt_sb_in(class, KT_SB(SB_SP) | KT_SB(SB_CLOSE) | KT_SB_LINE_ENDS) &&
           !figure &&
           kt_sentence_abbreviation(in->rules, noun.text) !=
               KT_ABBREVIATION_LETTER;
}

static bool is_initials(const place *in, const kt_word *w)
{
    return kt_word_is_initials(w) && (w->points > 0 || is_initial(in, w));
}

/* Whether a full stop ends a sentence where something follows at look that
 * could begin one. */
static bool ends_before_large(const place *in, const kt_stop *s,
                              const uint8_t *look)
{
    const kt_word *w = &s->word;
    kt_word next = kt_word_at(in->text, look);
    if (s->after > s->close || w->text.len == 0)
        return true;
    switch (abbreviation_before(in, w, &next)) {
    case KT_ABBREVIATION_TITLE:
    case KT_ABBREVIATION_NUMBER:
        return false;
    case KT_ABBREVIATION_END: {
        uint32_t mark = kt_code_at(in->text, s->next).point;
        return next.letters > 0 && (look == s->next || kt_is_quote(mark)) &&
               abbreviation(in, &next) != KT_ABBREVIATION_END &&
               !kt_word_is_initials(&next);
    }
    default:
        break;
    }
    return !is_initials(in, w) ||
           (next.capital && kt_sentence_opener(in->rules, next.text));
}

/* Whether a sentence ends although what follows is in lower case. After a
 * full stop that is carelessness more often than an abbreviation of so many
 * letters, or a list item (b. Sehat); a question or exclamation mark may be
 * part of a name (Yahoo! mengumumkan). */
static bool ends_before_small(const place *in, const kt_stop *s)
{
    const kt_word *w = &s->word;
    if (s->kind == KT_STOP_ELLIPSIS || s->after > s->close ||
        !kt_sb_in(class_at(in, s->next), KT_SB_LETTERS))
        return false;
    if (s->kind == KT_STOP_MARK)
        return !w->capital;
    if (is_abbreviation(in, w) || w->points > 0)
        return false;
    kt_word next = kt_word_at(in->text, s->next);
    size_t len = next.text.len;
    if (len == 1 && kt_code_at(in->text, s->next + len).point == '.')
        return true;
    return w->letters >= (w->small ? 4 : 5) ||
           (w->letters == 0 && w->text.len >= 3) ||
           (w->letters >= 3 &&
            abbreviation(in, &next) == KT_ABBREVIATION_TITLE);
}

/* Whether p is inside an address, and not after a date: (5/3/2020).Polisi */
static bool in_address(const place *in, const uint8_t *p)
{
    const uint8_t *q = p;
    if (kt_code_before(in->text, p).point == ')')
        return false;
    for (; q > in->text.start && p - q < LONGEST_ADDRESS; q--) {
        if (q[-1] == '/' || q[-1] == '@')
            return true;
        if (q[-1] <= ' ')
            break;
    }
    return false;
}

static bool is_domain(kt_slice name)
{
    static const char *const ends[] = {
        "com", "co", "id",   "net", "org", "go", "ac",  "info",
        "tv",  "fm", "news", "or",  "sch", "my", "edu", "gov"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (name.len == strlen(ends[i]) &&
            strncasecmp(name.data, ends[i], name.len) == 0)
            return true;
    }
    return false;
}

/* Whether a full stop between two words without a space ends a sentence. In
 * doubt it is part of a name (KOMPAS.TV, Sat.Reskrim). */
static bool joins_sentences(const place *in, const kt_stop *s)
{
    const kt_word *w = &s->word;
    kt_word next = kt_word_at(in->text, s->next);
    kt_sb before = kt_sentence_class(kt_code_before(in->text, s->mark).point);
    bool tall = class_at(in, s->next + 1) != SB_LOWER;
    size_t digits;
    if (w->points > 0 || next.points > 0 || next.letters < 2 ||
        is_domain(next.text) || is_abbreviation(in, w) ||
        (tall && before != SB_LOWER && before != SB_CLOSE))
        return false;
    if (w->text.len == 0)
        return before != SB_SP;
    if (kt_sentence_opener(in->rules, next.text))
        return w->text.len > 1;
    kt_word_number(w, &digits);
    return digits > 0 ? w->text.len >= 3 : w->letters >= (w->small ? 3u : 4u);
}

/* Whether a sentence ends where the next one follows without a space, as
 * scrapers leave it between paragraphs: "kata dia.Polisi". */
static bool ends_glued(const place *in, const kt_stop *s, const uint8_t *look)
{
    if (s->wide)
        return true;
    bool quote = kt_is_quote(kt_code_at(in->text, s->next).point);
    if (class_at(in, look) != SB_UPPER || (look > s->next && !quote) ||
        in_address(in, s->mark))
        return false;
    return s->kind != KT_STOP_POINT || s->after > s->close || quote ||
           joins_sentences(in, s);
}

/* Whether the dash after a full stop begins a list item that has lost its
 * line break ("Beras naik. - Gula turun."). After a name, a quotation or a
 * question it belongs to the sentence. */
static bool dash_begins_item(const place *in, const kt_stop *s)
{
    const uint8_t *p = s->next;
    while (is_dash(kt_code_at(in->text, p).point))
        p += kt_code_at(in->text, p).len;
    if (p == s->next || s->next == s->after || s->quote ||
        class_at(in, p) != SB_SP)
        return false;
    return s->kind == KT_STOP_POINT && s->word.small && s->word.letters >= 3 &&
           !is_abbreviation(in, &s->word);
}

/* The first letter, digit or terminator from p on in the same line. No
 * search passes a terminator, so that together they are linear. */
static const uint8_t *look_ahead(const place *in, const uint8_t *p)
{
    for (;;) {
        kt_code code = kt_code_at(in->text, p);
        if (kt_sb_in(kt_sentence_class(code.point),
                     WORD | KT_SB_LINE_ENDS | KT_SB_TERMINATORS))
            return p;
        p += code.len;
    }
}

bool kt_stop_ends(const kt_sentence_rules *rules, kt_sentence_text text,
                  const kt_stop *s)
{
    const place in = {rules, text};
    kt_sb class = class_at(&in, s->next);
    if (kt_sb_in(class, KT_SB(SB_SCONTINUE) | KT_SB_TERMINATORS))
        return dash_begins_item(&in, s);
    const uint8_t *look = look_ahead(&in, s->next);
    class = class_at(&in, look);
    /* What has no words is no sentence: "Ia pergi. (*)" */
    if (kt_sb_in(class, KT_SB_LINE_ENDS))
        return false;
    if (s->after == s->next)
        return ends_glued(&in, s, look);
    if (class == SB_LOWER)
        return ends_before_small(&in, s);
    return s->kind != KT_STOP_POINT || ends_before_large(&in, s, look);
}
