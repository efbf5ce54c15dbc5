#include "../scratch.h"

#include "text/quote_rules.h"

#include <ktool/text.h>

static int read_rules(void **state)
{
    kt_quote_rules *rules;
    kt_error err;
    if (kt_quote_rules_new("id+en", &rules, &err) != KT_OK) {
        print_message("%s\n", err.message);
        return -1;
    }
    *state = rules;
    return 0;
}

static int free_rules(void **state)
{
    kt_quote_rules_free(*state);
    return 0;
}

static void add_range(kt_slice text, kt_extent range, kt_buffer *out)
{
    assert_true(range.start <= range.end && range.end <= text.len);
    kt_buffer_add_slice(out, kt_slice_sub(text, range.start, range.end));
}

/* The quotes of text as "inner/verb/speaker", with +scare and the like, with
 * | between them. */
static void show(const kt_quote_rules *rules, kt_slice text, kt_buffer *out)
{
    kt_quotes walk = {.rules = rules, .text = text};
    kt_quote quote;
    while (kt_quotes_next(&walk, &quote)) {
        kt_buffer_add_string(out, out->len > 0 ? "|" : "");
        add_range(text, quote.inner, out);
        kt_buffer_add_char(out, '/');
        add_range(text, quote.verb, out);
        kt_buffer_add_char(out, '/');
        add_range(text, quote.speaker, out);
        kt_buffer_add_string(out, quote.carried ? "+carried" : "");
        kt_buffer_add_string(out, quote.scare ? "+scare" : "");
        kt_buffer_add_string(out, quote.unclosed ? "+unclosed" : "");
    }
    kt_buffer_add_char(out, '\0');
}

typedef struct quote_case {
    const char *name, *text, *expected;
} quote_case;

