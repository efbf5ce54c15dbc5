/* ktool info: what is known of a corpus as a whole. */
#include "failure.h"
#include "open_corpus.h"
#include "table.h"

#include <ktool/language.h>
#include <ktool/text.h>
#include <ktool/tokens.h>
#include <lua.h>

enum {
    FACTS = 15
};

static const char *const names[FACTS] = {
    "store",       "articles", "tokens", "terms",   "bytes",
    "dated",       "first",    "last",   "sources", "rules",
    "fingerprint", "unicode",  "icu",    "lua",     "libexttextcat",
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
                   kt_cell cells[FACTS])
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

/* As JSON one object, else a row for each fact. */
static int print_facts(const kt_cell *cells, kt_format format)
{
    static const char *const columns[] = {"name", "value"};
    kt_error err;
    kt_writer *writer;
    kt_status status;
    if (format == KT_FORMAT_JSON || format == KT_FORMAT_JSONL) {
        status = table_new(names, FACTS, KT_FORMAT_JSONL, &writer, &err);
        if (status == KT_OK)
            status = kt_writer_row(writer, cells, FACTS, &err);
        return table_end(writer, status, &err);
    }
    status = table_new(columns, 2, format, &writer, &err);
    for (size_t i = 0; status == KT_OK && i < FACTS; i++) {
        const kt_cell row[] = {text_cell(kt_slice_of(names[i])), cells[i]};
        status = kt_writer_row(writer, row, 2, &err);
    }
    return table_end(writer, status, &err);
}

int run_info(const cli_options *options)
{
    kt_error err;
    kt_corpus *corpus;
    kt_corpus_info info;
    kt_cell cells[FACTS];
    kt_buffer rules = {0};
    int code = open_corpus(options, &corpus);
    if (code != KT_EXIT_OK)
        return code;
    if (kt_corpus_info_get(corpus, &info, &err) == KT_OK) {
        gather(&info, &rules, cells);
        code = print_facts(cells, options->format);
    } else {
        code = report_failure(&err);
    }
    kt_buffer_free(&rules);
    kt_corpus_close(corpus);
    return code;
}
