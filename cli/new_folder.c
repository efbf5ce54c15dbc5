#include "new_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whether nothing is in the folder; false with errno 0 if something is. */
static bool is_empty(const char *path)
{
    bool empty = true;
    DIR *folder = opendir(path);
    if (folder == NULL)
        return false;
    errno = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        empty = empty && (strcmp(entry->d_name, ".") == 0 ||
                          strcmp(entry->d_name, "..") == 0);
    int trouble = errno;
    closedir(folder);
    errno = trouble;
    return empty && trouble == 0;
}

static kt_status failed(const char *path, const char *name, kt_error *err)
{
    bool full = errno == ENOSPC || errno == EDQUOT;
    return KT_FAIL(err, full ? KT_ERR_FULL : KT_ERR_IO, "%s%s%s: %s", path,
                   name[0] == '\0' ? "" : "/", name, strerror(errno));
}

kt_status new_folder_open(const char *path, size_t count, new_folder *out,
                          kt_error *err)
{
    *out = (new_folder){.path = path, .fd = -1, .digits = 6};
    for (size_t most = 999999; count > most; most = most * 10 + 9)
        out->digits++;
    if (mkdir(path, 0777) != 0) {
        if (errno != EEXIST)
            return failed(path, "", err);
        if (!is_empty(path))
            return errno != 0 ? failed(path, "", err)
                              : KT_FAIL(err, KT_ERR_IO,
                                        "%s: not empty, and nothing in it is "
                                        "overwritten; name a new folder",
                                        path);
    }
    out->fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return out->fd < 0 ? failed(path, "", err) : KT_OK;
}

kt_status new_folder_write(new_folder *folder, const char *ending,
                           kt_slice first, kt_slice second, kt_error *err)
{
    char name[64];
    snprintf(name, sizeof name, "%0*zu%s", folder->digits, folder->files + 1,
             ending);
    int fd =
        openat(folder->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (file == NULL) {
        kt_status status = failed(folder->path, name, err);
        if (fd >= 0)
            close(fd);
        return status;
    }
    bool written =
        (first.len == 0 || fwrite(first.data, first.len, 1, file) == 1) &&
        (second.len == 0 || fwrite(second.data, second.len, 1, file) == 1) &&
        fflush(file) == 0;
    kt_status status = written ? KT_OK : failed(folder->path, name, err);
    fclose(file);
    folder->files += written;
    return status;
}

void new_folder_close(new_folder *folder)
{
    if (folder->fd >= 0)
        close(folder->fd);
}
