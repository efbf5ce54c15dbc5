/* Rules for words: hyphens, acronyms, apostrophes, superscripts, and what is
 * glued together for want of a space. */
#include "text/news.h"

#include "text/utf8.h"

static const char *const months_and_days[] = {
    "januari",  "februari", "pebruari", "maret",     "april",    "mei",
    "juni",     "juli",     "agustus",  "september", "oktober",  "november",
    "nopember", "desember", "senin",    "selasa",    "rabu",     "kamis",
    "jumat",    "jum'at",   "jum’at",   "sabtu",     "minggu",   "ahad",
    "jan",      "feb",      "mar",      "apr",       "jun",      "jul",
    "agu",      "ags",      "agt",      "agst",      "sep",      "sept",
    "okt",      "nov",      "nop",      "des",       "january",  "february",
    "march",    "may",      "june",     "july",      "august",   "october",
    "december", "monday",   "tuesday",  "wednesday", "thursday", "friday",
    "saturday", "sunday",   NULL};

/* After a hyphen these begin a clause: the hyphen is a dash for which nobody
 * left space. */
static const char *const openers[] = {
    "dan",  "yang",   "untuk", "dari",   "dengan",   "seperti",  "bahkan",
    "atau", "tetapi", "namun", "karena", "sehingga", "termasuk", NULL};

/* What stands after the first part of an academic degree. */
static const char *const degrees[] = {
    "pd",  "si",  "sc",   "hum",  "kom", "sos", "ag", "kes", "farm",
    "kep", "psi", "ked",  "hut",  "th",  "fil", "ak", "kn",  "ip",
    "eng", "div", "phil", "ed",   "par", "tr",  "gz", "pt",  "ars",
    "sn",  "ab",  "gizi", "epid", "ger", "og",  "jp", "rad", "kj",
    "tht", "kk",  "bs",   "ot",   NULL};

enum {
    MOST_PARTS = 32 /* joined to a word, as SCAN_JOINTS */
};

/* A word under way. */
typedef struct word {
    const uint8_t *start, *end;
    unsigned seen;  /* SCAN_LETTER and SCAN_DIGIT */
    bool is_number; /* ke-45 */
    bool is_range;  /* Senin-Jumat */
    size_t parts;   /* joined so far */
} word;

/* What UAX #29 has at p, if that is a word or number there. */
static bool part_at(const uint8_t *p, const uint8_t *end, kt_scan *part)
{
    return kt_scan_next(p, end, NULL, part) && part->start == p &&
           (part->class == KT_CLASS_WORD || part->class == KT_CLASS_NUMBER);
}

static void take_part(word *w, const kt_scan *part)
{
    w->end = part->end;
    w->parts++;
    w->seen |=
        part->class == KT_CLASS_NUMBER ? (unsigned)SCAN_DIGIT : SCAN_LETTER;
}

static bool is_roman(const uint8_t *p, const uint8_t *end)
{
    while (p < end && strchr("IVXLCM", *p) != NULL)
        p++;
    return p == end;
}

static bool counts(const kt_tokenizer *t, const word *w, const kt_scan *part)
{
    return kt_rule_is_on(t, KT_RULE_ORDINAL) && w->parts == 1 &&
           kt_bytes_are(w->start, w->end, "ke") &&
           (part->class == KT_CLASS_NUMBER || is_roman(part->start, part->end));
}

/* Whether a part that begins after a hyphen is no part of the word. */
static bool stays_apart(const kt_tokenizer *t, const uint8_t *end,
                        const word *w, const kt_scan *part)
{
    static const char *const scales[] = {
        "ribu", "juta", "miliar", "milyar", "triliun", "persen", NULL};
    if (part->class == KT_CLASS_NUMBER &&
        (!(w->seen & SCAN_LETTER) ||
         kt_bytes_are_one_of(w->start, w->end, scales)))
        return true; /* a range, if that rule is on; 2 juta-3 juta */
    if (kt_rule_is_on(t, KT_RULE_CURRENCY) &&
        kt_news_is_amount(part->start, end))
        return true; /* Rp40-Rp50 */
    return kt_bytes_are_one_of(part->start, part->end, openers) &&
           w->end - w->start != part->end - part->start; /* adat-untuk */
}

/* The part after a hyphen, or after a dash between months or days. */
static bool join_hyphen(const kt_tokenizer *t, const uint8_t *end, word *w)
{
    kt_scan part;
    size_t dash = kt_news_hyphen(w->end, end, true);
    bool is_hyphen = kt_news_hyphen(w->end, end, false) > 0;
    if (dash == 0 || !part_at(w->end + dash, end, &part) ||
        stays_apart(t, end, w, &part))
        return false;
    bool dated = kt_rule_is_on(t, KT_RULE_RANGE) && w->parts == 1 &&
                 kt_bytes_are_one_of(w->start, w->end, months_and_days);
    if (dated && part.class == KT_CLASS_NUMBER)
        return false; /* 24 September-7 Oktober */
    bool range =
        dated && kt_bytes_are_one_of(part.start, part.end, months_and_days);
    bool ordinal = is_hyphen && counts(t, w, &part);
    bool joins = is_hyphen && kt_rule_is_on(t, KT_RULE_HYPHEN);
    if (!joins && !range && !ordinal)
        return false;
    take_part(w, &part);
    w->is_number = ordinal;
    w->is_range = range;
    return true;
}

