#include "article/cleaning_opening.h"

#include "article/cleaning_rows.h"

#include <stdlib.h>
#include <string.h>

enum {
    LONG = 1 << KT_OPENING, /* of lengths: as long as is looked at, or longer */
    ANY_LENGTH = 2 * LONG - 1,
    LAST_CHARACTER = 0x10FFFF,
    DEEPEST = 250, /* groups within groups that PCRE2 takes */
    FEW = 64 /* of times that a piece is repeated: above, it is no matter */
};

/* What a part of a pattern may match. */
typedef struct piece {
    unsigned lengths; /* a bit for each number of bytes */
    bool in_word;     /* what it matches, unless empty, ends in a letter */
    kt_opening at;
} piece;

static const piece nothing = {.lengths = 1, .in_word = true};
static const piece text_start = {
    .lengths = 1, .in_word = true, .at.at_front = true};

/* What a definition may match where so many places are left, folded or not. */
typedef struct reading {
    bool is_read, lost;
    piece piece;
} reading;

typedef struct definition {
    reading of[KT_OPENING][2];
} definition;

struct kt_openings {
    const kt_clean_rows *rows;
    definition *definitions; /* as of the rows */
};

/* A walk over a pattern. */
typedef struct walk {
    kt_openings *openings; /* or NULL */
    const uint8_t *p, *end;
    size_t room; /* places that what comes next may still say something of */
    size_t depth;
    bool fold; /* letters stand for both cases */
    bool lost; /* by something that is not understood */
} walk;

static void add_piece(piece *to, const piece *other)
{
    const uint8_t *from = other->at.set[0];
    uint8_t *bytes = to->at.set[0];
    to->lengths |= other->lengths;
    to->in_word &= other->in_word;
    to->at.at_front &= other->at.at_front;
    for (size_t i = 0; i < sizeof to->at.set; i++)
        bytes[i] |= from[i];
}

static bool may_be_empty(const piece *p)
{
    return (p->lengths & 1) != 0;
}

/* Put a piece behind another. */
static void append(piece *front, const piece *back)
{
    unsigned lengths = front->lengths & LONG;
    for (size_t len = 0; len < KT_OPENING; len++) {
        if ((front->lengths >> len & 1) == 0)
            continue;
        unsigned sum = back->lengths << len;
        lengths |= sum >= LONG ? (sum & (LONG - 1)) | LONG : sum;
        for (size_t k = len; k < KT_OPENING; k++) {
            for (size_t i = 0; i < 32; i++)
                front->at.set[k][i] |= back->at.set[k - len][i];
        }
    }
    front->in_word = back->in_word && (front->in_word || !may_be_empty(back));
    front->lengths = lengths;
}

static void add_bytes(piece *to, size_t place, uint32_t first, uint32_t last)
{
    uint8_t *set = to->at.set[place];
    uint8_t front = (uint8_t)(0xff << (first & 7));
    uint8_t back = (uint8_t)(0xff >> (7 - (last & 7)));
    first >>= 3;
    last >>= 3;
    set[first] |= first == last ? front & back : front;
    for (uint32_t i = first + 1; i < last; i++)
        set[i] = 0xff;
    set[last] |= first == last ? 0 : back;
}

static size_t encode(uint32_t c, uint8_t bytes[4])
{
    size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = len; i-- > 1; c >>= 6)
        bytes[i] = (uint8_t)(0x80 | (c & 0x3f));
    bytes[0] = (uint8_t)(len == 1 ? c : (0xf00 >> len & 0xff) | c);
    return len;
}

/* Let a piece of one character, none of ASCII, be any from @p first to
 * @p last. */
static void add_wide(piece *to, uint32_t first, uint32_t last)
{
    uint8_t low[4], high[4];
    size_t shortest = encode(first, low), longest = encode(last, high);
    add_bytes(to, 0, low[0], high[0]);
    for (size_t len = shortest; len <= longest; len++)
        to->lengths |= 1u << len;
    for (size_t i = 1; i < longest; i++) {
        bool one = first == last;
        add_bytes(to, i, one ? low[i] : 0x80, one ? low[i] : 0xbf);
    }
}

