#include "../scratch.h"

#include "text/units.h"

#include <ktool/quantity.h>
#include <math.h>

static int read_units(void **state)
{
    kt_units *units;
    kt_error err;
    if (kt_units_new(&units, &err) != KT_OK) {
        print_message("%s\n", err.message);
        return -1;
    }
    *state = units;
    return 0;
}

static int free_units(void **state)
{
    kt_units_free(*state);
    return 0;
}

/* The quantities of text as "Rp5 juta = 5000000 IDR", with | between them. */
static void show(const kt_units *units, kt_slice text, kt_buffer *out)
{
    kt_error err;
    kt_token token;
    kt_quantity found;
    char value[KT_QUANTITY_SIZE];
    kt_quantities walk = {.units = units, .scanner = {.text = text}};
    assert_ok(kt_tokenizer_new(KT_RULES_NEWS, &walk.scanner.tokenizer, &err),
              &err);
    while (kt_quantities_next(&walk, &token, &found)) {
        if (found.start == found.end)
            continue;
        kt_slice piece = kt_slice_sub(text, found.start, found.end);
        size_t len = kt_quantity_format(&found, value);
        assert_int_equal(len, strlen(value));
        kt_buffer_add_format(out, "%s%.*s = %s%s%s", out->len > 0 ? "|" : "",
                             (int)piece.len, piece.data, value,
                             found.unit == NULL ? "" : " ",
                             found.unit == NULL ? "" : found.unit);
    }
    kt_buffer_add_char(out, '\0');
    assert_ok(kt_tokenizer_status(walk.scanner.tokenizer, &err), &err);
    kt_tokenizer_free(walk.scanner.tokenizer);
}

typedef struct quantity_case {
    const char *name, *text, *expected;
} quantity_case;

