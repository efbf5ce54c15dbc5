/**
 * @file
 * Counters: texts and numbers, as a table in which what is absent reads as 0.
 */
#ifndef KTOOL_COUNTER_H
#define KTOOL_COUNTER_H

#include <ktool/slice.h>
#include <ktool/status.h>
#include <stdint.h>

/** A number as Lua has it: an integer or a float. */
typedef struct kt_number {
    bool is_float;
    union {
        int64_t integer;
        double real;
    } as;
} kt_number;

static inline kt_number kt_integer(int64_t value)
{
    return (kt_number){.is_float = false, .as.integer = value};
}

static inline kt_number kt_real(double value)
{
    return (kt_number){.is_float = true, .as.real = value};
}

/** Negative, 0 or positive; exact also where a float meets an integer. */
int kt_number_compare(kt_number a, kt_number b);

/** @p a + @p b; false if two integers overflow. */
bool kt_number_add(kt_number a, kt_number b, kt_number *sum);

typedef struct kt_counter kt_counter;

kt_status kt_counter_new(kt_counter **out, kt_error *err);
void kt_counter_free(kt_counter *counter);

/** How many keys there are. */
size_t kt_counter_count(const kt_counter *counter);

/** The number of @p key; integer 0 if it is absent. The first look-up after
 * keys were appended builds the index. */
kt_status kt_counter_get(kt_counter *counter, kt_slice key, kt_number *out,
                         kt_error *err);
kt_status kt_counter_set(kt_counter *counter, kt_slice key, kt_number value,
                         kt_error *err);

/** Add @p key, which must not be there yet: for filling a new counter fast. */
kt_status kt_counter_append(kt_counter *counter, kt_slice key, kt_number value,
                            kt_error *err);

/** Add every number of @p from to that of the same key in @p into.
 * @retval KT_ERR_LIMIT  integers overflow */
kt_status kt_counter_merge(kt_counter *into, const kt_counter *from,
                           kt_error *err);

/** The sum of all numbers. @retval KT_ERR_LIMIT  integers overflow */
kt_status kt_counter_total(const kt_counter *counter, kt_number *out,
                           kt_error *err);

/** A key and its number; the key is borrowed from the counter. */
typedef struct kt_count {
    kt_slice key;
    kt_number value;
} kt_count;

/**
 * The @p limit largest: by number, the largest first, then by key in the
 * order of code points. A snapshot, which the caller releases with free();
 * its keys stay those of the counter, which only ever adds keys.
 */
kt_status kt_counter_top(const kt_counter *counter, size_t limit,
                         kt_count **out, size_t *count, kt_error *err);

#endif
