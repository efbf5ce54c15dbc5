/* Treebanks: running text with gold spans. */
#ifndef KT_TREEBANK_H
#define KT_TREEBANK_H

#include "../test.h"

#include <ktool/buffer.h>

/* A treebank: {"text": "...", "tokens": [...], "sentences": [[0, 9], ...]},
 * where offsets count code points and \" is the only escape. */
typedef struct treebank {
    kt_buffer json, text;
    size_t *byte_at;   /* of each code point, and of the end */
    const char *spans; /* that are still to be read */
} treebank;

/* Read the text of a treebank, and its spans of one kind. */
static inline bool read_treebank(const char *name, const char *kind,
                                 treebank *bank)
{
    const char *shared = getenv("KTOOL_SHARED");
    char path[4096], block[4096];
    snprintf(path, sizeof path, "%s/data/treebank/%s.json",
             shared == NULL ? "../shared" : shared, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        print_message("skipped: %s is not there; set KTOOL_SHARED\n", path);
        return false;
    }
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        kt_buffer_add(&bank->json, block, got);
    fclose(file);
    kt_buffer_add_char(&bank->json, '\0');
    bank->byte_at = calloc(bank->json.len + 1, sizeof *bank->byte_at);
    assert_non_null(bank->byte_at);
    const char *p = strstr(bank->json.data, "\"text\": \"");
    assert_non_null(p);
    size_t points = 0;
    for (p += 9; *p != '"'; p++) {
        p += *p == '\\';
        if ((*p & 0xC0) != 0x80)
            bank->byte_at[points++] = bank->text.len;
        kt_buffer_add_char(&bank->text, *p);
    }
    bank->byte_at[points] = bank->text.len;
    snprintf(block, sizeof block, "\"%s\": [", kind);
    bank->spans = strstr(p, block);
    assert_non_null(bank->spans);
    bank->spans += strlen(block) - 1;
    return true;
}

static inline void free_treebank(treebank *bank)
{
    kt_buffer_free(&bank->json);
    kt_buffer_free(&bank->text);
    free(bank->byte_at);
}

/* The next of the treebank's spans in bytes, without white space at its ends.
 */
static inline bool next_gold(treebank *bank, size_t *start, size_t *end)
{
    char *after;
    const char *text = bank->text.data;
    const char *p = strpbrk(bank->spans, "0123456789}\"");
    if (p == NULL || *p == '}' || *p == '"')
        return false;
    *start = bank->byte_at[strtoul(p, &after, 10)];
    *end = bank->byte_at[strtoul(after + 1, &after, 10)];
    bank->spans = after;
    while (*start < *end && text[*start] == ' ')
        ++*start;
    while (*start < *end && text[*end - 1] == ' ')
        --*end;
    return true;
}

#endif