/* Where a quote begins and ends. */
static const quote_case spans[] = {
    {"nothing gives nothing", "", ""},
    {"no marks, no quotes", "Warga menunggu air bersih.", ""},
    {"straight", "\"Airnya keruh sekali sejak kemarin.\"",
     "Airnya keruh sekali sejak kemarin.//"},
    {"curly", "\u201CAirnya keruh sejak kemarin.\u201D",
     "Airnya keruh sejak kemarin.//"},
    {"straight, then curly", "\"Airnya keruh sejak kemarin.\u201D Ya",
     "Airnya keruh sejak kemarin.//"},
    {"curly, then straight", "Dia: \u201CAirnya keruh sejak kemarin.\"",
     "Airnya keruh sejak kemarin.//"},
    {"closing ones on both sides", "Ya. \u201DAirnya keruh.\u201D Ya",
     "Airnya keruh.//"},
    {"opening ones on both sides", "Ya. \u201CAirnya keruh.\u201C Ya",
     "Airnya keruh.//"},
    {"low and high", "\u201EAirnya keruh.\u201C Ya", "Airnya keruh.//"},
    {"guillemets with spaces", "Ya \u00AB Airnya keruh. \u00BB Ya",
     "Airnya keruh.//"},
    {"guillemets turned inwards", "Ya \u00BBAirnya keruh.\u00AB Ya",
     "Airnya keruh.//"},
    {"single", "Ya. 'Airnya keruh.' Ya", "Airnya keruh.//"},
    {"single and curly", "Ya. \u2018Airnya keruh.\u2019 Ya", "Airnya keruh.//"},
    {"two single ones", "Ya. ''Airnya keruh.'' Ya", "Airnya keruh.//"},
    {"as TeX has it", "Ya. ``Airnya keruh.'' Ya", "Airnya keruh.//"},
    {"a grave accent", "Ya. `Airnya keruh.' Ya", "Airnya keruh.//"},
    {"spaces inside", "Ya \" Airnya keruh. \" Ya", "Airnya keruh.//"},
    {"doubled by a table's export", "Ya \"\"Airnya keruh.\"\" Ya",
     "Airnya keruh.//"},
    {"one after the other", "\"Air.\" \"Udara.\" 'Api.'",
     "Air.//|Udara.//|Api.//"},
    {"glued to both sides", "Ya.\"Air keruh.\"Ya", "Air keruh.//"},
    {"in brackets", "Ya (\"Air keruh.\") dan [\"Api.\"]",
     "Air keruh.//|Api.//"},
    {"a single one within a double one",
     "\"Mereka bilang 'tunggu saja' kepada kami.\" Ya",
     "Mereka bilang 'tunggu saja' kepada kami.//"},
    {"a double one within a double one",
     "\"Mereka bilang \"tunggu saja\" kepada kami.\" Ya",
     "Mereka bilang \"tunggu saja\" kepada kami.//"},
    {"both end together", "\"Mereka bilang, 'Tunggu saja.'\" Ya \"Api.\"",
     "Mereka bilang, 'Tunggu saja.'//|Api.//"},
    {"apostrophes are no marks",
     "\"Jum'at ini don't go, O'Brien, Qur\u2019an.\" Ya",
     "Jum'at ini don't go, O'Brien, Qur\u2019an.//"},
    {"nor are they outside", "Musik '90-an, rock 'n' roll, '98 dan Ja'far.",
     ""},
    {"the students' one", "'The students' bus is late.' Ya",
     "The students' bus is late.//"},
    {"an inch mark is none", "Layar 32\" dan 55\" dijual murah.", ""},
    {"nor within a quote", "\"Layar 32\" itu murah sekali.\" Ya",
     "Layar 32\" itu murah sekali.//"},
    {"a year before a closing mark", "\"Sejak tahun 2019\" tulisnya dulu",
     "Sejak tahun 2019/tulisnya/"},
    {"nor in the code of a page", "Warga <a href=\"tautan\">Melati</a> resah",
     ""},
    {"an opening mark alone ends with the paragraph",
     "\"Kami menunggu air. Anak-anak sakit. ",
     "Kami menunggu air. Anak-anak sakit.//+unclosed"},
    {"and after a colon", "Wati berkata: \"Kami menunggu air.",
     "Kami menunggu air./berkata/Wati+unclosed"},
    {"but not in the middle of a sentence",
     "Film itu berjudul \"Menunggu air dan laris.", ""},
    {"nor if quotes follow", "\"Kami menunggu, kata Wati. Lalu \"air\" datang.",
     "air//+scare"},
    {"nor before a small letter", "Airnya keruh, \"kata Wati dari sana", ""},
    {"nor a single one", "'Kami menunggu air", ""},
    {"a closing mark alone is nothing", "Kami menunggu,\" kata Wati.", ""},
    {"a stray one between two quotes",
     "\"Air,\" kata Wati. Api,\" kata Amir. \"Ya,\" kata Ani.",
     "Air,/kata/Wati|Ya,/kata/Ani"},
    {"a closing one with a space on the wrong side",
     "\u201CAirnya keruh \u201Dkata Wati", "Airnya keruh/kata/Wati"},
    {"only marks", "\"\" '' \u201C\u201D \"...\" \"-\"", ""},
    {"no letter, but a digit", "Nilainya \"7\"", "7//+scare"},
    {"other scripts", "\"\u4F60\u597D\u3002\" \u05D0\"\u05D1",
     "\u4F60\u597D\u3002//+scare"},
    {"bytes that are no text", "\"a\xFF\xE2\x80\" \xC2",
     "a\xFF\xE2\x80//+scare"},
    {"a term", "Istilah \"mudik dini\" ramai dipakai.", "mudik dini//+scare"},
    {"six words are more than a term", "Lagu \"satu dua tiga empat lima enam\"",
     "satu dua tiga empat lima enam//"},
};

