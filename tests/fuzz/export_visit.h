/* An article is sound, and its line in an export gives it back. */
#ifndef KT_FUZZ_EXPORT_VISIT_H
#define KT_FUZZ_EXPORT_VISIT_H

#include "article/identity.h"
#include "load_visit.h"

#include <ktool/export.h>

static inline void demand_equal(kt_slice a, kt_slice b)
{
    demand((a.data == NULL) == (b.data == NULL) && kt_slice_equal(a, b));
}

static inline void demand_same_fields(const kt_field *a, size_t a_count,
                                      const kt_field *b, size_t b_count)
{
    demand(a_count == b_count);
    for (size_t i = 0; i < a_count; i++) {
        demand_equal(a[i].name, b[i].name);
        demand_equal(a[i].value, b[i].value);
    }
}

static inline void demand_same(const kt_article *a, const kt_article *b)
{
    demand_equal(a->raw, b->raw);
    demand_equal(a->original, b->original);
    demand_equal(a->title, b->title);
    demand_equal(a->date, b->date);
    demand_equal(a->source, b->source);
    demand_equal(a->url, b->url);
    demand_equal(a->path, b->path);
    demand(a->replaced == b->replaced && a->line == b->line);
    demand(a->span_count == b->span_count);
    for (size_t i = 0; i < a->span_count; i++)
        demand(a->spans[i].start == b->spans[i].start &&
               a->spans[i].end == b->spans[i].end &&
               a->spans[i].label == b->spans[i].label);
    demand_same_fields(a->fields, a->field_count, b->fields, b->field_count);
    demand_same_fields(a->annotations, a->annotation_count, b->annotations,
                       b->annotation_count);
    demand(a->tag_count == b->tag_count);
    for (size_t i = 0; i < a->tag_count; i++)
        demand_equal(a->tags[i], b->tags[i]);
    demand(kt_article_identity(a).digest == kt_article_identity(b).digest);
}

/* What an article's own line gives: first and its line once more. */
typedef struct again {
    const kt_article *first;
    kt_slice line;
    size_t count;
} again;

static inline kt_status demand_again(void *ctx, size_t file,
                                     kt_article *article)
{
    again *a = ctx;
    kt_buffer line = {0};
    a->count++;
    demand_sound(NULL, file, article);
    demand_same(a->first, article);
    kt_article_record(article, &line);
    demand_equal(kt_buffer_slice(&line), a->line);
    kt_buffer_free(&line);
    return KT_OK;
}

/* An article is sound, and the line that is written for it gives it back. */
static inline kt_status demand_back(void *ctx, size_t file, kt_article *article)
{
    kt_buffer line = {0};
    kt_arena arena = {0};
    kt_article_record(article, &line);
    again a = {article, kt_buffer_slice(&line), 0};
    const kt_chunk_visitor visitor = {&a, demand_again, demand_reason};
    kt_reader reader = {&visitor, &arena, .path = "b.jsonl"};
    demand(memchr(line.data, '\n', line.len) == NULL);
    demand_valid(a.line);
    demand(kt_read_jsonl(&reader, a.line, 1, NULL) == KT_OK && a.count == 1);
    kt_reader_close(&reader);
    kt_arena_free(&arena);
    kt_buffer_free(&line);
    return demand_sound(ctx, file, article);
}

static const kt_chunk_visitor fuzz_export_visitor = {NULL, demand_back,
                                                     demand_reason};

#endif
