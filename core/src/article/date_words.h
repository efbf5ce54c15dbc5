/**
 * @file
 * What words mean in dates.
 */
#ifndef KT_ARTICLE_DATE_WORDS_H
#define KT_ARTICLE_DATE_WORDS_H

#include <ktool/slice.h>

enum {
    KT_LANGUAGE_ID = 1,
    KT_LANGUAGE_EN = 2
};

/** A word may be of several kinds: jam, minggu. */
typedef enum kt_date_word_kind {
    KT_WORD_MONTH,    /**< value 1 to 12 */
    KT_WORD_WEEKDAY,  /**< value 0 for Sunday to 6 */
    KT_WORD_ZONE,     /**< value in minutes east of Greenwich */
    KT_WORD_CLOCK,    /**< a time follows: pukul */
    KT_WORD_ABOUT,    /**< sekitar */
    KT_WORD_PART,     /**< of a day; value a kt_day_part */
    KT_WORD_HOUR,     /**< value the hour: noon */
    KT_WORD_DATE,     /**< a day and month follow: tanggal */
    KT_WORD_TO,       /**< hingga */
    KT_WORD_YEAR,     /**< a year follows: tahun */
    KT_WORD_UNIT,     /**< value a kt_date_unit */
    KT_WORD_ONE_UNIT, /**< one of the unit: setahun */
    KT_WORD_COUNT,    /**< value the number */
    KT_WORD_AGO,      /**< after an amount: lalu, ago */
    KT_WORD_LATER,    /**< after an amount: lagi, later */
    KT_WORD_STEP,  /**< value -1, 0, 1: after a unit or day in Indonesian (pekan
                      lalu), before it in English (last week) */
    KT_WORD_JUST,  /**< before "lalu": yang */
    KT_WORD_LABEL, /**< a number follows that is no date: Nomor */
    KT_WORD_OPENING, /**< begins a phrase such as "tadi malam" */
} kt_date_word_kind;

typedef enum kt_day_part {
    KT_PART_MORNING,
    KT_PART_NOON, /**< siang, until about 15:00 */
    KT_PART_EVENING,
    KT_PART_NIGHT
} kt_day_part;

typedef enum kt_date_unit {
    KT_UNIT_SECOND,
    KT_UNIT_MINUTE,
    KT_UNIT_HOUR,
    KT_UNIT_DAY,
    KT_UNIT_WEEK,
    KT_UNIT_MONTH,
    KT_UNIT_YEAR
} kt_date_unit;

enum {
    KT_LONGEST_DATE_WORD = 9 /* longer ones mean nothing here */
};

typedef struct kt_date_word {
    char text[KT_LONGEST_DATE_WORD + 1]; /**< small letters, without
                                              apostrophes */
    unsigned languages;
    kt_date_word_kind kind;
    int value;
} kt_date_word;

/** The first meaning of @p text, in small letters; NULL if it has none. */
const kt_date_word *kt_date_word_find(kt_slice text);

/** The meaning of @p word, the first of its text or NULL, that is of one of
 * @p kinds: bits 1 << kind. NULL if there is none. */
const kt_date_word *kt_date_word_as(const kt_date_word *word, unsigned kinds);

#endif
