#include "store/term_index.h"

#include "article/stream.h"
#include "base/list.h"
#include "store/draft.h"
#include "store/term_run.h"

#include <stdlib.h>

enum {
    AHEAD = 16, /* terms to prefetch before they are looked up or put in */
    FIRST_CAPACITY = 1024
};

static void put(uint64_t *slots, size_t capacity, uint64_t slot)
{
    size_t i = (slot >> 32) & (capacity - 1);
    while (slots[i] != 0)
        i = (i + 1) & (capacity - 1);
    slots[i] = slot;
}

/* Make room for @p more terms. */
static bool reserve(kt_term_index *index, size_t more)
{
    size_t capacity =
        index->capacity < FIRST_CAPACITY ? FIRST_CAPACITY : index->capacity;
    while (index->count + more > capacity / 4 * 3)
        capacity *= 2;
    if (capacity == index->capacity)
        return true;
    uint64_t *slots = kt_table_memory(capacity * sizeof *slots);
    if (slots == NULL)
        return false;
    for (size_t i = 0; i < index->capacity; i++)
        if (index->slots[i] != 0)
            put(slots, capacity, index->slots[i]);
    free(index->slots);
    index->slots = slots;
    index->capacity = capacity;
    return true;
}

static bool is_term(const kt_term_index *index, uint32_t number,
                    const kt_probe *term)
{
    uint32_t start = index->offsets[number], end = index->offsets[number + 1];
    return index->classes[number] == term->tag &&
           kt_slice_equal((kt_slice){index->text.data + start, end - start},
                          kt_probe_key(term));
}

/* The slot that has the term, or will. There is a free one. */
static uint64_t *slot_of(const kt_term_index *index, const kt_probe *term)
{
    size_t i = term->hash & (index->capacity - 1);
    for (; index->slots[i] != 0; i = (i + 1) & (index->capacity - 1)) {
        uint64_t slot = index->slots[i];
        if (slot >> 32 == term->hash &&
            is_term(index, (uint32_t)slot - 1, term))
            break;
    }
    return &index->slots[i];
}

static uint64_t slot_for(uint32_t hash, uint32_t number)
{
    return (uint64_t)hash << 32 | (number + 1);
}

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

/* The hash that a probe for the term has; texts end at @p end. */
static uint32_t hash_of(kt_slice text, uint8_t class, const char *end)
{
    bool is_short = text.len <= KT_INLINE_KEY && end - text.data >= 24;
    kt_probe probe = is_short
                         ? kt_probe_inline(text.data, text.len, class, false)
                         : kt_probe_of(text, class);
    return probe.hash;
}

/* Make the terms of a run known by their surfaces, of which no two are the
 * same; the first has number @p n. */
static void number_run(kt_term_index *index, const kt_term_run *run, uint32_t n)
{
    const char *end =
        run->text + (run->count == 0 ? 0 : run->ends[run->count - 1]);
    for (uint32_t i = 0; i < run->count;) {
        uint64_t slots[AHEAD];
        size_t count = 0;
        for (; count < AHEAD && i < run->count; count++, i++) {
            uint32_t hash = hash_of(kt_term_text(run, i), run->class[i], end);
            slots[count] = slot_for(hash, n + i);
            __builtin_prefetch(&index->slots[hash & (index->capacity - 1)], 1);
        }
        for (size_t k = 0; k < count; k++)
            put(index->slots, index->capacity, slots[k]);
    }
}

static kt_status load_runs(kt_term_index *index, const kt_term_run *runs,
                           size_t count, kt_error *err)
{
    size_t terms = 0, bytes = 0;
    for (size_t i = 0; i < count; i++) {
        terms += runs[i].count;
        bytes += runs[i].count == 0 ? 0 : runs[i].ends[runs[i].count - 1];
    }
    if (!kt_buffer_reserve(&index->text, bytes) ||
        !kt_list_reserve(&index->offsets, terms + 1, sizeof *index->offsets) ||
        !kt_list_reserve(&index->classes, terms, sizeof *index->classes) ||
        !reserve(index, terms))
        return KT_FAIL_NOMEM(err);
    index->offsets[0] = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t first = index->count;
        kt_status status = copy_run(index, &runs[i], err);
        if (status != KT_OK)
            return status;
        number_run(index, &runs[i], first);
    }
    index->saved = index->count;
    return KT_OK;
}

kt_status kt_term_index_load(kt_db *db, kt_term_index **out, kt_error *err)
{
    kt_term_run *runs;
    size_t count;
    *out = NULL;
    kt_status status = kt_term_runs_read(db, false, &runs, &count, err);
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
    free(index->slots);
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
    if (!reserve(index, 1))
        return KT_FAIL_NOMEM(err);
    uint64_t *slot = slot_of(index, term);
    if (*slot == 0) {
        uint32_t number = index->count;
        kt_status status = add_term(index, kt_probe_key(term), term->tag, err);
        if (status != KT_OK)
            return status;
        *slot = slot_for(term->hash, number);
    }
    *id = KT_FIRST_TERM + (uint32_t)*slot - 1;
    return KT_OK;
}

uint32_t kt_term_index_find(const kt_term_index *index, const kt_probe *term)
{
    uint64_t slot = index->capacity == 0 ? 0 : *slot_of(index, term);
    return slot == 0 ? 0 : KT_FIRST_TERM + (uint32_t)slot - 1;
}

kt_status kt_term_index_ids(kt_term_index *index, const kt_probe *terms,
                            uint32_t count, uint32_t *ids, kt_error *err)
{
    kt_status status = KT_OK;
    for (uint32_t i = 0; status == KT_OK && i < count; i++) {
        if (i + AHEAD < count)
            __builtin_prefetch(
                &index->slots[terms[i + AHEAD].hash & (index->capacity - 1)]);
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
