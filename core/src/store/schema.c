#include "store/schema.h"

#include "store/lookup.h"

/* The view of steps 4 and 5, which differ in what they leave out. */
#define ARTICLE_TEXT                                                           \
    "DROP VIEW article_text;"                                                  \
    "CREATE VIEW article_text AS"                                              \
    "  SELECT id, date, source, title,"                                        \
    "    (SELECT group_concat(piece, '') FROM"                                 \
    "      (SELECT CASE WHEN before IS NULL THEN ''"                           \
    "           WHEN instr(gap, char(10)) + instr(gap, char(13)) > 0"          \
    "           THEN char(10, 10) ELSE ' ' END || piece AS piece FROM"         \
    "        (SELECT start, before, CAST(substr(CAST(text AS BLOB),"           \
    "             before + 1, start - before) AS TEXT) AS gap,"                \
    "           CAST(substr(CAST(text AS BLOB), start + 1, end - start)"       \
    "             AS TEXT) AS piece FROM"                                      \
    "          (SELECT raw.text, start, end,"                                  \
    "             lag(end) OVER (ORDER BY start) AS before"                    \
    "           FROM raw JOIN span ON span.article = raw.article"              \
    "           WHERE raw.article = article.id AND span.label = 1))"           \
    "       ORDER BY start)) AS text"                                          \
    "  FROM article"

/* Only ever appended to, because files in the wild stand at every version.
 * Step number n takes a store from version n to version n + 1. */
