#include "base/arena.h"
#include "base/list.h"
#include "load/iso_date.h"
#include "store/corpus.h"
#include "store/lookup.h"

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
    [KEY_FIELD] =
        "EXISTS (SELECT 1 FROM field WHERE article = article.id AND name = ?"
        " AND " KT_FIELD_TEXT " COLLATE NOCASE IN " ANY_VALUE ")",
};

/* Conditions on the table lookup; the parameters are JSON arrays. */
static const char of_keys[] =
    "lookup.value IN (SELECT value FROM json_each(:keys))";
static const char from_to[] =
    "lookup.value >= (SELECT min(value) FROM json_each(:from))"
    " AND lookup.value < (SELECT max(value) FROM json_each(:to))";

/* The part of a key before the name of a free field. */
static const char fields[] = "fields.";

/* Reading the whole table article is faster than looking up a larger part of
 * it. */
enum {
    LARGE_PART = 6
};

/* The values given for one key. */
typedef struct condition {
    filter_key key;
    kt_slice name;    /* of the key, with NUL behind it */
    kt_buffer values; /* JSON, without the bracket that ends it */
    kt_buffer keys;   /* likewise, as the table lookup has them */
} condition;

/* Rows of lookup that list all articles for which a condition holds. */
typedef struct rows {
    kt_slice name;
    const char *sql;         /* of_keys or from_to; NULL: no rows were chosen */
    kt_slice keys, from, to; /* JSON, without the bracket that ends it */
} rows;

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

static void free_condition(condition *c)
{
    kt_buffer_free(&c->values);
    kt_buffer_free(&c->keys);
}

void kt_filter_free(kt_filter *filter)
{
    if (filter == NULL)
        return;
    for (size_t i = 0; i < filter->count; i++)
        free_condition(&filter->conditions[i]);
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

static kt_status find_key(const char *name, filter_key *key, kt_error *err)
{
    if (strncmp(name, fields, sizeof fields - 1) == 0) {
        *key = KEY_FIELD;
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
                                 const char *name)
{
    for (size_t i = 0; i < filter->count; i++) {
        if (strcmp(filter->conditions[i].name.data, name) == 0)
            return &filter->conditions[i];
    }
    kt_slice copy =
        kt_arena_copy(&filter->arena, (kt_slice){name, strlen(name) + 1});
    if (copy.data == NULL || !kt_list_grow(&filter->conditions, filter->count,
                                           sizeof *filter->conditions))
        return NULL;
    condition *c = &filter->conditions[filter->count++];
    *c = (condition){.key = key, .name = {copy.data, copy.len - 1}};
    return c;
}

/* The name of a free field that has a condition. */
static kt_slice field_of(const condition *c)
{
    return kt_slice_sub(c->name, sizeof fields - 1, c->name.len);
}

static kt_status add_value(condition *c, kt_slice value, kt_error *err)
{
    kt_buffer key = {0};
    kt_lookup_key(value, &key);
    kt_buffer_add_char(&c->keys, c->keys.len == 0 ? '[' : ',');
    kt_text_json(kt_buffer_slice(&key), &c->keys);
    while (c->key == KEY_ID && value.len > 1 && value.data[0] == '0')
        value = kt_slice_sub(value, 1, value.len);
    kt_buffer_add_char(&c->values, c->values.len == 0 ? '[' : ',');
    if (c->key == KEY_ID)
        kt_buffer_add_slice(&c->values, value);
    else
        kt_text_json(value, &c->values);
    c->keys.failed |= key.failed;
    kt_buffer_free(&key);
    kt_status status = kt_buffer_status(&c->keys, err);
    return status == KT_OK ? kt_buffer_status(&c->values, err) : status;
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
    kt_status status = find_key(key, &k, err);
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
    condition *c = find_condition(filter, k, key);
    return c == NULL ? KT_FAIL_NOMEM(err) : add_value(c, value, err);
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
            return field_of(&filter->conditions[c]).data;
    }
    return NULL;
}

/* JSON of values without the bracket that ends it. */
static bool bind_json(sqlite3_stmt *statement, int index, kt_slice values)
{
    kt_buffer json = {0};
    kt_buffer_add_slice(&json, values);
    kt_buffer_add_char(&json, ']');
    bool bound =
        !json.failed &&
        sqlite3_bind_text64(statement, index, json.data, json.len,
                            SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK;
    kt_buffer_free(&json);
    return bound;
}

static bool bind_rows(sqlite3_stmt *statement, const rows *r)
{
    const struct {
        const char *parameter;
        kt_slice values;
    } lists[] = {{":keys", r->keys}, {":from", r->from}, {":to", r->to}};
    bool bound = true;
    kt_db_bind_text(statement, sqlite3_bind_parameter_index(statement, ":name"),
                    r->name);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        int index = sqlite3_bind_parameter_index(statement, lists[i].parameter);
        if (index > 0)
            bound &= bind_json(statement, index, lists[i].values);
    }
    return bound;
}

/* Prepare what is selected of the rows; the caller frees sql. */
static kt_status prepare(kt_db *db, char *sql, sqlite3_stmt **out,
                         kt_error *err)
{
    bool done = sql != NULL &&
                sqlite3_prepare_v2(db->handle, sql, -1, out, NULL) == SQLITE_OK;
    sqlite3_free(sql);
    return done ? KT_OK : kt_db_failure(db, err);
}

/* How many articles rows list, and about how many there are. */
static kt_status count_listed(kt_db *db, const rows *r, int64_t *listed,
                              int64_t *all, kt_error *err)
{
    sqlite3_stmt *count = NULL;
    bool row = false;
    kt_status status =
        prepare(db,
                sqlite3_mprintf("SELECT sum(count),"
                                " (SELECT max(id) FROM article)"
                                " FROM lookup_part CROSS JOIN lookup"
                                " WHERE lookup.part = lookup_part.part"
                                " AND name = :name AND %s",
                                r->sql),
                &count, err);
    if (status == KT_OK && !bind_rows(count, r))
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK)
        status = kt_db_step(db, count, &row, err);
    *listed = row ? sqlite3_column_int64(count, 0) : 0;
    *all = row ? sqlite3_column_int64(count, 1) : 0;
    sqlite3_finalize(count);
    return status;
}

