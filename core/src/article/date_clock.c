/* Times of day and their zones. */
#include "article/date_reader.h"

#include <stdio.h>

enum {
    MOST_OFFSET_HOURS = 14,
    MOST_DIGITS = 14
};

/* "am", "P.M."; 0 or 12 hours to add to the rest of hour / 12, or -1. */
static int read_half(kt_date_reader *r)
{
    kt_date_reader c = *r;
    kt_skip_blanks(&c);
    char half = kt_read_near_mark(&c, "aApP");
    bool dotted = kt_read_near_mark(&c, ".") != '\0';
    if (half == '\0' || kt_read_near_mark(&c, "mM") == '\0')
        return -1;
    if (dotted)
        kt_read_near_mark(&c, ".");
    if (!kt_is_edge(&c))
        return -1;
    *r = c;
    return (half | 0x20) == 'p' ? 12 : 0;
}

/* The hour that "8 malam" is, or -1: which day has "12 malam" nobody knows. */
static int hour_of_part(int hour, int part)
{
    if (hour > 12)
        return hour;
    switch (part) {
    case KT_PART_NOON:
        return hour < 6 ? hour + 12 : hour;
    case KT_PART_EVENING:
        return hour < 12 ? hour + 12 : hour;
    case KT_PART_NIGHT:
        if (hour == 12)
            return -1;
        return hour >= 6 ? hour + 12 : hour;
    default:
        return hour;
    }
}

/* What follows the digits and says which half of the day they are in. */
static bool read_day_half(kt_date_reader *r, kt_clock *out)
{
    int half = read_half(r);
    if (half >= 0) {
        if (out->hour <= 12) /* 14:00 PM needs no half */
            out->hour = out->hour % 12 + half;
        return true;
    }
    const kt_date_word *part = kt_read_word(r, KT_WORD_PART);
    if (part != NULL)
        out->hour = hour_of_part(out->hour, part->value);
    return part != NULL;
}

/* Minutes and seconds as two digits. */
static bool read_sixtieth(kt_date_reader *r, char sign, int *out)
{
    kt_date_number n;
    kt_date_reader c = *r;
    if (kt_read_near_mark(&c, (char[]){sign, '\0'}) == '\0' ||
        !kt_read_near_number(&c, 2, &n) || n.digits != 2)
        return false;
    *out = (int)n.value;
    *r = c;
    return true;
}

/* "10:30:05.25"; returns the sign between, or '\0' for an hour alone. */
static char read_digits(kt_date_reader *r, kt_clock *out)
{
    kt_date_number fraction;
    char sign = '\0';
    if (read_sixtieth(r, ':', &out->minute))
        sign = ':';
    else if (read_sixtieth(r, '.', &out->minute))
        sign = '.';
    if (sign == '\0' || !read_sixtieth(r, sign, &out->second))
        return sign;
    kt_date_reader c = *r;
    if (kt_read_near_mark(&c, ".,") != '\0' &&
        kt_read_near_number(&c, MOST_DIGITS, &fraction))
        *r = c;
    return sign;
}

/* The end of a span of time, 10.00-12.00, which is not kept. */
static void skip_end_time(kt_date_reader *r, char sign)
{
    int minute;
    kt_date_number hour;
    kt_date_reader c = *r;
    if (sign != '\0' && kt_read_mark(&c, "-") != '\0' &&
        kt_read_number(&c, 2, &hour) && read_sixtieth(&c, sign, &minute))
        *r = c;
}

static void set_zone(kt_clock *out, const char *name, int minutes)
{
    out->has_zone = true;
    out->zone = minutes;
    snprintf(out->zone_name, sizeof out->zone_name, "%s", name);
}

/* "+07:00", "+0700", or "+7" if it may be short. */
static bool read_offset(kt_date_reader *r, bool short_too, kt_clock *out)
{
    char name[KT_DATE_ZONE_SIZE];
    kt_date_number n;
    int minutes = 0;
    kt_date_reader c = *r;
    char sign = kt_read_near_mark(&c, "+-");
    if (sign == '\0' || !kt_read_near_number(&c, 4, &n) || n.digits == 3)
        return false;
    int hours = (int)(n.digits == 4 ? n.value / 100 : n.value);
    if (n.digits == 4)
        minutes = (int)(n.value % 100);
    else if (!read_sixtieth(&c, ':', &minutes) && !short_too)
        return false;
    if (minutes > 59 || hours > MOST_OFFSET_HOURS || !kt_is_edge(&c))
        return false;
    snprintf(name, sizeof name, "%c%02u:%02u", sign, (unsigned)hours % 100,
             (unsigned)minutes % 100);
    minutes += 60 * hours;
    set_zone(out, name, sign == '-' ? -minutes : minutes);
    *r = c;
    return true;
}

