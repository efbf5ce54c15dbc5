/* kt_tokens(), a table-valued function. */
#include "store/sql_functions.h"

#include <ktool/text.h>
#include <stdlib.h>

/* Columns; the hidden ones are the arguments. */
enum {
    TEXT,
    CLASS,
    START,
    END,
    FOLDED,
    INPUT,
    RULES
};

static const char *const declaration =
    "CREATE TABLE kt_tokens (text TEXT, class TEXT, start INTEGER,"
    " \"end\" INTEGER, folded TEXT, input HIDDEN, rules HIDDEN)";

/* Which arguments are there, as idxNum. */
enum {
    HAS_INPUT = 1,
    HAS_RULES = 2
};

typedef struct tokens_table {
    sqlite3_vtab base;
    kt_rules rules; /* unless a call tells others */
} tokens_table;

typedef struct cursor {
    sqlite3_vtab_cursor base;
    sqlite3_value *input; /* what the scanner walks; NULL if there is none */
    kt_scanner scanner;
    kt_rules rules; /* of its tokenizer */
    kt_token token;
    sqlite3_int64 row;
    bool at_end;
} cursor;

static int fail(sqlite3_vtab *table, const kt_error *err)
{
    if (err->status == KT_ERR_NOMEM)
        return SQLITE_NOMEM;
    sqlite3_free(table->zErrMsg);
    table->zErrMsg = sqlite3_mprintf("%s", err->message);
    return SQLITE_ERROR;
}

static int connect(sqlite3 *handle, void *rules, int count,
                   const char *const *arguments, sqlite3_vtab **out,
                   char **message)
{
    (void)count;
    (void)arguments;
    (void)message;
    int code = sqlite3_declare_vtab(handle, declaration);
    if (code != SQLITE_OK)
        return code;
    tokens_table *self = calloc(1, sizeof *self);
    if (self == NULL)
        return SQLITE_NOMEM;
    self->rules = (kt_rules)(uintptr_t)rules;
    *out = &self->base;
    return sqlite3_vtab_config(handle, SQLITE_VTAB_INNOCUOUS);
}

static int disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

/* Take the constraint on the hidden column @p column for an argument. Returns
 * false if it is there and of no use yet. */
static bool take_argument(sqlite3_index_info *plan, int column, int flag)
{
    bool usable = true;
    for (int i = 0; i < plan->nConstraint; i++) {
        if (plan->aConstraint[i].iColumn != column ||
            plan->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!plan->aConstraint[i].usable) {
            usable = false;
            continue;
        }
        plan->idxNum |= flag;
        plan->aConstraintUsage[i].argvIndex = flag == HAS_INPUT ? 1 : 2;
        plan->aConstraintUsage[i].omit = 1;
        return true;
    }
    return usable;
}

static int choose_plan(sqlite3_vtab *table, sqlite3_index_info *plan)
{
    if (!take_argument(plan, INPUT, HAS_INPUT) ||
        !take_argument(plan, RULES, HAS_RULES))
        return SQLITE_CONSTRAINT;
    if ((plan->idxNum & HAS_INPUT) == 0) {
        kt_error err;
        kt_fail(&err, KT_ERR_USAGE, "kt_tokens needs a text: kt_tokens(text)");
        return fail(table, &err);
    }
    plan->estimatedCost = 1000;
    plan->estimatedRows = 1000;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *table, sqlite3_vtab_cursor **out)
{
    (void)table;
    cursor *self = calloc(1, sizeof *self);
    if (self == NULL)
        return SQLITE_NOMEM;
    *out = &self->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *base)
{
    cursor *self = (cursor *)base;
    sqlite3_value_free(self->input);
    kt_tokenizer_free(self->scanner.tokenizer);
    free(self);
    return SQLITE_OK;
}

static kt_status read_rules(sqlite3_value *value, kt_rules *out, kt_error *err)
{
    if (sqlite3_value_type(value) == SQLITE_NULL)
        return KT_OK;
    kt_slice text = kt_sql_text(value);
    if (text.data == NULL)
        return KT_FAIL_NOMEM(err);
    if (memchr(text.data, '\0', text.len) != NULL)
        return KT_FAIL(err, KT_ERR_USAGE, "kt_tokens: rules with a NUL in it");
    return kt_rules_read(text.data, out, err);
}