static const quantity_case cases[] = {
    /* Numbers of ../shared/cases/news.tsv, if that is there. */
    {"a share", "19,8 persen", "19,8 persen = 19.8 percent"},
    {"three digits after the comma are decimals before juta", "Rp1,077 juta",
     "Rp1,077 juta = 1077000 IDR"},
    {"rupiah in thousands", "Rp10 ribu", "Rp10 ribu = 10000 IDR"},
    {"a space after Rp", "Rp 2 juta", "Rp 2 juta = 2000000 IDR"},
    {"points group", "US$49.150", "US$49.150 = 49150 USD"},
    {"a currency before, and one after its scale",
     "USD 1 miliar / 376 miliar dolar AS",
     "USD 1 miliar = 1000000000 USD|376 miliar dolar AS = 376000000000 USD"},
    {"a decade is neither a number nor negative", "1960-an", ""},

    /* Points and commas. */
    {"a whole number", "34 orang", "34 = 34"},
    {"decimals of one digit, of two and of four", "3,5 lalu 12,75 dan 0,1234",
     "3,5 = 3.5|12,75 = 12.75|0,1234 = 0.1234"},
    {"zeros at the end are no decimals", "4,50 dan 1.500,00",
     "4,50 = 4.5|1.500,00 = 1500"},
    {"three decimals and a scale stay exact", "Rp40,512 triliun",
     "Rp40,512 triliun = 40512000000000 IDR"},
    {"three decimals after Rp", "Rp40,512", "Rp40,512 = 40.512 IDR"},
    {"three decimals before persen and %", "50,695 persen dan 50,695%",
     "50,695 persen = 50.695 percent|50,695% = 50.695 percent"},
    {"three decimals before a scale", "500,095 juta saham",
     "500,095 juta = 500095000"},
    {"three digits after a comma may be thousands",
     "33,476 ton; 80,000 orang; US$40,512; 40,512", ""},
    {"a number that begins with 0 is not grouped", "0,475 dolar AS; 0,125",
     "0,475 dolar AS = 0.475 USD|0,125 = 0.125"},
    {"four digits before the comma are not grouped", "1234,567",
     "1234,567 = 1234.567"},
    {"points in threes", "1.260.420.864 lembar", "1.260.420.864 = 1260420864"},
    {"one point before three digits", "1.805", "1.805 = 1805"},
    {"points in threes and a comma", "1.314,40 miliar dolar AS; 1.000,5",
     "1.314,40 miliar dolar AS = 1314400000000 USD|1.000,5 = 1000.5"},
    {"commas in threes", "rp114,769,292,837",
     "rp114,769,292,837 = 114769292837 IDR"},
    {"commas in threes and a point", "1,234.56", "1,234.56 = 1234.56"},
    {"marks that do not group", "1.23.456 12,34,567 1.000.5 1,000,50.5", ""},
    {"one digit after a point", "7.4 skala Richter", "7.4 = 7.4"},
    {"two digits after a point may be a time", "sejak 09.48; 15.23, 99.75", ""},
    {"two digits after a point beside a currency, scale, share or measure",
     "$3.50; 1.25 juta, 9.30 persen, 3.25 km",
     "$3.50 = 3.5|1.25 juta = 1250000|9.30 persen = 9.3 percent|"
     "3.25 km = 3.25 km"},
    {"three digits after 0 and a point", "0.125 persen; 0.125",
     "0.125 persen = 0.125 percent"},
    {"English scales speak for English marks",
     "1,234 million; US$3.125 billion",
     "1,234 million = 1234000000|US$3.125 billion = 3125000000 USD"},
    {"two languages disagree", "Rp40,512 billion, Rp3.125 billion", ""},
    {"two languages agree", "Rp 1.5 trillion",
     "Rp 1.5 trillion = 1500000000000 IDR"},

    /* Scales. */
    {"every scale of Indonesian", "1 ribu, 1 juta, 1 miliar, 1 triliun",
     "1 ribu = 1000|1 juta = 1000000|1 miliar = 1000000000|"
     "1 triliun = 1000000000000"},
    {"abbreviated and misspelt scales", "Rp5 jt, Rp5 rb, 5 milyar, 5 milliar",
     "Rp5 jt = 5000000 IDR|Rp5 rb = 5000 IDR|5 milyar = 5000000000|"
     "5 milliar = 5000000000"},
    {"every scale of English", "1 thousand, 1 million, 1 billion, 1 trillion",
     "1 thousand = 1000|1 million = 1000000|1 billion = 1000000000|"
     "1 trillion = 1000000000000"},
    {"two scales", "Rp7,5 ribu triliun dan 5 ratus ribu",
     "Rp7,5 ribu triliun = 7500000000000000 IDR|5 ratus ribu = 500000"},
    {"capitals", "RP 5 JUTA, 5 Miliar, 5 PERSEN, 5 DOLAR AS",
     "RP 5 JUTA = 5000000 IDR|5 Miliar = 5000000000|5 PERSEN = 5 percent|"
     "5 DOLAR AS = 5 USD"},
    {"M and T after Rp are scales", "Rp 38,5 M dan Rp13 T: Rp50 K",
     "Rp 38,5 M = 38500000000 IDR|Rp13 T = 13000000000000 IDR|"
     "Rp50 K = 50000 IDR"},
    {"M and T after nothing or another currency may be",
     "USD 90 M; US$ 5,3 T; 5 M; tahun 2025 M", ""},
    {"a scale that adds no known number",
     "5 ribuan; Rp2,9 triliunan; 5 ribu-an; 5 jt-an; 5 koma 2; 2 setengah juta",
     "2 = 2"},
    {"a scale that goes on as another word", "Rp43,01 miliar2.", ""},
    {"a sign that two numbers could have",
     "5\xC2\xB0"
     "C$ 38",
     "5\xC2\xB0"
     "C = 5 \xC2\xB0"
     "C"},
    {"two amounts with a hyphen between them", "Rp40 miliar-Rp50 miliar",
     "Rp40 miliar = 40000000000 IDR|Rp50 miliar = 50000000000 IDR"},
    {"a scale glued to the number is a word", "10juta Rp5M", ""},
    {"scales in the wrong order", "44 juta juta, 5 juta ribu", ""},
    {"a number in two pieces", "Rp5 juta 200 ribu; 1 juta 2 ratus", ""},
    {"two prices one after the other are not", "Rp5 juta Rp 200 ribu",
     "Rp5 juta = 5000000 IDR|Rp 200 ribu = 200000 IDR"},
    {"the first of two that share a scale",
     "10 hingga 15 juta; Rp 10 - 15 juta; Rp39 hingga Rp40 triliun; 5 s/d 6 "
     "ribu",
     "15 juta = 15000000|15 juta = 15000000|"
     "Rp40 triliun = 40000000000000 IDR|6 ribu = 6000"},
    {"a year shares no scale with a price", "2005 menjadi Rp1,5 triliun",
     "2005 = 2005|Rp1,5 triliun = 1500000000000 IDR"},
    {"numbers with scales of their own", "Rp5 ribu hingga Rp6 juta",
     "Rp5 ribu = 5000 IDR|Rp6 juta = 6000000 IDR"},
    {"a space after the decimal comma", "Rp 1.549, 22 miliar",
     "22 miliar = 22000000000"},

    /* Currencies. */
    {"Rp in other shapes", "Rp.100 ribu, Rp. 5 ribu, IDR 500, rp5",
     "Rp.100 ribu = 100000 IDR|Rp. 5 ribu = 5000 IDR|IDR 500 = 500 IDR|"
     "rp5 = 5 IDR"},
    {"what follows a price", "Rp5.000,- atau Rp5.000/kg per bulan",
     "Rp5.000 = 5000 IDR|Rp5.000 = 5000 IDR"},
    {"a price of nothing", "Rp0", "Rp0 = 0 IDR"},
    {"dollars with their country",
     "US$5, S$5, A$5, HK$5, NZ$5, C$5, SGD 5, AUD5",
     "US$5 = 5 USD|S$5 = 5 SGD|A$5 = 5 AUD|HK$5 = 5 HKD|NZ$5 = 5 NZD|"
     "C$5 = 5 CAD|SGD 5 = 5 SGD|AUD5 = 5 AUD"},
    {"dollars, yen or yuan of no country", "$5 juta, \xC2\xA5 500, X$5",
     "$5 juta = 5000000|\xC2\xA5 500 = 500|$5 = 5"},
    {"signs",
     "\xE2\x82\xAC"
     "5, \xC2\xA3"
     "5, \xE2\x82\xB9"
     "5, 5 \xE2\x82\xAC",
     "\xE2\x82\xAC"
     "5 = 5 EUR|\xC2\xA3"
     "5 = 5 GBP|\xE2\x82\xB9"
     "5 = 5 INR|"
     "5 \xE2\x82\xAC = 5 EUR"},
    {"ringgit", "RM5 juta, RM 12,50, 2.438 ringgit",
     "RM5 juta = 5000000 MYR|RM 12,50 = 12.5 MYR|2.438 ringgit = 2438 MYR"},
    {"dollars in words",
     "5 dolar AS, 5 juta dollar Amerika Serikat, 5 dolar Singapura, 5 dolar "
     "Hong Kong",
     "5 dolar AS = 5 USD|5 juta dollar Amerika Serikat = 5000000 USD|"
     "5 dolar Singapura = 5 SGD|5 dolar Hong Kong = 5 HKD"},
    {"dollars in words of no country", "62 dolar per barel, 35 juta dolar",
     "62 dolar = 62|35 juta dolar = 35000000"},
    {"other currencies in words",
     "5 rupiah, 5 euro, 5 yen, 5 yuan, 5 baht, 95 poundsterling",
     "5 rupiah = 5 IDR|5 euro = 5 EUR|5 yen = 5 JPY|5 yuan = 5 CNY|"
     "5 baht = 5 THB|95 poundsterling = 95 GBP"},
    {"won after a scale", "200 juta won; grup 10 won; 5 won Korea",
     "200 juta won = 200000000 KRW|10 = 10|5 won Korea = 5 KRW"},
    {"codes after the number", "5 juta USD, 100 EUR",
     "5 juta USD = 5000000 USD|100 EUR = 100 EUR"},
    {"a code between two numbers", "2005 USD 5 juta, 5 EUR 6",
     "2005 = 2005|USD 5 juta = 5000000 USD|5 = 5|EUR 6 = 6 EUR"},
    {"no quantity has two units", "Rp5 persen", "Rp5 = 5 IDR"},

    /* Shares and measures. */
    {"shares", "5%, 5 %, 5 percent, 5 per cent, 5 persen",
     "5% = 5 percent|5 % = 5 percent|5 percent = 5 percent|"
     "5 per cent = 5 percent|5 persen = 5 percent"},
    {"points of shares", "0,46% poin, 25 basis poin, 5 bps",
     "0,46% poin = 0.46 pp|25 basis poin = 25 bp|5 bps = 5 bp"},
    {"lengths", "5 km, 5 kilometer, 5 m, 5 meter, 5 cm, 5 mm",
     "5 km = 5 km|5 kilometer = 5 km|5 m = 5 m|5 meter = 5 m|5 cm = 5 cm|"
     "5 mm = 5 mm"},
    {"areas", "5 km\xC2\xB2, 5 m2, 5 meter persegi, 5 ha, 5,4 juta hektare",
     "5 km\xC2\xB2 = 5 km\xC2\xB2|5 m2 = 5 m\xC2\xB2|"
     "5 meter persegi = 5 m\xC2\xB2|5 ha = 5 ha|"
     "5,4 juta hektare = 5400000 ha"},
    {"weights and volumes", "5 kg, 5 g, 5 gram, 263.956 ton, 5 liter",
     "5 kg = 5 kg|5 g = 5 g|5 gram = 5 g|263.956 ton = 263956 t|"
     "5 liter = 5 L"},
    {"speeds and temperatures",
     "100 km/jam, 38 derajat Celsius, 5\xC2\xB0"
     "C",
     "100 km/jam = 100 km/h|38 derajat Celsius = 38 \xC2\xB0"
     "C|"
     "5\xC2\xB0"
     "C = 5 \xC2\xB0"
     "C"},
    {"m is a metre only right after the number", "5 juta m",
     "5 juta = 5000000"},
    {"a unit glued to the number is a word", "5km 5kg", ""},
    {"counts and durations have no unit", "5 orang, 5 bulan, 5 jam",
     "5 = 5|5 = 5|5 = 5"},

    /* Signs. */
    {"a sign with nothing before it",
     "-5 dan \xE2\x88\x92"
     "5",
     "-5 = -5|\xE2\x88\x92"
     "5 = -5"},
    {"a sign in brackets", "turun (-0,5 persen)", "-0,5 persen = -0.5 percent"},
    {"a sign before and after a currency", "-Rp5, -US$5 juta, Rp -5, $-5",
     "-Rp5 = -5 IDR|-US$5 juta = -5000000 USD|Rp -5 = -5 IDR|$-5 = -5"},
    {"minus", "minus 5 persen, Minus Rp5 miliar",
     "minus 5 persen = -5 percent|Minus Rp5 miliar = -5000000000 IDR"},
    {"minus that subtracts or allows for both", "7 minus 5, plus minus 5%",
     "7 = 7|5 = 5|5% = 5 percent"},
    {"a hyphen that joins",
     "50%-60%, Januari\xE2\x80\x93"
     "5",
     "50% = 50 percent|60% = 60 percent|5 = 5"},
    {"a hyphen with a space is none", "- 5 orang", "5 = 5"},
    {"a dash may be a sign",
     "suhu \xE2\x80\x93"
     "5, Rp \xE2\x80\x93"
     "5",
     ""},
    {"nothing is not negative", "-0", "-0 = 0"},

    /* What is no quantity. */
    {"versions and addresses", "1.2.3 lalu 192.168.0.1", ""},
    {"ordinals", "ke-45, 1st, 1990an", ""},
    {"telephone numbers", "021-555-1234, 08123456789", ""},
    {"numbers that begin with 0", "007 lalu 01.02", ""},
    {"times", "13:39, pukul 09.00, 15.00 WIB", ""},
    {"ranges", "30-35 persen, Rp40-50 miliar", ""},
    {"dates and fractions", "11/7/2019, 1/2", ""},
    {"powers, feet and scores", "10^6, 1'000, 16:9", ""},
    {"a number and a fraction", "3\xC2\xBD, 10\xC2\xB2", ""},
    {"lists without spaces", "1,2,3 dan 1;2", ""},
    {"numbers side by side", "62 813 555, Rp 5 000 000", ""},
    {"digits of other scripts", "\xD9\xA1\xD9\xA2 \xEF\xBC\x95", ""},
    {"a number that goes on in Han", "5\xE4\xB8\x87", ""},
    {"words", "COVID-19, 3x5, F16, A4", ""},

    /* Around it. */
    {"months are no numbers", "Januari-Oktober 2007 sebesar", "2007 = 2007"},
    {"nothing is taken from another line", "Rp\n5\njuta, minus\n5\r\npersen",
     "5 = 5|5 = 5"},
    {"numbers and words on lines of their own are not one",
     "62\n813, 5 dolar\nAS, 5 USD\n5; 5 juta\n2 ribu, Rp5\nmiliar2",
     "62 = 62|813 = 813|5 dolar = 5|5 USD = 5 USD|5 = 5|5 juta = 5000000|"
     "2 ribu = 2000|Rp5 = 5 IDR"},
    {"a scale is not shared over lines", "10 hingga\n15 juta",
     "10 = 10|15 juta = 15000000"},
    {"a no-break space is a space",
     "Rp\xC2\xA0"
     "5\xC2\xA0juta",
     "Rp\xC2\xA0"
     "5\xC2\xA0juta = 5000000 IDR"},
    {"many spaces are none of it", "5     juta", "5 = 5"},
    {"marks around it", "(Rp5 juta), \"5 persen\".",
     "Rp5 juta = 5000000 IDR|5 persen = 5 percent"},
    {"nothing", "", ""},

    /* How large. */
    {"eighteen digits", "999999999999999999; 0,000000000000000001",
     "999999999999999999 = 999999999999999999|"
     "0,000000000000000001 = 0.000000000000000001"},
    {"nineteen digits",
     "1000000000000000000; 12345678901234567,89; "
     "1.000.000 triliun; 0,0000000000000000001",
     ""},
    {"decimals that a scale takes in", "0,000000000000000001 triliun",
     "0,000000000000000001 triliun = 0.000001"},
    {"zeros that do not count", "0,50000000000000000000000000 persen",
     "0,50000000000000000000000000 persen = 0.5 percent"},
};

