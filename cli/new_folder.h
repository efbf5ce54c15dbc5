/* A new folder of numbered files. */
#ifndef KTOOL_CLI_NEW_FOLDER_H
#define KTOOL_CLI_NEW_FOLDER_H

#include <ktool/slice.h>
#include <ktool/status.h>

typedef struct new_folder {
    const char *path; /**< borrowed */
    int fd;
    int digits;   /**< of a file's name, so that names have one order */
    size_t files; /**< that were written */
} new_folder;

/**
 * Make the folder at @p path, or take an empty one that is there. To be closed
 * also on failure.
 * @param count  how many files it will have
 */
kt_status new_folder_open(const char *path, size_t count, new_folder *out,
                          kt_error *err);

/** Write the next file, of two parts: 000001.txt for @p ending ".txt". */
kt_status new_folder_write(new_folder *folder, const char *ending,
                           kt_slice first, kt_slice second, kt_error *err);

void new_folder_close(new_folder *folder);

#endif
