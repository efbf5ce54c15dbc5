#include "store/pipeline.h"

#include "article/speech.h"
#include "base/parallel.h"

#include <pthread.h>
#include <stdlib.h>

typedef enum slot_state {
    SLOT_WAITING,
    SLOT_TAKEN,
    SLOT_DONE
} slot_state;

typedef struct slot {
    slot_state state;
    kt_draft *draft; /* made once it is done */
    kt_status status;
    kt_error err;
} slot;

typedef struct thread {
    kt_pipeline *pipeline;
    kt_drafter *drafter; /* NULL until it drafts something */
    pthread_t id;
    bool started;
} thread;

/* Slots are numbered for ever: head <= taken <= tail <= head + window, and
 * slot n stands at n % window. */
struct kt_pipeline {
    kt_pipeline_options options;
    kt_draft_rules rules;
    kt_quote_rules *quote_rules;
    pthread_mutex_t rules_lock; /* until a thread has read them */
    bool at_end;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    bool stopping;
    slot *slots;
    size_t window, head, taken, tail;
    thread *threads; /* the first is the caller's */
    unsigned jobs;
};

/* The first thread that drafts reads the rules, while the caller's does what
 * else is to be done before the first article can be written. */
static kt_status need_rules(kt_pipeline *p, kt_error *err)
{
    kt_status status = KT_OK;
    pthread_mutex_lock(&p->rules_lock);
    if (p->rules.cleaning == NULL)
        status = kt_cleaning_shared(&p->rules.cleaning, err);
    if (status == KT_OK && p->quote_rules == NULL) {
        status = kt_quote_rules_new(KT_SPEECH_LANGUAGES, &p->quote_rules, err);
        p->rules.quotes = p->quote_rules;
    }
    pthread_mutex_unlock(&p->rules_lock);
    return status;
}

/* Give a thread its drafter. What is little takes fewer threads than there
 * are, and a drafter reads some files. */
static kt_status need_drafter(thread *t, kt_error *err)
{
    kt_pipeline *p = t->pipeline;
    if (t->drafter != NULL)
        return KT_OK;
    kt_status status = need_rules(p, err);
    return status == KT_OK
               ? kt_drafter_new(p->options.paths, p->options.path_count,
                                &p->rules, &t->drafter, err)
               : status;
}

/* Draft the next waiting slot. Called and left with the lock held. */
static void draft_next(kt_pipeline *p, thread *t)
{
    slot *s = &p->slots[p->taken++ % p->window];
    s->state = SLOT_TAKEN;
    kt_draft *draft = s->draft;
    pthread_mutex_unlock(&p->lock);
    kt_error err;
    kt_status status = need_drafter(t, &err);
    if (status == KT_OK)
        status = kt_draft_make(t->drafter, draft, &err);
    pthread_mutex_lock(&p->lock);
    s->status = status;
    if (status != KT_OK)
        s->err = err;
    s->state = SLOT_DONE;
    pthread_cond_broadcast(&p->changed);
}

static void *run(void *argument)
{
    thread *self = argument;
    kt_pipeline *p = self->pipeline;
    need_rules(p, NULL); /* while the first draft is being read */
    pthread_mutex_lock(&p->lock);
    while (!p->stopping) {
        if (p->taken < p->tail)
            draft_next(p, self);
        else
            pthread_cond_wait(&p->changed, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static kt_status fill(kt_pipeline *p, kt_error *err)
{
    while (!p->at_end && p->tail - p->head < p->window) {
        kt_draft *draft;
        kt_status status = p->options.next(p->options.ctx, &draft, err);
        if (status != KT_OK)
            return status;
        p->at_end = draft == NULL;
        if (p->at_end)
            break;
        pthread_mutex_lock(&p->lock);
        p->slots[p->tail++ % p->window] = (slot){.draft = draft};
        pthread_cond_broadcast(&p->changed);
        pthread_mutex_unlock(&p->lock);
    }
    return KT_OK;
}

kt_status kt_pipeline_new(const kt_pipeline_options *options, kt_pipeline **out,
                          kt_error *err)
{
    kt_pipeline *p = calloc(1, sizeof *p);
    *out = p;
    if (p == NULL)
        return KT_FAIL_NOMEM(err);
    unsigned jobs = options->jobs == 0 ? kt_processors() : options->jobs;
    p->options = *options;
    p->rules = (kt_draft_rules){.titles = options->titles,
                                .known = options->known,
                                .tokens = options->rules};
    p->jobs = jobs;
    p->window = 2 * (size_t)jobs + 2;
    pthread_mutex_init(&p->rules_lock, NULL);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->changed, NULL);
    p->slots = calloc(p->window, sizeof *p->slots);
    p->threads = calloc(jobs, sizeof *p->threads);
    kt_status status =
        p->slots != NULL && p->threads != NULL ? KT_OK : KT_FAIL_NOMEM(err);
    for (unsigned i = 0; status == KT_OK && i < jobs; i++) {
        thread *t = &p->threads[i];
        t->pipeline = p;
        t->started = i > 0 && pthread_create(&t->id, NULL, run, t) == 0;
    }
    if (status == KT_OK)
        status = fill(p, err);
    if (status == KT_OK)
        return KT_OK;
    kt_pipeline_free(p);
    *out = NULL;
    return status;
}

void kt_pipeline_free(kt_pipeline *p)
{
    if (p == NULL)
        return;
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_cond_broadcast(&p->changed);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; p->threads != NULL && i < p->jobs; i++) {
        if (p->threads[i].started)
            pthread_join(p->threads[i].id, NULL);
        kt_drafter_free(p->threads[i].drafter);
    }
    for (size_t n = p->head; n < p->tail; n++)
        kt_draft_free(p->slots[n % p->window].draft);
    kt_quote_rules_free(p->quote_rules);
    pthread_mutex_destroy(&p->rules_lock);
    pthread_mutex_destroy(&p->lock);
    pthread_cond_destroy(&p->changed);
    free(p->slots);
    free(p->threads);
    free(p);
}

kt_status kt_pipeline_next(kt_pipeline *p, kt_draft **out, kt_error *err)
{
    *out = NULL;
    kt_status status = fill(p, err);
    if (status != KT_OK || p->head == p->tail)
        return status;
    pthread_mutex_lock(&p->lock);
    slot *first = &p->slots[p->head % p->window];
    while (first->state != SLOT_DONE) {
        if (p->taken < p->tail)
            draft_next(p, &p->threads[0]);
        else
            pthread_cond_wait(&p->changed, &p->lock);
    }
    kt_draft *draft = first->draft;
    first->draft = NULL;
    p->head++;
    pthread_mutex_unlock(&p->lock);
    if (first->status == KT_OK) {
        *out = draft;
        return KT_OK;
    }
    kt_draft_free(draft);
    return kt_fail(err, first->status, "%s", first->err.message);
}

kt_status kt_pipeline_drop_copies(kt_pipeline *p, kt_draft *draft,
                                  kt_error *err)
{
    kt_status status = need_drafter(&p->threads[0], err);
    return status == KT_OK
               ? kt_draft_drop_copies(p->threads[0].drafter, draft, err)
               : status;
}