/* Who says it, in Indonesian. */
static const quote_case indonesian[] = {
    {"a name", "\"Kami siap,\" kata Wati, Senin (1/2).",
     "Kami siap,/kata/Wati"},
    {"the comma outside", "\u201CKami siap\u201D, kata Wati",
     "Kami siap/kata/Wati"},
    {"the name and a day", "\"Kami siap,\" kata Wati Senin (1/2).",
     "Kami siap,/kata/Wati"},
    {"-nya is in the verb", "\"Kami siap,\" ujarnya kepada warga.",
     "Kami siap,/ujarnya/"},
    {"a pronoun", "\"Kami siap,\" tutur dia.", "Kami siap,/tutur/dia"},
    {"a question", "\"Kapan selesai?\" tanya Wati.",
     "Kapan selesai?/tanya/Wati"},
    {"a dash", "\"Kami siap\" - kata Wati", "Kami siap/kata/Wati"},
    {"a long title",
     "\"Kami siap,\" ujar Kepala Dinas Kesehatan Kota Melati Ayu Wulandari "
     "dalam keterangannya",
     "Kami siap,/ujar/Kepala Dinas Kesehatan Kota Melati Ayu Wulandari"},
    {"a title with dan",
     "\"Siap,\" kata Menteri Pemuda dan Olahraga Wira Yudha usai rapat.",
     "Siap,/kata/Menteri Pemuda dan Olahraga Wira Yudha"},
    {"a title that is a list",
     "\"Siap,\" kata Menteri Riset, Teknologi, dan Inovasi Wira Yudha, Rabu",
     "Siap,/kata/Menteri Riset, Teknologi, dan Inovasi Wira Yudha"},
    {"a title with its abbreviation",
     "\"Siap,\" kata Kepala Badan Cuaca (BC) Wira Yudha (45), Rabu",
     "Siap,/kata/Kepala Badan Cuaca (BC) Wira Yudha"},
    {"a title in small letters",
     "\"Siap,\" kata juru bicara Partai Melati Wira Yudha.",
     "Siap,/kata/juru bicara Partai Melati Wira Yudha"},
    {"a title before the name, with a comma",
     "\"Siap,\" kata Ketua Koperasi Melati, Wira Yudha, Rabu",
     "Siap,/kata/Ketua Koperasi Melati"},
    {"a title in small letters before a comma",
     "\"Siap,\" kata juru bicara operator, Wira Yudha, Rabu",
     "Siap,/kata/Wira Yudha"},
    {"which may be a place",
     "\"Siap,\" kata juru bicara operator, Melati, Rabu", "Siap,/kata/"},
    {"an adjective and a clause",
     "Istilah \"mudik\" tambah populer, Wira Yudha mengakui.", "mudik//+scare"},
    {"degrees", "\"Siap,\" kata Drs. H. Amir S., M.Si., MM, di sini",
     "Siap,/kata/Drs. H. Amir S., M.Si., MM"},
    {"a doctor", "\"Siap,\" kata dr. Wati Ningsih Sp.PD dalam rapat",
     "Siap,/kata/dr. Wati Ningsih Sp.PD"},
    {"particles", "\"Siap,\" kata Ali bin Umar Al-Amin seraya pergi",
     "Siap,/kata/Ali bin Umar Al-Amin"},
    {"two persons", "\"Siap,\" kata Wati dan Amir.",
     "Siap,/kata/Wati dan Amir"},
    {"two offices", "\"Siap,\" kata Kapuspen TNI/Polri Amir.",
     "Siap,/kata/Kapuspen TNI/Polri Amir"},
    {"a number in a title", "\"Siap,\" kata Ketua Komisi 3 Melati Amir.",
     "Siap,/kata/Ketua Komisi 3 Melati Amir"},
    {"an age", "\"Siap,\" kata Amir 45 tahun.", "Siap,/kata/Amir"},
    {"an account", "\"Siap,\" tulis @wati_n, Rabu", "Siap,/tulis/@wati_n"},
    {"somebody", "\"Siap,\" kata seorang warga di pasar itu.", "Siap,/kata/"},
    {"a glued sentence",
     "\"Siap,\" kata dia.Polisi datang. \"Ya,\" ujarnya.Dan",
     "Siap,/kata/dia|Ya,/ujarnya/"},
    {"a name and the next sentence", "\"Siap,\" kata Wati. Polisi datang.",
     "Siap,/kata/Wati"},
    {"an adverb before the verb", "\"Siap,\" demikian dikatakan oleh Wati.",
     "Siap,/dikatakan/Wati"},
    {"the verb before", "Wati mengatakan, \"Kami siap.\"",
     "Kami siap./mengatakan/Wati"},
    {"a colon, and to whom",
     "Wati menjelaskan kepada warga di Melati, Rabu: "
     "\"Kami siap.\"",
     "Kami siap./menjelaskan/Wati"},
    {"words that open a sentence are no name",
     "Namun Wati kemudian mengatakan, \"Kami siap.\"",
     "Kami siap./mengatakan/Wati"},
    {"of somebody only the place",
     "Warga dari Melati mengatakan, \"Kami siap.\"", "Kami siap./mengatakan/"},
    {"of somebody only the office",
     "Para anggota DPR mengatakan, \"Kami siap.\"", "Kami siap./mengatakan/"},
    {"a place at the start", "Di Melati Wati mengatakan, \"Kami siap.\"",
     "Kami siap./mengatakan/"},
    {"a pronoun and a conjunction", "Ketika itu dia mengatakan, \"Kami siap.\"",
     "Kami siap./mengatakan/dia"},
    {"menurut", "Menurut Ayu Wulandari, \"Kami siap.\"",
     "Kami siap./Menurut/Ayu Wulandari"},
    {"the verb of the sentence before",
     "Wati mengatakan itu. Lalu, \"Kami siap.\"", "Kami siap.//"},
    {"a term somebody uses", "Wati menyebut \"mudik dini\" berbahaya.",
     "mudik dini/menyebut/Wati"},
    {"a verb is an adjective too",
     "Istilah \"mudik\" tambah populer di Melati.", "mudik//+scare"},
    {"a redundant verb", "Wati berkata, \"Kami siap,\" ujarnya.",
     "Kami siap,/berkata/Wati"},
    {"what goes on", "\"Siap,\" kata Wati, Rabu (3/4). \"Besok kami datang.\"",
     "Siap,/kata/Wati|Besok kami datang./kata/Wati+carried"},
    {"and on", "\"Siap,\" kata Wati, \"dan besok kami datang.\" \"Ya.\"",
     "Siap,/kata/Wati|dan besok kami datang./kata/Wati+carried|"
     "Ya./kata/Wati+carried"},
    {"not after another sentence",
     "\"Siap,\" kata Wati. Warga datang. \"Besok kami pergi.\"",
     "Siap,/kata/Wati|Besok kami pergi.//"},
    {"nor a term", "\"Siap,\" kata Wati. \"Mudik dini\" ramai.",
     "Siap,/kata/Wati|Mudik dini//+scare"},
    {"the second has its own", "\"Siap,\" kata Wati. \"Ya,\" kata Amir.",
     "Siap,/kata/Wati|Ya,/kata/Amir"},
    {"a verb that belongs to the next quote",
     "\"Siap.\" Wati mengatakan, \"Kami pergi.\"",
     "Siap.//|Kami pergi./mengatakan/Wati"},
    {"a headline in capitals", "\"Kami Siap,\" Kata Wati Usai Bertemu Warga",
     "Kami Siap,//+scare"},
    {"a name and a colon is no verb", "Wati: 'Kami Siap'", "Kami Siap//+scare"},
};

