/* Counters, by way of what Lua knows of them. */
#ifndef KTOOL_CLI_PRINT_COUNTER_H
#define KTOOL_CLI_PRINT_COUNTER_H

#include "printer.h"

/** Whether the value at @p index is a counter. */
bool is_counter(lua_State *L, int index);

/** Append "counter of 8,112 words, 143,220 in all". May raise. */
void inspect_counter(lua_State *L, int index, kt_buffer *out);

/** Print its words and numbers, the largest first. */
void print_counter(lua_State *L, int index, printer *p);

#endif
