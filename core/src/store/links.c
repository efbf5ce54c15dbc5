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

/* The raw text of an article, borrowed until the next one. */
static kt_status get_raw(kt_db *db, int64_t article, kt_slice *raw,
                         kt_error *err)
{
    sqlite3_stmt *get = kt_db_statement(db, STMT_GET_RAW);
    bool row;
    sqlite3_bind_int64(get, 1, article);
    kt_status status = kt_db_step(db, get, &row, err);
    *raw = row ? kt_db_text(get, 0) : (kt_slice){NULL, 0};
    return status;
}

static kt_status count(kt_db *db, sqlite3_stmt *rows, const kt_titles *titles,
                       size_t *out, kt_error *err)
{
    int64_t article = 0;
    kt_slice raw = {NULL, 0};
    bool row;
    kt_status status;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        int64_t id = sqlite3_column_int64(rows, 0);
        size_t start = (size_t)sqlite3_column_int64(rows, 1);
        size_t end = (size_t)sqlite3_column_int64(rows, 2);
        if (id != article)
            status = get_raw(db, id, &raw, err);
        if (status != KT_OK)
            break;
        article = id;
        if (raw.data != NULL && start < end && end <= raw.len)
            *out += has_title(titles, kt_slice_sub(raw, start, end));
    }
    sqlite3_reset(kt_db_statement(db, STMT_GET_RAW));
    return status;
}

kt_status kt_links_provable(kt_db *db, size_t *out, kt_error *err)
{
    kt_titles titles = {0};
    bool row;
    *out = 0;
    /* Suspects are few, and titles are read only if there are any. */
    sqlite3_stmt *rows = kt_db_statement(db, STMT_SUSPECTS);
    kt_status status = kt_db_step(db, rows, &row, err);
    sqlite3_reset(rows);
    if (status == KT_OK && row)
        status = kt_links_titles(db, &titles, err);
    if (status == KT_OK && row)
        status = count(db, rows, &titles, out, err);
    sqlite3_reset(rows);
    kt_titles_free(&titles);
    return status;
}
