#include <ktool/counter.h>

#include "base/table.h"

#include <math.h>
#include <stdlib.h>

enum {
    FIRST_ENTRIES = 64,
    FIRST_SLOTS = 128,
    KEY_BLOCK = 32 * 1024
};

/* Where a key stands among the entries, counted from 1; 0 is free. */
typedef struct slot {
    uint32_t hash;
    uint32_t entry;
} slot;

struct kt_counter {
    kt_count *entries;
    size_t count, capacity;
    kt_arena keys;
    char *key_room; /* what is left of the newest block of keys */
    size_t key_left;
    slot *slots;       /* look-up of the first `indexed` entries */
    size_t indexed;    /* the rest was appended since */
    size_t slot_count; /* a power of two, or 0 */
};

static int compare_integers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* NaN comes before every number and equals itself, so that the order is
 * total. */
static int compare_reals(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (isnan(b) != 0) - (isnan(a) != 0);
    return (a > b) - (a < b);
}

static int compare_mixed(int64_t a, double b)
{
    if (isnan(b) || b < -0x1p63)
        return 1;
    if (b >= 0x1p63)
        return -1;
    double whole = trunc(b);
    int order = compare_integers(a, (int64_t)whole);
    return order != 0 ? order : compare_reals(whole, b);
}

int kt_number_compare(kt_number a, kt_number b)
{
    if (a.is_float && b.is_float)
        return compare_reals(a.as.real, b.as.real);
    if (a.is_float)
        return -compare_mixed(b.as.integer, a.as.real);
    if (b.is_float)
        return compare_mixed(a.as.integer, b.as.real);
    return compare_integers(a.as.integer, b.as.integer);
}

static double to_real(kt_number n)
{
    return n.is_float ? n.as.real : (double)n.as.integer;
}

bool kt_number_add(kt_number a, kt_number b, kt_number *sum)
{
    if (a.is_float || b.is_float) {
        *sum = kt_real(to_real(a) + to_real(b));
        return true;
    }
    sum->is_float = false;
    return !__builtin_add_overflow(a.as.integer, b.as.integer,
                                   &sum->as.integer);
}

kt_status kt_counter_new(kt_counter **out, kt_error *err)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
}

void kt_counter_free(kt_counter *counter)
{
    if (counter == NULL)
        return;
    free(counter->entries);
    free(counter->slots);
    kt_arena_free(&counter->keys);
    free(counter);
}

size_t kt_counter_count(const kt_counter *counter)
{
    return counter->count;
}

static kt_status make_room(kt_counter *counter, kt_error *err)
{
    if (counter->count < counter->capacity)
        return KT_OK;
    if (counter->count > UINT32_MAX / 2)
        return KT_FAIL(err, KT_ERR_LIMIT, "a counter of %zu keys is full",
                       counter->count);
    size_t capacity =
        counter->capacity == 0 ? FIRST_ENTRIES : 2 * counter->capacity;
    kt_count *entries = realloc(counter->entries, capacity * sizeof *entries);
    if (entries == NULL)
        return KT_FAIL_NOMEM(err);
    counter->entries = entries;
    counter->capacity = capacity;
    return KT_OK;
}

/* Keys stand one right after the other: memory that is touched for the first
 * time is most of what appending costs. NULL without memory. */
static const char *copy_key(kt_counter *counter, kt_slice key)
{
    if (key.len > KEY_BLOCK / 8)
        return kt_arena_copy(&counter->keys, key).data;
    if (key.len > counter->key_left || counter->key_room == NULL) {
        char *block = kt_arena_alloc(&counter->keys, KEY_BLOCK);
        if (block == NULL)
            return NULL;
        counter->key_room = block;
        counter->key_left = KEY_BLOCK;
    }
    char *copy = counter->key_room;
    if (key.len > 0)
        memcpy(copy, key.data, key.len);
    counter->key_room += key.len;
    counter->key_left -= key.len;
    return copy;
}