/* Let a piece of one character be any from @p first to @p last. */
static void add_range(piece *to, uint32_t first, uint32_t last)
{
    if (first > last)
        return;
    if (first < 0x80) {
        add_bytes(to, 0, first, last < 0x80 ? last : 0x7f);
        to->lengths |= 1u << 1;
    }
    if (last >= 0x80)
        add_wide(to, first < 0x80 ? 0x80 : first, last);
}

static bool is_letter(uint32_t c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static void add_character(const walk *w, piece *to, uint32_t c)
{
    if (w->fold && c >= 0x80)
        add_range(to, 0, LAST_CHARACTER);
    add_range(to, c, c);
    if (!w->fold || !is_letter(c))
        return;
    add_range(to, c ^ 0x20, c ^ 0x20);
    if ((c | 0x20) == 'k')
        add_range(to, 0x212A, 0x212A);
    if ((c | 0x20) == 's')
        add_range(to, 0x17F, 0x17F);
}

/* From one character to another, as in a class. */
static void add_span(const walk *w, piece *to, uint32_t first, uint32_t last)
{
    add_range(to, first, last);
    for (uint32_t c = first; w->fold && c <= last; c++) {
        add_character(w, to, c);
        if (c >= 0x80)
            break; /* it has become anything */
    }
}

static inline bool at(const walk *w, const char *text)
{
    const uint8_t *p = w->p;
    while (*text != '\0' && p < w->end && *p == (uint8_t)*text)
        p++, text++;
    return *text == '\0';
}

/* The number of bytes of a name that comes next, or 0. */
static size_t name_ahead(const walk *w)
{
    if (w->openings == NULL || !at(w, "{"))
        return 0;
    return kt_clean_name_length(
        (kt_slice){(const char *)w->p, (size_t)(w->end - w->p)});
}

/* Take a byte if it comes next. */
static bool take(walk *w, char byte)
{
    bool found = w->p < w->end && *w->p == (uint8_t)byte;
    w->p += found;
    return found;
}

static uint32_t read_character(walk *w)
{
    uint32_t c = *w->p++;
    if (c < 0xc0)
        return c;
    c &= c < 0xe0 ? 0x1f : c < 0xf0 ? 0x0f : 0x07;
    while (w->p < w->end && (*w->p & 0xc0) == 0x80)
        c = c << 6 | (*w->p++ & 0x3f);
    return c;
}

/* What \p{...} says of ASCII: from one character to another. */
static const struct {
    const char *name, *spans;
} properties[] = {
    {"L", "AZaz"}, {"L&", "AZaz"}, {"Lu", "AZ"}, {"Ll", "az"},
    {"N", "09"},   {"Nd", "09"},   {"M", ""},    {"Mn", ""},
};

/* A property, behind its p. Beyond ASCII it may hold of anything. */
static void read_property(walk *w, piece *to)
{
    bool braces = take(w, '{');
    const uint8_t *start = w->p;
    while (braces && w->p < w->end && *w->p != '}')
        w->p++;
    w->p += !braces && w->p < w->end;
    kt_slice name = {(const char *)start, (size_t)(w->p - start)};
    if (braces)
        take(w, '}');
    add_range(to, 0x80, LAST_CHARACTER);
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        const char *span = properties[i].spans;
        if (!kt_slice_equal(name, kt_slice_of(properties[i].name)))
            continue;
        for (; *span != '\0'; span += 2)
            add_span(w, to, (uint8_t)span[0], (uint8_t)span[1]);
        return;
    }
    add_range(to, 0, 0x7f);
}

static uint32_t read_hex(walk *w)
{
    bool braces = take(w, '{');
    uint32_t c = 0;
    for (int i = 0; w->p < w->end && (braces ? *w->p != '}' : i < 2); i++) {
        uint32_t digit = *w->p - '0';
        digit = digit > 9 ? (*w->p | 0x20u) - 'a' + 10 : digit;
        if (digit > 15 || c > LAST_CHARACTER) {
            w->lost |= braces;
            break;
        }
        c = c << 4 | digit;
        w->p++;
    }
    if (braces)
        take(w, '}');
    w->lost |= c > LAST_CHARACTER;
    return c;
}

