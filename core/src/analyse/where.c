#include "analyse/matches.h"
#include "base/list.h"
#include "store/import.h"

#include <stdlib.h>

/* Articles by number in a corpus, each true if a query holds. */
static kt_status mark_matches(kt_corpus *corpus, kt_slice text, bool *found,
                              kt_error *err)
{
    kt_question question;
    kt_matches matches = {0};
    kt_status status = kt_question_read(text, corpus->store, &question, err);
    if (status != KT_OK)
        return status;
    status = kt_matches_find(corpus, &question, &matches, err);
    for (size_t i = 0; i < matches.count; i++)
        found[matches.list[i].article] = true;
    kt_matches_free(&matches);
    kt_question_free(&question);
    return status;
}

/* Those of corpus for which any of the queries holds. */
static kt_status match(kt_corpus *corpus, const kt_slice *queries, size_t count,
                       kt_corpus **out, kt_error *err)
{
    size_t kept = 0;
    *out = NULL;
    kt_status status = kt_corpus_places(corpus, err);
    if (status != KT_OK)
        return status;
    bool *found = calloc(corpus->count + 1, sizeof *found);
    int64_t *ids = malloc((corpus->count + 1) * sizeof *ids);
    status = found == NULL || ids == NULL ? KT_FAIL_NOMEM(err) : KT_OK;
    for (size_t i = 0; status == KT_OK && i < count; i++)
        status = mark_matches(corpus, queries[i], found, err);
    for (size_t i = 0; status == KT_OK && i < corpus->count; i++) {
        if (found[i])
            ids[kept++] = corpus->ids[i];
    }
    if (status == KT_OK)
        status = kt_corpus_pick(corpus, ids, kept, out, err);
    free(found);
    free(ids);
    return status;
}

/* Queries first, so that articles without a date count as left out only where
 * these hold. */
kt_status kt_corpus_where(kt_corpus *corpus, const kt_filter *filter,
                          kt_corpus **out, kt_error *err)
{
    size_t count;
    const kt_slice *queries = kt_filter_queries(filter, &count);
    kt_corpus *matched;
    *out = NULL;
    if (count == 0)
        return kt_corpus_narrow(corpus, filter, out, err);
    /* A store of other rules may be open for reading its articles. */
    kt_status status = kt_check_maker(corpus->store->db, NULL, err);
    if (status == KT_OK)
        status = match(corpus, queries, count, &matched, err);
    if (status != KT_OK)
        return status;
    status = kt_corpus_narrow(matched, filter, out, err);
    kt_corpus_close(matched);
    return status;
}
