#include "store/sql_corpus.h"

#include "base/list.h"

#include <stdlib.h>

enum {
    BY_ID = 1,         /* as idxNum: one article, not all */
    UNKNOWN = 1000000, /* articles, for the planner */
};

typedef struct ids_table {
    sqlite3_vtab base;
    kt_store *store;
} ids_table;

typedef struct cursor {
    sqlite3_vtab_cursor base;
    const kt_corpus *corpus;
    size_t at;        /* in its ids */
    int64_t id, last; /* of this row; the greatest that is wanted */
    bool at_end;
} cursor;

static int connect(sqlite3 *handle, void *store, int count,
                   const char *const *arguments, sqlite3_vtab **out,
                   char **message)
{
    (void)count;
    (void)arguments;
    (void)message;
    int code = sqlite3_declare_vtab(handle, "CREATE TABLE corpus (id INTEGER)");
    if (code != SQLITE_OK)
        return code;
    ids_table *self = calloc(1, sizeof *self);
    if (self == NULL)
        return SQLITE_NOMEM;
    self->store = store;
    *out = &self->base;
    return SQLITE_OK;
}

static int disconnect(sqlite3_vtab *table)
{
    free(table);
    return SQLITE_OK;
}

static int choose_plan(sqlite3_vtab *base, sqlite3_index_info *plan)
{
    kt_store *store = ((ids_table *)base)->store;
    const kt_corpus *corpus = store->asking;
    store->asks_corpus = true;
    plan->estimatedRows =
        corpus->narrowed ? (sqlite3_int64)corpus->count : UNKNOWN;
    plan->estimatedCost = (double)plan->estimatedRows;
    for (int i = 0; i < plan->nConstraint; i++) {
        if (plan->aConstraint[i].op != SQLITE_INDEX_CONSTRAINT_EQ ||
            !plan->aConstraint[i].usable)
            continue;
        plan->idxNum = BY_ID;
        plan->aConstraintUsage[i].argvIndex = 1;
        plan->idxFlags = SQLITE_INDEX_SCAN_UNIQUE;
        plan->estimatedRows = 1;
        plan->estimatedCost = 1;
        break;
    }
    plan->orderByConsumed = plan->nOrderBy == 1 && plan->aOrderBy[0].desc == 0;
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
    free(base);
    return SQLITE_OK;
}

static void stand_at(cursor *self, size_t at)
{
    const kt_corpus *corpus = self->corpus;
    self->at = at;
    self->at_end = at >= corpus->count || corpus->ids[at] > self->last;
    if (!self->at_end)
        self->id = corpus->ids[at];
}

/* SQLite compares once more, so that what is no integer may see all rows. */
static int begin(sqlite3_vtab_cursor *base, int plan, const char *unused,
                 int count, sqlite3_value **values)
{
    cursor *self = (cursor *)base;
    size_t at = 0;
    (void)unused;
    (void)count;
    self->corpus = ((const ids_table *)base->pVtab)->store->asking;
    self->last = INT64_MAX;
    if (plan == BY_ID && sqlite3_value_type(values[0]) == SQLITE_INTEGER) {
        self->last = sqlite3_value_int64(values[0]);
        at = kt_first_not_below(self->corpus->ids, self->corpus->count,
                                self->last);
    }
    stand_at(self, at);
    return SQLITE_OK;
}

/* Whoever takes the rows may remove articles between two of them. */
static int next_id(sqlite3_vtab_cursor *base)
{
    cursor *self = (cursor *)base;
    const kt_corpus *corpus = self->corpus;
    size_t at = self->at;
    if (at >= corpus->count || corpus->ids[at] != self->id)
        at = kt_first_not_below(corpus->ids, corpus->count, self->id);
    at += at < corpus->count && corpus->ids[at] == self->id;
    stand_at(self, at);
    return SQLITE_OK;
}

static int is_at_end(sqlite3_vtab_cursor *base)
{
    return ((const cursor *)base)->at_end;
}

static int give_id(sqlite3_vtab_cursor *base, sqlite3_int64 *out)
{
    *out = ((const cursor *)base)->id;
    return SQLITE_OK;
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *call,
                       int column)
{
    sqlite3_int64 id;
    (void)column;
    give_id(base, &id);
    sqlite3_result_int64(call, id);
    return SQLITE_OK;
}

int kt_sql_corpus(kt_store *store)
{
    static const sqlite3_module module = {
        .xConnect = connect,
        .xBestIndex = choose_plan,
        .xDisconnect = disconnect,
        .xOpen = open_cursor,
        .xClose = close_cursor,
        .xFilter = begin,
        .xNext = next_id,
        .xEof = is_at_end,
        .xColumn = give_column,
        .xRowid = give_id,
    };
    return sqlite3_create_module_v2(store->db->handle, "corpus", &module, store,
                                    NULL);
}
