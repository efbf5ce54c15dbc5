#include "../test.h"

#include "article/json_text.h"
#include "article/known.h"

#include <yajl/yajl_tree.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

enum {
    MOST = 4
};

/* A field that a rule read from the text. */
typedef struct reading {
    const char *field, *value;
    kt_label from;
} reading;

static const struct {
    const char *name;
    const char *fields; /* of the file: "date=2025-08-22 x=1"; of columns
                             the text, of others JSON; divided by "|" */
    const char *text;   /* all body */
    reading readings[MOST];
    const char *expected; /* "name=value" of the columns, then "+name=JSON" of
                             the fields, then "name from[: note]" of the
                             origins, each ended by "|" */
} rows[] = {
    {"nothing is known", "", "teks", {{0}}, ""},
    {"names are read",
     "",
     "teks",
     {{"source", "KOMPAS.TV", KT_LABEL_DATELINE},
      {"place", "PYONGYANG", KT_LABEL_DATELINE},
      {"author", "Haryo Jati", KT_LABEL_BYLINE},
      {"editor", "Purwanto", KT_LABEL_EDITOR}},
     "source=KOMPAS.TV|author=Haryo Jati|place=PYONGYANG|"
     "+editor=\"Purwanto\"|"
     "author byline|editor editor|place dateline|source dateline|"},
    {"what no column is for is a field",
     "",
     "teks",
     {{"initials", "dce/dce", KT_LABEL_INITIALS},
      {"credit", "BBC", KT_LABEL_CREDIT},
      {"wire", "AFP", KT_LABEL_DATELINE},
      {"translator", "Ani", KT_LABEL_BYLINE}},
     "+credit=\"BBC\"|+initials=\"dce/dce\"|+translator=\"Ani\"|+wire=\"AFP\"|"
     "credit credit|initials initials|translator byline|wire dateline|"},
    {"syndication names three fields",
     "",
     "teks",
     {{"original_source", "Kompas.com", KT_LABEL_SYNDICATION},
      {"original_title", "Kata \"ya\"", KT_LABEL_SYNDICATION},
      {"original_url", "https://contoh.com/a/,", KT_LABEL_SYNDICATION}},
     "+original_source=\"Kompas.com\"|+original_title=\"Kata \\\"ya\\\"\"|"
     "+original_url=\"https://contoh.com/a/\"|"
     "original_source syndication|original_title syndication|"
     "original_url syndication|"},
    {"a section is a column and a field",
     "",
     "teks",
     {{"section", "Kompas dunia | ", KT_LABEL_HEADER}},
     "section=Kompas dunia|+section=\"Kompas dunia\"|section header|"},
    {"the first value wins",
     "",
     "teks",
     {{"editor", "Ani", KT_LABEL_EDITOR}, {"editor", "Budi", KT_LABEL_BYLINE}},
     "+editor=\"Ani\"|editor editor|"},
    {"blanks and marks around a name are dropped",
     "",
     "teks",
     {{"author", ": Ani \t\n\xC2\xA0Wati \xE2\x80\x94 |\xC2\xA0",
       KT_LABEL_BYLINE},
      {"place", "Jakarta\xE2\x80\x89 /", KT_LABEL_DATELINE}},
     "author=Ani Wati|place=Jakarta\xE2\x80\x89|author byline|place dateline|"},
    {"marks are no value",
     "",
     "teks",
     {{"author", " \xC2\xA0- \xE2\x80\x94", KT_LABEL_BYLINE},
      {"author", "", KT_LABEL_BYLINE},
      {"author", "***", KT_LABEL_BYLINE},
      {"author", "Ani", KT_LABEL_BYLINE}},
     "author=Ani|author byline|"},

    {"the file's word stays",
     "author=Ani|editor=\"Budi\"",
     "teks",
     {{"author", "Ani", KT_LABEL_BYLINE}, {"editor", "BUDI", KT_LABEL_EDITOR}},
     "author=Ani|+editor=\"Budi\"|"},
    {"a contradiction is noted",
     "author=Ani|editor=\"Budi\"|section=Bola",
     "teks",
     {{"author", "Wati", KT_LABEL_BYLINE},
      {"editor", " Citra ", KT_LABEL_EDITOR},
      {"section", "Dunia", KT_LABEL_HEADER}},
     "author=Ani|section=Bola|+editor=\"Budi\"|author field: byline: Wati|"
     "editor field: editor: Citra|section field: header: Dunia|"},
    {"escapes, case and blanks are no contradiction",
     "editor=\"Jos\\u00c9 \\ud83d\\ude00  \\\"A\\\"\"",
     "teks",
     {{"editor", "jos\xC3\xA9 \xF0\x9F\x98\x80 \"a\"", KT_LABEL_EDITOR}},
     "+editor=\"Jos\\u00c9 \\ud83d\\ude00  \\\"A\\\"\"|"},
    {"null and empty text say nothing",
     "editor=null|credit=\"\"",
     "teks",
     {{"editor", "Ani", KT_LABEL_EDITOR}, {"credit", "BBC", KT_LABEL_CREDIT}},
     "+credit=\"BBC\"|+editor=\"Ani\"|credit credit|editor editor|"},
    {"a list under the name of a column was given too",
     "author!=[\"Ani\",\"Budi\"]",
     "teks",
     {{"author", "Ani", KT_LABEL_BYLINE}},
     "+author=[\"Ani\",\"Budi\"]|author field: byline: Ani|"},
    {"outlets are named in many ways",
     "source=detik.com",
     "teks",
     {{"source", "detikFinance", KT_LABEL_DATELINE}},
     "source=detik.com|"},
    {"an outlet's domain is no contradiction",
     "source=www.cnnindonesia.com",
     "teks",
     {{"source", "CNN Indonesia", KT_LABEL_DATELINE}},
     "source=www.cnnindonesia.com|"},
    {"nor are its capitals",
     "source=Republika",
     "teks",
     {{"source", "REPUBLIKA.CO.ID", KT_LABEL_DATELINE}},
     "source=Republika|"},
    {"another outlet is",
     "source=detik.com",
     "teks",
     {{"source", "KOMPAS.TV", KT_LABEL_DATELINE}},
     "source=detik.com|source field: dateline: KOMPAS.TV|"},

    {"a date of the page",
     "",
     "teks",
     {{"date", "Kompas.com - 14/04/2021, 05:14 WIB", KT_LABEL_HEADER}},
     "date=2021-04-14T05:14+07:00|date header|"},
    {"a short month",
     "",
     "teks",
     {{"date", "10 Apr 2023, 18:11 WIB", KT_LABEL_HEADER}},
     "date=2023-04-10T18:11+07:00|date header|"},
    {"the time of the last change is another field",
     "",
     "teks",
     {{"modified", "Diperbarui 24 Februari 2025, 10:11 WIB", KT_LABEL_HEADER}},
     "+modified=\"2025-02-24T10:11+07:00\"|modified header|"},
    {"a time without zone is taken for Jakarta's",
     "",
     "teks",
     {{"date", "07 Feb 2015 20:15", KT_LABEL_HEADER}},
     "date=2015-02-07T20:15+07:00|date header: zone assumed|"},
    {"but not in English",
     "",
     "teks",
     {{"date", "Oct. 7, 2015 20:15", KT_LABEL_HEADER}},
     "date=2015-10-07T20:15|date header|"},
    {"nor where the article is in English",
     "lang=en",
     "teks",
     {{"date", "07/02/2015 20:15", KT_LABEL_HEADER}},
     "date=2015-02-07T20:15|date header: ambiguous|"},
    {"a header of five words and all flags",
     "",
     "teks",
     {{"date", "Senin, 11/6/2019 10.00", KT_LABEL_HEADER}},
     "date=2019-06-11T10:00+07:00|"
     "date header: ambiguous, zone assumed, weekday mismatch|"},
    {"what is no date is skipped",
     "",
     "teks",
     {{"date", "Kamis malam", KT_LABEL_HEADER},
      {"date", "3 menit yang lalu", KT_LABEL_HEADER},
      {"date", "17 Agustus 2025", KT_LABEL_HEADER}},
     "date=2025-08-17|date header|"},
    {"3 minggu yang lalu is no date without a reference",
     "",
     "teks",
     {{"date", "3 minggu yang lalu", KT_LABEL_HEADER},
      {"date", "baru saja", KT_LABEL_HEADER},
      {"date", "kemarin lusa", KT_LABEL_HEADER},
      {"date", "17 menit yang lalu", KT_LABEL_HEADER}},
     ""},
    {"the file's date stays, and the day is the same",
     "date=2022-08-15T06:39Z",
     "teks",
     {{"date", "15 Agustus 2022, 13:39 WIB", KT_LABEL_HEADER}},
     "date=2022-08-15T06:39Z|"},
    {"also across midnight in Greenwich",
     "date=2022-08-14T20:00:00.5Z",
     "teks",
     {{"date", "15 Agustus 2022", KT_LABEL_HEADER}},
     "date=2022-08-14T20:00:00.5Z|"},
    {"another day is a contradiction",
     "date=2022-08-16",
     "teks",
     {{"date", "15 Agustus 2022, 13:39 WIB", KT_LABEL_HEADER}},
     "date=2022-08-16|date field: header: 15 Agustus 2022, 13:39 WIB|"},
    {"a month and its day agree",
     "date=2022-08",
     "teks",
     {{"date", "15 Agustus 2022", KT_LABEL_HEADER}},
     "date=2022-08|"},
    {"another year does not",
     "date=2021",
     "teks",
     {{"date", "15 Agustus 2022", KT_LABEL_HEADER}},
     "date=2021|date field: header: 15 Agustus 2022|"},

    {"a date in other words is read",
     "date!=\"8/22/2025 13:11\"",
     "teks",
     {{0}},
     "date=2025-08-22T13:11|+date=\"8/22/2025 13:11\"|"
     "date field: read as 2025-08-22T13:11 from \"8/22/2025 13:11\"|"},
    {"so is one with escapes",
     "date!=\"22\\/8\\/2025\\n13:11 WIB\"",
     "teks",
     {{0}},
     "date=2025-08-22T13:11+07:00|+date=\"22\\/8\\/2025\\n13:11 WIB\"|"
     "date field: read as 2025-08-22T13:11+07:00 from \"22/8/2025 13:11 "
     "WIB\"|"},
    {"and a number of seconds",
     "date!=1484823450",
     "teks",
     {{0}},
     "date=2017-01-19T10:57:30Z|+date=1484823450|"
     "date field: read as 2017-01-19T10:57:30Z from \"1484823450\"|"},
    {"its order is that of the text",
     "date!=\"3/4/2025\"",
     "kata dia, Rabu (5/3/2025).",
     {{0}},
     "date=2025-03-04|+date=\"3/4/2025\"|+first_date=\"2025-03-05\"|"
     "date field: read as 2025-03-04 from \"3/4/2025\", order by the dates in "
     "the text|first_date text|"},
    {"also of a day without its year",
     "date!=\"8/4/2025\"",
     "kata dia, Senin (4/8).",
     {{0}},
     "date=2025-08-04|+date=\"8/4/2025\"|+first_date=\"2025-08-04\"|"
     "date field: read as 2025-08-04 from \"8/4/2025\", order by the dates in "
     "the text|first_date text: ambiguous, year assumed|"},
    {"unless that is far from both",
     "date!=\"3/4/2025\"",
     "pada 17 Agustus 1945.",
     {{0}},
     "date=2025-04-03|+date=\"3/4/2025\"|+first_date=\"1945-08-17\"|"
     "date field: read as 2025-04-03 from \"3/4/2025\", ambiguous|"
     "first_date text|"},
    {"and without one it stays ambiguous",
     "date!=\"3/4/2025\"",
     "teks",
     {{0}},
     "date=2025-04-03|+date=\"3/4/2025\"|"
     "date field: read as 2025-04-03 from \"3/4/2025\", ambiguous|"},
    {"words that are no date leave room for the text's",
     "date!=\"kemarin\"",
     "teks",
     {{"date", "17 Agustus 2025", KT_LABEL_HEADER}},
     "date=2025-08-17|+date=\"kemarin\"|date header: no date: \"kemarin\"|"},
    {"a list is no date",
     "date!=[\"2025-08-17\"]",
     "teks",
     {{0}},
     "+date=[\"2025-08-17\"]|"},
    {"both notes are kept",
     "date!=\"8/22/2025\"",
     "teks",
     {{"date", "23 Agustus 2025", KT_LABEL_HEADER}},
     "date=2025-08-22|+date=\"8/22/2025\"|"
     "date field: read as 2025-08-22 from \"8/22/2025\", "
     "header: 23 Agustus 2025|"},

    {"the first day of the text",
     "",
     "mendeklarasikan tahun 2015, sejak Februari 2014. Pada Rabu (11/3/2015) "
     "dan Kamis (12/3/2015).",
     {{0}},
     "+first_date=\"2015-03-11\"|first_date text|"},
    {"a day and not its time",
     "",
     "Sabtu (31/12/2022) pukul 21.00 WIB",
     {{0}},
     "+first_date=\"2022-12-31\"|first_date text|"},
    {"a weekday decides",
     "",
     "kata dia, Kamis (11/7/2019).",
     {{0}},
     "+first_date=\"2019-07-11\"|first_date text: ambiguous|"},
    {"a day without its year needs the article's date",
     "",
     "kata dia, Selasa (28/3).",
     {{0}},
     ""},
    {"which gives it the year",
     "date=2023-03-30",
     "kata dia kemarin, pekan lalu dan 3 hari lalu, Selasa (28/3).",
     {{0}},
     "date=2023-03-30|+first_date=\"2023-03-28\"|first_date text: year "
     "assumed|"},
    {"also when that is in words",
     "date!=\"30 Maret 2023\"",
     "pada 28 Maret",
     {{0}},
     "date=2023-03-30|+date=\"30 Maret 2023\"|+first_date=\"2023-03-28\"|"
     "date field: read as 2023-03-30 from \"30 Maret 2023\"|"
     "first_date text: year assumed|"},
    {"a range begins with its first day",
     "",
     "digelar 24 September-7 Oktober 2022",
     {{0}},
     "+first_date=\"2022-09-24\"|first_date text|"},
    {"a wrong weekday is noted",
     "",
     "Senin, 21 Oktober 2025",
     {{0}},
     "+first_date=\"2025-10-21\"|first_date text: weekday mismatch|"},
    {"laws, phones and scores are no dates",
     "date=2023-03-30",
     "UU Nomor 11/2020, 12/5/2020 No. 3/4/2020, telp. 021-12-1990, skor 3-2, "
     "Rp 12.10.2020, siang tadi, 10.12.2020.1",
     {{0}},
     "date=2023-03-30|+first_date=\"2020-05-12\"|first_date text: ambiguous|"},
    {"a first date that the file gave stays",
     "first_date=\"x\"",
     "pada 17 Agustus 1945",
     {{0}},
     "+first_date=\"x\"|"},
};

