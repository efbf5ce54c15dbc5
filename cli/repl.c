/* ktool repl: Lua as it is typed. */
#include "chunk.h"
#include "history.h"
#include "line_editor.h"
#include "print_value.h"
#include "session.h"
#include "table.h"
#include "terminal_text.h"

#include <errno.h>
#include <lauxlib.h>
#include <stdio.h>
#include <unistd.h>

static const char first_prompt[] = "ktool> ";
static const char more_prompt[] = "    >> ";

typedef struct repl {
    lua_State *L;
    kt_format format;
    bool interactive, quiet;
    size_t line;      /* the number of the line that was read last */
    size_t start;     /* lines before the chunk */
    kt_buffer code;   /* of the chunk, as far as it was typed */
    kt_buffer padded; /* see place() */
    kt_buffer last;   /* the chunk that the history got last */
} repl;

/* Load the articles and count them.
 * @return an exit status */
static int count_articles(lua_State *L, lua_Integer *out)
{
    if (luaL_loadstring(L, "return #corpus") != LUA_OK ||
        kt_lua_call(L, 0, 1) != LUA_OK)
        return kt_lua_report(L);
    *out = lua_tointeger(L, -1);
    lua_pop(L, 1);
    return KT_EXIT_OK;
}

/* Without any articles Lua is there all the same; with wrong ones nobody
 * would notice in time. */
static int print_banner(const repl *r, const cli_options *options)
{
    kt_buffer text = {0};
    lua_Integer count = 0;
    int code = KT_EXIT_OK;
    if (options->path_count > 0)
        code = count_articles(r->L, &count);
    if (code != KT_EXIT_OK)
        return code;
    kt_buffer_add_string(&text,
                         "ktool " KTOOL_VERSION " . Lua " LUA_VERSION_MAJOR
                         "." LUA_VERSION_MINOR " . ");
    if (options->path_count == 0) {
        kt_buffer_add_string(&text, "no articles");
    } else {
        kt_buffer_add_string(&text, options->paths[0]);
        kt_buffer_add_string(&text, options->path_count > 1 ? ", ... " : ", ");
        add_grouped(&text, count);
        kt_buffer_add_format(&text, " article%s", kt_plural((uint64_t)count));
    }
    kt_buffer_add_string(&text, " . Ctrl-D to leave\n");
    put_text(kt_buffer_slice(&text));
    kt_buffer_free(&text);
    return KT_EXIT_OK;
}

/* The chunk where messages find it: in a pipe they name the line. */
static kt_slice place(repl *r)
{
    if (r->interactive)
        return kt_buffer_slice(&r->code);
    kt_buffer_clear(&r->padded);
    for (size_t i = 0; i < r->start; i++)
        kt_buffer_add_char(&r->padded, '\n');
    kt_buffer_add_slice(&r->padded, kt_buffer_slice(&r->code));
    return kt_buffer_slice(&r->padded);
}

/* told: the store of which it was said last; some are open twice. */
static void tell_grown(void *told, const char *store, size_t added)
{
    const char **last = told;
    if (*last != NULL && strcmp(*last, store) == 0)
        return;
    *last = store;
    fprintf(stderr,
            "ktool: %s: %zu article%s added meanwhile; ktool.open() has %s, "
            "what was opened before goes on without\n",
            store, added, added == 1 ? " was" : "s were",
            added == 1 ? "it" : "them");
}

static int resume(lua_State *L)
{
    const char *told = NULL;
    kt_corpora_resume(lua_toboolean(L, 1) ? tell_grown : NULL, &told);
    return 0;
}

/* Others may write while nobody knows when the user goes on. */
static line_result read_line(repl *r, bool first)
{
    kt_buffer_add_string(&r->code, first ? "" : "\n");
    r->line++;
    kt_interrupt_clear();
    kt_corpora_rest();
    line_result result =
        r->interactive
            ? line_editor_read(first ? first_prompt : more_prompt, &r->code)
            : line_read_plain(&r->code);
    lua_pushcfunction(r->L, resume);
    lua_pushboolean(r->L, !r->quiet && result == LINE_READ);
    if (kt_lua_call(r->L, 1, 0) == LUA_OK)
        return result;
    kt_lua_report(r->L); /* interrupted while it waited for a writer */
    return LINE_CANCELLED;
}

