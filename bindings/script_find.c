#include "script_show.h"

#include <dirent.h>
#include <errno.h>
#include <ktool/script.h>
#include <ktool/suggest.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define EXTENSION ".lua"

typedef struct folder_walk {
    kt_status (*visit)(void *ctx, const char *folder);
    void *ctx;
    kt_error *err;
} folder_walk;

typedef struct lookup {
    const char *name;
    char *path; /* once it is found */
    kt_error *err;
} lookup;

typedef struct found_script {
    char *name, *path;
    size_t folder; /* counted in the order of lookup */
    dev_t device;  /* with inode: which file it is; 0 for a dead link */
    ino_t inode;
} found_script;

typedef struct listing {
    found_script *scripts;
    size_t count, capacity;
    size_t folders;
    kt_error *err;
} listing;

static kt_status visit_folder(folder_walk *walk, kt_slice parent,
                              const char *below)
{
    kt_buffer path = {0};
    kt_buffer_add_slice(&path, parent);
    kt_buffer_add_string(&path, below);
    kt_buffer_add_char(&path, '\0');
    kt_status status = kt_buffer_status(&path, walk->err);
    if (status == KT_OK)
        status = walk->visit(walk->ctx, path.data);
    kt_buffer_free(&path);
    return status;
}

/* An empty element would be the working directory, where nothing is ever
 * looked up. */
static kt_status visit_listed(folder_walk *walk, const char *list)
{
    kt_status status = KT_OK;
    while (list != NULL && *list != '\0' && status == KT_OK) {
        size_t len = strcspn(list, ":");
        if (len > 0)
            status = visit_folder(walk, (kt_slice){list, len}, "");
        list += len + (list[len] == ':');
    }
    return status;
}

/* The XDG specification has relative paths ignored. */
static kt_status visit_users(folder_walk *walk)
{
    const char *data = getenv("XDG_DATA_HOME");
    if (data != NULL && *data == '/')
        return visit_folder(walk, kt_slice_of(data), "/ktool/scripts");
    const char *home = getenv("HOME");
    if (home != NULL && *home == '/')
        return visit_folder(walk, kt_slice_of(home),
                            "/.local/share/ktool/scripts");
    return KT_OK;
}

kt_status kt_script_folder_each(kt_status (*visit)(void *ctx,
                                                   const char *folder),
                                void *ctx, kt_error *err)
{
    folder_walk walk = {visit, ctx, err};
    kt_status status = visit_listed(&walk, getenv("KTOOL_PATH"));
    if (status == KT_OK)
        status = visit_users(&walk);
    if (status == KT_OK)
        status = visit(ctx, KTOOL_INSTALLED_SHARE "/scripts");
    if (status == KT_OK)
        status = visit(ctx, KTOOL_SOURCE_SCRIPTS);
    return status;
}

static char *join(const char *folder, const char *name, const char *end)
{
    size_t size = strlen(folder) + strlen(name) + strlen(end) + 2;
    char *path = malloc(size);
    if (path != NULL)
        snprintf(path, size, "%s/%s%s", folder, name, end);
    return path;
}

static kt_status look_into(void *ctx, const char *folder)
{
    lookup *l = ctx;
    struct stat info;
    char *path = join(folder, l->name, EXTENSION);
    if (path == NULL)
        return KT_FAIL_NOMEM(l->err);
    if (stat(path, &info) == 0 && !S_ISDIR(info.st_mode)) {
        l->path = path;
        return KT_ERR_CALLBACK;
    }
    free(path);
    return KT_OK;
}

static bool has_extension(const char *name)
{
    size_t len = strlen(name);
    return len >= strlen(EXTENSION) &&
           strcmp(name + len - strlen(EXTENSION), EXTENSION) == 0;
}

static void free_listing(listing *list)
{
    for (size_t i = 0; i < list->count; i++) {
        free(list->scripts[i].name);
        free(list->scripts[i].path);
    }
    free(list->scripts);
}

static bool make_room(listing *list)
{
    if (list->count < list->capacity)
        return true;
    size_t capacity = list->capacity == 0 ? 32 : list->capacity * 2;
    found_script *scripts =
        reallocarray(list->scripts, capacity, sizeof *scripts);
    if (scripts == NULL)
        return false;
    list->scripts = scripts;
    list->capacity = capacity;
    return true;
}

static kt_status add_script(listing *list, const char *folder, const char *file)
{
    struct stat info = {0};
    char *path = join(folder, file, "");
    if (path == NULL)
        return KT_FAIL_NOMEM(list->err);
    bool exists = stat(path, &info) == 0;
    if (exists && !S_ISREG(info.st_mode)) {
        free(path);
        return KT_OK;
    }
    char *name = strndup(file, strlen(file) - strlen(EXTENSION));
    if (name == NULL || !make_room(list)) {
        free(name);
        free(path);
        return KT_FAIL_NOMEM(list->err);
    }
    list->scripts[list->count++] =
        (found_script){name, path, list->folders, info.st_dev, info.st_ino};
    return KT_OK;
}

static kt_status fail_reading(const char *folder, kt_error *err)
{
    return KT_FAIL(err, KT_ERR_IO, "%s: %s", kt_show(folder).text,
                   strerror(errno));
}

