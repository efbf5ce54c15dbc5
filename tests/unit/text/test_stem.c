#include "../load/folder.h"

#include <ktool/stem.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What a test stems with: data of the source tree, or a scratch folder. */
static kt_stemmer *open_stemmer(const char *language)
{
    kt_error err;
    kt_stemmer *stemmer;
    if (kt_stemmer_new(language, &stemmer, &err) != KT_OK)
        fail_msg("%s", err.message);
    return stemmer;
}

static kt_stemmer *open_with_dictionary(void)
{
    kt_stemmer *stemmer = open_stemmer("id");
    if (!kt_stemmer_lacks_dictionary(stemmer))
        return stemmer;
    kt_stemmer_free(stemmer);
    /* Where Debian puts it, it must be found. */
    if (getenv("KTOOL_HUNSPELL") == NULL)
        assert_int_not_equal(access("/usr/share/hunspell/id_ID.dic", R_OK), 0);
    print_message("no hunspell dictionary id_ID: install hunspell-id\n");
    skip();
    return NULL;
}

/* Set a variable and return its old value for restore_variable(). */
static char *set_variable(const char *name, const char *value)
{
    const char *old = getenv(name);
    char *kept = old == NULL ? NULL : strdup(old);
    setenv(name, value, 1);
    return kept;
}

static void restore_variable(const char *name, char *kept)
{
    if (kept == NULL)
        unsetenv(name);
    else
        setenv(name, kept, 1);
    free(kept);
}

/* The stem of @p word, which lives until the next call. */
static const char *stem_of(kt_stemmer *stemmer, const char *word)
{
    static char text[4096];
    kt_buffer out = {0};
    kt_stemmer_stem(stemmer, kt_slice_of(word), &out);
    assert_false(out.failed);
    assert_true(out.len < sizeof text);
    if (out.len > 0)
        memcpy(text, out.data, out.len);
    text[out.len] = '\0';
    kt_buffer_free(&out);
    return text;
}

typedef struct pair {
    const char *what, *word, *stem;
} pair;

static void check_pairs(kt_stemmer *stemmer, const pair *pairs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *stem = stem_of(stemmer, pairs[i].word);
        if (strcmp(stem, pairs[i].stem) != 0)
            fail_msg("%s: %s became %s, expected %s", pairs[i].what,
                     pairs[i].word, stem, pairs[i].stem);
    }
}

static void stems_are_as_in_the_table(void **state)
{
    (void)state;
    static const pair pairs[] = {
        {"a root stays", "sekolah", "sekolah"},
        {"a root that looks derived stays", "menteri", "menteri"},
        {"an unknown word stays", "relawan", "relawan"},
        {"a loan in -i stays", "politisi", "politisi"},
        {"a name in -i stays", "Bekasi", "bekasi"},
        {"a short name in -i stays", "Bali", "bali"},
        {"so does another", "susi", "susi"},
        {"s restored", "penyelidikan", "selidik"},
        {"t restored", "menangis", "tangis"},
        {"k restored", "pengering", "kering"},
        {"p restored", "memukul", "pukul"},
        {"nothing to restore", "pembangunan", "bangun"},
        {"a short root between affixes", "perbankan", "bank"},
        {"-an alone", "gerakan", "gerak"},
        {"the commoner of two roots", "berikan", "beri"},
        {"ber-ikan-ku is no word", "berikanku", "beri"},
        {"me- does not go with -an", "mengajukan", "aju"},
        {"folded first", "PENYELIDIKAN", "selidik"},
        {"a root under a clitic", "miliknyalah", "milik"},
        {"a clitic of a name", "Jakartanya", "jakarta"},
        {"-nya of a word nobody knows", "elektoralnya", "elektoral"},
        {"-i of such a word is its own", "operandinya", "operandi"},
        {"a form that the dictionary lacks", "terintegrasi", "integrasi"},
        {"three prefixes", "dikesampingkan", "samping"},
        {"an unknown root between affixes", "didigitasikan", "digitasi"},
        {"k written once", "menunjukan", "tunjuk"},
        {"a preposition written together", "kedepan", "depan"},
        {"the imperative of mengedepankan", "kedepankan", "depan"},
        {"a proclitic", "kauhajar", "hajar"},
        {"bel- is an exception", "pembelajaran", "ajar"},
        {"an exception is a root", "dimulainya", "mulai"},
        {"plants in a mass", "dedaunan", "daun"},
        {"no stem of a word in another script", "\xD0\xBC\xD0\xB8\xD1\x80",
         "\xD0\xBC\xD0\xB8\xD1\x80"},
    };
    kt_stemmer *stemmer = open_with_dictionary();
    check_pairs(stemmer, pairs, LENGTH(pairs));
    kt_stemmer_free(stemmer);
}

