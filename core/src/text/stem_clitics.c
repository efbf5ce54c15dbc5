#include "text/stem_id.h"

static const char *const possessives[] = {"nya", "ku", "mu"};
static const char *const particles[] = {"lah", "kah", "tah", "pun"};
static const char *const proclitics[] = {"kau", "ku"};

#define LENGTH(array) (sizeof(array) / sizeof *(array))

/* A word with what was taken off it; clitics are NULL where there is none. */
typedef struct parts {
    kt_slice base;
    const char *proclitic, *possessive, *particle;
} parts;

/* What the dictionary or we would be asked for: the part that is inflected. */
static kt_slice tail_of(kt_slice word)
{
    size_t at = word.len;
    while (at > 0 && word.data[at - 1] != '-')
        at--;
    return kt_slice_sub(word, at, word.len);
}

static bool same_stem(const kt_stem_id *self, kt_slice a, kt_slice b)
{
    kt_stem_sink nowhere = {0};
    kt_stem_text x, y;
    kt_stem_id_stem(self, a, &nowhere, &x);
    kt_stem_id_stem(self, b, &nowhere, &y);
    return kt_slice_equal(kt_stem_slice(&x), kt_stem_slice(&y));
}

/* pela is a word, but pelaku is no pela-ku: its stem is laku. */
static bool is_part(const kt_stem_id *self, kt_slice word, kt_slice rest)
{
    return kt_stem_id_knows(self, tail_of(rest)) && same_stem(self, word, rest);
}

/* Where nobody knows the rest, -nya is believed where the stemmer did. */
static bool is_unknown_nya(const kt_stem_id *self, kt_slice word, kt_slice rest,
                           const char *clitic)
{
    kt_stem_sink nowhere = {0};
    kt_stem_text stem;
    if (strcmp(clitic, "nya") != 0 || kt_stem_id_knows(self, tail_of(word)))
        return false;
    kt_stem_id_stem(self, word, &nowhere, &stem);
    return kt_slice_equal(kt_stem_slice(&stem), rest);
}

/* The clitic of @p list that @p base ends in, taken off it, or NULL. */
static const char *take_ending(const kt_stem_id *self, kt_slice *base,
                               const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        kt_slice rest = {base->data, kt_stem_without(*base, list[i])};
        if (rest.len < 2)
            continue;
        bool hyphen = rest.data[rest.len - 1] == '-';
        if (hyphen)
            rest.len--;
        else if (kt_stem_id_is_root(self, tail_of(*base)))
            continue;
        if (hyphen || is_part(self, *base, rest) ||
            is_unknown_nya(self, *base, rest, list[i])) {
            *base = rest;
            return list[i];
        }
    }
    return NULL;
}

static const char *take_proclitic(const kt_stem_id *self, kt_slice *base)
{
    if (kt_stem_id_is_root(self, *base))
        return NULL;
    for (size_t i = 0; i < LENGTH(proclitics); i++) {
        size_t len = strlen(proclitics[i]);
        if (base->len < len + 4 || memcmp(base->data, proclitics[i], len) != 0)
            continue;
        kt_slice rest = kt_slice_sub(*base, len, base->len);
        if (is_part(self, *base, rest)) {
            *base = rest;
            return proclitics[i];
        }
    }
    return NULL;
}

static void add(kt_buffer *out, const char *before, const char *clitic,
                const char *after)
{
    if (clitic != NULL)
        kt_buffer_add_format(out, "%s%s%s%s", out->len > 0 ? " " : "", before,
                             clitic, after);
}

void kt_stem_clitics(const kt_stem_id *self, kt_slice word, kt_stem_text *base,
                     kt_buffer *clitics)
{
    parts p = {.base = word};
    p.particle = take_ending(self, &p.base, particles, LENGTH(particles));
    p.possessive = take_ending(self, &p.base, possessives, LENGTH(possessives));
    p.proclitic = take_proclitic(self, &p.base);
    add(clitics, "", p.proclitic, "+");
    add(clitics, "+", p.possessive, "");
    add(clitics, "+", p.particle, "");
    kt_stem_set(base, p.base);
}