/* Who says it, in English. */
static const quote_case english[] = {
    {"the verb first", "\"We wait,\" said Jane Miller, the mayor.",
     "We wait,/said/Jane Miller"},
    {"the name first", "\"We wait,\" Jane Miller said.",
     "We wait,/said/Jane Miller"},
    {"a pronoun", "\u201CWe wait,\u201D she told reporters.",
     "We wait,/told/she"},
    {"an initial and junior", "\"We wait,\" said John F. Miller, Jr., of Hill",
     "We wait,/said/John F. Miller, Jr."},
    {"a title in small letters",
     "\"We wait,\" said police spokesman Jan van der Hill.",
     "We wait,/said/police spokesman Jan van der Hill"},
    {"a role in the middle", "\"We wait,\" said Hill City spokeswoman Ann Lee.",
     "We wait,/said/Hill City spokeswoman Ann Lee"},
    {"nobody by name", "\"We wait,\" the prime minister said.",
     "We wait,/said/"},
    {"a day is no name", "\"We wait,\" said Monday in Hill.", "We wait,/said/"},
    {"nor is whose mother it is", "\"We wait,\" said Ann Lee's mother.",
     "We wait,/said/"},
    {"an apostrophe may end a name", "\"We wait,\" said Hill's.",
     "We wait,/said/Hill's"},
    {"a colon", "Jane Miller said: \"We wait.\"", "We wait./said/Jane Miller"},
    {"when", "Jane Miller said on Monday, \"We wait.\"",
     "We wait./said/Jane Miller"},
    {"of somebody only the role", "The mayor of Hill said, \"We wait.\"",
     "We wait./said/"},
    {"according to", "According to Jane Miller, \"nobody came.\"",
     "nobody came./According to/Jane Miller"},
    {"and after it", "\"Nobody came,\" according to Jane Miller.",
     "Nobody came,/according to/Jane Miller"},
    {"between two halves", "\"We wait,\" Jane Miller said, \"and sing.\"",
     "We wait,/said/Jane Miller|and sing./said/Jane Miller+carried"},
    {"a question of the next", "\"Why?\" Jane Miller said: \"We wait.\"",
     "Why?//|We wait./said/Jane Miller"},
};

