#include "../test.h"

#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

typedef struct shares {
    atomic_uint runs[16];
    pthread_t first;
    unsigned failing; /* a bit for each worker that fails */
} shares;

static kt_status work(void *ctx, unsigned worker, kt_error *err)
{
    shares *s = ctx;
    assert_in_range(worker, 0, 15);
    atomic_fetch_add(&s->runs[worker], 1);
    if (worker == 0)
        s->first = pthread_self();
    if (s->failing >> worker & 1)
        return KT_FAIL(err, worker == 2 ? KT_ERR_IO : KT_ERR_LIMIT, "worker %u",
                       worker);
    return KT_OK;
}

static void each_worker_runs_once(void **state)
{
    (void)state;
    for (unsigned workers = 0; workers <= 16; workers++) {
        kt_error err;
        shares s = {0};
        assert_int_equal(kt_parallel(workers, work, &s, &err), KT_OK);
        for (unsigned i = 0; i < 16; i++)
            assert_int_equal(s.runs[i], i < workers || i == 0);
        assert_true(pthread_equal(s.first, pthread_self()));
    }
}

static const struct {
    unsigned workers, failing;
    kt_status status;
    const char *message;
} failures[] = {
    {1, 1, KT_ERR_LIMIT, "worker 0"},    {4, 1, KT_ERR_LIMIT, "worker 0"},
    {4, 0x8, KT_ERR_LIMIT, "worker 3"},  {4, 0xC, KT_ERR_IO, "worker 2"},
    {8, 0xFF, KT_ERR_LIMIT, "worker 0"},
};

static void the_failure_of_the_lowest_worker_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++) {
        kt_error err;
        shares s = {.failing = failures[i].failing};
        assert_int_equal(kt_parallel(failures[i].workers, work, &s, &err),
                         failures[i].status);
        assert_int_equal(err.status, failures[i].status);
        assert_string_equal(err.message, failures[i].message);
        assert_int_equal(kt_parallel(failures[i].workers, work, &s, NULL),
                         failures[i].status);
        assert_int_equal(s.runs[failures[i].workers - 1], 2);
    }
}

static void there_is_a_processor(void **state)
{
    (void)state;
    cpu_set_t all, one;
    assert_true(kt_processors() >= 1);
    assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
    CPU_ZERO(&one);
    for (int i = 0; i < CPU_SETSIZE && CPU_COUNT(&one) == 0; i++)
        if (CPU_ISSET(i, &all))
            CPU_SET(i, &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(kt_processors(), 1);
    assert_int_equal(sched_setaffinity(0, sizeof all, &all), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_worker_runs_once),
        cmocka_unit_test(the_failure_of_the_lowest_worker_is_told),
        cmocka_unit_test(there_is_a_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
