#include "base/data.h"

#include "base/list.h"
#include "base/table.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ktool/suggest.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folders in which data is looked for; some may be NULL. */
static size_t folders(const char *out[3])
{
    out[0] = getenv("KTOOL_DATA");
    if (out[0] != NULL && *out[0] == '\0')
        out[0] = NULL;
    out[1] = KTOOL_INSTALLED_SHARE "/data";
    out[2] = KTOOL_SOURCE_SCRIPTS "/data";
    return 3;
}

/* A folder of the user's that is not there would be passed over, with the rules
 * and lists that somebody has put into it. */
static kt_status check_own(const char *folder, kt_error *err)
{
    struct stat info;
    if (folder == NULL || (stat(folder, &info) == 0 && S_ISDIR(info.st_mode)))
        return KT_OK;
    return KT_FAIL(err, KT_ERR_USAGE, "$KTOOL_DATA is no folder: %s", folder);
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

/* A byte order mark, which some editors write, is no part of the first line. */
static void drop_mark(kt_buffer *text)
{
    if (text->len < 3 || memcmp(text->data, "\xef\xbb\xbf", 3) != 0)
        return;
    text->len -= 3;
    memmove(text->data, text->data + 3, text->len);
}

kt_status kt_data_read_file(const char *path, kt_buffer *out, kt_error *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        kt_status status = errno == ENOENT || errno == ENOTDIR
                               ? KT_ERR_NOT_FOUND
                           : errno == ENOMEM ? KT_ERR_NOMEM
                                             : KT_ERR_IO;
        return KT_FAIL(err, status, "%s: %s", path, strerror(errno));
    }
    kt_status status = read_all(file, path, out, err);
    fclose(file);
    drop_mark(out);
    return status;
}

kt_status kt_data_read(const char *name, kt_buffer *out, kt_error *err)
{
    const char *places[3];
    size_t count = folders(places);
    kt_status status = check_own(places[0], err);
    if (status != KT_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        char path[PATH_MAX];
        if (places[i] == NULL ||
            snprintf(path, sizeof path, "%s/%s", places[i], name) >= PATH_MAX)
            continue;
        status = kt_data_read_file(path, out, err);
        if (status != KT_ERR_NOT_FOUND)
            return status;
    }
    return KT_FAIL(err, KT_ERR_NOT_FOUND,
                   "no data file %s; set KTOOL_DATA to the folder that has it",
                   name);
}

bool kt_data_is_own(const char *name)
{
    const char *places[3];
    char path[PATH_MAX];
    folders(places);
    return places[0] != NULL &&
           snprintf(path, sizeof path, "%s/%s", places[0], name) < PATH_MAX &&
           access(path, F_OK) == 0;
}

bool kt_file_hash(const char *path, uint64_t seed, uint64_t *out)
{
    char block[1 << 14];
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return false;
    ssize_t got;
    while ((got = read(fd, block, sizeof block)) > 0)
        seed = kt_hash((kt_slice){block, (size_t)got}, seed);
    close(fd);
    if (got == 0)
        *out = seed;
    return got == 0;
}

uint64_t kt_data_hash(const char *name, uint64_t seed)
{
    const char *places[3];
    size_t count = folders(places);
    uint64_t hash = seed;
    for (size_t i = 0; i < count; i++) {
        char path[PATH_MAX];
        if (places[i] != NULL &&
            snprintf(path, sizeof path, "%s/%s", places[i], name) < PATH_MAX &&
            kt_file_hash(path, seed, &hash))
            break;
    }
    return hash;
}

