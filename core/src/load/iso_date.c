#include "load/iso_date.h"

#include "article/calendar.h"

/** What is left to read. */
typedef kt_slice cursor;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/** Take exactly @p count digits; -1 if they are not there. */
static int take_number(cursor *c, size_t count)
{
    int value = 0;
    if (c->len < count)
        return -1;
    for (size_t i = 0; i < count; i++) {
        if (!is_digit(c->data[i]))
            return -1;
        value = value * 10 + (c->data[i] - '0');
    }
    *c = kt_slice_sub(*c, count, c->len);
    return value;
}

/** Take the next character if it is one of @p set. */
static bool take_char(cursor *c, const char *set)
{
    if (c->len == 0 || memchr(set, c->data[0], strlen(set)) == NULL)
        return false;
    *c = kt_slice_sub(*c, 1, c->len);
    return true;
}

static bool within(int value, int low, int high)
{
    return value >= low && value <= high;
}

/** "", "Z", "+07", "+0700" or "+07:00". */
static bool take_zone(cursor *c)
{
    if (c->len == 0 || take_char(c, "Z"))
        return true;
    if (!take_char(c, "+-") || !within(take_number(c, 2), 0, 23))
        return false;
    if (c->len == 0)
        return true;
    take_char(c, ":");
    return within(take_number(c, 2), 0, 59);
}

/** "13:11", "13:11:05" or "13:11:05.25", with or without zone. */
static bool take_time(cursor *c)
{
    if (!within(take_number(c, 2), 0, 23) || !take_char(c, ":") ||
        !within(take_number(c, 2), 0, 59))
        return false;
    if (take_char(c, ":")) {
        if (!within(take_number(c, 2), 0, 60)) /* 60 is a leap second */
            return false;
        if (take_char(c, ".,") && take_number(c, 1) < 0)
            return false;
        while (c->len > 0 && is_digit(c->data[0]))
            take_number(c, 1);
    }
    return take_zone(c);
}

bool kt_iso_date(kt_slice text)
{
    cursor c = text;
    int year = take_number(&c, 4);
    if (year < 1 || c.len == 0)
        return year >= 1;
    int month;
    if (!take_char(&c, "-") || !within(month = take_number(&c, 2), 1, 12))
        return false;
    if (c.len == 0)
        return true;
    if (!take_char(&c, "-") ||
        !within(take_number(&c, 2), 1, kt_days_in(year, month)))
        return false;
    if (c.len == 0)
        return true;
    return take_char(&c, "T ") && take_time(&c) && c.len == 0;
}
