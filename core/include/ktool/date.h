/**
 * @file
 * Dates as Indonesian and English news writes them.
 */
#ifndef KTOOL_DATE_H
#define KTOOL_DATE_H

#include <ktool/slice.h>
#include <ktool/status.h>

/** How much of a date is known. */
typedef enum kt_date_precision {
    KT_DATE_YEAR,   /**< 2025 */
    KT_DATE_MONTH,  /**< 2025-10 */
    KT_DATE_WEEK,   /**< 2025-W43, from Monday to Sunday; only relative ones */
    KT_DATE_DAY,    /**< 2025-10-21 */
    KT_DATE_MINUTE, /**< 2025-10-21T14:30, perhaps with an offset */
    KT_DATE_SECOND  /**< 2025-10-21T14:30:05 */
} kt_date_precision;

/** "year", "month", "week", "day", "minute" or "second". */
const char *kt_date_precision_name(kt_date_precision precision);

/** A place in time, by the calendar that hung on the wall there. */
typedef struct kt_moment {
    kt_date_precision precision;
    int year, month, day; /**< 1 where the precision does not reach; of a week
                               its Monday */
    int hour, minute, second; /**< 0 there */
    bool has_offset;
    int offset; /**< minutes east of Greenwich */
} kt_moment;

enum {
    KT_DATE_SIZE = 32,     /**< of the longest ISO text with its NUL */
    KT_DATE_ZONE_SIZE = 8, /**< of the longest name of a zone */
};

/** A date in a text. */
typedef struct kt_date {
    size_t start, end; /**< its byte range */
    kt_moment moment;
    char iso[KT_DATE_SIZE];  /**< the moment as ISO 8601, as precise as the
                                  text */
    char last[KT_DATE_SIZE]; /**< of a range (6-7 Januari 1988) its last day or
                                  month; otherwise empty */
    char zone[KT_DATE_ZONE_SIZE]; /**< "WIB", "UTC", "+07:00"; or empty */
    bool ambiguous;               /**< the words allow another date: 3/4/2025 */
    bool zone_assumed;            /**< the offset is not in the text */
    bool weekday_mismatch; /**< the day named is not the day of this date */
    bool relative;         /**< it was reckoned from the reference */
} kt_date;

/** In which order a date is read that is all numbers. */
typedef enum kt_date_order {
    KT_DATE_UNKNOWN_ORDER, /**< as dmy; ambiguous if mdy would do and no
                                weekday decides */
    KT_DATE_DMY,
    KT_DATE_MDY,
    KT_DATE_YMD
} kt_date_order;

/** What is known beforehand; all zero is nothing. */
typedef struct kt_date_rules {
    unsigned languages; /**< bits; 0 is all */
    kt_date_order order;
    bool has_reference;
    kt_moment reference; /**< at least a day */
    bool has_zone;
    int zone; /**< minutes east of Greenwich, for times without a zone */
    char zone_name[KT_DATE_ZONE_SIZE];
    bool days; /**< find only days that are stated: no month or year alone,
                    and of the reference only the year that a day leaves
                    out */
} kt_date_rules;

/**
 * Read what a user wrote; each may be NULL, which is nothing.
 *
 * @param language   "id" or "en", whose words alone count
 * @param order      "dmy", "mdy" or "ymd"
 * @param reference  a day or time to reckon from, such as when the article
 *                   was published
 * @param zone       "WIB" or "+07:00": the zone of times that name none
 * @retval KT_ERR_USAGE  one of them cannot be used; the message says which
 */
kt_status kt_date_rules_read(const char *language, const char *order,
                             const char *reference, const char *zone,
                             kt_date_rules *out, kt_error *err);

/**
 * The date that the whole of @p text states: at most four words without
 * numbers stand before it (Diperbarui, Kompas.com -) and only marks after it.
 *
 * Years of two digits are 1969 to 2068. An hour without minutes is the full
 * hour; fractions of a second are dropped. A day and month without a year are
 * the ones nearest to the reference whose weekday agrees; they, a weekday
 * alone, and words such as "kemarin" are no date without a reference. Nor is
 * what does not exist, as 31 June. Numbers of 9, 10 (seconds) or 13 digits
 * (milliseconds) that stand alone are Unix times, 8 digits a year, month and
 * day.
 *
 * Any bytes may stand in the text. Linear; allocates nothing.
 *
 * @return false if there is none; then @p out is undefined
 */
bool kt_date_parse(const kt_date_rules *rules, kt_slice text, kt_date *out);

/**
 * The first date in running text at or after byte @p from. What could be
 * another number there is no date: a year alone (but "tahun 2019"), Unix
 * times, years of two digits unless slashes, a weekday or an apostrophe mark
 * them, what follows a word such as "Nomor" or "Rp", and more than 80 bytes.
 * Without words such as "kemarin" to look for, text without dates costs next
 * to nothing.
 */
bool kt_date_find(const kt_date_rules *rules, kt_slice text, size_t from,
                  kt_date *out);

#endif
