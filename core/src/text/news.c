/* The rules for news text: which of them looks at a token, in which order. */
#include "text/news.h"

#include "text/utf8.h"

#include <stdlib.h>

static const char *const rule_names[KT_RULE_TOTAL] = {
    [KT_RULE_HYPHEN] = "hyphen",
    [KT_RULE_NUMBER] = "number",
    [KT_RULE_TIME] = "time",
    [KT_RULE_RANGE] = "range",
    [KT_RULE_ORDINAL] = "ordinal",
    [KT_RULE_CURRENCY] = "currency",
    [KT_RULE_URL] = "url",
    [KT_RULE_EMAIL] = "email",
    [KT_RULE_DOMAIN] = "domain",
    [KT_RULE_MENTION] = "mention",
    [KT_RULE_HASHTAG] = "hashtag",
    [KT_RULE_EMOJI] = "emoji",
    [KT_RULE_ACRONYM] = "acronym",
    [KT_RULE_APOSTROPHE] = "apostrophe",
    [KT_RULE_SUPERSCRIPT] = "superscript",
    [KT_RULE_GLUED] = "glued",
    [KT_RULE_REPEAT] = "repeat",
    [KT_RULE_DICTIONARY] = "dictionary",
    [KT_RULE_CLITIC] = "clitic",
};

const char *kt_rule_name(kt_rule rule)
{
    return rule_names[rule];
}

static kt_status no_such_rule(kt_slice name, kt_error *err)
{
    kt_buffer known = {0};
    for (kt_rule rule = 0; rule < KT_RULE_TOTAL; rule++) {
        kt_buffer_add_char(&known, ' ');
        kt_buffer_add_string(&known, rule_names[rule]);
    }
    kt_status status =
        known.failed
            ? KT_FAIL_NOMEM(err)
            : KT_FAIL(err, KT_ERR_USAGE,
                      "no rule '%.*s'; give -RULE or +RULE, separated by "
                      "commas; there are:%.*s",
                      name.len > 40 ? 40 : (int)name.len, name.data,
                      (int)known.len, known.data);
    kt_buffer_free(&known);
    return status;
}

static kt_rule rule_of(kt_slice name)
{
    kt_rule rule = 0;
    while (rule < KT_RULE_TOTAL &&
           !kt_slice_equal(name, kt_slice_of(rule_names[rule])))
        rule++;
    return rule;
}

kt_status kt_rules_read(const char *text, kt_rules *out, kt_error *err)
{
    *out = KT_RULES_NEWS;
    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, ",");
        kt_slice name = {at, len};
        kt_rule rule =
            len < 2 ? KT_RULE_TOTAL : rule_of(kt_slice_sub(name, 1, len));
        if (at == text && kt_slice_equal(name, KT_SLICE("none")))
            *out = KT_RULES_NONE;
        else if (rule == KT_RULE_TOTAL || (*at != '-' && *at != '+'))
            return no_such_rule(name, err);
        else if (*at == '-')
            *out &= ~(1u << rule);
        else
            *out |= 1u << rule;
        at += at[len] == ',' ? len + 1 : len;
    }
    return KT_OK;
}

void kt_rules_write(kt_rules rules, kt_buffer *out)
{
    if (rules == KT_RULES_NONE) {
        kt_buffer_add_string(out, "none");
        return;
    }
    for (kt_rule rule = 0; rule < KT_RULE_TOTAL; rule++) {
        if (!((rules ^ KT_RULES_NEWS) >> rule & 1))
            continue;
        kt_buffer_add_string(out, out->len > 0 ? "," : "");
        kt_buffer_add_char(out, rules >> rule & 1 ? '+' : '-');
        kt_buffer_add_string(out, rule_names[rule]);
    }
}

kt_status kt_tokenizer_new(kt_rules rules, kt_tokenizer **out, kt_error *err)
{
    *out = calloc(1, sizeof **out);
    if (*out == NULL)
        return KT_FAIL_NOMEM(err);
    (*out)->rules = rules;
    kt_status status = KT_OK;
    if (kt_rule_is_on(*out, KT_RULE_CLITIC))
        status = kt_stemmer_new("id", &(*out)->stemmer, err);
    if (status != KT_OK) {
        kt_tokenizer_free(*out);
        *out = NULL;
    }
    return status;
}

void kt_tokenizer_free(kt_tokenizer *t)
{
    if (t == NULL)
        return;
    kt_dictionary_free(&t->dictionary);
    kt_stemmer_free(t->stemmer);
    free(t);
}

kt_status kt_tokenizer_status(const kt_tokenizer *t, kt_error *err)
{
    return t->failed || t->dictionary.failed ? KT_FAIL_NOMEM(err) : KT_OK;
}

void kt_tokenizer_begin(kt_tokenizer *t, const uint8_t *begin)
{
    t->begin = begin;
    t->cut_count = 0;
    kt_dictionary_forget(&t->dictionary);
}

bool kt_bytes_are_one_of(const uint8_t *p, const uint8_t *end,
                         const char *const *list)
{
    if (p == end)
        return false;
    uint8_t first = kt_is_letter(*p) ? *p | 32 : *p;
    while (*list != NULL &&
           ((uint8_t) * *list != first || !kt_bytes_are(p, end, *list)))
        list++;
    return *list != NULL;
}

bool kt_news_goes_on(const uint8_t *p, const uint8_t *end)
{
    if (p == end)
        return false;
    unsigned kind = kt_unicode(kt_utf8_decode(p, end).point) & KT_UNI_KIND;
    return *p == '_' || kind == KT_UNI_LETTER || kind == KT_UNI_DIGIT;
}