/* An escape, behind its backslash, that stands for a character, which is
 * given, or for a kind of characters, which is added. */
static bool read_escape(walk *w, piece *to, uint32_t *c)
{
    w->lost |= w->p == w->end; /* what it escapes stands behind a definition */
    *c = w->p < w->end ? read_character(w) : '\\';
    switch (*c) {
    case 'h':
    case 's':
        add_range(to, '\t', *c == 'h' ? '\t' : '\r');
        add_range(to, ' ', ' ');
        add_range(to, 0x85, 0xa0);
        add_range(to, 0x1680, 0x3000);
        return false;
    case 'd':
        add_range(to, '0', '9');
        add_range(to, 0x80, LAST_CHARACTER);
        return false;
    case 'w':
        add_span(&(walk){.fold = true}, to, 'a', 'z');
        add_range(to, '0', '9');
        add_range(to, '_', '_');
        add_range(to, 0x80, LAST_CHARACTER);
        return false;
    case 'p':
        read_property(w, to);
        return false;
    case 'P':
        read_property(w, to);
        add_range(to, 0, LAST_CHARACTER);
        return false;
    case 'D':
    case 'H':
    case 'N':
    case 'S':
    case 'V':
    case 'W':
    case 'v':
        add_range(to, 0, LAST_CHARACTER);
        return false;
    case 'x':
        *c = read_hex(w);
        return true;
    case 't':
        *c = '\t';
        return true;
    default:
        w->lost |= is_letter(*c) || (*c >= '0' && *c <= '9');
        return true;
    }
}

/* A member of a class; whether it is a single character. */
static bool read_member(walk *w, piece *to, uint32_t *c)
{
    w->lost |= name_ahead(w) > 0;
    *c = read_character(w);
    return *c != '\\' || read_escape(w, to, c);
}

/* Let a piece be what the members of a class are not. Those that are not known
 * to the character are all of ASCII, and so is then what they are not. */
static void add_others(piece *to, const piece *members)
{
    const uint8_t *known = members->at.set[0];
    uint8_t all = 0xff;
    for (size_t i = 0; i < 16; i++)
        all &= known[i];
    for (size_t i = 0; i < 16; i++)
        to->at.set[0][i] |= all == 0xff ? 0xff : (uint8_t)~known[i];
    to->lengths |= 1u << 1;
    add_range(to, 0x80, LAST_CHARACTER);
}

/* A class, behind its bracket. */
static void read_class(walk *w, piece *to)
{
    piece members = {0};
    bool others = take(w, '^'), first = true;
    for (; w->p < w->end && (first || *w->p != ']'); first = false) {
        uint32_t low, high;
        w->lost |= at(w, "[:") || at(w, "[.") || at(w, "[=");
        /* PCRE2's versions differ on letters of which case these are. */
        w->lost |= others && w->fold && at(w, "\\p{L") && !at(w, "\\p{L}");
        bool single = read_member(w, &members, &low);
        high = low;
        if (single && at(w, "-") && w->end - w->p > 1 && w->p[1] != ']') {
            w->p++;
            w->lost |= !read_member(w, &members, &high);
        }
        if (single)
            add_span(w, &members, low, high);
    }
    w->lost |= !take(w, ']'); /* it ends behind a definition */
    if (others)
        add_others(to, &members);
    else
        add_piece(to, &members);
}

/* Whether a group, behind its bracket, is one that only sets options for what
 * comes next, or one whose brackets may not be counted. */
static bool is_strange(const walk *w)
{
    const uint8_t *p = w->p;
    if (at(w, "*") || at(w, "?#") || at(w, "?C"))
        return true;
    if (!at(w, "?"))
        return false;
    do
        p++;
    while (p < w->end && (is_letter(*p) || *p == '-' || *p == '^'));
    return p < w->end && *p == ')';
}

