/* Private stores that are put back into the cache as they were, which is
 * cheaper than making them again. */
#ifndef KT_TEST_PRIVATE_STORE_H
#define KT_TEST_PRIVATE_STORE_H

#include "scratch.h"

/* One that was taken out of the cache, and where it stood there. */
typedef struct private_store {
    const char *copy;
    char path[256];
} private_store;

static inline void forget_cache(void)
{
    size_t removed;
    assert_int_equal(kt_cache_clear(&removed, NULL), KT_OK);
}

static inline kt_status take_one(void *ctx, const char *path, int64_t bytes,
                                 int64_t used_at)
{
    private_store *taken = ctx;
    (void)bytes;
    (void)used_at;
    snprintf(taken->path, sizeof taken->path, "%s", path);
    assert_int_equal(rename(path, taken->copy), 0);
    return KT_OK;
}

/* Take the only store out of the cache. */
static inline void take_out_of_cache(private_store *store)
{
    store->path[0] = '\0';
    assert_int_equal(kt_cache_each(take_one, store, NULL), KT_OK);
    assert_true(store->path[0] != '\0');
}

/* Let a store be the only one in the cache. */
static inline void put_into_cache(const private_store *store)
{
    forget_cache();
    copy_file(store->copy, store->path);
}

#endif
