/* The class article: read from the store when a field is asked for. */

#include "check.h"
#include "class.h"
#include "failure.h"
#include "fields.h"

#include <ktool/quotes.h>

#define QUOTE_RULES "ktool.quote_rules"

/* User values: the corpus, and a table of the long texts that were already
 * made, since a script may ask for them at every token. */
typedef struct article {
    int64_t id;
    kt_article *loaded; /* NULL until it is needed */
    bool has_text;
    bool collected; /* a finalizer of a script may still see it */
} article;

enum {
    CORPUS = 1,
    MADE = 2
};

void kt_lua_push_article(lua_State *L, int corpus, int64_t id)
{
    article *self = kt_lua_object(L, KT_ARTICLE, sizeof *self, 2);
    self->id = id;
    lua_pushvalue(L, corpus);
    lua_setiuservalue(L, -2, CORPUS);
}

static const kt_article *load(lua_State *L, int index, bool with_text)
{
    kt_error err;
    kt_article *fresh;
    article *self = lua_touserdata(L, index);
    if (self->loaded != NULL && (self->has_text || !with_text))
        return self->loaded;
    if (self->collected)
        kt_lua_closed(L, index);
    lua_getiuservalue(L, index, CORPUS);
    kt_corpus *corpus = kt_lua_to_corpus(L, -1);
    if (kt_corpus_article(corpus, self->id, with_text, &fresh, &err) != KT_OK)
        kt_lua_failure(L, &err);
    kt_article_free(self->loaded);
    self->loaded = fresh;
    self->has_text = with_text;
    lua_pop(L, 1);
    kt_lua_account(L, fresh->raw.len + fresh->original.len);
    return fresh;
}

static void push_text(lua_State *L, int index)
{
    kt_error err;
    const kt_article *loaded = load(L, index, true);
    kt_buffer *text = kt_lua_buffer(L);
    kt_article_text(loaded, text);
    if (kt_buffer_status(text, &err) != KT_OK)
        kt_lua_failure(L, &err);
    lua_pushlstring(L, text->data, text->len);
    kt_buffer_free(text);
    lua_remove(L, -2);
}

static void push_raw(lua_State *L, int index)
{
    const kt_article *loaded = load(L, index, true);
    lua_pushlstring(L, loaded->raw.data, loaded->raw.len);
}

static void push_fields(lua_State *L, int index)
{
    const kt_article *loaded = load(L, index, true);
    lua_createtable(L, 0, (int)loaded->field_count);
    for (size_t i = 0; i < loaded->field_count; i++) {
        kt_slice name = loaded->fields[i].name;
        lua_pushlstring(L, name.data, name.len);
        kt_lua_push_json(L, loaded->fields[i].value);
        lua_rawset(L, -3);
    }
}

static void push_id(lua_State *L, int index)
{
    const article *self = lua_touserdata(L, index);
    lua_pushinteger(L, self->id);
}

static void push_line(lua_State *L, int index)
{
    size_t line = load(L, index, false)->line;
    if (line == 0)
        lua_pushnil(L); /* the whole file is the article */
    else
        lua_pushinteger(L, (lua_Integer)line);
}

static void push_replaced(lua_State *L, int index)
{
    lua_pushinteger(L, (lua_Integer)load(L, index, false)->replaced);
}

static void push_lang_clarity(lua_State *L, int index)
{
    double clarity = load(L, index, false)->lang_clarity;
    if (clarity == 0)
        lua_pushnil(L); /* the article said its language, or none is known */
    else
        lua_pushnumber(L, clarity);
}

typedef struct member {
    const char *name;
    void (*push)(lua_State *L, int index); /* NULL for a text of kt_article */
    size_t offset;                         /* of that text */
    bool kept;                             /* among what was made */
} member;

#define TEXT(name)                                                             \
    {                                                                          \
#name, NULL, offsetof(kt_article, name), false                         \
    }

static const member members[] = {
    {"id", push_id, 0, false},
    TEXT(title),
    TEXT(date),
    {"text", push_text, 0, true},
    {"raw", push_raw, 0, true},
    TEXT(source),
    TEXT(author),
    TEXT(place),
    TEXT(section),
    TEXT(url),
    TEXT(lang),
    {"lang_clarity", push_lang_clarity, 0, false},
    TEXT(path),
    {"line", push_line, 0, false},
    {"fields", push_fields, 0, true},
    {"replaced", push_replaced, 0, false},
};

