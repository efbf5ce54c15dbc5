/**
 * @file
 * A growing run of bytes.
 */
#ifndef KTOOL_BUFFER_H
#define KTOOL_BUFFER_H

#include <ktool/slice.h>
#include <ktool/status.h>

/**
 * Zero-initialised it is empty. Once an addition has failed for want of
 * memory, `failed` is set and later additions do nothing, so that a caller
 * may add a whole line and check once with kt_buffer_status().
 */
typedef struct kt_buffer {
    char *data; /**< NULL while nothing was added */
    size_t len;
    size_t capacity;
    bool failed;
} kt_buffer;

/** Release the bytes; the buffer is empty and usable again. */
void kt_buffer_free(kt_buffer *buffer);

/** Forget the bytes and any failure, keep the memory. */
void kt_buffer_clear(kt_buffer *buffer);

/** Make room for @p more bytes after the present ones. False if there is no
 * memory. */
bool kt_buffer_reserve(kt_buffer *buffer, size_t more);

void kt_buffer_add(kt_buffer *buffer, const void *bytes, size_t len);
void kt_buffer_add_slice(kt_buffer *buffer, kt_slice text);
void kt_buffer_add_string(kt_buffer *buffer, const char *text);
void kt_buffer_add_char(kt_buffer *buffer, char c);
void kt_buffer_add_format(kt_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** KT_OK, or KT_ERR_NOMEM with its message if an addition failed. */
kt_status kt_buffer_status(const kt_buffer *buffer, kt_error *err);

static inline kt_slice kt_buffer_slice(const kt_buffer *buffer)
{
    return (kt_slice){buffer->data, buffer->len};
}

#endif
