#include <ktool/status.h>

#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const codes[KT_STATUS_TOTAL] = {
    [KT_OK] = "ok",
    [KT_ERR_NOMEM] = "nomem",
    [KT_ERR_IO] = "io",
    [KT_ERR_NOT_FOUND] = "not-found",
    [KT_ERR_EMPTY] = "empty",
    [KT_ERR_FORMAT] = "format",
    [KT_ERR_ENCODING] = "encoding",
    [KT_ERR_CORRUPT] = "corrupt",
    [KT_ERR_NEWER] = "newer",
    [KT_ERR_FINGERPRINT] = "fingerprint",
    [KT_ERR_LOCKED] = "locked",
    [KT_ERR_CHANGED] = "changed",
    [KT_ERR_READ_ONLY] = "read-only",
    [KT_ERR_FULL] = "full",
    [KT_ERR_LIMIT] = "limit",
    [KT_ERR_USAGE] = "usage",
    [KT_ERR_INTERRUPTED] = "interrupted",
    [KT_ERR_CALLBACK] = "callback",
};

const char *kt_status_code(kt_status status)
{
    return codes[status];
}

kt_status kt_fail(kt_error *err, kt_status status, const char *format, ...)
{
    if (err == NULL)
        return status;
    err->status = status;
    va_list args;
    va_start(args, format);
    int len = vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    if (len >= (int)sizeof err->message) {
        size_t end = sizeof err->message - 4;
        while (end > 0 && ((unsigned char)err->message[end] & 0xC0) == 0x80)
            end--;
        memcpy(err->message + end, "...", 4);
    }
    return status;
}

const char *kt_plural(uint64_t count)
{
    return count == 1 ? "" : "s";
}

static volatile sig_atomic_t interrupted;

bool kt_interrupt(void)
{
    enum {
        A_MOMENT = 200000000 /* ns */
    };
    static struct timespec asked;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (!interrupted)
        asked = now;
    interrupted = 1;
    int64_t since = (int64_t)(now.tv_sec - asked.tv_sec) * 1000000000 +
                    (now.tv_nsec - asked.tv_nsec);
    return since >= A_MOMENT;
}

void kt_interrupt_clear(void)
{
    interrupted = 0;
}

int kt_interrupted(void)
{
    return interrupted;
}
