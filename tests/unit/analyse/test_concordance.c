#include "naive.h"

/* White space at the ends gone, each run of it inside one space. */
static void squeeze(kt_slice text, bool trim, kt_buffer *out)
{
    bool space = trim;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        bool white = c == ' ' || (c >= '\t' && c <= '\r');
        if (!white)
            kt_buffer_add_char(out, c);
        else if (!space)
            kt_buffer_add_char(out, ' ');
        space = white;
    }
    if (trim && out->len > 0 && out->data[out->len - 1] == ' ')
        out->len--;
}

static bool naive_glob(kt_slice glob, kt_slice text)
{
    if (glob.len == 0)
        return text.len == 0;
    kt_slice rest = kt_slice_sub(glob, 1, glob.len);
    size_t step = 1;
    while (step < text.len && (text.data[step] & 0xC0) == 0x80)
        step++;
    if (glob.data[0] == '*')
        return naive_glob(rest, text) ||
               (text.len > 0 &&
                naive_glob(glob, kt_slice_sub(text, step, text.len)));
    if (text.len == 0 || (glob.data[0] != '?' && glob.data[0] != text.data[0]))
        return false;
    step = glob.data[0] == '?' ? step : 1;
    return naive_glob(rest, kt_slice_sub(text, step, text.len));
}

/* A pattern as words, none of which divides into several tokens. */
typedef struct naive_pattern {
    kt_buffer words[8];
    size_t count;
} naive_pattern;

static naive_pattern naive_pattern_of(const char *text, unsigned bits)
{
    naive_pattern pattern = {0};
    while (*text != '\0') {
        size_t len = strcspn(text, " ");
        pattern.words[pattern.count++] =
            naive_form((kt_slice){text, len}, bits);
        text += len + (text[len] == ' ');
    }
    return pattern;
}

static bool matches_at(const kt_article *article, const naive_tokens *tokens,
                       size_t t, const naive_pattern *pattern,
                       const kt_words_options *options)
{
    unsigned bits = naive_bits(options);
    bool matches = t + pattern->count <= tokens->count;
    for (size_t w = 0; matches && w < pattern->count; w++) {
        naive_token token = tokens->list[t + w];
        kt_buffer form = naive_form(
            kt_slice_sub(article->raw, token.start, token.end), bits);
        matches = token.span == tokens->list[t].span &&
                  naive_together(options, token, tokens->list[t]) &&
                  naive_glob(kt_buffer_slice(&pattern->words[w]),
                             kt_buffer_slice(&form));
        kt_buffer_free(&form);
    }
    return matches;
}

/* Add what is width words to one side of token t. */
static void add_context(const kt_article *article, const naive_tokens *tokens,
                        size_t t, int step, unsigned width,
                        const kt_words_options *options, kt_buffer *out)
{
    naive_token at = tokens->list[t];
    size_t start = step < 0 ? at.start : at.end, end = start;
    for (unsigned words = 0; words < width;) {
        if (step < 0 ? t == 0 : t + 1 == tokens->count)
            break;
        t = step < 0 ? t - 1 : t + 1;
        if (!naive_together(options, tokens->list[t], at))
            break;
        if (step < 0)
            start = tokens->list[t].start;
        else
            end = tokens->list[t].end;
        words += options->classes >> tokens->list[t].class & 1;
    }
    kt_buffer squeezed = {0};
    squeeze(kt_slice_sub(article->raw, start, end), true, &squeezed);
    kt_buffer_add_slice(out, kt_buffer_slice(&squeezed));
    kt_buffer_free(&squeezed);
}

/* "id:start-end [left|hit|right]\n" for each hit. */
static void search_article(const kt_article *article,
                           const naive_pattern *pattern,
                           const kt_words_options *options, unsigned width,
                           kt_buffer *out)
{
    naive_tokens tokens = naive_tokens_of(article);
    for (size_t t = 0; t < tokens.count; t++) {
        if (!naive_part(options, tokens.list[t]) ||
            !matches_at(article, &tokens, t, pattern, options))
            continue;
        size_t last = t + pattern->count - 1;
        size_t start = tokens.list[t].start, end = tokens.list[last].end;
        kt_buffer_add_format(out, "%lld:%zu-%zu [", (long long)article->id,
                             start, end);
        add_context(article, &tokens, t, -1, width, options, out);
        kt_buffer_add_string(out, "|");
        squeeze(kt_slice_sub(article->raw, start, end), false, out);
        kt_buffer_add_string(out, "|");
        add_context(article, &tokens, last, 1, width, options, out);
        kt_buffer_add_string(out, "]\n");
    }
    free(tokens.list);
}

