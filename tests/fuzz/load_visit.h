/* What must hold for every article, whatever it was made of. */
#ifndef KT_FUZZ_LOAD_VISIT_H
#define KT_FUZZ_LOAD_VISIT_H

#include "load/reader.h"
#include <ktool/text.h>

#include <stdlib.h>

static inline void demand(bool truth)
{
    if (!truth)
        abort();
}

static inline void demand_valid(kt_slice text)
{
    demand(kt_text_valid_prefix(text) == text.len);
}

static inline kt_status demand_sound(void *ctx, size_t file,
                                     kt_article *article)
{
    (void)ctx;
    (void)file;
    demand_valid(article->raw);
    demand(article->replaced == 0 || article->original.len > 0);
    demand(article->span_count > 0);
    size_t end = 0;
    for (size_t i = 0; i < article->span_count; i++) {
        kt_span span = article->spans[i];
        demand(end <= span.start && span.start < span.end);
        demand_valid(kt_slice_sub(article->raw, span.start, span.end));
        end = span.end;
    }
    demand(end <= article->raw.len);
    for (size_t i = 0; i < article->field_count; i++) {
        demand_valid(article->fields[i].name);
        demand_valid(article->fields[i].value);
        demand(article->fields[i].value.len > 0);
    }
    return KT_OK;
}

static inline kt_status demand_reason(void *ctx, size_t file, const char *path,
                                      size_t line, kt_status code,
                                      const char *reason)
{
    (void)file;
    (void)ctx;
    (void)path;
    (void)line;
    demand(code != KT_OK && reason[0] != '\0');
    demand(strchr(reason, '\n') == NULL);
    return KT_OK;
}

#endif
