/**
 * @file
 * Reading a text piece by piece, and what the pieces of a date say.
 *
 * A function kt_read_... takes what it looks for and gives true (or the word),
 * or takes nothing.
 */
#ifndef KT_ARTICLE_DATE_READER_H
#define KT_ARTICLE_DATE_READER_H

#include "article/date_words.h"

#include <ktool/date.h>
#include <stdint.h>

enum {
    KT_LONGEST_REMARK = 40, /* bytes in brackets after an offset */
    KT_MOST_BLANKS = 8,
    KT_DATE_SEEN = 16
};

/** The word that stands at a place, which is asked for many times. */
typedef struct kt_date_seen {
    size_t at, end;           /**< its letters; end is 0 if none was seen yet */
    const kt_date_word *word; /**< its first meaning, or NULL */
} kt_date_seen;

/** Copied to look ahead. */
typedef struct kt_date_reader {
    const kt_date_rules *rules;
    kt_slice text;
    kt_date_seen *seen; /**< KT_DATE_SEEN of them; that of a place is the one
                             at its remainder */
    size_t at;
    bool whole; /**< the date is all there is, so that bare numbers count */
} kt_date_reader;

typedef struct kt_date_number {
    int64_t value;
    int digits;
} kt_date_number;

/** Whether @p c is in @p set, which is short; NUL never is. */
static inline bool kt_is_one_of(char c, const char *set)
{
    while (*set != '\0' && *set != c)
        set++;
    return *set != '\0';
}

/** Pass a no-break space; false if none is there. */
bool kt_skip_wide_blank(kt_date_reader *r);

/** Pass up to eight spaces, tabs and no-break spaces. All that is read is
 * looked for after blanks, so that this is done more often than anything. */
static inline void kt_skip_blanks(kt_date_reader *r)
{
    for (int i = 0; i < KT_MOST_BLANKS && r->at < r->text.len; i++) {
        char c = r->text.data[r->at];
        if (c == ' ' || c == '\t')
            r->at++;
        else if ((c & 0x80) == 0 || !kt_skip_wide_blank(r))
            return;
    }
}

/** All digits that stand here, if they are at most @p most. */
bool kt_read_near_number(kt_date_reader *r, int most, kt_date_number *out);

/** The same after blanks. */
bool kt_read_number(kt_date_reader *r, int most, kt_date_number *out);

/** A mark of @p set that stands here, or '\0'. Dashes of any length are
 * '-', apostrophes of any shape '\''. */
char kt_read_near_mark(kt_date_reader *r, const char *set);

/** The same after blanks. */
char kt_read_mark(kt_date_reader *r, const char *set);

/** A word of @p kind after blanks, or NULL. The full stop of a shortened
 * name of a month or day belongs to it. */
const kt_date_word *kt_read_word(kt_date_reader *r, kt_date_word_kind kind);

/** These words, in small letters, in any case and with any blanks. */
bool kt_read_phrase(kt_date_reader *r, const char *phrase);

/** Whether a number stands after blanks, or a word of one of @p kinds: bits
 * 1 << kind. */
bool kt_is_next(const kt_date_reader *r, unsigned kinds);

/** Whether a capital stands after blanks. */
bool kt_is_capital(const kt_date_reader *r);

/** Whether a number stands here, or a word that dates begin with. */
bool kt_is_opening(const kt_date_reader *r);

/** Whether a number, word or address may end here. */
bool kt_is_edge(const kt_date_reader *r);

/** A time of day. */
typedef struct kt_clock {
    int hour, minute;
    int second; /**< -1: not said */
    bool has_zone;
    int zone; /**< minutes east of Greenwich */
    char zone_name[KT_DATE_ZONE_SIZE];
} kt_clock;

/** What says before a time that it is one. */
typedef enum kt_clock_cue {
    KT_CLOCK_BARE,
    KT_CLOCK_CUED, /**< it may be written with a full stop */
    KT_CLOCK_ISO   /**< what follows a hyphen is its offset, not its end */
} kt_clock_cue;

/** A time with what introduces it and its zone. Of a span of time the
 * beginning is given. */
bool kt_read_clock(kt_date_reader *r, kt_clock_cue cue, kt_clock *out);

/** The time after a date, with the marks between them. */
bool kt_read_clock_after(kt_date_reader *r, kt_clock *out);

/** "WIB", "(GMT+7)", "+07:00". */
bool kt_read_zone(kt_date_reader *r, kt_clock *out);

/** A day; 0 is not said. */
typedef struct kt_said {
    int year, month, day;
} kt_said;

/** What the words say, before it is held against the calendar. */
typedef struct kt_dated {
    kt_said first;
    kt_said other; /**< the same numbers in another order; month 0: none */
    kt_said last;  /**< of a range; month 0: none */
    int weekday;   /**< -1: not said */
    int direction; /**< -1: it is past (lalu), 1: it is to come */
    bool relative; /**< the year is the reference's, or beside it */
    bool has_clock;
    kt_clock clock;
} kt_dated;

/** Days and months without what stands around them; @p cued: a weekday or
 * "tanggal" stands before them. @p out is zero so far. */
bool kt_read_days(kt_date_reader *r, bool cued, kt_dated *out);

/** A date that is said as such: Selasa (28/3) pukul 10.00 WIB. */
bool kt_read_dated(kt_date_reader *r, kt_dated *out);

/** The date that begins in running text at byte @p at, where a word or number
 * does; kt_date_find() without what makes it fast. */
bool kt_date_at(const kt_date_rules *rules, kt_slice text, size_t at,
                kt_date *out);

/** What a relative date comes to. */
typedef struct kt_reckoned {
    kt_moment moment;
    bool ambiguous;
    bool has_clock;
    kt_clock clock;
} kt_reckoned;

/** A date that is reckoned from the reference, which is known: kemarin. */
bool kt_read_relative(kt_date_reader *r, kt_reckoned *out);

#endif
