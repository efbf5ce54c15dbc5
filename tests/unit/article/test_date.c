#include "../test.h"

#include "article/calendar.h"
#include "date_walk.h"

#include <ktool/buffer.h>
#include <ktool/date.h>
#include <yajl/yajl_tree.h>

#define LENGTH(array) (sizeof(array) / sizeof(array)[0])
#define REFERENCE "2025-10-21T14:30+07:00" /* a Tuesday */

/* "ISO[/LAST] [ZONE] [FLAGS]" with the first letters of the flags, or "-". */
static void describe(const kt_date *date, char *out, size_t size)
{
    size_t len = (size_t)snprintf(out, size, "%s%s%s%s%s", date->iso,
                                  *date->last == '\0' ? "" : "/", date->last,
                                  *date->zone == '\0' ? "" : " ", date->zone);
    if (date->ambiguous || date->zone_assumed || date->weekday_mismatch ||
        date->relative)
        snprintf(out + len, size - len, " %s%s%s%s", date->ambiguous ? "A" : "",
                 date->zone_assumed ? "Z" : "",
                 date->weekday_mismatch ? "W" : "", date->relative ? "R" : "");
}

static void check(const kt_date_rules *rules, bool whole, const char *text,
                  const char *expected)
{
    char found[128] = "-";
    kt_date date;
    if (whole ? kt_date_parse(rules, kt_slice_of(text), &date)
              : kt_date_find(rules, kt_slice_of(text), 0, &date))
        describe(&date, found, sizeof found);
    if (strcmp(found, expected) != 0)
        fail_msg("%s: expected %s, found %s", text, expected, found);
}

typedef struct row {
    const char *text, *expected;
} row;

static void check_rows(const char *reference, bool whole, const row *rows,
                       size_t count)
{
    kt_error err;
    kt_date_rules rules;
    assert_ok(kt_date_rules_read(NULL, NULL, reference, NULL, &rules, &err),
              &err);
    for (size_t i = 0; i < count; i++)
        check(&rules, whole, rows[i].text, rows[i].expected);
}

