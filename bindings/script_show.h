/**
 * @file
 * Foreign text inside a message.
 */
#ifndef KT_SCRIPT_SHOW_H
#define KT_SCRIPT_SHOW_H

#include <ktool/slice.h>

/** Room for a path of common length; a message holds two of them. */
typedef struct kt_shown {
    char text[480];
} kt_shown;

/**
 * @p text as kt_script_printable() has it, cut with "..." if it is long. By
 * value, so that a message can name a path in one statement:
 * KT_FAIL(err, KT_ERR_IO, "%s: ...", kt_show(path).text).
 */
kt_shown kt_show(const char *text);
kt_shown kt_show_slice(kt_slice text);

#endif
