#include "store/draft_writer.h"

#include "base/list.h"

#include <stdlib.h>

/* Write the spans that are held. SQLite looks for the place of the first row of
 * a statement from the root of the tree, and for those of the others beside
 * it. */
static kt_status write_spans(kt_draft_writer *w, kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < w->span_count;) {
        size_t left = w->span_count - i;
        size_t rows = left >= 16 ? 16 : left >= 4 ? 4 : 1;
        sqlite3_stmt *add =
            kt_db_statement(w->db, rows == 16  ? STMT_ADD_16_SPANS
                                   : rows == 4 ? STMT_ADD_4_SPANS
                                               : STMT_ADD_SPAN);
        for (int column = 0; column < (int)rows * 5; i++) {
            const kt_held_span *held = &w->spans[i];
            sqlite3_bind_int64(add, ++column, held->article);
            sqlite3_bind_int64(add, ++column, (sqlite3_int64)held->span.start);
            sqlite3_bind_int64(add, ++column, (sqlite3_int64)held->span.end);
            sqlite3_bind_int(add, ++column, (int)held->span.label);
            kt_db_bind_text(add, ++column, kt_slice_of(held->span.rule));
        }
        status = kt_db_run(w->db, add, err);
    }
    w->span_count = 0;
    return status;
}

/* In the order of the table's key. */
static bool is_before(const kt_span *a, const kt_span *b)
{
    return a->start != b->start ? a->start < b->start
           : a->end != b->end   ? a->end < b->end
                                : a->label < b->label;
}

/* Hold the spans and quotes of an article, as one list. */
static kt_status hold_spans(kt_draft_writer *w, int64_t id,
                            const kt_article *article, kt_error *err)
{
    size_t spans = 0, quotes = 0;
    while (spans < article->span_count || quotes < article->quote_count) {
        if (!kt_list_grow(&w->spans, w->span_count, sizeof *w->spans))
            return KT_FAIL_NOMEM(err);
        bool is_span =
            quotes == article->quote_count ||
            (spans < article->span_count &&
             is_before(&article->spans[spans], &article->quotes[quotes]));
        w->spans[w->span_count++] = (kt_held_span){
            id, is_span ? article->spans[spans++] : article->quotes[quotes++]};
    }
    return KT_OK;
}

static kt_status write_origins(kt_db *db, int64_t id, const kt_article *article,
                               kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < article->origin_count; i++) {
        const kt_origin *origin = &article->origins[i];
        sqlite3_stmt *add = kt_db_statement(db, STMT_ADD_ORIGIN);
        sqlite3_bind_int64(add, 1, id);
        kt_db_bind_text(add, 2, origin->field);
        kt_db_bind_text(add, 3, origin->from);
        kt_db_bind_text(add, 4, origin->note);
        status = kt_db_run(db, add, err);
    }
    return status;
}

static kt_status write_fields(kt_db *db, int64_t id, const kt_article *article,
                              kt_error *err)
{
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < article->field_count; i++) {
        sqlite3_stmt *add = kt_db_statement(db, STMT_ADD_FIELD);
        sqlite3_bind_int64(add, 1, id);
        kt_db_bind_text(add, 2, article->fields[i].name);
        kt_db_bind_text(add, 3, article->fields[i].value);
        status = kt_db_run(db, add, err);
    }
    return status;
}

kt_status kt_draft_writer_reading(kt_draft_writer *w, int64_t id,
                                  const kt_article *article, kt_error *err)
{
    kt_db *db = w->db;
    kt_status status = hold_spans(w, id, article, err);
    if (status == KT_OK)
        status = write_origins(db, id, article, err);
    if (status == KT_OK)
        status = write_fields(db, id, article, err);
    if (status == KT_OK)
        status = kt_lookup_add(&w->lookup, id, article, err);
    return status;
}

kt_status kt_draft_writer_open(kt_db *db, kt_draft_writer *w, kt_error *err)
{
    w->db = db;
    w->lookup.db = db;
    w->ids = malloc(KT_SEGMENT_TOKENS * sizeof *w->ids);
    if (w->ids == NULL)
        return KT_FAIL_NOMEM(err);
    return kt_term_index_load(db, &w->terms, err);
}

void kt_draft_writer_close(kt_draft_writer *w)
{
    kt_term_index_free(w->terms);
    kt_lookup_free(&w->lookup);
    kt_buffer_free(&w->blob);
    free(w->spans);
    free(w->ids);
}

static kt_status write_segment(kt_draft_writer *w,
                               const kt_draft_segment *segment, kt_error *err)
{
    kt_status status = kt_term_index_ids(w->terms, segment->terms,
                                         segment->term_count, w->ids, err);
    if (status != KT_OK)
        return status;
    const kt_segment_parts parts = {.tokens = segment->tokens,
                                    .token_count = segment->token_count,
                                    .ids = w->ids,
                                    .id_count = segment->term_count,
                                    .ranges = segment->ranges,
                                    .range_count = segment->range_count,
                                    .label = segment->label};
    kt_buffer_clear(&w->blob);
    status = kt_segment_encode(&parts, &w->blob, err);
    if (status != KT_OK)
        return status;
    sqlite3_stmt *add = kt_db_statement(w->db, STMT_ADD_SEGMENT);
    sqlite3_bind_int64(add, 1, w->segment++);
    sqlite3_bind_int64(add, 2, w->position);
    sqlite3_bind_int64(add, 3, segment->token_count);
    sqlite3_bind_int64(add, 4, kt_segment_checksum(kt_buffer_slice(&w->blob)));
    kt_db_bind_blob(add, 5, kt_buffer_slice(&w->blob));
    w->position += segment->token_count;
    return kt_db_run(w->db, add, err);
}

kt_status kt_draft_writer_finish(kt_draft_writer *w, const kt_draft *draft,
                                 kt_error *err)
{
    kt_status status = write_spans(w, err);
    for (size_t i = 0; status == KT_OK && i < draft->segment_count; i++)
        status = write_segment(w, &draft->segments[i], err);
    return status;
}

kt_status kt_draft_writer_save(kt_draft_writer *w, kt_error *err)
{
    kt_status status = kt_term_index_save(w->terms, w->db, err);
    return status == KT_OK ? kt_lookup_save(&w->lookup, err) : status;
}
