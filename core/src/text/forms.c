#include "text/unicode_tables.h"
#include "text/utf8.h"

#include <assert.h>
#include <ktool/text.h>
#include <utf8proc.h>

/* A text while it is changed is a buffer of code points. utf8proc has the
 * mappings and composes; utf8proc_map() would do the rest as well, but takes
 * quadratic time to put marks into order. */
typedef utf8proc_int32_t point;

enum {
    LONGEST_MAPPING = 32, /* code points; U+FDFA has 18 */
    FIRST_MARK = 0x300,   /* below it every combining class is 0 */
    COMBINING_CLASSES = 255,
    CAPITAL_SIGMA = 0x3A3,
    FINAL_SIGMA = 0x3C2
};

static point *points_of(const kt_buffer *b)
{
    return (point *)(void *)b->data;
}

static size_t count_points(const kt_buffer *b)
{
    return b->len / sizeof(point);
}

static unsigned class_of(point p)
{
    return p < FIRST_MARK ? 0
                          : (unsigned)utf8proc_get_property(p)->combining_class;
}

/* Sort marks by their class; those of one class keep their order. */
static void sort_marks(kt_buffer *b, size_t start, size_t count)
{
    size_t places[COMBINING_CLASSES + 1] = {0};
    if (!kt_buffer_reserve(b, count * sizeof(point)))
        return;
    point *marks = points_of(b) + start;
    point *sorted = points_of(b) + count_points(b);
    for (size_t i = 0; i < count; i++)
        places[class_of(marks[i]) + 1]++;
    for (size_t c = 1; c < COMBINING_CLASSES; c++)
        places[c + 1] += places[c];
    for (size_t i = 0; i < count; i++)
        sorted[places[class_of(marks[i])]++] = marks[i];
    memcpy(marks, sorted, count * sizeof(point));
}

/* Put marks into canonical order. */
static void order(kt_buffer *b)
{
    size_t count = count_points(b), start = 0;
    while (start < count) {
        bool ordered = true;
        unsigned last = 0, class;
        size_t end = start;
        while (end < count && (class = class_of(points_of(b)[end])) != 0) {
            ordered &= class >= last;
            last = class;
            end++;
        }
        if (!ordered)
            sort_marks(b, start, end - start);
        start = end + 1;
    }
}

static void add_decomposed(kt_buffer *b, point p, int options)
{
    if (!kt_buffer_reserve(b, LONGEST_MAPPING * sizeof p))
        return;
    point *to = points_of(b) + count_points(b);
    utf8proc_ssize_t len = utf8proc_decompose_char(
        p, to, LONGEST_MAPPING, UTF8PROC_DECOMPOSE | options, NULL);
    assert(len >= 0 && len <= LONGEST_MAPPING);
    b->len += (size_t)len * sizeof p;
}

static void decompose(kt_slice text, int options, kt_buffer *out)
{
    const uint8_t *p = (const uint8_t *)text.data, *end = p + text.len;
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        add_decomposed(out, (point)code.point, options);
        p += code.len;
    }
    order(out);
}

static void compose(kt_buffer *b)
{
    if (b->len == 0)
        return;
    utf8proc_ssize_t count = utf8proc_normalize_utf32(
        points_of(b), (utf8proc_ssize_t)count_points(b),
        UTF8PROC_COMPOSE | UTF8PROC_STABLE);
    b->len = (size_t)count * sizeof(point);
}

/* The folding is that of the composed text, and comes decomposed. */
static void fold(kt_buffer *b, int options)
{
    kt_buffer folded = {0};
    compose(b);
    for (size_t i = 0; i < count_points(b); i++)
        add_decomposed(&folded, points_of(b)[i], UTF8PROC_CASEFOLD | options);
    order(&folded);
    folded.failed |= b->failed;
    kt_buffer_free(b);
    *b = folded;
}

static bool is_among(const kt_code_range *ranges, size_t count, point p)
{
    while (count > 0) {
        size_t half = count / 2;
        if ((uint32_t)p < ranges[half].first) {
            count = half;
        } else if ((uint32_t)p > ranges[half].last) {
            ranges += half + 1;
            count -= half + 1;
        } else {
            return true;
        }
    }
    return false;
}

static bool is_cased(point p)
{
    return is_among(kt_unicode_cased, kt_unicode_cased_count, p);
}

