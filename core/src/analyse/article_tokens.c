#include "analyse/article_tokens.h"

#include "analyse/ranges.h"
#include "article/stream.h"
#include "base/list.h"

enum {
    QUOTE_PART = 0x80 /* in a part, what stands in quotes */
};

/* The part of what follows a mark. */
static uint8_t part_after(uint8_t mark, uint8_t part, bool split_quotes)
{
    if (mark >= KT_MARK_LABEL)
        return (uint8_t)(mark - KT_MARK_LABEL);
    return mark == KT_MARK_QUOTE && split_quotes ? part | QUOTE_PART
                                                 : part & (uint8_t)~QUOTE_PART;
}

bool kt_token_list_fill(const kt_article *article, kt_tokenizer *tokenizer,
                        const kt_words_options *options, kt_token_list *out)
{
    kt_stream stream = kt_stream_of(article, tokenizer);
    const uint8_t *raw = (const uint8_t *)article->raw.data;
    bool split_quotes = kt_parts_split_quotes(options);
    uint8_t part = 0;
    kt_item item = {0};
    bool complete = true;
    while (complete && kt_stream_next(&stream, &item)) {
        bool mark = item.mark != KT_NO_MARK;
        if (mark)
            part = part_after(item.mark, part, split_quotes);
        complete = kt_list_grow(&out->list, out->count, sizeof *out->list);
        if (!complete)
            break;
        kt_stream_token token = {.mark = item.mark, .part = part};
        if (!mark) {
            token.start = (uint32_t)(item.token.start - raw);
            token.end = (uint32_t)(item.token.end - raw);
            token.is_word = options->classes >> item.token.class & 1;
        }
        out->list[out->count++] = token;
    }
    return complete && kt_tokenizer_status(tokenizer, NULL) == KT_OK;
}

size_t kt_token_reach(const kt_token_list *tokens, size_t i, int step,
                      unsigned width)
{
    size_t best = i;
    unsigned words = 0;
    for (size_t j = i; words < width;) {
        if (step < 0 ? j == 0 : j + 1 == tokens->count)
            break;
        j = step < 0 ? j - 1 : j + 1;
        if (tokens->list[j].mark != KT_NO_MARK)
            continue;
        if (tokens->list[j].part != tokens->list[i].part)
            break;
        best = j;
        words += tokens->list[j].is_word;
    }
    return best;
}

size_t kt_token_last(const kt_token_list *tokens, size_t i, size_t count)
{
    for (; i < tokens->count; i++) {
        if (tokens->list[i].mark == KT_NO_MARK && --count == 0)
            break;
    }
    return i;
}