static void quantities_are_as_in_the_table(void **state)
{
    for (size_t i = 0; i < LENGTH(cases); i++) {
        kt_buffer found = {0};
        show(*state, kt_slice_of(cases[i].text), &found);
        if (strcmp(found.data, cases[i].expected) != 0)
            fail_msg("%s:\nexpected %s\nfound    %s", cases[i].name,
                     cases[i].expected, found.data);
        kt_buffer_free(&found);
    }
}

static void a_value_is_the_nearest_double(void **state)
{
    static const struct {
        kt_quantity quantity;
        double value;
    } values[] = {
        {{.digits = 405, .decimals = 1}, 40.5},
        {{.digits = -1, .decimals = 18}, -1e-18},
        {{.digits = 40512000000000}, 40512e9},
        {{.digits = 3, .decimals = 1}, 0.3},
        {{.digits = 0}, 0},
    };
    (void)state;
    for (size_t i = 0; i < LENGTH(values); i++)
        assert_true(kt_quantity_value(&values[i].quantity) == values[i].value);
}

/* Every token of a walk is that of the scanner. */
static void a_walk_gives_every_token(void **state)
{
    const kt_slice text =
        KT_SLICE("Rp 5 juta dan 3,5 persen. Ini 10 hingga 15!");
    kt_token token, expected;
    kt_quantity quantity;
    kt_quantities walk = {.units = *state, .scanner = {.text = text}};
    kt_scanner scanner = {.text = text};
    while (kt_scanner_next(&scanner, &expected)) {
        assert_true(kt_quantities_next(&walk, &token, &quantity));
        assert_int_equal(token.start, expected.start);
        assert_int_equal(token.end, expected.end);
        assert_int_equal(token.class, expected.class);
    }
    assert_false(kt_quantities_next(&walk, &token, &quantity));
    assert_false(kt_quantities_next(&walk, &token, &quantity));
}

