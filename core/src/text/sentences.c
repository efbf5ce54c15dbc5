/* Sentences of news text. The walk looks at one mark after the other that
 * could end a sentence, and at the words on either side of it. */
#include "text/sentence_rules.h"
#include "text/sentence_tables.h"
#include "text/utf8.h"

enum {
    TERMINATORS = KT_SB(SB_ATERM) | KT_SB(SB_STERM),
    LINE_ENDS = KT_SB(SB_CR) | KT_SB(SB_LF) | KT_SB(SB_SEP),
    SPACES = KT_SB(SB_SP) | LINE_ENDS,
    LETTERS = KT_SB(SB_LOWER) | KT_SB(SB_UPPER) | KT_SB(SB_OLETTER),
    WORD = LETTERS | KT_SB(SB_NUMERIC),
    ELLIPSIS = 0x2026,
    LONGEST_WORD = 48,        /* in bytes, as far as anyone asks */
    LONGEST_BRACKET = 400,    /* in bytes, for one to be kept whole */
    LONGEST_QUOTATION = 1000, /* the same */
    DEEPEST_BRACKET = 8       /* keeps the search for the end linear */
};

/* The sentence being read. */
typedef struct reader {
    const kt_sentence_rules *rules;
    const uint8_t *start, *end; /* of the sentence, and of the text */
    bool quoted;                /* a quotation has been opened in it */
} reader;

typedef enum stop_kind {
    STOP_POINT,    /* one full stop */
    STOP_ELLIPSIS, /* several */
    STOP_MARK      /* with a question or exclamation mark */
} stop_kind;

/* A run of marks that may end a sentence. */
typedef struct stop {
    stop_kind kind;
    bool wide;                   /* of a script without spaces */
    bool quote;                  /* a closing quotation mark follows */
    const uint8_t *mark, *close; /* the run; then closing marks */
    const uint8_t *after;        /* what belongs to the sentence ends */
    const uint8_t *next;         /* after white space in the same line */
} stop;

/* The letters, digits and full stops at one place. */
typedef struct word {
    kt_slice text;
    size_t letters, points;
    bool capital, small; /* the first letter is; all letters are */
} word;

static bool in(kt_sb class, unsigned set)
{
    return (KT_SB(class) & set) != 0;
}

static kt_sb class_of(uint32_t point)
{
    return kt_sentence_of(point) & KT_SENTENCE_SB;
}

/* The code point at p; a line break at the end of the text. */
static kt_code code_at(const reader *r, const uint8_t *p)
{
    return p < r->end ? kt_utf8_decode(p, r->end) : (kt_code){'\n', 0, false};
}

static kt_sb class_at(const reader *r, const uint8_t *p)
{
    return class_of(code_at(r, p).point);
}

/* The code point before p; a line break at the start of the sentence. */
static kt_code code_before(const reader *r, const uint8_t *p)
{
    for (size_t len = 1; len <= 4 && len <= (size_t)(p - r->start); len++) {
        kt_code code = kt_utf8_decode(p - len, p);
        if (code.len == len && code.well_formed)
            return code;
    }
    return p > r->start ? (kt_code){KT_REPLACEMENT, 1, false}
                        : (kt_code){'\n', 0, false};
}

static const uint8_t *skip_spaces(const reader *r, const uint8_t *p)
{
    for (;;) {
        kt_code code = code_at(r, p);
        if (class_of(code.point) != SB_SP)
            return p;
        p += code.len;
    }
}

static bool is_terminator(uint32_t point)
{
    return point == ELLIPSIS || in(class_of(point), TERMINATORS);
}

/* Marks that enclose speech; single ones are apostrophes too often. */
static bool is_quote(uint32_t point)
{
    return point == '"' || point == 0xAB || point == 0xBB ||
           (point >= 0x201C && point <= 0x201F);
}

/* Whether a quotation mark at p stands as an opening one does: before a
 * word and not after one. */
static bool looks_open(const reader *r, const uint8_t *p, kt_code code)
{
    uint32_t before = code_before(r, p).point;
    if (in(class_at(r, p + code.len), SPACES))
        return false;
    return in(class_of(before), SPACES) || before == '-' || before == ':' ||
           (kt_sentence_of(before) & KT_SENTENCE_OPENS) != 0;
}

