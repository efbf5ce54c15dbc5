#include "text/stem_id.h"

/* The two halves of a word around its only hyphen. */
typedef struct halves {
    kt_slice first, second;
} halves;

static const char *const hyphen_clitics[] = {"nya", "ku",  "mu", "lah",
                                             "kah", "tah", "pun"};
static const char *const hyphen_prefixes[] = {
    "di",   "ke", "se",  "ber", "ter",  "me",  "mem", "men",
    "meng", "pe", "pem", "pen", "peng", "per", "ku",  "kau"};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

static bool is_one_of(kt_slice part, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (kt_slice_equal(part, kt_slice_of(list[i])))
            return true;
    }
    return false;
}

/* The roman numeral of ke-iv. */
static bool is_numeral(kt_slice part)
{
    for (size_t i = 0; i < part.len; i++) {
        if (strchr("ivxlc", part.data[i]) == NULL)
            return false;
    }
    return true;
}

/* Where the part after the last hyphen begins. */
static size_t last_part(kt_slice word)
{
    size_t at = word.len;
    while (at > 0 && word.data[at - 1] != '-')
        at--;
    return at;
}

/* The length of a word without a clitic that a hyphen joins to it, or 0. */
static size_t without_clitic(kt_slice word)
{
    size_t at = last_part(word);
    if (at < 2 || !is_one_of(kt_slice_sub(word, at, word.len), hyphen_clitics,
                             LENGTH(hyphen_clitics)))
        return 0;
    /* With more hyphens it is the address of a page. */
    kt_slice rest = kt_slice_sub(word, 0, at - 1);
    size_t inner = last_part(rest);
    bool many = inner > 1 && memchr(rest.data, '-', inner - 1) != NULL;
    return many ? 0 : rest.len;
}

static bool split(kt_slice word, halves *out)
{
    size_t at = last_part(word);
    if (at < 2 || at == word.len || memchr(word.data, '-', at - 1) != NULL)
        return false;
    out->first = kt_slice_sub(word, 0, at - 1);
    out->second = kt_slice_sub(word, at, word.len);
    return true;
}

static bool ends_with(kt_slice word, kt_slice ending)
{
    return word.len >= ending.len && memcmp(word.data + word.len - ending.len,
                                            ending.data, ending.len) == 0;
}

/* What is looked for among the readings of the second half. */
typedef struct echo {
    kt_slice first;
    kt_stem_text core; /* the longest that ends the first half */
    bool clitics_only; /* nothing but clitics was taken off to find it */
    bool is_first;     /* a reading has the first half as its root */
} echo;

static void find_echo(void *ctx, const kt_reading *reading)
{
    echo *e = ctx;
    kt_slice root = kt_stem_slice(&reading->root);
    e->is_first |= kt_slice_equal(root, e->first);
    if (reading->prefix_count > 0 || root.len < 3 || root.len <= e->core.len ||
        !ends_with(e->first, root))
        return;
    kt_stem_set(&e->core, root);
    e->clitics_only = reading->suffix == KT_SUFFIX_NONE;
}

static echo echo_of(const halves *h)
{
    echo e = {.first = h->first, .clitics_only = true};
    if (h->second.len >= 3 && ends_with(h->first, h->second))
        kt_stem_set(&e.core, h->second);
    else
        kt_readings_each(h->second, find_echo, &e);
    return e;
}

/* turun-temurun, gigi-geligi: -em-, -el- or -er- behind the first letter. */
static bool has_infix(const halves *h)
{
    kt_slice a = h->first, b = h->second;
    return b.len == a.len + 2 && a.len > 2 && a.data[0] == b.data[0] &&
           b.data[1] == 'e' && strchr("mlr", b.data[2]) != NULL &&
           memcmp(a.data + 1, b.data + 3, a.len - 1) == 0;
}

/* bolak-balik has other vowels, sayur-mayur another first letter. */
static bool rhymes(const halves *h)
{
    kt_slice a = h->first, b = h->second;
    if (a.len != b.len || a.len < 3)
        return false;
    bool vowels_only = true;
    for (size_t i = 0; i < a.len; i++) {
        if (a.data[i] != b.data[i])
            vowels_only &= kt_stem_vowels(kt_slice_sub(a, i, i + 1)) == 1 &&
                           kt_stem_vowels(kt_slice_sub(b, i, i + 1)) == 1;
    }
    return vowels_only || memcmp(a.data + 1, b.data + 1, a.len - 1) == 0;
}

/* kupu-kupu is a word, and kupu is none. */
static bool is_lexical(const kt_stem_id *self, kt_slice word, kt_slice half)
{
    const kt_slice *stem = kt_stem_exceptions_find(&self->exceptions, word);
    if (stem != NULL)
        return kt_slice_equal(*stem, word);
    return kt_stem_id_is_root(self, word) && !kt_stem_id_knows(self, half);
}

