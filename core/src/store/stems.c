#include "store/stems.h"

#include "base/arena.h"
#include "base/parallel.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    BLOCK = 512,             /* forms that a worker takes at a time */
    FORMS_PER_WORKER = 16384 /* another dictionary is read in a tenth of the
                                time that these take */
};

/* A distinct folded form of a run, and then its stem. */
typedef struct form {
    kt_slice text;
    bool known, changed;
    uint32_t value; /* in kt_stems.terms */
} form;

typedef struct worker {
    kt_stemmer *stemmer;
    kt_arena stems;
} worker;

typedef struct making {
    form *forms;
    size_t count;
    atomic_size_t next;
    worker *workers;
    unsigned worker_count;
} making;

/* Give each term from number @p skip of the run on the number of its form. */
static bool list_run(making *m, const kt_term_run *run, uint32_t skip,
                     kt_buffer *terms)
{
    uint32_t *numbers =
        calloc((size_t)run->folded_count + 1, sizeof *numbers); /* from 1 */
    for (uint32_t i = skip; numbers != NULL && i < run->count; i++) {
        uint32_t *number = &numbers[run->folded[i]];
        if (*number == 0) {
            m->forms[m->count++].text = kt_term_folded(run, run->folded[i]);
            *number = (uint32_t)m->count;
        }
        kt_buffer_add(terms, number, sizeof *number);
    }
    free(numbers);
    return numbers != NULL && !terms->failed;
}

/* List the forms of the terms that have no stem yet. */
static bool list_forms(making *m, const kt_store *store, kt_buffer *terms)
{
    uint32_t first = KT_FIRST_TERM + (uint32_t)(terms->len / sizeof(uint32_t));
    size_t most = 1;
    for (size_t r = 0; r < store->run_count; r++)
        most += store->runs[r].folded_count;
    m->forms = calloc(most, sizeof *m->forms);
    bool complete = m->forms != NULL;
    for (size_t r = 0; complete && r < store->run_count; r++) {
        const kt_term_run *run = &store->runs[r];
        uint32_t skip = first > run->first ? first - run->first : 0;
        if (skip < run->count)
            complete = list_run(m, run, skip, terms);
    }
    return complete;
}

/* A stemmer for each worker, the first of which is the caller's. They are
 * made one after the other: hunspell counts its users without a lock. */
static kt_status add_workers(making *m, kt_stemmer *stemmer, unsigned jobs,
                             kt_error *err)
{
    size_t worth = m->count / FORMS_PER_WORKER + 1;
    jobs = jobs == 0 ? kt_processors() : jobs;
    jobs = worth < jobs ? (unsigned)worth : jobs;
    m->workers = calloc(jobs, sizeof *m->workers);
    if (m->workers == NULL)
        return KT_FAIL_NOMEM(err);
    m->workers[m->worker_count++].stemmer = stemmer;
    kt_status status = KT_OK;
    while (status == KT_OK && m->worker_count < jobs) {
        kt_stemmer **own = &m->workers[m->worker_count].stemmer;
        status = kt_stemmer_new(kt_stemmer_language(stemmer), own, err);
        m->worker_count += status == KT_OK;
        /* The dictionary may have been replaced just now. */
        if (status == KT_OK && !kt_slice_equal(kt_stemmer_fingerprint(*own),
                                               kt_stemmer_fingerprint(stemmer)))
            status = KT_FAIL(err, KT_ERR_IO,
                             "the dictionary for '%s' changed while it was "
                             "read; try again",
                             kt_stemmer_language(stemmer));
    }
    return status;
}

static bool stem_form(worker *w, form *f, kt_buffer *stem)
{
    kt_buffer_clear(stem);
    kt_stemmer_stem(w->stemmer, f->text, stem);
    f->known = kt_stemmer_knows(w->stemmer, f->text);
    if (stem->len == 0 || kt_slice_equal(kt_buffer_slice(stem), f->text))
        return !stem->failed;
    f->changed = true;
    f->text = kt_arena_copy(&w->stems, kt_buffer_slice(stem));
    return f->text.data != NULL && !stem->failed;
}

static kt_status stem_blocks(void *ctx, unsigned number, kt_error *err)
{
    making *m = ctx;
    kt_buffer stem = {0};
    kt_status status = KT_OK;
    while (status == KT_OK) {
        size_t at = atomic_fetch_add(&m->next, BLOCK);
        size_t end = at + BLOCK < m->count ? at + BLOCK : m->count;
        if (at >= m->count)
            break;
        if (kt_interrupted())
            status = KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
        for (; status == KT_OK && at < end; at++) {
            if (!stem_form(&m->workers[number], &m->forms[at], &stem))
                status = KT_FAIL_NOMEM(err);
        }
    }
    kt_buffer_free(&stem);
    return status;
}

