/* Articles named by their numbers. */
#ifndef KTOOL_CLI_IDS_H
#define KTOOL_CLI_IDS_H

#include "options.h"

#include <stdint.h>

/** Whether @p text is the number of an article. */
bool parse_id(const char *text, int64_t *id);

/**
 * The first @p count words of @p options as numbers; what is none is printed.
 *
 * @param out  Receives a list that the caller frees, NULL on failure.
 * @return an exit status
 */
int parse_ids(const cli_options *options, size_t count, int64_t **out);

#endif
