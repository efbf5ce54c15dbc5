/**
 * @file
 * How the classes of ktool are registered, and the small objects that own
 * what core has made.
 */
#ifndef KT_LUA_CLASS_H
#define KT_LUA_CLASS_H

#include "host.h"

#include <ktool/words.h>

/** The names of the classes, in the registry and in messages. */
#define KT_CORPUS "corpus"
#define KT_WORDS "words"
#define KT_ARTICLE "article"
#define KT_COUNTER "counter"
#define KT_WRITER "writer"

/**
 * Register the class @p name.
 *
 * @param methods  called as object:method(); they begin with kt_lua_self().
 *                 NULL if @p events has an __index of its own.
 * @param events   metamethods
 */
void kt_lua_class(lua_State *L, const char *name, const luaL_Reg *methods,
                  const luaL_Reg *events);

/** Raise that the object at @p index is closed, as only one that its own
 * __close or __gc has seen can be. */
int kt_lua_closed(lua_State *L, int index);

/** Push a new object of class @p name, all zero, with @p values user
 * values. */
void *kt_lua_object(lua_State *L, const char *name, size_t size, int values);

/** The first argument of a method; raises if it is no @p class, which is
 * mostly a dot in place of a colon. */
void *kt_lua_self(lua_State *L, const char *class);

/** Add @p methods to the table on top, each with its own name as upvalue 1
 * for kt_lua_self(). */
void kt_lua_methods(lua_State *L, const luaL_Reg *methods);

/** As lua_pushcclosure(), for a function that may use a corpus; what is
 * registered here is such a function. At most 3 upvalues. */
void kt_lua_push_call(lua_State *L, lua_CFunction function, int upvalues);

/** Something of core's, released by @p release when it is closed or
 * collected. */
typedef struct kt_box {
    void *owned; /**< NULL while there is nothing */
    void (*release)(void *owned);
} kt_box;

/** Push an empty box with one user value. */
kt_box *kt_lua_box(lua_State *L, void (*release)(void *owned));

/** Release what is in it now. */
void kt_lua_box_empty(kt_box *box);

/** Push a buffer that is released when it is collected. */
kt_buffer *kt_lua_buffer(lua_State *L);

/**
 * For a closing iterator: from the box on top make the four values that a
 * generic for takes. @p next has the box as upvalue 1.
 */
int kt_lua_iterate(lua_State *L, lua_CFunction next);

/** Let the collector know of @p bytes that an object holds outside Lua. */
void kt_lua_account(lua_State *L, size_t bytes);

/** The method query of a corpus: iterate the rows of a SQL statement. */
int kt_lua_corpus_query(lua_State *L);

/* Each registers its class. */
void kt_lua_corpus_class(lua_State *L);
void kt_lua_words_class(lua_State *L);
void kt_lua_article_class(lua_State *L);
void kt_lua_counter_class(lua_State *L);
void kt_lua_writer_class(lua_State *L);

/** The corpus at @p index, which the caller knows to be one; raises if it is
 * closed. */
kt_corpus *kt_lua_to_corpus(lua_State *L, int index);

/** corpus:search(query [, { limit = }]), an iterator of tables with id, title,
 * date, source, score and snippet. */
int kt_lua_search(lua_State *L);

/** Push article @p id of the corpus at @p corpus; it is read when needed. */
void kt_lua_push_article(lua_State *L, int corpus, int64_t id);

/** Push the words of the corpus at @p corpus that options at @p arg choose. */
void kt_lua_push_words(lua_State *L, int corpus, int arg);

/** Say on stderr, once for each, which stop lists were used. */
void kt_lua_note_stop(lua_State *L, const kt_stoplist *stop);

/** The options of corpus:words() and article:tokens() at @p arg. Texts in
 * them are borrowed from there. */
kt_words_options kt_lua_words_options(lua_State *L, int arg);

/** Push a counter object without a counter, to be filled in at once. */
kt_counter **kt_lua_push_counter(lua_State *L);

/** Let the collector know of the memory of @p counter, once it is filled. */
void kt_lua_account_counter(lua_State *L, const kt_counter *counter);

/** The counter at @p index, or NULL if it is something else. */
kt_counter *kt_lua_to_counter(lua_State *L, int index);

kt_number kt_lua_to_number(lua_State *L, int index);
void kt_lua_push_number(lua_State *L, kt_number number);

#endif