static const row stated[] = {
    /* Months in full, shortened, as they were once spelled. */
    {"1 Januari 2020", "2020-01-01"},
    {"2 Februari 2020", "2020-02-02"},
    {"3 Maret 2020", "2020-03-03"},
    {"4 April 2020", "2020-04-04"},
    {"5 Mei 2020", "2020-05-05"},
    {"6 Juni 2020", "2020-06-06"},
    {"7 Juli 2020", "2020-07-07"},
    {"8 Agustus 2020", "2020-08-08"},
    {"9 September 2020", "2020-09-09"},
    {"10 Oktober 2020", "2020-10-10"},
    {"11 November 2020", "2020-11-11"},
    {"12 Desember 2020", "2020-12-12"},
    {"1 Jan 2020", "2020-01-01"},
    {"2 Feb. 2020", "2020-02-02"},
    {"3 Mar 2020", "2020-03-03"},
    {"4 Apr 2020", "2020-04-04"},
    {"6 Jun 2020", "2020-06-06"},
    {"7 Jul 2020", "2020-07-07"},
    {"8 Agu 2020", "2020-08-08"},
    {"8 Agt 2020", "2020-08-08"},
    {"8 Ags 2020", "2020-08-08"},
    {"8 Agst. 2020", "2020-08-08"},
    {"9 Sep 2020", "2020-09-09"},
    {"9 Sept 2020", "2020-09-09"},
    {"10 Okt 2020", "2020-10-10"},
    {"11 Nov 2020", "2020-11-11"},
    {"11 Nop 2020", "2020-11-11"},
    {"12 Des 2020", "2020-12-12"},
    {"2 Pebruari 1950", "1950-02-02"},
    {"2 Peb 1950", "1950-02-02"},
    {"10 Nopember 1945", "1945-11-10"},
    {"6 DJUNI 1901", "1901-06-06"},
    {"May 5, 2020", "2020-05-05"},
    {"Aug 5, 2020", "2020-08-05"},
    {"Oct. 5, 2020", "2020-10-05"},
    {"Dec 5 2020", "2020-12-05"},
    {"5 March 2020", "2020-03-05"},

    /* Days of the week, which are checked. */
    {"Senin, 20 Oktober 2025", "2025-10-20"},
    {"Selasa 21 Oktober 2025", "2025-10-21"},
    {"Rabu (22/10/2025)", "2025-10-22"},
    {"Kamis, (23/10/2025)", "2025-10-23"},
    {"Jumat, 3 Maret 2023", "2023-03-03"},
    {"Jum'at, 3 Maret 2023", "2023-03-03"},
    {"Jum\xE2\x80\x99"
     "at (3 Maret 2023)",
     "2023-03-03"},
    {"Sabtu (25/10/2025) malam", "2025-10-25"},
    {"Minggu, 17 Agustus 2025", "2025-08-17"},
    {"Ahad, 17 Agustus 2025", "2025-08-17"},
    {"Rabu pagi, 15 Mei 2019", "2019-05-15"},
    {"Senin (20/1/2020) dini hari", "2020-01-20"},
    {"Tues 9th Aug, 2015", "2015-08-09 W"},
    {"Thursday, 23rd October 2025", "2025-10-23"},
    {"Senin, 21 Oktober 2025", "2025-10-21 W"},
    {"Sabtu-Minggu, 7-8 Desember 2019", "2019-12-07/2019-12-08"},

    /* Numbers, in an order that a weekday or the numbers themselves decide. */
    {"Rabu (11/3/2015)", "2015-03-11"},
    {"Tuesday 11/3/2015", "2015-11-03"},
    {"Kamis (11/7/2019)", "2019-07-11 A"}, /* so was 7 November */
    {"Senin (11/6/2019)", "2019-06-11 AW"},
    {"3/4/2025", "2025-04-03 A"},
    {"4/4/2025", "2025-04-04"},
    {"14/04/2021", "2021-04-14"},
    {"06-17-2014", "2014-06-17"},
    {"29.02.2020", "2020-02-29"},
    {"2020/02/29", "2020-02-29"},
    {"2020-02-29", "2020-02-29"},
    {"2020.2.9", "2020-02-09"},
    {"26 . 10. 2021", "2021-10-26"},
    {"13/13/2020", "-"},
    {"32/1/2020", "-"},
    {"12/09/18567", "-"},
    {"Senin (6/3/3017)", "3017-03-06 AW"}, /* as nothing but a date */

    /* Years of two digits: 1969 to 2068. */
    {"14/04/21", "2021-04-14"},
    {"14/04/68", "2068-04-14"},
    {"14/04/69", "1969-04-14"},
    {"26.10.21", "2021-10-26"},
    {"12-Mar-14", "2014-03-12"},
    {"17 Agustus '45", "2045-08-17"},
    {"2 Desember 95", "1995-12-02"},
    {"14/04/121", "-"},

    /* Times, and zones. */
    {"Kompas.com - 14/04/2021, 05:14 WIB", "2021-04-14T05:14+07:00 WIB"},
    {"10 Apr 2023, 18:11 WIB", "2023-04-10T18:11+07:00 WIB"},
    {"Diperbarui 24 Februari 2025, 10:11 WIB", "2025-02-24T10:11+07:00 WIB"},
    {"07 Feb 2015 20:15", "2015-02-07T20:15"},
    {"Minggu, 17 Agustus 2025 | 15.00 WIB", "2025-08-17T15:00+07:00 WIB"},
    {"Tayang: 17 Agustus 2025 15.00", "2025-08-17T15:00"},
    {"Dipublikasikan Minggu, 17 Agustus 2025 pukul 15.00 WITA",
     "2025-08-17T15:00+08:00 WITA"},
    {"Last updated on Aug 06, 2018 05:05 PM CDT", "2018-08-06T17:05-05:00 CDT"},
    {"17 Agustus 2025 jam 8 malam WIT", "2025-08-17T20:00+09:00 WIT"},
    {"17 Agustus 2025 pukul 2 siang", "2025-08-17T14:00"},
    {"17 Agustus 2025 pukul 11 siang", "2025-08-17T11:00"},
    {"17 Agustus 2025 pukul 1 malam", "2025-08-17T01:00"},
    {"17 Agustus 2025 pkl. 09.30", "2025-08-17T09:30"},
    {"17 Agustus 2025 @ 09.30", "2025-08-17T09:30"},
    {"17 Agustus 2025, sekitar pukul 09.30", "2025-08-17T09:30"},
    {"17 Agustus 2025, 10.00-12.00 WIB", "2025-08-17T10:00+07:00 WIB"},
    {"pukul 10.00 WIB, Rabu (24/2/2016)", "2016-02-24T10:00+07:00 WIB"},
    {"17\xC2\xA0"
     "Agustus\xC2\xA0"
     "2025 \xE2\x80\x93 15:00",
     "2025-08-17T15:00"},
    {"8:25 a.m. Dec. 12, 2014", "2014-12-12T08:25"},
    {"Dec. 12, 2014 at 2:57 p.m.", "2014-12-12T14:57"},
    {"Dec. 12, 2014, 12:05 am", "2014-12-12T00:05"},
    {"Dec. 12, 2014, 12 pm", "2014-12-12T12:00"},
    {"Dec. 12, 2014 at noon", "2014-12-12T12:00"},
    {"Wed Aug 05 12:00:05 2015", "2015-08-05T12:00:05"},
    {"21 Jan 2012 13:11:23.678", "2012-01-21T13:11:23"},
    {"17 Agustus 2025 25:00", "-"},
    {"17 Agustus 2025 10:60", "-"},
    {"17 Agustus 2025 14:00 PM", "2025-08-17T14:00"},
    {"08/17/14 17:00 (PDT)", "2014-08-17T17:00-07:00 PDT"},
    {"28 Oct 2014 16:39:01 +0000", "2014-10-28T16:39:01Z +00:00"},
    {"Fri, 09 Sep 2005 13:51:39 -0730", "2005-09-09T13:51:39-07:30 -07:30"},
    {"Sep 23 2016 10:34 GMT+8", "2016-09-23T10:34+08:00 +08:00"},
    {"Fri Sep 23 2016 10:34:51 GMT+0800 (Central Indonesia Time)",
     "2016-09-23T10:34:51+08:00 +08:00"},
    {"23 Sep 2016 10:34 UTC", "2016-09-23T10:34Z UTC"},

    /* ISO 8601. */
    {"2025", "2025"},
    {"2025-10", "2025-10"},
    {"2025-13", "-"},
    {"20251021", "2025-10-21"},
    {"2025-10-21T14:30", "2025-10-21T14:30"},
    {"2025-10-21T14:30:05+07:00", "2025-10-21T14:30:05+07:00 +07:00"},
    {"2025-10-21T05:30-08:00", "2025-10-21T05:30-08:00 -08:00"},
    {"2025-10-21T05:30+0530", "2025-10-21T05:30+05:30 +05:30"},
    {"2025-10-21T05:30+07", "2025-10-21T05:30+07:00 +07:00"},
    {"2025-10-21T02:54:32.845Z", "2025-10-21T02:54:32Z UTC"},
    {"2025-10-21T14:30+15:00", "-"},

    /* Unix times. */
    {"1484823450", "2017-01-19T10:57:30Z UTC"},
    {"1436745600000", "2015-07-13T00:00:00Z UTC"},
    {"999999999", "2001-09-09T01:46:39Z UTC"},
    {"0812345678", "-"},
    {"14848234500", "-"},
    {"123456", "-"},

    /* Less than a day, more than a day. */
    {"Oktober 2025", "2025-10"},
    {"tahun 2025", "2025"},
    {"Sept. 2020", "2020-09"},
    {"2016 july 13", "2016-07-13"},
    {"6-7 Januari 1988", "1988-01-06/1988-01-07"},
    {"24 September-7 Oktober 2022", "2022-09-24/2022-10-07"},
    {"24 September-17 Oktober 2022", "2022-09-24/2022-10-17"},
    {"24 Desember \xE2\x80\x93 3 Januari 2021", "2020-12-24/2021-01-03"},
    {"11 Februari hingga 16 April 2025", "2025-02-11/2025-04-16"},
    {"1 s.d. 5 Mei 2025", "2025-05-01/2025-05-05"},
    {"1 S/D 5 Mei 2025", "2025-05-01/2025-05-05"},
    {"Oktober-Desember 2025", "2025-10/2025-12"},
    {"March 3-5, 2020", "2020-03-03/2020-03-05"},
    {"March 3 to March 5, 2020", "2020-03-03/2020-03-05"},
    {"Senin-Selasa (3-4/2/2020)", "2020-02-03/2020-02-04"},
    {"5-3 Mei 2025", "-"},

    /* Ends of months. */
    {"31 Januari 2025", "2025-01-31"},
    {"29 Februari 2024", "2024-02-29"},
    {"29 Februari 2000", "2000-02-29"},
    {"29 Februari 2025", "-"},
    {"29 Februari 1900", "-"},
    {"30 Februari 2024", "-"},
    {"31 April 2025", "-"},
    {"31 Juni 2025", "-"},
    {"30 Juni 2025", "2025-06-30"},
    {"31 September 2025", "-"},
    {"31 November 2025", "-"},
    {"31 Desember 2025", "2025-12-31"},
    {"32 Desember 2025", "-"},
    {"0 Mei 2025", "-"},
    {"2025-02-29", "-"},
    {"31/6/2025", "-"},

    /* What is no date, or not alone. */
    {"", "-"},
    {"WIB", "-"},
    {"pukul 10.00 WIB", "-"},
    {"10:04am", "-"},
    {"28/3", "-"},
    {"Selasa (28/3)", "-"},
    {"Mei", "-"},
    {"kemarin", "-"},
    {"5 minggu", "-"},
    {"2016-2017", "-"},
    {"No. 11/3/2020", "-"},
    {"Rp 12.10.2020", "-"},
    {"Aug 7, 2014Aug 7, 2014", "-"},
    {"15th of Aug, 2014 Diane Bennett", "-"},
    {"Aparat menangkap lima orang warga pada 5 Mei 2020", "-"},
    {"Halaman 2 dari 5 Mei 2020", "-"},
};

