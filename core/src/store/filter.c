#include "base/arena.h"
#include "base/list.h"
#include "load/iso_date.h"
#include "store/corpus.h"

#include <ktool/search.h>
#include <ktool/text.h>
#include <stdlib.h>

typedef enum filter_key {
    KEY_ID,
    KEY_SOURCE,
    KEY_AUTHOR,
    KEY_PLACE,
    KEY_SECTION,
    KEY_LANG,
    KEY_URL,
    KEY_PATH,
    KEY_TAG,
    KEY_SINCE,
    KEY_BEFORE,
    KEY_MATCH,
    KEY_REVISIONS,
    KEY_FIELD, /* fields.NAME */
    KEY_TOTAL
} filter_key;

const char *const kt_filter_keys[] = {
    "id",  "source", "author", "place", "section",   "lang",   "url", "path",
    "tag", "since",  "before", "match", "revisions", "fields", NULL};

#define ANY_VALUE "(SELECT value FROM json_each(?))"

/* For a WHERE on article; ? is a JSON array of the values of a key, of which
 * any will do. */
static const char *const conditions_sql[] = {
    [KEY_ID] = "id IN " ANY_VALUE,
    [KEY_SOURCE] = "source COLLATE NOCASE IN " ANY_VALUE,
    [KEY_AUTHOR] = "author COLLATE NOCASE IN " ANY_VALUE,
    [KEY_PLACE] = "place COLLATE NOCASE IN " ANY_VALUE,
    [KEY_SECTION] = "section COLLATE NOCASE IN " ANY_VALUE,
    [KEY_LANG] = "lang COLLATE NOCASE IN " ANY_VALUE,
    [KEY_URL] = "url IN " ANY_VALUE,
    [KEY_PATH] = "path IN " ANY_VALUE,
    [KEY_TAG] = "id IN (SELECT article FROM tag WHERE name IN " ANY_VALUE ")",
    [KEY_SINCE] = "date >= (SELECT min(value) FROM json_each(?))",
    [KEY_BEFORE] = "date < (SELECT max(value) FROM json_each(?))",
    [KEY_FIELD] = "id IN (SELECT article FROM field WHERE name = ? AND"
                  " " KT_FIELD_TEXT " COLLATE NOCASE IN " ANY_VALUE ")",
};

/* The values given for one key. */
typedef struct condition {
    filter_key key;
    kt_slice field;   /* of KEY_FIELD; with NUL behind it */
    kt_buffer values; /* JSON, without the bracket that ends it */
} condition;

struct kt_filter {
    condition *conditions; /* in the order in which keys were first given */
    size_t count;
    bool revisions;
    kt_slice *queries; /* of match, which is no condition for SQL */
    size_t query_count;
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
    for (size_t i = 0; i < filter->count; i++)
        kt_buffer_free(&filter->conditions[i].values);
    free(filter->conditions);
    free(filter->queries);
    kt_arena_free(&filter->arena);
    free(filter);
}

static bool is_date(filter_key key)
{
    return key == KEY_SINCE || key == KEY_BEFORE;
}

static bool is_number(kt_slice text)
{
    size_t digits = 0;
    while (digits < text.len && text.data[digits] >= '0' &&
           text.data[digits] <= '9')
        digits++;
    return digits == text.len && digits > 0 && digits <= 18;
}

static kt_status check_value(filter_key key, kt_slice value, kt_error *err)
{
    const char *wanted = NULL;
    if (is_date(key) && (value.len > 10 || !kt_iso_date(value)))
        wanted = "a date as 2024, 2024-05 or 2024-05-31";
    else if (key == KEY_ID && !is_number(value))
        wanted = "the number of an article";
    else if (key == KEY_REVISIONS && !kt_slice_equal(value, KT_SLICE("true")) &&
             !kt_slice_equal(value, KT_SLICE("false")))
        wanted = "true or false";
    if (wanted == NULL)
        return key == KEY_MATCH ? kt_query_check(value, NULL, err) : KT_OK;
    return KT_FAIL(err, KT_ERR_USAGE, "%s takes %s, not '%.*s'",
                   kt_filter_keys[key], wanted, (int)value.len, value.data);
}

static kt_status unknown_key(const char *name, kt_error *err)
{
    kt_buffer keys = {0};
    for (size_t i = 0; i < KEY_FIELD; i++) {
        kt_buffer_add_string(&keys, kt_filter_keys[i]);
        kt_buffer_add_string(&keys, ", ");
    }
    kt_buffer_add_string(&keys, "fields.NAME");
    kt_status status = kt_buffer_status(&keys, err);
    if (status == KT_OK)
        status = KT_FAIL(err, KT_ERR_USAGE,
                         "unknown filter key '%s'; there are %.*s", name,
                         (int)keys.len, keys.data);
    kt_buffer_free(&keys);
    return status;
}

