/* Days, months and years, in numbers and words. */
#include "article/calendar.h"
#include "article/date_reader.h"

enum {
    PIVOT = 69, /* of years of two digits: 69 is 1969, 68 is 2068 */
    LONGEST_NUMBER = 14
};

/* Whether it can be a year; in running text 1500 is rather a number of
 * people. */
static bool is_year(const kt_date_reader *r, kt_date_number n)
{
    int64_t least = r->whole ? 1000 : 1700, most = r->whole ? 9999 : 2099;
    return n.digits == 4 && n.value >= least && n.value <= most;
}

static int year_of(kt_date_number n)
{
    int year = (int)n.value;
    return n.digits == 4 ? year : year + (year < PIVOT ? 2000 : 1900);
}

static bool is_day(kt_date_number n)
{
    return n.value >= 1 && n.value <= 31;
}

static kt_said say(kt_date_order order, const kt_date_number n[3])
{
    int first = (int)n[0].value, second = (int)n[1].value;
    if (order == KT_DATE_YMD)
        return (kt_said){year_of(n[0]), second, (int)n[2].value};
    int year = n[2].digits == 0 ? 0 : year_of(n[2]);
    return order == KT_DATE_MDY ? (kt_said){year, first, second}
                                : (kt_said){year, second, first};
}

/* Both readings of day and month, the better one first; without a third
 * number no year is said. */
static void say_both(kt_date_order order, const kt_date_number n[3],
                     kt_dated *out)
{
    bool month_first = order == KT_DATE_MDY;
    out->first = say(month_first ? KT_DATE_MDY : KT_DATE_DMY, n);
    out->other = say(month_first ? KT_DATE_DMY : KT_DATE_MDY, n);
    if (out->first.month == out->first.day)
        out->other = (kt_said){0, 0, 0};
}

/* Whether the numbers can stand for day, month and year as they are written.
 * Two digits for the year need slashes, a weekday or nothing beside them. */
static bool is_triple(const kt_date_reader *r, const kt_date_number n[3],
                      char sign, bool cued)
{
    if (n[1].digits > 2)
        return false;
    if (n[0].digits > 2)
        return is_year(r, n[0]) && n[2].digits <= 2;
    return is_year(r, n[2]) ||
           (n[2].digits == 2 && (sign == '/' || cued || r->whole));
}

/* The next of several numbers with this sign between them. Blanks are in
 * order where nothing else can be meant. */
static bool read_part(kt_date_reader *r, const char *signs, char *sign,
                      kt_date_number *out)
{
    kt_date_reader c = *r;
    if (c.whole)
        kt_skip_blanks(&c);
    *sign = kt_read_near_mark(&c, signs);
    if (c.whole)
        kt_skip_blanks(&c);
    if (*sign == '\0' || !kt_read_near_number(&c, 4, out))
        return false;
    *r = c;
    return true;
}

/* "11/7/2019", "2019-07-11" */
static bool read_triple(kt_date_reader *r, bool cued, kt_dated *out)
{
    kt_date_number n[3];
    char sign, same;
    kt_date_reader c = *r;
    if (!kt_read_number(&c, 4, &n[0]) || !read_part(&c, "/-.", &sign, &n[1]) ||
        !read_part(&c, (char[]){sign, '\0'}, &same, &n[2]) ||
        !is_triple(r, n, sign, cued))
        return false;
    kt_date_order order = r->rules->order;
    if (n[0].digits > 2 || (order == KT_DATE_YMD && n[2].digits == 2))
        out->first = say(KT_DATE_YMD, n);
    else
        say_both(order, n, out);
    *r = c;
    return true;
}

/* "28/3", which only a weekday before it makes a date. */
static bool read_pair(kt_date_reader *r, kt_dated *out)
{
    kt_date_number n[3] = {{0, 0}, {0, 0}, {0, 0}};
    char sign;
    kt_date_reader c = *r;
    if (!kt_read_number(&c, 2, &n[0]) || !read_part(&c, "/", &sign, &n[1]) ||
        n[1].digits > 2)
        return false;
    say_both(r->rules->order, n, out);
    *r = c;
    return true;
}

/* "20250821", "2025-08", "2025", "tahun 2025"; the last in running text
 * too. */
