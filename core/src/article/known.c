#include "article/known.h"

#include "article/json_text.h"
#include "article/known_dates.h"

#include <assert.h>
#include <ktool/text.h>
#include <stdlib.h>

/* Longer ones stand first, so that ".co.id" is not taken for ".id". */
static const char *const domains[] = {".co.id", ".com", ".id", ".co", ".tv"};

/* What stands around values and is no part of them, dashes apart. */
static const char name_marks[] = " ,;:|/-", url_marks[] = " ,;:|.";

enum {
    FIELD_SOURCE,
    FIELD_DATE
};

static const struct {
    kt_slice name;
    const char *marks; /* that are dropped at both ends */
    bool date;
} fields[KT_KNOWN_TOTAL] = {
    [FIELD_SOURCE] = {{"source", 6}, name_marks, false},
    [FIELD_DATE] = {{"date", 4}, name_marks, true},
    {{"place", 5}, name_marks, false},
    {{"wire", 4}, name_marks, false},
    {{"author", 6}, name_marks, false},
    {{"editor", 6}, name_marks, false},
    {{"initials", 8}, name_marks, false},
    {{"credit", 6}, name_marks, false},
    {{"section", 7}, name_marks, false},
    {{"translator", 10}, name_marks, false},
    {{"modified", 8}, name_marks, true},
    {{"original_source", 15}, name_marks, false},
    {{"original_title", 14}, name_marks, false},
    {{"original_url", 12}, url_marks, false},
};

static const kt_slice first_date = {"first_date", 10};
static const kt_slice file = {"field", 5}; /* as an origin */
static const char reading[] = "read as ";

/* An article that is being finished. */
typedef struct finishing {
    kt_known *known;
    kt_arena *arena;
    kt_article *article;
    bool failed; /* for want of memory */
} finishing;

void kt_known_free(kt_known *known)
{
    kt_buffer *const buffers[] = {&known->fields, &known->origins,
                                  &known->note,   &known->scratch,
                                  &known->given,  &known->read};
    for (size_t i = 0; i < sizeof buffers / sizeof buffers[0]; i++)
        kt_buffer_free(buffers[i]);
}

static size_t index_of(kt_slice field)
{
    size_t i = 0;
    while (i < KT_KNOWN_TOTAL && !kt_slice_equal(fields[i].name, field))
        i++;
    return i;
}

bool kt_known_has(kt_slice field)
{
    return index_of(field) < KT_KNOWN_TOTAL;
}

/* The length of the blank at the start of `text`, control characters and the
 * spaces that pages use included; 0 for none. */
static size_t blank_length(kt_slice text)
{
    static const char *const wide[] = {"\xC2\xA0", "\xE2\x80\xAF",
                                       "\xE2\x80\x8B", "\xE3\x80\x80"};
    if (text.len == 0)
        return 0;
    unsigned char c = (unsigned char)*text.data;
    if (c < 0x80)
        return c <= ' ' || c == 127;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
        size_t len = strlen(wide[i]);
        if (text.len >= len && memcmp(text.data, wide[i], len) == 0)
            return len;
    }
    return 0;
}

/* The length of the mark at the start or end of `text`, a dash of any length
 * being "-". */
static size_t mark_length(kt_slice text, bool at_end, const char *marks)
{
    if (text.len == 0)
        return 0;
    if (strchr(marks, text.data[at_end ? text.len - 1 : 0]) != NULL)
        return 1;
    const char *p = text.data + (at_end && text.len >= 3 ? text.len - 3 : 0);
    bool dash = text.len >= 3 && p[0] == '\xE2' && p[1] == '\x80' &&
                (p[2] == '\x93' || p[2] == '\x94');
    return dash ? 3 : 0;
}

/* Append `text` with single spaces for white space, none at its ends. */
static void squeeze(kt_slice text, kt_buffer *out)
{
    size_t start = out->len;
    bool blank = false;
    while (text.len > 0) {
        size_t len = blank_length(text);
        if (len == 0) {
            if (blank && out->len > start)
                kt_buffer_add_char(out, ' ');
            kt_buffer_add_char(out, *text.data);
            len = 1;
            blank = false;
        } else {
            blank = true;
        }
        text = kt_slice_sub(text, len, text.len);
    }
}

/* Whether more than marks and blanks stand there. */
static bool has_letter(kt_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.data[i];
        size_t blank = blank_length(kt_slice_sub(text, i, text.len));
        if (blank > 0)
            i += blank - 1;
        else if (c == 0xE2 && text.len - i >= 3) /* dashes, quotation marks */
            i += 2;
        else if (c >= 0x80 || (c >= '0' && c <= '9') ||
                 ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            return true;
    }
    return false;
}

