/**
 * @file
 * An article: its raw text, what the spans of it are, and what is known of it.
 */
#ifndef KTOOL_ARTICLE_H
#define KTOOL_ARTICLE_H

#include <ktool/buffer.h>
#include <ktool/slice.h>
#include <ktool/status.h>
#include <ktool/tokens.h>
#include <stdint.h>

/** What a span of the raw text is. Numbers are stored: only ever appended. */
typedef enum kt_label {
    KT_LABEL_TITLE,
    KT_LABEL_BODY,
    KT_LABEL_TOTAL
} kt_label;

/** "title", "body". */
const char *kt_label_name(kt_label label);

/** A labelled stretch of the raw text, a half-open byte range. A body has one
 * span for each paragraph. */
typedef struct kt_span {
    size_t start, end;
    kt_label label;
} kt_span;

/** A field of a name of its own, such as a JSON key that ktool has no use
 * for. */
typedef struct kt_field {
    kt_slice name;
    kt_slice value; /**< as JSON text: "\"x\"", "12", "[1,2]" */
} kt_field;

/**
 * Everything in it is borrowed from whoever made it. An absent text is
 * {NULL, 0}. Dates are ISO 8601, as precise as they were given.
 */
typedef struct kt_article {
    int64_t id;        /**< in its store; 0 before it is stored */
    kt_slice raw;      /**< valid UTF-8 */
    kt_slice original; /**< the bytes as found, where decoding changed them */
    size_t replaced;   /**< bytes that stand as U+FFFD, here or in a field */
    kt_slice title, date, source, author, place, section, url, lang;
    double lang_clarity; /**< of a lang that was guessed, as in language.h; 0
                              where the article said it */
    kt_slice path;       /**< the file it came from */
    size_t line; /**< the line in that file; 0 if the file is the article */
    const kt_field *fields;
    size_t field_count;
    kt_rules rules;       /**< that its tokens follow, once it is stored */
    const kt_span *spans; /**< in order, not overlapping */
    size_t span_count;
} kt_article;

/**
 * Append what is left to read of @p article: its body spans, paragraphs
 * separated by one empty line.
 */
void kt_article_text(const kt_article *article, kt_buffer *out);

#endif