static const char *const steps[] = {
    "CREATE TABLE meta ("
    "  key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
    /* What is known of an article, apart from its text so that a filter
     * reads little. file: its number in the table file, in a private store.
     * position and tokens: its place in the token stream,
     * markers included. */
    "CREATE TABLE article ("
    "  id INTEGER PRIMARY KEY, title TEXT, date TEXT, source TEXT,"
    "  author TEXT, place TEXT, section TEXT, url TEXT, lang TEXT,"
    "  path TEXT NOT NULL, line INTEGER NOT NULL, file INTEGER,"
    "  bytes INTEGER NOT NULL, replaced INTEGER NOT NULL,"
    "  position INTEGER NOT NULL, tokens INTEGER NOT NULL);"
    /* original: the bytes as found, where decoding changed them. */
    "CREATE TABLE raw ("
    "  article INTEGER PRIMARY KEY REFERENCES article(id),"
    "  text TEXT NOT NULL, original BLOB);"
    "CREATE TABLE label ("
    "  id INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "INSERT INTO label VALUES (0, 'title'), (1, 'body');"
    /* Half-open byte ranges of raw.text; a body has one for a paragraph. */
    "CREATE TABLE span ("
    "  article INTEGER NOT NULL REFERENCES article(id),"
    "  start INTEGER NOT NULL, end INTEGER NOT NULL,"
    "  label INTEGER NOT NULL REFERENCES label(id),"
    "  PRIMARY KEY (article, start, end, label)) WITHOUT ROWID;"
    /* value is JSON text. */
    "CREATE TABLE field ("
    "  article INTEGER NOT NULL REFERENCES article(id),"
    "  name TEXT NOT NULL, value TEXT NOT NULL,"
    "  PRIMARY KEY (article, name)) WITHOUT ROWID;"
    /* The token stream; segment.h describes data. checksum: CRC-32. */
    "CREATE TABLE segment ("
    "  id INTEGER PRIMARY KEY, position INTEGER NOT NULL,"
    "  tokens INTEGER NOT NULL, checksum INTEGER NOT NULL,"
    "  data BLOB NOT NULL);"
    /* Terms first to first + count - 1; term_run.h describes the rest. */
    "CREATE TABLE term_run ("
    "  first INTEGER PRIMARY KEY, count INTEGER NOT NULL,"
    "  class BLOB NOT NULL, ends BLOB NOT NULL, text BLOB NOT NULL,"
    "  folded BLOB NOT NULL, folded_ends BLOB NOT NULL,"
    "  folded_text BLOB NOT NULL);"
    /* Private stores only: what they were made from, and what failed. */
    "CREATE TABLE file ("
    "  number INTEGER PRIMARY KEY, path TEXT NOT NULL, size INTEGER,"
    "  mtime INTEGER, ctime INTEGER, inode INTEGER, device INTEGER,"
    "  hash INTEGER);"
    "CREATE TABLE failure ("
    "  number INTEGER PRIMARY KEY, file INTEGER NOT NULL,"
    "  path TEXT NOT NULL, line INTEGER, reason TEXT NOT NULL);"
    "CREATE VIEW article_text AS"
    "  SELECT id, date, source, title,"
    "    (SELECT group_concat(paragraph, char(10, 10)) FROM"
    "      (SELECT CAST(substr(CAST(raw.text AS BLOB), span.start + 1,"
    "                          span.end - span.start) AS TEXT) AS paragraph"
    "       FROM raw JOIN span ON span.article = raw.article"
    "       WHERE raw.article = article.id AND span.label = 1"
    "       ORDER BY span.start)) AS text"
    "  FROM article;",
    /* How clear the guess was that lang is; NULL where the article said it. */
    "ALTER TABLE article ADD COLUMN lang_clarity REAL;",
    /* The stems of terms, of as many as there were; stems.h describes the
     * blobs. fingerprint: of the stemmer that made them. */
    "CREATE TABLE stem ("
    "  language TEXT PRIMARY KEY, fingerprint TEXT NOT NULL,"
    "  terms BLOB NOT NULL, ends BLOB NOT NULL, text BLOB NOT NULL)"
    "  WITHOUT ROWID;",
    /* More labels; what may be a link by its title, found again; the rule that
     * labelled a span, NULL where its place alone did; where the values of an
     * article come from, unless the file gave them, and what there is to note.
     * Body spans of one line are one paragraph of article_text. */
    "INSERT INTO label VALUES (2, 'dateline'), (3, 'byline'), (4, 'editor'),"
    "  (5, 'initials'), (6, 'credit'), (7, 'related-link'), (8, 'widget'),"
    "  (9, 'pagination'), (10, 'advertisement'), (11, 'caption'),"
    "  (12, 'legal'), (13, 'syndication'), (14, 'repeated'), (15, 'header'),"
    "  (16, 'quote');"
    "ALTER TABLE span ADD COLUMN rule TEXT;"
    "CREATE INDEX suspect ON span (article, start)"
    "  WHERE rule = 'suspect-link';"
    "CREATE TABLE provenance ("
    "  article INTEGER NOT NULL REFERENCES article(id),"
    "  field TEXT NOT NULL, origin TEXT NOT NULL, note TEXT,"
    "  PRIMARY KEY (article, field)) WITHOUT ROWID;" ARTICLE_TEXT ";",
    /* What tells articles apart (article/identity.h): article has hash. newer:
     * the next revision of an article, which stands for it; words: how many
     * tokens of that class its title and body have. Tags and annotations are
     * people's; the value of one is JSON text. copy: where a private store's
     * files have an article once more. */
    "CREATE TABLE identity ("
    "  hash INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES article(id),"
    "  PRIMARY KEY (hash, article)) WITHOUT ROWID;"
    "INSERT INTO meta SELECT 'unidentified', 1"
    "  WHERE EXISTS (SELECT 1 FROM article);"
    "ALTER TABLE article ADD COLUMN newer INTEGER REFERENCES article(id);"
    "ALTER TABLE article ADD COLUMN words INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX revision ON article (newer) WHERE newer IS NOT NULL;"
    "CREATE TABLE tag ("
    "  article INTEGER NOT NULL REFERENCES article(id), name TEXT NOT NULL,"
    "  PRIMARY KEY (article, name)) WITHOUT ROWID;"
    "CREATE INDEX tagged ON tag (name, article);"
    "CREATE TABLE annotation ("
    "  article INTEGER NOT NULL REFERENCES article(id), name TEXT NOT NULL,"
    "  value TEXT NOT NULL, PRIMARY KEY (article, name)) WITHOUT ROWID;"
    "CREATE TABLE copy ("
    "  file INTEGER NOT NULL, line INTEGER NOT NULL, article INTEGER NOT "
    "NULL);" ARTICLE_TEXT " WHERE newer IS NULL;",
    /* Which articles have a value (lookup.h), those of a part of ids together:
     * count of them, the others of which articles has, too, as JSON. */
    "CREATE TABLE lookup ("
    "  part INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,"
    "  first INTEGER NOT NULL, count INTEGER NOT NULL, articles TEXT,"
    "  PRIMARY KEY (part, name, value, first)) WITHOUT ROWID;"
    "CREATE VIEW lookup_part AS"
    "  WITH RECURSIVE each (part) AS (SELECT min(part) FROM lookup"
    "    UNION ALL SELECT (SELECT min(part) FROM lookup"
    "      WHERE part > each.part) FROM each WHERE part IS NOT NULL)"
    "  SELECT part FROM each WHERE part IS NOT NULL;"
    "INSERT INTO lookup SELECT id >> 14, name, key, min(id), count(*),"
    "  CASE WHEN count(*) > 1 THEN json_group_array(id) END"
    "  FROM (" KT_LOOKUP_ENTRIES("", "") ") GROUP BY 1, 2, 3;",
    /* Hashes that came last stand by themselves until they are many, so that a
     * few do not change pages all over the table (identities.h). */
    "CREATE TEMP TABLE known AS SELECT hash, article FROM identity;"
    "DROP TABLE identity;"
    "CREATE TABLE identity ("
    "  recent INTEGER NOT NULL, hash INTEGER NOT NULL,"
    "  article INTEGER NOT NULL REFERENCES article(id),"
    "  PRIMARY KEY (recent, hash, article)) WITHOUT ROWID;"
    "INSERT INTO identity SELECT 0, hash, article FROM known;"
    "DROP TABLE known;"
    "INSERT OR REPLACE INTO meta SELECT 'settled', article FROM identity"
    "  ORDER BY article DESC LIMIT 1;",
};

