#include <ktool/stem.h>

#include "text/stem_id.h"

#include <inttypes.h>
#include <ktool/text.h>
#include <libstemmer.h>
#include <stdio.h>
#include <stdlib.h>

struct kt_stemmer {
    char language[4];
    kt_stem_id id;               /* empty unless the language is Indonesian */
    struct sb_stemmer *snowball; /* NULL if it is */
    kt_buffer folded;
    kt_buffer fingerprint;
    kt_stem_text base; /* of the last kt_morphology */
    kt_buffer clitics;
};

/* libstemmer answers to these but has no call that lists them. */
static const char *const snowball_codes[] = {
    "ar", "ca", "da", "de", "el", "en", "es", "eu", "fi",
    "fr", "ga", "hi", "hu", "hy", "it", "lt", "ne", "nl",
    "no", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi"};

static bool is_code(const char *language)
{
    return kt_stem_is_ascii_word(kt_slice_of(language)) &&
           (strlen(language) == 2 || strlen(language) == 3);
}

/* Also where there was no memory for a language that there is. */
static kt_status no_such_language(const char *language, kt_error *err)
{
    kt_buffer known = {0};
    bool is_known = false;
    for (size_t i = 0; i < sizeof snowball_codes / sizeof *snowball_codes;
         i++) {
        struct sb_stemmer *one = sb_stemmer_new(snowball_codes[i], NULL);
        if (one == NULL)
            continue;
        is_known |= strcmp(language, snowball_codes[i]) == 0;
        kt_buffer_add_format(&known, " %s", snowball_codes[i]);
        sb_stemmer_delete(one);
    }
    kt_status status = kt_buffer_status(&known, err);
    if (is_known)
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK)
        status = KT_FAIL(err, KT_ERR_NOT_FOUND,
                         "no stemmer for '%.40s'; there are: id%.*s", language,
                         (int)known.len, known.len == 0 ? "" : known.data);
    kt_buffer_free(&known);
    return status;
}

static kt_status open_id(kt_stemmer *self, kt_error *err)
{
    kt_status status = kt_stem_id_open(&self->id, err);
    if (status != KT_OK)
        return status;
    kt_buffer_add_format(&self->fingerprint,
                         "id/" KT_STEM_ID_VERSION " exceptions:%016" PRIx64
                         " hunspell:",
                         self->id.exceptions.hash);
    if (self->id.dictionary == NULL)
        kt_buffer_add_string(&self->fingerprint, "none");
    else
        kt_buffer_add_format(&self->fingerprint, "%016" PRIx64,
                             kt_stem_dictionary_hash(self->id.dictionary));
    return kt_buffer_status(&self->fingerprint, err);
}

static kt_status open_snowball(kt_stemmer *self, const char *language,
                               kt_error *err)
{
    if (is_code(language))
        self->snowball = sb_stemmer_new(language, NULL);
    if (self->snowball == NULL)
        return no_such_language(language, err);
    kt_buffer_add_format(&self->fingerprint, "%s snowball", language);
    return kt_buffer_status(&self->fingerprint, err);
}

kt_status kt_stemmer_new(const char *language, kt_stemmer **out, kt_error *err)
{
    *out = NULL;
    kt_stemmer *self = calloc(1, sizeof *self);
    if (self == NULL)
        return KT_FAIL_NOMEM(err);
    bool indonesian =
        strcmp(language, "id") == 0 || strcmp(language, "ind") == 0;
    snprintf(self->language, sizeof self->language, "%s",
             indonesian ? "id" : language);
    kt_status status =
        indonesian ? open_id(self, err) : open_snowball(self, language, err);
    if (status != KT_OK) {
        kt_stemmer_free(self);
        return status;
    }
    *out = self;
    return KT_OK;
}

void kt_stemmer_free(kt_stemmer *self)
{
    if (self == NULL)
        return;
    kt_stem_id_close(&self->id);
    sb_stemmer_delete(self->snowball);
    kt_buffer_free(&self->folded);
    kt_buffer_free(&self->fingerprint);
    kt_buffer_free(&self->clitics);
    free(self);
}

static size_t count_points(kt_slice text)
{
    size_t points = 0;
    for (size_t i = 0; i < text.len; i++)
        points += ((unsigned char)text.data[i] & 0xC0) != 0x80;
    return points;
}

