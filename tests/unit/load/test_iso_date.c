#include "record.h"

#include "load/iso_date.h"

static const struct {
    const char *text;
    bool valid;
} cases[] = {
    {"2024", true},
    {"0001", true},
    {"0000", false},
    {"2024-08", true},
    {"2024-08-22", true},
    {"2024-8-22", false},
    {"2024-00", false},
    {"2024-13", false},
    {"2024-01-00", false},
    {"2024-01-31", true},
    {"2024-04-31", false},
    {"2024-02-29", true},
    {"2020-02-29", true},
    {"2023-02-29", false},
    {"2000-02-29", true},
    {"1900-02-29", false},
    {"2024-08-22T13:11", true},
    {"2024-08-22 13:11", true},
    {"2024-08-22t13:11", false},
    {"2024-08-22T13", false},
    {"2024-08-22T13:11:05", true},
    {"2024-08-22T13:11:05.123456", true},
    {"2024-08-22T13:11:05.", false},
    {"2024-08-22T23:59:60Z", true},
    {"2024-08-22T24:00", false},
    {"2024-08-22T13:60", false},
    {"2024-08-22T13:11:61", false},
    {"2024-08-22T13:11Z", true},
    {"2024-08-22T13:11+07", true},
    {"2024-08-22T13:11:05+0700", true},
    {"2024-08-22 13:11:05-07:30", true},
    {"2024-08-22T13:11+7", false},
    {"2024-08-22T13:11Z+07", false},
    {"2024-08-22T13:11+07:00Z", false},
    {"2024-08-22T13:11+24:00", false},
    {"2024-08-22T13:11+07:60", false},
    {"2024-08-22T13:11 +07:00", false},
    {"2024-08-22T13:11:05 WIB", false},
    {"2024-08-22T", false},
    {"2024-08-22Z", false},
    {"2024-08T13:11", false},
    {"8/22/2025 13:11", false},
    {"22-08-2024", false},
    {"20240822", false},
    {"2024-", false},
    {"202", false},
    {"", false},
    {"+2024", false},
    {" 2024", false},
    {"2024 ", false},
    {"kemarin", false},
};

static void only_dates_that_need_no_guessing_are_taken(void **state)
{
    (void)state;
    for (size_t i = 0; i < LENGTH(cases); i++) {
        if (kt_iso_date(slice_of(cases[i].text)) != cases[i].valid)
            fail_msg("%s", cases[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_dates_that_need_no_guessing_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
