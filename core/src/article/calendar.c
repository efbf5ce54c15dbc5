#include "article/calendar.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    DAYS_BEFORE_1970 = 719468, /* since 0000-03-01 */
    DAYS_OF_400_YEARS = 146097,
    THURSDAY = 4 /* 1970-01-01 */
};

int kt_days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : days[month - 1];
}

bool kt_day_exists(int year, int month, int day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= kt_days_in(year, month);
}

/* Years begin in March here, so that a leap day is the last of its year. */
int64_t kt_day_number(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - DAYS_BEFORE_1970;
}

bool kt_day_set(kt_moment *moment, int64_t number)
{
    int64_t days = number + DAYS_BEFORE_1970;
    if (days < 0 || days > 10000 * INT64_C(366))
        return false;
    int64_t cycle = days % DAYS_OF_400_YEARS;
    int64_t year =
        (cycle - cycle / 1460 + cycle / 36524 - cycle / 146096) / 365;
    int64_t day = cycle - (365 * year + year / 4 - year / 100);
    int64_t month = (5 * day + 2) / 153;
    moment->day = (int)(day - (153 * month + 2) / 5 + 1);
    moment->month = (int)(month < 10 ? month + 3 : month - 9);
    moment->year =
        (int)(year + days / DAYS_OF_400_YEARS * 400) + (moment->month <= 2);
    return moment->year >= 1 && moment->year <= 9999;
}

int kt_weekday_of(int64_t day_number)
{
    return (int)(((day_number + THURSDAY) % 7 + 7) % 7);
}

/* A week belongs to the year that has its Thursday. */
static void write_week(const kt_moment *moment, char out[KT_DATE_SIZE])
{
    kt_moment thursday;
    int64_t number =
        kt_day_number(moment->year, moment->month, moment->day) + 3;
    if (!kt_day_set(&thursday, number))
        thursday = *moment; /* the last week of 9999 */
    int64_t day = number - kt_day_number(thursday.year, 1, 1);
    snprintf(out, KT_DATE_SIZE, "%04d-W%02d", thursday.year,
             (int)(day / 7 + 1));
}

static void write_offset(const kt_moment *moment, char *out, size_t size)
{
    int minutes = abs(moment->offset);
    if (minutes == 0)
        snprintf(out, size, "Z");
    else
        snprintf(out, size, "%c%02d:%02d", moment->offset < 0 ? '-' : '+',
                 minutes / 60, minutes % 60);
}

void kt_moment_write(const kt_moment *moment, char out[KT_DATE_SIZE])
{
    static const int lengths[] = {
        [KT_DATE_YEAR] = 4,    [KT_DATE_MONTH] = 7,   [KT_DATE_DAY] = 10,
        [KT_DATE_MINUTE] = 16, [KT_DATE_SECOND] = 19,
    };
    char whole[80];
    if (moment->precision == KT_DATE_WEEK) {
        write_week(moment, out);
        return;
    }
    snprintf(whole, sizeof whole, "%04d-%02d-%02dT%02d:%02d:%02d", moment->year,
             moment->month, moment->day, moment->hour, moment->minute,
             moment->second);
    int len = lengths[moment->precision];
    snprintf(out, KT_DATE_SIZE, "%.*s", len, whole);
    if (moment->precision >= KT_DATE_MINUTE && moment->has_offset)
        write_offset(moment, out + len, KT_DATE_SIZE - (size_t)len);
}