static void check(const kt_quote_rules *rules, const quote_case *cases,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        kt_buffer found = {0};
        show(rules, kt_slice_of(cases[i].text), &found);
        if (strcmp(found.data, cases[i].expected) != 0)
            fail_msg("%s: expected '%s', found '%s'", cases[i].name,
                     cases[i].expected, found.data);
        kt_buffer_free(&found);
    }
}

static void quotes_begin_and_end_as_in_the_table(void **state)
{
    check(*state, spans, LENGTH(spans));
}

static void indonesian_speakers_are_as_in_the_table(void **state)
{
    check(*state, indonesian, LENGTH(indonesian));
}

static void english_speakers_are_as_in_the_table(void **state)
{
    check(*state, english, LENGTH(english));
}

static void ranges_have_the_marks_or_not(void **state)
{
    kt_quotes walk = {.rules = *state,
                      .text =
                          KT_SLICE("Ya, \u201C Air. \" kata Wati \"\"b\"\"")};
    kt_quote quote;
    assert_true(kt_quotes_next(&walk, &quote));
    assert_int_equal(quote.whole.start, 4);
    assert_int_equal(quote.inner.start, 8);
    assert_int_equal(quote.inner.end, 12);
    assert_int_equal(quote.whole.end, 14);
    assert_int_equal(quote.verb.start, 15);
    assert_int_equal(quote.speaker.end, 24);
    assert_true(kt_quotes_next(&walk, &quote));
    assert_int_equal(quote.whole.start, 25);
    assert_int_equal(quote.inner.start, 27);
    assert_int_equal(quote.whole.end, 30);
    assert_false(kt_quotes_next(&walk, &quote));
    assert_false(kt_quotes_next(&walk, &quote));
}

static void speakers_that_reach_too_far_are_none(void **state)
{
    kt_buffer text = {0}, found = {0};
    kt_buffer_add_string(&text, "\"Siap,\" kata ");
    for (int i = 0; i < 60; i++)
        kt_buffer_add_string(&text, "Wati ");
    show(*state, kt_buffer_slice(&text), &found);
    assert_string_equal(found.data, "Siap,/kata/");
    kt_buffer_free(&text);
    kt_buffer_free(&found);
}

