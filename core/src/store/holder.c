#include "store/holder.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

/* A line of /proc/locks. */
typedef struct lock {
    bool writes;
    long pid;
    unsigned major, minor;
    uintmax_t inode;
} lock;

/* "1: POSIX  ADVISORY  WRITE 1234 fe:00:42 120 120" */
static bool read_lock(const char *line, lock *out)
{
    char mode[8];
    if (sscanf(line, "%*u: POSIX %*s %7s %ld %x:%x:%ju", mode, &out->pid,
               &out->major, &out->minor, &out->inode) != 5)
        return false;
    out->writes = strcmp(mode, "WRITE") == 0;
    return true;
}

static bool is_on(const lock *l, const struct stat *file)
{
    return l->inode == (uintmax_t)file->st_ino &&
           l->major == major(file->st_dev) && l->minor == minor(file->st_dev);
}

/* The process that holds one of the files, or 0. */
static long find_holder(const struct stat *files, size_t count)
{
    char line[256];
    long found = 0;
    bool writes = false;
    FILE *locks = fopen("/proc/locks", "re");
    while (locks != NULL && fgets(line, sizeof line, locks) != NULL) {
        lock l;
        bool held = false;
        if (!read_lock(line, &l) || l.pid <= 0 || l.pid == (long)getpid())
            continue;
        for (size_t i = 0; i < count; i++)
            held |= is_on(&l, &files[i]);
        if (held && (found == 0 || (l.writes && !writes))) {
            found = l.pid;
            writes = l.writes;
        }
    }
    if (locks != NULL)
        fclose(locks);
    return found;
}

/* The command of a process; empty if it cannot be told. */
static void read_command(long pid, char *name, int size)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/comm", pid);
    FILE *file = fopen(path, "re");
    if (file == NULL || fgets(name, size, file) == NULL)
        *name = '\0';
    name[strcspn(name, "\n")] = '\0';
    if (file != NULL)
        fclose(file);
}

void kt_holder_name(const char *path, char *text, size_t size)
{
    char shared[4096], name[64];
    struct stat files[2];
    size_t count = 0;
    snprintf(shared, sizeof shared, "%s-shm", path);
    count += stat(path, &files[count]) == 0;
    count += stat(shared, &files[count]) == 0;
    long pid = find_holder(files, count);
    if (pid == 0) {
        snprintf(text, size, "another process");
        return;
    }
    read_command(pid, name, sizeof name);
    bool named = name[0] != '\0';
    snprintf(text, size, "process %ld%s%s%s", pid, named ? " (" : "", name,
             named ? ")" : "");
}