static void reduce(const kt_stem_id *self, kt_slice word, kt_slice base,
                   kt_stem_sink *sink, kt_stem_text *out)
{
    kt_stem_step(sink, "reduplication", word, base);
    kt_stem_id_simple(self, base, sink, out);
}

/* perundang-undangan has the core undang, and undang-undang is lexical. */
static bool is_double_lexical(const kt_stem_id *self, kt_slice core,
                              kt_stem_text *doubled)
{
    if (2 * core.len + 1 > sizeof doubled->data)
        return false;
    memcpy(doubled->data, core.data, core.len);
    doubled->data[core.len] = '-';
    memcpy(doubled->data + core.len + 1, core.data, core.len);
    doubled->len = 2 * core.len + 1;
    return is_lexical(self, kt_stem_slice(doubled), core);
}

/* The halves share @p core: ber-turut-turut, besar-besar-an, meniru-niru. */
static kt_redup reduce_echo(const kt_stem_id *self, kt_slice word,
                            const halves *h, const echo *e, kt_stem_sink *sink,
                            kt_stem_text *out)
{
    kt_slice core = kt_stem_slice(&e->core);
    bool whole = core.len == h->first.len;
    kt_stem_text doubled;
    if (is_double_lexical(self, core, &doubled)) {
        kt_stem_set(out, kt_stem_slice(&doubled));
        kt_stem_step(sink, "reduplication", word, kt_stem_slice(out));
        return KT_REDUP_LEXICAL;
    }
    bool root = !whole && !kt_stem_id_knows(self, h->first) &&
                kt_stem_id_is_root(self, core);
    reduce(self, word, root ? core : h->first, sink, out);
    return whole && e->clitics_only ? KT_REDUP_FULL : KT_REDUP_AFFIXED;
}

/* se- and ke- are prefixes; sesama is no partial sama. */
static void match_doubled(void *ctx, const kt_reading *reading)
{
    echo *e = ctx;
    if (kt_reading_outer(reading) == KT_PREFIX_DOUBLED &&
        e->first.data[0] != 's' && e->first.data[0] != 'k')
        e->is_first |= kt_slice_equal(kt_stem_slice(&reading->root), e->first);
}

bool kt_stem_is_partial(const kt_stem_id *self, kt_slice word)
{
    kt_stem_sink nowhere = {0};
    kt_stem_text stem;
    if (!kt_stem_is_ascii_word(word))
        return false;
    kt_stem_id_simple(self, word, &nowhere, &stem);
    echo e = {.first = kt_stem_slice(&stem)};
    kt_readings_each(word, match_doubled, &e);
    return e.is_first;
}

static kt_redup stem_halves(const kt_stem_id *self, kt_slice word,
                            const halves *h, kt_stem_sink *sink,
                            kt_stem_text *out)
{
    kt_stem_set(out, word);
    if (kt_slice_equal(h->first, h->second) && is_lexical(self, word, h->first))
        return KT_REDUP_LEXICAL;
    echo e = echo_of(h);
    if (e.core.len > 0)
        return reduce_echo(self, word, h, &e, sink, out);
    if (e.is_first || has_infix(h)) {
        reduce(self, word, h->first, sink, out);
        return KT_REDUP_AFFIXED;
    }
    return rhymes(h) ? KT_REDUP_RHYMING : KT_REDUP_NONE;
}

kt_redup kt_stem_hyphened(const kt_stem_id *self, kt_slice word,
                          kt_stem_sink *sink, kt_stem_text *out)
{
    kt_stem_set(out, word);
    kt_slice rest = word;
    size_t len;
    while ((len = without_clitic(rest)) > 0) {
        kt_slice shorter = kt_slice_sub(rest, 0, len);
        kt_stem_step(sink, "hyphen clitic", rest, shorter);
        rest = shorter;
    }
    if (memchr(rest.data, '-', rest.len) == NULL) {
        kt_stem_id_simple(self, rest, sink, out);
        return KT_REDUP_NONE;
    }
    halves h;
    if (!split(rest, &h) || !kt_stem_is_ascii_word(h.first) ||
        !kt_stem_is_ascii_word(h.second)) {
        kt_stem_set(out, rest);
        return KT_REDUP_NONE;
    }
    if (kt_slice_equal(h.first, KT_SLICE("ke")) && is_numeral(h.second)) {
        kt_stem_set(out, rest);
        return KT_REDUP_NONE;
    }
    if (is_one_of(h.first, hyphen_prefixes, LENGTH(hyphen_prefixes))) {
        kt_stem_step(sink, "hyphen prefix", rest, h.second);
        kt_stem_id_simple(self, h.second, sink, out);
        return KT_REDUP_NONE;
    }
    return stem_halves(self, rest, &h, sink, out);
}
