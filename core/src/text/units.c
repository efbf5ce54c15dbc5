#include "text/units.h"

#include "base/data.h"
#include "base/table.h"

#include <stdlib.h>

#define UNITS_FILE "units.tsv"

enum {
    LARGEST_EXPONENT = 18
};

struct kt_units {
    kt_table words; /* tagged by role; values are addresses in entries */
    kt_arena entries;
};

static const char *const role_names[KT_UNIT_ROLE_TOTAL] = {
    [KT_UNIT_PREFIX] = "prefix",
    [KT_UNIT_SUFFIX] = "unit",
    [KT_UNIT_SCALE] = "scale",
    [KT_UNIT_JOIN] = "join",
};

static const char *const where_names[KT_UNIT_WHERE_TOTAL] = {
    [KT_UNIT_ANYWHERE] = "",     [KT_UNIT_ID] = "id",
    [KT_UNIT_EN] = "en",         [KT_UNIT_RUPIAH] = "rupiah",
    [KT_UNIT_DIRECT] = "direct", [KT_UNIT_SCALED] = "scaled",
};

/* Take what stands before the next tab from the front of a line. */
static kt_slice take_column(kt_slice *line)
{
    const char *tab = memchr(line->data, '\t', line->len);
    size_t len = tab == NULL ? line->len : (size_t)(tab - line->data);
    kt_slice column = kt_slice_sub(*line, 0, len);
    *line = kt_slice_sub(*line, tab == NULL ? len : len + 1, line->len);
    return column;
}

/* The index of a name, or count if it is none of them. */
static size_t index_of(kt_slice name, const char *const *names, size_t count)
{
    size_t i = 0;
    while (i < count && !kt_slice_equal(name, kt_slice_of(names[i])))
        i++;
    return i;
}

/* How many zeros a scale adds; false if that is no number up to 18. */
static bool read_exponent(kt_slice meaning, int *out)
{
    *out = 0;
    for (size_t i = 0; i < meaning.len; i++) {
        if (meaning.data[i] < '0' || meaning.data[i] > '9')
            return false;
        *out = *out * 10 + (meaning.data[i] - '0');
        if (*out > LARGEST_EXPONENT)
            return false;
    }
    return true;
}

static kt_status add(kt_units *units, kt_slice words, kt_unit_role role,
                     kt_unit unit, kt_slice name, kt_error *err)
{
    kt_unit *kept = kt_arena_alloc(&units->entries, sizeof *kept);
    char *text = kt_arena_alloc(&units->entries, name.len + 1);
    kt_probe probe = kt_probe_of(words, (uint8_t)role);
    if (kept == NULL || text == NULL || !kt_table_reserve(&units->words, 1))
        return KT_FAIL_NOMEM(err);
    kt_entry *entry = kt_table_at(&units->words, &probe);
    if (entry == NULL)
        return KT_FAIL_NOMEM(err);
    memcpy(text, name.data, name.len);
    text[name.len] = '\0';
    *kept = unit;
    if (name.len > 0)
        kept->name = text;
    entry->value = (uintptr_t)kept;
    return KT_OK;
}

static kt_status add_line(kt_units *units, kt_slice line, kt_error *err)
{
    kt_slice rest = line;
    kt_slice words = take_column(&rest);
    kt_slice role = take_column(&rest);
    kt_slice meaning = take_column(&rest);
    kt_unit unit = {.exponent = KT_NO_EXPONENT};
    size_t role_index = index_of(role, role_names, KT_UNIT_ROLE_TOTAL);
    size_t where = index_of(rest, where_names, KT_UNIT_WHERE_TOTAL);
    bool none = kt_slice_equal(meaning, KT_SLICE("-"));
    bool good = words.len > 0 && words.len <= KT_UNIT_BYTES &&
                role_index < KT_UNIT_ROLE_TOTAL && meaning.len > 0 &&
                where < KT_UNIT_WHERE_TOTAL;
    if (good && !none && role_index == KT_UNIT_SCALE)
        good = read_exponent(meaning, &unit.exponent);
    if (!good)
        return KT_FAIL(err, KT_ERR_FORMAT,
                       UNITS_FILE ": '%.*s' is no word, role, meaning and "
                                  "place, with tabs between them",
                       line.len > 80 ? 80 : (int)line.len, line.data);
    unit.where = (kt_unit_where)where;
    if (none || role_index == KT_UNIT_SCALE)
        meaning.len = 0;
    return add(units, words, (kt_unit_role)role_index, unit, meaning, err);
}

kt_status kt_units_new(kt_units **out, kt_error *err)
{
    kt_buffer text = {0};
    *out = NULL;
    kt_units *units = calloc(1, sizeof *units);
    if (units == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status = kt_data_read(UNITS_FILE, &text, err);
    kt_slice rest = kt_buffer_slice(&text), line;
    while (status == KT_OK && kt_data_next_line(&rest, &line))
        status = add_line(units, line, err);
    kt_buffer_free(&text);
    if (status == KT_OK)
        *out = units;
    else
        kt_units_free(units);
    return status;
}

void kt_units_free(kt_units *units)
{
    if (units == NULL)
        return;
    kt_table_free(&units->words);
    kt_arena_free(&units->entries);
    free(units);
}

static const kt_unit *look_up(const kt_units *units, kt_unit_role role,
                              kt_slice words)
{
    kt_probe probe = kt_probe_of(words, (uint8_t)role);
    const kt_entry *entry = kt_table_find(&units->words, &probe);
    return entry == NULL ? NULL : (const kt_unit *)(uintptr_t)entry->value;
}

const kt_unit *kt_units_find(const kt_units *units, kt_unit_role role,
                             kt_slice words)
{
    char small[KT_UNIT_BYTES];
    const kt_unit *found = look_up(units, role, words);
    if (found != NULL)
        return found;
    for (size_t i = 0; i < words.len; i++) {
        char c = words.data[i];
        small[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    found = look_up(units, role, (kt_slice){small, words.len});
    /* m is a metre, and M is none. */
    return found == NULL || found->where == KT_UNIT_DIRECT ? NULL : found;
}
