/**
 * @file
 * Text as the formats write it.
 */
#ifndef KT_REPORT_ESCAPE_H
#define KT_REPORT_ESCAPE_H

#include "text/utf8.h"

#include <ktool/buffer.h>

enum {
    KT_ESCAPE_SIZE = 16
};

/**
 * What is written for @p code, NULL if its own bytes are. It may be made in
 * @p escape. @p rest is the text from the code on.
 */
typedef const char *kt_escape_fn(kt_code code, kt_slice rest,
                                 char escape[KT_ESCAPE_SIZE]);

kt_escape_fn kt_escape_tsv;
kt_escape_fn kt_escape_quotes;  /**< inside the quotes of CSV */
kt_escape_fn kt_escape_visible; /**< nothing that would move the cursor */
kt_escape_fn kt_escape_md;

/** Append @p text with every code point written as @p escape says. */
void kt_escape_add(kt_buffer *out, kt_slice text, kt_escape_fn *escape);

#endif
