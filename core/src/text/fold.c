#include "text/fold.h"

#include "text/unicode_tables.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

const char *kt_unicode_version(void)
{
    return kt_unicode_tables_version;
}

/* Append what utf8proc makes of text. Its input is well formed, so it can
 * only fail for want of memory. */
static void map_long(kt_slice text, utf8proc_option_t options, kt_buffer *out)
{
    utf8proc_uint8_t *mapped = NULL;
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)text.data,
                     (utf8proc_ssize_t)text.len, &mapped, options);
    if (len < 0)
        out->failed = true;
    else
        kt_buffer_add(out, mapped, (size_t)len);
    free(mapped);
}

/* The length of the start of text that takes no composing and, if folding,
 * whose folding is appended to out. */
static size_t fold_simple(kt_slice text, kt_buffer *out)
{
    const uint8_t *start = (const uint8_t *)text.data, *p = start;
    const uint8_t *end = p + text.len;
    if (!kt_buffer_reserve(out, text.len + text.len / 2 + 4))
        return text.len;
    uint8_t *to = (uint8_t *)out->data + out->len;
    while (p < end) {
        if (*p < 0x80) {
            *to++ = (uint8_t)(*p >= 'A' && *p <= 'Z' ? *p + 32 : *p);
            p++;
            continue;
        }
        kt_code code = kt_utf8_decode(p, end);
        uint16_t entry = kt_unicode(code.point);
        if (!code.well_formed || (entry & KT_UNI_COMPLEX))
            break;
        int32_t delta = kt_unicode_fold_delta[entry >> KT_UNI_FOLD_SHIFT];
        to += kt_utf8_encode(code.point + (uint32_t)delta, to);
        p += code.len;
    }
    out->len = (size_t)((char *)to - out->data);
    return (size_t)(p - start);
}

bool kt_text_is_plain_nfc(kt_slice text)
{
    if (text.len == 0)
        return true;
    const uint8_t *p = (const uint8_t *)text.data, *end = p + text.len;
    while (p < end) {
        kt_code code = kt_utf8_decode(p, end);
        if (!code.well_formed || (kt_unicode(code.point) & KT_UNI_COMPLEX))
            return false;
        p += code.len;
    }
    return true;
}

void kt_text_nfc(kt_slice text, kt_buffer *out)
{
    if (kt_text_is_plain_nfc(text))
        kt_buffer_add_slice(out, text);
    else
        map_long(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE, out);
}

/* Folding changes a character into several, so that composing must come
 * first (the folding is that of the NFC) and again at the end. */
static void fold_long(kt_slice text, kt_buffer *out)
{
    kt_buffer repaired = {0}, nfc = {0};
    kt_text_repair(text, &repaired);
    map_long(kt_buffer_slice(&repaired), UTF8PROC_STABLE | UTF8PROC_COMPOSE,
             &nfc);
    map_long(kt_buffer_slice(&nfc),
             UTF8PROC_STABLE | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE, out);
    out->failed |= repaired.failed || nfc.failed;
    kt_buffer_free(&repaired);
    kt_buffer_free(&nfc);
}

void kt_text_fold(kt_slice text, kt_buffer *out)
{
    size_t before = out->len;
    if (text.len == 0)
        return;
    if (fold_simple(text, out) == text.len)
        return;
    out->len = before;
    fold_long(text, out);
}
