/* ktool eval: one expression. */
#include "chunk.h"
#include "print_value.h"
#include "session.h"

static int evaluate(lua_State *L, const cli_options *options)
{
    kt_lua_offer_corpus(L);
    int before = lua_gettop(L);
    kt_slice code = kt_slice_of(options->words[0]);
    if (chunk_load(L, code, "=eval", 0) != CHUNK_READY) {
        kt_lua_report(L);
        return KT_EXIT_LOAD;
    }
    if (kt_lua_call(L, 0, LUA_MULTRET) != LUA_OK)
        return kt_lua_report(L);
    return print_values(L, lua_gettop(L) - before, options->format);
}

int run_eval(const cli_options *options)
{
    session s;
    int code = session_open(&s, options, false);
    if (code == KT_EXIT_OK)
        code = evaluate(s.L, options);
    session_close(&s);
    return code;
}