static void a_whole_text_states_a_date(void **state)
{
    (void)state;
    check_rows(NULL, true, stated, LENGTH(stated));
}

static const row related[] = {
    {"kemarin", "2025-10-20 R"},
    {"kemarin lusa", "2025-10-19 R"},
    {"kemarin pukul 09.00", "2025-10-20T09:00+07:00 ZR"},
    {"hari ini", "2025-10-21 R"},
    {"baru saja", "2025-10-21T14:30+07:00 R"},
    {"siang tadi", "2025-10-21 R"},
    {"tadi pagi", "2025-10-21 R"},
    {"dini hari tadi", "2025-10-21 R"},
    {"sore ini", "2025-10-21 R"},
    {"tadi malam", "2025-10-20 AR"},
    {"besok", "2025-10-22 R"},
    {"lusa", "2025-10-23 R"},
    {"17 menit yang lalu", "2025-10-21T14:13+07:00 R"},
    {"15 jam lalu", "2025-10-20T23:30+07:00 R"},
    {"5 detik lalu", "-"}, /* the reference has no seconds */
    {"tiga hari lalu", "2025-10-18 R"},
    {"sehari yang lalu", "2025-10-20 R"},
    {"3 minggu yang lalu", "2025-W40 R"},
    {"seminggu lalu", "2025-W42 R"},
    {"43 pekan lalu", "2024-W52 R"},
    {"4 bulan silam", "2025-06 R"},
    {"setahun yang lalu", "2024 R"},
    {"2025 tahun lalu", "-"}, /* there was no year 0 */
    {"999999 tahun lalu", "-"},
    {"2 hari lagi", "2025-10-23 R"},
    {"dalam 43 menit", "2025-10-21T15:13+07:00 R"},
    {"pekan lalu", "2025-W42 R"},
    {"minggu lalu", "2025-W42 R"},
    {"minggu yang lalu", "2025-W42 R"},
    {"Minggu lalu", "2025-10-19 AR"},
    {"bulan ini", "2025-10 R"},
    {"tahun depan", "2026 R"},
    {"Senin", "2025-10-20 R"},
    {"Selasa", "2025-10-21 R"},
    {"Selasa lalu", "2025-10-14 R"},
    {"Selasa depan", "2025-10-28 R"},
    {"Jumat pekan lalu", "2025-10-17 R"},
    {"Minggu pekan lalu", "2025-10-19 R"},
    {"Juli lalu", "2025-07 R"},
    {"Desember lalu", "2024-12 R"},
    {"26 Februari lalu", "2025-02-26 R"},
    {"26 Februari tahun lalu", "2024-02-26 R"},
    {"24 Desember", "2025-12-24 R"},
    {"24 Maret", "2026-03-24 R"},
    {"24 Januari kemarin", "2025-01-24 R"},
    {"Senin (20/10)", "2025-10-20 R"},
    {"Senin (20/10) pukul 10.00 WIB", "2025-10-20T10:00+07:00 WIB R"},
    {"Selasa (28/3)", "2026-03-28 WR"},
    {"Kamis (28/3)", "2024-03-28 R"},
    {"tanggal 20/10", "2025-10-20 R"},
    {"29 Februari", "2024-02-29 R"},
    {"yesterday", "2025-10-20 R"},
    {"the day before yesterday 16:50", "2025-10-19T16:50+07:00 ZR"},
    {"Today at 9 pm", "2025-10-21T21:00+07:00 ZR"},
    {"tomorrow", "2025-10-22 R"},
    {"this morning", "2025-10-21 R"},
    {"last night", "2025-10-20 AR"},
    {"3 hours ago", "2025-10-21T11:30+07:00 R"},
    {"about an hour ago", "2025-10-21T13:30+07:00 R"},
    {"1 year, 2 months and a day ago", "2024-08-20 R"},
    {"in 3 days", "2025-10-24 R"},
    {"2 weeks from now", "2025-W45 R"},
    {"last month", "2025-09 R"},
    {"next year", "2026 R"},
    {"last Friday", "2025-10-17 R"},
    {"July 13th", "2025-07-13 R"},
    {"21 Oktober 2025", "2025-10-21"},
    {"28/3", "-"},
    {"kemarin 5", "-"},
    {"Mei", "-"},
    {"5 minggu", "-"},
    {"beberapa waktu lalu", "-"},
};

