#include "../scratch.h"

#include "store/corpus.h"

#include <ktool/search.h>
#include <math.h>

/* What a query gives, as "id id ", in the order of the results or of ids. */
static kt_buffer found_by(kt_corpus *corpus, const char *query, bool ranked)
{
    kt_error err;
    kt_result result;
    kt_search *search;
    kt_status status;
    kt_buffer out = {0};
    if (!ranked) {
        kt_corpus *matched = narrow(corpus, "match", query);
        for (size_t i = 0; i < matched->count; i++)
            kt_buffer_add_format(&out, "%lld ", (long long)matched->ids[i]);
        kt_corpus_close(matched);
    } else {
        assert_ok(kt_search_new(corpus, kt_slice_of(query), &KT_SEARCH_DEFAULT,
                                &search, &err),
                  &err);
        size_t count = 0;
        while ((status = kt_search_next(search, &result, &err)) == KT_OK) {
            count++;
            kt_buffer_add_format(&out, "%lld ", (long long)result.article->id);
        }
        assert_int_equal(status, KT_ERR_NOT_FOUND);
        assert_int_equal(count, kt_search_count(search));
        kt_search_free(search);
    }
    kt_buffer_add_char(&out, '\0');
    return out;
}

static void assert_found(kt_corpus *corpus, const char *query, bool ranked,
                         const char *expected)
{
    kt_buffer found = found_by(corpus, query, ranked);
    if (strcmp(found.data, expected) != 0)
        fail_msg("%s: found %s, not %s", query, found.data, expected);
    kt_buffer_free(&found);
}

/* 1 and 2 differ in where their words are; 3 has paragraphs, 4 quotes and a
 * link, 5 letters and marks, 6 nothing of all that. */
static const char articles[] =
    "{\"title\":\"Putin ke Korea Utara\",\"text\":\"Presiden Rusia tiba.\","
    "\"date\":\"2024-06-19\",\"source\":\"antara\"}\n"
    "{\"title\":\"Kunjungan\",\"text\":\"Putin berkunjung ke Korea Utara, "
    "bukan ke Korea Selatan.\",\"source\":\"tempo\"}\n"
    "{\"title\":\"Utara\",\"text\":\"Di Korea\\nUtara ada Putin.\\nSelatan.\","
    "\"date\":\"2023-01-02\",\"source\":\"tempo\"}\n"
    "{\"title\":\"Kata\",\"text\":\"Kata \\\"Korea Utara\\\" ia sebut. (Baca "
    "juga: Kunjungan) Selesai.\",\"source\":\"antara\"}\n"
    "{\"title\":\"Harga\",\"text\":\"Beras Rp5.000 per kg, e-mail ke "
    "a@b.id. STRA\xC3\x9F"
    "E 13:39 AND OR\"}\n"
    "{\"title\":\"Lain\",\"text\":\"Tidak ada apa-apa.\"}\n";