static kt_status list_folder(void *ctx, const char *folder)
{
    listing *list = ctx;
    DIR *dir = opendir(folder);
    if (dir == NULL && (errno == ENOENT || errno == ENOTDIR))
        return KT_OK;
    if (dir == NULL)
        return fail_reading(folder, list->err);
    kt_status status = KT_OK;
    list->folders++;
    while (status == KT_OK) {
        errno = 0;
        const struct dirent *file = readdir(dir);
        if (file == NULL && errno != 0)
            status = fail_reading(folder, list->err);
        if (file == NULL)
            break;
        if (file->d_name[0] != '.' && has_extension(file->d_name))
            status = add_script(list, folder, file->d_name);
    }
    closedir(dir);
    return status;
}

static int by_name(const void *left, const void *right)
{
    const found_script *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order
                      : (a->folder > b->folder) - (a->folder < b->folder);
}

/* A folder may be named twice, and its scripts do not shadow themselves. */
static void drop_repeated(listing *list)
{
    size_t kept = 0, first = 0;
    for (size_t i = 0; i < list->count; i++) {
        found_script *script = &list->scripts[i];
        if (i == 0 || strcmp(list->scripts[first].name, script->name) != 0)
            first = kept;
        else if (script->inode != 0 &&
                 list->scripts[first].inode == script->inode &&
                 list->scripts[first].device == script->device) {
            free(script->name);
            free(script->path);
            continue;
        }
        list->scripts[kept++] = *script;
    }
    list->count = kept;
}

static kt_status fill_listing(listing *list)
{
    kt_status status = kt_script_folder_each(list_folder, list, list->err);
    if (status != KT_OK || list->count == 0)
        return status;
    qsort(list->scripts, list->count, sizeof *list->scripts, by_name);
    drop_repeated(list);
    return KT_OK;
}

enum {
    NEAR_NAMES = 3
};

static kt_status refuse_name(const char *name, const listing *list,
                             kt_error *err)
{
    const char *near[NEAR_NAMES];
    const char **names = calloc(list->count + 1, sizeof *names);
    if (names == NULL)
        return KT_FAIL_NOMEM(err);
    size_t count = 0;
    for (size_t i = 0; i < list->count; i++)
        if (i == 0 || strcmp(names[count - 1], list->scripts[i].name) != 0)
            names[count++] = list->scripts[i].name;
    count = kt_suggest_near(name, names, count, near, NEAR_NAMES);
    free(names);
    if (count == 0)
        return KT_FAIL(err, KT_ERR_NOT_FOUND,
                       "no script '%s'; `ktool scripts` lists what there is",
                       kt_show(name).text);
    return KT_FAIL(
        err, KT_ERR_NOT_FOUND, "no script '%s' (did you mean %s%s%s%s%s?)",
        kt_show(name).text, kt_show(near[0]).text, count > 1 ? ", " : "",
        count > 1 ? kt_show(near[1]).text : "", count > 2 ? ", " : "",
        count > 2 ? kt_show(near[2]).text : "");
}

static kt_status fail_with_near_names(const char *name, kt_error *err)
{
    listing list = {.err = err};
    kt_status status = fill_listing(&list);
    if (status == KT_OK)
        status = refuse_name(name, &list, err);
    free_listing(&list);
    return status;
}

kt_status kt_script_find(const char *name, char **out, kt_error *err)
{
    *out = NULL;
    if (strcmp(name, "-") == 0 || strchr(name, '/') != NULL ||
        has_extension(name)) {
        *out = strdup(name);
        return *out == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    }
    lookup l = {.name = name, .err = err};
    kt_status status = kt_script_folder_each(look_into, &l, err);
    *out = l.path;
    if (l.path != NULL)
        return KT_OK;
    return status == KT_OK ? fail_with_near_names(name, err) : status;
}

/* What is wrong with one script is told to visit; only what ends the walk is
 * returned. */
static kt_status visit_script(kt_script_entry *entry,
                              kt_status (*visit)(void *ctx,
                                                 const kt_script_entry *entry),
                              void *ctx, kt_error *err)
{
    kt_error reason;
    kt_script *script = NULL;
    kt_script_header *header = NULL;
    kt_status status = kt_script_read(entry->path, &script, &reason);
    if (status == KT_OK)
        status =
            kt_script_header_new(script->source, entry->path, &header, &reason);
    if (status == KT_ERR_NOMEM || status == KT_ERR_INTERRUPTED) {
        kt_fail(err, status, "%s", reason.message);
    } else {
        entry->summary = header == NULL ? "" : header->summary;
        entry->error = status == KT_OK ? NULL : &reason;
        status = visit(ctx, entry);
    }
    kt_script_header_free(header);
    kt_script_free(script);
    return status;
}

kt_status kt_script_each(kt_status (*visit)(void *ctx,
                                            const kt_script_entry *entry),
                         void *ctx, kt_error *err)
{
    listing list = {.err = err};
    kt_status status = fill_listing(&list);
    for (size_t i = 0; i < list.count && status == KT_OK; i++) {
        const char *name = list.scripts[i].name;
        kt_script_entry entry = {
            .name = name,
            .path = list.scripts[i].path,
            .shadowed = i > 0 && strcmp(list.scripts[i - 1].name, name) == 0,
        };
        status = visit_script(&entry, visit, ctx, err);
    }
    free_listing(&list);
    return status;
}
