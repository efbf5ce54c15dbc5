#include "store/lookup.h"

#include "article/json_text.h"
#include "base/list.h"

#include <stdlib.h>

enum {
    WHOLE = 48, /* characters of a value that is listed as it is */
    FIRST = 16, /* of a longer one */
    LAST = WHOLE - FIRST,
    COLUMNS = 6, /* of a row */
    MOST = 512   /* articles in a row, which SQLite then compares in its page */
};

/* The articles of a key: places[first], places[places[first].next] ... */
typedef struct kt_list {
    size_t first, last, count;
} list;

typedef struct kt_place_in_list {
    int64_t article;
    size_t next;
} place;

/* What is written: some articles of a key, from a place on. */
typedef struct row {
    kt_slice key;
    size_t first, count;
} row;

void kt_lookup_free(kt_lookup *lookup)
{
    kt_table_free(&lookup->keys);
    free(lookup->lists);
    free(lookup->places);
    kt_buffer_free(&lookup->key);
    kt_buffer_free(&lookup->text);
    for (size_t i = 0; i < KT_LOOKUP_KNOWN; i++)
        kt_buffer_free(&lookup->last[i].value);
}

static bool continues(kt_slice text, size_t at)
{
    return at < text.len && ((unsigned char)text.data[at] & 0xC0) == 0x80;
}

/* Where @p count characters from the start end. */
static size_t skip(kt_slice text, size_t count)
{
    size_t at = 0;
    for (; count > 0 && at < text.len; count--) {
        at++;
        while (continues(text, at))
            at++;
    }
    return at;
}

/* Where the last @p count characters begin. */
static size_t skip_back(kt_slice text, size_t count)
{
    size_t at = text.len;
    for (; count > 0 && at > 0; count--) {
        at--;
        while (at > 0 && continues(text, at))
            at--;
    }
    return at;
}

void kt_lookup_key(kt_slice value, kt_buffer *out)
{
    size_t start = out->len;
    const char *nul =
        value.data == NULL ? NULL : memchr(value.data, '\0', value.len);
    if (nul != NULL)
        value.len = (size_t)(nul - value.data);
    if (value.len <= WHOLE || skip(value, WHOLE) == value.len) {
        kt_buffer_add_slice(out, value);
    } else {
        kt_buffer_add_slice(out, kt_slice_sub(value, 0, skip(value, FIRST)));
        kt_buffer_add_slice(
            out, kt_slice_sub(value, skip_back(value, LAST), value.len));
    }
    for (size_t i = start; i < out->len; i++) {
        unsigned char c = (unsigned char)out->data[i];
        out->data[i] = (char)(c | (unsigned)(c >= 'A' && c <= 'Z') << 5);
    }
}

/* The list of the key that lookup->key is, from 1; 0 without memory. */
static size_t list_of(kt_lookup *lookup)
{
    if (lookup->key.failed || !kt_table_reserve(&lookup->keys, 1))
        return 0;
    kt_probe probe = kt_probe_of(kt_buffer_slice(&lookup->key), 0);
    kt_entry *entry = kt_table_at(&lookup->keys, &probe);
    if (entry == NULL)
        return 0;
    if (entry->value == 0) {
        if (!kt_list_grow(&lookup->lists, lookup->list_count,
                          sizeof *lookup->lists))
            return 0;
        lookup->lists[lookup->list_count++] = (list){0};
        entry->value = lookup->list_count;
    }
    return entry->value;
}

static kt_status append(kt_lookup *lookup, size_t number, int64_t id,
                        kt_error *err)
{
    if (number == 0 || !kt_list_grow(&lookup->places, lookup->place_count,
                                     sizeof *lookup->places))
        return KT_FAIL_NOMEM(err);
    list *l = &lookup->lists[number - 1];
    if (l->count > 0 && lookup->places[l->last].article == id)
        return KT_OK;
    size_t new = lookup->place_count++;
    lookup->places[new] = (place){.article = id};
    if (l->count++ == 0)
        l->first = new;
    else
        lookup->places[l->last].next = new;
    l->last = new;
    return KT_OK;
}

/* The list of a value, from 1; 0 without memory. */
static size_t list_of_value(kt_lookup *lookup, const char *name, kt_slice value)
{
    kt_buffer_clear(&lookup->key);
    kt_buffer_add(&lookup->key, name, strlen(name) + 1);
    kt_lookup_key(value, &lookup->key);
    return list_of(lookup);
}

/* Most articles have some values of the one before. */
static kt_status add_known(kt_lookup *lookup, int64_t id, const kt_article *a,
                           kt_error *err)
{
    static const char *const names[KT_LOOKUP_KNOWN] = {
        "date", "source", "author", "place", "section", "lang", "url", "path"};
    /* One without a date is found too: how many there are is told. */
    kt_slice date = a->date.data == NULL ? KT_SLICE("") : a->date;
    const kt_slice values[KT_LOOKUP_KNOWN] = {date,     a->source,  a->author,
                                              a->place, a->section, a->lang,
                                              a->url,   a->path};
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < KT_LOOKUP_KNOWN; i++) {
        kt_lookup_last *last = &lookup->last[i];
        if (values[i].data == NULL)
            continue;
        if (last->list == 0 ||
            !kt_slice_equal(kt_buffer_slice(&last->value), values[i])) {
            kt_buffer_clear(&last->value);
            kt_buffer_add_slice(&last->value, values[i]);
            last->list = last->value.failed
                             ? 0
                             : list_of_value(lookup, names[i], values[i]);
        }
        status = append(lookup, last->list, id, err);
    }
    return status;
}