static const struct {
    const char *name;
    size_t offset;
} columns[] = {{"date", offsetof(kt_article, date)},
               {"source", offsetof(kt_article, source)},
               {"author", offsetof(kt_article, author)},
               {"place", offsetof(kt_article, place)},
               {"section", offsetof(kt_article, section)},
               {"lang", offsetof(kt_article, lang)}};

static kt_slice *column(kt_article *article, size_t i)
{
    return (kt_slice *)((char *)article + columns[i].offset);
}

/* Take one "name=value" of the file; "name!=" is a field even if there is a
 * column. */
static void give(kt_article *article, kt_field *fields, kt_slice item)
{
    const char *sign = memchr(item.data, '=', item.len);
    assert_non_null(sign);
    kt_slice name = {item.data, (size_t)(sign - item.data)};
    kt_slice value = kt_slice_sub(item, name.len + 1, item.len);
    bool free_field = name.data[name.len - 1] == '!';
    name.len -= free_field;
    for (size_t i = 0; i < LENGTH(columns) && !free_field; i++) {
        if (kt_slice_equal(kt_slice_of(columns[i].name), name)) {
            *column(article, i) = value;
            return;
        }
    }
    fields[article->field_count++] = (kt_field){name, value};
}

static void give_all(kt_article *article, kt_field *fields, const char *list)
{
    while (*list != '\0') {
        size_t len = strcspn(list, "|");
        give(article, fields, (kt_slice){list, len});
        list += len + (list[len] == '|');
    }
    article->fields = fields;
}

