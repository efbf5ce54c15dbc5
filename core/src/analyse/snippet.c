#include "analyse/snippet.h"

#include "analyse/article_tokens.h"
#include "article/stream.h"
#include "base/list.h"

#include <stdlib.h>

#define ELLIPSIS "\u2026"

enum {
    WORDS = 30,   /* of a snippet, unless what was found takes more */
    TOKENS = 120, /* that hits of one snippet stand in, marks too */
    LONGEST = 400 /* bytes between two marks, which only a token that is no
                     word has more of */
};

/* Something that was found, by numbers of tokens. */
typedef struct hit {
    size_t first, last;
    size_t words_before, words_behind; /* of the article, up to there */
    size_t stretch; /* those with the same one have only their part between */
    uint64_t leaves;
    bool in_title;
} hit;

typedef struct snippet {
    const kt_article *article;
    const kt_question *question;
    kt_token_list tokens;
    hit *hits;
    size_t count;
    size_t from, to;    /* tokens that are shown */
    size_t first, last; /* hits among them; first > last if there is none */
} snippet;

/* The longest of the phrases that begin at one place. */
static size_t longest(const kt_question *question, uint64_t leaves)
{
    size_t most = 1;
    for (; leaves != 0; leaves &= leaves - 1) {
        size_t leaf = (size_t)__builtin_ctzll(leaves);
        size_t count = question->pattern.phrases[leaf].count;
        most = count > most ? count : most;
    }
    return most;
}

static uint64_t wanted(const kt_query *query)
{
    uint64_t leaves = 0;
    for (size_t i = 0; i < query->leaf_count; i++)
        leaves |= (uint64_t)query->leaves[i].is_wanted << i;
    return leaves;
}

static size_t token_of(const kt_article_hits *found, size_t i)
{
    return (size_t)(found->list[i] - found->position);
}

/* The places found, as spots, and without those that no NEAR holds for. */
static kt_spot *trimmed(const snippet *s, const kt_article_hits *found)
{
    kt_spot *spots = malloc((found->count + 1) * sizeof *spots);
    int64_t at = 0;
    for (size_t i = 0, t = 0; spots != NULL && i < found->count; i++) {
        for (; t < token_of(found, i) && t < s->tokens.count; t++)
            at += kt_near_step(s->tokens.list[t].mark);
        spots[i] = (kt_spot){.at = at, .leaves = found->leaves[i]};
    }
    if (spots != NULL)
        kt_near_trim(&s->question->query, &s->question->pattern, spots,
                     found->count);
    return spots;
}

static bool add_hit(snippet *s, size_t first, uint64_t leaves)
{
    size_t last =
        kt_token_last(&s->tokens, first, longest(s->question, leaves));
    /* Not what was indexed: the store is damaged, or changed under us. */
    if (last >= s->tokens.count || s->tokens.list[first].mark != KT_NO_MARK ||
        (s->count > 0 && first <= s->hits[s->count - 1].first))
        return true;
    if (!kt_list_grow(&s->hits, s->count, sizeof *s->hits))
        return false;
    s->hits[s->count++] =
        (hit){.first = first,
              .last = last,
              .leaves = leaves,
              .in_title = s->tokens.list[first].part == KT_LABEL_TITLE};
    return true;
}

/* Number words and stretches at the places found. */
static void number_hits(snippet *s)
{
    size_t words = 0, stretch = 0, begun = 0, ended = 0;
    for (size_t t = 0; t < s->tokens.count; t++) {
        const kt_stream_token *token = &s->tokens.list[t];
        stretch += token->mark != KT_NO_MARK && token->mark >= KT_MARK_LABEL;
        for (; begun < s->count && s->hits[begun].first == t; begun++) {
            s->hits[begun].words_before = words;
            s->hits[begun].stretch = stretch;
        }
        words += token->is_word;
        /* Not in order where phrases overlap; a word more or less is fine. */
        for (; ended < begun && s->hits[ended].last <= t; ended++)
            s->hits[ended].words_behind = words;
    }
}

static bool find_hits(snippet *s, const kt_article_hits *found)
{
    uint64_t kept = wanted(&s->question->query);
    kt_spot *spots = trimmed(s, found);
    bool complete = spots != NULL;
    for (size_t i = 0; complete && i < found->count; i++) {
        uint64_t leaves = spots[i].leaves & kept;
        if (leaves != 0)
            complete = add_hit(s, token_of(found, i), leaves);
    }
    free(spots);
    if (complete)
        number_hits(s);
    return complete;
}

/* The last hit of the window that begins with hit number first, and what it
 * is worth. */
static size_t window_end(const snippet *s, size_t first, size_t *worth)
{
    const hit *h = s->hits;
    size_t last = first;
    uint64_t leaves = h[first].leaves;
    while (last + 1 < s->count && h[last + 1].stretch == h[first].stretch &&
           h[last + 1].last < h[first].first + TOKENS &&
           h[last + 1].words_behind <= h[first].words_before + WORDS)
        leaves |= h[++last].leaves;
    size_t distinct = (size_t)__builtin_popcountll(leaves);
    *worth = distinct * KT_SEGMENT_TOKENS + (last - first);
    if (!h[first].in_title)
        *worth += (KT_QUERY_LEAVES + 1) * (size_t)KT_SEGMENT_TOKENS;
    return last;
}

