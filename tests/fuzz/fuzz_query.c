#include "fuzz.h"

#include "text/query.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_query query;
    kt_slice text = {(const char *)data, size}, wrong = {NULL, 0};
    if (kt_query_read(text, &query, &wrong, NULL) != KT_OK) {
        size_t start = (size_t)(wrong.data - text.data);
        assert(size == 0 || (start <= size && wrong.len <= size - start));
        return 0;
    }
    assert(query.leaf_count > 0 && query.leaf_count <= KT_QUERY_LEAVES);
    assert(query.step_count <= KT_QUERY_STEPS);
    assert(query.link_count < query.leaf_count);
    for (size_t i = 0; i < query.leaf_count; i++)
        assert(query.leaves[i].text.len > 0);
    for (uint64_t present = 0; present < 8; present++)
        kt_query_holds(&query, present);
    return 0;
}