static void describe(kt_article *article, kt_buffer *out)
{
    kt_buffer_clear(out);
    for (size_t i = 0; i < LENGTH(columns) - 1; i++) {
        kt_slice value = *column(article, i);
        if (value.len > 0)
            kt_buffer_add_format(out, "%s=%.*s|", columns[i].name,
                                 (int)value.len, value.data);
    }
    for (size_t i = 0; i < article->field_count; i++) {
        const kt_field *f = &article->fields[i];
        kt_buffer_add_format(out, "+%.*s=%.*s|", (int)f->name.len, f->name.data,
                             (int)f->value.len, f->value.data);
    }
    for (size_t i = 0; i < article->origin_count; i++) {
        const kt_origin *o = &article->origins[i];
        kt_buffer_add_format(out, "%.*s %.*s%s%.*s|", (int)o->field.len,
                             o->field.data, (int)o->from.len, o->from.data,
                             o->note.len > 0 ? ": " : "", (int)o->note.len,
                             o->note.len > 0 ? o->note.data : "");
    }
    kt_buffer_add_char(out, '\0');
}

static void read_all(kt_known *known, kt_arena *arena, kt_article *article,
                     const reading *readings)
{
    assert_true(kt_known_forget(article, arena));
    kt_known_begin(known, article);
    for (size_t i = 0; i < MOST && readings[i].field != NULL; i++)
        kt_known_read(known, kt_slice_of(readings[i].field),
                      kt_slice_of(readings[i].value), readings[i].from);
}

