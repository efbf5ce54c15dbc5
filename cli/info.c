/* ktool info: what is known of a corpus as a whole. */
#include "failure.h"
#include "open_corpus.h"
#include "table.h"

#include <ktool/language.h>
#include <ktool/text.h>
#include <ktool/tokens.h>
#include <lua.h>

enum {
    FACTS = 15,
    CELLS = FACTS + 2 /* with spans and tags, which only JSON has as one */
};

static const char *const names[CELLS] = {
    "store", "articles", "tokens",        "terms", "bytes",       "dated",
    "first", "last",     "sources",       "rules", "fingerprint", "unicode",
    "icu",   "lua",      "libexttextcat", "spans", "tags",
};

static kt_cell text_or_nil(const char *text)
{
    return text_cell(*text == '\0' ? (kt_slice){0} : kt_slice_of(text));
}

/* The rules for tokens that are off; all is the usual. */
static const char *rules_text(kt_rules rules, kt_buffer *text)
{
    kt_buffer_add_string(text, rules == KT_RULES_NEWS ? "all" : "");
    kt_rules_write(rules, text);
    kt_buffer_add_char(text, '\0');
    return text->failed ? "?" : text->data;
}

static void gather(const kt_corpus_info *info, kt_buffer *rules,
                   kt_cell cells[CELLS])
{
    const char *icu = kt_icu_version();
    const char *models = kt_language_models_version();
    const kt_cell all[FACTS] = {
        text_or_nil(info->path == NULL ? "private store" : info->path),
        integer_cell((int64_t)info->articles),
        integer_cell((int64_t)info->tokens),
        integer_cell((int64_t)info->terms),
        integer_cell((int64_t)info->bytes),
        integer_cell((int64_t)info->dated),
        text_or_nil(info->first_date),
        text_or_nil(info->last_date),
        integer_cell((int64_t)info->sources),
        text_or_nil(rules_text(info->rules, rules)),
        text_or_nil(info->fingerprint),
        text_or_nil(kt_unicode_version()),
        text_or_nil(icu != NULL ? icu
                                : "none: Thai, Lao, Khmer, Burmese, Chinese "
                                  "and Japanese follow UAX #29"),
        text_or_nil(LUA_VERSION_MAJOR "." LUA_VERSION_MINOR
                                      "." LUA_VERSION_RELEASE),
        text_or_nil(models != NULL ? models
                                   : "none (Debian: libexttextcat-data); "
                                     "languages are guessed by words alone"),
    };
    memcpy(cells, all, sizeof all);
}

/* Spans of each label and rule as an object: {"body":{"place":3}}. */
typedef struct spans_object {
    kt_buffer json;
    kt_label label; /* whose object is open */
} spans_object;

static kt_status add_to_object(void *ctx, kt_label label, const char *rule,
                               size_t count)
{
    spans_object *o = ctx;
    if (label == o->label)
        kt_buffer_add_char(&o->json, ',');
    else
        kt_buffer_add_format(&o->json, "%s\"%s\":{",
                             o->label == KT_LABEL_TOTAL ? "" : "},",
                             kt_label_name(label));
    o->label = label;
    kt_text_json(kt_slice_of(rule), &o->json);
    kt_buffer_add_format(&o->json, ":%zu", count);
    return KT_OK;
}

/* Tags as an object: {"banjir":3}. */
static kt_status add_tag_to_object(void *ctx, kt_slice tag, size_t count)
{
    kt_buffer *json = ctx;
    kt_buffer_add_char(json, json->len == 0 ? '{' : ',');
    kt_text_json(tag, json);
    kt_buffer_add_format(json, ":%zu", count);
    return KT_OK;
}

