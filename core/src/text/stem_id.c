#include "text/stem_id.h"

void kt_stem_step(kt_stem_sink *sink, const char *rule, kt_slice before,
                  kt_slice after)
{
    if (sink->visit != NULL && sink->status == KT_OK &&
        !kt_slice_equal(before, after))
        sink->status = sink->visit(sink->ctx, rule, before, after);
}

kt_status kt_stem_id_open(kt_stem_id *out, kt_error *err)
{
    *out = (kt_stem_id){0};
    kt_status status =
        kt_stem_exceptions_read("stem-id.tsv", &out->exceptions, err);
    if (status != KT_OK)
        return status;
    status = kt_stem_dictionary_open("id_ID", &out->dictionary, err);
    if (status == KT_OK || status == KT_ERR_NOT_FOUND)
        return KT_OK;
    kt_stem_id_close(out);
    return status;
}

void kt_stem_id_close(kt_stem_id *self)
{
    kt_stem_exceptions_free(&self->exceptions);
    kt_stem_dictionary_close(self->dictionary);
    *self = (kt_stem_id){0};
}

static unsigned weight(const kt_stem_id *self, kt_slice word)
{
    if (self->dictionary == NULL)
        return 0;
    unsigned found = kt_stem_dictionary_weight(self->dictionary, word);
    if (found == 0 && kt_stem_dictionary_is_name(self->dictionary, word))
        return 1;
    return found;
}

bool kt_stem_id_is_root(const kt_stem_id *self, kt_slice word)
{
    return kt_stem_exceptions_find(&self->exceptions, word) != NULL ||
           weight(self, word) > 0;
}

bool kt_stem_id_knows(const kt_stem_id *self, kt_slice word)
{
    if (kt_stem_exceptions_find(&self->exceptions, word) != NULL)
        return true;
    return self->dictionary != NULL &&
           (kt_stem_dictionary_weight(self->dictionary, word) > 0 ||
            kt_stem_dictionary_has(self->dictionary, word));
}

/* The best reading so far of a word. */
typedef struct choice {
    const kt_stem_id *self;
    unsigned weight; /* 0: none yet */
    kt_reading best;
} choice;

static void choose(choice *c, const kt_reading *reading, unsigned found)
{
    if (found < c->weight ||
        (found == c->weight && reading->root.len <= c->best.root.len))
        return;
    c->weight = found;
    c->best = *reading;
}

static void weigh_exception(void *ctx, const kt_reading *reading)
{
    choice *c = ctx;
    kt_slice root = kt_stem_slice(&reading->root);
    if (kt_stem_exceptions_find(&c->self->exceptions, root) != NULL)
        choose(c, reading, 1);
}

/* Short roots are in too many words by chance, and so is a final -i: the
 * names Bekasi and Bali are not bekas-i and bal-i. A bare ke- is the
 * preposition, written together by mistake. */
static bool is_credible(const kt_reading *reading)
{
    kt_slice root = kt_stem_slice(&reading->root);
    bool prefixed = reading->prefix_count > 0;
    bool suffixed = reading->suffix != KT_SUFFIX_NONE;
    bool clitic = reading->possessive != NULL || reading->particle != NULL;
    if (root.len < 3 || kt_stem_vowels(root) == 0)
        return false;
    if (!prefixed && reading->suffix == KT_SUFFIX_I)
        return root.len > 3 &&
               (clitic || strchr("aiueo", root.data[root.len - 1]) != NULL);
    if (kt_reading_outer(reading) == KT_PREFIX_KE && !suffixed)
        return root.len > 4;
    return root.len > 3 || (prefixed && suffixed) ||
           (!prefixed && !suffixed && reading->possessive != NULL);
}

static void weigh_root(void *ctx, const kt_reading *reading)
{
    choice *c = ctx;
    if (!is_credible(reading))
        return;
    unsigned found = weight(c->self, kt_stem_slice(&reading->root));
    bool slip = reading->suffix == KT_SUFFIX_SHARED_KAN;
    choose(c, reading, slip && found > 0 ? 1 : found);
}

/* No Indonesian root begins with two consonants but for a few, in loans. */
static bool begins_well(kt_slice root)
{
    return strchr("aeious", root.data[0]) != NULL ||
           strchr("aeioulrhyw", root.data[1]) != NULL;
}

/* Latin -asi, -isi and the roots in -ai are no -i. */
static bool is_suffix_i(kt_slice root)
{
    return strchr("sae", root.data[root.len - 1]) == NULL;
}

static bool has_nya(const kt_reading *reading)
{
    return reading->possessive != NULL &&
           strcmp(reading->possessive, "nya") == 0;
}

