#include "base/data.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* The folders in which data is looked for; some may be NULL. */
static size_t folders(const char *out[3])
{
    out[0] = getenv("KTOOL_DATA");
    out[1] = KTOOL_INSTALLED_SHARE "/data";
    out[2] = KTOOL_SOURCE_SCRIPTS "/data";
    return 3;
}

static kt_status read_all(FILE *file, const char *path, kt_buffer *out,
                          kt_error *err)
{
    char block[4096];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        kt_buffer_add(out, block, got);
    if (ferror(file))
        return KT_FAIL(err, KT_ERR_IO, "%s: %s", path, strerror(errno));
    return kt_buffer_status(out, err);
}

kt_status kt_data_read(const char *name, kt_buffer *out, kt_error *err)
{
    const char *places[3];
    size_t count = folders(places);
    for (size_t i = 0; i < count; i++) {
        char path[PATH_MAX];
        if (places[i] == NULL ||
            snprintf(path, sizeof path, "%s/%s", places[i], name) >= PATH_MAX)
            continue;
        FILE *file = fopen(path, "rb");
        if (file == NULL && (errno == ENOENT || errno == ENOTDIR))
            continue;
        if (file == NULL)
            return KT_FAIL(err, errno == ENOMEM ? KT_ERR_NOMEM : KT_ERR_IO,
                           "%s: %s", path, strerror(errno));
        kt_status status = read_all(file, path, out, err);
        fclose(file);
        return status;
    }
    return KT_FAIL(err, KT_ERR_NOT_FOUND,
                   "no data file %s; set KTOOL_DATA to the folder that has it",
                   name);
}

static int visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

void kt_data_each(const char *folder,
                  void (*visit)(void *ctx, const char *name), void *ctx)
{
    const char *places[3];
    size_t count = folders(places);
    for (size_t i = 0; i < count; i++) {
        char path[PATH_MAX];
        struct dirent **entries;
        if (places[i] == NULL ||
            snprintf(path, sizeof path, "%s/%s", places[i], folder) >= PATH_MAX)
            continue;
        int found = scandir(path, &entries, visible, alphasort);
        if (found < 0)
            continue;
        for (int j = 0; j < found; j++) {
            visit(ctx, entries[j]->d_name);
            free(entries[j]);
        }
        free(entries);
        return;
    }
}
