#include "store/term_run.h"

#include "article/stream.h"
#include "base/list.h"
#include "base/prefix.h"

#include <ktool/text.h>
#include <ktool/tokens.h>
#include <stdlib.h>

/* Columns of STMT_ALL_TERMS: of blobs, their lengths. */
enum {
    COL_FIRST,
    COL_COUNT,
    COL_CLASS,
    COL_ENDS,
    COL_TEXT,
    COL_FOLDED,
    COL_FOLDED_ENDS,
    COL_FOLDED_TEXT,
    COL_TOTAL
};

/* No term is empty. */
static bool ascending(const uint32_t *ends, size_t count, size_t limit)
{
    uint32_t last = 0;
    bool sound = true;
    for (size_t i = 0; i < count; i++) {
        sound &= ends[i] > last && ends[i] <= limit;
        last = ends[i];
    }
    return sound;
}

static bool are_surfaces_sound(const kt_term_run *run, const kt_slice *columns)
{
    size_t count = run->count;
    bool sound =
        columns[COL_CLASS].len == count && columns[COL_ENDS].len == count * 4;
    for (size_t i = 0; sound && i < count; i++)
        sound = run->class[i] < KT_CLASS_TOTAL;
    return sound && ascending(run->ends, count, columns[COL_TEXT].len);
}

static bool is_folding_sound(const kt_term_run *run, const kt_slice *columns)
{
    size_t count = run->count;
    bool sound = columns[COL_FOLDED].len == count * 4 &&
                 columns[COL_FOLDED_ENDS].len % 4 == 0;
    for (size_t i = 0; sound && i < count; i++)
        sound = run->folded[i] < run->folded_count;
    return sound && ascending(run->folded_ends, run->folded_count,
                              columns[COL_FOLDED_TEXT].len);
}

static kt_status damaged(const kt_db *db, uint32_t first, kt_error *err)
{
    return KT_FAIL(err, KT_ERR_CORRUPT,
                   "%s: the terms from %u on are damaged; run `ktool -c "
                   "%s reindex`",
                   db->path, first, db->path);
}

/* The blobs of a run, open to go on to those of the next. As values of a row
 * they would be copied by SQLite before they are copied here. */
typedef struct run_blobs {
    sqlite3_blob *open[COL_TOTAL];
} run_blobs;

static void close_blobs(run_blobs *blobs)
{
    for (size_t i = 0; i < COL_TOTAL; i++)
        sqlite3_blob_close(blobs->open[i]);
}

static kt_status read_blob(kt_db *db, sqlite3_blob **blob, const char *name,
                           uint32_t first, char *to, size_t len, kt_error *err)
{
    int code;
    if (len == 0)
        return KT_OK;
    if (*blob == NULL)
        code = sqlite3_blob_open(db->handle, "main", "term_run", name, first, 0,
                                 blob);
    else
        code = sqlite3_blob_reopen(*blob, first);
    if (code == SQLITE_OK)
        code = sqlite3_blob_read(*blob, to, (int)len, 0);
    if (code == SQLITE_ERROR) /* a value of another type */
        return damaged(db, first, err);
    return code == SQLITE_OK ? KT_OK : kt_db_failure(db, err);
}

/* Read the blobs of a run into memory of its own, the arrays of numbers first
 * so that they are aligned. */
static kt_status read_blobs(kt_db *db, sqlite3_stmt *row, uint32_t first,
                            bool folded, run_blobs *blobs,
                            kt_slice columns[COL_TOTAL], void **memory,
                            kt_error *err)
{
    static const struct {
        int column;
        const char *name;
        bool of_folded;
    } order[] = {{COL_ENDS, "ends", false},
                 {COL_FOLDED, "folded", true},
                 {COL_FOLDED_ENDS, "folded_ends", true},
                 {COL_CLASS, "class", false},
                 {COL_TEXT, "text", false},
                 {COL_FOLDED_TEXT, "folded_text", true}};
    enum {
        BLOBS = sizeof order / sizeof *order
    };
    size_t lens[BLOBS], size = 1;
    for (size_t i = 0; i < BLOBS; i++) {
        bool wanted = folded || !order[i].of_folded;
        lens[i] =
            wanted ? (size_t)sqlite3_column_int64(row, order[i].column) : 0;
        size += lens[i];
    }
    char *at = *memory = malloc(size);
    if (at == NULL)
        return KT_FAIL_NOMEM(err);
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < BLOBS; i++) {
        int column = order[i].column;
        columns[column] = (kt_slice){at, lens[i]};
        status = read_blob(db, &blobs->open[column], order[i].name, first, at,
                           lens[i], err);
        at += lens[i];
    }
    return status;
}

