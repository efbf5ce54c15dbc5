#include "store/sql_functions.h"

#include <ktool/stem.h>
#include <ktool/text.h>
#include <stdlib.h>

/* The stemmers that a connection has asked for, behind an empty one; making one
 * reads a dictionary. */
typedef struct stemmers {
    struct stemmers *next;
    kt_stemmer *stemmer;
    char language[];
} stemmers;

/* Give what is in @p text, which is emptied, as the result. */
static void give_text(sqlite3_context *call, kt_buffer *text)
{
    if (text->failed) {
        sqlite3_result_error_nomem(call);
        kt_buffer_free(text);
    } else if (text->len == 0) {
        sqlite3_result_text(call, "", 0, SQLITE_STATIC);
        kt_buffer_free(text);
    } else {
        sqlite3_result_text64(call, text->data, text->len, free, SQLITE_UTF8);
    }
}

static void give_failure(sqlite3_context *call, const kt_error *err)
{
    if (err->status == KT_ERR_NOMEM)
        sqlite3_result_error_nomem(call);
    else
        sqlite3_result_error(call, err->message, -1);
}

static bool is_null(sqlite3_value *value)
{
    return sqlite3_value_type(value) == SQLITE_NULL;
}

static void fold(sqlite3_context *call, int count, sqlite3_value **values)
{
    (void)count;
    if (is_null(values[0]))
        return;
    kt_slice text = kt_sql_text(values[0]);
    kt_buffer folded = {.failed = text.data == NULL};
    kt_text_fold(text, &folded);
    give_text(call, &folded);
}

static void free_stemmers(void *first)
{
    for (stemmers *s = first; s != NULL;) {
        stemmers *next = s->next;
        kt_stemmer_free(s->stemmer);
        free(s);
        s = next;
    }
}

static kt_status new_stemmer(stemmers *list, kt_slice language,
                             kt_stemmer **out, kt_error *err)
{
    *out = NULL;
    stemmers *added = calloc(1, sizeof *added + language.len + 1);
    if (added == NULL)
        return KT_FAIL_NOMEM(err);
    memcpy(added->language, language.data, language.len);
    kt_status status = kt_stemmer_new(added->language, &added->stemmer, err);
    if (status != KT_OK) {
        free(added);
        return status;
    }
    added->next = list->next;
    list->next = added;
    *out = added->stemmer;
    return KT_OK;
}

static kt_status find_stemmer(stemmers *list, kt_slice language,
                              kt_stemmer **out, kt_error *err)
{
    *out = NULL;
    if (language.data == NULL)
        return KT_FAIL_NOMEM(err);
    if (memchr(language.data, '\0', language.len) != NULL)
        return KT_FAIL(err, KT_ERR_NOT_FOUND, "a language with a NUL in it");
    for (const stemmers *s = list->next; s != NULL; s = s->next) {
        if (kt_slice_equal(language, kt_slice_of(s->language))) {
            *out = s->stemmer;
            return KT_OK;
        }
    }
    return new_stemmer(list, language, out, err);
}

static void stem(sqlite3_context *call, int count, sqlite3_value **values)
{
    kt_error err;
    kt_stemmer *stemmer;
    (void)count;
    if (is_null(values[0]) || is_null(values[1]))
        return;
    if (find_stemmer(sqlite3_user_data(call), kt_sql_text(values[1]), &stemmer,
                     &err) != KT_OK) {
        give_failure(call, &err);
        return;
    }
    kt_slice word = kt_sql_text(values[0]);
    kt_buffer stemmed = {.failed = word.data == NULL};
    if (!stemmed.failed)
        kt_stemmer_stem(stemmer, word, &stemmed);
    give_text(call, &stemmed);
}

int kt_sql_functions(sqlite3 *handle, kt_rules rules)
{
    const int kind = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    stemmers *list = calloc(1, sizeof *list);
    if (list == NULL)
        return SQLITE_NOMEM;
    /* SQLite frees the list also if this fails. */
    int code = sqlite3_create_function_v2(handle, "kt_stem", 2, kind, list,
                                          stem, NULL, NULL, free_stemmers);
    if (code == SQLITE_OK)
        code = sqlite3_create_function_v2(handle, "kt_fold", 1, kind, NULL,
                                          fold, NULL, NULL, NULL);
    return code == SQLITE_OK ? kt_sql_tokens(handle, rules) : code;
}