static bool read_bare(kt_date_reader *r, kt_dated *out)
{
    kt_date_number n, month;
    char sign;
    kt_date_reader c = *r;
    bool named = kt_read_word(&c, KT_WORD_YEAR) != NULL;
    if (!(named || r->whole) || !kt_read_number(&c, LONGEST_NUMBER, &n))
        return false;
    if (n.digits == 8) {
        out->first =
            (kt_said){(int)(n.value / 10000), (int)(n.value / 100 % 100),
                      (int)(n.value % 100)};
    } else if (is_year(r, n)) {
        out->first.year = (int)n.value;
        if (r->whole && read_part(&c, "-", &sign, &month))
            out->first.month = month.digits == 2 ? (int)month.value : -1;
    } else {
        return false;
    }
    *r = c;
    return true;
}

/* "tahun lalu", "last year" after a month. */
static bool read_relative_year(kt_date_reader *r, kt_dated *out)
{
    kt_date_reader c = *r;
    const kt_date_word *step = kt_read_word(&c, KT_WORD_STEP);
    if (kt_read_word(&c, KT_WORD_YEAR) == NULL || !r->rules->has_reference)
        return false;
    if (step == NULL)
        step = kt_read_word(&c, KT_WORD_STEP);
    if (step == NULL)
        return false;
    out->first.year = r->rules->reference.year + step->value;
    out->relative = true;
    *r = c;
    return true;
}

/* Whether two digits can be the year: after an apostrophe, after the mark that
 * also joins day and month (17-Agt-25), or where nothing else is meant. */
static bool is_short_year(const kt_date_reader *r, kt_date_number n, char joint,
                          char first_joint, bool has_day)
{
    return n.digits == 2 && has_day && joint == first_joint &&
           (joint != '\0' || r->whole);
}

/* The year after a day or month: " 2025", ", 2025", "-25", " '25". */
static void read_year(kt_date_reader *r, bool has_day, char first_joint,
                      kt_dated *out)
{
    kt_date_number n;
    kt_date_reader c = *r;
    if (read_relative_year(r, out))
        return;
    char joint = kt_read_near_mark(&c, "-/.");
    bool apostrophe = false;
    if (joint == '\0') {
        kt_read_mark(&c, ",");
        kt_read_word(&c, KT_WORD_YEAR);
        apostrophe = kt_read_mark(&c, "'") != '\0';
        kt_skip_blanks(&c);
    }
    if (!kt_read_near_number(&c, 4, &n) || !kt_is_edge(&c))
        return;
    if (!is_year(r, n) && !(apostrophe && n.digits == 2) &&
        !is_short_year(r, n, joint, first_joint, has_day))
        return;
    out->first.year = year_of(n);
    *r = c;
}

/* "17", "17th" */
static bool read_day(kt_date_reader *r, int *out)
{
    static const char *const ordinals[] = {"st", "nd", "rd", "th"};
    kt_date_number n;
    kt_date_reader c = *r;
    if (!kt_read_number(&c, 2, &n) || !is_day(n))
        return false;
    for (size_t i = 0; i < sizeof ordinals / sizeof ordinals[0]; i++) {
        if (kt_read_phrase(&c, ordinals[i]))
            break;
    }
    *out = (int)n.value;
    *r = c;
    return true;
}

/* "17 Agustus 2025", "17-Agt-25", "17th of August" */
static bool read_day_first(kt_date_reader *r, kt_dated *out)
{
    kt_date_reader c = *r;
    if (!read_day(&c, &out->first.day))
        return false;
    char joint = kt_read_near_mark(&c, "-./,");
    kt_read_phrase(&c, "of");
    bool capital = kt_is_capital(&c);
    const kt_date_word *month = kt_read_word(&c, KT_WORD_MONTH);
    if (month == NULL)
        return false;
    out->first.month = month->value;
    read_year(&c, true, joint, out);
    if (out->first.year == 0 && !capital)
        return false;
    *r = c;
    return true;
}

/* "22, 2014", "22 12:00:00 2014" after a month. */
static void read_day_after(kt_date_reader *r, bool english, kt_dated *out)
{
    kt_date_reader c = *r;
    if (!read_day(&c, &out->first.day))
        return;
    kt_date_reader day = c;
    bool timed = kt_read_clock(&c, KT_CLOCK_BARE, &out->clock);
    read_year(&c, true, '\0', out);
    out->has_clock = timed && out->first.year > 0;
    if (out->first.year > 0)
        *r = out->has_clock || !timed ? c : day;
    else if (english && kt_is_edge(&day))
        *r = day;
    else
        out->first.day = 0;
}

/* "Agustus 2025", "August 17, 2025", "August 17"; or "Agustus" alone, which
 * is a date only with more around it. */
