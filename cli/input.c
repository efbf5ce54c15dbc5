#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum {
    BLOCK = 1 << 16 /* bytes read at once */
};

static kt_status read_all(int file, const char *path, kt_buffer *out,
                          kt_error *err)
{
    for (;;) {
        if (!kt_buffer_reserve(out, BLOCK))
            return KT_FAIL_NOMEM(err);
        ssize_t got = read(file, out->data + out->len, BLOCK);
        if (got == 0)
            return KT_OK;
        if (got < 0 && errno != EINTR)
            return KT_FAIL(err, KT_ERR_IO, "%s: %s", path, strerror(errno));
        if (got > 0)
            out->len += (size_t)got;
    }
}

kt_status read_input(const char *path, kt_buffer *out, kt_error *err)
{
    if (strcmp(path, "-") == 0)
        return read_all(STDIN_FILENO, "standard input", out, err);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return KT_FAIL(err, KT_ERR_IO, "%s: %s", path, strerror(errno));
    kt_status status = read_all(file, path, out, err);
    close(file);
    return status;
}
