/**
 * @file
 * The rules by which the text of articles is told from furniture: data files
 * that users add to.
 */
#ifndef KTOOL_CLEANING_H
#define KTOOL_CLEANING_H

#include <ktool/status.h>
#include <stddef.h>
#include <stdint.h>

/** A line of a rule file that cannot be used; another status than KT_OK ends
 * the reading. @p line counts from 1. */
typedef kt_status kt_cleaning_fault(void *ctx, const char *file, size_t line,
                                    const char *problem);

/**
 * Read and compile all rules, and call back for each line that cannot be
 * used.
 *
 * @param rules  receives the number of rules that can
 */
kt_status kt_cleaning_check(kt_cleaning_fault *fault, void *ctx, size_t *rules,
                            kt_error *err);

/** Hash all rule files and lists, for the fingerprint; 0 if there are none. */
kt_status kt_cleaning_hash(uint64_t *out, kt_error *err);

/** The version of PCRE2, whose Unicode tables patterns go by; part of the
 * fingerprint. */
void kt_cleaning_matcher(char version[64]);

#endif
