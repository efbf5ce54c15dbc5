#include "base/data.h"
#include "base/table.h"
#include "store/corpus.h"
#include "store/draft_writer.h"
#include "store/import.h"
#include "store/links.h"
#include "store/refresh.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* A private store is found by what it was made of: its name is a hash of the
 * paths and the fingerprint, and it keeps for each file what stat() said. */

enum {
    NAME_DIGITS = 16
};

/* A file changed so shortly before it was read may change again without its
 * times moving on, so that its bytes are compared too, as git does. */
static const int64_t racy_nanoseconds = 2000000000;

/* What private stores may take together before the one not used for longest
 * goes. */
static const int64_t cache_limit = (int64_t)8 << 30;

/* Nobody makes a private store for so long: whoever began it was killed. */
static const int64_t unfinished_seconds = 24 * 60 * 60;

/* $XDG_CACHE_HOME/ktool; false if there is no place for it. */
static bool cache_folder(char *out, size_t size)
{
    const char *base = getenv("XDG_CACHE_HOME");
    const char *home = getenv("HOME");
    int len = -1;
    if (base != NULL && base[0] == '/')
        len = snprintf(out, size, "%s/ktool", base);
    else if (home != NULL && home[0] == '/')
        len = snprintf(out, size, "%s/.cache/ktool", home);
    return len > 0 && (size_t)len < size;
}

