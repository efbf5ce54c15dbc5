#include "history.h"

#include "line_editor.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* One entry a line, in which a line end is \n and a backslash \\. */

enum {
    MOST_BYTES = 1 << 18 /* of the end of the file that are read back */
};

static int file = -1;

static bool find_path(char *out, size_t size)
{
    const char *state = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    int len = -1;
    if (state != NULL && state[0] == '/')
        len = snprintf(out, size, "%s/ktool/history", state);
    else if (home != NULL && home[0] == '/')
        len = snprintf(out, size, "%s/.local/state/ktool/history", home);
    return len > 0 && (size_t)len < size;
}

/* Make the folders that path lies in. */
static void make_folders(const char *path)
{
    char folder[PATH_MAX];
    for (const char *slash = strchr(path + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        mkdir(folder, 0700);
    }
}

static void remember(kt_slice line)
{
    kt_buffer entry = {0};
    for (size_t i = 0; i < line.len; i++) {
        bool escaped = line.data[i] == '\\' && i + 1 < line.len;
        i += escaped;
        kt_buffer_add_char(
            &entry, escaped && line.data[i] == 'n' ? '\n' : line.data[i]);
    }
    kt_buffer_add_char(&entry, '\0');
    if (!entry.failed && entry.len > 1)
        line_editor_remember(entry.data);
    kt_buffer_free(&entry);
}

static size_t line_length(kt_slice lines)
{
    const char *end =
        lines.len == 0 ? NULL : memchr(lines.data, '\n', lines.len);
    return end == NULL ? lines.len : (size_t)(end - lines.data);
}

static kt_slice skip_line(kt_slice lines)
{
    size_t len = line_length(lines);
    return kt_slice_sub(lines, len < lines.len ? len + 1 : len, lines.len);
}

static void read_back(void)
{
    kt_buffer text = {0};
    struct stat info;
    if (fstat(file, &info) != 0 || !kt_buffer_reserve(&text, MOST_BYTES))
        return;
    off_t start = info.st_size > MOST_BYTES ? info.st_size - MOST_BYTES : 0;
    ssize_t got = pread(file, text.data, MOST_BYTES, start);
    kt_slice lines = {text.data, got > 0 ? (size_t)got : 0};
    /* The first line may be the end of one. */
    if (start > 0)
        lines = skip_line(lines);
    for (; lines.len > 0; lines = skip_line(lines))
        remember(kt_slice_sub(lines, 0, line_length(lines)));
    kt_buffer_free(&text);
}

void history_open_file(void)
{
    char path[PATH_MAX];
    if (!find_path(path, sizeof path))
        return;
    make_folders(path);
    file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file < 0)
        fprintf(stderr, "ktool: %s: %s; this session is not kept\n", path,
                strerror(errno));
    else
        read_back();
}

void history_keep(kt_slice entry)
{
    kt_buffer line = {0};
    if (file < 0)
        return;
    for (size_t i = 0; i < entry.len; i++) {
        char c = entry.data[i];
        kt_buffer_add_string(&line, c == '\\' || c == '\n' ? "\\" : "");
        kt_buffer_add_char(&line, c == '\n' ? 'n' : c);
    }
    kt_buffer_add_char(&line, '\n');
    /* In one piece, since other sessions write too. */
    if (!line.failed && write(file, line.data, line.len) < 0)
        history_close_file();
    kt_buffer_free(&line);
}

void history_close_file(void)
{
    if (file >= 0)
        close(file);
    file = -1;
}
