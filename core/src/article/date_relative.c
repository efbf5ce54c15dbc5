/* Dates that are reckoned from the reference. */
#include "article/calendar.h"
#include "article/date_reader.h"

enum {
    MOST_AMOUNTS = 7,
    LARGEST_AMOUNT_DIGITS = 6,
    SECONDS_OF_DAY = 86400
};

static int64_t day_of(const kt_moment *moment)
{
    return kt_day_number(moment->year, moment->month, moment->day);
}

/* Put away what `precision` does not reach. */
static void round_down(kt_moment *moment, kt_date_precision precision)
{
    moment->precision = precision;
    if (precision < KT_DATE_SECOND)
        moment->second = 0;
    if (precision < KT_DATE_MINUTE)
        moment->hour = moment->minute = 0;
    if (precision == KT_DATE_WEEK) {
        int64_t day = day_of(moment);
        kt_moment monday = *moment;
        if (kt_day_set(&monday, day - (kt_weekday_of(day) + 6) % 7))
            *moment = monday;
    }
    if (precision < KT_DATE_WEEK)
        moment->day = 1;
    if (precision < KT_DATE_MONTH)
        moment->month = 1;
}

static bool add_seconds(kt_moment *moment, int64_t seconds)
{
    int64_t all = day_of(moment) * SECONDS_OF_DAY + moment->hour * 3600 +
                  moment->minute * 60 + moment->second + seconds;
    int64_t rest = (all % SECONDS_OF_DAY + SECONDS_OF_DAY) % SECONDS_OF_DAY;
    moment->hour = (int)(rest / 3600);
    moment->minute = (int)(rest / 60 % 60);
    moment->second = (int)(rest % 60);
    return kt_day_set(moment, (all - rest) / SECONDS_OF_DAY);
}

/* A month with fewer days has its last one: 31 May less a month is 30 April. */
static bool add_months(kt_moment *moment, int64_t months)
{
    int64_t all = moment->year * INT64_C(12) + moment->month - 1 + months;
    if (all < 12 || all >= 12 * INT64_C(10000))
        return false;
    moment->year = (int)(all / 12);
    moment->month = (int)(all % 12 + 1);
    int days = kt_days_in(moment->year, moment->month);
    if (moment->day > days)
        moment->day = days;
    return true;
}

static bool add(kt_moment *moment, kt_date_unit unit, int64_t amount)
{
    static const int seconds[] = {
        [KT_UNIT_SECOND] = 1,
        [KT_UNIT_MINUTE] = 60,
        [KT_UNIT_HOUR] = 3600,
        [KT_UNIT_DAY] = SECONDS_OF_DAY,
        [KT_UNIT_WEEK] = 7 * SECONDS_OF_DAY,
    };
    if (unit == KT_UNIT_MONTH)
        return add_months(moment, amount);
    if (unit == KT_UNIT_YEAR)
        return add_months(moment, amount * 12);
    return add_seconds(moment, seconds[unit] * amount);
}

static kt_date_precision precision_of(kt_date_unit unit)
{
    static const kt_date_precision precisions[] = {
        [KT_UNIT_SECOND] = KT_DATE_SECOND, [KT_UNIT_MINUTE] = KT_DATE_MINUTE,
        [KT_UNIT_HOUR] = KT_DATE_MINUTE,   [KT_UNIT_DAY] = KT_DATE_DAY,
        [KT_UNIT_WEEK] = KT_DATE_WEEK,     [KT_UNIT_MONTH] = KT_DATE_MONTH,
        [KT_UNIT_YEAR] = KT_DATE_YEAR,
    };
    return precisions[unit];
}

/* Phrases for a day. Longer ones stand before those that begin them. */
static const struct {
    const char *text;
    int days;
    bool ambiguous; /* at night it may be the same day */
} phrases[] = {
    {"the day before yesterday", -2, false},
    {"day before yesterday", -2, false},
    {"the day after tomorrow", 2, false},
    {"day after tomorrow", 2, false},
    {"kemarin lusa", -2, false},
    {"kemarin dulu", -2, false},
    {"kemarin", -1, false},
    {"yesterday", -1, false},
    {"last night", -1, true},
    {"tadi malam", -1, true},
    {"malam tadi", -1, true},
    {"semalam", -1, true},
    {"hari ini", 0, false},
    {"today", 0, false},
    {"tonight", 0, false},
    {"besok lusa", 2, false},
    {"besok", 1, false},
    {"esok", 1, false},
    {"tomorrow", 1, false},
    {"lusa", 2, false},
};

static bool read_phrase(kt_date_reader *r, kt_reckoned *out)
{
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        if (!kt_read_phrase(r, phrases[i].text))
            continue;
        out->ambiguous = phrases[i].ambiguous;
        round_down(&out->moment, KT_DATE_DAY);
        return add(&out->moment, KT_UNIT_DAY, phrases[i].days);
    }
    return false;
}