static bool is_folder(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static bool make_folder(const char *path)
{
    char parent[PATH_MAX];
    snprintf(parent, sizeof parent, "%s", path);
    char *slash = strrchr(parent, '/');
    if (is_folder(path) || mkdir(path, 0700) == 0)
        return true;
    if (errno != ENOENT || slash == NULL || slash == parent)
        return is_folder(path);
    *slash = '\0';
    return make_folder(parent) && (mkdir(path, 0700) == 0 || is_folder(path));
}

static int64_t now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_REALTIME, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

/* Hash what the paths name, as absolute paths, the fingerprint and the rules
 * for tokens. */
static kt_status key_of(const char *const *paths, size_t count,
                        const char *rules, uint64_t *out, kt_error *err)
{
    const char *fingerprint;
    kt_status status = kt_fingerprint(&fingerprint, err);
    if (status != KT_OK)
        return status;
    uint64_t key = kt_hash(kt_slice_of(fingerprint), count);
    key = kt_hash(kt_slice_of(rules), key);
    for (size_t i = 0; i < count; i++) {
        char *absolute = realpath(paths[i], NULL);
        const char *name = absolute == NULL ? paths[i] : absolute;
        key = kt_hash(kt_slice_of(name), key);
        /* The path as given stands in the articles. */
        key = kt_hash(kt_slice_of(paths[i]), key);
        free(absolute);
    }
    *out = key;
    return KT_OK;
}

/* A hash of a file's bytes; 0 if it cannot be read. */
static int64_t content_hash(const char *path)
{
    uint64_t hash = 0;
    kt_file_hash(path, 1, &hash);
    return (int64_t)hash;
}

static bool same_file(sqlite3_stmt *row, const kt_file *file)
{
    kt_slice path = kt_db_text(row, 0);
    bool same = kt_slice_equal(path, kt_slice_of(file->path)) &&
                sqlite3_column_int64(row, 1) == file->size &&
                sqlite3_column_int64(row, 2) == file->mtime &&
                sqlite3_column_int64(row, 3) == file->ctime &&
                sqlite3_column_int64(row, 4) == (sqlite3_int64)file->inode &&
                sqlite3_column_int64(row, 5) == (sqlite3_int64)file->device;
    if (same && sqlite3_column_type(row, 6) != SQLITE_NULL)
        same = sqlite3_column_int64(row, 6) == content_hash(file->path);
    return same;
}

/* How many of the first files of a private store are still the same; @p all
 * tells whether it was made from just these. */
static size_t count_same(kt_db *db, const kt_source *source, bool *all)
{
    size_t count, same = 0;
    const kt_file *files = kt_source_files(source, &count);
    sqlite3_stmt *rows = kt_db_statement(db, STMT_ALL_FILES);
    bool row;
    while (kt_db_step(db, rows, &row, NULL) == KT_OK && row) {
        if (same == count || !same_file(rows, &files[same]))
            break;
        same++;
    }
    *all = !row && same == count;
    sqlite3_reset(rows);
    return same;
}

static kt_status add_files(kt_db *db, const kt_source *source, size_t first,
                           int64_t listed_at, kt_error *err)
{
    size_t count;
    const kt_file *files = kt_source_files(source, &count);
    kt_status status = kt_db_execute(db, "BEGIN", err);
    for (size_t i = first; status == KT_OK && i < count; i++) {
        const kt_file *file = &files[i];
        sqlite3_stmt *add = kt_db_statement(db, STMT_ADD_FILE);
        sqlite3_bind_int64(add, 1, (sqlite3_int64)i);
        kt_db_bind_text(add, 2, kt_slice_of(file->path));
        sqlite3_bind_int64(add, 3, file->size);
        sqlite3_bind_int64(add, 4, file->mtime);
        sqlite3_bind_int64(add, 5, file->ctime);
        sqlite3_bind_int64(add, 6, (sqlite3_int64)file->inode);
        sqlite3_bind_int64(add, 7, (sqlite3_int64)file->device);
        if (file->ctime > listed_at - racy_nanoseconds)
            sqlite3_bind_int64(add, 8, content_hash(file->path));
        else
            sqlite3_bind_null(add, 8);
        status = kt_db_run(db, add, err);
    }
    return status == KT_OK ? kt_db_execute(db, "COMMIT", err) : status;
}

static kt_status tell_failures(kt_db *db, const kt_load_listener *listener,
                               kt_error *err)
{
    sqlite3_stmt *rows = kt_db_statement(db, STMT_ALL_FAILURES);
    kt_status status;
    bool row;
    while ((status = kt_db_step(db, rows, &row, err)) == KT_OK && row) {
        if (listener->failure != NULL)
            listener->failure(listener->ctx, kt_db_text(rows, 0).data,
                              (size_t)sqlite3_column_int64(rows, 1),
                              kt_db_text(rows, 2).data);
    }
    return status;
}

/* Sum up what was loaded, once, so that later runs need not. */
static kt_status keep_summary(kt_db *db, kt_error *err)
{
    return kt_db_execute(
        db,
        "INSERT OR REPLACE INTO meta"
        " SELECT 'articles', count(*) FROM article WHERE newer IS NULL"
        " UNION ALL SELECT 'revisions', count(newer) FROM article"
        " UNION ALL SELECT 'skipped', count(*) FROM copy"
        " UNION ALL SELECT 'replaced', ifnull(sum(replaced), 0) FROM article"
        " UNION ALL SELECT 'failed', count(*) FROM failure",
        err);
}

static kt_status read_number(kt_db *db, const char *key, size_t *out,
                             kt_error *err)
{
    sqlite3_stmt *get = kt_db_statement(db, STMT_GET_META);
    bool row;
    kt_db_bind_text(get, 1, kt_slice_of(key));
    kt_status status = kt_db_step(db, get, &row, err);
    *out = row ? (size_t)sqlite3_column_int64(get, 0) : 0;
    sqlite3_reset(get);
    return status;
}

static kt_status tell_done(kt_db *db, const kt_load_listener *listener,
                           kt_load_summary *summary, kt_error *err)
{
    *summary = (kt_load_summary){0};
    const struct {
        const char *key;
        size_t *number;
    } numbers[] = {
        {"articles", &summary->articles}, {"revisions", &summary->revisions},
        {"skipped", &summary->skipped},   {"replaced", &summary->replaced},
        {"failed", &summary->failed},
    };
    kt_status status = KT_OK;
    for (size_t i = 0; status == KT_OK && i < sizeof numbers / sizeof *numbers;
         i++)
        status = read_number(db, numbers[i].key, numbers[i].number, err);
    if (status == KT_OK && listener->done != NULL)
        listener->done(listener->ctx, summary);
    return status;
}

/* A store that no longer is what its files are, as far as it still is. */
typedef struct outdated {
    kt_db *db;
    size_t same; /* files */
} outdated;

/* What a private store is made of. */
typedef struct input {
    const char *const *paths;
    size_t path_count;
    kt_source *source;
    const kt_load_options *options;
} input;

/* Read all articles once more if titles of some tell where links in others
 * end, or did before some files changed. What is found depends on the articles
 * alone, and not on what was there before. */
static kt_status prove_links(kt_db *db, const kt_load_options *options,
                             bool refreshed, kt_error *err)
{
    const kt_load_options quiet = {.jobs = options->jobs};
    kt_load_summary unused;
    size_t links;
    size_t proved = 0;
    kt_status status = kt_links_provable(db, &links, err);
    if (status == KT_OK && refreshed)
        status = read_number(db, "proved", &proved, err);
    if (status != KT_OK || (links == 0 && proved == 0))
        return status;
    status = kt_reindex_db(db, &quiet, &unused, err);
    return status == KT_OK
               ? kt_db_execute(
                     db, "INSERT OR REPLACE INTO meta VALUES ('proved', 1)",
                     err)
               : status;
}

static kt_status fill(kt_db *db, const input *in, const outdated *old,
                      kt_error *err)
{
    const kt_load_listener *listener = &in->options->listener;
    size_t kept = 0;
    int64_t listed_at = now();
    kt_load_summary summary;
    const kt_import_options import = {.paths = in->paths,
                                      .path_count = in->path_count,
                                      .jobs = in->options->jobs,
                                      .rules = in->options->rules,
                                      .batch_bytes = KT_BATCH_BYTES,
                                      .is_private = true,
                                      .listener = *listener};
    kt_status status = KT_OK;
    if (old != NULL && old->same > 0)
        status = kt_refresh(db, old->db, old->same, &kept, err);
    if (status == KT_OK)
        status = tell_failures(db, listener, err);
    kt_source_skip(in->source, kept);
    /* Before they are read, so that a change while they are is noticed. */
    if (status == KT_OK)
        status = add_files(db, in->source, kept, listed_at, err);
    if (status == KT_OK)
        status = kt_import_source(db, in->source, &import, &summary, err);
    if (status == KT_OK)
        status = prove_links(db, in->options, kept > 0, err);
    if (status == KT_OK)
        status = keep_summary(db, err);
    if (status == KT_OK)
        status = tell_done(db, listener, &summary, err);
    if (status == KT_OK && summary.articles == 0)
        status = KT_FAIL(err, KT_ERR_EMPTY, "no article could be loaded");
    return status;
}

/* Make an empty store at path, where there is nothing yet. */
static kt_status new_store(const char *path, kt_db **out, kt_error *err)
{
    *out = NULL;
    /* Made here, so that nobody else may read it. */
    int fd = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    if (fd < 0)
        return KT_FAIL(err, KT_ERR_IO, "%s: %s", path, strerror(errno));
    close(fd);
    return kt_db_open(path, KT_DB_SCRATCH, out, err);
}

/* Make a private store at path, which is not there yet. */
static kt_status build(const input *in, const char *path, const outdated *old,
                       kt_error *err)
{
    kt_db *db;
    kt_status status = new_store(path, &db, err);
    if (status != KT_OK)
        return status;
    status = fill(db, in, old, err);
    kt_db_close(db);
    return status;
}

static kt_status use_temporary(const input *in, kt_store *store, kt_error *err)
{
    const char *folder = getenv("TMPDIR");
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/ktool-XXXXXX",
             folder == NULL || *folder == '\0' ? "/tmp" : folder);
    int fd = mkstemp(path);
    if (fd < 0)
        return KT_FAIL(err, KT_ERR_IO,
                       "%s: %s; set TMPDIR to a folder that "
                       "can be written",
                       path, strerror(errno));
    close(fd);
    kt_status status = build(in, path, NULL, err);
    if (status == KT_OK)
        status = kt_db_open(path, KT_DB_READ, &store->db, err);
    if (status == KT_OK)
        status = kt_check_maker(store->db, in->options->rules, err);
    store->is_temporary = store->db != NULL;
    if (status != KT_OK)
        unlink(path);
    return status;
}

