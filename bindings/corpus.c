/* The class corpus. */

#include "check.h"
#include "class.h"
#include "failure.h"
#include "json.h"

typedef struct corpus {
    kt_corpus *open; /* NULL once it is closed */
} corpus;

kt_corpus *kt_lua_to_corpus(lua_State *L, int index)
{
    corpus *self = lua_touserdata(L, index);
    if (self->open == NULL)
        kt_lua_closed(L, index);
    return self->open;
}

static kt_corpus *check_self(lua_State *L)
{
    kt_lua_self(L, KT_CORPUS);
    return kt_lua_to_corpus(L, 1);
}

static size_t count_articles(lua_State *L, kt_corpus *open)
{
    kt_error err;
    size_t count;
    if (kt_corpus_count(open, &count, &err) != KT_OK)
        kt_lua_failure(L, &err);
    return count;
}

static corpus *push_corpus(lua_State *L)
{
    return kt_lua_object(L, KT_CORPUS, sizeof(corpus), 0);
}

/* A script that narrows by many periods hears of the same articles once. */
static void note_undated(lua_State *L, const corpus *self)
{
    kt_host *host = kt_lua_host(L);
    size_t undated = kt_corpus_undated(self->open);
    if (undated == 0 || undated == host->undated || host->settings->quiet)
        return;
    host->undated = undated;
    fprintf(stderr,
            "ktool: %zu article%s without a date left out by since/before\n",
            undated, kt_plural(undated));
}

static const char *check_path(lua_State *L, int index)
{
    if (lua_type(L, index) != LUA_TSTRING)
        luaL_argerror(L, 1,
                      lua_pushfstring(L, "path expected, got %s",
                                      kt_lua_typename(L, index)));
    size_t len;
    const char *path = lua_tolstring(L, index, &len);
    luaL_argcheck(L, strlen(path) == len, 1, "a path with a NUL in it");
    return path;
}

/* Push an array of the paths in argument 1, which keeps them. */
static const char *const *push_paths(lua_State *L, size_t *count)
{
    if (lua_type(L, 1) != LUA_TTABLE) {
        const char **path = lua_newuserdatauv(L, sizeof *path, 0);
        *path = check_path(L, 1);
        *count = 1;
        return path;
    }
    *count = lua_rawlen(L, 1);
    luaL_argcheck(L, *count > 0, 1, "a list without a path");
    const char **paths = lua_newuserdatauv(L, *count * sizeof *paths, 0);
    for (size_t i = 0; i < *count; i++) {
        lua_rawgeti(L, 1, (lua_Integer)i + 1);
        paths[i] = check_path(L, -1);
        lua_pop(L, 1);
    }
    return paths;
}

static kt_status narrow(corpus *self, const kt_filter *filter, kt_error *err)
{
    kt_corpus *all = self->open;
    kt_status status = kt_corpus_where(all, filter, &self->open, err);
    kt_corpus_close(all);
    return status;
}

/* Whether the options in argument 2 say that the corpus is to be changed. */
static bool check_mode(lua_State *L)
{
    static const char *const keys[] = {"mode", NULL};
    const char *mode = "ro";
    if (kt_lua_check_keys(L, 2, keys))
        kt_lua_option_string(L, 2, "mode", &mode);
    if (strcmp(mode, "ro") != 0 && strcmp(mode, "rw") != 0)
        luaL_argerror(
            L, 2,
            lua_pushfstring(L, "mode: 'ro' or 'rw' expected, got '%s'", mode));
    return strcmp(mode, "rw") == 0;
}

/* ktool.open([path or paths [, {mode = "rw"}]]) */
int kt_lua_corpus_open(lua_State *L)
{
    kt_error err;
    const kt_lua_settings *settings = kt_lua_host(L)->settings;
    kt_load_options options = settings->load;
    const char *const *paths = settings->paths;
    size_t count = settings->path_count;
    lua_settop(L, 2);
    options.writable = check_mode(L);
    if (!lua_isnil(L, 1))
        paths = push_paths(L, &count);
    corpus *self = push_corpus(L);
    kt_status status =
        count == 0 ? KT_FAIL(&err, KT_ERR_NOT_FOUND, KT_NO_CORPUS)
                   : kt_corpus_open(paths, count, &options, &self->open, &err);
    if (status == KT_OK && settings->filter != NULL)
        status = narrow(self, settings->filter, &err);
    if (status != KT_OK)
        return kt_lua_failure_object(L, &err, KT_EXIT_CORPUS);
    note_undated(L, self);
    return 1;
}

/* Whether a boolean is a value for this key. */
static bool is_truth(const char *key)
{
    return strcmp(key, "revisions") == 0 || strncmp(key, "fields.", 7) == 0;
}

