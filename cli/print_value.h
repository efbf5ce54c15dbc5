/* The values of an expression on standard output. */
#ifndef KTOOL_CLI_PRINT_VALUE_H
#define KTOOL_CLI_PRINT_VALUE_H

#include <ktool/writer.h>
#include <lua.h>

/**
 * Print the @p count values on top of @p L, one after another, and pop them.
 *
 * Rows (a list of lists, or of tables with the same kind of keys) and counters
 * are tables in @p format, for people only their beginning. A string is
 * printed as it is, anything else as inspect() has it.
 *
 * @return an exit status; what is wrong is printed
 */
int print_values(lua_State *L, int count, kt_format format);

#endif
