#include "text/utf8.h"

#include <ktool/text.h>
#include <utf8proc.h>

enum {
    EMOJI_STYLE = 0xFE0F, /* asks for the picture, which is 2 wide */
    WIDEST = 2
};

/* The narrow characters that U+FE0F makes wide. */
static bool has_emoji_style(uint32_t point)
{
    if (point < 0x80)
        return point == '#' || point == '*' || (point >= '0' && point <= '9');
    return utf8proc_get_property((utf8proc_int32_t)point)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

static size_t grapheme_long(kt_slice text, size_t *width)
{
    const uint8_t *start = (const uint8_t *)text.data;
    const uint8_t *end = start + text.len;
    kt_code code = kt_utf8_decode(start, end);
    const uint8_t *p = start + code.len;
    uint32_t before = code.point;
    utf8proc_int32_t state = 0;
    *width = (size_t)utf8proc_charwidth((utf8proc_int32_t)before);
    while (p < end) {
        code = kt_utf8_decode(p, end);
        if (utf8proc_grapheme_break_stateful(
                (utf8proc_int32_t)before, (utf8proc_int32_t)code.point, &state))
            break;
        *width += (size_t)utf8proc_charwidth((utf8proc_int32_t)code.point);
        if (code.point == EMOJI_STYLE && has_emoji_style(before))
            *width = WIDEST;
        before = code.point;
        p += code.len;
    }
    if (*width > WIDEST)
        *width = WIDEST;
    return (size_t)(p - start);
}

size_t kt_text_grapheme(kt_slice text, size_t *width)
{
    size_t ignored;
    if (width == NULL)
        width = &ignored;
    *width = 0;
    if (text.len == 0)
        return 0;
    unsigned char first = (unsigned char)text.data[0];
    bool alone = text.len == 1 || (unsigned char)text.data[1] < 0x80;
    if (first < ' ' || first >= 0x7F || !alone)
        return grapheme_long(text, width);
    *width = 1;
    return 1;
}

size_t kt_text_width(kt_slice text)
{
    size_t total = 0;
    while (text.len > 0) {
        size_t width;
        size_t len = kt_text_grapheme(text, &width);
        total += width;
        text = kt_slice_sub(text, len, text.len);
    }
    return total;
}

size_t kt_text_graphemes(kt_slice text)
{
    size_t count = 0;
    for (; text.len > 0; count++)
        text = kt_slice_sub(text, kt_text_grapheme(text, NULL), text.len);
    return count;
}
