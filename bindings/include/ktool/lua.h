/**
 * @file
 * ktool in Lua: a state with the global `ktool`, and running scripts in it.
 */
#ifndef KTOOL_LUA_H
#define KTOOL_LUA_H

#include <ktool/corpus.h>
#include <ktool/script.h>
#include <ktool/writer.h>
#include <lua.h>

/** What the command line has to say to scripts; borrowed while the state
 * lives. */
typedef struct kt_lua_settings {
    const char *const *paths; /**< what ktool.open() opens, -c */
    size_t path_count;
    const kt_filter *filter; /**< -w; NULL for none */
    kt_load_options load;
    kt_format format;
    bool color;
    bool quiet;
} kt_lua_settings;

/** What to say where nothing was named and nothing is found by itself. */
#define KT_NO_CORPUS                                                           \
    "no articles named, and neither ktool.db nor corpus/ is here; say -c "     \
    "PATH or set KTOOL_CORPUS"

/** The exit statuses of the program. */
enum {
    KT_EXIT_OK = 0,
    KT_EXIT_SCRIPT = 1, /**< a script failed */
    KT_EXIT_USAGE = 2,  /**< wrong usage */
    KT_EXIT_LOAD = 3,   /**< a script cannot be loaded */
    KT_EXIT_CORPUS = 4, /**< a corpus cannot be used */
    KT_EXIT_LIMIT = 5,  /**< a limit was exceeded */
    KT_EXIT_OUTPUT = 6, /**< output could not be written */
    KT_EXIT_INTERRUPTED = 130
};

/** A state with the standard libraries and the global `ktool`; NULL without
 * memory. Close it with lua_close(). */
lua_State *kt_lua_new(const kt_lua_settings *settings);

/** Set the global `corpus` to ktool.open(), opened when first used: for the
 * REPL, eval and -e. */
void kt_lua_offer_corpus(lua_State *L);

/**
 * Run @p script with @p argv, which is without the name of the script and
 * borrowed, as the script is, while the state lives. Its header is obeyed:
 * wrong arguments are said with the usage line, --help is answered, and
 * neither runs the script. Failures are printed on stderr.
 *
 * @return an exit status
 */
int kt_lua_run(lua_State *L, const kt_script *script, int argc,
               char *const *argv);

/**
 * lua_pcall() with a traceback kept for kt_lua_report(). Ctrl-C ends it, even
 * where the script catches errors; a second one ends the process with
 * KT_EXIT_INTERRUPTED. Not to be nested. The handler of SIGINT is put back
 * at the end.
 *
 * @return LUA_OK, or anything else with the error on top of the stack
 */
int kt_lua_call(lua_State *L, int arguments, int results);

/** Print the error on top of the stack, as FILE:LINE: message with its
 * traceback, and pop it.
 * @return the exit status it stands for */
int kt_lua_report(lua_State *L);

/**
 * Flush standard output and say so on stderr if anything written to it was
 * lost. To be called once, after lua_close(), which may still write.
 *
 * @param status  what the program would exit with otherwise
 * @return @p status, or KT_EXIT_OUTPUT in place of KT_EXIT_OK
 */
int kt_lua_finish_output(int status);

#endif
