/**
 * @file
 * The table lookup: which articles have a value that filters ask for. Its rows
 * are only ever added to: an article may be listed under a value that it has no
 * more, so who reads it looks at the article too; but every article is listed
 * under each value it has.
 */
#ifndef KT_STORE_LOOKUP_H
#define KT_STORE_LOOKUP_H

#include "base/table.h"
#include "store/db.h"

#include <ktool/article.h>
#include <ktool/buffer.h>

/** Articles whose ids have all but this many last bits in common are listed
 * together, so that what an import adds stands on a few pages. */
#define KT_LOOKUP_BITS 14

/** Rows that STMT_ADD_LOOKUPS adds: far faster than one by one, where each is
 * looked for a place from the root of the tree. */
#define KT_LOOKUP_ROWS 16

/** SQL for the value of a row of field as text: of a string what it says, of
 * anything but null its JSON. */
#define KT_FIELD_TEXT                                                          \
    "CASE WHEN substr(value, 1, 1) = '\"' THEN json_extract(value, '$')"       \
    " ELSE nullif(value, 'null') END"

#define KT_LOOKUP_COLUMN(name, where)                                          \
    " UNION ALL SELECT '" name "', " name ", id FROM article WHERE " name      \
    " IS NOT NULL" where

#define KT_LOOKUP_FIELDS(where)                                                \
    " UNION ALL SELECT 'fields.' || substr(name, 1, length(name)),"            \
    " ifnull(" KT_FIELD_TEXT ", 'null'), article FROM field WHERE 1" where

/** SQL for the name, key and id of all that the table is to list, as
 * kt_lookup_add() does. It made the rows of stores that were older than the
 * table: what changes it needs another step of the schema.
 *
 * @param articles, fields  "", or " AND " and a condition on rows of these */
/* clang-format off */
#define KT_LOOKUP_ENTRIES(articles, fields)                                    \
    "SELECT name, lower(CASE WHEN length(text) <= 48"                          \
    " THEN substr(text, 1, 48)"                                                \
    " ELSE substr(text, 1, 16) || substr(text, -32) END) AS key, id FROM ("    \
    "SELECT 'date' AS name, ifnull(date, '') AS text, id FROM article"         \
    " WHERE 1" articles                                                        \
    KT_LOOKUP_COLUMN("source", articles)                                       \
    KT_LOOKUP_COLUMN("author", articles)                                       \
    KT_LOOKUP_COLUMN("place", articles)                                        \
    KT_LOOKUP_COLUMN("section", articles)                                      \
    KT_LOOKUP_COLUMN("lang", articles)                                         \
    KT_LOOKUP_COLUMN("url", articles)                                          \
    KT_LOOKUP_COLUMN("path", articles)                                         \
    KT_LOOKUP_FIELDS(fields) ")"
/* clang-format on */

/** What a value is listed as: up to its first NUL, of more than 48 characters
 * the first 16 and the last 32, with small letters of ASCII. Values that are
 * the same to a filter have the same. */
void kt_lookup_key(kt_slice value, kt_buffer *out);

enum {
    KT_LOOKUP_KNOWN = 8 /**< columns of article that are listed */
};

/** The value of a column that came last, and its list, from 1; 0: none. */
typedef struct kt_lookup_last {
    kt_buffer value;
    size_t list;
} kt_lookup_last;

/** What is not written yet, for the thread that writes. */
typedef struct kt_lookup {
    kt_db *db;
    int64_t part;          /**< the common bits of the articles' ids */
    kt_table keys;         /**< a name, NUL and a key -> its list, from 1 */
    struct kt_list *lists; /**< of articles, each linked through places */
    struct kt_place_in_list *places;
    size_t list_count, place_count;
    kt_lookup_last last[KT_LOOKUP_KNOWN];
    kt_buffer key, text; /**< scratch */
} kt_lookup;

/** Zero-initialised but for db it is empty. */
void kt_lookup_free(kt_lookup *lookup);

/** List an article under its values. Ids ascend. */
kt_status kt_lookup_add(kt_lookup *lookup, int64_t id,
                        const kt_article *article, kt_error *err);

/** Write what was added since the last time. */
kt_status kt_lookup_save(kt_lookup *lookup, kt_error *err);

#endif
