#include "load/file_list.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>

/** What a walk has found and has still to do. */
typedef struct walk {
    kt_file_list *list;
    kt_buffer folders; /**< const char *, to be listed, the next one last */
} walk;

void kt_file_list_free(kt_file_list *list)
{
    kt_buffer_free(&list->files);
    kt_arena_free(&list->paths);
}

const kt_file *kt_file_list_files(const kt_file_list *list, size_t *count)
{
    *count = list->files.len / sizeof(kt_file);
    return (const kt_file *)(const void *)list->files.data;
}

/** @p folder "/" @p name, or a copy of @p name if there is no folder. */
static const char *join(kt_arena *arena, const char *folder, const char *name)
{
    size_t folder_len = folder == NULL ? 0 : strlen(folder);
    size_t name_len = strlen(name);
    char *path = kt_arena_alloc(arena, folder_len + name_len + 2);
    if (path == NULL)
        return NULL;
    size_t len = folder_len;
    if (len > 0) {
        memcpy(path, folder, len);
        if (path[len - 1] != '/')
            path[len++] = '/';
    }
    memcpy(path + len, name, name_len + 1);
    return path;
}

static int64_t nanoseconds(struct timespec t)
{
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void add_file(kt_file_list *list, const char *path,
                     const struct stat *info)
{
    kt_file file = {
        .path = path,
        .size = S_ISREG(info->st_mode) ? info->st_size : 0,
        .mtime = nanoseconds(info->st_mtim),
        .ctime = nanoseconds(info->st_ctim),
        .inode = info->st_ino,
        .device = info->st_dev,
    };
    kt_buffer_add(&list->files, &file, sizeof file);
}

/** A file that can be read only once and from its beginning. */
static void add_stream(kt_file_list *list, const char *path)
{
    kt_file file = {.path = path, .size = -1};
    kt_buffer_add(&list->files, &file, sizeof file);
}

static bool left_out(const char *name)
{
    return name[0] == '.' || strncmp(name, "README", 6) == 0;
}

static kt_status add_entry(walk *w, int folder_fd, const char *folder,
                           const char *name, kt_error *err)
{
    struct stat info = {0};
    struct stat target;
    bool unknown = fstatat(folder_fd, name, &info, AT_SYMLINK_NOFOLLOW) != 0;
    if (S_ISLNK(info.st_mode)) {
        unknown = fstatat(folder_fd, name, &target, 0) != 0;
        if (!unknown && S_ISDIR(target.st_mode))
            return KT_OK;
        if (!unknown)
            info = target;
    }
    if (!unknown && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode))
        return KT_OK;

    const char *path = join(&w->list->paths, folder, name);
    if (path == NULL)
        return KT_FAIL_NOMEM(err);
    if (!unknown && S_ISDIR(info.st_mode)) {
        kt_buffer_add(&w->folders, &path, sizeof path);
        return kt_buffer_status(&w->folders, err);
    }
    add_file(w->list, path, &info);
    return kt_buffer_status(&w->list->files, err);
}

/** @retval KT_ERR_IO  with errno set, if @p folder cannot be listed */
static kt_status list_folder(walk *w, const char *folder, kt_error *err)
{
    kt_status status = KT_OK;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        return errno == ENOMEM ? KT_FAIL_NOMEM(err) : KT_ERR_IO;

    while (status == KT_OK) {
        errno = 0;
        struct dirent *entry = readdir(dir);
        if (entry == NULL) {
            status = errno == 0 ? KT_OK : KT_ERR_IO;
            break;
        }
        if (kt_interrupted())
            status = KT_FAIL(err, KT_ERR_INTERRUPTED, "interrupted");
        else if (!left_out(entry->d_name))
            status = add_entry(w, dirfd(dir), folder, entry->d_name, err);
    }
    int trouble = errno;
    closedir(dir);
    errno = trouble;
    return status;
}

static int compare_paths(const void *a, const void *b)
{
    const kt_file *x = a, *y = b;
    return strcmp(x->path, y->path);
}

static const char *pop_folder(walk *w)
{
    const char *folder;
    w->folders.len -= sizeof folder;
    memcpy(&folder, w->folders.data + w->folders.len, sizeof folder);
    return folder;
}

/** All files below @p top, folder by folder rather than by recursion. */
static kt_status walk_folders(walk *w, const char *top, kt_error *err)
{
    kt_status status = list_folder(w, top, err);
    if (status == KT_ERR_IO)
        return KT_FAIL(err, KT_ERR_IO, "%s: %s", top, strerror(errno));
    while (status == KT_OK && w->folders.len > 0) {
        const char *folder = pop_folder(w);
        status = list_folder(w, folder, err);
        if (status == KT_ERR_IO) {
            add_file(w->list, folder, &(struct stat){0});
            status = kt_buffer_status(&w->list->files, err);
        }
    }
    return status;
}

static kt_status add_folder(kt_file_list *list, const char *top, kt_error *err)
{
    size_t before = list->files.len;
    walk w = {list, {0}};
    kt_status status = walk_folders(&w, top, err);
    kt_buffer_free(&w.folders);
    if (status != KT_OK)
        return status;
    size_t added = list->files.len - before;
    if (added == 0)
        return KT_FAIL(err, KT_ERR_EMPTY, "%s: no file in this folder", top);
    qsort(list->files.data + before, added / sizeof(kt_file), sizeof(kt_file),
          compare_paths);
    return KT_OK;
}

kt_status kt_file_list_add(kt_file_list *list, const char *path, kt_error *err)
{
    struct stat info = {0};
    bool standard_input = strcmp(path, "-") == 0;
    if (!standard_input && stat(path, &info) != 0) {
        bool missing = errno == ENOENT || errno == ENOTDIR;
        return KT_FAIL(err, missing ? KT_ERR_NOT_FOUND : KT_ERR_IO, "%s: %s",
                       path, strerror(errno));
    }
    const char *copy = join(&list->paths, NULL, path);
    if (copy == NULL)
        return KT_FAIL_NOMEM(err);
    if (S_ISDIR(info.st_mode))
        return add_folder(list, copy, err);
    if (standard_input || !S_ISREG(info.st_mode))
        add_stream(list, copy);
    else
        add_file(list, copy, &info);
    return kt_buffer_status(&list->files, err);
}

void kt_file_list_remove(kt_file_list *list, const char *path)
{
    struct stat info;
    size_t count, kept = 0;
    kt_file_list_files(list, &count);
    kt_file *files = (kt_file *)(void *)list->files.data;
    if (count == 0 || stat(path, &info) != 0)
        return;
    for (size_t i = 0; i < count; i++) {
        if (files[i].inode != info.st_ino || files[i].device != info.st_dev)
            files[kept++] = files[i];
    }
    list->files.len = kept * sizeof *files;
}
