/* ktool scripts: what there is to run, without running any of it. */
#include "failure.h"
#include "table.h"

#include <fnmatch.h>
#include <lauxlib.h>

typedef struct listing {
    const char *pattern; /* NULL for all */
    lua_State *L;        /* without libraries; only compiles */
    kt_writer *writer;
    size_t there, count; /* of all scripts, and of those that are listed */
    kt_error *err;
} listing;

static bool is_wanted(const listing *list, const kt_script_entry *entry)
{
    const char *pattern = list->pattern;
    return pattern == NULL ||
           fnmatch(pattern, entry->name, FNM_CASEFOLD) == 0 ||
           strcasestr(entry->name, pattern) != NULL ||
           strcasestr(entry->summary, pattern) != NULL;
}

/* What is wrong with the script, as far as it can be told without running
 * it; empty if nothing. */
static void add_trouble(const listing *list, const kt_script_entry *entry,
                        kt_buffer *out)
{
    kt_error err;
    kt_script *script;
    if (entry->error != NULL) {
        kt_buffer_add_string(out, entry->error->message);
        return;
    }
    if (kt_script_read(entry->path, &script, &err) != KT_OK) {
        kt_buffer_add_string(out, err.message);
        return;
    }
    if (luaL_loadbufferx(list->L, script->source.data, script->source.len,
                         "=line", "t") != LUA_OK)
        kt_buffer_add_string(out, lua_tostring(list->L, -1));
    lua_settop(list->L, 0);
    kt_script_free(script);
}

static kt_status list_one(void *ctx, const kt_script_entry *entry)
{
    listing *list = ctx;
    kt_buffer note = {0};
    list->there++;
    if (!is_wanted(list, entry))
        return KT_OK;
    add_trouble(list, entry, &note);
    if (note.len == 0 && entry->shadowed)
        kt_buffer_add_string(&note, "an earlier folder has this name");
    const kt_cell cells[] = {text_cell(kt_slice_of(entry->name)),
                             text_cell(kt_slice_of(entry->summary)),
                             text_cell(kt_slice_of(entry->path)),
                             text_cell(kt_buffer_slice(&note))};
    kt_status status = kt_writer_row(list->writer, cells, 4, list->err);
    list->count++;
    kt_buffer_free(&note);
    return status;
}

static int list_scripts(listing *list, kt_format format)
{
    static const char *const names[] = {"name", "summary", "path", "note"};
    kt_status status = table_new(names, 4, format, &list->writer, list->err);
    if (status == KT_OK)
        status = kt_script_each(list_one, list, list->err);
    return table_end(list->writer, status, list->err);
}

int run_scripts(const cli_options *options)
{
    kt_error err;
    listing list = {.err = &err, .L = luaL_newstate()};
    if (options->word_count > 0)
        list.pattern = options->words[0];
    if (list.L == NULL) {
        kt_fail(&err, KT_ERR_NOMEM, "out of memory");
        return report_failure(&err);
    }
    int code = list_scripts(&list, options->format);
    lua_close(list.L);
    if (code != KT_EXIT_OK || list.count > 0)
        return code;
    if (list.there == 0) {
        kt_fail(&err, KT_ERR_NOT_FOUND,
                "no scripts are there; set KTOOL_PATH to the folder that has "
                "them");
        report_failure(&err);
        return KT_EXIT_LOAD;
    }
    kt_fail(&err, KT_ERR_NOT_FOUND, "no script matches '%s'", list.pattern);
    report_failure(&err);
    return KT_EXIT_SCRIPT;
}
