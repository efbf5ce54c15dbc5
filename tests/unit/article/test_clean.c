#include "cleaned.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const char rules[] =
    "month\tdefine\t-\tJanuari|Februari\t-\n"
    "dash\tdefine\t-\t\\h*[-–—]+\\h*\t-\n"
    "outlet\tdefine\t-\t[\\w-]+\\.(?:com|id)\t-\n"
    "header\tarticle-start\theader\t(\\p{Lu}\\w+) \\| (\\d+ {month} \\d{4})"
    "\tsection date\n"
    "letter\tarticle-start\twidget\tA$\t-\n"
    "place-dash\tarticle-start\tdateline\t(\\p{Lu}{3,}){dash}\tplace\n"
    "place-outlet\tlead\tdateline\t(\\p{Lu}\\w+), ({outlet}){dash}\t"
    "place source\n"
    "reads\tarticle-start\tbody\t\\[(\\w+)\\]\tsection\n"
    "also\tline\trelated-link\tBaca juga: .{1,100}\t-\n"
    "also-heading\tline\trelated-link\tBerita lain:\t-\n"
    "advert\tline\tadvertisement\tADVERTISEMENT\t-\n"
    "before\tparagraph-start\trelated-link\tLain:\t-\n"
    "programme\tline\twidget\tSIARAN:\t-\n"
    "glued\tparagraph-start\tadvertisement\tIKLAN:\t-\n"
    "more\tparagraph-end\tpagination\tSelengkapnya\\.\t-\n"
    "inserted\tinline\trelated-link\tBaca juga: \t-\n"
    "inserted-too\tinline\trelated-link\tLihat: \t-\n"
    "inserted-costly\tinline\trelated-link\tBBB(?=.*+(?<=x))\t-\n"
    "initials\tarticle-end\tinitials\t\\(([a-z]{2,4})\\)\tinitials\n"
    "editor\tarticle-end\teditor\t^Editor: (.*)\teditor\n"
    "either\tarticle-end\twidget\t^TAMAT|\\(habis\\)\t-\n"
    "interpreted\tline\twidget\t(*NO_JIT)TANPA\t-\n"
    "moved\tparagraph-start\twidget\tlalu\\Ké\t-\n"
    "bomb\tline\twidget\t(?:a+)+b\t-\n";