static void skip(walk *w, bool all);

/* A definition, and the name of it taken; NULL if there is none. */
static const kt_clean_definition *take_name(walk *w, size_t len)
{
    size_t first = w->p[1] == '&' ? 2 : 1;
    kt_slice name = {(const char *)w->p + first, len - first - 1};
    const kt_clean_definition *found =
        kt_clean_rows_find(w->openings->rows, name);
    w->p += len;
    w->lost |= found == NULL;
    return found;
}

/* A walk over an alternative of a definition that @p w has come upon. */
static walk walk_into(const walk *w, kt_slice pattern)
{
    walk inner = *w;
    inner.p = (const uint8_t *)pattern.data;
    inner.end = inner.p + pattern.len;
    inner.depth++;
    inner.lost |= inner.depth > DEEPEST;
    return inner;
}

static void skip_name(walk *w, size_t len)
{
    const kt_clean_definition *name = take_name(w, len);
    for (size_t i = 0; !w->lost && i < name->count; i++) {
        walk inner = walk_into(w, name->patterns[i]);
        if (!inner.lost)
            skip(&inner, true);
        w->lost |= inner.lost || inner.p < inner.end;
    }
}

/* Pass over what follows, up to the end of an alternative or, if @p all, of
 * the group. */
static void skip(walk *w, bool all)
{
    size_t depth = 0;
    while (w->p < w->end && !w->lost) {
        if (depth == 0 && (*w->p == ')' || (*w->p == '|' && !all)))
            return;
        size_t name = name_ahead(w);
        if (name > 0) {
            skip_name(w, name);
            continue;
        }
        kt_slice rest = {(const char *)w->p, (size_t)(w->end - w->p)};
        uint8_t c = *w->p++;
        depth += c == '(';
        depth -= c == ')';
        w->lost |= (c == '(' && is_strange(w)) ||
                   (c == '\\' && (at(w, "Q") || at(w, "E") || at(w, "c")));
        if (c == '\\' && rest.len > 1)
            w->p += kt_clean_escape_length(rest) - 1;
        else if (c == '[')
            read_class(w, &(piece){0});
    }
}

static piece read_alternatives(walk *w);

/* What a definition stands for. */
static piece read_definition(walk *w, const kt_clean_definition *name)
{
    piece any = {0};
    bool fold = w->fold; /* set in one, it holds in those behind it */
    for (size_t i = 0; i < name->count; i++) {
        walk inner = walk_into(w, name->patterns[i]);
        inner.fold = fold;
        piece one = inner.lost ? nothing : read_alternatives(&inner);
        fold = inner.fold;
        w->lost |= inner.lost || inner.p < inner.end;
        if (i == 0)
            any = one;
        else
            add_piece(&any, &one);
    }
    return any;
}

static piece read_name(walk *w, size_t len)
{
    bool fold = w->fold;
    w->fold &= w->p[1] != '&'; /* what is called has options of its own */
    const kt_clean_definition *name = take_name(w, len);
    if (name == NULL)
        return nothing;
    size_t number = (size_t)(name - w->openings->rows->definitions);
    reading *known = &w->openings->definitions[number].of[w->room - 1][w->fold];
    if (!known->is_read) {
        known->piece = read_definition(w, name);
        known->lost = w->lost;
        known->is_read = true;
    }
    w->fold = fold;
    w->lost |= known->lost;
    return known->piece;
}

