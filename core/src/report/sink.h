/**
 * @file
 * A stream that remembers its first failure.
 */
#ifndef KT_REPORT_SINK_H
#define KT_REPORT_SINK_H

#include <ktool/buffer.h>
#include <stdio.h>

typedef struct kt_sink {
    FILE *stream;
    char *name;
    kt_buffer line; /**< what kt_sink_write() writes */
    int error;      /**< errno of the first failure */
} kt_sink;

/** Write the line and empty it. */
kt_status kt_sink_write(kt_sink *sink, kt_error *err);

/** Flush the stream; fails too if anybody's write to it failed before. */
kt_status kt_sink_flush(kt_sink *sink, kt_error *err);

#endif