static kt_buffer naive_search(kt_corpus *corpus, const char *text,
                              const kt_words_options *options, unsigned width)
{
    kt_error err;
    const int64_t *ids;
    size_t count;
    kt_buffer out = {0};
    naive_pattern pattern = naive_pattern_of(text, naive_bits(options));
    assert_ok(kt_corpus_ids(corpus, &ids, &count, &err), &err);
    for (size_t i = 0; i < count; i++) {
        kt_article *article;
        assert_ok(kt_corpus_article(corpus, ids[i], true, &article, &err),
                  &err);
        search_article(article, &pattern, options, width, &out);
        kt_article_free(article);
    }
    for (size_t w = 0; w < pattern.count; w++)
        kt_buffer_free(&pattern.words[w]);
    kt_buffer_add_char(&out, '\0');
    return out;
}

static kt_buffer search(kt_corpus *corpus, const char *text,
                        const kt_words_options *options, unsigned width,
                        size_t *count)
{
    kt_error err;
    kt_words *words;
    kt_concordance *concordance;
    kt_hit hit;
    kt_status status;
    kt_buffer out = {0};
    size_t hits = 0;
    assert_ok(kt_words_new(corpus, options, &words, &err), &err);
    assert_ok(
        kt_concordance_new(words, kt_slice_of(text), width, &concordance, &err),
        &err);
    kt_words_free(words);
    *count = kt_concordance_count(concordance);
    while ((status = kt_concordance_next(concordance, &hit, &err)) == KT_OK) {
        kt_buffer_add_format(&out, "%lld:%zu-%zu [", (long long)hit.article,
                             hit.start, hit.end);
        kt_buffer_add_slice(&out, hit.left);
        kt_buffer_add_string(&out, "|");
        kt_buffer_add_slice(&out, hit.hit);
        kt_buffer_add_string(&out, "|");
        kt_buffer_add_slice(&out, hit.right);
        kt_buffer_add_string(&out, "]\n");
        hits++;
    }
    assert_int_equal(status, KT_ERR_NOT_FOUND);
    assert_int_equal(kt_concordance_next(concordance, &hit, &err),
                     KT_ERR_NOT_FOUND);
    assert_int_equal(hits, *count);
    kt_concordance_free(concordance);
    kt_buffer_add_char(&out, '\0');
    return out;
}

static void check_search(kt_corpus *corpus, const char *pattern,
                         const kt_words_options *options, unsigned width,
                         size_t *count)
{
    kt_buffer found = search(corpus, pattern, options, width, count);
    kt_buffer expected = naive_search(corpus, pattern, options, width);
    if (strcmp(found.data, expected.data) != 0) {
        size_t at = 0;
        while (found.data[at] == expected.data[at])
            at++;
        while (at > 0 && found.data[at - 1] != '\n')
            at--;
        fail_msg("'%s': found '%.*s', not '%.*s'", pattern,
                 (int)strcspn(found.data + at, "\n"), found.data + at,
                 (int)strcspn(expected.data + at, "\n"), expected.data + at);
    }
    kt_buffer_free(&found);
    kt_buffer_free(&expected);
}

static const char *const patterns[] = {"presiden",
                                       "PRESIDEN",
                                       "anak",
                                       "*",
                                       "?",
                                       "pre*",
                                       "*an",
                                       "??",
                                       "*-*",
                                       "kata dan",
                                       "dan dan",
                                       "* kata",
                                       "kata *",
                                       "dan ? kata",
                                       "* * *",
                                       "caf\xC3\xA9",
                                       "cafe\xCC\x81",
                                       "strasse",
                                       "stra\xC3\x9F"
                                       "e",
                                       "?stanbul",
                                       "\xC4\xB0stanbul",
                                       "mempertanggungjawabkannya",
                                       "*jawab*",
                                       "p*n*",
                                       "lodz",
                                       "Naif",
                                       "\uFF4Bata d?",
                                       "2024",
                                       ",",
                                       ". .",
                                       "\xF0\x9F\x98\x80",
                                       "\xCF\x83?\xCF\x83",
                                       "unik7",
                                       "unik* kata",
                                       "tidak",
                                       "tidak ada",
                                       "kata tidak"};

