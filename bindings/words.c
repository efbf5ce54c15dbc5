/* The class words. */

#include "check.h"
#include "class.h"
#include "failure.h"

#include <limits.h>

enum {
    DEFAULT_WIDTH = 5, /* words on either side of a hit */
    MOST_WORDS = 1000
};

/* In the registry: what was said of stop lists. */
#define STOP_NOTES "ktool.stop"

/* User value: the corpus. */
typedef struct words {
    kt_words *words;
} words;

/* The names of a numbered set, such as the classes of tokens. */
typedef struct name_set {
    const char *key; /* of the option */
    const char *names[KT_CLASS_TOTAL + KT_LABEL_TOTAL];
    size_t count;
    bool signed_names; /* "-quote" leaves quotes out */
} name_set;

static name_set class_names(void)
{
    name_set set = {.key = "classes"};
    while (set.count < KT_CLASS_TOTAL) {
        set.names[set.count] = kt_class_name((kt_class)set.count);
        set.count++;
    }
    return set;
}

static name_set label_names(void)
{
    name_set set = {.key = "parts", .signed_names = true};
    while (set.count < KT_LABEL_TOTAL) {
        set.names[set.count] = kt_label_name((kt_label)set.count);
        set.count++;
    }
    return set;
}

/* The names that an option takes and, where it may, leaves out, as bits. */
typedef struct chosen {
    unsigned with, without;
} chosen;

static unsigned name_bit(lua_State *L, int arg, const name_set *set,
                         const char *name)
{
    for (size_t i = 0; i < set->count; i++)
        if (strcmp(name, set->names[i]) == 0)
            return 1u << i;
    const char *hint = kt_lua_push_hint(L, name, set->names, set->count);
    luaL_argerror(
        L, arg,
        lua_pushfstring(L, "%s: unknown name '%s'%s", set->key, name, hint));
    return 0;
}

static void add_name_bit(lua_State *L, int arg, const name_set *set,
                         const char *name, chosen *out)
{
    if (set->signed_names && *name == '-')
        out->without |= name_bit(L, arg, set, name + 1);
    else
        out->with |= name_bit(L, arg, set, name);
}

/* Add the names in the string on top, which commas divide. */
static void add_names(lua_State *L, int arg, const name_set *set, chosen *out)
{
    if (lua_type(L, -1) != LUA_TSTRING)
        kt_lua_option_error(L, arg, set->key, "name or list of names");
    const char *names = lua_tostring(L, -1);
    for (const char *comma; (comma = strchr(names, ',')) != NULL;
         names = comma + 1) {
        lua_pushlstring(L, names, (size_t)(comma - names));
        add_name_bit(L, arg, set, lua_tostring(L, -1), out);
        lua_pop(L, 1);
    }
    add_name_bit(L, arg, set, names, out);
}

/* The names that the option has. */
static chosen option_names(lua_State *L, int arg, name_set set)
{
    chosen found = {0, 0};
    int type = lua_getfield(L, arg, set.key);
    if (type == LUA_TTABLE) {
        size_t count = lua_rawlen(L, -1);
        if (count == 0)
            luaL_argerror(L, arg,
                          lua_pushfstring(L, "%s: empty list", set.key));
        for (size_t i = 1; i <= count; i++) {
            lua_rawgeti(L, -1, (lua_Integer)i);
            add_names(L, arg, &set, &found);
            lua_pop(L, 1);
        }
    } else if (type != LUA_TNIL) {
        add_names(L, arg, &set, &found);
    }
    lua_pop(L, 1);
    return found;
}

static void option_classes(lua_State *L, int arg, kt_words_options *options)
{
    chosen classes = option_names(L, arg, class_names());
    if (classes.with != 0)
        options->classes = classes.with;
}