/* Each would take minutes if any part of it were looked at for every token. */
static void long_texts_take_no_time_out_of_hand(void **state)
{
    static const char *const pieces[] = {
        "5",         "5 ",      "Rp",     "Rp5 ",     "- ",
        "-",         "5 juta ", "1.000.", "5 ratus-", "\xC2\xA0",
        "5 hingga ", "minus ",  "$",      "5,",       "5/"};
    enum {
        SIZE = 2000000
    };
    for (size_t i = 0; i < LENGTH(pieces); i++) {
        kt_buffer text = {0};
        kt_token token;
        kt_quantity quantity;
        kt_error err;
        while (text.len < SIZE)
            kt_buffer_add_string(&text, pieces[i]);
        kt_buffer_add_string(&text, " 5 juta");
        kt_quantities walk = {.units = *state,
                              .scanner = {.text = kt_buffer_slice(&text)}};
        assert_ok(
            kt_tokenizer_new(KT_RULES_NEWS, &walk.scanner.tokenizer, &err),
            &err);
        while (kt_quantities_next(&walk, &token, &quantity))
            ;
        assert_int_equal(token.end, text.len);
        kt_tokenizer_free(walk.scanner.tokenizer);
        kt_buffer_free(&text);
    }
}

static kt_status read_lines(const char *lines, kt_units **units, kt_error *err)
{
    write_text("units.tsv", lines);
    setenv("KTOOL_DATA", folder, 1);
    kt_status status = kt_units_new(units, err);
    unsetenv("KTOOL_DATA");
    return status;
}