/* Push what the member was made into, or nil. */
static bool push_made(lua_State *L, int key)
{
    if (lua_getiuservalue(L, 1, MADE) == LUA_TTABLE) {
        lua_pushvalue(L, key);
        lua_rawget(L, -2);
        lua_remove(L, -2);
    }
    return !lua_isnil(L, -1);
}

/* Keep the value on top under the key. */
static void keep_made(lua_State *L, int key)
{
    if (lua_getiuservalue(L, 1, MADE) != LUA_TTABLE) {
        lua_pop(L, 1);
        lua_createtable(L, 0, 1);
        lua_pushvalue(L, -1);
        lua_setiuservalue(L, 1, MADE);
    }
    lua_pushvalue(L, key);
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 1);
}

static void push_slice(lua_State *L, kt_slice text)
{
    if (text.data == NULL)
        lua_pushnil(L);
    else
        lua_pushlstring(L, text.data, text.len);
}

static void push_member(lua_State *L, const member *m)
{
    if (m->kept) {
        if (push_made(L, 2))
            return;
        m->push(L, 1);
        keep_made(L, 2);
    } else if (m->push != NULL) {
        m->push(L, 1);
    } else {
        kt_slice text;
        const kt_article *loaded = load(L, 1, false);
        memcpy(&text, (const char *)loaded + m->offset, sizeof text);
        push_slice(L, text);
    }
}

/* Upvalue 1 has the methods, and for each member where it is in members. */
static int article_index(lua_State *L)
{
    luaL_checkudata(L, 1, KT_ARTICLE);
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    switch (lua_rawget(L, lua_upvalueindex(1))) {
    case LUA_TFUNCTION:
        return 1;
    case LUA_TNUMBER:
        push_member(L, &members[lua_tointeger(L, 3)]);
        return 1;
    default:
        return kt_lua_unknown(L, "article has no field",
                              luaL_tolstring(L, 2, NULL), lua_upvalueindex(1));
    }
}

static void release_walk(void *walk)
{
    kt_walk_free(walk);
}

static int next_token(lua_State *L)
{
    kt_error err;
    kt_token token;
    kt_slice word;
    kt_box *box = lua_touserdata(L, lua_upvalueindex(1));
    if (box->owned == NULL)
        return 0;
    kt_status status = kt_walk_next(box->owned, &token, &word, &err);
    if (status == KT_ERR_NOT_FOUND) {
        kt_lua_box_empty(box);
        return 0;
    }
    if (status != KT_OK)
        return kt_lua_failure(L, &err);
    lua_pushlstring(L, word.data, word.len);
    lua_pushinteger(L, (lua_Integer)token.start + 1);
    lua_pushinteger(L, (lua_Integer)token.end);
    lua_pushstring(L, kt_class_name(token.class));
    return 4;
}

