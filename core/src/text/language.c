#include "text/language_words.h"

#include "base/data.h"
#include "text/language_models.h"

#include <ktool/text.h>
#include <ktool/tokens.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    VERSION = 1, /* raised whenever the same text would give another answer */
    LOOKED_AT = 4096,  /* bytes of a text */
    FIRST_WORDS = 32,  /* heard before the first choice, and twice as many
                          before each next one */
    KNOWN_WORDS = 3,   /* that a language has in its list if it is chosen ... */
    KNOWN_PART = 6,    /* ... and one of so many */
    MODEL_LEAST = 400, /* bytes; with fewer, one guess in twenty is wrong */
    MODEL_MOST = 1024, /* bytes; more cost time and tell no more */
    FILTER = 1 << 16   /* bits */
};

static const double decided = 0.5, clear = 0.33;

/* The languages that have a list: those of which a corpus may hold articles by
 * the thousand, since models take some hundred times as long, and those that
 * would be taken for one of them. The words of shared are Indonesian and
 * Malay. */
static const char *const codes[] = {"id", "ms", "en", "de", "es", "fr", "it",
                                    "nl", "pt", "af", "ca", "gl", "jv", "su"};
static const char shared[] = "id+ms";

enum {
    ID,
    MS,
    LANGUAGES = sizeof codes / sizeof *codes /* also for none of them */
};

struct kt_language_guesser {
    kt_table words; /* value: bits of languages */
    /* A bit for each hash of a word. Most words of a text are in no list, and
     * this shows it without a look at the table. */
    uint64_t filter[FILTER / 64];
    kt_language_models *models;
    kt_buffer text; /* a list, then what models see; never grows then */
};

static size_t filter_place(const kt_probe *probe)
{
    return probe->hash / 64 % (FILTER / 64);
}

static uint64_t filter_bit(const kt_probe *probe)
{
    return (uint64_t)1 << probe->hash % 64;
}

static kt_status add_word(kt_language_guesser *self, kt_slice word,
                          unsigned languages, kt_error *err)
{
    kt_probe probe = kt_probe_of(word, KT_CLASS_WORD);
    kt_entry *entry = kt_table_reserve(&self->words, 1)
                          ? kt_table_at(&self->words, &probe)
                          : NULL;
    if (entry == NULL)
        return KT_FAIL_NOMEM(err);
    entry->value |= languages;
    self->filter[filter_place(&probe)] |= filter_bit(&probe);
    return KT_OK;
}

static kt_status add_list(kt_language_guesser *self, const char *name,
                          unsigned languages, kt_error *err)
{
    kt_buffer_clear(&self->text);
    kt_status status = kt_data_read_list("language", "no words of language",
                                         kt_slice_of(name), &self->text, err);
    kt_slice rest = kt_buffer_slice(&self->text), word;
    while (status == KT_OK && kt_data_next_line(&rest, &word))
        status = add_word(self, word, languages, err);
    return status;
}

kt_status kt_language_guesser_new(kt_language_guesser **out, kt_error *err)
{
    *out = NULL;
    kt_language_guesser *self = calloc(1, sizeof *self);
    if (self == NULL)
        return KT_FAIL_NOMEM(err);
    self->models = kt_language_models_new();
    kt_status status = KT_OK;
    /* An ill-formed byte becomes three. */
    if (self->models == NULL ||
        !kt_buffer_reserve(&self->text, 3 * LOOKED_AT + 1))
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK)
        status = add_list(self, shared, 1u << ID | 1u << MS, err);
    for (size_t i = 0; status == KT_OK && i < LANGUAGES; i++)
        status = add_list(self, codes[i], 1u << i, err);
    if (status == KT_OK)
        *out = self;
    else
        kt_language_guesser_free(self);
    return status;
}

void kt_language_guesser_free(kt_language_guesser *self)
{
    if (self == NULL)
        return;
    kt_table_free(&self->words);
    kt_buffer_free(&self->text);
    kt_language_models_free(self->models);
    free(self);
}

/* What the words of a text say. */
typedef struct votes {
    size_t words;                       /* heard */
    uint16_t spoken[KT_LANGUAGE_WORDS]; /* bits of languages, of those that
                                           are in a list */
    size_t spoken_count;
} votes;

/* The languages in whose lists a word is, as bits. */
static unsigned find(const kt_language_guesser *self, const kt_probe *word)
{
    char padded[24] = {0};
    kt_probe folded;
    if (word->len == KT_LONG_KEY)
        return 0;
    if (word->key[0] >= 'A' && word->key[0] <= 'Z') {
        memcpy(padded, word->key, KT_INLINE_KEY);
        folded = kt_probe_inline(padded, word->len, word->tag, true);
        word = &folded;
    }
    if ((self->filter[filter_place(word)] & filter_bit(word)) == 0)
        return 0;
    const kt_entry *entry = kt_table_find(&self->words, word);
    return entry == NULL ? 0 : (unsigned)entry->value;
}

static void hear(const kt_language_guesser *self, const kt_probe *word,
                 votes *v)
{
    unsigned languages = find(self, word);
    v->words++;
    v->spoken[v->spoken_count] = (uint16_t)languages;
    v->spoken_count += languages != 0;
}

