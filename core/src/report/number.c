#include <ktool/writer.h>

#include <math.h>
#include <stdlib.h>

/* From here on a double no longer holds every whole number. */
static const double WHOLE_LIMIT = 9007199254740992.0;

/* LC_NUMERIC decides what stands between the digits; it need not be a byte. */
static size_t set_point(char *text)
{
    size_t len = strlen(text);
    size_t whole = strspn(text, "-0123456789");
    size_t separator = strcspn(text + whole, "0123456789e");
    if (separator == 0)
        return len;
    text[whole] = '.';
    size_t rest = whole + separator;
    memmove(text + whole + 1, text + rest, len - rest + 1);
    return len - separator + 1;
}

size_t kt_number_format(double value, char text[KT_NUMBER_SIZE])
{
    const char *word = isnan(value) ? "nan" : value < 0 ? "-inf" : "inf";
    if (!isfinite(value))
        return (size_t)snprintf(text, KT_NUMBER_SIZE, "%s", word);
    if (fabs(value) <= WHOLE_LIMIT && value == trunc(value))
        return (size_t)snprintf(text, KT_NUMBER_SIZE, "%.0f", value);
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, KT_NUMBER_SIZE, "%.*g", digits, value);
        if (strtod(text, NULL) == value)
            break;
    }
    return set_point(text);
}
