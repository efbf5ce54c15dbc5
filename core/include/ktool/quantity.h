/**
 * @file
 * Quantities: what the number tokens of a text are worth.
 */
#ifndef KTOOL_QUANTITY_H
#define KTOOL_QUANTITY_H

#include <ktool/tokens.h>

/** The words beside numbers, such as Rp, juta and persen; only read once
 * made, so that threads may share it. */
typedef struct kt_units kt_units;

/**
 * Read the data file units.tsv, whose head says what it may hold.
 *
 * @param out  the caller owns it and releases it with kt_units_free()
 * @retval KT_ERR_NOT_FOUND  there is no such file
 * @retval KT_ERR_FORMAT     a line of it; the message quotes it
 */
kt_status kt_units_new(kt_units **out, kt_error *err);
void kt_units_free(kt_units *units);

/** A number with what belongs to it, and its value: exactly digits /
 * 10^decimals, so that 40,512 triliun is 40512000000000. */
typedef struct kt_quantity {
    size_t start, end; /**< bytes of the text, from the currency or sign to the
                            unit; equal where there is no quantity */
    int64_t digits;    /**< of at most 18 digits */
    unsigned decimals; /**< at most 18, and no more than are needed */
    const char *unit; /**< "IDR", "percent", "km²"; NULL if there is none or it
                           is not certain. Borrowed from the kt_units. */
} kt_quantity;

/** The nearest double, or one beside it if digits is beyond 2^53. */
double kt_quantity_value(const kt_quantity *quantity);

/** Enough for any value as text and a NUL. */
#define KT_QUANTITY_SIZE 24

/** Write the exact value without an exponent: -0.5, 40512000000000.
 *
 * @return the length */
size_t kt_quantity_format(const kt_quantity *quantity,
                          char text[KT_QUANTITY_SIZE]);

/** Tokens of a text that a walk keeps around the present one. */
#define KT_QUANTITY_WINDOW 16

/** A walk over the tokens of a text that knows their quantities; begin with
 * {.units = units, .scanner = {.text = text, .tokenizer = tokenizer}}. */
typedef struct kt_quantities {
    const kt_units *units;
    kt_scanner scanner;
    kt_token window[KT_QUANTITY_WINDOW]; /**< token n at n % its length */
    size_t read, given;                  /**< how many tokens */
    size_t taken; /**< tokens up to the end of the last quantity */
} kt_quantities;

/**
 * The next token, or false at the end.
 *
 * @param quantity  where @p token is a number whose value is certain, what it
 *                  is worth with the tokens around it; otherwise start and
 *                  end are 0. It does not cross lines. Linear in the text.
 */
bool kt_quantities_next(kt_quantities *walk, kt_token *token,
                        kt_quantity *quantity);

#endif
