#include "print_value.h"

#include "failure.h"
#include "inspect.h"
#include "print_counter.h"
#include "print_rows.h"
#include "table.h"
#include "terminal_text.h"

#include <lauxlib.h>
#include <stdint.h>

enum {
    MOST_ROWS = 20, /* of a table for people */
    FIRST_ROWS = 10 /* of an iterator, for people */
};

static void put_line(printer *p)
{
    kt_buffer_add_char(&p->text, '\n');
    put_text(kt_buffer_slice(&p->text));
    kt_buffer_clear(&p->text);
}

static void print_value(lua_State *L, int index, printer *p)
{
    if (is_counter(L, index)) {
        if (p->most != SIZE_MAX) {
            inspect_counter(L, index, &p->text);
            put_line(p);
        }
        print_counter(L, index, p);
    } else if (is_rows(L, index)) {
        print_rows(L, index, p);
    } else if (lua_type(L, index) == LUA_TSTRING) {
        kt_slice text;
        text.data = lua_tolstring(L, index, &text.len);
        put_text(text);
        put_text(KT_SLICE("\n"));
    } else {
        inspect(L, index, &p->text);
        put_line(p);
    }
}

/* Whether the arguments are the four values of a closing iterator. */
static bool is_iterator(lua_State *L, int count)
{
    return count == 4 && lua_isfunction(L, 1) &&
           luaL_getmetafield(L, 4, "__close") != LUA_TNIL;
}

/* Push a list of what the iterator gives next, up to @p most of it. */
static size_t push_rows(lua_State *L, size_t most)
{
    size_t count = 0;
    lua_newtable(L);
    while (count < most) {
        lua_pushvalue(L, 1);
        lua_pushvalue(L, 2);
        lua_pushvalue(L, 3);
        lua_call(L, 2, 1);
        lua_copy(L, -1, 3);
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
            break;
        }
        lua_rawseti(L, -2, (lua_Integer)++count);
    }
    return count;
}

/* For people the first rows, for programs all. */
static void print_iterator(lua_State *L, printer *p)
{
    size_t most = p->most == SIZE_MAX ? SIZE_MAX : FIRST_ROWS;
    size_t count = push_rows(L, most);
    print_value(L, lua_gettop(L), p);
    if (count == most && p->status == KT_OK) {
        lua_settop(L, 4);
        if (push_rows(L, 1) > 0)
            put_text(KT_SLICE("... and more\n"));
    }
}

/* All arguments but the last, which is the p. */
static int print_all(lua_State *L)
{
    printer *p = lua_touserdata(L, -1);
    int count = lua_gettop(L) - 1;
    if (is_iterator(L, count)) {
        lua_settop(L, 4);
        lua_toclose(L, 4);
        print_iterator(L, p);
        return 0;
    }
    for (int i = 1; i <= count && p->status == KT_OK; i++)
        print_value(L, i, p);
    return 0;
}

int print_values(lua_State *L, int count, kt_format format)
{
    printer p = {.format = format,
                 .most = table_for_people(format) ? MOST_ROWS : SIZE_MAX};
    if (!lua_checkstack(L, 2)) {
        lua_pop(L, count);
        kt_fail(&p.err, KT_ERR_NOMEM, "out of memory");
        return report_failure(&p.err);
    }
    lua_pushcfunction(L, print_all);
    lua_insert(L, -count - 1);
    lua_pushlightuserdata(L, &p);
    int status = kt_lua_call(L, count + 1, 0);
    if (p.status == KT_OK)
        p.status = kt_buffer_status(&p.text, &p.err);
    kt_buffer_free(&p.text);
    kt_writer_free(p.writer);
    if (status != LUA_OK)
        return kt_lua_report(L);
    return p.status == KT_OK ? KT_EXIT_OK : output_failure(&p.err);
}
