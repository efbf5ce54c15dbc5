#include "../scratch.h"

#include <ktool/lua.h>

#include <lauxlib.h>
#include <limits.h>

/* Without memory Lua cannot call every __gc, and what that would release is
 * lost. */
const char *__asan_default_options(void);

const char *__asan_default_options(void)
{
    return "detect_leaks=0";
}

/* Lua's own allocator, until there were enough. */
typedef struct budget {
    lua_Alloc allocate;
    void *ctx;
    long left; /* allocations before the first that fails */
} budget;

static void *spend(void *ctx, void *block, size_t old, size_t wanted)
{
    budget *b = ctx;
    if (wanted > old || block == NULL) {
        if (wanted > 0 && b->left <= 0)
            return NULL;
        b->left--;
    }
    return b->allocate(b->ctx, block, old, wanted);
}

static const char script[] =
    "local c <close> = ktool.open()\n"
    "local n = #c:where{ id = { 1, 2 }, since = nil }\n"
    "for a in c:articles{ limit = 2 } do\n"
    "  local raw, text, f = a.raw, a.text, a.fields\n"
    "  for w, s, e in a:tokens{ classes = { 'word' } } do end\n"
    "  local q, s = a:quotes(), a:spans()\n"
    "  local from, note = a:provenance('title')\n"
    "  local d = ktool.date.find('5 Mei 2020', { lang = 'id' })\n"
    "  assert(d.iso == '2020-05-05')\n"
    "end\n"
    "for r in c:query('SELECT id, title FROM article WHERE id > ?', 0) do\n"
    "  local title = r.title .. r.id\n"
    "end\n"
    "local w = c:words{ stop = 'id' }\n"
    "local k = w:count()\n"
    "for g, x in pairs(w:count{ by = 'month' }) do x.a = x.a + 1 end\n"
    "w:count{ by = function(a) return a.title end }\n"
    "for h in w:kwic('gempa') do local l = h.left end\n"
    "for r in c:search('gempa OR air', { limit = 2 }) do local s = r.snippet "
    "end\n"
    "n = #c:where{ match = 'air' }\n"
    "for word, x in ktool.top(k, 3) do end\n"
    "for word, x in ktool.top{ 1, 2, a = 3 } do end\n"
    "local d = ktool.counter{ a = 1, b = 2 } d.c = 5\n"
    "local t = tostring(d) .. tostring(c) .. ktool.total{ 1, 2 }\n"
    "local out <close> = ktool.writer{ 'a', { name = 'b', align = 'right' } }\n"
    "pcall(function() c:wher{} end)\n"
    "pcall(ktool.open, '/nowhere')\n"
    "coroutine.wrap(function() pcall(coroutine.yield) end)()\n"
    "local i <const> = c:info()\n"
    "pcall(c.annotate, c, 1, 'n', { a = { 1, 'b', true } })\n"
    "local tags, own, none = c:tags(), c:tags(1), c:annotation(1, 'n')\n"
    "local x = ktool.text\n"
    "local s, v = x.stopwords('id+news-negators')\n"
    "s = x.nfc 'e\\u{301}' .. x.nfkc '①' .. x.lower 'ΑΣ' .. x.strip 'é'\n"
    "v = x.width(s) + x.graphemes(s), x.valid '\\xFF'\n"
    "v = c:words{ diacritics = false, compatibility = true }:count()\n"
    "s = x.quantities('Rp5 juta')[1].unit\n"
    "v = #x.tokens('3,5 km', { rules = '-url' })\n"
    "local code, clarity = ktool.text.language('di mobil karena polisi')\n"
    "local none = ktool.text.language('')\n"
    "out:row(1, 'x') out:close()\n"
    "ktool.emit{ { a = 1, b = 2 }, { c = 3 } }\n";

/* Whether the script ran to its end. */
static bool run(const kt_lua_settings *settings, long allocations)
{
    lua_State *L = kt_lua_new(settings);
    assert_non_null(L);
    budget b = {.left = allocations};
    b.allocate = lua_getallocf(L, &b.ctx);
    assert_int_equal(luaL_loadstring(L, script), LUA_OK);
    lua_setallocf(L, spend, &b);
    int status = kt_lua_call(L, 0, 0);
    bool ran = b.left > 0;
    b.left = LONG_MAX;
    if (ran)
        assert_int_equal(status, LUA_OK);
    if (status != LUA_OK)
        assert_int_equal(kt_lua_report(L), KT_EXIT_SCRIPT);
    lua_close(L);
    return ran;
}

static void every_allocation_of_lua_may_fail(void **state)
{
    (void)state;
    const char *path = "s.db";
    import_lines(
        path, "{\"title\":\"Gempa\",\"text\":\"'Gempa di laut,' kata Wati.\","
              "\"date\":\"2024-02-03\",\"n\":1}\n"
              "{\"title\":\"Banjir\",\"text\":\"Air naik.\"}\n");
    kt_lua_settings settings = {.paths = &path, .path_count = 1};
    for (long n = 0; !run(&settings, n); n++)
        ;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(every_allocation_of_lua_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
