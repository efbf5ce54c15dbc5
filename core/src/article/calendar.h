/**
 * @file
 * Days of the Gregorian calendar, also for years before it was used.
 */
#ifndef KT_ARTICLE_CALENDAR_H
#define KT_ARTICLE_CALENDAR_H

#include <ktool/date.h>
#include <stdint.h>

/** Days in a month, 1 to 12. */
int kt_days_in(int year, int month);

/** Whether there is such a day, from the year 1 to 9999. */
bool kt_day_exists(int year, int month, int day);

/** Days since 1970-01-01, which may be before. */
int64_t kt_day_number(int year, int month, int day);

/** Set year, month and day of @p moment; false if the year is not from 1 to
 * 9999. */
bool kt_day_set(kt_moment *moment, int64_t number);

/** 0 for Sunday to 6 for Saturday. */
int kt_weekday_of(int64_t day_number);

/** Write @p moment as ISO 8601. */
void kt_moment_write(const kt_moment *moment, char out[KT_DATE_SIZE]);

#endif
