/* Pairs of quotation marks. Scrapers leave marks of every shape on either
 * side, so where a mark stands counts for more than its shape, and its shape
 * for more than whether a quote is open. */
#include "text/quote_marks.h"

#include "text/sentence_tables.h"
#include "text/unicode_tables.h"
#include "text/utf8.h"

enum {
    MOST_MARKS = 32,   /* inside a quote: keeps the search for its end linear */
    DEEPEST_QUOTE = 4, /* quotes within quotes */
    LONGEST_RUN = 4,   /* of marks without anything between them */
    MOST_AHEAD = 4     /* marks that are looked at to settle a doubt */
};

typedef enum side {
    EITHER,
    OPENS,
    SHUTS
} side;

/* A mark, and what it looks like. */
typedef struct mark {
    size_t start, end;
    bool single;
    side shape;    /* as it is drawn; EITHER if straight */
    side stance;   /* by what stands around it */
    bool may_open; /* even where the stance is EITHER */
    bool doubtful; /* may be an inch mark, or the apostrophe of "students'" */
} mark;

uint32_t kt_point_at(kt_slice text, size_t at)
{
    const uint8_t *base = (const uint8_t *)text.data;
    if (at >= text.len)
        return '\n';
    return kt_utf8_decode(base + at, base + text.len).point;
}

uint32_t kt_point_before(kt_slice text, size_t at)
{
    const uint8_t *p = (const uint8_t *)text.data + at;
    for (size_t len = 1; len <= 4 && len <= at; len++) {
        kt_code code = kt_utf8_decode(p - len, p);
        if (code.len == len && code.well_formed)
            return code.point;
    }
    return at > 0 ? KT_REPLACEMENT : '\n';
}

static bool is_single(uint32_t point)
{
    return point == '\'' || point == '`' ||
           (point >= 0x2018 && point <= 0x201B) || point == 0x2039 ||
           point == 0x203A;
}

bool kt_is_quote_mark(uint32_t point)
{
    return point == '"' || point == 0xAB || point == 0xBB ||
           (point >= 0x201C && point <= 0x201F) || is_single(point);
}

/* U+201A and U+201E are low marks, which open; U+201B and U+201F are mirrored
 * opening ones. */
static side shape_of(uint32_t point)
{
    switch (point) {
    case '"':
    case '\'':
        return EITHER;
    case 0xBB:
    case 0x2019:
    case 0x201D:
    case 0x203A:
        return SHUTS;
    default:
        return OPENS;
    }
}

static bool is_space(uint32_t point)
{
    return (kt_unicode(point) & KT_UNI_SPACE) != 0;
}

static bool is_digit(uint32_t point)
{
    return (kt_unicode(point) & KT_UNI_KIND) == KT_UNI_DIGIT;
}

static bool is_word(uint32_t point)
{
    return (kt_unicode(point) & KT_UNI_KIND) == KT_UNI_LETTER ||
           is_digit(point);
}

static bool is_dash(uint32_t point)
{
    return point == '-' || (point >= 0x2010 && point <= 0x2015);
}

/* What stands before a mark and the marks that touch it. */
static uint32_t context_before(kt_slice text, size_t at)
{
    uint32_t point = kt_point_before(text, at);
    for (int i = 0; i < LONGEST_RUN && kt_is_quote_mark(point); i++) {
        uint8_t encoded[4];
        at -= kt_utf8_encode(point, encoded);
        point = kt_point_before(text, at);
    }
    return point;
}

/* The place of what stands after them. */
static size_t skip_marks(kt_slice text, size_t at)
{
    uint32_t point = kt_point_at(text, at);
    for (int i = 0; i < LONGEST_RUN && kt_is_quote_mark(point); i++) {
        uint8_t encoded[4];
        at += kt_utf8_encode(point, encoded);
        point = kt_point_at(text, at);
    }
    return at;
}

/* Whether an opening mark may follow: "(", ":" or white space. */
static bool leaves_gap(uint32_t before)
{
    bool bracket = (kt_sentence_of(before) & KT_SENTENCE_OPENS) != 0;
    return is_space(before) || is_dash(before) || bracket || before == ':' ||
           before == '/';
}

/* Whether what stands at `at` goes on after a closing mark. An ellipsis may
 * begin a quote. */
static bool goes_on(kt_slice text, size_t at)
{
    uint32_t point = kt_point_at(text, at);
    if (point == '.')
        return kt_point_at(text, at + 1) != '.';
    return (point < 0x80 && memchr(",;:!?", (int)point, 5) != NULL) ||
           (kt_sentence_of(point) & KT_SENTENCE_SHUTS) != 0;
}

