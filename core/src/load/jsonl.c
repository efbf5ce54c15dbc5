#include "article/paragraphs.h"
#include "load/decode.h"
#include "load/exported.h"
#include "load/iso_date.h"
#include "load/reader.h"
#include "load/sniff.h"

#include <stdlib.h>

/** The keys that mean something, the first of each kind going first. */
typedef enum known_key {
    KEY_TITLE,
    KEY_TEXT,
    KEY_CONTENT,
    KEY_BODY,
    KEY_DATE,
    KEY_PUBLISHED,
    KEY_SOURCE,
    KEY_AUTHOR,
    KEY_PLACE,
    KEY_SECTION,
    KEY_URL,
    KEY_LANG,
    KEY_TOTAL
} known_key;

static const kt_slice key_names[KEY_TOTAL] = {
    [KEY_TITLE] = {"title", 5},     [KEY_TEXT] = {"text", 4},
    [KEY_CONTENT] = {"content", 7}, [KEY_BODY] = {"body", 4},
    [KEY_DATE] = {"date", 4},       [KEY_PUBLISHED] = {"published", 9},
    [KEY_SOURCE] = {"source", 6},   [KEY_AUTHOR] = {"author", 6},
    [KEY_PLACE] = {"place", 5},     [KEY_SECTION] = {"section", 7},
    [KEY_URL] = {"url", 3},         [KEY_LANG] = {"lang", 4},
};

/** The members of an object, sorted out. */
typedef struct record {
    kt_member known[KEY_TOTAL]; /**< json is empty where there is none */
    kt_member own;              /**< what an export says besides, perhaps */
    kt_buffer *fields;          /**< kt_field, what is not known or not used */
} record;

static const kt_slice own_name = {"ktool", 5};

static known_key find_key(kt_slice name)
{
    known_key key = 0;
    while (key < KEY_TOTAL && !kt_slice_equal(name, key_names[key]))
        key++;
    return key;
}

static void add_field(record *r, kt_slice name, const kt_member *member)
{
    kt_field field = {name, member->json};
    if (member->json.len > 0)
        kt_buffer_add(r->fields, &field, sizeof field);
}

static void sort_out(record *r, const kt_member *members, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        known_key key = find_key(members[i].name);
        if (key < KEY_TOTAL)
            r->known[key] = members[i];
        else if (kt_slice_equal(members[i].name, own_name))
            r->own = members[i];
        else
            add_field(r, members[i].name, &members[i]);
    }
}

static bool is_null(const kt_member *member)
{
    return kt_slice_equal(member->json, KT_SLICE("null"));
}

/** Whether there is no value, or one that is null or an empty string. */
static bool says_nothing(const kt_member *member)
{
    return member->string.len == 0 &&
           (member->json.len == 0 || member->is_string || is_null(member));
}

/** The string under @p key, which is empty if it is blank; a value of another
 * type becomes a field, and null is none. */
static kt_slice take_string(record *r, known_key key)
{
    const kt_member *member = &r->known[key];
    if (!member->is_string && !is_null(member))
        add_field(r, member->name, member);
    kt_span inside = kt_trim(member->string, 0, member->string.len);
    return inside.start < inside.end ? member->string
                                     : (kt_slice){member->string.data, 0};
}

static kt_slice take_text(record *r)
{
    kt_slice text = {NULL, 0};
    for (known_key key = KEY_TEXT; key <= KEY_BODY; key++) {
        if (text.len == 0)
            text = take_string(r, key);
        else
            add_field(r, r->known[key].name, &r->known[key]);
    }
    return text;
}

/** @p date, an ISO date, with a "T" before the time. */
static bool copy_date(kt_arena *arena, kt_slice date, kt_slice *out)
{
    *out = date;
    const char *space = memchr(date.data, ' ', date.len);
    if (space == NULL)
        return true;
    char *copy = kt_arena_alloc(arena, date.len);
    if (copy == NULL)
        return false;
    memcpy(copy, date.data, date.len);
    copy[space - date.data] = 'T';
    *out = (kt_slice){copy, date.len};
    return true;
}

/** The date, if it is given as ISO 8601; what is not is left in the field
 * "date", where it is read once the text is known (article/known.h). */
static bool take_date(record *r, kt_arena *arena, kt_slice *date)
{
    for (known_key key = KEY_DATE; key <= KEY_PUBLISHED; key++) {
        const kt_member *given = &r->known[key];
        bool alone = key == KEY_DATE || says_nothing(&r->known[KEY_DATE]);
        if (given->string.len > 0 && date->len == 0 &&
            kt_iso_date(given->string)) {
            if (!copy_date(arena, given->string, date))
                return false;
        } else if (given->string.len > 0 && alone) {
            add_field(r, KT_SLICE("date"), given);
        } else if (!is_null(given) &&
                   (!given->is_string || given->string.len > 0)) {
            add_field(r, given->name, given);
        }
    }
    return true;
}

/** By name, then by place in the line, so that the last of a name wins. */
static int compare_fields(const void *a, const void *b)
{
    const kt_field *x = a, *y = b;
    int order = kt_slice_compare(x->name, y->name);
    return order != 0 ? order
                      : (x->value.data > y->value.data) -
                            (x->value.data < y->value.data);
}

