/**
 * @file
 * Text divided into tokens.
 */
#ifndef KTOOL_TOKENS_H
#define KTOOL_TOKENS_H

#include <ktool/buffer.h>
#include <ktool/status.h>
#include <stdint.h>

/** What a token is. Numbers are stored: only ever appended. */
typedef enum kt_class {
    KT_CLASS_WORD,   /**< has a letter, or is of a script without letters'
                          case, such as Han */
    KT_CLASS_NUMBER, /**< 1.000,5; with the rules also ke-45, 1st, 1960-an */
    KT_CLASS_PUNCT,  /**< punctuation */
    KT_CLASS_SYMBOL, /**< everything else that is not white space */
    /* Below: only by the rules for news. */
    KT_CLASS_TIME,    /**< 13:39; 09.00 beside pukul or WIB */
    KT_CLASS_RANGE,   /**< 30-35, 09.00-10.00, Januari-Oktober, 2-1 */
    KT_CLASS_URL,     /**< with a scheme or www, or a domain: KOMPAS.com */
    KT_CLASS_EMAIL,   /**< redaksi@kompas.com */
    KT_CLASS_MENTION, /**< \@kompascom */
    KT_CLASS_HASHTAG, /**< #pemilu2024 */
    KT_CLASS_EMOJI,   /**< one picture, however many code points */
    KT_CLASS_TOTAL
} kt_class;

/** "word", "number", "punct" and so on. */
const char *kt_class_name(kt_class class);

/**
 * The rules for news, on top of the word boundaries of UAX #29. Numbers are
 * bits of kt_rules, which are stored: only ever appended.
 */
typedef enum kt_rule {
    KT_RULE_HYPHEN,      /**< anak-anak, non-migas, APBN-P stay whole */
    KT_RULE_NUMBER,      /**< 1;2 and 1,2,3 are several numbers */
    KT_RULE_TIME,        /**< 13:39, pukul 09.00 */
    KT_RULE_RANGE,       /**< 30-35, Senin-Jumat, but September-7 is three */
    KT_RULE_ORDINAL,     /**< ke-45, 1st, 1960-an are numbers */
    KT_RULE_CURRENCY,    /**< Rp40,512 is Rp and 40,512 */
    KT_RULE_URL,         /**< https://..., www.... */
    KT_RULE_EMAIL,       /**< redaksi@kompas.com */
    KT_RULE_DOMAIN,      /**< KOMPAS.com, detik.com/read/1 */
    KT_RULE_MENTION,     /**< \@kompascom */
    KT_RULE_HASHTAG,     /**< #pemilu2024 */
    KT_RULE_EMOJI,       /**< emoji have a class of their own */
    KT_RULE_ACRONYM,     /**< A.S. and S.Pd. have their last full stop */
    KT_RULE_APOSTROPHE,  /**< Jum`at, Ma´ruf */
    KT_RULE_SUPERSCRIPT, /**< km², CO₂ */
    KT_RULE_GLUED,       /**< selesai.Dia and Editor:Budi are three */
    KT_RULE_REPEAT,      /**< ... and -- and !!! are one token */
    KT_RULE_DICTIONARY,  /**< Thai, Chinese and so on divided by ICU */
    KT_RULE_CLITIC,      /**< buku|nya, ku|pukul, APBD|-|nya; slow, and the
                              only one that is not on unless asked for */
    KT_RULE_TOTAL
} kt_rule;

/** Bit 1 << kt_rule for each rule that is on. */
typedef uint32_t kt_rules;

#define KT_RULES_NONE 0u
#define KT_RULES_NEWS ((1u << KT_RULE_CLITIC) - 1)

/** "hyphen", "number" and so on. */
const char *kt_rule_name(kt_rule rule);

/**
 * Read what a user wrote: names with `-` (off) or `+` (on), separated by
 * commas, changing KT_RULES_NEWS; "none" as the first one begins with no rule.
 *
 * @retval KT_ERR_USAGE  no such rule; the message lists those there are
 */
kt_status kt_rules_read(const char *text, kt_rules *out, kt_error *err);

/** Append @p rules as kt_rules_read() takes them; nothing for
 * KT_RULES_NEWS. */
void kt_rules_write(kt_rules rules, kt_buffer *out);

/** What divides text; one walk at a time, on one thread. */
typedef struct kt_tokenizer kt_tokenizer;

/**
 * @param out  the caller owns it and releases it with kt_tokenizer_free()
 * @return with KT_RULE_CLITIC also what kt_stemmer_new() returns for "id"
 */
kt_status kt_tokenizer_new(kt_rules rules, kt_tokenizer **out, kt_error *err);
void kt_tokenizer_free(kt_tokenizer *tokenizer);

/** KT_ERR_NOMEM if tokens were divided by UAX #29 for want of memory. */
kt_status kt_tokenizer_status(const kt_tokenizer *tokenizer, kt_error *err);

/** The version of ICU, whose dictionaries divide scripts written without
 * spaces; NULL if this build is without it. */
const char *kt_icu_version(void);

/** A half-open byte range of the text that was divided. */
typedef struct kt_token {
    size_t start, end;
    kt_class class;
} kt_token;

/** A walk over the tokens of a text; begin with
 * {.text = text, .tokenizer = tokenizer}. */
typedef struct kt_scanner {
    kt_slice text;
    kt_tokenizer *tokenizer; /**< NULL: UAX #29 as it is written */
    size_t at;               /**< begins with 0 */
} kt_scanner;

/**
 * The next token, or false at the end.
 *
 * Tokens together with white space cover the text. Without a tokenizer they
 * are the segments between the word boundaries of UAX #29 that are not white
 * space. Bytes that are not UTF-8 count as U+FFFD and are symbols. Linear in
 * the text.
 */
bool kt_scanner_next(kt_scanner *scanner, kt_token *token);

/**
 * The first word boundary of UAX #29 after @p at, which must be one itself
 * (0 is) and less than the length of @p text.
 */
size_t kt_word_boundary(kt_slice text, size_t at);

#endif
