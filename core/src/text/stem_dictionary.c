#include "text/stem_dictionary.h"

#include "base/table.h"

#include <errno.h>
#include <hunspell.h>
#include <ktool/buffer.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

/* The tags of an entry's key. */
enum {
    COMMON,
    NAME
};

struct kt_stem_dictionary {
    Hunhandle *hunspell;
    kt_table entries; /* ASCII entries in small letters, and their weights */
    uint64_t hash;
};

static const char *const folders[] = {
    "/usr/share/hunspell",          "/usr/share/myspell/dicts",
    "/usr/share/myspell",           "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
};

static kt_status io_failure(const char *path, kt_error *err)
{
    if (errno == ENOENT || errno == ENOTDIR)
        return KT_ERR_NOT_FOUND;
    if (errno == ENOMEM)
        return KT_FAIL_NOMEM(err);
    return KT_FAIL(err, KT_ERR_IO, "%s: %s", path, strerror(errno));
}

/* KT_ERR_NOT_FOUND, without a message, if there is no such file. */
static kt_status read_file(const char *path, kt_buffer *out, kt_error *err)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return io_failure(path, err);
    char block[4096];
    size_t got;
    while ((got = fread(block, 1, sizeof block, file)) > 0)
        kt_buffer_add(out, block, got);
    kt_status status =
        ferror(file) ? io_failure(path, err) : kt_buffer_status(out, err);
    fclose(file);
    return status;
}

/* An entry is a word, perhaps a slash and flags, perhaps a blank and more. */
static bool add_entry(kt_table *entries, kt_slice line)
{
    size_t len = 0;
    bool capital = false;
    char word[KT_STEM_BYTES];
    for (; len < line.len && len < sizeof word; len++) {
        char c = line.data[len];
        bool upper = c >= 'A' && c <= 'Z';
        if (!upper && (c < 'a' || c > 'z') && c != '-')
            break;
        capital |= upper;
        word[len] = upper ? (char)(c | 0x20) : c;
    }
    bool whole = len == line.len || strchr("/ \t\r", line.data[len]) != NULL;
    if (len == 0 || !whole)
        return true;
    size_t end = len;
    while (end < line.len && strchr(" \t\r", line.data[end]) == NULL)
        end++;
    kt_probe probe =
        kt_probe_of((kt_slice){word, len}, capital ? NAME : COMMON);
    kt_entry *entry =
        kt_table_reserve(entries, 1) ? kt_table_at(entries, &probe) : NULL;
    if (entry != NULL && entry->value < end - len + 1)
        entry->value = end - len + 1;
    return entry != NULL;
}

static bool add_entries(kt_table *entries, kt_slice text)
{
    while (text.len > 0) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end == NULL ? text.len : (size_t)(end - text.data);
        if (!add_entry(entries, kt_slice_sub(text, 0, len)))
            return false;
        text = kt_slice_sub(text, end == NULL ? len : len + 1, text.len);
    }
    return true;
}

static kt_status read_entries(kt_stem_dictionary *self, kt_slice affixes,
                              kt_slice entries, kt_error *err)
{
    self->hash = kt_hash(entries, kt_hash(affixes, 0));
    return add_entries(&self->entries, entries) ? KT_OK : KT_FAIL_NOMEM(err);
}

/* KT_ERR_NOT_FOUND if @p folder lacks one of the two files. */
static kt_status open_in(const char *folder, const char *name,
                         kt_stem_dictionary *self, kt_error *err)
{
    char aff[PATH_MAX], dic[PATH_MAX];
    if (snprintf(aff, sizeof aff, "%s/%s.aff", folder, name) >= PATH_MAX ||
        snprintf(dic, sizeof dic, "%s/%s.dic", folder, name) >= PATH_MAX)
        return KT_ERR_NOT_FOUND;
    kt_buffer affixes = {0}, entries = {0};
    kt_status status = read_file(aff, &affixes, err);
    if (status == KT_OK)
        status = read_file(dic, &entries, err);
    if (status == KT_OK)
        status = read_entries(self, kt_buffer_slice(&affixes),
                              kt_buffer_slice(&entries), err);
    if (status == KT_OK && (self->hunspell = Hunspell_create(aff, dic)) == NULL)
        status = KT_FAIL_NOMEM(err);
    kt_buffer_free(&affixes);
    kt_buffer_free(&entries);
    return status;
}

