/* What happens to stores between two calls of a program: where a writer waits
 * for one, a thread that watches meanwhile lets it in. */
#include "store/pause.h"

#include "store/corpus.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

/* How long a writer waits until it is seen. */
static const struct timespec glance = {.tv_nsec = 50 * 1000 * 1000};

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER; /* held by the thread
                                that uses corpora, but for its pauses */
static bool begun; /* there was a pause, so that it is held */
static bool paused;
static bool watching;    /* a thread does; behind the gate */
static bool missing;     /* a store could not be taken up, and is to be tried
                            once more; behind the gate */
static atomic_bool look; /* it could not, and asks the other thread to */
static _Thread_local bool is_watcher;

bool kt_corpora_paused(void)
{
    return paused;
}

bool kt_corpora_may_ask(void)
{
    return !paused || is_watcher;
}

/* As long as there are stores that may be let go. */
static bool glance_around(void)
{
    bool stay = true;
    if (pthread_mutex_trylock(&gate) != 0) {
        atomic_store(&look, true);
        return stay;
    }
    missing |= !kt_stores_give_way();
    stay = watching = kt_stores_may_rest();
    pthread_mutex_unlock(&gate);
    return stay;
}

static void *watch(void *unused)
{
    (void)unused;
    is_watcher = true;
    do
        nanosleep(&glance, NULL);
    while (glance_around());
    return NULL;
}

/* Without a thread writers wait until the program ends, that is all. */
static bool start(void)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, watch, NULL) != 0)
        return false;
    pthread_detach(thread);
    return true;
}

void kt_corpora_continue(void)
{
    if (!paused)
        return;
    pthread_mutex_lock(&gate);
    paused = false;
    if (missing)
        kt_stores_take_up();
    missing = false;
}

void kt_corpora_pause(void)
{
    if (paused)
        return;
    if (!begun)
        pthread_mutex_lock(&gate);
    begun = true;
    if (atomic_load_explicit(&look, memory_order_relaxed)) {
        atomic_store(&look, false);
        missing |= !kt_stores_give_way();
    }
    if (!watching)
        watching = kt_stores_may_rest() && start();
    paused = true;
    pthread_mutex_unlock(&gate);
}
