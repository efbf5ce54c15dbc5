/**
 * @file
 * An article as a line of JSON that gives it back.
 *
 * The line says what was given of an article, not what ktool read from its
 * text, and nothing that depends on the store it was in. Loading the lines of
 * all articles of a store, in the order of their ids, makes the same store
 * again: the same bytes, values, fields, paths and lines, revisions, tags and
 * annotations.
 *
 * Keys are title, date, source, author, place, section, url, lang and text
 * where there are such values, then the free fields, then "ktool", an object:
 *
 *     path         the file it came from; path64, in base64, if that is not
 *                  UTF-8
 *     line         the line in that file. Without it the file is the article,
 *                  and text all of it, its title included
 *     original     the bytes as found, in base64, where decoding changed them
 *     replaced     how many of these stand as U+FFFD
 *     tags         an array of strings
 *     annotations  an object
 *     ktool        a free field that is called ktool itself
 */
#ifndef KTOOL_EXPORT_H
#define KTOOL_EXPORT_H

#include <ktool/article.h>

/**
 * Take @p article, which kt_corpus_article() gave with its text, back to what
 * its loader gave: what rules made of it is dropped.
 */
kt_status kt_article_restore(kt_article *article, kt_error *err);

/** Append a restored article as one JSON object, without a line break. */
void kt_article_record(const kt_article *article, kt_buffer *out);

/** The title and the text of a restored article, each {NULL, 0} if it has
 * none. They are its raw text, with the line break between them. */
void kt_article_given(const kt_article *article, kt_slice *title,
                      kt_slice *text);

/** Append the value of the key "ktool". */
void kt_article_own_json(const kt_article *article, kt_buffer *out);

/** Append the free fields, the tags or the annotations of any article as a
 * JSON object or array. */
void kt_article_fields_json(const kt_article *article, kt_buffer *out);
void kt_article_tags_json(const kt_article *article, kt_buffer *out);
void kt_article_annotations_json(const kt_article *article, kt_buffer *out);

#endif