static const struct {
    const char *name, *article, *expected;
} cases[] = {
    {"text alone", "J\nSatu.\nDua.", "body:Satu.|body:Dua."},
    {"no text", "J", ""},
    {"a dateline", "J\nJAKARTA - Satu.",
     "dateline(place-dash):JAKARTA -~body:Satu."},
    {"a dateline is at the top only", "J\nSatu.\nJAKARTA - Dua.",
     "body:Satu.|body:JAKARTA - Dua."},
    {"a header and a dateline in one line",
     "J\nDunia | 15 Januari 2022JAKARTA - Satu.",
     "header(header):Dunia | 15 Januari 2022~dateline(place-dash):JAKARTA "
     "-~body:Satu."},
    {"lines before the text", "J\nA\n A \nADVERTISEMENT\nA\nJAKARTA - Satu.\nA",
     "widget(letter):A|widget(letter):A|advertisement(advert):ADVERTISEMENT|"
     "widget(letter):A|dateline(place-dash):JAKARTA -~body:Satu.|body:A"},
    {"a lead after a summary", "J\nRingkasan.\nBogor, kami.com -- Satu.",
     "body:Ringkasan.|dateline(place-outlet):Bogor, kami.com --~body:Satu."},
    {"one lead", "J\nBogor, kami.com - Satu.\nBogor, kami.com - Dua.",
     "dateline(place-outlet):Bogor, kami.com -~body:Satu.|body:Bogor, "
     "kami.com - Dua."},
    {"no lead after the fourth paragraph",
     "J\n1.\n2.\n3.\n4.\n5.\n6.\nBogor, kami.com - Satu.",
     "body:1.|body:2.|body:3.|body:4.|body:5.|body:6.|body:Bogor, kami.com - "
     "Satu."},
    {"a rule that only reads", "J\n[ab] Satu.", "body:[ab] Satu."},
    {"a line of its own", "J\nSatu.\nBaca juga: Judul\nDua.",
     "body:Satu.|related-link(also):Baca juga: Judul|body:Dua."},
    {"the front of a paragraph", "J\nSatu.\nIKLAN: Dua.",
     "body:Satu.|advertisement(glued):IKLAN:~body:Dua."},
    {"the end of a paragraph", "J\nSatu. Selengkapnya.\nDua.",
     "body:Satu.~pagination(more):Selengkapnya.|body:Dua."},
    {"the end of the article", "J\nSatu. (abc)\nEditor: X\n(de)\n",
     "body:Satu.~initials(initials):(abc)|editor(editor):Editor: "
     "X|initials(initials):(de)"},
    {"not the end of the article", "J\nEditor: X\n(de)\nSatu.",
     "body:Editor: X|body:(de)|body:Satu."},
    {"furniture after the end", "J\nSatu.\n(de)\nADVERTISEMENT",
     "body:Satu.|initials(initials):(de)|advertisement(advert):ADVERTISEMENT"},
    {"all furniture", "J\nADVERTISEMENT\nBaca juga: Judul\n(de)",
     "advertisement(advert):ADVERTISEMENT|related-link(also):Baca juga: "
     "Judul|initials(initials):(de)"},
    {"the title again", "Judul ini\nJudul ini\nSatu.",
     "repeated(title-again):Judul ini|body:Satu."},
    {"the title again, but later", "Judul ini\nSatu.\nJudul ini\nDua.",
     "body:Satu.|body:Judul ini|body:Dua."},
    {"a block again",
     "J\nKalimat yang panjangnya lebih dari lima puluh bita ini.\nPendek.\n"
     "Kalimat yang panjangnya lebih dari lima puluh bita ini.\nPendek.\nAkhir.",
     "body:Kalimat yang panjangnya lebih dari lima puluh bita ini.|"
     "body:Pendek.|repeated(block-again):Kalimat yang panjangnya lebih dari "
     "lima puluh bita ini.|repeated(block-again):Pendek.|body:Akhir."},
    {"a question that is asked twice",
     "J\nApa yang Anda rasakan ketika mendengar kabar dari rumah itu?\nSatu.\n"
     "Apa yang Anda rasakan ketika mendengar kabar dari rumah itu?\nDua.",
     "body:Apa yang Anda rasakan ketika mendengar kabar dari rumah itu?|"
     "body:Satu.|body:Apa yang Anda rasakan ketika mendengar kabar dari rumah "
     "itu?|body:Dua."},
    {"a short line again", "J\nSetuju.\nYa.\nSetuju.",
     "body:Setuju.|body:Ya.|body:Setuju."},
    {"a block again with its dateline",
     "J\nJAKARTA - Kalimat yang panjangnya lebih dari lima puluh bita ini.\n"
     "JAKARTA - Kalimat yang panjangnya lebih dari lima puluh bita ini.",
     "dateline(place-dash):JAKARTA -~body:Kalimat yang panjangnya lebih dari "
     "lima puluh bita ini.|repeated(block-again):JAKARTA - Kalimat yang "
     "panjangnya lebih dari lima puluh bita ini."},
    {"titles below a heading at the end",
     "J\nSatu.\nBerita lain:\nJudul dua\nJudul tiga\n(de)",
     "body:Satu.|related-link(also-heading):Berita lain:|related-link(link-"
     "below):Judul dua|related-link(link-below):Judul tiga|initials(initials):"
     "(de)"},
    {"one title below a heading in the text",
     "J\nBerita lain:\nJudul dua\nJudul tiga\nSatu.",
     "related-link(also-heading):Berita lain:|related-link(link-below):Judul "
     "dua|body:Judul tiga|body:Satu."},
    {"no heading below a link of two parts",
     "J\nBaca juga: Judul: bagian dua:\nBukan judul\nSatu.",
     "related-link(also):Baca juga: Judul: bagian dua:|body:Bukan judul|"
     "body:Satu."},
    {"no heading below what is no link", "J\nIKLAN:\nBukan judul\nSatu.",
     "advertisement(glued):IKLAN:|body:Bukan judul|body:Satu."},
    {"no title below what begins a paragraph",
     "J\nLain: Satu.\nJudul dua\nTiga.",
     "related-link(before):Lain:~body:Satu.|body:Judul dua|body:Tiga."},
    {"no title below another heading", "J\nSIARAN:\nBukan judul\nSatu.",
     "widget(programme):SIARAN:|body:Bukan judul|body:Satu."},
    {"titles below another heading at the end", "J\nSatu.\nSIARAN:\nJudul",
     "body:Satu.|widget(programme):SIARAN:|related-link(link-below):Judul"},
    {"no title below an advertisement", "J\nSatu.\nIKLAN:\nBukan judul",
     "body:Satu.|advertisement(glued):IKLAN:|body:Bukan judul"},
    {"no sentence below a heading", "J\nBerita lain:\nSatu.\nDua.",
     "related-link(also-heading):Berita lain:|body:Satu.|body:Dua."},
    {"an insert that cannot be proved",
     "J\nSatu. Baca juga: Judul lain Dua.\nTiga.",
     "body:Satu.~body(suspect-link):Baca juga: Judul lain Dua.|body:Tiga."},
    {"two inserts", "J\nSatu. Baca juga: Dua. Baca juga: Tiga.",
     "body:Satu.~body(suspect-link):Baca juga: Dua.~body(suspect-link):Baca "
     "juga: Tiga."},
    {"an insert in brackets", "J\nSatu (Baca juga: Judul lain) dua.",
     "body:Satu~related-link(inserted):(Baca juga: Judul lain)~body:dua."},
    {"an insert in square brackets", "J\nSatu [Baca juga: Judul (2) lain].",
     "body:Satu~related-link(inserted):[Baca juga: Judul (2) lain]~body:."},
    {"an insert in brackets with brackets in it",
     "J\nSatu (Baca juga: Judul (2) lain) dua.",
     "body:Satu~related-link(inserted):(Baca juga: Judul (2) lain)~body:dua."},
    {"an insert behind a bracket that nothing closes",
     "J\nSatu (Baca juga: Judul lain dua.",
     "body:Satu (~body(suspect-link):Baca juga: Judul lain dua."},
    {"inserts of two rules",
     "J\nSatu (Lihat: Dua) tiga (Baca juga: Empat) lima (Lihat: Enam).",
     "body:Satu~related-link(inserted-too):(Lihat: Dua)~body:tiga"
     "~related-link(inserted):(Baca juga: Empat)~body:lima"
     "~related-link(inserted-too):(Lihat: Enam)~body:."},
    {"an insert that a tag ends", "J\nSatu. Baca juga: Judul</a> dua.",
     "body:Satu.~related-link(inserted):Baca juga: Judul~body:</a> dua."},
    {"an insert before what is no end of it",
     "J\nSatu. Baca juga: Judul Dua < 3. Empat.</p>",
     "body:Satu.~body(suspect-link):Baca juga: Judul Dua < 3. Empat.</p>"},
    {"an insert with a known title",
     "J\nSatu. Baca juga: Judul Yang Dikenal Orang Dua tiga.",
     "body:Satu.~related-link(inserted):Baca juga: Judul Yang Dikenal "
     "Orang~body:Dua tiga."},
    {"no-break spaces around", "J\n\xc2\xa0JAKARTA\xc2\xa0-\xc2\xa0Satu.",
     "dateline(place-dash):JAKARTA\xc2\xa0-~body:Satu."},
    {"the end of the article in either of two ways", "J\nSatu. (habis)\nTAMAT",
     "body:Satu.~widget(either):(habis)|widget(either):TAMAT"},
    {"a rule that must not be compiled", "J\nSatu.\nTANPA\nDua.",
     "body:Satu.|widget(interpreted):TANPA|body:Dua."},
    {"a match that begins later", "J\nSatu.\nlalué Dua.",
     "body:Satu.|widget(moved):lalué~body:Dua."},
    {"lines that end with CR", "J\rADVERTISEMENT\rSatu.\r",
     "advertisement(advert):ADVERTISEMENT|body:Satu."},
};