/* `text`, squeezed, without the marks at its ends; empty if no letter or digit
 * is left. */
static kt_slice trim_marks(kt_slice text, const char *marks)
{
    size_t len;
    while ((len = mark_length(text, false, marks)) > 0)
        text = kt_slice_sub(text, len, text.len);
    while ((len = mark_length(text, true, marks)) > 0)
        text.len -= len;
    return has_letter(text) ? text : (kt_slice){NULL, 0};
}

void kt_known_read(kt_known *known, kt_slice field, kt_slice value,
                   kt_label from)
{
    size_t i = index_of(field);
    assert(i < KT_KNOWN_TOTAL);
    kt_date date;
    const kt_date_rules rules = {0};
    if (known->values[i].text.len > 0 || !has_letter(value) ||
        (fields[i].date && !kt_date_parse(&rules, value, &date)))
        return;
    known->values[i].text = value;
    known->values[i].from = from;
}

static kt_slice keep(finishing *f, kt_slice text)
{
    kt_slice copy = kt_arena_copy(f->arena, text);
    f->failed |= copy.data == NULL && text.len > 0;
    return copy.data == NULL ? (kt_slice){NULL, 0} : copy;
}

static bool was_read(const finishing *f, size_t i)
{
    return f->known->values[i].text.len > 0;
}

/* What was read, as it is kept; empty if it is only marks. */
static kt_slice value_of(finishing *f, size_t i)
{
    kt_buffer *scratch = &f->known->scratch;
    kt_buffer_clear(scratch);
    squeeze(f->known->values[i].text, scratch);
    f->failed |= scratch->failed;
    return keep(f, trim_marks(kt_buffer_slice(scratch), fields[i].marks));
}

/* Fields that have a column of their own; NULL for others. */
static kt_slice *column_of(kt_article *article, kt_slice field)
{
    const struct {
        const char *name;
        kt_slice *column;
    } columns[] = {{"source", &article->source},
                   {"place", &article->place},
                   {"author", &article->author},
                   {"section", &article->section},
                   {"date", &article->date}};
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        if (kt_slice_equal(kt_slice_of(columns[i].name), field))
            return columns[i].column;
    }
    return NULL;
}

/* Whether a field of this name is kept beside the column, which has no other
 * meaning than what the text says. */
static bool is_free(kt_article *article, kt_slice field)
{
    return column_of(article, field) == NULL ||
           kt_slice_equal(field, KT_SLICE("section"));
}

/* The free field of this name, or NULL. */
static kt_field *find_field(const kt_known *known, kt_slice name)
{
    kt_field *list = (kt_field *)known->fields.data;
    size_t count = known->fields.len / sizeof *list;
    for (size_t i = 0; i < count; i++) {
        if (kt_slice_equal(list[i].name, name))
            return &list[i];
    }
    return NULL;
}

static bool says_nothing(kt_slice json)
{
    return kt_slice_equal(json, KT_SLICE("null")) ||
           kt_slice_equal(json, KT_SLICE("\"\""));
}

static void set_field(finishing *f, kt_slice name, kt_slice text)
{
    kt_buffer *scratch = &f->known->scratch;
    kt_buffer_clear(scratch);
    kt_text_json(text, scratch);
    f->failed |= scratch->failed;
    kt_field field = {name, keep(f, kt_buffer_slice(scratch))};
    kt_field *there = find_field(f->known, name);
    if (there != NULL)
        *there = field;
    else
        kt_buffer_add(&f->known->fields, &field, sizeof field);
}

/* Keep where the value of a field is from, with the note that was written;
 * nothing is to be said of what the file gave without one. */
static void add_origin(finishing *f, kt_slice field, kt_slice from)
{
    kt_slice note = keep(f, kt_buffer_slice(&f->known->note));
    kt_origin origin = {field, from, note};
    f->failed |= f->known->note.failed;
    if (note.len > 0 || !kt_slice_equal(from, file))
        kt_buffer_add(&f->known->origins, &origin, sizeof origin);
    kt_buffer_clear(&f->known->note);
}

static kt_slice label_of(const finishing *f, size_t i)
{
    return kt_slice_of(kt_label_name(f->known->values[i].from));
}

/* Whether the file gave the field; then its text is in known->given. */
static bool is_given(finishing *f, kt_slice name)
{
    kt_known *known = f->known;
    const kt_slice *column = column_of(f->article, name);
    const kt_field *field = find_field(known, name);
    kt_buffer_clear(&known->given);
    if (column != NULL && column->len > 0)
        kt_buffer_add_slice(&known->given, *column);
    else if (field != NULL && !says_nothing(field->value))
        kt_json_text(field->value, &known->given);
    f->failed |= known->given.failed;
    return known->given.len > 0;
}

