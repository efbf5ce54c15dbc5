#include "article/date_anchor.h"

#include "article/date_reader.h"

enum {
    LONGEST_SHORT = 2 /* letters of "th", "pm", "of" */
};

/* As many bytes as the vector registers of every 64-bit machine hold. */
typedef uint8_t lanes __attribute__((vector_size(16)));

/* A maximal run of digits or letters. */
typedef struct run {
    size_t start, end;
} run;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A mark between the numbers of a day, or the last byte of a dash. */
static bool is_joint(char c)
{
    return kt_is_one_of(c, "-/.\x93\x94");
}

/* An apostrophe, or the last byte of one. */
static bool is_apostrophe(char c)
{
    return kt_is_one_of(c, "'`\x98\x99");
}

static bool any_digit(const char *text)
{
    lanes block;
    uint64_t words[sizeof block / sizeof(uint64_t)];
    memcpy(&block, text, sizeof block);
    block = (lanes)(block - '0' <= 9);
    memcpy(words, &block, sizeof words);
    return (words[0] | words[1]) != 0;
}

static run next_number(kt_slice text, size_t at)
{
    while (at + sizeof(lanes) <= text.len && !any_digit(text.data + at))
        at += sizeof(lanes);
    while (at < text.len && !is_digit(text.data[at]))
        at++;
    run number = {at, at};
    while (number.end < text.len && is_digit(text.data[number.end]))
        number.end++;
    return number;
}

/* The letters before `at`, which may be none: a digit stands there then, or
 * the text begins. */
static run word_before(kt_slice text, size_t at)
{
    while (at > 0 && !is_letter(text.data[at - 1]) &&
           !is_digit(text.data[at - 1]))
        at--;
    run word = {at, at};
    while (word.start > 0 && is_letter(text.data[word.start - 1]))
        word.start--;
    return word;
}

static run word_after(kt_slice text, size_t at)
{
    while (at < text.len && !is_letter(text.data[at]) &&
           !is_digit(text.data[at]))
        at++;
    run word = {at, at};
    while (word.end < text.len && is_letter(text.data[word.end]))
        word.end++;
    return word;
}

/* Whether an apostrophe stands at either end of the word, which is then only
 * a part of one: Jum'at. */
static bool is_part(kt_slice text, run word)
{
    return (word.start > 0 && is_apostrophe(text.data[word.start - 1])) ||
           (word.end < text.len && (is_apostrophe(text.data[word.end]) ||
                                    text.data[word.end] == '\xE2'));
}

/* Whether the word is of one of these kinds, as bits. */
static bool is_of(kt_slice text, run word, unsigned kinds)
{
    char letters[KT_LONGEST_DATE_WORD];
    size_t len = word.end - word.start;
    if (len == 0 || len > KT_LONGEST_DATE_WORD)
        return false;
    for (size_t i = 0; i < len; i++)
        letters[i] = (char)(text.data[word.start + i] | 0x20);
    return kt_date_word_as(kt_date_word_find((kt_slice){letters, len}),
                           kinds) != NULL;
}

/* "th", "pm", or the last letter of "p.m." */
static bool is_ending(kt_slice text, run word)
{
    static const char *const endings[] = {"st", "nd", "rd", "th",
                                          "am", "pm", "m"};
    const char *p = text.data + word.start;
    size_t len = word.end - word.start;
    if (len > LONGEST_SHORT)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        if (strlen(endings[i]) == len && (p[0] | 0x20) == endings[i][0] &&
            (len < 2 || (p[1] | 0x20) == endings[i][1]))
            return true;
    }
    return false;
}

/* Whether the four digits are those of a year. */
static bool is_year(const char *digits)
{
    int century = 10 * (digits[0] - '0') + digits[1] - '0';
    return century >= 17 && century <= 20;
}

/* Whether a year may stand after what is there: a month, a day, a time. */
static bool may_follow(kt_slice text, run number)
{
    const unsigned kinds = 1u << KT_WORD_MONTH | 1u << KT_WORD_YEAR |
                           1u << KT_WORD_ZONE | 1u << KT_WORD_PART |
                           1u << KT_WORD_HOUR;
    run word = word_before(text, number.start);
    if (word.end == 0)
        return false;
    return word.start == word.end || is_part(text, word) ||
           is_of(text, word, kinds) || is_ending(text, word) ||
           memchr(text.data + word.end, ')', number.start - word.end) != NULL;
}