static void hits_are_those_of_a_plain_search(void **state)
{
    (void)state;
    static const unsigned jobs[] = {1, 3};
    size_t count, total = 0;
    use_stop_list();
    make_random_store("s.db", 26);
    for (size_t j = 0; j < LENGTH(jobs); j++) {
        kt_corpus *corpus = open_corpus("s.db", jobs[j]);
        kt_corpus *narrowed = narrow(corpus, "source", "s2");
        for (size_t i = 0; i < LENGTH(patterns); i++) {
            kt_words_options options = KT_WORDS_DEFAULT;
            check_search(corpus, patterns[i], &options, 3, &count);
            total += count;
            check_search(narrowed, patterns[i], &options, 5, &count);
            options.form = KT_FORM_STRIP | KT_FORM_COMPATIBILITY;
            check_search(corpus, patterns[i], &options, 2, &count);
            options.cased = true;
            options.stop = "uji";
            check_search(narrowed, patterns[i], &options, 2, &count);
            options.form = 0;
            check_search(corpus, patterns[i], &options, 0, &count);
            options.parts = 1u << KT_LABEL_TITLE;
            check_search(corpus, patterns[i], &options, 100, &count);
            options.parts = 1u << KT_LABEL_BODY;
            options.classes = (1u << KT_CLASS_TOTAL) - 1;
            check_search(narrowed, patterns[i], &options, 1, &count);
            options.without = 1u << KT_LABEL_QUOTE;
            check_search(corpus, patterns[i], &options, 3, &count);
            options = KT_WORDS_DEFAULT;
            options.parts = 1u << KT_LABEL_QUOTE;
            check_search(corpus, patterns[i], &options, 4, &count);
            check_search(narrowed, patterns[i], &options, 2, &count);
        }
        kt_corpus_close(narrowed);
        kt_corpus_close(corpus);
    }
    assert_true(total > 1000);
}

/* Articles of several segments, two with the sanitizers, the words of which go
 * round, so that some phrase of each shape stands at every end of a segment. */
static void write_round(const char *path, unsigned count, const char *words)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("{\"title\":\"p q\",\"text\":\"", file);
    for (unsigned w = 0; w < count; w++)
        fprintf(file, "%c ", words[w % strlen(words)]);
    fputs("\"}\n{\"text\":\"a b c d e\"}\n", file);
    assert_int_equal(fclose(file), 0);
}

/* The same with quotes, so that their marks stand there too. */
static void write_round_of_quotes(const char *path, unsigned count)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("{\"title\":\"p q\",\"text\":\"", file);
    for (unsigned i = 0; i < count; i++)
        fputs("a \\\"b c.\\\" ", file);
    fputs("\"}\n", file);
    assert_int_equal(fclose(file), 0);
}

static void phrases_run_on_over_quotes(void **state)
{
    (void)state;
    static const char *const round[] = {"a",     "\"",      "b c",  "a \"",
                                        "\" a",  "a \" b",  ". \"", "c . \" a",
                                        "* * *", "? . \" *"};
    static const struct {
        unsigned parts, without;
    } choices[] = {{3, 0},
                   {1u << KT_LABEL_QUOTE, 0},
                   {3, 1u << KT_LABEL_QUOTE},
                   {2, 1u << KT_LABEL_TITLE},
                   {3u | 1u << KT_LABEL_QUOTE, 0}};
    write_round_of_quotes("round.jsonl", SANITIZED ? 10001 : 30001);
    import_file("s.db", "round.jsonl", 1);
    kt_corpus *corpus = open_corpus("s.db", 2);
    for (size_t i = 0; i < LENGTH(round); i++) {
        for (size_t c = 0; c < LENGTH(choices); c++) {
            size_t count;
            kt_words_options options = KT_WORDS_DEFAULT;
            options.parts = choices[c].parts;
            options.without = choices[c].without;
            check_search(corpus, round[i], &options, 1, &count);
        }
    }
    kt_corpus_close(corpus);
}

static void phrases_run_on_across_segment_ends(void **state)
{
    (void)state;
    static const char *const round[] = {
        "a b",   "b c",         "c d",     "d e", "e a",
        "a b c", "c d e a b c", "d * a b", "e *", "? b"};
    size_t count;
    const unsigned words = SANITIZED ? 70001 : 140001;
    kt_words_options options = KT_WORDS_DEFAULT;
    write_round("round.jsonl", words, "abcde");
    import_file("s.db", "round.jsonl", 1);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_corpus *first = narrow(corpus, "id", "1");
    for (size_t i = 0; i < LENGTH(round); i++) {
        check_search(corpus, round[i], &options, 2, &count);
        assert_in_range(count, words / 5 - 1, words / 5 + 2);
        check_search(first, round[i], &options, 0, &count);
        options.parts = 1u << KT_LABEL_BODY;
        check_search(corpus, round[i], &options, 0, &count);
        options = KT_WORDS_DEFAULT;
    }
    kt_corpus_close(first);
    kt_corpus_close(corpus);
}