/* Whether the mark at p, which follows the end of a sentence or a mark for
 * which that is so, closes something. Scrapers leave quotation marks of
 * every shape on either side, so what follows counts for more. */
static bool shuts(const reader *r, const uint8_t *p, kt_code code)
{
    uint8_t entry = kt_sentence_of(code.point);
    bool word_follows = in(class_at(r, p + code.len), WORD);
    if (is_quote(code.point))
        return !word_follows || (r->quoted && !(entry & KT_SENTENCE_OPENS));
    if (entry & KT_SENTENCE_OPENS)
        return false;
    return (entry & KT_SENTENCE_SB) == SB_CLOSE &&
           ((entry & KT_SENTENCE_SHUTS) || !word_follows);
}

static const uint8_t *pass_closing(reader *r, const uint8_t *p, bool *quote)
{
    for (;;) {
        kt_code code = code_at(r, p);
        bool extends = class_of(code.point) == SB_EXTEND ||
                       class_of(code.point) == SB_FORMAT;
        if (!extends && !shuts(r, p, code))
            return p;
        if (is_quote(code.point)) {
            r->quoted = false;
            *quote = true;
        }
        p += code.len;
    }
}

/* A closing mark that white space has come before: "Ya. ” */
static const uint8_t *pass_stray(reader *r, const uint8_t *p, bool *quote)
{
    kt_code code = code_at(r, p);
    kt_sb class = class_at(r, p + code.len);
    bool stray =
        in(class, SPACES) && (kt_sentence_of(code.point) & KT_SENTENCE_SHUTS ||
                              (r->quoted && is_quote(code.point)));
    return stray ? pass_closing(r, p, quote) : p;
}

static stop read_stop(reader *r, const uint8_t *p)
{
    stop s = {.kind = STOP_POINT, .mark = p};
    kt_code code = code_at(r, p);
    for (; is_terminator(code.point); code = code_at(r, p)) {
        if (class_of(code.point) == SB_STERM)
            s.kind = STOP_MARK;
        else if (s.kind == STOP_POINT && (p > s.mark || code.point == ELLIPSIS))
            s.kind = STOP_ELLIPSIS;
        s.wide = class_of(code.point) == SB_STERM && code.point > 0x2FFF;
        p += code.len;
    }
    s.close = p;
    s.after = pass_closing(r, p, &s.quote);
    s.next = skip_spaces(r, s.after);
    if (s.next > s.after) {
        const uint8_t *stray = pass_stray(r, s.next, &s.quote);
        if (stray > s.next) {
            s.after = stray;
            s.next = skip_spaces(r, stray);
        }
    }
    return s;
}

static word describe(const reader *r, const uint8_t *p, const uint8_t *end)
{
    word w = {.text = {(const char *)p, (size_t)(end - p)}, .small = true};
    while (p < end) {
        kt_code code = code_at(r, p);
        kt_sb class = class_of(code.point);
        w.capital |= w.letters == 0 && class == SB_UPPER;
        w.small &= class != SB_UPPER;
        w.letters += in(class, LETTERS);
        w.points += class == SB_ATERM;
        p += code.len;
    }
    return w;
}

/* The word that ends at p. */
static word word_before(const reader *r, const uint8_t *p)
{
    const unsigned parts = WORD | KT_SB(SB_EXTEND) | KT_SB(SB_ATERM);
    const uint8_t *start = p;
    for (;;) {
        kt_code code = code_before(r, start);
        if (p - start >= LONGEST_WORD || !in(class_of(code.point), parts))
            return describe(r, start, p);
        start -= code.len;
    }
}

/* The word that begins at p, without the full stop that may end it. */
static word word_at(const reader *r, const uint8_t *p)
{
    const uint8_t *end = p;
    for (;;) {
        kt_code code = code_at(r, end);
        bool point = code.point == '.' && in(class_at(r, end + 1), LETTERS);
        if (end - p >= LONGEST_WORD ||
            !(point || in(class_of(code.point), WORD)))
            return describe(r, p, end);
        end += code.len;
    }
}

