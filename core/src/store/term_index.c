#include "store/term_index.h"

#include "article/stream.h"
#include "base/list.h"
#include "store/draft.h"
#include "store/term_run.h"

#include <stdlib.h>

enum {
    AHEAD = 16 /* probes to prefetch before they are looked up */
};

static kt_status add_term(kt_term_index *index, kt_slice text, uint8_t class,
                          kt_error *err)
{
    uint32_t n = index->count;
    if (!kt_list_grow(&index->offsets, n + 1, sizeof *index->offsets) ||
        !kt_list_grow(&index->classes, n, sizeof *index->classes))
        return KT_FAIL_NOMEM(err);
    kt_buffer_add_slice(&index->text, text);
    if (index->text.len > UINT32_MAX)
        return KT_FAIL(err, KT_ERR_LIMIT,
                       "more than 4 GiB of distinct terms in one store");
    index->classes[n] = class;
    index->offsets[n + 1] = (uint32_t)index->text.len;
    index->count++;
    return kt_buffer_status(&index->text, err);
}

static kt_status load_run(kt_term_index *index, const kt_term_run *run,
                          kt_error *err)
{
    if (!kt_list_grow(&index->run_starts, index->run_count,
                      sizeof *index->run_starts) ||
        !kt_table_reserve(&index->ids, run->count))
        return KT_FAIL_NOMEM(err);
    index->run_starts[index->run_count++] = index->count;
    for (uint32_t i = 0; i < run->count; i++) {
        kt_slice text = kt_term_text(run, i);
        kt_status status = add_term(index, text, run->class[i], err);
        if (status != KT_OK)
            return status;
        kt_probe probe = kt_probe_of(text, run->class[i]);
        kt_entry *entry = kt_table_at(&index->ids, &probe);
        if (entry == NULL)
            return KT_FAIL_NOMEM(err);
        entry->value = run->first + i;
    }
    return KT_OK;
}

kt_status kt_term_index_load(kt_db *db, kt_term_index **out, kt_error *err)
{
    kt_term_run *runs;
    size_t count;
    *out = NULL;
    kt_status status = kt_term_runs_read(db, &runs, &count, err);
    if (status != KT_OK)
        return status;
    kt_term_index *index = calloc(1, sizeof *index);
    if (index == NULL ||
        !kt_list_grow(&index->offsets, 0, sizeof *index->offsets))
        status = KT_FAIL_NOMEM(err);
    else
        index->offsets[0] = 0;
    for (size_t i = 0; status == KT_OK && i < count; i++)
        status = load_run(index, &runs[i], err);
    kt_term_runs_free(runs, count);
    if (status != KT_OK) {
        kt_term_index_free(index);
        return status;
    }
    index->saved = index->count;
    *out = index;
    return KT_OK;
}

void kt_term_index_free(kt_term_index *index)
{
    if (index == NULL)
        return;
    kt_table_free(&index->ids);
    kt_buffer_free(&index->text);
    free(index->offsets);
    free(index->classes);
    free(index->run_starts);
    free(index);
}

static kt_status id_of(kt_term_index *index, const kt_probe *term, uint32_t *id,
                       kt_error *err)
{
    if (term->tag == KT_TAG_MARK) {
        *id = (uint8_t)term->key[0];
        return KT_OK;
    }
    kt_entry *entry = kt_table_at(&index->ids, term);
    if (entry == NULL)
        return KT_FAIL_NOMEM(err);
    if (entry->value == 0) {
        kt_status status = add_term(index, kt_entry_key(entry), term->tag, err);
        if (status != KT_OK)
            return status;
        entry->value = KT_FIRST_TERM + index->count - 1;
    }
    *id = (uint32_t)entry->value;
    return KT_OK;
}

kt_status kt_term_index_ids(kt_term_index *index, const kt_probe *terms,
                            uint32_t count, uint32_t *ids, kt_error *err)
{
    if (!kt_table_reserve(&index->ids, count))
        return KT_FAIL_NOMEM(err);
    kt_status status = KT_OK;
    for (uint32_t i = 0; status == KT_OK && i < count; i++) {
        if (i + AHEAD < count)
            kt_table_prefetch(&index->ids, &terms[i + AHEAD]);
        status = id_of(index, &terms[i], &ids[i], err);
    }
    return status;
}

kt_status kt_term_index_save(kt_term_index *index, kt_db *db, kt_error *err)
{
    if (index->saved == index->count)
        return KT_OK;
    uint32_t start = index->saved;
    while (index->run_count > 0) {
        uint32_t last = index->run_starts[index->run_count - 1];
        if (start - last >= 2 * (index->count - start))
            break;
        start = last;
        index->run_count--;
    }
    if (!kt_list_grow(&index->run_starts, index->run_count,
                      sizeof *index->run_starts))
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_term_run_write(
        db, KT_FIRST_TERM + start, index->count - start, index->text.data,
        index->offsets + start, index->classes + start, err);
    if (status != KT_OK)
        return status;
    index->run_starts[index->run_count++] = start;
    index->saved = index->count;
    return KT_OK;
}