static const condition *find(const kt_filter *filter, filter_key key)
{
    for (size_t i = 0; i < filter->count; i++) {
        if (filter->conditions[i].key == key)
            return &filter->conditions[i];
    }
    return NULL;
}

static kt_slice values_or(const condition *c, kt_slice otherwise)
{
    return c == NULL ? otherwise : kt_buffer_slice(&c->values);
}

/* The rows of a condition; of dates those of all that are said of them. */
static rows rows_of(const kt_filter *filter, const condition *c, bool dated)
{
    if (!is_date(c->key))
        return (rows){
            .name = c->name, .sql = of_keys, .keys = kt_buffer_slice(&c->keys)};
    rows r = {.name = KT_SLICE("date"),
              .sql = from_to,
              .from = KT_SLICE("[\"\""),
              .to = KT_SLICE("[\"0\"")};
    if (dated) {
        r.from = values_or(find(filter, KEY_SINCE), KT_SLICE("[\"0\""));
        r.to = values_or(find(filter, KEY_BEFORE), KT_SLICE("[\":\""));
    }
    return r;
}

/* Choose the rows that list the fewest articles. Those of ids and tags are
 * found without. */
static kt_status choose(const kt_filter *filter, bool dated, kt_db *db,
                        rows *best, kt_error *err)
{
    int64_t fewest = INT64_MAX;
    kt_status status = KT_OK;
    if (filter == NULL || find(filter, KEY_ID) || find(filter, KEY_TAG))
        return KT_OK;
    for (size_t i = 0; status == KT_OK && i < filter->count; i++) {
        int64_t listed, all;
        rows r = rows_of(filter, &filter->conditions[i], dated);
        status = count_listed(db, &r, &listed, &all, err);
        if (status != KT_OK || listed >= fewest || listed >= all / LARGE_PART)
            continue;
        fewest = listed;
        *best = r;
    }
    return status;
}

/* The condition of a filter on rows of article. */
static void add_conditions(const kt_filter *filter, bool dated, int64_t last,
                           sqlite3_str *sql)
{
    bool revisions = filter != NULL && filter->revisions;
    /* The + keeps ids from being taken for an index. */
    if (last < INT64_MAX)
        sqlite3_str_appendf(sql, "+id <= %lld AND ", last);
    if (revisions)
        sqlite3_str_appendall(sql, "1");
    else if (last < INT64_MAX)
        sqlite3_str_appendf(sql, "(newer IS NULL OR newer > %lld)", last);
    else
        sqlite3_str_appendall(sql, "newer IS NULL");
    for (size_t i = 0; filter != NULL && i < filter->count; i++) {
        filter_key key = filter->conditions[i].key;
        if (dated || !is_date(key))
            sqlite3_str_appendf(sql, " AND %s", conditions_sql[key]);
    }
    if (!dated)
        sqlite3_str_appendall(sql, " AND date IS NULL");
}

/* Bind the values of add_conditions(). */
static bool bind_conditions(const kt_filter *filter, bool dated,
                            sqlite3_stmt *statement)
{
    int n = 0;
    bool bound = true;
    for (size_t i = 0; filter != NULL && i < filter->count; i++) {
        const condition *c = &filter->conditions[i];
        if (is_date(c->key) && !dated)
            continue;
        if (c->key == KEY_FIELD)
            kt_db_bind_text(statement, ++n, field_of(c));
        bound &= bind_json(statement, ++n, kt_buffer_slice(&c->values));
    }
    return bound;
}

kt_status kt_filter_select(const kt_filter *filter, bool dated,
                           const kt_store *store, const char *columns,
                           sqlite3_stmt **out, kt_error *err)
{
    rows r = {0};
    kt_db *db = store->db;
    kt_status status = choose(filter, dated, db, &r, err);
    if (status != KT_OK)
        return status;
    sqlite3_str *sql = sqlite3_str_new(db->handle);
    sqlite3_str_appendf(sql, "SELECT %s FROM article WHERE ", columns);
    add_conditions(filter, dated, store->last, sql);
    if (r.sql != NULL)
        sqlite3_str_appendf(
            sql,
            " AND id IN (SELECT j.value FROM lookup_part CROSS JOIN lookup"
            " CROSS JOIN json_each(ifnull(articles, first)) AS j"
            " WHERE lookup.part = lookup_part.part AND name = :name AND %s)",
            r.sql);
    sqlite3_str_appendall(sql, " ORDER BY id");
    status = prepare(db, sqlite3_str_finish(sql), out, err);
    if (status != KT_OK)
        return status;
    bool bound = bind_conditions(filter, dated, *out);
    if (r.sql != NULL)
        bound &= bind_rows(*out, &r);
    return bound ? KT_OK : KT_FAIL_NOMEM(err);
}
