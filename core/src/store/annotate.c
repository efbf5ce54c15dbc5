/* What people say of articles: tags, and values under names of their own. */
#include "load/json.h"
#include "store/change.h"

#include <ktool/text.h>

/* A name that can be shown, asked for and exported. */
static kt_status check_name(const char *what, kt_slice name, kt_error *err)
{
    bool sound = name.len > 0 && kt_text_valid_prefix(name) == name.len;
    for (size_t i = 0; i < name.len; i++)
        sound &= (unsigned char)name.data[i] >= ' ';
    return sound ? KT_OK
                 : KT_FAIL(err, KT_ERR_USAGE,
                           "%s is a text in UTF-8 of at least one character, "
                           "without line breaks and the like",
                           what);
}

static kt_status note_newest(void *ctx, const kt_revision *one)
{
    int64_t *newest = ctx;
    if (one->newest)
        *newest = one->id;
    return KT_OK;
}

/* What was said of an older revision would not be found again, except by who
 * asks for these. */
static kt_status check_article(kt_corpus *corpus, int64_t id, kt_error *err)
{
    int64_t newest = id;
    kt_status status =
        kt_corpus_revisions_each(corpus, id, note_newest, &newest, err);
    if (status == KT_OK && corpus->is_base && newest != id)
        status = KT_FAIL(err, KT_ERR_USAGE,
                         "article %lld is an older revision, which is in no "
                         "corpus without revisions = true; the newest is %lld",
                         (long long)id, (long long)newest);
    return status;
}

/* Run a statement for an article, a name and what else it takes. */
static kt_status write(kt_corpus *corpus, kt_statement number, int64_t id,
                       kt_slice name, kt_slice value, kt_error *err)
{
    kt_db *db = corpus->store->db;
    kt_status status = check_article(corpus, id, err);
    sqlite3_stmt *statement = kt_db_statement(db, number);
    sqlite3_bind_int64(statement, 1, id);
    kt_db_bind_text(statement, 2, name);
    if (value.data != NULL)
        kt_db_bind_text(statement, 3, value);
    return status == KT_OK ? kt_db_run(db, statement, err) : status;
}

static kt_status write_tags(kt_corpus *corpus, kt_statement number,
                            const int64_t *ids, size_t count, kt_slice name,
                            kt_error *err)
{
    kt_status status = check_name("a tag", name, err);
    if (status != KT_OK)
        return status;
    status = kt_change_begin(corpus, err);
    for (size_t i = 0; status == KT_OK && i < count; i++)
        status = write(corpus, number, ids[i], name, (kt_slice){NULL, 0}, err);
    return kt_change_end(corpus, status, err);
}

kt_status kt_corpus_tag(kt_corpus *corpus, const int64_t *ids, size_t count,
                        kt_slice name, kt_error *err)
{
    return write_tags(corpus, STMT_SET_TAG, ids, count, name, err);
}

kt_status kt_corpus_untag(kt_corpus *corpus, const int64_t *ids, size_t count,
                          kt_slice name, kt_error *err)
{
    return write_tags(corpus, STMT_DROP_TAG, ids, count, name, err);
}

static kt_status check_json(kt_slice json, kt_error *err)
{
    kt_arena arena = {0};
    kt_buffer text = {0};
    const kt_member *members;
    size_t count = 0;
    kt_json *parser = kt_json_new(&arena);
    kt_buffer_add_string(&text, "{\"value\":");
    kt_buffer_add_slice(&text, json);
    kt_buffer_add_char(&text, '}');
    kt_status status =
        parser == NULL ? KT_FAIL_NOMEM(err) : kt_buffer_status(&text, err);
    bool is_text = kt_text_valid_prefix(json) == json.len;
    if (status == KT_OK && is_text)
        status = kt_json_members(parser, kt_buffer_slice(&text), &members,
                                 &count, err);
    if (status == KT_ERR_FORMAT || (status == KT_OK && count != 1))
        status =
            KT_FAIL(err, KT_ERR_USAGE, "the value of an annotation is JSON");
    kt_json_free(parser);
    kt_buffer_free(&text);
    kt_arena_free(&arena);
    return status;
}

kt_status kt_corpus_annotate(kt_corpus *corpus, int64_t id, kt_slice name,
                             kt_slice json, kt_error *err)
{
    kt_statement number =
        json.data == NULL ? STMT_DROP_ANNOTATION : STMT_SET_ANNOTATION;
    kt_status status = check_name("an annotation's name", name, err);
    if (status == KT_OK && json.data != NULL)
        status = check_json(json, err);
    if (status != KT_OK)
        return status;
    status = kt_change_begin(corpus, err);
    if (status == KT_OK)
        status = write(corpus, number, id, name, json, err);
    return kt_change_end(corpus, status, err);
}

kt_status kt_corpus_annotation(kt_corpus *corpus, int64_t id, kt_slice name,
                               kt_buffer *json, kt_error *err)
{
    bool row;
    sqlite3_stmt *get = kt_db_statement(corpus->store->db, STMT_GET_ANNOTATION);
    sqlite3_bind_int64(get, 1, id);
    kt_db_bind_text(get, 2, name);
    kt_status status = kt_db_step(corpus->store->db, get, &row, err);
    if (row && kt_corpus_has(corpus, id))
        kt_buffer_add_slice(json, kt_db_text(get, 0));
    sqlite3_reset(get);
    return status == KT_OK ? kt_buffer_status(json, err) : status;
}

kt_status kt_corpus_tags_of(kt_corpus *corpus, int64_t id,
                            kt_status (*visit)(void *ctx, kt_slice tag),
                            void *ctx, kt_error *err)
{
    kt_db *db = corpus->store->db;
    bool row;
    kt_status status;
    if (!kt_corpus_has(corpus, id))
        return KT_OK;
    sqlite3_stmt *rows = kt_db_statement(db, STMT_GET_TAGS);
    sqlite3_bind_int64(rows, 1, id);
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        status = visit(ctx, kt_db_text(rows, 0));
        if (status != KT_OK)
            break;
    }
    sqlite3_reset(rows);
    return status;
}
