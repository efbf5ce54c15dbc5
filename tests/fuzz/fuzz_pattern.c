#include "fuzz.h"

#include "analyse/pattern.h"

/* The first half is a pattern, the second a word to match. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_slice all = {(const char *)data, size};
    kt_slice word = kt_slice_sub(all, size / 2, size);
    for (unsigned form = 0; form < 16; form++) {
        kt_pattern pattern;
        if (kt_pattern_read(kt_slice_sub(all, 0, size / 2), KT_RULES_NEWS, form,
                            &pattern, NULL) != KT_OK)
            continue;
        for (size_t n = 0; n < pattern.count; n++)
            kt_pattern_matches(&pattern, n, word);
        kt_pattern_free(&pattern);
    }
    return 0;
}
