/* Opening what -c and -w name, for commands without Lua. */
#ifndef KTOOL_CLI_OPEN_CORPUS_H
#define KTOOL_CLI_OPEN_CORPUS_H

#include "options.h"

/**
 * What is wrong is printed, as is what loading came to.
 *
 * @param out  Receives a corpus that the caller closes, NULL on failure.
 * @return an exit status
 */
int open_corpus(const cli_options *options, kt_corpus **out);

/** The same for who only reads articles: a store that other rules made will
 * do. */
int open_articles(const cli_options *options, kt_corpus **out);

/**
 * Open a store to have @p change do so. Where another process changed its
 * articles before it could, it is opened once more.
 * @return an exit status, after a message on stderr if it is not KT_EXIT_OK */
int change_store(const cli_options *options,
                 kt_status (*change)(void *ctx, kt_corpus *corpus,
                                     kt_error *err),
                 void *ctx);

/** Print why a store was not changed. @return an exit status */
int report_change_failure(const kt_error *err);

#endif
