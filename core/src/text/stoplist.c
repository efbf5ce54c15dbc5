#include <ktool/stoplist.h>

#include "base/data.h"
#include "base/table.h"

#include <ktool/text.h>
#include <stdlib.h>
#include <zlib.h>

#define FILE_END ".txt"

enum {
    SKETCHES = 8192
};

struct kt_stoplist {
    kt_table words; /* their value is 0 for those taken away again */
    uint8_t sketches[SKETCHES / 8]; /* a bit is set: some word has it */
    size_t count;                   /* of the others */
    kt_buffer name;
    unsigned form;
};

/* The length of the name or path that text begins with. */
static size_t name_length(const char *text)
{
    size_t len = strcspn(text, "+-");
    if (memchr(text, '/', len) == NULL)
        return len;
    for (const char *p = text; (p = strstr(p, FILE_END)) != NULL;) {
        p += strlen(FILE_END);
        if (*p == '+' || *p == '-')
            return (size_t)(p - text);
    }
    return strlen(text);
}

static bool is_path(kt_slice name)
{
    const size_t end = strlen(FILE_END);
    return memchr(name.data, '/', name.len) != NULL ||
           (name.len > end &&
            memcmp(name.data + name.len - end, FILE_END, end) == 0);
}

static kt_status read_file(kt_slice name, kt_buffer *text, kt_error *err)
{
    if (!is_path(name))
        return kt_data_read_list("stopwords", "no stop list", name, text, err);
    char *path = strndup(name.data, name.len);
    if (path == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_data_read_file(path, text, err);
    free(path);
    return status;
}

/* Append the sign, the name and the version. */
static void add_name(kt_stoplist *list, char sign, kt_slice name, kt_slice text)
{
    static const char mark[] = "# version: ";
    if (list->name.len > 0)
        kt_buffer_add_format(&list->name, " %c ", sign);
    kt_buffer_add_slice(&list->name, name);
    kt_buffer_add_char(&list->name, ' ');
    const char *version = is_path(name) || text.len == 0
                              ? NULL
                              : memmem(text.data, text.len, mark, strlen(mark));
    if (version == NULL) {
        unsigned long sum =
            crc32_z(0, (const unsigned char *)text.data, text.len);
        kt_buffer_add_format(&list->name, "%08lx", sum);
        return;
    }
    version += strlen(mark);
    const char *end = text.data + text.len;
    while (version < end && *version != '\n' && *version != '\r')
        kt_buffer_add_char(&list->name, *version++);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static kt_slice trim(kt_slice line)
{
    while (line.len > 0 && is_blank(line.data[0]))
        line = kt_slice_sub(line, 1, line.len);
    while (line.len > 0 && is_blank(line.data[line.len - 1]))
        line.len--;
    return line;
}

/* What tells nearly all words from those of a list without looking them up. */
static unsigned sketch_of(kt_slice word)
{
    const uint8_t *p = (const uint8_t *)word.data;
    unsigned sum = p[0] + 31u * p[word.len / 2] + 961u * p[word.len - 1];
    return (sum + 4099u * (unsigned)word.len) % SKETCHES;
}

/* Add a word, or take it away. */
static kt_status apply(kt_stoplist *list, char sign, kt_slice word,
                       kt_error *err)
{
    kt_probe probe = kt_probe_of(word, 0);
    kt_entry *entry = kt_table_reserve(&list->words, 1)
                          ? kt_table_at(&list->words, &probe)
                          : NULL;
    if (entry == NULL)
        return KT_FAIL_NOMEM(err);
    list->count -= entry->value;
    entry->value = sign == '+';
    list->count += entry->value;
    unsigned sketch = sketch_of(word);
    list->sketches[sketch / 8] |= (uint8_t)(1u << sketch % 8);
    return KT_OK;
}

/* The same for a line of a file. */
static kt_status apply_line(kt_stoplist *list, char sign, kt_slice line,
                            kt_slice name, kt_error *err)
{
    kt_slice given = trim(line);
    if (given.len == 0 || given.data[0] == '#')
        return KT_OK;
    for (size_t i = 0; i < given.len; i++) {
        if (is_blank(given.data[i]))
            return KT_FAIL(err, KT_ERR_USAGE,
                           "stop list %.*s: '%.*s' is more than one word; "
                           "write one a line",
                           (int)name.len, name.data, (int)given.len,
                           given.data);
    }
    kt_buffer word = {0};
    kt_text_form(given, list->form, &word);
    kt_status status = kt_buffer_status(&word, err);
    if (status == KT_OK)
        status = apply(list, sign, kt_buffer_slice(&word), err);
    kt_buffer_free(&word);
    return status;
}

static kt_status apply_file(kt_stoplist *list, char sign, kt_slice name,
                            kt_error *err)
{
    kt_buffer bytes = {0};
    kt_status status = read_file(name, &bytes, err);
    kt_slice text = kt_buffer_slice(&bytes), line;
    if (status == KT_OK && kt_text_valid_prefix(text) < text.len)
        status = KT_FAIL(err, KT_ERR_USAGE,
                         "stop list %.*s is not UTF-8; save it as UTF-8",
                         (int)name.len, name.data);
    if (status == KT_OK) {
        add_name(list, sign, name, text);
        if (text.len >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0)
            text = kt_slice_sub(text, 3, text.len);
    }
    while (status == KT_OK && kt_data_next_line(&text, &line))
        status = apply_line(list, sign, line, name, err);
    kt_buffer_free(&bytes);
    return status;
}

static kt_status apply_lists(kt_stoplist *list, const char *lists,
                             kt_error *err)
{
    char sign = '+';
    for (;;) {
        size_t len = name_length(lists);
        kt_status status = apply_file(list, sign, (kt_slice){lists, len}, err);
        if (status != KT_OK || lists[len] == '\0')
            return status;
        sign = lists[len];
        lists += len + 1;
    }
}

kt_status kt_stoplist_new(const char *lists, unsigned form, kt_stoplist **out,
                          kt_error *err)
{
    kt_status status = KT_OK;
    *out = NULL;
    kt_stoplist *list = calloc(1, sizeof *list);
    if (list == NULL)
        return KT_FAIL_NOMEM(err);
    list->form = form;
    if (lists != NULL && strcmp(lists, "none") != 0)
        status = apply_lists(list, lists, err);
    kt_buffer_add_char(&list->name, '\0');
    if (status == KT_OK)
        status = kt_buffer_status(&list->name, err);
    if (status != KT_OK) {
        kt_stoplist_free(list);
        return status;
    }
    *out = list;
    return KT_OK;
}

void kt_stoplist_free(kt_stoplist *list)
{
    if (list == NULL)
        return;
    kt_table_free(&list->words);
    kt_buffer_free(&list->name);
    free(list);
}

bool kt_stoplist_has(const kt_stoplist *list, kt_slice word)
{
    if (list->count == 0 || word.len == 0)
        return false;
    unsigned sketch = sketch_of(word);
    if (!(list->sketches[sketch / 8] >> sketch % 8 & 1))
        return false;
    kt_probe probe = kt_probe_of(word, 0);
    const kt_entry *entry = kt_table_find(&list->words, &probe);
    return entry != NULL && entry->value != 0;
}

const char *kt_stoplist_name(const kt_stoplist *list)
{
    return list->name.data;
}

bool kt_stoplist_next(const kt_stoplist *list, size_t *at, kt_slice *word)
{
    while (*at < list->words.capacity) {
        const kt_entry *entry = &list->words.entries[(*at)++];
        if (entry->probe.len != 0 && entry->value != 0) {
            *word = kt_entry_key(entry);
            return true;
        }
    }
    return false;
}
