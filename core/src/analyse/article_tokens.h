/**
 * @file
 * The tokens of one article, for those who show what stands around a hit.
 */
#ifndef KT_ANALYSE_ARTICLE_TOKENS_H
#define KT_ANALYSE_ARTICLE_TOKENS_H

#include <ktool/words.h>

/** A token or mark, by number in the article's stream. */
typedef struct kt_stream_token {
    uint32_t start, end; /**< in the raw text */
    bool is_word;        /**< of a class that counts, for the width */
    uint8_t mark;        /**< KT_NO_MARK for a token */
    uint8_t part;        /**< those with the same one stand in one part */
} kt_stream_token;

typedef struct kt_token_list {
    kt_stream_token *list; /**< the caller frees it */
    size_t count;
} kt_token_list;

/** Append the tokens of @p article to a list that begins empty; false without
 * memory. */
bool kt_token_list_fill(const kt_article *article, kt_tokenizer *tokenizer,
                        const kt_words_options *options, kt_token_list *out);

/** The token that is @p width words before (@p step -1) or after (1) token
 * @p i, or as far as tokens of the same part reach. */
size_t kt_token_reach(const kt_token_list *tokens, size_t i, int step,
                      unsigned width);

/** The last of the @p count tokens that begin with token @p i, marks of quotes
 * not counted; beyond all if there are not so many. */
size_t kt_token_last(const kt_token_list *tokens, size_t i, size_t count);

#endif
