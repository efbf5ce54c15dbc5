#include "fuzz.h"

#include "export_visit.h"

/* Any bytes as a file of which nothing is known but its name. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    kt_arena arena = {0};
    kt_reader reader = {&fuzz_export_visitor, &arena, .path = "a.txt"};
    kt_slice bytes = {(const char *)data, size};
    if (kt_read_bytes(&reader, bytes, NULL) != KT_OK ||
        kt_read_text(&reader, bytes, NULL) != KT_OK)
        abort();
    kt_reader_close(&reader);
    kt_arena_free(&arena);
    return 0;
}
