#include "load/input.h"

#include <errno.h>
#include <unistd.h>

int kt_input_read(int fd, char *to, size_t limit, size_t *got)
{
    *got = 0;
    while (*got < limit) {
        if (kt_interrupted())
            return EINTR;
        ssize_t n = read(fd, to + *got, limit - *got);
        if (n == 0)
            break;
        if (n > 0)
            *got += (size_t)n;
        else if (errno != EINTR)
            return errno;
    }
    return 0;
}

int kt_input_append(int fd, kt_buffer *out, size_t limit, size_t *got)
{
    *got = 0;
    if (!kt_buffer_reserve(out, limit))
        return ENOMEM;
    int trouble = kt_input_read(fd, out->data + out->len, limit, got);
    out->len += *got;
    return trouble;
}

kt_status kt_input_status(int trouble)
{
    switch (trouble) {
    case 0:
        return KT_OK;
    case ENOMEM:
        return KT_ERR_NOMEM;
    case EINTR:
        return KT_ERR_INTERRUPTED;
    case ENOENT:
    case ENOTDIR:
        return KT_ERR_NOT_FOUND;
    default:
        return KT_ERR_IO;
    }
}