/* Settled a second time, as when the rules have changed, an article is the
 * same. */
static void what_the_text_says_stands_beside_what_the_file_gave(void **state)
{
    (void)state;
    kt_error err;
    kt_known known = {0};
    kt_arena arena = {0};
    kt_buffer out = {0};
    for (size_t i = 0; i < LENGTH(rows); i++) {
        kt_field fields[8];
        kt_slice raw = kt_slice_of(rows[i].text);
        kt_span body = {0, raw.len, KT_LABEL_BODY, NULL};
        kt_article article = {.raw = raw, .spans = &body, .span_count = 1};
        give_all(&article, fields, rows[i].fields);
        for (int again = 0; again < 2; again++) {
            read_all(&known, &arena, &article, rows[i].readings);
            assert_ok(kt_known_finish(&known, &arena, &article, &err), &err);
            describe(&article, &out);
            if (strcmp(out.data, rows[i].expected) != 0)
                fail_msg("%s:\nexpected %s\nfound    %s", rows[i].name,
                         rows[i].expected, out.data);
        }
    }
    kt_buffer_free(&out);
    kt_arena_free(&arena);
    kt_known_free(&known);
}

#define ORIGIN(field, from, note)                                              \
    {                                                                          \
        {field, sizeof(field) - 1}, {from, sizeof(from) - 1},                  \
        {                                                                      \
            note, sizeof(note) - 1                                             \
        }                                                                      \
    }

