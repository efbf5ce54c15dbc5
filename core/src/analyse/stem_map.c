#include "analyse/term_map.h"
#include "base/table.h"

#include <stdlib.h>

/* Which keys stand in the store without a capital anywhere. */
static bool *find_lower(const kt_term_map *map, const kt_store *store)
{
    bool *lower = calloc((size_t)map->key_count + 1, sizeof *lower);
    for (size_t r = 0; lower != NULL && r < store->run_count; r++) {
        const kt_term_run *run = &store->runs[r];
        for (uint32_t i = 0; i < run->count; i++) {
            uint32_t key = map->key_of[run->first + i];
            if (key != KT_NO_KEY && !lower[key])
                lower[key] = kt_slice_equal(
                    kt_term_text(run, i), kt_term_folded(run, run->folded[i]));
        }
    }
    return lower;
}

/* Append the stems of all keys to map->stems, and where each ends to ends. */
static bool stem_all(kt_term_map *map, const bool *lower, kt_stemmer *stemmer,
                     size_t *ends)
{
    for (uint32_t key = 0; key < map->key_count; key++) {
        kt_slice word = map->keys[key];
        bool name = !lower[key] && !kt_stemmer_knows(stemmer, word);
        if (name)
            kt_buffer_add_slice(&map->stems, word);
        else
            kt_stemmer_stem(stemmer, word, &map->stems);
        ends[key] = map->stems.len;
    }
    return !map->stems.failed;
}

/* Number the distinct stems; new_key tells which one each key has. */
static bool unite(kt_term_map *map, const size_t *ends, uint32_t *new_key)
{
    kt_table numbers = {0};
    size_t start = 0;
    uint32_t count = 0;
    bool complete = true;
    for (uint32_t key = 0; complete && key < map->key_count; key++) {
        kt_slice stem = {map->stems.data + start, ends[key] - start};
        kt_probe probe = kt_probe_of(stem, 0);
        kt_entry *entry = kt_table_reserve(&numbers, 1)
                              ? kt_table_at(&numbers, &probe)
                              : NULL;
        start = ends[key];
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

kt_status kt_term_map_stem(kt_term_map *map, const kt_store *store,
                           kt_stemmer *stemmer, kt_error *err)
{
    bool *lower = find_lower(map, store);
    size_t *ends = malloc(((size_t)map->key_count + 1) * sizeof *ends);
    uint32_t *new_key = malloc(((size_t)map->key_count + 1) * sizeof *new_key);
    bool complete = lower != NULL && ends != NULL && new_key != NULL &&
                    stem_all(map, lower, stemmer, ends) &&
                    unite(map, ends, new_key);
    for (uint32_t id = 0; complete && id < map->ids; id++) {
        if (map->key_of[id] != KT_NO_KEY)
            map->key_of[id] = new_key[map->key_of[id]];
    }
    free(lower);
    free(ends);
    free(new_key);
    return complete ? KT_OK : KT_FAIL_NOMEM(err);
}
