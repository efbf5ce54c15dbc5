#include "article/known_dates.h"

#include "article/calendar.h"

#include <stdlib.h>

enum {
    NEAR = 60,     /* days between an article and the first day that it names */
    DAY_SIZE = 10, /* bytes of an ISO day */
    DAY_MINUTES = 24 * 60,
    WIB = 7 * 60
};

static int64_t day_of(const kt_date *date)
{
    return kt_day_number(date->moment.year, date->moment.month,
                         date->moment.day);
}

static bool find_day(const kt_article *article, const kt_date_rules *rules,
                     kt_date *out)
{
    for (size_t i = 0; i < article->span_count; i++) {
        const kt_span *span = &article->spans[i];
        if (span->label == KT_LABEL_BODY &&
            kt_date_find(rules,
                         kt_slice_sub(article->raw, span->start, span->end), 0,
                         out))
            return true;
    }
    return false;
}

/* Days between a reading of the article's date and the first day that the text
 * names, as it is understood then. */
static int64_t distance_to_text(const kt_article *article,
                                const kt_date *reading)
{
    kt_date first;
    const kt_date_rules rules = {
        .has_reference = true, .reference = reading->moment, .days = true};
    return find_day(article, &rules, &first)
               ? llabs(day_of(&first) - day_of(reading))
               : INT64_MAX;
}

/* Which of the two readings of an ambiguous date is right: articles speak of
 * the days around them. */
static void choose_order(const kt_article *article, kt_slice text,
                         kt_date_rules rules, kt_known_date *out)
{
    kt_date dmy, mdy;
    if (!out->date.ambiguous)
        return;
    rules.order = KT_DATE_DMY;
    bool both = kt_date_parse(&rules, text, &dmy);
    rules.order = KT_DATE_MDY;
    both = kt_date_parse(&rules, text, &mdy) && both;
    if (!both)
        return;
    int64_t as_dmy = distance_to_text(article, &dmy),
            as_mdy = distance_to_text(article, &mdy);
    if (as_dmy == as_mdy || (as_dmy > NEAR && as_mdy > NEAR))
        return;
    out->date = as_dmy < as_mdy ? dmy : mdy;
    out->ordered = true;
}

bool kt_date_given(const kt_article *article, kt_slice text, kt_known_date *out)
{
    const kt_date_rules rules = {0};
    out->ordered = false;
    if (!kt_date_parse(&rules, text, &out->date))
        return false;
    choose_order(article, text, rules, out);
    return true;
}

bool kt_date_read(const kt_article *article, kt_slice text, kt_known_date *out)
{
    kt_date_rules rules = {0};
    out->ordered = false;
    bool indonesian =
        article->lang.len == 0 || kt_slice_equal(article->lang, KT_SLICE("id"));
    if (indonesian &&
        kt_date_rules_read("id", NULL, NULL, "WIB", &rules, NULL) != KT_OK)
        abort();
    if (!kt_date_parse(&rules, text, &out->date)) {
        rules = (kt_date_rules){0};
        if (!kt_date_parse(&rules, text, &out->date))
            return false;
    }
    choose_order(article, text, rules, out);
    return true;
}

bool kt_date_first(const kt_article *article, kt_known_date *out)
{
    kt_date published;
    kt_date_rules rules = {0};
    /* An ISO date, of which nothing behind the day matters. */
    size_t day = article->date.len < DAY_SIZE ? article->date.len : DAY_SIZE;
    if (kt_date_parse(&rules, kt_slice_sub(article->date, 0, day),
                      &published) &&
        published.moment.precision >= KT_DATE_DAY) {
        rules.has_reference = true;
        rules.reference = published.moment;
    }
    rules.days = true;
    out->ordered = false;
    if (!find_day(article, &rules, &out->date))
        return false;
    out->date.iso[DAY_SIZE] = '\0';
    return true;
}

/* The day on which the moment was, on a calendar `offset` minutes east of
 * Greenwich. */
static int64_t day_at(const kt_moment *m, int offset)
{
    int64_t minutes = kt_day_number(m->year, m->month, m->day) * DAY_MINUTES +
                      m->hour * 60 + m->minute - m->offset + offset;
    int64_t day = minutes / DAY_MINUTES;
    return day - (minutes % DAY_MINUTES < 0);
}

bool kt_date_differs(kt_slice given, const kt_date *read)
{
    kt_date file;
    const kt_date_rules none = {0};
    const kt_moment *f = &file.moment, *r = &read->moment;
    if (!kt_date_parse(&none, given, &file))
        return false;
    if (f->precision < KT_DATE_DAY || r->precision < KT_DATE_DAY)
        return f->year != r->year ||
               (f->precision > KT_DATE_YEAR && r->precision > KT_DATE_YEAR &&
                f->month != r->month);
    int offset = r->has_offset ? r->offset : WIB;
    return day_of(read) != (f->has_offset ? day_at(f, offset) : day_of(&file));
}

static void add_note(kt_buffer *out, bool noted, const char *note)
{
    if (!noted)
        return;
    if (out->len > 0)
        kt_buffer_add_string(out, ", ");
    kt_buffer_add_string(out, note);
}

void kt_date_note(const kt_known_date *known, kt_buffer *out)
{
    const kt_date *date = &known->date;
    add_note(out, known->ordered, "order by the dates in the text");
    add_note(out, date->ambiguous, "ambiguous");
    add_note(out, date->zone_assumed, "zone assumed");
    add_note(out, date->weekday_mismatch, "weekday mismatch");
    add_note(out, date->relative, "year assumed");
}