/* With a dictionary, only what can hardly be anything else. */
static bool is_certain(const kt_reading *reading)
{
    unsigned outer = kt_reading_outer(reading);
    if (reading->particle != NULL || reading->prefix_count > 1)
        return false;
    switch (reading->suffix) {
    case KT_SUFFIX_KAN:
        return outer & (KT_PREFIX_ME | KT_PREFIX_DI);
    case KT_SUFFIX_AN:
        return outer & (KT_PREFIX_KE | KT_PREFIX_PER | KT_PREFIX_PE);
    case KT_SUFFIX_NONE:
        return outer == KT_PREFIX_NONE && has_nya(reading);
    default:
        return false;
    }
}

/* Of prefixes that stand inside others, those that begin few roots. */
static bool has_likely_prefixes(const kt_reading *reading)
{
    unsigned outer = kt_reading_outer(reading);
    if (reading->prefix_count < 2)
        return !(outer & (KT_PREFIX_KU | KT_PREFIX_DOUBLED));
    return reading->prefix_count == 2 &&
           (outer & (KT_PREFIX_ME | KT_PREFIX_DI)) &&
           strcmp(reading->prefixes[1]->text, "per") == 0;
}

/* Prefixes that need no suffix to be seen; pe- shows by its nasal. */
static bool stands_alone(const kt_reading *reading)
{
    unsigned outer = kt_reading_outer(reading);
    if (outer == KT_PREFIX_PE)
        return strlen(reading->prefixes[0]->text) > 2;
    return outer &
           (KT_PREFIX_DI | KT_PREFIX_ME | KT_PREFIX_BER | KT_PREFIX_TER);
}

/* Without one, what is more often an affix than not. */
static bool is_likely(const kt_reading *reading)
{
    kt_slice root = kt_stem_slice(&reading->root);
    bool nya = has_nya(reading);
    if (!nya && (reading->possessive != NULL || reading->particle != NULL))
        return false;
    if (!has_likely_prefixes(reading))
        return false;
    switch (reading->suffix) {
    case KT_SUFFIX_KAN:
        return kt_reading_outer(reading) != KT_PREFIX_KE;
    case KT_SUFFIX_AN: /* pahlawan, wartawan */
        return root.data[root.len - 1] != 'w';
    case KT_SUFFIX_I:
        return stands_alone(reading) && is_suffix_i(root);
    case KT_SUFFIX_NONE:
        return nya || stands_alone(reading);
    default:
        return false;
    }
}

/* The more letters are explained by affixes, the likelier. Of meng- before
 * a vowel, e is k-e more often than not, and a short rest lost its k. */
static unsigned explained(const kt_reading *reading, size_t len)
{
    size_t restored = 0;
    bool k = false;
    for (size_t i = 0; i < reading->prefix_count; i++) {
        restored += strlen(reading->prefixes[i]->restored);
        k |= strcmp(reading->prefixes[i]->restored, "k") == 0;
    }
    bool likely_k =
        k && (reading->root.data[1] == 'e' || reading->root.len < 5);
    return 2 * (unsigned)(len - reading->root.len + restored) + likely_k;
}

typedef struct guess {
    choice choice;
    size_t len; /* of the word */
} guess;

static void weigh_guess(void *ctx, const kt_reading *reading)
{
    guess *g = ctx;
    kt_slice root = kt_stem_slice(&reading->root);
    bool dictionary = g->choice.self->dictionary != NULL;
    bool both = reading->prefix_count > 0 && reading->suffix != KT_SUFFIX_NONE;
    if (root.len < (dictionary || !both ? 4 : 3) || kt_stem_vowels(root) < 2 ||
        !begins_well(root))
        return;
    unsigned found = explained(reading, g->len);
    /* Of two that explain as much, the one that restores nothing. */
    if (found > g->choice.weight &&
        (dictionary ? is_certain(reading) : is_likely(reading)))
        choose(&g->choice, reading, found);
}

/* Plants and the like in a mass, which the dictionary lists: de-daun-an. */
static void weigh_mass(void *ctx, const kt_reading *reading)
{
    choice *c = ctx;
    if (kt_reading_outer(reading) == KT_PREFIX_DOUBLED &&
        reading->prefix_count == 1 && reading->suffix == KT_SUFFIX_AN &&
        reading->root.len > 3)
        choose(c, reading, weight(c->self, kt_stem_slice(&reading->root)));
}

static void deliver_step(void *ctx, const char *rule, kt_slice before,
                         kt_slice after)
{
    kt_stem_step(ctx, rule, before, after);
}