static const struct {
    const char *query, *expected; /* in the order of ids */
} evaluations[] = {
    {"putin", "1 2 3 "},
    {"PUTIN utara", "1 2 3 "},
    {"putin selatan", "2 3 "},
    {"putin OR kata", "1 2 3 4 "},
    {"NOT putin", "4 5 6 "},
    {"utara NOT putin", "4 "},
    {"NOT (putin OR beras)", "4 6 "},
    {"NOT (putin NOT rusia)", "1 4 5 6 "},
    {"putin (rusia OR selatan)", "1 2 3 "},
    {"*", "1 2 3 4 5 6 "},
    {"NOT *", ""},
    {"xyz", ""},
    {"xyz OR putin", "1 2 3 "},
    {"NOT xyz", "1 2 3 4 5 6 "},
    /* Phrases go over quotes, not over paragraphs or parts. */
    {"\"korea utara\"", "1 2 4 "},
    {"\"di korea utara\"", ""},
    {"\"utara ada\"", "3 "},
    {"\"utara presiden\"", ""},
    {"\"kata korea\"", ""},
    {"\"kata ? korea utara\"", "4 "},
    {"\"sebut . selesai\"", ""},
    {"\"korea *\"", "1 2 4 "},
    {"\"ke k*\"", "1 2 "},
    {"kunjung*", "2 "},
    {"*kunjung*", "2 "},
    {"?utin", "1 2 3 "},
    /* What is no article is not found. */
    {"baca", ""},
    {"kunjungan", "2 "},
    /* Titles. */
    {"title:putin", "1 "},
    {"title:utara", "1 3 "},
    {"title:\"korea utara\"", "1 "},
    {"title:(kunjungan OR kata)", "2 4 "},
    {"utara NOT title:utara", "2 4 "},
    {"title:putin rusia", "1 "},
    {"title:rusia", ""},
    /* Tokens between, marks among them. */
    {"putin NEAR/0 ke", "1 "},
    {"putin NEAR/1 ke", "1 2 "},
    {"putin NEAR/1 korea", "1 "},
    {"putin NEAR/2 korea", "1 2 "},
    {"korea NEAR/2 putin", "1 2 "},
    {"putin NEAR/1 utara", "3 "},
    {"putin NEAR/1000 selatan", "2 "},
    {"utara NEAR/2 korea", "1 2 4 "},
    {"selatan NEAR/3 utara", ""},
    {"selatan NEAR/4 utara", "2 "},
    {"\"korea utara\" NEAR/4 \"korea selatan\"", "2 "},
    {"\"korea utara\" NEAR/2 \"korea selatan\"", ""},
    {"\"korea utara\" NEAR/3 \"korea selatan\"", "2 "},
    {"korea NEAR/0 \"korea utara\"", ""},
    {"korea NEAR/9 korea", "2 "},
    {"kata NEAR/1 korea", "4 "},
    {"putin NEAR/1 (ke OR ada)", "1 2 3 "},
    {"(rusia OR putin) NEAR/0 (ke OR ada)", "1 3 "},
    {"putin NEAR/2 korea NEAR/0 utara", "1 2 "},
    {"putin NEAR/2 korea NEAR/0 selatan", ""},
    {"putin NEAR/9 korea NEAR/0 selatan", "2 "},
    {"utara NEAR/9 ke NEAR/0 putin", "1 "},
    {"NOT putin NEAR/1 ke", "3 4 5 6 "},
    {"title:putin NEAR/2 korea", "1 "},
    {"title:korea NEAR/2 title:putin", "1 "},
    {"title:korea NEAR/2 presiden", ""},
    /* Words are divided as text is. */
    {"Rp5.000", "5 "},
    {"5.000", "5 "},
    {"Rp5", ""},
    {"e-mail", "5 "},
    {"mail", ""},
    {"a@b.id", "5 "},
    {"strasse", "5 "},
    {"13:39", "5 "},
    {"\"AND\" \"OR\"", "5 "},
    {"and", "5 "},
    {"kg,", "5 "},
};

static void articles_are_found_as_in_the_table(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 2);
    for (size_t i = 0; i < LENGTH(evaluations); i++)
        assert_found(corpus, evaluations[i].query, false,
                     evaluations[i].expected);
    kt_corpus_close(corpus);
}

static void a_match_narrows_with_other_conditions(void **state)
{
    (void)state;
    static const struct {
        const char *conditions[6]; /* key, value, key, value, ... */
        size_t count, undated;
    } rows[] = {
        {{"match", "putin", "source", "tempo"}, 2, 0},
        {{"match", "putin", "match", "beras"}, 4, 0},
        {{"match", "putin", "since", "2024"}, 1, 1},
        {{"match", "utara", "since", "2023", "before", "2024"}, 1, 2},
        {{"match", "xyz", "since", "2024"}, 0, 0},
        {{"match", "NOT xyz", "since", "2024"}, 1, 4},
        {{"match", "putin", "id", "3"}, 1, 0},
    };
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_error err;
        kt_filter *filter;
        kt_corpus *narrowed;
        assert_ok(kt_filter_new(&filter, &err), &err);
        for (size_t c = 0; c < 6 && rows[i].conditions[c] != NULL; c += 2)
            assert_ok(kt_filter_add(filter, rows[i].conditions[c],
                                    kt_slice_of(rows[i].conditions[c + 1]),
                                    &err),
                      &err);
        assert_ok(kt_corpus_where(corpus, filter, &narrowed, &err), &err);
        assert_int_equal(narrowed->count, rows[i].count);
        assert_int_equal(kt_corpus_undated(narrowed), rows[i].undated);
        kt_filter_free(filter);
        kt_corpus_close(narrowed);
    }
    kt_corpus_close(corpus);
}

