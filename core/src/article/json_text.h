/**
 * @file
 * Strings as JSON writes them.
 */
#ifndef KT_ARTICLE_JSON_TEXT_H
#define KT_ARTICLE_JSON_TEXT_H

#include <ktool/buffer.h>

/** Append what the JSON value @p json says: of a string its text, of
 * anything else its own bytes. */
void kt_json_text(kt_slice json, kt_buffer *out);

#endif