static void rules_take_what_they_match(void **state)
{
    (void)state;
    kt_error err;
    kt_cleaning *cleaning = rules_of(rules);
    kt_cleaner *cleaner;
    kt_titles titles = {0};
    assert_true(kt_titles_add(&titles, KT_SLICE("Judul  yang dikenal orang")));
    assert_ok(kt_cleaner_new(cleaning, &cleaner, &err), &err);
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_arena arena = {0};
        kt_buffer spans = {0}, out = {0};
        kt_article article = {0};
        set_raw(&article, kt_slice_of(cases[i].article), &spans);
        assert_ok(kt_clean(cleaner, &titles, &arena, &article, &err), &err);
        write_spans(&article, &out);
        if (strcmp(out.data, cases[i].expected) != 0)
            fail_msg("%s:\n  %s\nnot\n  %s", cases[i].name, out.data,
                     cases[i].expected);
        assert_cover(&article);
        kt_buffer_free(&out);
        kt_buffer_free(&spans);
        kt_arena_free(&arena);
    }
    kt_cleaner_free(cleaner);
    kt_titles_free(&titles);
    kt_cleaning_free(cleaning);
}

/* ktool's own rules are compiled when they are first tried. */
static void a_wrong_rule_is_named_when_it_is_tried(void **state)
{
    (void)state;
    kt_error err;
    kt_cleaning *cleaning =
        rules_of("good\tline\twidget\tSELESAI\t-\nbad\tline\twidget\tA(\t-\n");
    kt_cleaner *cleaner;
    assert_ok(kt_cleaner_new(cleaning, &cleaner, &err), &err);
    static const char *const texts[] = {"J\nSatu.\nSELESAI", "J\nSatu.\nA"};
    for (size_t i = 0; i < LENGTH(texts); i++) {
        kt_arena arena = {0};
        kt_buffer spans = {0};
        kt_article article = {0};
        set_raw(&article, kt_slice_of(texts[i]), &spans);
        assert_int_equal(kt_clean(cleaner, NULL, &arena, &article, &err),
                         i == 0 ? KT_OK : KT_ERR_FORMAT);
        kt_buffer_free(&spans);
        kt_arena_free(&arena);
    }
    assert_string_equal(err.message,
                        "rules of cleaning: 'bad' cannot be used; `ktool check "
                        "--rules` shows every line that is wrong");
    kt_cleaner_free(cleaner);
    kt_cleaning_free(cleaning);
}

