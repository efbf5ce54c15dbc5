/* JSON that a cell of rows holds. */
#ifndef KTOOL_CLI_JSON_TEXT_H
#define KTOOL_CLI_JSON_TEXT_H

#include <ktool/buffer.h>

/** Append @p text, which is valid UTF-8, as a JSON string. */
void add_json_string(kt_buffer *out, kt_slice text);

#endif
