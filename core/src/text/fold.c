#include "text/fold.h"

#include "text/unicode_tables.h"
#include "text/utf8.h"

const char *kt_unicode_version(void)
{
    return kt_unicode_tables_version;
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
        kt_text_form(text, 0, out);
}

void kt_text_fold(kt_slice text, kt_buffer *out)
{
    size_t before = out->len;
    if (text.len == 0)
        return;
    if (fold_simple(text, out) == text.len)
        return;
    out->len = before;
    kt_text_form(text, KT_FORM_FOLD, out);
}
