/* The slow and plain way to everything that the analyses do fast: read each
 * article, divide its spans and quotes, fold each token. */
#ifndef KT_TEST_NAIVE_H
#define KT_TEST_NAIVE_H

#include "../scratch.h"

#include <ktool/text.h>
#include <ktool/words.h>

/* Words that are told apart in some way: by case, by normal form, by class,
 * by their length around what fits into a table entry. */
static const char *const vocabulary[] = {"Presiden",
                                         "presiden",
                                         "PRESIDEN",
                                         "dan",
                                         "Dan",
                                         "di",
                                         "yang",
                                         "kata",
                                         "Kata",
                                         "anak-anak",
                                         "caf\xC3\xA9",
                                         "cafe\xCC\x81",
                                         "CAF\xC3\x89",
                                         "stra\xC3\x9F"
                                         "e",
                                         "STRASSE",
                                         "\xC4\xB0stanbul",
                                         "i\xCC\x87stanbul",
                                         "pertanggungjawaban",
                                         "mempertanggungjawabkannya",
                                         "MEMPERTANGGUNGJAWABKANNYA",
                                         "1.000,5",
                                         "2024",
                                         "Rp5",
                                         "1\xC2\xBD",
                                         "na\u00EFf",
                                         "Naif",
                                         "\uFF44\uFF49",
                                         "\uFF2B\uFF41\uFF54\uFF41",
                                         "\u2460",
                                         "\u0141\u00F3d\u017A",
                                         "covid19",
                                         ",",
                                         ".",
                                         "!",
                                         "$",
                                         "\xE2\x80\x9C",
                                         "\xE2\x80\x9D",
                                         "\xE4\xB8\xAD\xE5\x9B\xBD",
                                         "\xF0\x9F\x98\x80",
                                         "\xF0\xA0\x80\x80",
                                         "x",
                                         "y",
                                         "\xCE\xA3\xCE\x91\xCE\xA3",
                                         "\xCF\x83\xCE\xB1\xCF\x82"};

/* Words, some paragraphs and some quotes: speech, scare quotes, and what
 * never ends. */
static inline void add_random_words(kt_buffer *out, uint32_t *seed,
                                    unsigned count)
{
    static const char *const openings[] = {"\\\"", "\u201C", "\u2018"};
    static const char *const endings[] = {".\\\"", "\u201D kata Wati",
                                          "?\u2019"};
    for (unsigned i = 0; i < count; i++) {
        if (i > 0)
            kt_buffer_add_string(out, next_random(seed, 9) == 0 ? "\\n" : " ");
        if (next_random(seed, 12) == 0)
            kt_buffer_add_string(out, openings[next_random(seed, 3)]);
        kt_buffer_add_string(out,
                             vocabulary[next_random(seed, LENGTH(vocabulary))]);
        if (next_random(seed, 10) == 0)
            kt_buffer_add_string(out, endings[next_random(seed, 3)]);
    }
}

/* A JSON line of random words from one of five sources, sometimes without a
 * title, without a text or with a word that no other article has. */
static inline void add_random_article(kt_buffer *out, uint32_t *seed,
                                      unsigned number)
{
    kt_buffer_add_format(out, "{\"source\":\"s%u\",\"date\":\"2024-%02u-%02u\"",
                         next_random(seed, 5), 1 + next_random(seed, 12),
                         1 + next_random(seed, 28));
    unsigned shape = next_random(seed, 10);
    if (shape > 0) {
        kt_buffer_add_string(out, ",\"title\":\"");
        add_random_words(out, seed, 1 + next_random(seed, 6));
        kt_buffer_add_string(out, "\"");
    }
    if (shape != 1) {
        kt_buffer_add_format(out, ",\"text\":\"unik%u ", number);
        add_random_words(out, seed, 1 + next_random(seed, 60));
        kt_buffer_add_string(out, "\"");
    }
    kt_buffer_add_string(out, "}\n");
}

/* A store of @p imports imports of a few articles each: as many segments, and
 * several runs of terms. */
static inline void make_random_store(const char *path, unsigned imports)
{
    uint32_t seed = 20240416;
    unsigned number = 0;
    for (unsigned i = 0; i < imports; i++) {
        kt_buffer lines = {0};
        for (unsigned n = 1 + next_random(&seed, 8); n > 0; n--)
            add_random_article(&lines, &seed, number++);
        kt_buffer_add_char(&lines, '\0');
        import_lines(path, lines.data);
        kt_buffer_free(&lines);
    }
}

