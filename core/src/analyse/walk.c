#include "analyse/ranges.h"
#include "analyse/term_map.h"
#include "article/stream.h"

#include <ktool/text.h>
#include <ktool/words.h>
#include <stdlib.h>

struct kt_walk {
    kt_tokenizer *tokenizer;
    kt_stream stream;
    kt_words_options options;
    kt_stoplist *stop;
    uint32_t label; /* the present part */
    bool in_quote;
    bool counts; /* whether it does */
    kt_buffer word, folded;
    kt_buffer word_form, folded_form; /* where options have a form */
};

kt_status kt_walk_new(const kt_article *article,
                      const kt_words_options *options, kt_walk **out,
                      kt_error *err)
{
    *out = NULL;
    if (options->stem != NULL)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "stem is an option of a corpus's words only");
    kt_walk *walk = calloc(1, sizeof *walk);
    if (walk == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_stoplist_new(
        options->stop, options->form | KT_FORM_FOLD, &walk->stop, err);
    if (status == KT_OK)
        status = kt_tokenizer_new(article->rules, &walk->tokenizer, err);
    if (status != KT_OK) {
        kt_walk_free(walk);
        return status;
    }
    walk->stream = kt_stream_of(article, walk->tokenizer);
    walk->options = *options;
    walk->label = KT_NO_LABEL;
    *out = walk;
    return KT_OK;
}

void kt_walk_free(kt_walk *walk)
{
    if (walk == NULL)
        return;
    kt_stoplist_free(walk->stop);
    kt_tokenizer_free(walk->tokenizer);
    kt_buffer_free(&walk->word);
    kt_buffer_free(&walk->folded);
    kt_buffer_free(&walk->word_form);
    kt_buffer_free(&walk->folded_form);
    free(walk);
}

/* The word that a token counts as; false if it is left out. */
static bool count_as(kt_walk *walk, kt_slice token, kt_slice *word)
{
    unsigned form = walk->options.form;
    kt_buffer_clear(&walk->folded);
    kt_text_fold(token, &walk->folded);
    kt_slice folded = kt_word_form(kt_buffer_slice(&walk->folded),
                                   form | KT_FORM_FOLD, &walk->folded_form);
    *word = folded;
    if (walk->options.cased) {
        kt_buffer_clear(&walk->word);
        kt_text_nfc(token, &walk->word);
        *word =
            kt_word_form(kt_buffer_slice(&walk->word), form, &walk->word_form);
    }
    return kt_word_counts(*word, folded, walk->options.min, walk->stop);
}

static void take_mark(kt_walk *walk, uint8_t mark)
{
    if (mark >= KT_MARK_LABEL)
        walk->label = (uint32_t)mark - KT_MARK_LABEL;
    walk->in_quote = mark == KT_MARK_QUOTE;
    walk->counts = kt_part_counts(&walk->options, walk->label, walk->in_quote);
}

const kt_stoplist *kt_walk_stop(const kt_walk *walk)
{
    return walk->stop;
}

kt_status kt_walk_next(kt_walk *walk, kt_token *token, kt_slice *word,
                       kt_error *err)
{
    const char *raw = walk->stream.article->raw.data;
    kt_item item = {0};
    while (kt_stream_next(&walk->stream, &item)) {
        if (item.mark != KT_NO_MARK) {
            take_mark(walk, item.mark);
            continue;
        }
        if (!walk->counts || !(walk->options.classes >> item.token.class & 1))
            continue;
        const char *start = (const char *)item.token.start;
        const char *end = (const char *)item.token.end;
        bool counts =
            count_as(walk, (kt_slice){start, (size_t)(end - start)}, word);
        if (walk->word.failed || walk->folded.failed ||
            walk->word_form.failed || walk->folded_form.failed)
            return KT_FAIL_NOMEM(err);
        if (!counts)
            continue;
        *token = (kt_token){(size_t)(start - raw), (size_t)(end - raw),
                            item.token.class};
        return KT_OK;
    }
    kt_status status = kt_tokenizer_status(walk->tokenizer, err);
    return status == KT_OK ? KT_ERR_NOT_FOUND : status;
}