static bool set_fields(record *r, kt_arena *arena, kt_article *article)
{
    if (r->fields->failed)
        return false;
    if (r->fields->len == 0)
        return true;
    kt_field *fields = kt_arena_alloc(arena, r->fields->len);
    if (fields == NULL)
        return false;
    memcpy(fields, r->fields->data, r->fields->len);
    size_t count = r->fields->len / sizeof *fields, kept = 0;
    qsort(fields, count, sizeof *fields, compare_fields);
    for (size_t i = 0; i < count; i++) {
        if (i + 1 < count && kt_slice_equal(fields[i].name, fields[i + 1].name))
            continue;
        fields[kept++] = fields[i];
    }
    article->fields = fields;
    article->field_count = kept;
    return true;
}

/** The title, a line break and the text, or whichever of them there is. */
static bool join_raw(kt_arena *arena, kt_slice title, kt_slice text,
                     kt_slice *raw)
{
    *raw = title.len == 0 ? text : title;
    if (title.len == 0 || text.len == 0)
        return true;
    size_t len = title.len + 1 + text.len;
    char *joined = kt_arena_alloc(arena, len);
    if (joined == NULL)
        return false;
    memcpy(joined, title.data, title.len);
    joined[title.len] = '\n';
    memcpy(joined + title.len + 1, text.data, text.len);
    *raw = (kt_slice){joined, len};
    return true;
}

static bool fill_article(record *r, kt_arena *arena, kt_article *article,
                         kt_buffer *spans)
{
    kt_slice title = take_string(r, KEY_TITLE);
    if (!join_raw(arena, title, take_text(r), &article->raw) ||
        !take_date(r, arena, &article->date))
        return false;
    article->source = take_string(r, KEY_SOURCE);
    article->author = take_string(r, KEY_AUTHOR);
    article->place = take_string(r, KEY_PLACE);
    article->section = take_string(r, KEY_SECTION);
    article->url = take_string(r, KEY_URL);
    article->lang = take_string(r, KEY_LANG);
    if (!set_fields(r, arena, article))
        return false;

    kt_buffer_clear(spans);
    kt_divide(article, article->line == 0 ? 0 : title.len, spans);
    return true;
}

/** Whether "text" is there and is something else than a string or null. */
static bool bad_text(const record *r)
{
    const kt_member *text = &r->known[KEY_TEXT];
    return text->json.len > 0 && !text->is_string && !is_null(text);
}

/** Take what an export says besides. Whatever else is called ktool is a free
 * field, and so is what stands in a line that no export wrote. */
static kt_status take_own(kt_reader *reader, record *r, kt_article *article)
{
    kt_slice field = r->own.json;
    kt_status status = KT_ERR_FORMAT;
    if (article->replaced == 0 && field.len > 0)
        status = kt_read_exported(reader->json, reader->arena, r->own.json,
                                  article, &field);
    kt_member own = {.json = status == KT_OK ? field : r->own.json};
    add_field(r, own_name, &own);
    return status == KT_ERR_NOMEM ? status : KT_OK;
}

static kt_status read_object(kt_reader *reader, kt_article *article,
                             kt_slice object, kt_error *err)
{
    const kt_member *members;
    size_t count, line = article->line;
    kt_error why;
    kt_status status =
        kt_json_members(reader->json, object, &members, &count, &why);
    if (status == KT_ERR_NOMEM)
        return KT_FAIL_NOMEM(err);
    if (status != KT_OK)
        return kt_reader_refuse(reader, line, status, why.message);

    record r = {.fields = &reader->fields};
    kt_buffer_clear(r.fields);
    sort_out(&r, members, count);
    if (bad_text(&r))
        return kt_reader_refuse(reader, line, KT_ERR_FORMAT,
                                "text is not a string");
    if (take_own(reader, &r, article) != KT_OK ||
        !fill_article(&r, reader->arena, article, &reader->spans) ||
        reader->spans.failed)
        return KT_FAIL_NOMEM(err);
    if (reader->spans.len == 0)
        return kt_reader_refuse(reader, line, KT_ERR_EMPTY,
                                "no text and no title");
    return kt_reader_deliver(reader, article, err);
}

static kt_status read_line(kt_reader *reader, kt_slice line, size_t number,
                           kt_error *err)
{
    kt_arena *arena = reader->arena;
    kt_article *article = kt_arena_alloc(arena, sizeof *article);
    if (article == NULL)
        return KT_FAIL_NOMEM(err);
    *article = (kt_article){
        .path = kt_slice_of(reader->path),
        .line = number,
    };
    kt_slice valid, object;
    if (kt_decode_utf8(line, arena, &valid, &article->replaced, err) != KT_OK ||
        kt_decode_escapes(valid, arena, &object, &article->replaced, err) !=
            KT_OK)
        return KT_ERR_NOMEM;
    if (article->replaced > 0)
        article->original = line;
    return read_object(reader, article, object, err);
}

kt_status kt_read_jsonl(kt_reader *reader, kt_slice bytes, size_t line,
                        kt_error *err)
{
    kt_status status = KT_OK;
    if (reader->json == NULL)
        reader->json = kt_json_new(reader->arena);
    if (reader->json == NULL)
        return KT_FAIL_NOMEM(err);
    size_t start = line == 1 ? kt_bom_length(bytes) : 0;
    for (; start < bytes.len && status == KT_OK; line++) {
        const char *lf = memchr(bytes.data + start, '\n', bytes.len - start);
        size_t end = lf == NULL ? bytes.len : (size_t)(lf - bytes.data);
        kt_span object = kt_trim(bytes, start, end);
        if (object.start < object.end)
            status =
                read_line(reader, kt_slice_sub(bytes, object.start, object.end),
                          line, err);
        start = end + 1;
    }
    return status;
}
