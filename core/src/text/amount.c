#include "text/amount.h"

#include <inttypes.h>
#include <stdio.h>

#define UNCERTAIN SIZE_MAX

static const uint64_t MOST = 999999999999999999; /* 18 digits */

enum {
    MOST_DECIMALS = 18
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* 1.000.000: up to three digits, of which the first is not 0, then groups of
 * three after this mark. */
static bool is_grouped(kt_slice text, char mark)
{
    const char *first = memchr(text.data, mark, text.len);
    size_t at = first == NULL ? 0 : (size_t)(first - text.data);
    if (at == 0 || at > 3 || text.data[0] == '0')
        return false;
    for (; at < text.len; at += 4) {
        const char *group = text.data + at;
        if (text.len - at < 4 || group[0] != mark || !is_digit(group[1]) ||
            !is_digit(group[2]) || !is_digit(group[3]))
            return false;
    }
    return true;
}

/* 40,512 and 49.150, where the mark stands at this place: a decimal one in one
 * style, for groups in the other. */
static size_t settle(kt_slice text, size_t at, unsigned style)
{
    unsigned decimal_in = text.data[at] == ',' ? KT_STYLE_ID : KT_STYLE_EN;
    if (style == decimal_in)
        return at;
    if (style == (decimal_in ^ (KT_STYLE_ID | KT_STYLE_EN)))
        return text.len;
    /* Measured on news: a point before three digits groups unless something
     * beside it is English, while commas do either. */
    return style == 0 && text.data[at] == '.' ? text.len : UNCERTAIN;
}

/* Where the decimal mark stands, the length of text if there is none. */
static size_t decimal_mark(kt_slice text, kt_amount_hint hint)
{
    const char *comma = memrchr(text.data, ',', text.len);
    const char *point = memrchr(text.data, '.', text.len);
    if (comma == NULL && point == NULL)
        return text.len;
    bool is_comma = comma != NULL && (point == NULL || comma > point);
    char mark = is_comma ? ',' : '.', other = is_comma ? '.' : ',';
    size_t at = (size_t)((is_comma ? comma : point) - text.data);
    bool single = memchr(text.data, mark, at) == NULL;
    if (comma != NULL && point != NULL)
        return single && is_grouped(kt_slice_sub(text, 0, at), other)
                   ? at
                   : UNCERTAIN;
    if (is_grouped(text, mark))
        return single ? settle(text, at, hint.style) : text.len;
    bool clear = is_comma || hint.measured || text.len - at == 2;
    return single && clear ? at : UNCERTAIN;
}

/* Append zeros; false if that is more than MOST. */
static bool append_zeros(uint64_t *value, uint64_t count)
{
    for (; count > 0 && *value > 0; count--) {
        if (*value > MOST / 10)
            return false;
        *value *= 10;
    }
    return true;
}

bool kt_amount_read(kt_slice text, kt_amount_hint hint, kt_quantity *out)
{
    size_t mark = decimal_mark(text, hint);
    if (mark == UNCERTAIN || (text.data[0] == '0' && mark > 1))
        return false; /* 021 is for dialling */
    uint64_t value = 0, zeros = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (c == '0')
            zeros++;
        if (c < '1' || c > '9')
            continue;
        if (!append_zeros(&value, zeros + 1))
            return false;
        value += (uint64_t)(c - '0');
        zeros = 0;
    }
    size_t fraction = mark < text.len ? text.len - mark - 1 : 0;
    int64_t exponent =
        (int64_t)zeros - (int64_t)fraction + (int64_t)hint.exponent;
    if (value == 0)
        exponent = 0;
    if (exponent < -MOST_DECIMALS ||
        (exponent > 0 && !append_zeros(&value, (uint64_t)exponent)))
        return false;
    out->digits = (int64_t)value;
    out->decimals = exponent < 0 ? (unsigned)-exponent : 0;
    return true;
}

double kt_quantity_value(const kt_quantity *quantity)
{
    double unit = 1; /* every power of ten up to 22 is exact */
    for (unsigned i = 0; i < quantity->decimals; i++)
        unit *= 10;
    return (double)quantity->digits / unit;
}

size_t kt_quantity_format(const kt_quantity *quantity,
                          char text[KT_QUANTITY_SIZE])
{
    char digits[KT_QUANTITY_SIZE];
    int64_t value = quantity->digits;
    int len = snprintf(digits, sizeof digits, "%0*" PRId64,
                       (int)quantity->decimals + 1, value < 0 ? -value : value);
    int whole = len - (int)quantity->decimals;
    return (size_t)snprintf(text, KT_QUANTITY_SIZE, "%s%.*s%s%s",
                            value < 0 ? "-" : "", whole, digits,
                            quantity->decimals > 0 ? "." : "", digits + whole);
}
