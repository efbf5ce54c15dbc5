/* A Lua state set up as the command line says. */
#ifndef KTOOL_CLI_SESSION_H
#define KTOOL_CLI_SESSION_H

#include "load_report.h"

#include <ktool/lua.h>

typedef struct session {
    lua_State *L; /**< NULL while there is none */
    kt_lua_settings settings;
    load_report report;
} session;

/**
 * @param s  Must stay where it is until session_close(), which is fine
 *                 after a failure too.
 * @param uses_stdin  Whether the command itself reads standard input, so that
 *                 it cannot be the corpus as well.
 * @return an exit status; what is wrong is printed
 */
int session_open(session *s, const cli_options *options, bool uses_stdin);
void session_close(session *s);

#endif
