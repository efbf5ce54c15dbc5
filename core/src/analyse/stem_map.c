#include "analyse/term_map.h"
#include "base/table.h"

#include "store/stems.h"

#include <stdlib.h>

/* What the store knows of a key. */
typedef struct form {
    uint32_t term; /* one that has it; 0: none of those that count */
    bool lower;    /* whether it stands somewhere without a capital */
} form;

static void find_forms(const kt_term_map *map, const kt_store *store,
                       form *forms)
{
    for (size_t r = 0; r < store->run_count; r++) {
        const kt_term_run *run = &store->runs[r];
        for (uint32_t i = 0; i < run->count; i++) {
            uint32_t key = map->key_of[run->first + i];
            if (key == KT_NO_KEY)
                continue;
            form *f = &forms[key];
            f->term = run->first + i;
            if (!f->lower)
                f->lower = kt_slice_equal(kt_term_text(run, i),
                                          kt_term_folded(run, run->folded[i]));
        }
    }
}

/* Put its stem in the place of each key, unless it is a name. */
static void stem_keys(kt_term_map *map, const form *forms,
                      const kt_stems *stems)
{
    for (uint32_t key = 0; key < map->key_count; key++) {
        const form *f = &forms[key];
        if (f->term != 0 && (f->lower || kt_stems_knows(stems, f->term)))
            map->keys[key] = kt_stems_of(stems, f->term, map->keys[key]);
    }
}

/* Number the distinct keys; new_key tells which one each key has. */
static bool unite(kt_term_map *map, uint32_t *new_key)
{
    kt_table numbers = {0};
    uint32_t count = 0;
    bool complete = true;
    for (uint32_t key = 0; complete && key < map->key_count; key++) {
        kt_slice stem = map->keys[key];
        kt_probe probe = kt_probe_of(stem, 0);
        kt_entry *entry = kt_table_reserve(&numbers, 1)
                              ? kt_table_at(&numbers, &probe)
                              : NULL;
        complete = entry != NULL;
        if (complete && entry->value == 0) {
            map->keys[count++] = stem;
            entry->value = count;
        }
        if (complete)
            new_key[key] = (uint32_t)entry->value - 1;
    }
    map->key_count = count;
    kt_table_free(&numbers);
    return complete;
}

static bool join(kt_term_map *map, const kt_store *store, const kt_stems *stems)
{
    form *forms = calloc((size_t)map->key_count + 1, sizeof *forms);
    uint32_t *new_key = malloc(((size_t)map->key_count + 1) * sizeof *new_key);
    bool complete = forms != NULL && new_key != NULL;
    if (complete) {
        find_forms(map, store, forms);
        stem_keys(map, forms, stems);
        complete = unite(map, new_key);
    }
    for (uint32_t id = 0; complete && id < map->ids; id++) {
        if (map->key_of[id] != KT_NO_KEY)
            map->key_of[id] = new_key[map->key_of[id]];
    }
    free(forms);
    free(new_key);
    return complete;
}

kt_status kt_term_map_stem(kt_term_map *map, kt_store *store,
                           kt_stemmer *stemmer, kt_error *err)
{
    const kt_stems *stems;
    kt_status status = kt_store_stems(store, stemmer, &stems, err);
    if (status == KT_OK && !join(map, store, stems))
        status = KT_FAIL_NOMEM(err);
    return status;
}
