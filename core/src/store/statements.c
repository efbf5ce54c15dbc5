#include "store/statements.h"

#include "store/lookup.h"

/* Of part ?1 of the table lookup, which has the articles from ?2 to ?3. What is
 * left out reads differently in SQLite where it is no character. */
#define TO_BE_LISTED                                                           \
    KT_LOOKUP_ENTRIES(" AND id BETWEEN ?2 AND ?3",                             \
                      " AND article BETWEEN ?2 AND ?3"                         \
                      " AND instr(value, '\\u') = 0")
#define LISTED                                                                 \
    "SELECT name, lookup.value, j.value FROM lookup, json_each("               \
    "CASE WHEN articles IS NULL THEN first"                                    \
    " WHEN json_valid(articles) THEN articles END) AS j WHERE part = ?1"

/* KT_LOOKUP_ROWS of them. */
#define LOOKUP_ROWS FOUR(FOUR(LOOKUP_ROW))
#define LOOKUP_ROW "(?, ?, ?, ?, ?, ?)"
#define SPAN_ROW "(?, ?, ?, ?, ?)"
#define TWO(row) row ", " row
#define FOUR(row) TWO(row) ", " TWO(row)

/* The table goes by age and hash. IN would be slow: it makes a table of its
 * own each time. */
#define NEWEST_OF_AGE(recent)                                                  \
    "ifnull((SELECT max(article) FROM identity WHERE recent = " recent         \
    " AND hash = ?1), 0)"
#define HAS_OF_AGE(recent)                                                     \
    "SELECT 1 FROM identity WHERE recent = " recent                            \
    " AND hash = ?1 AND article = ?2"

/* Where several rows are added at once, one that aborted would first copy the
 * pages that it changes; who fails rolls all back. */