static void option_parts(lua_State *L, int arg, kt_words_options *options)
{
    name_set labels = label_names();
    chosen parts = option_names(L, arg, labels);
    for (size_t i = 0; i < labels.count; i++) {
        if (parts.with & parts.without & 1u << i)
            luaL_argerror(L, arg,
                          lua_pushfstring(
                              L, "parts: '%s' and '-%s' contradict each other",
                              labels.names[i], labels.names[i]));
    }
    if (parts.with != 0)
        options->parts = parts.with;
    options->without = parts.without;
    if ((options->parts & ~options->without) == 0)
        luaL_argerror(L, arg, "parts: all are left out");
}

kt_words_options kt_lua_words_options(lua_State *L, int arg)
{
    static const char *const keys[] = {
        "cased", "classes", "compatibility", "diacritics", "fold",
        "min",   "parts",   "stem",          "stop",       NULL};
    kt_words_options options = KT_WORDS_DEFAULT;
    bool fold = true, compatibility = false, diacritics = true;
    lua_Integer min = 0;
    if (!kt_lua_check_keys(L, arg, keys))
        return options;
    bool has_cased = kt_lua_option_boolean(L, arg, "cased", &options.cased);
    if (kt_lua_option_boolean(L, arg, "fold", &fold)) {
        luaL_argcheck(L, !has_cased || options.cased != fold, arg,
                      "cased and fold contradict each other");
        options.cased = !fold;
    }
    kt_lua_option_boolean(L, arg, "compatibility", &compatibility);
    kt_lua_option_boolean(L, arg, "diacritics", &diacritics);
    options.form = (compatibility ? KT_FORM_COMPATIBILITY : 0) |
                   (diacritics ? 0 : KT_FORM_STRIP);
    if (kt_lua_option_integer(L, arg, "min", 0, INT_MAX, &min))
        options.min = (unsigned)min;
    kt_lua_option_string(L, arg, "stem", &options.stem);
    kt_lua_option_string(L, arg, "stop", &options.stop);
    option_classes(L, arg, &options);
    option_parts(L, arg, &options);
    return options;
}

/* Remember @p note; false if it was there before. */
static bool is_new(lua_State *L, const char *note)
{
    luaL_getsubtable(L, LUA_REGISTRYINDEX, STOP_NOTES);
    bool new = lua_getfield(L, -1, note) == LUA_TNIL;
    lua_pushboolean(L, 1);
    lua_setfield(L, -3, note);
    lua_pop(L, 2);
    return new;
}

void kt_lua_note_stop(lua_State *L, const kt_stoplist *stop)
{
    const char *name = kt_stoplist_name(stop);
    if (*name == '\0' || kt_lua_host(L)->settings->quiet || !is_new(L, name))
        return;
    fprintf(stderr, "ktool: stop words: %s\n", name);
}

void kt_lua_push_words(lua_State *L, int corpus, int arg)
{
    kt_error err;
    kt_words_options options = kt_lua_words_options(L, arg);
    words *self = kt_lua_object(L, KT_WORDS, sizeof *self, 1);
    lua_pushvalue(L, corpus);
    lua_setiuservalue(L, -2, 1);
    if (kt_words_new(kt_lua_to_corpus(L, corpus), &options, &self->words,
                     &err) != KT_OK)
        kt_lua_failure(L, &err);
    if (kt_words_lack_dictionary(self->words))
        kt_lua_note_dictionary(L);
}

static kt_words *check_self(lua_State *L)
{
    words *self = kt_lua_self(L, KT_WORDS);
    if (self->words == NULL)
        kt_lua_closed(L, 1);
    return self->words;
}

static void release_grouping(void *grouping)
{
    kt_grouping_free(grouping);
}

/* The name that the function on top, which is left there, gives to an
 * article is appended to the list below it. */
static void add_name(lua_State *L, int corpus, int64_t id, size_t place)
{
    lua_pushvalue(L, -1);
    kt_lua_push_article(L, corpus, id);
    lua_call(L, 1, 1);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushliteral(L, "(none)"); /* as for a field without a value */
    }
    if (!lua_isstring(L, -1))
        luaL_error(L, "function 'by' returned a %s for article %I",
                   kt_lua_typename(L, -1), (lua_Integer)id);
    lua_tostring(L, -1);
    lua_rawseti(L, -3, (lua_Integer)place);
}