static void a_narrowed_corpus_is_searched_alone(void **state)
{
    (void)state;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    kt_corpus *tempo = narrow(corpus, "source", "tempo");
    kt_corpus *none = narrow(corpus, "source", "nobody");
    assert_found(tempo, "putin", false, "2 3 ");
    assert_found(tempo, "NOT selatan", false, "");
    assert_found(tempo, "NOT title:utara", true, "2 ");
    assert_found(none, "*", true, "");
    assert_found(none, "NOT a", false, "");
    assert_found(none, "putin NEAR/2 ke", true, "");
    kt_corpus_close(none);
    kt_corpus_close(tempo);
    kt_corpus_close(corpus);
}

/* The formula of ktool/search.h, by hand: words of title and body are 4, 8, 6
 * and 2, so M is 5; N is 4. */
static const char scored[] =
    "{\"title\":\"beras\",\"text\":\"harga beras naik\"}\n"
    "{\"title\":\"harga\",\"text\":\"harga gula, harga garam dan harga "
    "cabai\"}\n"
    "{\"title\":\"pasar\",\"text\":\"beras dan gula di pasar\"}\n"
    "{\"title\":\"lain\",\"text\":\"cerita\"}\n";

static const struct {
    const char *query;
    int64_t id;
    double score;
} scores[] = {
    /* idf = ln(1 + 2.5 / 2.5) = 0.693147; f = 2, L = 4:
     * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 4 / 5)) = 1.456954 */
    {"beras", 1, 1.009882958},
    /* f = 1, L = 6: 2.2 / (1 + 1.2 * 1.15) = 0.924370 */
    {"beras", 3, 0.640724289},
    /* f = 4, L = 8: 8.8 / (4 + 1.2 * 1.45) = 1.533101 */
    {"harga", 2, 1.062664951},
    /* the sum of both; harga has f = 1, L = 4: 2.2 / 2.02 = 1.089109 */
    {"beras harga", 1, 1.764795761},
    {"beras OR harga", 2, 1.062664951},
    /* a phrase and a glob are one: n = 1, ln(1 + 3.5 / 1.5) = 1.203973 */
    {"\"harga beras\"", 1, 1.311257628},
    {"ga*", 2, 0.966693493},
    {"gu* OR ga*", 3, 0.640724289},
    /* only the places where NEAR holds: f = 1 for each, n = 1 */
    {"harga NEAR/0 cabai", 2, 1.933386985},
    /* f = 1 in the title, n = 1 */
    {"title:beras", 1, 1.311257628},
    /* NOT gives nothing */
    {"beras NOT cabai", 1, 1.009882958},
    {"NOT beras", 2, 0},
};

static void scores_are_those_reckoned_by_hand(void **state)
{
    (void)state;
    import_lines("s.db", scored);
    kt_corpus *corpus = open_corpus("s.db", 1);
    for (size_t i = 0; i < LENGTH(scores); i++) {
        kt_error err;
        kt_result result = {0};
        kt_search *search;
        double found = -1;
        assert_ok(kt_search_new(corpus, kt_slice_of(scores[i].query),
                                &KT_SEARCH_DEFAULT, &search, &err),
                  &err);
        while (kt_search_next(search, &result, &err) == KT_OK)
            if (result.article->id == scores[i].id)
                found = result.score;
        if (!(fabs(found - scores[i].score) < 1e-6))
            fail_msg("%s: article %lld has %.9f, not %.9f", scores[i].query,
                     (long long)scores[i].id, found, scores[i].score);
        kt_search_free(search);
    }
    kt_corpus_close(corpus);
}