/* Articles of which a text of now says nothing, whatever it said before. */
static const struct {
    const char *name;
    const char *fields; /* as above, read or given */
    kt_origin origins[MOST];
    size_t origin_count;
    const char *expected;
} forgotten[] = {
    {"nothing was read",
     "place=p|x=1",
     {ORIGIN("", "", "")},
     0,
     "place=p|+x=1|"},
    {"a column that was read goes",
     "source=s|place=p|x=1",
     {ORIGIN("place", "dateline", "")},
     1,
     "source=s|+x=1|"},
    {"every column can be read",
     "date=2020|source=s|author=a|place=p|section=k|section!=\"k\"",
     {ORIGIN("author", "byline", ""), ORIGIN("date", "header", ""),
      ORIGIN("section", "header", ""), ORIGIN("source", "dateline", "")},
     4,
     "place=p|"},
    {"a field that was read goes",
     "editor=\"E\"|x=1",
     {ORIGIN("editor", "editor", "")},
     1,
     "+x=1|"},
    {"what the file gave stays, without what the text said",
     "source=s|editor=\"E\"",
     {ORIGIN("editor", "field", "editor: F"),
      ORIGIN("source", "field", "dateline: t")},
     2,
     "source=s|+editor=\"E\"|"},
    {"a field of the file by the name of a column stays",
     "author=a|author!=[1]",
     {ORIGIN("author", "byline", "")},
     1,
     "+author=[1]|"},
    {"a date in words is read again",
     "date=2021-01-01|date!=\"3 Mei 2020\"",
     {ORIGIN("date", "field", "read as 2021-01-01 from \"3 Mei 2020\"")},
     1,
     "date=2020-05-03|+date=\"3 Mei 2020\"|date field: read as 2020-05-03 "
     "from \"3 Mei 2020\"|"},
    {"a date that the text contradicted stays",
     "date=2020-05-03|x=1",
     {ORIGIN("date", "field", "header: 4 Mei 2020")},
     1,
     "date=2020-05-03|+x=1|"},
};

