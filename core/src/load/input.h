/**
 * @file
 * Bytes out of a file.
 */
#ifndef KT_LOAD_INPUT_H
#define KT_LOAD_INPUT_H

#include <ktool/buffer.h>

/** What is said of a file whose size is not the one that was listed. */
#define KT_CHANGED "the file changed while it was being read; load it again"

/**
 * Read until @p limit bytes have come or the file has ended.
 *
 * @param got  Receives how many came, also on failure.
 * @return 0 or a number as in errno; EINTR only after kt_interrupt().
 */
int kt_input_read(int fd, char *to, size_t limit, size_t *got);

/** The same, behind what @p out holds; ENOMEM if there is no room. */
int kt_input_append(int fd, kt_buffer *out, size_t limit, size_t *got);

/** The status that goes with the errno @p trouble. */
kt_status kt_input_status(int trouble);

#endif
