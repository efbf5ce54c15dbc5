#include "store/links.h"

enum {
    MOST_MARKER_WORDS = 6 /* of a marker before a title: "Baca juga :" */
};

kt_status kt_links_titles(kt_db *db, kt_titles *out, kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_TITLES);
    bool row;
    kt_status status;
    *out = (kt_titles){0};
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        if (!kt_titles_add(out, kt_db_text(rows, 0))) {
            status = KT_FAIL_NOMEM(err);
            break;
        }
    }
    sqlite3_reset(rows);
    return status;
}

/* Whether a title stands in the text, behind a marker of a few words. */
static bool has_title(const kt_titles *titles, kt_slice text)
{
    size_t at = 0;
    for (int word = 0; word <= MOST_MARKER_WORDS && at < text.len; word++) {
        if (kt_titles_match(titles, kt_slice_sub(text, at, text.len)) > 0)
            return true;
        while (at < text.len && text.data[at] != ' ')
            at++;
        at += at < text.len;
    }
    return false;
}

/* Suspects are few, so that titles are only read when there is one. */
static kt_status count(kt_db *db, sqlite3_stmt *rows, size_t *out,
                       kt_error *err)
{
    kt_titles titles = {0};
    bool row, has_titles = false;
    kt_status status;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        if (!has_titles)
            status = kt_links_titles(db, &titles, err);
        if (status != KT_OK)
            break;
        has_titles = true;
        *out += has_title(&titles, kt_db_blob(rows, 0));
    }
    kt_titles_free(&titles);
    return status;
}

kt_status kt_links_provable(kt_db *db, int64_t from, size_t *out, kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_SUSPECTS);
    sqlite3_bind_int64(rows, 1, from);
    *out = 0;
    kt_status status = count(db, rows, out, err);
    sqlite3_reset(rows);
    return status;
}
