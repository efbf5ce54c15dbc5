#include "treebank.h"

#include <ktool/buffer.h>
#include <ktool/tokens.h>

/* Tokens of text as "class:token|...", class shortened to three letters. */
static void describe(const char *text, const char *rules_text, kt_buffer *out)
{
    kt_error err;
    kt_rules rules;
    kt_token token;
    kt_scanner scanner = {.text = kt_slice_of(text)};
    assert_ok(kt_rules_read(rules_text, &rules, &err), &err);
    assert_ok(kt_tokenizer_new(rules, &scanner.tokenizer, &err), &err);
    while (kt_scanner_next(&scanner, &token)) {
        if (out->len > 0)
            kt_buffer_add_char(out, '|');
        kt_buffer_add_format(out, "%.3s:", kt_class_name(token.class));
        kt_buffer_add_slice(out,
                            kt_slice_sub(scanner.text, token.start, token.end));
    }
    kt_buffer_add_char(out, '\0');
    assert_ok(kt_tokenizer_status(scanner.tokenizer, &err), &err);
    kt_tokenizer_free(scanner.tokenizer);
}

/* A row: the text, its tokens with all rules, and without the one that the
 * row is about, where that is another matter. */
typedef struct rule_case {
    const char *rule, *text, *with, *without;
} rule_case;

#define NBSP "\xC2\xA0"
#define QUOTE "\xE2\x80\x9D"