/* Whether numbers follow as after the year of 2020-02-29. */
static bool goes_on(kt_slice text, run number)
{
    size_t left = text.len - number.end;
    const char *p = text.data + number.end;
    return (left >= 2 && is_joint(p[0]) && is_digit(p[1])) ||
           (left >= 4 && p[0] == '\xE2' && is_digit(p[3]));
}

/* Whether the year ends 29-02-2020. */
static bool is_joined(kt_slice text, run number)
{
    return number.start > 0 && is_joint(text.data[number.start - 1]);
}

/* Whether two digits stand as the year does in 14/04/21, 17-Agt-25 and '45. */
static bool is_short_year(kt_slice text, run number)
{
    size_t at = number.start;
    if (at < 2)
        return false;
    if (!is_joined(text, number)) {
        run word = word_before(text, at);
        for (size_t i = word.end; i < at; i++) {
            if (is_apostrophe(text.data[i]))
                return true;
        }
        return false;
    }
    size_t before = --at;
    while (at > 0 && is_digit(text.data[at - 1]))
        at--;
    return at == before || (at > 0 && is_joint(text.data[at - 1]));
}

/* Whether a month stands beside the number, or another number after a
 * slash. */
static bool is_day(kt_slice text, run number)
{
    size_t left = text.len - number.end;
    const char *p = text.data + number.end;
    if (left >= 2 && p[0] == '/' && is_digit(p[1]))
        return true;
    run word = word_before(text, number.start);
    if (is_of(text, word, 1u << KT_WORD_MONTH) || is_part(text, word))
        return true;
    word = word_after(text, number.end);
    if (is_ending(text, word))
        word = word_after(text, word.end);
    if (word.end - word.start == 2 && (text.data[word.start] | 0x20) == 'o' &&
        (text.data[word.start + 1] | 0x20) == 'f')
        word = word_after(text, word.end);
    return is_of(text, word, 1u << KT_WORD_MONTH) || is_part(text, word);
}

/* Where the year may be missing, the number of the day is looked for, which
 * stands beside its month or other numbers. */
static bool is_anchor(const kt_date_rules *rules, kt_slice text, run number)
{
    switch (number.end - number.start) {
    case 1:
        return rules->has_reference && is_day(text, number);
    case 2:
        return is_short_year(text, number) ||
               (rules->has_reference && is_day(text, number));
    case 4:
        if (!is_year(text.data + number.start))
            return false;
        return goes_on(text, number) ||
               (rules->has_reference ? is_joined(text, number)
                                     : may_follow(text, number));
    case 8:
        return may_follow(text, number);
    default:
        return false;
    }
}

bool kt_date_has_anchor(const kt_date_rules *rules)
{
    return !rules->has_reference || rules->days;
}

size_t kt_date_anchor(const kt_date_rules *rules, kt_slice text, size_t from)
{
    run number = next_number(text, from);
    while (number.start < text.len && !is_anchor(rules, text, number))
        number = next_number(text, number.end);
    return number.start;
}

/* Whether the word stands in brackets, where an offset may be explained: GMT+7
 * (Western Indonesia Time). */
static bool is_remark(kt_slice text, run word)
{
    size_t at = word.start;
    while (at > 0 && word.start - at < KT_LONGEST_REMARK &&
           text.data[at - 1] != '(' && text.data[at - 1] != ')')
        at--;
    return at > 0 && text.data[at - 1] == '(';
}

/* Whether dates are made of the word or, if it is empty, the number there. */
static bool may_belong(kt_slice text, run word)
{
    return word.end - word.start <= LONGEST_SHORT || is_part(text, word) ||
           is_of(text, word, ~0u) || is_remark(text, word);
}

size_t kt_date_lead(kt_slice text, size_t from, size_t anchor)
{
    size_t start = anchor;
    while (start > from && anchor - start <= KT_DATE_LONGEST) {
        run word = word_before(text, start);
        if (!may_belong(text, word))
            break;
        while (word.start > 0 && is_digit(text.data[word.start - 1]))
            word.start--;
        start = word.start;
    }
    return start > from ? start : from;
}
