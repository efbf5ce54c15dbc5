#include "fuzz.h"

#include <ktool/stem.h>
#include <ktool/text.h>

/* The end of the last step, which must be where the next one starts. */
static kt_status follow(void *ctx, const char *rule, kt_slice before,
                        kt_slice after)
{
    kt_buffer *end = ctx;
    assert(rule[0] != '\0');
    assert(end->len == 0 || kt_slice_equal(before, kt_buffer_slice(end)));
    kt_buffer_clear(end);
    kt_buffer_add_slice(end, after);
    return KT_OK;
}

static void check_word(kt_stemmer *stemmer, kt_slice word)
{
    kt_buffer stem = {0}, end = {0};
    kt_stemmer_stem(stemmer, word, &stem);
    assert(!stem.failed && (stem.len > 0) == (word.len > 0));
    assert(kt_text_valid_prefix(kt_buffer_slice(&stem)) == stem.len);
    assert(kt_stemmer_trace(stemmer, word, follow, &end, NULL) == KT_OK);
    assert(end.len == 0 ||
           kt_slice_equal(kt_buffer_slice(&end), kt_buffer_slice(&stem)));
    kt_morphology m;
    assert(kt_stemmer_morphology(stemmer, word, &m, NULL) == KT_OK);
    assert((m.base.len > 0) == (word.len > 0));
    kt_stemmer_knows(stemmer, word);
    kt_buffer_free(&stem);
    kt_buffer_free(&end);
}

/* Every line is a word: its stem is valid UTF-8, the same with and without a
 * trace, whose steps join; and taking it apart leaves something. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kt_stemmer *stemmer;
    if (stemmer == NULL && kt_stemmer_new("id", &stemmer, NULL) != KT_OK)
        return 0;
    kt_slice text = {(const char *)data, size};
    while (text.len > 0) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.data);
        check_word(stemmer, kt_slice_sub(text, 0, len));
        text = kt_slice_sub(text, end == NULL ? len : len + 1, text.len);
    }
    return 0;
}
