#include "report/sink.h"

#include <errno.h>

static kt_status check(const kt_sink *sink, kt_error *err)
{
    if (sink->error == 0)
        return KT_OK;
    bool full = sink->error == ENOSPC || sink->error == EDQUOT;
    return KT_FAIL(err, full ? KT_ERR_FULL : KT_ERR_IO, "%s: %s", sink->name,
                   strerror(sink->error));
}

kt_status kt_sink_write(kt_sink *sink, kt_error *err)
{
    kt_buffer *line = &sink->line;
    kt_status status = kt_buffer_status(line, err);
    if (status == KT_OK && sink->error == 0 &&
        fwrite(line->data, 1, line->len, sink->stream) < line->len)
        sink->error = errno;
    kt_buffer_clear(line);
    return status != KT_OK ? status : check(sink, err);
}

kt_status kt_sink_flush(kt_sink *sink, kt_error *err)
{
    errno = 0;
    bool failed = fflush(sink->stream) != 0 || ferror(sink->stream) != 0;
    /* A stream that failed before us has kept the mark but not the reason. */
    if (failed && sink->error == 0)
        sink->error = errno != 0 ? errno : EIO;
    return check(sink, err);
}