static int article_tokens(lua_State *L)
{
    kt_error err;
    kt_walk *walk;
    kt_lua_self(L, KT_ARTICLE);
    kt_words_options options = kt_lua_words_options(L, 2);
    const kt_article *loaded = load(L, 1, true);
    kt_box *box = kt_lua_box(L, release_walk);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    if (kt_walk_new(loaded, &options, &walk, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    box->owned = walk;
    kt_lua_note_stop(L, kt_walk_stop(walk));
    return kt_lua_iterate(L, next_token);
}

static void release_quote_rules(void *rules)
{
    kt_quote_rules_free(rules);
}

/* The rules of the languages that argument 2 names, kept for the next
 * article. */
static const kt_quote_rules *check_quote_rules(lua_State *L)
{
    kt_error err;
    kt_quote_rules *rules;
    const char *languages = luaL_optstring(L, 2, "id+en");
    luaL_getsubtable(L, LUA_REGISTRYINDEX, QUOTE_RULES);
    lua_getfield(L, -1, languages);
    kt_box *box = lua_touserdata(L, -1);
    if (box == NULL) {
        box = kt_lua_box(L, release_quote_rules);
        if (kt_quote_rules_new(languages, &rules, &err) != KT_OK)
            kt_lua_failure(L, &err);
        box->owned = rules;
        lua_setfield(L, -3, languages);
    }
    return box->owned;
}

/* Set a text of the table on top, if there is one. */
static void set_text(lua_State *L, const char *key, kt_slice paragraph,
                     kt_extent range)
{
    if (range.start == range.end)
        return;
    lua_pushlstring(L, paragraph.data + range.start, range.end - range.start);
    lua_setfield(L, -2, key);
}

static void set_true(lua_State *L, const char *key, bool is_so)
{
    if (!is_so)
        return;
    lua_pushboolean(L, true);
    lua_setfield(L, -2, key);
}

/* Append a quote of a paragraph to the list on top. */
static void add_quote(lua_State *L, kt_slice paragraph, size_t offset,
                      const kt_quote *quote)
{
    size_t start = offset + quote->whole.start;
    size_t finish = offset + quote->whole.end;
    lua_createtable(L, 0, 5);
    set_text(L, "text", paragraph, quote->inner);
    set_text(L, "verb", paragraph, quote->verb);
    set_text(L, "speaker", paragraph, quote->speaker);
    lua_pushinteger(L, (lua_Integer)start + 1);
    lua_setfield(L, -2, "start");
    lua_pushinteger(L, (lua_Integer)finish);
    lua_setfield(L, -2, "finish");
    set_true(L, "carried", quote->carried);
    set_true(L, "scare", quote->scare);
    set_true(L, "unclosed", quote->unclosed);
    lua_rawseti(L, -2, luaL_len(L, -2) + 1);
}

/* article:quotes([languages]): a list of {text, start, finish, verb, speaker,
 * carried, scare, unclosed} */
static int article_quotes(lua_State *L)
{
    kt_lua_self(L, KT_ARTICLE);
    const kt_quote_rules *rules = check_quote_rules(L);
    const kt_article *loaded = load(L, 1, true);
    lua_newtable(L);
    for (size_t i = 0; i < loaded->span_count; i++) {
        kt_quote quote;
        kt_span span = loaded->spans[i];
        kt_slice paragraph = kt_slice_sub(loaded->raw, span.start, span.end);
        kt_quotes walk = {.rules = rules, .text = paragraph};
        if (span.label != KT_LABEL_TITLE && span.label != KT_LABEL_BODY)
            continue;
        while (kt_quotes_next(&walk, &quote))
            add_quote(L, paragraph, span.start, &quote);
    }
    return 1;
}

static void push_span(lua_State *L, const kt_span *span)
{
    lua_createtable(L, 0, 4);
    lua_pushinteger(L, (lua_Integer)span->start + 1);
    lua_setfield(L, -2, "start");
    lua_pushinteger(L, (lua_Integer)span->end);
    lua_setfield(L, -2, "finish");
    lua_pushstring(L, kt_label_name(span->label));
    lua_setfield(L, -2, "label");
    lua_pushstring(L, kt_span_rule(span));
    lua_setfield(L, -2, "rule");
}

/* article:spans(): a list of {start, finish, label, rule} */
static int article_spans(lua_State *L)
{
    kt_lua_self(L, KT_ARTICLE);
    const kt_article *loaded = load(L, 1, true);
    kt_marks walk = {.article = loaded};
    kt_span span;
    lua_createtable(L, (int)(loaded->span_count + loaded->quote_count), 0);
    for (lua_Integer i = 1; kt_marks_next(&walk, &span); i++) {
        push_span(L, &span);
        lua_rawseti(L, -2, i);
    }
    return 1;
}

/* article:provenance(field): where its value is from, and a note */
static int article_provenance(lua_State *L)
{
    kt_lua_self(L, KT_ARTICLE);
    kt_slice field = kt_lua_check_slice(L, 2);
    kt_origin origin = kt_article_origin(load(L, 1, true), field);
    push_slice(L, origin.from);
    push_slice(L, origin.note);
    return 2;
}

static int article_close(lua_State *L)
{
    article *self = luaL_checkudata(L, 1, KT_ARTICLE);
    kt_article_free(self->loaded);
    self->loaded = NULL;
    self->collected = true;
    return 0;
}

static int article_tostring(lua_State *L)
{
    const article *self = luaL_checkudata(L, 1, KT_ARTICLE);
    lua_pushfstring(L, "article %I", (lua_Integer)self->id);
    return 1;
}

void kt_lua_article_class(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"provenance", article_provenance},
        {"quotes", article_quotes},
        {"spans", article_spans},
        {"tokens", article_tokens},
        {NULL, NULL},
    };
    static const luaL_Reg events[] = {
        {"__gc", article_close},
        {"__tostring", article_tostring},
        {NULL, NULL},
    };
    kt_lua_class(L, KT_ARTICLE, NULL, events);
    luaL_getmetatable(L, KT_ARTICLE);
    lua_newtable(L);
    kt_lua_methods(L, methods);
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        lua_pushinteger(L, (lua_Integer)i);
        lua_setfield(L, -2, members[i].name);
    }
    kt_lua_push_call(L, article_index, 1);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}