/* Rules of an outlet hold for its articles only, whoever says whose they
 * are. */
static void outlets_have_rules_of_their_own(void **state)
{
    static const char outlet[] =
        "mine\toutlet\t-\t(?i)(?:www\\.)?mine(?:\\.id)?"
        "\t-\nmine-end\tline\twidget\tSELESAI\t-\n";
    static const struct {
        const char *source, *url, *raw;
        bool taken;
    } rows[] = {
        {"Mine", NULL, "J\nSatu.\nSELESAI", true},
        {"Mine and more", NULL, "J\nSatu.\nSELESAI", false},
        {NULL, "https://www.mine.id/a/b", "J\nSatu.\nSELESAI", true},
        {NULL, "http://other.id/mine.id", "J\nSatu.\nSELESAI", false},
        {NULL, NULL, "J\nBogor, mine.id - Satu.\nSELESAI", true},
        {"other", NULL, "J\nSatu.\nSELESAI", false},
        {NULL, NULL, "J\nSatu.\nSELESAI", false},
    };
    (void)state;
    kt_error err;
    kt_cleaning *cleaning;
    kt_cleaner *cleaner;
    const kt_clean_file files[] = {
        {"mine.tsv", kt_slice_of(outlet), true, true},
        {"rules.tsv", kt_slice_of(rules), false, true}};
    assert_ok(kt_cleaning_of(files, 2, no_fault, NULL, &cleaning, &err), &err);
    assert_ok(kt_cleaner_new(cleaning, &cleaner, &err), &err);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_arena arena = {0};
        kt_buffer spans = {0};
        kt_article article = {.source = kt_slice_of(rows[i].source),
                              .url = kt_slice_of(rows[i].url)};
        set_raw(&article, kt_slice_of(rows[i].raw), &spans);
        assert_ok(kt_clean(cleaner, NULL, &arena, &article, &err), &err);
        const kt_span *last = &article.spans[article.span_count - 1];
        if ((last->label == KT_LABEL_WIDGET) != rows[i].taken)
            fail_msg("row %zu", i);
        kt_buffer_free(&spans);
        kt_arena_free(&arena);
    }
    kt_cleaner_free(cleaner);
    kt_cleaning_free(cleaning);
}

/* Texts that would cost the square of their length if anything looked twice.
 * A match limit ends the rule that tries everything. */
static void long_texts_take_linear_time(void **state)
{
    static const struct {
        const char *piece;
        size_t times;
    } rows[] = {
        {"A\n", 100000},
        {"a", 10 * 1024 * 1024},
        {"kata ", 2 * 1024 * 1024},
        {"Kalimat yang panjangnya lebih dari lima puluh bita, berulang.\n",
         10000},
        {"Baca juga: x ", 100000},
        {"Lihat: x ", 100000},
        {"B", 1024 * 1024},
        {"(ab)\n", 100000},
        {"Berita lain:\n", 100000},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n",
         10000},
        {"((((((", 100000},
    };
    (void)state;
    kt_error err;
    kt_cleaning *cleaning = rules_of(rules);
    kt_cleaner *cleaner;
    assert_ok(kt_cleaner_new(cleaning, &cleaner, &err), &err);
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_arena arena = {0};
        kt_buffer spans = {0}, raw = {0};
        kt_article article = {0};
        kt_buffer_add_string(&raw, "Judul\n");
        for (size_t n = 0; n < rows[i].times; n++)
            kt_buffer_add_string(&raw, rows[i].piece);
        set_raw(&article, kt_buffer_slice(&raw), &spans);
        assert_ok(kt_clean(cleaner, NULL, &arena, &article, &err), &err);
        assert_cover(&article);
        kt_buffer_free(&raw);
        kt_buffer_free(&spans);
        kt_arena_free(&arena);
    }
    kt_cleaner_free(cleaner);
    kt_cleaning_free(cleaning);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_take_what_they_match),
        cmocka_unit_test(a_wrong_rule_is_named_when_it_is_tried),
        cmocka_unit_test(outlets_have_rules_of_their_own),
        cmocka_unit_test(long_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
