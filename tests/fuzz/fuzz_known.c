#include "fuzz.h"

#include "article/known.h"
#include "load/iso_date.h"

#include <ktool/text.h>

static const char *const names[] = {
    "source",   "place",           "wire",           "author",      "editor",
    "initials", "credit",          "section",        "translator",  "date",
    "modified", "original_source", "original_title", "original_url"};

static kt_slice first_line(kt_slice text)
{
    const char *lf = memchr(text.data, '\n', text.len);
    return kt_slice_sub(text, 0,
                        lf == NULL ? text.len : (size_t)(lf - text.data));
}

/* Each line is what the text says of one field. */
static void read_lines(kt_known *known, kt_slice text)
{
    for (size_t i = 0; i < KT_KNOWN_TOTAL && text.len > 0; i++) {
        kt_slice line = first_line(text);
        kt_known_read(known, kt_slice_of(names[i]), line, KT_LABEL_HEADER);
        text = kt_slice_sub(text, line.len + (line.len < text.len), text.len);
    }
}

static void settle(kt_known *known, kt_slice text, kt_arena *arena,
                   kt_article *article)
{
    bool forgotten = kt_known_forget(article, arena);
    assert(forgotten);
    kt_known_begin(known, article);
    read_lines(known, text);
    kt_status status = kt_known_finish(known, arena, article, NULL);
    assert(status == KT_OK);
}

static void check(const kt_article *article)
{
    for (size_t i = 0; i < article->field_count; i++) {
        kt_slice value = article->fields[i].value;
        assert(value.len >= 2 && value.data[0] == '"' &&
               value.data[value.len - 1] == '"');
        assert(i == 0 || kt_slice_compare(article->fields[i - 1].name,
                                          article->fields[i].name) < 0);
    }
    for (size_t i = 1; i < article->origin_count; i++)
        assert(kt_slice_compare(article->origins[i - 1].field,
                                article->origins[i].field) < 0);
    assert(article->date.len == 0 || kt_iso_date(article->date));
}

/* Fields and origins are sorted, the date is one, and doing it all again
 * changes nothing. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_known known = {0};
    kt_arena arena = {0};
    kt_buffer json = {0};
    kt_slice text = {(const char *)data, size};
    /* The first line is what the file gave as its date and editor too. */
    kt_text_json(first_line(text), &json);
    kt_field fields[] = {{KT_SLICE("date"), kt_buffer_slice(&json)},
                         {KT_SLICE("editor"), kt_buffer_slice(&json)}};
    kt_span body = {0, size, KT_LABEL_BODY, NULL};
    kt_article article = {.raw = text,
                          .spans = &body,
                          .span_count = 1,
                          .fields = fields,
                          .field_count = 2};
    settle(&known, text, &arena, &article);
    check(&article);
    size_t origins = article.origin_count, count = article.field_count;
    kt_slice date = article.date;
    settle(&known, text, &arena, &article);
    assert(article.origin_count == origins && article.field_count == count &&
           kt_slice_equal(article.date, date));
    kt_buffer_free(&json);
    kt_arena_free(&arena);
    kt_known_free(&known);
    return 0;
}