static void hyphens_are_as_in_the_table(void **state)
{
    (void)state;
    static const pair pairs[] = {
        {"full", "anak-anak", "anak"},
        {"full with a clitic", "anak-anaknya", "anak"},
        {"full with a suffix", "besar-besaran", "besar"},
        {"full and derived", "perusahaan-perusahaan", "usaha"},
        {"affix around", "meniru-nirukan", "tiru"},
        {"affix before", "berturut-turut", "turut"},
        {"affix on the second", "terus-menerus", "terus"},
        {"confix", "kehati-hatian", "hati"},
        {"the first half is a word", "perlahan-lahan", "perlahan"},
        {"infix", "turun-temurun", "turun"},
        {"infix -el-", "gigi-geligi", "gigi"},
        {"lexical", "undang-undang", "undang-undang"},
        {"lexical with affixes", "perundang-undangan", "undang-undang"},
        {"lexical with a clitic", "undang-undangnya", "undang-undang"},
        {"rhyming vowels", "bolak-balik", "bolak-balik"},
        {"rhyming", "sayur-mayur", "sayur-mayur"},
        {"clitic of an acronym", "KPK-nya", "kpk"},
        {"clitic of a full one", "malaikat-malaikat-Nya", "malaikat"},
        {"ordinal", "ke-45", "ke-45"},
        {"roman ordinal", "ke-IV", "ke-iv"},
        {"years", "1960-an", "1960-an"},
        {"prefix of an acronym", "di-PHK", "phk"},
        {"prefix of a name", "se-Indonesia", "indonesia"},
        {"ke- of a name", "ke-Jakarta", "jakarta"},
        {"other prefixes belong to the word", "non-migas", "non-migas"},
        {"a suffix that is a letter", "APBN-P", "apbn-p"},
        {"two names", "Rusia-Korea", "rusia-korea"},
        {"a clitic behind two halves", "dia-dari-mu", "dia-dari"},
        {"the address of a page", "tak-ada-dari-mu", "tak-ada-dari-mu"},
        {"nothing but hyphens", "---", "---"},
        {"a hyphen at the end", "anak-", "anak-"},
        {"a hyphen at the start", "-anak", "-anak"},
        {"a clitic and nothing else", "-nya", "-nya"},
    };
    kt_stemmer *stemmer = open_with_dictionary();
    check_pairs(stemmer, pairs, LENGTH(pairs));
    kt_stemmer_free(stemmer);
}

static void rules_alone_stem_without_a_dictionary(void **state)
{
    (void)state;
    static const pair pairs[] = {
        {"me-, -kan", "mengumumkan", "umum"},
        {"k restored before e", "mengeluarkan", "keluar"},
        {"p restored", "memakai", "pakai"},
        {"me-per-", "memperbaiki", "baik"},
        {"ke-, -an", "kesehatan", "sehat"},
        {"-nya", "khususnya", "khusus"},
        {"-lah alone is more often of the root", "masalah", "masalah"},
        {"se- alone too", "sekolah", "sekolah"},
        {"-wan is a suffix of its own", "wartawan", "wartawan"},
        {"-asi is no -i", "diprediksi", "prediksi"},
        {"too short", "bulan", "bulan"},
        {"no root begins with nd", "kendaraan", "kendara"},
        {"exceptions hold", "dimulai", "mulai"},
        {"hyphens hold", "anak-anaknya", "anak"},
    };
    kt_stemmer *with = open_stemmer("id");
    char *before = set_variable("KTOOL_HUNSPELL", "/nowhere");
    kt_stemmer *alone = open_stemmer("id");
    restore_variable("KTOOL_HUNSPELL", before);
    assert_true(kt_stemmer_lacks_dictionary(alone));
    check_pairs(alone, pairs, LENGTH(pairs));
    if (!kt_stemmer_lacks_dictionary(with))
        assert_false(kt_slice_equal(kt_stemmer_fingerprint(with),
                                    kt_stemmer_fingerprint(alone)));
    kt_stemmer_free(with);
    kt_stemmer_free(alone);
}

