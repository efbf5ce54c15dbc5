/* The table ktool.text: what can be done to a text without a corpus. */

#include "check.h"
#include "class.h"
#include "failure.h"

#include <ktool/language.h>
#include <ktool/sentences.h>
#include <ktool/stem.h>
#include <ktool/stoplist.h>
#include <ktool/text.h>

#define STEMMERS "ktool.stemmers"
#define GUESSER "ktool.guesser"

static void release_stemmer(void *stemmer)
{
    kt_stemmer_free(stemmer);
}

void kt_lua_note_dictionary(lua_State *L)
{
    kt_host *host = kt_lua_host(L);
    if (host->told_dictionary || host->settings->quiet)
        return;
    host->told_dictionary = true;
    fputs("ktool: no Indonesian dictionary (Debian: hunspell-id); stems are by "
          "rules alone\n",
          stderr);
}

/* The stemmer of the language that argument 2 names, kept for the next
 * call. */
static kt_stemmer *check_stemmer(lua_State *L)
{
    kt_error err;
    kt_stemmer *stemmer;
    const char *language = luaL_optstring(L, 2, "id");
    luaL_getsubtable(L, LUA_REGISTRYINDEX, STEMMERS);
    lua_getfield(L, -1, language);
    kt_box *box = lua_touserdata(L, -1);
    if (box == NULL) {
        box = kt_lua_box(L, release_stemmer);
        if (kt_stemmer_new(language, &stemmer, &err) != KT_OK)
            kt_lua_failure(L, &err);
        box->owned = stemmer;
        if (kt_stemmer_lacks_dictionary(stemmer))
            kt_lua_note_dictionary(L);
        lua_setfield(L, -3, language);
    }
    return box->owned;
}

static int push_buffer(lua_State *L, kt_buffer *text)
{
    if (text->failed)
        return luaL_error(L, "not enough memory");
    lua_pushlstring(L, text->data == NULL ? "" : text->data, text->len);
    return 1;
}

/* ktool.text.stem(word [, language]) */
static int text_stem(lua_State *L)
{
    kt_slice word = kt_lua_check_slice(L, 1);
    kt_stemmer *stemmer = check_stemmer(L);
    kt_buffer *out = kt_lua_buffer(L);
    kt_stemmer_stem(stemmer, word, out);
    return push_buffer(L, out);
}

/* A step as a value; errors of Lua must not pass through core. */
typedef struct trace {
    lua_State *L;
    lua_Integer steps;
} trace;

static int add_step(lua_State *L)
{
    const kt_slice *texts = lua_touserdata(L, 2);
    lua_createtable(L, 0, 3);
    lua_pushstring(L, lua_touserdata(L, 3));
    lua_setfield(L, -2, "rule");
    lua_pushlstring(L, texts[0].data, texts[0].len);
    lua_setfield(L, -2, "before");
    lua_pushlstring(L, texts[1].data, texts[1].len);
    lua_setfield(L, -2, "after");
    lua_rawseti(L, 1, lua_tointeger(L, 4));
    return 0;
}

/* The list of steps is on top of the stack. */
static kt_status visit_step(void *ctx, const char *rule, kt_slice before,
                            kt_slice after)
{
    trace *t = ctx;
    kt_slice texts[] = {before, after};
    lua_pushcfunction(t->L, add_step);
    lua_pushvalue(t->L, -2);
    lua_pushlightuserdata(t->L, texts);
    lua_pushlightuserdata(t->L, (void *)(uintptr_t)rule);
    lua_pushinteger(t->L, ++t->steps);
    return lua_pcall(t->L, 4, 0, 0) == LUA_OK ? KT_OK : KT_ERR_CALLBACK;
}