static void what_was_read_before_is_forgotten(void **state)
{
    (void)state;
    kt_error err;
    kt_known known = {0};
    kt_arena arena = {0};
    kt_buffer out = {0};
    for (size_t i = 0; i < LENGTH(forgotten); i++) {
        kt_field fields[8];
        kt_article article = {.raw = KT_SLICE("x"),
                              .origins = forgotten[i].origins,
                              .origin_count = forgotten[i].origin_count};
        give_all(&article, fields, forgotten[i].fields);
        assert_true(kt_known_forget(&article, &arena));
        kt_known_begin(&known, &article);
        assert_ok(kt_known_finish(&known, &arena, &article, &err), &err);
        describe(&article, &out);
        if (strcmp(out.data, forgotten[i].expected) != 0)
            fail_msg("%s:\nexpected %s\nfound    %s", forgotten[i].name,
                     forgotten[i].expected, out.data);
    }
    kt_buffer_free(&out);
    kt_arena_free(&arena);
    kt_known_free(&known);
}

static void only_bodies_have_the_first_date(void **state)
{
    (void)state;
    kt_error err;
    kt_known known = {0};
    kt_arena arena = {0};
    kt_buffer out = {0};
    const char *raw = "1 Mei 2020\n2 Mei 2020\n3 Mei 2020\n4 Mei 2020";
    const kt_span spans[] = {{0, 10, KT_LABEL_TITLE, NULL},
                             {11, 21, KT_LABEL_WIDGET, "r"},
                             {22, 32, KT_LABEL_BODY, NULL},
                             {33, 43, KT_LABEL_BODY, NULL}};
    kt_article article = {
        .raw = kt_slice_of(raw), .spans = spans, .span_count = LENGTH(spans)};
    kt_known_begin(&known, &article);
    assert_ok(kt_known_finish(&known, &arena, &article, &err), &err);
    describe(&article, &out);
    assert_string_equal(out.data,
                        "+first_date=\"2020-05-03\"|first_date text|");
    kt_buffer_free(&out);
    kt_arena_free(&arena);
    kt_known_free(&known);
}

static void a_field_that_no_rule_may_set_has_no_place(void **state)
{
    (void)state;
    assert_true(kt_known_has(KT_SLICE("original_url")));
    assert_true(kt_known_has(KT_SLICE("date")));
    assert_false(kt_known_has(KT_SLICE("first_date")));
    assert_false(kt_known_has(KT_SLICE("")));
}

static const struct {
    const char *json, *expected;
} strings[] = {
    {"\"\"", ""},
    {"12", "12"},
    {"\"a\\/b\\\\c\\\"d\\n\"", "a/b\\c\"d\n"},
    {"\"\\u0041\\u00e9\\u20AC\"", "A\xC3\xA9\xE2\x82\xAC"},
    {"\"\\ud83d\\ude00!\"", "\xF0\x9F\x98\x80!"},
    {"\"\\ud83d!\"", "\xEF\xBF\xBD!"},
    {"\"\\ude00!\"", "\xEF\xBF\xBD!"},
    {"\"\\u12\"", "\xEF\xBF\xBD"},
    {"\"\\\"", ""},
};