/* A token of a part, of whatever class. */
typedef struct naive_token {
    size_t start, end;
    kt_class class;
    kt_label label;
    size_t span;
    bool in_quote;
} naive_token;

typedef struct naive_tokens {
    naive_token *list;
    size_t count;
} naive_tokens;

static inline void add_naive_tokens(const kt_article *article, size_t s,
                                    size_t start, size_t end, bool in_quote,
                                    kt_tokenizer *tokenizer, naive_tokens *out)
{
    kt_token token;
    kt_scanner scanner = {.text = kt_slice_sub(article->raw, start, end),
                          .tokenizer = tokenizer};
    while (kt_scanner_next(&scanner, &token)) {
        size_t size = (out->count + 1) * sizeof *out->list;
        if ((out->count & (out->count - 1)) == 0)
            out->list = realloc(out->list, 2 * size);
        assert_non_null(out->list);
        out->list[out->count++] = (naive_token){start + token.start,
                                                start + token.end,
                                                token.class,
                                                article->spans[s].label,
                                                s,
                                                in_quote};
    }
}

/* All tokens of all spans. */
static inline naive_tokens naive_tokens_of(const kt_article *article)
{
    naive_tokens tokens = {0};
    kt_error err;
    kt_tokenizer *tokenizer;
    assert_ok(kt_tokenizer_new(article->rules, &tokenizer, &err), &err);
    for (size_t s = 0; s < article->span_count; s++) {
        kt_span span = article->spans[s];
        size_t at = span.start;
        for (size_t q = 0; q < article->quote_count; q++) {
            kt_span quote = article->quotes[q];
            if (quote.start < span.start || quote.end > span.end)
                continue;
            add_naive_tokens(article, s, at, quote.start, false, tokenizer,
                             &tokens);
            add_naive_tokens(article, s, quote.start, quote.end, true,
                             tokenizer, &tokens);
            at = quote.end;
        }
        add_naive_tokens(article, s, at, span.end, false, tokenizer, &tokens);
    }
    kt_tokenizer_free(tokenizer);
    return tokens;
}

/* Whether the parts of options have a token. */
static inline bool naive_part(const kt_words_options *options,
                              naive_token token)
{
    bool taken = options->parts >> token.label & 1;
    bool left_out = options->without >> token.label & 1;
    if (token.in_quote) {
        taken |= options->parts >> KT_LABEL_QUOTE & 1;
        left_out |= options->without >> KT_LABEL_QUOTE & 1;
    }
    return taken && !left_out;
}

/* Whether words that stand one after the other in the text do so in the
 * parts of options too. */
static inline bool naive_together(const kt_words_options *options,
                                  naive_token a, naive_token b)
{
    naive_token kinds[] = {a, a, a, a};
    bool split = false;
    for (int i = 0; i < 4; i++) {
        kinds[i].label = i < 2 ? KT_LABEL_TITLE : KT_LABEL_BODY;
        kinds[i].in_quote = i % 2 == 1;
        split |= i % 2 == 1 && naive_part(options, kinds[i]) !=
                                   naive_part(options, kinds[i - 1]);
    }
    return a.label == b.label && (!split || a.in_quote == b.in_quote);
}

/* A token with these bits of KT_FORM_; the caller frees it. */
static inline kt_buffer naive_form(kt_slice token, unsigned bits)
{
    kt_buffer form = {0};
    kt_text_form(token, bits, &form);
    assert_false(form.failed);
    return form;
}

/* The bits of what counts. */
static inline unsigned naive_bits(const kt_words_options *options)
{
    return options->form | (options->cased ? 0 : KT_FORM_FOLD);
}

/* The words of the stop list "uji" that use_stop_list() makes. */
static const char *const stop_words[] = {
    "dan",       "di",          "yang",
    "2024",      "strasse",     "\xCF\x83\xCE\xB1\xCF\x83",
    "na\u00EFf", "\uFF44\uFF49"};

