/* The revisions of an article, as rows. */
#ifndef KTOOL_CLI_REVISIONS_H
#define KTOOL_CLI_REVISIONS_H

#include "options.h"

/**
 * Print every article of the URL or path that the article @p id has, the oldest
 * first.
 *
 * @return an exit status
 */
int print_revisions(kt_corpus *corpus, int64_t id, kt_format format);

#endif