static void a_json_string_says_its_text(void **state)
{
    (void)state;
    kt_buffer out = {0};
    for (size_t i = 0; i < LENGTH(strings); i++) {
        kt_buffer_clear(&out);
        kt_json_text(kt_slice_of(strings[i].json), &out);
        kt_buffer_add_char(&out, '\0');
        assert_string_equal(out.data, strings[i].expected);
    }
    kt_buffer_free(&out);
}

static char *read_shared(const char *folder, const char *name)
{
    char path[4096];
    const char *shared = getenv("KTOOL_SHARED");
    snprintf(path, sizeof path, "%s/%s/%s", shared == NULL ? "" : shared,
             folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *text = NULL;
    size_t size = 0;
    assert_true(getdelim(&text, &size, '\0', file) > 0);
    fclose(file);
    return text;
}

static const char *string_of(yajl_val object, const char *key)
{
    return YAJL_GET_STRING(
        yajl_tree_get(object, (const char *[]){key, NULL}, yajl_t_string));
}

/* The lines that a person says are the body, as spans. */
static size_t body_lines(yajl_val gold, const char *raw, kt_span *spans)
{
    size_t count = 0, start = 0;
    long long line = 1;
    yajl_val lines =
        yajl_tree_get(gold, (const char *[]){"body_lines", NULL}, yajl_t_array);
    assert_non_null(lines);
    while (count < lines->u.array.len) {
        size_t end = start + strcspn(raw + start, "\n");
        if (YAJL_GET_INTEGER(lines->u.array.values[count]) == line++)
            spans[count++] = (kt_span){start, end, KT_LABEL_BODY, NULL};
        start = end + 1;
    }
    return count;
}

/* Of the body's first line the header is no part. */
static void check_gold(kt_known *known, kt_arena *arena, yajl_val gold)
{
    kt_error err;
    kt_span spans[32];
    kt_buffer expected = {0}, out = {0};
    char *raw = read_shared("articles", string_of(gold, "file"));
    assert_non_null(raw);
    kt_article article = {.raw = kt_slice_of(raw), .spans = spans};
    article.span_count = body_lines(gold, raw, spans);
    const char *header = string_of(gold, "header");
    const char *published = string_of(gold, "published");
    kt_known_begin(known, &article);
    if (header != NULL) {
        spans[0].start += strlen(header);
        kt_known_read(known, KT_SLICE("date"), kt_slice_of(header),
                      KT_LABEL_HEADER);
    }
    assert_ok(kt_known_finish(known, arena, &article, &err), &err);
    kt_buffer_add_format(&expected, "\"%s\"", string_of(gold, "first_date"));
    assert_int_equal(article.field_count, 1);
    assert_true(
        kt_slice_equal(article.fields[0].value, kt_buffer_slice(&expected)));
    assert_int_equal(article.date.len > 0, published != NULL);
    if (published != NULL) { /* whose seconds nobody stated */
        kt_buffer_add_format(&out, "%.*s:00+07:00", 16, article.date.data);
        kt_buffer_add_char(&out, '\0');
        assert_string_equal(out.data, published);
    }
    kt_buffer_free(&expected);
    kt_buffer_free(&out);
    free(raw);
}

static void real_articles_have_the_dates_that_people_see(void **state)
{
    (void)state;
    kt_known known = {0};
    kt_arena arena = {0};
    char *text = read_shared("gold", "articles.jsonl");
    if (text == NULL) {
        print_message("skipped: there is no shared test data\n");
        skip();
    }
    for (char *line = strtok(text, "\n"); line != NULL;
         line = strtok(NULL, "\n")) {
        yajl_val gold = yajl_tree_parse(line, NULL, 0);
        assert_non_null(gold);
        check_gold(&known, &arena, gold);
        yajl_tree_free(gold);
    }
    free(text);
    kt_arena_free(&arena);
    kt_known_free(&known);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_the_text_says_stands_beside_what_the_file_gave),
        cmocka_unit_test(what_was_read_before_is_forgotten),
        cmocka_unit_test(only_bodies_have_the_first_date),
        cmocka_unit_test(a_field_that_no_rule_may_set_has_no_place),
        cmocka_unit_test(a_json_string_says_its_text),
        cmocka_unit_test(real_articles_have_the_dates_that_people_see),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