/* A group, behind its bracket, or options for the rest of one. */
static piece read_group(walk *w)
{
    bool fold = w->fold, on = true;
    piece inside = nothing;
    if (at(w, "*") || (at(w, "?") && w->end - w->p < 2)) {
        w->lost = true;
        return inside;
    }
    if (at(w, "?=") || at(w, "?!") || at(w, "?<=") || at(w, "?<!")) {
        skip(w, true);
        take(w, ')');
        return inside;
    }
    if (take(w, '?') && !take(w, '>')) {
        for (; w->p < w->end && memchr("ims-", *w->p, 4) != NULL; w->p++) {
            on &= *w->p != '-';
            w->fold = *w->p == 'i' ? on : w->fold;
            w->lost |= *w->p == 'm'; /* where lines begin, too */
        }
        if (take(w, ')'))
            return inside; /* the group around it puts `fold` back */
        if (!take(w, ':')) {
            w->lost = true;
            return inside;
        }
    }
    w->lost |= w->depth == DEEPEST;
    if (w->lost)
        return inside;
    w->depth++;
    inside = read_alternatives(w);
    w->depth--;
    take(w, ')');
    w->fold = fold;
    return inside;
}

/* An escape outside of classes. */
static piece read_escaped(walk *w)
{
    piece one = {0};
    uint32_t c = w->p < w->end ? *w->p : 0;
    if (c != 0 && memchr("bBAzZGK", (int)c, 7) != NULL) {
        w->p++;
        return c == 'A' ? text_start : nothing;
    }
    if (c >= '1' && c <= '9') { /* a group again */
        memset(one.at.set, 0xff, sizeof one.at.set);
        one.lengths = ANY_LENGTH;
        while (w->p < w->end && *w->p >= '0' && *w->p <= '9')
            w->p++;
        return one;
    }
    if (read_escape(w, &one, &c))
        add_character(w, &one, c);
    return one;
}

static piece read_item(walk *w)
{
    piece one = {0};
    size_t name = name_ahead(w);
    if (name > 0)
        return read_name(w, name);
    uint32_t c = read_character(w);
    switch (c) {
    case '(':
        return read_group(w);
    case '\\':
        return read_escaped(w);
    case '^':
        return text_start;
    case '$':
        return nothing;
    case '[':
        read_class(w, &one);
        return one;
    case '.':
        add_range(&one, 0, LAST_CHARACTER);
        return one;
    default:
        add_character(w, &one, c);
        one.in_word = is_letter(c);
        return one;
    }
}

static size_t read_number(walk *w)
{
    size_t n = 0;
    for (; w->p < w->end && *w->p >= '0' && *w->p <= '9'; w->p++)
        n = n < FEW ? n * 10 + (*w->p - '0') : n;
    return n;
}

/* How often the item before is there. */
static void read_times(walk *w, size_t *least, size_t *most)
{
    *least = *most = 1;
    if (name_ahead(w) > 0)
        return;
    if (take(w, '{')) {
        const uint8_t *number = w->p;
        *least = *most = read_number(w);
        w->lost |= w->p == number; /* a brace that means itself, perhaps */
        if (take(w, ','))
            *most = at(w, "}") ? FEW : read_number(w);
        w->lost |= !take(w, '}');
    } else if (take(w, '*')) {
        *least = 0, *most = FEW;
    } else if (take(w, '+')) {
        *most = FEW;
    } else if (take(w, '?')) {
        *least = 0;
    } else {
        return;
    }
    if (!take(w, '?'))
        take(w, '+');
}

static void append_times(piece *front, piece *item, size_t least, size_t most)
{
    for (size_t i = 0; i < most && i < least + KT_OPENING; i++) {
        if (i == least)
            add_piece(item, &nothing);
        append(front, item);
    }
}

/* Append what begins with nothing that a word may go on with. Whether it may
 * be empty, so that what comes next begins so, too. */
static bool append_apart(piece *front, piece *item, size_t least, size_t most)
{
    piece part = nothing;
    append_times(&part, item, least, most);
    for (uint32_t c = 0; c < 0x80; c++) {
        if (is_letter(c) || (c >= '0' && c <= '9') || c == '_')
            part.at.set[0][c >> 3] &= (uint8_t) ~(1u << (c & 7));
    }
    append(front, &part);
    return may_be_empty(&part);
}

/* What a text must be where a group looks ahead, if it does and that is
 * understood; the group is then taken. */
