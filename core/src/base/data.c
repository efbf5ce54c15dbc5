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

static void add_name(void *ctx, const char *name)
{
    const char *dot = strrchr(name, '.');
    if (dot == NULL || strcmp(dot, ".txt") != 0)
        return;
    kt_buffer_add_string(ctx, " ");
    kt_buffer_add(ctx, name, (size_t)(dot - name));
}

static kt_status no_such_list(const char *folder, const char *what,
                              kt_slice name, kt_error *err)
{
    kt_buffer names = {0};
    kt_data_each(folder, add_name, &names);
    kt_fail(err, KT_ERR_NOT_FOUND, "%s '%.*s'; there are:%.*s none", what,
            (int)name.len, name.data, (int)names.len,
            names.data == NULL ? "" : names.data);
    kt_buffer_free(&names);
    return KT_ERR_NOT_FOUND;
}

kt_status kt_data_read_list(const char *folder, const char *what, kt_slice name,
                            kt_buffer *out, kt_error *err)
{
    char file[128];
    bool plain = name.len > 0 && name.len < 64 &&
                 memchr(name.data, '/', name.len) == NULL &&
                 name.data[0] != '.';
    if (!plain)
        return no_such_list(folder, what, name, err);
    snprintf(file, sizeof file, "%s/%.*s.txt", folder, (int)name.len,
             name.data);
    kt_status status = kt_data_read(file, out, err);
    return status == KT_ERR_NOT_FOUND ? no_such_list(folder, what, name, err)
                                      : status;
}

bool kt_data_next_line(kt_slice *text, kt_slice *line)
{
    while (text->len > 0) {
        const char *end = memchr(text->data, '\n', text->len);
        size_t len = end == NULL ? text->len : (size_t)(end - text->data);
        *line = kt_slice_sub(*text, 0, len);
        *text = kt_slice_sub(*text, end == NULL ? len : len + 1, text->len);
        if (line->len > 0 && line->data[line->len - 1] == '\r')
            line->len--;
        if (line->len > 0 && line->data[0] != '#')
            return true;
    }
    return false;
}