static const rule_case cases[] = {
    {"hyphen", "2 miliar-Rp50 juta-3",
     "num:2|wor:miliar|pun:-|wor:Rp|num:50|"
     "wor:juta|pun:-|num:3",
     NULL},
    {"hyphen", "adat-untuk yang-yang", "wor:adat|pun:-|wor:untuk|wor:yang-yang",
     NULL},
    {"time", "13:39" NBSP "WIB pukul 13:39: x",
     "tim:13:39|wor:WIB|wor:pukul|"
     "tim:13:39|pun::|wor:x",
     NULL},
    {"time", "Pukul" NBSP "09.00" QUOTE, "wor:Pukul|tim:09.00|pun:" QUOTE,
     NULL},
    {"time", "09.00WIB 24:00 24:59",
     "tim:09.00|wor:WIB|tim:24:00|num:24|"
     "pun::|num:59",
     NULL},
    {"range", "30-35" NBSP "persen 09.00-10.00" QUOTE,
     "ran:30-35|wor:persen|ran:09.00-10.00|pun:" QUOTE, NULL},
    {"range", "1980-1990-an 021-5212345", "ran:1980-1990-an|num:021-5212345",
     NULL},
    {"range", "Senin-Jum'at Ags-Sept", "ran:Senin-Jum'at|ran:Ags-Sept", NULL},
    {"ordinal", "1960-an" QUOTE, "num:1960-an|pun:" QUOTE, NULL},
    {"currency", "Rp 40-Rp 50", "wor:Rp|num:40|pun:-|wor:Rp|num:50", NULL},
    {"currency", "40-USD 50 40-Rp.50",
     "num:40|pun:-|wor:USD|num:50|num:40|"
     "pun:-|wor:Rp|pun:.|num:50",
     NULL},
    {"url", "www.kompas.com/a", "url:www.kompas.com/a", "url:www.kompas.com/a"},
    {"url", "https://x.y/a", "url:https://x.y/a",
     "wor:https|pun::|pun:/|pun:/|wor:x.y|pun:/|wor:a"},
    {"url", "www.21cineplex.com/film", "url:www.21cineplex.com/film", NULL},
    {"email", "a.b@kompas.id", "ema:a.b@kompas.id",
     "wor:a.b|pun:@|url:kompas.id"},
    {"email", "budi.1990@gmail.com", "ema:budi.1990@gmail.com", NULL},
    {"domain", "pic.twitter.com/BuV0x bit.ly/AbcDef",
     "url:pic.twitter.com/BuV0x|url:bit.ly/AbcDef", NULL},
    {"domain", "20.detik.com KOMPAS.com-Sebuah",
     "url:20.detik.com|url:KOMPAS.com|pun:-|wor:Sebuah", NULL},
    {"domain", "di Jakarta.Info Kompas.Com",
     "wor:di|wor:Jakarta|pun:.|"
     "wor:Info|url:Kompas.Com",
     NULL},
    {"domain", "KOMPAS.com", "url:KOMPAS.com", "wor:KOMPAS.com"},
    {"mention", "@ana.Dia", "men:@ana|pun:.|wor:Dia", NULL},
    {"hashtag", "#satu", "has:#satu", "pun:#|wor:satu"},
    {"acronym", "Sp.OG. dr", "wor:Sp.OG.|wor:dr", NULL},
    {"superscript", "\xC3\x98\xC2\xB3", "wor:\xC3\x98|num:\xC2\xB3", NULL},
    {"glued", "by.U E.Coli J.CO", "wor:by.U|wor:E.Coli|wor:J.CO", NULL},
    {"glued", "PT.Maju selesai.KPK",
     "wor:PT|pun:.|wor:Maju|wor:selesai|"
     "pun:.|wor:KPK",
     NULL},
    {"hyphen", "sanksi-sanksi", "wor:sanksi-sanksi",
     "wor:sanksi|pun:-|wor:sanksi"},
    {"hyphen", "terus-menerus non-migas", "wor:terus-menerus|wor:non-migas",
     NULL},
    {"hyphen", "APBN-P KPK-nya", "wor:APBN-P|wor:KPK-nya", NULL},
    {"hyphen", "malaikat-malaikat-Nya", "wor:malaikat-malaikat-Nya", NULL},
    {"hyphen", "Rusia-Korea Bapepam-LK", "wor:Rusia-Korea|wor:Bapepam-LK",
     NULL},
    {"hyphen", "COVID-19 U-23 10-Jan", "wor:COVID-19|wor:U-23|wor:10-Jan",
     NULL},
    {"hyphen",
     "anak\xE2\x80\x91"
     "anak \xE2\x80\x90",
     "wor:anak\xE2\x80\x91"
     "anak|pun:\xE2\x80\x90",
     NULL},
    {"hyphen", "Jakarta- -nya a - b",
     "wor:Jakarta|pun:-|pun:-|wor:nya|wor:a|"
     "pun:-|wor:b",
     NULL},
    {"hyphen", "ini\xE2\x80\x93itu", "wor:ini|pun:\xE2\x80\x93|wor:itu", NULL},
    {"hyphen",
     "na\xC3\xAF"
     "f-\xC3\xA9t\xC3\xA9",
     "wor:na\xC3\xAF"
     "f-\xC3\xA9t\xC3\xA9",
     NULL},
    {"number", "1.000,5 40,512 0,5", "num:1.000,5|num:40,512|num:0,5", NULL},
    {"number", "114,769,292,837 1,234.56", "num:114,769,292,837|num:1,234.56",
     NULL},
    {"number", "1,2,3", "num:1|pun:,|num:2|pun:,|num:3", "num:1,2,3"},
    {"number", "3;4 5'6", "num:3|pun:;|num:4|num:5|pun:'|num:6",
     "num:3;4|num:5'6"},
    {"number", "192.168.1.1 3.0", "num:192.168.1.1|num:3.0", NULL},
    {"number", "5G 10juta 2x", "wor:5G|wor:10juta|wor:2x", NULL},
    {"time", "13:39 19:45:10", "tim:13:39|tim:19:45:10",
     "num:13|pun::|num:39|num:19|pun::|num:45|pun::|num:10"},
    {"time", "pukul 09.00 dan", "wor:pukul|tim:09.00|wor:dan",
     "wor:pukul|num:09.00|wor:dan"},
    {"time", "Pkl. 9.05", "wor:Pkl|pun:.|tim:9.05", NULL},
    {"time", "10.30 WIB, 11.00 Wita",
     "tim:10.30|wor:WIB|pun:,|tim:11.00|"
     "wor:Wita",
     NULL},
    {"time", "naik 10.30 poin", "wor:naik|num:10.30|wor:poin", NULL},
    {"time", "2:1 25:00 10:60 1:2:3",
     "num:2|pun::|num:1|num:25|pun::|num:00|"
     "num:10|pun::|num:60|num:1|pun::|num:2|"
     "pun::|num:3",
     NULL},
    {"time", "pukul 25.00", "wor:pukul|num:25.00", NULL},
    {"range", "30-35 2-1", "ran:30-35|ran:2-1",
     "num:30|pun:-|num:35|num:2|pun:-|num:1"},
    {"range",
     "2019\xE2\x80\x93"
     "2024",
     "ran:2019\xE2\x80\x93"
     "2024",
     NULL},
    {"range", "09.00-10.00 WIB", "ran:09.00-10.00|wor:WIB", NULL},
    {"range", "Januari-Oktober Senin\xE2\x80\x93Jumat",
     "ran:Januari-Oktober|ran:Senin\xE2\x80\x93Jumat",
     "wor:Januari-Oktober|wor:Senin|pun:\xE2\x80\x93|wor:Jumat"},
    {"range", "24 September-7 Oktober",
     "num:24|wor:September|pun:-|num:7|wor:Oktober", NULL},
    {"range", "Rp40-50 miliar", "wor:Rp|ran:40-50|wor:miliar", NULL},
    {"range", "021-555-1234 2021-04-14", "num:021-555-1234|num:2021-04-14",
     NULL},
    {"ordinal", "ke-45 Ke-2 ke-XIX", "num:ke-45|num:Ke-2|num:ke-XIX",
     "wor:ke-45|wor:Ke-2|wor:ke-XIX"},
    {"ordinal", "1960-an 1990an 1st 2nd",
     "num:1960-an|num:1990an|num:1st|num:2nd",
     "wor:1960-an|wor:1990an|wor:1st|wor:2nd"},
    {"ordinal", "ke-rumah 1960-andai", "wor:ke-rumah|wor:1960-andai", NULL},
    {"currency", "Rp40,512 rp10", "wor:Rp|num:40,512|wor:rp|num:10",
     "wor:Rp40,512|wor:rp10"},
    {"currency", "USD5 RM20 Rp.100",
     "wor:USD|num:5|wor:RM|num:20|wor:Rp|"
     "pun:.|num:100",
     NULL},
    {"currency", "Rp40-Rp50", "wor:Rp|num:40|pun:-|wor:Rp|num:50", NULL},
    {"currency", "US$40-US$50", "wor:US|sym:$|num:40|pun:-|wor:US|sym:$|num:50",
     NULL},
    {"currency", "KM50 G20", "wor:KM50|wor:G20", NULL},
    {"url", "(https://x.id/a_(b)?c=1&d=2).",
     "pun:(|url:https://x.id/a_(b)?c=1&d=2|pun:)|pun:.", NULL},
    {"url", "www.kompas.com/a, HTTP://X.ID!",
     "url:www.kompas.com/a|pun:,|url:HTTP://X.ID|pun:!", NULL},
    {"url", "\xE2\x80\x9Chttp://a.b\xE2\x80\x9D http://",
     "pun:\xE2\x80\x9C|url:http://a.b|pun:\xE2\x80\x9D|wor:http|pun::|pun:/|"
     "pun:/",
     NULL},
    {"email", "a.b+c@kompas.co.id, x", "ema:a.b+c@kompas.co.id|pun:,|wor:x",
     NULL},
    {"email", "foo-bar@x.com. a@b a@b.c",
     "ema:foo-bar@x.com|pun:.|wor:a|"
     "pun:@|wor:b|wor:a|pun:@|wor:b.c",
     NULL},
    {"domain", "KOMPAS.com liputan6.com REPUBLIKA.CO.ID",
     "url:KOMPAS.com|url:liputan6.com|url:REPUBLIKA.CO.ID", NULL},
    {"domain", "TRIBUN-MEDAN.com detik.com/read/1.",
     "url:TRIBUN-MEDAN.com|url:detik.com/read/1|pun:.", NULL},
    {"domain", "KOMPAS.com/ADITYA t.me/x",
     "url:KOMPAS.com|pun:/|wor:ADITYA|"
     "url:t.me/x",
     NULL},
    {"domain", "dibuka.Info X.com S.Th",
     "wor:dibuka|pun:.|wor:Info|url:X.com|wor:S.Th", NULL},
    {"domain", "Antara.com\xE2\x80\x93Pihak",
     "url:Antara.com|pun:\xE2\x80\x93|wor:Pihak", NULL},
    {"email", "a@kln.gov.my.Pada", "ema:a@kln.gov.my|pun:.|wor:Pada", NULL},
    {"domain", "antara.com.Dia", "url:antara.com|pun:.|wor:Dia", NULL},
    {"mention", "@kompascom @a.b. @_x",
     "men:@kompascom|men:@a.b|pun:.|"
     "men:@_x",
     "pun:@|wor:kompascom|pun:@|wor:a.b.|pun:@|wor:_x"},
    {"mention", "@ @5 a@b", "pun:@|pun:@|num:5|wor:a|pun:@|wor:b", NULL},
    {"hashtag", "#pemilu2024 #2019Ganti #\xC3\xA9t\xC3\xA9",
     "has:#pemilu2024|has:#2019Ganti|has:#\xC3\xA9t\xC3\xA9", NULL},
    {"hashtag", "#1 C#m &#x27;",
     "pun:#|num:1|wor:C|pun:#|wor:m|pun:&|pun:#|"
     "wor:x27|pun:;",
     NULL},
    {"emoji", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80",
     "emo:\xF0\x9F\x98\x80|emo:\xF0\x9F\x98\x80",
     "sym:\xF0\x9F\x98\x80|sym:\xF0\x9F\x98\x80"},
    {"emoji", "1\xEF\xB8\x8F\xE2\x83\xA3 \xF0\x9F\x87\xAE\xF0\x9F\x87\xA9",
     "emo:1\xEF\xB8\x8F\xE2\x83\xA3|emo:\xF0\x9F\x87\xAE\xF0\x9F\x87\xA9",
     NULL},
    {"emoji", "\xC2\xA9 \xE2\x98\xBA \xE2\x98\xBA\xEF\xB8\x8F \xE2\x9A\xBD",
     "sym:\xC2\xA9|sym:\xE2\x98\xBA|emo:\xE2\x98\xBA\xEF\xB8\x8F|"
     "emo:\xE2\x9A\xBD",
     NULL},
    {"acronym", "A.S. S.Pd. Ph.D.", "wor:A.S.|wor:S.Pd.|wor:Ph.D.",
     "wor:A.S|pun:.|wor:S.Pd|pun:.|wor:Ph.D|pun:."},
    {"acronym", "d.l.l. U.S.Presiden S.Pd.I",
     "wor:d.l.l.|wor:U.S.|"
     "wor:Presiden|wor:S.Pd.I",
     NULL},
    {"acronym", "U.S...", "wor:U.S|pun:...", NULL},
    {"apostrophe",
     "Ma`ruf Jum\xC2\xB4"
     "at",
     "wor:Ma`ruf|wor:Jum\xC2\xB4"
     "at",
     "wor:Ma|sym:`|wor:ruf|wor:Jum|sym:\xC2\xB4|wor:at"},
    {"apostrophe", "`ya` Jum'at", "sym:`|wor:ya|sym:`|wor:Jum'at", NULL},
    {"superscript", "km\xC2\xB2 H\xE2\x82\x82O",
     "wor:km\xC2\xB2|"
     "wor:H\xE2\x82\x82O",
     "wor:km|num:\xC2\xB2|wor:H|num:\xE2\x82\x82|wor:O"},
    {"glued", "selesai.Dia Editor:Budi",
     "wor:selesai|pun:.|wor:Dia|"
     "wor:Editor|pun::|wor:Budi",
     "wor:selesai.Dia|wor:Editor:Budi"},
    {"glued", "M.Yusuf kata.dia", "wor:M|pun:.|wor:Yusuf|wor:kata.dia", NULL},
    {"repeat", "... -- `` !!! ...ya",
     "pun:...|pun:--|sym:``|pun:!!!|pun:...|"
     "wor:ya",
     NULL},
    {"repeat", ".. (( ?!", "pun:..|pun:(|pun:(|pun:?|pun:!",
     "pun:.|pun:.|pun:(|pun:(|pun:?|pun:!"},
};