kt_status kt_counter_append(kt_counter *counter, kt_slice key, kt_number value,
                            kt_error *err)
{
    kt_status status = make_room(counter, err);
    if (status != KT_OK)
        return status;
    const char *copy = copy_key(counter, key);
    if (copy == NULL)
        return KT_FAIL_NOMEM(err);
    counter->entries[counter->count++] = (kt_count){{copy, key.len}, value};
    return KT_OK;
}

static uint32_t hash_of(kt_slice key)
{
    return key.len == 0 ? 0 : kt_probe_of(key, 0).hash;
}

static void index_entry(kt_counter *counter, uint32_t hash, uint32_t entry)
{
    size_t mask = counter->slot_count - 1;
    size_t i = hash & mask;
    while (counter->slots[i].entry != 0)
        i = (i + 1) & mask;
    counter->slots[i] = (slot){hash, entry};
}

/* Whether there is room for one more entry, so that no more than half of the
 * slots are taken. */
static bool has_free_slots(const kt_counter *counter)
{
    return counter->slot_count >= 2 * (counter->count + 1);
}

static kt_status grow_index(kt_counter *counter, kt_error *err)
{
    size_t wanted = FIRST_SLOTS;
    while (wanted < 2 * (counter->count + 1))
        wanted *= 2;
    slot *old = counter->slots;
    size_t old_count = counter->slot_count;
    slot *slots = calloc(wanted, sizeof *slots);
    if (slots == NULL)
        return KT_FAIL_NOMEM(err);
    counter->slots = slots;
    counter->slot_count = wanted;
    for (size_t i = 0; i < old_count; i++)
        if (old[i].entry != 0)
            index_entry(counter, old[i].hash, old[i].entry);
    free(old);
    return KT_OK;
}

static kt_status index_all(kt_counter *counter, kt_error *err)
{
    kt_status status =
        has_free_slots(counter) ? KT_OK : grow_index(counter, err);
    if (status != KT_OK)
        return status;
    for (; counter->indexed < counter->count; counter->indexed++)
        index_entry(counter, hash_of(counter->entries[counter->indexed].key),
                    (uint32_t)counter->indexed + 1);
    return KT_OK;
}

/* The entry of key in the index, or NULL. */
static kt_count *find(const kt_counter *counter, kt_slice key, uint32_t hash)
{
    size_t mask = counter->slot_count - 1;
    for (size_t i = hash & mask; counter->slots[i].entry != 0;
         i = (i + 1) & mask) {
        kt_count *entry = &counter->entries[counter->slots[i].entry - 1];
        if (counter->slots[i].hash == hash && kt_slice_equal(entry->key, key))
            return entry;
    }
    return NULL;
}

kt_status kt_counter_get(kt_counter *counter, kt_slice key, kt_number *out,
                         kt_error *err)
{
    *out = kt_integer(0);
    if (counter->count == 0)
        return KT_OK;
    if (counter->indexed < counter->count) {
        kt_status status = index_all(counter, err);
        if (status != KT_OK)
            return status;
    }
    const kt_count *entry = find(counter, key, hash_of(key));
    if (entry != NULL)
        *out = entry->value;
    return KT_OK;
}

kt_status kt_counter_set(kt_counter *counter, kt_slice key, kt_number value,
                         kt_error *err)
{
    kt_status status = index_all(counter, err);
    if (status != KT_OK)
        return status;
    uint32_t hash = hash_of(key);
    kt_count *entry = find(counter, key, hash);
    if (entry != NULL) {
        entry->value = value;
        return KT_OK;
    }
    status = kt_counter_append(counter, key, value, err);
    if (status == KT_OK)
        index_entry(counter, hash, (uint32_t)++counter->indexed);
    return status;
}

