#include "text/stem_exceptions.h"

#include "base/data.h"
#include "text/stem_affix.h"

#include <ktool/text.h>

static kt_slice trim(kt_slice text)
{
    while (text.len > 0 && strchr(" \r", text.data[text.len - 1]) != NULL)
        text.len--;
    return text;
}

/* A folded copy; data is NULL without memory. */
static kt_slice folded_copy(kt_slice text, kt_arena *arena)
{
    kt_buffer folded = {0};
    kt_text_fold(text, &folded);
    kt_slice copy = {NULL, 0};
    if (!folded.failed)
        copy = kt_arena_copy(arena, kt_buffer_slice(&folded));
    kt_buffer_free(&folded);
    return copy;
}

static kt_status add(kt_stem_exceptions *self, kt_slice word, kt_slice stem,
                     kt_error *err)
{
    kt_slice *kept = kt_arena_alloc(&self->stems, sizeof *kept);
    kt_slice key = folded_copy(word, &self->stems);
    if (kept == NULL || key.data == NULL)
        return KT_FAIL_NOMEM(err);
    *kept = folded_copy(stem, &self->stems);
    kt_probe probe = kt_probe_of(key, 0);
    if (kept->data == NULL || !kt_table_reserve(&self->words, 1))
        return KT_FAIL_NOMEM(err);
    kt_entry *entry = kt_table_at(&self->words, &probe);
    if (entry == NULL)
        return KT_FAIL_NOMEM(err);
    entry->value = (uintptr_t)kept;
    return KT_OK;
}

static kt_status add_line(kt_stem_exceptions *self, kt_slice line,
                          const char *name, size_t number, kt_error *err)
{
    line = trim(line);
    if (line.len == 0 || line.data[0] == '#')
        return KT_OK;
    const char *tab = memchr(line.data, '\t', line.len);
    size_t at = tab == NULL ? 0 : (size_t)(tab - line.data);
    /* Folding makes text at most three times as long. */
    if (at == 0 || at + 1 == line.len || line.len > KT_STEM_BYTES / 3)
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "%s, line %zu: expected a word, a tab and its stem",
                       name, number);
    return add(self, kt_slice_sub(line, 0, at),
               kt_slice_sub(line, at + 1, line.len), err);
}

static kt_status add_lines(kt_stem_exceptions *self, kt_slice text,
                           const char *name, kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t number = 1; text.len > 0 && status == KT_OK; number++) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.data);
        status = add_line(self, kt_slice_sub(text, 0, len), name, number, err);
        text = kt_slice_sub(text, end == NULL ? len : len + 1, text.len);
    }
    return status;
}

kt_status kt_stem_exceptions_read(const char *name, kt_stem_exceptions *out,
                                  kt_error *err)
{
    *out = (kt_stem_exceptions){0};
    kt_buffer text = {0};
    kt_status status = kt_data_read(name, &text, err);
    if (status == KT_OK) {
        out->hash = kt_hash(kt_buffer_slice(&text), 0);
        status = add_lines(out, kt_buffer_slice(&text), name, err);
    }
    kt_buffer_free(&text);
    if (status != KT_OK)
        kt_stem_exceptions_free(out);
    return status;
}

void kt_stem_exceptions_free(kt_stem_exceptions *self)
{
    kt_table_free(&self->words);
    kt_arena_free(&self->stems);
    *self = (kt_stem_exceptions){0};
}

const kt_slice *kt_stem_exceptions_find(const kt_stem_exceptions *self,
                                        kt_slice folded)
{
    if (folded.len == 0)
        return NULL;
    kt_probe probe = kt_probe_of(folded, 0);
    const kt_entry *entry = kt_table_find(&self->words, &probe);
    return entry == NULL ? NULL : (const kt_slice *)(uintptr_t)entry->value;
}