/* Push a list of what the function at by says of every article. */
static size_t push_names(lua_State *L, int corpus, int by)
{
    kt_error err;
    size_t done = 0;
    lua_newtable(L);
    lua_pushvalue(L, by);
    for (;;) {
        const int64_t *ids;
        size_t count;
        /* Asked for each time, because the function may close the corpus. */
        if (kt_corpus_ids(kt_lua_to_corpus(L, corpus), &ids, &count, &err) !=
            KT_OK)
            kt_lua_failure(L, &err);
        if (done == count)
            break;
        done++;
        add_name(L, corpus, ids[done - 1], done);
    }
    lua_pop(L, 1);
    return done;
}

/* Push an array of the strings in the list on top, which keeps them. */
static const kt_slice *push_slices(lua_State *L, size_t count)
{
    kt_slice *slices = lua_newuserdatauv(L, (count + 1) * sizeof *slices, 0);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -2, (lua_Integer)i + 1);
        slices[i].data = lua_tolstring(L, -1, &slices[i].len);
        lua_pop(L, 1);
    }
    return slices;
}

/* Push the grouping by the field or function at by, in a box. */
static kt_box *push_grouping(lua_State *L, int corpus, int by)
{
    kt_error err;
    kt_status status;
    kt_grouping *grouping;
    kt_box *box = kt_lua_box(L, release_grouping);
    if (lua_isfunction(L, by)) {
        size_t count = push_names(L, corpus, by);
        status = kt_grouping_of(push_slices(L, count), count, &grouping, &err);
        lua_pop(L, 2);
    } else {
        status = kt_grouping_by(kt_lua_to_corpus(L, corpus),
                                kt_lua_check_slice(L, by), &grouping, &err);
    }
    if (status != KT_OK)
        kt_lua_failure(L, &err);
    box->owned = grouping;
    return box;
}

#define GROUPS "groups"

static int next_group(lua_State *L)
{
    lua_Integer next = lua_tointeger(L, lua_upvalueindex(3)) + 1;
    lua_pushinteger(L, next);
    lua_replace(L, lua_upvalueindex(3));
    lua_rawgeti(L, lua_upvalueindex(2), next);
    lua_pushvalue(L, -1);
    lua_rawget(L, lua_upvalueindex(1));
    return 2;
}

/* Upvalues of the iterator: the table, its names in order, the place. */
static int groups_pairs(lua_State *L)
{
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_pushvalue(L, 1);
    kt_lua_push_sorted_keys(L, 1);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_group, 3);
    return 1;
}

/* Return a table from the names of groups to their counters. */
static int count_by(lua_State *L, kt_words *counted, const kt_grouping *groups)
{
    kt_error err;
    size_t count = kt_grouping_count(groups);
    kt_counter **counters =
        lua_newuserdatauv(L, (count + 1) * sizeof *counters, 0);
    kt_counter ***objects =
        lua_newuserdatauv(L, (count + 1) * sizeof *objects, 0);
    lua_createtable(L, 0, count < INT_MAX ? (int)count : 0);
    luaL_setmetatable(L, GROUPS);
    for (size_t i = 0; i < count; i++) {
        kt_slice name = kt_grouping_name(groups, i);
        lua_pushlstring(L, name.data, name.len);
        objects[i] = kt_lua_push_counter(L);
        lua_rawset(L, -3);
    }
    if (kt_words_count_by(counted, groups, counters, &err) != KT_OK)
        return kt_lua_failure(L, &err);
    for (size_t i = 0; i < count; i++)
        *objects[i] = counters[i];
    kt_lua_note_stop(L, kt_words_stop(counted));
    for (size_t i = 0; i < count; i++)
        kt_lua_account_counter(L, counters[i]);
    return 1;
}