/* An exception may stand for the root, as ajar does for lajar. */
static void settle(const kt_stem_id *self, kt_slice root, kt_stem_sink *sink,
                   kt_stem_text *out)
{
    const kt_slice *stem = kt_stem_exceptions_find(&self->exceptions, root);
    if (stem != NULL)
        kt_stem_step(sink, "exception", root, *stem);
    kt_stem_set(out, stem != NULL ? *stem : root);
}

static bool take(const kt_stem_id *self, const choice *c, kt_slice word,
                 kt_stem_sink *sink, kt_stem_text *out)
{
    if (c->weight == 0)
        return false;
    kt_reading_steps(&c->best, word, deliver_step, sink);
    settle(self, kt_stem_slice(&c->best.root), sink, out);
    return true;
}

/* The best root so far that the dictionary finds in a word. */
typedef struct roots {
    const kt_stem_id *self;
    kt_slice word;
    kt_stem_text best; /* empty: none yet */
    bool legal;
    unsigned weight;
} roots;

typedef struct search {
    kt_slice root;
    bool found;
} search;

static void match_root(void *ctx, const kt_reading *reading)
{
    search *s = ctx;
    s->found |= reading->suffix != KT_SUFFIX_SHARED_KAN &&
                kt_slice_equal(s->root, kt_stem_slice(&reading->root));
}

/* The dictionary lets any of a root's prefixes meet any of its suffixes, so
 * that it finds di-tarik-an in ditarikan. A root that our rules find too goes
 * first; then the one with the greatest weight, then the longest. */
static void weigh_dictionary_root(void *ctx, kt_slice root)
{
    roots *r = ctx;
    search s = {.root = root};
    unsigned found = weight(r->self, root);
    kt_readings_each(r->word, match_root, &s);
    bool better = s.found != r->legal  ? s.found
                  : found != r->weight ? found > r->weight
                                       : root.len > r->best.len;
    if (r->best.len > 0 && !better)
        return;
    kt_stem_set(&r->best, root);
    r->legal = s.found;
    r->weight = found;
}

/* The dictionary does not let every form of a root have a clitic, so that it
 * finds ber-ikan-ku in berikanku, but not beri-kan-ku. */
static void weigh_without_clitics(roots *r, kt_slice word)
{
    static const char *const clitics[] = {"nya", "ku",  "mu", "lah",
                                          "kah", "tah", "pun"};
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
        kt_slice rest = {word.data, kt_stem_without(word, clitics[i])};
        if (rest.len > 0)
            kt_stem_dictionary_each_root(r->self->dictionary, rest,
                                         weigh_dictionary_root, r);
    }
}

static bool by_dictionary(const kt_stem_id *self, kt_slice word,
                          kt_stem_sink *sink, kt_stem_text *out)
{
    if (self->dictionary == NULL)
        return false;
    roots r = {.self = self, .word = word};
    kt_stem_dictionary_each_root(self->dictionary, word, weigh_dictionary_root,
                                 &r);
    weigh_without_clitics(&r, word);
    if (r.best.len == 0)
        return false;
    kt_stem_step(sink, "dictionary", word, kt_stem_slice(&r.best));
    settle(self, kt_stem_slice(&r.best), sink, out);
    return true;
}

static bool by_rules(const kt_stem_id *self, kt_slice word, kt_stem_sink *sink,
                     kt_stem_text *out)
{
    choice known = {.self = self};
    kt_readings_each(word, weigh_root, &known);
    if (take(self, &known, word, sink, out))
        return true;
    guess g = {{.self = self}, word.len};
    kt_readings_each(word, weigh_guess, &g);
    return take(self, &g.choice, word, sink, out);
}

void kt_stem_id_simple(const kt_stem_id *self, kt_slice word,
                       kt_stem_sink *sink, kt_stem_text *out)
{
    bool exception = kt_stem_exceptions_find(&self->exceptions, word) != NULL;
    if (exception || !kt_stem_is_ascii_word(word)) {
        settle(self, word, sink, out);
        return;
    }
    bool root = weight(self, word) > 0;
    choice first = {.self = self};
    kt_readings_each(word, root ? weigh_mass : weigh_exception, &first);
    if (!take(self, &first, word, sink, out) &&
        (root || (!by_dictionary(self, word, sink, out) &&
                  !by_rules(self, word, sink, out))))
        kt_stem_set(out, word);
}

void kt_stem_id_stem(const kt_stem_id *self, kt_slice word, kt_stem_sink *sink,
                     kt_stem_text *out)
{
    bool exception = kt_stem_exceptions_find(&self->exceptions, word) != NULL;
    if (exception || word.len == 0 || memchr(word.data, '-', word.len) == NULL)
        kt_stem_id_simple(self, word, sink, out);
    else
        kt_stem_hyphened(self, word, sink, out);
}
