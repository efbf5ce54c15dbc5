/**
 * @file
 * The rules for news text, one function for what they find each. All look at
 * the token that UAX #29 has found and the text after it.
 */
#ifndef KT_TEXT_NEWS_H
#define KT_TEXT_NEWS_H

#include "text/scan.h"

#include <ktool/slice.h>

/* Each makes the token longer or shorter and gives it its class, or returns
 * false and leaves it. */
bool kt_news_url(const kt_tokenizer *t, const uint8_t *end, kt_scan *token);
bool kt_news_email(const kt_tokenizer *t, const uint8_t *end, kt_scan *token);
bool kt_news_domain(const kt_tokenizer *t, const uint8_t *end, kt_scan *token);
bool kt_news_mention(const kt_tokenizer *t, const uint8_t *end, kt_scan *token);
bool kt_news_hashtag(const kt_tokenizer *t, const uint8_t *end, kt_scan *token);
bool kt_news_number(const kt_tokenizer *t, const uint8_t *end, kt_scan *token);
bool kt_news_currency(const kt_tokenizer *t, kt_scan *token);
bool kt_news_word(const kt_tokenizer *t, const uint8_t *end, kt_scan *token);

/** Shorten a word to its part before the next clitic. */
void kt_news_clitic(kt_tokenizer *t, kt_scan *token);

/** Whether text begins at @p p with a currency and its amount: Rp5, US$5. */
bool kt_news_is_amount(const uint8_t *p, const uint8_t *end);

/** Whether a word goes on at @p p: with a letter or digit of any script, or
 * an underscore. */
bool kt_news_goes_on(const uint8_t *p, const uint8_t *end);

/** The length of a hyphen at @p p, or of a dash between numbers too if
 * @p dashes; 0 if there is none. */
size_t kt_news_hyphen(const uint8_t *p, const uint8_t *end, bool dashes);

static inline bool kt_is_letter(uint8_t byte)
{
    return (uint8_t)((byte | 32) - 'a') < 26;
}

static inline bool kt_is_digit(uint8_t byte)
{
    return (uint8_t)(byte - '0') < 10;
}

static inline bool kt_is_upper(uint8_t byte)
{
    return (uint8_t)(byte - 'A') < 26;
}

/** Whether the bytes from @p p to @p end are @p word, which is in small ASCII
 * letters and digits, in any case. */
static inline bool kt_bytes_are(const uint8_t *p, const uint8_t *end,
                                const char *word)
{
    while (p < end && *word != '\0' &&
           (kt_is_letter(*p) ? *p | 32 : *p) == (uint8_t)*word) {
        p++;
        word++;
    }
    return p == end && *word == '\0';
}

/** Whether they are one of the words in @p list, which ends with NULL. */
bool kt_bytes_are_one_of(const uint8_t *p, const uint8_t *end,
                         const char *const *list);

#endif
