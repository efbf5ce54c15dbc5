/**
 * @file
 * How a call says that it could not do its work.
 */
#ifndef KTOOL_STATUS_H
#define KTOOL_STATUS_H

#include <stdbool.h>
#include <stdint.h>

/** What kind of trouble it was. The message of a kt_error says the rest. */
typedef enum kt_status {
    KT_OK = 0,
    KT_ERR_NOMEM,       /**< out of memory */
    KT_ERR_IO,          /**< reading or writing failed */
    KT_ERR_NOT_FOUND,   /**< no such file, article, script or word list */
    KT_ERR_EMPTY,       /**< a file or folder with no article in it */
    KT_ERR_FORMAT,      /**< the bytes are not of the kind expected */
    KT_ERR_ENCODING,    /**< the bytes are text of another encoding */
    KT_ERR_CORRUPT,     /**< a store that is damaged */
    KT_ERR_NEWER,       /**< a store that a newer ktool wrote */
    KT_ERR_FINGERPRINT, /**< a store that other rules made */
    KT_ERR_LOCKED,      /**< another process holds the store */
    KT_ERR_CHANGED,     /**< another process changed it since it was opened */
    KT_ERR_READ_ONLY,   /**< writing to what may only be read */
    KT_ERR_FULL,        /**< no room left on the disk */
    KT_ERR_LIMIT,       /**< a documented limit was reached */
    KT_ERR_USAGE,       /**< an argument that makes no sense */
    KT_ERR_INTERRUPTED, /**< kt_interrupt() was called */
    KT_ERR_CALLBACK,    /**< the caller's callback asked to stop */
    KT_STATUS_TOTAL
} kt_status;

/** A failure in words: what was being done to what, and what to do now. */
typedef struct kt_error {
    kt_status status;
    char message[1024]; /**< UTF-8, one line, cut with "..." if too long */
} kt_error;

/** The status as one stable word ("io", "format"), for programs to compare. */
const char *kt_status_code(kt_status status);

/**
 * Fill in @p err, which may be NULL, and return @p status, so that a
 * function can fail in one statement: return KT_FAIL(err, KT_ERR_IO, ...).
 */
kt_status kt_fail(kt_error *err, kt_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The status stands at the end so that readers and analysers of the code see
 * which one it is. */
#define KT_FAIL(err, status, ...)                                              \
    ((void)kt_fail((err), (status), __VA_ARGS__), (status))

/** Shorthand for the one message that is the same everywhere. */
#define KT_FAIL_NOMEM(err) KT_FAIL((err), KT_ERR_NOMEM, "out of memory")

/** What a message puts behind the name of what it counts: "s", or nothing for
 * one. */
const char *kt_plural(uint64_t count);

/**
 * Ask long calls on every thread to stop soon with KT_ERR_INTERRUPTED.
 * Safe to call from a signal handler.
 *
 * @return whether that was asked before: a fifth of a second ago or longer,
 * since some programs send a signal twice at once
 */
bool kt_interrupt(void);

/** Forget an earlier kt_interrupt(). */
void kt_interrupt_clear(void);

/** Whether kt_interrupt() was called since it was last cleared. */
int kt_interrupted(void);

#endif