static kt_status add_fields(kt_lookup *lookup, int64_t id, const kt_article *a,
                            kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < a->field_count; i++) {
        kt_slice name = a->fields[i].name;
        kt_buffer_clear(&lookup->text);
        kt_json_text(a->fields[i].value, &lookup->text);
        if (lookup->text.failed)
            return KT_FAIL_NOMEM(err);
        kt_buffer_clear(&lookup->key);
        kt_buffer_add_string(&lookup->key, "fields.");
        kt_buffer_add(&lookup->key, name.data, strnlen(name.data, name.len));
        kt_buffer_add_char(&lookup->key, '\0');
        kt_lookup_key(kt_buffer_slice(&lookup->text), &lookup->key);
        status = append(lookup, list_of(lookup), id, err);
    }
    return status;
}

kt_status kt_lookup_add(kt_lookup *lookup, int64_t id,
                        const kt_article *article, kt_error *err)
{
    kt_status status = KT_OK;
    if (id >> KT_LOOKUP_BITS != lookup->part)
        status = kt_lookup_save(lookup, err);
    lookup->part = id >> KT_LOOKUP_BITS;
    if (status == KT_OK)
        status = add_known(lookup, id, article, err);
    return status == KT_OK ? add_fields(lookup, id, article, err) : status;
}

static void add_number(kt_buffer *out, int64_t number)
{
    char digits[20];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    kt_buffer_add(out, digits + at, sizeof digits - at);
}

/* Bind all articles of a row, unless its first is the only one. */
static bool bind_articles(kt_lookup *lookup, const row *r, sqlite3_stmt *add,
                          int column)
{
    kt_buffer *json = &lookup->text;
    size_t at = r->first;
    if (r->count == 1)
        return sqlite3_bind_null(add, column) == SQLITE_OK;
    kt_buffer_clear(json);
    for (size_t i = 0; i < r->count; i++) {
        kt_buffer_add_char(json, i == 0 ? '[' : ',');
        add_number(json, lookup->places[at].article);
        at = lookup->places[at].next;
    }
    kt_buffer_add_char(json, ']');
    return !json->failed &&
           sqlite3_bind_text64(add, column, json->data, json->len,
                               SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK;
}

/* Bind row number @p n of a statement. */
static bool bind_row(kt_lookup *lookup, const row *r, sqlite3_stmt *add,
                     size_t n)
{
    size_t name = strlen(r->key.data);
    int column = (int)n * COLUMNS;
    sqlite3_bind_int64(add, ++column, lookup->part);
    kt_db_bind_text(add, ++column, kt_slice_sub(r->key, 0, name));
    kt_db_bind_text(add, ++column, kt_slice_sub(r->key, name + 1, r->key.len));
    sqlite3_bind_int64(add, ++column, lookup->places[r->first].article);
    sqlite3_bind_int64(add, ++column, (sqlite3_int64)r->count);
    return bind_articles(lookup, r, add, ++column);
}

/* Write some of the rows. Returns how many. */
static size_t write_some(kt_lookup *lookup, const row *rows, size_t count,
                         kt_status *status, kt_error *err)
{
    bool many = count >= KT_LOOKUP_ROWS;
    sqlite3_stmt *add =
        kt_db_statement(lookup->db, many ? STMT_ADD_LOOKUPS : STMT_ADD_LOOKUP);
    bool bound = true;
    count = many ? KT_LOOKUP_ROWS : 1;
    for (size_t i = 0; i < count; i++)
        bound &= bind_row(lookup, &rows[i], add, i);
    *status = bound ? kt_db_run(lookup->db, add, err)
                    : kt_db_failure(lookup->db, err);
    return count;
}

/* Append the rows of a key's list. */
static bool add_rows(const kt_lookup *lookup, const kt_entry *entry, row **rows,
                     size_t *count)
{
    const list *l = &lookup->lists[entry->value - 1];
    size_t at = l->first;
    for (size_t i = 0; i < l->count; i++) {
        if (i % MOST == 0) {
            if (!kt_list_grow(rows, *count, sizeof **rows))
                return false;
            (*rows)[(*count)++] = (row){kt_entry_key(entry), at, 0};
        }
        (*rows)[*count - 1].count++;
        at = lookup->places[at].next;
    }
    return true;
}

static int by_key(const void *a, const void *b)
{
    const row *x = a, *y = b;
    int order = kt_slice_compare(x->key, y->key);
    return order != 0 ? order : (x->first > y->first) - (x->first < y->first);
}

/* In the order of the table, so that neighbours share its pages. */
static kt_status write_lists(kt_lookup *lookup, kt_error *err)
{
    const kt_table *keys = &lookup->keys;
    row *rows = NULL;
    size_t count = 0;
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < keys->capacity; i++) {
        if (keys->entries[i].value != 0 &&
            !add_rows(lookup, &keys->entries[i], &rows, &count))
            status = KT_FAIL_NOMEM(err);
    }
    if (status == KT_OK && count > 0)
        qsort(rows, count, sizeof *rows, by_key);
    for (size_t i = 0; status == KT_OK && i < count;)
        i += write_some(lookup, rows + i, count - i, &status, err);
    free(rows);
    return status;
}

kt_status kt_lookup_save(kt_lookup *lookup, kt_error *err)
{
    kt_status status =
        lookup->list_count == 0 ? KT_OK : write_lists(lookup, err);
    kt_table_clear(&lookup->keys);
    for (size_t i = 0; i < KT_LOOKUP_KNOWN; i++)
        lookup->last[i].list = 0;
    lookup->list_count = 0;
    lookup->place_count = 0;
    return status;
}