static void without_a_language_nobody_speaks(void **state)
{
    static const char *const names[] = {NULL, "none"};
    (void)state;
    for (size_t i = 0; i < LENGTH(names); i++) {
        kt_error err;
        kt_quote_rules *rules;
        kt_buffer found = {0};
        assert_ok(kt_quote_rules_new(names[i], &rules, &err), &err);
        show(rules, KT_SLICE("\"Kami siap menunggu.\" kata Wati"), &found);
        assert_string_equal(found.data, "Kami siap menunggu.//");
        kt_buffer_free(&found);
        kt_quote_rules_free(rules);
    }
}

static void an_unknown_language_lists_the_known(void **state)
{
    (void)state;
    static const char *const wrong[] = {"xx", "id+xx", "", "id+", "../id"};
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        kt_quote_rules *rules;
        kt_error err;
        assert_int_equal(kt_quote_rules_new(wrong[i], &rules, &err),
                         KT_ERR_NOT_FOUND);
        assert_null(rules);
        assert_non_null(strstr(err.message, "there are: en id"));
    }
}

/* A data folder in place of the project's, with this list of attribution. */
static void make_data(const char *attribution)
{
    char path[64];
    static const char *const folders[] = {"data", "data/abbreviations",
                                          "data/stopwords", "data/attribution"};
    for (size_t i = 0; i < LENGTH(folders); i++)
        mkdir(folders[i], 0700);
    write_text("data/abbreviations/xy.txt", "");
    write_text("data/stopwords/xy.txt", "");
    write_text("data/attribution/xy.txt", attribution);
    snprintf(path, sizeof path, "%s/data", folder);
    setenv("KTOOL_DATA", path, 1);
}

static void forget_data(void)
{
    unsetenv("KTOOL_DATA");
}

static void data_may_have_comments_and_any_line_ends(void **state)
{
    (void)state;
    kt_error err;
    kt_quote_rules *rules;
    kt_buffer found = {0};
    make_data("# words\r\n\r\nsae after\r\nin vain to after\ntua alone");
    assert_ok(kt_quote_rules_new("xy", &rules, &err), &err);
    show(rules, KT_SLICE("\"A,\" sae Bo. Ya, \"C,\" tua Do."), &found);
    assert_string_equal(found.data, "A,/sae/Bo|C,/tua/");
    kt_buffer_free(&found);
    kt_quote_rules_free(rules);
    forget_data();
}

static void a_bad_line_of_data_is_named(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "kata", " after", "kata  ", "kata behind",
        "a-word-of-more-than-thirty-two-bytes after"};
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        kt_quote_rules *rules;
        kt_error err;
        make_data(wrong[i]);
        assert_int_equal(kt_quote_rules_new("xy", &rules, &err), KT_ERR_FORMAT);
        assert_null(rules);
        assert_non_null(strstr(err.message, wrong[i]));
        assert_non_null(strstr(err.message, "attribution/xy.txt"));
    }
    forget_data();
}

/* Words that are not in small letters would never be found. */
static void the_words_of_our_own_lists_are_folded(void **state)
{
    const kt_quote_rules *rules = *state;
    assert_true(rules->words.count > 200);
    for (size_t at = 0; at < rules->words.capacity; at++) {
        kt_buffer folded = {0};
        const kt_entry *entry = &rules->words.entries[at];
        if (entry->probe.len == 0)
            continue;
        kt_slice word = kt_entry_key(entry);
        kt_text_fold(word, &folded);
        if (!kt_slice_equal(word, kt_buffer_slice(&folded)))
            fail_msg("'%.*s'", (int)word.len, word.data);
        kt_buffer_free(&folded);
    }
}

/* Any bytes at all: quotes are in order, do not overlap, and hold what is
 * said to be in them. */
