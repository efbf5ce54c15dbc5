/**
 * @file
 * What the Unicode Character Database says of each code point, as far as
 * word boundaries and folding need it: one two-stage table of 16-bit entries,
 * and ranges for what is seldom asked.
 */
#ifndef KT_TEXT_UNICODE_TABLES_H
#define KT_TEXT_UNICODE_TABLES_H

#include <stddef.h>
#include <stdint.h>

/** Word_Break, in the order that unicode_tables.lua numbers it. */
typedef enum kt_wb {
    WB_OTHER,
    WB_CR,
    WB_LF,
    WB_NEWLINE,
    WB_EXTEND,
    WB_ZWJ,
    WB_FORMAT,
    WB_KATAKANA,
    WB_HEBREW_LETTER,
    WB_ALETTER,
    WB_MID_LETTER,
    WB_MID_NUM,
    WB_MID_NUM_LET,
    WB_SINGLE_QUOTE,
    WB_DOUBLE_QUOTE,
    WB_NUMERIC,
    WB_EXTEND_NUM_LET,
    WB_WSEG_SPACE,
    WB_REGIONAL_INDICATOR
} kt_wb;

/** The bits of an entry. */
enum {
    KT_UNI_WB = 0x1f,           /**< its kt_wb */
    KT_UNI_PICTOGRAPHIC = 0x20, /**< Extended_Pictographic */
    KT_UNI_SPACE = 0x40,        /**< White_Space */
    KT_UNI_KIND = 0x180,        /**< one of the four below */
    KT_UNI_LETTER = 0x080,
    KT_UNI_DIGIT = 0x100,
    KT_UNI_PUNCT = 0x180,
    KT_UNI_COMPLEX = 0x200, /**< NFC or folding is more than adding a delta */
    KT_UNI_FOLD_SHIFT = 10  /**< above it: index into kt_unicode_fold_delta */
};

extern const char kt_unicode_tables_version[];
extern const uint8_t kt_unicode_block[];
extern const uint16_t kt_unicode_entry[];
extern const int32_t kt_unicode_fold_delta[];

/** Code points from first to last, both included. */
typedef struct kt_code_range {
    uint32_t first, last;
} kt_code_range;

/** Cased, in ascending order. */
extern const kt_code_range kt_unicode_cased[];
extern const size_t kt_unicode_cased_count;

/** The letters of the Latin, Greek and Cyrillic scripts, in ascending order. */
extern const kt_code_range kt_unicode_alphabet[];
extern const size_t kt_unicode_alphabet_count;

/** The entry of @p code, which must be at most U+10FFFF. */
static inline uint16_t kt_unicode(uint32_t code)
{
    return kt_unicode_entry[kt_unicode_block[code >> 7] * 128u + (code & 127)];
}

#endif
