#include "fuzz.h"

#include <ktool/quantity.h>
#include <math.h>
#include <stdlib.h>

/* Whether the text of a value reads back as the value. */
static void check_value(const kt_quantity *quantity)
{
    char text[KT_QUANTITY_SIZE];
    double value = kt_quantity_value(quantity);
    size_t len = kt_quantity_format(quantity, text);
    assert(isfinite(value));
    assert(len > 0 && len < sizeof text && text[len] == '\0');
    assert(fabs(strtod(text, NULL) - value) <= fabs(value) * 1e-15);
    assert(quantity->decimals <= 18);
    assert(quantity->decimals == 0 || quantity->digits % 10 != 0);
}

/* Quantities are in order and do not overlap; each is inside the text, around
 * the number that it stands with, and finite. The tokens are those of a walk
 * without them. */
static void check_quantities(const kt_units *units, kt_slice text,
                             kt_rules rules)
{
    kt_quantities walk = {.units = units, .scanner = {.text = text}};
    kt_scanner plain = {.text = text};
    kt_token token, expected;
    kt_quantity found;
    size_t at = 0;
    assert(kt_tokenizer_new(rules, &walk.scanner.tokenizer, NULL) == KT_OK);
    assert(kt_tokenizer_new(rules, &plain.tokenizer, NULL) == KT_OK);
    while (kt_quantities_next(&walk, &token, &found)) {
        assert(kt_scanner_next(&plain, &expected));
        assert(token.start == expected.start && token.end == expected.end);
        if (found.end == 0)
            continue;
        assert(token.class == KT_CLASS_NUMBER);
        assert(at <= found.start && found.end <= text.len);
        assert(found.start <= token.start && token.end <= found.end);
        at = found.end;
        check_value(&found);
    }
    assert(!kt_scanner_next(&plain, &expected));
    kt_tokenizer_free(walk.scanner.tokenizer);
    kt_tokenizer_free(plain.tokenizer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kt_units *units;
    if (units == NULL && kt_units_new(&units, NULL) != KT_OK)
        abort();
    kt_slice text = {(const char *)data, size};
    check_quantities(units, text, KT_RULES_NEWS);
    check_quantities(units, text, KT_RULES_NONE);
    return 0;
}
