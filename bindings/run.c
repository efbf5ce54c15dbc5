/* Running a script file. */

#include "failure.h"
#include "interrupt.h"

int kt_lua_call(lua_State *L, int arguments, int results)
{
    kt_lua_trace_forget(L);
    return kt_lua_guard(L, arguments, results, kt_lua_trace);
}

static void say(const kt_error *err)
{
    fprintf(stderr, "ktool: %s\n", err->message);
}

static void print_buffer(const kt_buffer *text, FILE *stream)
{
    fwrite(text->data, 1, text->len, stream);
}

static int refuse_arguments(const kt_host *host, const kt_error *err)
{
    kt_buffer usage = {0};
    say(err);
    if (err->status != KT_ERR_USAGE)
        return KT_EXIT_SCRIPT;
    kt_script_usage(host->header, host->script->name, &usage);
    print_buffer(&usage, stderr);
    kt_buffer_free(&usage);
    return KT_EXIT_USAGE;
}

static int show_help(const kt_host *host)
{
    kt_buffer help = {0};
    kt_script_help(host->header, host->script->name, &help);
    print_buffer(&help, stdout);
    kt_buffer_free(&help);
    return KT_EXIT_OK;
}

/* What the header asks for. Whether the script is to be run; if not, *status
 * is why. */
static bool obey_header(kt_host *host, int argc, char *const *argv, int *status)
{
    kt_error err;
    const kt_script *script = host->script;
    kt_lua_host_clear(host);
    *status = KT_EXIT_LOAD;
    if (kt_script_header_new(script->source, script->name, &host->header,
                             &err) != KT_OK ||
        kt_script_check_version(host->header, script->name, KTOOL_VERSION,
                                &err) != KT_OK) {
        say(&err);
        return false;
    }
    if (kt_script_args_new(host->header, (const char *const *)argv,
                           (size_t)argc, &host->args, &err) != KT_OK) {
        *status = refuse_arguments(host, &err);
        return false;
    }
    if (host->args->help)
        *status = show_help(host);
    return !host->args->help;
}

typedef struct invocation {
    int argc;
    char *const *argv;
} invocation;

static void set_arg(lua_State *L, const char *name, const invocation *given)
{
    lua_createtable(L, given->argc, 1);
    lua_pushstring(L, name);
    lua_rawseti(L, -2, 0);
    for (int i = 0; i < given->argc; i++) {
        lua_pushstring(L, given->argv[i]);
        lua_rawseti(L, -2, i + 1);
    }
    lua_setglobal(L, "arg");
}

static void set_script_name(lua_State *L, const char *name)
{
    lua_getglobal(L, "ktool");
    lua_pushstring(L, name);
    lua_setfield(L, -2, "script");
    lua_pop(L, 1);
}

/* Return the script as a function, and its arguments. */
static int load_script(lua_State *L)
{
    const kt_script *script = kt_lua_host(L)->script;
    const invocation *given = lua_touserdata(L, 1);
    set_arg(L, script->name, given);
    set_script_name(L, script->name);
    kt_lua_set_path(L, script->name);
    luaL_checkstack(L, given->argc + LUA_MINSTACK, "too many arguments");
    const char *chunk = lua_pushfstring(L, "@%s", script->name);
    if (luaL_loadbufferx(L, script->source.data, script->source.len, chunk,
                         "t") != LUA_OK) {
        kt_lua_restore_path(L, chunk);
        return lua_error(L);
    }
    for (int i = 0; i < given->argc; i++)
        lua_pushstring(L, given->argv[i]);
    return given->argc + 1;
}

int kt_lua_run(lua_State *L, const kt_script *script, int argc,
               char *const *argv)
{
    int status;
    int base = lua_gettop(L);
    kt_host *host = kt_lua_host(L);
    invocation given = {argc, argv};
    host->script = script;
    if (!obey_header(host, argc, argv, &status))
        return status;
    lua_pushcfunction(L, load_script);
    lua_pushlightuserdata(L, &given);
    kt_lua_trace_forget(L);
    if (kt_lua_guard(L, 1, LUA_MULTRET, NULL) != LUA_OK) {
        status = kt_lua_report(L);
        return status == KT_EXIT_SCRIPT ? KT_EXIT_LOAD : status;
    }
    if (kt_lua_call(L, lua_gettop(L) - base - 1, 0) != LUA_OK)
        return kt_lua_report(L);
    return KT_EXIT_OK;
}
