#include "printer.h"

#include "table.h"
#include "terminal_text.h"

#include <lauxlib.h>

void printer_begin(lua_State *L, printer *p, int count)
{
    const char *names[PRINTER_COLUMNS];
    for (int i = 0; i < count; i++)
        names[i] = lua_tostring(L, i - count);
    if (p->status == KT_OK)
        p->status =
            table_new(names, (size_t)count, p->format, &p->writer, &p->err);
    lua_pop(L, count);
}

static kt_cell to_cell(lua_State *L, int index)
{
    kt_slice text;
    switch (lua_type(L, index)) {
    case LUA_TBOOLEAN:
        return (kt_cell){.kind = KT_CELL_BOOLEAN,
                         .boolean = lua_toboolean(L, index)};
    case LUA_TNUMBER:
        if (lua_isinteger(L, index))
            return integer_cell(lua_tointeger(L, index));
        return (kt_cell){.kind = KT_CELL_FLOAT,
                         .number = lua_tonumber(L, index)};
    case LUA_TSTRING:
        text.data = lua_tolstring(L, index, &text.len);
        return text_cell(text);
    default:
        return (kt_cell){.kind = KT_CELL_NIL};
    }
}

void printer_row(lua_State *L, printer *p, int count)
{
    kt_cell cells[PRINTER_COLUMNS];
    for (int i = 0; i < count; i++)
        cells[i] = to_cell(L, i - count);
    if (p->status == KT_OK)
        p->status = kt_writer_row(p->writer, cells, (size_t)count, &p->err);
    lua_pop(L, count);
}

static void put_left(size_t rows)
{
    kt_buffer text = {0};
    kt_buffer_add_string(&text, "... ");
    add_grouped(&text, (int64_t)rows);
    kt_buffer_add_string(&text, " more\n");
    put_text(kt_buffer_slice(&text));
    kt_buffer_free(&text);
}

void printer_end(printer *p, size_t left)
{
    if (p->status == KT_OK)
        p->status = kt_writer_finish(p->writer, &p->err);
    kt_writer_free(p->writer);
    p->writer = NULL;
    if (left > 0)
        put_left(left);
}
