/**
 * @file
 * The files under the paths that a user names.
 */
#ifndef KT_LOAD_FILE_LIST_H
#define KT_LOAD_FILE_LIST_H

#include "base/arena.h"
#include <ktool/load.h>

/** Zero-initialised it is empty. */
typedef struct kt_file_list {
    kt_buffer files; /**< kt_file, one after the other */
    kt_arena paths;
} kt_file_list;

void kt_file_list_free(kt_file_list *list);

/** The files; borrowed until the next addition. */
const kt_file *kt_file_list_files(const kt_file_list *list, size_t *count);

/**
 * Add the file @p path, or the files in the folder @p path.
 *
 * What lies in a folder and cannot be listed (a folder without permission,
 * a link to nowhere) is added as if it were a file, so that whoever reads it
 * meets the trouble and reports it.
 *
 * @retval KT_ERR_NOT_FOUND, KT_ERR_IO, KT_ERR_EMPTY  as kt_source_open()
 * @retval KT_ERR_INTERRUPTED  kt_interrupt() was called
 */
kt_status kt_file_list_add(kt_file_list *list, const char *path, kt_error *err);

/** Take out the file that @p path names, by whatever paths it was added. */
void kt_file_list_remove(kt_file_list *list, const char *path);

#endif
