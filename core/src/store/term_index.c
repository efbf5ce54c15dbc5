#include "store/term_index.h"

#include "article/stream.h"
#include "base/list.h"
#include "store/draft.h"
#include "store/term_run.h"

#include <stdlib.h>

enum {
    AHEAD = 16 /* probes to prefetch before they are looked up */
};

static kt_status add_text(kt_term_index *index, kt_slice text, kt_error *err)
{
    kt_buffer_add_slice(&index->text, text);
    if (index->text.len > UINT32_MAX)
        return KT_FAIL(err, KT_ERR_LIMIT,
                       "more than 4 GiB of distinct terms in one store");
    return kt_buffer_status(&index->text, err);
}

static kt_status add_term(kt_term_index *index, kt_slice text, uint8_t class,
                          kt_error *err)
{
    uint32_t n = index->count;
    if (!kt_list_grow(&index->offsets, n + 1, sizeof *index->offsets) ||
        !kt_list_grow(&index->classes, n, sizeof *index->classes))
        return KT_FAIL_NOMEM(err);
    kt_status status = add_text(index, text, err);
    if (status != KT_OK)
        return status;
    index->classes[n] = class;
    index->offsets[n + 1] = (uint32_t)index->text.len;
    index->count++;
    return KT_OK;
}

/* Behind the terms that are there already. */
static kt_status copy_run(kt_term_index *index, const kt_term_run *run,
                          kt_error *err)
{
    uint32_t n = index->count, start = (uint32_t)index->text.len;
    uint32_t length = run->count == 0 ? 0 : run->ends[run->count - 1];
    if (!kt_list_grow(&index->run_starts, index->run_count,
                      sizeof *index->run_starts))
        return KT_FAIL_NOMEM(err);
    index->run_starts[index->run_count++] = n;
    for (uint32_t i = 0; i < run->count; i++) {
        index->offsets[n + i + 1] = start + run->ends[i];
        index->classes[n + i] = run->class[i];
    }
    index->count += run->count;
    return add_text(index, (kt_slice){run->text, length}, err);
}

/* Make the terms of a run known by their surfaces. */
static bool number_run(kt_table *ids, const kt_term_run *run)
{
    kt_probe probes[AHEAD];
    for (size_t i = 0; i < (size_t)run->count + AHEAD; i++) {
        kt_probe *probe = &probes[i % AHEAD];
        if (i >= AHEAD && i - AHEAD < run->count) {
            kt_entry *entry = kt_table_at(ids, probe);
            if (entry == NULL)
                return false;
            entry->value = run->first + i - AHEAD;
        }
        if (i < run->count) {
            uint32_t n = (uint32_t)i;
            *probe = kt_probe_of(kt_term_text(run, n), run->class[n]);
            kt_table_prefetch(ids, probe);
        }
    }
    return true;
}

static kt_status load_runs(kt_term_index *index, const kt_term_run *runs,
                           size_t count, kt_error *err)
{
    size_t terms = 0;
    for (size_t i = 0; i < count; i++)
        terms += runs[i].count;
    if (!kt_list_reserve(&index->offsets, terms + 1, sizeof *index->offsets) ||
        !kt_list_reserve(&index->classes, terms, sizeof *index->classes) ||
        !kt_table_reserve(&index->ids, terms + 1))
        return KT_FAIL_NOMEM(err);
    index->offsets[0] = 0;
    for (size_t i = 0; i < count; i++) {
        kt_status status = copy_run(index, &runs[i], err);
        if (status == KT_OK && !number_run(&index->ids, &runs[i]))
            status = KT_FAIL_NOMEM(err);
        if (status != KT_OK)
            return status;
    }
    index->saved = index->count;
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
    status =
        index == NULL ? KT_FAIL_NOMEM(err) : load_runs(index, runs, count, err);
    kt_term_runs_free(runs, count);
    if (status == KT_OK)
        *out = index;
    else
        kt_term_index_free(index);
    return status;
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
    kt_entry *entry = kt_table_reserve(&index->ids, 1)
                          ? kt_table_at(&index->ids, term)
                          : NULL;
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