/* Whether two digits that are no part of a longer number follow: '98. */
static bool is_year(kt_slice text, size_t at)
{
    return is_digit(kt_point_at(text, at)) &&
           is_digit(kt_point_at(text, at + 1)) &&
           !is_digit(kt_point_at(text, at + 2));
}

static mark describe(kt_slice text, size_t start, uint32_t point)
{
    uint8_t encoded[4];
    size_t len = kt_utf8_encode(point, encoded);
    mark m = {.start = start,
              .end = start + len,
              .single = is_single(point),
              .shape = shape_of(point)};
    if (m.single && kt_point_at(text, m.end) == point) {
        m.single = false;
        m.end += len;
    }
    size_t next = skip_marks(text, m.end);
    uint32_t before = context_before(text, start);
    uint32_t after = kt_point_at(text, next);
    bool gap_before = leaves_gap(before);
    bool shuts = goes_on(text, next);
    bool gap_after = shuts || is_space(after) || is_dash(after);
    if (gap_before != gap_after)
        m.stance = gap_before ? OPENS : SHUTS;
    bool punct = (kt_unicode(before) & KT_UNI_KIND) == KT_UNI_PUNCT;
    m.may_open =
        m.stance != SHUTS && !shuts && (gap_before || punct) && next < text.len;
    if (m.single)
        m.may_open = m.stance == OPENS && !is_year(text, next);
    m.doubtful = m.single ? before == 's' && is_space(after)
                          : m.shape == EITHER && is_digit(before);
    return m;
}

/* An apostrophe stands between two letters or digits. */
static bool is_apostrophe(kt_slice text, size_t start, uint32_t point)
{
    uint8_t encoded[4];
    size_t end = start + kt_utf8_encode(point, encoded);
    return is_single(point) && is_word(kt_point_at(text, end)) &&
           is_word(kt_point_before(text, start));
}

/* Whether a mark may begin with a byte, or with each of a vector of them. */
#define MAY_BEGIN(byte)                                                        \
    (((byte) == '"') | ((byte) == '\'') | ((byte) == '`') |                    \
     (((byte) & ~0x20) == 0xC2)) /* or 0xE2 */

/* As many bytes as the vector registers of every 64-bit machine hold. */
typedef uint8_t lanes __attribute__((vector_size(16)));

static bool any_may_begin(const char *text)
{
    lanes block;
    uint64_t words[sizeof block / sizeof(uint64_t)];
    memcpy(&block, text, sizeof block);
    block = (lanes)MAY_BEGIN(block);
    memcpy(words, &block, sizeof words);
    return (words[0] | words[1]) != 0;
}

/* Most bytes of a text are none that a mark begins with. The last block that is
 * looked at may overlap the one before it. */
static size_t skip_plain(kt_slice text, size_t at)
{
    const size_t block = sizeof(lanes);
    while (at + block <= text.len && !any_may_begin(text.data + at))
        at += block;
    if (at + block > text.len && text.len >= block &&
        !any_may_begin(text.data + text.len - block))
        return text.len;
    while (at < text.len && !MAY_BEGIN((uint8_t)text.data[at]))
        at++;
    return at;
}

static bool next_mark(kt_slice text, size_t at, mark *out)
{
    while ((at = skip_plain(text, at)) < text.len) {
        uint32_t point = kt_point_at(text, at);
        if (kt_is_quote_mark(point) && !is_apostrophe(text, at, point)) {
            *out = describe(text, at, point);
            return true;
        }
        at++;
    }
    return false;
}

/* The quotes that are open at a place, the outermost first. */
typedef struct nest {
    mark open[DEEPEST_QUOTE];
    size_t depth;
} nest;

static const mark *innermost(const nest *n)
{
    return &n->open[n->depth - 1];
}

static bool has_double(const nest *n)
{
    for (size_t i = 0; i < n->depth; i++) {
        if (!n->open[i].single)
            return true;
    }
    return false;
}

/* Whether a closing mark of the same kind that is beyond doubt comes before
 * another opening one: then m closes nothing. */
static bool better_follows(kt_slice text, const mark *m)
{
    mark next = *m;
    for (int i = 0; i < MOST_AHEAD && next_mark(text, next.end, &next); i++) {
        if (next.single == m->single)
            return next.stance == SHUTS && !next.doubtful;
    }
    return false;
}

/* What m does where the quotes in n are open; EITHER is nothing. */
static side act(kt_slice text, const nest *n, const mark *m)
{
    bool closes = m->single ? innermost(n)->single : has_double(n);
    bool stray_space = m->stance == OPENS && m->shape == SHUTS && closes &&
                       innermost(n)->shape == OPENS;
    if (m->stance == OPENS && !stray_space)
        return m->may_open ? OPENS : EITHER;
    if (m->stance == EITHER && m->shape == OPENS && m->may_open)
        return OPENS;
    if (closes && (!m->doubtful || !better_follows(text, m)))
        return SHUTS;
    return m->may_open ? OPENS : EITHER;
}