/* The length of a file's name without the suffix; 0 if it does not end so. */
static size_t stem_length(const char *name, const char *suffix)
{
    size_t len = strlen(name), end = strlen(suffix);
    bool ends =
        len > end && name[0] != '.' && strcmp(name + len - end, suffix) == 0;
    return ends ? len - end : 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void kt_data_names_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static bool add_names(const char *path, const char *suffix, char ***names,
                      size_t *count)
{
    DIR *folder = opendir(path);
    if (folder == NULL)
        return errno != ENOMEM;
    const struct dirent *entry;
    bool added = true;
    while (added && (entry = readdir(folder)) != NULL) {
        size_t len = stem_length(entry->d_name, suffix);
        if (len == 0)
            continue;
        char *name = kt_list_grow(names, *count, sizeof **names)
                         ? strndup(entry->d_name, len)
                         : NULL;
        added = name != NULL;
        if (added)
            (*names)[(*count)++] = name;
    }
    closedir(folder);
    return added;
}

/* Sort the names and leave one of those that several folders have. */
static size_t sort_names(char **names, size_t count)
{
    size_t kept = 0;
    if (count > 0)
        qsort(names, count, sizeof *names, by_name);
    for (size_t i = 0; i < count; i++) {
        if (kept > 0 && strcmp(names[kept - 1], names[i]) == 0)
            free(names[i]);
        else
            names[kept++] = names[i];
    }
    return kept;
}

kt_status kt_data_names(const char *folder, const char *suffix, char ***names,
                        size_t *count, kt_error *err)
{
    const char *places[3];
    size_t place_count = folders(places);
    bool added = true;
    *names = NULL;
    *count = 0;
    kt_status status = check_own(places[0], err);
    if (status != KT_OK)
        return status;
    for (size_t i = 0; added && i < place_count; i++) {
        char path[PATH_MAX];
        if (places[i] != NULL &&
            snprintf(path, sizeof path, "%s/%s", places[i], folder) < PATH_MAX)
            added = add_names(path, suffix, names, count);
    }
    if (*names != NULL)
        *count = sort_names(*names, *count);
    if (added)
        return KT_OK;
    kt_data_names_free(*names, *count);
    *names = NULL;
    *count = 0;
    return KT_FAIL_NOMEM(err);
}

static kt_status no_such_list(const char *folder, const char *what,
                              kt_slice name, kt_error *err)
{
    char given[64];
    size_t count;
    kt_buffer text = {0};
    char **names;
    kt_data_names(folder, ".txt", &names, &count, NULL);
    snprintf(given, sizeof given, "%.*s", (int)name.len, name.data);
    const char *near = kt_suggest(given, (const char *const *)names, count);
    for (size_t i = 0; i < count; i++)
        kt_buffer_add_format(&text, "%s ", names[i]);
    kt_fail(err, KT_ERR_NOT_FOUND, "%s '%s'; there are: %.*snone%s%s%s", what,
            given, (int)text.len, text.data == NULL ? "" : text.data,
            near == NULL ? "" : "; did you mean '", near == NULL ? "" : near,
            near == NULL ? "" : "'?");
    kt_buffer_free(&text);
    kt_data_names_free(names, count);
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

static kt_status each_line_of(const char *folder, const char *what,
                              kt_slice name, kt_data_visit *visit, void *ctx,
                              kt_error *err)
{
    kt_buffer text = {0};
    kt_status status = kt_data_read_list(folder, what, name, &text, err);
    kt_slice rest = kt_buffer_slice(&text), line;
    while (status == KT_OK && kt_data_next_line(&rest, &line))
        status = visit(ctx, name, line, err);
    kt_buffer_free(&text);
    return status;
}

kt_status kt_data_each_line(const char *folder, const char *what,
                            const char *names, kt_data_visit *visit, void *ctx,
                            kt_error *err)
{
    kt_status status = KT_OK;
    if (names != NULL && strcmp(names, "none") == 0)
        names = NULL;
    while (status == KT_OK && names != NULL) {
        size_t len = strcspn(names, "+");
        status =
            each_line_of(folder, what, (kt_slice){names, len}, visit, ctx, err);
        names = names[len] == '+' ? names + len + 1 : NULL;
    }
    return status;
}
