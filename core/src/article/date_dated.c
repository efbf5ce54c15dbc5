/* A day with what stands around it: its weekday, part of the day and time. */
#include "article/date_reader.h"

/* "Selasa", "Senin-Selasa"; -1 if none is there. */
static int read_weekday(kt_date_reader *r)
{
    const kt_date_word *weekday = kt_read_word(r, KT_WORD_WEEKDAY);
    if (weekday == NULL)
        return -1;
    kt_date_reader c = *r;
    if (kt_read_mark(&c, "-") != '\0' &&
        kt_read_word(&c, KT_WORD_WEEKDAY) != NULL)
        *r = c;
    return weekday->value;
}

/* "malam", "dini hari" */
static void read_part(kt_date_reader *r)
{
    if (kt_read_word(r, KT_WORD_PART) != NULL)
        kt_read_phrase(r, "hari");
}

/* "lalu", "kemarin", "mendatang" after a date */
static void read_direction(kt_date_reader *r, kt_dated *out)
{
    kt_date_reader c = *r;
    if (kt_read_phrase(r, "kemarin")) {
        out->direction = -1;
        return;
    }
    kt_read_word(&c, KT_WORD_JUST);
    const kt_date_word *step = kt_read_word(&c, KT_WORD_STEP);
    if (step == NULL || (step->languages & KT_LANGUAGE_ID) == 0)
        return;
    out->direction = step->value;
    *r = c;
}

/* "8:25 a.m." and "pukul 10.00 WIB," before a date */
static void read_clock_before(kt_date_reader *r, kt_dated *out)
{
    kt_date_reader c = *r;
    out->has_clock = kt_read_clock(&c, KT_CLOCK_BARE, &out->clock);
    if (!out->has_clock)
        return;
    kt_read_mark(&c, ",|-");
    *r = c;
}

static void read_clock_after(kt_date_reader *r, kt_dated *out)
{
    kt_clock clock;
    if (out->has_clock || !kt_read_clock_after(r, &clock))
        return;
    out->has_clock = true;
    out->clock = clock;
}

/* What stands after the days, up to the time. */
static void read_after(kt_date_reader *r, bool bracket, kt_dated *out)
{
    if (bracket && kt_read_mark(r, ")") != '\0')
        bracket = false;
    read_clock_after(r, out);
    read_part(r);
    read_direction(r, out);
    read_clock_after(r, out);
    if (bracket)
        kt_read_mark(r, ")");
}

bool kt_read_dated(kt_date_reader *r, kt_dated *out)
{
    kt_date_reader c = *r;
    *out = (kt_dated){.weekday = -1};
    read_clock_before(&c, out);
    kt_dated begun = *out;
    int weekday = read_weekday(&c);
    bool bracket = false;
    if (weekday >= 0) {
        read_part(&c);
        kt_read_mark(&c, ",");
        bracket = kt_read_mark(&c, "(") != '\0';
    }
    bool named = kt_read_word(&c, KT_WORD_DATE) != NULL;
    if (!kt_read_days(&c, named || weekday >= 0, out))
        return false;
    out->weekday = weekday;
    if (begun.has_clock) {
        out->has_clock = true;
        out->clock = begun.clock;
    }
    read_after(&c, bracket, out);
    *r = c;
    return true;
}
