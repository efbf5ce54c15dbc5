#include "text/stem_affix.h"

#include <assert.h>

#define VOWELS "aeiou"
#define CONSONANTS "bcdfghjklmnpqrstvwxyz"

/* What more a prefix asks of what follows it. */
enum {
    ONE_SYLLABLE = 1, /* menge-bom */
    ER_SYLLABLE = 2,  /* be-kerja: r is lost before a syllable with er */
    SAME_LETTER = 4   /* re-rata */
};

/* me- and pe- join a root alike: they end in the nasal that is made where
 * the root's first sound is made, and swallow that sound if it is a
 * voiceless stop or s. Loans often keep theirs: mengkritik, mensyukuri. */
#define NASAL(first, name, kind)                                               \
    {name, first "e", "", "lmnrwy", kind, 0},                                  \
        {name, first "em", "", "bfpv", kind, 0},                               \
        {name, first "em", "p", VOWELS, kind, 0},                              \
        {name, first "en", "", "cdjstz", kind, 0},                             \
        {name, first "en", "t", VOWELS, kind, 0},                              \
        {name, first "eny", "s", VOWELS, kind, 0},                             \
        {name, first "eng", "", "ghkqx" VOWELS, kind, 0},                      \
        {name, first "eng", "k", VOWELS, kind, 0},                             \
    {                                                                          \
        name, first "enge", "", CONSONANTS, kind, ONE_SYLLABLE                 \
    }

static const kt_prefix prefixes[] = {
    NASAL("m", "me-", KT_PREFIX_ME),
    NASAL("p", "pe-", KT_PREFIX_PE),
    /* pe-tani, pe-serta: one who ber-tani, be-serta */
    {"pe-", "pe", "", "bcdfghjkpqstvxz", KT_PREFIX_PE, 0},
    {"di-", "di", "", NULL, KT_PREFIX_DI, 0},
    {"ber-", "ber", "", NULL, KT_PREFIX_BER, 0},
    {"ber-", "be", "", "r", KT_PREFIX_BER, 0},
    {"ber-", "be", "", CONSONANTS, KT_PREFIX_BER, ER_SYLLABLE},
    {"ter-", "ter", "", NULL, KT_PREFIX_TER, 0},
    {"ter-", "te", "", "r", KT_PREFIX_TER, 0},
    {"ter-", "te", "", CONSONANTS, KT_PREFIX_TER, ER_SYLLABLE},
    {"per-", "per", "", NULL, KT_PREFIX_PER, 0},
    {"per-", "pe", "", "r", KT_PREFIX_PER, 0},
    {"ke-", "ke", "", NULL, KT_PREFIX_KE, 0},
    {"se-", "se", "", NULL, KT_PREFIX_SE, 0},
    {"ku-", "ku", "", NULL, KT_PREFIX_KU, 0},
    {"kau-", "kau", "", NULL, KT_PREFIX_KU, 0},
    {"doubled", "", "", NULL, KT_PREFIX_DOUBLED, SAME_LETTER},
};

static const char *const suffix_text[] = {"", "kan", "an", "i", "an"};
static const char *const suffix_name[] = {"", "-kan", "-an", "-i", "-kan"};
static const char *const possessives[] = {NULL, "nya", "ku", "mu"};
static const char *const particles[] = {NULL, "lah", "kah", "tah", "pun"};

/* Which outermost prefixes a suffix goes with; me- and di- are left out
 * before ke- in kemukakan and ketahui. */
static const unsigned partners[] = {
    [KT_SUFFIX_NONE] = ~0u,
    [KT_SUFFIX_KAN] = KT_PREFIX_KU | KT_PREFIX_DI | KT_PREFIX_ME |
                      KT_PREFIX_BER | KT_PREFIX_TER | KT_PREFIX_PER |
                      KT_PREFIX_KE,
    [KT_SUFFIX_AN] = KT_PREFIX_KE | KT_PREFIX_PE | KT_PREFIX_PER |
                     KT_PREFIX_BER | KT_PREFIX_SE | KT_PREFIX_DOUBLED,
    [KT_SUFFIX_I] = KT_PREFIX_KU | KT_PREFIX_DI | KT_PREFIX_ME | KT_PREFIX_TER |
                    KT_PREFIX_PER | KT_PREFIX_KE,
    [KT_SUFFIX_SHARED_KAN] = KT_PREFIX_KU | KT_PREFIX_DI | KT_PREFIX_ME,
};