static void check(const rule_case *c, const char *rules, const char *expected)
{
    kt_buffer found = {0};
    describe(c->text, rules, &found);
    if (strcmp(found.data, expected) != 0)
        fail_msg("%s, --rules '%s', %s: expected %s, found %s", c->rule, rules,
                 c->text, expected, found.data);
    kt_buffer_free(&found);
}

static void rules_are_as_in_the_table(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char without[32];
        snprintf(without, sizeof without, "-%s", cases[i].rule);
        check(&cases[i], "", cases[i].with);
        if (cases[i].without != NULL)
            check(&cases[i], without, cases[i].without);
    }
}

static void every_rule_can_be_turned_off(void **state)
{
    (void)state;
    for (kt_rule rule = 0; rule < KT_RULE_DICTIONARY; rule++) {
        size_t i = 0;
        while (i < sizeof cases / sizeof *cases &&
               (strcmp(cases[i].rule, kt_rule_name(rule)) != 0 ||
                cases[i].without == NULL ||
                strcmp(cases[i].with, cases[i].without) == 0))
            i++;
        if (i == sizeof cases / sizeof *cases)
            fail_msg("no row for %s", kt_rule_name(rule));
    }
}

static const rule_case dictionary_cases[] = {
    {"dictionary",
     "\xE0\xB8\xAA\xE0\xB8\xA7\xE0\xB8\xB1\xE0\xB8\xAA\xE0\xB8\x94\xE0\xB8\xB5"
     "\xE0\xB8\x84\xE0\xB8\xA3\xE0\xB8\xB1\xE0\xB8\x9A",
     "wor:\xE0\xB8\xAA\xE0\xB8\xA7\xE0\xB8\xB1\xE0\xB8\xAA\xE0\xB8\x94"
     "\xE0\xB8\xB5|wor:\xE0\xB8\x84\xE0\xB8\xA3\xE0\xB8\xB1\xE0\xB8\x9A",
     NULL},
    {"dictionary", "a\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA\xE6\xB0\x91.",
     "wor:a|wor:\xE4\xB8\xAD\xE5\x9B\xBD|wor:\xE4\xBA\xBA\xE6\xB0\x91|pun:.",
     "wor:a|wor:\xE4\xB8\xAD|wor:\xE5\x9B\xBD|wor:\xE4\xBA\xBA|"
     "wor:\xE6\xB0\x91|pun:."},
};

