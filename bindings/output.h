/**
 * @file
 * The class writer, for what else writes rows.
 */
#ifndef KT_LUA_OUTPUT_H
#define KT_LUA_OUTPUT_H

#include "host.h"

/** User value: the list of the names of the columns. */
typedef struct kt_lua_writer {
    kt_writer *open; /**< NULL once it is closed */
    size_t count;    /**< of columns */
    kt_cell cells[]; /**< room for a row */
} kt_lua_writer;

/** Push a list of the names of the columns in the list at @p arg, and an
 * array of the columns, which the list keeps. */
kt_column *kt_lua_push_columns(lua_State *L, int arg, size_t *count);

/** Push a writer with the columns in the list at @p arg. */
kt_lua_writer *kt_lua_push_writer(lua_State *L, int arg);

/** The value at @p index as a cell that borrows from it; false if it cannot
 * be one. */
bool kt_lua_to_cell(lua_State *L, int index, kt_cell *cell);

/** Write the cells as a row of @p count cells, or raise. */
void kt_lua_write_row(lua_State *L, kt_lua_writer *self, size_t count);

/** Write what is still to come, or raise. */
void kt_lua_finish_writer(lua_State *L, kt_lua_writer *self);

#endif