/* These begin a word or are not there. */
static const unsigned outermost =
    KT_PREFIX_KU | KT_PREFIX_DI | KT_PREFIX_ME | KT_PREFIX_DOUBLED;

void kt_stem_set(kt_stem_text *out, kt_slice text)
{
    assert(text.len <= sizeof out->data);
    if (text.len > 0)
        memmove(out->data, text.data, text.len);
    out->len = text.len;
}

bool kt_stem_is_ascii_word(kt_slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        if (word.data[i] < 'a' || word.data[i] > 'z')
            return false;
    }
    return word.len > 0;
}

static bool is_vowel(char c)
{
    return c != '\0' && strchr(VOWELS, c) != NULL;
}

size_t kt_stem_vowels(kt_slice word)
{
    size_t vowels = 0;
    for (size_t i = 0; i < word.len; i++)
        vowels += is_vowel(word.data[i]);
    return vowels;
}

size_t kt_stem_without(kt_slice word, const char *ending)
{
    size_t len = strlen(ending);
    if (word.len <= len || memcmp(word.data + word.len - len, ending, len) != 0)
        return 0;
    return word.len - len;
}

kt_prefix_kind kt_reading_outer(const kt_reading *reading)
{
    return reading->prefix_count == 0 ? KT_PREFIX_NONE
                                      : reading->prefixes[0]->kind;
}

static bool meets(unsigned condition, kt_slice word, kt_slice rest)
{
    if (condition & ONE_SYLLABLE)
        return kt_stem_vowels(rest) == 1;
    if (condition & ER_SYLLABLE)
        return rest.len > 3 && rest.data[1] == 'e' && rest.data[2] == 'r';
    if (condition & SAME_LETTER)
        return word.data[1] == 'e' && word.data[0] == rest.data[0] &&
               !is_vowel(rest.data[0]);
    return true;
}

/* What follows @p prefix in @p word, with what was swallowed; false if the
 * word does not begin so. */
static bool strip(const kt_prefix *prefix, kt_slice word, kt_stem_text *out)
{
    size_t len = strlen(prefix->text);
    if (prefix->condition & SAME_LETTER)
        len = 2;
    if (word.len < len + 2 ||
        memcmp(word.data, prefix->text, strlen(prefix->text)) != 0)
        return false;
    kt_slice rest = kt_slice_sub(word, len, word.len);
    if (prefix->before != NULL && strchr(prefix->before, rest.data[0]) == NULL)
        return false;
    if (!meets(prefix->condition, word, rest))
        return false;
    size_t restored = strlen(prefix->restored);
    memmove(out->data + restored, rest.data, rest.len);
    memcpy(out->data, prefix->restored, restored);
    out->len = restored + rest.len;
    return true;
}

/* A walk over the readings of one word. */
typedef struct walk {
    void (*visit)(void *ctx, const kt_reading *reading);
    void *ctx;
} walk;

static bool may_follow(const kt_reading *reading, const kt_prefix *next)
{
    if (reading->prefix_count == 0)
        return true;
    if (reading->prefix_count == KT_AFFIX_DEPTH || (next->kind & outermost))
        return false;
    if (kt_reading_outer(reading) == KT_PREFIX_KU)
        return next->kind == KT_PREFIX_PER;
    for (size_t i = 0; i < reading->prefix_count; i++) {
        if (reading->prefixes[i]->kind == next->kind)
            return false;
    }
    return true;
}