/* The value on top as a filter takes it. */
static kt_slice filter_text(lua_State *L, const char *key)
{
    kt_slice text;
    int whole;
    lua_Integer integer = lua_tointegerx(L, -1, &whole);
    if (lua_isboolean(L, -1) && is_truth(key))
        return kt_slice_of(lua_toboolean(L, -1) ? "true" : "false");
    if (!lua_isstring(L, -1))
        kt_lua_option_error(L, 2, key,
                            is_truth(key) ? "string, number, boolean or list"
                                          : "string, number or list");
    if (whole && lua_type(L, -1) == LUA_TNUMBER) {
        lua_pop(L, 1);
        lua_pushinteger(L, integer);
    }
    text.data = lua_tolstring(L, -1, &text.len);
    return text;
}

static void add_value(lua_State *L, kt_filter *filter, const char *key)
{
    kt_error err;
    kt_slice text = filter_text(L, key);
    kt_status status = kt_filter_add(filter, key, text, &err);
    if (status == KT_ERR_USAGE)
        luaL_argerror(L, 2, err.message);
    if (status != KT_OK)
        kt_lua_failure(L, &err);
}

/* Add the value on top, or each of the list there. */
static void add_values(lua_State *L, kt_filter *filter, const char *key)
{
    if (lua_type(L, -1) != LUA_TTABLE) {
        add_value(L, filter, key);
        return;
    }
    size_t count = lua_rawlen(L, -1);
    /* No value at all would mean every article. */
    if (count == 0)
        luaL_argerror(L, 2, lua_pushfstring(L, "%s: empty list", key));
    for (size_t i = 1; i <= count; i++) {
        lua_rawgeti(L, -1, (lua_Integer)i);
        add_value(L, filter, key);
        lua_pop(L, 1);
    }
}

/* Add what the table on top, fields = {category = "politik"}, has. */
static void add_fields(lua_State *L, kt_filter *filter)
{
    if (lua_type(L, -1) != LUA_TTABLE)
        kt_lua_option_error(L, 2, "fields", "table");
    int fields = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, fields) != 0; lua_pop(L, 2)) {
        if (lua_type(L, -2) != LUA_TSTRING)
            luaL_argerror(L, 2, "fields: names of fields expected");
        lua_pushfstring(L, "fields.%s", lua_tostring(L, -2));
        lua_insert(L, -2);
        add_values(L, filter, lua_tostring(L, -2));
    }
}

static void release_filter(void *filter)
{
    kt_filter_free(filter);
}