static void scripts_without_spaces_are_divided_by_a_dictionary(void **state)
{
    (void)state;
    if (kt_icu_version() == NULL)
        skip();
    for (size_t i = 0; i < sizeof dictionary_cases / sizeof *dictionary_cases;
         i++) {
        check(&dictionary_cases[i], "", dictionary_cases[i].with);
        if (dictionary_cases[i].without != NULL)
            check(&dictionary_cases[i], "-dictionary",
                  dictionary_cases[i].without);
    }
}

/* The rule that is off unless asked for. */
static void clitics_are_divided_on_demand(void **state)
{
    static const rule_case rows[] = {
        {"clitic", "bukumukah kupukul",
         "wor:buku|wor:mu|wor:kah|wor:ku|"
         "wor:pukul",
         NULL},
        {"clitic", "APBD-nya, tanya", "wor:APBD|pun:-|wor:nya|pun:,|wor:tanya",
         NULL},
        {"clitic", "malaikat-malaikat-Nya miliknyalah",
         "wor:malaikat-malaikat|pun:-|wor:Nya|wor:milik|wor:nya|wor:lah", NULL},
        {"clitic", "anak-anaknya KOMPAS.com",
         "wor:anak-anak|wor:nya|url:KOMPAS.com", NULL},
        {"clitic", "caf\xC3\xA9nya", "wor:caf\xC3\xA9nya", NULL},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check(&rows[i], "+clitic", rows[i].with);
    }
}

