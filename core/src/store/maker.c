/* What a store was made by: the fingerprint and the rules for tokens. */
#include "store/import.h"

#include <ktool/cleaning.h>
#include <ktool/stem.h>

/* The text under a key of the table meta; found is false if there is none.
 * The statement is to be reset after use. */
static kt_status get_meta(kt_db *db, kt_slice key, sqlite3_stmt **out,
                          bool *found, kt_error *err)
{
    *out = kt_db_statement(db, STMT_GET_META);
    kt_db_bind_text(*out, 1, key);
    return kt_db_step(db, *out, found, err);
}

static kt_status set_meta(kt_db *db, kt_slice key, kt_slice value,
                          kt_error *err)
{
    sqlite3_stmt *set = kt_db_statement(db, STMT_SET_META);
    kt_db_bind_text(set, 1, key);
    kt_db_bind_text(set, 2, value);
    return kt_db_run(db, set, err);
}

/* What a store with these rules is made by: clitics are those of the stemmer's
 * dictionary. */
static kt_status add_fingerprint(kt_rules rules, kt_buffer *out, kt_error *err)
{
    const char *fingerprint;
    kt_status status = kt_fingerprint(&fingerprint, err);
    if (status != KT_OK)
        return status;
    kt_buffer_add_string(out, fingerprint);
    if (rules >> KT_RULE_CLITIC & 1) {
        kt_stemmer *stemmer;
        status = kt_stemmer_new("id", &stemmer, err);
        if (status != KT_OK)
            return status;
        kt_buffer_add_char(out, ' ');
        kt_buffer_add_slice(out, kt_stemmer_fingerprint(stemmer));
        kt_stemmer_free(stemmer);
    }
    return kt_buffer_status(out, err);
}

/* Take the first word off @p text. */
static kt_slice next_word(kt_slice *text)
{
    const char *space = memchr(text->data, ' ', text->len);
    size_t len = space == NULL ? text->len : (size_t)(space - text->data);
    kt_slice word = kt_slice_sub(*text, 0, len);
    *text = kt_slice_sub(*text, len + (space != NULL), text->len);
    return word;
}

static bool has_word(kt_slice text, kt_slice word)
{
    while (text.len > 0) {
        if (kt_slice_equal(next_word(&text), word))
            return true;
    }
    return false;
}

/* Append the words of @p text that @p other has not. */
static void add_difference(kt_slice text, kt_slice other, kt_buffer *out)
{
    size_t before = out->len;
    while (text.len > 0) {
        kt_slice word = next_word(&text);
        if (has_word(other, word))
            continue;
        kt_buffer_add_string(out, out->len == before ? "" : " ");
        kt_buffer_add_slice(out, word);
    }
    if (out->len == before)
        kt_buffer_add_string(out, "nothing");
}

static kt_status refuse(kt_db *db, kt_slice found, kt_slice now, kt_error *err)
{
    uint64_t cleaning;
    kt_status status = kt_cleaning_hash(&cleaning, err);
    if (status != KT_OK)
        return status;
    if (cleaning == 0) /* there is nothing to read it again by */
        return KT_FAIL(err, KT_ERR_FINGERPRINT,
                       "%s: ktool's data files are not there to compare; set "
                       "KTOOL_DATA to the folder that has them",
                       db->path);
    kt_buffer difference = {0};
    add_difference(found, now, &difference);
    kt_buffer_add_string(&difference, "; now ");
    add_difference(now, found, &difference);
    status = kt_buffer_status(&difference, err);
    if (status == KT_OK)
        status =
            KT_FAIL(err, KT_ERR_FINGERPRINT,
                    "%s: made by other rules (%.*s); run `ktool -c %s "
                    "reindex`",
                    db->path, (int)difference.len, difference.data, db->path);
    kt_buffer_free(&difference);
    return status;
}

static kt_status compare(kt_db *db, kt_slice found, kt_error *err)
{
    kt_buffer now = {0};
    kt_status status = add_fingerprint(db->rules, &now, err);
    if (status == KT_OK && !kt_slice_equal(found, kt_buffer_slice(&now)))
        status = refuse(db, found, kt_buffer_slice(&now), err);
    kt_buffer_free(&now);
    return status;
}

static kt_status check_fingerprint(kt_db *db, kt_error *err)
{
    bool row;
    sqlite3_stmt *get;
    kt_status status = get_meta(db, KT_SLICE("fingerprint"), &get, &row, err);
    if (status == KT_OK)
        status = compare(db, row ? kt_db_text(get, 0) : (kt_slice){0}, err);
    sqlite3_reset(get);
    return status;
}

