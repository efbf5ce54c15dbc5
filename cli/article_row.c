#include "article_row.h"

#include "table.h"

#include <ktool/export.h>

const char *const article_columns[ARTICLE_CELLS] = {
    "id",      "title",  "date", "source",       "author", "place",
    "section", "url",    "lang", "lang_clarity", "path",   "file",
    "text",    "fields", "tags", "annotations"};

static kt_cell clarity_cell(double clarity)
{
    return clarity == 0 ? (kt_cell){.kind = KT_CELL_NIL}
                        : (kt_cell){.kind = KT_CELL_FLOAT, .number = clarity};
}

void article_known(const kt_article *a, kt_cell *cells)
{
    const kt_cell known[ARTICLE_KNOWN] = {
        integer_cell(a->id),   text_cell(a->title),
        text_cell(a->date),    text_cell(a->source),
        text_cell(a->author),  text_cell(a->place),
        text_cell(a->section), text_cell(a->url),
        text_cell(a->lang),    clarity_cell(a->lang_clarity),
        text_cell(a->path)};
    memcpy(cells, known, sizeof known);
}

/* What stands after the last slash. */
static kt_slice base_name(kt_slice path)
{
    const char *slash =
        path.len == 0 ? NULL : memrchr(path.data, '/', path.len);
    return slash == NULL
               ? path
               : kt_slice_sub(path, (size_t)(slash + 1 - path.data), path.len);
}

static kt_cell json_cell(const kt_buffer *json, size_t start, size_t end)
{
    return (kt_cell){.kind = KT_CELL_JSON,
                     .text = kt_slice_sub(kt_buffer_slice(json), start, end)};
}

kt_status article_row_set(article_row *row, const kt_article *article,
                          kt_error *err)
{
    kt_cell *cells = row->cells;
    kt_buffer *json = &row->json;
    kt_buffer_clear(&row->text);
    kt_buffer_clear(json);
    kt_article_text(article, &row->text);
    kt_article_fields_json(article, json);
    size_t tags = json->len;
    kt_article_tags_json(article, json);
    size_t annotations = json->len;
    kt_article_annotations_json(article, json);
    if (row->text.failed || json->failed)
        return KT_FAIL_NOMEM(err);
    article_known(article, cells);
    cells += ARTICLE_KNOWN;
    *cells++ = text_cell(base_name(article->path));
    *cells++ = text_cell(row->text.len == 0 ? KT_SLICE("")
                                            : kt_buffer_slice(&row->text));
    *cells++ = json_cell(json, 0, tags);
    *cells++ = json_cell(json, tags, annotations);
    *cells = json_cell(json, annotations, json->len);
    return KT_OK;
}

void article_row_free(article_row *row)
{
    kt_buffer_free(&row->text);
    kt_buffer_free(&row->json);
}