static void stem_by_snowball(kt_stemmer *self, kt_slice folded,
                             kt_stem_sink *sink, kt_buffer *out)
{
    const sb_symbol *stem = sb_stemmer_stem(
        self->snowball, (const sb_symbol *)folded.data, (int)folded.len);
    if (stem == NULL) {
        out->failed = true;
        return;
    }
    kt_slice after = {(const char *)stem,
                      (size_t)sb_stemmer_length(self->snowball)};
    kt_stem_step(sink, "snowball", folded, after);
    kt_buffer_add_slice(out, after);
}

static void stem_to(kt_stemmer *self, kt_slice word, kt_stem_sink *sink,
                    kt_buffer *out)
{
    kt_buffer_clear(&self->folded);
    kt_text_fold(word, &self->folded);
    kt_slice folded = kt_buffer_slice(&self->folded);
    if (self->folded.failed) {
        out->failed = true;
        return;
    }
    kt_stem_step(sink, "fold", word, folded);
    if (folded.len == 0 || count_points(folded) > KT_STEM_POINTS) {
        kt_buffer_add_slice(out, folded);
    } else if (self->snowball != NULL) {
        stem_by_snowball(self, folded, sink, out);
    } else {
        kt_stem_text stem;
        kt_stem_id_stem(&self->id, folded, sink, &stem);
        kt_buffer_add_slice(out, kt_stem_slice(&stem));
    }
}

void kt_stemmer_stem(kt_stemmer *self, kt_slice word, kt_buffer *out)
{
    kt_stem_sink nowhere = {0};
    stem_to(self, word, &nowhere, out);
}

kt_status kt_stemmer_trace(kt_stemmer *self, kt_slice word, kt_stem_visit visit,
                           void *ctx, kt_error *err)
{
    kt_stem_sink sink = {visit, ctx, KT_OK};
    kt_buffer stem = {0};
    stem_to(self, word, &sink, &stem);
    kt_status status = kt_buffer_status(&stem, err);
    kt_buffer_free(&stem);
    return status != KT_OK ? status : sink.status;
}

const char *kt_stemmer_language(const kt_stemmer *self)
{
    return self->language;
}

bool kt_stemmer_lacks_dictionary(const kt_stemmer *self)
{
    return self->snowball == NULL && self->id.dictionary == NULL;
}

bool kt_stemmer_knows(const kt_stemmer *self, kt_slice folded)
{
    return self->snowball == NULL && kt_stem_id_knows(&self->id, folded);
}

kt_slice kt_stemmer_fingerprint(const kt_stemmer *self)
{
    return kt_buffer_slice(&self->fingerprint);
}

static void take_apart(kt_stemmer *self, kt_slice folded, kt_morphology *out)
{
    kt_stem_sink nowhere = {0};
    kt_stem_clitics(&self->id, folded, &self->base, &self->clitics);
    out->clitics = kt_buffer_slice(&self->clitics);
    kt_stem_text stem = {0};
    kt_slice base = kt_stem_slice(&self->base);
    if (base.len > 0 && memchr(base.data, '-', base.len) != NULL)
        out->redup = kt_stem_hyphened(&self->id, base, &nowhere, &stem);
    else if (kt_stem_is_partial(&self->id, base))
        out->redup = KT_REDUP_PARTIAL;
    if (out->redup == KT_REDUP_PARTIAL)
        kt_stem_id_simple(&self->id, base, &nowhere, &stem);
    if (out->redup != KT_REDUP_NONE)
        kt_stem_set(&self->base, kt_stem_slice(&stem));
    out->base = kt_stem_slice(&self->base);
}

kt_status kt_stemmer_morphology(kt_stemmer *self, kt_slice word,
                                kt_morphology *out, kt_error *err)
{
    *out = (kt_morphology){0};
    kt_buffer_clear(&self->folded);
    kt_buffer_clear(&self->clitics);
    kt_text_fold(word, &self->folded);
    if (self->folded.failed)
        return KT_FAIL_NOMEM(err);
    kt_slice folded = kt_buffer_slice(&self->folded);
    out->base = folded;
    if (self->snowball == NULL && count_points(folded) <= KT_STEM_POINTS)
        take_apart(self, folded, out);
    if (self->clitics.failed) {
        *out = (kt_morphology){0};
        return KT_FAIL_NOMEM(err);
    }
    return KT_OK;
}

const char *kt_redup_name(kt_redup redup)
{
    static const char *const names[KT_REDUP_TOTAL] = {
        [KT_REDUP_NONE] = "none",       [KT_REDUP_FULL] = "full",
        [KT_REDUP_AFFIXED] = "affixed", [KT_REDUP_LEXICAL] = "lexical",
        [KT_REDUP_RHYMING] = "rhyming", [KT_REDUP_PARTIAL] = "partial",
    };
    return names[redup];
}