const char *const kt_statements[STMT_TOTAL] = {
    [STMT_BEGIN] = "BEGIN IMMEDIATE",
    [STMT_COMMIT] = "COMMIT",
    [STMT_GET_META] = "SELECT value FROM meta WHERE key = ?1",
    [STMT_SET_META] = "INSERT OR REPLACE INTO meta VALUES (?1, ?2)",
    [STMT_ADD_ARTICLE] = "INSERT INTO article VALUES "
                         "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
                         "?13, ?14, ?15, ?16, ?17, NULL, ?18)",
    [STMT_RENEW_ARTICLE] =
        "UPDATE article SET title = ?2, date = ?3, source = ?4, author = ?5,"
        " place = ?6, section = ?7, lang = ?8, position = ?9, tokens = ?10,"
        " lang_clarity = ?11, words = ?12 WHERE id = ?1",
    [STMT_ADD_RAW] = "INSERT INTO raw VALUES (?1, ?2, ?3)",
    [STMT_FIND_IDENTITY] =
        "SELECT max(" NEWEST_OF_AGE("0") ", " NEWEST_OF_AGE("1") ")",
    [STMT_ADD_IDENTITY] = "INSERT INTO identity VALUES (?1, ?2, ?3)",
    [STMT_SETTLE_IDENTITIES] = "UPDATE identity SET recent = 0 WHERE recent",
    [STMT_SET_NEWER] = "UPDATE article SET newer = ?2 WHERE id = ?1",
    [STMT_CUT_NEWER] = "UPDATE article SET newer = NULL WHERE newer >= ?1",
    [STMT_COPY_TAGS] =
        "INSERT INTO tag SELECT ?2, name FROM tag WHERE article = ?1",
    [STMT_COPY_ANNOTATIONS] = "INSERT INTO annotation SELECT ?2, name, value"
                              " FROM annotation WHERE article = ?1",
    [STMT_GET_TAGS] = "SELECT name FROM tag WHERE article = ?1 ORDER BY name",
    [STMT_GET_ANNOTATIONS] =
        "SELECT name, value FROM annotation WHERE article = ?1 ORDER BY name",
    [STMT_ADD_COPY] = "INSERT INTO copy VALUES (?1, ?2, ?3)",
    [STMT_DROP_SPANS] = "DELETE FROM span WHERE article BETWEEN ?1 AND ?2",
    [STMT_ADD_SPAN] = "INSERT INTO span VALUES " SPAN_ROW,
    [STMT_ADD_4_SPANS] = "INSERT OR FAIL INTO span VALUES " FOUR(SPAN_ROW),
    [STMT_ADD_16_SPANS] =
        "INSERT OR FAIL INTO span VALUES " FOUR(FOUR(SPAN_ROW)),
    [STMT_DROP_FIELDS] = "DELETE FROM field WHERE article BETWEEN ?1 AND ?2",
    [STMT_ADD_FIELD] = "INSERT OR REPLACE INTO field VALUES (?1, ?2, ?3)",
    [STMT_ADD_SEGMENT] = "INSERT INTO segment VALUES (?1, ?2, ?3, ?4, ?5)",
    [STMT_ADD_TERMS] = "INSERT OR REPLACE INTO term_run VALUES "
                       "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    [STMT_DROP_TERMS] = "DELETE FROM term_run WHERE first > ?1",
    [STMT_GET_STEMS] = "SELECT terms, ends, text FROM stem"
                       " WHERE language = ?1 AND fingerprint = ?2",
    [STMT_SET_STEMS] = "INSERT OR REPLACE INTO stem VALUES (?1, ?2, ?3, ?4,"
                       " ?5)",
    [STMT_CUT_STEMS] = "UPDATE stem SET terms = substr(terms, 1, ?1)",
    [STMT_ADD_FILE] = "INSERT INTO file VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                      "?8)",
    [STMT_ADD_FAILURE] =
        "INSERT INTO failure (path, line, reason, file) VALUES "
        "(?1, ?2, ?3, ?4)",
    [STMT_GET_ARTICLE] =
        "SELECT title, date, source, author, place, section, url, lang, path,"
        " line, replaced, lang_clarity FROM article WHERE id = ?1",
    [STMT_GET_RAW] = "SELECT text, original FROM raw WHERE article = ?1",
    [STMT_GET_SPANS] =
        "SELECT start, end, label, rule FROM span WHERE article = ?1"
        " ORDER BY start",
    [STMT_DROP_ORIGINS] =
        "DELETE FROM provenance WHERE article BETWEEN ?1 AND ?2",
    [STMT_ADD_ORIGIN] = "INSERT INTO provenance VALUES (?1, ?2, ?3, ?4)",
    [STMT_GET_ORIGINS] = "SELECT field, origin, note FROM provenance"
                         " WHERE article = ?1 ORDER BY field",
    [STMT_GET_FIELDS] =
        "SELECT name, value FROM field WHERE article = ?1 ORDER BY name",
    [STMT_TITLES] = "SELECT title FROM article WHERE title IS NOT NULL",
    [STMT_SUSPECTS] =
        "SELECT article, start, end FROM span WHERE rule = 'suspect-link'"
        " ORDER BY article, start",
    [STMT_ALL_IDS] = "SELECT id FROM article ORDER BY id",
    [STMT_ARTICLES_AFTER] = "SELECT id, position, bytes FROM article"
                            " WHERE id > ?1 ORDER BY id",
    [STMT_SEGMENTS_FROM] = "SELECT id, position, tokens FROM segment"
                           " WHERE id >= ?1 ORDER BY id",
    [STMT_SEGMENT_UP_TO] =
        "SELECT id, position, tokens FROM segment"
        " WHERE id BETWEEN 0 AND ?1 ORDER BY id DESC LIMIT 1",
    [STMT_ALL_TERMS] = "SELECT first, count, length(class), length(ends),"
                       " length(text), length(folded), length(folded_ends),"
                       " length(folded_text) FROM term_run ORDER BY first",
    [STMT_ALL_FILES] = "SELECT path, size, mtime, ctime, inode, device, hash"
                       " FROM file ORDER BY number",
    [STMT_ALL_FAILURES] =
        "SELECT path, line, reason FROM failure ORDER BY number",
    [STMT_FILE_START] = "SELECT id, position FROM article WHERE file >= ?1"
                        " ORDER BY id LIMIT 1",
    [STMT_SEGMENT_AT] = "SELECT position, position + tokens FROM segment"
                        " WHERE position <= ?1 ORDER BY id DESC LIMIT 1",
    [STMT_FILE_AT] = "SELECT file, id FROM article"
                     " WHERE position + tokens > ?1 ORDER BY id LIMIT 1",
    [STMT_SEGMENT_DATA] = "SELECT data FROM segment ORDER BY id",
    [STMT_TOTALS] = "SELECT count(*), sum(bytes), count(date),"
                    " count(DISTINCT source), min(date), max(date)"
                    " FROM article WHERE CASE WHEN ?1 IS NULL"
                    " THEN newer IS NULL"
                    " ELSE id IN (SELECT value FROM json_each(?1)) END",
    [STMT_MARKS] = "SELECT label, rule, count(*) FROM span WHERE"
                   " CASE WHEN ?1 IS NULL THEN article NOT IN"
                   " (SELECT id FROM article WHERE newer IS NOT NULL)"
                   " ELSE article IN (SELECT value FROM json_each(?1)) END"
                   " GROUP BY label, rule ORDER BY label, count(*) DESC, rule",
    [STMT_HAS_GAPS] =
        "SELECT EXISTS (SELECT 1 FROM article WHERE newer IS NOT NULL) OR"
        " EXISTS (SELECT 1 FROM meta WHERE key = 'removed')",
    [STMT_HAS_REVISIONS] =
        "SELECT EXISTS (SELECT 1 FROM article WHERE newer IS NOT NULL)",
    [STMT_ENDS] = "SELECT max((SELECT ifnull(max(id), 0) FROM article),"
                  "  ifnull((SELECT value FROM meta"
                  "          WHERE key = 'last_article'), 0)),"
                  " (SELECT ifnull(max(id), 0) FROM segment),"
                  " ifnull((SELECT position + tokens FROM segment"
                  "         ORDER BY id DESC LIMIT 1), 0),"
                  " (SELECT value FROM meta WHERE key = 'removed'),"
                  " (SELECT value FROM meta WHERE key = 'numbering')",
    [STMT_NOTE_LAST] =
        "INSERT OR REPLACE INTO meta SELECT 'last_article',"
        " max((SELECT ifnull(max(id), 0) FROM article),"
        "     ifnull((SELECT value FROM meta WHERE key = 'last_article'), 0))",
    [STMT_NOTE_REMOVAL] =
        "INSERT OR REPLACE INTO meta SELECT 'removed',"
        " 1 + ifnull((SELECT value FROM meta WHERE key = 'removed'), 0)",
    /* Every article of the URL or path that ?1 has, the oldest first. */
    [STMT_REVISIONS] =
        "WITH RECURSIVE"
        " later (id) AS (VALUES (?1) UNION SELECT newer FROM later"
        "  JOIN article USING (id) WHERE newer IS NOT NULL),"
        " one (id) AS (SELECT max(id) FROM later UNION"
        "  SELECT article.id FROM one JOIN article ON newer = one.id)"
        " SELECT id, newer IS NULL, date, path, url, bytes"
        " FROM one JOIN article USING (id) ORDER BY id",
    [STMT_DROP_RAW] = "DELETE FROM raw WHERE article = ?1",
    [STMT_DROP_IDENTITY] = "DELETE FROM identity WHERE recent IN (0, 1)"
                           " AND hash = ?2 AND article = ?1",
    [STMT_DROP_IDENTITIES] = "DELETE FROM identity WHERE article = ?1",
    [STMT_DROP_TAGS] = "DELETE FROM tag WHERE article = ?1",
    [STMT_DROP_ANNOTATIONS] = "DELETE FROM annotation WHERE article = ?1",
    [STMT_JOIN_NEWER] = "UPDATE article SET newer = (SELECT newer FROM article"
                        " WHERE id = ?1) WHERE newer = ?1",
    [STMT_DROP_ARTICLE] = "DELETE FROM article WHERE id = ?1",
    [STMT_SET_TAG] = "INSERT OR IGNORE INTO tag VALUES (?1, ?2)",
    [STMT_DROP_TAG] = "DELETE FROM tag WHERE article = ?1 AND name = ?2",
    [STMT_COUNT_TAGS] =
        "SELECT name, count(*) FROM tag WHERE CASE WHEN ?1 IS NULL"
        " THEN article NOT IN (SELECT id FROM article WHERE newer IS NOT NULL)"
        " ELSE article IN (SELECT value FROM json_each(?1)) END"
        " GROUP BY name ORDER BY count(*) DESC, name",
    [STMT_SET_ANNOTATION] = "INSERT OR REPLACE INTO annotation"
                            " VALUES (?1, ?2, ?3)",
    [STMT_DROP_ANNOTATION] =
        "DELETE FROM annotation WHERE article = ?1 AND name = ?2",
    [STMT_GET_CHECKSUM] = "SELECT checksum FROM segment WHERE id = ?1"
                          " AND position = ?2",
    [STMT_CHECKSUM_OF] = "SELECT checksum FROM segment WHERE id = ?1",
    [STMT_HAS_IDENTITY] = HAS_OF_AGE("0") " UNION ALL " HAS_OF_AGE("1"),
    [STMT_ALL_PLACES] = "SELECT id, position, tokens, words FROM article"
                        " ORDER BY id",
    [STMT_INTEGRITY] = "PRAGMA integrity_check",
    [STMT_FOREIGN_KEYS] = "SELECT \"table\", parent, count(*)"
                          " FROM pragma_foreign_key_check GROUP BY 1, 2",
    [STMT_BACKWARD] = "SELECT id, newer FROM article WHERE newer <= id"
                      " ORDER BY id",
    [STMT_ADD_LOOKUP] = "INSERT INTO lookup VALUES " LOOKUP_ROW,
    [STMT_ADD_LOOKUPS] = "INSERT OR FAIL INTO lookup VALUES " LOOKUP_ROWS,
    [STMT_UNLISTED] = "SELECT count(DISTINCT id), min(id) FROM (" TO_BE_LISTED
                      " EXCEPT " LISTED ")",
    [STMT_GET_ANNOTATION] =
        "SELECT value FROM annotation WHERE article = ?1 AND name = ?2",
};