static FILE *open_shared(const char *name)
{
    const char *shared = getenv("KTOOL_SHARED");
    char path[4096];
    snprintf(path, sizeof path, "%s/data/lemmas/%s",
             shared == NULL ? "../shared" : shared, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        print_message("no %s: set KTOOL_SHARED\n", path);
        skip();
    }
    return file;
}

/* Cut @p line at tabs into exactly @p count fields. */
static bool cut(char *line, char **fields, size_t count)
{
    line[strcspn(line, "\r\n")] = '\0';
    for (size_t i = 0; i < count; i++) {
        fields[i] = line;
        line = strchr(line, '\t');
        if (line == NULL)
            return i + 1 == count;
        *line++ = '\0';
    }
    return false;
}

static void check_gold(kt_stemmer *stemmer, const char *name)
{
    FILE *file = open_shared(name);
    char line[1024];
    long all = 0, ours = 0, sastrawi = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        char *fields[5]; /* form lemma count sastrawi snowball */
        if (!cut(line, fields, 5) || strcmp(fields[2], "count") == 0)
            continue;
        long count = atol(fields[2]);
        all += count;
        sastrawi += strcmp(fields[3], fields[1]) == 0 ? count : 0;
        ours += strcmp(stem_of(stemmer, fields[0]), fields[1]) == 0 ? count : 0;
    }
    fclose(file);
    assert_true(all > 0);
    print_message("%s: %.4f, sastrawi %.4f\n", name, (double)ours / (double)all,
                  (double)sastrawi / (double)all);
    assert_true(ours > sastrawi);
}

static void gold_lemmas_are_met_more_often_than_by_sastrawi(void **state)
{
    (void)state;
    kt_stemmer *stemmer = open_with_dictionary();
    check_gold(stemmer, "GSD-dev.tsv");
    check_gold(stemmer, "CSUI-train.tsv");
    kt_stemmer_free(stemmer);
}

/* The string that follows @p key in @p line, cut off. */
static char *json_string(char *line, const char *key)
{
    char *value = strstr(line, key);
    if (value == NULL)
        return NULL;
    value = strchr(value + strlen(key), '"') + 1;
    value[strcspn(value, "\"")] = '\0';
    return value;
}

/* Pairs of Sastrawi's tests that we take to be wrong. */
static const pair refused[] = {
    {"its authors call it overstemming", "perusakan", "rusak"},
    {"-is makes another word in Dutch, not in Indonesian", "idealis",
     "idealis"},
    {"so does -isme", "idealisme", "idealisme"},
    {"and -isasi", "finalisasi", "finalisasi"},
    {"-in- makes no words today; the gold lemma is kinerja", "kinerja",
     "kinerja"},
    {"-em- makes none either", "lemigas", "lemigas"},
    {"a spirit is not soft", "lelembut", "lelembut"},
    {"not a word in use; four prefixes are one more than we take",
     "kesepersepuluhnya", "kesepersepuluh"},
};

static void check_sastrawi_pair(kt_stemmer *stemmer, char *word, char *stem)
{
    const char *expected = stem;
    for (size_t i = 0; i < LENGTH(refused); i++) {
        if (strcmp(refused[i].word, word) == 0)
            expected = refused[i].stem;
    }
    const pair one = {"Sastrawi's tests", word, expected};
    check_pairs(stemmer, &one, 1);
}

static void pairs_of_sastrawi_hold_but_for_those_refused(void **state)
{
    (void)state;
    kt_stemmer *stemmer = open_with_dictionary();
    FILE *file = open_shared("sastrawi-pairs.json");
    char line[1024], word[1024] = "";
    size_t checked = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        char *found = json_string(line, "\"word\":");
        char *stem = json_string(line, "\"stem\":");
        if (found != NULL)
            strcpy(word, found);
        if (stem == NULL || strchr(word, ' ') != NULL)
            continue;
        check_sastrawi_pair(stemmer, word, stem);
        checked++;
    }
    fclose(file);
    assert_true(checked > 190);
    kt_stemmer_free(stemmer);
}

static kt_status note_step(void *ctx, const char *rule, kt_slice before,
                           kt_slice after)
{
    kt_buffer_add_format(ctx, "%s:%.*s>%.*s|", rule, (int)before.len,
                         before.data, (int)after.len, after.data);
    return KT_OK;
}

