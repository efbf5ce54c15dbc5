/* corpus:search(). */

#include "check.h"
#include "class.h"
#include "failure.h"

#include <ktool/search.h>

static void release_search(void *search)
{
    kt_search_free(search);
}

/* What there is none of is left out. */
static void set_text(lua_State *L, const char *key, kt_slice text)
{
    if (text.data == NULL)
        return;
    lua_pushlstring(L, text.data, text.len);
    lua_setfield(L, -2, key);
}

static int next_result(lua_State *L)
{
    kt_error err;
    kt_result result;
    kt_box *box = lua_touserdata(L, lua_upvalueindex(1));
    if (box->owned == NULL)
        return 0;
    kt_status status = kt_search_next(box->owned, &result, &err);
    if (status == KT_ERR_NOT_FOUND) {
        kt_lua_box_empty(box);
        return 0;
    }
    if (status != KT_OK)
        return kt_lua_failure(L, &err);
    lua_createtable(L, 0, 6);
    lua_pushinteger(L, result.article->id);
    lua_setfield(L, -2, "id");
    lua_pushnumber(L, result.score);
    lua_setfield(L, -2, "score");
    set_text(L, "title", result.article->title);
    set_text(L, "date", result.article->date);
    set_text(L, "source", result.article->source);
    lua_pushlstring(L, result.snippet.data, result.snippet.len);
    lua_setfield(L, -2, "snippet");
    return 1;
}

int kt_lua_search(lua_State *L)
{
    static const char *const keys[] = {"limit", NULL};
    kt_error err;
    kt_search *search;
    kt_search_options options = KT_SEARCH_DEFAULT;
    lua_Integer limit = 0;
    kt_lua_self(L, KT_CORPUS);
    kt_slice query = kt_lua_check_slice(L, 2);
    if (kt_lua_check_keys(L, 3, keys))
        kt_lua_option_integer(L, 3, "limit", 1, LUA_MAXINTEGER, &limit);
    options.limit = (size_t)limit;
    kt_status status = kt_query_check(query, NULL, &err);
    if (status == KT_ERR_USAGE)
        luaL_argerror(L, 2, err.message);
    kt_box *box = kt_lua_box(L, release_search);
    if (status == KT_OK)
        status = kt_search_new(kt_lua_to_corpus(L, 1), query, &options, &search,
                               &err);
    if (status != KT_OK)
        return kt_lua_failure(L, &err);
    box->owned = search;
    return kt_lua_iterate(L, next_result);
}
