#include "store/corpus.h"

#include <ktool/words.h>

static kt_status count_tokens(kt_corpus *corpus, uint64_t *out, kt_error *err)
{
    kt_words_options all = KT_WORDS_DEFAULT;
    all.classes = (1u << KT_CLASS_TOTAL) - 1;
    all.parts = (1u << KT_LABEL_TOTAL) - 1;
    kt_words *words;
    kt_counter *counter = NULL;
    kt_number total = {0};
    kt_status status = kt_words_new(corpus, &all, &words, err);
    if (status == KT_OK)
        status = kt_words_count(words, &counter, err);
    if (status == KT_OK)
        status = kt_counter_total(counter, &total, err);
    *out = (uint64_t)total.as.integer;
    kt_counter_free(counter);
    kt_words_free(words);
    return status;
}

kt_status kt_corpus_info_get(kt_corpus *corpus, kt_corpus_info *info,
                             kt_error *err)
{
    const kt_store *store = corpus->store;
    kt_status status = kt_corpus_totals(corpus, info, err);
    if (status == KT_OK)
        status = count_tokens(corpus, &info->tokens, err);
    if (status == KT_OK)
        status = kt_store_terms(corpus->store, err);
    for (size_t i = 0; status == KT_OK && i < store->run_count; i++)
        info->terms += store->runs[i].count;
    return status;
}