/* Leave of an outlet's folded name what is the same wherever it stands:
 * "detik" of "www.detik.com". */
static void strip_outlet(kt_buffer *name)
{
    for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++) {
        size_t len = strlen(domains[i]);
        if (name->len > len &&
            memcmp(name->data + name->len - len, domains[i], len) == 0) {
            name->len -= len;
            break;
        }
    }
    bool www = name->len > 4 && memcmp(name->data, "www.", 4) == 0;
    size_t len = 0;
    for (size_t i = www ? 4 : 0; i < name->len; i++) {
        if (strchr(". -", name->data[i]) == NULL)
            name->data[len++] = name->data[i];
    }
    name->len = len;
}

/* Write `text`, which may lie in `out`, as it is compared: folded and
 * squeezed. */
static void write_key(finishing *f, kt_slice text, kt_buffer *out)
{
    kt_buffer *scratch = &f->known->scratch;
    kt_buffer_clear(scratch);
    squeeze(text, scratch);
    kt_buffer_clear(out);
    kt_text_fold(kt_buffer_slice(scratch), out);
    f->failed |= scratch->failed || out->failed;
}

/* Whether the text says of the field something else than the file, whose word
 * is in known->given. Of two names of an outlet one may go on: detikFinance. */
static bool contradicts(finishing *f, size_t i, kt_slice value)
{
    kt_buffer *given = &f->known->given, *read = &f->known->read;
    write_key(f, kt_buffer_slice(given), given);
    write_key(f, value, read);
    if (f->failed)
        return false;
    if (i == FIELD_SOURCE) {
        strip_outlet(given);
        strip_outlet(read);
        size_t len = given->len < read->len ? given->len : read->len;
        given->len = read->len = len;
    }
    return !kt_slice_equal(kt_buffer_slice(given), kt_buffer_slice(read));
}

/* "header: 15 Agustus 2022" */
static void note_reading(finishing *f, size_t i, kt_slice value)
{
    kt_buffer *note = &f->known->note;
    if (note->len > 0)
        kt_buffer_add_string(note, ", ");
    kt_buffer_add_slice(note, label_of(f, i));
    kt_buffer_add_string(note, ": ");
    kt_buffer_add_slice(note, value);
}

/* Set a field that neither the file nor another reading has set. */
static void set_value(finishing *f, kt_slice name, kt_slice value,
                      kt_slice from)
{
    kt_slice *column = column_of(f->article, name);
    if (column != NULL)
        *column = value;
    if (is_free(f->article, name))
        set_field(f, name, value);
    add_origin(f, name, from);
}

static void settle_name(finishing *f, size_t i)
{
    kt_slice value = value_of(f, i);
    if (value.len == 0)
        return;
    if (!is_given(f, fields[i].name)) {
        set_value(f, fields[i].name, value, label_of(f, i));
        return;
    }
    if (contradicts(f, i, value))
        note_reading(f, i, value);
    add_origin(f, fields[i].name, file);
}

/* Set the date from what the file gave in other words than ISO 8601. */
static void read_given_date(finishing *f)
{
    kt_known_date known;
    kt_buffer *note = &f->known->note, *scratch = &f->known->scratch;
    const kt_field *field = find_field(f->known, fields[FIELD_DATE].name);
    if (f->article->date.len > 0 || field == NULL ||
        *field->value.data == '[' || *field->value.data == '{')
        return;
    kt_buffer_clear(&f->known->given);
    kt_json_text(field->value, &f->known->given);
    kt_buffer_clear(scratch);
    squeeze(kt_buffer_slice(&f->known->given), scratch);
    f->failed |= f->known->given.failed || scratch->failed;
    if (!kt_date_given(f->article, kt_buffer_slice(scratch), &known)) {
        kt_buffer_add_string(note, "no date: \"");
        kt_buffer_add_slice(note, kt_buffer_slice(scratch));
        kt_buffer_add_char(note, '"');
        return;
    }
    f->article->date = keep(f, kt_slice_of(known.date.iso));
    kt_buffer_add_format(note, "%s%s from \"", reading, known.date.iso);
    kt_buffer_add_slice(note, kt_buffer_slice(scratch));
    kt_buffer_add_char(note, '"');
    kt_date_note(&known, note);
}