static void a_reference_gives_what_the_text_leaves_out(void **state)
{
    (void)state;
    check_rows(REFERENCE, true, related, LENGTH(related));
}

/* A row whose date is not the whole text has it in the expected text too. */
static const struct {
    const char *text, *found, *expected;
} running[] = {
    {"ujarnya, Selasa (21/10/2025) malam sekitar pukul 21.30 WIB. Ia",
     "Selasa (21/10/2025) malam sekitar pukul 21.30 WIB",
     "2025-10-21T21:30+07:00 WIB"},
    {"menyerah pada tanggal 15 Agustus 1945, sehingga",
     "tanggal 15 Agustus 1945", "1945-08-15"},
    {"was launched on 4 October 1957.", "4 October 1957", "1957-10-04"},
    {"kontrak Februari 2020 turun", "Februari 2020", "2020-02"},
    {"Tahun 2019 lalu ramai", "Tahun 2019 lalu", "2019"},
    {"(FOTO, Minggu (17/2/2019)", "Minggu (17/2/2019)", "2019-02-17"},
    {"Sabtu (31/12/2022) pukul 24.00 WIB", "Sabtu (31/12/2022)", "2022-12-31"},
    {"12 Mei 2020 - 3 orang", "12 Mei 2020", "2020-05-12"},
    {"17 Agustus 2025 15.000 orang", "17 Agustus 2025", "2025-08-17"},
    {"17 Agustus. 2025 orang hadir", "17 Agustus", "2025-08-17 R"},
    {"5 Maret 1500 orang", "5 Maret", "2026-03-05 R"},
    {"di Jakarta, Senin (20/10) siang.", "Senin (20/10) siang", "2025-10-20 R"},
    {"pada 16 Maret 2020 mendatang.", "16 Maret 2020 mendatang", "2020-03-16"},
    {"kata dia, Senin, di", "Senin", "2025-10-20 R"},
    {"dua hari lalu, 3 Mei 2020", "dua hari lalu", "2025-10-19 R"},
    {"\xE2\x80\x9C"
     "5 Mei 2020\xE2\x80\x9D",
     "5 Mei 2020", "2020-05-05"},
    {"31 Juni 2020 dan 5 Mei 2020", "5 Mei 2020", "2020-05-05"},
};

