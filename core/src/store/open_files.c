#include "store/open_files.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static kt_open_file *files; /* all; behind the lock */

static void configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void kt_sqlite_prepare(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure);
}

int kt_sqlite_open(const char *path, int flags, sqlite3 **out,
                   kt_open_file *file)
{
    struct stat info;
    pthread_mutex_lock(&lock);
    /* SQLite locks nothing before the first statement. */
    int code = sqlite3_open_v2(path, out, flags, NULL);
    *file = (kt_open_file){.next = files};
    if (code == SQLITE_OK && stat(path, &info) == 0) {
        file->device = info.st_dev;
        file->inode = info.st_ino;
    }
    if (*out != NULL)
        files = file;
    pthread_mutex_unlock(&lock);
    return code;
}

void kt_sqlite_close(sqlite3 *handle, kt_open_file *file)
{
    if (handle == NULL)
        return;
    sqlite3_close(handle);
    pthread_mutex_lock(&lock);
    kt_open_file **link = &files;
    while (*link != file)
        link = &(*link)->next;
    *link = file->next;
    pthread_mutex_unlock(&lock);
}

static bool is_open(const struct stat *info)
{
    for (const kt_open_file *f = files; f != NULL; f = f->next) {
        if (f->inode == info->st_ino && f->device == info->st_dev)
            return true;
    }
    return false;
}

static kt_header_source read_closed(const char *path,
                                    unsigned char header[KT_HEADER])
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = fd < 0 ? -1 : read(fd, header, KT_HEADER);
    if (fd >= 0)
        close(fd);
    return got == KT_HEADER ? KT_HEADER_READ : KT_HEADER_NONE;
}

kt_header_source kt_read_header(const char *path,
                                unsigned char header[KT_HEADER])
{
    struct stat info;
    kt_header_source source = KT_HEADER_NONE;
    pthread_mutex_lock(&lock);
    if (stat(path, &info) == 0 && S_ISREG(info.st_mode))
        source = is_open(&info) ? KT_HEADER_OPEN : read_closed(path, header);
    pthread_mutex_unlock(&lock);
    return source;
}