static inline void use_stop_list(void)
{
    char path[64];
    FILE *file;
    assert_int_equal(mkdir("data", 0700), 0);
    assert_int_equal(mkdir("data/stopwords", 0700), 0);
    assert_non_null(file = fopen("data/stopwords/uji.txt", "w"));
    fputs("# a list of their own\n\n", file);
    for (size_t i = 0; i < LENGTH(stop_words); i++)
        fprintf(file, "%s%s\n", stop_words[i], i == 1 ? "\r" : "");
    assert_int_equal(fclose(file), 0);
    snprintf(path, sizeof path, "%s/data", folder);
    setenv("KTOOL_DATA", path, 1);
}

static inline bool naive_stopped(kt_slice token, unsigned bits)
{
    kt_buffer folded = naive_form(token, bits | KT_FORM_FOLD);
    bool found = false;
    for (size_t i = 0; i < LENGTH(stop_words); i++) {
        kt_buffer stop =
            naive_form(kt_slice_of(stop_words[i]), bits | KT_FORM_FOLD);
        found |=
            kt_slice_equal(kt_buffer_slice(&folded), kt_buffer_slice(&stop));
        kt_buffer_free(&stop);
    }
    kt_buffer_free(&folded);
    return found;
}

/* Whether a token counts; if so its form is in @p form. */
static inline bool naive_counts(const kt_article *article, naive_token token,
                                const kt_words_options *options,
                                kt_buffer *form)
{
    kt_slice text = kt_slice_sub(article->raw, token.start, token.end);
    *form = naive_form(text, naive_bits(options));
    unsigned points = 0;
    for (size_t i = 0; i < form->len; i++)
        points += ((unsigned char)form->data[i] & 0xC0) != 0x80;
    bool counts =
        (options->classes & 1u << token.class) != 0 &&
        naive_part(options, token) && points >= options->min &&
        (options->stop == NULL || !naive_stopped(text, options->form));
    if (!counts)
        kt_buffer_free(form);
    return counts;
}

/* Count the articles of @p corpus whose source is @p source; NULL is any. */
static inline kt_counter *naive_count(kt_corpus *corpus,
                                      const kt_words_options *options,
                                      const char *source)
{
    kt_error err;
    kt_counter *counter;
    const int64_t *ids;
    size_t count;
    assert_ok(kt_counter_new(&counter, &err), &err);
    assert_ok(kt_corpus_ids(corpus, &ids, &count, &err), &err);
    for (size_t i = 0; i < count; i++) {
        kt_article *article;
        assert_ok(kt_corpus_article(corpus, ids[i], true, &article, &err),
                  &err);
        naive_tokens tokens = naive_tokens_of(article);
        bool meant = source == NULL ||
                     kt_slice_equal(article->source, kt_slice_of(source));
        for (size_t t = 0; meant && t < tokens.count; t++) {
            kt_buffer form;
            kt_number n;
            if (!naive_counts(article, tokens.list[t], options, &form))
                continue;
            kt_slice word = kt_buffer_slice(&form);
            assert_ok(kt_counter_get(counter, word, &n, &err), &err);
            n.as.integer++;
            assert_ok(kt_counter_set(counter, word, n, &err), &err);
            kt_buffer_free(&form);
        }
        free(tokens.list);
        kt_article_free(article);
    }
    return counter;
}

/* Whether two counters have the same keys and numbers. */
static inline void assert_same_counts(const char *name, const kt_counter *found,
                                      const kt_counter *expected)
{
    kt_error err;
    kt_count *a, *b;
    size_t n, m;
    assert_ok(kt_counter_top(found, SIZE_MAX, &a, &n, &err), &err);
    assert_ok(kt_counter_top(expected, SIZE_MAX, &b, &m, &err), &err);
    for (size_t i = 0; i < n && i < m; i++) {
        if (!kt_slice_equal(a[i].key, b[i].key) ||
            a[i].value.as.integer != b[i].value.as.integer)
            fail_msg("%s: place %zu is %.*s %lld, not %.*s %lld", name, i,
                     (int)a[i].key.len, a[i].key.data,
                     (long long)a[i].value.as.integer, (int)b[i].key.len,
                     b[i].key.data, (long long)b[i].value.as.integer);
    }
    if (n != m)
        fail_msg("%s: %zu words, not %zu", name, n, m);
    free(a);
    free(b);
}

#endif
