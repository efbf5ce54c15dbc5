/* A table of Lua values on standard output. */
#ifndef KTOOL_CLI_PRINTER_H
#define KTOOL_CLI_PRINTER_H

#include <ktool/buffer.h>
#include <ktool/writer.h>
#include <lua.h>

enum {
    PRINTER_COLUMNS = 64 /* more make no table */
};

/** Owned by C, outside of the call that Lua may leave by an error. */
typedef struct printer {
    kt_format format;
    size_t most; /* rows that are printed; SIZE_MAX if programs read them */
    kt_buffer text;
    kt_writer *writer; /* of the table that is being printed */
    kt_status status;  /* of the first failure to write, with its message */
    kt_error err;
} printer;

/** Begin a table with the @p count strings on top as names of its columns,
 * and pop them. */
void printer_begin(lua_State *L, printer *p, int count);

/** Write the @p count values on top as a row and pop them. */
void printer_row(lua_State *L, printer *p, int count);

/** End the table, of which @p left rows were not written. */
void printer_end(printer *p, size_t left);

#endif
