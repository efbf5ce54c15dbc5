/* A text that is divided without a corpus. */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include <ktool/buffer.h>

/* Append all of the file at path, "-" for standard input, to out. */
kt_status read_input(const char *path, kt_buffer *out, kt_error *err);

#endif
