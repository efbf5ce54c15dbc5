/**
 * @file
 * The rules of cleaning, read from scripts/data/cleaning. Threads share them:
 * nothing changes afterwards but patterns, which any thread may compile.
 *
 * A line is "name TAB where TAB label TAB pattern TAB sets"; the manual
 * describes it for users.
 */
#ifndef KT_ARTICLE_CLEANING_H
#define KT_ARTICLE_CLEANING_H

#include "article/cleaning_opening.h"
#include "article/regex.h"
#include "base/table.h"

#include <ktool/article.h>
#include <ktool/cleaning.h>
#include <stdint.h>

/** Where a rule is tried. */
typedef enum kt_where {
    KT_WHERE_DEFINE, /**< nowhere: one alternative of {name} */
    KT_WHERE_OUTLET, /**< on the article's source and host: whose rules these
                          are */
    KT_WHERE_TWO_LINES,
    KT_WHERE_ARTICLE_START,
    KT_WHERE_LEAD,
    KT_WHERE_LINE,
    KT_WHERE_PARAGRAPH_START,
    KT_WHERE_PARAGRAPH_END,
    KT_WHERE_INLINE,
    KT_WHERE_ARTICLE_END,
    KT_WHERE_TOTAL
} kt_where;

enum {
    KT_CLEAN_GROUPS = 12, /**< of a pattern that set fields */
    KT_CLEAN_LINE = 1024, /**< bytes of the longest paragraph that is tried as
                               a whole */
    KT_CLEAN_EDGE = 256,  /**< bytes of a paragraph that are seen otherwise */
    KT_CLEAN_FRONT = 100, /**< bytes among which a rule's mark must be */
    KT_CLEAN_STARTS = 5,  /**< bytes that a rule can be searched for by */
    KT_CLEAN_BLOCK = 64   /**< rules that are chosen from at once */
};

/** What a group of a pattern sets. */
typedef struct kt_setting {
    kt_slice field; /**< empty: nothing */
    size_t test;    /**< 1 + the number of the test its text must pass; 0 */
} kt_setting;

typedef struct kt_clean_rule {
    const char *name;
    kt_where where;
    kt_label label;
    size_t outlet;      /**< 1 + whose it is; 0: everybody's */
    kt_regex *regex;    /**< with its definitions */
    bool at_front;      /**< it matches at the front of a paragraph only */
    bool has_needs;     /**< not any byte will do below */
    char somewhere;     /**< of a rule that is searched for: a byte that the
                             paragraph must have; 0: none */
    uint8_t needs[32];  /**< the bytes of which the paragraph must have one: as
                             its last, or if the rule is tried at its front,
                             among its first */
    kt_opening opening; /**< how a match may begin */
    kt_setting sets[KT_CLEAN_GROUPS];
    size_t set_count;
} kt_clean_rule;

/** Rules that are tried at one place, in the order of trying, a bit for each.
 * For each byte those that allow it: in the first places of a match, and as
 * the last of the text. */
typedef struct kt_clean_block {
    const kt_clean_rule *list[KT_CLEAN_BLOCK];
    size_t count;
    uint64_t *held; /**< by outlet: those that are tried on its articles; at 0
                         on those of nobody that is known */
    uint64_t opening[KT_OPENING][256];
    uint64_t ending[256];
    uint64_t needing[256]; /**< for which the byte will do among the first */
    uint64_t needy;        /**< those that need such a byte */
    uint64_t seeking[256]; /**< which need the byte somewhere in the text */
    uint64_t at_front;     /**< those whose matches begin where the text does */
    uint64_t at_end;       /**< those whose matches end where it does */
    uint64_t searched;     /**< others, which begin with one of few bytes */
    uint8_t starts[256];   /**< these bytes */
    size_t start_count;
    uint8_t sought[256]; /**< the bytes that are needed somewhere */
    size_t sought_count;
} kt_clean_block;

typedef struct kt_clean_index {
    kt_clean_block *blocks;
    size_t count;
} kt_clean_index;

typedef struct kt_cleaning kt_cleaning;

/**
 * The rules of the data files, which a process reads once, when they are first
 * needed.
 *
 * @retval KT_ERR_FORMAT     a line that cannot be used; the message names it
 * @retval KT_ERR_NOT_FOUND  no such files
 */
kt_status kt_cleaning_shared(const kt_cleaning **out, kt_error *err);

/** A file of rules, for tests: @p name as it is called in messages. */
typedef struct kt_clean_file {
    const char *name;
    kt_slice text;
    bool is_outlet;
    bool is_tested; /**< ktool's own, see kt_regex_new() */
} kt_clean_file;

/** Rules from texts instead of files; @p fault is as for kt_cleaning_check().
 * What has a fault is left out. */
kt_status kt_cleaning_of(const kt_clean_file *files, size_t count,
                         kt_cleaning_fault *fault, void *ctx, kt_cleaning **out,
                         kt_error *err);
void kt_cleaning_free(kt_cleaning *cleaning);

/** How many rules there are. */
size_t kt_cleaning_count(const kt_cleaning *cleaning);

const kt_clean_index *kt_cleaning_index(const kt_cleaning *cleaning,
                                        kt_where where);

/** What texts are compared as in lists: folded, with single spaces. @p folded
 * is used on the way. */
void kt_list_key(kt_slice text, kt_buffer *folded, kt_buffer *key);

/** What a group's text is tested by: a list that must have its key, or a
 * definition that must match the whole of it. */
typedef struct kt_clean_test {
    kt_slice name;    /**< "places", "{outlet}" */
    kt_table entries; /**< of a list */
    kt_regex *regex;  /**< of a definition; NULL for a list */
} kt_clean_test;

/** Test number @p test, counted from 1. */
const kt_clean_test *kt_cleaning_test(const kt_cleaning *cleaning, size_t test);

const kt_regex_limits *kt_cleaning_limits(const kt_cleaning *cleaning);

#endif
