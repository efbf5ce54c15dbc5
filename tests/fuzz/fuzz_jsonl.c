#include "fuzz.h"

#include "export_visit.h"

/* Any bytes as the lines of a JSONL file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_arena arena = {0};
    kt_reader reader = {&fuzz_export_visitor, &arena, .path = "a.jsonl"};
    kt_slice bytes = {(const char *)data, size};
    if (kt_read_jsonl(&reader, bytes, 1, NULL) != KT_OK)
        abort();
    kt_reader_close(&reader);
    kt_arena_free(&arena);
    return 0;
}