static void the_best_come_first_and_then_by_id(void **state)
{
    (void)state;
    import_lines("s.db", "{\"text\":\"a b b b\"}\n{\"text\":\"a a b b\"}\n"
                         "{\"text\":\"b b b a\"}\n{\"text\":\"b b b b\"}\n"
                         "{\"text\":\"a a a b\"}\n");
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_found(corpus, "a", true, "5 2 1 3 ");
    assert_found(corpus, "NOT a", true, "4 ");
    assert_found(corpus, "NOT xyz", true, "1 2 3 4 5 ");
    kt_corpus_close(corpus);
}

static void a_limit_leaves_the_count_as_it_is(void **state)
{
    (void)state;
    enum {
        ARTICLES = 300 /* several batches */
    };
    FILE *file = fopen("many.jsonl", "wb");
    assert_non_null(file);
    for (int i = 0; i < ARTICLES; i++)
        fprintf(file, "{\"title\":\"n%d\",\"text\":\"kata\"}\n", i);
    assert_int_equal(fclose(file), 0);
    import_file("s.db", "many.jsonl", 1);
    kt_corpus *corpus = open_corpus("s.db", 2);
    static const size_t limits[] = {0, 1, 16, 17, 299, 300, 301};
    for (size_t i = 0; i < LENGTH(limits); i++) {
        kt_error err;
        kt_result result;
        kt_search *search;
        kt_search_options options = KT_SEARCH_DEFAULT;
        options.limit = limits[i];
        int64_t id = 0;
        assert_ok(
            kt_search_new(corpus, KT_SLICE("kata"), &options, &search, &err),
            &err);
        assert_int_equal(kt_search_count(search), ARTICLES);
        while (kt_search_next(search, &result, &err) == KT_OK) {
            assert_int_equal(result.article->id, ++id);
            assert_slice(result.snippet, "[kata]");
        }
        size_t shown =
            limits[i] == 0 || limits[i] > ARTICLES ? ARTICLES : limits[i];
        assert_int_equal(id, shown);
        assert_int_equal(kt_search_next(search, &result, &err),
                         KT_ERR_NOT_FOUND);
        kt_search_free(search);
    }
    kt_corpus_close(corpus);
}

/* Two words with 5 tokens between them in an article of more than a segment,
 * at every place around the end of the first one. */
static void write_borders(const char *path)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    for (int at = 65521; at < 65541; at++) {
        fputs("{\"title\":\"t\",\"text\":\"", file);
        for (int i = 0; i < 131080; i++) {
            fputs(i == at ? "kiri dari " : i == at + 5 ? "kanan " : "w ", file);
        }
        fputs("\"}\n", file);
    }
    assert_int_equal(fclose(file), 0);
}

static void the_end_of_a_segment_parts_nothing(void **state)
{
    (void)state;
    static const unsigned jobs[] = {1, 3};
    static const char all[] =
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 ";
    write_borders("borders.jsonl");
    import_file("s.db", "borders.jsonl", 2);
    for (size_t j = 0; j < LENGTH(jobs); j++) {
        kt_corpus *corpus = open_corpus("s.db", jobs[j]);
        assert_found(corpus, "kiri NEAR/5 kanan", false, all);
        assert_found(corpus, "kanan NEAR/5 kiri", false, all);
        assert_found(corpus, "kanan NEAR/4 kiri", false, "");
        assert_found(corpus, "\"kiri dari\" NEAR/3 \"w kanan\"", false, all);
        assert_found(corpus, "\"kiri dari\" NEAR/2 \"w kanan\"", false, "");
        assert_found(corpus, "\"kiri dari w w w w kanan\"", false, all);
        assert_found(corpus, "kiri NEAR/0 dari NEAR/4 kanan NEAR/0 w", true,
                     all);
        assert_found(corpus, "kiri kanan NOT title:w", true, all);
        kt_corpus_close(corpus);
    }
}