static void running_text_has_its_first_date(void **state)
{
    (void)state;
    kt_error err;
    kt_date date;
    kt_date_rules rules;
    assert_ok(kt_date_rules_read(NULL, NULL, REFERENCE, NULL, &rules, &err),
              &err);
    for (size_t i = 0; i < LENGTH(running); i++) {
        kt_slice text = kt_slice_of(running[i].text);
        check(&rules, false, running[i].text, running[i].expected);
        assert_true(kt_date_find(&rules, text, 0, &date));
        if (!kt_slice_equal(kt_slice_sub(text, date.start, date.end),
                            kt_slice_of(running[i].found)))
            fail_msg("%s: %zu to %zu", running[i].text, date.start, date.end);
    }
}

static const char *const none[] = {
    "UU No. 11/2020 tentang",
    "UU Nomor 731 Tahun 2025 tentang",
    "PMK Nomor 11/PMK.010/2020 dan 5/1/PBI/2020",
    "No. 12/5/2020",
    "Nomor: 12-5-2020",
    "skor 2-1 dan 21-19-20",
    "telepon 021-12-1990 atau 0812-12-12-1999, 08121220",
    "telp. 12-12-1990",
    "alamat IP 10.12.10.20 dan 10.12.2020.1",
    "v10.12.2020 atau x-10/12/2020",
    "Rp 12.10.2020 dan Rp10.500.000",
    "harga naik 12.10.20 persen",
    "https://contoh.com/2020/10/12/judul-2020-10-12",
    "contoh.com/12/10/2020",
    "pada 1484823450 dan 2024",
    "sepanjang 2016-2017",
    "may be sept mar 20 des jan mei 5 mei",
    "pada 28/3 dan 3/4",
    "pasien 20 Januari dan Selasa (28/3)",
    "kemarin siang tadi Senin lalu 3 hari lalu",
    "Senin (6/3/3017)",
    "31 Juni 2020",
    "Covid-19/5/2020",
    "5 Mei 2020abc",
    "pukul 10.00 WIB sampai 12:00",
};

static void other_numbers_are_no_dates(void **state)
{
    (void)state;
    const kt_date_rules rules = {0};
    for (size_t i = 0; i < LENGTH(none); i++)
        check(&rules, false, none[i], "-");
}

static const char *const none_related[] = {
    "lebih dari dua minggu ini",
    "selama lima tahun ini",
    "yang baru saja pulang",
    "dalam 3 hari",
    "Senin (6/3/3017)",
    "beberapa waktu lalu",
    "may, mar, des",
    "lalu dia makan",
};

static void some_words_are_no_dates_even_with_a_reference(void **state)
{
    (void)state;
    kt_date_rules rules;
    kt_date_rules_read(NULL, NULL, REFERENCE, NULL, &rules, NULL);
    for (size_t i = 0; i < LENGTH(none_related); i++)
        check(&rules, false, none_related[i], "-");
}

static const row days[] = {
    {"sejak Februari 2022 dan tahun 2019, 5 Mei 2020", "2020-05-05"},
    {"kemarin, Senin lalu, 3 hari lalu, Selasa (21/10)", "2025-10-21 R"},
    {"20 Oktober sore", "2025-10-20 R"},
    {"the 20th of October", "2025-10-20 R"},
    {"October 20 was", "2025-10-20 R"},
    {"5 Agustus tahun lalu", "2024-08-05 R"},
    {"Agustus lalu, siang tadi, pekan ini, Januari 2020", "-"},
    {"skor 2-1, 25 orang, pasal 5 ayat 3, 28/3", "-"},
};

static void days_alone_can_be_asked_for(void **state)
{
    (void)state;
    kt_date_rules rules;
    kt_date_rules_read(NULL, NULL, REFERENCE, NULL, &rules, NULL);
    rules.days = true;
    for (size_t i = 0; i < LENGTH(days); i++)
        check(&rules, false, days[i].text, days[i].expected);
}