/* The key called @p name; of a free field also the name of that. */
static kt_status find_key(const char *name, filter_key *key, kt_slice *field,
                          kt_error *err)
{
    static const char prefix[] = "fields.";
    *field = (kt_slice){NULL, 0};
    if (strncmp(name, prefix, sizeof prefix - 1) == 0) {
        *key = KEY_FIELD;
        *field = kt_slice_of(name + sizeof prefix - 1);
        return KT_OK;
    }
    *key = 0;
    while (*key < KEY_TOTAL && strcmp(name, kt_filter_keys[*key]) != 0)
        (*key)++;
    if (*key == KEY_FIELD)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "fields takes the name of one: fields.category");
    return *key < KEY_TOTAL ? KT_OK : unknown_key(name, err);
}

static condition *find_condition(kt_filter *filter, filter_key key,
                                 kt_slice field)
{
    for (size_t i = 0; i < filter->count; i++) {
        condition *c = &filter->conditions[i];
        if (c->key == key && kt_slice_equal(c->field, field))
            return c;
    }
    if (!kt_list_grow(&filter->conditions, filter->count,
                      sizeof *filter->conditions))
        return NULL;
    if (field.data != NULL)
        field.data =
            kt_arena_copy(&filter->arena, (kt_slice){field.data, field.len + 1})
                .data;
    condition *c = &filter->conditions[filter->count];
    *c = (condition){.key = key, .field = field};
    bool copied = key != KEY_FIELD || field.data != NULL;
    filter->count += copied;
    return copied ? c : NULL;
}

static void add_value(condition *c, kt_slice value)
{
    while (c->key == KEY_ID && value.len > 1 && value.data[0] == '0')
        value = kt_slice_sub(value, 1, value.len);
    kt_buffer_add_char(&c->values, c->values.len == 0 ? '[' : ',');
    if (c->key == KEY_ID)
        kt_buffer_add_slice(&c->values, value);
    else
        kt_text_json(value, &c->values);
}

static kt_status add_query(kt_filter *filter, kt_slice value, kt_error *err)
{
    kt_slice copy = kt_arena_copy(&filter->arena, value);
    if (copy.len != value.len ||
        !kt_list_grow(&filter->queries, filter->query_count,
                      sizeof *filter->queries))
        return KT_FAIL_NOMEM(err);
    filter->queries[filter->query_count++] = copy;
    return KT_OK;
}

kt_status kt_filter_add(kt_filter *filter, const char *key, kt_slice value,
                        kt_error *err)
{
    filter_key k;
    kt_slice field;
    kt_status status = find_key(key, &k, &field, err);
    if (status == KT_OK)
        status = check_value(k, value, err);
    if (status != KT_OK)
        return status;
    if (k == KEY_REVISIONS) {
        filter->revisions = kt_slice_equal(value, KT_SLICE("true"));
        return KT_OK;
    }
    if (k == KEY_MATCH)
        return add_query(filter, value, err);
    condition *c = find_condition(filter, k, field);
    if (c == NULL)
        return KT_FAIL_NOMEM(err);
    add_value(c, value);
    return kt_buffer_status(&c->values, err);
}

const kt_slice *kt_filter_queries(const kt_filter *filter, size_t *count)
{
    *count = filter->query_count;
    return filter->queries;
}

bool kt_filter_is_empty(const kt_filter *filter)
{
    return filter->count == 0 && !filter->revisions;
}

bool kt_filter_has_date(const kt_filter *filter)
{
    for (size_t i = 0; i < filter->count; i++) {
        if (is_date(filter->conditions[i].key))
            return true;
    }
    return false;
}

const char *kt_filter_field(const kt_filter *filter, size_t i)
{
    size_t seen = 0;
    for (size_t c = 0; c < filter->count; c++) {
        if (filter->conditions[c].key == KEY_FIELD && seen++ == i)
            return filter->conditions[c].field.data;
    }
    return NULL;
}

void kt_filter_sql(const kt_filter *filter, bool dated, sqlite3_str *out)
{
    bool revisions = filter != NULL && filter->revisions;
    sqlite3_str_appendall(out, revisions ? "1" : "newer IS NULL");
    for (size_t i = 0; filter != NULL && i < filter->count; i++) {
        filter_key key = filter->conditions[i].key;
        if (dated || !is_date(key))
            sqlite3_str_appendf(out, " AND %s", conditions_sql[key]);
    }
}

kt_status kt_filter_bind(const kt_filter *filter, bool dated,
                         sqlite3_stmt *statement, kt_error *err)
{
    int n = 0;
    bool failed = false;
    kt_buffer values = {0};
    for (size_t i = 0; filter != NULL && i < filter->count; i++) {
        const condition *c = &filter->conditions[i];
        if (is_date(c->key) && !dated)
            continue;
        if (c->key == KEY_FIELD)
            kt_db_bind_text(statement, ++n, c->field);
        kt_buffer_clear(&values);
        kt_buffer_add_slice(&values, kt_buffer_slice(&c->values));
        kt_buffer_add_char(&values, ']');
        failed |=
            values.failed ||
            sqlite3_bind_text64(statement, ++n, values.data, values.len,
                                SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK;
    }
    kt_buffer_free(&values);
    return failed ? KT_FAIL_NOMEM(err) : KT_OK;
}