/* "id score snippet\n" of every result. */
static kt_buffer results_of(const char *store, const char *query, unsigned jobs)
{
    kt_error err;
    kt_result result;
    kt_search *search;
    kt_buffer out = {0};
    kt_corpus *corpus = open_corpus(store, jobs);
    assert_ok(kt_search_new(corpus, kt_slice_of(query), &KT_SEARCH_DEFAULT,
                            &search, &err),
              &err);
    while (kt_search_next(search, &result, &err) == KT_OK)
        kt_buffer_add_format(&out, "%lld %a %.*s\n",
                             (long long)result.article->id, result.score,
                             (int)result.snippet.len, result.snippet.data);
    kt_buffer_add_char(&out, '\0');
    kt_search_free(search);
    kt_corpus_close(corpus);
    return out;
}

static void any_number_of_threads_gives_the_same(void **state)
{
    (void)state;
    static const char *const queries[] = {"a", "a b NOT c",
                                          "a NEAR/3 b NEAR/1 (c OR d)",
                                          "\"a b\" OR title:e", "NOT a"};
    uint32_t seed = 5;
    FILE *file = fopen("random.jsonl", "wb");
    assert_non_null(file);
    for (int i = 0; i < 4000; i++) {
        fprintf(file, "{\"title\":\"%c\",\"text\":\"",
                (int)('a' + next_random(&seed, 26)));
        for (unsigned w = 0; w < 150 + next_random(&seed, 200); w++)
            fprintf(file, "%c%s", (int)('a' + next_random(&seed, 26)),
                    next_random(&seed, 40) == 0 ? "\\n" : " ");
        fputs("\"}\n", file);
    }
    assert_int_equal(fclose(file), 0);
    import_file("s.db", "random.jsonl", 2);
    for (size_t i = 0; i < LENGTH(queries); i++) {
        kt_buffer one = results_of("s.db", queries[i], 1);
        kt_buffer many = results_of("s.db", queries[i], 4);
        assert_string_equal(one.data, many.data);
        assert_true(one.len > 1);
        kt_buffer_free(&one);
        kt_buffer_free(&many);
    }
}

#define TEN "w1 w2 w3 w4 w5 w6 w7 w8 w9 w10 "
#define FOUR "w7 w8 w9 w10 "

static const struct {
    const char *name, *title, *text, *query, *snippet;
} snippets[] = {
    {"a hit is marked", "T", "satu dua tiga", "dua", "satu [dua] tiga"},
    {"what is cut off is an ellipsis", "T", TEN TEN "kata " TEN TEN, "kata",
     "\u2026" FOUR TEN "[kata] " TEN "w1 w2 w3 w4 w5\u2026"},
    {"a phrase is marked whole", "T", "di Korea Utara ada", "\"korea utara\"",
     "di [Korea Utara] ada"},
    {"what overlaps is marked once", "T", "di Korea Utara ada",
     "\"korea utara\" \"utara ada\" korea", "di [Korea Utara ada]"},
    {"white space is one space", "T", "a \\t b\\n\\n  c", "a", "[a] b c"},
    {"most of the leaves, not the first", "T",
     "b a " TEN TEN TEN TEN "a c b " TEN, "a b c",
     "\u2026w8 w9 w10 " TEN "[a] [c] [b] w1 "},
    {"then most places", "T", "a " TEN TEN TEN TEN "a x a x a", "a",
     "\u2026w9 w10 " TEN "[a] x [a] x [a]"},
    {"the title only where nothing else is", "Kata b", "Isi a", "kata",
     "[Kata] b"},
    {"otherwise not", "Kata a b", "Isi b", "a b", "Isi [b]"},
    {"what NOT is about is not marked", "T", "a b", "a NOT (c NOT b)",
     "[a] [b]"},
    {"only what is near is marked", "T", "b c d e f a b", "a NEAR/0 b",
     "b c d e f [a] [b]"},
    {"without a hit the body begins", "T", "a b", "NOT c", "a b"},
    {"or the title, without a body", "T", "", "NOT c", "T"},
    {"links between are left out", "T", "a (Baca juga: Kata Lain) b", "a",
     "[a]"},
};