size_t kt_news_hyphen(const uint8_t *p, const uint8_t *end, bool dashes)
{
    if (p < end && *p == '-')
        return 1;
    /* U+2010 and U+2011 are hyphens, U+2012 and U+2013 dashes. */
    if (end - p >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90 &&
        p[2] <= (dashes ? 0x93 : 0x91))
        return 3;
    return 0;
}

/* Pictures below U+1F000 that are drawn as such without being told to:
 * Emoji_Presentation in the Unicode Character Database. */
static bool is_early_emoji(uint32_t point)
{
    static const uint16_t ranges[][2] = {
        {0x231A, 0x231B}, {0x23E9, 0x23EC}, {0x23F0, 0x23F0}, {0x23F3, 0x23F3},
        {0x25FD, 0x25FE}, {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267F, 0x267F},
        {0x2693, 0x2693}, {0x26A1, 0x26A1}, {0x26AA, 0x26AB}, {0x26BD, 0x26BE},
        {0x26C4, 0x26C5}, {0x26CE, 0x26CE}, {0x26D4, 0x26D4}, {0x26EA, 0x26EA},
        {0x26F2, 0x26F3}, {0x26F5, 0x26F5}, {0x26FA, 0x26FA}, {0x26FD, 0x26FD},
        {0x2705, 0x2705}, {0x270A, 0x270B}, {0x2728, 0x2728}, {0x274C, 0x274C},
        {0x274E, 0x274E}, {0x2753, 0x2755}, {0x2757, 0x2757}, {0x2795, 0x2797},
        {0x27B0, 0x27B0}, {0x27BF, 0x27BF}, {0x2B1B, 0x2B1C}, {0x2B50, 0x2B50},
        {0x2B55, 0x2B55},
    };
    size_t i = 0;
    while (i < sizeof ranges / sizeof *ranges && point > ranges[i][1])
        i++;
    return i < sizeof ranges / sizeof *ranges && point >= ranges[i][0];
}

/* Whether the token holds this code point, of three bytes in UTF-8. */
static bool holds(const kt_scan *token, const char *bytes)
{
    return memmem(token->start, (size_t)(token->end - token->start), bytes,
                  3) != NULL;
}

#define TEXT_STYLE "\xEF\xB8\x8E"  /* U+FE0E */
#define EMOJI_STYLE "\xEF\xB8\x8F" /* U+FE0F */
#define KEYCAP "\xE2\x83\xA3"      /* U+20E3 */

static bool is_emoji(const kt_scan *token)
{
    if (token->ascii)
        return false;
    kt_code code = kt_utf8_decode(token->start, token->end);
    uint16_t entry = kt_unicode(code.point);
    size_t len = (size_t)(token->end - token->start);
    if ((entry & KT_UNI_WB) == WB_REGIONAL_INDICATOR)
        return len >= 8; /* two of them are a flag */
    if (code.point < 0x80)
        return code.len < len && strchr("0123456789#*", (int)code.point) &&
               holds(token, KEYCAP);
    if (!(entry & KT_UNI_PICTOGRAPHIC) || holds(token, TEXT_STYLE))
        return false;
    return code.point >= 0x1F000 || is_early_emoji(code.point) ||
           holds(token, EMOJI_STYLE);
}

static void take_repeats(const uint8_t *end, kt_scan *token)
{
    uint8_t mark = *token->start;
    if (token->end - token->start != 1 || !(kt_scan_class[mark] & SCAN_REPEATS))
        return;
    while (token->end < end && *token->end == mark)
        token->end++;
    /* What Unicode joins to the last one stays with it. */
    if (token->end < end && *token->end >= 0x80 &&
        token->end - token->start > 1)
        token->end = kt_scan_other(token->end - 1, end, 0).end;
}

static void divide_mark(kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    if (kt_news_mention(t, end, token) || kt_news_hashtag(t, end, token))
        return;
    if (kt_rule_is_on(t, KT_RULE_EMOJI) && is_emoji(token))
        token->class = KT_CLASS_EMOJI;
    else if (kt_rule_is_on(t, KT_RULE_REPEAT))
        take_repeats(end, token);
}

static bool take_dictionary_word(kt_tokenizer *t, const uint8_t *end,
                                 kt_scan *token)
{
    if (*token->start < 0xE0 || !kt_rule_is_on(t, KT_RULE_DICTIONARY))
        return false;
    const uint8_t *found =
        kt_dictionary_word_end(&t->dictionary, token->start, end);
    if (found != NULL)
        token->end = found;
    return found != NULL;
}

static void divide_word(kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    if (kt_rule_is_on(t, KT_RULE_EMOJI) && is_emoji(token)) {
        token->class = KT_CLASS_EMOJI;
        return;
    }
    bool found = take_dictionary_word(t, end, token) ||
                 kt_news_url(t, end, token) || kt_news_email(t, end, token) ||
                 kt_news_domain(t, end, token) || kt_news_currency(t, token) ||
                 kt_news_number(t, end, token);
    if (!found)
        kt_news_word(t, end, token);
    if (token->class == KT_CLASS_WORD && kt_rule_is_on(t, KT_RULE_CLITIC))
        kt_news_clitic(t, token);
}

void kt_news_token(kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    const uint8_t *before = token->end;
    if (token->class == KT_CLASS_WORD || token->class == KT_CLASS_NUMBER)
        divide_word(t, end, token);
    else
        divide_mark(t, end, token);
    if (token->end == before)
        return;
    token->ascii = true;
    for (const uint8_t *p = token->start; p < token->end; p++)
        token->ascii &= *p < 0x80;
}
