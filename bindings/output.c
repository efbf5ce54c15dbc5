/* The class writer, and what becomes of standard output. */

#include "output.h"
#include "check.h"
#include "class.h"
#include "failure.h"

#include <errno.h>
#include <limits.h>

/* Why something was lost, since a stream does not remember; a process has
 * one standard output. */
static kt_error lost;

void kt_lua_lose_output(const char *message)
{
    if (lost.status != KT_OK)
        return;
    if (message != NULL)
        kt_fail(&lost, KT_ERR_IO, "%s", message);
    else
        kt_fail(&lost, KT_ERR_IO, "standard output: %s", strerror(errno));
}

int kt_lua_finish_output(int status)
{
    bool failed = ferror(stdout);
    if (fflush(stdout) != 0)
        kt_lua_lose_output(NULL);
    else if (failed)
        kt_lua_lose_output("standard output: some of it was lost");
    if (lost.status == KT_OK || status == KT_EXIT_OUTPUT ||
        status == KT_EXIT_INTERRUPTED)
        return status;
    fprintf(stderr, "ktool: %s\n", lost.message);
    return status == KT_EXIT_OK ? KT_EXIT_OUTPUT : status;
}

static int fail_output(lua_State *L, const kt_error *err)
{
    if (err->status == KT_ERR_USAGE)
        return luaL_error(L, "%s", err->message);
    if (!kt_interrupted())
        kt_lua_lose_output(err->message);
    return kt_lua_failure_object(L, err, KT_EXIT_OUTPUT);
}