/* A single capital (J.), or short pieces joined by full stops (S.H., M.Si.,
 * a.m.), which no list need name. */
static bool is_initials(const word *w)
{
    size_t piece = 0, first = 0, longest = 0;
    if (w->letters == 0 || w->letters + w->points != w->text.len)
        return false;
    for (size_t i = 0; i < w->text.len; i++) {
        piece = w->text.data[i] == '.' ? 0 : piece + 1;
        longest = piece > longest ? piece : longest;
        first = first == 0 && piece == 0 ? i : first;
    }
    if (w->points == 0)
        return w->letters == 1 && w->capital;
    return w->capital ? first <= 2 && longest <= 4 : longest == 1;
}

static kt_abbreviation abbreviation(const reader *r, const word *w)
{
    return kt_sentence_abbreviation(r->rules, w->text);
}

/* The first letter, digit or terminator from p on in the same line. No
 * search passes a terminator, so that together they are linear. */
static const uint8_t *look_ahead(const reader *r, const uint8_t *p)
{
    for (;;) {
        kt_code code = code_at(r, p);
        if (in(class_of(code.point), WORD | LINE_ENDS | TERMINATORS))
            return p;
        p += code.len;
    }
}

static bool is_roman(kt_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("IVXLC", text.data[i]) == NULL)
            return false;
    }
    return text.len > 0;
}

static bool is_numbering(const word *w)
{
    return w->letters == 0 || (w->letters == 1 && w->text.len == 1) ||
           is_roman(w->text);
}

/* Whether a full stop after an abbreviation ends a sentence, given what
 * follows at look. */
static bool abbreviation_ends(const reader *r, const stop *s,
                              kt_abbreviation kind, const uint8_t *look)
{
    word next = word_at(r, look);
    switch (kind) {
    case KT_ABBREVIATION_NUMBER:
        return !is_numbering(&next);
    case KT_ABBREVIATION_END: {
        bool bare = look == s->next || is_quote(code_at(r, s->next).point);
        return bare && in(class_at(r, look), LETTERS) &&
               abbreviation(r, &next) != KT_ABBREVIATION_END &&
               !is_initials(&next);
    }
    default:
        return false;
    }
}

/* Whether a full stop ends a sentence where something follows that could
 * begin one. */
static bool point_ends(const reader *r, const stop *s, const uint8_t *look)
{
    if (s->after > s->close)
        return true;
    word w = word_before(r, s->mark);
    bool first = w.text.data == (const char *)r->start;
    if (w.text.len == 0 || (first && is_numbering(&w)))
        return w.text.len == 0;
    kt_abbreviation kind = abbreviation(r, &w);
    if (kind != KT_ABBREVIATION_NONE)
        return abbreviation_ends(r, s, kind, look);
    if (!is_initials(&w))
        return true;
    word next = word_at(r, look);
    return next.capital && kt_sentence_opener(r->rules, next.text);
}

/* Whether a sentence ends although what follows is in lower case. After a
 * full stop that is carelessness more often than an abbreviation of so many
 * letters; a question or exclamation mark may be part of a name
 * (Yahoo! mengumumkan). */
static bool ends_before_small(const reader *r, const stop *s)
{
    if (s->kind == STOP_ELLIPSIS || s->after > s->close ||
        !in(class_at(r, s->next), LETTERS))
        return false;
    word w = word_before(r, s->mark);
    if (s->kind == STOP_MARK)
        return !w.capital;
    if (abbreviation(r, &w) != KT_ABBREVIATION_NONE || w.points > 0)
        return false;
    word next = word_at(r, s->next);
    return w.letters >= (w.small ? 4 : 5) ||
           (w.letters == 0 && w.text.len >= 3) ||
           (w.letters >= 3 && abbreviation(r, &next) == KT_ABBREVIATION_TITLE);
}

/* Whether p is inside an address. */
static bool in_address(const reader *r, const uint8_t *p)
{
    for (const uint8_t *q = p; q > r->start && p - q < LONGEST_WORD; q--) {
        if (q[-1] == '/' || q[-1] == '@')
            return true;
        if (q[-1] <= ' ')
            break;
    }
    return false;
}

