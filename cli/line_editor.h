/* Lines typed at a prompt. */
#ifndef KTOOL_CLI_LINE_EDITOR_H
#define KTOOL_CLI_LINE_EDITOR_H

#include <ktool/buffer.h>

typedef enum line_result {
    LINE_READ,
    LINE_END,      /**< Ctrl-D, or standard input is at its end */
    LINE_CANCELLED /**< Ctrl-C: forget what was typed */
} line_result;

/** Append a line, without its end, to @p out. A pasted one may have several
 * lines in it. */
line_result line_editor_read(const char *prompt, kt_buffer *out);

/** Let the arrow keys find @p entry again. */
void line_editor_remember(const char *entry);

/** The same from standard input when nobody sits there. */
line_result line_read_plain(kt_buffer *out);

#endif