static void a_file_of_ones_own_says_what_units_there_are(void **state)
{
    (void)state;
    kt_error err;
    kt_units *units;
    kt_buffer found = {0};
    assert_ok(read_lines("# mine\nkati\tunit\tkati\nlusin\tscale\t1\n"
                         "kati\tunit\tcatty\r\ntrl\tscale\t18\n",
                         &units, &err),
              &err);
    show(units, KT_SLICE("5 Kati, 5 lusin kati, Rp5, 0,005 trl"), &found);
    assert_string_equal(found.data, "5 Kati = 5 catty|5 lusin kati = 50 "
                                    "catty|5 = 5|0,005 trl = 5000000000000000");
    kt_buffer_free(&found);
    kt_units_free(units);
}

static void a_broken_line_is_refused_and_quoted(void **state)
{
    static const char *const lines[] = {
        "kata",
        "kata\tunit",
        "kata\tunit\t",
        "\tunit\tx",
        "kata\tuni\tx",
        "kata\tscale\tx",
        "kata\tscale\t19",
        "kata\tunit\tx\thier",
        "kata\tunit\tx\tid\t",
        "kata yang terlalu panjang untuk menjadi satuan apa pun juga "
        "sekali\tunit"
        "\tx"};
    (void)state;
    for (size_t i = 0; i < LENGTH(lines); i++) {
        kt_error err = {0};
        kt_units *units;
        assert_int_equal(read_lines(lines[i], &units, &err), KT_ERR_FORMAT);
        assert_null(units);
        assert_non_null(strstr(err.message, "units.tsv: '"));
    }
}

