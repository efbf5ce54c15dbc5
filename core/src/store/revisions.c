/* The articles that stood under one URL or path, one after the other. */
#include "store/corpus.h"

kt_status kt_corpus_revisions_each(kt_corpus *corpus, int64_t id,
                                   kt_status (*visit)(void *ctx,
                                                      const kt_revision *one),
                                   void *ctx, kt_error *err)
{
    kt_db *db = corpus->store->db;
    bool row, found = false;
    kt_status status = KT_OK;
    sqlite3_stmt *rows = kt_db_statement(db, STMT_REVISIONS);
    sqlite3_bind_int64(rows, 1, id);
    while (kt_corpus_has(corpus, id) &&
           (status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        const kt_revision one = {.id = sqlite3_column_int64(rows, 0),
                                 .newest = sqlite3_column_int(rows, 1) != 0,
                                 .date = kt_db_text(rows, 2),
                                 .path = kt_db_text(rows, 3),
                                 .url = kt_db_text(rows, 4),
                                 .bytes =
                                     (uint64_t)sqlite3_column_int64(rows, 5)};
        found = true;
        status = visit(ctx, &one);
        if (status != KT_OK)
            break;
    }
    sqlite3_reset(rows);
    if (status == KT_OK && !found)
        status =
            KT_FAIL(err, KT_ERR_NOT_FOUND, "no article %lld", (long long)id);
    return status;
}
