/* What people read, as opposed to programs. */
#ifndef KTOOL_CLI_TERMINAL_TEXT_H
#define KTOOL_CLI_TERMINAL_TEXT_H

#include <ktool/buffer.h>
#include <stdint.h>

/** Print @p text as it is, but on a terminal with control characters other
 * than tab and newline escaped, since they could take it over. */
void put_text(kt_slice text);

/** Append 1204 as "1,204". */
void add_grouped(kt_buffer *out, int64_t value);

#endif
