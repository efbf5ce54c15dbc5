/* Rules for numbers: grouping, clock times, ranges, ordinals, currencies. */
#include "text/news.h"

enum {
    LONGEST = 64 /* bytes; more digits are no number that one could read */
};

/* Where digits with points and commas between them end. */
static const uint8_t *numeral_end(const uint8_t *p, const uint8_t *end)
{
    if (end - p > LONGEST)
        end = p + LONGEST;
    while (p < end && kt_is_digit(*p)) {
        p++;
        if (end - p >= 2 && (*p == '.' || *p == ',') && kt_is_digit(p[1]))
            p++;
    }
    return p;
}

static const uint8_t *digits_end(const uint8_t *p, const uint8_t *end)
{
    while (p < end && kt_is_digit(*p))
        p++;
    return p;
}

/* Several commas group thousands, 114,769,292,837, or they separate numbers:
 * then the first number ends where this says. */
static const uint8_t *list_end(const kt_tokenizer *t, const uint8_t *start,
                               const uint8_t *end)
{
    const uint8_t *first = memchr(start, ',', (size_t)(end - start));
    if (first == NULL)
        return end;
    if (start - t->begin >= 2 && start[-1] == ',' && kt_is_digit(start[-2]))
        return first; /* further on in a list */
    if (memchr(first + 1, ',', (size_t)(end - first - 1)) == NULL)
        return end;
    bool groups = first - start <= 3;
    for (const uint8_t *p = first; p < end && *p == ',' && groups;) {
        const uint8_t *next = digits_end(p + 1, end);
        groups = next - p == 4;
        p = next;
    }
    return groups ? end : first;
}

/* Two digits up to a limit, or one where that is allowed. */
static bool is_clock_part(const uint8_t *p, const uint8_t *end, int limit,
                          bool one)
{
    if (end - p == 1)
        return one && kt_is_digit(*p);
    return end - p == 2 && kt_is_digit(p[0]) && kt_is_digit(p[1]) &&
           (p[0] - '0') * 10 + (p[1] - '0') <= limit;
}

/* Where hours, minutes and perhaps seconds with this sign between them end,
 * or p. */
static const uint8_t *clock_end(const uint8_t *p, const uint8_t *end,
                                uint8_t sign)
{
    const uint8_t *hours = digits_end(p, end);
    if (hours == end || *hours != sign || !is_clock_part(p, hours, 24, true))
        return p;
    const uint8_t *minutes = digits_end(hours + 1, end);
    if (!is_clock_part(hours + 1, minutes, 59, false))
        return p;
    if (hours - p == 2 && memcmp(p, "24", 2) == 0 &&
        memcmp(hours + 1, "00", 2) != 0)
        return p;
    if (minutes == end || *minutes != sign)
        return minutes;
    const uint8_t *seconds = digits_end(minutes + 1, end);
    if (seconds == minutes + 1)
        return minutes;
    return is_clock_part(minutes + 1, seconds, 59, false) ? seconds : p;
}

/* The length of a space before p, or 0. */
static size_t blank_before(const uint8_t *begin, const uint8_t *p)
{
    if (p > begin && (p[-1] == ' ' || p[-1] == '\t'))
        return 1;
    /* No-break space. */
    return p - begin >= 2 && p[-2] == 0xC2 && p[-1] == 0xA0 ? 2 : 0;
}

static size_t blank_at(const uint8_t *p, const uint8_t *end)
{
    if (p < end && (*p == ' ' || *p == '\t'))
        return 1;
    return end - p >= 2 && p[0] == 0xC2 && p[1] == 0xA0 ? 2 : 0;
}

/* Whether the word before p says that a time follows. */
static bool after_clock_word(const kt_tokenizer *t, const uint8_t *p)
{
    static const char *const words[] = {"pukul", "jam", "pkl", "pk", NULL};
    size_t blank;
    while ((blank = blank_before(t->begin, p)) > 0)
        p -= blank;
    if (p > t->begin && p[-1] == '.')
        p--;
    const uint8_t *stop = p;
    while (p > t->begin && stop - p < 6 && kt_is_letter(p[-1]))
        p--;
    return kt_bytes_are_one_of(p, stop, words);
}

/* Whether the word after p is a time zone. */
static bool before_zone(const uint8_t *p, const uint8_t *end)
{
    static const char *const zones[] = {"wib", "wita", "wit",
                                        "gmt", "utc",  NULL};
    size_t blank;
    while ((blank = blank_at(p, end)) > 0)
        p += blank;
    const uint8_t *start = p;
    while (p < end && p - start < 5 && kt_is_letter(*p))
        p++;
    return kt_bytes_are_one_of(start, p, zones);
}

/* A number or a clock time. */
typedef struct numeral {
    const uint8_t *end;
    bool is_time;        /* by its own shape */
    bool is_dotted_time; /* if a word beside it says so */
} numeral;

static numeral numeral_at(const kt_tokenizer *t, const uint8_t *p,
                          const uint8_t *end)
{
    numeral n = {numeral_end(p, end), false, false};
    if (kt_rule_is_on(t, KT_RULE_TIME)) {
        const uint8_t *colon = clock_end(p, end, ':');
        bool more = end - colon >= 2 && *colon == ':' && kt_is_digit(colon[1]);
        if (colon > p && !more)
            return (numeral){colon, true, false};
        n.is_dotted_time = clock_end(p, n.end, '.') == n.end;
    }
    if (kt_rule_is_on(t, KT_RULE_NUMBER))
        n.end = list_end(t, p, n.end);
    return n;
}

