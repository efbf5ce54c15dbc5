#include "text/scan.h"
#include "text/utf8.h"

#define L SCAN_LETTER
#define D SCAN_DIGIT
#define U (SCAN_UNDERSCORE | SCAN_PUNCT)
#define S SCAN_SPACE
#define P SCAN_PUNCT
#define R SCAN_REPEATS
#define LETTERS                                                                \
    L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L
#define SIXTEEN_HIGH                                                           \
    SCAN_HIGH, SCAN_HIGH, SCAN_HIGH, SCAN_HIGH, SCAN_HIGH, SCAN_HIGH,          \
        SCAN_HIGH, SCAN_HIGH, SCAN_HIGH, SCAN_HIGH, SCAN_HIGH, SCAN_HIGH,      \
        SCAN_HIGH, SCAN_HIGH, SCAN_HIGH, SCAN_HIGH

/* clang-format off */
const uint16_t kt_scan_class[256] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, S, S, S, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    /*   ! " # $ % & ' */
    S, P | R, P, P | SCAN_LEADS, 0, P, P,
    P | R | SCAN_MID_LETTER | SCAN_MID_DIGIT,
    /* ( ) * + , - . / */
    P, P, P | R, R | SCAN_REACHES, P | SCAN_MID_DIGIT, P | R | SCAN_REACHES,
    P | R | SCAN_MID_LETTER | SCAN_MID_DIGIT, P,
    D, D, D, D, D, D, D, D, D, D,
    /* : ; */
    P | SCAN_MID_LETTER | SCAN_REACHES, P | SCAN_MID_DIGIT,
    /* < = > ? @ */
    0, R, 0, P | R, P | SCAN_LEADS | SCAN_REACHES, LETTERS,
    /* [ \ ] ^ _ ` */
    P, P, P, 0, U, R | SCAN_REACHES, LETTERS,
    /* { | } ~ DEL */
    P, 0, P, R, 0,
    SIXTEEN_HIGH, SIXTEEN_HIGH, SIXTEEN_HIGH, SIXTEEN_HIGH,
    SIXTEEN_HIGH, SIXTEEN_HIGH, SIXTEEN_HIGH, SIXTEEN_HIGH,
};
/* clang-format on */

static const char *const class_names[KT_CLASS_TOTAL] = {
    [KT_CLASS_WORD] = "word",       [KT_CLASS_NUMBER] = "number",
    [KT_CLASS_PUNCT] = "punct",     [KT_CLASS_SYMBOL] = "symbol",
    [KT_CLASS_TIME] = "time",       [KT_CLASS_RANGE] = "range",
    [KT_CLASS_URL] = "url",         [KT_CLASS_EMAIL] = "email",
    [KT_CLASS_MENTION] = "mention", [KT_CLASS_HASHTAG] = "hashtag",
    [KT_CLASS_EMOJI] = "emoji",
};

const char *kt_class_name(kt_class class)
{
    return class_names[class];
}

/* Sets of Word_Break classes, one bit each. */
#define BIT(wb) (1u << (wb))
enum {
    IGNORED = BIT(WB_EXTEND) | BIT(WB_FORMAT) | BIT(WB_ZWJ),
    LINE_BREAKS = BIT(WB_CR) | BIT(WB_LF) | BIT(WB_NEWLINE),
    AH_LETTER = BIT(WB_ALETTER) | BIT(WB_HEBREW_LETTER),
    MID_NUM_LET_Q = BIT(WB_MID_NUM_LET) | BIT(WB_SINGLE_QUOTE),
    JOINS_LETTERS = BIT(WB_MID_LETTER) | MID_NUM_LET_Q,
    JOINS_DIGITS = BIT(WB_MID_NUM) | MID_NUM_LET_Q
};

static bool in(kt_wb wb, unsigned set)
{
    return (BIT(wb) & set) != 0;
}

/* The class of the first code point at or after p that rule WB4 does not
 * skip; WB_OTHER at the end. */
static kt_wb class_ahead(const uint8_t *p, const uint8_t *end)
{
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        kt_wb wb = kt_unicode(code.point) & KT_UNI_WB;
        if (!in(wb, IGNORED))
            return wb;
        p += code.len;
    }
    return WB_OTHER;
}

/* Rules WB5, WB6, WB7a, WB7b, WB8 to WB10, WB12 and WB13 to WB13b: whether
 * classes a and b stand in one segment. p is what follows b. */
static bool joined(kt_wb a, kt_wb b, const uint8_t *p, const uint8_t *end)
{
    const unsigned word_like =
        AH_LETTER | BIT(WB_NUMERIC) | BIT(WB_EXTEND_NUM_LET);
    if (in(a, AH_LETTER)) {
        if (in(b, word_like) || (a == WB_HEBREW_LETTER && b == WB_SINGLE_QUOTE))
            return true;
        if (in(b, JOINS_LETTERS))
            return in(class_ahead(p, end), AH_LETTER);
        return a == WB_HEBREW_LETTER && b == WB_DOUBLE_QUOTE &&
               class_ahead(p, end) == WB_HEBREW_LETTER;
    }
    if (a == WB_NUMERIC)
        return in(b, word_like) ||
               (in(b, JOINS_DIGITS) && class_ahead(p, end) == WB_NUMERIC);
    if (a == WB_KATAKANA)
        return in(b, BIT(WB_KATAKANA) | BIT(WB_EXTEND_NUM_LET));
    return a == WB_EXTEND_NUM_LET && in(b, word_like | BIT(WB_KATAKANA));
}