/* How many words are in the list of each language. */
static void count_known(const votes *v, unsigned known[LANGUAGES])
{
    for (unsigned l = 0; l < LANGUAGES; l++) {
        known[l] = 0;
        for (size_t i = 0; i < v->spoken_count; i++)
            known[l] += v->spoken[i] >> l & 1;
    }
}

/* How clearly the words speak for @p one, which knows as many as @p other or
 * more. */
static double compare(const votes *v, unsigned one, unsigned other)
{
    int for_one = 0, for_other = 0;
    for (size_t i = 0; i < v->spoken_count; i++) {
        int speaks_for_one = v->spoken[i] >> one & 1;
        int speaks_for_other = v->spoken[i] >> other & 1;
        for_one += speaks_for_one > speaks_for_other;
        for_other += speaks_for_other > speaks_for_one;
    }
    return (double)(for_one - for_other) / (for_one + for_other + 2);
}

/* The language other than @p but that knows most words. */
static unsigned most_known(const unsigned known[LANGUAGES], unsigned but)
{
    unsigned most = but == ID ? MS : ID;
    for (unsigned l = 0; l < LANGUAGES; l++) {
        if (l != but && known[l] > known[most])
            most = l;
    }
    return most;
}

/* What words come to. */
typedef struct choice {
    unsigned language; /* LANGUAGES if they say too little */
    double clarity;
} choice;

static choice choose(const votes *v)
{
    unsigned known[LANGUAGES];
    count_known(v, known);
    unsigned first = most_known(known, LANGUAGES);
    if (known[first] < KNOWN_WORDS || known[first] * KNOWN_PART < v->words)
        return (choice){LANGUAGES, 0};
    return (choice){first, compare(v, first, most_known(known, first))};
}

/* Hear words until they decide. */
static choice ask_words(const kt_language_guesser *self, const kt_probe *words,
                        size_t count)
{
    votes v = {0};
    size_t next_choice = FIRST_WORDS;
    while (v.words < count) {
        hear(self, &words[v.words], &v);
        if (v.words < next_choice)
            continue;
        choice c = choose(&v);
        if (c.clarity >= decided)
            return c;
        next_choice *= 2;
    }
    return choose(&v);
}

/* Make the text that the models are asked about: valid UTF-8 without NUL,
 * white space as one space. */
static void prepare(kt_buffer *out, kt_slice text)
{
    kt_buffer_clear(out);
    kt_text_repair(text, out);
    size_t len = 0;
    for (size_t i = 0; i < out->len; i++) {
        unsigned char c = (unsigned char)out->data[i];
        /* No character is cut in two. */
        if (len >= MODEL_MOST && (c & 0xC0) != 0x80)
            break;
        if (c > ' ')
            out->data[len++] = (char)c;
        else if (len > 0 && out->data[len - 1] != ' ')
            out->data[len++] = ' ';
    }
    out->len = len;
    kt_buffer_add_char(out, '\0');
}

static kt_language ask_models(kt_language_guesser *self, kt_slice text)
{
    prepare(&self->text, text);
    if (self->text.len <= MODEL_LEAST)
        return (kt_language){0};
    kt_language nearest =
        kt_language_models_guess(self->models, self->text.data);
    bool malay = kt_slice_equal(nearest.code, kt_slice_of(codes[ID])) ||
                 kt_slice_equal(nearest.code, kt_slice_of(codes[MS]));
    return malay ? (kt_language){0} : nearest;
}

/* The code and clarity of a choice, {0} where there is none. */
static kt_language language_of(choice c)
{
    if (c.language == LANGUAGES)
        return (kt_language){0};
    return (kt_language){kt_slice_of(codes[c.language]), c.clarity};
}

static kt_slice looked_at(kt_slice text)
{
    return kt_slice_sub(text, 0, text.len < LOOKED_AT ? text.len : LOOKED_AT);
}

kt_language kt_language_guess_words(kt_language_guesser *self,
                                    const kt_probe *words, size_t count,
                                    kt_slice text)
{
    choice c = ask_words(self, words, count);
    kt_language found = language_of(c);
    if (c.clarity < decided && c.language != ID && c.language != MS) {
        kt_language nearest = ask_models(self, looked_at(text));
        if (nearest.clarity >= clear)
            found = nearest;
    }
    found.clarity = round(found.clarity * 100) / 100;
    return found.clarity < clear ? (kt_language){0} : found;
}

kt_language kt_language_guess(kt_language_guesser *self, kt_slice text)
{
    kt_probe words[KT_LANGUAGE_WORDS];
    size_t count = 0;
    kt_token token;
    kt_scanner scanner = {.text = looked_at(text)};
    while (count < KT_LANGUAGE_WORDS && kt_scanner_next(&scanner, &token)) {
        kt_slice word = kt_slice_sub(text, token.start, token.end);
        if (token.class == KT_CLASS_WORD)
            words[count++] = kt_probe_of(word, KT_CLASS_WORD);
    }
    return kt_language_guess_words(self, words, count, text);
}

static uint64_t hash_list(const char *name, uint64_t seed)
{
    char path[32];
    snprintf(path, sizeof path, "language/%s.txt", name);
    return kt_data_hash(path, seed);
}

uint64_t kt_language_hash(void)
{
    uint64_t hash = hash_list(shared, VERSION);
    for (size_t i = 0; i < LANGUAGES; i++)
        hash = hash_list(codes[i], hash);
    return kt_language_models_hash(hash);
}