static bool is_domain(kt_slice name)
{
    static const char *const ends[] = {"Com", "Co",  "Id",   "Net", "Org",
                                       "Go",  "Ac",  "Info", "Tv",  "News",
                                       "Or",  "Sch", "My",   "Edu", "Gov"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (kt_slice_equal(name, kt_slice_of(ends[i])))
            return true;
    }
    return false;
}

/* Whether a sentence ends where the next one follows without a space, as
 * scrapers leave it between paragraphs: "kata dia.Polisi". */
static bool ends_glued(const reader *r, const stop *s, const uint8_t *look)
{
    if (s->wide)
        return true;
    bool quote = is_quote(code_at(r, s->next).point);
    if (class_at(r, look) != SB_UPPER || (look > s->next && !quote) ||
        in_address(r, s->mark))
        return false;
    if (s->kind != STOP_POINT || s->after > s->close || quote)
        return true;
    word w = word_before(r, s->mark), next = word_at(r, look);
    bool plain =
        w.points == 0 && (w.letters >= 4 || (w.small && w.letters == 3));
    bool tall = next.letters < 2 || class_at(r, look + 1) != SB_LOWER;
    return plain && !tall && !is_domain(next.text) &&
           abbreviation(r, &w) == KT_ABBREVIATION_NONE;
}

static bool ends(const reader *r, const stop *s)
{
    if (in(class_at(r, s->next), KT_SB(SB_SCONTINUE) | TERMINATORS))
        return false;
    const uint8_t *look = look_ahead(r, s->next);
    if (s->after == s->next)
        return ends_glued(r, s, look);
    if (class_at(r, look) == SB_LOWER)
        return ends_before_small(r, s);
    return s->kind != STOP_POINT || point_ends(r, s, look);
}

/* What follows the bracket at p, if it closes soon and in this line and is
 * not the whole sentence; otherwise what follows the opening mark. */
static const uint8_t *pass_bracket(const reader *r, const uint8_t *p)
{
    size_t depth = 0;
    if (p == r->start)
        return p + 1;
    for (const uint8_t *q = p; q < r->end && q - p < LONGEST_BRACKET; q++) {
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
        kt_code code = code_at(r, p);
        if (in(class_of(code.point), LINE_ENDS))
            break;
        if (is_quote(code.point))
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
    bool spaced = in(class_of(code_before(r, p).point), SPACES);
    bool open = looks_open(r, p, code) || (spaced && !r->quoted);
    r->quoted = open;
    if (!open)
        return inside;
    const uint8_t *close = next_quote(r, inside);
    if (close == NULL || looks_open(r, close, code_at(r, close)))
        return inside;
    for (;;) {
        kt_code last = code_before(r, close);
        if (close == inside || !is_terminator(last.point))
            break;
        close -= last.len;
    }
    if (is_terminator(code_at(r, close).point))
        return close;
    r->quoted = false;
    return close + code_at(r, close).len;
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
    const uint8_t *p = r->start;
    while ((p = skip_plain(p, r->end)) < r->end) {
        kt_code code = code_at(r, p);
        if (in(class_of(code.point), LINE_ENDS))
            break;
        if (is_terminator(code.point)) {
            stop s = read_stop(r, p);
            p = s.after;
            if (ends(r, &s))
                break;
        } else if (code.point == '(') {
            p = pass_bracket(r, p);
        } else if (is_quote(code.point)) {
            p = pass_quote(r, p, code);
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
        if (!in(class_of(code.point), SPACES))
            break;
        p += code.len;
    }
    walk->at = walk->text.len;
    if (p >= end)
        return false;
    reader r = {walk->rules, p, end, false};
    const uint8_t *last = sentence_end(&r);
    walk->at = (size_t)(last - base);
    for (;;) {
        kt_code code = code_before(&r, last);
        if (last == p || !in(class_of(code.point), SPACES))
            break;
        last -= code.len;
    }
    *sentence = (kt_sentence){(size_t)(p - base), (size_t)(last - base)};
    return true;
}