static kt_status refuse_step(void *ctx, const char *rule, kt_slice before,
                             kt_slice after)
{
    (void)rule, (void)before, (void)after;
    ++*(int *)ctx;
    return KT_ERR_CALLBACK;
}

static void a_trace_has_every_step_in_order(void **state)
{
    (void)state;
    static const pair traces[] = {
        {"none", "sekolah", ""},
        {"fold", "Sekolah", "fold:Sekolah>sekolah|"},
        {"dictionary", "menangis", "dictionary:menangis>tangis|"},
        {"rules", "diintegrasikannya",
         "-nya:diintegrasikannya>diintegrasikan|-kan:diintegrasikan>"
         "diintegrasi|di-:diintegrasi>integrasi|"},
        {"restored", "mendonorkan",
         "-kan:mendonorkan>mendonor|me-:mendonor>donor|"},
        {"exception", "belajar", "exception:belajar>ajar|"},
        {"reduplication", "meniru-nirukan",
         "reduplication:meniru-nirukan>meniru|dictionary:meniru>tiru|"},
        {"hyphen", "KPK-nya",
         "fold:KPK-nya>kpk-nya|hyphen clitic:kpk-nya>kpk|"},
    };
    kt_stemmer *stemmer = open_with_dictionary();
    kt_buffer steps = {0};
    for (size_t i = 0; i < LENGTH(traces); i++) {
        kt_buffer_clear(&steps);
        assert_int_equal(kt_stemmer_trace(stemmer, kt_slice_of(traces[i].word),
                                          note_step, &steps, NULL),
                         KT_OK);
        kt_buffer_add_char(&steps, '\0');
        assert_string_equal(steps.data, traces[i].stem);
    }
    kt_buffer_free(&steps);
    int calls = 0;
    assert_int_equal(kt_stemmer_trace(stemmer, KT_SLICE("Diintegrasikan"),
                                      refuse_step, &calls, NULL),
                     KT_ERR_CALLBACK);
    assert_int_equal(calls, 1);
    kt_stemmer_free(stemmer);
}

static void words_come_apart_as_in_the_table(void **state)
{
    (void)state;
    static const struct {
        const char *word, *base, *redup, *clitics;
    } rows[] = {
        {"sekolah", "sekolah", "none", ""},
        {"bukumukah", "buku", "none", "+mu +kah"},
        {"miliknyalah", "milik", "none", "+nya +lah"},
        {"kulitkupun", "kulit", "none", "+ku +pun"},
        {"perusahaannya", "perusahaan", "none", "+nya"},
        {"kupukul", "pukul", "none", "ku+"},
        {"kauhajar", "hajar", "none", "kau+"},
        {"kulihatlah", "lihat", "none", "ku+ +lah"},
        {"PPh-nya", "pph", "none", "+nya"},
        {"Tuhan-Ku", "tuhan", "none", "+ku"},
        {"jokowinya", "jokowi", "none", "+nya"},
        {"pelaku", "pelaku", "none", ""},
        {"kuliah", "kuliah", "none", ""},
        {"anak-anaknya", "anak", "full", "+nya"},
        {"meniru-nirukan", "tiru", "affixed", ""},
        {"berturut-turut", "turut", "affixed", ""},
        {"terus-menerus", "terus", "affixed", ""},
        {"undang-undang", "undang-undang", "lexical", ""},
        {"undang-undangnya", "undang-undang", "lexical", "+nya"},
        {"bolak-balik", "bolak-balik", "rhyming", ""},
        {"Rusia-Korea", "rusia-korea", "none", ""},
        {"pepohonan", "pohon", "partial", ""},
        {"rerata", "rata", "partial", ""},
        {"sesama", "sesama", "none", ""},
        {"", "", "none", ""},
    };
    kt_stemmer *stemmer = open_with_dictionary();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_morphology m;
        assert_int_equal(
            kt_stemmer_morphology(stemmer, kt_slice_of(rows[i].word), &m, NULL),
            KT_OK);
        if (!kt_slice_equal(m.base, kt_slice_of(rows[i].base)) ||
            !kt_slice_equal(m.clitics, kt_slice_of(rows[i].clitics)) ||
            strcmp(kt_redup_name(m.redup), rows[i].redup) != 0)
            fail_msg("%s: %.*s %s %.*s", rows[i].word, (int)m.base.len,
                     m.base.len > 0 ? m.base.data : "", kt_redup_name(m.redup),
                     (int)m.clitics.len,
                     m.clitics.len > 0 ? m.clitics.data : "");
    }
    kt_stemmer_free(stemmer);
}

