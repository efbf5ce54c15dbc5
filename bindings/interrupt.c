#include "interrupt.h"

#include <ktool/corpus.h>
#include <lualib.h>

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <unistd.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
#define SIGNALS (sizeof signals / sizeof signals[0])

/* A process has one handler of a signal, so these are of the process. */
static lua_State *volatile running; /* the coroutine that runs now */
static pthread_t thread;            /* in which Lua runs */
static volatile sig_atomic_t pending;
static bool raised;
static bool installed[SIGNALS];
static struct sigaction before[SIGNALS];
static bool resumed_in_pause; /* of corpora: the coroutine that runs now */

static char mark; /* its address is the error value, and where in the
                     registry the traceback is */

static void stop(lua_State *L, lua_Debug *event)
{
    (void)event;
    kt_lua_raise_interrupt(L);
}

static void arm(lua_State *L)
{
    lua_sethook(L, stop,
                LUA_MASKCALL | LUA_MASKRET | LUA_MASKLINE | LUA_MASKCOUNT, 1);
}

static void disarm(lua_State *L)
{
    if (lua_gethook(L) == stop)
        lua_sethook(L, NULL, 0, 0);
}

static void on_signal(int signal)
{
    int kept = errno;
    if (!pthread_equal(pthread_self(), thread)) {
        pthread_kill(thread, signal);
    } else if (kt_interrupt()) {
        _exit(KT_EXIT_INTERRUPTED);
    } else {
        pending = 1;
        arm(running);
    }
    errno = kept;
}

/* Let L be what a signal stops, also one that came while it was not. */
static void set_running(lua_State *L)
{
    running = L;
    if (pending && !raised)
        arm(L);
}

bool kt_lua_was_interrupted(void)
{
    return raised;
}

bool kt_lua_is_interrupt(lua_State *L, int index)
{
    return lua_touserdata(L, index) == &mark;
}

void kt_lua_push_interrupt_trace(lua_State *L)
{
    lua_rawgetp(L, LUA_REGISTRYINDEX, &mark);
}

int kt_lua_raise_interrupt(lua_State *L)
{
    disarm(L);
    if (!raised) {
        raised = true;
        luaL_traceback(L, L, NULL, 0);
        lua_rawsetp(L, LUA_REGISTRYINDEX, &mark);
    }
    lua_pushlightuserdata(L, &mark);
    return lua_error(L);
}

static void install(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    /* Without SA_RESTART, so that a script that waits for input stops. */
    for (size_t i = 0; i < SIGNALS; i++) {
        sigaction(signals[i], NULL, &before[i]);
        installed[i] = before[i].sa_handler != SIG_IGN &&
                       sigaction(signals[i], &action, NULL) == 0;
    }
}

void kt_lua_guard_end(lua_State *L)
{
    for (size_t i = 0; i < SIGNALS; i++) {
        if (installed[i])
            sigaction(signals[i], &before[i], NULL);
        installed[i] = false;
    }
    disarm(L);
    running = NULL;
}

int kt_lua_guard(lua_State *L, int arguments, int results,
                 lua_CFunction handler)
{
    int base = lua_gettop(L) - arguments;
    if (!lua_checkstack(L, LUA_MINSTACK)) {
        lua_settop(L, base - 1);
        lua_pushnil(L);
        return LUA_ERRMEM;
    }
    if (handler != NULL) {
        lua_pushcfunction(L, handler);
        lua_insert(L, base);
    }
    kt_interrupt_clear();
    pending = 0;
    raised = false;
    thread = pthread_self();
    running = L;
    install();
    bool paused = kt_corpora_paused();
    kt_corpora_pause();
    int status = lua_pcall(L, arguments, results, handler == NULL ? 0 : base);
    if (!paused)
        kt_corpora_continue();
    kt_lua_guard_end(L);
    if (handler != NULL)
        lua_remove(L, base);
    if (raised && status != LUA_OK) {
        lua_pushlightuserdata(L, &mark);
        lua_replace(L, -2);
    }
    return status;
}

/* After something that has caught an error, which was perhaps ours. */
static void raise_again(lua_State *L)
{
    if (raised)
        kt_lua_raise_interrupt(L);
}

/* After an error that left a call of ours, perhaps, or none. */
static void pause_again(bool paused)
{
    if (paused)
        kt_corpora_pause();
}

/* As in Lua's own pcall; context is how many values stand below. */
static int finish_pcall(lua_State *L, int status, lua_KContext context,
                        bool paused)
{
    set_running(L);
    if (status == LUA_OK || status == LUA_YIELD)
        return lua_gettop(L) - (int)context;
    pause_again(paused);
    raise_again(L);
    lua_pushboolean(L, 0);
    lua_pushvalue(L, -2);
    return 2;
}