kt_status kt_counter_merge(kt_counter *into, const kt_counter *from,
                           kt_error *err)
{
    for (size_t i = 0; i < from->count; i++) {
        kt_count add = from->entries[i];
        kt_number sum;
        kt_status status = kt_counter_get(into, add.key, &sum, err);
        if (status == KT_OK && !kt_number_add(sum, add.value, &sum))
            status = KT_FAIL(
                err, KT_ERR_LIMIT, "the sum for '%.*s' is beyond 64 bits",
                add.key.len < 40 ? (int)add.key.len : 40, add.key.data);
        if (status == KT_OK)
            status = kt_counter_set(into, add.key, sum, err);
        if (status != KT_OK)
            return status;
    }
    return KT_OK;
}

static int by_size(const void *a, const void *b)
{
    return compare_reals(*(const double *)a, *(const double *)b);
}

/* Added from the least to the largest, the sum of reals does not depend on
 * the order in which keys came. */
static kt_status sum_reals(const kt_counter *counter, size_t count, double *sum,
                           kt_error *err)
{
    double *reals = malloc(count * sizeof *reals);
    if (reals == NULL)
        return KT_FAIL_NOMEM(err);
    size_t n = 0;
    for (size_t i = 0; i < counter->count; i++)
        if (counter->entries[i].value.is_float)
            reals[n++] = counter->entries[i].value.as.real;
    qsort(reals, n, sizeof *reals, by_size);
    for (size_t i = 0; i < n; i++)
        *sum += reals[i];
    free(reals);
    return KT_OK;
}

kt_status kt_counter_total(const kt_counter *counter, kt_number *out,
                           kt_error *err)
{
    __int128 integers = 0;
    size_t reals = 0;
    for (size_t i = 0; i < counter->count; i++) {
        kt_number value = counter->entries[i].value;
        if (value.is_float)
            reals++;
        else
            integers += value.as.integer;
    }
    if (reals > 0) {
        *out = kt_real((double)integers);
        return sum_reals(counter, reals, &out->as.real, err);
    }
    if (integers > INT64_MAX || integers < INT64_MIN)
        return KT_FAIL(err, KT_ERR_LIMIT,
                       "the sum of the numbers is beyond 64 bits");
    *out = kt_integer((int64_t)integers);
    return KT_OK;
}

static int by_rank(const void *a, const void *b)
{
    const kt_count *x = a, *y = b;
    int order = kt_number_compare(y->value, x->value);
    return order != 0 ? order : kt_slice_compare(x->key, y->key);
}

/* Let heap[at] sink until no entry below ranks after it: the first entry of
 * the heap is the one that ranks last. */
static void sink(kt_count *heap, size_t count, size_t at)
{
    kt_count moved = heap[at];
    for (size_t child; (child = 2 * at + 1) < count; at = child) {
        if (child + 1 < count && by_rank(&heap[child + 1], &heap[child]) > 0)
            child++;
        if (by_rank(&heap[child], &moved) <= 0)
            break;
        heap[at] = heap[child];
    }
    heap[at] = moved;
}

/* Leave in top[0..limit), which holds the first entries, the best of all. */
static void select_best(const kt_counter *counter, kt_count *top, size_t limit)
{
    for (size_t i = limit / 2; i > 0; i--)
        sink(top, limit, i - 1);
    for (size_t i = limit; i < counter->count; i++) {
        if (by_rank(&counter->entries[i], &top[0]) < 0) {
            top[0] = counter->entries[i];
            sink(top, limit, 0);
        }
    }
}

kt_status kt_counter_top(const kt_counter *counter, size_t limit,
                         kt_count **out, size_t *count, kt_error *err)
{
    *out = NULL;
    *count = 0;
    if (limit > counter->count)
        limit = counter->count;
    kt_count *top = malloc((limit + 1) * sizeof *top);
    if (top == NULL)
        return KT_FAIL_NOMEM(err);
    if (limit > 0) {
        memcpy(top, counter->entries, limit * sizeof *top);
        if (limit < counter->count)
            select_best(counter, top, limit);
        qsort(top, limit, sizeof *top, by_rank);
    }
    *out = top;
    *count = limit;
    return KT_OK;
}