kt_status kt_stem_dictionary_open(const char *name, kt_stem_dictionary **out,
                                  kt_error *err)
{
    *out = NULL;
    kt_stem_dictionary *self = calloc(1, sizeof *self);
    if (self == NULL)
        return KT_FAIL_NOMEM(err);
    const char *chosen = getenv("KTOOL_HUNSPELL");
    size_t count = chosen != NULL ? 1 : sizeof folders / sizeof *folders;
    kt_status status = KT_ERR_NOT_FOUND;
    for (size_t i = 0; i < count && status == KT_ERR_NOT_FOUND; i++)
        status = open_in(chosen != NULL ? chosen : folders[i], name, self, err);
    if (status == KT_OK) {
        *out = self;
        return KT_OK;
    }
    kt_stem_dictionary_close(self);
    if (status == KT_ERR_NOT_FOUND)
        return KT_FAIL(err, status,
                       "no hunspell dictionary %s; install it, or set "
                       "KTOOL_HUNSPELL to its folder",
                       name);
    return status;
}

void kt_stem_dictionary_close(kt_stem_dictionary *self)
{
    if (self == NULL)
        return;
    if (self->hunspell != NULL)
        Hunspell_destroy(self->hunspell);
    kt_table_free(&self->entries);
    free(self);
}

uint64_t kt_stem_dictionary_hash(const kt_stem_dictionary *self)
{
    return self->hash;
}

static unsigned weight(const kt_stem_dictionary *self, kt_slice word,
                       uint8_t tag)
{
    if (word.len == 0)
        return 0;
    kt_probe probe = kt_probe_of(word, tag);
    const kt_entry *entry = kt_table_find(&self->entries, &probe);
    return entry == NULL ? 0 : (unsigned)entry->value;
}

unsigned kt_stem_dictionary_weight(const kt_stem_dictionary *self,
                                   kt_slice word)
{
    return weight(self, word, COMMON);
}

bool kt_stem_dictionary_is_name(const kt_stem_dictionary *self, kt_slice word)
{
    return weight(self, word, NAME) > 0 && weight(self, word, COMMON) == 0;
}

/* Hunspell takes strings in its dictionary's encoding; ASCII is in all. */
static bool as_string(kt_slice word, char out[KT_STEM_POINTS + 1])
{
    if (!kt_stem_is_ascii_word(word) || word.len > KT_STEM_POINTS)
        return false;
    memcpy(out, word.data, word.len);
    out[word.len] = '\0';
    return true;
}

bool kt_stem_dictionary_has(const kt_stem_dictionary *self, kt_slice word)
{
    char text[KT_STEM_POINTS + 1];
    return as_string(word, text) && Hunspell_spell(self->hunspell, text) != 0;
}

/* The root that one analysis names, as " fl:M1 st:kata fl:Mk". */
static kt_slice root_of(const char *analysis)
{
    const char *root = strstr(analysis, "st:");
    if (root == NULL)
        return (kt_slice){NULL, 0};
    root += 3;
    return (kt_slice){root, strcspn(root, " \t")};
}

void kt_stem_dictionary_each_root(const kt_stem_dictionary *self, kt_slice word,
                                  void (*visit)(void *ctx, kt_slice root),
                                  void *ctx)
{
    char text[KT_STEM_POINTS + 1];
    if (!as_string(word, text))
        return;
    char **analyses = NULL;
    int count = Hunspell_analyze(self->hunspell, &analyses, text);
    for (int i = 0; i < count; i++) {
        kt_slice root = root_of(analyses[i]);
        if (kt_stem_is_ascii_word(root))
            visit(ctx, root);
    }
    Hunspell_free_list(self->hunspell, &analyses, count);
}
