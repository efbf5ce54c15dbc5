#include "fuzz.h"

#include <ktool/text.h>

static void check_form(kt_slice text, unsigned form)
{
    kt_buffer once = {0}, twice = {0};
    kt_text_form(text, form, &once);
    kt_text_form(kt_buffer_slice(&once), form, &twice);
    assert(!once.failed && !twice.failed);
    assert(kt_text_valid_prefix(kt_buffer_slice(&once)) == once.len);
    assert(kt_slice_equal(kt_buffer_slice(&once), kt_buffer_slice(&twice)));
    kt_buffer_free(&once);
    kt_buffer_free(&twice);
}

/* Every form is valid UTF-8 and of that form; the quick ways to two of them
 * give the same; and graphemes cover the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice text = {(const char *)data, size};
    kt_buffer nfc = {0}, folded = {0}, form = {0};
    for (unsigned f = 0; f < 16; f++)
        check_form(text, f);
    kt_text_nfc(text, &nfc);
    kt_text_form(text, 0, &form);
    assert(kt_slice_equal(kt_buffer_slice(&nfc), kt_buffer_slice(&form)));
    kt_buffer_clear(&form);
    kt_text_fold(text, &folded);
    kt_text_form(text, KT_FORM_FOLD, &form);
    assert(kt_slice_equal(kt_buffer_slice(&folded), kt_buffer_slice(&form)));
    kt_buffer_free(&nfc);
    kt_buffer_free(&folded);
    kt_buffer_free(&form);

    size_t count = 0, width, widths = 0;
    for (size_t at = 0; at < size; count++) {
        size_t len = kt_text_grapheme(kt_slice_sub(text, at, size), &width);
        assert(len > 0 && width <= 2);
        at += len;
        widths += width;
        assert(at <= size);
    }
    assert(count == kt_text_graphemes(text));
    assert(widths == kt_text_width(text));
    return 0;
}
