#include "load/exported.h"

#include "article/json_text.h"
#include "base/base64.h"

/** The members of the object. */
typedef enum own_key {
    OWN_PATH,
    OWN_PATH64,
    OWN_LINE,
    OWN_ORIGINAL,
    OWN_REPLACED,
    OWN_TAGS,
    OWN_ANNOTATIONS,
    OWN_FIELD,
    OWN_TOTAL
} own_key;

static const kt_slice own_names[OWN_TOTAL] = {
    [OWN_PATH] = {"path", 4},
    [OWN_PATH64] = {"path64", 6},
    [OWN_LINE] = {"line", 4},
    [OWN_ORIGINAL] = {"original", 8},
    [OWN_REPLACED] = {"replaced", 8},
    [OWN_TAGS] = {"tags", 4},
    [OWN_ANNOTATIONS] = {"annotations", 11},
    [OWN_FIELD] = {"ktool", 5},
};

/** The members, sorted out; json is empty where there is none. */
typedef struct own {
    kt_member members[OWN_TOTAL];
    kt_json *json;
    kt_arena *arena;
    kt_article *article;
} own;

static kt_status sort_out(own *o, kt_slice object)
{
    const kt_member *members;
    size_t count;
    kt_status status = kt_json_members(o->json, object, &members, &count, NULL);
    for (size_t i = 0; status == KT_OK && i < count; i++) {
        own_key key = 0;
        while (key < OWN_TOTAL &&
               !kt_slice_equal(members[i].name, own_names[key]))
            key++;
        if (key == OWN_TOTAL)
            return KT_ERR_FORMAT;
        o->members[key] = members[i];
    }
    return status == KT_OK || status == KT_ERR_NOMEM ? status : KT_ERR_FORMAT;
}

/** The bytes of a string in base64, with a NUL behind them. */
static kt_status take_base64(own *o, const kt_member *member, kt_slice *out)
{
    char *bytes =
        kt_arena_alloc(o->arena, kt_base64_room(member->string.len) + 1);
    if (bytes == NULL)
        return KT_ERR_NOMEM;
    out->data = bytes;
    if (member->string.len == 0 ||
        !kt_base64_read(member->string, bytes, &out->len))
        return KT_ERR_FORMAT;
    bytes[out->len] = '\0';
    return KT_OK;
}

static kt_status take_path(own *o)
{
    kt_slice *path = &o->article->path;
    const kt_member *plain = &o->members[OWN_PATH];
    const kt_member *coded = &o->members[OWN_PATH64];
    kt_status status = KT_OK;
    if ((plain->json.len == 0) == (coded->json.len == 0))
        return KT_ERR_FORMAT;
    if (coded->json.len > 0) {
        status = take_base64(o, coded, path);
    } else {
        kt_slice text = plain->string;
        char *copy = kt_arena_alloc(o->arena, text.len + 1);
        if (copy == NULL)
            return KT_ERR_NOMEM;
        if (text.len > 0)
            memcpy(copy, text.data, text.len);
        copy[text.len] = '\0';
        *path = (kt_slice){copy, text.len};
    }
    if (status == KT_OK &&
        (path->len == 0 || memchr(path->data, 0, path->len) != NULL))
        return KT_ERR_FORMAT;
    return status;
}

/** A whole number from 1 to 10^15 - 1; 0 if it is not there. */
static kt_status take_number(const kt_member *member, size_t *out)
{
    kt_slice digits = member->json;
    *out = 0;
    if (digits.len > 15)
        return KT_ERR_FORMAT;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.data[i];
        if (c < (i == 0 ? '1' : '0') || c > '9')
            return KT_ERR_FORMAT;
        *out = *out * 10 + (size_t)(c - '0');
    }
    return KT_OK;
}