static int words_count(lua_State *L)
{
    static const char *const keys[] = {"by", NULL};
    kt_error err;
    kt_words *counted = check_self(L);
    lua_settop(L, 2);
    if (!kt_lua_check_keys(L, 2, keys) ||
        lua_getfield(L, 2, "by") == LUA_TNIL) {
        kt_counter **counter = kt_lua_push_counter(L);
        if (kt_words_count(counted, counter, &err) != KT_OK)
            return kt_lua_failure(L, &err);
        kt_lua_note_stop(L, kt_words_stop(counted));
        kt_lua_account_counter(L, *counter);
        return 1;
    }
    if (!lua_isfunction(L, 3) && lua_type(L, 3) != LUA_TSTRING)
        return kt_lua_option_error(L, 2, "by", "field or function");
    lua_getiuservalue(L, 1, 1);
    kt_box *box = push_grouping(L, 4, 3);
    return count_by(L, counted, box->owned);
}

static void release_hits(void *hits)
{
    kt_concordance_free(hits);
}

static void set_slice(lua_State *L, const char *key, kt_slice text)
{
    lua_pushlstring(L, text.data, text.len);
    lua_setfield(L, -2, key);
}

static void set_integer(lua_State *L, const char *key, lua_Integer number)
{
    lua_pushinteger(L, number);
    lua_setfield(L, -2, key);
}

static int next_hit(lua_State *L)
{
    kt_error err;
    kt_hit hit;
    kt_box *box = lua_touserdata(L, lua_upvalueindex(1));
    if (box->owned == NULL)
        return 0;
    kt_status status = kt_concordance_next(box->owned, &hit, &err);
    if (status == KT_ERR_NOT_FOUND) {
        kt_lua_box_empty(box);
        return 0;
    }
    if (status != KT_OK)
        return kt_lua_failure(L, &err);
    lua_createtable(L, 0, 6);
    set_slice(L, "left", hit.left);
    set_slice(L, "hit", hit.hit);
    set_slice(L, "right", hit.right);
    set_integer(L, "article", hit.article);
    set_integer(L, "start", (lua_Integer)hit.start + 1);
    set_integer(L, "finish", (lua_Integer)hit.end);
    return 1;
}

static int words_kwic(lua_State *L)
{
    static const char *const keys[] = {"width", NULL};
    kt_error err;
    kt_concordance *hits;
    kt_words *searched = check_self(L);
    lua_Integer width = DEFAULT_WIDTH;
    kt_slice pattern = kt_lua_check_slice(L, 2);
    if (kt_lua_check_keys(L, 3, keys))
        kt_lua_option_integer(L, 3, "width", 0, MOST_WORDS, &width);
    kt_box *box = kt_lua_box(L, release_hits);
    lua_pushvalue(L, 1);
    lua_setiuservalue(L, -2, 1);
    if (kt_concordance_new(searched, pattern, (unsigned)width, &hits, &err) !=
        KT_OK)
        return kt_lua_failure(L, &err);
    box->owned = hits;
    return kt_lua_iterate(L, next_hit);
}

static int words_close(lua_State *L)
{
    words *self = luaL_checkudata(L, 1, KT_WORDS);
    kt_words_free(self->words);
    self->words = NULL;
    return 0;
}

static int words_tostring(lua_State *L)
{
    luaL_checkudata(L, 1, KT_WORDS);
    lua_pushliteral(L, KT_WORDS);
    return 1;
}

void kt_lua_words_class(lua_State *L)
{
    static const luaL_Reg methods[] = {
        {"count", words_count},
        {"kwic", words_kwic},
        {NULL, NULL},
    };
    static const luaL_Reg events[] = {
        {"__gc", words_close},
        {"__tostring", words_tostring},
        {NULL, NULL},
    };
    static const luaL_Reg groups_events[] = {
        {"__pairs", groups_pairs},
        {NULL, NULL},
    };
    kt_lua_class(L, KT_WORDS, methods, events);
    luaL_newmetatable(L, GROUPS);
    luaL_setfuncs(L, groups_events, 0);
    lua_pop(L, 1);
}
