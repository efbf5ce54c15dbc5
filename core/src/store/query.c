#include "store/sql_corpus.h"
#include "store/sql_functions.h"

#include <ktool/query.h>
#include <math.h>
#include <stdlib.h>

struct kt_query {
    kt_corpus *corpus;
    kt_query *next;          /* of the same store */
    sqlite3_stmt *statement; /* NULL after kt_queries_end() */
    kt_value *row;
    size_t columns;
    bool done;
};

static bool is_among(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (sqlite3_stricmp(name, *names) == 0)
            return true;
    return false;
}

static bool is_article_table(const char *name)
{
    static const char *const names[] = {
        "annotation", "article", "article_fts", "article_text",
        "field",      "lookup",  "provenance",  "raw",
        "span",       "tag",     NULL};
    return is_among(name, names);
}

/* Those that only tell of the schema, and what FTS5 asks for. */
static bool is_harmless_pragma(const char *name)
{
    static const char *const names[] = {
        "data_version", "foreign_key_list", "function_list",
        "index_info",   "index_list",       "table_info",
        "table_list",   "table_xinfo",      NULL};
    return is_among(name, names);
}

static bool is_harmless_function(const char *name)
{
    static const char *const others[] = {"fts3_tokenizer", "load_extension",
                                         NULL};
    return !is_among(name, others);
}

static int permit_reading(bool *articles, const char *table)
{
    static const char prefix[] = "pragma_";
    const size_t len = sizeof prefix - 1;
    if (sqlite3_strnicmp(table, prefix, (int)len) == 0 &&
        !is_harmless_pragma(table + len))
        return SQLITE_DENY;
    *articles |= is_article_table(table);
    return SQLITE_OK;
}

/* What is not known to only read is refused. Sets *articles if a table with
 * rows for articles is read. */
static int authorize(void *articles, int action, const char *first,
                     const char *second, const char *database, const char *view)
{
    bool permitted = false;
    (void)database;
    (void)view;
    switch (action) {
    case SQLITE_READ:
        return permit_reading(articles, first);
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        permitted = true;
        break;
    case SQLITE_FUNCTION:
        permitted = is_harmless_function(second);
        break;
    case SQLITE_PRAGMA:
        permitted = is_harmless_pragma(first);
        break;
    case SQLITE_UPDATE:
        /* So a virtual table is declared that is first used now. SQLite itself
         * does not let a statement change this one. */
        permitted = sqlite3_stricmp(first, "sqlite_master") == 0;
        break;
    default:
        break;
    }
    return permitted ? SQLITE_OK : SQLITE_DENY;
}

/* Line and column of byte @p offset, both from 1, in characters. */
static void find_line(const char *sql, int offset, size_t *line, size_t *column)
{
    *line = *column = 1;
    for (int i = 0; i < offset && sql[i] != '\0'; i++) {
        if (sql[i] == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)sql[i + 1] & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

/* What the connection's last failure means to whoever wrote the SQL. */
static kt_status sql_failure(kt_db *db, const char *sql, kt_error *err)
{
    size_t line, column;
    const char *message = sqlite3_errmsg(db->handle);
    int offset = sqlite3_error_offset(db->handle);
    switch (sqlite3_errcode(db->handle) & 0xFF) {
    case SQLITE_AUTH:
        return KT_FAIL(err, KT_ERR_USAGE,
                       "SQL: %s; a query can only read the store", message);
    case SQLITE_ERROR:
    case SQLITE_MISMATCH:
    case SQLITE_RANGE:
    case SQLITE_TOOBIG:
        break;
    default:
        return kt_db_failure(db, err);
    }
    /* The place may be one in the SQL of a damaged schema. */
    if (sql == NULL || offset < 0 || (size_t)offset > strlen(sql))
        return KT_FAIL(err, KT_ERR_USAGE, "SQL: %s", message);
    find_line(sql, offset, &line, &column);
    return KT_FAIL(
        err, KT_ERR_USAGE, "SQL, line %zu, column %zu: %s%s", line, column,
        message, sql[offset] == '"' ? "; a text stands in single quotes" : "");
}

/* Let the store's connection know what queries may use. Without
 * SQLITE_DBCONFIG_DQS_DML a name in double quotes that no column has would
 * silently be a text. */
static kt_status open_functions(kt_store *store, kt_error *err)
{
    kt_db *db = store->db;
    kt_status status = kt_db_ready(db, err);
    if (status != KT_OK || store->has_functions)
        return status;
    if (kt_sql_functions(db->handle, db->rules) != SQLITE_OK ||
        kt_sql_corpus(store) != SQLITE_OK ||
        sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL) !=
            SQLITE_OK)
        return kt_db_failure(db, err);
    store->has_functions = true;
    return KT_OK;
}

/* Comments and semicolons may follow the statement. */
static kt_status check_rest(kt_db *db, const char *rest, kt_error *err)
{
    while (*rest != '\0') {
        sqlite3_stmt *second = NULL;
        bool is_rest = sqlite3_prepare_v2(db->handle, rest, -1, &second,
                                          &rest) == SQLITE_OK &&
                       second == NULL;
        sqlite3_finalize(second);
        if (!is_rest)
            return KT_FAIL(err, KT_ERR_USAGE,
                           "SQL: more than one statement; query one after the "
                           "other");
    }
    return KT_OK;
}

static kt_status prepare_text(kt_query *q, const char *sql, kt_error *err)
{
    const char *rest;
    kt_db *db = q->corpus->store->db;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &q->statement, &rest) !=
        SQLITE_OK)
        return sql_failure(db, sql, err);
    if (q->statement == NULL)
        return KT_FAIL(err, KT_ERR_USAGE, "SQL: no statement");
    return check_rest(db, rest, err);
}