/* The letters after ` or U+00B4, which scrapers leave for an apostrophe. */
static bool join_apostrophe(const kt_tokenizer *t, const uint8_t *end, word *w)
{
    kt_scan part;
    size_t len = w->end < end && *w->end == '`' ? 1
                 : end - w->end >= 2 && w->end[0] == 0xC2 && w->end[1] == 0xB4
                     ? 2
                     : 0;
    if (len == 0 || !kt_rule_is_on(t, KT_RULE_APOSTROPHE) ||
        !kt_is_letter(w->end[-1]) || !part_at(w->end + len, end, &part) ||
        !kt_is_letter(*part.start))
        return false; /* in ASCII, since mojibake has it too */
    take_part(w, &part);
    return true;
}

/* The length of a superscript or subscript digit. */
static size_t superscript_length(const uint8_t *p, const uint8_t *end)
{
    if (p == end || *p < 0x80)
        return 0;
    kt_code code = kt_utf8_decode(p, end);
    uint32_t c = code.point;
    bool found = c == 0xB2 || c == 0xB3 || c == 0xB9 || c == 0x2070 ||
                 (c >= 0x2074 && c <= 0x2079) || (c >= 0x2080 && c <= 0x2089);
    return found ? code.len : 0;
}

/* km², H₂O: small digits and what follows them without a space. */
static bool join_superscript(const kt_tokenizer *t, const uint8_t *end, word *w)
{
    kt_scan part;
    size_t len;
    const uint8_t *start = w->end;
    if (!kt_rule_is_on(t, KT_RULE_SUPERSCRIPT) || !kt_is_letter(w->end[-1]))
        return false;
    while ((len = superscript_length(w->end, end)) > 0)
        w->end += len;
    if (w->end == start)
        return false;
    if (part_at(w->end, end, &part))
        take_part(w, &part);
    return true;
}

static void cut(word *w, const uint8_t *at)
{
    w->end = at;
    w->is_range = w->is_number = false;
}

static const uint8_t *letters_end(const uint8_t *p, const uint8_t *end)
{
    while (p < end && kt_is_letter(*p))
        p++;
    return p;
}

/* Where the letters with full stops end that are an acronym or a degree:
 * A.S, S.Pd.I, Ph.D; or p. */
static const uint8_t *acronym_end(const uint8_t *p, const uint8_t *end)
{
    static const char *const doctors[] = {"ph", "ed", "psy", "th", "sp", NULL};
    const uint8_t *start = p;
    const uint8_t *stop = letters_end(p, end);
    bool degree = kt_is_upper(*p);
    if (stop - p != 1 && !(degree && kt_bytes_are_one_of(p, stop, doctors)))
        return start;
    size_t parts = 1;
    while (end - stop >= 2 && *stop == '.') {
        const uint8_t *next = letters_end(stop + 1, end);
        bool one = next - stop == 2;
        if (!one && !(degree && kt_is_upper(stop[1]) &&
                      kt_bytes_are_one_of(stop + 1, next, degrees)))
            break;
        stop = next;
        parts++;
    }
    return parts > 1 ? stop : start;
}

/* Whether the full stop at p ends a sentence, for what stands before and after
 * it is long enough for words: not by.U, Sp.OG, E.Coli. */
static bool ends_sentence(const uint8_t *start, const uint8_t *p,
                          const uint8_t *end)
{
    const uint8_t *first = p;
    while (first > start && kt_is_letter(first[-1]))
        first--;
    long before = p - first, after = letters_end(p + 1, end) - p - 1;
    if (!kt_is_upper(p[1]))
        return false;
    return after > 1 && !kt_is_upper(p[2]) ? before + after > 5
                                           : before > 3 && !kt_is_upper(p[-1]);
}

/* The acronym at the start of a word that full stops divide. */
static bool cut_acronym(const kt_tokenizer *t, const uint8_t *end, word *w)
{
    if (!kt_rule_is_on(t, KT_RULE_ACRONYM))
        return false;
    const uint8_t *stop = acronym_end(w->start, w->end);
    if (stop == w->start)
        return false;
    cut(w, stop);
    if (stop < end && *stop == '.' && (end - stop == 1 || stop[1] != '.'))
        w->end++;
    return true;
}

/* Full stops and colons within a word, which UAX #29 joins between letters. */
static void divide_at_stops(const kt_tokenizer *t, const uint8_t *end, word *w)
{
    bool glued = kt_rule_is_on(t, KT_RULE_GLUED);
    const uint8_t *p = memchr(w->start, ':', (size_t)(w->end - w->start));
    if (p != NULL && glued)
        cut(w, p);
    p = memchr(w->start, '.', (size_t)(w->end - w->start));
    if (p == NULL || cut_acronym(t, end, w) || !glued)
        return;
    while (p != NULL && !ends_sentence(w->start, p, w->end))
        p = memchr(p + 1, '.', (size_t)(w->end - p - 1));
    if (p != NULL)
        cut(w, p);
}

bool kt_news_word(const kt_tokenizer *t, const uint8_t *end, kt_scan *token)
{
    word w = {.start = token->start,
              .end = token->end,
              .seen = token->class == KT_CLASS_NUMBER ? (unsigned)SCAN_DIGIT
                                                      : SCAN_LETTER,
              .parts = 1};
    while (w.parts < MOST_PARTS &&
           (join_hyphen(t, end, &w) || join_apostrophe(t, end, &w) ||
            join_superscript(t, end, &w)))
        ;
    divide_at_stops(t, end, &w);
    token->end = w.end;
    token->class = w.is_range    ? KT_CLASS_RANGE
                   : w.is_number ? KT_CLASS_NUMBER
                                 : kt_scan_word_class(w.seen);
    return true;
}
