/* The files that rules stand in. */
#include "article/cleaning.h"

#include "base/data.h"
#include "base/list.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const common_files[] = {"id", "en", "general"};

/* Files that were read. */
typedef struct file_list {
    kt_clean_file *list; /* names and texts are owned here */
    size_t count;
} file_list;

static void free_files(file_list *files)
{
    for (size_t i = 0; i < files->count; i++) {
        free((char *)(uintptr_t)files->list[i].name);
        free((char *)(uintptr_t)files->list[i].text.data);
    }
    free(files->list);
}

static kt_status add_file(file_list *files, const char *folder,
                          const char *name, bool is_outlet, kt_error *err)
{
    char path[PATH_MAX];
    kt_buffer text = {0};
    if (snprintf(path, sizeof path, "%s/%s.tsv", folder, name) >= PATH_MAX)
        return KT_OK;
    if (!kt_list_grow(&files->list, files->count, sizeof *files->list))
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_data_read(path, &text, err);
    char *copy = status == KT_OK ? strdup(path) : NULL;
    if (status == KT_OK && copy == NULL)
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK)
        files->list[files->count++] = (kt_clean_file){
            copy, kt_buffer_slice(&text), is_outlet, !kt_data_is_own(path)};
    else
        kt_buffer_free(&text);
    return status;
}

static kt_status add_files(file_list *files, kt_error *err)
{
    char **outlets;
    size_t count;
    kt_status status =
        kt_data_names("cleaning/outlets", ".tsv", &outlets, &count, err);
    for (size_t i = 0; status == KT_OK && i < count; i++)
        status = add_file(files, "cleaning/outlets", outlets[i], true, err);
    for (size_t i = 0; status == KT_OK && i < 3; i++)
        status = add_file(files, "cleaning", common_files[i], false, err);
    kt_data_names_free(outlets, count);
    return status;
}

/* @param trust  what tests have seen may wait for its first try */
static kt_status read_all(bool trust, kt_cleaning_fault *fault, void *ctx,
                          kt_cleaning **out, kt_error *err)
{
    file_list files = {0};
    *out = NULL;
    kt_status status = add_files(&files, err);
    for (size_t i = 0; i < files.count; i++)
        files.list[i].is_tested &= trust;
    if (status == KT_OK)
        status = kt_cleaning_of(files.list, files.count, fault, ctx, out, err);
    free_files(&files);
    return status;
}

static kt_status refuse(void *ctx, const char *file, size_t line,
                        const char *problem)
{
    return KT_FAIL(ctx, KT_ERR_FORMAT,
                   "rules of cleaning: %s:%zu: %s; `ktool check --rules` shows "
                   "every line that is wrong",
                   file, line, problem);
}

kt_status kt_cleaning_shared(const kt_cleaning **out, kt_error *err)
{
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    static kt_cleaning *shared;
    pthread_mutex_lock(&lock);
    kt_status status =
        shared != NULL ? KT_OK : read_all(true, refuse, err, &shared, err);
    *out = shared;
    pthread_mutex_unlock(&lock);
    return status;
}

kt_status kt_cleaning_check(kt_cleaning_fault *fault, void *ctx, size_t *rules,
                            kt_error *err)
{
    kt_cleaning *c;
    kt_status status = read_all(false, fault, ctx, &c, err);
    *rules = status == KT_OK ? kt_cleaning_count(c) : 0;
    kt_cleaning_free(c);
    return status;
}

static kt_status hash_files(const char *folder, const char *suffix,
                            uint64_t *hash, kt_error *err)
{
    char **names;
    size_t count;
    kt_status status = kt_data_names(folder, suffix, &names, &count, err);
    for (size_t i = 0; i < count; i++) {
        char path[PATH_MAX];
        if (snprintf(path, sizeof path, "%s/%s%s", folder, names[i], suffix) <
            PATH_MAX)
            *hash = kt_data_hash(path, kt_hash(kt_slice_of(path), *hash));
    }
    kt_data_names_free(names, count);
    return status;
}

kt_status kt_cleaning_hash(uint64_t *out, kt_error *err)
{
    *out = 0;
    kt_status status = hash_files("cleaning", ".tsv", out, err);
    if (status == KT_OK)
        status = hash_files("cleaning", ".txt", out, err);
    if (status == KT_OK)
        status = hash_files("cleaning/outlets", ".tsv", out, err);
    return status;
}
