/**
 * @file
 * Where a match of a pattern may begin, read from the pattern itself.
 */
#ifndef KT_ARTICLE_CLEANING_OPENING_H
#define KT_ARTICLE_CLEANING_OPENING_H

#include <ktool/text.h>
#include <stdbool.h>
#include <stdint.h>

enum {
    KT_OPENING = 6 /**< bytes of a match's beginning that are known */
};

/** The bytes that may stand in each of a match's first places, a bit for each.
 * What lies behind a match's end is any byte. */
typedef struct kt_opening {
    uint8_t set[KT_OPENING][32];
    bool at_front; /**< and every match begins where the text does */
    bool at_end;   /**< it ends there too, so that there is none where the text
                        goes on */
} kt_opening;

/** Whether a set of bytes has @p byte. */
static inline bool kt_has_byte(const uint8_t set[32], uint8_t byte)
{
    return (set[byte >> 3] >> (byte & 7) & 1) != 0;
}

struct kt_clean_rows;

/** Reads openings, each definition's once. */
typedef struct kt_openings kt_openings;

/**
 * A reader of patterns that name definitions of @p rows, which must outlive
 * it; NULL without memory.
 */
kt_openings *kt_openings_new(const struct kt_clean_rows *rows);
void kt_openings_free(kt_openings *openings);

/**
 * Read how the matches of @p pattern begin, compiled by PCRE2 with PCRE2_UTF
 * and PCRE2_UCP. Every match does begin so; not everything that does is one:
 * what is looked at behind or must not be there is passed over, and what is not
 * understood may be any byte. Any text may be given; one that PCRE2 does not
 * take has no matches.
 *
 * @param openings  to know what {name} and {&name} stand for, nowhere by
 *                  itself; NULL if there are no names
 */
void kt_opening_of(kt_openings *openings, kt_slice pattern, kt_opening *out);

#endif
