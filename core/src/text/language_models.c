#include "text/language_models.h"

#include "base/data.h"

#include <assert.h>
#include <constants.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <textcat.h>
#include <unistd.h>

struct kt_language_models {
    bool has_asked;          /* for what is shared */
    void *textcat;           /* NULL if there is nothing */
    candidate_t *candidates; /* room for the library's answer */
};

/* What was read, and how many share it: the library does not change it. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static void *shared;
static size_t users;

/* The path of a file of the models, "" for the start of all their paths. */
static void path_of(const char *name, char out[PATH_MAX])
{
    const char *chosen = getenv("KTOOL_TEXTCAT");
    snprintf(out, PATH_MAX, "%s/%s",
             chosen != NULL ? chosen : KTOOL_TEXTCAT_DATA, name);
}

/* The file that lists the models. Without it the library would print an error
 * message. */
static bool find_list(char out[PATH_MAX])
{
    path_of("fpdb.conf", out);
    return access(out, R_OK) == 0;
}

static void *read_models(void)
{
    char list[PATH_MAX], start[PATH_MAX];
    if (!find_list(list))
        return NULL;
    path_of("", start);
    return special_textcat_Init(list, start);
}

static void *share(void)
{
    pthread_mutex_lock(&lock);
    if (users == 0)
        shared = read_models();
    if (shared != NULL)
        users++;
    void *textcat = shared;
    pthread_mutex_unlock(&lock);
    return textcat;
}

static void leave(void)
{
    pthread_mutex_lock(&lock);
    if (--users == 0) {
        textcat_Done(shared);
        shared = NULL;
    }
    pthread_mutex_unlock(&lock);
}

kt_language_models *kt_language_models_new(void)
{
    return calloc(1, sizeof(kt_language_models));
}

void kt_language_models_free(kt_language_models *self)
{
    if (self != NULL && self->textcat != NULL) {
        textcat_ReleaseClassifyFullOutput(self->textcat, self->candidates);
        leave();
    }
    free(self);
}

/* The library itself ends the program where it has no memory. */
static bool are_there(kt_language_models *self)
{
    if (self->has_asked)
        return self->textcat != NULL;
    self->has_asked = true;
    self->textcat = share();
    if (self->textcat == NULL)
        return false;
    self->candidates = textcat_GetClassifyFullOutput(self->textcat);
    assert(self->candidates != NULL);
    return true;
}

/* Candidates have names such as "zh-CN-utf8" and "id--utf8". */
static kt_slice code_of(const candidate_t *candidate)
{
    return (kt_slice){candidate->name, strcspn(candidate->name, "-")};
}

kt_language kt_language_models_guess(kt_language_models *self, const char *text)
{
    if (!are_there(self))
        return (kt_language){0};
    const candidate_t *c = self->candidates;
    int count = textcat_ClassifyFull(self->textcat, text, strlen(text),
                                     self->candidates);
    if (count <= 0)
        return (kt_language){0};
    kt_language nearest = {code_of(&c[0]), 1};
    int second = 1;
    while (second < count && kt_slice_equal(code_of(&c[second]), nearest.code))
        second++;
    if (second < count)
        nearest.clarity = (c[second].score - c[0].score) /
                          ((THRESHOLDVALUE - 1) * c[0].score);
    return nearest;
}

const char *kt_language_models_version(void)
{
    char list[PATH_MAX];
    return find_list(list) ? textcat_Version() : NULL;
}

uint64_t kt_language_models_hash(uint64_t seed)
{
    char list[PATH_MAX];
    uint64_t hash = seed;
    path_of("fpdb.conf", list);
    kt_file_hash(list, seed, &hash);
    return hash;
}
