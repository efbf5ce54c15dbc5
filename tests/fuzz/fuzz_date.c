#include "fuzz.h"

#include "../unit/article/date_walk.h"
#include "load/iso_date.h"

#include <ktool/date.h>
#include <stdlib.h>
#include <string.h>

/* A year and week; the rest is checked as what a file may say. */
static int is_week(const char *iso)
{
    return strlen(iso) == 8 && memcmp(iso + 4, "-W", 2) == 0;
}

static void check(const kt_date *date, size_t from, size_t size)
{
    assert(date->start >= from && date->start < date->end);
    assert(date->end <= size);
    assert(is_week(date->iso) || kt_iso_date(kt_slice_of(date->iso)));
    assert(*date->last == '\0' || kt_iso_date(kt_slice_of(date->last)));
}

static void find_all(const kt_date_rules *rules, kt_slice text)
{
    kt_date date;
    size_t at = 0;
    assert(finds_as_walked(rules, text));
    while (kt_date_find(rules, text, at, &date)) {
        check(&date, at, text.len);
        at = date.end;
    }
    if (kt_date_parse(rules, text, &date))
        check(&date, 0, text.len);
}

/* What is found exists, is ISO 8601, and stands in the text, in order, with
 * and without a reference; and it is what every word tried in turn gives. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static kt_date_rules rules;
    const kt_date_rules none = {0};
    if (!rules.has_reference &&
        kt_date_rules_read(NULL, NULL, "2025-10-21T14:30:05+07:00", NULL,
                           &rules, NULL) != KT_OK)
        abort();
    kt_slice text = {(const char *)data, size};
    find_all(&none, text);
    find_all(&rules, text);
    kt_date_rules days = none;
    days.days = true;
    find_all(&days, text);
    days = rules;
    days.days = true;
    find_all(&days, text);
    return 0;
}
