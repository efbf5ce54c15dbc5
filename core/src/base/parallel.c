#include "base/parallel.h"

#include <pthread.h>
#include <sched.h>
#include <stdbool.h>
#include <stdlib.h>

typedef struct worker {
    kt_work *work;
    void *ctx;
    unsigned number;
    bool started;
    pthread_t thread;
    kt_status status;
    kt_error err;
} worker;

static void *run(void *argument)
{
    worker *self = argument;
    self->status = self->work(self->ctx, self->number, &self->err);
    return NULL;
}

kt_status kt_parallel(unsigned workers, kt_work *work, void *ctx, kt_error *err)
{
    if (workers <= 1)
        return work(ctx, 0, err);
    worker *list = calloc(workers, sizeof *list);
    if (list == NULL)
        return KT_FAIL_NOMEM(err);
    for (unsigned i = 0; i < workers; i++) {
        list[i] = (worker){.work = work, .ctx = ctx, .number = i};
        list[i].started =
            i > 0 && pthread_create(&list[i].thread, NULL, run, &list[i]) == 0;
    }
    run(&list[0]);
    kt_status status = KT_OK;
    for (unsigned i = 0; i < workers; i++) {
        if (list[i].started)
            pthread_join(list[i].thread, NULL);
        if (status == KT_OK && list[i].status != KT_OK)
            status = kt_fail(err, list[i].status, "%s", list[i].err.message);
    }
    free(list);
    return status;
}

unsigned kt_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int count = CPU_COUNT(&set);
    return count < 1 ? 1 : (unsigned)count;
}
