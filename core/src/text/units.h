/**
 * @file
 * Looking up the words beside numbers.
 */
#ifndef KT_TEXT_UNITS_H
#define KT_TEXT_UNITS_H

#include <ktool/quantity.h>

enum {
    KT_UNIT_WORDS = 3,  /* tokens of the longest entry */
    KT_UNIT_BYTES = 63, /* of any entry, with a space where there is one */
    KT_NO_EXPONENT = -1
};

/** What an entry does. */
typedef enum kt_unit_role {
    KT_UNIT_PREFIX,
    KT_UNIT_SUFFIX,
    KT_UNIT_SCALE,
    KT_UNIT_JOIN,
    KT_UNIT_ROLE_TOTAL
} kt_unit_role;

/** Where an entry counts, and what it says of the number's marks. */
typedef enum kt_unit_where {
    KT_UNIT_ANYWHERE,
    KT_UNIT_ID, /**< a comma beside it is a decimal comma */
    KT_UNIT_EN, /**< a comma beside it groups thousands */
    KT_UNIT_RUPIAH,
    KT_UNIT_DIRECT,
    KT_UNIT_SCALED,
    KT_UNIT_WHERE_TOTAL
} kt_unit_where;

typedef struct kt_unit {
    const char *name; /**< of the unit; NULL if that is not certain */
    int exponent;     /**< of a scale, as a power of ten; or KT_NO_EXPONENT */
    kt_unit_where where;
} kt_unit;

/** The entry of @p words, which has at most KT_UNIT_BYTES; NULL if there is
 * none. */
const kt_unit *kt_units_find(const kt_units *units, kt_unit_role role,
                             kt_slice words);

#endif