/* The date, or that of the last change, as the text states it. */
static void settle_date(finishing *f, size_t i)
{
    kt_known_date known;
    kt_slice value = {NULL, 0};
    if (was_read(f, i))
        value = value_of(f, i);
    if (i == FIELD_DATE)
        read_given_date(f);
    bool stated = value.len > 0 && kt_date_read(f->article, value, &known);
    bool given = i == FIELD_DATE ? f->article->date.len > 0
                                 : is_given(f, fields[i].name);
    if (stated && !given) {
        kt_date_note(&known, &f->known->note);
        set_value(f, fields[i].name, keep(f, kt_slice_of(known.date.iso)),
                  label_of(f, i));
        return;
    }
    kt_slice there =
        i == FIELD_DATE ? f->article->date : kt_buffer_slice(&f->known->given);
    if (stated && kt_date_differs(there, &known.date))
        note_reading(f, i, value);
    add_origin(f, fields[i].name, file);
}

static void settle_first_date(finishing *f)
{
    kt_known_date known;
    if (is_given(f, first_date) || !kt_date_first(f->article, &known))
        return;
    kt_date_note(&known, &f->known->note);
    set_value(f, first_date, kt_slice_of(known.date.iso), KT_SLICE("text"));
}

static bool came_from_text(const kt_article *article, kt_slice name)
{
    for (size_t i = 0; i < article->origin_count; i++) {
        if (kt_slice_equal(article->origins[i].field, name))
            return !kt_slice_equal(article->origins[i].from, file);
    }
    return false;
}

/* Whether what an origin says of a column of the article was not given as it
 * stands there. */
static bool was_made(const kt_origin *origin)
{
    bool worded = origin->note.len >= sizeof reading - 1 &&
                  memcmp(origin->note.data, reading, sizeof reading - 1) == 0;
    return worded || !kt_slice_equal(origin->from, file);
}

/* Keep of the free fields those that the file gave. */
static bool forget_fields(kt_article *article, kt_arena *arena)
{
    size_t count = 0;
    kt_field *given =
        kt_arena_alloc(arena, (article->field_count + 1) * sizeof *given);
    if (given == NULL)
        return false;
    for (size_t i = 0; i < article->field_count; i++) {
        const kt_field *field = &article->fields[i];
        if (!is_free(article, field->name) ||
            !came_from_text(article, field->name))
            given[count++] = *field;
    }
    article->fields = given;
    article->field_count = count;
    return true;
}

bool kt_known_forget(kt_article *article, kt_arena *arena)
{
    if (article->origin_count == 0)
        return true;
    if (article->field_count > 0 && !forget_fields(article, arena))
        return false;
    for (size_t i = 0; i < article->origin_count; i++) {
        const kt_origin *origin = &article->origins[i];
        kt_slice *column = column_of(article, origin->field);
        if (column != NULL && was_made(origin))
            *column = (kt_slice){NULL, 0};
    }
    article->origins = NULL;
    article->origin_count = 0;
    return true;
}

void kt_known_begin(kt_known *known, const kt_article *article)
{
    kt_buffer *list = &known->fields;
    memset(known->values, 0, sizeof known->values);
    kt_buffer_clear(list);
    kt_buffer_add(list, article->fields,
                  article->field_count * sizeof(kt_field));
}

static int compare_fields(const void *a, const void *b)
{
    return kt_slice_compare(((const kt_field *)a)->name,
                            ((const kt_field *)b)->name);
}

static int compare_origins(const void *a, const void *b)
{
    return kt_slice_compare(((const kt_origin *)a)->field,
                            ((const kt_origin *)b)->field);
}

/* A sorted copy of the items in `list`; NULL if there are none. */
static const void *sorted(finishing *f, kt_buffer *list, size_t size,
                          int (*compare)(const void *, const void *))
{
    f->failed |= list->failed;
    if (f->failed || list->len == 0)
        return NULL;
    qsort(list->data, list->len / size, size, compare);
    void *items = kt_arena_alloc(f->arena, list->len);
    f->failed |= items == NULL;
    return items == NULL ? NULL : memcpy(items, list->data, list->len);
}

kt_status kt_known_finish(kt_known *known, kt_arena *arena, kt_article *article,
                          kt_error *err)
{
    finishing f = {.known = known, .arena = arena, .article = article};
    kt_buffer_clear(&known->origins);
    kt_buffer_clear(&known->note);
    for (size_t i = 0; i < KT_KNOWN_TOTAL; i++) {
        if (fields[i].date)
            settle_date(&f, i);
        else if (was_read(&f, i))
            settle_name(&f, i);
    }
    settle_first_date(&f);
    article->fields =
        sorted(&f, &known->fields, sizeof(kt_field), compare_fields);
    article->field_count = known->fields.len / sizeof(kt_field);
    article->origins =
        sorted(&f, &known->origins, sizeof(kt_origin), compare_origins);
    article->origin_count = known->origins.len / sizeof(kt_origin);
    return f.failed ? KT_FAIL_NOMEM(err) : KT_OK;
}