static void names_are_not_known(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        bool known;
    } rows[] = {
        {"sekolah", true},   {"penyelidikan", true}, {"mulai", true},
        {"bekasi", false},   {"jakarta", false},     {"jokowi", false},
        {"yesus", false},    {"anak-anak", true},    {"", false},
        {"\xFF\xFE", false},
    };
    kt_stemmer *stemmer = open_with_dictionary();
    for (size_t i = 0; i < LENGTH(rows); i++) {
        if (kt_stemmer_knows(stemmer, kt_slice_of(rows[i].word)) !=
            rows[i].known)
            fail_msg("%s", rows[i].word);
    }
    kt_stemmer_free(stemmer);
}

static void other_languages_are_those_of_libstemmer(void **state)
{
    (void)state;
    kt_error err;
    kt_stemmer *stemmer = open_stemmer("en");
    assert_string_equal(stem_of(stemmer, "Running"), "run");
    assert_false(kt_stemmer_knows(stemmer, KT_SLICE("run")));
    assert_true(kt_stemmer_fingerprint(stemmer).len > 0);
    kt_morphology m;
    assert_int_equal(
        kt_stemmer_morphology(stemmer, KT_SLICE("Books"), &m, NULL), KT_OK);
    assert_true(kt_slice_equal(m.base, KT_SLICE("books")));
    kt_stemmer_free(stemmer);
    static const char *const unknown[] = {"xx",         "",        "english",
                                          "indonesian", "../../x", "EN"};
    for (size_t i = 0; i < LENGTH(unknown); i++) {
        assert_int_equal(kt_stemmer_new(unknown[i], &stemmer, &err),
                         KT_ERR_NOT_FOUND);
        assert_null(stemmer);
        assert_non_null(strstr(err.message, "there are: id"));
        assert_non_null(strstr(err.message, " en "));
    }
    kt_stemmer_free(NULL);
}

static void any_bytes_have_a_stem(void **state)
{
    (void)state;
    static const char *const languages[] = {"id", "en"};
    for (size_t i = 0; i < LENGTH(languages); i++) {
        kt_stemmer *stemmer = open_stemmer(languages[i]);
        assert_string_equal(stem_of(stemmer, ""), "");
        assert_string_equal(stem_of(stemmer, "a\xFF"), "a\xEF\xBF\xBD");
        size_t size = 1 << 20;
        char *word = malloc(size);
        assert_non_null(word);
        memset(word, 'A', size);
        kt_buffer out = {0};
        kt_stemmer_stem(stemmer, (kt_slice){word, size}, &out);
        assert_int_equal(out.len, size);
        assert_int_equal(out.data[size - 1], 'a');
        kt_buffer_clear(&out);
        memcpy(word, "di", 2);
        kt_stemmer_stem(stemmer, (kt_slice){word, 100}, &out);
        assert_true(out.len > 0 && out.len <= 100);
        kt_buffer_clear(&out);
        kt_stemmer_stem(stemmer, (kt_slice){"a\0b", 3}, &out);
        assert_int_equal(out.len, 3);
        kt_buffer_free(&out);
        free(word);
        kt_stemmer_free(stemmer);
    }
}

static void users_add_exceptions(void **state)
{
    (void)state;
    kt_error err;
    char *before = set_variable("KTOOL_DATA", folder);
    write_text("stem-id.tsv", "# mine\r\nGestok\tpki\r\n\nmakan\tnasi\n");
    kt_stemmer *stemmer = open_stemmer("id");
    assert_string_equal(stem_of(stemmer, "gestok"), "pki");
    assert_string_equal(stem_of(stemmer, "gestoknya"), "pki");
    assert_string_equal(stem_of(stemmer, "dimakan"), "nasi");
    kt_stemmer_free(stemmer);
    static const char *const bad[] = {"makan", "makan\t", "\tmakan"};
    for (size_t i = 0; i < LENGTH(bad); i++) {
        char text[64];
        snprintf(text, sizeof text, "# mine\n%s\n", bad[i]);
        write_text("stem-id.tsv", text);
        assert_int_equal(kt_stemmer_new("id", &stemmer, &err), KT_ERR_FORMAT);
        assert_non_null(strstr(err.message, "stem-id.tsv, line 2"));
    }
    assert_int_equal(remove("stem-id.tsv"), 0);
    restore_variable("KTOOL_DATA", before);
}

