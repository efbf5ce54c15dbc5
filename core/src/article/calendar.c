#include "article/calendar.h"

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

/* Append `number` with as many digits. Returns where it ends; snprintf takes
 * forty times as long, which is felt where every article has a date. */
static char *add_digits(char *out, int number, int count)
{
    for (int i = count; i-- > 0; number /= 10)
        out[i] = (char)('0' + number % 10);
    return out + count;
}

/* A week belongs to the year that has its Thursday. */
static char *add_week(char *out, const kt_moment *moment)
{
    kt_moment thursday;
    int64_t number =
        kt_day_number(moment->year, moment->month, moment->day) + 3;
    if (!kt_day_set(&thursday, number))
        thursday = *moment; /* the last week of 9999 */
    int64_t day = number - kt_day_number(thursday.year, 1, 1);
    out = add_digits(out, thursday.year, 4);
    *out++ = '-';
    *out++ = 'W';
    return add_digits(out, (int)(day / 7 + 1), 2);
}

static char *add_day_and_time(char *out, const kt_moment *moment)
{
    const struct {
        kt_date_precision from;
        char before;
        int number;
    } parts[] = {
        {KT_DATE_MONTH, '-', moment->month},
        {KT_DATE_DAY, '-', moment->day},
        {KT_DATE_MINUTE, 'T', moment->hour},
        {KT_DATE_MINUTE, ':', moment->minute},
        {KT_DATE_SECOND, ':', moment->second},
    };
    out = add_digits(out, moment->year, 4);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0] &&
                       moment->precision >= parts[i].from;
         i++) {
        *out++ = parts[i].before;
        out = add_digits(out, parts[i].number, 2);
    }
    return out;
}

static char *add_offset(char *out, const kt_moment *moment)
{
    int minutes = abs(moment->offset);
    if (minutes == 0) {
        *out++ = 'Z';
        return out;
    }
    *out++ = moment->offset < 0 ? '-' : '+';
    out = add_digits(out, minutes / 60, 2);
    *out++ = ':';
    return add_digits(out, minutes % 60, 2);
}

void kt_moment_write(const kt_moment *moment, char out[KT_DATE_SIZE])
{
    if (moment->precision == KT_DATE_WEEK)
        out = add_week(out, moment);
    else
        out = add_day_and_time(out, moment);
    if (moment->precision >= KT_DATE_MINUTE && moment->has_offset)
        out = add_offset(out, moment);
    *out = '\0';
}
