#include "article/regex.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    /* What a match may try, and remember, before it counts as none. A good
     * pattern needs some hundred steps for a window. */
    MATCH_LIMIT = 20000,
    HEAP_LIMIT = 1024, /* KiB */
    /* What the interpreter may try before machine code does it over. It is far
     * from what machine code, which counts other steps, would give up at. */
    BRIEF_LIMIT = 400,
    FEW_TRIES = 100 /* take half as long as compiling to machine code */
};

static pcre2_code *compile(const kt_regex *p, int *number, PCRE2_SIZE *offset)
{
    return pcre2_compile((PCRE2_SPTR)p->text, p->len,
                         PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C |
                             p->options,
                         number, offset, NULL);
}

static bool is_want_of_memory(int number)
{
    return number == PCRE2_ERROR_NOMEMORY || number == PCRE2_ERROR_HEAP_FAILED;
}

kt_regex *kt_regex_new(kt_slice text, uint32_t options, bool is_tested)
{
    kt_regex *p = calloc(1, sizeof *p + text.len);
    if (p == NULL)
        return NULL;
    p->is_tested = is_tested;
    p->options = options;
    p->len = text.len;
    if (text.len > 0)
        memcpy(p->text, text.data, text.len);
    return p;
}

kt_status kt_regex_check(kt_regex *p, char problem[160], kt_error *err)
{
    int number = 0;
    PCRE2_SIZE offset;
    char why[120];
    problem[0] = '\0';
    pcre2_code *code = compile(p, &number, &offset);
    atomic_store(&p->code, code);
    if (code != NULL)
        return KT_OK;
    if (is_want_of_memory(number))
        return KT_FAIL_NOMEM(err);
    pcre2_get_error_message(number, (PCRE2_UCHAR *)why, sizeof why);
    snprintf(problem, 160, "%s (byte %zu of the pattern)", why, offset);
    return KT_OK;
}

void kt_regex_free(kt_regex *p)
{
    if (p == NULL)
        return;
    pcre2_code *code = atomic_load(&p->code),
               *machine = atomic_load(&p->machine);
    if (machine != code)
        pcre2_code_free(machine);
    pcre2_code_free(code);
    free(p);
}

static pcre2_match_context *limited(uint32_t steps)
{
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    if (limits != NULL) {
        pcre2_set_match_limit(limits, steps);
        pcre2_set_heap_limit(limits, HEAP_LIMIT);
    }
    return limits;
}

bool kt_regex_limits_open(kt_regex_limits *limits)
{
    limits->full = limited(MATCH_LIMIT);
    limits->brief = limited(BRIEF_LIMIT);
    return limits->full != NULL && limits->brief != NULL;
}

void kt_regex_limits_close(kt_regex_limits *limits)
{
    pcre2_match_context_free(limits->full);
    pcre2_match_context_free(limits->brief);
}

/* The pattern to be interpreted, compiled if it was not yet; NULL if that
 * fails.
 *
 * @param trouble  receives PCRE2_ERROR_NOMEMORY if that was it */
static pcre2_code *interpretable(kt_regex *p, int *trouble)
{
    int number;
    PCRE2_SIZE offset;
    pcre2_code *first = atomic_load_explicit(&p->code, memory_order_acquire);
    if (first != NULL)
        return first;
    pcre2_code *code = compile(p, &number, &offset);
    if (code == NULL && is_want_of_memory(number))
        *trouble = PCRE2_ERROR_NOMEMORY;
    if (code == NULL || atomic_compare_exchange_strong(&p->code, &first, code))
        return code;
    pcre2_code_free(code); /* another thread was faster */
    return first;
}

/* The same with machine code, or NULL without memory. Without a compiler for
 * this processor, or if it forbids to compile it, it stays as it is. */
static pcre2_code *executable(kt_regex *p, pcre2_code *code)
{
    size_t size = 0;
    pcre2_code *first = NULL, *machine = pcre2_code_copy(code);
    if (machine == NULL)
        return NULL;
    pcre2_jit_compile(machine, PCRE2_JIT_COMPLETE);
    pcre2_pattern_info(machine, PCRE2_INFO_JITSIZE, &size);
    if (size == 0) {
        pcre2_code_free(machine);
        machine = code;
    }
    if (atomic_compare_exchange_strong(&p->machine, &first, machine))
        return machine;
    if (machine != code)
        pcre2_code_free(machine);
    return first;
}

static int interpret(const pcre2_code *code, kt_slice subject, size_t from,
                     uint32_t options, pcre2_match_data *match,
                     pcre2_match_context *limits)
{
    return pcre2_match(code, (PCRE2_SPTR)subject.data, subject.len, from,
                       PCRE2_NO_UTF_CHECK | options, match, limits);
}

/* Whether it is for this try to compile a pattern to machine code. What other
 * threads try meanwhile may be interpreted. */
static bool is_due(kt_regex *p)
{
    return !p->is_tested ||
           atomic_fetch_add_explicit(&p->tries, 1, memory_order_relaxed) ==
               FEW_TRIES;
}

int kt_regex_match(kt_regex *p, kt_slice subject, size_t from, uint32_t options,
                   pcre2_match_data *match, const kt_regex_limits *limits)
{
    int found = PCRE2_ERROR_NULL; /* as for no pattern */
    pcre2_code *machine =
        atomic_load_explicit(&p->machine, memory_order_acquire);
    pcre2_code *code = interpretable(p, &found);
    if (code == NULL)
        return found;
    if (machine == NULL && !is_due(p)) {
        found = interpret(code, subject, from, options, match, limits->brief);
        if (found >= PCRE2_ERROR_NOMATCH || found == PCRE2_ERROR_NOMEMORY)
            return found;
    }
    if (machine == NULL)
        machine = executable(p, code);
    if (machine == NULL)
        return PCRE2_ERROR_NOMEMORY;
    return machine == code
               ? interpret(code, subject, from, options, match, limits->full)
               : pcre2_jit_match(machine, (PCRE2_SPTR)subject.data, subject.len,
                                 from, options, match, limits->full);
}