static kt_stemmer *open_with_entries(const char *entries)
{
    write_text("id_ID.aff", "SET ISO8859-1\nFLAG long\n"
                            "PFX P0 Y 1\nPFX P0 0 pe .\n");
    write_text("id_ID.dic", entries);
    char *before = set_variable("KTOOL_HUNSPELL", folder);
    kt_stemmer *stemmer = open_stemmer("id");
    restore_variable("KTOOL_HUNSPELL", before);
    assert_false(kt_stemmer_lacks_dictionary(stemmer));
    return stemmer;
}

static void another_dictionary_makes_other_stems(void **state)
{
    (void)state;
    static const pair pairs[] = {
        {"the dictionary's own", "pelaku", "laku"},
        {"with our affixes", "berlakunya", "laku"},
        {"a name stays", "Lakukan", "lakukan"},
        {"Latin-1 is not our business", "caf\xC3\xA9", "caf\xC3\xA9"},
    };
    kt_stemmer *stemmer =
        open_with_entries("5\nlaku/P0\npela\nLakukan\ncaf\xE9\npel/a/b\n");
    check_pairs(stemmer, pairs, LENGTH(pairs));
    assert_true(kt_stemmer_knows(stemmer, KT_SLICE("pelaku")));
    assert_false(kt_stemmer_knows(stemmer, KT_SLICE("lakukan")));
    kt_morphology m;
    kt_stemmer_morphology(stemmer, KT_SLICE("pelaku"), &m, NULL);
    assert_true(kt_slice_equal(m.base, KT_SLICE("pelaku")));
    assert_int_equal(m.clitics.len, 0);
    kt_error err;
    kt_stemmer *none;
    char *before = set_variable("KTOOL_HUNSPELL", folder);
    assert_int_equal(remove("id_ID.dic"), 0);
    assert_int_equal(mkdir("id_ID.dic", 0700), 0);
    assert_int_equal(kt_stemmer_new("id", &none, &err), KT_ERR_IO);
    assert_non_null(strstr(err.message, "id_ID.dic"));
    assert_int_equal(rmdir("id_ID.dic"), 0);
    restore_variable("KTOOL_HUNSPELL", before);
    kt_stemmer *other = open_with_entries("1\nlaku/P0\n");
    assert_string_equal(stem_of(other, "Lakukan"), "laku");
    assert_false(kt_slice_equal(kt_stemmer_fingerprint(stemmer),
                                kt_stemmer_fingerprint(other)));
    kt_stemmer_free(stemmer);
    kt_stemmer_free(other);
}

static void a_stem_stays_a_stem_of_the_same_word(void **state)
{
    (void)state;
    kt_stemmer *stemmer = open_stemmer("id");
    char first[64];
    strcpy(first, stem_of(stemmer, "penyelidikan"));
    stem_of(stemmer, "meniru-nirukan");
    assert_string_equal(stem_of(stemmer, "penyelidikan"), first);
    kt_stemmer_free(stemmer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stems_are_as_in_the_table),
        cmocka_unit_test(hyphens_are_as_in_the_table),
        cmocka_unit_test(rules_alone_stem_without_a_dictionary),
        cmocka_unit_test(gold_lemmas_are_met_more_often_than_by_sastrawi),
        cmocka_unit_test(pairs_of_sastrawi_hold_but_for_those_refused),
        cmocka_unit_test(a_trace_has_every_step_in_order),
        cmocka_unit_test(words_come_apart_as_in_the_table),
        cmocka_unit_test(names_are_not_known),
        cmocka_unit_test(other_languages_are_those_of_libstemmer),
        cmocka_unit_test(any_bytes_have_a_stem),
        cmocka_unit_test(a_stem_stays_a_stem_of_the_same_word),
        cmocka_unit_test_setup_teardown(another_dictionary_makes_other_stems,
                                        make_folder, remove_folder),
        cmocka_unit_test_setup_teardown(users_add_exceptions, make_folder,
                                        remove_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
