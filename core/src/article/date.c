#include "article/calendar.h"
#include "article/date_anchor.h"
#include "article/date_reader.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    UNIX_SECONDS_LEAST = 9, /* digits; fewer are a day of some other kind */
    UNIX_SECONDS_MOST = 10,
    UNIX_MILLISECONDS = 13,
    SECONDS_OF_DAY = 86400,
    ISO_DAY_SIZE = 10,
    MOST_LABEL_WORDS = 4,
    LABEL_REACH = 16,   /* bytes before a number, for "Nomor: " */
    LONGEST_LABEL = 256 /* bytes before a date that is the whole text */
};

const char *kt_date_precision_name(kt_date_precision precision)
{
    static const char *const names[] = {"year", "month",  "week",
                                        "day",  "minute", "second"};
    return names[precision];
}

/* A day that is said, held against the calendar. */
typedef struct candidate {
    bool exists;
    bool fits; /* its weekday is the one named, or none is */
    kt_said said;
} candidate;

static int64_t number_of(kt_said said)
{
    return kt_day_number(said.year, said.month == 0 ? 1 : said.month,
                         said.day == 0 ? 1 : said.day);
}

static candidate check(kt_said said, int weekday)
{
    candidate c = {.said = said};
    c.exists = kt_day_exists(said.year, said.month == 0 ? 1 : said.month,
                             said.day == 0 ? 1 : said.day);
    c.fits = c.exists && (weekday < 0 || said.day == 0 ||
                          kt_weekday_of(number_of(said)) == weekday);
    return c;
}

/* Whether a is the better year: it exists, its weekday agrees, it is nearer
 * to the reference. */
static bool is_better(candidate a, candidate b, int64_t reference)
{
    if (a.exists != b.exists)
        return a.exists;
    if (a.fits != b.fits)
        return a.fits;
    return llabs(number_of(a.said) - reference) <
           llabs(number_of(b.said) - reference);
}

/* Find the year that a day or month does not name. A month alone needs a word
 * that says on which side of the reference it is. */
static candidate complete(const kt_date_rules *rules, const kt_dated *dated,
                          kt_said said)
{
    candidate best = {.said = said};
    if (said.year != 0)
        return check(said, dated->weekday);
    if (!rules->has_reference || said.month == 0 ||
        (said.day == 0 && dated->direction == 0))
        return best;
    const kt_moment *now = &rules->reference;
    int64_t today = kt_day_number(now->year, now->month, now->day);
    for (int step = -1; step <= 1; step++) {
        said.year = now->year + step;
        candidate c = check(said, dated->weekday);
        int64_t distance = c.exists ? number_of(said) - today : 0;
        if ((dated->direction < 0 && distance > 0) ||
            (dated->direction > 0 && distance < 0))
            c.exists = c.fits = false;
        if (is_better(c, best, today))
            best = c;
    }
    return best;
}

static void set_day(kt_moment *moment, kt_said said)
{
    *moment = (kt_moment){
        .precision = said.day > 0     ? KT_DATE_DAY
                     : said.month > 0 ? KT_DATE_MONTH
                                      : KT_DATE_YEAR,
        .year = said.year,
        .month = said.month == 0 ? 1 : said.month,
        .day = said.day == 0 ? 1 : said.day,
    };
}

static void set_offset(kt_moment *moment, int offset)
{
    moment->has_offset = true;
    moment->offset = offset;
}

/* The zone of a time is the one it names, the one of the rules, or that of
 * the reference if the day is reckoned from it. */
static void set_clock(const kt_date_rules *rules, const kt_clock *clock,
                      kt_date *out)
{
    kt_moment *m = &out->moment;
    m->precision = clock->second < 0 ? KT_DATE_MINUTE : KT_DATE_SECOND;
    m->hour = clock->hour;
    m->minute = clock->minute;
    m->second = clock->second < 0 ? 0 : clock->second;
    m->has_offset = false;
    if (clock->has_zone) {
        set_offset(m, clock->zone);
        memcpy(out->zone, clock->zone_name, sizeof out->zone);
    } else if (rules->has_zone) {
        set_offset(m, rules->zone);
        memcpy(out->zone, rules->zone_name, sizeof out->zone);
        out->zone_assumed = true;
    } else if (out->relative && rules->reference.has_offset) {
        set_offset(m, rules->reference.offset);
        out->zone_assumed = true;
    }
}

