/* Rules for addresses: URLs, e-mail, domains, names with @, tags with #. */
#include "text/news.h"

#include "text/utf8.h"

enum {
    LONGEST_LOCAL = 64, /* part of an address before @, by RFC 5321 */
    LONGEST_LABEL = 63, /* of a domain, by RFC 1035 */
    MOST_LABELS = 8     /* of a domain as outlets write it */
};

/* Domains under which outlets stand. Not those that are words at the start of
 * an Indonesian or English sentence, for the space after a full stop is often
 * missing. */
static const char *const domains[] = {
    "com", "net", "org", "info", "biz", "edu", "gov",  "mil", "int",
    "co",  "io",  "tv",  "news", "app", "dev", "site", "xyz", "online",
    "id",  "sg",  "uk",  "au",   "jp",  "cn",  "tw",   "hk",  "kr",
    "th",  "ph",  "vn",  "de",   "fr",  "nl",  "eu",   "ru",  "br",
    "ca",  "nz",  "sa",  "ae",   "ch",  "tl",  NULL};

/* Those count only with a path: t.me/ktool, youtu.be/x. */
static const char *const weak_domains[] = {"me", "be", "ly", "gl", "gd",
                                           "it", "us", "in", "my", "ai",
                                           "cc", "to", "st", NULL};

static bool is_label_byte(uint8_t byte)
{
    return kt_is_letter(byte) || kt_is_digit(byte) || byte == '-';
}

/* Marks that end a URL wherever they stand; space does so too. */
static bool ends_url(const uint8_t *p, const uint8_t *end)
{
    if (*p <= ' ' || *p == 0x7F)
        return true;
    if (*p < 0x80)
        return strchr("<>\"`{}|\\^", *p) != NULL;
    kt_code code = kt_utf8_decode(p, end);
    uint16_t entry = kt_unicode(code.point);
    return !code.well_formed || (entry & KT_UNI_SPACE) != 0 ||
           (entry & KT_UNI_KIND) == KT_UNI_PUNCT;
}

/* Where a URL ends whose first part ends at p: at space, without the marks of
 * the sentence around it. */
static const uint8_t *url_end(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *last = p;
    int round = 0, square = 0;
    while (p < end && !ends_url(p, end)) {
        round += (*p == '(') - (*p == ')');
        square += (*p == '[') - (*p == ']');
        if (round < 0 || square < 0)
            break;
        p += *p < 0x80 ? 1 : kt_utf8_decode(p, end).len;
        if (strchr(".,;:!?'*~([", p[-1]) == NULL)
            last = p;
    }
    return last;
}

bool kt_news_url(const kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    static const char *const schemes[] = {"http", "https", "ftp", NULL};
    if (!kt_rule_is_on(t, KT_RULE_URL))
        return false;
    const uint8_t *rest = token->end;
    bool scheme = end - rest > 3 && memcmp(rest, "://", 3) == 0 &&
                  kt_bytes_are_one_of(token->start, rest, schemes);
    const uint8_t *host = token->start + 4; /* after www. */
    bool www = end - token->start > 4 &&
               kt_bytes_are(token->start, token->start + 3, "www") &&
               token->start[3] == '.' && is_label_byte(*host);
    if (!scheme && !www)
        return false;
    const uint8_t *stop = url_end(scheme ? rest + 3 : host, end);
    if (scheme && stop == rest + 3)
        return false;
    token->end = stop;
    token->class = KT_CLASS_URL;
    return true;
}

/* One label of a domain after p, or p. */
static const uint8_t *label_end(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *start = p;
    while (p < end && is_label_byte(*p) && p - start < LONGEST_LABEL)
        p++;
    while (p > start && p[-1] == '-')
        p--;
    return p > start && *start != '-' ? p : start;
}

/* Whether a label is not part of an address but the next sentence's first
 * word: "dibuka.Info", "Jakarta.Pada". Kompas.Com is written so too. */
static bool begins_sentence(const uint8_t *first, const uint8_t *p,
                            const uint8_t *stop)
{
    static const char *const capitalised[] = {"com", "co",  "id",
                                              "org", "net", NULL};
    if (!kt_is_upper(*p) || stop - p < 2 || kt_is_upper(p[1]))
        return false;
    return !kt_is_upper(*first) || !kt_bytes_are_one_of(p, stop, capitalised);
}

/* Where labels joined by full stops end; the last one's start in last. The
 * next sentence's first word is none of them. */
static const uint8_t *labels_end(const uint8_t *p, const uint8_t *end,
                                 const uint8_t **last)
{
    const uint8_t *start = p, *stop = *last = p;
    for (;;) {
        const uint8_t *next = label_end(p, end);
        if (next == p || (p > start && begins_sentence(start, p, next)))
            return stop;
        *last = p;
        stop = next;
        if (next == end || *next != '.')
            return stop;
        p = next + 1;
    }
}