/* Dates whose years and days stand behind something unusual. */
static const row unusual[] = {
    {"Aug 5 12:00 GMT+7 (Western Indonesia Time) 2015",
     "2015-08-05T12:00+07:00 +07:00"},
    {"Aug 5 12:00 (WIB) 2015", "2015-08-05T12:00+07:00 WIB"},
    {"Aug 5 12:00 WIB 2015", "2015-08-05T12:00+07:00 WIB"},
    {"Aug 5 8 p.m. 2015", "2015-08-05T20:00"},
    {"Aug 5 8am 2015", "2015-08-05T08:00"},
    {"Aug 5 at noon 2015", "2015-08-05T12:00"},
    {"Aug 5 pukul 8 malam 2015", "2015-08-05T20:00"},
    {"August 17th 2015", "2015-08-17"},
    {"the 17th of August '15", "2015-08-17"},
    {"17\xE2\x80\x93"
     "Agt\xE2\x80\x93"
     "25",
     "2025-08-17"},
    {"17/Agt/25", "2025-08-17"},
    {"14/04/21", "2021-04-14"},
    {"Rabu, 14-04-21", "2021-04-14"},
    {"2020\xE2\x80\x93"
     "02\xE2\x80\x93"
     "29",
     "2020-02-29"},
    {"5 Ma'ret 2020", "2020-03-05"},
    {"Ma\xE2\x80\x99"
     "ret 5, 2020",
     "2020-03-05"},
    {"5 Mei tahun 2020", "2020-05-05"},
    {"tahun 20200505", "2020-05-05"},
    {"5Mei2020", "2020-05-05"},
    {"17 Ags. , ' 45", "2045-08-17"},
    {"8:25 GMT+7 (Western Indonesia Time), 12 March 2020",
     "2020-03-12T08:25+07:00 +07:00"},
};

static void unusual_dates_are_found(void **state)
{
    (void)state;
    check_rows(NULL, false, unusual, LENGTH(unusual));
}

/* What is put into dates to try what becomes of them. */
static const char *const pieces[] = {
    "5",
    "31",
    "2020",
    "1700",
    "20200512",
    "07.30",
    "Mei",
    "Dec.",
    "Rabu",
    "Jum'at",
    "of",
    "tahun",
    "pukul",
    "WIB",
    "(x)",
    "malam",
    "lalu",
    "th",
    "p.m.",
    "noon",
    "hingga",
    "s/d",
    "kemarin",
    "kata",
    "Rp",
    " ",
    " ",
    "\n",
    ",",
    ".",
    "-",
    "/",
    "(",
    ")",
    "'",
    ":",
    "e\xCC\x81",
    "\xC2\xA0",
    "\xE2",
    "\xE2\x80\x93",
    "\xE2\x80\x99",
};

static unsigned draw(unsigned *seed, size_t below)
{
    *seed = *seed * 1103515245u + 12345u;
    return (*seed >> 16) % (unsigned)below;
}

static void put(kt_buffer *text, size_t at, const char *piece)
{
    size_t len = strlen(piece), rest = text->len - at;
    assert_true(kt_buffer_reserve(text, len));
    memmove(text->data + at + len, text->data + at, rest);
    memcpy(text->data + at, piece, len);
    text->len += len;
}

/* A date with something added, taken away or put before it. */
static void distort(unsigned *seed, kt_buffer *text)
{
    static const char far[] = "                                             "
                              "                                             ";
    bool usual = draw(seed, 2) == 0;
    kt_buffer_clear(text);
    kt_buffer_add_string(text, usual
                                   ? stated[draw(seed, LENGTH(stated))].text
                                   : unusual[draw(seed, LENGTH(unusual))].text);
    if (draw(seed, 3) == 0)
        put(text, 0, far + draw(seed, sizeof far));
    for (unsigned edits = draw(seed, 4); edits > 0; edits--)
        put(text, draw(seed, text->len + 1),
            pieces[draw(seed, LENGTH(pieces))]);
    if (draw(seed, 3) == 0 && text->len > 0) {
        size_t at = draw(seed, text->len);
        memmove(text->data + at, text->data + at + 1, --text->len - at);
    }
}

/* The copy ends where its memory does, so that a read past it is seen. */
static void check_walk(const kt_date_rules *rules, kt_slice text)
{
    char *copy = malloc(text.len);
    assert_non_null(copy);
    memcpy(copy, text.data, text.len);
    if (!finds_as_walked(rules, (kt_slice){copy, text.len}))
        fail_msg("%.*s", (int)text.len, text.data);
    free(copy);
}

static void finding_passes_over_no_date(void **state)
{
    (void)state;
    kt_buffer text = {0};
    unsigned seed = 1;
    kt_date_rules rules[5] = {{0}, {.days = true}};
    kt_date_rules_read(NULL, "ymd", NULL, NULL, &rules[2], NULL);
    kt_date_rules_read(NULL, NULL, REFERENCE, NULL, &rules[3], NULL);
    rules[4] = rules[3];
    rules[4].days = true;
    for (int i = 0; i < 20000; i++) {
        distort(&seed, &text);
        for (size_t j = 0; j < LENGTH(rules); j++)
            check_walk(&rules[j], kt_buffer_slice(&text));
    }
    kt_buffer_free(&text);
}

