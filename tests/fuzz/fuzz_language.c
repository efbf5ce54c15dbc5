#include "fuzz.h"

#include <ktool/language.h>

/* Any bytes have a language that looks like one, or none, and the same one
 * whatever was guessed before. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kt_language_guesser *guesser;
    if (guesser == NULL && kt_language_guesser_new(&guesser, NULL) != KT_OK)
        return 0;
    kt_slice text = {(const char *)data, size};
    kt_language first = kt_language_guess(guesser, text);
    for (size_t i = 0; i < first.code.len; i++)
        assert(first.code.data[i] >= 'a' && first.code.data[i] <= 'z');
    assert(first.code.len == 0 || first.code.len == 2 || first.code.len == 3);
    assert(first.code.len == 0 ? first.clarity == 0
                               : first.clarity >= 0.33 && first.clarity <= 1);
    kt_language_guess(guesser, kt_slice_sub(text, size / 2, size));
    kt_language again = kt_language_guess(guesser, text);
    assert(kt_slice_equal(first.code, again.code));
    assert(first.clarity == again.clarity);
    return 0;
}