/* Read on until there is a chunk, and compile it. LINE_READ: state says what
 * is on the stack. */
static line_result read_chunk(repl *r, chunk_state *state)
{
    kt_buffer_clear(&r->code);
    r->start = r->line;
    line_result result = read_line(r, true);
    while (result == LINE_READ) {
        *state = chunk_load(r->L, place(r), "=stdin", CHUNK_KEEPS_LOCALS);
        if (*state != CHUNK_INCOMPLETE)
            return LINE_READ;
        result = read_line(r, false);
        /* In a pipe nobody can have changed his mind. */
        if (result == LINE_END && !r->interactive)
            return LINE_READ;
        lua_pop(r->L, 1);
        if (result == LINE_END)
            result = LINE_CANCELLED;
    }
    return result;
}

static kt_slice trimmed(kt_slice text)
{
    while (text.len > 0 && strchr(" \t\n", text.data[text.len - 1]) != NULL)
        text.len--;
    return text;
}

static void keep_in_history(repl *r)
{
    kt_slice code = trimmed(kt_buffer_slice(&r->code));
    if (code.len == 0 || kt_slice_equal(code, kt_buffer_slice(&r->last)))
        return;
    kt_buffer_clear(&r->last);
    kt_buffer_add_slice(&r->last, code);
    kt_buffer_add_char(&r->last, '\0');
    if (r->last.failed)
        return;
    line_editor_remember(r->last.data);
    r->last.len--;
    history_keep(code);
}

static int set_last_value(lua_State *L)
{
    lua_setglobal(L, "_");
    return 0;
}

/* Run the function on top of the stack and show what it gives. */
static int evaluate(repl *r)
{
    lua_State *L = r->L;
    int before = lua_gettop(L) - 1;
    if (kt_lua_call(L, 0, LUA_MULTRET) != LUA_OK)
        return kt_lua_report(L);
    int count = lua_gettop(L) - before;
    if (count == 0)
        return KT_EXIT_OK;
    kt_slice code = trimmed(kt_buffer_slice(&r->code));
    bool hidden = code.len > 0 && code.data[code.len - 1] == ';';
    lua_pushcfunction(L, set_last_value);
    lua_pushvalue(L, before + 1);
    if (kt_lua_call(L, 1, 0) != LUA_OK)
        return kt_lua_report(L);
    if (!hidden)
        return print_values(L, count, r->format);
    lua_pop(L, count);
    return KT_EXIT_OK;
}

static int respond(repl *r, chunk_state state)
{
    int code;
    if (r->interactive)
        keep_in_history(r);
    if (state == CHUNK_READY) {
        code = evaluate(r);
    } else {
        kt_lua_report(r->L);
        code = KT_EXIT_SCRIPT;
    }
    if (fflush(stdout) == 0)
        return code;
    kt_error err;
    kt_fail(&err, KT_ERR_IO, "standard output: %s", strerror(errno));
    return output_failure(&err);
}

static int converse(repl *r)
{
    for (;;) {
        chunk_state state = CHUNK_WRONG;
        line_result result = read_chunk(r, &state);
        if (result == LINE_END)
            return KT_EXIT_OK;
        if (result == LINE_CANCELLED)
            continue;
        int code = respond(r, state);
        bool ends = !r->interactive || code == KT_EXIT_OUTPUT;
        if (code != KT_EXIT_OK && ends)
            return code;
    }
}

int run_repl(const cli_options *options)
{
    session s;
    int code = session_open(&s, options, true);
    if (code != KT_EXIT_OK)
        return code;
    repl r = {.L = s.L, .format = options->format, .quiet = options->quiet};
    r.interactive = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    kt_lua_offer_corpus(r.L);
    if (r.interactive)
        code = print_banner(&r, options);
    if (code == KT_EXIT_OK) {
        if (r.interactive)
            history_open_file();
        code = converse(&r);
        history_close_file();
    }
    kt_buffer_free(&r.code);
    kt_buffer_free(&r.padded);
    kt_buffer_free(&r.last);
    session_close(&s);
    return code;
}
