/* A query that cannot be read. */
#ifndef KTOOL_CLI_QUERY_FAILURE_H
#define KTOOL_CLI_QUERY_FAILURE_H

#include "options.h"

#include <ktool/search.h>

/** Print what is wrong with @p query, which is what @p err says, and below it
 * the place, and the usage line of @p command.
 * @return an exit status */
int query_failure(const cli_command *command, kt_slice query,
                  const kt_error *err);

#endif
