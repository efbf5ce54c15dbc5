/* What the spans of an article are, and by which rule. */
#ifndef KTOOL_CLI_MARKS_H
#define KTOOL_CLI_MARKS_H

#include "options.h"

#include <ktool/article.h>

/**
 * Print all of the raw text, span by span, with labels and rules in the margin;
 * with a format other than AUTO the places of the spans as rows.
 *
 * @return an exit status
 */
int print_marks(const kt_article *article, kt_format format);

#endif