static void quotes_are_in_order_and_inside(void **state)
{
    static const char *const parts[] = {
        "a",      "B",          " ",      " ",      "\"",     "\"",
        "'",      "''",         ",",      ".",      "1",      "(",
        ")",      "\u201C",     "\u201D", "\u2019", "\u00AB", "\xFF",
        " kata ", " Ali said ", "dan ",   "-",      ":",      "\n"};
    uint32_t seed = 12345;
    for (int round = 0; round < 40000; round++) {
        char text[200] = "";
        for (size_t i = 0; i < 20; i++)
            strcat(text, parts[next_random(&seed, LENGTH(parts))]);
        size_t len = strlen(text), at = 0;
        kt_quotes walk = {.rules = *state, .text = {text, len}};
        kt_quote q;
        while (kt_quotes_next(&walk, &q)) {
            assert_true(q.whole.start >= at && q.whole.end <= len);
            assert_true(q.whole.start < q.inner.start);
            assert_true(q.inner.start < q.inner.end);
            assert_true(q.inner.end < q.whole.end + q.unclosed);
            assert_true(q.verb.end <= q.whole.start ||
                        q.verb.start >= q.whole.end);
            assert_true(q.speaker.end <= q.whole.start ||
                        q.speaker.start >= q.whole.end);
            at = q.whole.end;
        }
    }
}

/* Text is looked through in blocks. */
static void a_mark_is_found_at_every_place(void **state)
{
    static const char *const quotes[] = {
        "\"A b.\"", "'A b.'", "`A b.'", "\u201CA b.\u201D", "\u00ABA b.\u00BB"};
    for (size_t i = 0; i < LENGTH(quotes); i++) {
        for (int before = 0; before < 40; before++) {
            char text[80];
            snprintf(text, sizeof text, "%*s%s%*s", before, "", quotes[i],
                     before % 7, "");
            kt_quotes walk = {.rules = *state, .text = kt_slice_of(text)};
            kt_quote quote;
            assert_true(kt_quotes_next(&walk, &quote));
            assert_int_equal(quote.whole.start, before);
            assert_int_equal(quote.whole.end, before + strlen(quotes[i]));
        }
    }
}

/* 10 MB of marks, and 2 MB of each other piece, take less than a second; were
 * a search begun anew at every mark, it would be hours, and with a tenth of it
 * minutes. */
static void long_runs_of_one_kind_take_linear_time(void **state)
{
    static const char *const pieces[] = {
        "\"",
        "'",
        "\"a ",
        " 'a",
        " \" ",
        "\u201C",
        "\"'\u201D a",
        "32\" ",
        "\"a 5\" ",
        "a",
        "\"a,\" A, B ",
        "\"a,\" kata A.B ",
        "\"a\" (b ",
        " \"a'b 'c",
        "\xE2\x80",
        "a\"",
        "\"a,\" dan A ",
        ", \"A",
        "\"A,\" said A (b) said \"",
    };
    const size_t most = (10u << 20) / (SANITIZED ? 10 : 1);
    char *text = malloc(most);
    assert_non_null(text);
    for (size_t i = 0; i < LENGTH(pieces); i++) {
        size_t len = strlen(pieces[i]), size = i == 0 ? most : most / 5;
        for (size_t at = 0; at < size; at++)
            text[at] = pieces[i][at % len];
        kt_quotes walk = {.rules = *state, .text = {text, size}};
        kt_quote quote;
        while (kt_quotes_next(&walk, &quote))
            assert_true(quote.inner.end > quote.inner.start);
    }
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quotes_begin_and_end_as_in_the_table),
        cmocka_unit_test(indonesian_speakers_are_as_in_the_table),
        cmocka_unit_test(english_speakers_are_as_in_the_table),
        cmocka_unit_test(ranges_have_the_marks_or_not),
        cmocka_unit_test(speakers_that_reach_too_far_are_none),
        cmocka_unit_test(without_a_language_nobody_speaks),
        cmocka_unit_test(an_unknown_language_lists_the_known),
        cmocka_unit_test(the_words_of_our_own_lists_are_folded),
        cmocka_unit_test(quotes_are_in_order_and_inside),
        cmocka_unit_test(a_mark_is_found_at_every_place),
        cmocka_unit_test(long_runs_of_one_kind_take_linear_time),
        IN_SCRATCH(data_may_have_comments_and_any_line_ends),
        IN_SCRATCH(a_bad_line_of_data_is_named),
    };
    return cmocka_run_group_tests(tests, read_rules, free_rules);
}
