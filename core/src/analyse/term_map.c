#include "analyse/term_map.h"

#include "article/stream.h"
#include "base/table.h"

#include <stdlib.h>

kt_slice kt_word_form(kt_slice word, unsigned form, kt_buffer *spare)
{
    if ((form & ~KT_FORM_FOLD) == 0)
        return word;
    spare->len = 0; /* a failure stays */
    kt_text_form(word, form, spare);
    return kt_buffer_slice(spare);
}

bool kt_word_counts(kt_slice word, kt_slice folded, unsigned min,
                    const kt_stoplist *stop)
{
    if (min > 1) {
        unsigned points = 0;
        for (size_t i = 0; i < word.len && points < min; i++)
            points += ((uint8_t)word.data[i] & 0xC0) != 0x80;
        if (points < min)
            return false;
    }
    return !kt_stoplist_has(stop, folded);
}

/* While a map is made. */
typedef struct making {
    const kt_words_options *options;
    const kt_stoplist *stop;
    kt_table numbers; /* word -> key + 1, where words may be alike */
    kt_term_map map;
    uint32_t *run_keys; /* for one run: folded form -> key */
    kt_buffer spare;
} making;

/* Bring a word of the store into its form. */
static bool take_form(making *m, unsigned form, kt_slice *word)
{
    kt_slice formed = kt_word_form(*word, form, &m->spare);
    if (m->spare.failed)
        return false;
    if (!kt_slice_equal(formed, *word))
        *word = kt_arena_copy(&m->map.formed, formed);
    return word->data != NULL;
}

/* Give a word its key: with several runs, with case kept apart or in another
 * form, the same word may come again. */
static bool add_key(making *m, kt_slice word, kt_slice folded, bool may_repeat,
                    uint32_t *key)
{
    *key = KT_NO_KEY;
    if (!kt_word_counts(word, folded, m->options->min, m->stop))
        return true;
    if (may_repeat && word.len > 0) {
        kt_probe probe = kt_probe_of(word, 0);
        kt_entry *entry = kt_table_reserve(&m->numbers, 1)
                              ? kt_table_at(&m->numbers, &probe)
                              : NULL;
        if (entry == NULL)
            return false;
        if (entry->value == 0)
            entry->value = m->map.key_count + 1;
        *key = (uint32_t)entry->value - 1;
    } else {
        *key = m->map.key_count;
    }
    if (*key == m->map.key_count)
        m->map.keys[m->map.key_count++] = word;
    return true;
}

static bool map_folded(making *m, const kt_term_run *run, bool may_repeat)
{
    unsigned form = m->options->form | KT_FORM_FOLD;
    for (uint32_t i = 0; i < run->folded_count; i++) {
        kt_slice word = kt_term_folded(run, i);
        if (!take_form(m, form, &word) ||
            !add_key(m, word, word, may_repeat, &m->run_keys[i]))
            return false;
    }
    for (uint32_t i = 0; i < run->count; i++) {
        if (m->options->classes >> run->class[i] & 1)
            m->map.key_of[run->first + i] = m->run_keys[run->folded[i]];
    }
    return true;
}

static bool map_cased(making *m, const kt_term_run *run)
{
    unsigned form = m->options->form;
    for (uint32_t i = 0; i < run->count; i++) {
        if ((m->options->classes >> run->class[i] & 1) == 0)
            continue;
        kt_slice word = kt_term_text(run, i);
        kt_slice folded = kt_term_folded(run, run->folded[i]);
        if (!take_form(m, form, &word) ||
            !take_form(m, form | KT_FORM_FOLD, &folded) ||
            !add_key(m, word, folded, true, &m->map.key_of[run->first + i]))
            return false;
    }
    return true;
}

static bool make(making *m, const kt_store *store)
{
    uint32_t most = 0;
    bool may_repeat = store->run_count > 1 || m->options->form != 0;
    m->map.ids = KT_FIRST_TERM;
    for (size_t i = 0; i < store->run_count; i++) {
        const kt_term_run *run = &store->runs[i];
        if (run->first + run->count > m->map.ids)
            m->map.ids = run->first + run->count;
        most = run->folded_count > most ? run->folded_count : most;
    }
    m->map.key_of = malloc(m->map.ids * sizeof *m->map.key_of);
    m->map.keys = malloc(m->map.ids * sizeof *m->map.keys);
    m->run_keys = malloc(((size_t)most + 1) * sizeof *m->run_keys);
    if (m->map.key_of == NULL || m->map.keys == NULL || m->run_keys == NULL)
        return false;
    memset(m->map.key_of, 0xFF, m->map.ids * sizeof *m->map.key_of);
    for (size_t i = 0; i < store->run_count; i++) {
        const kt_term_run *run = &store->runs[i];
        if (!(m->options->cased ? map_cased(m, run)
                                : map_folded(m, run, may_repeat)))
            return false;
    }
    return true;
}

kt_status kt_term_map_make(kt_store *store, const kt_words_options *options,
                           const kt_stoplist *stop, kt_stemmer *stemmer,
                           kt_term_map *out, kt_error *err)
{
    making m = {.options = options, .stop = stop};
    *out = (kt_term_map){0};
    kt_status status = kt_store_terms(store, err);
    if (status == KT_OK && !make(&m, store))
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK && stemmer != NULL)
        status = kt_term_map_stem(&m.map, store, stemmer, err);
    kt_table_free(&m.numbers);
    kt_buffer_free(&m.spare);
    free(m.run_keys);
    if (status == KT_OK)
        *out = m.map;
    else
        kt_term_map_free(&m.map);
    return status;
}

void kt_term_map_free(kt_term_map *map)
{
    free(map->key_of);
    free(map->keys);
    kt_arena_free(&map->formed);
    *map = (kt_term_map){0};
}
