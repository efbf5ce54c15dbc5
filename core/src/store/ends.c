#include "store/ends.h"

/* No store has more articles, segments or tokens. */
static const int64_t last_number = INT64_MAX / 2;

static bool is_sound(const kt_ends *ends)
{
    return ends->article <= last_number && ends->segment <= last_number &&
           ends->position >= 0 && ends->position <= last_number;
}

kt_status kt_ends_read(kt_db *db, kt_ends *out, kt_error *err)
{
    bool row;
    sqlite3_stmt *ends = kt_db_statement(db, STMT_ENDS);
    kt_status status = kt_db_step(db, ends, &row, err);
    *out = (kt_ends){0};
    if (row)
        *out = (kt_ends){.article = sqlite3_column_int64(ends, 0),
                         .segment = sqlite3_column_int64(ends, 1),
                         .position = sqlite3_column_int64(ends, 2),
                         .removals = sqlite3_column_int64(ends, 3),
                         .numbering = sqlite3_column_int64(ends, 4)};
    sqlite3_reset(ends);
    if (status == KT_OK && !is_sound(out))
        status = KT_FAIL(err, KT_ERR_CORRUPT,
                         "%s: the store is damaged: its numbers end beyond all "
                         "that can be; restore a copy or import its articles "
                         "again",
                         db->path);
    return status;
}

bool kt_ends_equal(const kt_ends *a, const kt_ends *b)
{
    return a->article == b->article && a->segment == b->segment &&
           a->position == b->position && a->removals == b->removals &&
           a->numbering == b->numbering;
}

kt_status kt_ends_note_removal(kt_db *db, kt_error *err)
{
    static const kt_statement notes[] = {STMT_NOTE_LAST, STMT_NOTE_REMOVAL};
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < sizeof notes / sizeof *notes; i++)
        status = kt_db_run(db, kt_db_statement(db, notes[i]), err);
    return status;
}