typedef struct oldest {
    char path[PATH_MAX];
    int64_t used_at, total;
} oldest;

static kt_status find_oldest(void *ctx, const char *path, int64_t bytes,
                             int64_t used_at)
{
    oldest *o = ctx;
    o->total += bytes;
    if (o->path[0] == '\0' || used_at < o->used_at) {
        snprintf(o->path, sizeof o->path, "%s", path);
        o->used_at = used_at;
    }
    return KT_OK;
}

/* Remove what somebody began to make and did not finish. */
static kt_status remove_unfinished(void *ctx, const char *path, int64_t bytes,
                                   int64_t used_at)
{
    const int64_t *now_at = ctx;
    const char *name = strrchr(path, '/') + 1;
    (void)bytes;
    if (strlen(name) > NAME_DIGITS + strlen(".db") &&
        used_at < *now_at - unfinished_seconds)
        unlink(path);
    return KT_OK;
}

static void keep_within_limit(void)
{
    int64_t now_at = now() / 1000000000;
    kt_cache_each(remove_unfinished, &now_at, NULL);
    for (;;) {
        oldest o = {0};
        if (kt_cache_each(find_oldest, &o, NULL) != KT_OK ||
            o.total <= cache_limit || unlink(o.path) != 0)
            return;
    }
}

