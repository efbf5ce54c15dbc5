#include "fuzz.h"

#include "article/cleaning_opening.h"
#include "article/cleaning_rows.h"
#include "article/regex.h"

/* What {x} stands for, a pattern and a text, divided by line breaks. What PCRE2
 * finds in the text must begin as the opening says. */
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
    /* An end that is none, as of a paragraph of which the front is seen. */
    if (opening->at_end)
        assert(pcre2_match(regex->code, (PCRE2_SPTR)text.data, text.len, 0,
                           PCRE2_NOTEOL, match, limits) < 0);
    pcre2_match_data_free(match);
    pcre2_match_context_free(limits);
}

static kt_status pass_over(void *ctx, const char *file, size_t line,
                           const char *problem)
{
    (void)ctx, (void)file, (void)line, (void)problem;
    return KT_OK;
}

static void define(kt_clean_rows *rows, kt_slice pattern)
{
    kt_buffer text = {0};
    kt_buffer_add_string(&text, "x\tdefine\t-\t");
    kt_buffer_add_slice(&text, pattern);
    kt_buffer_add_string(&text, "\t-\n");
    const kt_clean_file file = {"x", kt_buffer_slice(&text), false, true};
    rows->fault = pass_over;
    assert(kt_clean_rows_add(rows, &file, NULL) == KT_OK);
    kt_buffer_free(&text);
}

/* What comes before a line break, or all; it is taken from the front. */
static kt_slice take_line(kt_slice *rest)
{
    const char *end =
        rest->len == 0 ? NULL : memchr(rest->data, '\n', rest->len);
    size_t len = end == NULL ? rest->len : (size_t)(end - rest->data);
    kt_slice line = kt_slice_sub(*rest, 0, len);
    *rest = kt_slice_sub(*rest, end == NULL ? len : len + 1, rest->len);
    return line;
}

static void check(kt_clean_rows *rows, kt_slice pattern, kt_slice text)
{
    char problem[160];
    kt_opening opening;
    kt_buffer whole = {0};
    kt_openings *openings = kt_openings_new(rows);
    assert(openings != NULL);
    if (kt_clean_rows_expand(rows, pattern, &whole, problem)) {
        kt_opening_of(openings, pattern, &opening);
        kt_regex *regex = kt_regex_new(kt_buffer_slice(&whole), 0, false);
        assert(regex != NULL && kt_regex_check(regex, problem, NULL) == KT_OK);
        if (problem[0] == '\0')
            compare(&opening, regex, text);
        kt_regex_free(regex);
    }
    kt_openings_free(openings);
    kt_buffer_free(&whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice rest = {(const char *)data, size};
    kt_clean_rows rows = {0};
    define(&rows, take_line(&rest));
    kt_slice pattern = take_line(&rest);
    check(&rows, pattern, rest);
    kt_clean_rows_free(&rows);
    return 0;
}