/* Case_Ignorable, definition D136 of the Unicode standard. */
static bool is_case_ignorable(point p)
{
    switch (kt_unicode((uint32_t)p) & KT_UNI_WB) {
    case WB_MID_LETTER:
    case WB_MID_NUM_LET:
    case WB_SINGLE_QUOTE:
        return true;
    }
    switch (utf8proc_category(p)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
        return true;
    default:
        return false;
    }
}

/* Whether the sigma at list[i] ends a word: Final_Sigma of SpecialCasing.txt.
 * No run of ignorable characters is looked at from more than both sides. */
static bool is_final(const point *list, size_t i, size_t count)
{
    size_t before = i, after = i + 1;
    while (before > 0 && !is_cased(list[before - 1]) &&
           is_case_ignorable(list[before - 1]))
        before--;
    while (after < count && !is_cased(list[after]) &&
           is_case_ignorable(list[after]))
        after++;
    return before > 0 && is_cased(list[before - 1]) &&
           (after == count || !is_cased(list[after]));
}

/* Decomposed, every character has a lower case of one code point. */
static void lower(kt_buffer *b)
{
    point *list = points_of(b);
    size_t count = count_points(b);
    for (size_t i = 0; i < count; i++)
        list[i] = list[i] == CAPITAL_SIGMA && is_final(list, i, count)
                      ? FINAL_SIGMA
                      : utf8proc_tolower(list[i]);
}

/* The letters whose stroke, or lack of a dot, is no mark in Unicode. */
static point without_stroke(point p)
{
    static const point pairs[][2] = {
        {0xD8, 'O'},  {0xF8, 'o'},  {0x110, 'D'}, {0x111, 'd'},
        {0x126, 'H'}, {0x127, 'h'}, {0x131, 'i'}, {0x141, 'L'},
        {0x142, 'l'}, {0x166, 'T'}, {0x167, 't'},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (p == pairs[i][0])
            return pairs[i][1];
    }
    return p;
}

static void strip(kt_buffer *b)
{
    point *list = points_of(b);
    size_t count = count_points(b), kept = 0;
    bool bare = false; /* whether marks here are to go */
    for (size_t i = 0; i < count; i++) {
        bool mark = utf8proc_category(list[i]) == UTF8PROC_CATEGORY_MN;
        if (!mark)
            bare = is_among(kt_unicode_alphabet, kt_unicode_alphabet_count,
                            list[i]);
        if (!mark || !bare)
            list[kept++] = without_stroke(list[i]);
    }
    b->len = kept * sizeof *list;
}

static void encode(const kt_buffer *b, kt_buffer *out)
{
    if (!kt_buffer_reserve(out, count_points(b) * 4))
        return;
    for (size_t i = 0; i < count_points(b); i++)
        out->len += kt_utf8_encode((uint32_t)points_of(b)[i],
                                   (uint8_t *)out->data + out->len);
}

static bool is_ascii(kt_slice text)
{
    unsigned char bits = 0;
    for (size_t i = 0; i < text.len; i++)
        bits |= (unsigned char)text.data[i];
    return bits < 0x80;
}

/* Append ASCII, of which forms change nothing but the case. */
static void add_ascii(kt_slice text, bool small, kt_buffer *out)
{
    size_t start = out->len;
    kt_buffer_add_slice(out, text);
    for (size_t i = start; small && i < out->len; i++) {
        if (out->data[i] >= 'A' && out->data[i] <= 'Z')
            out->data[i] += 'a' - 'A';
    }
}

void kt_text_form(kt_slice text, unsigned form, kt_buffer *out)
{
    kt_buffer points = {0};
    int options = form & KT_FORM_COMPATIBILITY ? UTF8PROC_COMPAT : 0;
    if (is_ascii(text)) {
        add_ascii(text, form & (KT_FORM_FOLD | KT_FORM_LOWER), out);
        return;
    }
    decompose(text, options, &points);
    if (form & KT_FORM_FOLD)
        fold(&points, options);
    if (form & KT_FORM_LOWER)
        lower(&points);
    if (form & KT_FORM_STRIP)
        strip(&points);
    compose(&points);
    encode(&points, out);
    out->failed |= points.failed;
    kt_buffer_free(&points);
}
