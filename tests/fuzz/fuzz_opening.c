#include "fuzz.h"

#include "article/cleaning_opening.h"
#include "article/regex.h"

/* A pattern, a line break and a text. What PCRE2 finds in the text must begin
 * as the opening says. */
static void compare(const kt_opening *opening, const kt_regex *regex,
                    kt_slice text)
{
    pcre2_match_data *match = pcre2_match_data_create(1, NULL);
    pcre2_match_context *limits = pcre2_match_context_create(NULL);
    assert(match != NULL && limits != NULL);
    pcre2_set_match_limit(limits, 1000);
    bool found = pcre2_match(regex->code, (PCRE2_SPTR)text.data, text.len, 0, 0,
                             match, limits) > 0;
    size_t start = found ? pcre2_get_startchar(match) : 0;
    assert(!found || !opening->at_front || start == 0);
    for (size_t i = 0; found && i < KT_OPENING && i < text.len - start; i++)
        assert(kt_has_byte(opening->set[i], (uint8_t)text.data[start + i]));
    pcre2_match_data_free(match);
    pcre2_match_context_free(limits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice all = {(const char *)data, size};
    const char *end = size == 0 ? NULL : memchr(data, '\n', size);
    size_t len = end == NULL ? size : (size_t)(end - all.data);
    char problem[160];
    kt_opening opening;
    kt_slice pattern = kt_slice_sub(all, 0, len);
    kt_opening_of(pattern, &opening);
    kt_regex *regex = kt_regex_new(pattern, 0, false, problem);
    if (regex != NULL && len < size)
        compare(&opening, regex, kt_slice_sub(all, len + 1, size));
    kt_regex_free(regex);
    return 0;
}