static bool read_month_first(kt_date_reader *r, kt_dated *out)
{
    kt_date_reader c = *r;
    bool capital = kt_is_capital(&c);
    const kt_date_word *month = kt_read_word(&c, KT_WORD_MONTH);
    if (month == NULL)
        return false;
    out->first.month = month->value;
    read_year(&c, false, '\0', out);
    if (out->first.year == 0)
        read_day_after(&c, (month->languages & KT_LANGUAGE_EN) != 0, out);
    if (out->first.year == 0 && !capital)
        return false;
    *r = c;
    return true;
}

/* "2025 August 17", as nothing but a date is written. */
static bool read_year_first(kt_date_reader *r, kt_dated *out)
{
    kt_date_number year;
    kt_date_reader c = *r;
    if (!r->whole || !kt_read_number(&c, 4, &year) || !is_year(r, year))
        return false;
    kt_read_mark(&c, ",-");
    const kt_date_word *month = kt_read_word(&c, KT_WORD_MONTH);
    if (month == NULL)
        return false;
    kt_read_mark(&c, ",-");
    out->first = (kt_said){year_of(year), month->value, 0};
    read_day(&c, &out->first.day);
    *r = c;
    return true;
}

/* One of the shapes; each begins anew. */
static bool read_one(kt_date_reader *r, bool cued, kt_dated *out)
{
    static bool (*const shapes[])(kt_date_reader *, kt_dated *) = {
        read_day_first, read_month_first, read_year_first, read_bare};
    kt_dated begun = *out;
    if (read_triple(r, cued, out))
        return true;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        *out = begun;
        if (shapes[i](r, out))
            return true;
    }
    *out = begun;
    return cued && read_pair(r, out);
}

/* "-", "hingga", "s.d." */
static bool read_to(kt_date_reader *r)
{
    kt_date_reader c = *r;
    if (kt_read_mark(r, "-") != '\0' || kt_read_word(r, KT_WORD_TO) != NULL)
        return true;
    if (!kt_read_phrase(&c, "s") || kt_read_near_mark(&c, "./") == '\0' ||
        !kt_read_phrase(&c, "d"))
        return false;
    kt_read_near_mark(&c, ".");
    *r = c;
    return true;
}

static bool is_before(kt_said a, kt_said b)
{
    return a.month < b.month || (a.month == b.month && a.day < b.day);
}

/* The end of a range whose first day or month is in `out`; that has the
 * month and year of the last if it names none itself. */
static bool read_last(kt_date_reader *r, kt_dated *out)
{
    kt_dated last = {.weekday = -1};
    kt_said *first = &out->first;
    kt_date_reader c = *r;
    if (!read_to(&c))
        return false;
    if (kt_read_word(&c, KT_WORD_WEEKDAY) != NULL)
        kt_read_mark(&c, ",");
    if (!read_one(&c, false, &last) || last.first.year == 0 ||
        (first->day == 0) != (last.first.day == 0) || last.has_clock)
        return false;
    if (first->year == 0)
        first->year = last.first.year -
                      (first->month > 0 && is_before(last.first, *first));
    if (first->month == 0)
        first->month = last.first.month;
    if (first->year == last.first.year && !is_before(*first, last.first))
        return false;
    out->last = last.first;
    *r = c;
    return true;
}

/* "6-7 Januari 1988", "March 3-5, 2020": the first is a day alone. */
static bool read_day_range(kt_date_reader *r, kt_dated *out)
{
    int day;
    kt_dated d = *out;
    kt_date_reader c = *r;
    const kt_date_word *month = kt_read_word(&c, KT_WORD_MONTH);
    if (!read_day(&c, &d.first.day))
        return false;
    if (month == NULL) {
        if (!read_last(&c, &d))
            return false;
    } else {
        if (!read_to(&c) || !read_day(&c, &day) || day <= d.first.day)
            return false;
        d.first.month = month->value;
        read_year(&c, true, '\0', &d);
        d.last = (kt_said){d.first.year, month->value, day};
        if (d.first.year == 0)
            return false;
    }
    *out = d;
    *r = c;
    return true;
}

bool kt_read_days(kt_date_reader *r, bool cued, kt_dated *out)
{
    kt_date_reader c = *r;
    if (read_day_range(&c, out)) {
        *r = c;
        return true;
    }
    if (!read_one(&c, cued, out))
        return false;
    if (out->first.month > 0 && !out->has_clock) {
        kt_dated range = *out;
        if (read_last(&c, &range))
            *out = range;
    }
    *r = c;
    return true;
}