/* ktool.text.stem_trace(word [, language]): a list of {rule, before, after} */
static int text_stem_trace(lua_State *L)
{
    kt_error err;
    kt_slice word = kt_lua_check_slice(L, 1);
    kt_stemmer *stemmer = check_stemmer(L);
    lua_newtable(L);
    luaL_checkstack(L, LUA_MINSTACK, NULL);
    trace t = {L, 0};
    kt_status status = kt_stemmer_trace(stemmer, word, visit_step, &t, &err);
    if (status == KT_ERR_CALLBACK)
        return lua_error(L);
    if (status != KT_OK)
        return kt_lua_failure(L, &err);
    return 1;
}

static void set_slice(lua_State *L, const char *key, kt_slice text)
{
    lua_pushlstring(L, text.data == NULL ? "" : text.data, text.len);
    lua_setfield(L, -2, key);
}

/* ktool.text.morphology(word [, language]): {base, redup, clitics}, the last
 * two where there are any */
static int text_morphology(lua_State *L)
{
    kt_error err;
    kt_morphology parts;
    kt_slice word = kt_lua_check_slice(L, 1);
    kt_stemmer *stemmer = check_stemmer(L);
    if (kt_stemmer_morphology(stemmer, word, &parts, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    lua_createtable(L, 0, 3);
    set_slice(L, "base", parts.base);
    if (parts.clitics.len > 0)
        set_slice(L, "clitics", parts.clitics);
    if (parts.redup != KT_REDUP_NONE)
        set_slice(L, "redup", kt_slice_of(kt_redup_name(parts.redup)));
    return 1;
}

static void release_guesser(void *guesser)
{
    kt_language_guesser_free(guesser);
}

/* The guesser, kept for the next call. */
static kt_language_guesser *check_guesser(lua_State *L)
{
    kt_error err;
    kt_language_guesser *guesser;
    lua_getfield(L, LUA_REGISTRYINDEX, GUESSER);
    kt_box *box = lua_touserdata(L, -1);
    if (box == NULL) {
        box = kt_lua_box(L, release_guesser);
        if (kt_language_guesser_new(&guesser, &err) != KT_OK)
            kt_lua_failure(L, &err);
        box->owned = guesser;
        lua_setfield(L, LUA_REGISTRYINDEX, GUESSER);
    }
    return box->owned;
}

/* ktool.text.language(text): a code and its clarity, or nil */
static int text_language(lua_State *L)
{
    kt_slice text = kt_lua_check_slice(L, 1);
    kt_language language = kt_language_guess(check_guesser(L), text);
    if (language.code.len == 0) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushlstring(L, language.code.data, language.code.len);
    lua_pushnumber(L, language.clarity);
    return 2;
}

/* ktool.text.fold(text) */
static int text_fold(lua_State *L)
{
    kt_slice text = kt_lua_check_slice(L, 1);
    kt_buffer *out = kt_lua_buffer(L);
    kt_text_fold(text, out);
    return push_buffer(L, out);
}

/* ktool.text.nfc(text) */
static int text_nfc(lua_State *L)
{
    kt_slice text = kt_lua_check_slice(L, 1);
    kt_buffer *out = kt_lua_buffer(L);
    kt_text_nfc(text, out);
    return push_buffer(L, out);
}

/* Return argument 1 in another form. */
static int change_form(lua_State *L, unsigned form)
{
    kt_slice text = kt_lua_check_slice(L, 1);
    kt_buffer *out = kt_lua_buffer(L);
    kt_text_form(text, form, out);
    return push_buffer(L, out);
}

/* ktool.text.lower(text) */
static int text_lower(lua_State *L)
{
    return change_form(L, KT_FORM_LOWER);
}

/* ktool.text.nfkc(text) */
static int text_nfkc(lua_State *L)
{
    return change_form(L, KT_FORM_COMPATIBILITY);
}

/* ktool.text.strip(text) */
static int text_strip(lua_State *L)
{
    return change_form(L, KT_FORM_STRIP);
}

/* ktool.text.width(text) */
static int text_width(lua_State *L)
{
    kt_slice text = kt_lua_check_slice(L, 1);
    lua_pushinteger(L, (lua_Integer)kt_text_width(text));
    return 1;
}

/* ktool.text.graphemes(text) */
static int text_graphemes(lua_State *L)
{
    kt_slice text = kt_lua_check_slice(L, 1);
    lua_pushinteger(L, (lua_Integer)kt_text_graphemes(text));
    return 1;
}

/* ktool.text.valid(text): true, or false and the place of the first byte that
 * is wrong */
static int text_valid(lua_State *L)
{
    kt_slice text = kt_lua_check_slice(L, 1);
    size_t valid = kt_text_valid_prefix(text);
    lua_pushboolean(L, valid == text.len);
    if (valid == text.len)
        return 1;
    lua_pushinteger(L, (lua_Integer)valid + 1);
    return 2;
}

static void release_stoplist(void *list)
{
    kt_stoplist_free(list);
}

/* ktool.text.stopwords(lists): a set of words, and the versions of the lists */
static int text_stopwords(lua_State *L)
{
    kt_error err;
    kt_stoplist *list;
    kt_slice word;
    const char *lists = luaL_checkstring(L, 1);
    kt_box *box = kt_lua_box(L, release_stoplist);
    if (kt_stoplist_new(lists, KT_FORM_FOLD, &list, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    box->owned = list;
    lua_newtable(L);
    for (size_t at = 0; kt_stoplist_next(list, &at, &word);) {
        lua_pushlstring(L, word.data, word.len);
        lua_pushboolean(L, 1);
        lua_rawset(L, -3);
    }
    lua_pushstring(L, kt_stoplist_name(list));
    kt_lua_box_empty(box);
    return 2;
}

static void release_rules(void *rules)
{
    kt_sentence_rules_free(rules);
}

/* Append a sentence to the list on top. */
static void add_sentence(lua_State *L, kt_slice text, kt_sentence sentence,
                         lua_Integer number)
{
    lua_createtable(L, 0, 3);
    lua_pushlstring(L, text.data + sentence.start,
                    sentence.end - sentence.start);
    lua_setfield(L, -2, "text");
    lua_pushinteger(L, (lua_Integer)sentence.start + 1);
    lua_setfield(L, -2, "start");
    lua_pushinteger(L, (lua_Integer)sentence.end);
    lua_setfield(L, -2, "finish");
    lua_rawseti(L, -2, number);
}

/* ktool.text.sentences(text [, languages]): a list of {text, start, finish} */
static int text_sentences(lua_State *L)
{
    kt_error err;
    kt_sentence_rules *rules;
    kt_sentence sentence;
    kt_slice text = kt_lua_check_slice(L, 1);
    const char *languages = luaL_optstring(L, 2, "id+en");
    kt_box *box = kt_lua_box(L, release_rules);
    if (kt_sentence_rules_new(languages, &rules, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    box->owned = rules;
    kt_sentences walk = {.rules = rules, .text = text};
    lua_newtable(L);
    for (lua_Integer n = 1; kt_sentences_next(&walk, &sentence); n++)
        add_sentence(L, text, sentence, n);
    kt_lua_box_empty(box);
    return 1;
}

void kt_lua_push_text(lua_State *L)
{
    static const luaL_Reg functions[] = {
        {"fold", text_fold},
        {"graphemes", text_graphemes},
        {"language", text_language},
        {"lower", text_lower},
        {"morphology", text_morphology},
        {"nfc", text_nfc},
        {"nfkc", text_nfkc},
        {"quantities", kt_lua_text_quantities},
        {"sentences", text_sentences},
        {"stem", text_stem},
        {"stem_trace", text_stem_trace},
        {"stopwords", text_stopwords},
        {"strip", text_strip},
        {"tokens", kt_lua_text_tokens},
        {"valid", text_valid},
        {"width", text_width},
        {NULL, NULL},
    };
    luaL_newlib(L, functions);
    kt_lua_make_strict(L, "ktool.text has no function");
}
