/**
 * @file
 * What belongs to one Lua state, for every file of the bindings.
 */
#ifndef KT_LUA_HOST_H
#define KT_LUA_HOST_H

#include <ktool/lua.h>

#include <lauxlib.h>

/** Found from every coroutine; part of the state. */
typedef struct kt_host {
    const kt_lua_settings *settings;
    const kt_script *script;  /**< the one that runs, or NULL */
    kt_script_header *header; /**< of it */
    kt_script_args *args;     /**< given to it */
    size_t undated;           /**< what the last note about dates said */
    bool told_dictionary;     /**< that there is none */
    bool offers_corpus;       /**< the global `corpus` opens itself */
    bool warns;               /**< warn("@on") */
    bool in_warning;          /**< the next piece goes on with a warning */
} kt_host;

static inline kt_host *kt_lua_host(lua_State *L)
{
    return *(kt_host **)lua_getextraspace(L);
}

/** Release what belongs to the script. */
void kt_lua_host_clear(kt_host *host);

/* Each adds its part to a new state. */
void kt_lua_open_classes(lua_State *L);
void kt_lua_open_standard(lua_State *L);
void kt_lua_open_require(lua_State *L);
void kt_lua_open_interrupt(lua_State *L);

/** Set package.path to the folders of scripts; that of the script @p script
 * comes first, if it is not NULL. */
void kt_lua_set_path(lua_State *L, const char *script);

/** Remember that output was lost, for kt_lua_finish_output(). */
void kt_lua_lose_output(const char *message);

/** The traceback of an uncaught error, which stays as it is but for a long
 * path that Lua has cut. */
int kt_lua_trace(lua_State *L);

/** In the message on top, put in full the path of @p chunk, such as
 * "@scripts/x.lua", which Lua cuts if it is long. */
void kt_lua_restore_path(lua_State *L, const char *chunk);

/** Forget what an earlier kt_lua_trace() kept. */
void kt_lua_trace_forget(lua_State *L);

/** Say, once, that there is no dictionary for stems. */
void kt_lua_note_dictionary(lua_State *L);

/** Push the tables ktool.text and ktool.date. */
void kt_lua_push_text(lua_State *L);
void kt_lua_push_date(lua_State *L);

/** Functions of ktool.text that stand in a file of their own:
 * quantities(text), a list of {text, start, finish, value, unit}, and
 * tokens(text [, options]), a list of the same with class. */
int kt_lua_text_quantities(lua_State *L);
int kt_lua_text_tokens(lua_State *L);

/** Functions of the table `ktool` that stand in files of their own. */
int kt_lua_args(lua_State *L);
int kt_lua_corpus_open(lua_State *L);
int kt_lua_counter_new(lua_State *L);
int kt_lua_emit(lua_State *L);
int kt_lua_fail(lua_State *L);
int kt_lua_top(lua_State *L);
int kt_lua_total(lua_State *L);
int kt_lua_writer_new(lua_State *L);

#endif