/* The rules that a store was made by; is_new if it has none yet. */
static kt_status read_rules(kt_db *db, bool *is_new, kt_error *err)
{
    bool row;
    sqlite3_stmt *get;
    kt_status status = get_meta(db, KT_SLICE("rules"), &get, &row, err);
    *is_new = !row;
    if (status != KT_OK || !row)
        return status;
    const char *text = kt_db_text(get, 0).data;
    if (text == NULL || kt_rules_read(text, &db->rules, NULL) != KT_OK)
        status = KT_FAIL(err, KT_ERR_CORRUPT,
                         "%s: the rules for its tokens are damaged; run `ktool "
                         "-c %s reindex --rules ''`",
                         db->path, db->path);
    sqlite3_reset(get);
    return status;
}

static kt_status other_rules(kt_db *db, const char *rules, kt_error *err)
{
    kt_buffer text = {0};
    kt_rules_write(db->rules, &text);
    kt_status status =
        text.failed
            ? KT_FAIL_NOMEM(err)
            : KT_FAIL(err, KT_ERR_USAGE,
                      "%s: its tokens were made with --rules '%.*s', not "
                      "'%s'; leave --rules out, or run `ktool -c %s reindex "
                      "--rules '%s'`",
                      db->path, (int)text.len, text.len ? text.data : "", rules,
                      db->path, rules);
    kt_buffer_free(&text);
    return status;
}

/* A store that nothing was made by is one whose first import was stopped, or
 * lost what said so. */
static kt_status refuse_unmade(kt_db *db, kt_error *err)
{
    bool row;
    sqlite3_stmt *ends = kt_db_statement(db, STMT_ENDS);
    kt_status status = kt_db_step(db, ends, &row, err);
    bool empty = row && sqlite3_column_int64(ends, 0) == 0;
    sqlite3_reset(ends);
    if (status != KT_OK)
        return status;
    if (empty)
        return KT_FAIL(err, KT_ERR_EMPTY,
                       "%s: no article in it: its first import was stopped; "
                       "run that again",
                       db->path);
    return KT_FAIL(err, KT_ERR_CORRUPT,
                   "%s: no fingerprint in it; run `ktool -c %s reindex`",
                   db->path, db->path);
}

static kt_status write_maker(kt_db *db, kt_rules rules, kt_error *err)
{
    kt_buffer text = {0}, fingerprint = {0};
    db->rules = rules;
    kt_rules_write(rules, &text);
    kt_buffer_add_char(&text, '\0'); /* an empty text is not NULL */
    kt_status status = kt_buffer_status(&text, err);
    if (status == KT_OK)
        status = add_fingerprint(rules, &fingerprint, err);
    if (status == KT_OK)
        status = set_meta(db, KT_SLICE("fingerprint"),
                          kt_buffer_slice(&fingerprint), err);
    if (status == KT_OK)
        status = set_meta(db, KT_SLICE("rules"), kt_slice_of(text.data), err);
    kt_buffer_free(&text);
    kt_buffer_free(&fingerprint);
    return status;
}

kt_status kt_check_maker(kt_db *db, const char *rules, kt_error *err)
{
    bool is_new;
    kt_rules wanted = KT_RULES_NEWS;
    kt_status status =
        rules == NULL ? KT_OK : kt_rules_read(rules, &wanted, err);
    if (status == KT_OK)
        status = read_rules(db, &is_new, err);
    if (status != KT_OK)
        return status;
    if (is_new)
        return db->mode == KT_DB_READ ? refuse_unmade(db, err)
                                      : write_maker(db, wanted, err);
    status = check_fingerprint(db, err);
    if (status == KT_OK && rules != NULL && wanted != db->rules)
        status = other_rules(db, rules, err);
    return status;
}

static kt_status renew_numbering(kt_db *db, kt_error *err)
{
    return kt_db_execute(db,
                         "INSERT OR REPLACE INTO meta SELECT 'numbering',"
                         " 1 + ifnull((SELECT value FROM meta"
                         "             WHERE key = 'numbering'), 0)",
                         err);
}

kt_status kt_renew_maker(kt_db *db, const char *rules, kt_error *err)
{
    bool is_new = true;
    kt_rules wanted = KT_RULES_NEWS;
    kt_status status = rules == NULL ? read_rules(db, &is_new, err)
                                     : kt_rules_read(rules, &wanted, err);
    if (status == KT_OK)
        status = write_maker(db, is_new ? wanted : db->rules, err);
    return status == KT_OK ? renew_numbering(db, err) : status;
}