/* The same text at the same place, but another one in between. */
static void a_tokenizer_takes_one_text_after_another(void **state)
{
    kt_error err;
    kt_token token;
    char text[] = "\xE4\xB8\xAD\xE5\x9B\xBD\xE4\xBA\xBA\xE6\xB0\x91";
    kt_tokenizer *tokenizer;
    (void)state;
    assert_ok(kt_tokenizer_new(KT_RULES_NEWS, &tokenizer, &err), &err);
    for (int round = 0; round < 2; round++) {
        kt_scanner scanner = {.text = kt_slice_of(text),
                              .tokenizer = tokenizer};
        size_t count = 0;
        while (kt_scanner_next(&scanner, &token))
            count++;
        size_t words = kt_icu_version() == NULL ? 4 : 2;
        assert_int_equal(count, round == 0 ? words : 4);
        memcpy(text, "a b c d     ", 12);
    }
    kt_tokenizer_free(tokenizer);
}

static void rules_are_read_and_written(void **state)
{
    static const struct {
        const char *text, *written;
    } rows[] = {
        {"", ""},          {"-url", "-url"}, {"-url,-hyphen", "-hyphen,-url"},
        {"-url,+url", ""}, {"none", "none"},
    };
    kt_error err;
    kt_rules rules, again;
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        kt_buffer text = {0};
        assert_ok(kt_rules_read(rows[i].text, &rules, &err), &err);
        kt_rules_write(rules, &text);
        kt_buffer_add_char(&text, '\0');
        assert_string_equal(text.data, rows[i].written);
        assert_ok(kt_rules_read(text.data, &again, &err), &err);
        assert_int_equal(again, rules);
        kt_buffer_free(&text);
    }
    assert_ok(kt_rules_read("none,+url", &rules, &err), &err);
    assert_int_equal(rules, 1u << KT_RULE_URL);
}