static kt_status read_run(kt_db *db, sqlite3_stmt *row, uint32_t first,
                          bool folded, run_blobs *blobs, kt_term_run *run,
                          kt_error *err)
{
    kt_slice columns[COL_TOTAL] = {0};
    if (sqlite3_column_int64(row, COL_FIRST) != first)
        return damaged(db, first, err);
    kt_status status =
        read_blobs(db, row, first, folded, blobs, columns, &run->memory, err);
    if (status != KT_OK)
        return status;
    *run = (kt_term_run){
        .first = first,
        .count = (uint32_t)sqlite3_column_int64(row, COL_COUNT),
        .class = (const uint8_t *)columns[COL_CLASS].data,
        .ends = (const uint32_t *)(const void *)columns[COL_ENDS].data,
        .text = columns[COL_TEXT].data,
        .folded = (const uint32_t *)(const void *)columns[COL_FOLDED].data,
        .folded_ends =
            (const uint32_t *)(const void *)columns[COL_FOLDED_ENDS].data,
        .folded_text = columns[COL_FOLDED_TEXT].data,
        .folded_count = (uint32_t)(columns[COL_FOLDED_ENDS].len / 4),
        .memory = run->memory};
    bool sound = are_surfaces_sound(run, columns) &&
                 (!folded || is_folding_sound(run, columns));
    return sound ? KT_OK : damaged(db, first, err);
}

kt_status kt_term_runs_read(kt_db *db, bool folded, kt_term_run **out,
                            size_t *count, kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_ALL_TERMS);
    kt_term_run *runs = NULL;
    run_blobs blobs = {0};
    uint32_t first = KT_FIRST_TERM; /* ids have no gaps */
    bool more;
    kt_status status;
    *out = NULL;
    *count = 0;
    while ((status = kt_db_step(db, rows, &more, err)) == KT_OK && more) {
        if (!kt_list_grow(&runs, *count, sizeof *runs)) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
        runs[*count] = (kt_term_run){0};
        status = read_run(db, rows, first, folded, &blobs, &runs[*count], err);
        first += runs[(*count)++].count;
        if (status != KT_OK)
            break;
    }
    sqlite3_reset(rows);
    close_blobs(&blobs);
    if (status != KT_OK) {
        kt_term_runs_free(runs, *count);
        *count = 0;
        return status;
    }
    *out = runs;
    return KT_OK;
}

void kt_term_runs_free(kt_term_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(runs[i].memory);
    free(runs);
}

/* The folded forms of a run while they are sorted. */
typedef struct fold_entry {
    uint64_t prefix;
    kt_slice text;
    uint32_t term;
} fold_entry;

static int by_text(const void *a, const void *b)
{
    const fold_entry *x = a, *y = b;
    if (x->prefix != y->prefix)
        return x->prefix < y->prefix ? -1 : 1;
    return kt_slice_compare(x->text, y->text);
}

/* The columns of a run that are derived from the surfaces. */
typedef struct folding {
    kt_buffer all; /* every folded form, as often as it occurs */
    fold_entry *entries;
    uint32_t *folded;
    kt_buffer ends, text;
} folding;

static void free_folding(folding *f)
{
    kt_buffer_free(&f->all);
    kt_buffer_free(&f->ends);
    kt_buffer_free(&f->text);
    free(f->entries);
    free(f->folded);
}

static bool fold_all(folding *f, uint32_t count, const char *texts,
                     const uint32_t *offsets)
{
    f->entries = malloc(((size_t)count + 1) * sizeof *f->entries);
    f->folded = malloc(((size_t)count + 1) * sizeof *f->folded);
    if (f->entries == NULL || f->folded == NULL)
        return false;
    for (uint32_t i = 0; i < count; i++) {
        size_t before = f->all.len;
        kt_text_fold(
            (kt_slice){texts + offsets[i], offsets[i + 1] - offsets[i]},
            &f->all);
        f->entries[i] =
            (fold_entry){.text = {NULL, f->all.len - before}, .term = i};
    }
    size_t at = 0; /* pointers only now that the buffer stands still */
    for (uint32_t i = 0; !f->all.failed && i < count; i++) {
        f->entries[i].text.data = f->all.data + at;
        f->entries[i].prefix = kt_prefix(f->entries[i].text);
        at += f->entries[i].text.len;
    }
    return !f->all.failed;
}