/* Where the store at path is made before it is moved there, so that nobody
 * ever sees half of one. */
static void name_making(const char *path, char out[PATH_MAX])
{
    snprintf(out, PATH_MAX, "%.*s.%ld", PATH_MAX - 32, path, (long)getpid());
    unlink(out);
}

static kt_status make_cached(const input *in, const char *path,
                             const outdated *old, kt_store *store,
                             kt_error *err)
{
    char making[PATH_MAX];
    name_making(path, making);
    kt_status status = build(in, making, old, err);
    if (status == KT_ERR_CORRUPT) {
        /* What was to be refreshed is no use. */
        unlink(making);
        status = build(in, making, NULL, err);
    }
    if (status == KT_OK && rename(making, path) != 0)
        status = KT_FAIL(err, KT_ERR_IO, "%s: %s", path, strerror(errno));
    if (status == KT_OK)
        status = kt_db_open(path, KT_DB_READ, &store->db, err);
    if (status == KT_OK)
        status = kt_check_maker(store->db, in->options->rules, err);
    if (status != KT_OK)
        unlink(making);
    else
        keep_within_limit();
    return status;
}

/* Open the store at path if it is one of this program's. */
static kt_db *open_cached(const char *path, const char *rules)
{
    kt_db *db;
    if (kt_db_open(path, KT_DB_READ, &db, NULL) != KT_OK)
        return NULL;
    if (kt_check_maker(db, rules, NULL) == KT_OK)
        return db;
    kt_db_close(db);
    return NULL;
}

static kt_status use_cached(const input *in, const char *path, kt_store *store,
                            kt_error *err)
{
    const kt_load_listener *listener = &in->options->listener;
    outdated old = {.db = open_cached(path, in->options->rules)};
    bool all = false;
    kt_load_summary summary;
    if (old.db != NULL)
        old.same = count_same(old.db, in->source, &all);
    if (!all) {
        kt_status status = make_cached(in, path, &old, store, err);
        kt_db_close(old.db);
        return status;
    }
    store->db = old.db;
    utimensat(AT_FDCWD, path, NULL, 0); /* used last now */
    kt_status status = tell_failures(store->db, listener, err);
    return status == KT_OK ? tell_done(store->db, listener, &summary, err)
                           : status;
}