static const struct {
    const char *language, *order, *reference, *zone, *text, *expected;
} optional[] = {
    {"id", NULL, NULL, NULL, "5 Mei 2020", "2020-05-05"},
    {"en", NULL, NULL, NULL, "5 Mei 2020", "-"},
    {"id", NULL, NULL, NULL, "5 August 2020", "-"},
    {"en", NULL, NULL, NULL, "5 August 2020", "2020-08-05"},
    {NULL, "dmy", NULL, NULL, "3/4/2025", "2025-04-03"},
    {NULL, "mdy", NULL, NULL, "3/4/2025", "2025-03-04"},
    {NULL, "mdy", NULL, NULL, "13/4/2025", "2025-04-13"},
    {NULL, "ymd", NULL, NULL, "15-12-18 06:00", "2015-12-18T06:00"},
    {NULL, "dmy", NULL, NULL, "15-12-18 06:00", "2018-12-15T06:00"},
    {NULL, NULL, NULL, "WIB", "5 Mei 2020 10:00",
     "2020-05-05T10:00+07:00 WIB Z"},
    {NULL, NULL, NULL, "+07:00", "5 Mei 2020 10:00",
     "2020-05-05T10:00+07:00 +07:00 Z"},
    {NULL, NULL, NULL, "WIB", "5 Mei 2020 10:00 WIT",
     "2020-05-05T10:00+09:00 WIT"},
    {NULL, NULL, NULL, "WIB", "5 Mei 2020", "2020-05-05"},
    {NULL, NULL, "2025-10-21", NULL, "3 jam lalu", "-"},
    {NULL, NULL, "2025-10-21", NULL, "3 hari lalu", "2025-10-18 R"},
    {NULL, NULL, "2025-03-31", NULL, "sebulan lalu", "2025-02 R"},
    {NULL, NULL, "2024-12-31", NULL, "pekan ini", "2025-W01 R"},
    {NULL, NULL, "2025-10-21T10:00:05Z", NULL, "5 detik lalu",
     "2025-10-21T10:00:00Z R"},
    {NULL, NULL, "2025-01-02", NULL, "31 Desember", "2024-12-31 R"},
    {NULL, NULL, "2024-12-31", NULL, "Kamis (2/1)", "2025-01-02 AR"},
    {NULL, NULL, "2025-10-21", NULL, "besok pukul 10.00", "2025-10-22T10:00 R"},
};

static void options_say_what_is_known(void **state)
{
    (void)state;
    kt_error err;
    for (size_t i = 0; i < LENGTH(optional); i++) {
        kt_date_rules rules;
        assert_ok(kt_date_rules_read(optional[i].language, optional[i].order,
                                     optional[i].reference, optional[i].zone,
                                     &rules, &err),
                  &err);
        check(&rules, true, optional[i].text, optional[i].expected);
    }
}

static const struct {
    const char *language, *order, *reference, *zone, *message;
} wrong[] = {
    {"xx", NULL, NULL, NULL, "'xx'; there are: id, en"},
    {NULL, "dym", NULL, NULL, "dmy, mdy, ymd"},
    {NULL, NULL, "2025-10", NULL, "no certain day"},
    {NULL, NULL, "3/4/2025", NULL, "no certain day"},
    {NULL, NULL, "kemarin", NULL, "no certain day"},
    {NULL, NULL, NULL, "XYZ", "no time zone"},
    {NULL, NULL, NULL, "", "no time zone"},
};

static void an_option_that_makes_no_sense_is_named(void **state)
{
    (void)state;
    kt_error err;
    kt_date_rules rules;
    for (size_t i = 0; i < LENGTH(wrong); i++) {
        assert_int_equal(kt_date_rules_read(wrong[i].language, wrong[i].order,
                                            wrong[i].reference, wrong[i].zone,
                                            &rules, &err),
                         KT_ERR_USAGE);
        if (strstr(err.message, wrong[i].message) == NULL)
            fail_msg("%s", err.message);
    }
}

static void days_are_counted_as_the_calendar_has_them(void **state)
{
    (void)state;
    kt_moment moment = {.precision = KT_DATE_DAY};
    int64_t number = kt_day_number(1, 1, 1);
    assert_int_equal(number, -719162);
    for (int year = 1; year <= 9999; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= kt_days_in(year, month); day++, number++) {
                assert_true(kt_day_set(&moment, number));
                if (kt_day_number(year, month, day) != number ||
                    moment.year != year || moment.month != month ||
                    moment.day != day)
                    fail_msg("%d-%d-%d", year, month, day);
            }
        }
    }
    assert_false(kt_day_set(&moment, number));
    assert_int_equal(kt_weekday_of(0), 4);
    assert_int_equal(kt_weekday_of(-1), 3);
}

/* Published cases that are not ours to answer, and why. */
static const char *const left_out[] = {
    "10h11",  /* French */
    "10h11m", /* these are durations, and no dates */
    "3d8h2m",
    "5d9h59m10s",
    "3d1h",
    "3d29m",
    "1.5d10s",
    "7m1s",
    "5 minggu",
    "less than a minute ago",   /* no certain time */
    "last decade",              /* no decades */
    "July 13th.\r\n July 14th", /* ours is the nearest, not the same year */
    "The employee has not submitted their documents till date",
};