bool kt_news_email(const kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    if (!kt_rule_is_on(t, KT_RULE_EMAIL))
        return false;
    const uint8_t *p = token->start, *last;
    while (p < end && p - token->start < LONGEST_LOCAL &&
           (is_label_byte(*p) || memchr("._%+", *p, 4) != NULL))
        p++;
    if (p == end || *p != '@' || p[-1] == '.')
        return false;
    const uint8_t *stop = labels_end(p + 1, end, &last);
    if (last == p + 1 || stop - last < 2 || !kt_is_letter(*last))
        return false;
    token->end = stop;
    token->class = KT_CLASS_EMAIL;
    return true;
}

/* Whether a path follows, and not the name of a photographer, as in
 * KOMPAS.com/NAMA ORANG: that is a capital and letters of one case. */
static bool starts_path(const uint8_t *p, const uint8_t *end)
{
    if (end - p < 2 || *p != '/' || !is_label_byte(p[1]))
        return false;
    const uint8_t *first = ++p;
    while (p < end && kt_is_letter(*p) && p - first < LONGEST_LOCAL) {
        bool mixed = p > first + 1 && kt_is_upper(*p) != kt_is_upper(p[-1]);
        if (mixed || !kt_is_upper(*first))
            return true;
        p++;
    }
    return p == first || (p < end && (is_label_byte(*p) || *p == '_'));
}

/* Whether the label from p to stop can be a domain's last one, before which
 * one of len bytes stands. One letter is more often an initial: S.Th. */
static bool is_top(const uint8_t *p, const uint8_t *stop, const uint8_t *end,
                   size_t len)
{
    bool path = starts_path(stop, end);
    if (path && kt_bytes_are_one_of(p, stop, weak_domains))
        return true;
    return (len > 1 || stop - p > 2 || path) &&
           kt_bytes_are_one_of(p, stop, domains);
}

/* Where the longest start of the labels at p ends that is a domain, or p. */
static const uint8_t *domain_end(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *start = p, *found = p;
    size_t len = 0; /* of the label before */
    for (int labels = 0; labels < MOST_LABELS; labels++) {
        const uint8_t *next = label_end(p, end);
        if (next == p || (labels > 0 && begins_sentence(start, p, next)))
            return found;
        const uint8_t *hyphen = memchr(p, '-', (size_t)(next - p));
        if (hyphen != NULL && labels > 0 && kt_is_upper(hyphen[1]) &&
            is_top(p, hyphen, end, len))
            return hyphen; /* KOMPAS.com-Sebuah */
        if (labels > 0 && is_top(p, next, end, len))
            found = next;
        len = (size_t)(next - p);
        if (next == end || *next != '.')
            return found;
        p = next + 1;
    }
    return found;
}

bool kt_news_domain(const kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    if (!kt_rule_is_on(t, KT_RULE_DOMAIN))
        return false;
    const uint8_t *stop = domain_end(token->start, end);
    if (stop == token->start || kt_news_goes_on(stop, end) ||
        (stop < end && *stop == '@'))
        return false;
    /* KOMPAS.com/NAMA is a credit, not a path. */
    token->end = starts_path(stop, end) ? url_end(stop, end) : stop;
    token->class = KT_CLASS_URL;
    return true;
}

static bool is_name_byte(uint8_t byte)
{
    return kt_is_letter(byte) || kt_is_digit(byte) || byte == '_';
}

bool kt_news_mention(const kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    const uint8_t *p = token->start + 1;
    if (*token->start != '@' || !kt_rule_is_on(t, KT_RULE_MENTION) ||
        (token->start > t->begin && is_name_byte(token->start[-1])))
        return false;
    bool letters = false;
    while (p < end &&
           (is_name_byte(*p) ||
            (*p == '.' && p > token->start + 1 && p[-1] != '.' && p + 1 < end &&
             is_name_byte(p[1]) && !kt_is_upper(p[1])))) {
        letters |= kt_is_letter(*p);
        p++;
    }
    if (!letters)
        return false;
    token->end = p;
    token->class = KT_CLASS_MENTION;
    return true;
}

bool kt_news_hashtag(const kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    const uint8_t *p = token->start + 1;
    if (*token->start != '#' || !kt_rule_is_on(t, KT_RULE_HASHTAG) ||
        (token->start > t->begin &&
         (is_name_byte(token->start[-1]) || token->start[-1] == '&')))
        return false; /* C#m, &#x27; */
    bool letters = false;
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        uint16_t entry = kt_unicode(code.point);
        unsigned kind = entry & KT_UNI_KIND, wb = entry & KT_UNI_WB;
        if (kind != KT_UNI_LETTER && kind != KT_UNI_DIGIT && wb != WB_EXTEND &&
            wb != WB_ZWJ && wb != WB_EXTEND_NUM_LET)
            break;
        letters |= kind == KT_UNI_LETTER;
        p += code.len;
    }
    if (!letters)
        return false;
    token->end = p;
    token->class = KT_CLASS_HASHTAG;
    return true;
}