static bool reads_stdin(const char *const *paths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(paths[i], "-") == 0)
            return true;
    }
    return false;
}

kt_status kt_private_store(const char *const *paths, size_t count,
                           const kt_load_options *options, kt_store *store,
                           kt_error *err)
{
    char folder[PATH_MAX - NAME_DIGITS - 8], path[PATH_MAX];
    uint64_t key = 0;
    input in = {.paths = paths, .path_count = count, .options = options};
    kt_status status = kt_source_open(paths, count, &in.source, err);
    if (status != KT_OK)
        return status;
    bool cached = !options->no_cache && !reads_stdin(paths, count) &&
                  cache_folder(folder, sizeof folder) && make_folder(folder) &&
                  access(folder, W_OK) == 0;
    if (!cached) {
        status = use_temporary(&in, store, err);
    } else {
        status = key_of(paths, count, options->rules, &key, err);
        snprintf(path, sizeof path, "%s/%016llx.db", folder,
                 (unsigned long long)key);
        if (status == KT_OK)
            status = use_cached(&in, path, store, err);
    }
    kt_source_close(in.source);
    return status;
}

kt_status kt_private_rewrite(kt_store *store,
                             kt_status (*write)(void *ctx, kt_db *db,
                                                kt_error *err),
                             void *ctx, kt_error *err)
{
    char making[PATH_MAX];
    kt_db *copy;
    name_making(store->db->path, making);
    kt_status status = new_store(making, &copy, err);
    if (status == KT_OK)
        status = kt_db_copy(copy, store->db, err);
    if (status == KT_OK)
        status = write(ctx, copy, err);
    kt_db_close(copy);
    /* Another process may have put a newer one there, or have cleared it. */
    bool wanted = status == KT_OK && kt_db_in_place(store->db);
    if (wanted && rename(making, store->db->path) != 0)
        status =
            KT_FAIL(err, KT_ERR_IO, "%s: %s", store->db->path, strerror(errno));
    if (!wanted || status != KT_OK)
        unlink(making);
    return status;
}

static kt_status
each_in(DIR *folder, const char *name,
        kt_status (*visit)(void *, const char *, int64_t, int64_t), void *ctx)
{
    kt_status status = KT_OK;
    struct dirent *entry;
    while (status == KT_OK && (entry = readdir(folder)) != NULL) {
        char path[PATH_MAX];
        struct stat info;
        int len = snprintf(path, sizeof path, "%s/%s", name, entry->d_name);
        if (len < (int)sizeof path && stat(path, &info) == 0 &&
            S_ISREG(info.st_mode))
            status = visit(ctx, path, info.st_size, info.st_mtim.tv_sec);
    }
    return status;
}

kt_status kt_cache_each(kt_status (*visit)(void *ctx, const char *path,
                                           int64_t bytes, int64_t used_at),
                        void *ctx, kt_error *err)
{
    char name[PATH_MAX];
    if (!cache_folder(name, sizeof name))
        return KT_OK;
    DIR *folder = opendir(name);
    if (folder == NULL && errno != ENOENT && errno != ENOTDIR)
        return KT_FAIL(err, errno == ENOMEM ? KT_ERR_NOMEM : KT_ERR_IO,
                       "%s: %s", name, strerror(errno));
    if (folder == NULL)
        return KT_OK;
    kt_status status = each_in(folder, name, visit, ctx);
    closedir(folder);
    return status;
}

static kt_status remove_one(void *ctx, const char *path, int64_t bytes,
                            int64_t used_at)
{
    size_t *removed = ctx;
    (void)bytes;
    (void)used_at;
    *removed += unlink(path) == 0;
    return KT_OK;
}

kt_status kt_cache_clear(size_t *removed, kt_error *err)
{
    *removed = 0;
    return kt_cache_each(remove_one, removed, err);
}
