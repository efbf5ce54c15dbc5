/**
 * @file
 * A pattern of PCRE2 that is compiled to machine code when it is tried, or if
 * it may be interpreted, when it has been tried some times: compiling takes a
 * hundred times as long as trying it, and most patterns are hardly ever tried
 * on a few articles. Reading it takes long, too, and a pattern of which tests
 * have shown that PCRE2 takes it waits for its first try.
 *
 * The interpreter and the machine code of PCRE2 do not agree on every pattern:
 * (?>\w+?)a$ is found in "cbaaa" by the former alone. What is found must not
 * depend on how often, and on which thread, a pattern was tried, so only a
 * pattern is interpreted of which tests have shown that they agree.
 */
#ifndef KT_ARTICLE_REGEX_H
#define KT_ARTICLE_REGEX_H

#include <ktool/slice.h>
#include <ktool/status.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

/* PCRE2 for texts of bytes; only this folder knows of it. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

typedef struct kt_regex {
    _Atomic(pcre2_code *) code; /**< to be interpreted; NULL: not yet compiled.
                                     It never changes, so that threads may use
                                     it while another one compiles it further */
    _Atomic(pcre2_code *) machine; /**< a copy with machine code, `code` itself
                                        if it cannot have any; NULL: not yet */
    bool is_tested;                /**< it may be interpreted */
    atomic_uint tries; /**< so far, if it may, until there is machine code */
    uint32_t options;
    size_t len;
    char text[];
} kt_regex;

/**
 * Make a pattern of a text, which is copied; it is compiled when it is first
 * tried.
 *
 * @param is_tested  PCRE2 takes it and may interpret it
 * @return NULL for want of memory
 */
kt_regex *kt_regex_new(kt_slice text, uint32_t options, bool is_tested);
void kt_regex_free(kt_regex *regex);

/**
 * Compile a pattern that has not been tried.
 *
 * @param problem  receives what PCRE2 does not like about it; empty if nothing
 */
kt_status kt_regex_check(kt_regex *regex, char problem[160], kt_error *err);

/** Limits that make every match end soon. */
typedef struct kt_regex_limits {
    pcre2_match_context *full, *brief;
} kt_regex_limits;

/** False without memory; kt_regex_limits_close() in any case. */
bool kt_regex_limits_open(kt_regex_limits *limits);
void kt_regex_limits_close(kt_regex_limits *limits);

/**
 * Match @p subject, which is UTF-8, from byte @p from on. Any thread may do
 * this.
 *
 * @return as of pcre2_match(); PCRE2_ERROR_NOMEMORY if that was the trouble,
 * and PCRE2_ERROR_NULL if PCRE2 does not take the pattern after all
 */
int kt_regex_match(kt_regex *regex, kt_slice subject, size_t from,
                   uint32_t options, pcre2_match_data *match,
                   const kt_regex_limits *limits);

#endif