static bool is_left_out(const char *text)
{
    for (size_t i = 0; i < LENGTH(left_out); i++) {
        if (strcmp(text, left_out[i]) == 0)
            return true;
    }
    return false;
}

/* The whole text is a date, or one stands in it. */
static bool read_any(const char *language, const char *text, kt_date *out)
{
    kt_date_rules rules;
    kt_date_rules_read(language, NULL, "2000-01-01T00:00:00", NULL, &rules,
                       NULL);
    return kt_date_parse(&rules, kt_slice_of(text), out) ||
           kt_date_find(&rules, kt_slice_of(text), 0, out);
}

/* Whether the date is the first that is written in Python as
 * datetime.datetime(2000, 1, 2, ...). */
static bool is_datetime(const kt_date *date, const char *python)
{
    int year, month, day;
    const char *call = strstr(python, "datetime.datetime(");
    return call != NULL &&
           sscanf(call, "datetime.datetime(%d, %d, %d", &year, &month, &day) ==
               3 &&
           year == date->moment.year && month == date->moment.month &&
           day == date->moment.day;
}

/* One published case: a language, a text, and its English translation or a
 * list of dates in Python. Others have no date to compare. */
static void check_case(yajl_val args, size_t *cases, size_t *matched)
{
    kt_date date, english;
    yajl_val *values = args->u.array.values;
    const char *language = YAJL_GET_STRING(values[0]);
    const char *text = YAJL_GET_STRING(values[1]);
    const char *translation = YAJL_GET_STRING(values[2]);
    yajl_val python =
        yajl_tree_get(values[2], (const char *[]){"expr", NULL}, yajl_t_string);
    (*cases)++;
    if (is_left_out(text))
        return;
    bool found = read_any(language, text, &date);
    if (found && translation != NULL)
        found = read_any("en", translation, &english) &&
                strcmp(date.iso, english.iso) == 0;
    else if (found)
        found = is_datetime(&date, YAJL_GET_STRING(python));
    if (!found)
        fail_msg("%s: %s", text, date.iso);
    (*matched)++;
}

static bool is_ours(yajl_val test, yajl_val args)
{
    static const char *const tests[] = {"test_translation",
                                        "test_freshness_translation",
                                        "test_search_and_parse"};
    const char *language = YAJL_IS_ARRAY(args) && args->u.array.len == 3
                               ? YAJL_GET_STRING(args->u.array.values[0])
                               : NULL;
    if (language == NULL ||
        (strcmp(language, "id") != 0 && strcmp(language, "en") != 0))
        return false;
    for (size_t i = 0; i < LENGTH(tests); i++) {
        if (strcmp(test->u.string, tests[i]) == 0)
            return true;
    }
    return false;
}

static char *read_shared(const char *name)
{
    char path[4096];
    const char *shared = getenv("KTOOL_SHARED");
    if (shared == NULL)
        return NULL;
    snprintf(path, sizeof path, "%s/%s", shared, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return NULL;
    char *text = NULL;
    size_t size = 0;
    assert_true(getdelim(&text, &size, '\0', file) > 0);
    fclose(file);
    return text;
}

static void published_cases_in_both_languages_match(void **state)
{
    (void)state;
    size_t cases = 0, matched = 0;
    char *text = read_shared("data/dates/dateparser-tests.json");
    if (text == NULL) {
        print_message("skipped: there is no shared test data\n");
        skip();
    }
    yajl_val root = yajl_tree_parse(text, NULL, 0);
    free(text);
    yajl_val list =
        yajl_tree_get(root, (const char *[]){"cases", NULL}, yajl_t_array);
    assert_non_null(list);
    for (size_t i = 0; i < list->u.array.len; i++) {
        yajl_val one = list->u.array.values[i];
        yajl_val test =
            yajl_tree_get(one, (const char *[]){"test", NULL}, yajl_t_string);
        yajl_val args =
            yajl_tree_get(one, (const char *[]){"args", NULL}, yajl_t_array);
        if (is_ours(test, args))
            check_case(args, &cases, &matched);
    }
    yajl_tree_free(root);
    print_message("%zu of %zu published cases match, %zu are left out\n",
                  matched, cases, cases - matched);
    assert_int_equal(cases - matched, LENGTH(left_out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_text_states_a_date),
        cmocka_unit_test(a_reference_gives_what_the_text_leaves_out),
        cmocka_unit_test(running_text_has_its_first_date),
        cmocka_unit_test(other_numbers_are_no_dates),
        cmocka_unit_test(some_words_are_no_dates_even_with_a_reference),
        cmocka_unit_test(days_alone_can_be_asked_for),
        cmocka_unit_test(unusual_dates_are_found),
        cmocka_unit_test(finding_passes_over_no_date),
        cmocka_unit_test(options_say_what_is_known),
        cmocka_unit_test(an_option_that_makes_no_sense_is_named),
        cmocka_unit_test(days_are_counted_as_the_calendar_has_them),
        cmocka_unit_test(published_cases_in_both_languages_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
