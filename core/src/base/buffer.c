#include <ktool/buffer.h>

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void kt_buffer_free(kt_buffer *buffer)
{
    free(buffer->data);
    *buffer = (kt_buffer){0};
}

void kt_buffer_clear(kt_buffer *buffer)
{
    buffer->len = 0;
    buffer->failed = false;
}

bool kt_buffer_reserve(kt_buffer *buffer, size_t more)
{
    if (buffer->failed)
        return false;
    if (more <= buffer->capacity - buffer->len)
        return true;
    size_t wanted = buffer->len + more;
    size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity;
    while (capacity < wanted && capacity <= SIZE_MAX / 2)
        capacity *= 2;
    char *data = wanted < more || capacity < wanted
                     ? NULL
                     : realloc(buffer->data, capacity);
    if (data == NULL) {
        buffer->failed = true;
        return false;
    }
    buffer->data = data;
    buffer->capacity = capacity;
    return true;
}

void kt_buffer_add(kt_buffer *buffer, const void *bytes, size_t len)
{
    if (len == 0 || !kt_buffer_reserve(buffer, len))
        return;
    memcpy(buffer->data + buffer->len, bytes, len);
    buffer->len += len;
}

void kt_buffer_add_slice(kt_buffer *buffer, kt_slice text)
{
    kt_buffer_add(buffer, text.data, text.len);
}

void kt_buffer_add_string(kt_buffer *buffer, const char *text)
{
    kt_buffer_add(buffer, text, strlen(text));
}

void kt_buffer_add_char(kt_buffer *buffer, char c)
{
    kt_buffer_add(buffer, &c, 1);
}

void kt_buffer_add_format(kt_buffer *buffer, const char *format, ...)
{
    char small[256];
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(small, sizeof small, format, args);
    if (len < (int)sizeof small) {
        kt_buffer_add(buffer, small, (size_t)len);
    } else if (kt_buffer_reserve(buffer, (size_t)len + 1)) {
        vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, again);
        buffer->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

kt_status kt_buffer_status(const kt_buffer *buffer, kt_error *err)
{
    return buffer->failed ? KT_FAIL_NOMEM(err) : KT_OK;
}
