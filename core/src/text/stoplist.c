#include "text/stoplist.h"

#include "base/data.h"

#include <stdio.h>

static kt_status add_lines(kt_stoplist *list, kt_slice text, kt_error *err)
{
    while (text.len > 0) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.data);
        kt_slice word = kt_slice_sub(text, 0, len);
        text = kt_slice_sub(text, end == NULL ? len : len + 1, text.len);
        if (word.len > 0 && word.data[word.len - 1] == '\r')
            word.len--;
        if (word.len == 0 || word.data[0] == '#')
            continue;
        kt_probe probe = kt_probe_of(word, 0);
        if (!kt_table_reserve(&list->words, 1) ||
            kt_table_at(&list->words, &probe) == NULL)
            return KT_FAIL_NOMEM(err);
    }
    return KT_OK;
}

static void add_name(void *ctx, const char *name)
{
    const char *dot = strrchr(name, '.');
    if (dot == NULL || strcmp(dot, ".txt") != 0)
        return;
    kt_buffer_add_string(ctx, " ");
    kt_buffer_add(ctx, name, (size_t)(dot - name));
}

static kt_status no_such_list(kt_slice name, kt_error *err)
{
    kt_buffer names = {0};
    kt_data_each("stopwords", add_name, &names);
    kt_fail(err, KT_ERR_NOT_FOUND, "no stop list '%.*s'; there are:%.*s none",
            (int)name.len, name.data, (int)names.len,
            names.data == NULL ? "" : names.data);
    kt_buffer_free(&names);
    return KT_ERR_NOT_FOUND;
}

static kt_status add_list(kt_stoplist *list, kt_slice name, kt_error *err)
{
    char file[128];
    bool plain = name.len > 0 && name.len < 64 &&
                 memchr(name.data, '/', name.len) == NULL &&
                 name.data[0] != '.';
    if (!plain)
        return no_such_list(name, err);
    snprintf(file, sizeof file, "stopwords/%.*s.txt", (int)name.len, name.data);
    kt_buffer text = {0};
    kt_status status = kt_data_read(file, &text, err);
    if (status == KT_OK)
        status = add_lines(list, kt_buffer_slice(&text), err);
    else if (status == KT_ERR_NOT_FOUND)
        status = no_such_list(name, err);
    kt_buffer_free(&text);
    return status;
}

kt_status kt_stoplist_read(const char *names, kt_stoplist *out, kt_error *err)
{
    *out = (kt_stoplist){0};
    if (names == NULL || strcmp(names, "none") == 0)
        return KT_OK;
    kt_status status = KT_OK;
    while (status == KT_OK && names != NULL) {
        const char *plus = strchr(names, '+');
        size_t len = plus == NULL ? strlen(names) : (size_t)(plus - names);
        status = add_list(out, (kt_slice){names, len}, err);
        names = plus == NULL ? NULL : plus + 1;
    }
    if (status != KT_OK)
        kt_stoplist_free(out);
    return status;
}

void kt_stoplist_free(kt_stoplist *list)
{
    kt_table_free(&list->words);
}

bool kt_stoplist_has(const kt_stoplist *list, kt_slice folded)
{
    if (list->words.count == 0 || folded.len == 0)
        return false;
    kt_probe probe = kt_probe_of(folded, 0);
    return kt_table_find(&list->words, &probe) != NULL;
}
