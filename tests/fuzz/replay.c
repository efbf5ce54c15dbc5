/* Runs a fuzz target without libFuzzer: on every file of the folders named,
 * and on mutations of them by a fixed sequence, the same on every machine. */
#include "fuzz.h"

#include <dirent.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LARGEST = 1 << 16,
    MUTATIONS = 2000
};

static uint32_t state = 2463534242u;

static uint32_t random_number(void)
{
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return state;
}

static size_t mutate(uint8_t *bytes, size_t size)
{
    for (uint32_t edits = random_number() % 8 + 1; edits > 0; edits--) {
        size_t at = size == 0 ? 0 : random_number() % size;
        size_t len = size == 0 ? 0 : random_number() % (size - at) % 32 + 1;
        switch (random_number() % 4) {
        case 0: /* another byte */
            if (size > 0)
                bytes[at] = (uint8_t)random_number();
            break;
        case 1: /* a piece less */
            if (len <= size - at) {
                memmove(bytes + at, bytes + at + len, size - at - len);
                size -= len;
            }
            break;
        case 2: /* a piece twice */
            if (len <= size - at && size + len <= LARGEST) {
                memmove(bytes + at + len, bytes + at, size - at);
                size += len;
            }
            break;
        default: /* the end less */
            size = at;
        }
    }
    return size;
}

static size_t run_file(const char *path)
{
    static uint8_t seed[LARGEST], bytes[LARGEST];
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return 0;
    size_t size = fread(seed, 1, sizeof seed, file);
    fclose(file);
    LLVMFuzzerTestOneInput(seed, size);
    for (int i = 0; i < MUTATIONS; i++) {
        memcpy(bytes, seed, size);
        size_t mutated = mutate(bytes, size);
        /* Bytes of their own, so that reading past the end is seen. */
        uint8_t *exact = malloc(mutated + (mutated == 0));
        if (exact == NULL)
            abort();
        memcpy(exact, bytes, mutated);
        LLVMFuzzerTestOneInput(exact, mutated);
        free(exact);
    }
    return 1;
}

static int is_seed(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

int main(int argc, char **argv)
{
    size_t seeds = 0;
    for (int i = 1; i < argc; i++) {
        struct dirent **entries;
        int count = scandir(argv[i], &entries, is_seed, alphasort);
        for (int j = 0; j < count; j++) {
            char path[4096];
            snprintf(path, sizeof path, "%s/%s", argv[i], entries[j]->d_name);
            seeds += run_file(path);
            free(entries[j]);
        }
        if (count >= 0)
            free(entries);
    }
    printf("%zu seeds, %d mutations of each\n", seeds, MUTATIONS);
    return seeds == 0;
}