static bool settle_last(kt_said last, kt_date *out)
{
    kt_moment moment;
    if (!check(last, -1).exists)
        return false;
    set_day(&moment, last);
    kt_moment_write(&moment, out->last);
    return true;
}

/* Hold what is said against the calendar and the reference. */
static bool settle(const kt_date_rules *rules, const kt_dated *dated,
                   kt_date *out)
{
    candidate best = complete(rules, dated, dated->first), other = {0};
    if (dated->other.month != 0)
        other = complete(rules, dated, dated->other);
    bool alike = best.fits == other.fits;
    out->ambiguous = best.exists && other.exists && alike &&
                     rules->order == KT_DATE_UNKNOWN_ORDER;
    if (!best.exists || (other.exists && !alike && other.fits))
        best = other;
    if (!best.exists)
        return false;
    out->weekday_mismatch = !best.fits;
    out->relative = dated->relative || dated->first.year == 0;
    set_day(&out->moment, best.said);
    if (dated->last.month != 0 && !settle_last(dated->last, out))
        return false;
    if (dated->has_clock && best.said.day == 0)
        return false;
    if (dated->has_clock)
        set_clock(rules, &dated->clock, out);
    return true;
}

/* "2025-10-21" alone, as files mostly give dates. It would be read below too,
 * after all else that numbers can be. */
static bool read_iso_day(kt_date_reader *r, kt_date *out)
{
    kt_date_number year, month, day;
    kt_date_reader c = *r;
    if (!r->whole || r->text.len - r->at != ISO_DAY_SIZE ||
        !kt_read_near_number(&c, 4, &year) ||
        kt_read_near_mark(&c, "-") == '\0' ||
        !kt_read_near_number(&c, 2, &month) ||
        kt_read_near_mark(&c, "-") == '\0' ||
        !kt_read_near_number(&c, 2, &day) || c.at < r->text.len ||
        year.digits < 4 || year.value < 1000)
        return false;
    kt_said said = {(int)year.value, (int)month.value, (int)day.value};
    if (!check(said, -1).exists)
        return false;
    set_day(&out->moment, said);
    *r = c;
    return true;
}

/* "1484823450" */
static bool read_unix_time(kt_date_reader *r, kt_date *out)
{
    kt_date_number n;
    kt_date_reader c = *r;
    if (!r->whole || !kt_read_near_number(&c, UNIX_MILLISECONDS, &n) ||
        r->text.data[r->at] == '0')
        return false;
    if (n.digits == UNIX_MILLISECONDS)
        n.value /= 1000;
    else if (n.digits < UNIX_SECONDS_LEAST || n.digits > UNIX_SECONDS_MOST)
        return false;
    int rest = (int)(n.value % SECONDS_OF_DAY);
    kt_clock clock = {.hour = rest / 3600,
                      .minute = rest / 60 % 60,
                      .second = rest % 60,
                      .has_zone = true,
                      .zone_name = "UTC"};
    kt_day_set(&out->moment, n.value / SECONDS_OF_DAY);
    set_clock(r->rules, &clock, out);
    *r = c;
    return true;
}

static bool read_said(kt_date_reader *r, kt_date *out)
{
    kt_dated dated;
    kt_date_reader c = *r;
    if (!kt_read_dated(&c, &dated) || !settle(r->rules, &dated, out))
        return false;
    *r = c;
    return true;
}

static bool read_reckoned(kt_date_reader *r, kt_date *out)
{
    kt_reckoned reckoned;
    kt_date_reader c = *r;
    if (!r->rules->has_reference || r->rules->days ||
        !kt_read_relative(&c, &reckoned))
        return false;
    out->relative = true;
    out->ambiguous = reckoned.ambiguous;
    out->moment = reckoned.moment;
    if (reckoned.has_clock)
        set_clock(r->rules, &reckoned.clock, out);
    *r = c;
    return true;
}