static void rules_that_there_are_not_are_refused(void **state)
{
    static const char *const wrong[] = {"hyphen", "-hyphens",  "-",
                                        ",",      "-url,none", "\xFF"};
    kt_error err;
    kt_rules rules;
    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kt_status status = kt_rules_read(wrong[i], &rules, &err);
        if (status != KT_ERR_USAGE)
            fail_msg("'%s' is taken", wrong[i]);
        assert_non_null(strstr(err.message, "superscript"));
    }
}

/* However long, a text takes time and memory in proportion. */
static void long_texts_take_time_in_proportion(void **state)
{
    static const char *const pieces[] = {"a",
                                         "a-",
                                         "1",
                                         "1,",
                                         "1.",
                                         "1-",
                                         "a.",
                                         "@",
                                         "#",
                                         ".",
                                         "-",
                                         " ",
                                         "a+",
                                         "a@",
                                         "http://",
                                         "a`",
                                         "A.B",
                                         "\xCC\x81",
                                         "\xE0\xB8\xAA",
                                         "\xE4\xB8\xAD",
                                         "\xFF",
                                         "(",
                                         "x_",
                                         "1:",
                                         "Rp1-",
                                         "a.A",
                                         "\xF0\x9F\x98\x80",
                                         "\xF0\x9F\x98\x80\xE2\x80\x8D",
                                         "\xC2\xB2",
                                         "Rp1",
                                         "ke-",
                                         "Mei-",
                                         "\xE2\x80\x93"};
    (void)state;
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        kt_error err;
        kt_token token;
        kt_buffer text = {0};
        kt_scanner scanner = {0};
        while (text.len < 1000000)
            kt_buffer_add_string(&text, pieces[i]);
        scanner.text = kt_buffer_slice(&text);
        assert_ok(kt_tokenizer_new(KT_RULES_NEWS, &scanner.tokenizer, &err),
                  &err);
        while (kt_scanner_next(&scanner, &token))
            assert_true(token.end > token.start);
        kt_tokenizer_free(scanner.tokenizer);
        kt_buffer_free(&text);
    }
}

static void check_f1(const char *name, double goal)
{
    kt_error err;
    treebank bank = {0};
    kt_token own;
    size_t found = 0, wanted = 0, right = 0, start, end;
    if (!read_treebank(name, "tokens", &bank))
        skip();
    kt_scanner walk = {.text = kt_buffer_slice(&bank.text)};
    assert_ok(kt_tokenizer_new(KT_RULES_NEWS, &walk.tokenizer, &err), &err);
    bool more = kt_scanner_next(&walk, &own);
    while (next_gold(&bank, &start, &end)) {
        wanted++;
        for (; more && own.start < start; found++)
            more = kt_scanner_next(&walk, &own);
        right += more && own.start == start && own.end == end;
    }
    for (; more; found++)
        more = kt_scanner_next(&walk, &own);
    kt_tokenizer_free(walk.tokenizer);
    free_treebank(&bank);
    double f1 = 2.0 * (double)right / (double)(found + wanted);
    print_message("%s: token F1 %.4f, goal %.3f\n", name, f1, goal);
    assert_true(f1 >= goal);
}

static void tokens_of_the_web_treebank_are_found(void **state)
{
    (void)state;
    check_f1("GSD-dev", 0.998);
}

static void tokens_of_the_news_treebank_are_found(void **state)
{
    (void)state;
    check_f1("CSUI-train", 0.980);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_as_in_the_table),
        cmocka_unit_test(every_rule_can_be_turned_off),
        cmocka_unit_test(scripts_without_spaces_are_divided_by_a_dictionary),
        cmocka_unit_test(clitics_are_divided_on_demand),
        cmocka_unit_test(a_tokenizer_takes_one_text_after_another),
        cmocka_unit_test(rules_are_read_and_written),
        cmocka_unit_test(rules_that_there_are_not_are_refused),
        cmocka_unit_test(long_texts_take_time_in_proportion),
        cmocka_unit_test(tokens_of_the_web_treebank_are_found),
        cmocka_unit_test(tokens_of_the_news_treebank_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
