#include "base/table.h"

#include <stdlib.h>
#include <sys/mman.h>

enum {
    FIRST_CAPACITY = 1024,
    LINE = 64,
    LARGE_PAGE = 2 << 20
};

/* What stands in the key of a long entry. */
typedef struct long_key {
    const char *data;
    size_t len;
} long_key;

static kt_slice long_slice(const kt_probe *probe)
{
    long_key key;
    memcpy(&key, probe->key, sizeof key);
    return (kt_slice){key.data, key.len};
}

static void set_long(kt_probe *probe, kt_slice text)
{
    long_key key = {text.data, text.len};
    memcpy(probe->key, &key, sizeof key);
}

uint64_t kt_hash(kt_slice text, uint64_t seed)
{
    uint64_t h = 0xA0761D6478BD642Fu ^ seed ^ text.len;
    while (text.len >= 8) {
        h = kt_mix(h ^ kt_load64(text.data), 0xE7037ED1A0B428DBu);
        text = kt_slice_sub(text, 8, text.len);
    }
    uint64_t rest = 0;
    if (text.len > 0)
        memcpy(&rest, text.data, text.len);
    return kt_mix(h ^ rest, 0x8EBC6AF09C88C6E3u);
}

kt_probe kt_probe_of(kt_slice key, uint8_t tag)
{
    if (key.len <= KT_INLINE_KEY) {
        char padded[24] = {0};
        memcpy(padded, key.data, key.len);
        return kt_probe_inline(padded, key.len, tag, false);
    }
    uint64_t h = kt_hash(key, tag);
    kt_probe probe = {
        .hash = (uint32_t)(h ^ h >> 32), .tag = tag, .len = KT_LONG_KEY};
    set_long(&probe, key);
    return probe;
}

kt_slice kt_probe_key(const kt_probe *probe)
{
    if (probe->len == KT_LONG_KEY)
        return long_slice(probe);
    return (kt_slice){probe->key, probe->len};
}

/* Hash, tag, length and key are 24 bytes without a gap. */
static bool same(const kt_probe *a, const kt_probe *b)
{
    const char *x = (const char *)a, *y = (const char *)b;
    if (((kt_load64(x) ^ kt_load64(y)) | (kt_load64(x + 8) ^ kt_load64(y + 8)) |
         (kt_load64(x + 16) ^ kt_load64(y + 16))) == 0)
        return true;
    return a->len == KT_LONG_KEY && b->len == KT_LONG_KEY &&
           a->hash == b->hash && a->tag == b->tag &&
           kt_slice_equal(long_slice(a), long_slice(b));
}

_Static_assert(sizeof(kt_probe) == 24, "compared as three words");
_Static_assert(sizeof(kt_entry) == 32, "two to a cache line");

void *kt_table_memory(size_t size)
{
    bool is_large = size >= LARGE_PAGE;
    void *memory = aligned_alloc(is_large ? LARGE_PAGE : LINE, size);
    if (memory == NULL)
        return NULL;
    if (is_large)
        madvise(memory, size, MADV_HUGEPAGE);
    return memset(memory, 0, size);
}

static bool grow(kt_table *table, size_t capacity)
{
    kt_entry *entries = kt_table_memory(capacity * sizeof *entries);
    if (entries == NULL)
        return false;
    for (size_t i = 0; i < table->capacity; i++) {
        const kt_entry *entry = &table->entries[i];
        if (entry->probe.len == 0)
            continue;
        size_t j = entry->probe.hash & (capacity - 1);
        while (entries[j].probe.len != 0)
            j = (j + 1) & (capacity - 1);
        entries[j] = *entry;
    }
    free(table->entries);
    table->entries = entries;
    table->capacity = capacity;
    return true;
}

bool kt_table_grow(kt_table *table, size_t more)
{
    size_t capacity =
        table->capacity < FIRST_CAPACITY ? FIRST_CAPACITY : table->capacity;
    while (table->count + more > capacity / 4 * 3)
        capacity *= 2;
    return grow(table, capacity);
}

kt_entry *kt_table_at(kt_table *table, const kt_probe *probe)
{
    size_t mask = table->capacity - 1;
    size_t i = probe->hash & mask;
    for (; table->entries[i].probe.len != 0; i = (i + 1) & mask) {
        if (same(&table->entries[i].probe, probe))
            return &table->entries[i];
    }
    kt_entry *entry = &table->entries[i];
    kt_probe kept = *probe;
    if (probe->len == KT_LONG_KEY) {
        kt_slice copy = kt_arena_copy(&table->long_keys, long_slice(probe));
        if (copy.data == NULL)
            return NULL;
        set_long(&kept, copy);
    }
    *entry = (kt_entry){0, kept};
    table->count++;
    return entry;
}

const kt_entry *kt_table_find(const kt_table *table, const kt_probe *probe)
{
    if (table->capacity == 0)
        return NULL;
    size_t mask = table->capacity - 1;
    size_t i = probe->hash & mask;
    for (; table->entries[i].probe.len != 0; i = (i + 1) & mask) {
        if (same(&table->entries[i].probe, probe))
            return &table->entries[i];
    }
    return NULL;
}

void kt_table_clear(kt_table *table)
{
    if (table->capacity > 0)
        memset(table->entries, 0, table->capacity * sizeof *table->entries);
    table->count = 0;
    kt_arena_free(&table->long_keys);
}

void kt_table_free(kt_table *table)
{
    free(table->entries);
    kt_arena_free(&table->long_keys);
    *table = (kt_table){0};
}
