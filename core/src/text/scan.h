/**
 * @file
 * The word scanner, inline for the loops where every nanosecond counts. Other
 * callers use ktool/tokens.h.
 */
#ifndef KT_TEXT_SCAN_H
#define KT_TEXT_SCAN_H

#include "text/tokenizer.h"
#include "text/unicode_tables.h"

#include <ktool/tokens.h>
#include <limits.h>

/* What an ASCII byte is to the scanner. Bytes from 0x80 on are SCAN_HIGH. */
enum {
    SCAN_LETTER = 1,
    SCAN_DIGIT = 2,
    SCAN_UNDERSCORE = 4,
    SCAN_WORD = SCAN_LETTER | SCAN_DIGIT | SCAN_UNDERSCORE,
    SCAN_MID_LETTER = 8, /* joins letters: . ' : */
    SCAN_MID_DIGIT = 16, /* joins digits: . ' , ; */
    SCAN_HIGH = 32,
    SCAN_SPACE = 64,
    SCAN_PUNCT = 128,
    SCAN_REACHES =
        256, /* after a word, may join it to what follows: - @ : ` + */
    SCAN_REPEATS = 512, /* a row of them is one token */
    SCAN_LEADS = 1024,  /* before a word, may make a token with it: @ # */
    SCAN_JOINED = 2048  /* of a token: a mark stands between its parts */
};

extern const uint16_t kt_scan_class[256];

/** A part of a word, and what was seen in it. */
typedef struct kt_word_part {
    const uint8_t *end;
    unsigned seen; /**< SCAN_LETTER and SCAN_DIGIT */
} kt_word_part;

/**
 * Where the word that holds @p p ends, by the rules of UAX #29, given that
 * the code point before @p p was of Word_Break class @p before. Only for
 * @p before other than the line breaks.
 *
 * @param joints  as many marks may join its parts
 */
kt_word_part kt_word_end(const uint8_t *p, const uint8_t *end, kt_wb before,
                         unsigned joints);

/* The rules cut a word where a mark joins it and look at the rest again; so
 * that this takes no more than linear time, only so many marks join there. */
enum {
    SCAN_JOINTS = 32
};

/** A token as the inner loops see it. */
typedef struct kt_scan {
    const uint8_t *start, *end;
    kt_class class;
    bool ascii;
} kt_scan;

/** The token at or after @p p where it begins with no ASCII word byte; its
 * start is @p end if there is none. */
kt_scan kt_scan_other(const uint8_t *p, const uint8_t *end, unsigned joints);

/** The class of a token that begins with an ASCII word byte. */
static inline kt_class kt_scan_word_class(unsigned seen)
{
    return (seen & SCAN_LETTER)  ? KT_CLASS_WORD
           : (seen & SCAN_DIGIT) ? KT_CLASS_NUMBER
                                 : KT_CLASS_PUNCT;
}

/** Finish a token of which a run of ASCII word bytes ends at @p p. */
static inline kt_scan kt_scan_long(const uint8_t *start, const uint8_t *p,
                                   const uint8_t *end, unsigned seen,
                                   unsigned joints)
{
    uint8_t last = kt_scan_class[p[-1]];
    kt_wb before = (last & SCAN_LETTER)  ? WB_ALETTER
                   : (last & SCAN_DIGIT) ? WB_NUMERIC
                                         : WB_EXTEND_NUM_LET;
    kt_word_part rest = kt_word_end(p, end, before, joints);
    return (kt_scan){start, rest.end, kt_scan_word_class(seen | rest.seen),
                     false};
}

/**
 * Make of a token by UAX #29 what the rules make of the text there. It may
 * become shorter or longer.
 */
void kt_news_token(kt_tokenizer *tokenizer, const uint8_t *end, kt_scan *token);

/** A token that begins with a mark. */
static inline void kt_scan_mark(const uint8_t *p, const uint8_t *end,
                                unsigned kind, kt_tokenizer *tokenizer,
                                kt_scan *token)
{
    const uint8_t *next = p + 1;
    bool by_rules;
    if (!(kind & SCAN_HIGH) && (next == end || *next < 0x80)) {
        /* Nothing in ASCII continues a mark. */
        *token = (kt_scan){
            p, next, (kind & SCAN_PUNCT) ? KT_CLASS_PUNCT : KT_CLASS_SYMBOL,
            true};
        by_rules = (kind & SCAN_LEADS) ||
                   ((kind & SCAN_REPEATS) && next < end && *next == *p);
    } else {
        *token =
            kt_scan_other(p, end, tokenizer == NULL ? UINT_MAX : SCAN_JOINTS);
        by_rules = token->start < end;
    }
    if (by_rules && tokenizer != NULL)
        kt_news_token(tokenizer, end, token);
}

/**
 * The next token at or after @p p, false if there is none.
 *
 * The common case, a run of ASCII letters and digits that ends at a byte
 * which cannot continue it, never looks at the tables or the rules.
 *
 * @param tokenizer  NULL: UAX #29 as it is written
 */
static inline bool kt_scan_next(const uint8_t *p, const uint8_t *end,
                                kt_tokenizer *tokenizer, kt_scan *token)
{
    while (p < end && (kt_scan_class[*p] & SCAN_SPACE))
        p++;
    if (p >= end)
        return false;
    const uint8_t *start = p;
    unsigned kind = kt_scan_class[*p];
    if (!(kind & SCAN_WORD)) {
        kt_scan_mark(p, end, kind, tokenizer, token);
        return token->start < end;
    }
    unsigned seen = 0;
    unsigned joints = tokenizer == NULL ? UINT_MAX : SCAN_JOINTS;
    for (;;) {
        do {
            seen |= kind;
            kind = ++p < end ? kt_scan_class[*p] : 0;
        } while (kind & SCAN_WORD);
        if (!(kind & (SCAN_MID_LETTER | SCAN_MID_DIGIT | SCAN_HIGH)))
            break;
        /* A mark between two letters or two digits joins them. */
        unsigned next = p + 1 < end ? kt_scan_class[p[1]] : 0;
        if ((kind | next) & SCAN_HIGH) {
            *token = kt_scan_long(start, p, end, seen, joints);
            if (tokenizer != NULL)
                kt_news_token(tokenizer, end, token);
            return true;
        }
        if (next & SCAN_WORD)
            seen |= SCAN_JOINED; /* or it may be for the rules: 20.detik.com */
        unsigned both = kt_scan_class[p[-1]] & next;
        if (!((both & SCAN_LETTER) && (kind & SCAN_MID_LETTER)) &&
            !((both & SCAN_DIGIT) && (kind & SCAN_MID_DIGIT)))
            break;
        if (joints-- == 0)
            break;
        kind = next;
        p++;
    }
    *token = (kt_scan){start, p, kt_scan_word_class(seen), true};
    bool mixed = (~seen & (SCAN_LETTER | SCAN_DIGIT)) == 0;
    if (tokenizer != NULL &&
        (mixed || (kind & SCAN_REACHES) || (seen & SCAN_JOINED) ||
         kt_rule_is_on(tokenizer, KT_RULE_CLITIC)))
        kt_news_token(tokenizer, end, token);
    return true;
}

#endif
