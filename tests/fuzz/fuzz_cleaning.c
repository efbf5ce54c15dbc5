#include "fuzz.h"

#include "article/cleaning.h"

static kt_status count_fault(void *ctx, const char *file, size_t line,
                             const char *problem)
{
    size_t *faults = ctx;
    assert(file != NULL && line > 0 && problem[0] != '\0');
    ++*faults;
    return KT_OK;
}

/* Any bytes are rules and faults; what is compiled begins as it says. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_cleaning *cleaning;
    size_t faults = 0;
    const kt_clean_file file = {
        "f", {(const char *)data, size}, size % 2 == 1, false};
    if (kt_cleaning_of(&file, 1, count_fault, &faults, &cleaning, NULL) !=
        KT_OK)
        return 0;
    for (int where = 0; where < KT_WHERE_TOTAL; where++) {
        const kt_clean_index *index =
            kt_cleaning_index(cleaning, (kt_where)where);
        for (size_t b = 0; b < index->count; b++) {
            const kt_clean_block *block = &index->blocks[b];
            assert(block->count > 0);
            for (size_t i = 0; i < block->count; i++)
                assert(block->list[i]->where == (kt_where)where);
        }
    }
    kt_cleaning_free(cleaning);
    return 0;
}
