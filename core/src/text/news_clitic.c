/* The rule that divides an Indonesian word from its clitics. */
#include "text/news.h"

static void add_cut(kt_tokenizer *t, const uint8_t *at)
{
    if (t->cut_count < KT_MOST_CUTS)
        t->cuts[t->cut_count++] = at;
}

/* Whether a word is one that the stemmer's answer can be laid on byte by
 * byte. */
static bool is_plain(const kt_scan *token)
{
    for (const uint8_t *p = token->start; p < token->end; p++) {
        if (!kt_is_letter(*p) && *p != '-')
            return false;
    }
    return true;
}

/* Where the first of the parts begins that stand at the end of a word and are
 * called "+mu +kah". */
static const uint8_t *endings_start(kt_slice clitics, const uint8_t *end)
{
    for (size_t i = 0; i < clitics.len; i++)
        end -= clitics.data[i] != '+' && clitics.data[i] != ' ';
    return end;
}

/* Cut before and after each of "ku+" or "+mu +kah". */
static void cut_clitics(kt_tokenizer *t, const kt_scan *token, kt_slice clitics)
{
    const char *plus = memchr(clitics.data, '+', clitics.len);
    size_t at = 0;
    if (plus != clitics.data) {
        at = (size_t)(plus - clitics.data);
        add_cut(t, token->start + at);
        at++;
    }
    const uint8_t *p =
        endings_start(kt_slice_sub(clitics, at, clitics.len), token->end);
    if (p == token->end)
        return;
    if (p[-1] == '-')
        add_cut(t, p - 1); /* APBD-nya */
    add_cut(t, p);
    for (at++; at < clitics.len; at++) {
        if (clitics.data[at] == ' ')
            add_cut(t, p);
        else
            p += clitics.data[at] != '+';
    }
}

/* Take the word apart, and remember where. */
static void divide(kt_tokenizer *t, const kt_scan *token)
{
    kt_morphology parts;
    kt_slice text = {(const char *)token->start,
                     (size_t)(token->end - token->start)};
    t->cut_count = 0;
    if (kt_stemmer_morphology(t->stemmer, text, &parts, NULL) != KT_OK)
        t->failed = true;
    else if (parts.clitics.len > 0)
        cut_clitics(t, token, parts.clitics);
    if (t->cut_count > 0)
        add_cut(t, token->end);
}

void kt_news_clitic(kt_tokenizer *t, kt_scan *token)
{
    bool within = t->cut_count > 0 && token->start < t->cuts[t->cut_count - 1];
    if (!within && is_plain(token))
        divide(t, token);
    for (size_t i = 0; i < t->cut_count; i++) {
        if (t->cuts[i] > token->start && t->cuts[i] < token->end)
            token->end = t->cuts[i];
    }
}