static int corpus_where(lua_State *L)
{
    kt_error err;
    kt_filter *filter;
    check_self(L);
    luaL_checktype(L, 2, LUA_TTABLE);
    kt_lua_check_keys(L, 2, kt_filter_keys);
    kt_box *box = kt_lua_box(L, release_filter);
    if (kt_filter_new(&filter, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    box->owned = filter;
    for (const char *const *key = kt_filter_keys; *key != NULL; key++) {
        int type = lua_getfield(L, 2, *key);
        if (strcmp(*key, "fields") == 0 && type != LUA_TNIL)
            add_fields(L, filter);
        else if (type != LUA_TNIL)
            add_values(L, filter, *key);
        lua_pop(L, 1);
    }
    corpus *narrower = push_corpus(L);
    kt_status status =
        kt_corpus_where(kt_lua_to_corpus(L, 1), filter, &narrower->open, &err);
    kt_lua_box_empty(box);
    if (status != KT_OK)
        return kt_lua_failure(L, &err);
    note_undated(L, narrower);
    return 1;
}

/* Whether the corpus has the article, of which only its id is known. */
static bool has_article(lua_State *L, kt_corpus *open, int64_t id)
{
    kt_error err;
    kt_article *article;
    kt_status status = kt_corpus_article(open, id, false, &article, &err);
    if (status != KT_OK && status != KT_ERR_NOT_FOUND)
        kt_lua_failure(L, &err);
    kt_article_free(article);
    return status == KT_OK;
}

/* The articles of a walk, as they were at its start. */
typedef struct walk {
    size_t next, count;
    int64_t ids[];
} walk;

/* Upvalues: the corpus, the walk. What was removed meanwhile is left out. */
static int next_article(lua_State *L)
{
    walk *w = lua_touserdata(L, lua_upvalueindex(2));
    while (w->next < w->count) {
        kt_corpus *open = kt_lua_to_corpus(L, lua_upvalueindex(1));
        int64_t id = w->ids[w->next++];
        if (kt_corpus_is_writable(open) && !has_article(L, open, id))
            continue;
        kt_lua_push_article(L, lua_upvalueindex(1), id);
        return 1;
    }
    return 0;
}

static int corpus_articles(lua_State *L)
{
    static const char *const keys[] = {"limit", NULL};
    kt_error err;
    const int64_t *ids;
    size_t count;
    lua_Integer limit = LUA_MAXINTEGER;
    size_t room = count_articles(L, check_self(L));
    if (kt_lua_check_keys(L, 2, keys))
        kt_lua_option_integer(L, 2, "limit", 0, LUA_MAXINTEGER, &limit);
    room = (uint64_t)limit < room ? (size_t)limit : room;
    lua_pushvalue(L, 1);
    walk *w = lua_newuserdatauv(L, sizeof *w + room * sizeof *w->ids, 0);
    *w = (walk){0};
    /* Memory may have come from a finalizer that changed the corpus. */
    if (kt_corpus_ids(kt_lua_to_corpus(L, 1), &ids, &count, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    w->count = count < room ? count : room;
    if (w->count > 0)
        memcpy(w->ids, ids, w->count * sizeof *ids);
    kt_lua_push_call(L, next_article, 2);
    return 1;
}

static int corpus_article(lua_State *L)
{
    kt_corpus *open = check_self(L);
    lua_Integer id = luaL_checkinteger(L, 2);
    if (!has_article(L, open, id))
        return 0;
    kt_lua_push_article(L, 1, id);
    return 1;
}

/* Push whether a change of an article was made: false if there is no such
 * article. */
static int push_changed(lua_State *L, kt_status status, const kt_error *err)
{
    if (status != KT_OK && status != KT_ERR_NOT_FOUND)
        return kt_lua_failure(L, err);
    lua_pushboolean(L, status == KT_OK);
    return 1;
}

/* corpus:remove(id) */
static int corpus_remove(lua_State *L)
{
    kt_error err;
    kt_corpus *open = check_self(L);
    int64_t id = luaL_checkinteger(L, 2);
    return push_changed(L, kt_corpus_remove(open, &id, 1, NULL, &err), &err);
}

/* corpus:tag(id, name) */
static int corpus_tag(lua_State *L)
{
    kt_error err;
    kt_corpus *open = check_self(L);
    int64_t id = luaL_checkinteger(L, 2);
    kt_slice name = kt_lua_check_slice(L, 3);
    return push_changed(L, kt_corpus_tag(open, &id, 1, name, &err), &err);
}

/* corpus:untag(id, name) */
static int corpus_untag(lua_State *L)
{
    kt_error err;
    kt_corpus *open = check_self(L);
    int64_t id = luaL_checkinteger(L, 2);
    kt_slice name = kt_lua_check_slice(L, 3);
    return push_changed(L, kt_corpus_untag(open, &id, 1, name, &err), &err);
}

/* What is gathered of tags while core walks them, since Lua may jump away: a
 * length, a count and the text of each. */
static kt_status gather_count(void *ctx, kt_slice tag, size_t count)
{
    kt_buffer *out = ctx;
    kt_buffer_add(out, &tag.len, sizeof tag.len);
    kt_buffer_add(out, &count, sizeof count);
    kt_buffer_add_slice(out, tag);
    return KT_OK;
}

static kt_status gather_name(void *ctx, kt_slice tag)
{
    return gather_count(ctx, tag, 1);
}

/* Take one off the front, push its text and return its count. */
static lua_Integer push_gathered(lua_State *L, kt_slice *rest)
{
    size_t head[2];
    memcpy(head, rest->data, sizeof head);
    lua_pushlstring(L, rest->data + sizeof head, head[0]);
    *rest = kt_slice_sub(*rest, sizeof head + head[0], rest->len);
    return (lua_Integer)head[1];
}

/* corpus:tags(): how many articles have each; corpus:tags(id): a list */
static int corpus_tags(lua_State *L)
{
    kt_error err;
    check_self(L);
    bool of_one = !lua_isnoneornil(L, 2);
    int64_t id = of_one ? luaL_checkinteger(L, 2) : 0;
    kt_buffer *tags = kt_lua_buffer(L);
    kt_corpus *open = kt_lua_to_corpus(L, 1);
    kt_status status =
        of_one ? kt_corpus_tags_of(open, id, gather_name, tags, &err)
               : kt_corpus_tags_each(open, gather_count, tags, &err);
    if (status == KT_OK)
        status = kt_buffer_status(tags, &err);
    if (status != KT_OK)
        return kt_lua_failure(L, &err);
    lua_newtable(L);
    kt_slice rest = kt_buffer_slice(tags);
    for (lua_Integer i = 1; rest.len > 0; i++) {
        lua_Integer count = push_gathered(L, &rest);
        if (of_one) {
            lua_rawseti(L, -2, i);
        } else {
            lua_pushinteger(L, count);
            lua_rawset(L, -3);
        }
    }
    kt_buffer_free(tags);
    return 1;
}

/* corpus:annotate(id, name, value) */
static int corpus_annotate(lua_State *L)
{
    kt_error err;
    check_self(L);
    int64_t id = luaL_checkinteger(L, 2);
    kt_slice name = kt_lua_check_slice(L, 3), json = {NULL, 0};
    luaL_checkany(L, 4);
    kt_buffer *text = kt_lua_buffer(L);
    if (!lua_isnil(L, 4)) {
        kt_lua_add_json(L, 4, text);
        json = kt_buffer_slice(text);
    }
    kt_status status = kt_buffer_status(text, &err);
    if (status == KT_OK)
        status =
            kt_corpus_annotate(kt_lua_to_corpus(L, 1), id, name, json, &err);
    kt_buffer_free(text);
    return push_changed(L, status, &err);
}

/* corpus:annotation(id, name) */
static int corpus_annotation(lua_State *L)
{
    kt_error err;
    check_self(L);
    int64_t id = luaL_checkinteger(L, 2);
    kt_slice name = kt_lua_check_slice(L, 3);
    kt_buffer *json = kt_lua_buffer(L);
    if (kt_corpus_annotation(kt_lua_to_corpus(L, 1), id, name, json, &err) !=
        KT_OK)
        return kt_lua_failure(L, &err);
    kt_lua_push_json_value(L, kt_buffer_slice(json));
    kt_buffer_free(json);
    return 1;
}

static int corpus_words(lua_State *L)
{
    check_self(L);
    kt_lua_push_words(L, 1, 2);
    return 1;
}

static void set_count(lua_State *L, const char *key, uint64_t count)
{
    lua_pushinteger(L, (lua_Integer)count);
    lua_setfield(L, -2, key);
}

/* What is empty is left out. */
static void set_text(lua_State *L, const char *key, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    lua_pushstring(L, text);
    lua_setfield(L, -2, key);
}

static int corpus_info(lua_State *L)
{
    kt_error err;
    kt_corpus_info info;
    if (kt_corpus_info_get(check_self(L), &info, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    lua_createtable(L, 0, 10);
    set_text(L, "path", info.path);
    set_count(L, "articles", info.articles);
    set_count(L, "tokens", info.tokens);
    set_count(L, "terms", info.terms);
    set_count(L, "bytes", info.bytes);
    set_count(L, "dated", info.dated);
    set_count(L, "sources", info.sources);
    set_text(L, "first_date", info.first_date);
    set_text(L, "last_date", info.last_date);
    set_text(L, "fingerprint", info.fingerprint);
    return 1;
}

static int corpus_close(lua_State *L)
{
    corpus *self = lua_touserdata(L, 1);
    kt_corpus_close(self->open);
    self->open = NULL;
    return 0;
}

static int close_method(lua_State *L)
{
    kt_lua_self(L, KT_CORPUS);
    return corpus_close(L);
}

static int close_event(lua_State *L)
{
    luaL_checkudata(L, 1, KT_CORPUS);
    return corpus_close(L);
}

static int corpus_len(lua_State *L)
{
    luaL_checkudata(L, 1, KT_CORPUS);
    size_t count = count_articles(L, kt_lua_to_corpus(L, 1));
    lua_pushinteger(L, (lua_Integer)count);
    return 1;
}

static int corpus_tostring(lua_State *L)
{
    const corpus *self = luaL_checkudata(L, 1, KT_CORPUS);
    if (self->open == NULL) {
        lua_pushliteral(L, "corpus, closed");
        return 1;
    }
    size_t count = count_articles(L, self->open);
    lua_pushfstring(L, "corpus of %I article%s", (lua_Integer)count,
                    kt_plural(count));
    return 1;
}

void kt_lua_corpus_class(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"annotate", corpus_annotate},
        {"annotation", corpus_annotation},
        {"article", corpus_article},
        {"articles", corpus_articles},
        {"close", close_method},
        {"info", corpus_info},
        {"query", kt_lua_corpus_query},
        {"remove", corpus_remove},
        {"search", kt_lua_search},
        {"tag", corpus_tag},
        {"tags", corpus_tags},
        {"untag", corpus_untag},
        {"where", corpus_where},
        {"words", corpus_words},
        {NULL, NULL},
    };
    static const luaL_Reg events[] = {
        {"__close", close_event},
        {"__gc", close_event},
        {"__len", corpus_len},
        {"__tostring", corpus_tostring},
        {NULL, NULL},
    };
    kt_lua_class(L, KT_CORPUS, methods, events);
}