/* Rules WB7, WB7c and WB11: whether class c follows a mark b that stands
 * after class a. */
static bool joined_by_mark(kt_wb a, kt_wb b, kt_wb c)
{
    return (in(a, AH_LETTER) && in(b, JOINS_LETTERS) && in(c, AH_LETTER)) ||
           (a == WB_HEBREW_LETTER && b == WB_DOUBLE_QUOTE &&
            c == WB_HEBREW_LETTER) ||
           (a == WB_NUMERIC && in(b, JOINS_DIGITS) && c == WB_NUMERIC);
}

static unsigned seen_in(uint16_t entry)
{
    unsigned kind = entry & KT_UNI_KIND;
    return kind == KT_UNI_LETTER  ? SCAN_LETTER
           : kind == KT_UNI_DIGIT ? SCAN_DIGIT
                                  : 0;
}

kt_word_part kt_word_end(const uint8_t *p, const uint8_t *end, kt_wb before,
                         unsigned joints)
{
    unsigned seen = 0;
    kt_wb earlier = WB_OTHER, raw_before = before;
    bool half_flag = before == WB_REGIONAL_INDICATOR;
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        uint16_t entry = kt_unicode(code.point);
        kt_wb wb = entry & KT_UNI_WB;
        if (wb == WB_ALETTER && before == WB_ALETTER) {
            /* Rule WB5, and most of any text. */
            earlier = before;
            raw_before = wb;
            seen |= SCAN_LETTER;
            p += code.len;
            continue;
        }
        if (in(wb, LINE_BREAKS))
            break;
        if (in(wb, JOINS_LETTERS | JOINS_DIGITS) && joints-- == 0)
            break;
        if (!in(wb, IGNORED)) {
            bool flag = half_flag && wb == WB_REGIONAL_INDICATOR;
            bool emoji = raw_before == WB_ZWJ && (entry & KT_UNI_PICTOGRAPHIC);
            bool spaces = raw_before == WB_WSEG_SPACE && wb == WB_WSEG_SPACE;
            if (!flag && !emoji && !spaces &&
                !joined(before, wb, p + code.len, end) &&
                !joined_by_mark(earlier, before, wb))
                break;
            half_flag = wb == WB_REGIONAL_INDICATOR && !flag;
            earlier = before;
            before = wb;
            seen |= seen_in(entry);
        }
        raw_before = wb;
        p += code.len;
    }
    return (kt_word_part){p, seen};
}

/* The word or mark at p, whose first code point is code. */
static kt_word_part word_part_at(const uint8_t *p, const uint8_t *end,
                                 kt_code code, unsigned joints)
{
    kt_wb wb = kt_unicode(code.point) & KT_UNI_WB;
    if (wb == WB_CR && end - p > 1 && p[1] == '\n')
        return (kt_word_part){p + 2, 0};
    if (in(wb, LINE_BREAKS))
        return (kt_word_part){p + code.len, 0};
    return kt_word_end(p + code.len, end, wb, joints);
}

kt_scan kt_scan_other(const uint8_t *p, const uint8_t *end, unsigned joints)
{
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        uint16_t entry = kt_unicode(code.point);
        if (!(entry & KT_UNI_SPACE)) {
            kt_word_part part = word_part_at(p, end, code, joints);
            unsigned seen = part.seen | seen_in(entry);
            bool punct = (entry & KT_UNI_KIND) == KT_UNI_PUNCT;
            return (kt_scan){p, part.end,
                             seen != 0 ? kt_scan_word_class(seen)
                             : punct   ? KT_CLASS_PUNCT
                                       : KT_CLASS_SYMBOL,
                             false};
        }
        p += code.len;
    }
    return (kt_scan){.start = end};
}

bool kt_scanner_next(kt_scanner *scanner, kt_token *token)
{
    const uint8_t *base = (const uint8_t *)scanner->text.data;
    kt_scan found;
    if (scanner->at == 0 && scanner->tokenizer != NULL)
        kt_tokenizer_begin(scanner->tokenizer, base);
    if (scanner->at >= scanner->text.len ||
        !kt_scan_next(base + scanner->at, base + scanner->text.len,
                      scanner->tokenizer, &found)) {
        scanner->at = scanner->text.len;
        return false;
    }
    token->start = (size_t)(found.start - base);
    token->end = (size_t)(found.end - base);
    token->class = found.class;
    scanner->at = token->end;
    return true;
}

size_t kt_word_boundary(kt_slice text, size_t at)
{
    const uint8_t *base = (const uint8_t *)text.data;
    const uint8_t *p = base + at, *end = base + text.len;
    return (size_t)(word_part_at(p, end, kt_utf8_decode(p, end), UINT_MAX).end -
                    base);
}