/* A tokenizer is kept from text to text. */
static kt_status set_rules(cursor *self, kt_rules rules, kt_error *err)
{
    if (self->scanner.tokenizer != NULL && self->rules == rules)
        return KT_OK;
    kt_tokenizer_free(self->scanner.tokenizer);
    self->rules = rules;
    return kt_tokenizer_new(rules, &self->scanner.tokenizer, err);
}

static kt_status set_input(cursor *self, sqlite3_value *value, kt_error *err)
{
    sqlite3_value_free(self->input);
    self->input = sqlite3_value_dup(value);
    if (self->input == NULL)
        return KT_FAIL_NOMEM(err);
    self->scanner.at = 0;
    self->scanner.text = (kt_slice){0};
    if (sqlite3_value_type(value) == SQLITE_NULL)
        return KT_OK;
    self->scanner.text = kt_sql_text(self->input);
    return self->scanner.text.data == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
}

static int next_token(sqlite3_vtab_cursor *base)
{
    kt_error err;
    cursor *self = (cursor *)base;
    self->row++;
    self->at_end = !kt_scanner_next(&self->scanner, &self->token);
    if (self->at_end &&
        kt_tokenizer_status(self->scanner.tokenizer, &err) != KT_OK)
        return fail(base->pVtab, &err);
    return SQLITE_OK;
}

static int begin(sqlite3_vtab_cursor *base, int given, const char *unused,
                 int count, sqlite3_value **values)
{
    kt_error err;
    cursor *self = (cursor *)base;
    kt_rules rules = ((const tokens_table *)base->pVtab)->rules;
    kt_status status = KT_OK;
    (void)unused;
    (void)count;
    if ((given & HAS_RULES) != 0)
        status = read_rules(values[1], &rules, &err);
    if (status == KT_OK)
        status = set_rules(self, rules, &err);
    if (status == KT_OK)
        status = set_input(self, values[0], &err);
    if (status != KT_OK)
        return fail(base->pVtab, &err);
    self->row = 0;
    return next_token(base);
}

static int is_at_end(sqlite3_vtab_cursor *base)
{
    return ((const cursor *)base)->at_end;
}

static void give_folded(sqlite3_context *call, kt_slice text)
{
    kt_buffer folded = {0};
    kt_text_fold(text, &folded);
    if (folded.failed)
        sqlite3_result_error_nomem(call);
    else
        sqlite3_result_text64(call, folded.data, folded.len, SQLITE_TRANSIENT,
                              SQLITE_UTF8);
    kt_buffer_free(&folded);
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *call,
                       int column)
{
    const cursor *self = (const cursor *)base;
    const kt_token *token = &self->token;
    kt_slice text = kt_slice_sub(self->scanner.text, token->start, token->end);
    switch (column) {
    case TEXT:
        sqlite3_result_text64(call, text.data, text.len, SQLITE_TRANSIENT,
                              SQLITE_UTF8);
        break;
    case CLASS:
        sqlite3_result_text(call, kt_class_name(token->class), -1,
                            SQLITE_STATIC);
        break;
    case START:
        sqlite3_result_int64(call, (sqlite3_int64)token->start);
        break;
    case END:
        sqlite3_result_int64(call, (sqlite3_int64)token->end);
        break;
    case FOLDED:
        give_folded(call, text);
        break;
    case INPUT:
        sqlite3_result_value(call, self->input);
        break;
    default:
        break;
    }
    return SQLITE_OK;
}

static int give_row(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = ((const cursor *)base)->row;
    return SQLITE_OK;
}

int kt_sql_tokens(sqlite3 *handle, kt_rules rules)
{
    /* Without xCreate there is one table, which is called like the module. */
    static const sqlite3_module module = {
        .xConnect = connect,
        .xBestIndex = choose_plan,
        .xDisconnect = disconnect,
        .xOpen = open_cursor,
        .xClose = close_cursor,
        .xFilter = begin,
        .xNext = next_token,
        .xEof = is_at_end,
        .xColumn = give_column,
        .xRowid = give_row,
    };
    return sqlite3_create_module_v2(handle, "kt_tokens", &module,
                                    (void *)(uintptr_t)rules, NULL);
}