/* 1st, 2nd, 1990an: the token as UAX #29 has it, whose digits end at p. */
static bool is_ordinal_ending(const uint8_t *p, const uint8_t *end)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "an", NULL};
    return kt_bytes_are_one_of(p, end, endings);
}

/* 1960-an */
static bool take_decade(const uint8_t *p, const uint8_t *end, kt_scan *token)
{
    size_t hyphen = kt_news_hyphen(p, end, false);
    p += hyphen;
    if (hyphen == 0 || end - p < 2 || !kt_bytes_are(p, p + 2, "an") ||
        kt_news_goes_on(p + 2, end))
        return false;
    token->end = p + 2;
    token->class = KT_CLASS_NUMBER;
    return true;
}

/* 021-5212345: no range begins with a zero that says nothing. */
static bool is_telephone(const kt_scan *token, const numeral *first)
{
    return *token->start == '0' && first->end - token->start > 2 &&
           digits_end(token->start, first->end) == first->end;
}

/* A number that is joined to others: 30-35 is a range, and more than two are
 * a number that stands for itself, such as of a telephone. */
static bool take_range(const kt_tokenizer *t, const numeral *first,
                       const uint8_t *end, kt_scan *token)
{
    size_t parts = 1, hyphen;
    numeral n = *first;
    while ((hyphen = kt_news_hyphen(n.end, end, true)) > 0 &&
           n.end + hyphen < end && kt_is_digit(n.end[hyphen])) {
        numeral next = numeral_at(t, n.end + hyphen, end);
        if (kt_news_goes_on(next.end, end))
            break;
        n = next;
        parts++;
    }
    if (parts == 1)
        return false;
    bool decades =
        kt_rule_is_on(t, KT_RULE_ORDINAL) && take_decade(n.end, end, token);
    if (!decades)
        token->end = n.end;
    token->class = parts == 2 && !is_telephone(token, first) ? KT_CLASS_RANGE
                                                             : KT_CLASS_NUMBER;
    return true;
}

/* 09.00WIB: the number ends at p. */
static bool is_before_glued_zone(const numeral *n, const uint8_t *end)
{
    return (n->is_time || n->is_dotted_time) && before_zone(n->end, end);
}

bool kt_news_number(const kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    if (!kt_is_digit(*token->start))
        return false;
    bool ordinals = kt_rule_is_on(t, KT_RULE_ORDINAL);
    numeral n = numeral_at(t, token->start, end);
    if (kt_news_goes_on(n.end, end) && is_before_glued_zone(&n, end)) {
        token->end = n.end;
        token->class = KT_CLASS_TIME;
        return true;
    }
    if (kt_news_goes_on(n.end, end)) {
        if (!ordinals || !is_ordinal_ending(n.end, token->end))
            return false;
        token->class = KT_CLASS_NUMBER;
        return true;
    }
    if (kt_rule_is_on(t, KT_RULE_RANGE) && take_range(t, &n, end, token))
        return true;
    if (ordinals && take_decade(n.end, end, token))
        return true;
    bool is_time =
        n.is_time || (n.is_dotted_time && (after_clock_word(t, token->start) ||
                                           before_zone(n.end, end)));
    size_t hyphen = kt_news_hyphen(n.end, end, false);
    if (!is_time && hyphen > 0 && kt_news_goes_on(n.end + hyphen, end))
        return false; /* 17-an, 10-Jan */
    if (is_time || kt_rule_is_on(t, KT_RULE_NUMBER))
        token->end = n.end;
    token->class = is_time ? KT_CLASS_TIME : KT_CLASS_NUMBER;
    return true;
}

/* The length of a currency at p, before its amount; apart tells whether space
 * or a full stop may stand between them. 0 if there is none. */
static size_t currency_length(const uint8_t *p, const uint8_t *end, bool apart)
{
    static const char *const currencies[] = {
        "rp",  "rm",  "idr", "usd", "sgd", "myr", "eur", "gbp", "jpy", "cny",
        "aud", "hkd", "thb", "php", "krw", "inr", "chf", "sar", NULL};
    const uint8_t *letters = p;
    while (letters < end && letters - p < 4 && kt_is_letter(*letters))
        letters++;
    const uint8_t *digits = letters;
    while (apart && digits < end && digits - letters < 2 &&
           (*digits == ' ' || *digits == '.'))
        digits++;
    bool amount = digits < end && kt_is_digit(*digits) &&
                  (kt_is_upper(*p) || letters - p == 2) &&
                  kt_bytes_are_one_of(p, letters, currencies);
    return amount ? (size_t)(letters - p) : 0;
}

bool kt_news_currency(const kt_tokenizer *t, kt_scan *token)
{
    size_t len = currency_length(token->start, token->end, false);
    if (len == 0 || !kt_rule_is_on(t, KT_RULE_CURRENCY))
        return false;
    token->end = token->start + len;
    token->class = KT_CLASS_WORD;
    return true;
}

bool kt_news_is_amount(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *letters = p;
    while (letters < end && letters - p < 4 && kt_is_letter(*letters))
        letters++;
    return currency_length(p, end, true) > 0 ||
           (letters > p && letters < end && *letters == '$');
}