/* The same in a coroutine, which may have yielded and been resumed elsewhere.
 * No call of ours is between: nothing yields across one. */
static int continue_pcall(lua_State *L, int status, lua_KContext context)
{
    return finish_pcall(L, status, context, resumed_in_pause);
}

static int protected_call(lua_State *L)
{
    bool paused = kt_corpora_paused();
    luaL_checkany(L, 1);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    int status =
        lua_pcallk(L, lua_gettop(L) - 2, LUA_MULTRET, 0, 0, continue_pcall);
    return finish_pcall(L, status, 0, paused);
}

/* The stack becomes function, handler, true, function, arguments. */
static int handled_call(lua_State *L)
{
    int count = lua_gettop(L);
    bool paused = kt_corpora_paused();
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushboolean(L, 1);
    lua_pushvalue(L, 1);
    lua_rotate(L, 3, 2);
    int status = lua_pcallk(L, count - 2, LUA_MULTRET, 2, 2, continue_pcall);
    return finish_pcall(L, status, 2, paused);
}

/* Resume co with the values on top of L. Returns how many it gave, or -1
 * with an error on top. */
static int resume(lua_State *L, lua_State *co, int arguments)
{
    int results;
    bool paused = kt_corpora_paused(), outer = resumed_in_pause;
    if (!lua_checkstack(co, arguments)) {
        lua_pushliteral(L, "too many arguments to resume");
        return -1;
    }
    lua_xmove(L, co, arguments);
    set_running(co);
    resumed_in_pause = paused;
    int status = lua_resume(co, L, arguments, &results);
    resumed_in_pause = outer;
    set_running(L);
    if (status != LUA_OK && status != LUA_YIELD) {
        pause_again(paused);
        raise_again(L);
        lua_xmove(co, L, 1);
        return -1;
    }
    if (!lua_checkstack(L, results + 1)) {
        lua_pop(co, results);
        lua_pushliteral(L, "too many results to resume");
        return -1;
    }
    lua_xmove(co, L, results);
    return results;
}

static int coroutine_resume(lua_State *L)
{
    lua_State *co = lua_tothread(L, 1);
    luaL_argexpected(L, co != NULL, 1, "coroutine");
    int results = resume(L, co, lua_gettop(L) - 1);
    lua_pushboolean(L, results >= 0);
    if (results < 0)
        results = 1;
    lua_insert(L, -(results + 1));
    return results + 1;
}

/* An error on top, raised with the caller's line as Lua does. */
static int raise_from_wrap(lua_State *L, lua_State *co)
{
    int status = lua_status(co);
    if (status != LUA_OK && status != LUA_YIELD) {
        set_running(co);
        status = lua_resetthread(co); /* which runs its __close */
        set_running(L);
        raise_again(L);
        lua_xmove(co, L, 1);
    }
    if (status != LUA_ERRMEM && lua_type(L, -1) == LUA_TSTRING) {
        luaL_where(L, 1);
        lua_insert(L, -2);
        lua_concat(L, 2);
    }
    return lua_error(L);
}

static int call_wrapped(lua_State *L)
{
    lua_State *co = lua_tothread(L, lua_upvalueindex(1));
    int results = resume(L, co, lua_gettop(L));
    return results < 0 ? raise_from_wrap(L, co) : results;
}

static int coroutine_wrap(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TFUNCTION);
    lua_State *co = lua_newthread(L);
    lua_pushvalue(L, 1);
    lua_xmove(L, co, 1);
    lua_pushcclosure(L, call_wrapped, 1);
    return 1;
}

/* As Lua's own, which is upvalue 1 and catches what __close raises. */
static int coroutine_close(lua_State *L)
{
    bool paused = kt_corpora_paused();
    luaL_argexpected(L, lua_isthread(L, 1), 1, "coroutine");
    lua_pushvalue(L, lua_upvalueindex(1));
    lua_insert(L, 1);
    lua_call(L, lua_gettop(L) - 1, LUA_MULTRET);
    pause_again(paused);
    if (!lua_toboolean(L, 1))
        raise_again(L);
    return lua_gettop(L);
}

void kt_lua_open_interrupt(lua_State *L)
{
    static const luaL_Reg globals[] = {
        {"pcall", protected_call},
        {"xpcall", handled_call},
        {NULL, NULL},
    };
    static const luaL_Reg coroutines[] = {
        {"resume", coroutine_resume},
        {"wrap", coroutine_wrap},
        {NULL, NULL},
    };
    lua_pushglobaltable(L);
    luaL_setfuncs(L, globals, 0);
    lua_getfield(L, -1, LUA_COLIBNAME);
    luaL_setfuncs(L, coroutines, 0);
    lua_getfield(L, -1, "close");
    lua_pushcclosure(L, coroutine_close, 1);
    lua_setfield(L, -2, "close");
    lua_pop(L, 2);
}
