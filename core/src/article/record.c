#include "article/paragraphs.h"
#include "base/base64.h"

#include <ktool/export.h>
#include <ktool/text.h>

static const kt_slice own_name = {"ktool", 5};

/* Where the title of a restored record ends: before the first line break
 * behind it, or with the raw text, if nothing but white space follows. */
static size_t title_length(const kt_article *article)
{
    kt_slice raw = article->raw;
    bool titled = article->line > 0 && article->span_count > 0 &&
                  article->spans->label == KT_LABEL_TITLE;
    if (!titled)
        return 0;
    size_t end = article->spans->end;
    const char *lf = memchr(raw.data + end, '\n', raw.len - end);
    if (lf == NULL)
        return raw.len;
    kt_span rest = kt_trim(raw, (size_t)(lf - raw.data), raw.len);
    return rest.start == rest.end ? raw.len : (size_t)(lf - raw.data);
}

void kt_article_given(const kt_article *article, kt_slice *title,
                      kt_slice *text)
{
    kt_slice raw = article->raw;
    size_t len = title_length(article);
    *title = (kt_slice){NULL, 0};
    *text = (kt_slice){NULL, 0};
    if (len > 0)
        *title = kt_slice_sub(raw, 0, len);
    if (len < raw.len)
        *text = kt_slice_sub(raw, len == 0 ? 0 : len + 1, raw.len);
}

/* Append a comma unless the object or array that @p out ends with is empty. */
static void add_comma(kt_buffer *out)
{
    char last = out->len == 0 ? ',' : out->data[out->len - 1];
    if (last != '{' && last != '[')
        kt_buffer_add_char(out, ',');
}

static void add_name(kt_slice name, kt_buffer *out)
{
    add_comma(out);
    kt_text_json(name, out);
    kt_buffer_add_char(out, ':');
}

static void add_text(const char *name, kt_slice text, kt_buffer *out)
{
    if (text.data == NULL)
        return;
    add_name(kt_slice_of(name), out);
    kt_text_json(text, out);
}

static void add_number(const char *name, size_t number, kt_buffer *out)
{
    if (number == 0)
        return;
    add_name(kt_slice_of(name), out);
    kt_buffer_add_format(out, "%zu", number);
}

static void add_base64(const char *name, kt_slice bytes, kt_buffer *out)
{
    if (bytes.data == NULL)
        return;
    add_name(kt_slice_of(name), out);
    kt_buffer_add_char(out, '"');
    kt_base64_add(bytes, out);
    kt_buffer_add_char(out, '"');
}

/* JSON text as it stands, but on one line; within strings it has no line
 * breaks. */
static void add_json(kt_slice name, kt_slice json, kt_buffer *out)
{
    add_name(name, out);
    for (size_t at = 0; at < json.len;) {
        const char *lf = memchr(json.data + at, '\n', json.len - at);
        size_t end = lf == NULL ? json.len : (size_t)(lf - json.data);
        kt_buffer_add_slice(out, kt_slice_sub(json, at, end));
        if (lf != NULL)
            kt_buffer_add_char(out, ' ');
        at = end + 1;
    }
}

static void add_members(const kt_field *fields, size_t count, kt_buffer *out)
{
    kt_buffer_add_char(out, '{');
    for (size_t i = 0; i < count; i++)
        add_json(fields[i].name, fields[i].value, out);
    kt_buffer_add_char(out, '}');
}

void kt_article_fields_json(const kt_article *article, kt_buffer *out)
{
    add_members(article->fields, article->field_count, out);
}

void kt_article_annotations_json(const kt_article *article, kt_buffer *out)
{
    add_members(article->annotations, article->annotation_count, out);
}

void kt_article_tags_json(const kt_article *article, kt_buffer *out)
{
    kt_buffer_add_char(out, '[');
    for (size_t i = 0; i < article->tag_count; i++) {
        add_comma(out);
        kt_text_json(article->tags[i], out);
    }
    kt_buffer_add_char(out, ']');
}

static const kt_field *find_field(const kt_article *article, kt_slice name)
{
    for (size_t i = 0; i < article->field_count; i++) {
        if (kt_slice_equal(article->fields[i].name, name))
            return &article->fields[i];
    }
    return NULL;
}

void kt_article_own_json(const kt_article *article, kt_buffer *out)
{
    bool valid = kt_text_valid_prefix(article->path) == article->path.len;
    const kt_field *field = find_field(article, own_name);
    kt_buffer_add_char(out, '{');
    if (valid)
        add_text("path", article->path, out);
    else
        add_base64("path64", article->path, out);
    add_number("line", article->line, out);
    add_base64("original", article->original, out);
    add_number("replaced", article->replaced, out);
    if (article->tag_count > 0) {
        add_name(KT_SLICE("tags"), out);
        kt_article_tags_json(article, out);
    }
    if (article->annotation_count > 0) {
        add_name(KT_SLICE("annotations"), out);
        kt_article_annotations_json(article, out);
    }
    if (field != NULL)
        add_json(own_name, field->value, out);
    kt_buffer_add_char(out, '}');
}

/* The free fields but the one that is called as our own. */
static void add_fields(const kt_article *article, kt_buffer *out)
{
    for (size_t i = 0; i < article->field_count; i++) {
        const kt_field *field = &article->fields[i];
        if (!kt_slice_equal(field->name, own_name))
            add_json(field->name, field->value, out);
    }
}

void kt_article_record(const kt_article *article, kt_buffer *out)
{
    kt_slice title, text;
    kt_article_given(article, &title, &text);
    /* A field "date" is one that is not ISO 8601, beside another key that
     * is. */
    bool worded = find_field(article, KT_SLICE("date")) != NULL;
    kt_buffer_add_char(out, '{');
    add_text("title", title, out);
    add_text(worded ? "published" : "date", article->date, out);
    add_text("source", article->source, out);
    add_text("author", article->author, out);
    add_text("place", article->place, out);
    add_text("section", article->section, out);
    add_text("url", article->url, out);
    add_text("lang", article->lang, out);
    add_text("text", text, out);
    add_fields(article, out);
    add_name(own_name, out);
    kt_article_own_json(article, out);
    kt_buffer_add_char(out, '}');
}