/* Refuse what would count articles that are not the corpus's: a filter left
 * them out, or they are older revisions. */
static kt_status refuse_others(const kt_corpus *corpus, kt_error *err)
{
    kt_db *db = corpus->store->db;
    if (!corpus->narrowed)
        return KT_OK;
    if (!kt_corpus_is_whole(corpus))
        return KT_FAIL(err, KT_ERR_USAGE,
                       "SQL: this reads all articles of the store, but the "
                       "corpus is narrowed; add WHERE article.id IN corpus");
    bool row;
    sqlite3_stmt *older = kt_db_statement(db, STMT_HAS_REVISIONS);
    kt_status status = kt_db_step(db, older, &row, err);
    bool has_older = row && sqlite3_column_int(older, 0) != 0;
    sqlite3_reset(older);
    if (status != KT_OK || !has_older)
        return status;
    return KT_FAIL(err, KT_ERR_USAGE,
                   "SQL: this reads older revisions, too; add WHERE "
                   "article.id IN corpus");
}

static kt_status prepare(kt_query *q, kt_slice sql, kt_error *err)
{
    kt_buffer text = {0};
    bool articles = false;
    kt_store *store = q->corpus->store;
    if (sql.len > 0 && memchr(sql.data, '\0', sql.len) != NULL)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "SQL: a NUL in it; give such a text as a value for ?");
    kt_buffer_add_slice(&text, sql);
    kt_buffer_add_char(&text, '\0');
    kt_status status = kt_buffer_status(&text, err);
    if (status == KT_OK) {
        store->asking = q->corpus;
        store->asks_corpus = false;
        sqlite3_set_authorizer(store->db->handle, authorize, &articles);
        status = prepare_text(q, text.data, err);
        sqlite3_set_authorizer(store->db->handle, NULL, NULL);
    }
    kt_buffer_free(&text);
    if (status != KT_OK)
        return status;
    if (store->asks_corpus)
        return kt_corpus_places(q->corpus, err);
    return articles ? refuse_others(q->corpus, err) : KT_OK;
}

static int bind_value(sqlite3_stmt *statement, int index, const kt_value *value)
{
    const char *bytes = value->bytes.data == NULL ? "" : value->bytes.data;
    switch (value->kind) {
    case KT_VALUE_INTEGER:
        return sqlite3_bind_int64(statement, index, value->integer);
    case KT_VALUE_FLOAT:
        return sqlite3_bind_double(statement, index, value->number);
    case KT_VALUE_TEXT:
        return sqlite3_bind_text64(statement, index, bytes, value->bytes.len,
                                   SQLITE_TRANSIENT, SQLITE_UTF8);
    case KT_VALUE_BLOB:
        return sqlite3_bind_blob64(statement, index, bytes, value->bytes.len,
                                   SQLITE_TRANSIENT);
    case KT_VALUE_NULL:
        break;
    }
    return sqlite3_bind_null(statement, index);
}