/* Nobody quotes in single marks what stands in single marks, so the earlier
 * one was an apostrophe. False if there are too many. */
static bool push(nest *n, const mark *m)
{
    if (m->single && innermost(n)->single)
        n->depth--;
    if (n->depth == DEEPEST_QUOTE)
        return false;
    n->open[n->depth++] = *m;
    return true;
}

/* Close the innermost quote of the kind of m, and whatever is open in it. */
static void pop(nest *n, const mark *m)
{
    while (!m->single && innermost(n)->single)
        n->depth--;
    n->depth--;
}

typedef enum ending {
    CLOSED,
    AT_END, /* with the paragraph; no mark of the kind follows */
    NOWHERE
} ending;

static ending find_end(kt_slice text, const mark *open, mark *close)
{
    nest n = {{*open}, 1};
    bool alone = true;
    *close = *open;
    for (int i = 0; i < MOST_MARKS; i++) {
        if (!next_mark(text, close->end, close))
            return alone ? AT_END : NOWHERE;
        side does = act(text, &n, close);
        if (does == SHUTS) {
            pop(&n, close);
            if (n.depth == 0)
                return CLOSED;
        } else if (does == OPENS && !push(&n, close)) {
            return NOWHERE;
        }
        if (n.open[0].start != open->start)
            return NOWHERE; /* a single mark, and another one begins */
        alone &= close->single || does == EITHER;
    }
    return NOWHERE;
}

/* The range without white space at its ends. */
static kt_extent trim(kt_slice text, kt_extent range)
{
    uint8_t encoded[4];
    while (range.start < range.end) {
        uint32_t point = kt_point_at(text, range.start);
        if (!is_space(point))
            break;
        range.start += kt_utf8_encode(point, encoded);
    }
    while (range.start < range.end) {
        uint32_t point = kt_point_before(text, range.end);
        if (!is_space(point))
            break;
        range.end -= kt_utf8_encode(point, encoded);
    }
    return range;
}

static bool has_word(kt_slice text, kt_extent range)
{
    const uint8_t *p = (const uint8_t *)text.data + range.start;
    const uint8_t *end = (const uint8_t *)text.data + range.end;
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        if (is_word(code.point))
            return true;
        p += code.len;
    }
    return false;
}

/* Whether a double mark that nothing closes still opens a quote. Before a
 * small letter it may as well close one that nothing opens. */
static bool begins_speech(kt_slice text, const mark *m)
{
    size_t at = m->start;
    while (at > 0 && text.data[at - 1] == ' ')
        at--;
    uint32_t before = kt_point_before(text, at);
    kt_sb after = kt_sentence_of(kt_point_at(text, m->end)) & KT_SENTENCE_SB;
    return !m->single && m->stance == OPENS && after != SB_LOWER &&
           (at == 0 || before == ',' || before == ':');
}

/* The 'n' of rock 'n' roll is no quote. */
static bool is_contraction(kt_slice text, const mark *open, kt_extent inner)
{
    return open->single && inner.end - inner.start == 1 &&
           text.data[inner.start] == 'n';
}

/* Where what begins with the mark `open` ends. */
static bool find_whole(kt_slice text, const mark *open, kt_quote *quote)
{
    mark close;
    ending how = find_end(text, open, &close);
    if (how == NOWHERE || (how == AT_END && !begins_speech(text, open)))
        return false;
    quote->unclosed = how == AT_END;
    size_t end = quote->unclosed ? text.len : close.start;
    quote->inner = trim(text, (kt_extent){open->end, end});
    quote->whole.start = open->start;
    quote->whole.end = quote->unclosed ? quote->inner.end : close.end;
    return true;
}

/* Leave out marks within the marks that enclose all there is: ""Ya."" */
static void peel(kt_slice text, kt_quote *quote)
{
    mark open;
    kt_quote within;
    if (next_mark(text, quote->inner.start, &open) &&
        open.start == quote->inner.start && open.may_open &&
        find_whole(text, &open, &within) &&
        within.whole.end == quote->inner.end)
        quote->inner = within.inner;
}

bool kt_quote_find(kt_slice text, size_t at, kt_quote *quote)
{
    mark open;
    *quote = (kt_quote){0};
    while (next_mark(text, at, &open)) {
        at = open.end;
        if (!open.may_open || !find_whole(text, &open, quote))
            continue;
        if (has_word(text, quote->inner) &&
            !is_contraction(text, &open, quote->inner)) {
            peel(text, quote);
            return true;
        }
        at = quote->whole.end;
    }
    return false;
}

uint32_t kt_quote_last(kt_slice text, const kt_quote *quote)
{
    return context_before(text, quote->inner.end);
}
