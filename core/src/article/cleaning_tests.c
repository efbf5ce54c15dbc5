#include "article/cleaning_tests.h"

#include "base/data.h"
#include "base/list.h"

#include <ktool/text.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    LONGEST_NAME = 60 /* bytes */
};

static void free_test(kt_clean_test *test)
{
    kt_table_free(&test->entries);
    kt_regex_free(test->regex);
}

void kt_clean_tests_free(kt_clean_tests *tests)
{
    for (size_t i = 0; i < tests->count; i++)
        free_test(&tests->list[i]);
    free(tests->list);
    *tests = (kt_clean_tests){0};
}

void kt_list_key(kt_slice text, kt_buffer *folded, kt_buffer *key)
{
    kt_buffer_clear(folded);
    kt_buffer_clear(key);
    kt_text_fold(text, folded);
    for (size_t i = 0; i < folded->len; i++) {
        const char *p = folded->data + i;
        bool wide = i + 1 < folded->len && memcmp(p, "\u00a0", 2) == 0;
        if (*p != ' ' && (*p < '\t' || *p > '\r') && !wide)
            kt_buffer_add_char(key, *p);
        else if (key->len > 0 && key->data[key->len - 1] != ' ')
            kt_buffer_add_char(key, ' ');
        i += wide;
    }
}

static kt_status add_entry(kt_table *entries, kt_slice line, kt_buffer *folded,
                           kt_buffer *key, kt_error *err)
{
    kt_list_key(line, folded, key);
    if (key->failed || folded->failed || !kt_table_reserve(entries, 1))
        return KT_FAIL_NOMEM(err);
    if (key->len == 0)
        return KT_OK;
    kt_probe probe = kt_probe_of(kt_buffer_slice(key), 0);
    return kt_table_at(entries, &probe) != NULL ? KT_OK : KT_FAIL_NOMEM(err);
}

static kt_status read_list(kt_clean_test *test, char problem[160],
                           kt_error *err)
{
    char file[128];
    kt_buffer text = {0}, folded = {0}, key = {0};
    snprintf(file, sizeof file, "cleaning/%.*s.txt", (int)test->name.len,
             test->name.data);
    kt_status status = kt_data_read(file, &text, err);
    if (status == KT_ERR_NOT_FOUND)
        snprintf(problem, 160, "no list %s", file);
    kt_slice rest = kt_buffer_slice(&text), line;
    while (status == KT_OK && kt_data_next_line(&rest, &line))
        status = add_entry(&test->entries, line, &folded, &key, err);
    kt_buffer_free(&text);
    kt_buffer_free(&folded);
    kt_buffer_free(&key);
    return status == KT_ERR_NOT_FOUND ? KT_OK : status;
}

static kt_status read_definition(kt_clean_test *test, kt_clean_rows *rows,
                                 char problem[160], kt_error *err)
{
    kt_buffer pattern = {0};
    kt_status status = KT_OK;
    bool good = kt_clean_rows_expand(rows, test->name, &pattern, problem);
    if (good)
        test->regex = kt_regex_new(kt_buffer_slice(&pattern),
                                   PCRE2_ANCHORED | PCRE2_ENDANCHORED,
                                   !rows->has_untested);
    if (pattern.failed || (good && test->regex == NULL))
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK && good && rows->has_untested)
        status = kt_regex_check(test->regex, problem, err);
    kt_buffer_free(&pattern);
    return status;
}

static bool is_definition(kt_slice name)
{
    return name.len > 2 && name.data[0] == '{' &&
           name.data[name.len - 1] == '}';
}

kt_status kt_clean_tests_find(kt_clean_tests *tests, kt_clean_rows *rows,
                              kt_slice name, size_t *number, char problem[160],
                              kt_error *err)
{
    *number = 0;
    problem[0] = '\0';
    for (size_t i = 0; i < tests->count; i++) {
        if (kt_slice_equal(tests->list[i].name, name)) {
            *number = i + 1;
            return KT_OK;
        }
    }
    /* Of other names kt_cleaning_hash() would not see the file. */
    if (name.len == 0 || name.len > LONGEST_NAME || name.data[0] == '.' ||
        memchr(name.data, '/', name.len) != NULL) {
        snprintf(problem, 160, "after ':' stands a list or a {definition}");
        return KT_OK;
    }
    if (!kt_list_grow(&tests->list, tests->count, sizeof *tests->list))
        return KT_FAIL_NOMEM(err);
    kt_clean_test *test = &tests->list[tests->count];
    *test = (kt_clean_test){.name = name};
    kt_status status = is_definition(name)
                           ? read_definition(test, rows, problem, err)
                           : read_list(test, problem, err);
    if (status == KT_OK && problem[0] == '\0')
        *number = ++tests->count;
    else
        free_test(test);
    return status;
}
