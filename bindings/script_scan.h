/**
 * @file
 * Looking at bytes one after the other. ASCII only, whatever the locale.
 */
#ifndef KT_SCRIPT_SCAN_H
#define KT_SCRIPT_SCAN_H

#include <ktool/slice.h>

/** What follows the first @p count bytes, which must be there. */
static inline kt_slice kt_scan_skip(kt_slice text, size_t count)
{
    /* Nothing may be added to the NULL that empty text can be. */
    return count == 0 ? text : (kt_slice){text.data + count, text.len - count};
}

static inline bool kt_scan_begins(kt_slice text, kt_slice start)
{
    return text.len >= start.len &&
           memcmp(text.data, start.data, start.len) == 0;
}

static inline bool kt_scan_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool kt_scan_is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool kt_scan_is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline kt_slice kt_scan_trim_left(kt_slice text)
{
    while (text.len > 0 && kt_scan_is_blank(text.data[0]))
        text = kt_scan_skip(text, 1);
    return text;
}

static inline kt_slice kt_scan_trim_right(kt_slice text)
{
    while (text.len > 0 && kt_scan_is_blank(text.data[text.len - 1]))
        text.len--;
    return text;
}

/** Remove the first line from @p rest and return it without what is blank at
 * its end. */
static inline kt_slice kt_scan_line(kt_slice *rest)
{
    const char *end =
        rest->len == 0 ? NULL : memchr(rest->data, '\n', rest->len);
    size_t len = end == NULL ? rest->len : (size_t)(end - rest->data);
    kt_slice line = {rest->data, len};
    *rest = kt_scan_skip(*rest, end == NULL ? len : len + 1);
    return kt_scan_trim_right(line);
}

/** Remove the first field from @p rest, which then begins with what divides
 * it from the next one, and return it; empty at the end. */
static inline kt_slice kt_scan_field(kt_slice *rest)
{
    kt_slice text = kt_scan_trim_left(*rest);
    size_t len = 0;
    while (len < text.len && !kt_scan_is_blank(text.data[len]))
        len++;
    *rest = kt_scan_skip(text, len);
    return (kt_slice){text.data, len};
}

#endif
