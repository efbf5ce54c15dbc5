#include "text/stoplist.h"

#include "base/data.h"

static kt_status add_list(kt_stoplist *list, kt_slice name, kt_error *err)
{
    kt_buffer text = {0};
    kt_status status =
        kt_data_read_list("stopwords", "no stop list", name, &text, err);
    kt_slice rest = kt_buffer_slice(&text), word;
    while (status == KT_OK && kt_data_next_line(&rest, &word)) {
        kt_probe probe = kt_probe_of(word, 0);
        if (!kt_table_reserve(&list->words, 1) ||
            kt_table_at(&list->words, &probe) == NULL)
            status = KT_FAIL_NOMEM(err);
    }
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