/** The bytes as found, and how many were replaced: none or some of them. */
static kt_status take_original(own *o)
{
    const kt_member *original = &o->members[OWN_ORIGINAL];
    kt_status status =
        take_number(&o->members[OWN_REPLACED], &o->article->replaced);
    if (status != KT_OK)
        return status;
    if (original->json.len > 0)
        return take_base64(o, original, &o->article->original);
    return o->article->replaced == 0 ? KT_OK : KT_ERR_FORMAT;
}

/** Where the string that begins at @p at of valid JSON ends, behind its
 * quotation mark. */
static size_t string_end(kt_slice json, size_t at)
{
    for (at++; json.data[at] != '"'; at++)
        at += json.data[at] == '\\';
    return at + 1;
}

/** Gather the strings of an array, valid JSON. */
static kt_status gather_tags(own *o, kt_slice json, kt_buffer *tags,
                             kt_buffer *text)
{
    if (json.data[0] != '[')
        return KT_ERR_FORMAT;
    for (size_t at = 1; at + 1 < json.len;) {
        if (memchr(" \t\r\n,", json.data[at], 5) != NULL) {
            at++;
            continue;
        }
        if (json.data[at] != '"')
            return KT_ERR_FORMAT;
        size_t end = string_end(json, at);
        kt_buffer_clear(text);
        kt_json_text(kt_slice_sub(json, at, end), text);
        kt_slice tag = kt_arena_copy(o->arena, kt_buffer_slice(text));
        if (text->failed || tag.len != text->len)
            return KT_ERR_NOMEM;
        if (tag.len == 0)
            return KT_ERR_FORMAT;
        kt_buffer_add(tags, &tag, sizeof tag);
        at = end;
    }
    return tags->failed ? KT_ERR_NOMEM : KT_OK;
}

static kt_status take_tags(own *o)
{
    kt_slice json = o->members[OWN_TAGS].json;
    kt_buffer tags = {0}, text = {0};
    kt_status status =
        json.len == 0 ? KT_OK : gather_tags(o, json, &tags, &text);
    kt_slice copy = kt_arena_copy(o->arena, kt_buffer_slice(&tags));
    if (status == KT_OK && copy.len != tags.len)
        status = KT_ERR_NOMEM;
    o->article->tags = (const kt_slice *)(const void *)copy.data;
    o->article->tag_count = copy.len / sizeof(kt_slice);
    kt_buffer_free(&tags);
    kt_buffer_free(&text);
    return status;
}

/** Last of all, since the parser has but one list of members. */
static kt_status take_annotations(own *o)
{
    kt_slice json = o->members[OWN_ANNOTATIONS].json;
    const kt_member *members;
    size_t count;
    if (json.len == 0)
        return KT_OK;
    kt_status status = kt_json_members(o->json, json, &members, &count, NULL);
    if (status != KT_OK)
        return status == KT_ERR_NOMEM ? status : KT_ERR_FORMAT;
    kt_field *list = kt_arena_alloc(o->arena, (count + 1) * sizeof *list);
    if (list == NULL)
        return KT_ERR_NOMEM;
    for (size_t i = 0; i < count; i++)
        list[i] = (kt_field){members[i].name, members[i].json};
    o->article->annotations = list;
    o->article->annotation_count = count;
    return KT_OK;
}

kt_status kt_read_exported(kt_json *json, kt_arena *arena, kt_slice object,
                           kt_article *article, kt_slice *field)
{
    kt_article taken = *article;
    own o = {.json = json, .arena = arena, .article = &taken};
    taken.from_store = true;
    kt_status status = sort_out(&o, object);
    if (status == KT_OK)
        status = take_path(&o);
    if (status == KT_OK)
        status = take_number(&o.members[OWN_LINE], &taken.line);
    if (status == KT_OK)
        status = take_original(&o);
    if (status == KT_OK)
        status = take_tags(&o);
    if (status == KT_OK)
        status = take_annotations(&o);
    *field = o.members[OWN_FIELD].json;
    if (status == KT_OK)
        *article = taken;
    return status;
}