/* "siang tadi", "tadi siang", "pagi ini", "this morning" */
static bool read_part_of_today(kt_date_reader *r, kt_reckoned *out)
{
    kt_date_reader c = *r;
    bool before = kt_read_phrase(&c, "tadi") || kt_read_phrase(&c, "this");
    if (kt_read_word(&c, KT_WORD_PART) == NULL)
        return false;
    kt_read_phrase(&c, "hari");
    if (!before && !kt_read_phrase(&c, "tadi") && !kt_read_phrase(&c, "ini"))
        return false;
    round_down(&out->moment, KT_DATE_DAY);
    *r = c;
    return true;
}

/* "baru saja": the reference itself, which is what it has already. In running
 * text it only says that something is recent. */
static bool read_now(kt_date_reader *r, kt_reckoned *out)
{
    (void)out;
    if (!r->whole)
        return false;
    return kt_read_phrase(r, "baru saja") || kt_read_phrase(r, "barusan") ||
           kt_read_phrase(r, "just now");
}

/* A number and its unit, "17 menit", "three weeks", "setahun". */
typedef struct amount {
    int64_t count;
    kt_date_unit unit;
} amount;

static bool read_amount(kt_date_reader *r, amount *out)
{
    kt_date_number n;
    kt_date_reader c = *r;
    const kt_date_word *word = kt_read_word(&c, KT_WORD_ONE_UNIT);
    out->count = 1;
    if (word == NULL) {
        const kt_date_word *count = kt_read_word(&c, KT_WORD_COUNT);
        if (count != NULL)
            out->count = count->value;
        else if (kt_read_number(&c, LARGEST_AMOUNT_DIGITS, &n))
            out->count = n.value;
        else
            return false;
        word = kt_read_word(&c, KT_WORD_UNIT);
    }
    if (word == NULL)
        return false;
    out->unit = (kt_date_unit)word->value;
    *r = c;
    return true;
}

/* "1 year, 2 months and a day" */
static int read_amounts(kt_date_reader *r, amount amounts[MOST_AMOUNTS])
{
    int count = 0;
    while (count < MOST_AMOUNTS && read_amount(r, &amounts[count])) {
        count++;
        kt_date_reader c = *r;
        kt_read_mark(&c, ",");
        if (!kt_read_phrase(&c, "and"))
            kt_read_phrase(&c, "dan");
        amount next;
        kt_date_reader ahead = c;
        if (read_amount(&ahead, &next))
            *r = c;
    }
    return count;
}

/* -1 for "yang lalu", "ago"; 1 for "lagi", "from now"; 0 for neither. */
static int read_amount_direction(kt_date_reader *r)
{
    kt_date_reader c = *r;
    kt_read_word(&c, KT_WORD_JUST);
    int direction = 0;
    if (kt_read_word(&c, KT_WORD_AGO) != NULL)
        direction = -1;
    else if (kt_read_word(&c, KT_WORD_LATER) != NULL ||
             kt_read_phrase(&c, "from now"))
        direction = 1;
    if (direction != 0)
        *r = c;
    return direction;
}

/* Before an amount, where it can only mean when: "in 3 days". */
static bool read_in(kt_date_reader *r)
{
    return r->whole && (kt_read_phrase(r, "dalam") ||
                        kt_read_phrase(r, "dlm") || kt_read_phrase(r, "in"));
}

/* "17 menit yang lalu", "in 3 days". Nothing is known of the time if the
 * reference is only a day. */
static bool read_distance(kt_date_reader *r, kt_reckoned *out)
{
    amount amounts[MOST_AMOUNTS];
    kt_date_precision finest = KT_DATE_YEAR;
    kt_date_reader c = *r;
    int direction = read_in(&c) ? 1 : 0;
    kt_read_word(&c, KT_WORD_ABOUT);
    int count = read_amounts(&c, amounts);
    if (count > 0 && direction == 0)
        direction = read_amount_direction(&c);
    if (count == 0 || direction == 0)
        return false;
    for (int i = 0; i < count; i++) {
        kt_date_precision precision = precision_of(amounts[i].unit);
        if (precision > finest)
            finest = precision;
        if (!add(&out->moment, amounts[i].unit, amounts[i].count * direction))
            return false;
    }
    if (finest > out->moment.precision && finest > KT_DATE_DAY)
        return false;
    round_down(&out->moment, finest);
    *r = c;
    return true;
}

/* Whether the word that stands here means the first day of the week and not
 * the week: Minggu with a capital. It begins sentences too. */