/* What a search gives, by hand. */
static const struct {
    const char *name, *pattern;
    unsigned width;
    const char *expected;
} cases[] = {
    {"offsets are bytes of the raw text", "dua", 1,
     "1:10-13 [satu|Dua|tiga]\n"},
    {"a width of nothing", "dua", 0, "1:10-13 [|Dua|]\n"},
    {"marks are no words", "tiga", 1, "1:14-18 [Dua|tiga|, empat]\n"},
    {"contexts stay within the part", "satu", 9,
     "1:5-9 [|satu|Dua tiga, empat]\n"},
    {"contexts run on over paragraphs", "enam", 2,
     "2:14-18 [lima dan|enam|tujuh delapan]\n"},
    {"a phrase does not run on into a paragraph", "dan enam", 2, ""},
    {"a phrase does not run on into the body", "lima lima", 2, ""},
    {"a phrase does not run on into an article", "empat lima", 2, ""},
    {"white space is one space", "tujuh delapan", 1,
     "2:19-36 [enam|tujuh delapan|]\n"},
    {"a phrase with a mark", "tiga, empat", 1, "1:14-25 [Dua|tiga, empat|]\n"},
    {"a hit that overlaps another", "ya ya", 0,
     "3:0-5 [|ya ya|]\n3:3-8 [|ya ya|]\n"},
};

static void searches_are_as_in_the_table(void **state)
{
    (void)state;
    kt_words_options options = KT_WORDS_DEFAULT;
    import_lines("s.db",
                 "{\"title\":\"Kata\",\"text\":\"satu Dua tiga, empat\"}\n"
                 "{\"title\":\"lima\",\"text\":\"lima dan\\nenam\\ttujuh  "
                 "\\t  delapan\"}\n"
                 "{\"text\":\"ya ya ya\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 1);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        size_t count;
        kt_buffer found =
            search(corpus, cases[i].pattern, &options, cases[i].width, &count);
        if (strcmp(found.data, cases[i].expected) != 0)
            fail_msg("%s: found %s, not %s", cases[i].name, found.data,
                     cases[i].expected);
        kt_buffer_free(&found);
    }
    kt_corpus_close(corpus);
}

static void many_articles_come_in_order(void **state)
{
    (void)state;
    enum {
        ARTICLES = 700 /* more than two batches */
    };
    size_t count;
    kt_words_options options = KT_WORDS_DEFAULT;
    FILE *file = fopen("many.jsonl", "wb");
    assert_non_null(file);
    for (int i = 0; i < ARTICLES; i++)
        fprintf(file, "{\"text\":\"kata %d%s\"}\n", i,
                i % 3 == 0 ? " kata" : "");
    assert_int_equal(fclose(file), 0);
    import_file("s.db", "many.jsonl", 1);
    for (unsigned jobs = 1; jobs < 4; jobs++) {
        kt_corpus *corpus = open_corpus("s.db", jobs);
        check_search(corpus, "kata", &options, 1, &count);
        assert_int_equal(count, ARTICLES + (ARTICLES + 2) / 3);
        kt_corpus_close(corpus);
    }
}

static void a_stop_list_does_not_hide_what_is_asked_for(void **state)
{
    (void)state;
    size_t count;
    kt_words_options options = KT_WORDS_DEFAULT;
    use_stop_list();
    options.stop = "uji";
    options.min = 10;
    import_lines("s.db", "{\"text\":\"ini dan itu\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_buffer found = search(corpus, "dan", &options, 1, &count);
    assert_string_equal(found.data, "1:4-7 [ini|dan|itu]\n");
    kt_buffer_free(&found);
    kt_corpus_close(corpus);
}

static void a_pattern_without_a_word_is_refused(void **state)
{
    (void)state;
    kt_error err;
    kt_words *words;
    kt_concordance *concordance;
    kt_words_options options = KT_WORDS_DEFAULT;
    import_lines("s.db", "{\"text\":\"satu\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_ok(kt_words_new(corpus, &options, &words, &err), &err);
    assert_int_equal(
        kt_concordance_new(words, KT_SLICE("  "), 3, &concordance, &err),
        KT_ERR_USAGE);
    assert_null(concordance);
    kt_words_free(words);
    kt_corpus_close(corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(hits_are_those_of_a_plain_search),
        IN_SCRATCH(phrases_run_on_over_quotes),
        IN_SCRATCH(phrases_run_on_across_segment_ends),
        IN_SCRATCH(searches_are_as_in_the_table),
        IN_SCRATCH(many_articles_come_in_order),
        IN_SCRATCH(a_stop_list_does_not_hide_what_is_asked_for),
        IN_SCRATCH(a_pattern_without_a_word_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
