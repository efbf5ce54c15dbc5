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
    KT_LABEL_DATELINE,      /**< JAKARTA, KOMPAS.com - */
    KT_LABEL_BYLINE,        /**< who wrote it, alone or with editors */
    KT_LABEL_EDITOR,        /**< who edited it */
    KT_LABEL_INITIALS,      /**< (dce/dce) */
    KT_LABEL_CREDIT,        /**< whose news or picture it is: Sumber: BBC */
    KT_LABEL_RELATED_LINK,  /**< Baca juga: ... */
    KT_LABEL_WIDGET,        /**< what the page's programs left: loading... */
    KT_LABEL_PAGINATION,    /**< Halaman 2 dari 3 */
    KT_LABEL_ADVERTISEMENT, /**< ADVERTISEMENT, and offers of the outlet */
    KT_LABEL_CAPTION,       /**< of a picture or video */
    KT_LABEL_LEGAL,         /**< copyright, disclaimers */
    KT_LABEL_SYNDICATION,   /**< Artikel ini telah tayang di ... */
    KT_LABEL_REPEATED,      /**< stands in the article before */
    KT_LABEL_HEADER,        /**< section and date of the page */
    KT_LABEL_QUOTE,         /**< speech; lies within a body or title */
    KT_LABEL_TOTAL
} kt_label;

/** "title", "body", "related-link". */
const char *kt_label_name(kt_label label);

/** A labelled stretch of the raw text, a half-open byte range. What a
 * paragraph holds of one label is one span, unless something was cut out of
 * its middle. */
typedef struct kt_span {
    size_t start, end;
    kt_label label;
    const char *rule; /**< that labelled it; NULL: nothing but its place */
} kt_span;

/** The name of the rule that labelled a span: "place" where none did,
 * "quotation-marks" for quotes. */
const char *kt_span_rule(const kt_span *span);

/** Where the value of a field comes from. */
typedef struct kt_origin {
    kt_slice field; /**< "source" */
    kt_slice from;  /**< "field" (the file gave it), "dateline", ...: the label
                         of the span that it was read from; "text" */
    kt_slice note;  /**< what there is to know of it; absent: nothing */
} kt_origin;

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
    const kt_span *spans; /**< in order, not overlapping; with the white space
                               between them they are the raw text */
    size_t span_count;
    const kt_span *quotes; /**< in order, not overlapping, each within a span
                                of title or body */
    size_t quote_count;
    const kt_origin *origins; /**< by field; none for what the file gave
                                   without contradiction */
    size_t origin_count;
    const kt_slice *tags; /**< people's, by name; none twice */
    size_t tag_count;
    const kt_field *annotations; /**< people's, by name */
    size_t annotation_count;
    bool from_store; /**< it was in a store and comes with its tags and
                          annotations: none are copied from the article that
                          it is a revision of */
} kt_article;

/**
 * Append what is left to read of @p article: its body spans, paragraphs
 * separated by one empty line, what is left of one paragraph by a space.
 */
void kt_article_text(const kt_article *article, kt_buffer *out);

/** Whether span @p i begins a paragraph, and is not the rest of one. */
bool kt_article_breaks(const kt_article *article, size_t i);

/** A walk over all spans of an article, its quotes among them. Begin with
 * {.article = ...}. */
typedef struct kt_marks {
    const kt_article *article;
    size_t spans, quotes; /**< that were already given */
} kt_marks;

/** The next span by start, the longer first. False at the end. */
bool kt_marks_next(kt_marks *walk, kt_span *out);

/**
 * Where the value of @p field comes from: from is "field" for what the file
 * gave, "text" for a language that was guessed, and absent where the article
 * has no such value. Borrowed from @p article.
 */
kt_origin kt_article_origin(const kt_article *article, kt_slice field);

#endif
