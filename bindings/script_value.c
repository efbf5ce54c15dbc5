#include "script_value.h"
#include "script_scan.h"

#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>

const char *const kt_script_type_names[KT_SCRIPT_TYPE_TOTAL] = {
    [KT_SCRIPT_INTEGER] = "integer", [KT_SCRIPT_NUMBER] = "number",
    [KT_SCRIPT_STRING] = "string",   [KT_SCRIPT_BOOLEAN] = "boolean",
    [KT_SCRIPT_DATE] = "date",       [KT_SCRIPT_PATH] = "path",
    [KT_SCRIPT_CHOICE] = "choice",
};

static const char *skip_digits(const char *p)
{
    while (kt_scan_is_digit(*p))
        p++;
    return p;
}

static const char *skip_sign(const char *p)
{
    return *p == '-' || *p == '+' ? p + 1 : p;
}

static bool to_integer(const char *text, kt_script_value *value)
{
    if (!kt_scan_is_digit(*skip_sign(text)))
        return false;
    char *end;
    errno = 0;
    long long integer = strtoll(text, &end, 10);
    if (*end != '\0' || errno == ERANGE)
        return false;
    value->integer = integer;
    value->number = (double)integer;
    return true;
}

/* Digits with at most one point among them, then an exponent or nothing:
 * strtod() alone would take "inf" and "0x1p3" as well. */
static bool is_decimal(const char *text)
{
    const char *start = skip_sign(text);
    const char *p = skip_digits(start);
    bool digits = p > start;
    if (*p == '.') {
        start = p + 1;
        p = skip_digits(start);
        digits = digits || p > start;
    }
    if (!digits)
        return false;
    if (*p == 'e' || *p == 'E') {
        start = skip_sign(p + 1);
        p = skip_digits(start);
        if (p == start)
            return false;
    }
    return *p == '\0';
}

static bool to_number(const char *text, kt_script_value *value)
{
    if (!is_decimal(text))
        return false;
    locale_t c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (c_locale == (locale_t)0)
        return false;
    value->number = strtod_l(text, NULL, c_locale);
    freelocale(c_locale);
    return isfinite(value->number);
}

static bool to_boolean(const char *text, kt_script_value *value)
{
    value->boolean = strcmp(text, "true") == 0;
    return value->boolean || strcmp(text, "false") == 0;
}

/* A number of exactly so many digits, or -1. */
static int fixed_digits(const char *text, size_t count)
{
    int number = 0;
    for (size_t i = 0; i < count; i++) {
        if (!kt_scan_is_digit(text[i]))
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool is_date(const char *text)
{
    size_t len = strlen(text);
    if (len != 4 && len != 7 && len != 10)
        return false;
    int year = fixed_digits(text, 4);
    if (year < 1)
        return false;
    if (len == 4)
        return true;
    int month = fixed_digits(text + 5, 2);
    if (text[4] != '-' || month < 1 || month > 12)
        return false;
    if (len == 7)
        return true;
    int day = fixed_digits(text + 8, 2);
    return text[7] == '-' && day >= 1 && day <= days_in(year, month);
}

static bool is_choice(const char *choices, const char *text)
{
    size_t len = strlen(text);
    for (const char *p = choices;; p++) {
        size_t choice_len = strcspn(p, "|");
        if (choice_len == len && memcmp(p, text, len) == 0)
            return true;
        p += choice_len;
        if (*p == '\0')
            return false;
    }
}

bool kt_script_convert(const kt_script_param *param, const char *text,
                       kt_script_value *value)
{
    value->text = text;
    switch (param->type) {
    case KT_SCRIPT_INTEGER:
        return to_integer(text, value);
    case KT_SCRIPT_NUMBER:
        return to_number(text, value);
    case KT_SCRIPT_BOOLEAN:
        return to_boolean(text, value);
    case KT_SCRIPT_DATE:
        return is_date(text);
    case KT_SCRIPT_PATH:
        return *text != '\0';
    case KT_SCRIPT_CHOICE:
        return is_choice(param->choices, text);
    default:
        return true;
    }
}