/* The date that begins here. */
static bool read_date(kt_date_reader *r, kt_date *out)
{
    static bool (*const kinds[])(kt_date_reader *, kt_date *) = {
        read_iso_day, read_unix_time, read_said, read_reckoned};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        kt_date_reader c = *r;
        *out = (kt_date){.start = r->at};
        if (!kinds[i](&c, out) || !kt_is_edge(&c))
            continue;
        out->end = c.at;
        kt_moment_write(&out->moment, out->iso);
        *r = c;
        return true;
    }
    return false;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* An ASCII letter or digit; dates begin with no other. */
static bool is_plain(char c)
{
    return is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_word_byte(char c)
{
    return is_plain(c) || (c & 0x80) != 0;
}

/* Whether the bytes before `at` end in a mark or blank that is not ASCII, and
 * not in a letter. */
static bool after_wide_mark(kt_slice text, size_t at)
{
    const char *p = text.data + at;
    return (at >= 2 && p[-2] == '\xC2') ||
           (at >= 3 && p[-3] == '\xE2' && p[-2] == '\x80');
}

/* Whether a word or number may begin here that is not part of another, of an
 * address or a sum. */
static bool may_begin(kt_slice text, size_t at)
{
    const char *p = text.data + at;
    if (at == 0)
        return true;
    if (is_word_byte(p[-1]))
        return after_wide_mark(text, at);
    if (!is_digit(*p))
        return !kt_is_one_of(p[-1], "@#_");
    if (kt_is_one_of(p[-1], "/+#$=_@&"))
        return false;
    if (p[-1] == ':')
        return at < 2 || !is_digit(p[-2]);
    return !kt_is_one_of(p[-1], "-.,") || at < 2 || !is_word_byte(p[-2]);
}

/* Whether the word before this number says that it is no date: Nomor, Rp. */
static bool after_label(const kt_date_reader *r, size_t floor)
{
    size_t start = r->at;
    while (start > floor && kt_is_one_of(r->text.data[start - 1], " .:"))
        start--;
    while (start > floor && is_word_byte(r->text.data[start - 1]))
        start--;
    kt_date_reader c = *r;
    c.at = start;
    return kt_read_word(&c, KT_WORD_LABEL) != NULL;
}

/* Whether a number stands right before this word: Nomor 731 Tahun 2025, lima
 * tahun ini, or a day that does not exist, as 31 before "Juni 2020". */
static bool after_number(const kt_date_reader *r, size_t floor)
{
    size_t start = r->at;
    while (start > floor && r->text.data[start - 1] == ' ')
        start--;
    while (start > floor && is_word_byte(r->text.data[start - 1]))
        start--;
    kt_date_reader c = *r;
    c.at = start;
    return start < r->at && (is_digit(r->text.data[start]) ||
                             kt_read_word(&c, KT_WORD_COUNT) != NULL);
}

/* Whether a date may begin here, by what stands before it. */
static bool begins(const kt_date_reader *r)
{
    size_t floor = r->at > LABEL_REACH ? r->at - LABEL_REACH : 0;
    if (!may_begin(r->text, r->at) || !kt_is_opening(r))
        return false;
    return is_digit(r->text.data[r->at]) ? !after_label(r, floor)
                                         : !after_number(r, floor);
}

/* Where the word or number at `at` ends. */
static size_t word_end(kt_slice text, size_t at)
{
    while (at < text.len && is_plain(text.data[at]))
        at++;
    return at;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool kt_date_at(const kt_date_rules *rules, kt_slice text, size_t at,
                kt_date *out)
{
    kt_date_seen seen[KT_DATE_SEEN] = {0};
    kt_date_reader r = {.rules = rules, .text = text, .seen = seen, .at = at};
    return begins(&r) && read_date(&r, out) &&
           out->end - out->start <= KT_DATE_LONGEST &&
           (!rules->days || out->moment.precision >= KT_DATE_DAY);
}

bool kt_date_find(const kt_date_rules *rules, kt_slice text, size_t from,
                  kt_date *out)
{
    bool anchored = kt_date_has_anchor(rules);
    size_t at = from, anchor = from;
    while (at < text.len) {
        if (anchored && anchor <= at) {
            anchor = kt_date_anchor(rules, text, at);
            if (anchor == text.len)
                return false;
            at = kt_date_lead(text, at, anchor);
        }
        if (!is_plain(text.data[at])) {
            at++;
            continue;
        }
        if (kt_date_at(rules, text, at, out))
            return true;
        at = word_end(text, at);
    }
    return false;
}

/* Whether only marks and blanks stand there. */
static bool is_empty(kt_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (is_plain(text.data[i]))
            return false;
    }
    return true;
}

bool kt_date_parse(const kt_date_rules *rules, kt_slice text, kt_date *out)
{
    kt_date_seen seen[KT_DATE_SEEN] = {0};
    kt_date_reader r = {
        .rules = rules, .text = text, .seen = seen, .whole = true};
    while (r.text.len > 0 && is_blank(r.text.data[r.text.len - 1]))
        r.text.len--;
    int words = 0;
    while (r.at < r.text.len && r.at < LONGEST_LABEL) {
        char c = text.data[r.at];
        if (!is_plain(c)) {
            r.whole |= c == ':' || c == '|';
            r.at++;
            continue;
        }
        if (begins(&r) && read_date(&r, out))
            return is_empty(kt_slice_sub(r.text, r.at, r.text.len));
        if (is_digit(c) || words++ == MOST_LABEL_WORDS)
            return false;
        r.whole = false;
        r.at = word_end(r.text, r.at);
    }
    return false;
}

static kt_status read_language(const char *name, kt_date_rules *out,
                               kt_error *err)
{
    if (strcmp(name, "id") == 0)
        out->languages = KT_LANGUAGE_ID;
    else if (strcmp(name, "en") == 0)
        out->languages = KT_LANGUAGE_EN;
    else
        return KT_FAIL(err, KT_ERR_USAGE,
                       "no dates are known in the language '%s'; there are: "
                       "id, en",
                       name);
    return KT_OK;
}

static kt_status read_order(const char *name, kt_date_rules *out, kt_error *err)
{
    static const char *const names[] = {
        [KT_DATE_DMY] = "dmy", [KT_DATE_MDY] = "mdy", [KT_DATE_YMD] = "ymd"};
    for (kt_date_order i = KT_DATE_DMY; i <= KT_DATE_YMD; i++) {
        if (strcmp(name, names[i]) == 0) {
            out->order = i;
            return KT_OK;
        }
    }
    return KT_FAIL(err, KT_ERR_USAGE,
                   "dates have no order '%s'; there are: dmy, mdy, ymd", name);
}

static kt_status read_reference(const char *text, kt_date_rules *out,
                                kt_error *err)
{
    kt_date date;
    kt_date_rules none = {0};
    if (!kt_date_parse(&none, kt_slice_of(text), &date) ||
        date.moment.precision < KT_DATE_DAY || date.ambiguous)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "the reference '%s' is no certain day; write it as "
                       "2025-10-21 or 2025-10-21T14:30+07:00",
                       text);
    out->has_reference = true;
    out->reference = date.moment;
    return KT_OK;
}

static kt_status read_zone(const char *text, kt_date_rules *out, kt_error *err)
{
    kt_clock clock = {0};
    const kt_date_rules none = {0};
    kt_date_seen seen[KT_DATE_SEEN] = {0};
    kt_date_reader r = {
        .rules = &none, .text = kt_slice_of(text), .seen = seen};
    if (!kt_read_zone(&r, &clock) || r.at < r.text.len)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "'%s' is no time zone; write WIB, WITA, WIT, UTC or "
                       "an offset such as +07:00",
                       text);
    out->has_zone = true;
    out->zone = clock.zone;
    memcpy(out->zone_name, clock.zone_name, sizeof out->zone_name);
    return KT_OK;
}

kt_status kt_date_rules_read(const char *language, const char *order,
                             const char *reference, const char *zone,
                             kt_date_rules *out, kt_error *err)
{
    kt_status status = KT_OK;
    *out = (kt_date_rules){0};
    if (language != NULL)
        status = read_language(language, out, err);
    if (status == KT_OK && order != NULL)
        status = read_order(order, out, err);
    if (status == KT_OK && reference != NULL)
        status = read_reference(reference, out, err);
    if (status == KT_OK && zone != NULL)
        status = read_zone(zone, out, err);
    return status;
}