static bool read_ahead(walk *w, piece *ahead)
{
    walk inner = *w;
    size_t least, most;
    if (!at(w, "(?=") || ++inner.depth > DEEPEST)
        return false;
    inner.p += 3;
    *ahead = read_alternatives(&inner);
    bool ends = take(&inner, ')');
    read_times(&inner, &least, &most);
    if (!ends || inner.lost || least == 0)
        return false;
    w->p = inner.p;
    return true;
}

/* Leave of a piece what begins as @p ahead does. */
static void narrow(piece *p, const piece *ahead)
{
    for (size_t k = 0; k < KT_OPENING; k++) {
        if ((ahead->lengths & ((2u << k) - 1)) != 0)
            return; /* it may end before */
        for (size_t i = 0; i < 32; i++)
            p->at.set[k][i] &= ahead->at.set[k][i];
    }
}

static piece read_sequence(walk *w);

/* The rest of a sequence. */
static piece read_rest(walk *w)
{
    w->depth++;
    w->lost |= w->depth > DEEPEST;
    piece rest = w->lost ? nothing : read_sequence(w);
    w->depth--;
    return rest;
}

static piece read_sequence(walk *w)
{
    piece sum = nothing, ahead;
    size_t room = w->room;
    bool word_ends = false; /* by a \b with nothing behind it so far */
    while (w->p < w->end && *w->p != '|' && *w->p != ')' && !w->lost) {
        size_t least = 1, most = 1;
        size_t shortest = (size_t)__builtin_ctz(sum.lengths | LONG);
        if (shortest >= room) {
            skip(w, false);
            break;
        }
        w->room = room - shortest;
        bool looks = read_ahead(w, &ahead);
        bool ends = at(w, "\\b") && sum.in_word && !may_be_empty(&sum);
        piece item = looks ? read_rest(w) : read_item(w);
        if (looks)
            narrow(&item, &ahead);
        else
            read_times(w, &least, &most);
        sum.at.at_front |= item.at.at_front && least > 0 && sum.lengths == 1;
        if (word_ends)
            word_ends = append_apart(&sum, &item, least, most);
        else
            append_times(&sum, &item, least, most);
        word_ends |= ends && least > 0;
    }
    return sum;
}

static piece read_alternatives(walk *w)
{
    size_t room = w->room;
    piece any = read_sequence(w);
    while (!w->lost && take(w, '|')) {
        w->room = room;
        piece other = read_sequence(w);
        add_piece(&any, &other);
    }
    return any;
}

kt_openings *kt_openings_new(const kt_clean_rows *rows)
{
    kt_openings *o = calloc(1, sizeof *o);
    if (o == NULL)
        return NULL;
    o->rows = rows;
    o->definitions = calloc(rows->definition_count + 1, sizeof *o->definitions);
    if (o->definitions != NULL)
        return o;
    free(o);
    return NULL;
}

void kt_openings_free(kt_openings *o)
{
    if (o == NULL)
        return;
    free(o->definitions);
    free(o);
}

/* Whether a pattern has one alternative, and a dollar at its end. */
static bool ends_at_end(walk w)
{
    const uint8_t *start = w.p, *dollar = w.end;
    skip(&w, false);
    if (w.lost || w.p < w.end || dollar == start || *--dollar != '$')
        return false;
    size_t escapes = 0;
    while (dollar > start && *--dollar == '\\')
        escapes++;
    return escapes % 2 == 0;
}

void kt_opening_of(kt_openings *openings, kt_slice pattern, kt_opening *out)
{
    const uint8_t *bytes = (const uint8_t *)pattern.data;
    walk w = {.openings = openings,
              .p = bytes,
              .end = bytes + pattern.len,
              .room = KT_OPENING};
    bool at_end = ends_at_end(w);
    piece whole = read_alternatives(&w);
    bool lost = w.lost || w.p < w.end;
    whole.at.at_front &= !lost;
    whole.at.at_end = at_end && !lost;
    for (size_t k = 0; k < KT_OPENING; k++) {
        bool ends = (whole.lengths & ((2u << k) - 1)) != 0;
        if (ends || lost)
            memset(whole.at.set[k], 0xff, 32);
    }
    *out = whole.at;
}