static bool is_sunday(const kt_date_reader *r)
{
    kt_date_reader c = *r;
    return kt_read_phrase(&c, "minggu") && kt_is_capital(r);
}

/* "lalu", "yang lalu", "depan" */
static const kt_date_word *read_step_after(kt_date_reader *r)
{
    kt_date_reader c = *r;
    kt_read_word(&c, KT_WORD_JUST);
    const kt_date_word *step = kt_read_word(&c, KT_WORD_STEP);
    if (step == NULL || (step->languages & KT_LANGUAGE_ID) == 0)
        return NULL;
    *r = c;
    return step;
}

/* "last", "this", "next" */
static const kt_date_word *read_step_before(kt_date_reader *r)
{
    kt_date_reader c = *r;
    const kt_date_word *step = kt_read_word(&c, KT_WORD_STEP);
    if (step == NULL || (step->languages & KT_LANGUAGE_EN) == 0)
        return NULL;
    *r = c;
    return step;
}

/* "pekan lalu", "last month", "tahun ini" */
static bool read_step(kt_date_reader *r, kt_reckoned *out)
{
    kt_date_reader c = *r;
    const kt_date_word *step = read_step_before(&c);
    if (is_sunday(&c))
        return false;
    const kt_date_word *unit = kt_read_word(&c, KT_WORD_UNIT);
    if (unit == NULL || unit->value < KT_UNIT_WEEK)
        return false;
    if (step == NULL)
        step = read_step_after(&c);
    if (step == NULL)
        return false;
    round_down(&out->moment, precision_of((kt_date_unit)unit->value));
    if (!add(&out->moment, (kt_date_unit)unit->value, step->value))
        return false;
    *r = c;
    return true;
}

/* The day of this name in the week that a step away from the reference's. */
static bool set_day_of_week(kt_moment *moment, int weekday, int step)
{
    int64_t day = day_of(moment);
    int64_t monday = day - (kt_weekday_of(day) + 6) % 7;
    return kt_day_set(moment, monday + 7 * step + (weekday + 6) % 7);
}

/* The nearest day of this name, from the reference back, or after it. */
static bool set_nearest_day(kt_moment *moment, int weekday, const int *step)
{
    int64_t day = day_of(moment);
    int back = (kt_weekday_of(day) - weekday + 7) % 7;
    if (step != NULL && *step > 0)
        return kt_day_set(moment, day + 7 - back);
    if (step != NULL && *step < 0 && back == 0)
        back = 7;
    return kt_day_set(moment, day - back);
}

/* Whether numbers go on here, that then were no date: Senin (6/3/3017). */
static bool goes_on(kt_date_reader c)
{
    kt_date_number n;
    kt_read_mark(&c, ",");
    kt_read_mark(&c, "(");
    return kt_read_number(&c, 4, &n);
}

/* "Selasa", "Senin lalu", "next Friday", "Jumat pekan lalu". Short names are
 * other words as well. */
static bool read_weekday(kt_date_reader *r, kt_reckoned *out)
{
    kt_date_reader c = *r;
    const kt_date_word *step = read_step_before(&c);
    bool capital = kt_is_capital(&c), sunday = is_sunday(&c);
    const kt_date_word *day = kt_read_word(&c, KT_WORD_WEEKDAY);
    if (day == NULL || !capital || strlen(day->text) < 4 || goes_on(c))
        return false;
    round_down(&out->moment, KT_DATE_DAY);
    if (kt_read_word(&c, KT_WORD_PART) != NULL)
        kt_read_phrase(&c, "hari");
    kt_date_reader ahead = c;
    const kt_date_word *unit = kt_read_word(&ahead, KT_WORD_UNIT);
    const kt_date_word *of_week = read_step_after(&ahead);
    bool set;
    if (unit != NULL && unit->value == KT_UNIT_WEEK && of_week != NULL) {
        set = set_day_of_week(&out->moment, day->value, of_week->value);
        c = ahead;
    } else {
        if (step == NULL)
            step = read_step_after(&c);
        out->ambiguous = sunday && step != NULL;
        set = set_nearest_day(&out->moment, day->value,
                              step == NULL ? NULL : &step->value);
    }
    *r = c;
    return set;
}

bool kt_read_relative(kt_date_reader *r, kt_reckoned *out)
{
    static bool (*const shapes[])(kt_date_reader *, kt_reckoned *) = {
        read_phrase,   read_part_of_today, read_now,
        read_distance, read_step,          read_weekday};
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        kt_date_reader c = *r;
        *out = (kt_reckoned){.moment = r->rules->reference};
        if (!shapes[i](&c, out))
            continue;
        *r = c;
        if (out->moment.precision == KT_DATE_DAY)
            out->has_clock = kt_read_clock_after(r, &out->clock);
        return true;
    }
    return false;
}