static void snippets_are_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(snippets); i++) {
        kt_error err;
        kt_result result;
        kt_search *search;
        kt_buffer line = {0};
        kt_buffer_add_format(&line,
                             "{\"title\":\"%s\",\"text\":\"%s\"}\n"
                             "{\"text\":\"c\",\"title\":\"Kata Lain\"}\n",
                             snippets[i].title, snippets[i].text);
        kt_buffer_add_char(&line, '\0');
        remove("s.db");
        import_lines("s.db", line.data);
        kt_buffer_free(&line);
        kt_corpus *all = open_corpus("s.db", 1);
        kt_corpus *corpus = narrow(all, "id", "1");
        assert_ok(kt_search_new(corpus, kt_slice_of(snippets[i].query),
                                &KT_SEARCH_DEFAULT, &search, &err),
                  &err);
        assert_ok(kt_search_next(search, &result, &err), &err);
        if (result.snippet.len < strlen(snippets[i].snippet) ||
            memcmp(result.snippet.data, snippets[i].snippet,
                   strlen(snippets[i].snippet)) != 0)
            fail_msg("%s: %.*s", snippets[i].name, (int)result.snippet.len,
                     result.snippet.data);
        kt_search_free(search);
        kt_corpus_close(corpus);
        kt_corpus_close(all);
    }
}

/* Neither a word of a megabyte nor ten thousand hits make a long snippet. */
static void snippets_are_bounded(void **state)
{
    (void)state;
    FILE *file = fopen("long.jsonl", "wb");
    assert_non_null(file);
    fputs("{\"text\":\"a ", file);
    for (int i = 0; i < 1000000; i++)
        fputc('x', file);
    fputs(" b\"}\n{\"text\":\"", file);
    for (int i = 0; i < 10000; i++)
        fputs("kata ", file);
    fputs("\"}\n{\"text\":\"", file);
    for (int i = 0; i < 200000; i++)
        fputs(", ", file);
    fputs("\"}\n", file);
    assert_int_equal(fclose(file), 0);
    import_file("s.db", "long.jsonl", 1);
    static const char *const queries[] = {"a", "xx*", "b", "kata", "*", ","};
    for (size_t i = 0; i < LENGTH(queries); i++) {
        kt_buffer found = results_of("s.db", queries[i], 1);
        assert_in_range(found.len, 10, 2000);
        kt_buffer_free(&found);
    }
}

static void what_is_no_query_is_refused(void **state)
{
    (void)state;
    kt_error err;
    kt_search *search;
    kt_filter *filter;
    import_lines("s.db", articles);
    kt_corpus *corpus = open_corpus("s.db", 1);
    assert_int_equal(kt_search_new(corpus, KT_SLICE("a OR"), &KT_SEARCH_DEFAULT,
                                   &search, &err),
                     KT_ERR_USAGE);
    assert_null(search);
    assert_non_null(strstr(err.message, "OR needs something on its right"));
    /* Read as a query, it has no word. */
    assert_int_equal(kt_search_new(corpus, KT_SLICE("\"\xC2\xA0\""),
                                   &KT_SEARCH_DEFAULT, &search, &err),
                     KT_ERR_USAGE);
    assert_ok(kt_filter_new(&filter, &err), &err);
    assert_int_equal(kt_filter_add(filter, "match", KT_SLICE("a OR"), &err),
                     KT_ERR_USAGE);
    kt_filter_free(filter);
    kt_corpus_close(corpus);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(articles_are_found_as_in_the_table),
        IN_SCRATCH(a_match_narrows_with_other_conditions),
        IN_SCRATCH(a_narrowed_corpus_is_searched_alone),
        IN_SCRATCH(scores_are_those_reckoned_by_hand),
        IN_SCRATCH(the_best_come_first_and_then_by_id),
        IN_SCRATCH(a_limit_leaves_the_count_as_it_is),
        IN_SCRATCH(the_end_of_a_segment_parts_nothing),
        IN_SCRATCH(any_number_of_threads_gives_the_same),
        IN_SCRATCH(snippets_are_as_in_the_table),
        IN_SCRATCH(snippets_are_bounded),
        IN_SCRATCH(what_is_no_query_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
