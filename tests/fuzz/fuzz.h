/* What a fuzz target defines. */
#ifndef KT_FUZZ_H
#define KT_FUZZ_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
