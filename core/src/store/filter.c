#include "base/arena.h"
#include "base/list.h"
#include "load/iso_date.h"
#include "store/corpus.h"

#include <stdlib.h>

typedef enum filter_key {
    KEY_ID,
    KEY_SOURCE,
    KEY_AUTHOR,
    KEY_PLACE,
    KEY_SECTION,
    KEY_LANG,
    KEY_SINCE,
    KEY_BEFORE,
    KEY_TOTAL
} filter_key;

const char *const kt_filter_keys[] = {"id",    "source",  "author",
                                      "place", "section", "lang",
                                      "since", "before",  NULL};

typedef struct condition {
    filter_key key;
    kt_slice value;
} condition;

struct kt_filter {
    condition *conditions;
    size_t count;
    kt_arena arena;
};

kt_status kt_filter_new(kt_filter **out, kt_error *err)
{
    *out = calloc(1, sizeof **out);
    return *out == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
}

void kt_filter_free(kt_filter *filter)
{
    if (filter == NULL)
        return;
    free(filter->conditions);
    kt_arena_free(&filter->arena);
    free(filter);
}

static bool is_date(filter_key key)
{
    return key == KEY_SINCE || key == KEY_BEFORE;
}

static kt_status check_value(filter_key key, kt_slice value, kt_error *err)
{
    if (is_date(key) && (value.len > 10 || !kt_iso_date(value)))
        return KT_FAIL(err, KT_ERR_USAGE,
                       "%s takes a date as 2024, 2024-05 or 2024-05-31, not "
                       "'%.*s'",
                       kt_filter_keys[key], (int)value.len, value.data);
    if (key == KEY_ID) {
        size_t digits = 0;
        while (digits < value.len && value.data[digits] >= '0' &&
               value.data[digits] <= '9')
            digits++;
        if (digits != value.len || digits == 0 || digits > 18)
            return KT_FAIL(err, KT_ERR_USAGE,
                           "id takes the number of an article, not '%.*s'",
                           (int)value.len, value.data);
    }
    return KT_OK;
}

kt_status kt_filter_add(kt_filter *filter, const char *key, kt_slice value,
                        kt_error *err)
{
    filter_key k = 0;
    while (k < KEY_TOTAL && strcmp(key, kt_filter_keys[k]) != 0)
        k++;
    if (k == KEY_TOTAL)
        return KT_FAIL(err, KT_ERR_USAGE, "unknown filter key '%s'", key);
    kt_status status = check_value(k, value, err);
    if (status != KT_OK)
        return status;
    kt_slice copy = kt_arena_copy(&filter->arena, value);
    if (copy.len != value.len ||
        !kt_list_grow(&filter->conditions, filter->count,
                      sizeof *filter->conditions))
        return KT_FAIL_NOMEM(err);
    if (copy.data == NULL)
        copy = KT_SLICE("");
    filter->conditions[filter->count++] = (condition){k, copy};
    return KT_OK;
}

bool kt_filter_is_empty(const kt_filter *filter)
{
    return filter->count == 0;
}

bool kt_filter_has_date(const kt_filter *filter)
{
    for (size_t i = 0; i < filter->count; i++) {
        if (is_date(filter->conditions[i].key))
            return true;
    }
    return false;
}

/* Conditions of one key are alternatives. */
static void key_sql(const kt_filter *filter, filter_key key, sqlite3_str *out)
{
    const char *between = " AND (";
    for (size_t i = 0; i < filter->count; i++) {
        if (filter->conditions[i].key != key)
            continue;
        sqlite3_str_appendall(out, between);
        between = " OR ";
        if (key == KEY_SINCE)
            sqlite3_str_appendall(out, "date >= ?");
        else if (key == KEY_BEFORE)
            sqlite3_str_appendall(out, "date < ?");
        else
            sqlite3_str_appendf(out, "%s = ? COLLATE NOCASE",
                                kt_filter_keys[key]);
    }
    if (between[1] == 'O')
        sqlite3_str_appendchar(out, 1, ')');
}

void kt_filter_sql(const kt_filter *filter, bool dated, sqlite3_str *out)
{
    sqlite3_str_appendall(out, "1");
    for (filter_key key = 0; key < KEY_TOTAL; key++) {
        if (dated || !is_date(key))
            key_sql(filter, key, out);
    }
}

static int64_t number_of(kt_slice digits)
{
    int64_t number = 0;
    for (size_t i = 0; i < digits.len; i++)
        number = number * 10 + digits.data[i] - '0';
    return number;
}

void kt_filter_bind(const kt_filter *filter, bool dated,
                    sqlite3_stmt *statement)
{
    int n = 0;
    for (filter_key key = 0; key < KEY_TOTAL; key++) {
        for (size_t i = 0; i < filter->count; i++) {
            const condition *c = &filter->conditions[i];
            if (c->key != key || (is_date(key) && !dated))
                continue;
            if (key == KEY_ID)
                sqlite3_bind_int64(statement, ++n, number_of(c->value));
            else
                kt_db_bind_text(statement, ++n, c->value);
        }
    }
}
