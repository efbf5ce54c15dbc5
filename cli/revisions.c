#include "revisions.h"

#include "open_corpus.h"
#include "table.h"

enum {
    COLUMNS = 6
};

typedef struct rows {
    kt_writer *writer;
    kt_error *err;
} rows;

static kt_status print_one(void *ctx, const kt_revision *one)
{
    const rows *r = ctx;
    const kt_cell cells[COLUMNS] = {
        integer_cell(one->id),
        text_cell(one->date),
        text_cell(one->path),
        text_cell(one->url),
        integer_cell((int64_t)one->bytes),
        {.kind = KT_CELL_BOOLEAN, .boolean = one->newest}};
    return kt_writer_row(r->writer, cells, COLUMNS, r->err);
}

int print_revisions(kt_corpus *corpus, int64_t id, kt_format format)
{
    static const char *const names[COLUMNS] = {"id",  "date",  "path",
                                               "url", "bytes", "newest"};
    kt_error err;
    rows r = {.err = &err};
    kt_status status = table_new(names, COLUMNS, format, &r.writer, &err);
    if (status == KT_OK)
        status = kt_corpus_revisions_each(corpus, id, print_one, &r, &err);
    if (status != KT_ERR_NOT_FOUND)
        return table_end(r.writer, status, &err);
    kt_writer_free(r.writer);
    return report_change_failure(&err);
}