static kt_align check_align(lua_State *L, int arg, const char *name)
{
    static const char *const names[] = {"auto", "left", "right"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return (kt_align)i;
    const char *message =
        lua_pushfstring(L, "align: auto, left or right, not '%s'", name);
    return (kt_align)luaL_argerror(L, arg, message);
}

/* What {name=, align=} on top, part of argument arg, says; its name takes its
 * place. */
static void check_column_table(lua_State *L, int arg, kt_column *column)
{
    static const char *const keys[] = {"align", "name", NULL};
    kt_lua_check_table(L, -1, arg, keys);
    if (lua_getfield(L, -1, "align") != LUA_TNIL) {
        if (lua_type(L, -1) != LUA_TSTRING)
            kt_lua_option_error(L, arg, "align", "string");
        column->align = check_align(L, arg, lua_tostring(L, -1));
    }
    lua_pop(L, 1);
    lua_getfield(L, -1, "name");
    lua_remove(L, -2);
}

/* The column on top, of which its name stays there. */
static void check_column(lua_State *L, int arg, kt_column *column)
{
    if (lua_istable(L, -1))
        check_column_table(L, arg, column);
    if (lua_type(L, -1) != LUA_TSTRING)
        luaL_argerror(L, arg,
                      lua_pushfstring(L, "name of a column expected, got %s",
                                      kt_lua_typename(L, -1)));
    column->name.data = lua_tolstring(L, -1, &column->name.len);
}

static void check_distinct(lua_State *L, int arg, const kt_column *columns,
                           size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            if (kt_slice_equal(columns[i].name, columns[j].name))
                luaL_argerror(L, arg,
                              lua_pushfstring(L, "column '%s' twice",
                                              columns[i].name.data));
}

kt_column *kt_lua_push_columns(lua_State *L, int arg, size_t *count)
{
    luaL_checktype(L, arg, LUA_TTABLE);
    *count = lua_rawlen(L, arg);
    luaL_argcheck(L, *count > 0, arg, "no column");
    luaL_argcheck(L, *count < INT_MAX / 2, arg, "too many columns");
    lua_createtable(L, (int)*count, 0);
    kt_column *columns = lua_newuserdatauv(L, *count * sizeof *columns, 0);
    memset(columns, 0, *count * sizeof *columns);
    for (size_t i = 0; i < *count; i++) {
        lua_rawgeti(L, arg, (lua_Integer)i + 1);
        check_column(L, arg, &columns[i]);
        lua_rawseti(L, -3, (lua_Integer)i + 1);
    }
    check_distinct(L, arg, columns, *count);
    return columns;
}

kt_lua_writer *kt_lua_push_writer(lua_State *L, int arg)
{
    kt_error err;
    size_t count;
    const kt_lua_settings *settings = kt_lua_host(L)->settings;
    kt_writer_options options = {.format = settings->format,
                                 .color = settings->color};
    const kt_column *columns = kt_lua_push_columns(L, arg, &count);
    kt_lua_writer *self = kt_lua_object(
        L, KT_WRITER, sizeof *self + count * sizeof *self->cells, 1);
    self->count = count;
    lua_pushvalue(L, -3);
    lua_setiuservalue(L, -2, 1);
    if (kt_writer_new(stdout, columns, count, &options, &self->open, &err) !=
        KT_OK)
        fail_output(L, &err);
    return self;
}

/* ktool.writer{columns...} */
int kt_lua_writer_new(lua_State *L)
{
    lua_settop(L, 1);
    kt_lua_push_writer(L, 1);
    return 1;
}

bool kt_lua_to_cell(lua_State *L, int index, kt_cell *cell)
{
    switch (lua_type(L, index)) {
    case LUA_TNONE:
    case LUA_TNIL:
        cell->kind = KT_CELL_NIL;
        return true;
    case LUA_TBOOLEAN:
        cell->kind = KT_CELL_BOOLEAN;
        cell->boolean = lua_toboolean(L, index);
        return true;
    case LUA_TSTRING:
        cell->kind = KT_CELL_TEXT;
        cell->text.data = lua_tolstring(L, index, &cell->text.len);
        return true;
    case LUA_TNUMBER:
        cell->kind = lua_isinteger(L, index) ? KT_CELL_INTEGER : KT_CELL_FLOAT;
        if (lua_isinteger(L, index))
            cell->integer = lua_tointeger(L, index);
        else
            cell->number = lua_tonumber(L, index);
        return true;
    default:
        return false;
    }
}

static kt_lua_writer *check_self(lua_State *L)
{
    kt_lua_writer *self = kt_lua_self(L, KT_WRITER);
    if (self->open == NULL)
        kt_lua_closed(L, 1);
    return self;
}

void kt_lua_write_row(lua_State *L, kt_lua_writer *self, size_t count)
{
    kt_error err;
    if (kt_writer_row(self->open, self->cells, count, &err) != KT_OK)
        fail_output(L, &err);
}

static int writer_row(lua_State *L)
{
    kt_lua_writer *self = check_self(L);
    size_t count = (size_t)lua_gettop(L) - 1;
    for (size_t i = 0; i < count && count == self->count; i++) {
        int arg = (int)i + 2;
        if (!kt_lua_to_cell(L, arg, &self->cells[i]))
            luaL_argerror(L, arg,
                          lua_pushfstring(L, "a %s cannot be a cell",
                                          kt_lua_typename(L, arg)));
    }
    kt_lua_write_row(L, self, count);
    return 0;
}

static kt_status finish(kt_lua_writer *self, kt_error *err)
{
    if (self->open == NULL)
        return KT_OK;
    kt_status status = kt_writer_finish(self->open, err);
    kt_writer_free(self->open);
    self->open = NULL;
    return status;
}

void kt_lua_finish_writer(lua_State *L, kt_lua_writer *self)
{
    kt_error err;
    if (finish(self, &err) != KT_OK)
        fail_output(L, &err);
}

static int writer_close(lua_State *L)
{
    kt_lua_finish_writer(L, kt_lua_self(L, KT_WRITER));
    return 0;
}

/* An error that is on its way is not replaced by what follows from it, and
 * a collector has nobody to raise to. */
static int finish_quietly(lua_State *L)
{
    kt_error err;
    kt_status status = finish(luaL_checkudata(L, 1, KT_WRITER), &err);
    if (status != KT_OK && !kt_interrupted())
        kt_lua_lose_output(err.message);
    return 0;
}

static int close_event(lua_State *L)
{
    if (!lua_isnoneornil(L, 2))
        return finish_quietly(L);
    kt_lua_finish_writer(L, luaL_checkudata(L, 1, KT_WRITER));
    return 0;
}

static int writer_tostring(lua_State *L)
{
    const kt_lua_writer *self = luaL_checkudata(L, 1, KT_WRITER);
    lua_pushfstring(L, "writer of %I column%s%s", (lua_Integer)self->count,
                    kt_plural(self->count),
                    self->open == NULL ? ", closed" : "");
    return 1;
}

void kt_lua_writer_class(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"close", writer_close},
        {"row", writer_row},
        {NULL, NULL},
    };
    static const luaL_Reg events[] = {
        {"__close", close_event},
        {"__gc", finish_quietly},
        {"__tostring", writer_tostring},
        {NULL, NULL},
    };
    kt_lua_class(L, KT_WRITER, methods, events);
}
