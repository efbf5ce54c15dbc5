/* What a chunk gave, as text that a table of cases can hold. */
#ifndef KT_TEST_RECORD_H
#define KT_TEST_RECORD_H

#include "../test.h"

#include <ktool/load.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static inline kt_slice slice_of(const char *text)
{
    return (kt_slice){text, strlen(text)};
}

static inline void record_value(kt_buffer *out, const char *name,
                                kt_slice value)
{
    if (value.len > 0)
        kt_buffer_add_format(out, " %s=%.*s", name, (int)value.len, value.data);
}

/* "title[Judul] body[Isi] date=2024 id=12 replaced=3\n", in front of it the
 * line if there is one. */
static inline kt_status record_article(void *ctx, size_t file, kt_article *a)
{
    kt_buffer *out = ctx;
    (void)file;
    if (a->line > 0)
        kt_buffer_add_format(out, "%zu: ", a->line);
    for (size_t i = 0; i < a->span_count; i++) {
        kt_span span = a->spans[i];
        kt_buffer_add_format(
            out, "%s%s[%.*s]", i == 0 ? "" : " ", kt_label_name(span.label),
            (int)(span.end - span.start), a->raw.data + span.start);
    }
    record_value(out, "date", a->date);
    record_value(out, "source", a->source);
    record_value(out, "author", a->author);
    record_value(out, "place", a->place);
    record_value(out, "section", a->section);
    record_value(out, "url", a->url);
    record_value(out, "lang", a->lang);
    for (size_t i = 0; i < a->field_count; i++)
        kt_buffer_add_format(out, " %.*s:%.*s", (int)a->fields[i].name.len,
                             a->fields[i].name.data,
                             (int)a->fields[i].value.len,
                             a->fields[i].value.data);
    if (a->replaced > 0)
        kt_buffer_add_format(out, " replaced=%zu", a->replaced);
    kt_buffer_add_string(out, "\n");
    return KT_OK;
}

/* "3: format text is not a string\n" */
static inline kt_status record_failure(void *ctx, size_t file, const char *path,
                                       size_t line, kt_status code,
                                       const char *reason)
{
    (void)file;
    kt_buffer *out = ctx;
    (void)path;
    if (line > 0)
        kt_buffer_add_format(out, "%zu: ", line);
    kt_buffer_add_format(out, "%s %s\n", kt_status_code(code), reason);
    return KT_OK;
}

static inline void assert_record(kt_buffer *record, const char *name,
                                 const char *expected)
{
    kt_buffer_add_char(record, '\0');
    if (strcmp(record->data, expected) != 0)
        print_error("case: %s\n", name);
    assert_string_equal(record->data, expected);
    kt_buffer_free(record);
}

#endif