/* Append the stems, and let the terms from number @p first on have them. */
static kt_status add_stems(making *m, kt_stems *stems, size_t first,
                           kt_error *err)
{
    uint32_t count = (uint32_t)(stems->ends.len / sizeof(uint32_t));
    for (size_t i = 0; i < m->count; i++) {
        form *f = &m->forms[i];
        if (f->changed) {
            kt_buffer_add_slice(&stems->text, f->text);
            uint32_t end = (uint32_t)stems->text.len;
            kt_buffer_add(&stems->ends, &end, sizeof end);
            count++;
        }
        f->value = (f->changed ? count * 2 : 0) + f->known;
    }
    if (stems->text.len > UINT32_MAX)
        return KT_FAIL(err, KT_ERR_LIMIT,
                       "more than 4 GiB of stems in one store");
    for (size_t i = first; i < stems->terms.len / sizeof(uint32_t); i++) {
        char *term = stems->terms.data + i * sizeof(uint32_t);
        uint32_t number = kt_stems_number(&stems->terms, i);
        memcpy(term, &m->forms[number - 1].value, sizeof(uint32_t));
    }
    kt_status status = kt_buffer_status(&stems->text, err);
    return status == KT_OK ? kt_buffer_status(&stems->ends, err) : status;
}

static void free_making(making *m)
{
    for (unsigned i = 0; i < m->worker_count; i++) {
        kt_arena_free(&m->workers[i].stems);
        if (i > 0)
            kt_stemmer_free(m->workers[i].stemmer);
    }
    free(m->workers);
    free(m->forms);
}

static kt_status make(kt_stems *stems, const kt_store *store,
                      kt_stemmer *stemmer, kt_error *err)
{
    making m = {0};
    size_t first = stems->terms.len / sizeof(uint32_t);
    kt_status status =
        list_forms(&m, store, &stems->terms) ? KT_OK : KT_FAIL_NOMEM(err);
    if (status == KT_OK)
        status = add_workers(&m, stemmer, store->jobs, err);
    if (status == KT_OK)
        status = kt_parallel(m.worker_count, stem_blocks, &m, err);
    if (status == KT_OK)
        status = add_stems(&m, stems, first, err);
    free_making(&m);
    return status;
}

void kt_stems_free(kt_stems *stems)
{
    while (stems != NULL) {
        kt_stems *next = stems->next;
        kt_buffer_free(&stems->fingerprint);
        kt_buffer_free(&stems->terms);
        kt_buffer_free(&stems->ends);
        kt_buffer_free(&stems->text);
        free(stems);
        stems = next;
    }
}

/* Read what the store keeps, and make what is missing. */
static kt_status fill(kt_stems *stems, kt_store *store, kt_stemmer *stemmer,
                      kt_error *err)
{
    snprintf(stems->language, sizeof stems->language, "%s",
             kt_stemmer_language(stemmer));
    kt_buffer_add_slice(&stems->fingerprint, kt_stemmer_fingerprint(stemmer));
    kt_status status = kt_buffer_status(&stems->fingerprint, err);
    if (status == KT_OK)
        status = kt_store_terms(store, err);
    if (status != KT_OK)
        return status;
    size_t terms = 0;
    for (size_t r = 0; r < store->run_count; r++)
        terms += store->runs[r].count;
    status = kt_stems_read(store->db, terms, stems, err);
    stems->kept = stems->terms.len == terms * sizeof(uint32_t);
    if (status == KT_OK && !stems->kept)
        status = make(stems, store, stemmer, err);
    return status;
}

kt_status kt_store_stems(kt_store *store, kt_stemmer *stemmer,
                         const kt_stems **out, kt_error *err)
{
    kt_stems **place = &store->stems;
    /* A fingerprint begins with its language. */
    while (*place != NULL &&
           !kt_slice_equal(kt_buffer_slice(&(*place)->fingerprint),
                           kt_stemmer_fingerprint(stemmer)))
        place = &(*place)->next;
    kt_status status = KT_OK;
    if (*place == NULL) {
        kt_stems *stems = calloc(1, sizeof *stems);
        status = stems == NULL ? KT_FAIL_NOMEM(err)
                               : fill(stems, store, stemmer, err);
        if (status == KT_OK)
            *place = stems;
        else
            kt_stems_free(stems);
    }
    *out = *place;
    return status;
}