static void capitals_count_where_the_file_has_them(void **state)
{
    assert_non_null(kt_units_find(*state, KT_UNIT_PREFIX, KT_SLICE("RP")));
    assert_non_null(kt_units_find(*state, KT_UNIT_PREFIX, KT_SLICE("RM")));
    assert_null(kt_units_find(*state, KT_UNIT_PREFIX, KT_SLICE("rm")));
    assert_non_null(kt_units_find(*state, KT_UNIT_SUFFIX, KT_SLICE("m")));
    assert_null(kt_units_find(*state, KT_UNIT_SUFFIX, KT_SLICE("M")));
    assert_null(kt_units_find(*state, KT_UNIT_PREFIX, KT_SLICE("m")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quantities_are_as_in_the_table),
        cmocka_unit_test(a_value_is_the_nearest_double),
        cmocka_unit_test(a_walk_gives_every_token),
        cmocka_unit_test(long_texts_take_no_time_out_of_hand),
        cmocka_unit_test(capitals_count_where_the_file_has_them),
    };
    const struct CMUnitTest own_files[] = {
        IN_SCRATCH(a_file_of_ones_own_says_what_units_there_are),
        IN_SCRATCH(a_broken_line_is_refused_and_quoted),
    };
    return cmocka_run_group_tests(tests, read_units, free_units) +
           cmocka_run_group_tests(own_files, NULL, NULL);
}
