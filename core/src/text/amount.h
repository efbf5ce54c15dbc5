/**
 * @file
 * The value of a number's digits and marks.
 */
#ifndef KT_TEXT_AMOUNT_H
#define KT_TEXT_AMOUNT_H

#include <ktool/quantity.h>

/** How numbers are written, as far as what stands beside one says so. */
enum {
    KT_STYLE_ID = 1, /* 1.000,5 */
    KT_STYLE_EN = 2  /* 1,000.5 */
};

/** What is known of a number from its surroundings. */
typedef struct kt_amount_hint {
    unsigned style; /**< KT_STYLE_ bits; none or both settle nothing */
    bool measured;  /**< a currency, scale or unit stands beside it, so that
                         9.30 is no clock time and 8.10 no chapter */
    int exponent;   /**< the power of ten of its scale */
} kt_amount_hint;

/** Read @p text, which is digits with points and commas between them, into
 * digits and decimals of @p out; false if its value is not certain or has more
 * than 18 digits. */
bool kt_amount_read(kt_slice text, kt_amount_hint hint, kt_quantity *out);

#endif