enum {
    NEWEST = sizeof steps / sizeof *steps
};

static kt_status pragma(kt_db *db, const char *sql, sqlite3_int64 *value,
                        kt_error *err)
{
    sqlite3_stmt *statement = NULL;
    kt_status status = KT_OK;
    if (sqlite3_prepare_v2(db->handle, sql, -1, &statement, NULL) !=
            SQLITE_OK ||
        sqlite3_step(statement) != SQLITE_ROW)
        status = kt_db_failure(db, err);
    else
        *value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

static kt_status migrate(kt_db *db, kt_error *err)
{
    sqlite3_int64 version = NEWEST;
    kt_status status = kt_db_execute(db, "BEGIN IMMEDIATE", err);
    /* Another process may have done it while this one waited. */
    if (status == KT_OK)
        status = pragma(db, "PRAGMA user_version", &version, err);
    for (sqlite3_int64 i = version; status == KT_OK && i < NEWEST; i++)
        status = kt_db_execute(db, steps[i], err);
    if (status != KT_OK)
        return status;
    char sql[128];
    sqlite3_snprintf(sizeof sql, sql,
                     "PRAGMA application_id = %d; PRAGMA user_version = %d;"
                     "COMMIT",
                     KT_APPLICATION_ID, NEWEST);
    return kt_db_execute(db, sql, err);
}

kt_status kt_schema_prepare(kt_db *db, bool writable, kt_error *err)
{
    sqlite3_int64 version = 0, application = 0, tables = 0;
    /* In one transaction: another process may be making the store. */
    kt_status status = kt_db_execute(db, "BEGIN", err);
    if (status == KT_OK)
        status = pragma(db, "PRAGMA user_version", &version, err);
    if (status == KT_OK)
        status = pragma(db, "PRAGMA application_id", &application, err);
    if (status == KT_OK)
        status = pragma(db, "SELECT count(*) FROM sqlite_schema", &tables, err);
    if (status == KT_OK)
        status = kt_db_execute(db, "COMMIT", err);
    if (status != KT_OK)
        return status;
    bool fresh = tables == 0 && version == 0 && application == 0;
    if (application != KT_APPLICATION_ID && !(fresh && writable))
        return KT_FAIL(err, KT_ERR_FORMAT,
                       "%s: a SQLite database, but not a ktool store",
                       db->path);
    if (version < 0)
        return KT_FAIL(err, KT_ERR_CORRUPT,
                       "%s: the store is damaged: its schema is %lld", db->path,
                       version);
    if (version > NEWEST)
        return KT_FAIL(err, KT_ERR_NEWER,
                       "%s: made by a newer ktool: it has schema %lld, this "
                       "program knows up to %d; use the newer program",
                       db->path, version, NEWEST);
    if (version == NEWEST)
        return KT_OK;
    if (!writable)
        return KT_FAIL(err, KT_ERR_READ_ONLY,
                       "%s: made by an older ktool (schema %lld, now %d); "
                       "run `ktool -c %s reindex`, with a copy if it may not "
                       "be written",
                       db->path, version, NEWEST, db->path);
    return migrate(db, err);
}