enum {
    STARTS = 1 << 16, /* the two bytes that a text can begin with */
    FEW = 4096        /* entries that are sorted as they stand */
};

/* Sorted by their first two bytes apart, so that what is compared is near in
 * memory, and compared half as often. */
static bool sort_entries(folding *f, uint32_t count)
{
    if (count < FEW) {
        qsort(f->entries, count, sizeof *f->entries, by_text);
        return true;
    }
    uint32_t *starts = calloc(STARTS, sizeof *starts);
    fold_entry *sorted = malloc(count * sizeof *sorted);
    bool done = starts != NULL && sorted != NULL;
    for (uint32_t i = 0; done && i < count; i++)
        starts[f->entries[i].prefix >> 48]++;
    for (uint32_t b = 1; done && b < STARTS; b++)
        starts[b] += starts[b - 1];
    for (uint32_t i = count; done && i-- > 0;)
        sorted[--starts[f->entries[i].prefix >> 48]] = f->entries[i];
    for (uint32_t b = 0; done && b < STARTS; b++) {
        uint32_t end = b + 1 < STARTS ? starts[b + 1] : count;
        if (end - starts[b] > 1)
            qsort(sorted + starts[b], end - starts[b], sizeof *sorted, by_text);
    }
    free(starts);
    free(done ? f->entries : sorted);
    f->entries = done ? sorted : f->entries;
    return done;
}

static bool number_distinct(folding *f, uint32_t count)
{
    uint32_t distinct = 0;
    for (uint32_t i = 0; i < count; i++) {
        const fold_entry *entry = &f->entries[i];
        if (i == 0 || !kt_slice_equal(entry->text, entry[-1].text)) {
            kt_buffer_add_slice(&f->text, entry->text);
            uint32_t end = (uint32_t)f->text.len;
            kt_buffer_add(&f->ends, &end, sizeof end);
            distinct++;
        }
        f->folded[entry->term] = distinct - 1;
    }
    return !f->text.failed && !f->ends.failed;
}

static kt_status write_row(kt_db *db, uint32_t first, uint32_t count,
                           const kt_slice columns[6], kt_error *err)
{
    sqlite3_stmt *drop = kt_db_statement(db, STMT_DROP_TERMS);
    sqlite3_bind_int64(drop, 1, first);
    kt_status status = kt_db_run(db, drop, err);
    if (status != KT_OK)
        return status;
    sqlite3_stmt *add = kt_db_statement(db, STMT_ADD_TERMS);
    sqlite3_bind_int64(add, 1, first);
    sqlite3_bind_int64(add, 2, count);
    for (int i = 0; i < 6; i++)
        kt_db_bind_blob(add, i + 3, columns[i]);
    return kt_db_run(db, add, err);
}

kt_status kt_term_run_write(kt_db *db, uint32_t first, uint32_t count,
                            const char *texts, const uint32_t *offsets,
                            const uint8_t *classes, kt_error *err)
{
    folding f = {0};
    uint32_t *ends = malloc(((size_t)count + 1) * sizeof *ends);
    kt_status status = KT_OK;
    if (ends == NULL || !fold_all(&f, count, texts, offsets))
        status = KT_FAIL_NOMEM(err);
    if (status == KT_OK) {
        if (!sort_entries(&f, count) || !number_distinct(&f, count))
            status = KT_FAIL_NOMEM(err);
    }
    if (status == KT_OK) {
        for (uint32_t i = 0; i < count; i++)
            ends[i] = offsets[i + 1] - offsets[0];
        const kt_slice columns[6] = {
            {(const char *)classes, count},
            {(const char *)ends, (size_t)count * 4},
            {texts + offsets[0], offsets[count] - offsets[0]},
            {(const char *)f.folded, (size_t)count * 4},
            kt_buffer_slice(&f.ends),
            kt_buffer_slice(&f.text)};
        status = write_row(db, first, count, columns, err);
    }
    free(ends);
    free_folding(&f);
    return status;
}
