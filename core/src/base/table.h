/**
 * @file
 * A hash table from short texts to numbers, made for counting tokens: keys of
 * up to 18 bytes stand inside their entry, which is half a cache line, so
 * that a look-up misses the cache once; and a caller can prepare a batch of
 * probes and prefetch their entries before it looks any of them up.
 */
#ifndef KT_BASE_TABLE_H
#define KT_BASE_TABLE_H

#include "base/arena.h"

#include <stdint.h>

enum {
    KT_INLINE_KEY = 18,
    KT_LONG_KEY = 255 /**< as a length: the key is a pointer and a size */
};

/** What is compared: a key, zero-padded, with its tag and hash. */
typedef struct kt_probe {
    uint32_t hash;
    uint8_t tag; /**< part of the key, for whatever the caller likes */
    uint8_t len; /**< 0 in an entry that is free */
    char key[KT_INLINE_KEY];
} kt_probe;

typedef struct kt_entry {
    uint64_t value; /**< 0 when just added */
    kt_probe probe;
} kt_entry;

/** Zero-initialised it is empty. Keys are never empty. */
typedef struct kt_table {
    kt_entry *entries;
    size_t capacity; /**< a power of two, or 0 */
    size_t count;
    kt_arena long_keys;
} kt_table;

void kt_table_free(kt_table *table);

/** Forget the keys, keep the memory. */
void kt_table_clear(kt_table *table);

/** As kt_table_reserve(), where there is no room yet. */
bool kt_table_grow(kt_table *table, size_t more);

/** Make room so that @p more keys can be added without failing. */
static inline bool kt_table_reserve(kt_table *table, size_t more)
{
    return table->count + more <= table->capacity / 4 * 3 ||
           kt_table_grow(table, more);
}

/** The entry of @p probe, added if it was not there; room must have been
 * reserved. NULL without memory for a long key. */
kt_entry *kt_table_at(kt_table *table, const kt_probe *probe);

/** The entry of @p probe, or NULL. */
const kt_entry *kt_table_find(const kt_table *table, const kt_probe *probe);

/** The key of a probe, borrowed from it or from where it was borrowed. */
kt_slice kt_probe_key(const kt_probe *probe);

/** The key of an entry that is not free, borrowed from it. */
static inline kt_slice kt_entry_key(const kt_entry *entry)
{
    return kt_probe_key(&entry->probe);
}

/** Memory, all zero, that is looked up all over: in large pages where it is
 * large and the system has them. @p size is a multiple of 64. */
void *kt_table_memory(size_t size);

/** A probe for any key. A long key is borrowed, not copied. */
kt_probe kt_probe_of(kt_slice key, uint8_t tag);

/** A hash of @p text; equal texts and seeds hash equal on every machine with
 * the same byte order. */
uint64_t kt_hash(kt_slice text, uint64_t seed);

static inline uint64_t kt_load64(const void *p)
{
    uint64_t value;
    memcpy(&value, p, sizeof value);
    return value;
}

static inline uint64_t kt_mix(uint64_t a, uint64_t b)
{
    __uint128_t product = (__uint128_t)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/** A probe of @p key[0..len), 1 <= len <= KT_INLINE_KEY, where 24 bytes may
 * be read. With @p fold, ASCII capitals become small letters. */
static inline kt_probe kt_probe_inline(const void *key, size_t len, uint8_t tag,
                                       bool fold)
{
    uint64_t words[3] = {kt_load64(key), 0, 0};
    if (len <= 8) {
        words[0] &= UINT64_MAX >> (64 - 8 * len);
    } else {
        words[1] = kt_load64((const char *)key + 8);
        if (len <= 16) {
            words[1] &= UINT64_MAX >> (128 - 8 * len);
        } else {
            words[2] = kt_load64((const char *)key + 16) &
                       UINT64_MAX >> (192 - 8 * len);
        }
    }
    if (fold) {
        const uint64_t ones = 0x0101010101010101u;
        for (int i = 0; i < 3 && (i == 0 || len > 8u * (unsigned)i); i++) {
            uint64_t seven = words[i] & ones * 0x7F;
            uint64_t from_a = seven + ones * (0x80 - 'A');
            uint64_t after_z = seven + ones * (0x7F - 'Z');
            uint64_t capital = (from_a ^ after_z) & ~words[i] & ones * 0x80;
            words[i] |= capital >> 2;
        }
    }
    uint64_t h = kt_mix(words[0] ^ 0x9E3779B97F4A7C15u ^ words[2] << 40,
                        words[1] ^ 0xD6E8FEB86659FD93u ^ tag);
    kt_probe probe = {
        .hash = (uint32_t)(h ^ h >> 32), .tag = tag, .len = (uint8_t)len};
    memcpy(probe.key, words, KT_INLINE_KEY);
    return probe;
}

static inline void kt_table_prefetch(const kt_table *table,
                                     const kt_probe *probe)
{
    __builtin_prefetch(&table->entries[probe->hash & (table->capacity - 1)]);
}

#endif