static int print_object(kt_corpus *corpus, kt_cell cells[CELLS])
{
    kt_error err;
    kt_writer *writer = NULL;
    kt_buffer tags = {0};
    spans_object spans = {.label = KT_LABEL_TOTAL};
    kt_buffer_add_char(&spans.json, '{');
    kt_status status =
        kt_corpus_marks_each(corpus, add_to_object, &spans, &err);
    kt_buffer_add_string(&spans.json,
                         spans.label == KT_LABEL_TOTAL ? "}" : "}}");
    if (status == KT_OK)
        status = kt_corpus_tags_each(corpus, add_tag_to_object, &tags, &err);
    kt_buffer_add_string(&tags, tags.len == 0 ? "{}" : "}");
    if (status == KT_OK)
        status = kt_buffer_status(&spans.json, &err);
    if (status == KT_OK)
        status = kt_buffer_status(&tags, &err);
    cells[FACTS + 1] =
        (kt_cell){.kind = KT_CELL_JSON, .text = kt_buffer_slice(&tags)};
    cells[FACTS] =
        (kt_cell){.kind = KT_CELL_JSON, .text = kt_buffer_slice(&spans.json)};
    if (status == KT_OK)
        status = table_new(names, CELLS, KT_FORMAT_JSONL, &writer, &err);
    if (status == KT_OK)
        status = kt_writer_row(writer, cells, CELLS, &err);
    int code = table_end(writer, status, &err);
    kt_buffer_free(&spans.json);
    kt_buffer_free(&tags);
    return code;
}

typedef struct rows {
    kt_writer *writer;
    kt_error *err;
} rows;

/* A row of a count; the name is freed. */
static kt_status write_count(const rows *r, kt_buffer *name, size_t count)
{
    kt_status status = kt_buffer_status(name, r->err);
    const kt_cell row[] = {text_cell(kt_buffer_slice(name)),
                           integer_cell((int64_t)count)};
    if (status == KT_OK)
        status = kt_writer_row(r->writer, row, 2, r->err);
    kt_buffer_free(name);
    return status;
}

static kt_status write_spans(void *ctx, kt_label label, const char *rule,
                             size_t count)
{
    kt_buffer name = {0};
    kt_buffer_add_format(&name, "spans %s %s", kt_label_name(label), rule);
    return write_count(ctx, &name, count);
}

static kt_status write_tag(void *ctx, kt_slice tag, size_t count)
{
    kt_buffer name = {0};
    kt_buffer_add_string(&name, "tag ");
    kt_buffer_add_slice(&name, tag);
    return write_count(ctx, &name, count);
}

static int print_rows(kt_corpus *corpus, const kt_cell *cells, kt_format format)
{
    static const char *const columns[] = {"name", "value"};
    kt_error err;
    rows r = {.err = &err};
    kt_status status = table_new(columns, 2, format, &r.writer, &err);
    for (size_t i = 0; status == KT_OK && i < FACTS; i++) {
        const kt_cell row[] = {text_cell(kt_slice_of(names[i])), cells[i]};
        status = kt_writer_row(r.writer, row, 2, &err);
    }
    if (status == KT_OK)
        status = kt_corpus_marks_each(corpus, write_spans, &r, &err);
    if (status == KT_OK)
        status = kt_corpus_tags_each(corpus, write_tag, &r, &err);
    return table_end(r.writer, status, &err);
}

int run_info(const cli_options *options)
{
    kt_error err;
    kt_corpus *corpus;
    kt_corpus_info info;
    kt_cell cells[CELLS];
    kt_buffer rules = {0};
    bool json =
        options->format == KT_FORMAT_JSON || options->format == KT_FORMAT_JSONL;
    int code = open_corpus(options, &corpus);
    if (code != KT_EXIT_OK)
        return code;
    if (kt_corpus_info_get(corpus, &info, &err) != KT_OK) {
        code = report_failure(&err);
    } else {
        gather(&info, &rules, cells);
        code = json ? print_object(corpus, cells)
                    : print_rows(corpus, cells, options->format);
    }
    kt_buffer_free(&rules);
    kt_corpus_close(corpus);
    return code;
}
