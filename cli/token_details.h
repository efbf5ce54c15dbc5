/* Tokens with all that is known of each. */
#ifndef KTOOL_CLI_TOKEN_DETAILS_H
#define KTOOL_CLI_TOKEN_DETAILS_H

#include <ktool/tokens.h>

/** Print the tokens of @p text as JSON Lines: start, end, class, text, then
 * value and unit of a number and base, redup and clitics of a word, where
 * there are any.
 *
 * @param quiet  say nothing of a missing dictionary
 * @return an exit status */
int print_token_details(kt_slice text, kt_tokenizer *tokenizer, bool quiet);

#endif