static void deliver(const walk *w, const kt_reading *reading)
{
    kt_prefix_kind outer = kt_reading_outer(reading);
    if (outer == KT_PREFIX_NONE) {
        bool bare = reading->suffix == KT_SUFFIX_NONE &&
                    reading->possessive == NULL && reading->particle == NULL;
        if (bare || reading->suffix == KT_SUFFIX_SHARED_KAN)
            return;
    } else if (!(partners[reading->suffix] & outer)) {
        return;
    }
    w->visit(w->ctx, reading);
}

/* As deep as KT_AFFIX_DEPTH. */
static void walk_prefixes(const walk *w, const kt_reading *reading)
{
    deliver(w, reading);
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        kt_reading inner;
        const kt_prefix *prefix = &prefixes[i];
        if (!may_follow(reading, prefix) ||
            !strip(prefix, kt_stem_slice(&reading->root), &inner.root))
            continue;
        memcpy(inner.prefixes, reading->prefixes, sizeof inner.prefixes);
        inner.prefixes[reading->prefix_count] = prefix;
        inner.prefix_count = reading->prefix_count + 1;
        inner.suffix = reading->suffix;
        inner.possessive = reading->possessive;
        inner.particle = reading->particle;
        walk_prefixes(w, &inner);
    }
}

static void walk_suffixes(const walk *w, kt_slice word, const char *possessive,
                          const char *particle)
{
    for (kt_suffix suffix = KT_SUFFIX_NONE; suffix <= KT_SUFFIX_SHARED_KAN;
         suffix++) {
        size_t len = kt_stem_without(word, suffix_text[suffix]);
        if (len < 2 ||
            (suffix == KT_SUFFIX_SHARED_KAN && word.data[len - 1] != 'k'))
            continue;
        kt_reading reading = {
            .suffix = suffix, .possessive = possessive, .particle = particle};
        kt_stem_set(&reading.root, kt_slice_sub(word, 0, len));
        walk_prefixes(w, &reading);
    }
}

void kt_readings_each(kt_slice word,
                      void (*visit)(void *ctx, const kt_reading *reading),
                      void *ctx)
{
    const walk w = {visit, ctx};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
        kt_slice outer = word;
        if (particles[i] != NULL)
            outer.len = kt_stem_without(word, particles[i]);
        for (size_t j = 0; j < sizeof possessives / sizeof *possessives; j++) {
            kt_slice inner = outer;
            if (possessives[j] != NULL)
                inner.len = kt_stem_without(outer, possessives[j]);
            walk_suffixes(&w, inner, possessives[j], particles[i]);
        }
    }
}

/* The steps of a reading so far. */
typedef struct path {
    void (*visit)(void *ctx, const char *rule, kt_slice before, kt_slice after);
    void *ctx;
    kt_slice word;
} path;

static void drop_end(path *p, const char *name, const char *ending)
{
    kt_slice after = kt_slice_sub(p->word, 0, kt_stem_without(p->word, ending));
    p->visit(p->ctx, name, p->word, after);
    p->word = after;
}

static void drop_clitic(path *p, const char *clitic)
{
    if (clitic == NULL)
        return;
    char name[8] = "-";
    strcat(name, clitic);
    drop_end(p, name, clitic);
}

void kt_reading_steps(const kt_reading *reading, kt_slice word,
                      void (*visit)(void *ctx, const char *rule,
                                    kt_slice before, kt_slice after),
                      void *ctx)
{
    path p = {visit, ctx, word};
    drop_clitic(&p, reading->particle);
    drop_clitic(&p, reading->possessive);
    if (reading->suffix != KT_SUFFIX_NONE)
        drop_end(&p, suffix_name[reading->suffix],
                 suffix_text[reading->suffix]);
    kt_stem_text texts[KT_AFFIX_DEPTH];
    for (size_t i = 0; i < reading->prefix_count; i++) {
        texts[i].len = 0;
        strip(reading->prefixes[i], p.word, &texts[i]);
        visit(ctx, reading->prefixes[i]->name, p.word,
              kt_stem_slice(&texts[i]));
        p.word = kt_stem_slice(&texts[i]);
    }
}