static void choose_hits(snippet *s)
{
    size_t best = 0;
    s->first = 1;
    s->last = 0;
    for (size_t i = 0; i < s->count; i++) {
        size_t worth, last = window_end(s, i, &worth);
        if (worth <= best)
            continue;
        best = worth;
        s->first = i;
        s->last = last;
    }
}

/* The first token of the body, else of the title; beyond all if there is
 * neither. */
static size_t first_shown(const snippet *s)
{
    size_t shown = s->tokens.count;
    for (size_t t = 0; t < s->tokens.count; t++) {
        const kt_stream_token *token = &s->tokens.list[t];
        if (token->mark != KT_NO_MARK)
            continue;
        if (token->part == KT_LABEL_BODY)
            return t;
        if (token->part == KT_LABEL_TITLE && shown == s->tokens.count)
            shown = t;
    }
    return shown;
}

/* Fill the snippet up with words, half of them on the left. */
static void choose_tokens(snippet *s)
{
    const kt_token_list *tokens = &s->tokens;
    if (s->first > s->last) {
        s->from = first_shown(s);
        s->to = s->from < tokens->count
                    ? kt_token_reach(tokens, s->from, 1, WORDS)
                    : s->from;
        return;
    }
    const hit *first = &s->hits[s->first], *last = &s->hits[s->last];
    size_t words = last->words_behind - first->words_before;
    size_t rest = words < WORDS ? WORDS - words : 0;
    s->from = kt_token_reach(tokens, first->first, -1, (unsigned)(rest / 2));
    s->to = last->last;
    for (size_t i = s->first; i <= s->last; i++)
        s->to = s->hits[i].last > s->to ? s->hits[i].last : s->to;
    for (size_t t = s->from; t < first->first; t++)
        rest -= tokens->list[t].is_word;
    s->to = kt_token_reach(tokens, s->to, 1, (unsigned)rest);
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* As many bytes of whole characters as there is room for. */
static size_t fitting(kt_slice text, size_t room)
{
    size_t end = 0, len, width;
    while ((len = kt_text_grapheme(kt_slice_sub(text, end, text.len), &width)) >
               0 &&
           end + len <= room)
        end += len;
    return end;
}

/* Append text, each run of white space in it as one space. */
static void add_text(kt_buffer *out, kt_slice text)
{
    bool space = false;
    size_t end = text.len <= LONGEST ? text.len : fitting(text, LONGEST);
    for (size_t i = 0; i < end; i++) {
        if (!is_space(text.data[i]))
            kt_buffer_add_char(out, text.data[i]);
        else if (!space)
            kt_buffer_add_char(out, ' ');
        space = is_space(text.data[i]);
    }
    if (end < text.len)
        kt_buffer_add_string(out, ELLIPSIS);
}

/* Hits that overlap are marked as one. */
static void add_marked(const snippet *s, const kt_search_options *options,
                       kt_buffer *out)
{
    const kt_stream_token *t = s->tokens.list;
    kt_slice raw = s->article->raw;
    size_t at = t[s->from].start;
    for (size_t i = s->first; i <= s->last; i++) {
        size_t first = s->hits[i].first, last = s->hits[i].last;
        while (i < s->last && s->hits[i + 1].first <= last) {
            i++;
            last = s->hits[i].last > last ? s->hits[i].last : last;
        }
        add_text(out, kt_slice_sub(raw, at, t[first].start));
        kt_buffer_add_string(out, options->open);
        add_text(out, kt_slice_sub(raw, t[first].start, t[last].end));
        kt_buffer_add_string(out, options->close);
        at = t[last].end;
    }
    add_text(out, kt_slice_sub(raw, at, t[s->to].end));
}

static void add_snippet(const snippet *s, const kt_search_options *options,
                        kt_buffer *out)
{
    const kt_token_list *tokens = &s->tokens;
    if (s->from >= tokens->count)
        return;
    if (kt_token_reach(tokens, s->from, -1, 1) != s->from)
        kt_buffer_add_string(out, ELLIPSIS);
    add_marked(s, options, out);
    if (kt_token_reach(tokens, s->to, 1, 1) != s->to)
        kt_buffer_add_string(out, ELLIPSIS);
}

kt_status kt_snippet_add(const kt_article *article, kt_tokenizer *tokenizer,
                         const kt_question *question,
                         const kt_article_hits *hits,
                         const kt_search_options *options, kt_buffer *out,
                         kt_error *err)
{
    snippet s = {.article = article, .question = question};
    bool complete =
        kt_token_list_fill(article, tokenizer, &KT_WORDS_DEFAULT, &s.tokens) &&
        find_hits(&s, hits);
    if (complete) {
        choose_hits(&s);
        choose_tokens(&s);
        add_snippet(&s, options, out);
    }
    free(s.tokens.list);
    free(s.hits);
    return complete ? kt_buffer_status(out, err) : KT_FAIL_NOMEM(err);
}