static kt_status bind(kt_query *q, const kt_value *values, size_t count,
                      kt_error *err)
{
    size_t expected = (size_t)sqlite3_bind_parameter_count(q->statement);
    if (count != expected)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "SQL: %zu value%s given for %zu parameter%s", count,
                       kt_plural(count), expected, kt_plural(expected));
    for (size_t i = 0; i < count; i++) {
        if (values[i].kind == KT_VALUE_FLOAT && isnan(values[i].number))
            return KT_FAIL(err, KT_ERR_USAGE,
                           "SQL: value %zu is NaN, which would be NULL there",
                           i + 1);
        if (bind_value(q->statement, (int)i + 1, &values[i]) != SQLITE_OK)
            return sql_failure(q->corpus->store->db, NULL, err);
    }
    return KT_OK;
}

kt_status kt_query_new(kt_corpus *corpus, kt_slice sql, const kt_value *values,
                       size_t count, kt_query **out, kt_error *err)
{
    *out = NULL;
    kt_query *q = calloc(1, sizeof *q);
    if (q == NULL)
        return KT_FAIL_NOMEM(err);
    q->corpus = kt_corpus_share(corpus);
    q->next = corpus->store->queries;
    corpus->store->queries = q;
    kt_status status = open_functions(corpus->store, err);
    if (status == KT_OK)
        status = prepare(q, sql, err);
    if (status == KT_OK)
        status = bind(q, values, count, err);
    if (status == KT_OK) {
        q->columns = (size_t)sqlite3_column_count(q->statement);
        q->row = calloc(q->columns + 1, sizeof *q->row);
        if (q->row == NULL)
            status = KT_FAIL_NOMEM(err);
    }
    if (status != KT_OK) {
        kt_query_free(q);
        return status;
    }
    *out = q;
    return KT_OK;
}

void kt_queries_end(kt_store *store)
{
    for (kt_query *q = store->queries; q != NULL; q = q->next) {
        sqlite3_finalize(q->statement);
        q->statement = NULL;
    }
}

void kt_query_free(kt_query *q)
{
    if (q == NULL)
        return;
    kt_query **link = &q->corpus->store->queries;
    while (*link != q)
        link = &(*link)->next;
    *link = q->next;
    sqlite3_finalize(q->statement);
    kt_corpus_close(q->corpus);
    free(q->row);
    free(q);
}

size_t kt_query_columns(const kt_query *q)
{
    return q->columns;
}

const char *kt_query_name(const kt_query *q, size_t column)
{
    return q->statement == NULL
               ? NULL
               : sqlite3_column_name(q->statement, (int)column);
}

/* Returns false without memory. */
static bool read_value(sqlite3_stmt *row, int column, kt_value *out)
{
    *out = (kt_value){.kind = KT_VALUE_NULL};
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
        out->kind = KT_VALUE_INTEGER;
        out->integer = sqlite3_column_int64(row, column);
        return true;
    case SQLITE_FLOAT:
        out->kind = KT_VALUE_FLOAT;
        out->number = sqlite3_column_double(row, column);
        return true;
    case SQLITE_TEXT:
        out->kind = KT_VALUE_TEXT;
        break;
    case SQLITE_BLOB:
        out->kind = KT_VALUE_BLOB;
        break;
    default:
        return true;
    }
    out->bytes = kt_db_blob(row, column);
    return out->bytes.data != NULL || out->bytes.len == 0;
}

kt_status kt_query_next(kt_query *q, const kt_value **row, kt_error *err)
{
    kt_store *store = q->corpus->store;
    *row = NULL;
    if (q->done)
        return KT_FAIL(err, KT_ERR_NOT_FOUND, "no more rows");
    if (q->statement == NULL)
        return KT_FAIL(err, KT_ERR_USAGE,
                       "SQL: the store rested meanwhile, as it does at each "
                       "prompt, and the other rows are gone; query again, and "
                       "read them all at once");
    store->asking = q->corpus;
    int code = sqlite3_step(q->statement);
    if (code != SQLITE_ROW) {
        q->done = true;
        return code == SQLITE_DONE
                   ? KT_FAIL(err, KT_ERR_NOT_FOUND, "no more rows")
                   : sql_failure(store->db, NULL, err);
    }
    for (size_t i = 0; i < q->columns; i++)
        if (!read_value(q->statement, (int)i, &q->row[i]))
            return KT_FAIL_NOMEM(err);
    *row = q->row;
    return KT_OK;
}