/* "(CST)", "(Western Indonesia Time)": what browsers add to an offset. */
static void skip_remark(kt_date_reader *r)
{
    kt_date_reader c = *r;
    if (kt_read_mark(&c, "(") == '\0')
        return;
    for (int i = 0; i < KT_LONGEST_REMARK && c.at < c.text.len; i++) {
        char byte = c.text.data[c.at++];
        if (byte == ')') {
            *r = c;
            return;
        }
    }
}

/* "WIB", "PDT", "GMT+7". English words are zones only in capitals. */
static bool read_named_zone(kt_date_reader *r, kt_clock *out)
{
    char name[KT_DATE_ZONE_SIZE];
    bool capital = kt_is_capital(r);
    const kt_date_word *word = kt_read_word(r, KT_WORD_ZONE);
    if (word == NULL || (word->languages != KT_LANGUAGE_ID && !capital))
        return false;
    if (word->value == 0 && read_offset(r, true, out)) {
        skip_remark(r);
        return true;
    }
    size_t i = 0;
    for (; word->text[i] != '\0'; i++)
        name[i] = (char)(word->text[i] & ~0x20);
    name[i] = '\0';
    set_zone(out, strcmp(name, "Z") == 0 ? "UTC" : name, word->value);
    return true;
}

bool kt_read_zone(kt_date_reader *r, kt_clock *out)
{
    kt_date_reader c = *r;
    bool plus = c.at < c.text.len && c.text.data[c.at] == '+';
    if (read_offset(r, plus, out))
        return true;
    bool bracket = kt_read_mark(&c, "(") != '\0';
    kt_skip_blanks(&c);
    if (!read_offset(&c, false, out) && !read_named_zone(&c, out))
        return false;
    if (bracket && kt_read_mark(&c, ")") == '\0')
        return false;
    *r = c;
    return true;
}

/* "noon" */
static bool read_named_hour(kt_date_reader *r, kt_clock *out)
{
    const kt_date_word *word = kt_read_word(r, KT_WORD_HOUR);
    if (word != NULL)
        *out = (kt_clock){.hour = word->value, .second = -1};
    return word != NULL;
}

bool kt_read_clock(kt_date_reader *r, kt_clock_cue cue, kt_clock *out)
{
    const unsigned kinds =
        1u << KT_WORD_ABOUT | 1u << KT_WORD_CLOCK | 1u << KT_WORD_HOUR;
    kt_date_number hour;
    kt_date_reader c = *r;
    if (!kt_is_next(r, kinds))
        return false;
    kt_read_word(&c, KT_WORD_ABOUT);
    const kt_date_word *word = kt_read_word(&c, KT_WORD_CLOCK);
    kt_read_word(&c, KT_WORD_ABOUT);
    bool cued = cue != KT_CLOCK_BARE || word != NULL;
    if (cued && read_named_hour(&c, out)) {
        *r = c;
        return true;
    }
    if (!kt_read_number(&c, 2, &hour))
        return false;
    *out = (kt_clock){.hour = (int)hour.value, .second = -1};
    char sign = read_digits(&c, out);
    if (cue != KT_CLOCK_ISO && out->second < 0)
        skip_end_time(&c, sign);
    bool sure = sign == ':' || (sign == '.' && cued) ||
                (word != NULL && word->languages == KT_LANGUAGE_ID);
    sure |= read_day_half(&c, out);
    sure |= kt_read_zone(&c, out);
    sure |= sign == '.' && c.at == c.text.len;
    if (!sure || out->hour < 0 || out->hour > 23 || out->minute > 59 ||
        out->second > 59 || !kt_is_edge(&c))
        return false;
    *r = c;
    return true;
}

bool kt_read_clock_after(kt_date_reader *r, kt_clock *out)
{
    kt_date_reader c = *r;
    kt_clock_cue cue = KT_CLOCK_ISO;
    if (kt_read_near_mark(&c, "tT") == '\0') {
        kt_read_mark(&c, ",");
        cue = kt_read_mark(&c, "|@-") != '\0' ? KT_CLOCK_CUED : KT_CLOCK_BARE;
    }
    if (!kt_read_clock(&c, cue, out))
        return false;
    *r = c;
    return true;
}
