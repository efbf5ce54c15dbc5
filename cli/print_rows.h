/* Lists of lists, and of tables with named cells. */
#ifndef KTOOL_CLI_PRINT_ROWS_H
#define KTOOL_CLI_PRINT_ROWS_H

#include "printer.h"

/** Whether the value at @p index is a list of rows: all of them lists, or all
 * of them tables with names for keys, with no more in them than texts,
 * numbers and booleans. May raise for want of memory. */
bool is_rows(lua_State *L, int index);

/** Print them, the columns of named cells by their names. */
void print_rows(lua_State *L, int index, printer *p);

#endif
